/* What a page can hold besides plain cells: formulas, answers, rules, charts. */
#include "helper.h"
#include "report/verify.h"
#include "report/zip.h"

struct made {
    struct arena *arena;
    const char *path;
    struct book *book;
    struct page *page;
};

static struct made begin(void)
{
    struct made m = {.arena = arena_new()};
    m.path = path_join(m.arena, temporary_folder(m.arena), "bok.xlsx");
    m.book = book_new(m.path, plain_info());
    m.page = book_page(m.book, "Årets 'blad' nu", true);
    return m;
}

static size_t end(struct made *m)
{
    struct diagnostics *d = diagnostics_new(LANG_SV);
    book_publish(m->book, d);
    size_t errors = d->errors;
    diagnostics_free(d);
    return errors;
}

/* One part of the workbook as text. */
static const char *part_text(struct made *m, const char *name)
{
    struct file_bytes bytes = bytes_of(m->path);
    struct zip zip;
    size_t at;
    cr_assert(zip_open(bytes.data, bytes.size, &zip, &at) == ZIP_WHOLE);
    const struct zip_part *part = zip_find(&zip, name);
    cr_assert(part != NULL, "%s", name);
    const char *copy = arena_strndup(m->arena, part->data, part->size);
    zip_close(&zip);
    file_release(&bytes);
    return copy;
}

static void write_formulas(struct made *m)
{
    page_text(m->page, 0, 0, "Ett", STYLE_TEXT);
    page_number(m->page, 0, 1, 2.5, 1, STYLE_NUMBER);
    page_text(m->page, 1, 0, "Två", STYLE_TEXT);
    page_formula(m->page, 1, 1, "B1*2", (struct page_result){5, NULL}, 1, STYLE_NUMBER);
    page_formula(m->page, 2, 0, "IF(B1<2,\"låg\",\"hög & bra\")",
                 (struct page_result){0, "hög & bra"}, 0, STYLE_TEXT);
}

Test(book, formulas_keep_their_results)
{
    struct made m = begin();
    write_formulas(&m);
    cr_expect(strcmp(range_text(m.page, page_cell(m.page, 1, 1)), "$B$2") == 0);
    cr_expect(strcmp(range_text(NULL, (struct page_range){m.page, 0, 1, 1, 27}),
                     "'Årets ''blad'' nu'!$B$1:$AB$2") == 0);
    cr_assert(end(&m) == 0);
    const char *sheet = part_text(&m, "xl/worksheets/sheet1.xml");
    cr_expect(strstr(sheet, "<f>B1*2</f><v>5</v>") != NULL);
    cr_expect(strstr(sheet, "t=\"str\"") != NULL);
    cr_expect(strstr(sheet, "<v>hög &amp; bra</v>") != NULL);
    cr_expect(strstr(part_text(&m, "xl/workbook.xml"), "fullCalcOnLoad=\"1\"") != NULL);
    arena_free(m.arena);
}

/* A formula without a result that can be stored, or one that is too long, publishes nothing. */
Test(book, a_formula_without_result_is_refused)
{
    struct made m = begin();
    page_formula(m.page, 0, 0, "1/0", (struct page_result){NAN, NULL}, 0, STYLE_NUMBER);
    cr_expect(end(&m) == 1);
    cr_expect(access(m.path, F_OK) != 0);
    arena_free(m.arena);
    m = begin();
    char *text = arena_alloc(m.arena, 9001);
    memset(text, '1', 9000);
    page_formula(m.page, 0, 0, text, (struct page_result){1, NULL}, 0, STYLE_NUMBER);
    cr_expect(end(&m) == 1);
    arena_free(m.arena);
}

static enum verify_fault verify_with(struct made *m, const struct meant_cell *last)
{
    struct meant_cell cells[] = {{0, 0, .text = "Ett"},
                                 {0, 1, .number = 2.5},
                                 {1, 0, .text = "Två"},
                                 {1, 1, .number = 5, .formula = "B1*2"},
                                 *last};
    struct meant_sheet sheet = {"Årets 'blad' nu", cells, 5};
    struct verify_report report;
    verify_workbook(m->path, &sheet, 1, &report);
    return report.fault;
}

