/* Values that the analysis itself gives each area, for conditions and texts. */
#include "analysis/evaluate.h"
#include "analysis/uncertain.h"

#include <math.h>
#include <stdlib.h>

/* --- numbers -----------------------------------------------------------------------------------
 */

static double ideas_at_least(struct work *w, size_t i, enum idea_grade g)
{
    double count = 0;
    for (size_t k = 0; k < w->model->idea_count; k++)
        count += w->result->ideas[k].grade[i] >= g;
    return count;
}

static double strong_ideas(struct work *w, size_t i)
{
    return ideas_at_least(w, i, IDEA_STRONG);
}
static double possible_ideas(struct work *w, size_t i)
{
    return ideas_at_least(w, i, IDEA_POSSIBLE);
}

static bool scored(const struct work *w, size_t k)
{
    return w->model->indicators[k].parent != UINT32_MAX && w->model->indicators[k].weight > 0;
}

/* Years between the base year and the value's; NAN when missing or when no year is stated. */
static double age(const struct work *w, size_t k, size_t i)
{
    const struct cell *c = &w->result->indicators[k].cells[i];
    if (!status_has_value(c->status) || c->period <= 0)
        return NAN;
    return w->model->base_year - c->period / 100;
}

static double oldest_value(struct work *w, size_t i)
{
    double oldest = NAN;
    for (size_t k = 0; k < w->model->indicator_count; k++)
        if (scored(w, k))
            oldest = fmax(oldest, age(w, k, i));
    return oldest;
}

/* The series of an indicator that is a plain variable with women and men; SIZE_MAX: it is not. */
static size_t divided_series(struct work *w, size_t k, double *factor)
{
    const struct expr *x = w->model->indicators[k].formula;
    for (*factor = 1; x && x->op == EXPR_SCALE; x = x->args[0])
        *factor *= x->number;
    if (!x || x->op != EXPR_REF || x->ref.kind != SYMBOL_VARIABLE)
        return SIZE_MAX;
    size_t series = w->bundle->series[x->ref.index];
    return series != SIZE_MAX && dataset_has_sex(w->bundle->data, series) ? series : SIZE_MAX;
}

static double sex_value(struct work *w, size_t series, size_t i, int32_t period, enum sex sex)
{
    struct cell c = dataset_get(w->bundle->data, series, (uint32_t)i, period, sex);
    return status_has_value(c.status) ? c.value : NAN;
}

/* Women's and men's values beside those of all, where the figure itself is used. */
void run_sexes(struct work *w)
{
    struct result *r = w->result;
    for (size_t k = 0; k < w->model->indicator_count; k++) {
        struct indicator_result *out = &r->indicators[k];
        double factor = 1;
        size_t series = divided_series(w, k, &factor);
        if (series == SIZE_MAX)
            continue;
        out->women = arena_array(r->arena, w->n + 1, sizeof *out->women);
        out->men = arena_array(r->arena, w->n + 1, sizeof *out->men);
        for (size_t i = 0; i < w->n; i++) {
            const struct cell *cell = &out->cells[i];
            bool own =
                status_has_value(cell->status) && out->substitute[i] == 0 && !is_imputed(out, i);
            out->women[i] = own ? factor * sex_value(w, series, i, cell->period, SEX_WOMEN) : NAN;
            out->men[i] = own ? factor * sex_value(w, series, i, cell->period, SEX_MEN) : NAN;
        }
    }
}

/* Gap between women and men as a share of the total, for an indicator that is a plain variable. */
static double sex_gap_of(struct work *w, size_t k, size_t i)
{
    double factor = 1;
    size_t series = divided_series(w, k, &factor);
    if (series == SIZE_MAX)
        return NAN;
    int32_t period = w->result->indicators[k].cells[i].period;
    const struct dataset *data = w->bundle->data;
    struct cell women = dataset_get(data, series, (uint32_t)i, period, SEX_WOMEN);
    struct cell men = dataset_get(data, series, (uint32_t)i, period, SEX_MEN);
    struct cell all = dataset_get(data, series, (uint32_t)i, period, SEX_TOTAL);
    if (!status_has_value(women.status) || !status_has_value(men.status) ||
        !status_has_value(all.status) || all.value == 0)
        return NAN;
    return 100.0 * fabs(women.value - men.value) / fabs(all.value);
}

