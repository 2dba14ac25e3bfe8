#include "report/document.h"

#include "base/number.h"
#include "report/document_parts.h"

/* In the order of the document; a chapter without things is left out. */
static const struct {
    struct pair title;
    void (*write)(struct doc *d);
} chapters[] = {
    {{"Index och dimensioner: vad delarna väger", "Indices and dimensions: what the parts weigh"},
     document_nodes},
    {{"Indikatorer och mått", "Indicators and measures"}, document_indicators},
    {{"Utmaningar", "Challenges"}, document_challenges},
    {{"Krav", "Gates"}, document_gates},
    {{"Flaggor", "Flags"}, document_flags},
    {{"Lägen", "Positions"}, document_positions},
    {{"Affärsidéer", "Business ideas"}, document_ideas},
    {{"Råd", "Advice"}, document_advice},
    {{"Steg och strategifrågor", "Steps and strategy questions"}, document_guides},
    {{"Kalkyl", "Calculation"}, document_calcs},
    {{"Fakta", "Facts"}, document_facts},
    {{"Antaganden", "Assumptions"}, document_assumptions},
    {{"Scenarier", "Scenarios"}, document_scenarios},
    {{"Räkningar", "Counts"}, document_counts},
    {{"Liknande kommuner", "Similar municipalities"}, document_peers},
    {{"Källor", "Sources"}, document_sources},
};

static void share(struct doc *d, struct pair label, double full, double preliminary)
{
    struct text t = {0};
    text_add(&t, d->lang == LANG_SV ? "tillräcklig från " : "sufficient from ");
    add_amount(d, &t, number_round(full * 100, 1), NULL);
    text_add(&t, d->lang == LANG_SV ? " %, preliminär från " : " %, preliminary from ");
    add_amount(d, &t, number_round(preliminary * 100, 1), NULL);
    text_add(&t, " %");
    doc_row(d, label, t.p);
    text_release(&t);
}

static void order(struct doc *d)
{
    static const struct pair label = {"Råden visas i ordningen", "Advice is shown in the order"};
    struct text t = {0};
    for (size_t i = 0; i < d->m->advice_order_count; i++) {
        text_printf(&t, "%s%s", i ? ", " : "", d->m->advice_order[i]);
        if (d->m->advice_max[i])
            text_printf(&t, " (%s %d)", d->lang == LANG_SV ? "högst" : "at most",
                        d->m->advice_max[i]);
    }
    doc_row(d, label, t.p);
    text_release(&t);
}

static void overview(struct doc *d)
{
    static const struct pair version = {"Version", "Version"}, areas = {"Områden", "Areas"},
                             base_year = {"Basår", "Base year"}, day = {"Dag", "Day"},
                             of_nodes = {"Täckning, dimension", "Coverage, dimension"},
                             of_indices = {"Täckning, index", "Coverage, index"},
                             contact = {"Kontakt", "Contact"};
    const struct model *m = d->m;
    struct text t = {0};
    char buffer[DATE_SIZE];
    bool en = d->lang == LANG_EN && m->limits_en[0];
    doc_thing(d, 1, &m->head, NULL);
    doc_paragraph(d, en ? m->limits_en : m->limits_sv);
    doc_row(d, version, m->version);
    doc_row(d, areas, m->areas_file);
    text_printf(&t, "%d", (int)m->base_year);
    doc_row(d, base_year, m->base_year ? t.p : "");
    doc_row(d, day, m->day ? doc_date(buffer, m->day) : "");
    share(d, of_nodes, m->full_dimension, m->preliminary_dimension);
    share(d, of_indices, m->full_index, m->preliminary_index);
    order(d);
    doc_row(d, contact, m->contact);
    doc_source(d, &m->head);
    text_release(&t);
}

void document_write(const struct model *m, bool html, enum lang lang, struct text *out)
{
    struct doc d = {.out = out, .m = m, .lang = lang, .html = html};
    const char *title = head_label(&m->head, lang);
    doc_begin(&d, title && title[0] ? title : "etablera");
    if (m->head.name[0])
        overview(&d);
    for (size_t i = 0; i < sizeof chapters / sizeof chapters[0]; i++) {
        struct text body = {0};
        struct doc chapter = d;
        chapter.out = &body;
        chapter.in_rows = false;
        chapters[i].write(&chapter);
        if (body.n > 0) {
            doc_heading(&d, 2, say(lang, chapters[i].title));
            text_addn(out, body.p, body.n);
        }
        d.in_rows = chapter.in_rows;
        text_release(&body);
    }
    doc_end(&d);
}

void document_thing(const struct model *m, struct ref ref, enum lang lang, struct text *out)
{
    static void (*const writers[SYMBOL_KINDS])(struct doc * d, uint32_t i) = {
        [SYMBOL_FACT] = document_fact,         [SYMBOL_ASSUMPTION] = document_assumption,
        [SYMBOL_COUNT] = document_count,       [SYMBOL_INDICATOR] = document_indicator,
        [SYMBOL_NODE] = document_node,         [SYMBOL_GATE] = document_gate,
        [SYMBOL_FLAG] = document_flag,         [SYMBOL_POSITION] = document_position,
        [SYMBOL_IDEA] = document_idea,         [SYMBOL_ADVICE] = document_one_advice,
        [SYMBOL_SCENARIO] = document_scenario, [SYMBOL_SOURCE] = document_source,
        [SYMBOL_GUIDE] = document_guide,       [SYMBOL_CALC] = document_calc,
    };
    struct doc d = {.out = out, .m = m, .lang = lang};
    if (ref.kind < SYMBOL_KINDS && writers[ref.kind])
        writers[ref.kind](&d, ref.index);
    doc_end(&d);
}
