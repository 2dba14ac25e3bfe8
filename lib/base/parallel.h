/* The same work on many pieces, by a few threads. Which thread takes which piece is left to chance;
 * results must not depend on it. */
#ifndef ETABLERA_BASE_PARALLEL_H
#define ETABLERA_BASE_PARALLEL_H

#include <stddef.h>

enum { PARALLEL_MOST = 64 };

/* How many threads it will take: at least 1, at most `wanted`, PARALLEL_MOST and one a piece. */
int parallel_threads(int wanted, size_t pieces);

/* Calls work(context, piece, thread) once for each piece below `pieces`; `thread` is below
 * parallel_threads(). Returns when all is done. A thread that cannot be started is done without. */
void parallel_run(int wanted, size_t pieces, void (*work)(void *context, size_t piece, int thread),
                  void *context);

#endif
