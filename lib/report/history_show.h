/* What `etablera history` prints: tables as text, with marks that show a place as a position on a
 * line, or CSV (byte order mark, semicolons, decimal comma; columns the same in both languages). */
#ifndef ETABLERA_REPORT_HISTORY_SHOW_H
#define ETABLERA_REPORT_HISTORY_SHOW_H

#include "base/text.h"
#include "history/history.h"
#include "report/tried.h"

/* Which runs there are, oldest first. CSV: korning;tid;dag;rangordnade;omraden;andrade_filer;
 * andrade_varden;flyttade_platser;fel;varningar;inget_andrat;gamla_regler;kallor_ej_tagna. */
void show_runs(struct history *h, size_t most, enum print_format format, enum lang lang,
               struct text *out);
/* An area's places in a node, and its values that changed: all of them when `whole`, else those
 * that count in the node. CSV: kod;nod;fran;till;fran_korning;till_korning;plats;poang. */
void show_area(struct history *h, const struct history_name *area, const struct history_name *node,
               bool whole, size_t most, enum print_format format, enum lang lang, struct text *out);
/* All areas' places in a node: at the first and the last of the runs shown, best, worst. CSV:
 * nod;kod;kommun;forsta;sista;bast;samst;poang. */
void show_node(struct history *h, const struct history_name *node, size_t most,
               enum print_format format, enum lang lang, struct text *out);

#endif
