/* Readers of properties: each fills one field of the block's struct. Listed in the tables of
 * keywords.c. */
#ifndef ETABLERA_RULES_DECLARE_H
#define ETABLERA_RULES_DECLARE_H

#include "rules/keywords.h"

/* one value (declare.c) */
property_reader read_text, read_quoted, read_yes, read_integer, read_day_value, read_share,
    read_amount_plain, read_expression, read_word, read_truth, read_truths, read_quoted_area,
    read_glob, read_years;
/* the model block, sources, registers and facts (declare_data.c) */
property_reader read_order, read_column, read_register_column, read_filter, read_year,
    read_register_year, read_encoding, read_char, read_heading_sex, read_fresh, read_fact_type,
    read_register_of, read_facts_glob;
/* how a source is fetched (declare_fetch.c) */
property_reader read_fetch, read_fetch_from, read_fetch_to, read_rate, read_selection;
/* what is counted and scored (declare_score.c) */
property_reader read_dated, read_value_always, read_range, read_sum_column, read_parent,
    read_calibrated, read_weight, read_node_weight, read_substitute_for, read_challenges,
    read_without, read_variant_of, read_weighs, read_direction;
/* how it is scored (declare_method.c) */
property_reader read_scale, read_compared, read_outliers, read_model_outliers, read_missing,
    read_year_rule, read_ties, read_aggregation;
/* gates, ideas, advice, scenarios (declare_show.c) */
property_reader read_when, read_outcome, read_stop, read_stop_en, read_idea_challenges, read_set,
    read_number_expression;
/* similar areas (declare_peers.c) */
property_reader read_compare;
/* uncertainty (declare_uncertain.c) */
property_reader read_vary_weights, read_alternatives, read_draws, read_seed, read_samples;
void uncertainty_defaults(struct uncertainty *u);
/* an area's workbook: steps, questions, the calculation (declare_card.c) */
property_reader read_answer_when, read_answer_text, read_answer_text_en, read_suggestion,
    read_calc_formula, read_limits, read_sheet;
/* Tells of a condition without a text, a row with both a suggestion and a formula, and so on. */
void check_guide(struct reading *r, const struct block *b);
void check_calc(struct reading *r, const struct block *b);
/* tests (declare_test.c) */
property_reader read_table_line, read_expectation;

struct cursor;
/* villkor | "annars" | "alltid" into *target, which stays NULL for "annars". */
void take_when(struct reading *r, struct block *b, struct property *p, struct expr **target);
/* number ["%"] that is not negative; false when an error was told. */
bool take_weight(struct cursor *c, double *weight, bool *percent);
/* Tells of what in a source's fetching does not hold together. */
void check_fetch(struct reading *r, const struct block *b);
/* E104: the block has no such property. */
void tell_missing(struct reading *r, const struct block *b, const struct property_row *row);
/* Tells of a block that says neither or both of where its peers come from. */
void check_peers(struct reading *r, const struct block *b);
/* number [unit], with a minus or not, in the unit wanted. False when an error was told. */
bool take_amount(struct cursor *c, const struct unit *wanted, bool bare_allowed, double *out);
bool take_whole(struct cursor *c, int32_t *out);
/* mängd "till" mängd, lowest first; a bare number has the unit when `bare`. */
bool take_bounds(struct cursor *c, struct property *p, const struct unit *unit, bool bare,
                 double *low, double *high);
void tell_backwards(struct reading *r, struct property *p, const char *low, const char *high);
/* A name of that kind; false when an error was told (or the name is poisoned). */
bool take_ref(struct cursor *c, enum symbol_kind kind, struct ref *out, struct place *place);
/* NAME; NAME; … of a kind. */
void take_refs(struct reading *r, struct property *p, enum symbol_kind kind, uint32_t **out,
               size_t *count);
/* Puts an expression among those that wait for names. */
void await(struct reading *r, struct block *b, struct property *p, struct expr *e,
           enum expected expected, const struct unit *unit, struct expr **target);
/* One more in an array of conditions with its count behind it: where the next is put. */
struct expr **next_truth(struct reading *r, const struct block *b, void *array);
struct place value_place(struct reading *r, const struct property *p);

#endif
