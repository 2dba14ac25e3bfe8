/* Rangordning, Poäng, Värden, Utmaningar of the plain edition. */
#include "report/plain.h"

#include <math.h>

#include "analysis/uncertain.h"

static const struct pair ranking_title = {"Rangordning", "Ranking"};
static const struct pair ranking_about = {
    "En rad per kommun. Plats 1 har flest poäng; spannet visar mellan vilka platser nio dragningar "
    "av tio hamnar.",
    "One row per area. Place 1 has most points; the span shows between which places nine draws of "
    "ten fall."};
static const struct plain_column ranking_before[] = {
    {{"Plats", "Place"}, 7}, {{"Kod", "Code"}, 7}, {{"Kommun", "Area"}, 17}};
static const struct plain_column ranking_after[] = {
    {{"Klass", "Class"}, 14},
    {{"Läge", "Position"}, 22},
    {{"Täckning", "Coverage"}, 0},
    {{"Grad", "Grade"}, 14},
    {{"Största utmaning", "Top challenge"}, 26},
    {{"Bästa plats i spannet", "Best place of the span"}, 0},
    {{"Sämsta plats i spannet", "Worst place of the span"}, 0},
    {{"Bästa plats om saknat", "Best place if missing"}, 0},
    {{"Sämsta plats om saknat", "Worst place if missing"}, 0},
};

static bool in_ranking(const struct node *node)
{
    return node->kind == NODE_INDEX; /* the dimensions stand on Poäng */
}

static void ranking_row(struct plain *p, uint32_t a)
{
    const struct view *v = p->v;
    const struct area_result *area = &v->r->area[a];
    const struct node_result *root = &v->r->nodes[v->m->root];
    const struct uncertain *u = v->r->uncertain;
    plain_rank(p, root->rank[a]);
    plain_area(p, a);
    for (size_t n = 0; n < v->m->node_count; n++)
        if (in_ranking(&v->m->nodes[n]))
            plain_number(p, v->r->nodes[n].score[a], 1, "[x]");
    plain_text(p, v->m->gate_count > 0
                      ? outcome_text((enum gate_outcome)area->class_outcome, v->lang)
                      : "");
    plain_text(p, area->position < v->m->position_count
                      ? view_label(v, &v->m->positions[area->position].head)
                      : "");
    plain_number(p, root->coverage[a], 2, "[x]");
    plain_text(p, view_grade(v, v->m->root, a));
    plain_text(p, area->top_challenge < v->m->node_count
                      ? view_label(v, &v->m->nodes[area->top_challenge].head)
                      : "");
    plain_rank(p, u ? u->low[a] : 0);
    plain_rank(p, u ? u->high[a] : 0);
    plain_rank(p, v->r->rank_bound_low ? v->r->rank_bound_low[a] : 0);
    plain_rank(p, v->r->rank_bound_high ? v->r->rank_bound_high[a] : 0);
}

void plain_ranking(const struct view *v, struct page *page)
{
    struct plain p;
    plain_begin(&p, v, page, ranking_title, ranking_about);
    plain_columns(&p, ranking_before, sizeof ranking_before / sizeof ranking_before[0]);
    for (size_t n = 0; n < v->m->node_count; n++)
        if (in_ranking(&v->m->nodes[n]))
            plain_column(&p, view_label(v, &v->m->nodes[n].head), v->m->nodes[n].head.name, 0);
    plain_columns(&p, ranking_after, sizeof ranking_after / sizeof ranking_after[0]);
    for (size_t i = 0; i < v->r->areas; i++)
        ranking_row(&p, v->r->ranking[i]);
    plain_end(&p, "Rangordning");
}

/* --- points ------------------------------------------------------------------------------------
 */

static const struct pair scores_title = {"Poäng", "Points"};
static const struct pair scores_about = {
    "En rad per kommun och del. Poäng går från 0 till 100; fler är starkare.",
    "One row per area and part. Points go from 0 to 100; more is stronger."};
