/* The rules as a document for people: every part of the model in words, with file and line. */
#ifndef ETABLERA_REPORT_DOCUMENT_H
#define ETABLERA_REPORT_DOCUMENT_H

#include <stdbool.h>

#include "base/text.h"
#include "rules/model.h"

/* Adds the whole document: Markdown (CommonMark), or one HTML page without anything from elsewhere.
 */
void document_write(const struct model *m, bool html, enum lang lang, struct text *out);

/* Adds what the document says of one thing, in Markdown; nothing for kinds it has no chapter on. */
void document_thing(const struct model *m, struct ref ref, enum lang lang, struct text *out);

#endif
