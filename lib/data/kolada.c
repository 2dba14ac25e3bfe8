#include "data/kolada.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/number.h"
#include "data/landing_text.h"
#include "data/names.h"
#include "data/source_parts.h"

static const char heading[] = "kpi;title;municipality;period;gender;value;status\n";
static const char genders[] = "TKM";

struct kolada_row {
    uint32_t figure, area;
    int32_t period;
    uint32_t gender; /* place in genders */
    const char *value, *status;
};

void kolada_begin(struct kolada *k, struct arena *arena, struct kolada_figure *figures,
                  size_t figure_count, const char *const *areas, size_t area_count)
{
    bool added;
    *k = (struct kolada){.arena = arena,
                         .figures = figures,
                         .figure_count = figure_count,
                         .areas = areas,
                         .area_count = area_count};
    k->figure_names = names_new(arena);
    k->area_names = names_new(arena);
    k->cells = names_new(arena);
    for (size_t i = 0; i < figure_count; i++)
        names_put(k->figure_names, figures[i].id, strlen(figures[i].id), (uint32_t)i, &added);
    for (size_t i = 0; i < area_count; i++)
        names_put(k->area_names, areas[i], strlen(areas[i]), (uint32_t)i, &added);
}

/* --- addresses -------------------------------------------------------------------------------- */

static void add_ids(struct text *t, const char *const *ids, size_t from, size_t count)
{
    for (size_t i = from; i < count && i < from + KOLADA_IDS; i++) {
        text_add(t, i > from ? "," : "");
        text_add_encoded(t, ids[i], "");
    }
}

static const char *finished(struct arena *arena, struct text *t)
{
    text_printf(t, "?per_page=%d&page=1", KOLADA_PAGE);
    const char *address = arena_strdup(arena, t->p);
    text_release(t);
    return address;
}

static size_t segments(size_t ids)
{
    return (ids + KOLADA_IDS - 1) / KOLADA_IDS;
}

const char **kolada_title_addresses(const struct kolada *k, const char *base, size_t *count)
{
    const char **ids = arena_array(k->arena, k->figure_count + 1, sizeof *ids);
    for (size_t i = 0; i < k->figure_count; i++)
        ids[i] = k->figures[i].id;
    *count = segments(k->figure_count);
    const char **made = arena_array(k->arena, *count + 1, sizeof *made);
    for (size_t i = 0; i < *count; i++) {
        struct text t = {0};
        text_printf(&t, "%s/kpi/", base);
        add_ids(&t, ids, i * KOLADA_IDS, k->figure_count);
        made[i] = finished(k->arena, &t);
    }
    return made;
}

const char **kolada_value_addresses(const struct kolada *k, const char *base, size_t *count)
{
    const char **ids = arena_array(k->arena, k->figure_count + 1, sizeof *ids);
    size_t asked = 0;
    for (size_t i = 0; i < k->figure_count; i++)
        if (k->figures[i].asked)
            ids[asked++] = k->figures[i].id;
    size_t parts = segments(k->area_count);
    *count = segments(asked) * parts;
    const char **made = arena_array(k->arena, *count + 1, sizeof *made);
    for (size_t i = 0; i < *count; i++) {
        struct text t = {0};
        text_printf(&t, "%s/data/kpi/", base);
        add_ids(&t, ids, i / parts * KOLADA_IDS, asked);
        text_add(&t, "/municipality/");
        add_ids(&t, k->areas, i % parts * KOLADA_IDS, k->area_count);
        made[i] = finished(k->arena, &t);
    }
    return made;
}

/* --- pages ------------------------------------------------------------------------------------ */

/* The values of a page and the address of the next; NULL and a fault when it is no page. */
static const struct json *page_of(struct kolada *k, const struct json *page, const char **next,
                                  struct fault *f)
{
    const struct json *values = json_member(page, "values"), *at = json_member(page, "next_url");
    if (json_kind_of(values) != JSON_KIND_ARRAY) {
        fault_set(f, "E960", "values");
        return NULL;
    }
    const char *text = json_text_of(at);
    if (!text && at && json_kind_of(at) != JSON_KIND_NULL) {
        fault_set(f, "E960", "next_url");
        return NULL;
    }
    *next = text && *text ? arena_strdup(k->arena, text) : NULL;
    if (*next && json_count(values) == 0) {
        fault_set(f, "E961", *next); /* more is promised, and nothing came */
        return NULL;
    }
    return values;
}

