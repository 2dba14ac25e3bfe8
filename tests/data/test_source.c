#define _POSIX_C_SOURCE 200809L

#include "helper.h"

Test(source, pxweb_long_in_windows_1252)
{
    struct bench b = bench_new();
    static const char text[] = "\"region\",\"k\xF6n\",\"\xE5r\",\"v\xE4rde\"\r\n"
                               "\"1280 Malm\xF6\",\"m\xE4n\",\"2023\",12345\r\n"
                               "\"1280 Malm\xF6\",\"kvinnor\",\"2023\",..\r\n"
                               "\"12 Sk\xE5ne l\xE4n\",\"kvinnor\",\"2023\",7\r\n"
                               "\"0180 Stockholm\",\"kvinnor\",\"2023\",7\r\n";
    static const struct source_column column = {.variable = "x", .heading = "värde"};
    struct source_spec spec = bench_spec(&column, 1);
    spec.sex_heading = "kön";
    bench_write(&b, "a.csv", text, sizeof text - 1);
    cr_assert(source_read(b.data, b.areas, &spec, b.folder, 1, b.d));
    cr_assert(b.d->count == 0);
    struct cell c = cell_of(&b, "x", 1, 202300, SEX_MEN);
    cr_assert(c.value == 12345 && c.line == 2 && c.status == STATUS_OBSERVED);
    cr_assert(cell_of(&b, "x", 1, 202300, SEX_WOMEN).status == STATUS_UNAVAILABLE);
    const struct data_file *f = &b.data->files[0];
    cr_assert_str_eq(f->path, "a.csv");
    cr_assert_str_eq(f->encoding, "Windows-1252");
    cr_assert(f->rows == 4 && f->used == 2 && f->other_areas == 2 && f->delimiter == ',');
    cr_assert(f->crc == file_crc32(text, sizeof text - 1) && f->size == sizeof text - 1);
    bench_free(&b);
}

Test(source, statuses)
{
    static const struct {
        const char *cell;
        enum status status;
        double value;
    } cases[] = {
        {"1,5", STATUS_OBSERVED, 1.5},
        {"14\xC2\xA0"
         "894",
         STATUS_OBSERVED, 14894},
        {"..", STATUS_UNAVAILABLE, 0},
        {"......", STATUS_UNAVAILABLE, 0},
        {".", STATUS_NOT_APPLICABLE, 0},
        {"-", STATUS_NOTHING, 0},
        {"–", STATUS_NOTHING, 0},
        {"<5", STATUS_SMALL, 0},
        {"< 10", STATUS_SMALL, 0},
        {"rojd", STATUS_SECRET, 0},
        {"[c]", STATUS_SECRET, 0},
        {"X", STATUS_SECRET, 0},
        {"", STATUS_MISSING, 0},
        {"-7", STATUS_OBSERVED, -7},
        {"\"3,25\"", STATUS_OBSERVED, 3.25},
    };
    static const struct source_column column = {.variable = "x", .heading = "värde"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct bench b = bench_new();
        struct source_spec spec = bench_spec(&column, 1);
        spec.secret_mark = "X";
        const char *text = arena_printf(b.arena, "region;år;värde\n1280;2024;%s\n", cases[i].cell);
        bench_write(&b, "a.csv", text, strlen(text));
        source_read(b.data, b.areas, &spec, b.folder, 1, b.d);
        struct cell c = cell_of(&b, "x", 1, 202400, SEX_TOTAL);
        cr_expect(c.status == cases[i].status && c.value == cases[i].value, "\"%s\": %s %g",
                  cases[i].cell, status_word(c.status), c.value);
        cr_expect(b.d->count == 0 && c.line == 2, "\"%s\"", cases[i].cell);
        bench_free(&b);
    }
}

Test(source, periods)
{
    static const struct {
        const char *cell;
        int32_t period;
    } cases[] = {{"2024", 202400}, {"2024M08", 202408}, {"2024-08", 202408}, {"2024K3", 202409}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct bench b = bench_new();
        bench_read(&b, arena_printf(b.arena, "region;år;värde\n1280;%s;4\n", cases[i].cell));
        cr_expect(cell_of(&b, "x", 1, cases[i].period, SEX_TOTAL).value == 4, "%s", cases[i].cell);
        bench_free(&b);
    }
    static const char *const wrong[] = {"2024M13", "2024K5", "24", "2023-2024", "", "2024M0"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct bench b = bench_new();
        bench_read(&b, arena_printf(b.arena, "region;år;värde\n1280;%s;4\n", wrong[i]));
        cr_expect(told(&b, "E517") && told(&b, "E517")->place.line == 2, "%s", wrong[i]);
        bench_free(&b);
    }
}

