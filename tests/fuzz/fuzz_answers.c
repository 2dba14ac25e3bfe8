/* Answers of a workbook that somebody sends. The input is a whole file when it begins with "PK" or
 * with the mark of a compound file; else it is the texts of a sheet, the shared strings, the
 * formats and the workbook part, with NUL between them, put in a zip file with right checksums. */
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/text.h"
#include "fuzz.h"
#include "packed.h"
#include "report/returned.h"

static const char sheet[] =
    "<worksheet><sheetData><row r=\"1\"><c r=\"B1\" t=\"s\"><v>0</v></c>"
    "<c t=\"inlineStr\"><is><r><t>n</t></r><r><t>ej_x000D_</t></r></is></c></row>"
    "<row><c t=\"b\"><v>1</v></c><c s=\"1\"><v>4.5E-1</v></c><c s=\"2\"><v>46082</v></c>"
    "<c r=\"AA2\" t=\"str\"><f>A1</f><v>ja</v></c><c t=\"e\"><v>#N/A</v></c></row></sheetData>"
    "</worksheet>";
static const char strings[] = "<sst><si><t> ja </t></si><si><rPh><t>x</t></rPh></si></sst>";
static const char styles[] =
    "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy\\-mm\"/>"
    "</numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/>"
    "<xf numFmtId=\"170\"/></cellXfs></styleSheet>";
static const char book[] =
    "<x:workbook><x:workbookPr date1904=\"0\"/><x:sheets><x:sheet name=\"Fr&#229;gor d'Or\" "
    "r:id=\"a\"/>"
    "</x:sheets><definedNames><definedName name=\"svar_K01\">'Fr\xC3\xA5gor d''Or'!$B$1:$C$2"
    "</definedName><definedName name=\"svar_K02\">#REF!</definedName></definedNames></x:workbook>";
static const char *const usual[] = {sheet, strings, styles, book};
static const char *const parts[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                                    "xl/styles.xml", "xl/workbook.xml"};
static const char root_relations[] =
    "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/>"
    "</Relationships>";
static const char book_relations[] =
    "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" "
    "Target=\"./worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"b\" Type=\"x/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
    "<Relationship Id=\"c\" Type=\"x/styles\" Target=\"../xl/styles.xml\"/></Relationships>";
enum { TEXTS = 4 };

static void make_zip(struct packed *z, struct str input)
{
    packed_add(z, "[Content_Types].xml", str_of("<a/>"));
    packed_add(z, "_rels/.rels", str_of(root_relations));
    packed_add(z, "xl/_rels/workbook.xml.rels", str_of(book_relations));
    for (size_t i = 0; i < TEXTS; i++)
        packed_add(z, parts[i], packed_next(&input, usual[i]));
    packed_end(z);
}

static void make_seeds(const char *folder)
{
    struct text t = {0};
    struct packed whole = {0};
    for (size_t i = 0; i < TEXTS; i++)
        text_addn(&t, usual[i], strlen(usual[i]) + (i + 1 < TEXTS));
    scratch_write(folder, "texts", t.p, t.n);
    make_zip(&whole, (struct str){"", 0});
    scratch_write(folder, "whole", whole.body.p, whole.body.n);
    static const char compound[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d";
    scratch_write(folder, "compound", compound, sizeof compound);
    text_release(&t);
    packed_release(&whole);
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0); /* what the usual texts hold */
}

static const char *const globs[] = {NULL};
const struct fuzz_seeds fuzz_seeds = {globs, make_seeds, 4000, 16384};

/* --- what must hold --------------------------------------------------------------------------- */

static void check_cell(const struct returned *x, const struct returned_sheet *s, size_t i)
{
    const struct returned_cell *c = &s->cells[i];
    must(c->kind != RETURNED_EMPTY && c->row < 1048576 && c->column < 16384);
    if (c->kind == RETURNED_TEXT || c->kind == RETURNED_ERROR)
        must(c->text[0] != '\0' && utf8_valid_length(c->text, strlen(c->text)) == strlen(c->text));
    else
        must(c->text == NULL || c->kind == RETURNED_TRUTH);
    if (i > 0)
        must(s->cells[i - 1].row < c->row ||
             (s->cells[i - 1].row == c->row && s->cells[i - 1].column <= c->column));
    int32_t day = returned_day(x, c);
    must(day == 0 || (day >= 19000101 && day < 22000101));
}

static void check_usual(const struct returned *x)
{
    const struct returned_name *name = returned_name(x, "SVAR_k01");
    must(name != NULL && name->sheet == 0 && name->row == 0 && name->column == 1);
    must(returned_name(x, "svar_K02")->sheet == UINT32_MAX);
    must(strcmp(returned_cell(x, 0, 0, 1)->text, "ja") == 0);
    must(strcmp(returned_cell(x, 0, 0, 2)->text, "nej") == 0);
    must(returned_cell(x, 0, 1, 0)->kind == RETURNED_TRUTH);
    must(returned_cell(x, 0, 1, 1)->form == RETURNED_PERCENT);
    must(returned_cell(x, 0, 1, 2)->form == RETURNED_DATE);
    must(returned_day(x, returned_cell(x, 0, 1, 2)) == 20260301);
    must(strcmp(returned_cell(x, 0, 1, 26)->text, "ja") == 0);
    must(returned_cell(x, 0, 1, 27)->kind == RETURNED_ERROR);
    must(returned_cell(x, 0, 5, 5) == NULL && returned_cell(x, 1, 0, 0) == NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct packed made = {0};
    struct str input = {(const char *)data, size};
    struct arena *arena = arena_new();
    struct returned x;
    bool whole = size >= 2 && (memcmp(data, "PK", 2) == 0 || memcmp(data, "\xD0\xCF", 2) == 0);
    if (!whole) {
        make_zip(&made, input);
        input = (struct str){made.body.p, made.body.n};
    }
    enum returned_fault fault = returned_read_bytes(input.p, input.n, arena, &x);
    must(fault != RETURNED_UNREADABLE && (fault == RETURNED_WHOLE || x.sheet_count == 0));
    for (size_t i = 0; i < x.sheet_count; i++)
        for (size_t k = 0; k < x.sheets[i].count; k++)
            check_cell(&x, &x.sheets[i], k);
    for (size_t i = 0; i < x.name_count; i++)
        must(x.names[i].sheet == UINT32_MAX || x.names[i].sheet < x.sheet_count);
    if (size == 0) {
        must(fault == RETURNED_WHOLE);
        check_usual(&x);
    }
    arena_free(arena);
    packed_release(&made);
    return 0;
}
