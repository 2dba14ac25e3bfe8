#include "data/dataset.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "data/names.h"

enum { SEXES = 3 };

static const struct {
    const char *mark, *word, *english;
} status_texts[] = {
    [STATUS_OBSERVED] = {"", "observerad", "observed"},
    [STATUS_NOTHING] = {"", "inget", "nothing"},
    [STATUS_NO_YEAR] = {"[å]", "år okänt", "year unknown"},
    [STATUS_AGED] = {"[e]", "äldre", "older"},
    [STATUS_IMPUTED] = {"[e]", "beräknad", "computed"},
    [STATUS_MISSING] = {"[x]", "saknas", "missing"},
    [STATUS_UNAVAILABLE] = {"[x]", "ej tillgänglig", "not available"},
    [STATUS_SECRET] = {"[c]", "sekretess", "secret"},
    [STATUS_SMALL] = {"[k]", "litet antal", "small number"},
    [STATUS_NOT_APPLICABLE] = {"[z]", "ej tillämplig", "not applicable"},
};

const char *status_mark(uint8_t status)
{
    assert(status <= STATUS_NOT_APPLICABLE);
    return status_texts[status].mark;
}

const char *status_word(uint8_t status)
{
    assert(status <= STATUS_NOT_APPLICABLE);
    return status_texts[status].word;
}

const char *status_said(const char *word, enum lang lang)
{
    for (size_t i = 0; i < sizeof status_texts / sizeof status_texts[0]; i++)
        if (lang == LANG_EN && strcmp(status_texts[i].word, word) == 0)
            return status_texts[i].english;
    return word;
}

struct dataset *dataset_new(struct areas areas)
{
    struct arena *arena = arena_new();
    struct dataset *data = arena_alloc(arena, sizeof *data);
    data->arena = arena;
    data->text_names = names_new(arena);
    data->areas.count = areas.count;
    data->areas.items = arena_array(arena, areas.count, sizeof *areas.items);
    for (size_t i = 0; i < areas.count; i++) {
        const struct area *from = &areas.items[i];
        struct area *to = &data->areas.items[i];
        *to = *from;
        to->code = arena_strdup(arena, from->code);
        to->name = arena_strdup(arena, from->name);
        to->group = arena_strdup(arena, from->group ? from->group : "");
    }
    return data;
}

static void series_release(struct series *s)
{
    free(s->area);
    free(s->period);
    free(s->sex);
    free(s->status);
    free(s->value);
    free(s->file);
    free(s->line);
}

void dataset_free(struct dataset *data)
{
    if (!data) {
        return;
    }
    for (size_t i = 0; i < data->series_count; i++) {
        series_release(&data->series[i]);
    }
    arena_free(data->arena);
}

size_t dataset_series(struct dataset *data, const char *name, bool create)
{
    for (size_t i = 0; i < data->series_count; i++) {
        if (strcmp(data->series[i].name, name) == 0) {
            return i;
        }
    }
    if (!create) {
        return SIZE_MAX;
    }
    data->series = arena_grow(data->arena, data->series, data->series_count, &data->series_capacity,
                              sizeof *data->series);
    data->series[data->series_count] =
        (struct series){.name = arena_strdup(data->arena, name), .source = ""};
    return data->series_count++;
}

/* Large and growing, so not in the arena. */
static void series_reserve(struct series *s, size_t capacity)
{
    s->area = memory_resize(s->area, capacity * sizeof *s->area);
    s->period = memory_resize(s->period, capacity * sizeof *s->period);
    s->sex = memory_resize(s->sex, capacity * sizeof *s->sex);
    s->status = memory_resize(s->status, capacity * sizeof *s->status);
    s->value = memory_resize(s->value, capacity * sizeof *s->value);
    s->file = memory_resize(s->file, capacity * sizeof *s->file);
    s->line = memory_resize(s->line, capacity * sizeof *s->line);
    s->capacity = capacity;
}

static void series_set(struct series *s, size_t i, const struct observation *o, uint32_t file,
                       uint32_t line)
{
    s->area[i] = o->area;
    s->period[i] = o->period;
    s->sex[i] = o->sex;
    s->status[i] = o->status;
    s->value[i] = o->value;
    s->file[i] = file;
    s->line[i] = line;
}

static struct observation series_get(const struct series *s, size_t i)
{
    return (struct observation){s->value[i], s->area[i], s->period[i],
                                s->line[i],  s->sex[i],  s->status[i]};
}

static void series_move(struct series *s, size_t to, size_t from)
{
    struct observation o = series_get(s, from);
    series_set(s, to, &o, s->file[from], o.line);
}

void dataset_add(struct dataset *data, size_t series, uint32_t area, int32_t period, enum sex sex,
                 enum status status, double value, uint32_t file, uint32_t line)
{
    assert(series < data->series_count && area < data->areas.count);
    struct series *s = &data->series[series];
    s->sorted = false;
    if (s->count == s->capacity) {
        series_reserve(s, s->capacity ? s->capacity * 2 : 64);
    }
    struct observation o = {.value = value,
                            .area = area,
                            .period = period,
                            .line = line,
                            .sex = (uint8_t)sex,
                            .status = (uint8_t)status};
    series_set(s, s->count++, &o, file, line);
}

