#include <signal.h>
#include <sys/resource.h>

#include "helper.h"
#include "report/zip.h"

static size_t write_into(struct small *s, const char *folder, bool *good)
{
    struct diagnostics *d = diagnostics_new(LANG_SV);
    struct report_options options = {.out_folder = folder, .lang = LANG_SV};
    size_t written = 0;
    *good = report_write(&s->result, &options, d, &written);
    cr_expect(*good == (d->errors == 0));
    diagnostics_free(d);
    return written;
}

Test(report, same_bytes_twice)
{
    static const char *const files[] = {"prov-provland.xlsx",
                                        "prov-provland-enkel.xlsx",
                                        "kommuner/0001-ovre.xlsx",
                                        "kommuner/0002-nedre.xlsx",
                                        "rangordning.csv",
                                        "poang.csv",
                                        "samband.csv",
                                        "sakerhet.csv",
                                        "kanslighet.csv",
                                        "korning.json"};
    struct small *s = small_new("Övre", "Nedre");
    const char *a = temporary_folder(s->arena), *b = temporary_folder(s->arena);
    bool good;
    cr_assert(write_into(s, a, &good) == 10 && good);
    cr_assert(write_into(s, b, &good) == 10 && good);
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        cr_expect(same_file(path_join(s->arena, a, files[i]), path_join(s->arena, b, files[i])),
                  "%s", files[i]);
    arena_free(s->arena);
}

Test(report, tables_say_what_the_result_says)
{
    struct small *s = small_new("=cmd|'/c calc'!A1", "Semi;kolon \"citat\"");
    const char *folder = temporary_folder(s->arena);
    bool good;
    cr_assert(write_into(s, folder, &good) == 10);
    const char *ranking = path_join(s->arena, folder, "rangordning.csv");
    cr_expect(contains(ranking, "\xEF\xBB\xBFplats;kod;kommun;index_ett;dim_ett;klass;läge;"
                                "täckning;grad;toppmått;plats_bäst_möjlig;plats_sämst_möjlig\r\n"));
    cr_expect(contains(ranking, "\r\n1;0001;'=cmd|'/c calc'!A1;62,5;62,5;;;1;tillräcklig;;;\r\n"));
    cr_expect(contains(ranking, ";0002;\"Semi;kolon \"\"citat\"\"\";;;;;0;"));
    const char *points = path_join(s->arena, folder, "poang.csv");
    cr_expect(contains(points, ";mått_ett;indikator;12,5;st;2024;observerad;62,5;1;\r\n"));
    cr_expect(contains(points, ";mått_ett;indikator;;st;;sekretess;;;\r\n"));
    arena_free(s->arena);
}

/* No name in the data becomes a formula of a chart: all references are to the book's own sheets. */
Test(report, charts_refer_to_their_own_sheet)
{
    struct small *s = small_new("=cmd|'/c calc'!A1", "Två");
    const char *folder = temporary_folder(s->arena);
    bool good;
    cr_assert(write_into(s, folder, &good) == 10);
    struct file_bytes bytes =
        bytes_of(path_join(s->arena, folder, "kommuner/0001-cmd-c-calc-a1.xlsx"));
    struct zip zip;
    size_t at, references = 0;
    cr_assert(zip_open(bytes.data, bytes.size, &zip, &at) == ZIP_WHOLE);
    const struct zip_part *chart = zip_find(&zip, "xl/charts/chart1.xml");
    cr_assert(chart != NULL);
    for (const char *f = chart->data; (f = strstr(f, "<c:f>")) != NULL; f++, references++)
        cr_expect(strncmp(f, "<c:f>Profil!$", 13) == 0, "%.40s", f);
    cr_expect(references == 4);
    zip_close(&zip);
    file_release(&bytes);
    arena_free(s->arena);
}

Test(report, two_areas_of_one_name_get_two_files)
{
    struct small *s = small_new("Samma", "Samma");
    s->data.areas.items[1].code = "0001";
    const char *folder = temporary_folder(s->arena);
    bool good;
    cr_assert(write_into(s, folder, &good) == 10 && good);
    cr_expect(file_exists(path_join(s->arena, folder, "kommuner/0001-samma.xlsx")));
    cr_expect(file_exists(path_join(s->arena, folder, "kommuner/0001-samma-2.xlsx")));
    arena_free(s->arena);
}

