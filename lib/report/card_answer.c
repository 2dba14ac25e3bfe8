/* Kort svar: the municipality's place and why, on one page. */
#include "report/sheets.h"

#include <math.h>

#include "analysis/contribution.h"
#include "analysis/uncertain.h"
#include "base/text.h"

enum { MOST_EFFECTS = 3, MOST_AGAINST = 2 };

static const struct pair labels[] = {{"Plats", "Place"},
                                     {"Poäng", "Points"},
                                     {"Delar", "Parts"},
                                     {"Klass", "Class"},
                                     {"Läge", "Position"},
                                     {"Kan inte skiljas från", "Cannot be told from"},
                                     {"I korthet", "In short"},
                                     {"Det här lyfter", "This lifts"},
                                     {"Det här håller tillbaka", "This holds back"},
                                     {"Mot liknande", "Against peers"},
                                     {"Mot grannar", "Against neighbours"},
                                     {"Till nästa plats", "To the next place"},
                                     {"Preliminärt", "Preliminary"},
                                     {"Liknande kommuner", "Similar areas"},
                                     {"Grannar", "Neighbours"},
                                     {"Ändrade regler", "Changed rules"}};
enum label {
    L_PLACE,
    L_POINTS,
    L_PARTS,
    L_CLASS,
    L_POSITION,
    L_ALIKE,
    L_SHORT,
    L_LIFTS,
    L_HOLDS,
    L_AGAINST_PEERS,
    L_AGAINST_NEIGHBOURS,
    L_NEXT,
    L_PRELIMINARY,
    L_PEERS,
    L_NEIGHBOURS,
    L_OVERRIDES
};
static const struct pair nothing = {"Inget sticker ut från medianen.",
                                    "Nothing stands out from the median."};

static const struct pair unknown = {"Går inte att säga: underlaget räcker inte.",
                                    "Cannot be said: not enough data."};

static const char *keep(const struct view *v, struct text *t)
{
    char *copy = arena_strndup(v->arena, t->p ? t->p : "", t->n);
    text_release(t);
    return copy;
}

static uint32_t line(const struct view *v, struct page *page, uint32_t row, enum label label,
                     const char *text)
{
    if (text == NULL || text[0] == '\0')
        return row;
    page_text(page, row, 0, say(v->lang, labels[label]), STYLE_LABEL);
    page_text(page, row, 1, text, label <= L_PARTS ? STYLE_BIG : STYLE_PARAGRAPH);
    return row + 1;
}

static const char *points_text(const struct view *v)
{
    const struct node_result *root = &v->r->nodes[v->m->root];
    if (!isfinite(root->score[v->area]))
        return grade_text(GRADE_NONE, v->lang);
    return arena_printf(v->arena, "%s  (median %s)", view_number(v, root->score[v->area], 1),
                        view_number(v, root->median, 1));
}

enum { COMPANIONS_NAMED = 3 };

/* "A, B och 3 till": those that it cannot be told from; "" when it can be told from all. */
static const char *companions_text(const struct view *v)
{
    const struct uncertain *u = v->r->uncertain;
    bool en = v->lang == LANG_EN;
    struct text t = {0};
    size_t others = 0;
    for (size_t k = 0; k < v->r->areas; k++) {
        uint32_t area = v->r->ranking[k];
        if (area == v->area || u->band[area] != u->band[v->area])
            continue;
        if (others < COMPANIONS_NAMED)
            text_printf(&t, "%s%s", others > 0 ? ", " : "", view_name(v, area));
        others++;
    }
    if (others > COMPANIONS_NAMED)
        text_printf(&t, en ? " and %zu more" : " och %zu till", others - COMPANIONS_NAMED);
    return keep(v, &t);
}

/* "plats 9 av 33, troligen 8-13" */
static const char *place_text(const struct view *v)
{
    static const struct pair likely = {"troligen", "probably"};
    const struct uncertain *u = v->r->uncertain;
    const char *place = view_place(v, v->m->root, v->area);
    if (!u || u->low[v->area] <= 0)
        return place;
    const char *span = u->low[v->area] == u->high[v->area]
                           ? ""
                           : arena_printf(v->arena, ", %s %d\u2013%d", say(v->lang, likely),
                                          (int)u->low[v->area], (int)u->high[v->area]);
    return arena_printf(v->arena, "%s%s", place, span);
}

