/* Gates, flags, ideas and advice: what holds, and of what does not, which comparison decided it and
 * how far it is from its threshold. */
#include "analysis/explain_parts.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/plain.h"

enum { MOST_DECIDING = 6 };

struct deciding {
    const struct expr *leaves[MOST_DECIDING];
    size_t count, all; /* all: leaves of the condition, deciding or not */
};

static struct cell value_here(const struct teller *t, const struct expr *x)
{
    struct cell *cells = memory_alloc((t->w->n + 1) * sizeof *cells);
    evaluate(t->w, x, t->m->base_year, cells);
    struct cell here = cells[t->area];
    free(cells);
    return here;
}

static enum truth truth_here(const struct teller *t, const struct expr *x)
{
    struct cell cell = value_here(t, x);
    return cell_truth(&cell);
}

static bool is_logic(const struct expr *x)
{
    return x->op == EXPR_AND || x->op == EXPR_OR || x->op == EXPR_NOT;
}

/* The leaves that made the condition what it is here: of a part with the same truth as the whole
 * (of "not", the other) each in turn. */
static void find_deciding(const struct teller *t, const struct expr *x, bool decides,
                          struct deciding *d)
{
    if (!is_logic(x)) {
        d->all++;
        if (decides && d->count < MOST_DECIDING)
            d->leaves[d->count++] = x;
        return;
    }
    enum truth whole = truth_here(t, x);
    for (uint32_t i = 0; i < x->arg_count; i++) {
        bool same = x->op == EXPR_NOT || truth_here(t, x->args[i]) == whole;
        find_deciding(t, x->args[i], decides && same, d);
    }
}

static bool is_measured(const struct expr *x)
{
    return x->op >= EXPR_EQ && x->op <= EXPR_GE && !x->args[0]->is_text;
}

static const struct expr *unscaled(const struct expr *x)
{
    while (x->op == EXPR_SCALE)
        x = x->args[0];
    return x;
}

static const struct expr *ranked_in(const struct expr *x)
{
    x = unscaled(x);
    return x->op == EXPR_CALL && x->function == FN_PERCENTILE_RANK ? x->args[0] : NULL;
}

/* "här 4,2 %, 3,8 procentenheter under gränsen 8 %" */
static void measured(const struct teller *t, const struct expr *x)
{
    struct cell left = value_here(t, x->args[0]), right = value_here(t, x->args[1]);
    const struct expr *ranked = ranked_in(x->args[0]);
    if (!status_has_value(left.status) || !status_has_value(right.status)) {
        text_add(t->out, say(t, "värde saknas", "no value"));
        return;
    }
    text_add(t->out, say(t, "här ", "here "));
    if (ranked) {
        struct cell of = value_here(t, ranked);
        plain_add_value(t->out, t->m, ranked, of.value, t->lang);
        text_add(t->out, say(t, ", högre än i ", ", higher than in "));
    }
    plain_add_compared(t->out, t->m, x, left.value, false, t->lang);
    double gap = left.value - right.value;
    if (gap == 0) {
        text_add(t->out, say(t, ", precis på gränsen", ", exactly at the threshold"));
        return;
    }
    text_add(t->out, ", ");
    plain_add_compared(t->out, t->m, x, fabs(gap), true, t->lang);
    text_add(t->out, gap < 0 ? say(t, " under gränsen", " below the threshold")
                             : say(t, " över gränsen", " above the threshold"));
    if (unscaled(x->args[1])->op == EXPR_NUMBER)
        return; /* the condition says it */
    text_addc(t->out, ' ');
    plain_add_value(t->out, t->m, x->args[1], right.value, t->lang);
}

static const char *truth_text(const struct teller *t, enum truth truth)
{
    return truth == TRUTH_YES  ? say(t, "ja", "yes")
           : truth == TRUTH_NO ? say(t, "nej", "no")
                               : say(t, "okänd", "unknown");
}

