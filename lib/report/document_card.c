/* Steps, strategy questions and the calculation. */
#include "report/document_parts.h"

static const struct pair when = {"När", "When"}, text_word = {"Text", "Text"},
                         ask = {"Annars en fråga", "Else a question"},
                         rest = {"när inget av de andra stämmer", "when none of the others holds"};

static void doc_template(struct doc *d, struct pair label, const char *sv, const char *en)
{
    struct text t = {0};
    add_template(d, &t, d->lang == LANG_EN && en && en[0] ? en : sv);
    doc_row(d, label, t.p);
    text_release(&t);
}

void document_guide(struct doc *d, uint32_t i)
{
    const struct guide *g = &d->m->guides[i];
    doc_thing(d, 3, &g->head, NULL);
    for (size_t k = 0; k < g->answer_count; k++) {
        const struct guide_answer *a = &g->answers[k];
        if (a->condition)
            doc_expr(d, when, a->condition);
        else
            doc_row(d, when, say(d->lang, rest));
        doc_template(d, text_word, a->text_sv, a->text_en);
    }
    doc_template(d, ask, g->question_sv, g->question_en);
    doc_source(d, &g->head);
}

void document_guides(struct doc *d)
{
    for (uint32_t i = 0; i < d->m->guide_count; i++)
        document_guide(d, i);
}

void document_calc(struct doc *d, uint32_t i)
{
    static const struct pair formula = {"Formel", "Formula"},
                             suggestion = {"Förslag", "Suggestion"},
                             empty = {"Fylls i", "Filled in"}, by = {"av läsaren", "by the reader"};
    const struct calc *c = &d->m->calcs[i];
    doc_thing(d, 3, &c->head, unit_text(&c->unit, d->lang));
    doc_expr(d, formula, c->formula);
    doc_expr(d, suggestion, c->suggestion);
    if (!c->formula)
        doc_row(d, empty, say(d->lang, by));
    doc_source(d, &c->head);
}

void document_calcs(struct doc *d)
{
    for (uint32_t i = 0; i < d->m->calc_count; i++)
        document_calc(d, i);
}
