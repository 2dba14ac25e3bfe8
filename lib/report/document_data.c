/* Facts, assumptions, scenarios, counts and sources. */
#include <math.h>

#include "report/document_parts.h"

static const struct pair value_label = {"Värde", "Value"}, file_label = {"Fil", "File"};

/* --- facts ------------------------------------------------------------------------------------ */

static void answers(struct doc *d, const struct fact *f)
{
    static const struct pair label = {"Svar", "Answer"};
    static const struct pair texts[] = {
        [FACT_YES_NO] = {"ja, nej eller okänd", "yes, no or unknown"},
        [FACT_NUMBER] = {"ett tal", "a number"},
        [FACT_TEXT] = {"en text", "a text"},
    };
    struct text t = {0};
    text_add(&t, say(d->lang, texts[f->type]));
    if (f->type == FACT_NUMBER && unit_text(&f->unit, d->lang)[0])
        text_printf(&t, " [%s]", unit_text(&f->unit, d->lang));
    for (size_t i = 0; i < f->choice_count; i++)
        text_printf(&t, "%s%s", i ? ", " : ": ", f->choices[i]);
    doc_row(d, label, t.p);
    text_release(&t);
}

void document_fact(struct doc *d, uint32_t i)
{
    static const struct pair question = {"Fråga", "Question"}, column = {"Kolumn", "Column"},
                             weight = {"Vikt", "Weight"};
    const struct fact *f = &d->m->facts[i];
    bool en = d->lang == LANG_EN && f->question_en && f->question_en[0];
    struct text asked = {0}, t = {0};
    doc_thing(d, 3, &f->head, NULL);
    add_template(d, &asked, en ? f->question_en : f->question_sv);
    doc_row(d, question, asked.p);
    answers(d, f);
    add_amount(d, &t, f->weight, NULL);
    doc_row(d, weight, f->type == FACT_YES_NO ? t.p : "");
    doc_row(d, column, f->column);
    doc_source(d, &f->head);
    text_release(&asked);
    text_release(&t);
}

void document_facts(struct doc *d)
{
    for (uint32_t i = 0; i < d->m->fact_count; i++)
        document_fact(d, i);
}

/* --- assumptions ------------------------------------------------------------------------------ */

static void dated(struct doc *d, const struct assumption *a, const struct dated_value *v)
{
    struct text t = {0};
    char day[DATE_SIZE];
    add_amount(d, &t, v->value, &a->unit);
    if (v->day)
        text_printf(&t, "%s%s", d->lang == LANG_SV ? " från " : " from ", doc_date(day, v->day));
    doc_row(d, value_label, t.p);
    text_release(&t);
}

void document_assumption(struct doc *d, uint32_t i)
{
    static const struct pair range = {"Osäkerhet", "Range"}, evidence = {"Belägg", "Evidence"};
    const struct assumption *a = &d->m->assumptions[i];
    doc_thing(d, 3, &a->head, unit_text(&a->unit, d->lang));
    for (size_t k = 0; k < a->value_count; k++)
        dated(d, a, &a->values[k]);
    struct text t = {0};
    if (isfinite(a->low) && isfinite(a->high)) {
        add_amount(d, &t, a->low, &a->unit);
        text_add(&t, d->lang == LANG_SV ? " till " : " to ");
        add_amount(d, &t, a->high, &a->unit);
    }
    doc_row(d, range, t.p);
    text_release(&t);
    doc_row(d, evidence, a->evidence);
    doc_source(d, &a->head);
}

void document_assumptions(struct doc *d)
{
    for (uint32_t i = 0; i < d->m->assumption_count; i++)
        document_assumption(d, i);
}

/* --- peers ------------------------------------------------------------------------------------ */

static void nearest(struct doc *d, const struct peers *p)
{
    static const struct pair label = {"Jämför", "Compares"}, least = {"Gemensamt", "In common"};
    for (size_t i = 0; i < p->compared_count; i++) {
        struct text t = {0};
        text_add(&t, head_label(model_head(d->m, p->compared[i].value->ref), d->lang));
        text_add(&t, d->lang == LANG_SV ? ", vikt " : ", weight ");
        add_amount(d, &t, p->compared[i].weight, NULL);
        doc_row(d, label, t.p);
        text_release(&t);
    }
    struct text t = {0};
    text_add(&t, d->lang == LANG_SV ? "minst " : "at least ");
    add_amount(d, &t, p->least * 100, NULL);
    text_add(&t, d->lang == LANG_SV ? " % av vikten" : " % of the weight");
    doc_row(d, least, p->compared_count ? t.p : "");
    text_release(&t);
}

