/* rangordning.csv, poang.csv, samband.csv, scenarier.csv, sakerhet.csv and kanslighet.csv. */
#include "report/csv.h"

#include <math.h>
#include <string.h>

#include "analysis/diagnosis.h"
#include "analysis/scenarios.h"
#include "analysis/sensitivity.h"
#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "report/clean.h"
#include "report/messages.h"
#include "report/view.h"

/* A file under way; `first`: no field yet on this line. */
struct sheet_of_text {
    struct text out;
    struct arena *arena;
    bool started;
};

static void separate(struct sheet_of_text *s)
{
    if (s->started)
        text_addc(&s->out, ';');
    s->started = true;
}

static void field(struct sheet_of_text *s, const char *text)
{
    separate(s);
    const char *clean = clean_field(s->arena, text ? text : "");
    if (strpbrk(clean, ";\"") == NULL) {
        text_add(&s->out, clean);
        return;
    }
    text_addc(&s->out, '"');
    for (; *clean != '\0'; clean++) {
        text_addc(&s->out, *clean);
        if (*clean == '"')
            text_addc(&s->out, '"');
    }
    text_addc(&s->out, '"');
}

/* Ten decimals: more than the sources have, fewer than the noise of the last bits. */
static void number(struct sheet_of_text *s, double value)
{
    char buffer[64];
    separate(s);
    if (isfinite(value))
        text_add(&s->out, number_text_decimal(buffer, number_round(value, 10), ','));
}

static void whole(struct sheet_of_text *s, int32_t value)
{
    if (value > 0)
        number(s, value);
    else
        separate(s);
}

static void end_line(struct sheet_of_text *s)
{
    text_add(&s->out, "\r\n");
    s->started = false;
}

static bool publish(struct sheet_of_text *s, const char *path, struct diagnostics *d)
{
    int why = 0;
    bool good = publish_bytes(path, s->out.p, s->out.n, &why);
    if (!good)
        report_tell(d, "E901", path, why_text(why, d->lang));
    text_release(&s->out);
    arena_free(s->arena);
    return good;
}

static void headings(struct sheet_of_text *s, const char *const *names, size_t count)
{
    text_add(&s->out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < count; i++)
        field(s, names[i]);
    end_line(s);
}

static bool in_ranking(const struct node *node)
{
    return node->kind == NODE_INDEX || node->kind == NODE_DIMENSION;
}

static void ranking_heading(struct sheet_of_text *s, const struct model *m)
{
    static const char *const before[] = {"plats", "kod", "kommun"};
    static const char *const after[] = {
        "klass", "läge", "täckning", "grad", "toppmått", "plats_bäst_möjlig", "plats_sämst_möjlig"};
    text_add(&s->out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < 3; i++)
        field(s, before[i]);
    for (size_t n = 0; n < m->node_count; n++)
        if (in_ranking(&m->nodes[n]))
            field(s, m->nodes[n].head.name);
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        field(s, after[i]);
    end_line(s);
}

static void ranking_row(struct sheet_of_text *s, const struct view *v, uint32_t a)
{
    const struct model *m = v->m;
    const struct area_result *area = &v->r->area[a];
    const struct node_result *root = has_root(v) ? &v->r->nodes[m->root] : NULL;
    whole(s, root ? root->rank[a] : 0);
    field(s, v->r->data->areas.items[a].code);
    field(s, v->r->data->areas.items[a].name);
    for (size_t n = 0; n < m->node_count; n++)
        if (in_ranking(&m->nodes[n]))
            number(s, v->r->nodes[n].score[a]);
    field(s,
          m->gate_count > 0 ? outcome_text((enum gate_outcome)area->class_outcome, v->lang) : "");
    field(s, area->position < m->position_count ? view_label(v, &m->positions[area->position].head)
                                                : "");
    number(s, root ? root->coverage[a] : NAN);
    field(s, root ? view_grade(v, m->root, a) : "");
    field(s, area->top_challenge < m->node_count
                 ? view_label(v, &m->nodes[area->top_challenge].head)
                 : "");
    whole(s, v->r->rank_bound_low ? v->r->rank_bound_low[a] : 0);
    whole(s, v->r->rank_bound_high ? v->r->rank_bound_high[a] : 0);
    end_line(s);
}

bool csv_ranking(const struct result *r, enum lang lang, const char *path, struct diagnostics *d)
{
    struct sheet_of_text s = {.arena = arena_new()};
    struct view v;
    view_init(&v, r, lang, s.arena);
    ranking_heading(&s, r->model);
    for (size_t i = 0; i < r->areas; i++)
        ranking_row(&s, &v, r->ranking[i]);
    return publish(&s, path, d);
}

