/* korning.json. */
#include "report/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/diagnosis.h"
#include "analysis/earlier.h"
#include "analysis/outlook.h"
#include "analysis/scenarios.h"
#include "analysis/sensitivity.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "report/clean.h"
#include "report/messages.h"
#include "report/view.h"
#include "rules/methods.h"

static struct json *text(const struct view *v, const char *s)
{
    return json_new_text(clean_text(v->arena, s ? s : "", SIZE_MAX / 2));
}

static struct json *positive(int64_t value)
{
    return value > 0 ? json_new_whole(value) : json_new_null();
}

static struct json *day(const struct view *v)
{
    return v->r->day ? text(v, view_day(v, v->r->day)) : json_new_null();
}

static const char *name_of(const struct view *v, struct ref ref)
{
    return model_head(v->m, ref)->name;
}

static struct json *associations(const struct view *v, const struct diagnosis *d, bool alike)
{
    struct json *all = json_new_array();
    for (size_t k = 0; k < d->pair_count; k++) {
        const struct association *x = &d->pairs[k];
        if (isnan(x->pearson) || (alike && !is_alike(x)))
            continue;
        struct json *o = json_new_object();
        json_put(o, "a", text(v, v->m->indicators[x->a].head.name));
        json_put(o, "b", text(v, v->m->indicators[x->b].head.name));
        json_put(o, "pearson", json_new_number(x->pearson));
        json_put(o, "spearman", json_new_number(x->spearman));
        json_put(o, "antal", json_new_whole((int64_t)x->n));
        json_append(all, o);
    }
    return all;
}

static struct json *part_check(const struct part_check *p)
{
    struct json *o = json_new_object();
    json_put(o, "andel", json_new_number(p->share));
    json_put(o, "betydelse", json_new_number(p->pearson * p->pearson));
    json_put(o, "pearson", json_new_number(p->pearson));
    json_put(o, "spearman", json_new_number(p->spearman));
    json_put(o, "antal", json_new_whole((int64_t)p->n));
    if (p->part.kind == SYMBOL_INDICATOR) {
        json_put(o, "utan_spridning", json_new_truth(p->constant));
        json_put(o, "kapas", json_new_truth(p->clipped));
        json_put(o, "under_skalan", json_new_whole((int64_t)p->below));
        json_put(o, "över_skalan", json_new_whole((int64_t)p->above));
    }
    return o;
}

/* The model held against what it gave. */
static struct json *diagnosis(const struct view *v)
{
    struct diagnosis d = diagnosis_of(v->r, v->arena);
    struct json *o = json_new_object(), *parts = json_new_object();
    for (size_t k = 0; k < d.part_count; k++)
        json_put(parts, name_of(v, d.parts[k].part), part_check(&d.parts[k]));
    json_put(o, "mått", json_new_whole((int64_t)d.indicators));
    json_put(o, "kommuner", json_new_whole((int64_t)d.areas));
    json_put(o, "få_kommuner", json_new_truth(d.few_areas));
    json_put(o, "delar", parts);
    json_put(o, "nästan_lika", associations(v, &d, true));
    json_put(o, "korrelationer", d.pairs ? associations(v, &d, false) : json_new_null());
    return o;
}

static struct json *model(const struct view *v)
{
    struct json *o = json_new_object();
    json_put(o, "namn", text(v, v->m->head.name));
    json_put(o, "titel", text(v, view_label(v, &v->m->head)));
    json_put(o, "version", text(v, v->m->version));
    json_put(o, "basår", positive(v->m->base_year));
    json_put(o, "rot", has_root(v) ? text(v, v->m->nodes[v->m->root].head.name) : json_new_null());
    if (has_root(v))
        json_put(o, "prövad", diagnosis(v));
    return o;
}

static struct json *texts(const struct view *v, const char *const *list, size_t count)
{
    struct json *array = json_new_array();
    for (size_t i = 0; i < count; i++)
        json_append(array, text(v, list[i]));
    return array;
}

