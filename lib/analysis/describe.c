/* What was read: files with their counts, and each indicator's coverage, years and substitutes. */
#include "analysis/evaluate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

/* Was the file named above, by another block that got the same out of it? */
static bool named_before(const struct dataset *data, size_t k)
{
    const struct data_file *f = &data->files[k];
    for (size_t i = 0; i < k; i++) {
        const struct data_file *x = &data->files[i];
        bool same = x->rows == f->rows && x->used == f->used && x->filtered == f->filtered;
        if (strcmp(x->path, f->path) == 0 && same)
            return true;
    }
    return false;
}

static void files(const struct result *r, enum lang lang, struct text *out)
{
    text_add(out, lang == LANG_SV ? "Filer\n" : "Files\n");
    for (size_t k = 0; k < r->data->file_count; k++) {
        const struct data_file *f = &r->data->files[k];
        if (named_before(r->data, k))
            continue;
        text_printf(out,
                    lang == LANG_SV
                        ? "  %s\n    %s, avgränsare \"%s\", %llu rader, %llu använda, "
                          "%llu andra områden, %llu okända, %llu bortfiltrerade, CRC %08x\n"
                        : "  %s\n    %s, delimiter \"%s\", %llu rows, %llu used, "
                          "%llu other areas, %llu unknown, %llu filtered out, CRC %08x\n",
                    f->path, f->encoding ? f->encoding : "?",
                    f->delimiter == '\t'  ? "tab"
                    : f->delimiter == ';' ? ";"
                                          : ",",
                    (unsigned long long)f->rows, (unsigned long long)f->used,
                    (unsigned long long)f->other_areas, (unsigned long long)f->unknown_areas,
                    (unsigned long long)f->filtered, (unsigned)f->crc);
    }
}

static void years(const struct result *r, const struct indicator_result *x, int *first, int *last)
{
    *first = *last = 0;
    for (size_t i = 0; i < r->areas; i++) {
        int year = x->cells[i].period / 100;
        if (!status_has_value(x->cells[i].status) || year <= 0)
            continue;
        *first = *first == 0 || year < *first ? year : *first;
        *last = year > *last ? year : *last;
    }
}

static void indicator(const struct result *r, size_t k, enum lang lang, struct text *out)
{
    const struct indicator *ind = &r->model->indicators[k];
    const struct indicator_result *x = &r->indicators[k];
    int first, last;
    years(r, x, &first, &last);
    text_printf(out, "  %-5s%s: %zu/%zu", ind->head.id, head_label(&ind->head, lang), x->have,
                r->areas);
    if (x->have && !first)
        text_add(out, lang == LANG_SV ? ", år okänt" : ", year unknown");
    else if (first && first == last)
        text_printf(out, ", %d", first);
    else if (first)
        text_printf(out, ", %d–%d", first, last);
    if (x->have_substitute)
        text_printf(out, lang == LANG_SV ? ", reserv i %zu" : ", substitute in %zu",
                    x->have_substitute);
    text_addc(out, '\n');
}

void describe_data(const struct result *r, enum lang lang, struct text *out)
{
    files(r, lang, out);
    text_add(out, lang == LANG_SV ? "\nIndikatorer och mått (områden med värde)\n"
                                  : "\nIndicators and measures (areas with a value)\n");
    for (size_t k = 0; k < r->model->indicator_count; k++)
        if (r->model->indicators[k].role != ROLE_SUBSTITUTE)
            indicator(r, k, lang, out);
}
