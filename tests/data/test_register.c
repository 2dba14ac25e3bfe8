#define _POSIX_C_SOURCE 200809L

#include "helper.h"
#include <math.h>

Test(register, rows_texts_and_numbers)
{
    struct bench b = bench_new();
    static const struct register_column columns[] = {{"namn", "Företagsnamn", false, {0}},
                                                     {"anst", "Anställda", true, {0}}};
    struct register_spec spec = {.name = "foretag",
                                 .glob = "f.csv",
                                 .area_heading = "Kommun",
                                 .columns = columns,
                                 .column_count = 2};
    static const char text[] = "Kommun;F\xF6retagsnamn;Anst\xE4llda;x\n"
                               "1280;\"K\xF6k; AB\";1,5;\nLunds kommun;=B;;\nRiket;C;1;\n"
                               "Xyz;D;1;\n1281;E;m\xE5nga;\n";
    bench_write(&b, "f.csv", text, sizeof text - 1);
    struct register_table t;
    cr_assert(register_read(b.data, b.areas, &spec, b.folder, &t, b.d));
    cr_assert(t.rows == 3 && t.area[0] == 1 && t.area[1] == 2 && t.line[1] == 3);
    cr_assert_str_eq(t.text[0][0], "Kök; AB");
    cr_assert_str_eq(t.text[0][1], "=B");
    cr_assert(t.number[1][0] == 1.5 && isnan(t.number[1][1]) && t.number[0] == NULL);
    cr_assert(t.area_covered[1] && !t.area_covered[0]);
    cr_assert(told(&b, "W502")->place.line == 5);
    cr_assert(told(&b, "E504")->place.line == 6);
    cr_assert(told(&b, "W509") != NULL);
    cr_assert(b.data->files[t.file].rows == 5 && b.data->files[t.file].used == 3);
    bench_free(&b);
}

Test(register, missing_heading)
{
    struct bench b = bench_new();
    static const struct register_column column = {"namn", "Namn", false, {.file = "r", .line = 8}};
    struct register_spec spec = {.name = "f",
                                 .glob = "f.csv",
                                 .area_heading = "Kommun",
                                 .columns = &column,
                                 .column_count = 1};
    bench_write(&b, "f.csv", "Kommun;Namm\n1280;a\n", 19);
    struct register_table t;
    cr_assert(!register_read(b.data, b.areas, &spec, b.folder, &t, b.d));
    cr_assert(told(&b, "E501")->place.line == 8);
    bench_free(&b);
}
