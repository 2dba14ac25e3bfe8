/* Areas held against each other pair by pair over several columns of points: Condorcet's outranking
 * matrix and Copeland's rule (OECD/JRC Handbook 2008, chapter 6; G. Munda and M. Nardo). Equal is
 * what lies within a tolerance, never what the last bit of a sum happens to say. */
#ifndef ETABLERA_ANALYSIS_PAIRWISE_H
#define ETABLERA_ANALYSIS_PAIRWISE_H

#include <stddef.h>

struct pairwise {
    const double *weight; /* [count] of each part */
    size_t count;
    double tolerance; /* points nearer than this are equal */
};

/* 1: a is more than b, -1: less, 0: equal, or one of them is missing (NAN). */
int pairwise_sign(const struct pairwise *p, double a, double b);
/* The share of the weight by which an area with the points a[count] outranks one with b: ties give
 * half, and so does what is missing in one of them. */
double pairwise_share(const struct pairwise *p, const double *a, const double *b);
/* 1: beats, -1: is beaten, 0: neither, of such a share. */
int pairwise_beats(double share);

#endif
