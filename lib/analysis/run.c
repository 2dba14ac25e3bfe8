/* The road from dataset to result: facts, then everything in the order that the rules' names ask
 * for, then what follows from the whole. */
#include "analysis/evaluate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/facts.h"
#include "analysis/messages.h"
#include "analysis/scale_hint.h"
#include "analysis/outlook.h"
#include "analysis/outside.h"
#include "analysis/sensitivity.h"
#include "base/number.h"
#include "base/text.h"

/* --- the result's room --------------------------------------------------------------------------
 */

struct indicator_result indicator_room(struct arena *arena, size_t areas)
{
    size_t n = areas + 1;
    return (struct indicator_result){
        .cells = arena_array(arena, n, sizeof(struct cell)),
        .points = arena_array(arena, n, sizeof(double)),
        .treated = arena_array(arena, n, sizeof(double)),
        .substitute = arena_array(arena, n, sizeof(uint8_t)),
        .imputed = arena_array(arena, n, sizeof(uint8_t)),
        .rank = arena_array(arena, n, sizeof(int32_t)),
        .reason = arena_array(arena, n, sizeof(char *)),
        .reason_en = arena_array(arena, n, sizeof(char *)),
    };
}

static void room_for_indicators(struct result *r, const struct model *m)
{
    r->indicators = arena_array(r->arena, m->indicator_count + 1, sizeof *r->indicators);
    for (size_t k = 0; k < m->indicator_count; k++)
        r->indicators[k] = indicator_room(r->arena, r->areas);
    r->reference = arena_array(r->arena, m->indicator_count + 1, sizeof *r->reference);
}

static void room_for_nodes(struct result *r, const struct model *m)
{
    size_t n = r->areas + 1;
    r->nodes = arena_array(r->arena, m->node_count + 1, sizeof *r->nodes);
    for (size_t k = 0; k < m->node_count; k++) {
        struct node_result *x = &r->nodes[k];
        x->score = arena_array(r->arena, n, sizeof *x->score);
        x->coverage = arena_array(r->arena, n, sizeof *x->coverage);
        x->grade = arena_array(r->arena, n, sizeof *x->grade);
        x->rank = arena_array(r->arena, n, sizeof *x->rank);
    }
}

static struct condition_result *room_for_truths(struct result *r, size_t count)
{
    struct condition_result *c = arena_array(r->arena, count + 1, sizeof *c);
    for (size_t k = 0; k < count; k++)
        c[k].truth = arena_array(r->arena, r->areas + 1, sizeof *c[k].truth);
    return c;
}

static void room_for_ideas(struct result *r, const struct model *m)
{
    size_t n = r->areas + 1;
    r->ideas = arena_array(r->arena, m->idea_count + 1, sizeof *r->ideas);
    for (size_t k = 0; k < m->idea_count; k++) {
        struct idea_result *x = &r->ideas[k];
        x->grade = arena_array(r->arena, n, sizeof *x->grade);
        for (int lang = LANG_SV; lang <= LANG_EN; lang++) {
            x->why[lang] = arena_array(r->arena, n, sizeof *x->why[lang]);
            x->has[lang] = arena_array(r->arena, n, sizeof *x->has[lang]);
            x->fits[lang] = arena_array(r->arena, n, sizeof *x->fits[lang]);
            x->ask[lang] = arena_array(r->arena, n, sizeof *x->ask[lang]);
        }
        x->supporting = arena_array(r->arena, n, sizeof *x->supporting);
        x->strength = arena_array(r->arena, n, sizeof *x->strength);
    }
}

bool names_invented(const char *path)
{
    static const char *const words[] = {"pahittad", "påhittad", "paahittad", "invented"};
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
        if (strstr(path, words[k]))
            return true;
    return false;
}

static bool named_invented(const struct dataset *data)
{
    for (size_t i = 0; i < data->file_count; i++)
        if (names_invented(data->files[i].path))
            return true;
    return false;
}

static void room_for_peers(struct result *r, const struct model *m)
{
    r->peers = arena_array(r->arena, m->peers_count + 1, sizeof *r->peers);
    for (size_t k = 0; k < m->peers_count; k++)
        r->peers[k] = peers_room(r->arena, r->areas);
}

static struct result *result_new(const struct model *m, const struct dataset_bundle *b,
                                 const struct analysis_options *o, int32_t day)
{
    struct arena *arena = arena_new();
    struct result *r = arena_alloc(arena, sizeof *r);
    *r = (struct result){.arena = arena,
                         .model = m,
                         .data = b->data,
                         .day = day,
                         .areas = b->data->areas.count,
                         .invented = m->invented || named_invented(b->data),
                         .overrides = o->overrides,
                         .override_count = o->override_count};
    room_for_indicators(r, m);
    room_for_nodes(r, m);
    room_for_ideas(r, m);
    room_for_peers(r, m);
    r->gates = room_for_truths(r, m->gate_count);
    r->flags = room_for_truths(r, m->flag_count);
    r->counts = arena_array(arena, m->count_count + 1, sizeof *r->counts);
    for (size_t k = 0; k < m->count_count; k++)
        r->counts[k] = arena_array(arena, r->areas + 1, sizeof **r->counts);
    r->facts = arena_array(arena, m->fact_count + 1, sizeof *r->facts);
    for (size_t k = 0; k < m->fact_count; k++)
        r->facts[k] = arena_array(arena, r->areas + 1, sizeof **r->facts);
    r->area = arena_array(arena, r->areas + 1, sizeof *r->area);
    r->ranking = arena_array(arena, r->areas + 1, sizeof *r->ranking);
    for (size_t i = 0; i < r->areas; i++)
        r->area[i].top_challenge = r->area[i].best_idea = r->area[i].position = UINT32_MAX;
    return r;
}