static bool take_title(struct kolada *k, const struct json *one, struct fault *f)
{
    const char *id = json_text_of(json_member(one, "id"));
    const char *title = json_text_of(json_member(one, "title"));
    if (!id || !title)
        return fault_set(f, "E960", id ? "title" : "id");
    const uint32_t *at = key_table_find(k->figure_names, id, strlen(id));
    if (!at) {
        k->unasked++;
        return true;
    }
    struct kolada_figure *figure = &k->figures[*at];
    if (figure->title)
        return fault_set(f, "E961", figure->id);
    figure->title = arena_strdup(k->arena, title);
    return true;
}

bool kolada_titles(struct kolada *k, const char *p, size_t n, const char **next, struct fault *f)
{
    *f = (struct fault){0};
    *next = NULL;
    struct json *page = json_read(p, n);
    const struct json *values = NULL;
    bool fine = page ? true : fault_set(f, "E959", "");
    if (fine)
        fine = (values = page_of(k, page, next, f)) != NULL;
    for (size_t i = 0; fine && i < json_count(values); i++)
        fine = take_title(k, json_item(values, i), f);
    json_free(page);
    return fine;
}

/* A number as the file has it, "" for null; NULL when it is neither. */
static const char *value_text(struct kolada *k, const struct json *value)
{
    char buffer[32];
    double number;
    if (!value || json_kind_of(value) == JSON_KIND_NULL)
        return "";
    if (!json_number_of(value, &number))
        return NULL;
    return arena_strdup(k->arena, number_text(buffer, number));
}

/* What is secret has no number, whatever stands beside it; a word that nobody knows is counted. */
static void check_status(struct kolada *k, struct kolada_row *row)
{
    bool says = false;
    enum status status = status_column_read(str_of(row->status), &says);
    if (says && status == STATUS_SECRET && *row->value) {
        row->value = "";
        k->secret_numbers++;
    }
    k->unknown_statuses += !says && *row->status;
}

/* One of T, K and M of a cell: {"gender", "status", "value", "isdeleted"}. */
static bool take_value(struct kolada *k, struct kolada_row row, const struct json *one,
                       struct fault *f)
{
    const char *gender = json_text_of(json_member(one, "gender"));
    const char *status = json_text_of(json_member(one, "status"));
    const char *at = gender && strlen(gender) == 1 ? strchr(genders, *gender) : NULL;
    if (!at)
        return fault_set(f, "E960", "gender");
    if (json_is_yes(json_member(one, "isdeleted"))) {
        k->taken_back++;
        return true;
    }
    row.gender = (uint32_t)(at - genders);
    row.value = value_text(k, json_member(one, "value"));
    row.status = arena_strdup(k->arena, status ? status : "");
    if (!row.value)
        return fault_set(f, "E960", "value");
    check_status(k, &row);
    bool added;
    struct text t = {0};
    text_printf(&t, "%u;%u;%d;%u", row.figure, row.area, (int)row.period, row.gender);
    names_put(k->cells, t.p, t.n, 0, &added);
    text_release(&t);
    if (!added && k->first_of_page)
        return fault_set(f, "E977", k->figures[row.figure].id); /* the page has been here before */
    k->first_of_page = false;
    if (!added)
        return fault_set(f, "E973",
                         arena_printf(k->arena, "%s, %s, %d", k->figures[row.figure].id,
                                      k->areas[row.area], (int)row.period));
    k->rows = arena_grow(k->arena, k->rows, k->row_count, &k->row_capacity, sizeof *k->rows);
    k->rows[k->row_count++] = row;
    k->figures[row.figure].rows++;
    return true;
}