Test(source, month_in_its_own_column_and_year_stated_or_not)
{
    struct bench b = bench_new();
    static const struct source_column column = {.variable = "x", .heading = "värde"};
    struct source_spec spec = bench_spec(&column, 1);
    spec.month_heading = "månad";
    static const char text[] = "region;år;månad;värde\n1280;2024;09;1\n1281;2024;september;2\n";
    bench_write(&b, "a.csv", text, sizeof text - 1);
    cr_assert(source_read(b.data, b.areas, &spec, b.folder, 1, b.d));
    cr_assert(cell_of(&b, "x", 1, 202409, SEX_TOTAL).value == 1);
    cr_assert(cell_of(&b, "x", 2, 202409, SEX_TOTAL).value == 2);
    static const struct source_column y = {.variable = "y", .heading = "värde"};
    spec.columns = &y;
    spec.period_from = PERIOD_NOT_STATED;
    source_read(b.data, b.areas, &spec, b.folder, 1, b.d);
    cr_assert(cell_of(&b, "y", 1, 0, SEX_TOTAL).status == STATUS_NO_YEAR);
    static const struct source_column z = {.variable = "z", .heading = "värde"};
    spec.columns = &z;
    spec.period_from = PERIOD_STATED;
    spec.period = 202200;
    source_read(b.data, b.areas, &spec, b.folder, 1, b.d);
    cr_assert(cell_of(&b, "z", 2, 202200, SEX_TOTAL).value == 2);
    bench_free(&b);
}

Test(source, periods_from_headings_after_a_title)
{
    struct bench b = bench_new();
    static const struct source_column columns[] = {
        {.variable = "män", .heading = "män {år}"},
        {.variable = "fel", .heading = "barn {år}", .place = {.file = "r.regler", .line = 9}}};
    struct source_spec spec = bench_spec(columns, 2);
    spec.period_from = PERIOD_FROM_HEADINGS;
    static const char text[] = "Befolkning efter region\n\n\"region\";\"män 2022\";\"män 2023\"\n"
                               "\"0114 Upplands Väsby\";10;11\n\"1280 Malmö\";20;-\n";
    bench_write(&b, "a.csv", text, sizeof text - 1);
    cr_assert(source_read(b.data, b.areas, &spec, b.folder, 1, b.d));
    struct cell c = cell_of(&b, "män", 0, 202300, SEX_TOTAL);
    cr_assert(c.value == 11 && c.line == 4);
    cr_assert(cell_of(&b, "män", 1, 202300, SEX_TOTAL).status == STATUS_NOTHING);
    cr_assert(told(&b, "E501") && told(&b, "E501")->place.line == 9);
    bench_free(&b);
}

static const char kolada[] = "kpi;title;municipality;period;gender;value;status\n"
                             "N1;Andel A;1280;2024;T;1.5;\n"
                             "N1;Andel A;1280;2024;K;;Privacy\n"
                             "N2;Andel B;1280;2024;T;;Missing\n"
                             "N3;Andel C;1280;2024;T;9;\n";

Test(source, long_file_with_keys_and_titles)
{
    struct bench b = bench_new();
    static const struct source_filter n1 = {"kpi", "N1", {0}}, n2 = {"kpi", "N2", {0}};
    static const struct source_column columns[] = {
        {.variable = "a",
         .heading = "value",
         .where = &n1,
         .where_count = 1,
         .title_heading = "title",
         .title = "andel a"},
        {.variable = "b",
         .heading = "value",
         .where = &n2,
         .where_count = 1,
         .title_heading = "title",
         .title = "Något annat",
         .place = {.file = "r.regler", .line = 7}},
    };
    struct source_spec spec = bench_spec(columns, 2);
    spec.area_heading = "municipality";
    spec.period_heading = "period";
    spec.sex_heading = "gender";
    spec.status_heading = "status";
    bench_write(&b, "k.csv", kolada, sizeof kolada - 1);
    cr_assert(source_read(b.data, b.areas, &spec, b.folder, 1, b.d));
    cr_assert(cell_of(&b, "a", 1, 202400, SEX_TOTAL).value == 1.5);
    cr_assert(b.data->files[0].decimal == '.');
    cr_assert(cell_of(&b, "a", 1, 202400, SEX_WOMEN).status == STATUS_SECRET);
    cr_assert(told(&b, "E503") && told(&b, "E503")->place.line == 4);
    cr_assert(cell_of(&b, "b", 1, 202400, SEX_TOTAL).file == UINT32_MAX);
    cr_assert(b.data->files[0].used == 3);
    bench_free(&b);
}