static struct json *file(const struct view *v, size_t index)
{
    const struct data_file *f = &v->r->data->files[index];
    const char *digest = v->r->digests != NULL ? v->r->digests[index] : "";
    struct json *o = json_new_object();
    json_put(o, "fil", text(v, f->path));
    json_put(o, "källa", text(v, f->source));
    json_put(o, "teckenkod", text(v, f->encoding));
    json_put(o, "byte", json_new_whole((int64_t)f->size));
    json_put(o, "rader", json_new_whole((int64_t)f->rows));
    json_put(o, "använda", json_new_whole((int64_t)f->used));
    json_put(o, "andra_områden", json_new_whole((int64_t)f->other_areas));
    json_put(o, "okända_områden", json_new_whole((int64_t)f->unknown_areas));
    json_put(o, "bortvalda", json_new_whole((int64_t)f->filtered));
    json_put(o, "crc32", text(v, arena_printf(v->arena, "%08lx", (unsigned long)f->crc)));
    json_put(o, "sha256", digest[0] ? text(v, digest) : json_new_null());
    return o;
}

static struct json *files(const struct view *v)
{
    struct json *array = json_new_array();
    for (size_t i = 0; i < v->r->data->file_count; i++)
        json_append(array, file(v, i));
    return array;
}

static const struct head *part_head(const struct view *v, const struct child *child)
{
    return child->kind == SYMBOL_NODE ? &v->m->nodes[child->index].head
                                      : &v->m->indicators[child->index].head;
}

/* What each part weighs and what it comes to mean. */
static struct json *parts(const struct view *v, size_t n)
{
    const struct node *node = &v->m->nodes[n];
    const struct node_result *r = &v->r->nodes[n];
    struct json *all = json_new_object();
    double sum = 0;
    for (size_t c = 0; c < node->child_count; c++)
        sum += node->children[c].weight;
    for (size_t c = 0; c < node->child_count; c++) {
        struct json *o = json_new_object();
        json_put(o, "andel", json_new_number(node->children[c].weight / sum));
        json_put(o, "betydelse", json_new_number(r->importance ? r->importance[c] : NAN));
        json_put(o, "korrelation_med_övriga",
                 json_new_number(r->reliability.rest ? r->reliability.rest[c] : NAN));
        json_put(o, "alfa_utan",
                 json_new_number(r->reliability.without ? r->reliability.without[c] : NAN));
        json_put(all, part_head(v, &node->children[c])->name, o);
    }
    return all;
}

/* The share of weight by which each area outranks each other. */
static struct json *outranking(const struct view *v, size_t n)
{
    const double *pairs = v->r->nodes[n].outranking;
    struct json *all = json_new_object();
    for (size_t a = 0; a < v->r->areas; a++) {
        struct json *row = json_new_object();
        for (size_t b = 0; b < v->r->areas; b++)
            if (a != b)
                json_put(row, v->r->data->areas.items[b].code,
                         json_new_number(pairs[a * v->r->areas + b]));
        json_put(all, v->r->data->areas.items[a].code, row);
    }
    return all;
}

static struct json *nodes(const struct view *v)
{
    static const char *const kinds[] = {
        [NODE_DIMENSION] = "dimension", [NODE_INDEX] = "index", [NODE_CHALLENGE] = "utmaning"};
    struct json *all = json_new_object();
    for (size_t n = 0; n < v->m->node_count; n++) {
        const struct node *node = &v->m->nodes[n];
        struct json *o = json_new_object();
        json_put(o, "titel", text(v, view_label(v, &node->head)));
        json_put(o, "slag", text(v, kinds[node->kind]));
        json_put(o, "vikt", json_new_number(node->weight));
        json_put(o, "median", json_new_number(v->r->nodes[n].median));
        json_put(o, "platser", json_new_whole((int64_t)v->r->nodes[n].ranked));
        json_put(o, "sammanvägning",
                 text(v, method_name(&aggregation_methods[node->aggregation], v->lang)));
        json_put(o, "alfa", json_new_number(v->r->nodes[n].reliability.alpha));
        json_put(o, "alfa_delar", json_new_whole((int64_t)v->r->nodes[n].reliability.count));
        json_put(o, "delar", parts(v, n));
        if (v->r->nodes[n].outranking)
            json_put(o, "parvis", outranking(v, n));
        json_put(all, node->head.name, o);
    }
    return all;
}