static void start_row(struct sheet_of_text *s, const struct view *v, uint32_t a, const char *name,
                      const char *kind)
{
    field(s, v->r->data->areas.items[a].code);
    field(s, v->r->data->areas.items[a].name);
    field(s, name);
    field(s, kind);
}

static void indicator_row(struct sheet_of_text *s, const struct view *v, uint32_t a, uint32_t i)
{
    const struct indicator *indicator = &v->m->indicators[i], *used = view_used(v, i, a);
    const struct indicator_result *result = &v->r->indicators[i];
    const struct cell *cell = &result->cells[a];
    bool has = status_has_value(cell->status);
    start_row(s, v, a, indicator->head.name,
              indicator->role == ROLE_MEASURE ? "mått" : "indikator");
    number(s, has ? cell->value : NAN);
    field(s, unit_text(&used->unit, LANG_SV));
    whole(s, has ? cell->period / 100 : 0);
    field(s, status_word(cell->status));
    number(s, result->points ? result->points[a] : NAN);
    whole(s, result->rank ? result->rank[a] : 0);
    const char *origin = view_origin(v, cell);
    field(s,
          used != indicator ? arena_printf(s->arena, "%s: %s", used->head.name, origin) : origin);
    end_line(s);
}

static void node_row(struct sheet_of_text *s, const struct view *v, uint32_t a, uint32_t n)
{
    static const char *const kinds[] = {
        [NODE_DIMENSION] = "dimension", [NODE_INDEX] = "index", [NODE_CHALLENGE] = "utmaning"};
    const struct node_result *result = &v->r->nodes[n];
    start_row(s, v, a, v->m->nodes[n].head.name, kinds[v->m->nodes[n].kind]);
    for (int i = 0; i < 3; i++)
        field(s, "");
    field(s, grade_text((enum grade)result->grade[a], LANG_SV));
    number(s, result->score[a]);
    whole(s, result->rank[a]);
    field(s, "");
    end_line(s);
}

bool csv_points(const struct result *r, enum lang lang, const char *path, struct diagnostics *d)
{
    static const char *const heads[] = {"kod", "kommun", "nod",   "slag",  "varde", "enhet",
                                        "ar",  "status", "poang", "plats", "kalla"};
    struct sheet_of_text s = {.arena = arena_new()};
    struct view v;
    view_init(&v, r, lang, s.arena);
    headings(&s, heads, sizeof heads / sizeof heads[0]);
    for (uint32_t a = 0; a < r->areas; a++) {
        for (uint32_t i = 0; i < r->model->indicator_count; i++)
            if (r->model->indicators[i].role != ROLE_SUBSTITUTE)
                indicator_row(&s, &v, a, i);
        for (uint32_t n = 0; n < r->model->node_count; n++)
            node_row(&s, &v, a, n);
    }
    return publish(&s, path, d);
}

static void scenario_row(struct sheet_of_text *s, const struct view *v, size_t k, uint32_t a)
{
    const struct scenario_result *x = &v->r->scenarios[k];
    const struct node_result *root = &v->r->nodes[v->m->root];
    field(s, v->m->scenarios[k].head.name);
    field(s, effect_text(x->effect, LANG_SV));
    field(s, v->r->data->areas.items[a].code);
    field(s, v->r->data->areas.items[a].name);
    whole(s, root->rank[a]);
    number(s, root->score[a]);
    whole(s, x->rank[a]);
    number(s, x->score[a]);
    end_line(s);
}

bool csv_scenarios(const struct result *r, enum lang lang, const char *path, struct diagnostics *d)
{
    static const char *const heads[] = {"scenario",       "verkan",        "kod",
                                        "kommun",         "plats",         "poang",
                                        "plats_scenario", "poang_scenario"};
    struct sheet_of_text s = {.arena = arena_new()};
    struct view v;
    view_init(&v, r, lang, s.arena);
    headings(&s, heads, sizeof heads / sizeof heads[0]);
    for (size_t k = 0; has_root(&v) && k < r->scenario_count; k++)
        for (size_t i = 0; i < r->areas; i++)
            scenario_row(&s, &v, k, r->ranking[i]);
    return publish(&s, path, d);
}

/* --- how sure ---------------------------------------------------------------------------------
 */

static const char *factor_field(struct sheet_of_text *s, const struct view *v,
                                const struct factor *f)
{
    struct text t = {0};
    factor_text(v->m, f, v->lang, &t);
    const char *copy = arena_strdup(s->arena, t.p);
    text_release(&t);
    return copy;
}