/* "det finns en köpare: okänd, ska vara ja" */
static void stated(const struct teller *t, const struct expr *x)
{
    static const enum truth WANTED[] = {[IS_YES] = TRUTH_YES,
                                        [IS_NO] = TRUTH_NO,
                                        [IS_UNKNOWN] = TRUTH_UNKNOWN,
                                        [IS_MISSING] = TRUTH_UNKNOWN};
    plain_add(t->out, t->m, x->args[0], t->lang);
    text_printf(t->out, ": %s", truth_text(t, truth_here(t, x->args[0])));
    if (truth_here(t, x) != TRUTH_YES)
        text_printf(t->out, say(t, ", ska vara %s", ", should be %s"),
                    truth_text(t, WANTED[x->is]));
}

/* A leaf with what the area has; `named`: in words first. */
static void leaf(const struct teller *t, const struct expr *x, bool named)
{
    if (x->op == EXPR_IS && x->args[0]->is_truth) {
        stated(t, x);
        return;
    }
    if (named) {
        plain_add(t->out, t->m, x, t->lang);
        text_add(t->out, ": ");
    }
    if (is_measured(x))
        measured(t, x);
    else
        text_add(t->out, truth_text(t, truth_here(t, x)));
}

/* The lines under a condition: nothing when its one part is no comparison, since its truth is said
 * already; nor when nothing is known of what it asks; of what holds, how far from the thresholds.
 */
static void why(const struct teller *t, const struct expr *x, const char *indent)
{
    struct deciding d = {.count = 0};
    find_deciding(t, x, true, &d);
    enum truth truth = truth_here(t, x);
    bool plain = d.all == 1 && !is_measured(d.leaves[0]) && d.leaves[0]->op != EXPR_IS;
    if (plain || (truth == TRUTH_UNKNOWN && d.count == d.all))
        return;
    for (size_t i = 0; i < d.count; i++) {
        if (truth == TRUTH_YES && !is_measured(d.leaves[i]))
            continue;
        text_add(t->out, indent);
        leaf(t, d.leaves[i], d.all > 1);
        text_addc(t->out, '\n');
    }
}

static void condition(const struct teller *t, const struct head *h, const struct expr *x,
                      enum truth truth)
{
    text_printf(t->out, "  %s: %s  (", head_label(h, t->lang), truth_text(t, truth));
    plain_add(t->out, t->m, x, t->lang);
    text_printf(t->out, ", %s:%u)\n", x->place.file, x->place.line);
    why(t, x, "    ");
}

void tell_gate(const struct teller *t, uint32_t k)
{
    const struct gate *g = &t->m->gates[k];
    condition(t, &g->head, g->condition, (enum truth)t->r->gates[k].truth[t->area]);
}

void tell_flag(const struct teller *t, uint32_t k)
{
    const struct flag *f = &t->m->flags[k];
    condition(t, &f->head, f->condition, (enum truth)t->r->flags[k].truth[t->area]);
}

/* The first whose condition holds is the area's: this one may hold and come after another. */
void tell_position(const struct teller *t, uint32_t k)
{
    const struct position *p = &t->m->positions[k];
    if (p->condition)
        condition(t, &p->head, p->condition, truth_here(t, p->condition));
    else
        text_printf(t->out, "  %s: %s\n", head_label(&p->head, t->lang),
                    say(t, "gäller när inget läge ovanför gör det",
                        "holds when no position above it does"));
}

/* --- ideas ------------------------------------------------------------------------------------ */

static void idea_conditions(const struct teller *t, struct expr *const *list, size_t count,
                            enum truth wanted, const char *word)
{
    for (size_t c = 0; c < count; c++)
        if (truth_here(t, list[c]) == wanted) {
            text_printf(t->out, "    %s: ", word);
            plain_add(t->out, t->m, list[c], t->lang);
            text_addc(t->out, '\n');
            why(t, list[c], "      ");
        }
}

