/* Marks and words that every workbook explains. */
#ifndef ETABLERA_REPORT_NOTES_H
#define ETABLERA_REPORT_NOTES_H

#include "report/view.h"

struct note {
    struct pair word, text;
};
const struct note *notes_marks(size_t *count);
const struct note *notes_words(size_t *count);

#endif