static struct json *fits(const struct indicator_result *r)
{
    struct json *all = json_new_array();
    for (size_t k = 0; k < r->fit_count; k++) {
        const struct fit *f = &r->fits[k];
        struct json *o = json_new_object();
        json_put(o, "år", json_new_whole(f->year));
        json_put(o, "områden", json_new_whole((int64_t)f->n));
        json_put(o, "används_av", json_new_whole((int64_t)f->used));
        json_put(o, "r2", json_new_number(f->r2));
        json_put(o, "lutning", json_new_number(f->slope));
        json_put(o, "nivå", json_new_number(fit_level(f)));
        json_append(all, o);
    }
    return all;
}

static struct json *indicators(const struct view *v)
{
    static const char *const roles[] = {
        [ROLE_MEASURE] = "mått", [ROLE_INDICATOR] = "indikator", [ROLE_SUBSTITUTE] = "ersättning"};
    struct json *all = json_new_object();
    for (size_t i = 0; i < v->m->indicator_count; i++) {
        const struct indicator *indicator = &v->m->indicators[i];
        const struct indicator_result *r = &v->r->indicators[i];
        struct json *o = json_new_object();
        json_put(o, "id", text(v, indicator->head.id));
        json_put(o, "titel", text(v, view_label(v, &indicator->head)));
        json_put(o, "slag", text(v, roles[indicator->role]));
        json_put(o, "enhet", text(v, unit_text(&indicator->unit, v->lang)));
        json_put(o, "vikt", json_new_number(indicator->weight));
        json_put(o, "har", json_new_whole((int64_t)r->have));
        json_put(o, "ersatta", json_new_whole((int64_t)r->have_substitute));
        json_put(o, "andel", json_new_number(r->share > 0 ? r->share : NAN));
        json_put(o, "betydelse", json_new_number(r->share > 0 ? r->importance : NAN));
        json_put(o, "beräknade", json_new_whole((int64_t)r->imputed_count));
        json_put(o, "behandlade", json_new_whole((int64_t)r->treated_count));
        json_put(o, "skala", text(v, method_name(&scale_methods[indicator->scale], v->lang)));
        json_put(o, "median", json_new_number(r->median_value));
        json_put(o, "median_poäng", json_new_number(r->median_points));
        if (r->fit_count > 0)
            json_put(o, "räta_linjer", fits(r));
        json_put(all, indicator->head.name, o);
    }
    return all;
}

static struct json *area_nodes(const struct view *v, uint32_t a)
{
    struct json *all = json_new_object();
    for (uint32_t n = 0; n < v->m->node_count; n++) {
        const struct node_result *r = &v->r->nodes[n];
        struct json *o = json_new_object();
        json_put(o, "poäng", json_new_number(r->score[a]));
        json_put(o, "täckning", json_new_number(r->coverage[a]));
        json_put(o, "grad", text(v, view_grade(v, n, a)));
        json_put(o, "plats", positive(r->rank[a]));
        json_put(all, v->m->nodes[n].head.name, o);
    }
    return all;
}

static struct json *area_indicator(const struct view *v, uint32_t a, uint32_t i)
{
    const struct indicator_result *r = &v->r->indicators[i];
    const struct cell *cell = &r->cells[a];
    const char **reasons = v->lang == LANG_EN ? r->reason_en : r->reason;
    bool has = status_has_value(cell->status), placed = cell->file < v->r->data->file_count;
    struct json *o = json_new_object();
    json_put(o, "värde", has ? json_new_number(cell->value) : json_new_null());
    json_put(o, "status", text(v, status_word(cell->status)));
    json_put(o, "år", has ? positive(cell->period / 100) : json_new_null());
    json_put(o, "behandlat", r->treated ? json_new_number(r->treated[a]) : json_new_null());
    json_put(o, "beräknat", json_new_truth(is_imputed(r, a)));
    json_put(o, "poäng", r->points ? json_new_number(r->points[a]) : json_new_null());
    json_put(o, "plats", positive(r->rank ? r->rank[a] : 0));
    json_put(o, "ersättning",
             view_substituted(v, i, a) ? text(v, view_used(v, i, a)->head.name) : json_new_null());
    json_put(o, "fil", placed ? text(v, view_file(v, cell)) : json_new_null());
    json_put(o, "fler", json_new_truth(cell->more));
    json_put(o, "rad", placed ? json_new_whole(cell->line) : json_new_null());
    json_put(o, "skäl",
             reasons != NULL && reasons[a] != NULL ? text(v, reasons[a]) : json_new_null());
    return o;
}

