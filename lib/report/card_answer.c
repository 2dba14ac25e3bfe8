/* Kort svar: the area's place and why, on one page. */
#include "report/card.h"

#include <math.h>

#include "analysis/contribution.h"
#include "analysis/uncertain.h"
#include "base/text.h"

enum { MOST_EFFECTS = 3, COMPANIONS_NAMED = 3 };

static const struct pair labels[] = {{"Plats", "Place"},
                                     {"Så läses platsen", "How to read the place"},
                                     {"Varför", "Why"},
                                     {"Poäng", "Points"},
                                     {"Klass", "Class"},
                                     {"Läge", "Position"},
                                     {"I korthet", "In short"},
                                     {"Höjer poängen mest", "Raises the points most"},
                                     {"Sänker poängen mest", "Lowers the points most"},
                                     {"Till nästa plats", "To the next place"},
                                     {"Kan inte skiljas från", "Cannot be told from"},
                                     {"Preliminärt", "Preliminary"},
                                     {"Ändrade regler", "Changed rules"},
                                     {"Säger inte", "Does not say"},
                                     {"Fel siffra?", "A wrong figure?"},
                                     {"Orden", "The words"},
                                     {"På de andra bladen", "On the other sheets"}};
enum label {
    L_PLACE,
    L_READ,
    L_WHY,
    L_POINTS,
    L_CLASS,
    L_POSITION,
    L_SHORT,
    L_LIFTS,
    L_HOLDS,
    L_NEXT,
    L_ALIKE,
    L_PRELIMINARY,
    L_OVERRIDES,
    L_LIMITS,
    L_CONTACT,
    L_WORDS,
    L_SHEETS
};
static const struct pair nothing = {"Inget sticker ut från medianen.",
                                    "Nothing stands out from the median."};
static const struct pair unknown = {"Går inte att säga: underlaget räcker inte.",
                                    "Cannot be said: not enough data."};

static uint32_t line(const struct view *v, struct page *page, uint32_t row, enum label label,
                     const char *text)
{
    if (text == NULL || text[0] == '\0')
        return row;
    page_text(page, row, 0, say(v->lang, labels[label]), STYLE_LABEL);
    page_text(page, row, 1, text, label == L_PLACE ? STYLE_BIG : STYLE_PARAGRAPH);
    return row + 1;
}

/* "Behov 88,9 av 100, medianen 37,1": no places, since nobody knows how sure those are. */
static const char *points_text(const struct view *v)
{
    static const struct pair one = {"%s%s %s, medianen %s", "%s%s %s, the median %s"};
    struct text t = {0};
    const struct node_result *root = &v->r->nodes[v->m->root];
    if (!isfinite(root->score[v->area]))
        return grade_text(GRADE_NONE, v->lang);
    text_printf(&t, say(v->lang, one), "", view_root(v), view_number(v, root->score[v->area], 1),
                view_number(v, root->median, 1));
    for (size_t i = 0; i < v->indices.count; i++) {
        uint32_t node = v->indices.items[i];
        text_printf(&t, say(v->lang, one), "  \u00b7  ", view_label(v, &v->m->nodes[node].head),
                    view_number(v, v->r->nodes[node].score[v->area], 1),
                    view_number(v, v->r->nodes[node].median, 1));
    }
    text_add(&t, v->lang == LANG_EN ? ". Points from 0 to 100." : ". Poäng från 0 till 100.");
    return card_keep(v, &t);
}

static const char *effect_name(const struct view *v, const struct contribution *e)
{
    return view_label(v, &view_used(v, e->indicator, v->area)->head);
}

static void add_effects(const struct view *v, struct text *t, const struct contributions *c,
                        bool holding)
{
    static const struct pair leads[] = {
        {"Det som höjer poängen mest är", "What raises the points most is"},
        {"Det som sänker poängen mest är", "What lowers the points most is"}};
    static const struct pair after[] = {{"Dessutom höjs poängen av", "Also raising:"},
                                        {"Dessutom sänks poängen av", "Also lowering:"}};
    const struct contribution *effects[MOST_EFFECTS];
    const char *names[MOST_EFFECTS];
    size_t count = contributions_most(c, holding, true, effects, MOST_EFFECTS);
    for (size_t i = 0; i < count; i++)
        names[i] = card_lower(v, effect_name(v, effects[i]));
    card_list(v, t, say(v->lang, leads[holding]), say(v->lang, after[holding]), names, count);
}

