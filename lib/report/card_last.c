/* Frågor och underlag: what only people know, and what the rest rests on. */
#include <string.h>

#include "base/text.h"
#include "report/card.h"

enum { MOST_SOURCES = 40, COLUMNS = 5 };

static const struct pair title = {"frågor och underlag", "questions and evidence"};
static const struct pair about = {
    "Det här vet bara ni. Svara ja, nej eller okänd i de inramade rutorna, om inget annat står. "
    "Okänd är också ett svar; en tom ruta ändrar inget.",
    "Only you know this. Answer yes, no or unknown in the framed boxes, if nothing else is said. "
    "Unknown is an answer too; an empty box changes nothing."};
static const struct pair no_questions = {"Var siffrorna kommer ifrån.",
                                         "Where the figures come from."};
static const struct pair evidence_word = {"Underlag", "Evidence"};
static const struct pair evidence = {
    "Numret är det som står under Källa på bladen med siffror. Poäng och platser är egen "
    "bearbetning. Varje värde med år, fil och rad står i den gemensamma arbetsboken, på bladet "
    "Data.",
    "The number is that under Source on the sheets of figures. Points and places are our own "
    "processing. Each value with year, file and line is in the workbook for all areas, on the "
    "sheet Data."};
static const struct pair back = {
    "När ni svarat: spara och skicka filen till den som gav er bladet.",
    "When you have answered: save, and send the file to whoever gave you the sheet."};

/* Who published what, in the order of the sheets. */
struct publishers {
    const char *names[MOST_SOURCES];
    size_t count;
};

static const char *publisher_of(const struct view *v, uint32_t indicator)
{
    const struct cell *cell = &v->r->indicators[indicator].cells[v->area];
    if (!status_has_value(cell->status) || cell->file >= v->r->data->file_count)
        return NULL;
    return view_published(v, v->r->data->files[cell->file].source).publisher;
}

static size_t number_of(const struct publishers *p, const char *name)
{
    for (size_t i = 0; name && i < p->count; i++)
        if (strcmp(p->names[i], name) == 0)
            return i + 1;
    return 0;
}

static struct publishers publishers_of(const struct view *v)
{
    struct publishers p = {.count = 0};
    for (size_t k = 0; k < v->shown.count && p.count < MOST_SOURCES; k++) {
        const char *name = publisher_of(v, v->shown.items[k]);
        if (name && number_of(&p, name) == 0)
            p.names[p.count++] = name;
    }
    return p;
}

size_t card_source(const struct view *v, uint32_t indicator)
{
    struct publishers p = publishers_of(v);
    return number_of(&p, publisher_of(v, indicator));
}

const char *card_sources(const struct view *v)
{
    struct publishers p = publishers_of(v);
    struct text t = {0};
    for (size_t i = 0; i < p.count; i++)
        text_printf(&t, "%s%zu\u00a0%s", i > 0 ? "   " : "", i + 1, p.names[i]);
    return card_keep(v, &t);
}

void card_last(const struct view *v, struct page *page)
{
    bool asks = card_questions_has(v);
    questions_columns(page);
    uint32_t row =
        card_head(v, page, say(v->lang, title), say(v->lang, asks ? about : no_questions));
    if (asks)
        row =
            card_lines_in(v, page, questions_part(v, page, row), say(v->lang, back), STYLE_SMALL) +
            1;
    row = card_section(page, row, say(v->lang, evidence_word), COLUMNS);
    row = card_lines_in(v, page, row, say(v->lang, evidence), STYLE_TEXT);
    card_lines_in(v, page, row, card_sources(v), STYLE_TEXT);
    page_protect(page);
}
