/* Avvikelser: which values are missing, old, without a year, computed or a substitute's. Areas that
 * share indicator, status, year, substitute and reason share a row. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "report/sheets.h"

static const struct pair title = {"Avvikelser", "Exceptions"};
static const struct pair about = {
    "Värden som saknas, är äldre, saknar år, är beräknade eller kommer från en ersättning.",
    "Values that are missing, older, without a year, computed or taken from a substitute."};
static const struct pair heads[] = {
    {"Id", "Id"},         {"Indikator", "Indicator"},   {"Märke", "Mark"},  {"Status", "Status"},
    {"År", "Year"},       {"Ersättning", "Substitute"}, {"Skäl", "Reason"}, {"Antal", "Number"},
    {"Kommuner", "Areas"}};
static const struct pair all_areas = {"alla", "all"};

enum { HEADS = sizeof heads / sizeof heads[0] };

struct remark {
    const struct cell *cell;
    const struct indicator *used; /* the substitute, or the indicator itself */
    const char *reason;           /* never NULL */
    uint32_t area;
};

static int by_kind(const struct remark *x, const struct remark *y)
{
    if (x->cell->status != y->cell->status)
        return x->cell->status < y->cell->status ? -1 : 1;
    if (x->cell->period != y->cell->period)
        return x->cell->period < y->cell->period ? -1 : 1;
    int order = strcmp(x->used->head.name, y->used->head.name);
    return order != 0 ? order : strcmp(x->reason, y->reason);
}

static int by_kind_and_area(const void *a, const void *b)
{
    const struct remark *x = a, *y = b;
    int order = by_kind(x, y);
    return order != 0 ? order : (x->area > y->area) - (x->area < y->area);
}

static const char *status_of(const struct view *v, uint8_t status)
{
    static const struct pair texts[] = {
        [STATUS_OBSERVED] = {"observerad", "observed"},
        [STATUS_NOTHING] = {"inget (noll)", "nothing (zero)"},
        [STATUS_NO_YEAR] = {"år okänt", "year unknown"},
        [STATUS_AGED] = {"äldre år", "older year"},
        [STATUS_IMPUTED] = {"beräknad", "computed"},
        [STATUS_MISSING] = {"saknas", "missing"},
        [STATUS_UNAVAILABLE] = {"ej tillgänglig", "not available"},
        [STATUS_SECRET] = {"sekretess", "secret"},
        [STATUS_SMALL] = {"litet antal", "small count"},
        [STATUS_NOT_APPLICABLE] = {"ej tillämplig", "not applicable"},
    };
    return status < sizeof texts / sizeof texts[0] ? say(v->lang, texts[status]) : "";
}

static const char *names_of(const struct view *v, const struct remark *group, size_t count)
{
    if (count == v->r->areas && count > 1)
        return say(v->lang, all_areas);
    struct text names = {0};
    for (size_t i = 0; i < count; i++) {
        text_add(&names, i > 0 ? ", " : "");
        text_add(&names, view_name(v, group[i].area));
    }
    const char *copy = arena_strndup(v->arena, names.p, names.n);
    text_release(&names);
    return copy;
}

static void put_group(const struct view *v, struct page *page, uint32_t row,
                      const struct indicator *i, const struct remark *group, size_t count)
{
    put_words(page, row, 0, i->head.id);
    put_words(page, row, 1, view_label(v, &i->head));
    put_words(page, row, 2, status_mark(group->cell->status));
    put_words(page, row, 3, status_of(v, group->cell->status));
    put_year(page, row, 4, group->cell);
    put_words(page, row, 5, group->used != i ? view_label(v, &group->used->head) : NULL);
    put_words(page, row, 6, group->reason);
    page_number(page, row, 7, (double)count, 0, STYLE_NUMBER);
    put_words(page, row, 8, names_of(v, group, count));
}

/* Fills remarks[areas] with those of one indicator, like beside like; returns how many. */
static size_t gather(const struct view *v, uint32_t indicator, struct remark *remarks)
{
    const struct indicator_result *result = &v->r->indicators[indicator];
    const char **reasons = v->lang == LANG_EN ? result->reason_en : result->reason;
    size_t count = 0;
    for (uint32_t area = 0; area < v->r->areas; area++) {
        const char *reason = reasons != NULL ? reasons[area] : NULL;
        if (reason == NULL && view_substituted(v, indicator, area))
            reason = view_note(v, &view_used(v, indicator, area)->head);
        if (result->cells[area].status > STATUS_NOTHING || reason != NULL ||
            view_substituted(v, indicator, area))
            remarks[count++] = (struct remark){&result->cells[area], view_used(v, indicator, area),
                                               reason != NULL ? reason : "", area};
    }
    if (count > 1)
        qsort(remarks, count, sizeof *remarks, by_kind_and_area);
    return count;
}

void sheet_remarks(const struct view *v, struct page *page)
{
    static const double widths[] = {6, 38, 7, 13, 7, 30, 40, 8, 44};
    page_columns(page, widths, HEADS);
    uint32_t head = page_head(page, say(v->lang, title), say(v->lang, about)), row = head + 1;
    struct remark *remarks = arena_array(v->arena, v->r->areas + 1, sizeof *remarks);
    for (size_t k = 0; k < v->shown.count; k++) {
        size_t count = gather(v, v->shown.items[k], remarks);
        for (size_t from = 0, to; from < count; from = to) {
            for (to = from + 1; to < count && by_kind(&remarks[from], &remarks[to]) == 0;)
                to++;
            put_group(v, page, row++, &v->m->indicators[v->shown.items[k]], remarks + from,
                      to - from);
        }
    }
    put_table(v, page, head, row, "Avvikelser", heads, HEADS, 0x90);
}
