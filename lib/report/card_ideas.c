/* Affärsidéer och risker: what to try, what it lacks, and what to look out for. */
#include "report/card.h"

#include <string.h>

#include "base/text.h"

/* All ideas are to be there: they may shrink the page so many points more than others do. */
enum { COLUMNS = 6, MORE = 80 };

static const struct pair title = {"affärsidéer och risker", "business ideas and risks"};
static const struct pair about = {
    "Först de idéer som flest villkor talar för. Möjlig: inget känt krav talar emot. Möjlig om: ta "
    "först reda på det som står. Prova i liten skala.",
    "First the ideas that most conditions speak for. Possible: no known requirement speaks "
    "against. Possible if: first find out what is said. Try on a small scale."};
static const struct pair heads[COLUMNS] = {{"Affärsidé", "Idea"},
                                           {"Bedömning", "Assessment"},
                                           {"Det talar för den här", "What speaks for it here"},
                                           {"Ta reda på", "Find out"},
                                           {"Första prov", "First trial"},
                                           {"Risk", "Risk"}};
static const struct pair risk_word = {"Att se upp med här", "To look out for here"};
static const struct pair no_risk = {"Ingen av riskerna i listan går att se i siffrorna.",
                                    "None of the risks in the list shows in the figures."};
static const struct pair unknown_word = {
    "Det här går inte att säga än, för siffror eller svar saknas",
    "These cannot be told yet: figures or answers are missing"};
static const struct pair nothing = {"Det som bara ni vet: se sista bladet.",
                                    "What only you know: see the last sheet."};
static const struct pair for_all = {"Stämmer det här: %s? Frågorna står på sista bladet.",
                                    "Does this hold: %s? The questions are on the last sheet."};
static const struct pair no_reason = {"Inget känt än", "Nothing known yet"};
static const struct pair whether = {"Om %s.", "Whether %s."};
static const struct pair left_word = {"Fick inte plats", "Found no room"};

/* The first requirements on every idea that nobody knows the answer to; "" when all are known. */
static const char *open_gates(const struct view *v)
{
    enum { NAMED = 3 };
    struct text t = {0};
    size_t named = 0;
    for (size_t k = 0; k < v->m->gate_count && named < NAMED; k++) {
        if (v->r->gates[k].truth[v->area] != TRUTH_UNKNOWN)
            continue;
        text_printf(&t, "%s%s", named++ ? "; " : "",
                    card_lower(v, view_label(v, &v->m->gates[k].head)));
    }
    return card_keep(v, &t);
}

/* What is left to find out; of an idea that is weak or stopped, what speaks against it. */
static const char *open_text(const struct view *v, const struct idea_result *r)
{
    static const struct pair weak = {"Stämmer inte: %s.", "Does not hold: %s."};
    const char *why = r->why[v->lang][v->area], *ask = r->ask[v->lang][v->area];
    uint8_t grade = r->grade[v->area];
    if (grade == IDEA_STOPPED)
        return why;
    if (ask[0])
        return arena_printf(v->arena, say(v->lang, grade == IDEA_WEAK ? weak : whether), ask);
    const char *all = open_gates(v);
    return all[0] ? arena_printf(v->arena, say(v->lang, for_all), all) : say(v->lang, nothing);
}

/* What holds here, and that the idea is for the foremost challenge. */
static const char *fits_text(const struct view *v, const struct idea *idea,
                             const struct idea_result *r)
{
    static const struct pair answers = {"Svarar mot %s", "Answers to %s"};
    const char *fits = r->fits[v->lang][v->area];
    uint32_t top = v->r->area[v->area].top_challenge;
    for (size_t i = 0; i < idea->challenge_count; i++) {
        if (idea->challenges[i] != top)
            continue;
        const char *for_it = arena_printf(v->arena, say(v->lang, answers),
                                          card_lower(v, view_label(v, &v->m->nodes[top].head)));
        return fits[0] ? arena_printf(v->arena, "%s; %s", for_it, card_lower(v, fits)) : for_it;
    }
    return fits;
}

