/* Underlag: the files read; Täckning: how complete each indicator is. */
#include "report/sheets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/uncertain.h"

#define DASH "\u2013"

static const struct pair files_title = {"Underlag", "Evidence"};
static const struct pair files_about = {
    "Filerna som lästes. Kontrollsummor, så att man kan visa att det var de, står på bladet "
    "Kontrollsummor.",
    "The files that were read. Checksums, to show that it was these, stand on the sheet "
    "Checksums."};
static const struct pair files_heads[] = {{"Utgivare", "Publisher"}, {"Tabell", "Table"},
                                          {"Licens", "Licence"},     {"Via", "Via"},
                                          {"Fil", "File"},           {"Teckenkod", "Encoding"},
                                          {"Rader", "Rows"},         {"Använda", "Used"}};
static const struct pair cover_title = {"Täckning", "Coverage"};
static const struct pair cover_about = {
    "Hur många kommuner som har ett värde, och vad poängen vilar på. År okänt står först.",
    "How many areas have a value, and what the points rest on. Year unknown comes first."};
static const struct pair cover_heads[] = {{"Id", "Id"},
                                          {"Indikator", "Indicator"},
                                          {"Har värde", "Have a value"},
                                          {"Varav ersättning", "Of them substitutes"},
                                          {"Saknas", "Missing"},
                                          {"Äldre år", "Older year"},
                                          {"År okänt", "Year unknown"},
                                          {"Enhet", "Unit"},
                                          {"0 poäng vid", "0 points at"},
                                          {"100 poäng vid", "100 points at"},
                                          {"Vikt", "Weight"},
                                          {"Målvärden", "Goalposts"},
                                          {"Beräknade", "Computed"},
                                          {"Extremvärden", "Outliers"}};
enum { PLAIN = 12, ALL = 14 };
static const struct pair proposal = {"okalibrerat förslag", "uncalibrated proposal"};
static const struct pair calibrated = {"kalibrerat", "calibrated"};

void sheet_files(const struct view *v, struct page *page)
{
    static const double widths[] = {26, 40, 18, 28, 44, 13, 8, 9};
    page_columns(page, widths, 8);
    uint32_t head = page_head(page, say(v->lang, files_title), say(v->lang, files_about));
    static const struct pair drawn = {
        "Slumptal: %s dragningar med frö %u. Värden som saknas, är äldre, ersatta eller dragna in "
        "mot de andra (extremvärden) står på bladet Avvikelser.",
        "Random numbers: %s draws with seed %u. Values missing, older, substituted or drawn in "
        "towards the others (outliers) stand on the sheet Exceptions."};
    if (v->r->uncertain != NULL)
        page_text(page, head++, 0,
                  arena_printf(v->arena, say(v->lang, drawn),
                               view_number(v, v->r->uncertain->draws, 0),
                               (unsigned)v->r->uncertain->seed),
                  STYLE_SMALL);
    uint32_t row = head + 1;
    for (size_t i = 0; i < v->r->data->file_count; i++, row++) {
        const struct data_file *f = &v->r->data->files[i];
        struct published by = view_published(v, f->source ? f->source : "");
        put_words(page, row, 0, by.publisher);
        put_words(page, row, 1, by.table);
        put_words(page, row, 2, by.licence);
        put_words(page, row, 3, by.via);
        put_words(page, row, 4, f->path);
        put_words(page, row, 5, f->encoding);
        page_number(page, row, 6, (double)f->rows, 0, STYLE_NUMBER);
        page_number(page, row, 7, (double)f->used, 0, STYLE_NUMBER);
    }
    put_table(v, page, head, row, "Underlag", files_heads, 8, 0xC0);
}

/* --- checksums -------------------------------------------------------------------------------- */

bool sheet_checksums_has(const struct view *v)
{
    return v->r->digests != NULL && v->r->rule_digests != NULL;
}

static void checksum_row(const struct view *v, struct page *page, uint32_t row, struct pair kind,
                         const char *file, const char *digest)
{
    static const struct pair changed = {"filen ändrades eller försvann medan körningen pågick",
                                        "the file was changed or went away during the run"};
    put_words(page, row, 0, say(v->lang, kind));
    put_words(page, row, 1, file);
    put_words(page, row, 2, digest[0] ? digest : say(v->lang, changed));
}

void sheet_checksums(const struct view *v, struct page *page)
{
    static const struct pair title = {"Kontrollsummor", "Checksums"};
    static const struct pair about = {
        "SHA-256 av varje fil som lästes, som programmet sha256sum räknar den. Samma summa = samma "
        "fil.",
        "SHA-256 of each file that was read, as the program sha256sum computes it. Same sum = same "
        "file."};
    static const struct pair heads[] = {{"Slag", "Kind"}, {"Fil", "File"}, {"SHA-256", "SHA-256"}};
    static const struct pair rules = {"Regler", "Rules"}, data = {"Data", "Data"};
    static const double widths[] = {10, 50, 76};
    page_columns(page, widths, 3);
    uint32_t head = page_head(page, say(v->lang, title), say(v->lang, about)), row = head + 1;
    for (size_t i = 0; i < v->m->file_count; i++)
        checksum_row(v, page, row++, rules, v->m->files[i], v->r->rule_digests[i]);
    for (size_t i = 0; i < v->r->data->file_count; i++)
        checksum_row(v, page, row++, data, v->r->data->files[i].path, v->r->digests[i]);
    put_table(v, page, head, row, "Kontrollsummor", heads, 3, 0);
}

/* --- coverage --------------------------------------------------------------------------------- */

struct counts {
    uint32_t indicator;
    size_t aged, no_year;
};

