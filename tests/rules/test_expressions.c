/* What a formula becomes: units, conversions, truths, precedence. */
#include "helper.h"

#include "rules/functions.h"

/* The tree as text, so that a table can say what it should be. */
static void show(struct text *t, const struct expr *e)
{
    static const char *const marks[] = {
        [EXPR_ADD] = "+",      [EXPR_SUBTRACT] = "-", [EXPR_MULTIPLY] = "*", [EXPR_DIVIDE] = "/",
        [EXPR_POWER] = "^",    [EXPR_EQ] = "=",       [EXPR_NE] = "<>",      [EXPR_LT] = "<",
        [EXPR_LE] = "<=",      [EXPR_GT] = ">",       [EXPR_GE] = ">=",      [EXPR_AND] = "och",
        [EXPR_OR] = "eller",   [EXPR_NOT] = "inte",   [EXPR_NEGATE] = "neg", [EXPR_IS] = "är",
        [EXPR_LIKE] = "liknar"};
    if (e->op == EXPR_NUMBER || e->op == EXPR_TRUTH) {
        text_printf(t, "%g", e->number);
    } else if (e->op == EXPR_REF || e->op == EXPR_TEXT) {
        text_add(t, e->text);
    } else {
        text_addc(t, '(');
        text_add(t, e->op == EXPR_CALL    ? function_row(e->function)->en
                    : e->op == EXPR_SCALE ? "scale"
                                          : marks[e->op]);
        if (e->op == EXPR_SCALE) {
            text_printf(t, " %g", e->number);
        }
        for (uint32_t i = 0; i < e->arg_count; i++) {
            text_addc(t, ' ');
            show(t, e->args[i]);
        }
        text_addc(t, ')');
    }
}

static void expect_tree(const char *source, const char *wanted, bool truth)
{
    struct told t = load(source);
    cr_expect(t.model != NULL, "%s\n%s", source, codes(&t));
    if (t.model) {
        struct text got = {0};
        show(&got, truth ? t.model->flags[0].condition : t.model->indicators[0].formula);
        cr_expect_str_eq(got.p, wanted);
        text_release(&got);
    }
    told_free(&t);
}

Test(expressions, formulas_are_converted_to_the_declared_unit)
{
    static const struct {
        const char *unit, *formula, *tree;
    } cases[] = {
        {"%", "n / bef", "(scale 100 (/ n bef))"},
        {"kvot", "n / bef", "(/ n bef)"},
        {"kvot", "andel", "(scale 0.01 andel)"},
        {"%", "andel + n / bef", "(+ andel (scale 100 (/ n bef)))"},
        {"kvot", "1 - andel", "(- 1 (scale 0.01 andel))"},
        {"h", "tid", "(scale 0.0166667 tid)"},
        {"min", "tid + 2 h", "(+ tid (scale 60 2))"},
        {"min", "max(tid; 0)", "(max tid 0)"},
        {"min", "min(0; tid)", "(min 0 tid)"},
        {"st per 10 000 inv", "hus / bef", "(scale 10000 (/ hus bef))"},
        {"personer", "andel * bef", "(scale 0.01 (* andel bef))"},
        {"kvot", "2 + 3 * 4 - 5", "(- (+ 2 (* 3 4)) 5)"},
        {"kvot", "2 * (3 + 4) / 5", "(/ (* 2 (+ 3 4)) 5)"},
        {"kvot", "-2 ^ 2", "(neg (^ 2 2))"},
        {"kvot", "2 ^ 3 ^ 2", "(^ 2 (^ 3 2))"},
        {"kvot", "1 210,5 + 0,25", "(+ 1210.5 0.25)"},
        {"kvot", "5 \xE2\x88\x92 2", "(- 5 2)"},
        {"%", "förändring(n; 5 år)", "(scale 100 (change n 5))"},
        {"%", "förändring(n; 24 månader)", "(scale 100 (change n 2))"},
        {"personer", "medel_år(n + bef; 3 år)", "(mean_years (+ n bef) 3)"},
        {"personer", "vid(n; 2022)", "(at n 2022)"},
        {"procentenheter", "andel - vid(andel; 2020)", "(- andel (at andel 2020))"},
        {"st", "rang(n)", "(rank n)"},
        {"%", "percentilrang(n)", "(percentile_rank n)"},
        {"personer", "om(n > 5 personer; n; 0)", "(if (> n 5) n 0)"},
        {"kvot", "rot(n / bef)", "(sqrt (/ n bef))"},
        {"m", "rot(1 ha)", "(sqrt (scale 10000 1))"},
        {"personer", "n +\n    bef -\n    2 personer", "(- (+ n bef) 2)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (cases[i].tree) {
            struct arena *arena = arena_new();
            expect_tree(arena_printf(arena, "%s\nmått x \"X\" [%s]\n  formel: %s\n", SOURCE,
                                     cases[i].unit, cases[i].formula),
                        cases[i].tree, false);
            arena_free(arena);
        }
    }
}

