/* Regler: the text of the rules as it was read, one row a line, with the numbers that were given in
 * place of those written. */
#include "report/sheets.h"

#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "rules/override.h"

/* What is in force in place of what stands on the line; "" when nothing is. */
static const char *in_force(const struct view *v, const char *file, unsigned line)
{
    struct text t = {0};
    for (size_t i = 0; i < v->m->change_count; i++) {
        struct ref target = v->m->changes[i].target;
        struct place place = scalar_place(v->m, target);
        bool later = false; /* the last change of a number is the one in force */
        for (size_t k = i + 1; k < v->m->change_count && !later; k++)
            later = scalar_same(v->m->changes[k].target, target);
        if (later || place.line != line || place.file == NULL || strcmp(place.file, file) != 0)
            continue;
        text_add(&t, t.n ? "; " : "");
        scalar_name(v->m, target, v->lang, &t);
        text_add(&t, " = ");
        scalar_text(v->m, target, scalar_on(v->m, target, v->r->day), v->lang, &t);
    }
    const char *copy = arena_strndup(v->arena, t.p ? t.p : "", t.n);
    text_release(&t);
    return copy;
}

static bool is_blank(const char *text, size_t n)
{
    return strspn(text, " \t\r") >= n;
}

/* One rule file; returns the row after it. */
static uint32_t put_file(const struct view *v, struct page *page, uint32_t row, const char *file,
                         const char *text)
{
    const char *name = path_base(file);
    for (unsigned line = 1; *text; line++) {
        size_t n = strcspn(text, "\n");
        size_t shown = n > 0 && text[n - 1] == '\r' ? n - 1 : n;
        if (!is_blank(text, shown)) {
            page_text(page, row, 0, name, STYLE_TEXT);
            page_number(page, row, 1, line, 0, STYLE_YEAR);
            page_text(page, row, 2, arena_strndup(v->arena, text, shown), STYLE_WRAP);
            put_words(page, row++, 3, in_force(v, file, line));
        }
        text += n + (text[n] == '\n');
    }
    return row;
}

void sheet_rules(const struct view *v, struct page *page)
{
    static const struct pair title = {"Regler", "Rules"};
    static const struct pair about = {
        "Reglerna rad för rad, utan tomma rader. Gäller i stället: tal som ändrats för den här "
        "körningen.",
        "The rules line by line, without blank lines. In force instead: numbers changed for this "
        "run."};
    static const struct pair heads[] = {{"Fil", "File"},
                                        {"Rad", "Line"},
                                        {"Text", "Text"},
                                        {"Gäller i stället", "In force instead"}};
    enum { HEADS = sizeof heads / sizeof heads[0] };
    static const double widths[HEADS] = {28, 6, 78, 22};
    page_columns(page, widths, HEADS);
    uint32_t head = page_head(page, say(v->lang, title), say(v->lang, about)), row = head + 1;
    for (size_t i = 0; i < v->m->file_count && v->m->file_texts != NULL; i++)
        row = put_file(v, page, row, v->m->files[i], v->m->file_texts[i]);
    put_table(v, page, head, row, "Regler", heads, HEADS, 0x2);
}
