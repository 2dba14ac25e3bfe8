#include "helper.h"
#include "report/verify.h"

static const struct meant_cell cells[] = {{0, 0, .text = "Malmö & <Lund>"},
                                          {1, 0, .number = 1.0 / 3},
                                          {1, 1, .number = -12},
                                          {2, 0, .text = "Malmö & <Lund>"}};
static const struct meant_sheet sheets[] = {{"Blad", cells, sizeof cells / sizeof cells[0]}};

static const char *write_book(struct arena *arena)
{
    const char *path = path_join(arena, temporary_folder(arena), "bok.xlsx");
    struct diagnostics *d = diagnostics_new(LANG_SV);
    struct book *book = book_new(path, plain_info());
    struct page *page = book_page(book, "Blad", true);
    for (size_t i = 0; i < sheets[0].count; i++)
        if (cells[i].text != NULL)
            page_text(page, cells[i].row, cells[i].column, cells[i].text, STYLE_TEXT);
        else
            page_number(page, cells[i].row, cells[i].column, cells[i].number, 2, STYLE_NUMBER);
    cr_assert(book_publish(book, d));
    cr_assert(d->errors == 0);
    diagnostics_free(d);
    return path;
}

/* The workbook's bytes, cut or with one byte changed, in a file of their own. */
static enum verify_fault verify_damaged(struct arena *arena, const char *path, size_t size,
                                        size_t flip)
{
    const char *damaged = path_join(arena, temporary_folder(arena), "skadad.xlsx");
    struct file_bytes bytes = bytes_of(path);
    char *copy = arena_strndup(arena, "", 0);
    copy = arena_alloc(arena, bytes.size);
    memcpy(copy, bytes.data, bytes.size);
    if (flip < bytes.size)
        copy[flip] = (char)(copy[flip] ^ 0x10);
    FILE *f = fopen(damaged, "wb");
    cr_assert(f != NULL);
    cr_assert(fwrite(copy, 1, size, f) == size);
    fclose(f);
    file_release(&bytes);
    struct verify_report report;
    verify_workbook(damaged, sheets, 1, &report);
    return report.fault;
}

Test(verify, the_whole_book_passes)
{
    struct arena *arena = arena_new();
    struct verify_report report;
    cr_expect(verify_workbook(write_book(arena), sheets, 1, &report));
    cr_expect(report.fault == VERIFY_WHOLE);
    arena_free(arena);
}

Test(verify, truncated_at_every_length)
{
    struct arena *arena = arena_new();
    const char *path = write_book(arena);
    struct file_bytes bytes = bytes_of(path);
    size_t size = bytes.size;
    file_release(&bytes);
    for (size_t cut = 0; cut < size; cut += 97)
        cr_expect(verify_damaged(arena, path, cut, SIZE_MAX) != VERIFY_WHOLE, "%zu", cut);
    cr_expect(verify_damaged(arena, path, size - 1, SIZE_MAX) != VERIFY_WHOLE);
    cr_expect(verify_damaged(arena, path, size, SIZE_MAX) == VERIFY_WHOLE);
    arena_free(arena);
}

/* A changed bit in the packed bytes of a part must be seen: in each of the first part's. */
Test(verify, a_changed_bit)
{
    struct arena *arena = arena_new();
    const char *path = write_book(arena);
    struct file_bytes bytes = bytes_of(path);
    size_t size = bytes.size, name = (unsigned char)bytes.data[26], wrong = 0, tried = 0;
    file_release(&bytes);
    for (size_t at = 30 + name; at < 30 + name + 60; at++, tried++)
        wrong += verify_damaged(arena, path, size, at) == VERIFY_ZIP;
    cr_expect(wrong == tried, "%zu of %zu", wrong, tried);
    arena_free(arena);
}

Test(verify, other_values_than_meant)
{
    struct arena *arena = arena_new();
    const char *path = write_book(arena);
    struct verify_report report;
    struct meant_cell other[4];
    struct meant_sheet meant = {"Blad", other, 4};
    memcpy(other, cells, sizeof cells);
    other[1].number = 1.0 / 3 + 1e-9;
    cr_expect(!verify_workbook(path, &meant, 1, &report));
    cr_expect(report.fault == VERIFY_VALUE && report.row == 1 && report.column == 0);
    memcpy(other, cells, sizeof cells);
    other[3].text = "Malmö";
    verify_workbook(path, &meant, 1, &report);
    cr_expect(report.fault == VERIFY_VALUE && report.row == 2);
    meant.count = 3;
    verify_workbook(path, &meant, 1, &report);
    cr_expect(report.fault == VERIFY_COUNT);
    meant = (struct meant_sheet){"Annat", cells, 4};
    verify_workbook(path, &meant, 1, &report);
    cr_expect(report.fault == VERIFY_NAMES);
    cr_expect(!verify_workbook("/tmp/finns/inte.xlsx", sheets, 1, &report));
    cr_expect(report.fault == VERIFY_UNREADABLE);
    arena_free(arena);
}