/* Judged as ideas are: on the original figures only. */
void tell_idea(const struct teller *t, uint32_t k)
{
    const struct idea *idea = &t->m->ideas[k];
    const struct idea_result *x = &t->r->ideas[k];
    bool said = x->grade[t->area] == IDEA_WEAK; /* below, with figures */
    const char *because = said ? "" : x->why[t->lang][t->area];
    text_printf(t->out, "  %s: %s%s%s\n", head_label(&idea->head, t->lang),
                idea_grade_text((enum idea_grade)x->grade[t->area], t->lang),
                because[0] ? ", " : "", because);
    t->w->originals_only = true;
    idea_conditions(t, idea->stops, idea->stop_count, TRUTH_YES, say(t, "stopp", "stop"));
    idea_conditions(t, idea->required, idea->required_count, TRUTH_NO, say(t, "fattas", "fails"));
    if (x->grade[t->area] == IDEA_POSSIBLE)
        idea_conditions(t, idea->supporting, idea->supporting_count, TRUTH_NO,
                        say(t, "stöd som fattas", "support that fails"));
    t->w->originals_only = false;
}

static void ideas(const struct teller *t)
{
    if (t->m->idea_count)
        text_printf(t->out, "\n%s\n", say(t, "Affärsidéer", "Business ideas"));
    for (size_t s = 1; s <= t->m->idea_count; s++)
        for (uint32_t k = 0; k < t->m->idea_count; k++)
            if (t->r->ideas[k].strength[t->area] == s)
                tell_idea(t, k);
}

/* --- advice ----------------------------------------------------------------------------------- */

static bool is_shown(const struct teller *t, uint32_t k)
{
    const struct area_result *a = &t->r->area[t->area];
    for (size_t i = 0; i < a->advice_count; i++)
        if (a->advice[i].advice == k)
            return true;
    return false;
}

/* Without a condition: no other of the group holds. */
static enum truth advice_truth(const struct teller *t, uint32_t k)
{
    const struct advice *a = &t->m->advice[k];
    if (a->condition)
        return truth_here(t, a->condition);
    for (size_t i = 0; i < t->m->advice_count; i++) {
        const struct advice *other = &t->m->advice[i];
        if (other->condition && name_eq(other->group, a->group) &&
            truth_here(t, other->condition) == TRUTH_YES)
            return TRUTH_NO;
    }
    return TRUTH_YES;
}

void tell_advice(const struct teller *t, uint32_t k)
{
    const struct advice *a = &t->m->advice[k];
    if (a->condition)
        condition(t, &a->head, a->condition, advice_truth(t, k));
    else
        text_printf(t->out, "  %s: %s\n", head_label(&a->head, t->lang),
                    say(t, "visas när inget annat i gruppen gäller",
                        "shown when no other of its group holds"));
    if (is_shown(t, k))
        text_add(t->out, say(t, "    visas\n", "    shown\n"));
    else if (advice_truth(t, k) == TRUTH_YES)
        text_add(
            t->out,
            say(t,
                "    visas inte: andra i gruppen går före, eller en siffra saknas eller är en "
                "reserv\n",
                "    not shown: others of its group come first, or a figure is missing or is a "
                "substitute\n"));
}

/* A step or strategy question: the answer that is shown, or that it is asked at the meeting. */
void tell_guide(const struct teller *t, uint32_t k)
{
    const struct guide *g = &t->m->guides[k];
    const struct guide_result *r = &t->r->guides[k][t->area];
    const char *question = t->lang == LANG_EN ? g->question_en : g->question_sv;
    const char *answer = t->lang == LANG_EN ? r->en : r->sv;
    text_printf(t->out, "%d. %s\n", (int)g->number, head_label(&g->head, t->lang));
    for (size_t i = 0; i < g->answer_count; i++)
        if (g->answers[i].condition)
            condition(t, &g->head, g->answers[i].condition, truth_here(t, g->answers[i].condition));
    text_printf(t->out, "  %s\n",
                answer                    ? answer
                : question && question[0] ? question
                                          : say(t, "fråga", "ask"));
}