size_t dataset_text(struct dataset *data, const char *text, size_t length)
{
    bool added;
    uint32_t next = (uint32_t)data->text_count;
    uint32_t index = *names_put(data->text_names, text, length, next, &added);
    if (added) {
        data->texts = arena_grow(data->arena, data->texts, data->text_count, &data->text_capacity,
                                 sizeof *data->texts);
        data->texts[data->text_count++] = arena_strndup(data->arena, text, length);
    }
    return index;
}

static size_t bucket_of(uint32_t area, uint8_t sex)
{
    return (size_t)area * SEXES + sex;
}

/* A period and its place in the bucket as one number: sorting these is stable. */
static uint64_t sort_key(int32_t period, size_t i)
{
    return (uint64_t)((uint32_t)period ^ UINT32_C(0x80000000)) << 32 | (uint64_t)i;
}

static void merge_sort(uint64_t *keys, uint64_t *spare, size_t n)
{
    uint64_t *from = keys, *to = spare;
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t left = 0; left < n; left += 2 * width) {
            size_t middle = left + width < n ? left + width : n;
            size_t right = middle + width < n ? middle + width : n;
            size_t a = left, b = middle;
            for (size_t k = left; k < right; k++) {
                bool first = a < middle && (b == right || from[a] < from[b]);
                to[k] = first ? from[a++] : from[b++];
            }
        }
        uint64_t *swap = from;
        from = to;
        to = swap;
    }
    if (from != keys) {
        memcpy(keys, from, n * sizeof *keys);
    }
}

/* Sorts [first, end), one area and sex, by period. */
static void bucket_sort(struct series *s, size_t first, size_t end)
{
    size_t n = end - first;
    uint64_t *keys = memory_alloc(2 * n * sizeof *keys);
    struct observation *copies = memory_alloc(n * sizeof *copies);
    uint32_t *files = memory_alloc(n * sizeof *files);
    for (size_t i = 0; i < n; i++) {
        keys[i] = sort_key(s->period[first + i], i);
        copies[i] = series_get(s, first + i);
        files[i] = s->file[first + i];
    }
    merge_sort(keys, keys + n, n);
    for (size_t i = 0; i < n; i++) {
        size_t from = (size_t)(keys[i] & UINT32_MAX);
        series_set(s, first + i, &copies[from], files[from], copies[from].line);
    }
    free(keys);
    free(copies);
    free(files);
}

/* Strictly: neither out of order nor twice. */
static bool ascending(const struct series *s, size_t first, size_t end)
{
    for (size_t i = first + 1; i < end; i++) {
        if (s->period[i] <= s->period[i - 1]) {
            return false;
        }
    }
    return true;
}

/* Places every piece in its bucket (area and sex), in file order: a counting sort while copying. */
static void place(struct series *s, const struct observations *pieces, size_t n, size_t *next)
{
    for (size_t p = 0; p < n; p++) {
        const struct observation *items = pieces[p].items;
        for (size_t i = 0; i < pieces[p].count; i++) {
            size_t at = next[bucket_of(items[i].area, items[i].sex)]++;
            series_set(s, at, &items[i], pieces[p].file, items[i].line + pieces[p].line_base);
        }
    }
}

/* Tells and takes out cells that occur more than once; the first in file order is kept. */
static void drop_twice(struct dataset *data, size_t series, dataset_twice *twice, void *context)
{
    struct series *s = &data->series[series];
    size_t kept = 0;
    for (size_t i = 0; i < s->count; i++) {
        bool same = kept > 0 && s->area[i] == s->area[kept - 1] && s->sex[i] == s->sex[kept - 1] &&
                    s->period[i] == s->period[kept - 1];
        if (same && twice) {
            struct observation a = series_get(s, kept - 1), b = series_get(s, i);
            twice(context, data, series, &a, s->file[kept - 1], &b, s->file[i]);
        } else if (!same) {
            if (kept != i) {
                series_move(s, kept, i);
            }
            kept++;
        }
    }
    s->count = kept;
}

static void store(struct dataset *data, size_t series, const struct observations *pieces, size_t n,
                  dataset_twice *twice, void *context)
{
    struct series *s = &data->series[series];
    size_t buckets = data->areas.count * SEXES, total = 0;
    size_t *next = memory_alloc((buckets + 1) * sizeof *next);
    memset(next, 0, (buckets + 1) * sizeof *next);
    for (size_t p = 0; p < n; p++) {
        total += pieces[p].count;
        for (size_t i = 0; i < pieces[p].count; i++) {
            next[bucket_of(pieces[p].items[i].area, pieces[p].items[i].sex) + 1]++;
        }
    }
    for (size_t b = 0; b < buckets; b++) {
        next[b + 1] += next[b];
    }
    s->count = 0;
    if (total > s->capacity) {
        series_release(s);
        s->area = NULL, s->period = NULL, s->sex = NULL, s->status = NULL;
        s->value = NULL, s->file = NULL, s->line = NULL;
        series_reserve(s, total);
    }
    place(s, pieces, n, next);
    s->count = total;
    bool strict = true;
    for (size_t b = 0, first = 0; b < buckets; first = next[b++]) {
        if (!ascending(s, first, next[b])) {
            bucket_sort(s, first, next[b]);
            strict = strict && ascending(s, first, next[b]);
        }
    }
    free(next);
    if (!strict) {
        drop_twice(data, series, twice, context);
    }
    s->sorted = true;
}

