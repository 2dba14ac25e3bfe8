#define _POSIX_C_SOURCE 200809L

#include "helper.h"

Test(dataset, freezes_in_order_and_keeps_the_first)
{
    struct bench b = bench_new();
    size_t x = dataset_series(b.data, "x", true);
    cr_assert(dataset_series(b.data, "x", true) == x);
    cr_assert(dataset_series(b.data, "y", false) == SIZE_MAX);
    dataset_add(b.data, x, 3, 202400, SEX_TOTAL, STATUS_OBSERVED, 4, 0, 9);
    dataset_add(b.data, x, 1, 202400, SEX_MEN, STATUS_OBSERVED, 2, 0, 5);
    dataset_add(b.data, x, 1, 202300, SEX_MEN, STATUS_OBSERVED, 1, 0, 6);
    dataset_add(b.data, x, 1, 202400, SEX_MEN, STATUS_OBSERVED, 7, 1, 2);
    dataset_add(b.data, x, 1, 202400, SEX_TOTAL, STATUS_SMALL, 0, 0, 8);
    dataset_freeze(b.data);
    cr_assert(b.data->series[x].count == 4);
    struct cell c = dataset_get(b.data, x, 1, 202400, SEX_MEN);
    cr_assert(c.value == 2 && c.line == 5 && c.file == 0 && c.period == 202400);
    c = dataset_get(b.data, x, 1, 202400, SEX_TOTAL);
    cr_assert(c.status == STATUS_SMALL && !status_has_value(c.status));
    c = dataset_get(b.data, x, 2, 202400, SEX_TOTAL);
    cr_assert(c.status == STATUS_MISSING && c.file == UINT32_MAX && c.period == 0);
    size_t first, end;
    dataset_range(b.data, x, 1, SEX_MEN, &first, &end);
    cr_assert(end - first == 2 && b.data->series[x].period[first] == 202300);
    cr_assert(dataset_has_sex(b.data, x));
    bench_free(&b);
}

Test(dataset, many_out_of_order)
{
    struct bench b = bench_new();
    size_t x = dataset_series(b.data, "x", true);
    uint32_t seed = 1;
    for (uint32_t i = 0; i < 20000; i++) {
        seed = seed * 1664525u + 1013904223u;
        int32_t period = (int32_t)(1000 + (seed >> 8) % 5000) * 100;
        dataset_add(b.data, x, seed >> 30, period, SEX_TOTAL, STATUS_OBSERVED, i, 0, i);
    }
    dataset_freeze(b.data);
    const struct series *s = &b.data->series[x];
    bool ordered = s->count > 1000;
    for (size_t i = 1; i < s->count; i++) {
        bool after = s->area[i] > s->area[i - 1] ||
                     (s->area[i] == s->area[i - 1] && s->period[i] > s->period[i - 1]);
        ordered = ordered && after;
    }
    cr_assert(ordered);
    bench_free(&b);
}

Test(dataset, texts_are_shared)
{
    struct bench b = bench_new();
    size_t a = dataset_text(b.data, "ja", 2), n = dataset_text(b.data, "nej", 3);
    cr_assert(a != n && dataset_text(b.data, "ja", 2) == a);
    cr_assert_str_eq(b.data->texts[n], "nej");
    cr_assert_str_eq(status_mark(STATUS_SECRET), "[c]");
    cr_assert_str_eq(status_word(STATUS_NO_YEAR), "år okänt");
    bench_free(&b);
}
