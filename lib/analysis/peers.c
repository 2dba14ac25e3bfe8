/* Similar areas: as a file names them, or the nearest by Euclidean distance over standardised
 * values. A value that one of two areas lacks is left out, and the sum is scaled up to the weight
 * of all, as dist() of R does; under a stated share of the weight the two are not compared. */
#include "analysis/evaluate.h"

#include <math.h>
#include <stdlib.h>

#include "base/text.h"

static const double ROOM = 1e-9; /* what rounding made different is not nearer */

struct peers_result peers_room(struct arena *arena, size_t areas)
{
    size_t n = areas + 1;
    return (struct peers_result){
        .list = arena_array(arena, n, sizeof(struct peer *)),
        .count = arena_array(arena, n, sizeof(size_t)),
        .why = {arena_array(arena, n, sizeof(char *)), arena_array(arena, n, sizeof(char *))},
    };
}

/* --- published -------------------------------------------------------------------------------- */

static const char *area_name(const struct work *w, uint32_t area)
{
    return w->bundle->data->areas.items[area].name;
}

static size_t limited(const struct peers *p, size_t count)
{
    return p->most > 0 && count > (size_t)p->most ? (size_t)p->most : count;
}

static void take_published(struct work *w, uint32_t index, size_t i)
{
    struct peers_result *r = &w->result->peers[index];
    const struct published *p = &w->bundle->published[index];
    size_t inside = 0, outside = 0, count = 0;
    while (p->inside[i][inside] != UINT32_MAX)
        inside++;
    while (p->outside[i][outside])
        outside++;
    struct peer *list = arena_array(w->result->arena, inside + outside + 1, sizeof *list);
    for (size_t k = 0; k < inside; k++)
        list[count++] = (struct peer){p->inside[i][k], area_name(w, p->inside[i][k]), NAN, 0};
    for (size_t k = 0; k < outside; k++)
        list[count++] = (struct peer){UINT32_MAX, p->outside[i][k], NAN, 0};
    r->list[i] = list;
    r->count[i] = limited(&w->model->peers[index], count);
    if (count == 0) {
        r->why[LANG_SV][i] = "filen nämner inga";
        r->why[LANG_EN][i] = "the file names none";
    }
}

/* --- nearest ---------------------------------------------------------------------------------- */

/* Standardised values, one column for each that is compared and tells areas apart. */
struct space {
    double *z; /* [columns][n]; NAN where missing */
    double *weight;
    size_t columns, n;
    double whole; /* weight of all */
};

/* To mean 0 and standard deviation 1 (of the population, as the scale z); false when all the known
 * are equal, or fewer than two. */
static bool standardise(double *x, size_t n)
{
    double sum = 0, squares = 0, count = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(x[i])) {
            sum += x[i];
            count += 1;
        }
    double mean = sum / count;
    for (size_t i = 0; i < n; i++)
        if (!isnan(x[i]))
            squares += (x[i] - mean) * (x[i] - mean);
    double deviation = sqrt(squares / count);
    for (size_t i = 0; i < n; i++)
        x[i] = (x[i] - mean) / deviation;
    return count >= 2 && deviation > ROOM * fabs(mean) && isfinite(deviation);
}

static struct space space_new(struct work *w, const struct peers *p)
{
    size_t n = w->n;
    struct cell *cells = memory_alloc((n + 1) * sizeof *cells);
    struct space s = {memory_alloc((n * p->compared_count + 1) * sizeof(double)),
                      memory_alloc((p->compared_count + 1) * sizeof(double)), 0, n, 0};
    for (size_t k = 0; k < p->compared_count; k++) {
        double *x = s.z + s.columns * n;
        if (!(p->compared[k].weight > 0))
            continue;
        evaluate(w, p->compared[k].value, w->model->base_year, cells);
        for (size_t i = 0; i < n; i++)
            x[i] = status_has_value(cells[i].status) ? cells[i].value : NAN;
        if (!standardise(x, n))
            continue;
        s.weight[s.columns++] = p->compared[k].weight;
        s.whole += p->compared[k].weight;
    }
    free(cells);
    return s;
}

static void space_free(struct space *s)
{
    free(s->z);
    free(s->weight);
}

