/* What the tests of reading share: a folder of small files, a few areas, one source. */
#ifndef ETABLERA_TESTS_DATA_HELPER_H
#define ETABLERA_TESTS_DATA_HELPER_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "data/messages.h"
#include "data/source.h"

#include "../temporary.h"

#ifndef FIXTURES
#define FIXTURES "fixtures"
#endif

struct bench {
    struct arena *arena;
    char *folder;
    struct areas study, known;
    struct area_register *areas;
    struct dataset *data;
    struct diagnostics *d;
};

static inline struct bench bench_new(void)
{
    static struct area study[] = {
        {"0114", "Upplands Väsby", "", -1, -1}, {"1280", "Malmö", "", -1, -1},
        {"1281", "Lund", "", -1, -1},           {"1260", "Bjuv", "", -1, -1},
        {"1256", "Östra Göinge", "", -1, -1},
    };
    static struct area known[] = {
        {"0114", "Upplands Väsby", "", -1, -1},
        {"0180", "Stockholm", "", -1, -1},
        {"0305", "Håbo", "", -1, -1},
        {"0643", "Habo", "", -1, -1},
    };
    struct bench b = {.arena = arena_new()};
    b.folder = temporary_folder(b.arena);
    b.study = (struct areas){5, study};
    b.known = (struct areas){4, known};
    b.areas = area_register_new(b.arena, &b.study, &b.known);
    b.data = dataset_new(b.study);
    b.d = diagnostics_new(LANG_SV);
    return b;
}

static inline void bench_free(struct bench *b)
{
    dataset_free(b->data);
    diagnostics_free(b->d);
    arena_free(b->arena);
}

static inline void bench_write(struct bench *b, const char *name, const char *bytes, size_t n)
{
    int why;
    cr_assert(publish_bytes(path_join(b->arena, b->folder, name), bytes, n, &why));
}

static inline struct source_spec bench_spec(const struct source_column *columns, size_t count)
{
    return (struct source_spec){
        .name = "prov",
        .glob = "*.csv",
        .skip_lines = -1,
        .area_heading = "region",
        .period_from = PERIOD_FROM_COLUMN,
        .period_heading = "år",
        .columns = columns,
        .column_count = count,
        .expected_areas = 0,
        .place = {.file = "r.regler", .line = 1},
    };
}

/* Reads one file with one column "värde" as the variable x. */
static inline bool bench_read(struct bench *b, const char *text)
{
    static const struct source_column column = {
        .variable = "x", .heading = "värde", .place = {.file = "r.regler", .line = 5}};
    struct source_spec spec = bench_spec(&column, 1);
    bench_write(b, "a.csv", text, strlen(text));
    bool ok = source_read(b->data, b->areas, &spec, b->folder, 1, b->d);
    dataset_freeze(b->data);
    return ok;
}

static inline const struct diagnostic *told(const struct bench *b, const char *code)
{
    for (size_t i = 0; i < b->d->count; i++) {
        if (strcmp(b->d->items[i].code, code) == 0) {
            return &b->d->items[i];
        }
    }
    return NULL;
}

static inline size_t times_told(const struct bench *b, const char *code)
{
    size_t n = 0;
    for (size_t i = 0; i < b->d->count; i++) {
        n += strcmp(b->d->items[i].code, code) == 0;
    }
    return n;
}

static inline struct cell cell_of(const struct bench *b, const char *variable, uint32_t area,
                                  int32_t period, enum sex sex)
{
    return dataset_get(b->data, dataset_series(b->data, variable, false), area, period, sex);
}

#endif
