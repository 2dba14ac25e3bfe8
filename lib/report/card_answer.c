/* Kort svar: the area's place and why, on one page. */
#include "report/card.h"

#include <math.h>
#include <string.h>

#include "analysis/contribution.h"
#include "analysis/uncertain.h"
#include "base/text.h"

enum { MOST_EFFECTS = 3, MOST_DEEDS = 3 };

enum label {
    L_PLACE,
    L_READ,
    L_WHY,
    L_SHORT,
    L_CHALLENGE,
    L_DEEDS,
    L_POINTS,
    L_CLASS,
    L_POSITION,
    L_TOWARDS,
    L_AWAY,
    L_NEXT,
    L_ALIKE,
    L_PRELIMINARY,
    L_OVERRIDES,
    L_LIMITS,
    L_CONTACT,
    L_WORDS,
    L_SHEETS
};
static const struct pair labels[] = {
    [L_PLACE] = {"Plats", "Place"},
    [L_READ] = {"Så läses platsen", "How to read the place"},
    [L_WHY] = {"Varför", "Why"},
    [L_SHORT] = {"I korthet", "In short"},
    [L_CHALLENGE] = {"Främsta utmaning", "Foremost challenge"},
    [L_DEEDS] = {"Tre saker att göra först", "Three things to do first"},
    [L_POINTS] = {"Poäng", "Points"},
    [L_CLASS] = {"Kan ni börja?", "Can you begin?"},
    [L_POSITION] = {"Vad siffrorna pekar mot", "What the figures point to"},
    [L_TOWARDS] = {"Drar mot plats 1 (poäng jämfört med medianen)",
                   "Pulls towards place 1 (points against the median)"},
    [L_AWAY] = {"Drar bort från plats 1 (poäng jämfört med medianen)",
                "Pulls away from place 1 (points against the median)"},
    [L_NEXT] = {"Till nästa plats", "To the next place"},
    [L_ALIKE] = {"Kan inte skiljas från", "Cannot be told from"},
    [L_PRELIMINARY] = {"Preliminärt", "Preliminary"},
    [L_OVERRIDES] = {"Ändrade regler", "Changed rules"},
    [L_LIMITS] = {"Säger inte", "Does not say"},
    [L_CONTACT] = {"Fel siffra?", "A wrong figure?"},
    [L_WORDS] = {"Orden", "The words"},
    [L_SHEETS] = {"På de andra bladen", "On the other sheets"},
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
    static const struct pair weak = {
        " Delarna vägs ihop så att en låg del drar ner mer än i ett vanligt medelvärde.",
        " The parts are joined so that a low one pulls down more than in an ordinary mean."};
    static const struct pair least = {" Den lägsta delen avgör.", " The lowest part decides."};
    static const struct pair plain = {"", ""};
    const struct pair joined[AGGREGATE_KINDS] = {
        [AGGREGATE_MEAN] = plain,    [AGGREGATE_GEOMETRIC] = weak, [AGGREGATE_HARMONIC] = weak,
        [AGGREGATE_MINIMUM] = least, [AGGREGATE_SUM] = plain,      [AGGREGATE_POWER] = plain,
        [AGGREGATE_COPELAND] = plain};
    struct text t = {0};
    const struct node_result *root = &v->r->nodes[v->m->root];
    if (!isfinite(root->score[v->area]))
        return grade_text(GRADE_NONE, v->lang);
    text_printf(&t, say(v->lang, one), "", card_root(v), view_number(v, root->score[v->area], 1),
                view_number(v, root->median, 1));
    for (size_t i = 0; i < v->indices.count; i++) {
        uint32_t node = v->indices.items[i];
        text_printf(&t, say(v->lang, one), "  \u00b7  ", view_label(v, &v->m->nodes[node].head),
                    view_number(v, v->r->nodes[node].score[v->area], 1),
                    view_number(v, v->r->nodes[node].median, 1));
    }
    text_add(&t, v->lang == LANG_EN ? ". Points from 0 to 100." : ". Poäng från 0 till 100.");
    text_add(&t, say(v->lang, joined[v->m->nodes[v->m->root].aggregation]));
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
        {"Mest mot plats 1 drar", "Pulling most towards place 1:"},
        {"Mest åt andra hållet drar", "Pulling most the other way:"}};
    static const struct pair after[] = {{"Mot plats 1 drar också", "Also towards place 1:"},
                                        {"Åt andra hållet drar också", "Also the other way:"}};
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
                    view_name(v, v->area), card_lower(v, card_root(v)));
        return card_keep(v, &t);
    }
    text_printf(&t, en ? "%s has %s." : "%s har %s.", view_name(v, v->area), card_place(v));
    add_effects(v, &t, c, false);
    add_effects(v, &t, c, true);
    if (v->r->nodes[v->m->root].grade[v->area] == GRADE_PRELIMINARY)
        text_printf(&t,
                    en ? " The place is preliminary: %s %% of the weight has a figure."
                       : " Platsen är preliminär: %s\u00A0%% av vikten har en siffra.",
                    view_number(v, v->r->nodes[v->m->root].coverage[v->area] * 100, 0));
    return card_keep(v, &t);
}

