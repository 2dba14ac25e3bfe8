/* Indices and dimensions, indicators with their substitutes, challenges. */
#include "base/number.h"
#include "report/document_parts.h"

static const struct pair parts = {"Del", "Part"};

/* --- nodes ------------------------------------------------------------------------------------ */

static void aggregation(struct doc *d, const struct node *node)
{
    static const struct pair label = {"Vägs samman", "Put together"};
    struct text t = {0};
    text_add(&t, aggregation_text(node->aggregation, d->lang));
    if (node->aggregation == AGGREGATE_POWER)
        text_add(&t, ", exponent ");
    if (node->aggregation == AGGREGATE_POWER)
        add_amount(d, &t, node->power, NULL);
    if (node->tolerance > 0) {
        text_add(&t, d->lang == LANG_SV ? ", lika inom " : ", equal within ");
        add_amount(d, &t, node->tolerance, NULL);
    }
    if (node->floor > 0) {
        text_add(&t, d->lang == LANG_SV ? ", golv " : ", floor ");
        add_amount(d, &t, node->floor, NULL);
    }
    doc_row(d, label, t.p);
    text_release(&t);
}

static void add_share(const struct doc *d, struct text *t, double share)
{
    add_amount(d, t, number_round(share * 100, 1), NULL);
    text_add(t, " %");
}

/* "A01 Label 40 (25 %), reversed" for each part. */
static void weights(struct doc *d, const struct node *node)
{
    double sum = 0;
    for (size_t i = 0; i < node->child_count; i++)
        sum += node->children[i].weight;
    for (size_t i = 0; i < node->child_count; i++) {
        const struct child *child = &node->children[i];
        const struct head *head = model_head(d->m, (struct ref){child->kind, child->index, 'v', 0});
        struct text t = {0};
        text_printf(&t, "%s%s%s: ", head->id, head->id[0] ? " " : "", head_label(head, d->lang));
        add_amount(d, &t, child->weight, NULL);
        text_add(&t, " (");
        add_share(d, &t, child->weight / sum);
        text_add(&t, ")");
        if (child->reversed)
            text_add(&t, d->lang == LANG_SV ? ", omvänd" : ", reversed");
        doc_row(d, parts, t.p);
        text_release(&t);
    }
}

static void coverage(struct doc *d, const struct node *node)
{
    static const struct pair label = {"Täckning", "Coverage"};
    struct text t = {0};
    text_add(&t, d->lang == LANG_SV ? "tillräcklig från " : "sufficient from ");
    add_share(d, &t, node->full);
    text_add(&t, d->lang == LANG_SV ? ", preliminär från " : ", preliminary from ");
    add_share(d, &t, node->preliminary);
    text_add(&t, d->lang == LANG_SV ? " av vikten" : " of the weight");
    doc_row(d, label, t.p);
    text_release(&t);
}

static void variant(struct doc *d, const struct node *node)
{
    static const struct pair label = {"Variant", "Variant"};
    if (node->variant_of == UINT32_MAX)
        return;
    struct text t = {0};
    add_labels(d, &t, SYMBOL_NODE, &node->variant_of, 1);
    text_add(&t, d->lang == LANG_SV ? " utan " : " without ");
    add_labels(d, &t, SYMBOL_INDICATOR, node->without, node->without_count);
    doc_row(d, label, t.p);
    text_release(&t);
}

static void write_node(struct doc *d, const struct node *node)
{
    doc_thing(d, 3, &node->head, NULL);
    variant(d, node);
    aggregation(d, node);
    weights(d, node);
    coverage(d, node);
    doc_source(d, &node->head);
}

void document_nodes(struct doc *d)
{
    for (size_t i = 0; i < d->m->node_count; i++)
        if (d->m->nodes[i].kind != NODE_CHALLENGE)
            write_node(d, &d->m->nodes[i]);
}

void document_node(struct doc *d, uint32_t i)
{
    write_node(d, &d->m->nodes[i]);
}

void document_challenges(struct doc *d)
{
    for (size_t i = 0; i < d->m->node_count; i++)
        if (d->m->nodes[i].kind == NODE_CHALLENGE)
            write_node(d, &d->m->nodes[i]);
}

/* --- indicators ------------------------------------------------------------------------------- */

static void direction(struct doc *d, const struct indicator *ind)
{
    static const struct pair label = {"Riktning", "Direction"};
    static const struct pair texts[] = {{"högre ger fler poäng", "higher gives more points"},
                                        {"lägre ger fler poäng", "lower gives more points"}};
    if (ind->scale != SCALE_NONE)
        doc_row(d, label, say(d->lang, texts[ind->reversed]));
}

static void calibration(struct doc *d, const struct indicator *ind)
{
    static const struct pair label = {"Kalibrerad", "Calibrated"}, yes = {"ja", "yes"},
                             no = {"nej", "no"};
    if (ind->scale == SCALE_NONE)
        return;
    struct text t = {0};
    text_add(&t, say(d->lang, ind->calibrated ? yes : no));
    text_printf(&t, "%s%s", ind->calibration[0] ? ", " : "", ind->calibration);
    doc_row(d, label, t.p);
    text_release(&t);
}

static void weight(struct doc *d, const struct indicator *ind)
{
    static const struct pair label = {"Vikt", "Weight"};
    if (ind->parent == UINT32_MAX)
        return;
    struct text t = {0};
    add_amount(d, &t, ind->weight, NULL);
    text_add(&t, d->lang == LANG_SV ? " i " : " in ");
    add_labels(d, &t, SYMBOL_NODE, &ind->parent, 1);
    doc_row(d, label, t.p);
    text_release(&t);
}

static void write_indicator(struct doc *d, unsigned level, const struct indicator *ind)
{
    static const struct pair formula = {"Formel", "Formula"},
                             counts_in = {"Räknas i utmaningarna", "Counts in challenges"};
    doc_thing(d, level, &ind->head, unit_text(&ind->unit, d->lang));
    doc_expr(d, formula, ind->formula);
    direction(d, ind);
    document_scale(d, ind);
    document_compared(d, ind);
    document_outliers(d, ind);
    calibration(d, ind);
    weight(d, ind);
    document_missing(d, ind);
    struct text t = {0};
    add_labels(d, &t, SYMBOL_NODE, ind->challenges, ind->challenge_count);
    doc_row(d, counts_in, t.p);
    text_release(&t);
    doc_source(d, &ind->head);
}

void document_indicators(struct doc *d)
{
    static const struct pair instead = {"Reserv: ", "Substitute: "};
    for (size_t i = 0; i < d->m->indicator_count; i++) {
        const struct indicator *ind = &d->m->indicators[i];
        if (ind->role == ROLE_SUBSTITUTE)
            continue;
        write_indicator(d, 3, ind);
        for (size_t k = 0; k < ind->substitute_count; k++) {
            struct indicator other = d->m->indicators[ind->substitutes[k]];
            struct text label = {0};
            text_printf(&label, "%s%s", say(d->lang, instead), head_label(&other.head, d->lang));
            other.head.sv = other.head.en = label.p;
            write_indicator(d, 4, &other);
            text_release(&label);
        }
    }
}

void document_indicator(struct doc *d, uint32_t i)
{
    write_indicator(d, 3, &d->m->indicators[i]);
}
