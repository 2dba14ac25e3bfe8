/* A hand-kept CSV read whole. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "data/grid.h"

#include "../temporary.h"

struct opened {
    struct arena *arena;
    struct diagnostics *d;
    struct grid grid;
    bool ok;
};

static struct opened open_text(const char *text, size_t size)
{
    struct opened o = {.arena = arena_new(), .d = diagnostics_new(LANG_SV)};
    const char *path = path_join(o.arena, temporary_folder(o.arena), "t.csv");
    const struct table_spec spec = {.source = "t", .area_heading = "namn"};
    FILE *f = fopen(path, "wb");
    cr_assert(f != NULL);
    fwrite(text, 1, size, f);
    fclose(f);
    o.ok = grid_open(&o.grid, path, "t.csv", &spec, o.d);
    return o;
}

static void close_it(struct opened *o)
{
    if (o->ok)
        grid_close(&o->grid);
    diagnostics_free(o->d);
    arena_free(o->arena);
}

#define OPEN(text) open_text(text, sizeof text - 1)

Test(grid, cells_places_and_numbers)
{
    struct opened o = OPEN("namn;vikt;not\r\na;2,5;x\r\n;;\r\n\"b;c\";\" 1 000 \";\r\nd;1.5;\r\n");
    cr_assert(o.ok && o.d->count == 0 && o.grid.count == 3, "a blank row is none");
    cr_expect_str_eq(o.grid.rows[1].cells[0], "b;c");
    cr_expect_str_eq(o.grid.rows[1].cells[2], "");
    double value = 0;
    cr_expect(grid_number(&o.grid, 0, 1, 0, &value) && value > 2.49 && value < 2.51);
    cr_expect(grid_number(&o.grid, 1, 1, 0, &value) && value > 999 && value < 1001);
    cr_expect(grid_number(&o.grid, 2, 1, 0, &value) && value > 1.49 && value < 1.51);
    cr_expect(!grid_number(&o.grid, 2, 1, ',', &value), "the stated sign holds");
    cr_expect(!grid_number(&o.grid, 0, 2, 0, &value) && !grid_number(&o.grid, 1, 2, 0, &value));
    struct place place = grid_place(&o.grid, 1, 1);
    cr_expect(place.line == 4 && place.column == 7, "%u:%u", place.line, place.column);
    close_it(&o);
}

Test(grid, windows_1252_wherever_it_shows)
{
    struct opened first = OPEN("namn;l\xE4gst\nb\xE5t;1\n");
    cr_assert(first.ok);
    cr_expect_str_eq(first.grid.table.headings[1], "lägst");
    cr_expect_str_eq(first.grid.rows[0].cells[0], "båt");
    close_it(&first);
    char text[4096];
    int n = snprintf(text, sizeof text, "namn;vikt\n");
    for (int i = 0; i < 300; i++)
        n += snprintf(text + n, sizeof text - (size_t)n, "a%d;1\n", i);
    n += snprintf(text + n, sizeof text - (size_t)n, "b\xE5t;1\n");
    struct opened late = open_text(text, (size_t)n);
    cr_assert(late.ok && late.grid.count == 301);
    cr_expect_str_eq(late.grid.rows[300].cells[0], "båt");
    close_it(&late);
}

Test(grid, what_cannot_be_read_is_told)
{
    struct opened ragged = OPEN("namn;vikt\na;1\nb;2;3\n");
    cr_expect(ragged.ok && ragged.grid.count == 1 && ragged.d->errors == 1);
    cr_expect_str_eq(ragged.d->items[0].code, "E505");
    close_it(&ragged);
    struct opened nul = OPEN("namn;vikt\na;1\nb;\0\n");
    cr_expect(!nul.ok && nul.d->errors == 1);
    close_it(&nul);
    struct opened none = OPEN("namn;vikt\n");
    cr_expect(!none.ok && none.d->errors == 1);
    close_it(&none);
}