Test(book, another_formula_or_result_is_seen_on_reading_back)
{
    static const char formula[] = "IF(B1<2,\"låg\",\"hög & bra\")";
    struct made m = begin();
    write_formulas(&m);
    cr_assert(end(&m) == 0);
    struct meant_cell right = {2, 0, .text = "hög & bra", .formula = formula};
    struct meant_cell wrong[] = {{2, 0, .text = "låg", .formula = formula},
                                 {2, 0, .text = "hög & bra", .formula = "IF(B1<2,1,2)"},
                                 {2, 0, .text = "hög & bra"},
                                 {2, 0, .number = 1, .formula = formula}};
    cr_expect(verify_with(&m, &right) == VERIFY_WHOLE);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        cr_expect(verify_with(&m, &wrong[i]) == VERIFY_VALUE, "%zu", i);
    arena_free(m.arena);
}

Test(book, answers_are_the_only_open_cells)
{
    struct made m = begin();
    struct page_range list = {m.page, 0, 5, 1, 5};
    page_text(m.page, 0, 5, "ja", STYLE_TEXT);
    page_text(m.page, 1, 5, "nej", STYLE_TEXT);
    page_answer_choice(m.page, 0, 0, list, "ja", "Välj i listan.");
    page_answer_text(m.page, 1, 0, "", "Högst 500 tecken.");
    page_answer_whole(m.page, 2, 0, 20, 0, 100, "Heltal 0-100.");
    page_answer_number(m.page, 3, 0, NAN, 0, 1, 2, "Tal 0-1.");
    page_answer_day(m.page, 4, 0, "En dag.");
    page_define(m.page, "svar_K01", page_cell(m.page, 0, 0));
    page_highlight(m.page, (struct page_range){m.page, 2, 0, 3, 0}, "A3>10", STYLE_NOTICE);
    page_protect(m.page);
    cr_assert(end(&m) == 0);
    const char *sheet = part_text(&m, "xl/worksheets/sheet1.xml");
    cr_expect(strstr(sheet, "<dataValidations count=\"5\">") != NULL);
    cr_expect(strstr(sheet, "<formula1>$F$1:$F$2</formula1>") != NULL);
    cr_expect(strstr(sheet, "type=\"list\"") != NULL && strstr(sheet, "type=\"whole\"") != NULL);
    cr_expect(strstr(sheet, "<sheetProtection sheet=\"1\"") != NULL);
    cr_expect(strstr(sheet, "<formula>A3&gt;10</formula>") != NULL);
    cr_expect(strstr(part_text(&m, "xl/workbook.xml"),
                     "<definedName name=\"svar_K01\">'Årets ''blad'' nu'!$A$1</definedName>") !=
              NULL);
    arena_free(m.arena);
}

/* What formula cells hold stands in the chart too, and a name taken from a cell. */
Test(book, charts_hold_what_the_cells_hold)
{
    struct made m = begin();
    struct page_series series[] = {
        {.name_cell = page_cell(m.page, 2, 0),
         .categories = {m.page, 0, 0, 1, 0},
         .values = {m.page, 0, 1, 1, 1}},
        {"=andra", .categories = {m.page, 0, 0, 1, 0}, .values = {m.page, 0, 1, 1, 1},
         .look = SERIES_OTHER},
    };
    struct page_chart c = {.row = 5,
                           .kind = CHART_RADAR,
                           .title = "Titel",
                           .alt = "Två tal.",
                           .series = series,
                           .count = 2,
                           .least = 0,
                           .most = NAN,
                           .width = 480,
                           .height = 288};
    page_chart(m.page, &c);
    write_formulas(&m);
    cr_assert(end(&m) == 0);
    const char *chart = part_text(&m, "xl/charts/chart1.xml");
    cr_expect(strstr(chart, "<c:pt idx=\"1\"><c:v>5</c:v></c:pt>") != NULL);
    cr_expect(strstr(chart, "<c:pt idx=\"0\"><c:v>hög &amp; bra</c:v></c:pt>") != NULL);
    cr_expect(strstr(chart, "<c:pt idx=\"1\"><c:v>Två</c:v></c:pt>") != NULL);
    cr_expect(strstr(chart, "<c:v> =andra</c:v>") != NULL);
    arena_free(m.arena);
}