/* "Beta ligger 0,4 poäng över och Gamma 1,2 poäng under." */
static void add_distances(const struct view *v, struct text *t)
{
    bool en = v->lang == LANG_EN;
    uint32_t other;
    double distance;
    bool up = next_in_rank(v->r, v->m->root, v->area, -1, &other, &distance);
    if (up)
        text_printf(t, en ? "%s is %s points above" : "%s ligger %s poäng över",
                    view_name(v, other), view_number(v, distance, 1));
    if (next_in_rank(v->r, v->m->root, v->area, 1, &other, &distance))
        text_printf(t, en ? "%s%s is %s points below" : "%s%s ligger %s poäng under",
                    up ? (en ? ", and " : ", och ") : "", view_name(v, other),
                    view_number(v, distance, 1));
    text_add(t, t->n > 0 ? "." : "");
}

static const char *next_text(const struct view *v)
{
    struct text t = {0};
    add_distances(v, &t);
    return card_keep(v, &t);
}

/* Why this place, in plain sentences. */
static const char *why_text(const struct view *v, const struct contributions *c)
{
    bool en = v->lang == LANG_EN;
    struct text t = {0};
    if (v->r->nodes[v->m->root].rank[v->area] <= 0) {
        text_printf(&t,
                    en ? "%s cannot be assessed in %s yet: too many values are missing."
                       : "%s kan inte bedömas i %s än: för många värden saknas.",
                    view_name(v, v->area), card_lower(v, view_root(v)));
        return card_keep(v, &t);
    }
    text_printf(&t, en ? "%s has %s." : "%s har %s.", view_name(v, v->area), card_place(v));
    add_effects(v, &t, c, false);
    add_effects(v, &t, c, true);
    if (v->r->nodes[v->m->root].grade[v->area] == GRADE_PRELIMINARY)
        text_printf(&t,
                    en ? " The place is preliminary: %s %% of the weight has a value."
                       : " Platsen är preliminär: %s\u00A0%% av vikten har ett värde.",
                    view_number(v, v->r->nodes[v->m->root].coverage[v->area] * 100, 0));
    return card_keep(v, &t);
}

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
    return card_keep(v, &t);
}

/* "Villkorad: \n• preliminärt underlag \n• …": each reason on a line. */
static const char *class_text(const struct view *v)
{
    const struct area_result *a = &v->r->area[v->area];
    const char *why = v->lang == LANG_EN ? a->class_why_en : a->class_why_sv;
    struct text t = {0};
    text_add(&t, outcome_text((enum gate_outcome)a->class_outcome, v->lang));
    text_add(&t, why && why[0] ? ":\n\u2022 " : ".");
    for (const char *p = why ? why : ""; *p; p++) {
        if (p[0] == ';' && p[1] == ' ')
            text_add(&t, "\n\u2022");
        else
            text_addc(&t, *p);
    }
    return card_keep(v, &t);
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
    enum { NAMED = 4 };
    const char *names[NAMED];
    size_t strong = 0, possible = 0, open = 0;
    bool en = v->lang == LANG_EN;
    for (size_t i = 0; has_ideas(v) && i < v->m->idea_count; i++) {
        uint8_t grade = v->r->ideas[i].grade[v->area];
        possible += grade == IDEA_POSSIBLE;
        open += grade == IDEA_POSSIBLE_IF;
        if (grade == IDEA_STRONG && strong++ < NAMED)
            names[strong - 1] = card_lower(v, view_label(v, &v->m->ideas[i].head));
    }
    if (!has_ideas(v))
        return;
    if (strong == 0)
        text_add(t, en ? " No business idea is strong yet." : " Ingen affärsidé är stark än.");
    card_list(v, t, en ? "Strong ideas are" : "Starka affärsidéer är",
              en ? "Strong too:" : "Starka är också", names, strong < NAMED ? strong : NAMED);
    text_printf(t,
                en ? " Possible: %zu; possible if something unknown holds: %zu."
                   : " Möjliga: %zu; möjliga om något okänt stämmer: %zu.",
                possible, open);
}

