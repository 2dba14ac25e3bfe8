/* korning.json: the only file that knows jansson. */
#include "report/json.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/outlook.h"
#include "analysis/scenarios.h"
#include "analysis/sensitivity.h"
#include "base/file.h"
#include "base/text.h"
#include "report/clean.h"
#include "report/messages.h"
#include "report/view.h"

static json_t *text(const struct view *v, const char *s)
{
    return json_string(clean_text(v->arena, s ? s : "", SIZE_MAX / 2));
}

static json_t *number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *whole(int64_t value)
{
    return json_integer((json_int_t)value);
}

static json_t *positive(int64_t value)
{
    return value > 0 ? whole(value) : json_null();
}

static void put(json_t *object, const char *key, json_t *value)
{
    json_object_set_new(object, key, value);
}

static json_t *day(const struct view *v)
{
    return v->r->day ? text(v, view_day(v, v->r->day)) : json_null();
}

static json_t *model(const struct view *v)
{
    json_t *o = json_object();
    put(o, "namn", text(v, v->m->head.name));
    put(o, "titel", text(v, view_label(v, &v->m->head)));
    put(o, "version", text(v, v->m->version));
    put(o, "basår", positive(v->m->base_year));
    put(o, "rot", has_root(v) ? text(v, v->m->nodes[v->m->root].head.name) : json_null());
    return o;
}

static json_t *texts(const struct view *v, const char *const *list, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(array, text(v, list[i]));
    return array;
}

static json_t *file(const struct view *v, const struct data_file *f)
{
    json_t *o = json_object();
    put(o, "fil", text(v, f->path));
    put(o, "källa", text(v, f->source));
    put(o, "teckenkod", text(v, f->encoding));
    put(o, "byte", whole((int64_t)f->size));
    put(o, "rader", whole((int64_t)f->rows));
    put(o, "använda", whole((int64_t)f->used));
    put(o, "andra_områden", whole((int64_t)f->other_areas));
    put(o, "okända_områden", whole((int64_t)f->unknown_areas));
    put(o, "bortvalda", whole((int64_t)f->filtered));
    put(o, "crc32", text(v, arena_printf(v->arena, "%08lx", (unsigned long)f->crc)));
    return o;
}

static json_t *files(const struct view *v)
{
    json_t *array = json_array();
    for (size_t i = 0; i < v->r->data->file_count; i++)
        json_array_append_new(array, file(v, &v->r->data->files[i]));
    return array;
}

static json_t *nodes(const struct view *v)
{
    static const char *const kinds[] = {
        [NODE_DIMENSION] = "dimension", [NODE_INDEX] = "index", [NODE_CHALLENGE] = "utmaning"};
    json_t *all = json_object();
    for (size_t n = 0; n < v->m->node_count; n++) {
        const struct node *node = &v->m->nodes[n];
        json_t *o = json_object();
        put(o, "titel", text(v, view_label(v, &node->head)));
        put(o, "slag", text(v, kinds[node->kind]));
        put(o, "vikt", number(node->weight));
        put(o, "median", number(v->r->nodes[n].median));
        put(o, "platser", whole((int64_t)v->r->nodes[n].ranked));
        put(all, node->head.name, o);
    }
    return all;
}

static json_t *indicators(const struct view *v)
{
    static const char *const roles[] = {
        [ROLE_MEASURE] = "mått", [ROLE_INDICATOR] = "indikator", [ROLE_SUBSTITUTE] = "ersättning"};
    json_t *all = json_object();
    for (size_t i = 0; i < v->m->indicator_count; i++) {
        const struct indicator *indicator = &v->m->indicators[i];
        const struct indicator_result *r = &v->r->indicators[i];
        json_t *o = json_object();
        put(o, "id", text(v, indicator->head.id));
        put(o, "titel", text(v, view_label(v, &indicator->head)));
        put(o, "slag", text(v, roles[indicator->role]));
        put(o, "enhet", text(v, unit_text(&indicator->unit, v->lang)));
        put(o, "vikt", number(indicator->weight));
        put(o, "har", whole((int64_t)r->have));
        put(o, "ersatta", whole((int64_t)r->have_substitute));
        put(o, "median", number(r->median_value));
        put(o, "median_poäng", number(r->median_points));
        put(all, indicator->head.name, o);
    }
    return all;
}

static json_t *area_nodes(const struct view *v, uint32_t a)
{
    json_t *all = json_object();
    for (uint32_t n = 0; n < v->m->node_count; n++) {
        const struct node_result *r = &v->r->nodes[n];
        json_t *o = json_object();
        put(o, "poäng", number(r->score[a]));
        put(o, "täckning", number(r->coverage[a]));
        put(o, "grad", text(v, view_grade(v, n, a)));
        put(o, "plats", positive(r->rank[a]));
        put(all, v->m->nodes[n].head.name, o);
    }
    return all;
}