static struct json *area_indicators(const struct view *v, uint32_t a)
{
    struct json *all = json_new_object();
    for (uint32_t i = 0; i < v->m->indicator_count; i++)
        json_put(all, v->m->indicators[i].head.name, area_indicator(v, a, i));
    return all;
}

static struct json *truth(int8_t value)
{
    return value == TRUTH_UNKNOWN ? json_new_null() : json_new_truth(value == TRUTH_YES);
}

static struct json *area_ideas(const struct view *v, uint32_t a)
{
    struct json *all = json_new_object();
    for (size_t i = 0; v->r->ideas != NULL && i < v->m->idea_count; i++) {
        const struct idea_result *r = &v->r->ideas[i];
        struct json *o = json_new_object();
        json_put(o, "grad", text(v, idea_grade_text((enum idea_grade)r->grade[a], v->lang)));
        json_put(o, "skäl", text(v, r->why[v->lang][a]));
        json_put(o, "har", text(v, r->has[v->lang][a]));
        json_put(o, "talar_för", text(v, r->fits[v->lang][a]));
        json_put(o, "öppet", text(v, r->ask[v->lang][a]));
        json_put(o, "stöd", json_new_whole((int64_t)r->supporting[a]));
        json_put(o, "ordning", json_new_whole((int64_t)r->strength[a]));
        json_put(all, v->m->ideas[i].head.name, o);
    }
    return all;
}

static struct json *area_advice(const struct view *v, const struct area_result *area)
{
    struct json *array = json_new_array();
    for (size_t i = 0; i < area->advice_count; i++) {
        const struct advice_item *item = &area->advice[i];
        struct json *o = json_new_object();
        json_put(o, "namn", text(v, v->m->advice[item->advice].head.name));
        json_put(o, "text", text(v, v->lang == LANG_EN && item->en ? item->en : item->sv));
        json_append(array, o);
    }
    return array;
}

/* Steps and strategy questions: the answer, or null when it is a question to ask. */
static struct json *area_guides(const struct view *v, uint32_t a)
{
    struct json *all = json_new_object();
    for (size_t k = 0; k < v->m->guide_count; k++) {
        const struct guide_result *r = &v->r->guides[k][a];
        const char *answer = v->lang == LANG_EN ? r->en : r->sv;
        json_put(all, v->m->guides[k].head.name, answer ? text(v, answer) : json_new_null());
    }
    return all;
}

static struct json *codes(const struct view *v, const uint32_t *areas, size_t count)
{
    struct json *array = json_new_array();
    for (size_t i = 0; i < count; i++)
        json_append(array, text(v, v->r->data->areas.items[areas[i]].code));
    return array;
}

static struct json *peers(const struct view *v, const struct peers_result *p, uint32_t a)
{
    struct json *array = json_new_array();
    for (size_t i = 0; i < p->count[a]; i++) {
        const struct peer *peer = &p->list[a][i];
        bool inside = peer->area != UINT32_MAX;
        struct json *o = json_new_object();
        json_put(o, "kod",
                 inside ? text(v, v->r->data->areas.items[peer->area].code) : json_new_null());
        json_put(o, "namn", text(v, peer->name));
        json_put(o, "avstånd", json_new_number(peer->distance));
        json_put(o, "gemensamma",
                 isnan(peer->distance) ? json_new_null() : json_new_whole((int64_t)peer->shared));
        json_append(array, o);
    }
    return array;
}

