/* Every ceiling of the language: what is at it is read, one more is told. The sizes of a file and
 * its lines are in test_text.c, and what such rules cost in tests/cli/test_worst.py. */
#include "helper.h"

#include "base/limits.h"

/* What is told of `count` of something. */
static void expect_at(const char *what, void (*write)(struct text *t, int count), int count,
                      const char *code)
{
    struct text t = {0};
    write(&t, count);
    struct told told = load(t.p);
    cr_expect(strcmp(codes(&told), code) == 0, "%d %s: %.200s", count, what, codes(&told));
    cr_expect((told.model == NULL) == (code[0] == 'E'), "%d %s", count, what);
    told_free(&told);
    text_release(&t);
}

static void repeat(struct text *t, const char *s, int count)
{
    for (int i = 0; i < count; i++)
        text_add(t, s);
}

static void parentheses(struct text *t, int count)
{
    text_add(t, "mått m \"M\"\n  formel: ");
    repeat(t, "(", count - 1); /* the formula is the first level */
    text_add(t, "1");
    repeat(t, ")", count - 1);
    text_addc(t, '\n');
}

static void terms(struct text *t, int count)
{
    text_add(t, "mått m \"M\"\n  formel: 1");
    repeat(t, "+1", count);
    text_addc(t, '\n');
}

static void arguments(struct text *t, int count)
{
    text_add(t, "mått m \"M\"\n  formel: min(1");
    repeat(t, ";1", count - 1);
    text_add(t, ")\n");
}

static void filters(struct text *t, int count)
{
    text_add(t, "källa s \"S\"\n  fil: a.csv\n  kommun: \"K\"\n  år: 2024\n"
                "  kolumn: n = \"N\" där \"h\" = \"v\"");
    repeat(t, " och \"h\" = \"v\"", count - 1);
    text_add(t, " [personer]\n");
}

static void children(struct text *t, int count)
{
    text_add(t, "index b \"B\"\n");
    for (int i = 0; i < count; i++)
        text_printf(t, "dimension d%d \"D\"\n  under: b\n  vikt: 1\n", i);
}

static void nodes(struct text *t, int count)
{
    for (int i = 0; i < count; i++)
        text_printf(t, "index d%d \"D\"\n", i);
}

/* 751 blocks of 133 words, and one of 3 and two for each term. */
static void words(struct text *t, int count)
{
    for (int i = 0; i < 751; i++) {
        text_printf(t, "mått m%d \"M\"\n  formel: min(1", i);
        repeat(t, ";1", LIMIT_ARGUMENTS - 1);
        text_add(t, ")\n");
    }
    text_add(t, "mått sist \"M\" [st]\n  formel: 1 st");
    repeat(t, "+1 st", (count - 751 * 133 - 3) / 2 - 1);
    text_addc(t, '\n');
}

/* A block and its property: two. */
static void items(struct text *t, int count)
{
    for (int i = 0; i < count / 2; i++)
        text_printf(t, "mått m%d \"M\"\n  formel: 1\n", i);
}

static void dates(struct text *t, int count)
{
    text_add(t, "antagande a \"A\" [kr]\n");
    for (int i = 0; i < count; i++)
        text_printf(t, "  från %d-01-01: 5\n", 1970 + i);
}

static void pattern_bytes(struct text *t, int count)
{
    text_add(t, "register r \"R\"\n  fil: r.csv\n  kommun: \"K\"\n  kolumn: t = \"T\" [text]\n");
    for (int i = 0; i < count; i++)
        text_printf(t, "räkna c%d \"C\" [st]\n  ur: r\n  där: t liknar /((a{1,99}){1,99}){1,9}/\n",
                    i);
}

Test(limits, each_has_a_message)
{
    static const struct {
        const char *what;
        void (*write)(struct text *t, int count);
        int limit, step;
        const char *code;
    } cases[] = {
        {"parentheses", parentheses, LIMIT_DEPTH, 1, "E124"},
        {"terms", terms, LIMIT_TERMS, 1, "E124"},
        {"arguments", arguments, LIMIT_ARGUMENTS, 1, "E124"},
        {"filters", filters, LIMIT_FILTERS, 1, "E124"},
        {"children", children, LIMIT_CHILDREN, 1, "E428"},
        {"nodes", nodes, LIMIT_NODES, 1, "E429"},
        {"words", words, LIMIT_RULE_WORDS, 2, "E129"},
        {"items", items, LIMIT_RULE_ITEMS, 2, "E452"},
        {"dates", dates, LIMIT_DATED, 1, "E453"},
        {"patterns", pattern_bytes, 1, 99, "E303"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect_at(cases[i].what, cases[i].write, cases[i].limit, "");
        expect_at(cases[i].what, cases[i].write, cases[i].limit + cases[i].step, cases[i].code);
    }
}

/* More errors than anyone reads are counted, and reading stops. */
Test(limits, messages_have_a_ceiling)
{
    for (int errors = LIMIT_TOLD - 1; errors <= LIMIT_TOLD + 1; errors++) {
        struct text t = {0};
        for (int i = 0; i < errors; i++)
            text_printf(&t, "xyzzy%d\n", i);
        struct told told = load(t.p);
        size_t read = errors < LIMIT_TOLD ? (size_t)errors : LIMIT_TOLD;
        size_t kept = read + 1; /* and the note that words are many */
        cr_expect(told.d->count == kept && told.d->errors == read && told.d->notes == 1 &&
                      told.model == NULL,
                  "%zu of %d", told.d->count, errors);
        told_free(&told);
        text_release(&t);
    }
}

/* Warnings alone never stop the reading: half a model would be taken for a whole one. */
Test(limits, warnings_stop_nothing)
{
    struct text t = {0};
    for (int i = 0; i < LIMIT_TOLD + 5; i++)
        text_printf(&t, "mått m%d \"M\"\n  formel: 1,210\n", i);
    struct told told = load(t.p);
    cr_assert(told.model != NULL);
    cr_expect(told.model->indicator_count == LIMIT_TOLD + 5, "%zu", told.model->indicator_count);
    cr_expect(told.d->warnings == LIMIT_TOLD + 5 && told.d->count == LIMIT_TOLD &&
                  told.d->dropped[SEVERITY_WARNING] == 5,
              "%zu", told.d->count);
    told_free(&told);
    text_release(&t);
}