static size_t widest_gap(struct work *w, size_t i, double *gap)
{
    size_t which = SIZE_MAX;
    *gap = NAN;
    for (size_t k = 0; k < w->model->indicator_count; k++) {
        double g = scored(w, k) ? sex_gap_of(w, k, i) : NAN;
        if (!isnan(g) && (isnan(*gap) || g > *gap)) {
            *gap = g;
            which = k;
        }
    }
    return which;
}

static double sex_gap(struct work *w, size_t i)
{
    double gap;
    widest_gap(w, i, &gap);
    return gap;
}

static double rank(struct work *w, size_t i)
{
    int32_t r = w->model->root == UINT32_MAX ? 0 : w->result->nodes[w->model->root].rank[i];
    return r ? (double)r : NAN;
}

static double rank_low(struct work *w, size_t i)
{
    run_uncertain(w);
    const struct uncertain *u = w->result->uncertain;
    return u && u->low[i] ? (double)u->low[i] : NAN;
}

static double rank_high(struct work *w, size_t i)
{
    run_uncertain(w);
    const struct uncertain *u = w->result->uncertain;
    return u && u->high[i] ? (double)u->high[i] : NAN;
}

static double rank_span(struct work *w, size_t i)
{
    return rank_high(w, i) - rank_low(w, i);
}

/* --- peers and neighbours ----------------------------------------------------------------------
 */

/* Points between two areas that say that one of them does better, and are no chance. */
#define PEER_DISTANCE 15.0

/* A peer in the better half with clearly lower need in the area's foremost challenge. */
static uint32_t better_peer(struct work *w, size_t i)
{
    uint32_t top = w->result->area[i].top_challenge;
    if (top == UINT32_MAX)
        return UINT32_MAX;
    const double *score = w->result->nodes[top].score;
    double enough = fmin(score[i] - PEER_DISTANCE, w->result->nodes[top].median);
    if (w->model->peers_count == 0 || w->model->nodes[top].no_lesson)
        return UINT32_MAX;
    const struct peers_result *peers = &w->result->peers[0];
    for (size_t k = 0; k < peers->count[i]; k++) {
        uint32_t area = peers->list[i][k].area;
        if (area != UINT32_MAX && score[area] <= enough)
            return area;
    }
    return UINT32_MAX;
}

/* A neighbour whose foremost challenge is the same, and stands out there. */
static uint32_t same_neighbour(struct work *w, size_t i)
{
    uint32_t top = w->result->area[i].top_challenge;
    for (const uint32_t *p = w->bundle->neighbours[i]; top != UINT32_MAX && *p != UINT32_MAX; p++)
        if (w->result->area[*p].top_challenge == top && node_stands_out(&w->result->nodes[top], *p))
            return *p;
    return UINT32_MAX;
}

static double peer_better(struct work *w, size_t i)
{
    return better_peer(w, i) != UINT32_MAX;
}
static double neighbour_same(struct work *w, size_t i)
{
    return same_neighbour(w, i) != UINT32_MAX;
}

/* Percentile rank of the best idea's branch; every area's own best idea names its branch. */
static void branch_percentile(struct work *w, struct cell *out)
{
    struct cell *cells = memory_alloc((w->n + 1) * sizeof *cells);
    double *v = memory_alloc((w->n + 1) * sizeof *v), *share = memory_alloc((w->n + 1) * sizeof *v);
    for (size_t i = 0; i < w->n; i++)
        out[i] = cell_missing(STATUS_MISSING);
    for (uint32_t k = 0; k < w->model->idea_count; k++) {
        if (!w->model->ideas[k].branch)
            continue;
        evaluate(w, w->model->ideas[k].branch, w->model->base_year, cells);
        for (size_t i = 0; i < w->n; i++)
            v[i] = status_has_value(cells[i].status) ? cells[i].value : NAN;
        percentile_rank(v, w->n, share);
        for (size_t i = 0; i < w->n; i++)
            if (w->result->area[i].best_idea == k && !isnan(share[i]))
                out[i] = cell_number(share[i]);
    }
    free(share);
    free(v);
    free(cells);
}