Test(source, filters)
{
    struct bench b = bench_new();
    static const struct source_filter filters[] = {{"gender", "T", {0}},
                                                   {"kpi", "N11", {.file = "r.regler", .line = 3}}};
    static const struct source_column column = {.variable = "a", .heading = "value"};
    struct source_spec spec = bench_spec(&column, 1);
    spec.area_heading = "municipality";
    spec.period_heading = "period";
    spec.filters = filters;
    spec.filter_count = 2;
    bench_write(&b, "k.csv", kolada, sizeof kolada - 1);
    source_read(b.data, b.areas, &spec, b.folder, 1, b.d);
    cr_assert(told(&b, "E502") && told(&b, "E502")->place.line == 3);
    cr_assert_str_eq(told(&b, "E502")->hint, "närmast är \"N1\"");
    cr_assert(b.data->files[0].filtered == 4);
    cr_assert(told(&b, "W505") != NULL);
    bench_free(&b);
}

Test(source, missing_heading_names_the_nearest)
{
    struct bench b = bench_new();
    bench_read(&b, "region;år;värdet\n1280;2024;1\n");
    const struct diagnostic *e = told(&b, "E501");
    cr_assert(e && e->place.line == 5);
    cr_assert_str_eq(e->message, "a.csv har ingen kolumn \"värde\"");
    cr_assert_str_eq(e->hint, "närmast är \"värdet\" (kolumn 3)");
    bench_free(&b);
}

Test(source, the_same_cell_in_two_files)
{
    struct bench b = bench_new();
    static const struct source_column column = {.variable = "x", .heading = "värde"};
    struct source_spec spec = bench_spec(&column, 1);
    static const char a[] = "region;år;värde\n1280;2024;1\n";
    static const char c[] = "region;år;värde\n1281;2024;3\n1280;2024;2\n";
    bench_write(&b, "a.csv", a, sizeof a - 1);
    bench_write(&b, "b.csv", c, sizeof c - 1);
    cr_assert(source_read(b.data, b.areas, &spec, b.folder, 1, b.d));
    const struct diagnostic *e = told(&b, "E506");
    cr_assert(e && e->place.line == 3 && e->other.line == 2);
    cr_assert_str_eq(e->place.file, "b.csv");
    cr_assert_str_eq(e->other.file, "a.csv");
    cr_assert(cell_of(&b, "x", 1, 202400, SEX_TOTAL).value == 1);
    bench_free(&b);
}

Test(source, areas_without_a_row)
{
    struct bench b = bench_new();
    static const struct source_column column = {.variable = "x", .heading = "värde"};
    struct source_spec spec = bench_spec(&column, 1);
    spec.expected_areas = -1;
    static const char a[] = "region;år;värde\n1280;2024;1\n1281;2024;..\n";
    bench_write(&b, "a.csv", a, sizeof a - 1);
    source_read(b.data, b.areas, &spec, b.folder, 1, b.d);
    cr_assert_str_eq(told(&b, "W504")->message, "3 av 5 kommuner saknas i källan prov för x: "
                                                "Upplands Väsby, Bjuv, Östra Göinge");
    bench_free(&b);
}

/* Malmö has only empty cells, Lund a value in one year of two, Bjuv a mark that says why. */
Test(source, areas_with_empty_cells_only)
{
    struct bench b = bench_new();
    static const struct source_column column = {.variable = "x", .heading = "värde"};
    struct source_spec spec = bench_spec(&column, 1);
    spec.expected_areas = -1;
    static const char a[] = "region;år;värde\n1280;2023;\n1280;2024;\n1281;2023;5\n1281;2024;\n"
                            "1260;2024;..\n";
    bench_write(&b, "a.csv", a, sizeof a - 1);
    source_read(b.data, b.areas, &spec, b.folder, 1, b.d);
    cr_assert_str_eq(told(&b, "W504")->message,
                     "3 av 5 kommuner saknas i källan prov för x: Upplands Väsby, Malmö, Östra "
                     "Göinge");
    bench_free(&b);
}

