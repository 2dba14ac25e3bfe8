/* Digests of everything a run read: what shows afterwards that these were the files. */
#ifndef ETABLERA_ANALYSIS_EVIDENCE_H
#define ETABLERA_ANALYSIS_EVIDENCE_H

#include "analysis/result.h"

/* Fills result.digests and result.rule_digests. The files of the data are read once more, since
 * they are read in pieces by several threads; one whose CRC-32 is no longer what it was then, or
 * that cannot be read, gets "" and is told as an error: false. */
bool analysis_evidence(struct result *r, const char *data_folder, struct diagnostics *d);

#endif
