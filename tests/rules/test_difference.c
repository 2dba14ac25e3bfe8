/* What differs in meaning between two models. */
#include "helper.h"

#include "rules/difference.h"

#define HEAD                                                                                       \
    SOURCE                                                                                         \
    "index topp \"Topp\"\n"                                                                        \
    "indikator a \"A\" [%]\n  under: topp\n  riktning: högre\n  kalibrerad: nej, förslag\n"
#define REST "  formel: andel\n  skala: 0 % till 10 %\n  vikt: 3\n"

struct two {
    struct told a, b;
    struct arena *arena;
    struct differences found;
};

static struct two compare(const char *a, const char *b)
{
    struct two t = {.a = load(a), .b = load(b), .arena = arena_new()};
    cr_assert(t.a.model && t.b.model, "%s %s", codes(&t.a), codes(&t.b));
    t.found = model_differences(t.a.model, t.b.model, LANG_SV, t.arena);
    return t;
}

static void two_free(struct two *t)
{
    arena_free(t->arena);
    told_free(&t->a);
    told_free(&t->b);
}

Test(difference, layout_order_and_comments_are_none)
{
    struct two t = compare(HEAD REST, "# rubrik\n" HEAD "\n  vikt:   3 # samma\n"
                                      "  skala:\t0 %   till 10 %\n\n  formel: andel\n");
    cr_expect_eq(t.found.count, 0, "%s", t.found.count ? t.found.items[0].after : "");
    two_free(&t);
}

Test(difference, numbers)
{
    struct two t =
        compare(HEAD REST, HEAD "  formel: andel\n  skala: 1 % till 12 %\n  vikt: 3,5\n");
    cr_assert_eq(t.found.count, 2);
    cr_expect_str_eq(t.found.items[0].name, "a.vikt");
    cr_expect_str_eq(t.found.items[0].before, "3");
    cr_expect_str_eq(t.found.items[0].after, "3,5");
    cr_expect_eq(t.found.items[0].a.line, t.found.items[0].b.line);
    cr_expect_str_eq(t.found.items[1].name, "a.skala");
    cr_expect_str_eq(t.found.items[1].after, "1 % till 12 %");
    cr_expect_eq(t.found.items[1].scalar_count, 2);
    two_free(&t);
}

/* Parts of a challenge and steps are numbers when the rest is the same, else lines. */
Test(difference, parts_and_steps)
{
    static const char steps[] = "indikator d \"D\" [%]\n  formel: andel\n  kalibrerad: nej\n";
    char a[2000], b[2000];
    snprintf(a, sizeof a,
             "%s%s  skala: trappa 0 %% => 0; 5 %% => 50\nutmaning u \"U\"\n  väger: a 60; "
             "d 40\n",
             HEAD REST, steps);
    snprintf(b, sizeof b,
             "%s%s  skala: trappa 0 %% => 0; 6 %% => 70\nutmaning u \"U\"\n  väger: a 60; "
             "d 30\n",
             HEAD REST, steps);
    struct two t = compare(a, b);
    cr_assert_eq(t.found.count, 3);
    cr_expect_str_eq(t.found.items[0].name, "u.d.vikt");
    cr_expect_str_eq(t.found.items[0].after, "30");
    cr_expect_str_eq(t.found.items[1].name, "d.skala.steg2.från");
    cr_expect_str_eq(t.found.items[1].after, "6 %");
    cr_expect_str_eq(t.found.items[2].name, "d.skala.steg2.poäng");
    two_free(&t);
    snprintf(b, sizeof b,
             "%s%s  skala: trappa 0 %% => 0\nutmaning u \"U\"\n  väger: a 60; d 40 "
             "omvänd\n",
             HEAD REST, steps);
    t = compare(a, b);
    cr_assert_eq(t.found.count, 2);
    cr_expect_eq(t.found.items[0].kind, DIFFERENCE_LINE);
    cr_expect_eq(t.found.items[1].kind, DIFFERENCE_LINE);
    two_free(&t);
}

Test(difference, lines_and_blocks)
{
    struct two t = compare(HEAD REST "mått bort \"Bort\"\n  formel: 1\n",
                           HEAD "  formel: andel +\n    1 %\n  skala: 0 % till 10 %\n  vikt: 3\n"
                                "  not: Ny # not\nflagga ny \"Ny\"\n  när: ja\n");
    cr_assert_eq(t.found.count, 4);
    cr_expect_str_eq(t.found.items[0].after, "andel + 1 %");
    cr_expect_str_eq(t.found.items[1].after, "Ny # not");
    cr_expect_str_eq(t.found.items[1].before, "");
    cr_expect_eq(t.found.items[2].kind, DIFFERENCE_BLOCK_REMOVED);
    cr_expect_eq(t.found.items[3].kind, DIFFERENCE_BLOCK_ADDED);
    two_free(&t);
}

/* A scale with other steps, or a number in another unit, is no plain number. */
Test(difference, what_is_no_number)
{
    struct two t = compare(HEAD REST, HEAD "  formel: andel\n  vikt: 3\n"
                                           "  skala: trappa 0 % => 0; 5 % => 100\n");
    cr_assert_eq(t.found.count, 1);
    cr_expect_eq(t.found.items[0].kind, DIFFERENCE_LINE);
    two_free(&t);
    t = compare(HEAD REST, HEAD "  formel: andel\n  vikt: 3\n  skala: 0 % till 10 % oklippt\n");
    cr_assert_eq(t.found.count, 1);
    cr_expect_eq(t.found.items[0].kind, DIFFERENCE_LINE);
    two_free(&t);
}