static struct counts count_of(const struct view *v, uint32_t indicator)
{
    struct counts c = {indicator, 0, 0};
    const struct cell *cells = v->r->indicators[indicator].cells;
    for (size_t a = 0; a < v->r->areas; a++) {
        c.aged += cells[a].status == STATUS_AGED;
        c.no_year += cells[a].status == STATUS_NO_YEAR;
    }
    return c;
}

/* Those with an unknown year first, else in the order of the rules. */
static int by_unknown_year(const void *a, const void *b)
{
    const struct counts *x = a, *y = b;
    if ((x->no_year > 0) != (y->no_year > 0))
        return x->no_year > 0 ? -1 : 1;
    return x->indicator < y->indicator ? -1 : x->indicator > y->indicator;
}

/* How many areas are measured by the indicator's k-th substitute. */
static size_t measured_by(const struct view *v, uint32_t indicator, size_t k)
{
    size_t count = 0;
    for (uint32_t a = 0; a < v->r->areas; a++)
        count +=
            view_substituted(v, indicator, a) && v->r->indicators[indicator].substitute[a] == k + 1;
    return count;
}

static void put_count(struct page *page, uint32_t row, uint32_t column, size_t count)
{
    page_number(page, row, column, (double)count, 0, STYLE_NUMBER);
}

static void goalposts(const struct view *v, struct page *page, uint32_t row,
                      const struct indicator *i)
{
    bool has = i->scale == SCALE_GOALPOSTS && isfinite(i->low) && isfinite(i->high);
    double zero = i->reversed ? i->high : i->low, full = i->reversed ? i->low : i->high;
    if (has) {
        page_number(page, row, 8, zero, i->decimals, STYLE_NUMBER);
        page_number(page, row, 9, full, i->decimals, STYLE_NUMBER);
    } else {
        page_text(page, row, 8, "[z]", STYLE_MARK);
        page_text(page, row, 9, "[z]", STYLE_MARK);
    }
    const char *rests = i->calibration && i->calibration[0] ? i->calibration : "";
    if (has)
        put_words(page, row, 11,
                  i->calibrated ? (rests[0] ? rests : say(v->lang, calibrated))
                                : say(v->lang, proposal));
    else
        put_words(page, row, 11, rests);
}

static void substitute_row(const struct view *v, struct page *page, uint32_t row,
                           const struct indicator *i, size_t k, size_t count, size_t columns)
{
    static const struct pair instead = {"i stället för", "in place of"};
    const struct indicator *s = &v->m->indicators[i->substitutes[k]];
    put_words(page, row, 0, i->head.id);
    put_words(page, row, 1,
              arena_printf(v->arena, "%s (%s: %s)", view_label(v, &s->head), say(v->lang, instead),
                           view_label(v, &i->head)));
    put_count(page, row, 2, count);
    put_count(page, row, 3, count);
    for (uint32_t c = 4; c <= 6; c++)
        page_text(page, row, c, "[z]", STYLE_MARK);
    put_words(page, row, 7, unit_text(&s->unit, v->lang));
    goalposts(v, page, row, s);
    page_text(page, row, 10, "[z]", STYLE_MARK);
    for (uint32_t c = PLAIN; c < columns; c++)
        page_text(page, row, c, "[z]", STYLE_MARK);
}

/* Columns for what was computed and drawn in stand only where something was. */
static size_t columns_of(const struct view *v)
{
    for (size_t k = 0; k < v->m->indicator_count; k++)
        if (v->r->indicators[k].imputed_count > 0 || v->r->indicators[k].treated_count > 0)
            return ALL;
    return PLAIN;
}

void sheet_coverage(const struct view *v, struct page *page)
{
    static const double widths[] = {6, 46, 8, 10, 8, 8, 8, 18, 11, 11, 7, 34, 10, 13};
    size_t columns = columns_of(v);
    page_columns(page, widths, columns);
    uint32_t head = page_head(page, say(v->lang, cover_title), say(v->lang, cover_about));
    uint32_t row = head + 1;
    struct counts *all = arena_array(v->arena, v->shown.count + 1, sizeof *all);
    for (size_t k = 0; k < v->shown.count; k++)
        all[k] = count_of(v, v->shown.items[k]);
    if (v->shown.count > 1)
        qsort(all, v->shown.count, sizeof *all, by_unknown_year);
    for (size_t k = 0; k < v->shown.count; k++, row++) {
        const struct indicator *i = &v->m->indicators[all[k].indicator];
        const struct indicator_result *result = &v->r->indicators[all[k].indicator];
        put_words(page, row, 0, i->head.id);
        put_words(page, row, 1, view_label(v, &i->head));
        put_count(page, row, 2, result->have);
        put_count(page, row, 3, result->have_substitute);
        put_count(page, row, 4, v->r->areas - result->have);
        put_count(page, row, 5, all[k].aged);
        put_count(page, row, 6, all[k].no_year);
        put_words(page, row, 7, unit_text(&i->unit, v->lang));
        goalposts(v, page, row, i);
        page_number(page, row, 10, i->weight, 0, STYLE_NUMBER);
        if (columns == ALL) {
            put_count(page, row, 12, result->imputed_count);
            put_count(page, row, 13, result->treated_count);
        }
        for (size_t s = 0; s < i->substitute_count; s++) {
            size_t count = measured_by(v, all[k].indicator, s);
            if (count > 0)
                substitute_row(v, page, ++row, i, s, count, columns);
        }
    }
    put_table(v, page, head, row, "Tackning", cover_heads, columns,
              columns == ALL ? 0x377C : 0x77C);
}
