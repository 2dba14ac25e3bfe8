#include "report/card.h"

#include <math.h>
#include <string.h>

#include "analysis/uncertain.h"
#include "base/text.h"
#include "report/measure.h"

const char *card_keep(const struct view *v, struct text *t)
{
    char *copy = arena_strndup(v->arena, t->p ? t->p : "", t->n);
    text_release(t);
    return copy;
}

uint32_t card_head(const struct view *v, struct page *page, const char *what, const char *about)
{
    page_single(page);
    return page_head(page, arena_printf(v->arena, "%s: %s", view_name(v, v->area), what), about);
}

uint32_t card_section(struct page *page, uint32_t row, const char *text, uint32_t columns)
{
    page_text(page, row, 0, text, STYLE_SECTION);
    for (uint32_t c = 1; c < columns; c++)
        page_blank(page, row, c, STYLE_SECTION);
    return row + 1;
}

uint32_t card_gap(struct page *page, uint32_t row)
{
    page_row_height(page, row, 5);
    return row + 1;
}

uint32_t card_headings(const struct view *v, struct page *page, uint32_t row,
                       const struct pair *heads, uint32_t count, unsigned right)
{
    for (uint32_t c = 0; c < count; c++)
        page_text(page, row, c, say(v->lang, heads[c]),
                  right >> c & 1 ? STYLE_HEADING_RIGHT : STYLE_HEADING);
    return row + 1;
}

uint32_t card_chart_rows(double pixels)
{
    return (uint32_t)(pixels / 20) + 1;
}

double card_left(const struct page *page)
{
    return CARD_HEIGHT - page_height(page);
}

void card_put(struct page *page, uint32_t row, uint32_t column, const char *text)
{
    page_text(page, row, column, text && text[0] ? text : "\u2013", STYLE_PARAGRAPH);
}

uint32_t card_lines_in(const struct view *v, struct page *page, uint32_t row, const char *text,
                       enum style style)
{
    struct look look = look_of(style);
    double pixels = measure_column(page_width(page)) - (look.indent ? 9 : 0);
    while (text && *text) {
        size_t skip = 0, n = measure_line(text, pixels, look.size, look.bold, &skip);
        page_text(page, row++, 0, arena_strndup(v->arena, text, n), style);
        text += n + skip;
    }
    return row;
}

uint32_t card_lines(const struct view *v, struct page *page, uint32_t row, const char *text)
{
    return card_lines_in(v, page, row, text, STYLE_SMALL);
}

const char *card_place(const struct view *v)
{
    static const struct pair likely = {"troligen", "probably"};
    static const struct pair sure = {"i nästan alla omräkningar", "in nearly all recounts"};
    const struct uncertain *u = v->r->uncertain;
    const char *place = view_place(v, v->m->root, v->area);
    if (!u || u->low[v->area] <= 0)
        return place;
    if (u->low[v->area] == u->high[v->area])
        return arena_printf(v->arena, "%s, %s", place, say(v->lang, sure));
    return arena_printf(v->arena, "%s, %s %d\u2013%d", place, say(v->lang, likely),
                        (int)u->low[v->area], (int)u->high[v->area]);
}

const char *card_third(const struct view *v, uint32_t node)
{
    static const struct pair thirds[] = {{"högsta tredjedelen", "highest third"},
                                         {"mellersta tredjedelen", "middle third"},
                                         {"lägsta tredjedelen", "lowest third"}};
    const struct node_result *n = &v->r->nodes[node];
    if (n->rank[v->area] <= 0)
        return "\u2013";
    size_t third = ((size_t)n->rank[v->area] - 1) * 3 / n->ranked;
    return say(v->lang, thirds[third > 2 ? 2 : third]);
}

bool card_under_root(const struct view *v, uint32_t node)
{
    for (size_t depth = 0; node < v->m->node_count && depth < 32; depth++) {
        if (node == v->m->root)
            return true;
        node = v->m->nodes[node].parent;
    }
    return false;
}

bool card_has_lesson(const struct view *v, uint32_t node)
{
    const struct node_result *n = &v->r->nodes[node];
    const struct lesson *lesson = v->r->lessons ? &v->r->lessons[node][v->area] : NULL;
    return lesson && lesson->area != UINT32_MAX && n->score[v->area] > n->median &&
           n->score[lesson->area] <= n->median;
}

const char *card_root(const struct view *v)
{
    static const struct pair word = {"Samlad poäng", "Overall score"};
    return say(v->lang, word);
}

static bool names_evidence(const struct expr *x, unsigned depth)
{
    if (x == NULL || depth > 32)
        return false;
    if (x->op == EXPR_REF && x->ref.kind == SYMBOL_DERIVED)
        return x->ref.index == DERIVED_OLDEST_VALUE || x->ref.index == DERIVED_RANK_SPAN;
    bool any = false;
    for (size_t i = 0; i < x->arg_count && !any; i++)
        any = names_evidence(x->args[i], depth + 1);
    return any;
}

bool card_of_evidence(const struct flag *flag)
{
    return names_evidence(flag->condition, 0);
}

const char *card_lower(const struct view *v, const char *label)
{
    size_t used = 0, next = 0, n = strlen(label);
    char first[4];
    if (n < 2)
        return label;
    uint32_t c = utf8_decode(label, n, &used), small = utf8_lower(c);
    uint32_t after = utf8_decode(label + used, n - used, &next);
    if (small == c || utf8_lower(after) != after) /* two capitals: a short name */
        return label;
    return arena_printf(v->arena, "%.*s%s", (int)utf8_encode(small, first), first, label + used);
}

static size_t words_in(const char *text)
{
    size_t n = 0;
    for (const char *p = text; *p;) {
        p += strspn(p, " ");
        n += *p != '\0';
        p += strcspn(p, " ");
    }
    return n;
}

void card_list(const struct view *v, struct text *t, const char *lead, const char *more,
               const char *const *items, size_t count)
{
    enum { MOST_WORDS = 24 };
    static const struct pair and = {" och ", " and "};
    for (size_t i = 0; i < count;) {
        const char *start = i == 0 ? lead : more;
        size_t words = words_in(start) + words_in(items[i]), last = i;
        while (last + 1 < count && words + words_in(items[last + 1]) < MOST_WORDS)
            words += words_in(items[++last]) + 1;
        text_printf(t, "%s%s ", t->n > 0 ? " " : "", start);
        for (size_t k = i; k <= last; k++)
            text_printf(t, "%s%s", k == i ? "" : k == last ? say(v->lang, and) : ", ", items[k]);
        text_add(t, ".");
        i = last + 1;
    }
}
