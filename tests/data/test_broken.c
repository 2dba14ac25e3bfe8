#define _POSIX_C_SOURCE 200809L

#include "base/limits.h"
#include "helper.h"

/* Every broken file tells its own message, with its line, and what is whole in it is read. */
static const struct {
    const char *file, *code;
    unsigned line, column;
    size_t stored;
} cases[] = {
    {"tom-fil", "E509", 0, 0, 0},
    {"bara-rubriker", "E519", 1, 0, 0},
    {"oavslutat-citat", "E513", 3, 0, 1},
    {"losa-citat-pxweb", "W501", 2, 0, 1},
    {"trasiga-citat", "E514", 2, 0, 1},
    {"bara-vagnretur", "E511", 0, 0, 0},
    {"nollbyte", "E512", 3, 0, 0},
    {"utf16-med-bom", "E510", 0, 0, 0},
    {"utf16-utan-bom", "E510", 0, 0, 0},
    {"ojamna-rader", "E505", 3, 0, 1},
    {"avklippt-sista-rad", "E505", 3, 0, 1},
    {"okant-omrade", "W502", 3, 1, 1},
    {"text-dar-tal-vantas", "E504", 3, 11, 1},
    {"samma-cell-tva-ganger", "E506", 4, 0, 2},
    {"blandade-decimaltecken", "E516", 3, 0, 0},
    {"fel-period", "E517", 3, 6, 1},
    {"saknad-rubrik", "E501", 5, 0, 0},
    {"skrap-i-rubrik", "W506", 1, 1, 1},
    {"avgransare-i-sista-rubriken", "N502", 1, 0, 1},
    {"inte-utf8-trots-bom", "E515", 1, 0, 0},
    {"webbsida", "E521", 0, 0, 0},
    {"annan-titel", "E503", 2, 4, 0},
};

/* What was told stands word for word in a .txt beside the file; ETABLERA_GOLDEN=write writes it
 * anew. */
static void expect_golden(struct bench *b, const char *name)
{
    char *told_text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&told_text, &n);
    cr_assert(out != NULL);
    diagnostics_sort(b->d);
    diagnostics_print(b->d, out, 0, false);
    fclose(out);
    const char *path = arena_printf(b->arena, FIXTURES "/broken/data/%s-paahittad.txt", name);
    int why = 0;
    const char *golden_mode = getenv("ETABLERA_GOLDEN");
    if (golden_mode && strcmp(golden_mode, "write") == 0)
        cr_assert(publish_bytes(path, told_text, n, &why));
    struct file_bytes golden;
    cr_assert(file_read(path, 1 << 20, &golden, &why), "%s", path);
    cr_expect(golden.size == n && memcmp(golden.data, told_text, n) == 0, "%s:\n%s", path,
              told_text);
    file_release(&golden);
    free(told_text);
}

static void read_fixture(struct bench *b, const char *name, const char *heading, const char *sex)
{
    struct source_column column = {
        .variable = "x", .heading = heading, .place = {.file = "r.regler", .line = 5}};
    struct source_spec spec = bench_spec(&column, 1);
    spec.glob = arena_printf(b->arena, "%s-paahittad.csv", name);
    spec.sex_heading = sex;
    if (strcmp(name, "annan-titel") == 0) {
        column = (struct source_column){.variable = "x",
                                        .heading = "value",
                                        .title_heading = "title",
                                        .title = "Invånare",
                                        .place = {.file = "r.regler", .line = 5}};
        spec.area_heading = "municipality";
        spec.period_heading = "period";
    }
    source_read(b->data, b->areas, &spec, FIXTURES "/broken/data", 2, b->d);
}

