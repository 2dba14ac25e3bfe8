/* Methods that do not go together. */
#include <math.h>

#include "rules/keywords.h"
#include "rules/methods.h"
#include "rules/tell.h"

static const char *scale_name(const struct reading *r, enum scale_kind kind)
{
    return word_text(&scale_words, kind, r->d->lang);
}

/* --- whom a scale compares with --------------------------------------------------------------- */

/* Are the fixed numbers those that the scale reads? */
static bool has_fixed(const struct indicator *i)
{
    enum method_reads reads = scale_methods[i->scale].reads;
    bool ends = !isnan(i->fixed_low), moments = !isnan(i->fixed_mean) && i->fixed_spread > 0;
    if (reads == READS_ANCHOR) {
        return i->anchor == ANCHOR_MEAN ? moments : ends;
    }
    return (reads == READS_ENDS && ends) || (reads == READS_MOMENTS && moments);
}

/* What the scale can be compared with instead. */
static const char *fixed_cure(const struct reading *r, const struct indicator *i)
{
    enum method_reads reads = scale_methods[i->scale].reads;
    if (reads == READS_ORDER) {
        return say(r, "skalan ställer alla kommuner i ordning: ta bort raden jämförs:",
                   "the scale puts all areas in order: remove the line compared:");
    }
    if (reads == READS_MOMENTS || (reads == READS_ANCHOR && i->anchor == ANCHOR_MEAN)) {
        return say(r, "skriv jämförs: fast medel TAL spridning TAL (medelvärde och spridning)",
                   "write compared: fixed mean NUMBER spread NUMBER");
    }
    return say(r, "skriv jämförs: fast LÄGST till HÖGST, med två tal",
               "write compared: fixed LOW to HIGH, with two numbers");
}

static void check_compared(struct reading *r, const struct indicator *i)
{
    if (i->compared_place.line == 0) {
        return;
    }
    if (!scale_compares(i->scale)) {
        tell(r, "E431", i->compared_place, say(r, "jämförs", "compared"),
             say(r, "den här skalan ger varje kommun poäng för sig",
                 "this scale gives each area its points alone"),
             NULL);
    } else if (i->compared == COMPARED_FIXED && !has_fixed(i)) {
        tell(r, "E432", i->compared_place, scale_name(r, i->scale), fixed_cure(r, i), NULL);
    } else if (i->compared == COMPARED_ALL && !r->model->register_file[0]) {
        tell(r, "E433", i->compared_place, NULL);
    }
}

/* --- outliers --------------------------------------------------------------------------------- */

/* Numbers that the rules give in the unit of the value: nothing else can take its logarithm. */
static bool has_own_numbers(const struct indicator *i)
{
    return !scale_compares(i->scale) || i->scale == SCALE_TARGET || i->compared == COMPARED_FIXED;
}

/* The model's rule is for scales that one area's value could stretch for all; the others have ends
 * of their own. */
static void check_outliers(struct reading *r, struct indicator *i)
{
    bool logs = i->outliers == OUTLIER_LOG || i->outliers == OUTLIER_WINSORISE_LOG;
    if (!i->outliers_stated && !has_own_numbers(i)) {
        i->outliers = r->model->outliers;
        i->outliers_most = r->model->outliers_most;
    } else if (logs && has_own_numbers(i)) {
        tell(r, "E434", i->scale_place.line ? i->scale_place : i->head.place,
             word_text(&outlier_words, i->outliers, r->d->lang), NULL);
    }
}

/* --- children that can be below zero ---------------------------------------------------------- */

/* Means that know nothing below zero. */
static bool needs_positive(const struct node *n)
{
    bool power = n->aggregation == AGGREGATE_POWER && !(n->power >= 1 && n->power <= 1);
    return n->aggregation == AGGREGATE_GEOMETRIC || n->aggregation == AGGREGATE_HARMONIC || power;
}