static struct json *all_peers(const struct view *v, uint32_t a)
{
    struct json *o = json_new_object();
    for (size_t k = 0; k < v->m->peers_count; k++)
        json_put(o, v->m->peers[k].head.name, peers(v, &v->r->peers[k], a));
    return o;
}

static struct json *lessons(const struct view *v, uint32_t a)
{
    struct json *all = json_new_object();
    for (size_t k = 0; k < v->m->node_count; k++) {
        const struct lesson *lesson = v->r->lessons[k] ? &v->r->lessons[k][a] : NULL;
        if (!lesson || lesson->area == UINT32_MAX)
            continue;
        struct json *o = json_new_object();
        json_put(o, "kod", text(v, v->r->data->areas.items[lesson->area].code));
        json_put(o, "poäng", json_new_number(v->r->nodes[k].score[lesson->area]));
        json_put(o, "egna_poäng", json_new_number(v->r->nodes[k].score[a]));
        json_put(o, "liknande", text(v, v->m->peers[lesson->peers].head.name));
        json_put(all, v->m->nodes[k].head.name, o);
    }
    return all;
}

static struct json *questions(const struct view *v, const struct area_result *area)
{
    struct json *array = json_new_array();
    for (size_t i = 0; i < area->question_count; i++)
        json_append(array, text(v, v->m->facts[area->questions[i]].head.name));
    return array;
}

static void judgements(const struct view *v, uint32_t a, struct json *o)
{
    struct json *gates = json_new_object(), *flags = json_new_object();
    for (size_t i = 0; i < v->m->gate_count; i++)
        json_put(gates, v->m->gates[i].head.name, truth(v->r->gates[i].truth[a]));
    for (size_t i = 0; i < v->m->flag_count; i++)
        json_put(flags, v->m->flags[i].head.name, truth(v->r->flags[i].truth[a]));
    json_put(o, "grindar", gates);
    json_put(o, "flaggor", flags);
    json_put(o, "idéer", area_ideas(v, a));
}

static struct json *area_certainty(const struct view *v, uint32_t a)
{
    const struct uncertain *u = v->r->uncertain;
    const struct sensitivity *x = v->r->sensitivity;
    struct json *o = json_new_object(), *totals = json_new_object();
    json_put(o, "median", positive(u->median[a]));
    json_put(o, "bland_första", json_new_number(u->among_top[a]));
    json_put(o, "grupp", positive(u->band[a]));
    json_put(o, "dragningar", json_new_whole(u->placed[a]));
    for (size_t k = 0; x && x->total && k < x->factor_count; k++) {
        struct text name = {0};
        double total = x->total[k * v->r->areas + a];
        factor_text(v->m, &x->factors[k], v->lang, &name);
        if (isfinite(total) && total >= 0.01)
            json_put(totals, name.p, json_new_number(total));
        text_release(&name);
    }
    json_put(o, "rör_platsen", totals);
    return o;
}

static struct json *certainty(const struct view *v)
{
    const struct uncertain *u = v->r->uncertain;
    struct json *o = json_new_object();
    struct text what = {0};
    uncertainty_text(&v->m->uncertainty, v->lang, &what);
    json_put(o, "dragningar", json_new_whole(u->draws));
    json_put(o, "frö", json_new_whole(u->seed));
    json_put(o, "utan_plats", json_new_whole((int64_t)u->failed));
    json_put(o, "topp", json_new_whole(u->top));
    json_put(o, "grupper", json_new_whole((int64_t)u->bands));
    json_put(o, "åtskilda", json_new_number(u->together));
    json_put(o, "varierar", text(v, what.p ? what.p : ""));
    text_release(&what);
    return o;
}