Test(broken, each_file_tells)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct bench b = bench_new();
        bool joined = strcmp(cases[i].file, "avgransare-i-sista-rubriken") == 0;
        read_fixture(&b, cases[i].file, joined ? "värde, medelvärde i tkr" : "värde", NULL);
        const struct diagnostic *d = told(&b, cases[i].code);
        cr_expect(d != NULL, "%s: %s was not told", cases[i].file, cases[i].code);
        if (d) {
            cr_expect(d->place.line == cases[i].line && d->place.column == cases[i].column,
                      "%s: line %u column %u", cases[i].file, d->place.line, d->place.column);
        }
        size_t stored = b.data->series_count ? b.data->series[0].count : 0;
        cr_expect(stored == cases[i].stored, "%s: %zu stored", cases[i].file, stored);
        expect_golden(&b, cases[i].file);
        bench_free(&b);
    }
}

Test(broken, unknown_sex)
{
    struct bench b = bench_new();
    read_fixture(&b, "okant-kon", "värde", "kön");
    cr_assert(told(&b, "W507") && told(&b, "W507")->place.line == 3);
    expect_golden(&b, "okant-kon");
    bench_free(&b);
}

Test(broken, field_over_the_limit)
{
    struct bench b = bench_new();
    struct text t = {0};
    text_add(&t, "region;år;värde\n1280;2024;1\n1281;2024;\"");
    for (int i = 0; i < LIMIT_FIELD + 9000; i++) {
        text_addc(&t, i % 80 == 79 ? '\n' : '1');
    }
    text_add(&t, "\"\n");
    bench_read(&b, t.p);
    text_release(&t);
    cr_assert(told(&b, "E518") && told(&b, "E518")->place.line == 3);
    cr_assert(cell_of(&b, "x", 1, 202400, SEX_TOTAL).value == 1);
    bench_free(&b);
}

Test(broken, repaired_row_keeps_its_value_and_the_next_is_read)
{
    struct bench b = bench_new();
    bench_read(&b, "\"region\";\"not\";\"år\";\"värde\"\n"
                   "\"1280\";\"så \"kallad\" not\";\"2024\";1\n"
                   "\"1281\";\"slutar med \"\";\"2024\";2\n"
                   "\"1260\";\"hel\";\"2024\";3\n");
    cr_assert(times_told(&b, "W501") == 2 && b.d->errors == 0);
    cr_assert(cell_of(&b, "x", 1, 202400, SEX_TOTAL).line == 2);
    cr_assert(cell_of(&b, "x", 2, 202400, SEX_TOTAL).value == 2);
    struct cell c = cell_of(&b, "x", 3, 202400, SEX_TOTAL);
    cr_assert(c.value == 3 && c.line == 4);
    bench_free(&b);
}

Test(broken, windows_1252_beyond_the_sample)
{
    struct bench b = bench_new();
    struct text t = {0};
    text_add(&t, "region;ar;varde\n");
    for (int i = 0; i < 40000; i++) {
        text_printf(&t, "1280;%d;1\n", 1000 + i % 8000);
    }
    text_add(&t, "Malm\xF6;9999;5\n");
    static const struct source_column column = {.variable = "x", .heading = "varde"};
    struct source_spec spec = bench_spec(&column, 1);
    spec.period_heading = "ar";
    bench_write(&b, "a.csv", t.p, t.n);
    text_release(&t);
    cr_assert(source_read(b.data, b.areas, &spec, b.folder, 1, b.d));
    cr_assert(cell_of(&b, "x", 1, 999900, SEX_TOTAL).value == 5);
    cr_assert_str_eq(b.data->files[0].encoding, "Windows-1252");
    bench_free(&b);
}

/* Found by fuzzing: the second place of E506 pointed into the dataset. */
Test(broken, what_is_told_outlives_the_data)
{
    struct bench b = bench_new();
    read_fixture(&b, "samma-cell-tva-ganger", "värde", NULL);
    dataset_free(b.data);
    b.data = dataset_new(b.study);
    cr_assert_str_eq(told(&b, "E506")->other.file, "samma-cell-tva-ganger-paahittad.csv");
    bench_free(&b);
}
