/* Reading speed against a bare libcsv loop with the same flags.
 * Usage: bench_read FILE [MEGABYTES]   (the file is made and left) */
#define _POSIX_C_SOURCE 200809L

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/text.h"
#include "data/source.h"

enum { BEST_OF = 3, AREAS = 290, FIRST_YEAR = 1000 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static struct areas make_areas(struct arena *arena)
{
    struct areas areas = {AREAS, arena_array(arena, AREAS, sizeof *areas.items)};
    for (size_t i = 0; i < AREAS; i++) {
        areas.items[i].code = arena_printf(arena, "%04zu", 114 + i * 8);
        areas.items[i].name = arena_printf(arena, "Påhittad%zu", i);
        areas.items[i].group = "";
    }
    return areas;
}

/* Rows as PxWeb writes them: area, sex, year in that order, Windows line ends. */
static void generate(const char *path, const struct areas *areas, size_t bytes)
{
    FILE *out = fopen(path, "w");
    if (!out) {
        perror(path);
        exit(3);
    }
    static const char *const sexes[] = {"män", "kvinnor"};
    size_t rows = bytes / 40, per = rows / AREAS / 2 + 1;
    fputs("\"region\",\"kön\",\"år\",\"x\"\r\n", out);
    for (size_t i = 0; i < AREAS; i++) {
        for (size_t s = 0; s < 2; s++) {
            for (size_t y = 0; y < per; y++) {
                fprintf(out, "\"%s %s\",\"%s\",\"%zu\",%zu\r\n", areas->items[i].code,
                        areas->items[i].name, sexes[s], FIRST_YEAR + y,
                        (i * 7919 + y * 31) % 99999);
            }
        }
    }
    fclose(out);
}

static void count_field(void *p, size_t n, void *context)
{
    (void)p;
    *(size_t *)context += n;
}

static void count_row(int c, void *context)
{
    (void)c;
    *(size_t *)context += 1;
}

static double bare(const char *path)
{
    struct file_bytes bytes;
    int why;
    double start = now();
    if (!file_read(path, (size_t)1 << 40, &bytes, &why)) {
        exit(3);
    }
    struct csv_parser parser;
    size_t sum = 0;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_parse(&parser, bytes.data, bytes.size, count_field, count_row, &sum);
    csv_fini(&parser, count_field, count_row, &sum);
    csv_free(&parser);
    file_release(&bytes);
    return sum ? now() - start : -1;
}

static double whole(const char *path, struct areas areas, int threads, bool print)
{
    double start = now();
    struct arena *arena = arena_new();
    struct diagnostics *d = diagnostics_new(LANG_EN);
    struct dataset *data = dataset_new(areas);
    struct area_register *r = area_register_new(arena, &areas, NULL);
    const struct source_column column = {.variable = "x", .heading = "x"};
    const char *base = path_base(path);
    char *folder = arena_strndup(arena, path, (size_t)(base - path));
    const struct source_spec spec = {.name = "bench",
                                     .glob = base,
                                     .skip_lines = -1,
                                     .area_heading = "region",
                                     .period_from = PERIOD_FROM_COLUMN,
                                     .period_heading = "år",
                                     .sex_heading = "kön",
                                     .columns = &column,
                                     .column_count = 1,
                                     .expected_areas = -1};
    source_read(data, r, &spec, folder, threads, d);
    dataset_freeze(data);
    double used = now() - start;
    if (print) {
        printf("rows stored %zu, diagnostics %zu\n", data->series[0].count, d->count);
        diagnostics_print(d, stdout, 3, false);
    }
    dataset_free(data);
    diagnostics_free(d);
    arena_free(arena);
    return used;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: bench_read FILE [MEGABYTES]\n");
        return 2;
    }
    struct arena *arena = arena_new();
    struct areas areas = make_areas(arena);
    size_t megabytes = argc > 2 ? strtoul(argv[2], NULL, 10) : 100;
    generate(argv[1], &areas, megabytes * 1000000);
    double best[3] = {1e9, 1e9, 1e9};
    for (int i = 0; i < BEST_OF; i++) {
        double t[3] = {bare(argv[1]), whole(argv[1], areas, 1, i == 0),
                       whole(argv[1], areas, 2, false)};
        for (int k = 0; k < 3; k++) {
            best[k] = t[k] < best[k] ? t[k] : best[k];
        }
    }
    printf("bare libcsv      %6.1f ms\n", best[0] * 1e3);
    printf("source, 1 thread %6.1f ms  ratio %.2f\n", best[1] * 1e3, best[1] / best[0]);
    printf("source, 2 threads%6.1f ms  ratio %.2f\n", best[2] * 1e3, best[2] / best[0]);
    arena_free(arena);
    return 0;
}
