/* Read-back of a workbook. The input is a whole file when it begins with "PK"; else it is the texts
 * of a sheet, the shared strings and the list of sheets, with NUL between them, which then are put
 * in a zip file with right checksums. */
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "fuzz.h"
#include "packed.h"
#include "report/book.h"
#include "report/verify.h"
#include "report/zip.h"

/* No XML can say U+0001, so no file holds these cells: a yes is a fault. */
static const struct meant_cell cells[] = {{0, 0, .text = "Malmö & <Lund>"},
                                          {1, 0, .number = 1.0 / 3},
                                          {2, 0, .number = -12},
                                          {3, 0, .text = "\x01"}};
static const struct meant_sheet never[] = {{"Blad", cells, 4}};
static const struct meant_sheet perhaps[] = {{"Blad", cells, 3}};

static const char sheet[] = "<w><c r=\"A1\" t=\"s\"><v>0</v></c>"
                            "<c r=\"A2\"><v>0.33333333333333331</v></c>"
                            "<c r=\"A3\"><v>-12</v></c></w>";
static const char strings[] = "<sst><si><t>Malmö &amp; &lt;Lund&gt;</t></si>"
                              "<si><r><t>a</t></r></si></sst>";
static const char names[] = "<workbook><sheets><sheet name=\"Blad\"/></sheets></workbook>";
static const char *const usual[] = {sheet, strings, names};
static const char *const parts[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                                    "xl/workbook.xml"};
static const char *const others[] = {
    "[Content_Types].xml", "_rels/.rels",         "docProps/app.xml",          "docProps/core.xml",
    "xl/styles.xml",       "xl/theme/theme1.xml", "xl/_rels/workbook.xml.rels"};

static void make_book(const char *folder)
{
    static const struct book_info info = {
        .title = "", .subject = "", .author = "", .footer = "", .page_of = ""};
    struct arena *arena = arena_new();
    struct diagnostics *d = diagnostics_new(LANG_SV);
    struct book *book = book_new(path_join(arena, folder, "bok.xlsx"), &info);
    struct page *page = book_page(book, "Blad", true);
    page_text(page, 0, 0, cells[0].text, STYLE_TEXT);
    page_number(page, 1, 0, cells[1].number, 2, STYLE_NUMBER);
    page_number(page, 2, 0, cells[2].number, 0, STYLE_NUMBER);
    must(book_publish(book, d));
    diagnostics_free(d);
    arena_free(arena);
}

static void make_seeds(const char *folder)
{
    struct text t = {0};
    for (size_t i = 0; i < 3; i++) {
        text_addn(&t, usual[i], strlen(usual[i]) + (i < 2));
    }
    scratch_write(folder, "texts", t.p, t.n);
    text_release(&t);
    make_book(folder);
}

static const char *const globs[] = {NULL};
const struct fuzz_seeds fuzz_seeds = {globs, make_seeds, 2000, 16384};

/* --- what must hold --------------------------------------------------------------------------- */

static void make_zip(struct packed *z, struct str input)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        packed_add(z, others[i], str_of("<a/>"));
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        packed_add(z, parts[i], packed_next(&input, usual[i]));
    }
    packed_end(z);
}

static void check_zip(const char *data, size_t size)
{
    struct zip zip;
    size_t at;
    if (zip_open(data, size, &zip, &at) != ZIP_WHOLE) {
        must(zip.count == 0 && zip.parts == NULL);
        return;
    }
    for (size_t i = 0; i < zip.count; i++) {
        must(zip.parts[i].name[0] && zip.parts[i].data[zip.parts[i].size] == '\0');
    }
    zip_close(&zip);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct packed made = {0};
    struct str input = {(const char *)data, size};
    bool whole = size >= 2 && memcmp(data, "PK", 2) == 0;
    if (!whole) {
        make_zip(&made, input);
        input = (struct str){made.body.p, made.body.n};
    }
    check_zip(input.p, input.n);
    const char *path = scratch_write(scratch_folder(), "a.xlsx", input.p, input.n);
    struct verify_report report;
    must(!verify_workbook(path, never, 1, &report));
    must(report.fault != VERIFY_WHOLE && report.fault != VERIFY_UNREADABLE);
    bool good = verify_workbook(path, perhaps, 1, &report);
    must(good == (report.fault == VERIFY_WHOLE));
    must(whole || size > 0 || good); /* the usual texts are whole */
    packed_release(&made);
    return 0;
}