void document_peers(struct doc *d)
{
    static const struct pair group = {"Grupp", "Group"}, most = {"Högst", "At most"};
    for (size_t i = 0; i < d->m->peers_count; i++) {
        const struct peers *p = &d->m->peers[i];
        struct text t = {0};
        doc_thing(d, 3, &p->head, NULL);
        doc_row(d, file_label, p->file);
        doc_row(d, group, p->group);
        nearest(d, p);
        text_printf(&t, "%d", (int)p->most);
        doc_row(d, most, p->most ? t.p : "");
        doc_source(d, &p->head);
        text_release(&t);
    }
}

/* --- scenarios -------------------------------------------------------------------------------- */

static const char *property_text(char property, enum lang lang)
{
    static const struct {
        char property;
        struct pair text;
    } rows[] = {{'w', {", vikt", ", weight"}},
                {'l', {", lägst", ", low"}},
                {'h', {", högst", ", high"}},
                {'f', {", stegets gräns", ", the step's limit"}},
                {'p', {", stegets poäng", ", the step's points"}}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].property == property)
            return say(lang, rows[i].text);
    return "";
}

/* ": Långtidsarbetslöshet", of a challenge; ", steg 2", of a scale. */
static void add_part(const struct doc *d, struct text *t, struct ref target)
{
    if (target.part && target.kind == SYMBOL_NODE) {
        const struct child *child = &d->m->nodes[target.index].listed[target.part - 1];
        const struct head *head = model_head(d->m, (struct ref){child->kind, child->index, 'v', 0});
        text_printf(t, ": %s", head_label(head, d->lang));
    } else if (target.part) {
        text_printf(t, d->lang == LANG_SV ? ", steg %u" : ", step %u", (unsigned)target.part);
    }
}

void document_scenario(struct doc *d, uint32_t i)
{
    const struct scenario *s = &d->m->scenarios[i];
    doc_thing(d, 3, &s->head, NULL);
    for (size_t k = 0; k < s->override_count; k++) {
        const struct override *o = &s->overrides[k];
        struct text t = {0};
        text_add(&t, head_label(model_head(d->m, o->target), d->lang));
        add_part(d, &t, o->target);
        text_add(&t, property_text(o->target.property, d->lang));
        doc_expr(d, (struct pair){t.p, t.p}, o->value);
        text_release(&t);
    }
    doc_source(d, &s->head);
}

void document_scenarios(struct doc *d)
{
    for (uint32_t i = 0; i < d->m->scenario_count; i++)
        document_scenario(d, i);
}

/* --- counts and sources ----------------------------------------------------------------------- */

void document_count(struct doc *d, uint32_t i)
{
    static const struct pair from = {"Ur", "From"}, where = {"Där", "Where"},
                             sum = {"Summerar", "Sums"};
    const struct count *c = &d->m->counts[i];
    struct text t = {0};
    doc_thing(d, 3, &c->head, unit_text(&c->unit, d->lang));
    add_labels(d, &t, SYMBOL_REGISTER, &c->reg, 1);
    doc_row(d, from, t.p);
    doc_expr(d, where, c->where);
    doc_expr(d, sum, c->sum);
    doc_source(d, &c->head);
    text_release(&t);
}

void document_counts(struct doc *d)
{
    for (uint32_t i = 0; i < d->m->count_count; i++)
        document_count(d, i);
}

void document_source(struct doc *d, uint32_t i)
{
    static const struct pair publisher = {"Utgivare", "Publisher"}, table = {"Tabell", "Table"},
                             licence = {"Licens", "Licence"}, via = {"Via", "Via"},
                             address = {"Adress", "Address"};
    const struct source *s = &d->m->sources[i];
    doc_thing(d, 3, &s->head, NULL);
    doc_row(d, publisher, s->publisher);
    doc_row(d, table, s->table);
    doc_row(d, licence, s->licence);
    doc_row(d, via, s->via);
    doc_row(d, address, s->address);
    doc_row(d, file_label, s->glob);
    doc_source(d, &s->head);
}

void document_sources(struct doc *d)
{
    for (uint32_t i = 0; i < d->m->source_count; i++)
        document_source(d, i);
}
