/* The analyst's own line with the value of each term under it. */
#include <stdlib.h>
#include <string.h>

#include "analysis/plain.h"
#include "analysis/test_parts.h"

enum { MOST_TERMS = 64 };

struct term {
    struct place place;
    const char *value;
};
struct terms {
    struct term items[MOST_TERMS];
    size_t count;
    struct arena *arena;
    int32_t year;
};

static const char *truth_word(double truth, enum lang lang)
{
    static const char *const words[][2] = {{"nej", "no"}, {"ja", "yes"}};
    return words[truth != 0][lang];
}

static const char *value_of(struct trial *t, const struct terms *terms, const struct expr *x,
                            uint32_t area)
{
    enum lang lang = t->lang;
    if (x->is_text) {
        const char *text = evaluate_text(&t->work, x, area);
        return text ? arena_printf(terms->arena, "\"%s\"", text)
                    : (lang == LANG_SV ? "saknas" : "missing");
    }
    struct cell *cells = memory_alloc((t->work.n + 1) * sizeof *cells);
    evaluate(&t->work, x, terms->year, cells);
    struct cell cell = cells[area];
    free(cells);
    if (!status_has_value(cell.status))
        return x->is_truth ? (lang == LANG_SV ? "okänd" : "unknown")
                           : (lang == LANG_SV ? "saknas" : "missing");
    if (x->is_truth)
        return truth_word(cell.value, lang);
    struct text text = {0};
    plain_add_number(&text, cell.value, &x->unit, lang);
    const char *copy = arena_strdup(terms->arena, text.p);
    text_release(&text);
    return copy;
}

/* Functions over years read other years than the one shown: only what they give is shown. */
static bool is_over_years(const struct expr *x)
{
    return x->op == EXPR_CALL && x->function >= FN_CHANGE && x->function <= FN_AT_YEAR;
}

static void find_terms(struct trial *t, struct terms *terms, const struct expr *x, uint32_t area)
{
    bool is_term = x->op == EXPR_REF || x->op == EXPR_CALL;
    if (is_term && terms->count < MOST_TERMS)
        terms->items[terms->count++] = (struct term){x->place, value_of(t, terms, x, area)};
    for (uint32_t i = 0; !is_over_years(x) && i < x->arg_count; i++)
        if (i == 0 || x->args[i] != x->args[0]) /* "x = ja" is kept as "x och x" */
            find_terms(t, terms, x->args[i], area);
}

static void sort_terms(struct terms *terms)
{
    for (size_t i = 1; i < terms->count; i++) {
        struct term term = terms->items[i];
        size_t k = i;
        for (; k > 0; k--) {
            const struct place *before = &terms->items[k - 1].place;
            if (before->line < term.place.line ||
                (before->line == term.place.line && before->column <= term.place.column))
                break;
            terms->items[k] = terms->items[k - 1];
        }
        terms->items[k] = term;
    }
}

static size_t width(const char *s)
{
    return utf8_count(s, strlen(s));
}

/* Values from left to right; one that would run into the one before waits for the next line. */
static void add_values(struct text *out, struct term *terms, size_t count)
{
    size_t left = count;
    while (left > 0) {
        size_t at = 1;
        text_add(out, "       | ");
        for (size_t i = 0; i < count; i++) {
            if (!terms[i].value || (at > 1 && terms[i].place.column <= at))
                continue;
            for (; at < terms[i].place.column; at++)
                text_addc(out, ' ');
            text_add(out, terms[i].value);
            at += width(terms[i].value);
            terms[i].value = NULL;
            left--;
        }
        text_addc(out, '\n');
    }
}

void show_terms(struct trial *t, const struct expr *x, uint32_t area, int32_t year)
{
    struct terms terms = {.arena = arena_new(), .year = year};
    find_terms(t, &terms, x, area);
    sort_terms(&terms);
    for (size_t i = 0, end; i < terms.count; i = end) {
        const struct place *first = &terms.items[i].place;
        for (end = i; end < terms.count && terms.items[end].place.line == first->line; end++)
            continue;
        text_printf(t->out, "%6u | %s\n", first->line, first->text);
        add_values(t->out, &terms.items[i], end - i);
    }
    arena_free(terms.arena);
}
