/* Where the effects on one area stand: the sheet Bidrag takes the difference to the area of medians
 * apart, the sheet Profil shows what comes of it. Both follow the choice on Profil. */
#ifndef ETABLERA_REPORT_EFFECTS_H
#define ETABLERA_REPORT_EFFECTS_H

#include "report/live_profile.h"

/* Columns of the parts of the difference. */
enum { EFFECTS_PART, EFFECTS_SUM, EFFECTS_LIFTS, EFFECTS_HOLDS, EFFECTS_COLUMNS };

struct effects {
    struct live_contributions c;
    uint32_t *parts; /* [part_count] weights of the parts that the indices are made of */
    size_t part_count;
    uint32_t parts_head; /* row on the sheet Bidrag */
};

/* Only where live_has_contributions(). */
struct effects effects_of(const struct view *v);
/* A column of the parts on the sheet Bidrag; its heading. */
struct page_range effects_parts(const struct view *v, const struct effects *e, uint32_t column);
struct page_range effects_heading(const struct view *v, const struct effects *e, uint32_t column);
/* A column of the table of weights there, without the root. */
const char *effects_workings(const struct view *v, const struct effects *e, const struct page *from,
                             uint32_t column);
/* "A01 Label" of a weight. */
const char *effects_name(const struct view *v, uint32_t weight);

/* The area that the sheet Profil shows: its name, and its number in the list (0: unknown). */
struct page_range profile_choice(const struct view *v);
struct page_range profile_number(const struct view *v);

#endif
