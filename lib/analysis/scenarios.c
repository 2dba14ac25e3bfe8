#include "analysis/scenarios.h"

#include <math.h>
#include <string.h>

#include "analysis/effect.h"
#include "base/text.h"
#include "rules/override.h"

const char *effect_text(enum scenario_effect effect, enum lang lang)
{
    static const char *const TEXTS[][2] = {
        [EFFECT_NOTHING] = {"ingen verkan", "no effect"},
        [EFFECT_JUDGEMENTS] = {"bara bedömningar", "judgements only"},
        [EFFECT_SCORES] = {"poäng", "scores"},
        [EFFECT_RANKS] = {"platser", "places"},
    };
    return TEXTS[effect][lang];
}

static bool same_number(double a, double b)
{
    return (isnan(a) && isnan(b)) || (a <= b && a >= b);
}

static void compare(const struct result *base, const struct result *run, struct scenario_result *s)
{
    bool scores = false;
    uint32_t root = base->model->root;
    if (!result_same(base, run))
        s->effect = EFFECT_JUDGEMENTS;
    for (size_t i = 0; root != UINT32_MAX && i < base->areas; i++) {
        s->score[i] = run->nodes[root].score[i];
        s->rank[i] = run->nodes[root].rank[i];
        scores = scores || !same_number(s->score[i], base->nodes[root].score[i]);
        s->moved += s->rank[i] != base->nodes[root].rank[i];
    }
    if (scores)
        s->effect = s->moved ? EFFECT_RANKS : EFFECT_SCORES;
}

static void run_one(struct result *r, const struct scenario *scenario, struct scenario_result *s,
                    const struct dataset_bundle *b, const struct analysis_options *o,
                    enum lang lang)
{
    struct diagnostics *unheard = diagnostics_new(lang);
    struct change *changes = arena_array(r->arena, scenario->override_count + 1, sizeof *changes);
    const struct model *now = r->model;
    s->score = arena_array(r->arena, r->areas + 1, sizeof *s->score);
    s->rank = arena_array(r->arena, r->areas + 1, sizeof *s->rank);
    s->change_count = scenario_changes(now, scenario, r->day, r->arena, changes);
    s->changes = arena_array(r->arena, s->change_count + 1, sizeof *s->changes);
    for (size_t i = 0; i < s->change_count; i++) {
        struct text text = {0};
        change_text(now, &changes[i], lang, &text);
        s->changes[i] = arena_strdup(r->arena, text.p);
        text_release(&text);
        now = model_changed(now, &changes[i], 1, r->arena);
    }
    struct result *run = analysis_run(now, b, o, unheard);
    compare(r, run, s);
    result_free(run);
    diagnostics_free(unheard);
}

/* Scenarios of overlay files are in force already, and were read last. */
static size_t own_scenarios(const struct model *m)
{
    size_t count = 0;
    for (size_t k = 0; k < m->scenario_count; k++) {
        bool own = true;
        for (size_t f = m->file_count - m->overlay_count; f < m->file_count; f++)
            own = own && strcmp(m->scenarios[k].head.place.file, m->files[f]) != 0;
        count += own;
    }
    return count;
}

void scenarios_run(struct result *r, const struct dataset_bundle *b,
                   const struct analysis_options *o, enum lang lang)
{
    const struct model *m = r->model;
    r->scenario_count = own_scenarios(m);
    struct scenario_result *all = arena_array(r->arena, r->scenario_count + 1, sizeof *all);
    for (size_t k = 0; k < r->scenario_count; k++)
        run_one(r, &m->scenarios[k], &all[k], b, o, lang);
    r->scenarios = all;
}
