/* What stands on the sheet of questions that its reader must know too. */
#ifndef ETABLERA_REPORT_ANSWER_WORDS_H
#define ETABLERA_REPORT_ANSWER_WORDS_H

#include "report/view.h"

enum answer_word {
    WORD_ID,
    WORD_QUESTION,
    WORD_KNOWN,
    WORD_ANSWER,
    WORD_NOTE,
    WORD_CODE,
    WORD_WHO,
    WORD_DAY,
    WORD_MODEL,
    ANSWER_WORDS
};
extern const struct pair answer_words[ANSWER_WORDS];

#endif
