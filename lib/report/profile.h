/* Inside the sheet Profil: sheet_profile.c, profile_charts.c. */
#ifndef ETABLERA_REPORT_PROFILE_H
#define ETABLERA_REPORT_PROFILE_H

#include "report/effects.h"

/* Columns: the points, those of similar areas from PROFILE_PEER on, then the charts. Right of what
 * is printed stand the ends of the lines in a chart. */
enum {
    PROFILE_NAME,
    PROFILE_CHOSEN,
    PROFILE_MEDIAN,
    PROFILE_PEERS,
    PROFILE_PLACE,
    PROFILE_PEER,
    PROFILE_GAP = 10,
    PROFILE_CHARTS,
    PROFILE_LAST = 17,
    PROFILE_LINES = 19
};

struct profile {
    const struct view *v;
    struct page *page;
    const struct live *l;
    uint32_t top, head, lists; /* rows: of the choice, of the table, of what is under it */
    uint32_t area;             /* shown first */
    bool effects;
    struct effects e;
};

void profile_put(const struct profile *p, uint32_t row, uint32_t column, const char *formula,
                 double value, int decimals, enum style style);
/* The charts beside the tables, from the top of the sheet. Returns the row after them. */
uint32_t profile_charts(const struct profile *p);

#endif
