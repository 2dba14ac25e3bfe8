/* What an operator between two numbers gives. */
#ifndef ETABLERA_RULES_OPERATORS_H
#define ETABLERA_RULES_OPERATORS_H

#include "rules/model.h"

/* Comparisons and "och", "eller" of two known truths give 1 or 0. NaN when a divisor is zero, when
 * a number is missing (NaN) in a calculation, and for what stands between no numbers. */
double operator_value(enum expr_op op, double a, double b);

#endif
