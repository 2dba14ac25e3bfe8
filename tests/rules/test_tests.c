/* The tests of the rules as they are read: columns, cells, statements. That broken ones are told is
 * in fixtures/broken/rules. */
#include "helper.h"

#define WORLD                                                                                      \
    SOURCE "fakta f \"F\"\n  fil: f.csv\n"                                                         \
           "faktum vill \"V\"\n  kolumn: \"K1\"\n  typ: ja_nej\n"                                  \
           "faktum ägare \"Ä\"\n  kolumn: \"K2\"\n  typ: text: \"kommun\", \"annan\"\n"          \
           "mått kvot \"K\" [%]\n  formel: n / bef\n"                                             \
           "läge bra \"B\"\n  när: annars\n"                                                     \
           "affärsidé kafé \"K\"\n  kräver: vill\n"

static const struct test_cell *cell(const struct told *t, size_t row, size_t column)
{
    return &t->model->tests[0].rows[row].cells[column];
}

Test(tests, columns_say_what_is_given_and_what_is_expected)
{
    struct told t =
        load(WORLD "prov \"P\"\n"
                   "  | kommun | n | n 2019 | ägare | => kvot | kafé | läge | kvot > 5 % |\n"
                   "  | A B | 1 | 2 | kommun | 3 | svag | bra | ja |\n");
    cr_assert(t.model != NULL && t.model->test_count == 1, "%s", codes(&t));
    const struct test *p = &t.model->tests[0];
    static const enum test_use uses[] = {TEST_AREA,  TEST_GIVEN, TEST_GIVEN,    TEST_GIVEN,
                                         TEST_VALUE, TEST_GRADE, TEST_POSITION, TEST_VALUE};
    cr_assert(p->column_count == 8 && p->row_count == 1);
    for (size_t i = 0; i < 8; i++) {
        cr_expect(p->columns[i].use == uses[i], "column %zu", i);
    }
    cr_expect(p->columns[1].year == 0 && p->columns[2].year == 2019);
    cr_expect(p->columns[3].is_text && p->columns[7].is_truth);
    cr_expect_str_eq(p->rows[0].name, "A B");
    cr_expect_str_eq(cell(&t, 0, 3)->text, "kommun");
    cr_expect(cell(&t, 0, 5)->number > 0.9 && cell(&t, 0, 5)->number < 1.1, "weak");
    told_free(&t);
}

Test(tests, a_number_is_in_the_columns_unit_and_remembers_how_it_was_written)
{
    struct told t =
        load(WORLD "prov \"P\"\n  | tid | => kvot |\n  | 2 h | 12,50 % |\n  | | -3 |\n");
    cr_assert(t.model != NULL, "%s", codes(&t));
    cr_expect(cell(&t, 0, 0)->number > 119.9 && cell(&t, 0, 0)->number < 120.1, "minutes");
    cr_expect(cell(&t, 0, 0)->as_written * 120 > 1.99 && cell(&t, 0, 0)->as_written * 120 < 2.01);
    cr_expect(cell(&t, 0, 1)->decimals == 2);
    cr_expect(cell(&t, 1, 0)->missing && !cell(&t, 1, 1)->missing);
    cr_expect(cell(&t, 1, 1)->number < -2.9 && cell(&t, 1, 1)->decimals == 0);
    told_free(&t);
}

Test(tests, every_word_for_a_missing_value)
{
    struct told t = load(WORLD "prov \"P\"\n  | vill | => kvot |\n  | okänd | saknas |\n  |  | |\n"
                               "  | saknas | okänt |\n");
    cr_assert(t.model != NULL, "%s", codes(&t));
    for (size_t i = 0; i < 3; i++) {
        cr_expect(cell(&t, i, 0)->missing && cell(&t, i, 1)->missing, "row %zu", i);
    }
    told_free(&t);
}