static struct json *sensitivity(const struct view *v)
{
    const struct sensitivity *x = v->r->sensitivity;
    struct json *o = json_new_object(), *factors = json_new_array(), *without = json_new_array();
    for (size_t k = 0; x->model && k < x->factor_count; k++) {
        struct json *f = json_new_object();
        struct text name = {0};
        factor_text(v->m, &x->factors[k], v->lang, &name);
        json_put(f, "namn", text(v, name.p));
        json_put(f, "ensamt", json_new_number(x->model[k].first));
        json_put(f, "i_allt", json_new_number(x->model[k].total));
        json_put(f, "i_allt_från", json_new_number(x->model[k].total_low));
        json_put(f, "i_allt_till", json_new_number(x->model[k].total_high));
        text_release(&name);
        json_append(factors, f);
    }
    for (size_t k = 0; k < x->left_out_count; k++) {
        struct json *p = json_new_object();
        json_put(p, "namn", text(v, model_head(v->m, x->left_out[k].part)->name));
        json_put(p, "platser", json_new_number(x->left_out[k].moved));
        json_put(p, "flyttas", json_new_whole((int64_t)x->left_out[k].moved_areas));
        json_append(without, p);
    }
    json_put(o, "prov", json_new_whole((int64_t)x->samples));
    json_put(o, "faktorer", factors);
    json_put(o, "utan", without);
    return o;
}

static struct json *area_outlook(const struct view *v, uint32_t a)
{
    static const char *const kinds[] = {"som_hittills", "låg", "hög"};
    const struct outlook *x = v->r->outlook;
    struct json *o = json_new_object(), *changes = json_new_object();
    for (int kind = 0; kind < OUTLOOK_KINDS; kind++) {
        struct json *picture = json_new_object();
        for (size_t n = 0; n < x->node_count; n++)
            json_put(picture, v->m->nodes[x->nodes[n]].head.name,
                     json_new_number(x->score[kind][n][a]));
        json_put(picture, "plats", positive(x->rank[kind][a]));
        json_put(o, kinds[kind], picture);
    }
    for (size_t k = 0; k < x->trend_count; k++)
        if (isfinite(x->trends[k].change[a]))
            json_put(changes, v->m->indicators[x->trends[k].indicator].head.name,
                     json_new_number(x->trends[k].change[a]));
    json_put(o, "år", json_new_whole(x->years));
    json_put(o, "ändring", changes);
    return o;
}

static struct json *area(const struct view *v, uint32_t a)
{
    const struct area_result *r = &v->r->area[a];
    const struct model *m = v->m;
    struct json *o = json_new_object();
    json_put(o, "kod", text(v, v->r->data->areas.items[a].code));
    json_put(o, "namn", text(v, view_name(v, a)));
    json_put(o, "plats", positive(has_root(v) ? v->r->nodes[m->root].rank[a] : 0));
    json_put(o, "plats_bäst", positive(v->r->uncertain ? v->r->uncertain->low[a] : 0));
    json_put(o, "plats_sämst", positive(v->r->uncertain ? v->r->uncertain->high[a] : 0));
    json_put(o, "plats_förut", positive(earlier_rank(v->r, a)));
    json_put(o, "plats_bäst_möjlig", positive(v->r->rank_bound_low ? v->r->rank_bound_low[a] : 0));
    json_put(o, "plats_sämst_möjlig",
             positive(v->r->rank_bound_high ? v->r->rank_bound_high[a] : 0));
    if (v->r->uncertain)
        json_put(o, "säkerhet", area_certainty(v, a));
    if (v->r->outlook)
        json_put(o, "utveckling", area_outlook(v, a));
    json_put(o, "klass",
             m->gate_count > 0 ? text(v, outcome_text((enum gate_outcome)r->class_outcome, v->lang))
                               : json_new_null());
    json_put(o, "klass_skäl", text(v, v->lang == LANG_EN ? r->class_why_en : r->class_why_sv));
    json_put(o, "läge",
             r->position < m->position_count
                 ? text(v, view_label(v, &m->positions[r->position].head))
                 : json_new_null());
    json_put(o, "toppmått",
             r->top_challenge < m->node_count ? text(v, m->nodes[r->top_challenge].head.name)
                                              : json_new_null());
    json_put(o, "turordning", positive((int64_t)r->order));
    json_put(o, "noder", area_nodes(v, a));
    json_put(o, "indikatorer", area_indicators(v, a));
    judgements(v, a, o);
    json_put(o, "råd", area_advice(v, r));
    if (v->m->guide_count > 0 && v->r->guides)
        json_put(o, "steg_och_frågor", area_guides(v, a));
    json_put(o, "frågor", questions(v, r));
    json_put(o, "grannar", codes(v, r->neighbours, r->neighbour_count));
    json_put(o, "liknande", all_peers(v, a));
    json_put(o, "lär_av", lessons(v, a));
    return o;
}