/* --- a zip file made by hand, stored, so that a part can be ill-formed with a right CRC-32
 * -------- */

struct made {
    char bytes[16384], directory[4096];
    size_t size, directory_size, count;
};

static void put(char *p, uint32_t value, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        p[i] = (char)(value >> (8 * i) & 0xFF);
}

static void add_part(struct made *z, const char *name, const char *text)
{
    uint32_t size = (uint32_t)strlen(text), length = (uint32_t)strlen(name);
    uint32_t crc = file_crc32(text, size), local = (uint32_t)z->size;
    char head[46] = {0};
    put(head, 0x04034B50, 4);
    put(head + 14, crc, 4);
    put(head + 18, size, 4);
    put(head + 22, size, 4);
    put(head + 26, length, 2);
    memcpy(z->bytes + z->size, head, 30);
    memcpy(z->bytes + z->size + 30, name, length);
    memcpy(z->bytes + z->size + 30 + length, text, size);
    z->size += 30 + length + size;
    memset(head, 0, sizeof head);
    put(head, 0x02014B50, 4);
    put(head + 16, crc, 4);
    put(head + 20, size, 4);
    put(head + 24, size, 4);
    put(head + 28, length, 2);
    put(head + 42, local, 4);
    memcpy(z->directory + z->directory_size, head, 46);
    memcpy(z->directory + z->directory_size + 46, name, length);
    z->directory_size += 46 + length;
    z->count++;
}

static enum verify_fault verify_made(struct arena *arena, const char *last_name, const char *sheet)
{
    static const char *const plain[] = {"[Content_Types].xml", "_rels/.rels",
                                        "docProps/app.xml",    "docProps/core.xml",
                                        "xl/styles.xml",       "xl/_rels/workbook.xml.rels"};
    struct made *z = arena_alloc(arena, sizeof *z);
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        add_part(z, plain[i], "<a/>");
    add_part(z, "xl/workbook.xml", "<workbook><sheets><sheet name=\"Blad\"/></sheets></workbook>");
    add_part(z, last_name, "<a/>");
    add_part(z, "xl/worksheets/sheet1.xml", sheet);
    char end[22] = {0};
    put(end, 0x06054B50, 4);
    put(end + 8, (uint32_t)z->count, 2);
    put(end + 10, (uint32_t)z->count, 2);
    put(end + 12, (uint32_t)z->directory_size, 4);
    put(end + 16, (uint32_t)z->size, 4);
    const char *path = path_join(arena, temporary_folder(arena), "gjord.xlsx");
    FILE *f = fopen(path, "wb");
    cr_assert(f != NULL);
    fwrite(z->bytes, 1, z->size, f);
    fwrite(z->directory, 1, z->directory_size, f);
    fwrite(end, 1, sizeof end, f);
    fclose(f);
    static const struct meant_cell one[] = {{0, 0, .number = 1.5}};
    static const struct meant_sheet meant[] = {{"Blad", one, 1}};
    struct verify_report report;
    verify_workbook(path, meant, 1, &report);
    return report.fault;
}

Test(verify, what_the_parts_say)
{
    struct arena *arena = arena_new();
    const char *theme = "xl/theme/theme1.xml";
    cr_expect(verify_made(arena, theme, "<w><c r=\"A1\"><v>1.5</v></c></w>") == VERIFY_WHOLE);
    cr_expect(verify_made(arena, "fel", "<w><c r=\"A1\"><v>1.5</v></c></w>") == VERIFY_PART);
    cr_expect(verify_made(arena, theme, "<w><c r=\"A1\"><v>1.5</v></c>") == VERIFY_XML);
    cr_expect(verify_made(arena, theme, "<w><c r=\"A1\"><v>1,5</v></c></w>") == VERIFY_VALUE);
    cr_expect(verify_made(arena, theme, "<w><c r=\"A1\"><v>NAN</v></c></w>") == VERIFY_VALUE);
    cr_expect(verify_made(arena, theme, "<w><c r=\"B1\"><v>1.5</v></c></w>") == VERIFY_VALUE);
    cr_expect(verify_made(arena, theme, "<w><c r=\"A1\" t=\"s\"><v>0</v></c></w>") == VERIFY_VALUE);
    cr_expect(verify_made(arena, theme, "<w><c r=\"A1\"/></w>") == VERIFY_COUNT);
    arena_free(arena);
}
