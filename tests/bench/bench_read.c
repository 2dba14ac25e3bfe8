/* Reading speed against a bare libcsv loop with the same flags and buffers, and against Miller
 * summing the values by region: all in turns over the same cached file, best of each.
 * Usage: bench_read FILE [MEGABYTES]   (the file is made and left) */
#define _POSIX_C_SOURCE 200809L

#include <csv.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "base/file.h"
#include "base/text.h"
#include "data/source.h"

enum { BEST_OF = 7, AREAS = 290, FIRST_YEAR = 1000, BUFFER_STEP = 4096 };

extern char **environ;

/* Seconds: on the clock, and of processor in this process or in the children waited for. The latter
 * tells more on a machine that has other work. */
struct spent {
    double wall, cpu;
};

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec * 1e-6;
}

static struct spent now(int who)
{
    struct timespec t;
    struct rusage usage;
    clock_gettime(CLOCK_MONOTONIC, &t);
    getrusage(who, &usage);
    return (struct spent){(double)t.tv_sec + (double)t.tv_nsec * 1e-9,
                          seconds(usage.ru_utime) + seconds(usage.ru_stime)};
}

static struct spent since(struct spent start, int who)
{
    struct spent end = now(who);
    return (struct spent){end.wall - start.wall, end.cpu - start.cpu};
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

static struct spent bare(const char *path)
{
    struct file_bytes bytes;
    int why;
    struct spent start = now(RUSAGE_SELF);
    if (!file_read(path, (size_t)1 << 40, &bytes, &why)) {
        exit(3);
    }
    struct csv_parser parser;
    size_t sum = 0;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_blk_size(&parser, BUFFER_STEP);
    csv_parse(&parser, bytes.data, bytes.size, count_field, count_row, &sum);
    csv_fini(&parser, count_field, count_row, &sum);
    csv_free(&parser);
    file_release(&bytes);
    if (sum == 0) {
        exit(3);
    }
    return since(start, RUSAGE_SELF);
}

/* From the file to a frozen dataset, and all memory given back. */
static struct spent whole(const char *path, struct areas areas, int threads, bool print)
{
    struct spent start = now(RUSAGE_SELF);
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
    if (print) {
        printf("rows stored %zu, diagnostics %zu\n", data->series[0].count, d->count);
        diagnostics_print(d, stdout, 3, false);
    }
    dataset_free(data);
    diagnostics_free(d);
    arena_free(arena);
    return since(start, RUSAGE_SELF);
}

/* Miller with as many threads as it likes; zeros when it is not installed. */
static struct spent miller(const char *path)
{
    char program[] = "mlr", csv[] = "--icsv", json[] = "--ojson", verb[] = "stats1";
    char a[] = "-a", sum[] = "sum", f[] = "-f", x[] = "x", g[] = "-g", region[] = "region";
    char file[4096];
    snprintf(file, sizeof file, "%s", path);
    char *arguments[] = {program, csv, json, verb, a, sum, f, x, g, region, file, NULL};
    struct spent start = now(RUSAGE_CHILDREN);
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status = 1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    bool ran = posix_spawnp(&child, program, &actions, NULL, arguments, environ) == 0 &&
               waitpid(child, &status, 0) == child && status == 0;
    posix_spawn_file_actions_destroy(&actions);
    return ran ? since(start, RUSAGE_CHILDREN) : (struct spent){0, 0};
}

enum { BARE, ONE, TWO, MILLER, RUNNERS };

static struct spent run(int runner, const char *path, struct areas areas, bool print)
{
    return runner == BARE  ? bare(path)
           : runner == ONE ? whole(path, areas, 1, print)
           : runner == TWO ? whole(path, areas, 2, false)
                           : miller(path);
}

static void print_row(const char *name, struct spent s, const struct spent best[RUNNERS])
{
    if (s.wall <= 0) {
        printf("%-24s not installed\n", name);
        return;
    }
    printf("%-24s%9.1f%9.1f%11.2f%11.2f%13.1f\n", name, s.wall * 1e3, s.cpu * 1e3,
           s.wall / best[BARE].wall, s.cpu / best[BARE].cpu, best[MILLER].wall / s.wall);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: bench_read FILE [MEGABYTES]\n");
        return 2;
    }
    static const char *const names[RUNNERS] = {"bare libcsv", "source, 1 thread",
                                               "source, 2 threads", "Miller, sum by region"};
    struct arena *arena = arena_new();
    struct areas areas = make_areas(arena);
    size_t megabytes = argc > 2 ? strtoul(argv[2], NULL, 10) : 100;
    generate(argv[1], &areas, megabytes * 1000000);
    struct spent best[RUNNERS];
    for (int i = 0; i < BEST_OF; i++) {
        for (int k = 0; k < RUNNERS; k++) {
            struct spent s = run(k, argv[1], areas, i == 0);
            best[k].wall = i == 0 || s.wall < best[k].wall ? s.wall : best[k].wall;
            best[k].cpu = i == 0 || s.cpu < best[k].cpu ? s.cpu : best[k].cpu;
        }
    }
    printf("%-24s%9s%9s%11s%11s%13s\n", "best of 7, in turns", "ms", "CPU ms", "ms/bare",
           "CPU/bare", "Miller ms/ms");
    for (int k = 0; k < RUNNERS; k++) {
        print_row(names[k], best[k], best);
    }
    arena_free(arena);
    return 0;
}