static json_t *area_indicator(const struct view *v, uint32_t a, uint32_t i)
{
    const struct indicator_result *r = &v->r->indicators[i];
    const struct cell *cell = &r->cells[a];
    const char **reasons = v->lang == LANG_EN ? r->reason_en : r->reason;
    bool has = status_has_value(cell->status), placed = cell->file < v->r->data->file_count;
    json_t *o = json_object();
    put(o, "värde", has ? number(cell->value) : json_null());
    put(o, "status", text(v, status_word(cell->status)));
    put(o, "år", has ? positive(cell->period / 100) : json_null());
    put(o, "poäng", r->points ? number(r->points[a]) : json_null());
    put(o, "plats", positive(r->rank ? r->rank[a] : 0));
    put(o, "ersättning",
        view_substituted(v, i, a) ? text(v, view_used(v, i, a)->head.name) : json_null());
    put(o, "fil", placed ? text(v, view_file(v, cell)) : json_null());
    put(o, "fler", json_boolean(cell->more));
    put(o, "rad", placed ? whole(cell->line) : json_null());
    put(o, "skäl", reasons != NULL && reasons[a] != NULL ? text(v, reasons[a]) : json_null());
    return o;
}

static json_t *area_indicators(const struct view *v, uint32_t a)
{
    json_t *all = json_object();
    for (uint32_t i = 0; i < v->m->indicator_count; i++)
        put(all, v->m->indicators[i].head.name, area_indicator(v, a, i));
    return all;
}

static json_t *truth(int8_t value)
{
    return value == TRUTH_UNKNOWN ? json_null() : json_boolean(value == TRUTH_YES);
}

static json_t *area_ideas(const struct view *v, uint32_t a)
{
    json_t *all = json_object();
    for (size_t i = 0; v->r->ideas != NULL && i < v->m->idea_count; i++) {
        const struct idea_result *r = &v->r->ideas[i];
        json_t *o = json_object();
        put(o, "grad", text(v, idea_grade_text((enum idea_grade)r->grade[a], v->lang)));
        put(o, "skäl", text(v, r->why[v->lang][a]));
        put(o, "har", text(v, r->has[v->lang][a]));
        put(o, "stöd", whole((int64_t)r->supporting[a]));
        put(o, "ordning", whole((int64_t)r->strength[a]));
        put(all, v->m->ideas[i].head.name, o);
    }
    return all;
}

static json_t *area_advice(const struct view *v, const struct area_result *area)
{
    json_t *array = json_array();
    for (size_t i = 0; i < area->advice_count; i++) {
        const struct advice_item *item = &area->advice[i];
        json_t *o = json_object();
        put(o, "namn", text(v, v->m->advice[item->advice].head.name));
        put(o, "text", text(v, v->lang == LANG_EN && item->en ? item->en : item->sv));
        json_array_append_new(array, o);
    }
    return array;
}

static json_t *codes(const struct view *v, const uint32_t *areas, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(array, text(v, v->r->data->areas.items[areas[i]].code));
    return array;
}

static json_t *peers(const struct view *v, const struct peers_result *p, uint32_t a)
{
    json_t *array = json_array();
    for (size_t i = 0; i < p->count[a]; i++) {
        const struct peer *peer = &p->list[a][i];
        bool inside = peer->area != UINT32_MAX;
        json_t *o = json_object();
        put(o, "kod", inside ? text(v, v->r->data->areas.items[peer->area].code) : json_null());
        put(o, "namn", text(v, peer->name));
        put(o, "avstånd", number(peer->distance));
        put(o, "gemensamma", isnan(peer->distance) ? json_null() : whole((int64_t)peer->shared));
        json_array_append_new(array, o);
    }
    return array;
}

static json_t *all_peers(const struct view *v, uint32_t a)
{
    json_t *o = json_object();
    for (size_t k = 0; k < v->m->peers_count; k++)
        put(o, v->m->peers[k].head.name, peers(v, &v->r->peers[k], a));
    return o;
}

static json_t *lessons(const struct view *v, uint32_t a)
{
    json_t *all = json_object();
    for (size_t k = 0; k < v->m->node_count; k++) {
        const struct lesson *lesson = v->r->lessons[k] ? &v->r->lessons[k][a] : NULL;
        if (!lesson || lesson->area == UINT32_MAX)
            continue;
        json_t *o = json_object();
        put(o, "kod", text(v, v->r->data->areas.items[lesson->area].code));
        put(o, "poäng", number(v->r->nodes[k].score[lesson->area]));
        put(o, "egna_poäng", number(v->r->nodes[k].score[a]));
        put(o, "liknande", text(v, v->m->peers[lesson->peers].head.name));
        put(all, v->m->nodes[k].head.name, o);
    }
    return all;
}

