/* Shorthand for telling an error of this wing. */
#ifndef ETABLERA_RULES_TELL_H
#define ETABLERA_RULES_TELL_H

#include "rules/reading.h"

/* tell(r, "E101", place, argument..., NULL) */
#define tell(r, code, ...) diagnose((r)->d, code, __VA_ARGS__)

#endif
