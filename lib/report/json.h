/* korning.json: everything of a run, for programs. */
#ifndef ETABLERA_REPORT_JSON_H
#define ETABLERA_REPORT_JSON_H

#include "analysis/result.h"

/* One object. Keys are Swedish in both languages; texts follow `lang`. null = none or unknown.
 *   format        1
 *   modell        {namn, titel, version, basår, rot: name of the root index, prövad: only with a
 *                 root, {mått, kommuner: how many indicators have points, how many areas a place,
 *                 få_kommuner: fewer than three areas an indicator, delar {name: {andel: of the
 *                 weight of the root, betydelse: squared correlation with the root, pearson,
 *                 spearman, antal: areas with both, and of an indicator utan_spridning: all have
 * the same points, kapas: over a fifth outside the scale, under_skalan, över_skalan}}, nästan_lika:
 * of korrelationer those over 0.95 in size, korrelationer [{a, b, pearson, spearman, antal}]: pairs
 * of indicators with a known correlation; null with more than 400 indicators}} dag "2026-03-01" or
 * null påhittad, preliminär   true/false ändringar     [text]: overrides; anmärkningar [text]: what
 * went wrong filer         [{fil, källa, teckenkod, byte, rader, använda, andra_områden,
 * okända_områden, bortvalda, crc32, sha256}] scenarier what each scenario of the rules would give:
 * [{namn, titel, ändringar [text], verkan: platser, poäng, bara bedömningar or ingen verkan,
 * flyttade: number of areas that change place, kommuner {kod: {plats, poäng}}}] noder {name:
 * {titel, slag, vikt, medel: median, platser: number ranked, sammanvägning, alfa: Cronbach's,
 * alfa_delar: of how many parts, those with values, delar {name: {andel: of the weight, betydelse:
 * squared correlation with the node, korrelation_med_övriga, alfa_utan}}, parvis {code: {code:
 * share of weight}}: only for copeland}} indikatorer   {name: {id, titel, slag, enhet, vikt, har,
 * ersatta, andel: of the top's weight, betydelse: squared correlation with the top, beräknade:
 * imputed, behandlade: by the rule for outliers, skala, median, median_poäng, räta_linjer: only
 * where values are residuals, [{år, områden: with both, används_av: areas whose value it gave, r2,
 * lutning, nivå}]}} kommuner      in the order of the ranking: {kod, namn, plats, plats_bäst,
 * plats_sämst, plats_förut: in an earlier run, plats_bäst_möjlig, plats_sämst_möjlig: if what is
 * missing were the best or worst of all, klass, klass_skäl, läge, toppmått, turordning, noder
 * {name: {poäng, täckning, grad, plats}}, indikatorer {name: {värde, status, år, behandlat: what
 * the rule for outliers put in its place, beräknat: true when imputed, poäng, plats, ersättning,
 * fil, fler, rad, skäl}}: fler = computed from more figures than the one in fil and rad, grindar
 * {name: true/false/null}, flaggor {name: ...}, idéer {name: {grad, skäl, har, stöd, ordning}}, råd
 * [{namn, text}], frågor [name of fact], grannar [kod],
 *                 liknande {name of block: [{kod, namn, avstånd, gemensamma}]}: kod null = outside
 * the areas studied, avstånd null = named by a file; gemensamma = values both have, lär_av {name of
 * challenge: {kod, poäng, egna_poäng, liknande}}: only where a peer does better} False after a told
 * error; the old file is kept. */
bool json_write(const struct result *r, enum lang lang, const char *path, struct diagnostics *d);

#endif
