/* What the commands that try values print: sweep, flip and diff, as text, CSV or JSON. CSV has a
 * byte order mark, semicolons and decimal commas, and ends each line with the changes in force. The
 * keys of the JSON (null is none):
 *
 * sweep: ändringar [text], namn, nu, värden [{värde, kommuner [{kod, plats, poäng}]}]
 *
 * flip: ändringar, före, efter (codes), prövade, byten [{namn, nu, behövs, ändring (a share),
 * platser [2], poäng [2] (of före and efter, after the change)}]
 *
 * diff: a, b {namn, ändringar, data}; skillnader [{slag, namn, egenskap, a, b, ändring (number of
 * the part), fil_a, rad_a, fil_b, rad_b}]; källor [{namn, ändring}]; ändringar [names of the
 * parts]; exakt; kommuner [{kod, plats_a, plats_b, poäng_a, poäng_b, delar [{ändring, poäng, plats,
 * poäng_fel, plats_fel}], and when both rules and data moved something egna_data, andras_data,
 * regler {poäng, plats}}]; bedömningar [{slag, namn, kod, a, b}] */
#ifndef ETABLERA_REPORT_TRIED_H
#define ETABLERA_REPORT_TRIED_H

#include "analysis/diff.h"
#include "analysis/flip.h"
#include "analysis/sweep.h"
#include "base/text.h"

enum print_format { PRINT_TEXT, PRINT_CSV, PRINT_JSON };

/* area: UINT32_MAX for the first ten. */
void print_sweep(const struct sweep *s, uint32_t area, enum print_format format, enum lang lang,
                 struct text *out);
void print_diff(const struct diff *d, enum print_format format, enum lang lang, struct text *out);
/* "klass", "krav", ... */
const char *moved_kind_text(enum moved_kind kind, enum lang lang);
void print_flips(const struct flips *f, enum print_format format, enum lang lang, struct text *out);

#endif
