/* What the document is written with, and its chapters. Private to document*.c. */
#ifndef ETABLERA_REPORT_DOCUMENT_PARTS_H
#define ETABLERA_REPORT_DOCUMENT_PARTS_H

#include "report/document.h"
#include "report/view.h"

struct doc {
    struct text *out;
    const struct model *m;
    enum lang lang;
    bool html;
    bool in_rows;
};

/* document_page.c */
void doc_begin(struct doc *d, const char *title);
void doc_end(struct doc *d);
void doc_heading(struct doc *d, unsigned level, const char *text);
void doc_paragraph(struct doc *d, const char *text); /* nothing when empty */
/* Heading "A01 Label [unit]" (unit NULL or "": none), then name, file and line. */
void doc_thing(struct doc *d, unsigned level, const struct head *head, const char *unit);
/* "Label: text" in a list; nothing when the text is empty or NULL. */
void doc_row(struct doc *d, struct pair label, const char *text);
/* The same with an expression in words; nothing when NULL. */
void doc_expr(struct doc *d, struct pair label, const struct expr *e);
/* Source and note of a thing. */
void doc_source(struct doc *d, const struct head *head);
/* A number with as many decimals as it has, at most six, and its unit. */
void add_amount(const struct doc *d, struct text *t, double value, const struct unit *unit);
/* "2026-01-15" of a day as in base/date.h; returns the buffer. */
enum { DATE_SIZE = 40 };
const char *doc_date(char buffer[DATE_SIZE], int32_t day);
/* A text as it stands in the rules, with each {name} as [label]. */
void add_template(const struct doc *d, struct text *t, const char *text);
/* Labels of things, with commas. */
void add_labels(const struct doc *d, struct text *t, enum symbol_kind kind, const uint32_t *items,
                size_t count);

/* document_method.c */
void document_scale(struct doc *d, const struct indicator *ind);
void document_compared(struct doc *d, const struct indicator *ind);
void document_outliers(struct doc *d, const struct indicator *ind);
void document_missing(struct doc *d, const struct indicator *ind);
/* document_score.c */
void document_nodes(struct doc *d);
void document_indicators(struct doc *d);
void document_challenges(struct doc *d);
/* document_show.c */
void document_gates(struct doc *d);
void document_flags(struct doc *d);
void document_positions(struct doc *d);
void document_ideas(struct doc *d);
void document_advice(struct doc *d);
/* document_card.c */
void document_guides(struct doc *d);
void document_calcs(struct doc *d);
/* document_data.c */
void document_facts(struct doc *d);
void document_assumptions(struct doc *d);
void document_scenarios(struct doc *d);
void document_counts(struct doc *d);
void document_peers(struct doc *d);
void document_sources(struct doc *d);

/* One thing, as in its chapter. */
void document_node(struct doc *d, uint32_t i);
void document_indicator(struct doc *d, uint32_t i);
void document_gate(struct doc *d, uint32_t i);
void document_flag(struct doc *d, uint32_t i);
void document_position(struct doc *d, uint32_t i);
void document_idea(struct doc *d, uint32_t i);
void document_one_advice(struct doc *d, uint32_t i);
void document_guide(struct doc *d, uint32_t i);
void document_calc(struct doc *d, uint32_t i);
void document_fact(struct doc *d, uint32_t i);
void document_assumption(struct doc *d, uint32_t i);
void document_scenario(struct doc *d, uint32_t i);
void document_count(struct doc *d, uint32_t i);
void document_source(struct doc *d, uint32_t i);

#endif