/* What the series holds already, as pieces: one for each run of rows of one file. */
static struct observations *unpack(const struct series *s, size_t *count)
{
    size_t runs = 0;
    for (size_t i = 0; i < s->count; i++) {
        runs += i == 0 || s->file[i] != s->file[i - 1];
    }
    struct observation *items = memory_alloc(s->count * sizeof *items);
    struct observations *pieces = memory_alloc((runs + 1) * sizeof *pieces);
    *count = 0;
    for (size_t i = 0; i < s->count; i++) {
        items[i] = series_get(s, i);
        if (i == 0 || s->file[i] != s->file[i - 1]) {
            pieces[(*count)++] = (struct observations){&items[i], 0, s->file[i], 0};
        }
        pieces[*count - 1].count++;
    }
    if (runs == 0) {
        pieces[0] = (struct observations){items, 0, 0, 0};
    }
    return pieces;
}

static void unpack_free(struct observations *pieces)
{
    free((void *)(uintptr_t)pieces[0].items);
    free(pieces);
}

void dataset_store(struct dataset *data, size_t series, const struct observations *pieces,
                   size_t piece_count, dataset_twice *twice, void *context)
{
    assert(series < data->series_count);
    struct series *s = &data->series[series];
    if (s->count == 0) {
        store(data, series, pieces, piece_count, twice, context);
        return;
    }
    size_t old_count;
    struct observations *old = unpack(s, &old_count);
    struct observations *all = memory_alloc((old_count + piece_count) * sizeof *all);
    memcpy(all, old, old_count * sizeof *all);
    memcpy(all + old_count, pieces, piece_count * sizeof *all);
    store(data, series, all, old_count + piece_count, twice, context);
    free(all);
    unpack_free(old);
}

static int compare_at(const struct series *s, size_t a, size_t b)
{
    size_t x = bucket_of(s->area[a], s->sex[a]), y = bucket_of(s->area[b], s->sex[b]);
    if (x != y) {
        return x < y ? -1 : 1;
    }
    return (s->period[a] > s->period[b]) - (s->period[a] < s->period[b]);
}

static bool is_sorted(const struct series *s)
{
    for (size_t i = 1; i < s->count; i++) {
        if (compare_at(s, i - 1, i) >= 0) {
            return false;
        }
    }
    return true;
}

void dataset_freeze(struct dataset *data)
{
    for (size_t i = 0; i < data->series_count; i++) {
        if (!data->series[i].sorted && !is_sorted(&data->series[i])) {
            size_t count;
            struct observations *pieces = unpack(&data->series[i], &count);
            store(data, i, pieces, count, NULL, NULL);
            unpack_free(pieces);
        }
    }
}

/* First row of [first, end) that is not before (bucket, period). */
static size_t lower_bound(const struct series *s, size_t bucket, int32_t period)
{
    size_t first = 0, end = s->count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        size_t b = bucket_of(s->area[middle], s->sex[middle]);
        if (b < bucket || (b == bucket && s->period[middle] < period)) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    return first;
}

struct cell dataset_get(const struct dataset *data, size_t series, uint32_t area, int32_t period,
                        enum sex sex)
{
    const struct cell none = {.status = STATUS_MISSING, .file = UINT32_MAX};
    if (series >= data->series_count) {
        return none;
    }
    const struct series *s = &data->series[series];
    size_t bucket = bucket_of(area, (uint8_t)sex);
    size_t i = lower_bound(s, bucket, period);
    if (i == s->count || bucket_of(s->area[i], s->sex[i]) != bucket || s->period[i] != period) {
        return none;
    }
    return (struct cell){s->value[i], s->status[i], s->period[i], s->file[i], s->line[i], false};
}

void dataset_range(const struct dataset *data, size_t series, uint32_t area, enum sex sex,
                   size_t *first, size_t *end)
{
    *first = *end = 0;
    if (series < data->series_count) {
        const struct series *s = &data->series[series];
        size_t bucket = bucket_of(area, (uint8_t)sex);
        *first = lower_bound(s, bucket, INT32_MIN);
        *end = lower_bound(s, bucket + 1, INT32_MIN);
    }
}

bool dataset_has_sex(const struct dataset *data, size_t series)
{
    if (series >= data->series_count) {
        return false;
    }
    const struct series *s = &data->series[series];
    for (size_t i = 0; i < s->count; i++) {
        if (s->sex[i] != SEX_TOTAL) {
            return true;
        }
    }
    return false;
}