Test(source, no_file)
{
    struct bench b = bench_new();
    static const struct source_column column = {.variable = "x", .heading = "värde"};
    struct source_spec spec = bench_spec(&column, 1);
    cr_assert(!source_read(b.data, b.areas, &spec, b.folder, 1, b.d) && told(&b, "E507"));
    spec.optional = true;
    cr_assert(!source_read(b.data, b.areas, &spec, b.folder, 1, b.d) && told(&b, "N501"));
    bench_write(&b, "skatt.csv", "a;b\n", 4);
    spec.glob = "skat*.csv"; /* matches: not for want of the file */
    cr_assert(!source_read(b.data, b.areas, &spec, b.folder, 1, b.d) && !told(&b, "W510"));
    spec.glob = "skta.csv";
    cr_assert(!source_read(b.data, b.areas, &spec, b.folder, 1, b.d) && told(&b, "W510"));
    cr_assert_str_eq(told(&b, "W510")->hint, "menade du skatt.csv?");
    bench_free(&b);
}

Test(source, split_code_and_text)
{
    struct bench b = bench_new();
    static const struct source_column column = {
        .variable = "t", .heading = "svar", .is_text = true};
    struct source_spec spec = bench_spec(&column, 1);
    spec.area_heading = "kommun";
    spec.area_heading2 = "lan";
    spec.period_from = PERIOD_STATED;
    spec.period = 202500;
    static const char a[] = "lan,kommun,svar\n1,14,ja\n12,80,nej\n12,0,ja\n.,.,ja\n12,81,\n;";
    bench_write(&b, "a.csv", a, sizeof a - 2);
    cr_assert(source_read(b.data, b.areas, &spec, b.folder, 1, b.d));
    struct cell c = cell_of(&b, "t", 0, 202500, SEX_TOTAL);
    cr_assert(c.status == STATUS_OBSERVED);
    cr_assert_str_eq(b.data->texts[(size_t)c.value], "ja");
    cr_assert(cell_of(&b, "t", 2, 202500, SEX_TOTAL).status == STATUS_MISSING);
    cr_assert(b.data->files[0].other_areas == 2);
    bench_free(&b);
}

/* A stray quote makes every cut after it a wrong one. */
Test(source, threads_and_a_stray_quote)
{
    size_t count[2], told_quotes[2];
    for (int i = 0; i < 2; i++) {
        struct bench b = bench_new();
        struct text t = {0};
        text_add(&t, "\"region\";\"not\";\"år\";\"värde\"\n\"1281\";\"a \"b c\";\"2024\";7\n");
        for (int k = 0; k < 60000; k++) {
            text_printf(&t, "\"1280\";\"en not som fyller ut raden %d\";\"%d\";%d\n", k,
                        1000 + k % 9000, k);
        }
        static const struct source_column column = {.variable = "x", .heading = "värde"};
        struct source_spec spec = bench_spec(&column, 1);
        bench_write(&b, "a.csv", t.p, t.n);
        text_release(&t);
        cr_assert(source_read(b.data, b.areas, &spec, b.folder, i + 1, b.d));
        cr_assert(cell_of(&b, "x", 2, 202400, SEX_TOTAL).value == 7);
        count[i] = b.data->series[0].count;
        told_quotes[i] = times_told(&b, "W501");
        bench_free(&b);
    }
    cr_assert(count[0] == 9001 && count[1] == 9001);
    cr_assert(told_quotes[0] == 1 && told_quotes[1] == 1);
}

/* Enough rows for several pieces, with quoted line breaks and a decimal beyond the sample. */
static char *large_file(struct bench *b, size_t *n)
{
    struct text t = {0};
    text_add(&t, "region;not;år;värde\n");
    for (int i = 0; i < 60000; i++) {
        text_printf(&t, "%s;\"rad;\nett \"\"citat\"\" %d\";%d;%d%s\n", i % 2 ? "1280" : "1281 Lund",
                    i, 1000 + i / 8, i, i > 50000 ? ".5" : "");
        text_add(&t, i % 20000 == 7 ? "9999;;2024;1\n1280;2024;1\n" : "");
    }
    char *copy = arena_strndup(b->arena, t.p, t.n);
    *n = t.n;
    text_release(&t);
    return copy;
}

