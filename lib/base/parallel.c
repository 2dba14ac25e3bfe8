#include "base/parallel.h"

#include <pthread.h>
#include <stdbool.h>

struct shared {
    void (*work)(void *context, size_t piece, int thread);
    void *context;
    size_t next, pieces;
    pthread_mutex_t lock; /* guards next */
};

struct worker {
    struct shared *shared;
    int number;
    pthread_t thread;
    bool started;
};

int parallel_threads(int wanted, size_t pieces)
{
    int threads = wanted < 1 ? 1 : wanted > PARALLEL_MOST ? PARALLEL_MOST : wanted;
    return pieces < (size_t)threads ? (pieces ? (int)pieces : 1) : threads;
}

static void *take_pieces(void *argument)
{
    const struct worker *w = argument;
    struct shared *s = w->shared;
    for (;;) {
        pthread_mutex_lock(&s->lock);
        size_t piece = s->next < s->pieces ? s->next++ : s->pieces;
        pthread_mutex_unlock(&s->lock);
        if (piece == s->pieces)
            return NULL;
        s->work(s->context, piece, w->number);
    }
}

void parallel_run(int wanted, size_t pieces, void (*work)(void *context, size_t piece, int thread),
                  void *context)
{
    struct shared s = {.work = work, .context = context, .pieces = pieces};
    struct worker workers[PARALLEL_MOST];
    int threads = parallel_threads(wanted, pieces);
    pthread_mutex_init(&s.lock, NULL);
    for (int i = 0; i < threads; i++)
        workers[i] = (struct worker){.shared = &s, .number = i};
    for (int i = 1; i < threads; i++)
        workers[i].started =
            pthread_create(&workers[i].thread, NULL, take_pieces, &workers[i]) == 0;
    take_pieces(&workers[0]);
    for (int i = 1; i < threads; i++)
        if (workers[i].started)
            pthread_join(workers[i].thread, NULL);
    pthread_mutex_destroy(&s.lock);
}