/* The distance between two areas; NAN when they share too little. */
static double distance(const struct space *s, size_t a, size_t b, double least, size_t *shared)
{
    double sum = 0, weight = 0;
    *shared = 0;
    for (size_t k = 0; k < s->columns; k++) {
        double difference = s->z[k * s->n + a] - s->z[k * s->n + b];
        if (isnan(difference))
            continue;
        sum += s->weight[k] * difference * difference;
        weight += s->weight[k];
        ++*shared;
    }
    bool enough = *shared > 0 && weight >= least * s->whole - ROOM;
    return enough ? sqrt(sum * s->whole / weight) : NAN;
}

static int compare_peers(const void *a, const void *b)
{
    const struct peer *x = a, *y = b;
    double p = floor(x->distance / ROOM + 0.5), q = floor(y->distance / ROOM + 0.5);
    if (p < q || p > q)
        return p < q ? -1 : 1;
    return (x->area > y->area) - (x->area < y->area);
}

static void say_why(struct work *w, struct peers_result *r, const struct space *s, size_t i)
{
    size_t own = 0;
    for (size_t k = 0; k < s->columns; k++)
        own += isnan(s->z[k * s->n + i]) ? 0 : 1;
    struct arena *arena = w->result->arena;
    if (s->columns == 0) {
        r->why[LANG_SV][i] = "inget av det som jämförs skiljer kommunerna åt";
        r->why[LANG_EN][i] = "nothing that is compared tells the municipalities apart";
    } else {
        r->why[LANG_SV][i] =
            arena_printf(arena, "för få värden att jämföra: %zu av %zu finns", own, s->columns);
        r->why[LANG_EN][i] =
            arena_printf(arena, "too few values to compare: %zu of %zu exist", own, s->columns);
    }
}

static void take_nearest(struct work *w, uint32_t index, const struct space *s, size_t i)
{
    const struct peers *p = &w->model->peers[index];
    struct peers_result *r = &w->result->peers[index];
    struct peer *list = memory_alloc((w->n + 1) * sizeof *list);
    size_t count = 0, shared;
    for (uint32_t j = 0; j < w->n; j++) {
        double d = j == i ? NAN : distance(s, i, j, p->least, &shared);
        if (!isnan(d))
            list[count++] = (struct peer){j, area_name(w, j), d, shared};
    }
    if (count)
        qsort(list, count, sizeof *list, compare_peers);
    else
        say_why(w, r, s, i);
    r->count[i] = limited(p, count);
    r->list[i] = arena_array(w->result->arena, r->count[i] + 1, sizeof *list);
    for (size_t k = 0; k < r->count[i]; k++)
        r->list[i][k] = list[k];
    free(list);
}

void run_peers(struct work *w, uint32_t index)
{
    const struct peers *p = &w->model->peers[index];
    if (p->file[0]) {
        for (size_t i = 0; i < w->n; i++)
            take_published(w, index, i);
        return;
    }
    struct space s = space_new(w, p);
    w->result->peers[index].compared = s.columns;
    for (size_t i = 0; i < w->n; i++)
        take_nearest(w, index, &s, i);
    space_free(&s);
}

/* --- learn from ------------------------------------------------------------------------------- */

/* A challenge's score is a need: the one that does best has the lowest. The first block that names
 * it, and the first in its order, goes before equals. */
static struct lesson lesson_for(const struct work *w, uint32_t node, size_t i)
{
    const struct node_result *n = &w->result->nodes[node];
    struct lesson best = {UINT32_MAX, 0};
    double least = n->grade[i] >= GRADE_PRELIMINARY ? n->score[i] : NAN;
    size_t blocks = w->model->nodes[node].no_lesson ? 0 : w->model->peers_count;
    for (uint32_t k = 0; k < blocks; k++) {
        const struct peers_result *peers = &w->result->peers[k];
        for (size_t p = 0; p < peers->count[i]; p++) {
            uint32_t area = peers->list[i][p].area;
            if (area == UINT32_MAX || n->grade[area] < GRADE_PRELIMINARY ||
                !(n->score[area] < least))
                continue;
            best = (struct lesson){area, k};
            least = n->score[area];
        }
    }
    return best;
}

void run_lessons(struct work *w)
{
    const struct model *m = w->model;
    struct arena *arena = w->result->arena;
    w->result->lessons = arena_array(arena, m->node_count + 1, sizeof *w->result->lessons);
    for (uint32_t k = 0; k < m->node_count; k++) {
        if (m->nodes[k].kind != NODE_CHALLENGE)
            continue;
        w->result->lessons[k] = arena_array(arena, w->n + 1, sizeof **w->result->lessons);
        for (size_t i = 0; i < w->n; i++)
            w->result->lessons[k][i] = lesson_for(w, k, i);
    }
}
