/* One level of a decomposition: how much of each part's difference reaches the node above. Private
 * to contribution.c, where the formulas are cited. */
#ifndef ETABLERA_ANALYSIS_SLOPES_H
#define ETABLERA_ANALYSIS_SLOPES_H

#include "rules/model.h"

enum { AREA, REFERENCE, SIDES };

/* One part of a node on both sides, what is missing filled in. */
struct part {
    double value[SIDES], weight; /* value: with the node's floor */
    double raw[SIDES];           /* as it is */
    const struct child *child;
    bool filled[SIDES];
};

/* A node and those of its parts that at least one side has. */
struct family {
    const struct node *node;
    struct part *parts;
    size_t count;
    double value[SIDES]; /* the node's own */
};

double family_weight(const struct family *f);

/* slope[count], such that the sum over the parts of
 * slope x (value of the area - value of the reference) is the same difference of the node. */
void slopes_of(const struct family *f, double *slope);

#endif