Test(expressions, conditions_are_truths)
{
    static const char *const cases[][2] = {
        {"n >= 100 personer", "(>= n 100)"},
        {"tid > 1 h", "(> tid (scale 60 1))"},
        {"andel > 5 %", "(> andel 5)"},
        {"5 % < andel och inte tid > 5 min", "(och (< 5 andel) (inte (> tid 5)))"},
        {"n är saknad", "(är n)"},
        {"n är inte saknad", "(inte (är n))"},
        {"plan", "plan"},
        {"plan är ja", "(är plan)"},
        {"plan = nej", "(inte plan)"},
        {"slag liknar /^88/i", "(liknar slag)"},
        {"slag <> \"kommun\"", "(<> slag kommun)"},
        {"ägare = \"Kommun\"", "(= ägare Kommun)"},
        {"rang(n) <= 10", "(<= (rank n) 10)"},
        {"saknas(n) eller okänd", "(eller (missing n) -1)"},
        {"om(plan; plan; nej)", "(if plan plan 0)"},
        {"andel_ja(plan) > 0,5", "(> (share_yes plan) 0.5)"},
        {"behov >= 60 poäng", "(>= behov 60)"},
        {"bedömbar(behov)", "(assessable behov)"},
    };
    static const char extra[] = "\nfaktum plan \"P\"\n  kolumn: \"K\"\n  typ: ja_nej\n"
                                "\nfaktum ägare \"Ä\"\n  kolumn: \"L\"\n  typ: text: \"kommun\"\n"
                                "\nindex behov \"B\"\n";
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        expect_tree(
            arena_printf(arena, "%s%s\nflagga f \"F\"\n  när: %s\n", SOURCE, extra, cases[i][0]),
            cases[i][1], true);
        arena_free(arena);
    }
}

Test(expressions, that_are_wrong_are_told_once)
{
    static const char *const cases[][2] = {
        {"n + finns_inte > 5 personer och finns_inte + 1", "E101 E101"},
        {"finns_inte + tid > 5 kr", "E101"},
        {"n + tid > 5 kr", "E201"},
        {"n > 5", "E203"},
        {"n > 5 kr", "E201"},
        {"andel > 5 procentenheter", "E201"},
        {"hus > 5 personer", "E201"},
        {"n liknar /a/", "E210"},
        {"slag > 5", "E208"},
        {"n", "E204"},
        {"plan + 1 > 2", "E101"},
        {"(n > 5 personer", "E131"},
        {"n > 5 personer)", "E107"},
        {"n > 5 personer och", "E132"},
        {"n > > 5 personer", "E107"},
        {"n > 5 personer andel", "E107"},
        {"om(n > 5 personer; ja)", "E115"},
        {"förändring(n; 0 år) > 5 %", "E216"},
        {"förändring(n; 1,5 år) > 5 %", "E216"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        struct told t =
            load(arena_printf(arena, "%s\nflagga f \"F\"\n  när: %s\n", SOURCE, cases[i][0]));
        cr_expect(strcmp(codes(&t), cases[i][1]) == 0, "%s: %s", cases[i][0], codes(&t));
        cr_expect(t.model == NULL);
        told_free(&t);
        arena_free(arena);
    }
}

/* LIMIT_TERMS: 200 000 terms over many lines overflowed the stack. */
Test(expressions, terms_have_a_ceiling)
{
    for (int terms = 1000; terms <= 30000; terms *= 30) {
        struct text text = {0};
        text_add(&text, "mått x \"X\"\n  formel: 1");
        for (int i = 0; i < terms; i++) {
            text_add(&text, i % 20 ? "+1" : "+\n 1");
        }
        text_addc(&text, '\n');
        struct told t = load(text.p);
        cr_expect_str_eq(codes(&t), terms == 1000 ? "" : "E124");
        told_free(&t);
        text_release(&text);
    }
}

/* LIMIT_DEPTH: 100 parentheses in each other */
Test(expressions, depth_has_a_ceiling)
{
    for (int depth = 90; depth <= 200; depth += 110) {
        struct text text = {0};
        text_add(&text, "mått x \"X\"\n  formel: ");
        for (int i = 0; i < depth; i++) {
            text_addc(&text, '(');
        }
        text_addc(&text, '1');
        for (int i = 0; i < depth; i++) {
            text_addc(&text, ')');
        }
        text_addc(&text, '\n');
        struct told t = load(text.p);
        cr_expect_str_eq(codes(&t), depth < 100 ? "" : "E124");
        told_free(&t);
        text_release(&text);
    }
}

/* One name held against its own thresholds, without data; the rest is left alone. */
Test(expressions, conditions_that_cannot_or_must_hold)
{
    static const char *const cases[][2] = {
        {"andel > 5 % och andel < 3 %", "W430"},
        {"andel > 5 % och andel < 5 %", "W430"},
        {"andel >= 5 % och andel <= 5 %", ""},
        {"andel > 5 % och andel <= 5 %", "W430"},
        {"3 % > andel och n > 1 personer och andel > 500 %", "W430"},
        {"andel > 5 % och (n > 1 personer och andel < 3 %)", "W430"},
        {"andel > 5 % och (n > 1 personer eller andel < 3 %)", ""},
        {"andel = 3 % och andel = 4 %", "W430"},
        {"andel > 0,05 kvot och andel < 6 %", ""},
        {"n > 5 personer och n < 3 personer och n < 2 personer", "W430"}, /* told once */
        {"tid > 1 h och tid < 59 min", "W430"},
        {"tid > 1 h och tid < 61 min", ""},
        {"andel > 3 % eller andel < 5 %", "W431"},
        {"andel > 3 % eller andel <= 3 %", "W431"},
        {"andel > 3 % eller andel < 3 %", ""},
        {"andel > 5 % eller andel < 3 %", ""},
        {"andel > 3 % eller n < 5 personer", ""},
        {"inte (andel > 5 % och andel < 3 %)", "W430"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        struct told t =
            load(arena_printf(arena, "%s\nflagga f \"F\"\n  när: %s\n", SOURCE, cases[i][0]));
        cr_expect(strcmp(codes(&t), cases[i][1]) == 0, "%s: %s", cases[i][0], codes(&t));
        cr_expect(t.model != NULL);
        told_free(&t);
        arena_free(arena);
    }
}