/* A challenge that rests on little must not pass for a finding. */
static void add_thin(const struct view *v, struct text *t, const struct node_result *n)
{
    static const struct pair thin = {" Den bygger på bara %s\u00A0%% av vikten: kontrollera den.",
                                     " It rests on only %s %% of the weight: check it."};
    if (n->coverage[v->area] < 0.6)
        text_printf(t, say(v->lang, thin), view_number(v, n->coverage[v->area] * 100, 0));
}

/* Where its parts stand, what stands out among the challenges, and the ideas. */
static const char *short_text(const struct view *v)
{
    bool en = v->lang == LANG_EN;
    const struct area_result *a = &v->r->area[v->area];
    struct text t = {0};
    for (size_t i = 0; i < v->indices.count && i < 4; i++) {
        const struct head *head = &v->m->nodes[v->indices.items[i]].head;
        const char *third = card_third(v, v->indices.items[i]);
        if (i == 0)
            text_printf(&t, en ? "%s: %s of the areas" : "%s: %s av kommunerna",
                        view_label(v, head), third);
        else
            text_printf(&t, "; %s: %s", card_lower(v, view_label(v, head)), third);
    }
    text_add(&t, t.n > 0 ? "." : "");
    if (a->top_challenge < v->m->node_count)
        text_printf(&t,
                    node_stands_out(&v->r->nodes[a->top_challenge], v->area)
                        ? (en ? " The challenge that stands out most is %s."
                              : " Den utmaning som sticker ut mest är %s.")
                        : (en ? " No challenge stands out; highest is %s."
                              : " Ingen utmaning sticker ut; högst ligger %s."),
                    card_lower(v, view_label(v, &v->m->nodes[a->top_challenge].head)));
    if (a->top_challenge < v->m->node_count)
        add_thin(v, &t, &v->r->nodes[a->top_challenge]);
    add_ideas(v, &t);
    const char *text = card_keep(v, &t);
    return text[0] == ' ' ? text + 1 : text;
}

/* By which way the figure itself lies: what raises the points may be high unemployment, or a low
 * price. */
static const struct pair higher = {"högre", "higher"}, lower = {"lägre", "lower"};
static const struct pair more = {"fler", "more"}, fewer = {"färre", "fewer"};

static void one_effect(const struct view *v, struct text *t, const struct contribution *e)
{
    bool en = v->lang == LANG_EN;
    const struct indicator *i = &v->m->indicators[e->indicator];
    const struct indicator *used = view_used(v, e->indicator, v->area);
    const struct indicator_result *r = &v->r->indicators[e->indicator];
    text_printf(t, "%s\u2022 %s: ", t->n > 0 ? "\n" : "", view_label(v, &used->head));
    if (view_comparable(v, e->indicator, v->area)) {
        double value = r->cells[v->area].value;
        text_printf(t, en ? "%s, %s than the median %s" : "%s, %s än medianen %s",
                    view_value(v, used, value),
                    say(v->lang, value < r->median_value ? lower : higher),
                    view_value(v, used, r->median_value));
    } else {
        double points = r->points[v->area];
        text_printf(
            t,
            en ? "%s points of 100, %s than the median %s" : "%s poäng av 100, %s än medianen %s",
            view_number(v, points, 0), say(v->lang, points < r->median_points ? fewer : more),
            view_number(v, r->median_points, 0));
    }
    if (used != i)
        text_printf(t, en ? ", in place of: %s" : ", i stället för: %s", view_label(v, &i->head));
    text_printf(t, en ? " (%s%s\u00A0points)" : " (%s%s\u00A0poäng)",
                e->effect < 0 ? "\u2212" : "+", view_number(v, fabs(e->effect), 1));
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
    return card_keep(v, &t);
}