static struct json *scenario(const struct view *v, size_t k)
{
    const struct scenario_result *s = &v->r->scenarios[k];
    struct json *o = json_new_object(), *areas = json_new_object();
    json_put(o, "namn", text(v, v->m->scenarios[k].head.name));
    json_put(o, "titel", text(v, view_label(v, &v->m->scenarios[k].head)));
    json_put(o, "ändringar", texts(v, s->changes, s->change_count));
    json_put(o, "verkan", text(v, effect_text(s->effect, LANG_SV)));
    json_put(o, "flyttade", json_new_whole((int64_t)s->moved));
    for (size_t i = 0; has_root(v) && i < v->r->areas; i++) {
        uint32_t a = v->r->ranking[i];
        struct json *one = json_new_object();
        json_put(one, "plats", positive(s->rank[a]));
        json_put(one, "poäng", json_new_number(s->score[a]));
        json_put(areas, v->r->data->areas.items[a].code, one);
    }
    json_put(o, "kommuner", areas);
    return o;
}

static struct json *scenarios(const struct view *v)
{
    struct json *array = json_new_array();
    for (size_t k = 0; k < v->r->scenario_count; k++)
        json_append(array, scenario(v, k));
    return array;
}

/* All but the municipalities. */
static struct json *head(const struct view *v)
{
    const struct result *r = v->r;
    struct json *o = json_new_object();
    json_put(o, "format", json_new_whole(1));
    json_put(o, "modell", model(v));
    json_put(o, "dag", day(v));
    json_put(o, "påhittad", json_new_truth(r->invented));
    json_put(o, "preliminär", json_new_truth(r->preliminary));
    json_put(o, "ändringar", texts(v, r->overrides, r->override_count));
    json_put(o, "anmärkningar", texts(v, (const char *const *)r->remarks, r->remark_count));
    json_put(o, "filer", files(v));
    json_put(o, "scenarier", scenarios(v));
    json_put(o, "noder", nodes(v));
    json_put(o, "indikatorer", indicators(v));
    if (r->uncertain)
        json_put(o, "säkerhet", certainty(v));
    if (r->sensitivity)
        json_put(o, "känslighet", sensitivity(v));
    return o;
}

/* Adds an object without its last `cut` bytes and frees it. */
static bool add(struct text *out, struct json *o, size_t cut)
{
    bool good = json_print(o, true, out);
    json_free(o);
    if (good && cut > 0)
        out->p[out->n -= cut] = '\0';
    return good;
}

/* One municipality at a time: as objects they take ten times the room of their text. */
static bool document(const struct view *v, struct text *out)
{
    bool good = add(out, head(v), strlen("\n}"));
    text_add(out, ",\n \"kommuner\": [\n");
    for (size_t i = 0; good && i < v->r->areas; i++) {
        text_add(out, i > 0 ? ",\n" : "");
        good = add(out, area(v, v->r->ranking[i]), 0);
    }
    text_add(out, "\n ]\n}\n");
    return good;
}

bool json_write(const struct result *r, enum lang lang, const char *path, struct diagnostics *d)
{
    struct arena *arena = arena_new();
    struct view v;
    struct text out = {0};
    int why = 0;
    view_init(&v, r, lang, arena);
    bool made = document(&v, &out);
    bool good = made && publish_bytes(path, out.p, out.n, &why);
    if (!made)
        report_tell(d, "E905", path, "jansson");
    else if (!good)
        report_tell(d, "E901", path, why_text(why, d->lang));
    text_release(&out);
    arena_free(arena);
    return good;
}