/* "Behov 89,1 (plats 2 av 33) · Förutsättningar 41,2 (plats 9 av 33)" */
static const char *parts_text(const struct view *v)
{
    struct text t = {0};
    for (size_t i = 0; i < v->indices.count; i++) {
        uint32_t node = v->indices.items[i];
        text_printf(
            &t, "%s%s %s (%s)", i > 0 ? "  \u00b7  " : "", view_label(v, &v->m->nodes[node].head),
            view_number(v, v->r->nodes[node].score[v->area], 1), view_place(v, node, v->area));
    }
    return keep(v, &t);
}

static const char *class_text(const struct view *v)
{
    const struct area_result *a = &v->r->area[v->area];
    const char *why = v->lang == LANG_EN ? a->class_why_en : a->class_why_sv;
    const char *class = outcome_text((enum gate_outcome)a->class_outcome, v->lang);
    if (why == NULL || why[0] == '\0')
        return class;
    return arena_printf(v->arena, "%s: %s", class, why);
}

static const char *position_text(const struct view *v)
{
    uint32_t p = v->r->area[v->area].position;
    if (p >= v->m->position_count)
        return "";
    const char *note = view_note(v, &v->m->positions[p].head);
    const char *label = view_label(v, &v->m->positions[p].head);
    return note[0] ? arena_printf(v->arena, "%s. %s", label, note) : label;
}

/* The strong ideas by name; else how many are possible, and that more has to be asked. */
static void add_ideas(const struct view *v, struct text *t)
{
    size_t strong = 0, possible = 0, open = 0;
    bool en = v->lang == LANG_EN;
    for (size_t i = 0; has_ideas(v) && i < v->m->idea_count; i++) {
        uint8_t grade = v->r->ideas[i].grade[v->area];
        possible += grade == IDEA_POSSIBLE;
        open += grade == IDEA_POSSIBLE_IF;
        if (grade != IDEA_STRONG)
            continue;
        text_add(t, strong++ > 0 ? ", " : en ? "Strong ideas: " : "Starka affärsidéer: ");
        text_add(t, view_label(v, &v->m->ideas[i].head));
    }
    if (!has_ideas(v))
        return;
    text_add(t, strong > 0 ? ". "
                : en       ? "No idea is strong yet. "
                           : "Ingen affärsidé är stark än. ");
    text_printf(t,
                en ? "Possible: %zu; possible if something unknown holds: %zu, of %zu."
                   : "Möjliga: %zu; möjliga om något okänt stämmer: %zu, av %zu.",
                possible, open, v->m->idea_count);
}

/* Place and points; the challenge and the ideas that stand out. */
static const char *short_text(const struct view *v)
{
    bool en = v->lang == LANG_EN;
    const struct area_result *a = &v->r->area[v->area];
    struct text t = {0};
    const char *name = view_name(v, v->area);
    if (v->r->nodes[v->m->root].rank[v->area] > 0)
        text_printf(&t, en ? "%s has %s in %s.\n" : "%s har %s i %s.\n", name,
                    view_place(v, v->m->root, v->area), view_root(v));
    else
        text_printf(&t,
                    en ? "%s cannot be assessed in %s yet: too many values are missing.\n"
                       : "%s kan inte bedömas i %s än: för många värden saknas.\n",
                    name, view_root(v));
    if (a->top_challenge < v->m->node_count)
        text_printf(&t,
                    node_stands_out(&v->r->nodes[a->top_challenge], v->area)
                        ? (en ? "The challenge that stands out most is %s, %s. "
                              : "Den utmaning som sticker ut mest är %s, %s. ")
                        : (en ? "No challenge stands out; the highest place is in %s, %s. "
                              : "Ingen utmaning sticker ut; högst plats har %s, %s. "),
                    view_label(v, &v->m->nodes[a->top_challenge].head),
                    view_place(v, a->top_challenge, v->area));
    add_ideas(v, &t);
    return keep(v, &t);
}

static void one_effect(const struct view *v, struct text *t, const struct contribution *e)
{
    bool en = v->lang == LANG_EN;
    const struct indicator *i = &v->m->indicators[e->indicator];
    const struct indicator *used = view_used(v, e->indicator, v->area);
    const struct indicator_result *r = &v->r->indicators[e->indicator];
    text_printf(t, "%s\u2022 %s: ", t->n > 0 ? "\n" : "", view_label(v, &used->head));
    if (view_comparable(v, e->indicator, v->area))
        text_printf(t, en ? "%s, median %s" : "%s, medianen är %s",
                    view_value(v, used, r->cells[v->area].value),
                    view_value(v, used, r->median_value));
    else
        text_printf(t, en ? "%s points, median %s" : "%s poäng, medianen är %s",
                    view_number(v, r->points[v->area], 0), view_number(v, r->median_points, 0));
    if (used != i)
        text_printf(t, en ? ", in place of: %s" : ", i stället för: %s", view_label(v, &i->head));
    text_printf(t, " (%s%s)", e->effect < 0 ? "\u2212" : "+", view_number(v, fabs(e->effect), 1));
}