/* All that it cannot be told from, by name; "" when it can be told from all. */
static const char *companions_text(const struct view *v)
{
    static const struct pair together = {
        "%s. I den gruppen kan ordningen bli en annan när vi räknar om.",
        "%s. Within that group the order may change when we count again."};
    const struct uncertain *u = v->r->uncertain;
    struct text t = {0};
    for (size_t k = 0; k < v->r->areas; k++) {
        uint32_t area = v->r->ranking[k];
        if (area != v->area && u->band[area] == u->band[v->area])
            text_printf(&t, "%s%s", t.n > 0 ? ", " : "", view_name(v, area));
    }
    const char *names = card_keep(v, &t);
    return names[0] ? arena_printf(v->arena, say(v->lang, together), names) : "";
}

/* What a class asks of the one who reads it. */
static const struct pair class_means[] = {
    [OUTCOME_READY] = {"inget i siffrorna eller svaren hindrar ett försök",
                       "nothing in the figures or answers stands in the way of a trial"},
    [OUTCOME_CONDITIONAL] = {"det här behöver ni ta reda på eller ordna först",
                             "this has to be found out or arranged first"},
    [OUTCOME_NOT_ASSESSABLE] = {"för lite är känt", "too little is known"},
    [OUTCOME_ADVISED_AGAINST] = {"det här talar emot", "this speaks against it"},
    [OUTCOME_QUESTION] = {NULL, NULL},
};