static const struct plain_column scores_columns[] = {
    {{"Kod", "Code"}, 7},
    {{"Kommun", "Area"}, 17},
    {{"Namn i reglerna", "Name in the rules"}, 32},
    {{"Slag", "Kind"}, 12},
    {{"Del", "Part"}, 46},
    {{"Poäng", "Points"}, 8},
    {{"Plats", "Place"}, 7},
    {{"Täckning", "Coverage"}, 0},
    {{"Grad", "Grade"}, 14},
};
static const struct pair indicator_kind = {"indikator", "indicator"};
static const struct pair node_kinds[] = {[NODE_DIMENSION] = {"dimension", "dimension"},
                                         [NODE_INDEX] = {"index", "index"},
                                         [NODE_CHALLENGE] = {"utmaning", "challenge"}};
static const struct pair has_value = {"har värde", "has a value"};
static const struct pair no_value = {"saknas", "missing"};

static void indicator_score(struct plain *p, uint32_t a, uint32_t i)
{
    const struct view *v = p->v;
    const struct indicator_result *r = &v->r->indicators[i];
    bool has = status_has_value(r->cells[a].status);
    plain_area(p, a);
    plain_text(p, v->m->indicators[i].head.name);
    plain_text(p, say(v->lang, indicator_kind));
    plain_text(p, view_measured(v, i, a));
    plain_number(p, r->points ? r->points[a] : NAN, 1, has ? "[z]" : "[x]");
    plain_rank(p, r->rank ? r->rank[a] : 0);
    plain_number(p, has ? 1 : 0, 2, "[x]");
    plain_text(p, say(v->lang, has ? has_value : no_value));
}

static void node_score(struct plain *p, uint32_t a, uint32_t n)
{
    const struct view *v = p->v;
    const struct node_result *r = &v->r->nodes[n];
    plain_area(p, a);
    plain_text(p, v->m->nodes[n].head.name);
    plain_text(p, say(v->lang, node_kinds[v->m->nodes[n].kind]));
    plain_text(p, view_label(v, &v->m->nodes[n].head));
    plain_number(p, r->score[a], 1, "[x]");
    plain_rank(p, r->rank[a]);
    plain_number(p, r->coverage[a], 2, "[x]");
    plain_text(p, view_grade(v, n, a));
}

void plain_scores(const struct view *v, struct page *page)
{
    struct plain p;
    plain_begin(&p, v, page, scores_title, scores_about);
    plain_columns(&p, scores_columns, sizeof scores_columns / sizeof scores_columns[0]);
    for (uint32_t a = 0; a < v->r->areas; a++) {
        for (size_t k = 0; k < v->indicators.count; k++)
            indicator_score(&p, a, v->indicators.items[k]);
        for (uint32_t n = 0; n < v->m->node_count; n++)
            node_score(&p, a, n);
    }
    plain_end(&p, "Poang");
}

/* --- values ------------------------------------------------------------------------------------
 */

static const struct pair values_title = {"Värden", "Values"};
static const struct pair values_about = {
    "En rad per kommun och mått. Märken som [x] förklaras på bladet Märken.",
    "One row per area and measure. Marks such as [x] are explained on the sheet Marks."};
static const struct plain_column values_columns[] = {
    {{"Kod", "Code"}, 7},
    {{"Kommun", "Area"}, 17},
    {{"Id", "Id"}, 6},
    {{"Namn i reglerna", "Name in the rules"}, 20},
    {{"Mått", "Measure"}, 30},
    {{"Värde", "Value"}, 11},
    {{"Enhet", "Unit"}, 17},
    {{"År", "Year"}, 6},
    {{"Status", "Status"}, 13},
    {{"Märke", "Mark"}, 7},
    {{"Källa", "Source"}, 17},
    {{"Fil och rad", "File and line"}, 27},
    {{"Anmärkning", "Remark"}, 27},
};
static const struct pair substitute = {"ersättning", "substitute"};
/* In the order of enum status. */
static const struct pair statuses[] = {
    [STATUS_OBSERVED] = {"observerat", "observed"},
    [STATUS_NOTHING] = {"inget, alltså noll", "nothing, so zero"},
    [STATUS_NO_YEAR] = {"år okänt", "year unknown"},
    [STATUS_AGED] = {"äldre", "older"},
    [STATUS_IMPUTED] = {"beräknat", "computed"},
    [STATUS_MISSING] = {"saknas", "missing"},
    [STATUS_UNAVAILABLE] = {"ej tillgängligt", "not available"},
    [STATUS_SECRET] = {"sekretess", "secret"},
    [STATUS_SMALL] = {"litet antal", "small count"},
    [STATUS_NOT_APPLICABLE] = {"ej tillämpligt", "not applicable"},
};