static void idea_row(const struct view *v, struct page *page, uint32_t row, uint32_t index)
{
    const struct idea *idea = &v->m->ideas[index];
    const struct idea_result *r = &v->r->ideas[index];
    uint8_t grade = r->grade[v->area];
    const char *fits = fits_text(v, idea, r);
    page_text(page, row, 0, view_label(v, &idea->head), STYLE_ROW_WRAP);
    page_text(page, row, 1, idea_grade_text((enum idea_grade)grade, v->lang),
              (enum style)(STYLE_IDEA_STOPPED + grade));
    const char *texts[] = {fits[0] ? fits : say(v->lang, no_reason), open_text(v, r),
                           say(v->lang, (struct pair){idea->first_trial, idea->first_trial_en}),
                           say(v->lang, (struct pair){idea->risk, idea->risk_en})};
    for (uint32_t c = 0; c < 4; c++)
        page_text(page, row, 2 + c, texts[c] && texts[c][0] ? texts[c] : "\u2013", STYLE_ROW_WRAP);
}

/* Points that the risks take. */
static double flags_height(const struct view *v)
{
    enum { ROW = 16, LINE = 100 };
    size_t rows = v->m->flag_count > 0 ? 3 : 0, unknown = 0;
    for (size_t k = 0; k < v->m->flag_count; k++) {
        const struct flag *flag = &v->m->flags[k];
        int8_t truth = v->r->flags[k].truth[v->area];
        size_t length = strlen(view_label(v, &flag->head));
        if (card_of_evidence(flag))
            continue;
        if (truth == TRUTH_YES)
            rows += 1 + (length + strlen(view_note(v, &flag->head))) / LINE;
        else if (truth == TRUTH_UNKNOWN)
            unknown += length + 2;
    }
    return (double)(rows + (unknown + LINE - 1) / LINE) * ROW;
}

static uint32_t ideas(const struct view *v, struct page *page, uint32_t row)
{
    double keep = flags_height(v) - MORE;
    struct text rest = {0};
    row = card_headings(v, page, row, heads, COLUMNS, 0);
    for (size_t place = 1; place <= v->m->idea_count; place++)
        for (uint32_t i = 0; i < v->m->idea_count; i++) {
            if (v->r->ideas[i].strength[v->area] != place)
                continue;
            if (card_left(page) > keep)
                idea_row(v, page, row++, i);
            else
                text_printf(&rest, "%s%s", rest.n ? "; " : "",
                            card_lower(v, view_label(v, &v->m->ideas[i].head)));
        }
    const char *text = card_keep(v, &rest);
    if (text[0])
        row = card_lines(v, page, row,
                         arena_printf(v->arena, "%s: %s.", say(v->lang, left_word), text));
    return row + 1;
}

static void flags(const struct view *v, struct page *page, uint32_t row)
{
    struct text unknown = {0};
    size_t true_here = 0;
    row = card_gap(page, card_section(page, row, say(v->lang, risk_word), COLUMNS));
    for (size_t k = 0; k < v->m->flag_count; k++) {
        const struct flag *flag = &v->m->flags[k];
        int8_t truth = v->r->flags[k].truth[v->area];
        const char *note = view_note(v, &flag->head);
        if (card_of_evidence(flag))
            continue; /* told on the first sheet, with the evidence */
        if (truth == TRUTH_UNKNOWN)
            text_printf(&unknown, "%s%s", unknown.n ? "  \u2022  " : "",
                        view_label(v, &flag->head));
        if (truth != TRUTH_YES || card_left(page) < 60)
            continue;
        true_here++;
        row = card_lines(v, page, row,
                         arena_printf(v->arena, "\u2022 %s%s%s", view_label(v, &flag->head),
                                      note[0] ? ". " : ".", note));
    }
    if (true_here == 0)
        page_text(page, row++, 0, say(v->lang, no_risk), STYLE_SMALL);
    const char *text = card_keep(v, &unknown);
    if (text[0])
        card_lines(v, page, row,
                   arena_printf(v->arena, "%s: %s.", say(v->lang, unknown_word), text));
}

void card_ideas(const struct view *v, struct page *page)
{
    static const double widths[COLUMNS] = {16, 11, 26, 34, 17.5, 20};
    page_columns(page, widths, COLUMNS);
    uint32_t row = card_head(v, page, say(v->lang, title), say(v->lang, about));
    if (has_ideas(v))
        row = ideas(v, page, row);
    if (v->m->flag_count > 0)
        flags(v, page, row);
}