static const char *effects_text(const struct view *v, const struct contributions *c, bool holding)
{
    const struct contribution *effects[MOST_EFFECTS];
    size_t count = contributions_most(c, holding, true, effects, MOST_EFFECTS);
    struct text t = {0};
    for (size_t i = 0; i < count; i++)
        one_effect(v, &t, effects[i]);
    if (count == 0)
        text_add(&t, say(v->lang, isnan(c->score) ? unknown : nothing));
    return keep(v, &t);
}

static void few_effects(const struct view *v, struct text *t, const struct contributions *c,
                        bool holding)
{
    const struct contribution *effects[MOST_AGAINST];
    size_t count = contributions_most(c, holding, true, effects, MOST_AGAINST);
    static const struct pair verbs[] = {{"Lyfter", "Lifts"}, {"Håller tillbaka", "Holds back"}};
    for (size_t i = 0; i < count; i++)
        text_printf(t, "%s%s (%s%s)%s",
                    i > 0 ? "; " : arena_printf(v->arena, " %s: ", say(v->lang, verbs[holding])),
                    view_label(v, &view_used(v, effects[i]->indicator, v->area)->head),
                    holding ? "\u2212" : "+", view_number(v, fabs(effects[i]->effect), 1),
                    i + 1 == count ? "." : "");
}

/* "Medianen av 3 (Publicerade) ger 42,4 poäng, skillnaden är −7,9. Lyfter: …" */
static const char *against_text(const struct view *v, struct area_group group, const char *who)
{
    static const struct pair pattern = {
        "Medianen av %zu%s ger %s poäng, skillnaden är %s%s.",
        "The median of %zu%s gives %s points, the difference is %s%s."};
    if (group.count == 0)
        return "";
    struct contributions c =
        contributions_of(v->r, v->m->root, v->area, AREA_MEDIAN, &group, v->arena);
    if (c.count == 0)
        return "";
    struct text t = {0};
    double difference = c.score - c.reference;
    text_printf(&t, say(v->lang, pattern), group.count, who, view_number(v, c.reference, 1),
                difference < 0 ? "\u2212" : "+", view_number(v, fabs(difference), 1));
    few_effects(v, &t, &c, false);
    few_effects(v, &t, &c, true);
    return keep(v, &t);
}

/* The first block of peers is the one that advice speaks of. */
static const char *against_peers(const struct view *v)
{
    if (v->m->peers_count == 0)
        return "";
    return against_text(v, group_of_peers(v->r, 0, v->area, v->arena),
                        arena_printf(v->arena, " (%s)", view_label(v, &v->m->peers[0].head)));
}

static const char *next_text(const struct view *v)
{
    bool en = v->lang == LANG_EN;
    uint32_t other;
    double distance;
    struct text t = {0};
    if (next_in_rank(v->r, v->m->root, v->area, -1, &other, &distance))
        text_printf(&t, en ? "%s points up to %s. " : "%s poäng upp till %s. ",
                    view_number(v, distance, 1), view_name(v, other));
    if (next_in_rank(v->r, v->m->root, v->area, 1, &other, &distance))
        text_printf(&t, en ? "%s points down to %s." : "%s poäng ner till %s.",
                    view_number(v, distance, 1), view_name(v, other));
    return keep(v, &t);
}

/* "Om det som saknas vore bäst eller sämst av alla: plats 3 till 7." Nothing when that is sure. */
static void add_bounds(const struct view *v, struct text *t)
{
    const struct result *r = v->r;
    int32_t own = r->nodes[v->m->root].rank[v->area];
    int32_t low = r->rank_bound_low ? r->rank_bound_low[v->area] : 0;
    int32_t high = r->rank_bound_high ? r->rank_bound_high[v->area] : 0;
    if (low <= 0 || (low == own && high == own))
        return;
    text_printf(t,
                v->lang == LANG_EN
                    ? " If what is missing were the best or the worst of all: place %d to %d."
                    : " Om det som saknas vore bäst eller sämst av alla: plats %d till %d.",
                (int)low, (int)high);
}

