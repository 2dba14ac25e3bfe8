#include "helper.h"

#include "rules/units.h"

static struct unit unit(struct arena *arena, const char *text, enum lang lang)
{
    struct unit u;
    struct str bad;
    cr_assert(unit_parse(arena, str_of(text), lang, &u, &bad), "%s: %.*s", text, (int)bad.n, bad.p);
    return u;
}

static bool near(double a, double b)
{
    double gap = a > b ? a - b : b - a;
    return gap <= 1e-12 * (b < 0 ? -b : b);
}

Test(units, are_read_with_factor_and_text)
{
    static const struct {
        const char *sv, *en;
        double factor;
    } cases[] = {
        {"personer", "people", 1},
        {"%", "%", 0.01},
        {"kr/månad", "kr/month", 1 / (365.25 * 86400 / 12)},
        {"kr/m²/år", "kr/m²/year", 1 / (365.25 * 86400)},
        {"tkr", "tkr", 1000},
        {"Mkr", "Mkr", 1e6},
        {"ha", "ha", 1e4},
        {"st per 10 000 inv", "pcs per 10 000 inh", 1e-4},
        {"st/10 000 inv", "pcs/10 000 inh", 1e-4},
        {"personer per 1 000 inv", "people per 1 000 inh", 1e-3},
        {"per 1 000", "per 1 000", 1e-3},
        {"kg/inv", "kg/inh", 1},
        {"kvot", "ratio", 1},
        {"index", "index", 1},
        {"dagar", "days", 86400},
        {"procentenheter", "percentage_points", 0.01},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct unit sv = unit(arena, cases[i].sv, LANG_SV), en = unit(arena, cases[i].en, LANG_EN);
        cr_expect(near(sv.factor, cases[i].factor), "%s: %g", cases[i].sv, sv.factor);
        cr_expect(unit_fits(&sv, &en) && near(en.factor, sv.factor), "%s", cases[i].en);
        cr_expect_str_eq(unit_text(&sv, LANG_SV), cases[i].sv);
        cr_expect_str_eq(unit_text(&sv, LANG_EN), cases[i].en);
        cr_expect_str_eq(unit_text(&en, LANG_SV), cases[i].sv);
    }
    arena_free(arena);
}

Test(units, that_are_unknown_are_refused_at_the_word)
{
    static const char *const cases[][2] = {
        {"prsoner", "prsoner"}, {"kr/mnd", "mnd"}, {"5 kr", "5"}, {"kr kr", "kr"}, {"", ""}};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct unit u;
        struct str bad;
        cr_expect(!unit_parse(arena, str_of(cases[i][0]), LANG_SV, &u, &bad), "%s", cases[i][0]);
        cr_expect(str_is(bad, cases[i][1]), "%s: %.*s", cases[i][0], (int)bad.n, bad.p);
        cr_expect(unit_is_unknown(&u));
    }
    arena_free(arena);
}

Test(units, meet_only_their_own_kind)
{
    static const struct {
        const char *a, *b;
        bool fits;
    } cases[] = {
        {"kr", "Mkr", true},
        {"min", "h", true},
        {"m²", "ha", true},
        {"personer", "inv", true},
        {"st", "personer", false},
        {"%", "procentenheter", false},
        {"%", "kvot", true},
        {"kr", "min", false},
        {"poäng", "index", false},
        {"personer per 1 000 inv", "%", true},
        {"st per 10 000 inv", "%", false},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct unit a = unit(arena, cases[i].a, LANG_SV), b = unit(arena, cases[i].b, LANG_SV);
        cr_expect(unit_fits(&a, &b) == cases[i].fits, "%s %s", cases[i].a, cases[i].b);
    }
    arena_free(arena);
}

Test(units, combine_and_words_that_meet_cancel)
{
    static const struct {
        const char *a, *b;
        bool divide;
        const char *sv;
    } cases[] = {
        {"kr/m²/år", "m²", false, "kr/år"},
        {"personer", "personer", true, ""},
        {"st", "inv", true, "st/inv"},
        {"kr", "månad", true, "kr/månad"},
        {"kr/månad", "år", false, "kr·år/månad"},
        {"personer", "inv", true, ""},
        {"personer", "kvot", false, "personer"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct unit u = unit_combine(arena, unit(arena, cases[i].a, LANG_SV),
                                     unit(arena, cases[i].b, LANG_SV), cases[i].divide);
        cr_expect_str_eq(unit_text(&u, LANG_SV), cases[i].sv);
    }
    struct unit years =
        unit_combine(arena, unit(arena, "kr/månad", LANG_SV), unit(arena, "år", LANG_SV), false);
    cr_expect(near(years.factor, 12));
    arena_free(arena);
}

Test(units, after_a_number_end_where_the_unit_ends)
{
    static const struct {
        const char *text;
        size_t length;
    } cases[] = {
        {" % till 5 %", 2},
        {" personer och x", 9},
        {" kr/månad", 10},
        {" kr/x", 3},
        {" till 5", 0},
        {"%", 1},
        {" st per 10 000 inv", 18},
        {" per 1 000)", 10},
        {" omvänd", 0},
        {" / bef", 0},
        {"; 5", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t n = unit_after_number(str_of(cases[i].text), LANG_SV);
        cr_expect(n == cases[i].length, "%s: %zu", cases[i].text, n);
    }
}
