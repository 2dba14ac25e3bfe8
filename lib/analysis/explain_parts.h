/* What the files of explain share. Private to them. */
#ifndef ETABLERA_ANALYSIS_EXPLAIN_PARTS_H
#define ETABLERA_ANALYSIS_EXPLAIN_PARTS_H

#include "analysis/contribution.h"
#include "analysis/evaluate.h"
#include "base/text.h"

struct teller {
    const struct result *r;
    const struct model *m;
    struct work *w;                /* for conditions: what they compare is computed again */
    uint32_t area, against;        /* against: AREA_MEDIAN when no area was asked for */
    const struct comparison *with; /* medians were asked for; else NULL */
    enum lang lang;
    struct arena *arena;
    struct text *out;
};

/* Was something to compare with asked for? */
static inline bool is_compared(const struct teller *t)
{
    return t->with || t->against != AREA_MEDIAN;
}

static inline const char *say(const struct teller *t, const char *sv, const char *en)
{
    return t->lang == LANG_SV ? sv : en;
}

/* explain.c */
const char *tell_number(const struct teller *t, double v, int decimals); /* "–" when it is none */
const char *tell_signed(const struct teller *t, double v, int decimals); /* "+1,5", "−0,2" */
const char *tell_name(const struct teller *t, uint32_t area);
const char *tell_place(const struct teller *t, uint32_t node, uint32_t area);

/* explain_difference.c: what makes up the difference to the reference. */
void tell_difference(const struct teller *t, uint32_t node, const struct contributions *c);
void tell_next(const struct teller *t, uint32_t node);
void tell_contribution(const struct teller *t, const struct contribution *x);
/* The indicator, or the substitute that stood in for it in the area. */
const struct indicator *tell_used(const struct teller *t, uint32_t indicator, uint32_t area);
void tell_sum(const struct teller *t, const struct contributions *c);

/* explain_against.c: everything in the difference, and peers and neighbours in short. */
void tell_against(const struct teller *t, uint32_t node, const struct contributions *c);
void tell_companions(const struct teller *t, uint32_t node);

/* explain_peers.c */
void tell_peers(const struct teller *t, uint32_t k);
void tell_all_peers(const struct teller *t);

/* explain_model.c: how the parts of a node hang together. */
void tell_model(const struct teller *t, uint32_t node);

/* explain_conditions.c: gates, flags, ideas and advice, with what decided them. */
void tell_gate(const struct teller *t, uint32_t k);
void tell_flag(const struct teller *t, uint32_t k);
void tell_position(const struct teller *t, uint32_t k);
void tell_idea(const struct teller *t, uint32_t k);
void tell_advice(const struct teller *t, uint32_t k);
void tell_guide(const struct teller *t, uint32_t k);
void tell_calc(const struct teller *t, uint32_t k);
void tell_conditions(const struct teller *t);
void tell_questions(const struct teller *t); /* what only the municipality knows */

#endif