static bool take_cell(struct kolada *k, const struct json *one, struct fault *f)
{
    const char *id = json_text_of(json_member(one, "kpi"));
    const char *area = json_text_of(json_member(one, "municipality"));
    const struct json *values = json_member(one, "values");
    int64_t period = 0;
    if (!id || !area)
        return fault_set(f, "E960", id ? "municipality" : "kpi");
    if (!json_whole_of(json_member(one, "period"), &period) || period < 1000 || period > 9999)
        return fault_set(f, "E960", "period");
    if (json_kind_of(values) != JSON_KIND_ARRAY)
        return fault_set(f, "E960", "values");
    const uint32_t *figure = key_table_find(k->figure_names, id, strlen(id));
    const uint32_t *place = key_table_find(k->area_names, area, strlen(area));
    if (!figure || !place || !k->figures[*figure].asked) {
        k->unasked++;
        return true;
    }
    struct kolada_row row = {.figure = *figure, .area = *place, .period = (int32_t)period};
    for (size_t i = 0; i < json_count(values); i++)
        if (!take_value(k, row, json_item(values, i), f))
            return false;
    return true;
}

bool kolada_values(struct kolada *k, const char *p, size_t n, const char **next, struct fault *f)
{
    *f = (struct fault){0};
    *next = NULL;
    struct json *page = json_read(p, n);
    const struct json *values = NULL;
    bool fine = page ? true : fault_set(f, "E959", "");
    if (fine)
        fine = (values = page_of(k, page, next, f)) != NULL;
    k->first_of_page = k->row_count > 0;
    for (size_t i = 0; fine && i < json_count(values); i++)
        fine = take_cell(k, json_item(values, i), f);
    json_free(page);
    return fine;
}

/* --- the file --------------------------------------------------------------------------------- */

static int compare_rows(const void *one, const void *other)
{
    const struct kolada_row *a = one, *b = other;
    if (a->figure != b->figure)
        return a->figure < b->figure ? -1 : 1;
    if (a->area != b->area)
        return a->area < b->area ? -1 : 1;
    if (a->period != b->period)
        return a->period < b->period ? -1 : 1;
    return a->gender < b->gender ? -1 : a->gender > b->gender;
}

/* The lines of the earlier file that begin with the figure's id. */
static void add_earlier(const struct kolada_figure *figure, struct str earlier, struct text *out)
{
    const char *p = earlier.p, *end = earlier.p + earlier.n;
    size_t n = strlen(figure->id);
    for (size_t k; p < end; p += k) {
        const char *line_end = memchr(p, '\n', (size_t)(end - p));
        k = line_end ? (size_t)(line_end - p) + 1 : (size_t)(end - p);
        if (k > n && memcmp(p, figure->id, n) == 0 && p[n] == ';') {
            text_addn(out, p, k);
            text_add(out, line_end ? "" : "\n");
        }
    }
}

/* Only a file of this kind can be carried on: the same heading, after any byte order mark. */
static struct str usable(struct str earlier)
{
    static const char mark[] = "\xEF\xBB\xBF";
    if (earlier.n >= 3 && memcmp(earlier.p, mark, 3) == 0)
        earlier = (struct str){earlier.p + 3, earlier.n - 3};
    size_t n = sizeof heading - 2; /* without the line end, which may be CRLF */
    bool same = earlier.n > n && memcmp(earlier.p, heading, n) == 0;
    return same ? earlier : (struct str){"", 0};
}

void kolada_landing(struct kolada *k, struct str earlier, struct text *out)
{
    size_t at = 0;
    earlier = usable(earlier);
    if (k->row_count > 1)
        qsort(k->rows, k->row_count, sizeof *k->rows, compare_rows);
    text_add(out, heading);
    for (uint32_t i = 0; i < k->figure_count; i++) {
        const struct kolada_figure *figure = &k->figures[i];
        if (figure->kept)
            add_earlier(figure, earlier, out);
        for (; at < k->row_count && k->rows[at].figure == i; at++) {
            const struct kolada_row *row = &k->rows[at];
            if (figure->kept)
                continue;
            text_printf(out, "%s;", figure->id);
            text_add_cell(out, figure->title ? figure->title : "", ';');
            text_printf(out, ";%s;%d;%c;%s;", k->areas[row->area], (int)row->period,
                        genders[row->gender], row->value);
            text_add_cell(out, row->status, ';');
            text_add(out, "\n");
        }
    }
}