static json_t *questions(const struct view *v, const struct area_result *area)
{
    json_t *array = json_array();
    for (size_t i = 0; i < area->question_count; i++)
        json_array_append_new(array, text(v, v->m->facts[area->questions[i]].head.name));
    return array;
}

static void judgements(const struct view *v, uint32_t a, json_t *o)
{
    json_t *gates = json_object(), *flags = json_object();
    for (size_t i = 0; i < v->m->gate_count; i++)
        put(gates, v->m->gates[i].head.name, truth(v->r->gates[i].truth[a]));
    for (size_t i = 0; i < v->m->flag_count; i++)
        put(flags, v->m->flags[i].head.name, truth(v->r->flags[i].truth[a]));
    put(o, "grindar", gates);
    put(o, "flaggor", flags);
    put(o, "idéer", area_ideas(v, a));
}

static json_t *share(double x)
{
    return isfinite(x) ? json_real(x) : json_null();
}

static json_t *area_certainty(const struct view *v, uint32_t a)
{
    const struct uncertain *u = v->r->uncertain;
    const struct sensitivity *x = v->r->sensitivity;
    json_t *o = json_object(), *totals = json_object();
    put(o, "median", positive(u->median[a]));
    put(o, "bland_första", share(u->among_top[a]));
    put(o, "grupp", positive(u->band[a]));
    put(o, "dragningar", whole(u->placed[a]));
    for (size_t k = 0; x && x->total && k < x->factor_count; k++) {
        struct text name = {0};
        double total = x->total[k * v->r->areas + a];
        factor_text(v->m, &x->factors[k], v->lang, &name);
        if (isfinite(total) && total >= 0.01)
            put(totals, name.p, share(total));
        text_release(&name);
    }
    put(o, "rör_platsen", totals);
    return o;
}

static json_t *certainty(const struct view *v)
{
    const struct uncertain *u = v->r->uncertain;
    json_t *o = json_object();
    struct text what = {0};
    uncertainty_text(&v->m->uncertainty, v->lang, &what);
    put(o, "dragningar", whole(u->draws));
    put(o, "frö", whole(u->seed));
    put(o, "utan_plats", whole((int64_t)u->failed));
    put(o, "topp", whole(u->top));
    put(o, "grupper", whole((int64_t)u->bands));
    put(o, "åtskilda", share(u->together));
    put(o, "varierar", text(v, what.p ? what.p : ""));
    text_release(&what);
    return o;
}

static json_t *sensitivity(const struct view *v)
{
    const struct sensitivity *x = v->r->sensitivity;
    json_t *o = json_object(), *factors = json_array(), *without = json_array();
    for (size_t k = 0; x->model && k < x->factor_count; k++) {
        json_t *f = json_object();
        struct text name = {0};
        factor_text(v->m, &x->factors[k], v->lang, &name);
        put(f, "namn", text(v, name.p));
        put(f, "ensamt", share(x->model[k].first));
        put(f, "i_allt", share(x->model[k].total));
        put(f, "i_allt_från", share(x->model[k].total_low));
        put(f, "i_allt_till", share(x->model[k].total_high));
        text_release(&name);
        json_array_append_new(factors, f);
    }
    for (size_t k = 0; k < x->left_out_count; k++) {
        json_t *p = json_object();
        put(p, "namn", text(v, model_head(v->m, x->left_out[k].part)->name));
        put(p, "platser", share(x->left_out[k].moved));
        put(p, "flyttas", whole((int64_t)x->left_out[k].moved_areas));
        json_array_append_new(without, p);
    }
    put(o, "prov", whole((int64_t)x->samples));
    put(o, "faktorer", factors);
    put(o, "utan", without);
    return o;
}

static json_t *area_outlook(const struct view *v, uint32_t a)
{
    static const char *const kinds[] = {"som_hittills", "låg", "hög"};
    const struct outlook *x = v->r->outlook;
    json_t *o = json_object(), *changes = json_object();
    for (int kind = 0; kind < OUTLOOK_KINDS; kind++) {
        json_t *picture = json_object();
        for (size_t n = 0; n < x->node_count; n++)
            put(picture, v->m->nodes[x->nodes[n]].head.name, share(x->score[kind][n][a]));
        put(picture, "plats", positive(x->rank[kind][a]));
        put(o, kinds[kind], picture);
    }
    for (size_t k = 0; k < x->trend_count; k++)
        if (isfinite(x->trends[k].change[a]))
            put(changes, v->m->indicators[x->trends[k].indicator].head.name,
                share(x->trends[k].change[a]));
    put(o, "år", whole(x->years));
    put(o, "ändring", changes);
    return o;
}

