/* Frågor och underlag: what only people know, and what the rest rests on. */
#include <string.h>

#include "base/text.h"
#include "report/card.h"

enum { MOST_SOURCES = 40, COLUMNS = 5 };

static const struct pair title = {"frågor och underlag", "questions and evidence"};
static const struct pair about = {
    "Det här vet bara ni. Fyll i de inramade rutorna, vem som svarat och vilken dag. Okänd är "
    "också "
    "ett svar; en tom ruta ändrar inget. Skicka sedan tillbaka filen.",
    "Only you know this. Fill in the framed boxes, who answered and on what day. Unknown is an "
    "answer too; an empty box changes nothing. Then send the file back."};
static const struct pair no_questions = {"Var siffrorna kommer ifrån.",
                                         "Where the figures come from."};
static const struct pair evidence_word = {"Underlag", "Evidence"};
static const struct pair evidence = {
    "Siffrorna kommer från dem som står här under. Poäng och platser är egen bearbetning. Varje "
    "värde med år, fil och rad står i den gemensamma arbetsboken, på bladet Data.",
    "The figures come from those listed below. Points and places are our own processing. Each "
    "value with year, file and line is in the workbook for all areas, on the sheet Data."};

/* The publishers of what this area's values were read from, each once. */
static const char *publishers(const struct view *v)
{
    const char *seen[MOST_SOURCES];
    size_t count = 0;
    struct text t = {0};
    for (size_t k = 0; k < v->shown.count && count < MOST_SOURCES; k++) {
        const struct cell *cell = &v->r->indicators[v->shown.items[k]].cells[v->area];
        if (!status_has_value(cell->status) || cell->file >= v->r->data->file_count)
            continue;
        const char *name = view_published(v, v->r->data->files[cell->file].source).publisher;
        bool known = false;
        for (size_t i = 0; i < count && !known; i++)
            known = strcmp(seen[i], name) == 0;
        if (known)
            continue;
        text_printf(&t, "%s\u2022\u00a0%s", count > 0 ? "   " : "", name);
        seen[count++] = name;
    }
    return card_keep(v, &t);
}

void card_last(const struct view *v, struct page *page)
{
    bool asks = card_questions_has(v);
    questions_columns(page);
    uint32_t row =
        card_head(v, page, say(v->lang, title), say(v->lang, asks ? about : no_questions));
    if (asks)
        row = questions_part(v, page, row) + 1;
    row = card_section(page, row, say(v->lang, evidence_word), COLUMNS);
    row = card_lines_in(v, page, row, say(v->lang, evidence), STYLE_TEXT);
    card_lines_in(v, page, row, publishers(v), STYLE_TEXT);
    page_protect(page);
}