/* A row of the calculation before anybody fills anything in. */
void tell_calc(const struct teller *t, uint32_t k)
{
    const struct calc *c = &t->m->calcs[k];
    const char *unit = unit_text(&c->unit, t->lang);
    double value = t->r->calcs[k].value[t->area];
    text_printf(t->out, "%s: %s%s%s\n", head_label(&c->head, t->lang),
                tell_number(t, value, c->decimals), unit[0] ? " " : "", unit);
    if (isnan(value))
        text_add(t->out, c->formula
                             ? say(t, "  räknas när rutorna i kommunens arbetsbok är fyllda\n",
                                   "  computed when the cells of the workbook are filled\n")
                             : say(t, "  fylls i i kommunens arbetsbok\n",
                                   "  filled in in the municipality's workbook\n"));
}

/* One line: why it does not hold. */
static void absent(const struct teller *t, uint32_t k)
{
    struct deciding d = {.count = 0};
    if (t->m->advice[k].condition)
        find_deciding(t, t->m->advice[k].condition, true, &d);
    text_printf(t->out, "  %s: ", head_label(&t->m->advice[k].head, t->lang));
    for (size_t i = 0; i < d.count; i++) {
        text_add(t->out, i > 0 ? "; " : "");
        leaf(t, d.leaves[i], true);
    }
    if (d.count == 0)
        text_add(t->out,
                 say(t, "ett annat råd i gruppen gäller", "other advice of its group holds"));
    text_addc(t->out, '\n');
}

/* The labels of those with a truth that are not shown, on one line. */
static void group(const struct teller *t, enum truth truth, const char *title)
{
    size_t count = 0;
    for (uint32_t k = 0; k < t->m->advice_count; k++) {
        if (is_shown(t, k) || advice_truth(t, k) != truth)
            continue;
        text_printf(t->out, "%s%s", count++ > 0 ? "; " : title,
                    head_label(&t->m->advice[k].head, t->lang));
    }
    text_add(t->out, count > 0 ? "\n" : "");
}

static void advice(const struct teller *t)
{
    const struct area_result *a = &t->r->area[t->area];
    if (a->advice_count)
        text_printf(t->out, "\n%s\n", say(t, "Råd", "Advice"));
    for (size_t k = 0; k < a->advice_count; k++)
        text_printf(t->out, "  %zu. %s\n", k + 1, say(t, a->advice[k].sv, a->advice[k].en));
    if (a->advice_count == t->m->advice_count)
        return;
    text_printf(t->out, "\n%s\n",
                say(t, "Råd som inte visas, och varför", "Advice that is not shown, and why"));
    for (uint32_t k = 0; k < t->m->advice_count; k++)
        if (advice_truth(t, k) == TRUTH_NO)
            absent(t, k);
    group(t, TRUTH_UNKNOWN, say(t, "  Går inte att avgöra än: ", "  Cannot be judged yet: "));
    group(t, TRUTH_YES,
          say(t, "  Gäller, men andra går före, eller en siffra saknas eller är en reserv: ",
              "  Holds, but others come first, or a figure is missing or is a substitute: "));
}

void tell_conditions(const struct teller *t)
{
    if (t->m->gate_count)
        text_printf(t->out, "\n%s\n", say(t, "Krav", "Gates"));
    for (uint32_t k = 0; k < t->m->gate_count; k++)
        tell_gate(t, k);
    if (t->m->flag_count)
        text_printf(t->out, "\n%s\n", say(t, "Flaggor", "Flags"));
    for (uint32_t k = 0; k < t->m->flag_count; k++)
        tell_flag(t, k);
    ideas(t);
    advice(t);
}

void tell_questions(const struct teller *t)
{
    const struct area_result *a = &t->r->area[t->area];
    if (a->question_count)
        text_printf(t->out, "\n%s\n",
                    say(t, "Frågor som bara kommunen kan svara på",
                        "Questions that only the municipality can answer"));
    for (size_t i = 0; i < a->question_count; i++) {
        const struct fact *fact = &t->m->facts[a->questions[i]];
        const char *en = fact->question_en && fact->question_en[0] ? fact->question_en : NULL;
        const char *question = t->lang == LANG_EN && en ? en : fact->question_sv;
        text_printf(t->out, "  %s%s%s\n", head_label(&fact->head, t->lang),
                    question && question[0] ? ": " : "", question ? question : "");
    }
}
