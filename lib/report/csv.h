/* rangordning.csv, poang.csv, samband.csv and so on: ';', decimal comma, UTF-8 with BOM, CRLF, so
 * that they open in a Swedish spreadsheet. Columns are the same in both languages. */
#ifndef ETABLERA_REPORT_CSV_H
#define ETABLERA_REPORT_CSV_H

#include "analysis/result.h"

/* plats;kod;kommun; one column per index and dimension, named as in the rules (points); then
 * klass;läge;täckning;grad;toppmått. One row per area in the order of the ranking. täckning is a
 * share 0-1. An empty field means none. False after a told error. */
bool csv_ranking(const struct result *r, enum lang lang, const char *path, struct diagnostics *d);

/* kod;kommun;nod;slag;varde;enhet;ar;status;poang;plats;kalla: one row per area and indicator,
 * measure, dimension, index and challenge. slag: indikator, mått, dimension, index, utmaning.
 * status: of the value (dataset.h), or the grade of a node. kalla: file:line, or the name of the
 * substitute that was used. */
bool csv_points(const struct result *r, enum lang lang, const char *path, struct diagnostics *d);

/* slag;a;b;pearson;spearman;antal: correlations of points. slag: rot = an indicator or node under
 * the root (a) with the root (b); par = two indicators. antal: areas with both; an empty
 * correlation: fewer than five of them, or no spread. */
bool csv_associations(const struct result *r, enum lang lang, const char *path,
                      struct diagnostics *d);

/* scenario;verkan;kod;kommun;plats;poang;plats_scenario;poang_scenario: one row per scenario and
 * area, with what the run gave beside what the scenario gives. verkan: what the scenario moves at
 * all: platser, poäng, bara bedömningar, ingen verkan. */
bool csv_scenarios(const struct result *r, enum lang lang, const char *path, struct diagnostics *d);

/* kod;kommun;plats;median;bast;samst;bland_forsta;grupp;dragningar;ror_mest;andel: one row per area
 * in the order of the ranking. bast, samst: 5 % and 95 % of the draws; bland_forsta and andel:
 * shares 0-1. Only the heading when nothing was drawn. */
bool csv_certainty(const struct result *r, enum lang lang, const char *path, struct diagnostics *d);

/* namn;slag;ensamt;ensamt_fran;ensamt_till;i_allt;i_allt_fran;i_allt_till;utan_platser;
 * utan_flyttas: what the ranking hangs on, factors first, then parts left out. */
bool csv_sensitivity(const struct result *r, enum lang lang, const char *path,
                     struct diagnostics *d);

/* slag;andring;kod;kommun;namn;forut;nu;stod_i;star_i;poang;platser;poang_fel;platser_fel: against
 * an earlier run (result.before, not NULL). slag: regel, data = a change, numbered in andring where
 * it moves points; plats = an area that moved; del = what one change accounts for of it (platser:
 * minus is upwards; the errors when it was sampled); klass, krav, flagga, affärsidé, råd = a
 * judgement; värde = a value. stod_i, star_i: file:line. */
bool csv_changes(const struct result *r, enum lang lang, const char *path, struct diagnostics *d);

#endif
