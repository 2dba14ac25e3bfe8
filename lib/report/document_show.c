/* Gates, flags, positions, ideas and advice. */
#include "report/document_parts.h"

static const struct pair condition = {"Villkor", "Condition"};

/* A text of the rules with its placeholders as labels. */
static void doc_template(struct doc *d, struct pair label, const char *sv, const char *en)
{
    struct text t = {0};
    add_template(d, &t, d->lang == LANG_EN && en && en[0] ? en : sv);
    doc_row(d, label, t.p);
    text_release(&t);
}

void document_gate(struct doc *d, uint32_t i)
{
    static const struct pair otherwise = {"Annars", "Otherwise"}, unknown = {"Okänt", "Unknown"},
                             question = {"Fråga", "Question"};
    const struct gate *g = &d->m->gates[i];
    doc_thing(d, 3, &g->head, NULL);
    doc_expr(d, condition, g->condition);
    doc_row(d, otherwise, outcome_text(g->failed, d->lang));
    doc_row(d, unknown, outcome_text(g->unknown, d->lang));
    doc_template(d, question, g->question_sv, g->question_en);
    doc_source(d, &g->head);
}

void document_gates(struct doc *d)
{
    for (uint32_t i = 0; i < d->m->gate_count; i++)
        document_gate(d, i);
}

void document_flag(struct doc *d, uint32_t i)
{
    doc_thing(d, 3, &d->m->flags[i].head, NULL);
    doc_expr(d, condition, d->m->flags[i].condition);
    doc_source(d, &d->m->flags[i].head);
}

void document_flags(struct doc *d)
{
    for (uint32_t i = 0; i < d->m->flag_count; i++)
        document_flag(d, i);
}

static void condition_or_else(struct doc *d, const struct expr *e)
{
    static const struct pair rest = {"när inget av de andra stämmer",
                                     "when none of the others holds"};
    if (e)
        doc_expr(d, condition, e);
    else
        doc_row(d, condition, say(d->lang, rest));
}

void document_position(struct doc *d, uint32_t i)
{
    doc_thing(d, 3, &d->m->positions[i].head, NULL);
    condition_or_else(d, d->m->positions[i].condition);
    doc_source(d, &d->m->positions[i].head);
}

void document_positions(struct doc *d)
{
    for (uint32_t i = 0; i < d->m->position_count; i++)
        document_position(d, i);
}

/* --- ideas ------------------------------------------------------------------------------------ */

static void about(struct doc *d, const struct idea *i)
{
    const struct {
        struct pair label;
        const char *sv, *en;
    } rows[] = {
        {{"Vad", "What"}, i->what_sv, i->what_en},
        {{"Privata kunder", "Private buyers"}, i->private_buyers, i->private_buyers_en},
        {{"Offentliga kunder", "Public buyers"}, i->public_buyers, i->public_buyers_en},
        {{"Lag", "Team"}, i->size, i->size_en},
        {{"Kapital", "Capital"}, i->capital, i->capital_en},
        {{"Avtalsväg", "Route"}, i->route, i->route_en},
        {{"Första prov", "First trial"}, i->first_trial, i->first_trial_en},
        {{"Risk", "Risk"}, i->risk, i->risk_en},
    };
    for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++)
        doc_template(d, rows[k].label, rows[k].sv, rows[k].en);
}

static void stops(struct doc *d, const struct idea *i)
{
    static const struct pair label = {"Stoppas när", "Stopped when"},
                             instead = {"Hellre", "Rather"};
    for (size_t k = 0; k < i->stop_count; k++) {
        doc_expr(d, label, i->stops[k]);
        doc_template(d, instead, i->stop_texts[k], i->stop_texts_en[k]);
    }
}

void document_idea(struct doc *d, uint32_t n)
{
    static const struct pair requires = {"Kräver", "Requires"},
                             supports = {"Stöds av", "Supported by"},
                             challenges = {"Utmaningar", "Challenges"},
                             branch = {"Bransch", "Branch"};
    const struct idea *i = &d->m->ideas[n];
    doc_thing(d, 3, &i->head, NULL);
    about(d, i);
    for (size_t k = 0; k < i->required_count; k++)
        doc_expr(d, requires, i->required[k]);
    for (size_t k = 0; k < i->supporting_count; k++)
        doc_expr(d, supports, i->supporting[k]);
    stops(d, i);
    struct text t = {0};
    add_labels(d, &t, SYMBOL_NODE, i->challenges, i->challenge_count);
    doc_row(d, challenges, t.p);
    text_release(&t);
    doc_expr(d, branch, i->branch);
    doc_source(d, &i->head);
}

void document_ideas(struct doc *d)
{
    for (uint32_t i = 0; i < d->m->idea_count; i++)
        document_idea(d, i);
}

/* --- advice ----------------------------------------------------------------------------------- */

void document_one_advice(struct doc *d, uint32_t i)
{
    static const struct pair group = {"Grupp", "Group"}, text = {"Text", "Text"},
                             priority = {"Prioritet", "Priority"}, only = {"Bara", "Only"},
                             originals = {"när inga reserver användes",
                                          "when no substitutes were used"};
    const struct advice *a = &d->m->advice[i];
    struct text t = {0};
    doc_thing(d, 3, &a->head, NULL);
    doc_row(d, group, a->group);
    condition_or_else(d, a->condition);
    doc_template(d, text, a->text_sv, a->text_en);
    add_amount(d, &t, a->priority, NULL);
    doc_row(d, priority, t.p);
    doc_row(d, only, a->originals_only ? say(d->lang, originals) : "");
    doc_source(d, &a->head);
    text_release(&t);
}

void document_advice(struct doc *d)
{
    for (uint32_t i = 0; i < d->m->advice_count; i++)
        document_one_advice(d, i);
}