/* The first indicator under the node that can bring it below zero, NULL when none. */
static const struct indicator *below_zero(const struct model *m, const struct node *n, size_t depth)
{
    for (size_t k = 0; depth > 0 && k < n->child_count; k++) {
        const struct child *c = &n->children[k];
        const struct indicator *found = NULL;
        if (c->kind == SYMBOL_INDICATOR) {
            const struct indicator *i = &m->indicators[c->index];
            found = scale_goes_below_zero(i) ? i : NULL;
            for (size_t s = 0; !found && s < i->substitute_count; s++) {
                const struct indicator *other = &m->indicators[i->substitutes[s]];
                found = scale_goes_below_zero(other) ? other : NULL;
            }
        } else if (m->nodes[c->index].aggregation != AGGREGATE_COPELAND) {
            found = below_zero(m, &m->nodes[c->index], depth - 1);
        }
        if (found) {
            return found;
        }
    }
    return NULL;
}

static const char *below_zero_text(const struct reading *r, const struct indicator *i)
{
    return i->scale == SCALE_ZSCORE
               ? say(r, "z är avståndet till medelvärdet: under det blir poängen minus",
                     "z is the distance to the mean: below it the points are negative")
               : say(r, "kan ge mindre än noll", "can give less than zero");
}

static void check_node(struct reading *r, const struct node *n)
{
    if (n->floor > 0 && !needs_positive(n)) {
        tell(r, "E431", n->aggregation_place.line ? n->aggregation_place : n->head.place,
             say(r, "golv", "floor"),
             say(r, "det behövs bara i geometriskt, harmoniskt och potens, som inte tål noll",
                 "only geometric, harmonic and power, which cannot take zero, need it"),
             NULL);
    }
    const struct indicator *i =
        needs_positive(n) && !n->inherits ? below_zero(r->model, n, r->model->node_count) : NULL;
    if (i) {
        struct diagnostic *item =
            tell(r, "E430", n->aggregation_place, i->head.name,
                 word_text(&aggregation_words, n->aggregation, r->d->lang), NULL);
        tell_other(r, item, i->scale_place, below_zero_text(r, i));
    }
}

/* Another way of putting parts together, drawn for all nodes, must suit them as its own would. */
static void check_alternatives(struct reading *r)
{
    const struct uncertainty *u = &r->model->uncertainty;
    for (size_t a = 0; a < u->aggregations.count; a++) {
        for (size_t k = 0; k < r->model->node_count && u->aggregations.items[a] >= 0; k++) {
            struct node as = r->model->nodes[k];
            as.aggregation = (enum aggregation)u->aggregations.items[a];
            const struct indicator *i = needs_positive(&as) && !as.inherits
                                            ? below_zero(r->model, &as, r->model->node_count)
                                            : NULL;
            if (i) {
                struct diagnostic *item =
                    tell(r, "E430", u->place, i->head.name,
                         word_text(&aggregation_words, (int)as.aggregation, r->d->lang), NULL);
                tell_other(r, item, i->scale_place, below_zero_text(r, i));
                return;
            }
        }
    }
}

/* Values like those of similar areas need somebody to say which these are. */
static void check_missing(struct reading *r, const struct indicator *i)
{
    bool peers = i->missing == MISSING_PEER_MEDIAN || i->missing == MISSING_PEER_MEAN;
    for (size_t k = 0; peers && k < r->model->peers_count; k++) {
        peers = r->model->peers[k].compared_count > 0;
    }
    if (peers) {
        tell(r, "E426", i->missing_place, word_text(&missing_words, (int)i->missing, r->d->lang),
             say(r, "ett block liknande med fil:", "a block peers with file:"), NULL);
    }
}

/* --- all -------------------------------------------------------------------------------------- */

void methods_check(struct reading *r)
{
    struct model *m = r->model;
    for (size_t k = 0; k < m->indicator_count; k++) {
        struct indicator *i = &m->indicators[k];
        check_compared(r, i);
        check_outliers(r, i);
        check_missing(r, i);
    }
    for (size_t k = 0; k < m->node_count; k++) {
        check_node(r, &m->nodes[k]);
    }
    check_alternatives(r);
}
