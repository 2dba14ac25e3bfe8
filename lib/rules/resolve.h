/* Names and units in expressions. Split over resolve.c (operators, names) and resolve_call.c
 * (functions). Every check returns false when the expression is broken: what is built on it is then
 * passed over in silence. */
#ifndef ETABLERA_RULES_RESOLVE_H
#define ETABLERA_RULES_RESOLVE_H

#include "rules/reading.h"

struct checker {
    struct reading *r;
    const struct pending *p;
};

bool check_expression(struct checker *k, struct expr **slot);
bool check_call(struct checker *k, struct expr *e);
/* Tells and returns false when e is a truth, a text, or an idea's name. */
bool want_number(struct checker *k, const struct expr *e);
bool want_truth(struct checker *k, const struct expr *e);
/* Puts a conversion around *slot so that it is in `unit`; false when they do not fit (not told). */
bool convert(struct checker *k, struct expr **slot, const struct unit *unit);
/* A number written without a unit, with a minus or not. */
bool is_bare(const struct expr *e);
bool is_bare_zero(const struct expr *e);
/* "enheterna går inte ihop": both places, both units. */
void tell_units(struct checker *k, const char *mark, const struct expr *a, const struct expr *b);
const char *unit_shown(struct checker *k, const struct unit *unit);

#endif
