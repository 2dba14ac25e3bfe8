/* korning.json: the only file that knows jansson. */
#include "report/json.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "report/clean.h"
#include "report/messages.h"
#include "report/view.h"
#include "rules/methods.h"

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

static const struct head *part_head(const struct view *v, const struct child *child)
{
    return child->kind == SYMBOL_NODE ? &v->m->nodes[child->index].head
                                      : &v->m->indicators[child->index].head;
}

/* What each part weighs and what it comes to mean. */
static json_t *parts(const struct view *v, size_t n)
{
    const struct node *node = &v->m->nodes[n];
    const struct node_result *r = &v->r->nodes[n];
    json_t *all = json_object();
    double sum = 0;
    for (size_t c = 0; c < node->child_count; c++)
        sum += node->children[c].weight;
    for (size_t c = 0; c < node->child_count; c++) {
        json_t *o = json_object();
        put(o, "andel", number(node->children[c].weight / sum));
        put(o, "betydelse", number(r->importance ? r->importance[c] : NAN));
        put(o, "korrelation_med_övriga",
            number(r->reliability.rest ? r->reliability.rest[c] : NAN));
        put(o, "alfa_utan", number(r->reliability.without ? r->reliability.without[c] : NAN));
        put(all, part_head(v, &node->children[c])->name, o);
    }
    return all;
}

/* The share of weight by which each area outranks each other. */
static json_t *outranking(const struct view *v, size_t n)
{
    const double *pairs = v->r->nodes[n].outranking;
    json_t *all = json_object();
    for (size_t a = 0; a < v->r->areas; a++) {
        json_t *row = json_object();
        for (size_t b = 0; b < v->r->areas; b++)
            if (a != b)
                put(row, v->r->data->areas.items[b].code, number(pairs[a * v->r->areas + b]));
        put(all, v->r->data->areas.items[a].code, row);
    }
    return all;
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
        put(o, "sammanvägning",
            text(v, method_name(&aggregation_methods[node->aggregation], v->lang)));
        put(o, "alfa", number(v->r->nodes[n].reliability.alpha));
        put(o, "delar", parts(v, n));
        if (v->r->nodes[n].outranking)
            put(o, "parvis", outranking(v, n));
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
        put(o, "andel", number(r->share > 0 ? r->share : NAN));
        put(o, "betydelse", number(r->share > 0 ? r->importance : NAN));
        put(o, "beräknade", whole((int64_t)r->imputed_count));
        put(o, "behandlade", whole((int64_t)r->treated_count));
        put(o, "skala", text(v, method_name(&scale_methods[indicator->scale], v->lang)));
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
    put(o, "behandlat", r->treated ? number(r->treated[a]) : json_null());
    put(o, "beräknat", json_boolean(is_imputed(r, a)));
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

static json_t *area(const struct view *v, uint32_t a)
{
    const struct area_result *r = &v->r->area[a];
    const struct model *m = v->m;
    json_t *o = json_object();
    put(o, "kod", text(v, v->r->data->areas.items[a].code));
    put(o, "namn", text(v, view_name(v, a)));
    put(o, "plats", positive(has_root(v) ? v->r->nodes[m->root].rank[a] : 0));
    put(o, "plats_bäst", positive(v->r->rank_low ? v->r->rank_low[a] : 0));
    put(o, "plats_sämst", positive(v->r->rank_high ? v->r->rank_high[a] : 0));
    put(o, "plats_bäst_möjlig", positive(v->r->rank_bound_low ? v->r->rank_bound_low[a] : 0));
    put(o, "plats_sämst_möjlig", positive(v->r->rank_bound_high ? v->r->rank_bound_high[a] : 0));
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
    put(o, "liknande", codes(v, r->peers, r->peer_count));
    put(o, "grannar", codes(v, r->neighbours, r->neighbour_count));
    return o;
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
    put(o, "noder", nodes(v));
    put(o, "indikatorer", indicators(v));
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