Test(report, a_workbook_from_another_run_is_told)
{
    struct small *s = small_new("Aby", "Byn");
    struct diagnostics *d = diagnostics_new(LANG_SV);
    const char *folder = temporary_folder(s->arena);
    struct report_options o = {.out_folder = folder, .lang = LANG_SV, .threads = 1};
    size_t written;
    int why;
    cr_assert(report_write(&s->result, &o, d, &written) && d->count == 0);
    cr_assert(
        publish_bytes(path_join(s->arena, folder, "kommuner/9999-gammal.xlsx"), "x", 1, &why));
    cr_assert(report_write(&s->result, &o, d, &written));
    cr_assert(d->count == 1 && strcmp(d->items[0].code, "N908") == 0);
    cr_assert(strstr(d->items[0].message, "9999-gammal.xlsx") != NULL);
    diagnostics_free(d);
    arena_free(s->arena);
}

Test(report, a_folder_that_cannot_be_made)
{
    struct small *s = small_new("Ett", "Två");
    bool good;
    cr_expect(write_into(s, "/dev/null/ut", &good) == 0);
    cr_expect(!good);
    arena_free(s->arena);
}

/* A book that must fail over an old file: the old file stays and one error is told. */
static void fails_and_keeps(struct arena *arena, const char *name, void (*write)(struct book *),
                            const char *code)
{
    const char *path = path_join(arena, temporary_folder(arena), "bok.xlsx");
    struct diagnostics *d = diagnostics_new(LANG_SV);
    int why = 0;
    cr_assert(publish_bytes(path, "gammal", 6, &why));
    struct book *book = book_new(path, plain_info());
    write(book);
    cr_expect(!book_publish(book, d), "%s", name);
    cr_assert(d->errors == 1, "%s", name);
    cr_expect(strcmp(d->items[0].code, code) == 0, "%s told %s", name, d->items[0].code);
    struct file_bytes bytes = bytes_of(path);
    cr_expect(bytes.size == 6 && memcmp(bytes.data, "gammal", 6) == 0, "%s", name);
    file_release(&bytes);
    diagnostics_free(d);
}

static void unlawful_name(struct book *book)
{
    page_text(book_page(book, "a/b", true), 0, 0, "x", STYLE_TEXT);
}

static void same_name_twice(struct book *book)
{
    page_text(book_page(book, "Blad", true), 0, 0, "x", STYLE_TEXT);
    page_text(book_page(book, "BLAD", true), 0, 0, "x", STYLE_TEXT);
}

static void cell_twice(struct book *book)
{
    struct page *page = book_page(book, "Blad", true);
    page_text(page, 0, 0, "x", STYLE_TEXT);
    page_text(page, 0, 0, "y", STYLE_TEXT);
}

static void much_text(struct book *book)
{
    struct page *page = book_page(book, "Blad", true);
    for (uint32_t row = 0; row < 20000; row++)
        page_number(page, row, 0, row * 1.37, 1, STYLE_NUMBER);
}

Test(book, failures_keep_the_old_file)
{
    struct arena *arena = arena_new();
    fails_and_keeps(arena, "unlawful name", unlawful_name, "E902");
    fails_and_keeps(arena, "same name twice", same_name_twice, "E902");
    fails_and_keeps(arena, "cell twice", cell_twice, "E902");
    arena_free(arena);
}

/* libxlsxwriter reports success when its temporary files are cut: the read-back must not. */
Test(book, a_disk_that_is_full)
{
    struct arena *arena = arena_new();
    struct rlimit limit = {100 * 1024, 100 * 1024};
    signal(SIGXFSZ, SIG_IGN);
    cr_assert(setrlimit(RLIMIT_FSIZE, &limit) == 0);
    fails_and_keeps(arena, "file limit", much_text, "E903");
    arena_free(arena);
}

Test(book, numbers_that_are_not_finite_become_marks)
{
    struct arena *arena = arena_new();
    const char *path = path_join(arena, temporary_folder(arena), "bok.xlsx");
    struct diagnostics *d = diagnostics_new(LANG_SV);
    struct book *book = book_new(path, plain_info());
    struct page *page = book_page(book, "Blad", false);
    page_number(page, 0, 0, NAN, 1, STYLE_NUMBER);
    page_number(page, 1, 0, INFINITY, 1, STYLE_NUMBER);
    page_text(page, 2, 0, "=1+1", STYLE_TEXT);
    page_text(page, 3, 0, "\xFF\x01", STYLE_TEXT);
    page_link(page, 4, 0, "http://example.org", "osäker");
    cr_expect(book_publish(book, d));
    cr_expect(d->errors == 0);
    diagnostics_free(d);
    arena_free(arena);
}