/* "Villkorad: \n• preliminärt underlag \n• …": each reason on a line. */
static const char *class_text(const struct view *v)
{
    const struct area_result *a = &v->r->area[v->area];
    const char *why = v->lang == LANG_EN ? a->class_why_en : a->class_why_sv;
    struct text t = {0};
    const char *means =
        a->class_outcome <= OUTCOME_QUESTION ? say(v->lang, class_means[a->class_outcome]) : NULL;
    text_add(&t, outcome_text((enum gate_outcome)a->class_outcome, v->lang));
    text_printf(&t, "%s%s", means ? ": " : "", means ? means : "");
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

/* The strong ideas and the possible by name, and how many more have to be asked about. */
static void add_ideas(const struct view *v, struct text *t)
{
    enum { NAMED = 4 };
    const char *names[2 * NAMED]; /* the strong ones, then the possible */
    size_t strong = 0, possible = 0, open = 0;
    bool en = v->lang == LANG_EN;
    for (size_t i = 0; has_ideas(v) && i < v->m->idea_count; i++) {
        uint8_t grade = v->r->ideas[i].grade[v->area];
        if (grade == IDEA_POSSIBLE && possible++ < NAMED)
            names[NAMED + possible - 1] = card_lower(v, view_label(v, &v->m->ideas[i].head));
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
    card_list(v, t, en ? "Possible:" : "Möjliga:", en ? "Possible too:" : "Möjliga är också:",
              names + NAMED, possible < NAMED ? possible : NAMED);
    text_printf(t,
                en ? " %zu more are possible if something unknown holds, see the sheet of ideas."
                   : " %zu till är möjliga om något okänt stämmer, se bladet med affärsidéer.",
                open);
}

/* Where its parts stand, and the ideas. */
static const char *short_text(const struct view *v)
{
    bool en = v->lang == LANG_EN;
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
    add_ideas(v, &t);
    const char *text = card_keep(v, &t);
    return text[0] == ' ' ? text + 1 : text;
}

static const char *challenge_text(const struct view *v)
{
    const char *parts[] = {card_foremost(v), card_foremost_basis(v), card_unjudged(v)};
    struct text t = {0};
    for (size_t i = 0; i < 3; i++)
        text_printf(&t, "%s%s", t.n > 0 && parts[i][0] ? "\n" : "", parts[i]);
    return card_keep(v, &t);
}

/* The first advice, by name: the sheet of advice tells the rest. */
static const char *deeds_text(const struct view *v)
{
    const struct area_result *a = &v->r->area[v->area];
    struct text t = {0};
    for (size_t i = 0; i < a->advice_count && i < MOST_DEEDS; i++)
        text_printf(&t, "%s%zu. %s", i > 0 ? "\n" : "", i + 1,
                    view_label(v, &v->m->advice[a->advice[i].advice].head));
    return card_keep(v, &t);
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

/* The rules may name whom to write to. Where they give no address, that is said: nobody is to hunt
 * for one. */
static const char *contact_text(const struct view *v)
{
    static const struct pair how = {
        "Säg till den som gav er bladet: kommun, siffra och vad som är rätt.",
        "Tell whoever gave you the sheet: area, figure and what is right."};
    static const struct pair also = {"%s Det går också att höra av sig till: %s.%s",
                                     "%s You can also turn to: %s.%s"};
    static const struct pair no_address = {" Adresser finns inte i bladet.",
                                           " There are no addresses in the sheet."};
    const char *contact = v->m->contact;
    if (!contact || !contact[0])
        return say(v->lang, how);
    bool address = strpbrk(contact, "@/0123456789") != NULL;
    return arena_printf(v->arena, say(v->lang, also), say(v->lang, how), contact,
                        address ? "" : say(v->lang, no_address));
}

static const char *words_text(const struct view *v)
{
    static const struct pair words = {
        "Median: den mittersta kommunen; hälften ligger över och hälften under. Poäng: 0 är längst "
        "ner på skalan, 100 högst. Underlag: hur stor del av vikten som har en siffra. Preliminär: "
        "siffror saknas, så platsen kan ändras. Reserv, [r]: ett annat mått än det tänkta.",
        "Median: the middle area; half are above and half below. Points: 0 is lowest on the scale, "
        "100 highest. Basis: how much of the weight has a figure. Preliminary: figures are "
        "missing, "
        "so the place may change. Reserve, [r]: another measure than the one intended."};
    static const struct pair base = {" Basåret, %d, är det år som siffrorna helst ska vara från.",
                                     " The base year, %d, is that which figures should be from."};
    const char *own = view_note(v, &v->m->head); /* the words of the rules come first */
    return arena_printf(v->arena, "%s%s%s%s", own, own[0] ? " " : "", say(v->lang, words),
                        v->m->base_year > 0
                            ? arena_printf(v->arena, say(v->lang, base), (int)v->m->base_year)
                            : "");
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
    static const double widths[] = {25, 98};
    page_columns(page, widths, 2);
    struct contributions c =
        contributions_of(v->r, v->m->root, v->area, AREA_MEDIAN, NULL, v->arena);
    uint32_t row =
        card_head(v, page, v->lang == LANG_EN ? "short answer" : "kort svar", view_meaning(v));
    row = line(v, page, row, L_PLACE, card_place(v));
    row = line(v, page, row, L_READ, card_reading(v));
    row = line(v, page, row, L_WHY, why_text(v, &c));
    row = line(v, page, row, L_SHORT, short_text(v));
    row = line(v, page, row, L_CHALLENGE, challenge_text(v));
    row = line(v, page, row, L_DEEDS, deeds_text(v));
    row = line(v, page, row, L_POINTS, points_text(v));
    if (v->m->gate_count > 0)
        row = line(v, page, row, L_CLASS, class_text(v));
    row = line(v, page, row, L_POSITION, position_text(v));
    row = line(v, page, row, L_TOWARDS, effects_text(v, &c, false));
    row = line(v, page, row, L_AWAY, effects_text(v, &c, true));
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