/* --- the order of things ------------------------------------------------------------------------
 */

static void step(struct work *w, struct ref ref)
{
    uint32_t k = ref.index;
    switch (ref.kind) {
    case SYMBOL_COUNT:
        run_count(w, k);
        return;
    case SYMBOL_INDICATOR:
        run_indicator(w, k);
        return;
    case SYMBOL_NODE:
        run_node(w, k);
        if (w->model->nodes[k].kind == NODE_CHALLENGE)
            run_top_challenges(w);
        return;
    case SYMBOL_PEERS:
        run_peers(w, k);
        return;
    case SYMBOL_IDEA:
        run_idea(w, k);
        run_ideas_done(w);
        return;
    case SYMBOL_GATE:
        evaluate_truth(w, w->model->gates[k].condition, w->result->gates[k].truth);
        return;
    case SYMBOL_FLAG:
        evaluate_truth(w, w->model->flags[k].condition, w->result->flags[k].truth);
        return;
    default:
        return; /* positions and advice come after the whole */
    }
}

/* --- what goes with each area --------------------------------------------------------------------
 */

static void questions(struct work *w, size_t i)
{
    const struct model *m = w->model;
    struct area_result *a = &w->result->area[i];
    a->questions = arena_array(w->result->arena, m->fact_count + 1, sizeof *a->questions);
    for (uint32_t k = 0; k < m->fact_count; k++) {
        const struct fact_value *v = &w->result->facts[k][i];
        if (v->truth == TRUTH_UNKNOWN && isnan(v->number) && !v->text)
            a->questions[a->question_count++] = k;
    }
}

static void companions(struct work *w, size_t i)
{
    struct area_result *a = &w->result->area[i];
    a->neighbours = w->bundle->neighbours[i];
    while (a->neighbours[a->neighbour_count] != UINT32_MAX)
        a->neighbour_count++;
}

static void finish(struct work *w)
{
    struct result *r = w->result;
    struct cell *oldest = memory_alloc((w->n + 1) * sizeof *oldest);
    run_position(w);
    run_classes(w);
    run_rank_bounds(w);
    run_importance(w);
    run_advice(w);
    run_guides(w);
    run_calcs(w);
    run_sexes(w);
    run_lessons(w);
    derived_value(w, DERIVED_OLDEST_VALUE, oldest);
    for (size_t i = 0; i < w->n; i++) {
        questions(w, i);
        companions(w, i);
        r->area[i].oldest_value = status_has_value(oldest[i].status) ? oldest[i].value : NAN;
        if (w->model->root != UINT32_MAX && r->nodes[w->model->root].grade[i] == GRADE_PRELIMINARY)
            r->preliminary = true;
    }
    free(oldest);
}

/* The substitute that stands in everywhere, else the indicator itself. */
static const struct indicator *used_by_all(const struct work *w, size_t k)
{
    const struct indicator *own = &w->model->indicators[k];
    const struct indicator_result *r = &w->result->indicators[k];
    if (r->mixed || r->have == 0 || r->have_substitute < r->have)
        return own;
    for (size_t i = 0; i < w->n; i++)
        if (r->substitute[i] > 0)
            return &w->model->indicators[own->substitutes[r->substitute[i] - 1]];
    return own;
}

/* An indicator that gives (nearly) all areas the same points tells nobody apart. */
static void warn_constant(struct work *w)
{
    const struct model *m = w->model;
    for (size_t k = 0; k < m->indicator_count; k++) {
        const struct indicator_result *x = &w->result->indicators[k];
        size_t same = 0;
        double first = NAN;
        for (size_t i = 0; i < w->n; i++) {
            if (isnan(x->points[i]))
                continue;
            first = isnan(first) ? x->points[i] : first;
            same += x->points[i] == first;
        }
        bool scored = m->indicators[k].role == ROLE_INDICATOR && m->indicators[k].weight > 0;
        if (!scored || w->n < 5 || x->have < 5 || same < x->have)
            continue;
        char a[32], b[32];
        const struct indicator *used = used_by_all(w, k);
        struct diagnostic *told =
            diagnose(w->d, "W801", used->scale_place, used->head.sv, number_text(a, (double)same),
                     number_text(b, (double)w->n), NULL);
        const char *hint = scale_hint(w, used, x);
        told->hint = hint ? hint : told->hint;
    }
}

enum { REMARKS_SHOWN = 20 };