/* A note before the table does not swallow its lines, and comments may stand among them. */
Test(tests, notes_comments_and_statements_beside_a_table)
{
    struct told t = load(WORLD "prov \"P\"\n  not: så här\n  | n | => kvot |\n  # A\n"
                               "  | 1 | saknas |  # B\n\n  vänta för \"Ö \"\"stad\"\"\": vill\n");
    cr_assert(t.model != NULL, "%s", codes(&t));
    const struct test *p = &t.model->tests[0];
    cr_expect(p->row_count == 1 && p->statement_count == 1);
    cr_expect_str_eq(p->head.note_sv, "så här");
    cr_expect_str_eq(p->statements[0].area, "Ö \"stad\"");
    cr_expect(p->statements[0].condition != NULL);
    told_free(&t);
}

Test(tests, in_english)
{
    static const char text[] = "source s \"S\"\n  file: a.csv\n  area: \"A\"\n  year: 2024\n"
                               "  column: n = \"N\" [people]\n"
                               "indicator i \"I\" [%]\n  formula: n / 200 people\n"
                               "  scale: 0 % to 10 %\n"
                               "position good \"G\"\n  when: otherwise\n"
                               "idea cafe \"C\"\n  requires: n > 5 people\n"
                               "test \"T\"\n"
                               "  | area | n | => i | i.points | position | cafe |\n"
                               "  | A | 5 | 2.5 % | 25 | good | weak |\n"
                               "  | B | | missing | missing | good | possible if |\n"
                               "  expect for \"A\": n > 5 people\n";
    struct told t = load_as("a.rules", text, sizeof text - 1);
    cr_assert(t.model != NULL, "%s", codes(&t));
    const struct test *p = &t.model->tests[0];
    cr_expect(p->columns[3].use == TEST_POINTS && p->columns[4].use == TEST_POSITION);
    cr_expect(cell(&t, 0, 2)->decimals == 1 && cell(&t, 1, 2)->missing);
    cr_expect(p->statement_count == 1);
    told_free(&t);
}

/* No error beside the one that was made. */
Test(tests, one_error_for_one_mistake)
{
    static const char *const wrong[][2] = {
        {"prov \"P\"\n  | n | => kvot\n  | 1 | – |\n", "E114"},
        {"prov \"P\"\n  | n | => kvott |\n  | 1 | 5 |\n", "E101"},
        {"prov \"P\"\n  | n 2019 5 | => kvot |\n  | 1 | 5 |\n", "E107"},
        {"prov \"P\"\n  | bef 2019,5 | => kvot |\n  | 1 | 5 |\n", "E107"},
        {"prov \"P\"\n  | n | => kvot |\n  | 1 prson | 5 |\n", "E202"},
        {"prov \"P\"\n  | ägare | => kvot |\n  | komun | 5 |\n", "E408"},
        {"prov \"P\"\n  | n | => läge |\n  | 1 | bara |\n", "E101"},
        {"prov \"P\"\n  | n | => vill.poäng |\n  | 1 | 5 |\n", "E411"},
        {"prov \"P\"\n  | n | n | => kvot |\n  | 1 | 1 | 5 |\n", "E109"},
        {"prov \"P\"\n  | ”n | => kvot |\n  | 1 | 5 |\n", "E114"},
        {"prov \"P\"\n  vänta för “A”: vill\n", "E114"},
        {"prov \"P\"\n  vänta för \"A\" vill\n", "E112"},
        {"prov \"P\"\n  vänta för \"A\": n\n", "E204"},
        {"prov \"P\" [st]\n  vänta för \"A\": vill\n", "E134"},
        {"prov namn \"P\"\n  vänta för \"A\": vill\n", "E107"},
        {"prov \"P\"\n", "E442"},
        {"prov \"P\"\n  | n | => kvot |\n", "E442"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[4096];
        snprintf(text, sizeof text, "%s%s", WORLD, wrong[i][0]);
        struct told t = load(text);
        cr_expect_str_eq(codes(&t), wrong[i][1], "%s: %s", wrong[i][0], codes(&t));
        told_free(&t);
    }
}
