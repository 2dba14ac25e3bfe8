/* Other values for the scalars of a loaded model: what --set, --scenario, overlay files and the
 * commands that try values do. A model is never changed: model_changed() makes a copy that shares
 * all but the numbers. */
#ifndef ETABLERA_RULES_OVERRIDE_H
#define ETABLERA_RULES_OVERRIDE_H

#include "base/text.h"
#include "rules/model.h"

/* --- scalars ---------------------------------------------------------------------------------- */

/* "hyra", "arbetslöshet.vikt", "arbetslöshet.skala.lägst", "ungas_väg.unga.vikt" (a part of a
 * challenge), "lön.skala.steg2.poäng" and ".från" (a step), in either language. False: there is no
 * such scalar (a goalpost is one only when the scale has two of them). */
bool scalar_find(const struct model *m, const char *name, struct ref *out);
/* What stands after the first dot, of the thing that `target` is: sets its property and part. True
 * for words that can be a property though this thing has none: see scalar_exists(). */
bool scalar_path(const struct model *m, struct str path, struct ref *target);
bool scalar_exists(const struct model *m, struct ref target);
bool scalar_same(struct ref a, struct ref b);
/* Calls `visit` for each scalar of the model, in order of declaration. */
void scalar_each(const struct model *m, void (*visit)(void *context, struct ref target),
                 void *context);
/* The same for one thing. */
void scalar_each_of(const struct model *m, struct ref item,
                    void (*visit)(void *context, struct ref target), void *context);
/* How many values it has: the dated values of an assumption, else 1. */
size_t scalar_size(const struct model *m, struct ref target);
double scalar_value(const struct model *m, struct ref target, size_t k);
/* The value in force on a day (yyyymmdd). */
double scalar_on(const struct model *m, struct ref target, int32_t day);
const struct unit *scalar_unit(const struct model *m, struct ref target);
struct place scalar_place(const struct model *m, struct ref target);
/* Where the number lies; not for assumptions. */
double *scalar_slot(const struct model *m, struct ref target);
/* May it have this value? Weights are not negative, the lower goalpost is under the higher, steps
 * ascend. */
bool scalar_allows(const struct model *m, struct ref target, double value);
/* Its full name, and a value with its unit, as people write them. */
void scalar_name(const struct model *m, struct ref target, enum lang lang, struct text *out);
void scalar_text(const struct model *m, struct ref target, double value, enum lang lang,
                 struct text *out);
/* The node in which it weighs; NULL for what is no weight. */
const struct node *scalar_parent(const struct model *m, struct ref target);
/* The share of its parent's weight that a weight has, 0-1; NAN for what is no weight. */
double scalar_share(const struct model *m, struct ref target);

/* --- changes ---------------------------------------------------------------------------------- */

/* A copy with other values; the siblings of a changed weight share what is left as their weights
 * say. It lives in the arena, and points into m, which must outlive it. */
struct model *model_changed(const struct model *m, const struct change *changes, size_t count,
                            struct arena *arena);
/* Puts changes on such a copy for a while, weights not shared anew, and takes them back to what m
 * has. A copy of the model costs more than a few numbers. */
void model_put(struct model *copy, const struct model *m, const struct change *changes,
               size_t count, struct arena *arena);
void model_take_back(struct model *copy, const struct model *m, const struct change *changes,
                     size_t count);
/* What a scenario of m changes, on a day (0: the last of the base year); how many of the
 * override_count that `out` has room for. A number that cannot be computed is left out: it was told
 * when the rules were read. */
size_t scenario_changes(const struct model *m, const struct scenario *s, int32_t day,
                        struct arena *arena, struct change *out);
/* One value for all of a scalar's dates. `value` must outlive the change. */
struct change change_to(const struct model *m, struct ref target, const double *value,
                        struct arena *arena);
/* "marknad.vikt = 45 i stället för 27 (…)": what a change does to the model it is put on. */
void change_text(const struct model *before, const struct change *change, enum lang lang,
                 struct text *out);

/* --- constants (constant.c) ------------------------------------------------------------------- */

double assumption_on(const struct assumption *a, int32_t day);
/* The first part of e that is no number of the rules; NULL when all of it is. */
const struct expr *constant_fault(const struct expr *e);
/* What it is worth on a day; NAN when it cannot be computed (division by zero). */
double constant_value(const struct model *m, const struct expr *e, int32_t day);

/* tree.c: fills the children of every node from what is listed and its weight now. */
void tree_weigh(struct model *m, struct arena *arena);

#endif
