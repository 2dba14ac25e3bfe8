/* What every page of HTML needs. */
#ifndef ETABLERA_REPORT_HTML_H
#define ETABLERA_REPORT_HTML_H

#include "base/text.h"

/* Text that stands for itself in an element or between quotes, also where it holds what HTML and
 * XML do not allow. */
void html_add(struct text *out, const char *text);

#endif
