/* How the parts of a node hang together: the same for all areas. */
#include "analysis/explain_parts.h"

#include <math.h>

#include "analysis/diagnosis.h"

static void tell_part(const struct teller *t, const struct node *n, const struct node_result *x,
                      size_t c, double sum)
{
    const struct child *child = &n->children[c];
    double means = x->importance ? x->importance[c] : NAN;
    const struct head *head = child->kind == SYMBOL_INDICATOR
                                  ? &measured_mostly(t->r, child->index)->head
                                  : &t->m->nodes[child->index].head;
    text_printf(t->out, say(t, "  %s: väger %s %%", "  %s: weighs %s %%"),
                head_label(head, t->lang), tell_number(t, 100 * child->weight / sum, 0));
    if (isnan(means)) {
        text_add(t->out, say(t, "; för få värden för mer\n", "; too few values for more\n"));
        return;
    }
    text_printf(t->out, say(t, ", betyder %s %%", ", means %s %%"), tell_number(t, 100 * means, 0));
    if (x->reliability.rest && isfinite(x->reliability.rest[c]))
        text_printf(t->out, say(t, "; samband med de andra %s", "; goes with the others %s"),
                    tell_number(t, x->reliability.rest[c], 2));
    if (x->reliability.without && isfinite(x->reliability.without[c]))
        text_printf(t->out, say(t, ", alfa utan den %s", ", alpha without it %s"),
                    tell_number(t, x->reliability.without[c], 2));
    text_addc(t->out, '\n');
}

static bool is_under(const struct model *m, uint32_t indicator, uint32_t node)
{
    uint32_t k = m->indicators[indicator].parent;
    while (k != UINT32_MAX && k != node)
        k = m->nodes[k].parent;
    return k == node;
}

static void tell_pairs(const struct teller *t, uint32_t node, const struct diagnosis *d)
{
    for (size_t k = 0; k < d->pair_count; k++) {
        const struct association *p = &d->pairs[k];
        if (is_alike(p) && is_under(t->m, p->a, node) && is_under(t->m, p->b, node))
            text_printf(t->out,
                        say(t, "  Säger nästan samma sak: %s och %s (Pearson %s, Spearman %s)\n",
                            "  Say nearly the same: %s and %s (Pearson %s, Spearman %s)\n"),
                        head_label(&measured_mostly(t->r, p->a)->head, t->lang),
                        head_label(&measured_mostly(t->r, p->b)->head, t->lang),
                        tell_number(t, p->pearson, 2), tell_number(t, p->spearman, 2));
    }
}

static void tell_spread(const struct teller *t, uint32_t node, const struct diagnosis *d)
{
    for (size_t k = 0; k < d->part_count; k++) {
        const struct part_check *p = &d->parts[k];
        if (p->part.kind != SYMBOL_INDICATOR || !is_under(t->m, p->part.index, node))
            continue;
        const char *label = head_label(&measured_mostly(t->r, p->part.index)->head, t->lang);
        if (p->constant)
            text_printf(t->out, say(t, "  Skiljer ingen åt: %s\n", "  Tells nobody apart: %s\n"),
                        label);
        if (p->clipped)
            text_printf(t->out,
                        say(t, "  Utanför skalan: %s (%zu av %zu)\n",
                            "  Outside its scale: %s (%zu of %zu)\n"),
                        label, p->below + p->above, p->have);
    }
}

void tell_model(const struct teller *t, uint32_t node)
{
    const struct node *n = &t->m->nodes[node];
    const struct node_result *x = &t->r->nodes[node];
    struct diagnosis d = diagnosis_of(t->r, t->arena);
    double sum = 0;
    if (n->child_count == 0)
        return;
    for (size_t c = 0; c < n->child_count; c++)
        sum += n->children[c].weight;
    text_printf(t->out,
                say(t, "\nHur delarna hänger ihop (alla %zu): ",
                    "\nHow the parts hang together (all %zu): "),
                t->r->areas);
    if (isfinite(x->reliability.alpha))
        text_printf(t->out,
                    say(t, "Cronbachs alfa %s (%zu av %zu delar har värden)\n",
                        "Cronbach's alpha %s (%zu of %zu parts have values)\n"),
                    tell_number(t, x->reliability.alpha, 2), x->reliability.count, n->child_count);
    else
        text_add(t->out, say(t, "Cronbachs alfa går inte att räkna\n",
                             "Cronbach's alpha cannot be computed\n"));
    for (size_t c = 0; c < n->child_count; c++)
        tell_part(t, n, x, c, sum);
    tell_pairs(t, node, &d);
    tell_spread(t, node, &d);
    if (d.few_areas)
        text_printf(t->out,
                    say(t, "  Få kommuner (%zu) för så många mått (%zu): talen är ungefärliga\n",
                        "  Few areas (%zu) for so many measures (%zu): these numbers are rough\n"),
                    d.areas, d.indicators);
}
