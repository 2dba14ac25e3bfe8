/* Conditions that can never hold, or always do, whatever the data: "x > 5 och x < 3". One name at a
 * time is held against the thresholds that stand beside each other under the same och or eller. */
#include <math.h>

#include "rules/tell.h"

enum { MOST_RANGES = 16 }; /* names in one chain; those after them are left alone */

/* One end of what a name may be. */
struct end {
    double at; /* infinite: none */
    bool open;
    const struct expr *from; /* the comparison that set it */
};

struct range {
    struct ref ref;
    struct end low, high;
    bool told;
};

/* name OP limit, whichever side the name stands on. */
struct bound {
    const struct expr *name;
    enum expr_op op;
    double limit;
};

static bool constant_of(const struct expr *e, double *value)
{
    double inner = 0;
    if (e->op == EXPR_NUMBER) {
        *value = e->number;
        return true;
    }
    if ((e->op != EXPR_NEGATE && e->op != EXPR_SCALE) || !constant_of(e->args[0], &inner)) {
        return false;
    }
    *value = e->op == EXPR_NEGATE ? -inner : inner * e->number;
    return true;
}

static enum expr_op turned(enum expr_op op)
{
    switch (op) {
    case EXPR_LT:
        return EXPR_GT;
    case EXPR_LE:
        return EXPR_GE;
    case EXPR_GT:
        return EXPR_LT;
    case EXPR_GE:
        return EXPR_LE;
    default:
        return op;
    }
}

static bool bound_of(const struct expr *e, struct bound *b)
{
    bool compares = e->op == EXPR_LT || e->op == EXPR_LE || e->op == EXPR_GT || e->op == EXPR_GE ||
                    e->op == EXPR_EQ;
    if (!compares) {
        return false;
    }
    bool right = constant_of(e->args[1], &b->limit);
    const struct expr *name = right ? e->args[0] : e->args[1];
    double factor = 1;
    if (!right && !constant_of(e->args[0], &b->limit)) {
        return false;
    }
    if (name->op == EXPR_SCALE) {
        factor = name->number;
        name = name->args[0];
    }
    b->name = name;
    b->op = right ? e->op : turned(e->op);
    b->limit /= factor;
    return name->op == EXPR_REF && !name->is_text && !name->is_truth && factor > 0;
}

static struct range *range_of(struct range *ranges, size_t *count, struct ref ref)
{
    for (size_t i = 0; i < *count; i++) {
        const struct ref *at = &ranges[i].ref;
        if (at->kind == ref.kind && at->index == ref.index && at->property == ref.property) {
            return &ranges[i];
        }
    }
    if (*count == MOST_RANGES) {
        return NULL;
    }
    ranges[*count] = (struct range){.ref = ref, .low = {.at = -INFINITY}, .high = {.at = INFINITY}};
    return &ranges[(*count)++];
}

static bool is_equal(double a, double b)
{
    return a <= b && a >= b;
}

/* Both must hold: the higher low end counts, and the lower high end. */
static void narrow(struct range *r, const struct expr *e, const struct bound *b)
{
    struct end end = {b->limit, b->op == EXPR_LT || b->op == EXPR_GT, e};
    bool low = b->op == EXPR_GT || b->op == EXPR_GE || b->op == EXPR_EQ;
    bool high = b->op == EXPR_LT || b->op == EXPR_LE || b->op == EXPR_EQ;
    if (low && (end.at > r->low.at || (is_equal(end.at, r->low.at) && end.open))) {
        r->low = end;
    }
    if (high && (end.at < r->high.at || (is_equal(end.at, r->high.at) && end.open))) {
        r->high = end;
    }
}

/* One of them is enough: here low is where "more than" begins and high where "less than" ends, and
 * the lower of the first counts, and the higher of the second. */
static void widen(struct range *r, const struct expr *e, const struct bound *b)
{
    struct end end = {b->limit, b->op == EXPR_LT || b->op == EXPR_GT, e};
    bool more = b->op == EXPR_GT || b->op == EXPR_GE, less = b->op == EXPR_LT || b->op == EXPR_LE;
    if (more && (!r->low.from || end.at < r->low.at)) {
        r->low = end;
    }
    if (less && (!r->high.from || end.at > r->high.at)) {
        r->high = end;
    }
}

static bool is_empty(const struct range *r)
{
    return r->low.at > r->high.at ||
           (is_equal(r->low.at, r->high.at) && (r->low.open || r->high.open));
}

static bool is_whole(const struct range *r)
{
    return r->low.from && r->high.from &&
           (r->low.at < r->high.at ||
            (is_equal(r->low.at, r->high.at) && !(r->low.open && r->high.open)));
}

static void add_bound(struct reading *r, const struct expr *e, bool is_and, struct range *ranges,
                      size_t *count)
{
    struct bound b;
    struct range *range = bound_of(e, &b) ? range_of(ranges, count, b.name->ref) : NULL;
    if (!range || range->told) {
        return;
    }
    if (is_and) {
        narrow(range, e, &b);
    } else {
        widen(range, e, &b);
    }
    if (is_and ? !is_empty(range) : !is_whole(range)) {
        return;
    }
    const struct expr *other = range->low.from == e ? range->high.from : range->low.from;
    struct diagnostic *item = tell(r, is_and ? "W430" : "W431", e->place, b.name->text, NULL);
    if (other && other != e) {
        tell_other(r, item, other->place, say(r, "tillsammans med", "together with"));
    }
    range->told = true;
}

static void look_through(struct reading *r, const struct expr *e);

/* The parts of one chain of och, or of eller, from left to right. */
static void look_at_chain(struct reading *r, const struct expr *e, enum expr_op op,
                          struct range *ranges, size_t *count)
{
    if (e->op != op) {
        add_bound(r, e, op == EXPR_AND, ranges, count);
        look_through(r, e);
        return;
    }
    for (uint32_t i = 0; i < e->arg_count; i++) {
        look_at_chain(r, e->args[i], op, ranges, count);
    }
}

static void look_through(struct reading *r, const struct expr *e)
{
    struct range ranges[MOST_RANGES];
    size_t count = 0;
    if (e->op == EXPR_AND || e->op == EXPR_OR) {
        look_at_chain(r, e, e->op, ranges, &count);
        return;
    }
    for (uint32_t i = 0; i < e->arg_count; i++) {
        look_through(r, e->args[i]);
    }
}

void contradictions_check(struct reading *r)
{
    for (size_t i = 0; i < r->pending_count; i++) {
        if (*r->pending[i].target) {
            look_through(r, *r->pending[i].target);
        }
    }
}