static double (*const NUMBERS[DERIVED_COUNT])(struct work *, size_t) = {
    [DERIVED_STRONG_IDEAS] = strong_ideas,
    [DERIVED_POSSIBLE_IDEAS] = possible_ideas,
    [DERIVED_OLDEST_VALUE] = oldest_value,
    [DERIVED_SEX_GAP] = sex_gap,
    [DERIVED_RANK_SPAN] = rank_span,
    [DERIVED_PEER_BETTER] = peer_better,
    [DERIVED_NEIGHBOUR_SAME] = neighbour_same,
    [DERIVED_RANK] = rank,
    [DERIVED_RANK_LOW] = rank_low,
    [DERIVED_RANK_HIGH] = rank_high,
};

void derived_value(struct work *w, enum derived which, struct cell *out)
{
    if (which == DERIVED_BRANCH_PERCENTILE) {
        branch_percentile(w, out);
        return;
    }
    for (size_t i = 0; i < w->n; i++) {
        double v = NUMBERS[which] ? NUMBERS[which](w, i) : NAN;
        out[i] = isnan(v) ? cell_missing(STATUS_MISSING) : cell_number(v);
    }
}

/* --- texts -------------------------------------------------------------------------------------
 */

static const char *area_name(struct work *w, uint32_t area)
{
    return area == UINT32_MAX ? NULL : w->bundle->data->areas.items[area].name;
}

static const char *neighbour(struct work *w, uint32_t i)
{
    uint32_t same = same_neighbour(w, i);
    return area_name(w, same != UINT32_MAX ? same : w->bundle->neighbours[i][0]);
}

enum { LISTED = 5 };

/* What the area's value is of: a substitute, or the indicator itself. */
static const struct indicator *measured(const struct work *w, size_t k, uint32_t i)
{
    const struct indicator *own = &w->model->indicators[k];
    uint8_t s = w->result->indicators[k].substitute[i];
    return s ? &w->model->indicators[own->substitutes[s - 1]] : own;
}

/* Labels of the scored indicators for which `wanted` holds, heaviest first would need the tree;
 * they come in the rules' order, at most LISTED, then how many more. */
static const char *list(struct work *w, uint32_t i, enum lang lang,
                        bool (*wanted)(struct work *, size_t, size_t))
{
    struct text t = {0};
    size_t count = 0;
    for (size_t k = 0; k < w->model->indicator_count; k++) {
        if (!scored(w, k) || !wanted(w, k, i))
            continue;
        if (count++ >= LISTED)
            continue;
        text_add(&t, t.n ? ", " : "");
        text_add(&t, head_label(&measured(w, k, i)->head, lang));
    }
    if (count > LISTED)
        text_printf(&t, lang == LANG_SV ? " och %zu till" : " and %zu more", count - LISTED);
    const char *made = t.n ? arena_strdup(w->result->arena, t.p) : NULL;
    text_release(&t);
    return made;
}

static bool is_missing(struct work *w, size_t k, size_t i)
{
    return !status_has_value(w->result->indicators[k].cells[i].status);
}

static bool is_old(struct work *w, size_t k, size_t i)
{
    return age(w, k, i) > 2;
}

const char *derived_text(struct work *w, enum derived which, uint32_t area, enum lang lang)
{
    double gap;
    size_t k;
    uint32_t top = w->result->area[area].top_challenge;
    switch (which) {
    case DERIVED_AREA:
        return area_name(w, area);
    case DERIVED_NEIGHBOUR:
        return neighbour(w, area);
    case DERIVED_PEER:
        return area_name(w, better_peer(w, area));
    case DERIVED_TOP_CHALLENGE:
        return top == UINT32_MAX
                   ? NULL
                   : text_lower(w->result->arena, head_label(&w->model->nodes[top].head, lang));
    case DERIVED_MISSING_LIST:
        return list(w, area, lang, is_missing);
    case DERIVED_OLD_LIST:
        return list(w, area, lang, is_old);
    case DERIVED_SEX_GAP_NAME:
        k = widest_gap(w, area, &gap);
        return k == SIZE_MAX ? NULL : head_label(&w->model->indicators[k].head, lang);
    default:
        return NULL;
    }
}
