/* What each indicator contributes to the difference between an area's score and a reference: the
 * area that has the median of every indicator (among all areas, or among some of them), or another
 * area. For each node and area
 *
 *     reference + sum of effects = score        (within 1e-9)
 *
 * The difference is taken apart level by level, with formulas that leave nothing over:
 *
 * - Means with a generator g (arithmetic x, geometric ln x, harmonic 1/x, power x^p): since
 *   g(S) - g(R) = sum of w (g(x) - g(m)), a part x against m has the effect
 *   w (x - m) g[x,m] / g[S,R], where g[a,b] = (g(a) - g(b)) / (a - b). With g = ln this is the
 *   logarithmic mean Divisia index, LMDI-I: B. W. Ang and F. L. Liu, Energy 26 (2001) 537-548.
 * - A part that is 0 makes such a mean 0. Then the parts at 0 share the whole difference by weight,
 *   which is the limit of the above: B. W. Ang and Na Liu, Energy Policy 35 (2007) 238-246.
 * - Minimum: on the straight way from the reference to the area, each part counts for as long as it
 *   is the lowest: R. J. Aumann and L. S. Shapley, Values of Non-Atomic Games (1974).
 * - Sum: w (x - m).
 * - Copeland: area and reference are held against the same rivals, one by one; what changes when
 * one of them wins a duel that the other does not is shared by weight among the parts that speak
 * for the change. The area of medians is no rival of anyone, and is not held against the area
 * itself, so its score can differ a little from one area to another.
 * - A floor counts for the node; below it the parts share what is left of the difference.
 *
 * All of them change sign and nothing else when area and reference change places.
 *
 * What is missing gives its weight to the others, in the score and in the reference. A mean stays
 * the same when a part equal to the mean is added, so a part that only one side has is held against
 * the other side's mean: its effect is what having it, or not having it, changes. */
#ifndef ETABLERA_ANALYSIS_CONTRIBUTION_H
#define ETABLERA_ANALYSIS_CONTRIBUTION_H

#include "analysis/group.h"
#include "analysis/result.h"

/* Instead of an area to compare with: the one that has the median of every indicator's points. */
#define AREA_MEDIAN UINT32_MAX

struct contribution {
    uint32_t indicator;
    double points, reference; /* as they count under the node; NAN: missing on that side */
    double effect;            /* points of the node: + lifts, - holds back */
};

struct contributions {
    double score, reference; /* of the node; NAN when not assessable: then there are no items */
    struct contribution *items;
    size_t count;
    double *nodes; /* [node_count] the sum of the effects under each node; NAN elsewhere */
    double *reference_nodes; /* [node_count] score of the reference; NAN elsewhere */
};

/* `reference` is an area, or AREA_MEDIAN: then the medians are of the group, or of all areas when
 * it is NULL. Everything is in the arena. Items are in the order of the tree; an indicator that
 * neither side has is left out. */
struct contributions contributions_of(const struct result *r, uint32_t node, uint32_t area,
                                      uint32_t reference, const struct area_group *group,
                                      struct arena *arena);

/* The items in falling order of effect (rising when `holding`); those that both sides have, when
 * `both`; at most `most` into out, and only those that lift (hold back) by more than 1e-9. */
size_t contributions_most(const struct contributions *c, bool holding, bool both,
                          const struct contribution **out, size_t most);

/* The area one place up (step -1) or down (step +1) and the distance in points as printed; false
 * when none. Of several that share the place, the one nearest in the list. */
bool next_in_rank(const struct result *r, uint32_t node, uint32_t area, int step, uint32_t *other,
                  double *distance);

#endif
