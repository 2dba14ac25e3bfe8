/* What the tests of lib/report share: a private folder, bytes of files, a small result. */
#ifndef TESTS_REPORT_HELPER_H
#define TESTS_REPORT_HELPER_H

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "report/book.h"
#include "report/report.h"

#include "../temporary.h"

static inline struct file_bytes bytes_of(const char *path)
{
    struct file_bytes bytes = {0};
    int why = 0;
    cr_assert(file_read(path, (size_t)1 << 28, &bytes, &why), "%s", path);
    return bytes;
}

static inline bool same_file(const char *a, const char *b)
{
    struct file_bytes x = bytes_of(a), y = bytes_of(b);
    bool same = x.size == y.size && memcmp(x.data, y.data, x.size) == 0;
    file_release(&x);
    file_release(&y);
    return same;
}

static inline bool contains(const char *path, const char *text)
{
    struct file_bytes bytes = bytes_of(path);
    size_t n = strlen(text);
    bool found = false;
    for (size_t at = 0; !found && at + n <= bytes.size; at++)
        found = memcmp(bytes.data + at, text, n) == 0;
    file_release(&bytes);
    return found;
}

static inline const struct book_info *plain_info(void)
{
    static const struct book_info info = {.title = "Titel",
                                          .subject = "Ämne",
                                          .author = "etablera",
                                          .footer = "version 1",
                                          .page_of = "Sida &P av &N",
                                          .day = 20260301};
    return &info;
}

/* Two areas, one index of one dimension of one indicator; nothing else. */
struct small {
    struct arena *arena;
    struct model model;
    struct dataset data;
    struct result result;
};

static inline struct head small_head(const char *name)
{
    return (struct head){
        .name = name, .id = "", .sv = name, .en = name, .source = "", .note_sv = "", .note_en = ""};
}

static inline void small_model(struct small *s)
{
    struct model *m = &s->model;
    m->head = small_head("prov");
    m->version = "1";
    m->areas_file = "listor/provland-2.csv";
    m->indicators = arena_array(s->arena, 1, sizeof *m->indicators);
    m->indicator_count = 1;
    m->indicators[0] = (struct indicator){.head = small_head("mått_ett"),
                                          .role = ROLE_INDICATOR,
                                          .parent = 1,
                                          .substitute_for = UINT32_MAX,
                                          .weight = 1,
                                          .decimals = 1,
                                          .unit = {.factor = 1, .sv = "st", .en = "pcs"}};
    m->nodes = arena_array(s->arena, 2, sizeof *m->nodes);
    m->node_count = 2;
    for (uint32_t n = 0; n < 2; n++) {
        struct child *child = arena_alloc(s->arena, sizeof *child);
        *child = (struct child){
            .kind = n == 0 ? SYMBOL_NODE : SYMBOL_INDICATOR, .index = n == 0 ? 1 : 0, .weight = 1};
        m->nodes[n] = (struct node){.head = small_head(n == 0 ? "index_ett" : "dim_ett"),
                                    .kind = n == 0 ? NODE_INDEX : NODE_DIMENSION,
                                    .parent = n == 0 ? UINT32_MAX : 0,
                                    .weight = 1,
                                    .children = child,
                                    .child_count = 1,
                                    .variant_of = UINT32_MAX};
    }
}

static inline void small_results(struct small *s)
{
    struct result *r = &s->result;
    r->indicators = arena_alloc(s->arena, sizeof *r->indicators);
    struct indicator_result *i = r->indicators;
    i->cells = arena_array(s->arena, 2, sizeof *i->cells);
    i->points = arena_array(s->arena, 2, sizeof *i->points);
    i->substitute = arena_array(s->arena, 2, 1);
    i->rank = arena_array(s->arena, 2, sizeof *i->rank);
    i->cells[0] = (struct cell){12.5, STATUS_OBSERVED, 202400, UINT32_MAX, 0, false};
    i->cells[1] = (struct cell){0, STATUS_SECRET, 0, UINT32_MAX, 0, false};
    i->points[0] = 62.5;
    i->points[1] = NAN;
    i->rank[0] = 1;
    i->median_value = 12.5;
    i->median_points = 62.5;
    i->have = 1;
    r->nodes = arena_array(s->arena, 2, sizeof *r->nodes);
    r->lessons = arena_array(s->arena, 2, sizeof *r->lessons);
    for (size_t n = 0; n < 2; n++) {
        struct node_result *node = &r->nodes[n];
        node->score = arena_array(s->arena, 2, sizeof *node->score);
        node->coverage = arena_array(s->arena, 2, sizeof *node->coverage);
        node->grade = arena_array(s->arena, 2, 1);
        node->rank = arena_array(s->arena, 2, sizeof *node->rank);
        node->score[0] = node->median = 62.5;
        node->score[1] = NAN;
        node->coverage[0] = 1;
        node->grade[0] = GRADE_FULL;
        node->rank[0] = 1;
        node->ranked = 1;
    }
}

static inline struct small *small_new(const char *first, const char *second)
{
    struct arena *arena = arena_new();
    struct small *s = arena_alloc(arena, sizeof *s);
    s->arena = arena;
    small_model(s);
    s->data.areas.count = 2;
    s->data.areas.items = arena_array(arena, 2, sizeof *s->data.areas.items);
    s->data.areas.items[0] = (struct area){"0001", first, "", -1, -1};
    s->data.areas.items[1] = (struct area){"0002", second, "", -1, -1};
    s->result = (struct result){
        .arena = arena, .model = &s->model, .data = &s->data, .day = 20260301, .areas = 2};
    small_results(s);
    s->result.area = arena_array(arena, 2, sizeof *s->result.area);
    s->result.ranking = arena_array(arena, 2, sizeof *s->result.ranking);
    s->result.ranking[1] = 1;
    for (size_t a = 0; a < 2; a++) {
        s->result.area[a].position = s->result.area[a].top_challenge = UINT32_MAX;
        s->result.area[a].best_idea = UINT32_MAX;
        s->result.area[a].class_why_sv = s->result.area[a].class_why_en = "";
    }
    return s;
}

#endif
