/* Which rules the tests name: those that none names are listed, so that nobody thinks them tested.
 */
#include <string.h>

#include "analysis/test_parts.h"

enum { LINE = 100 };

static bool is_challenge(const struct model *m, uint32_t k)
{
    return m->nodes[k].kind == NODE_CHALLENGE;
}

/* What is listed, in the order it is listed. */
static const struct {
    enum symbol_kind kind;
    const char *sv, *en;
    size_t count; /* where in the model */
    bool (*wanted)(const struct model *m, uint32_t k);
} listed[] = {
    {SYMBOL_INDICATOR, "indikatorer och mått", "indicators and measures",
     offsetof(struct model, indicator_count), NULL},
    {SYMBOL_NODE, "utmaningar", "challenges", offsetof(struct model, node_count), is_challenge},
    {SYMBOL_GATE, "krav", "gates", offsetof(struct model, gate_count), NULL},
    {SYMBOL_FLAG, "flaggor", "flags", offsetof(struct model, flag_count), NULL},
    {SYMBOL_IDEA, "affärsidéer", "ideas", offsetof(struct model, idea_count), NULL},
    {SYMBOL_ADVICE, "råd", "advice", offsetof(struct model, advice_count), NULL},
};
enum { LISTED = sizeof listed / sizeof *listed };

static size_t count_of(const struct model *m, size_t k)
{
    size_t n;
    memcpy(&n, (const char *)m + listed[k].count, sizeof n);
    return n;
}

struct touch *touch_new(struct arena *arena, const struct model *m)
{
    struct touch *t = arena_alloc(arena, sizeof *t);
    t->model = m;
    for (size_t k = 0; k < LISTED; k++)
        t->touched[listed[k].kind] = arena_array(arena, count_of(m, k) + 1, sizeof(bool));
    return t;
}

void touch_ref(struct touch *t, struct ref ref)
{
    if (ref.kind < SYMBOL_KINDS && t->touched[ref.kind])
        t->touched[ref.kind][ref.index] = true;
}

void touch_expression(struct touch *t, const struct expr *x)
{
    if (x->op == EXPR_REF)
        touch_ref(t, x->ref);
    for (uint32_t i = 0; i < x->arg_count; i++)
        touch_expression(t, x->args[i]);
}

/* Names one after the other, in lines of a readable length. */
static void add_name(struct text *out, size_t *column, const char *name)
{
    size_t n = utf8_count(name, strlen(name));
    if (*column > 0 && *column + n + 2 > LINE) {
        text_add(out, ",\n    ");
        *column = 4;
    } else {
        text_add(out, *column > 0 ? ", " : "    ");
        *column += *column > 0 ? 2 : 4;
    }
    text_add(out, name);
    *column += n;
}

void touch_report(const struct touch *t, enum lang lang, struct text *out, struct test_summary *sum)
{
    struct text names = {0};
    for (size_t k = 0; k < LISTED; k++) {
        size_t missed = 0, column = 0;
        for (uint32_t i = 0; i < count_of(t->model, k); i++) {
            if (listed[k].wanted && !listed[k].wanted(t->model, i))
                continue;
            bool touched = t->touched[listed[k].kind][i];
            sum->rules++;
            sum->touched += touched;
            if (touched)
                continue;
            if (missed++ == 0)
                text_printf(&names, "  %s:\n", lang == LANG_SV ? listed[k].sv : listed[k].en);
            add_name(&names, &column,
                     model_head(t->model, (struct ref){listed[k].kind, i, 'v', 0})->name);
        }
        text_add(&names, missed ? "\n" : "");
    }
    if (names.n)
        text_printf(out, "%s\n%s\n", lang == LANG_SV ? "Inget prov nämner" : "No test names",
                    names.p);
    text_release(&names);
}