static const char *contact_text(const struct view *v)
{
    static const struct pair how = {
        "Skriv kommun, siffra och vad som är rätt till någon av dem: %s.",
        "Write area, figure and what is right to one of them: %s."};
    const char *contact = v->m->contact;
    return contact && contact[0] ? arena_printf(v->arena, say(v->lang, how), contact) : "";
}

static const char *words_text(const struct view *v)
{
    static const struct pair words = {
        "Median: den mittersta kommunen; hälften ligger över och hälften under. Poäng: 0 är längst "
        "ner på skalan, 100 högst. Underlag: hur stor del av vikten som har en siffra. Preliminär: "
        "siffror saknas, så platsen kan ändras. Ersatt, [r]: ett annat mått än det tänkta.",
        "Median: the middle area; half are above and half below. Points: 0 is lowest on the scale, "
        "100 highest. Basis: how much of the weight has a figure. Preliminary: figures are "
        "missing, "
        "so the place may change. Replaced, [r]: another measure than the one intended."};
    const char *own = view_note(v, &v->m->head); /* the words of the rules come first */
    return arena_printf(v->arena, "%s%s%s", own, own[0] ? " " : "", say(v->lang, words));
}

/* What each of the other sheets answers, with a link. */
static uint32_t contents(const struct view *v, struct page *page, uint32_t row)
{
    static const struct pair on = {"Sida %d: %s", "Page %d: %s"};
    int number = 0;
    for (size_t i = 0; i < v->sheet_count; i++) {
        const struct sheet *sheet = &v->sheets[i];
        if (sheet->has && !sheet->has(v))
            continue;
        number++; /* each sheet is one page */
        if (sheet->write == card_answer)
            continue;
        page_link_sheet(page, row, 0, say(v->lang, sheet->name), say(v->lang, sheet->name));
        page_text(page, row++, 1,
                  arena_printf(v->arena, say(v->lang, on), number, say(v->lang, sheet->about)),
                  STYLE_TEXT);
    }
    return row;
}

void card_answer(const struct view *v, struct page *page)
{
    static const double widths[] = {34, 84};
    page_columns(page, widths, 2);
    struct contributions c =
        contributions_of(v->r, v->m->root, v->area, AREA_MEDIAN, NULL, v->arena);
    uint32_t row = card_head(v, page, v->lang == LANG_EN ? "short answer" : "kort svar",
                             arena_printf(v->arena, "%s. %s", view_root(v), view_meaning(v)));
    row = line(v, page, row, L_PLACE, card_place(v));
    row = line(v, page, row, L_READ, card_reading(v));
    row = line(v, page, row, L_WHY, why_text(v, &c));
    row = line(v, page, row, L_SHORT, short_text(v));
    row = line(v, page, row, L_POINTS, points_text(v));
    if (v->m->gate_count > 0)
        row = line(v, page, row, L_CLASS, class_text(v));
    row = line(v, page, row, L_POSITION, position_text(v));
    row = line(v, page, row, L_LIFTS, effects_text(v, &c, false));
    row = line(v, page, row, L_HOLDS, effects_text(v, &c, true));
    row = line(v, page, row, L_NEXT, next_text(v));
    if (v->r->uncertain)
        row = line(v, page, row, L_ALIKE, companions_text(v));
    row = line(v, page, row, L_PRELIMINARY, card_preliminary(v));
    for (size_t i = 0; i < v->r->override_count && i < 5; i++)
        row = line(v, page, row, L_OVERRIDES, v->r->overrides[i]);
    row = line(v, page, row, L_LIMITS, v->lang == LANG_EN ? v->m->limits_en : v->m->limits_sv);
    row = line(v, page, row, L_CONTACT, contact_text(v));
    row = line(v, page, row, L_WORDS, words_text(v));
    row = card_section(page, row + 1, say(v->lang, labels[L_SHEETS]), 2);
    contents(v, page, row);
}