/* Errors told so far go to the cover, where the reader of a workbook sees them. */
static void remark_errors(struct result *r, struct diagnostics *d)
{
    diagnostics_sort(d);
    r->remarks = arena_array(r->arena, REMARKS_SHOWN + 1, sizeof *r->remarks);
    for (size_t k = 0; k < d->count && r->remark_count < REMARKS_SHOWN; k++) {
        const struct diagnostic *told = &d->items[k];
        if (told->severity != SEVERITY_ERROR)
            continue;
        const char *file = told->place.file ? told->place.file : "";
        r->remarks[r->remark_count++] =
            told->place.line ? arena_printf(r->arena, "%s:%u: %s [%s]", file, told->place.line,
                                            told->message, told->code)
                             : arena_printf(r->arena, "%s%s%s [%s]", file, file[0] ? ": " : "",
                                            told->message, told->code);
    }
    if (d->errors > r->remark_count) {
        const char *more = d->lang == LANG_SV ? "och %zu fel till" : "and %zu more errors";
        r->remarks[r->remark_count] = arena_printf(r->arena, more, d->errors - r->remark_count);
        r->remark_count++;
    }
}

/* Values of every area in the data, for the scales that compare with them. What is told of the
 * areas under study is told when they are run. */
static void run_references(struct work *w)
{
    const struct model *m = w->model;
    const struct dataset_bundle *all = w->bundle->all;
    struct result *r = w->result;
    if (!all)
        return;
    struct diagnostics *unheard = diagnostics_new(w->d->lang);
    struct analysis_options none = {0};
    struct work wide = *w;
    wide.bundle = all;
    wide.n = all->data->areas.count;
    wide.d = unheard;
    wide.result = result_new(m, all, &none, w->day);
    analysis_messages(unheard);
    for (size_t k = 0; k < m->order_count; k++)
        if (m->order[k].kind == SYMBOL_COUNT || m->order[k].kind == SYMBOL_INDICATOR ||
            m->order[k].kind == SYMBOL_NODE)
            step(&wide, m->order[k]);
    r->reference_count = wide.n;
    for (size_t k = 0; k < m->indicator_count; k++) {
        const struct indicator_result *x = &wide.result->indicators[k];
        if (m->indicators[k].compared != COMPARED_ALL)
            continue;
        r->reference[k] = arena_array(r->arena, wide.n + 1, sizeof **r->reference);
        for (size_t i = 0; i < wide.n; i++)
            r->reference[k][i] =
                status_has_value(x->cells[i].status) && x->substitute[i] == 0 && !x->imputed[i]
                    ? x->cells[i].value
                    : NAN;
    }
    result_free(wide.result);
    diagnostics_free(unheard);
}

static bool is_of_scores(enum symbol_kind kind)
{
    return kind == SYMBOL_COUNT || kind == SYMBOL_INDICATOR || kind == SYMBOL_NODE;
}

static struct work take_steps(const struct model *m, const struct dataset_bundle *b,
                              const struct analysis_options *o, bool scores, struct diagnostics *d)
{
    analysis_messages(d);
    int32_t day = o->day ? o->day : m->day;
    struct work w = {.model = m,
                     .bundle = b,
                     .result = result_new(m, b, o, day),
                     .d = d,
                     .n = b->data->areas.count,
                     .scores_only = scores,
                     .day = day ? day : m->base_year * 10000 + 1231,
                     .options = o};
    w.weights = weights_of(m, w.result->arena);
    for (uint32_t k = 0; k < m->fact_count; k++)
        for (size_t i = 0; i < w.n; i++)
            run_answer(&w, k, i);
    run_references(&w);
    for (size_t k = 0; k < m->order_count; k++)
        if (!scores || is_of_scores(m->order[k].kind))
            step(&w, m->order[k]);
    return w;
}

struct result *run_scores(const struct model *m, const struct dataset_bundle *b,
                          const struct analysis_options *o, struct diagnostics *d)
{
    return take_steps(m, b, o, true, d).result;
}

struct result *analysis_run(const struct model *m, const struct dataset_bundle *b,
                            const struct analysis_options *o, struct diagnostics *d)
{
    struct work w = take_steps(m, b, o, false, d);
    finish(&w);
    warn_constant(&w);
    warn_outside(&w);
    remark_errors(w.result, d);
    return w.result;
}

void run_uncertain(struct work *w)
{
    static const struct analysis_options as_written = {.threads = 1};
    struct result *r = w->result;
    if (!r->uncertain)
        r->uncertain = uncertain_run(r, w->bundle, w->options ? w->options : &as_written, r->arena);
}

void analysis_uncertainty(struct result *r, const struct dataset_bundle *b,
                          const struct analysis_options *o)
{
    if (!r->uncertain)
        r->uncertain = uncertain_run(r, b, o, r->arena);
    if (!r->sensitivity)
        r->sensitivity = sensitivity_run(r, b, o, r->arena);
}

void analysis_outlook(struct result *r, const struct dataset_bundle *b)
{
    if (!r->outlook)
        r->outlook = outlook_run(r, b, r->model->trend_years, r->arena);
}

void result_free(struct result *r)
{
    if (r)
        arena_free(r->arena);
}