static void certainty_line(struct sheet_of_text *s, const struct view *v, uint32_t a)
{
    const struct uncertain *u = v->r->uncertain;
    const struct sensitivity *x = v->r->sensitivity;
    uint32_t widest = x && x->widest ? x->widest[a] : UINT32_MAX;
    field(s, v->r->data->areas.items[a].code);
    field(s, v->r->data->areas.items[a].name);
    whole(s, v->r->nodes[v->m->root].rank[a]);
    whole(s, u->median[a]);
    whole(s, u->low[a]);
    whole(s, u->high[a]);
    number(s, u->among_top[a]);
    whole(s, u->band[a]);
    number(s, u->placed[a]);
    field(s, widest != UINT32_MAX ? factor_field(s, v, &x->factors[widest]) : "");
    number(s, widest != UINT32_MAX ? x->total[widest * v->r->areas + a] : NAN);
    end_line(s);
}

bool csv_certainty(const struct result *r, enum lang lang, const char *path, struct diagnostics *d)
{
    static const char *const names[] = {"kod",        "kommun",   "plats",        "median",
                                        "bast",       "samst",    "bland_forsta", "grupp",
                                        "dragningar", "ror_mest", "andel"};
    struct sheet_of_text s = {.arena = arena_new()};
    struct view v;
    view_init(&v, r, lang, s.arena);
    headings(&s, names, sizeof names / sizeof names[0]);
    for (size_t i = 0; r->uncertain && i < r->areas; i++)
        certainty_line(&s, &v, r->ranking[i]);
    return publish(&s, path, d);
}

static void factor_line(struct sheet_of_text *s, const struct view *v, const struct factor *f,
                        const struct sobol_index *x)
{
    const double shares[] = {x->first, x->first_low, x->first_high,
                             x->total, x->total_low, x->total_high};
    field(s, factor_field(s, v, f));
    field(s, "faktor");
    for (size_t i = 0; i < 6; i++)
        number(s, shares[i]);
    field(s, "");
    field(s, "");
    end_line(s);
}

bool csv_sensitivity(const struct result *r, enum lang lang, const char *path,
                     struct diagnostics *d)
{
    static const char *const names[] = {"namn",         "slag",        "ensamt",      "ensamt_fran",
                                        "ensamt_till",  "i_allt",      "i_allt_fran", "i_allt_till",
                                        "utan_platser", "utan_flyttas"};
    struct sheet_of_text s = {.arena = arena_new()};
    struct view v;
    const struct sensitivity *x = r->sensitivity;
    view_init(&v, r, lang, s.arena);
    headings(&s, names, sizeof names / sizeof names[0]);
    for (size_t k = 0; x && x->model && k < x->factor_count; k++)
        factor_line(&s, &v, &x->factors[k], &x->model[k]);
    for (size_t k = 0; x && k < x->left_out_count; k++) {
        field(&s, model_head(r->model, x->left_out[k].part)->name);
        field(&s, "utan");
        for (int i = 0; i < 6; i++)
            field(&s, "");
        number(&s, x->left_out[k].moved);
        number(&s, (double)x->left_out[k].moved_areas);
        end_line(&s);
    }
    return publish(&s, path, d);
}

/* --- what goes with what -----------------------------------------------------------------------
 */

static void association_line(struct sheet_of_text *s, const char *kind, const char *a,
                             const char *b, const struct association *x)
{
    field(s, kind);
    field(s, a);
    field(s, b);
    number(s, x->pearson);
    number(s, x->spearman);
    number(s, (double)x->n);
    end_line(s);
}

bool csv_associations(const struct result *r, enum lang lang, const char *path,
                      struct diagnostics *d)
{
    static const char *const names[] = {"slag", "a", "b", "pearson", "spearman", "antal"};
    struct sheet_of_text s = {.arena = arena_new()};
    const struct model *m = r->model;
    struct diagnosis x = diagnosis_of(r, s.arena);
    (void)lang;
    headings(&s, names, sizeof names / sizeof names[0]);
    for (size_t k = 0; k < x.part_count; k++) {
        struct association root = {
            .pearson = x.parts[k].pearson, .spearman = x.parts[k].spearman, .n = x.parts[k].n};
        association_line(&s, "rot", model_head(m, x.parts[k].part)->name,
                         m->nodes[m->root].head.name, &root);
    }
    for (size_t k = 0; k < x.pair_count; k++)
        association_line(&s, "par", m->indicators[x.pairs[k].a].head.name,
                         m->indicators[x.pairs[k].b].head.name, &x.pairs[k]);
    return publish(&s, path, d);
}
