/* The quick road for bare fields must read what libcsv alone reads: both on the same bytes. */
#include <criterion/criterion.h>
#include <csv.h>
#include <stdint.h>
#include <string.h>

#include "data/csv.h"

enum { COLUMNS = 4, ROWS = 12, DOCUMENTS = 4000 };

static uint64_t state = 88172645463325252u;

static unsigned draw(unsigned below)
{
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return (unsigned)(state % below);
}

/* Bare, empty, with blanks at the ends or within, quoted with what must be quoted. */
static void add_field(struct text *t)
{
    static const char *const fields[] = {
        "",     "7",         "1280 Malmö", " 5 ",    "\t6",        "a b",       "12345678",
        "\"\"", "\"x;y\"",   "\"a\"\"b\"", "\"\n\"", " \"q\" ",    "\"\r\nz\"", "123456789012",
        "..",   "\"Malmö\"", "\u00A05",    "-",      "åäöåäöåäöå", "  ",        "\"last \""};
    text_add(t, fields[draw(sizeof fields / sizeof fields[0])]);
}

static void make_document(struct text *t)
{
    const char *end = draw(2) ? "\n" : "\r\n";
    unsigned rows = 1 + draw(ROWS);
    for (unsigned r = 0; r < rows; r++) {
        text_add(t, "r"); /* no line is blank: libcsv leaves those out */
        for (int c = 1; c < COLUMNS; c++) {
            text_addc(t, ';');
            add_field(t);
        }
        if (r + 1 < rows || draw(2))
            text_add(t, end);
    }
}

static void one_field(void *field, size_t n, void *out)
{
    text_printf(out, "[%zu:", n);
    text_addn(out, field, n);
    text_addc(out, ']');
}

static void one_row(int c, void *out)
{
    (void)c;
    text_addc(out, '|');
}

static void by_libcsv(const struct text *document, struct text *out)
{
    struct csv_parser parser;
    cr_assert(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) == 0);
    csv_set_delim(&parser, ';');
    size_t read = csv_parse(&parser, document->p, document->n, one_field, one_row, out);
    cr_assert(read == document->n, "the document is well-formed");
    cr_assert(csv_fini(&parser, one_field, one_row, out) == 0);
    csv_free(&parser);
}

struct scanned {
    struct text out;
    struct csv_scan scan;
};

static void scanned_row(void *context, const struct csv_row *row)
{
    struct scanned *s = context;
    (void)row;
    for (size_t c = 0; c < COLUMNS; c++)
        one_field(s->scan.slots[c].p, s->scan.slots[c].n, &s->out);
    one_row(0, &s->out);
}

static void no_trouble(void *context, enum csv_trouble kind, const struct csv_row *row, size_t n)
{
    (void)context, (void)n;
    cr_assert_fail("trouble %d in line %u", (int)kind, row->line);
}

static void by_scan(const struct text *document, struct scanned *s)
{
    static const int32_t slot_of[COLUMNS] = {0, 1, 2, 3};
    s->scan = (struct csv_scan){.delimiter = ';',
                                .columns = COLUMNS,
                                .slot_of = slot_of,
                                .slots = csv_slots_new(COLUMNS),
                                .slot_count = COLUMNS,
                                .first_line = 1,
                                .row = scanned_row,
                                .trouble = no_trouble,
                                .context = s};
    cr_assert(csv_scan(&s->scan, document->p, 0, document->n));
    csv_slots_free(s->scan.slots, COLUMNS);
}

Test(csv, both_roads_read_the_same)
{
    for (int i = 0; i < DOCUMENTS; i++) {
        struct text document = {0}, expected = {0};
        struct scanned s = {0};
        make_document(&document);
        by_libcsv(&document, &expected);
        by_scan(&document, &s);
        cr_assert_str_eq(s.out.p, expected.p, "%s", document.p);
        text_release(&document);
        text_release(&expected);
        text_release(&s.out);
    }
}
