/* Försäkringskassan's open data: [{"dimensions": {"ar": "2024", ...}, "observations": {"oht":
 * {"value": 21.3, "rojd": false}}}]. The names of the keys differ between tables. */
#ifndef ETABLERA_DATA_FORSAKRINGSKASSAN_H
#define ETABLERA_DATA_FORSAKRINGSKASSAN_H

#include "base/arena.h"
#include "base/text.h"
#include "data/fault.h"

/* The rows as CSV (";", decimal point): the dimensions of the first row, then its observations; a
 * suppressed one is "rojd". Sums over areas ("ALL", "ALL_12" in area_key) are left out. */
bool forsakringskassan_landing(const char *p, size_t n, const char *area_key, struct arena *arena,
                               struct text *out, struct fault *f);

#endif