static const char *remark_of(const struct view *v, uint32_t a, uint32_t i)
{
    const struct indicator_result *r = &v->r->indicators[i];
    const char **reasons = v->lang == LANG_EN ? r->reason_en : r->reason;
    const char *why = reasons && reasons[a] ? reasons[a] : "";
    if (!view_substituted(v, i, a))
        return why;
    return arena_printf(v->arena, "%s%s%s", say(v->lang, substitute), why[0] ? ": " : "", why);
}

static void value_row(struct plain *p, uint32_t a, uint32_t i)
{
    const struct view *v = p->v;
    const struct indicator *indicator = &v->m->indicators[i], *used = view_used(v, i, a);
    const struct cell *cell = &v->r->indicators[i].cells[a];
    bool has = status_has_value(cell->status);
    plain_area(p, a);
    plain_text(p, indicator->head.id);
    plain_text(p, indicator->head.name);
    plain_text(p, view_measured(v, i, a));
    plain_number(p, has ? cell->value : NAN, used->decimals, status_mark(cell->status));
    plain_text(p, unit_text(&used->unit, v->lang));
    if (has && cell->period > 0)
        page_number(p->page, p->row, p->column, cell->period / 100, 0, STYLE_YEAR);
    else
        page_text(p->page, p->row, p->column, has ? "[å]" : "[x]", STYLE_MARK);
    p->column++;
    plain_text(p, say(v->lang, statuses[cell->status]));
    plain_text(p, view_mark(v, i, a));
    plain_text(p, view_publisher(v, cell));
    plain_text(p, view_origin(v, cell));
    plain_text(p, remark_of(v, a, i));
}

void plain_values(const struct view *v, struct page *page)
{
    struct plain p;
    plain_begin(&p, v, page, values_title, values_about);
    plain_columns(&p, values_columns, sizeof values_columns / sizeof values_columns[0]);
    for (uint32_t a = 0; a < v->r->areas; a++)
        for (size_t k = 0; k < v->shown.count; k++)
            value_row(&p, a, v->shown.items[k]);
    plain_end(&p, "Varden");
}

/* --- challenges --------------------------------------------------------------------------------
 */

static const struct pair challenges_title = {"Utmaningar", "Challenges"};
static const struct pair challenges_about = {
    "En rad per kommun och utmaning. Plats 1 har störst behov.",
    "One row per area and challenge. Place 1 has the greatest need."};
static const struct plain_column challenges_columns[] = {
    {{"Kod", "Code"}, 7},     {{"Kommun", "Area"}, 17}, {{"Utmaning", "Challenge"}, 46},
    {{"Poäng", "Points"}, 8}, {{"Plats", "Place"}, 7},  {{"Täckning", "Coverage"}, 0},
    {{"Grad", "Grade"}, 14},
};

void plain_challenges(const struct view *v, struct page *page)
{
    struct plain p;
    plain_begin(&p, v, page, challenges_title, challenges_about);
    plain_columns(&p, challenges_columns, sizeof challenges_columns / sizeof challenges_columns[0]);
    for (uint32_t a = 0; a < v->r->areas; a++)
        for (size_t k = 0; k < v->challenges.count; k++) {
            uint32_t n = v->challenges.items[k];
            plain_area(&p, a);
            plain_text(&p, view_label(v, &v->m->nodes[n].head));
            plain_number(&p, v->r->nodes[n].score[a], 1, "[x]");
            plain_rank(&p, v->r->nodes[n].rank[a]);
            plain_number(&p, v->r->nodes[n].coverage[a], 2, "[x]");
            plain_text(&p, view_grade(v, n, a));
        }
    plain_end(&p, "Utmaningar");
}