Test(source, threads_make_no_difference)
{
    static const struct source_column column = {.variable = "x", .heading = "värde"};
    struct bench all[3];
    for (int i = 0; i < 3; i++) {
        size_t n;
        all[i] = bench_new();
        struct source_spec spec = bench_spec(&column, 1);
        char *text = large_file(&all[i], &n);
        cr_assert(n > 2 << 20);
        bench_write(&all[i], "a.csv", text, n);
        cr_assert(source_read(all[i].data, all[i].areas, &spec, all[i].folder, i + 1, all[i].d));
    }
    const struct series *a = &all[0].data->series[0];
    for (int i = 1; i < 3; i++) {
        const struct series *s = &all[i].data->series[0];
        cr_assert(s->count == a->count && a->count > 10000);
        cr_assert(memcmp(s->line, a->line, a->count * sizeof *a->line) == 0);
        cr_assert(memcmp(s->value, a->value, a->count * sizeof *a->value) == 0);
        cr_assert(all[i].data->files[0].crc == all[0].data->files[0].crc);
        cr_assert(all[i].d->count == all[0].d->count);
        for (size_t k = 0; k < all[0].d->count; k++) {
            cr_expect(all[i].d->items[k].place.line == all[0].d->items[k].place.line);
        }
    }
    cr_assert(all[0].data->files[0].decimal == '.');
    for (int i = 0; i < 3; i++) {
        bench_free(&all[i]);
    }
}

Test(source, many_of_a_kind_are_counted)
{
    struct bench b = bench_new();
    struct text t = {0};
    text_add(&t, "region;år;värde\n1280;2024;1\n");
    for (int i = 0; i < 30; i++) {
        text_printf(&t, "Nowhere%d;2024;1\n1281;%d;mycket\n", i, 1990 + i);
    }
    bench_read(&b, t.p);
    text_release(&t);
    cr_assert(times_told(&b, "W502") == 5 && times_told(&b, "W530") == 1);
    cr_assert(times_told(&b, "E504") == 5 && times_told(&b, "E530") == 1);
    cr_assert(told(&b, "E504")->place.line == 4 && told(&b, "E504")->place.column == 11);
    cr_assert(b.data->files[0].unknown_areas == 30);
    bench_free(&b);
}

/* A spreadsheet writes the sign into the cells of a column of per cent. */
Test(source, per_cent_signs_in_cells)
{
    struct bench b = bench_new();
    static const struct source_column columns[] = {
        {.variable = "x", .heading = "andel", .is_percent = true},
        {.variable = "y", .heading = "antal"}};
    struct source_spec spec = bench_spec(columns, 2);
    static const char a[] = "region;år;andel;antal\n1280;2024;55,5 %;1\n1281;2024;7%;2 %\n";
    bench_write(&b, "a.csv", a, sizeof a - 1);
    cr_assert(source_read(b.data, b.areas, &spec, b.folder, 1, b.d));
    cr_expect(cell_of(&b, "x", 1, 202400, SEX_TOTAL).value == 55.5);
    cr_expect(cell_of(&b, "x", 2, 202400, SEX_TOTAL).value == 7);
    cr_expect(times_told(&b, "E504") == 1, "a number of people has no per cent sign");
    bench_free(&b);
}

Test(source, a_copy_of_the_file_is_told_once)
{
    struct bench b = bench_new();
    static const struct source_column column = {.variable = "x", .heading = "värde"};
    struct source_spec spec = bench_spec(&column, 1);
    static const char a[] = "region;år;värde\n1280;2024;1\n1281;2024;3\n1260;2024;2\n";
    bench_write(&b, "a.csv", a, sizeof a - 1);
    bench_write(&b, "b.csv", a, sizeof a - 1);
    cr_assert(source_read(b.data, b.areas, &spec, b.folder, 1, b.d));
    const struct diagnostic *e = told(&b, "E525");
    cr_assert(e && times_told(&b, "E525") == 1 && !told(&b, "E506"));
    cr_expect_str_eq(e->place.file, "b.csv");
    cr_expect_str_eq(e->other.file, "a.csv");
    cr_expect(strstr(e->message, "3 st") != NULL, "%s", e->message);
    bench_free(&b);
}

/* 1261 is another area than Lomma: which of the two is wrong only people know. */
Test(source, code_of_another_area)
{
    struct bench b = bench_new();
    bench_read(&b, "region;år;värde\n1280 Lund;2024;1\n1281;2024;3\n");
    const struct diagnostic *e = told(&b, "W502");
    cr_assert(e && e->hint);
    cr_expect(strstr(e->hint, "1280") && strstr(e->hint, "Malmö"), "%s", e->hint);
    bench_free(&b);
}