static const char *preliminary_text(const struct view *v)
{
    bool en = v->lang == LANG_EN;
    size_t missing = 0, aged = 0, substitutes = 0;
    struct text t = {0};
    for (size_t k = 0; k < v->indicators.count; k++) {
        uint32_t i = v->indicators.items[k];
        uint8_t status = v->r->indicators[i].cells[v->area].status;
        missing += !status_has_value(status);
        aged += status == STATUS_AGED || status == STATUS_NO_YEAR;
        substitutes += view_substituted(v, i, v->area);
    }
    text_printf(&t,
                en ? "Assessment of %s: %s, %s %% of the weight has a value. "
                   : "Bedömning av %s: %s, %s\u00A0%% av vikten har ett värde. ",
                view_root(v), view_grade(v, v->m->root, v->area),
                view_number(v, v->r->nodes[v->m->root].coverage[v->area] * 100, 0));
    text_printf(&t,
                en ? "Of %zu measures %zu are missing, %zu are replaced by another, and %zu are "
                     "older or without a year."
                   : "Av %zu mått saknas %zu, %zu är ersatta av ett annat och %zu är äldre eller "
                     "utan år.",
                v->indicators.count, missing, substitutes, aged);
    add_bounds(v, &t);
    return keep(v, &t);
}

static const char *areas_text(const struct view *v, const uint32_t *areas, size_t count)
{
    struct text t = {0};
    for (size_t i = 0; i < count; i++)
        text_printf(&t, "%s%s", i > 0 ? ", " : "", view_name(v, areas[i]));
    return keep(v, &t);
}

/* "Publicerade: Alfa, Beta; utanför analysen: Gamma. Närmast: Delta (0,8), Epsilon (1,1)." */
static const char *peers_text(const struct view *v)
{
    struct text t = {0};
    for (size_t k = 0; k < v->m->peers_count; k++) {
        const struct peers_result *p = &v->r->peers[k];
        bool outside = false;
        text_printf(&t, "%s%s: ", k > 0 ? " " : "", view_label(v, &v->m->peers[k].head));
        for (size_t i = 0; i < p->count[v->area]; i++) {
            const struct peer *peer = &p->list[v->area][i];
            bool first_outside = peer->area == UINT32_MAX && !outside;
            text_add(&t, i == 0 ? "" : first_outside ? "; " : ", ");
            if (first_outside)
                text_add(&t, v->lang == LANG_EN ? "outside the analysis: " : "utanför analysen: ");
            outside = outside || first_outside;
            text_add(&t, peer->name);
            if (!isnan(peer->distance))
                text_printf(&t, " (%s)", view_number(v, peer->distance, 1));
        }
        text_printf(&t, "%s.", p->count[v->area] ? "" : p->why[v->lang][v->area]);
    }
    return keep(v, &t);
}

void card_answer(const struct view *v, struct page *page)
{
    static const double widths[] = {25, 72};
    page_columns(page, widths, 2);
    const struct area_result *a = &v->r->area[v->area];
    struct contributions c = {.score = NAN};
    if (has_root(v))
        c = contributions_of(v->r, v->m->root, v->area, AREA_MEDIAN, NULL, v->arena);
    const char *title = arena_printf(v->arena, "%s: %s", view_name(v, v->area),
                                     v->lang == LANG_EN ? "short answer" : "kort svar");
    const char *about = arena_printf(v->arena, "%s. %s", view_root(v), view_meaning(v));
    uint32_t row = page_head(page, title, about);
    row = line(v, page, row, L_PLACE, place_text(v));
    row = line(v, page, row, L_POINTS, points_text(v));
    row = line(v, page, row, L_PARTS, parts_text(v));
    if (v->m->gate_count > 0)
        row = line(v, page, row, L_CLASS, class_text(v));
    row = line(v, page, row, L_POSITION, position_text(v));
    if (v->r->uncertain)
        row = line(v, page, row, L_ALIKE, companions_text(v));
    row = line(v, page, row, L_SHORT, short_text(v));
    row = line(v, page, row, L_LIFTS, effects_text(v, &c, false));
    row = line(v, page, row, L_HOLDS, effects_text(v, &c, true));
    row = line(v, page, row, L_AGAINST_PEERS, against_peers(v));
    row = line(v, page, row, L_AGAINST_NEIGHBOURS,
               against_text(v, group_of_neighbours(v->r, v->area), ""));
    row = line(v, page, row, L_NEXT, next_text(v));
    row = line(v, page, row, L_PRELIMINARY, preliminary_text(v));
    row = line(v, page, row, L_PEERS, peers_text(v));
    row = line(v, page, row, L_NEIGHBOURS, areas_text(v, a->neighbours, a->neighbour_count));
    for (size_t i = 0; i < v->r->override_count; i++)
        row = line(v, page, row, L_OVERRIDES, v->r->overrides[i]);
}