static json_t *area(const struct view *v, uint32_t a)
{
    const struct area_result *r = &v->r->area[a];
    const struct model *m = v->m;
    json_t *o = json_object();
    put(o, "kod", text(v, v->r->data->areas.items[a].code));
    put(o, "namn", text(v, view_name(v, a)));
    put(o, "plats", positive(has_root(v) ? v->r->nodes[m->root].rank[a] : 0));
    put(o, "plats_bäst", positive(v->r->uncertain ? v->r->uncertain->low[a] : 0));
    put(o, "plats_sämst", positive(v->r->uncertain ? v->r->uncertain->high[a] : 0));
    if (v->r->uncertain)
        put(o, "säkerhet", area_certainty(v, a));
    if (v->r->outlook)
        put(o, "utveckling", area_outlook(v, a));
    put(o, "klass",
        m->gate_count > 0 ? text(v, outcome_text((enum gate_outcome)r->class_outcome, v->lang))
                          : json_null());
    put(o, "klass_skäl", text(v, v->lang == LANG_EN ? r->class_why_en : r->class_why_sv));
    put(o, "läge",
        r->position < m->position_count ? text(v, view_label(v, &m->positions[r->position].head))
                                        : json_null());
    put(o, "toppmått",
        r->top_challenge < m->node_count ? text(v, m->nodes[r->top_challenge].head.name)
                                         : json_null());
    put(o, "turordning", positive((int64_t)r->order));
    put(o, "noder", area_nodes(v, a));
    put(o, "indikatorer", area_indicators(v, a));
    judgements(v, a, o);
    put(o, "råd", area_advice(v, r));
    put(o, "frågor", questions(v, r));
    put(o, "grannar", codes(v, r->neighbours, r->neighbour_count));
    put(o, "liknande", all_peers(v, a));
    put(o, "lär_av", lessons(v, a));
    return o;
}

static json_t *scenario(const struct view *v, size_t k)
{
    const struct scenario_result *s = &v->r->scenarios[k];
    json_t *o = json_object(), *areas = json_object();
    put(o, "namn", text(v, v->m->scenarios[k].head.name));
    put(o, "titel", text(v, view_label(v, &v->m->scenarios[k].head)));
    put(o, "ändringar", texts(v, s->changes, s->change_count));
    put(o, "verkan", text(v, effect_text(s->effect, LANG_SV)));
    put(o, "flyttade", whole((int64_t)s->moved));
    for (size_t i = 0; has_root(v) && i < v->r->areas; i++) {
        uint32_t a = v->r->ranking[i];
        json_t *one = json_object();
        put(one, "plats", positive(s->rank[a]));
        put(one, "poäng", number(s->score[a]));
        put(areas, v->r->data->areas.items[a].code, one);
    }
    put(o, "kommuner", areas);
    return o;
}

static json_t *scenarios(const struct view *v)
{
    json_t *array = json_array();
    for (size_t k = 0; k < v->r->scenario_count; k++)
        json_array_append_new(array, scenario(v, k));
    return array;
}

/* All but the municipalities. */
static json_t *head(const struct view *v)
{
    const struct result *r = v->r;
    json_t *o = json_object();
    put(o, "format", whole(1));
    put(o, "modell", model(v));
    put(o, "dag", day(v));
    put(o, "påhittad", json_boolean(r->invented));
    put(o, "preliminär", json_boolean(r->preliminary));
    put(o, "ändringar", texts(v, r->overrides, r->override_count));
    put(o, "anmärkningar", texts(v, (const char *const *)r->remarks, r->remark_count));
    put(o, "filer", files(v));
    put(o, "scenarier", scenarios(v));
    put(o, "noder", nodes(v));
    put(o, "indikatorer", indicators(v));
    if (r->uncertain)
        put(o, "säkerhet", certainty(v));
    if (r->sensitivity)
        put(o, "känslighet", sensitivity(v));
    return o;
}

/* Adds an object without its last `cut` bytes and frees it. */
static bool add(struct text *out, json_t *o, size_t cut)
{
    char *bytes = json_dumps(o, JSON_INDENT(1) | JSON_REAL_PRECISION(17));
    json_decref(o);
    if (bytes == NULL)
        return false;
    text_addn(out, bytes, strlen(bytes) - cut);
    free(bytes);
    return true;
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
