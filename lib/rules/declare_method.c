/* How things are scored: scales, whom they compare with, outliers, missing values, years, ties and
 * aggregation. The words are those of methods.c. */
#include "rules/declare.h"
#include "rules/methods.h"
#include "rules/parser.h"
#include "rules/tell.h"
#include "rules/units.h"

/* --- scales ----------------------------------------------------------------------------------- */

/* trappa = mängd "=>" tal (";" mängd "=>" tal)* ; ascending */
static bool take_steps(struct cursor *c, struct property *p, struct indicator *i)
{
    i->steps = arena_array(c->r->arena, p->count, sizeof *i->steps);
    struct unit points = unit_named("poäng");
    do {
        struct step *step = &i->steps[i->step_count];
        size_t from = c->at;
        if (!take_amount(c, &i->unit, true, &step->from)) {
            return false;
        }
        if (!cursor_take_mark(c, MARK_ARROW)) {
            cursor_unexpected(c, "=> och poängen", "=> and the points");
            return false;
        }
        if (!take_amount(c, &points, true, &step->points)) {
            return false;
        }
        if (i->step_count > 0 && step->from <= step[-1].from) {
            tell_backwards(c->r, p, "", said(c->r, c->items[from].s));
            return false;
        }
        i->step_count++;
    } while (cursor_take_mark(c, MARK_SEMICOLON) || cursor_take_mark(c, MARK_COMMA));
    return true;
}

/* "medel" tal "spridning" tal */
static bool take_moments(struct cursor *c, const struct unit *unit, double *mean, double *spread)
{
    if (!take_amount(c, unit, true, mean)) {
        return false;
    }
    if (!cursor_take_word(c, WORD_SPREAD)) {
        cursor_unexpected(c, "spridning", "spread");
        return false;
    }
    if (cursor_is_mark(c, MARK_MINUS)) {
        cursor_unexpected(c, "ett tal över noll", "a number above zero");
        return false;
    }
    return take_amount(c, unit, true, spread);
}

/* minmax [tal "till" tal] */
static bool take_points(struct cursor *c, struct property *p, struct indicator *i)
{
    struct unit points = unit_named("poäng");
    return cursor_at_end(c) || cursor_is_word(c, WORD_UNCLAMPED) ||
           take_bounds(c, p, &points, true, &i->points_low, &i->points_high);
}

/* z ["medel" tal "spridning" tal] */
static bool take_z(struct cursor *c, struct property *p, struct indicator *i)
{
    struct unit points = unit_named("poäng");
    (void)p;
    return !cursor_take_word(c, WORD_MEAN) || take_moments(c, &points, &i->mean, &i->spread);
}

static bool take_target(struct cursor *c, struct property *p, struct indicator *i)
{
    (void)p;
    return take_amount(c, &i->unit, false, &i->target);
}

/* andel, avstånd: "bästa" | "medel" | "sämsta" */
static bool take_anchor(struct cursor *c, struct property *p, struct indicator *i)
{
    static const struct {
        enum keyword word;
        enum anchor anchor;
    } anchors[] = {{WORD_BEST, ANCHOR_BEST}, {WORD_MEAN, ANCHOR_MEAN}, {WORD_WORST, ANCHOR_WORST}};
    (void)p;
    for (size_t k = 0; k < sizeof anchors / sizeof *anchors; k++) {
        if (cursor_take_word(c, anchors[k].word)) {
            i->anchor = anchors[k].anchor;
            return true;
        }
    }
    cursor_unexpected(c, "bästa, medel eller sämsta", "best, mean or worst");
    return false;
}

static bool take_classes(struct cursor *c, struct property *p, struct indicator *i)
{
    (void)p;
    if (cursor_peek(c)->kind == LEXEME_NUMBER && cursor_peek(c)->number < 2) {
        cursor_unexpected(c, "minst 2", "at least 2");
        return false;
    }
    return take_whole(c, &i->classes);
}

/* What follows the word of a scale. */
static bool (*const takers[SCALE_KINDS])(struct cursor *, struct property *, struct indicator *) = {
    [SCALE_STEPS] = take_steps,     [SCALE_MINMAX] = take_points, [SCALE_ZSCORE] = take_z,
    [SCALE_TARGET] = take_target,   [SCALE_SHARE] = take_anchor,  [SCALE_DISTANCE] = take_anchor,
    [SCALE_CLASSES] = take_classes,
};

/* skala = gränser ["oklippt"] | ord [det som följer ordet] ["oklippt"] */
void read_scale(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct indicator *i = item;
    struct cursor c = cursor_over(r, p);
    int value = SCALE_GOALPOSTS;
    i->scale_place = value_place(r, p);
    if (cursor_peek(&c)->kind != LEXEME_NAME) {
        i->scale = SCALE_GOALPOSTS;
        if (!take_bounds(&c, p, &i->unit, false, &i->low, &i->high)) {
            return;
        }
    } else if (!cursor_choose(&c, &scale_words, &value)) {
        return;
    }
    i->scale = (enum scale_kind)value;
    if (takers[value] && !takers[value](&c, p, i)) {
        return;
    }
    bool clamps = value == SCALE_GOALPOSTS || value == SCALE_MINMAX || value == SCALE_TARGET;
    i->clamped = !clamps || !cursor_take_word(&c, WORD_UNCLAMPED);
    cursor_end(&c);
}

/* jämförs = "kommunerna" | "alla" | "fast" (gränser | "medel" tal "spridning" tal) */
void read_compared(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct indicator *i = item;
    struct cursor c = cursor_over(r, p);
    int value = 0;
    i->compared_place = value_place(r, p);
    if (!cursor_choose(&c, &compared_words, &value)) {
        return;
    }
    i->compared = (enum compared)value;
    bool fixed = i->compared == COMPARED_FIXED;
    bool fine = true;
    if (fixed && cursor_take_word(&c, WORD_MEAN)) {
        fine = take_moments(&c, &i->unit, &i->fixed_mean, &i->fixed_spread);
    } else if (fixed) {
        fine = take_bounds(&c, p, &i->unit, false, &i->fixed_low, &i->fixed_high);
    }
    if (fine) {
        cursor_end(&c);
    }
}

/* --- outliers --------------------------------------------------------------------------------- */

/* extremvärden = "ingen" | "kapa" tal | "logga" | "kapa_eller_logga" tal */
static void take_outliers(struct reading *r, struct property *p, enum outlier_rule *rule,
                          int32_t *most)
{
    struct cursor c = cursor_over(r, p);
    int value = 0;
    if (!cursor_choose(&c, &outlier_words, &value)) {
        return;
    }
    *rule = (enum outlier_rule)value;
    bool counts = value == OUTLIER_WINSORISE || value == OUTLIER_WINSORISE_LOG;
    if (!counts || take_whole(&c, most)) {
        cursor_end(&c);
    }
}

void read_outliers(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct indicator *i = item;
    i->outliers_stated = true;
    take_outliers(r, p, &i->outliers, &i->outliers_most);
}

void read_model_outliers(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    (void)item;
    take_outliers(r, p, &r->model->outliers, &r->model->outliers_most);
}

/* --- missing values and years ----------------------------------------------------------------- */

static bool take_years(struct cursor *c, int32_t *out)
{
    struct unit years = unit_named("år");
    double number = 0;
    if (!take_amount(c, &years, false, &number)) {
        return false;
    }
    *out = number < 0 ? 0 : number > 100 ? 100 : (int32_t)(number + 0.5);
    return true;
}

/* saknas = "hoppa" "över" | "senaste" tal "år" | ord */
void read_missing(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct indicator *i = item;
    i->missing_place = value_place(r, p);
    struct cursor c = cursor_over(r, p);
    int value = 0;
    if (!cursor_choose(&c, &missing_words, &value)) {
        return;
    }
    i->missing = (enum missing_rule)value;
    if (i->missing == MISSING_SKIP && cursor_peek(&c)->kind == LEXEME_NAME &&
        str_is(cursor_peek(&c)->s, "över")) {
        c.at++;
    }
    if (i->missing != MISSING_LAST || take_years(&c, &i->missing_years)) {
        cursor_end(&c);
    }
}

/* årsregel = "basår" | "gemensamt" tal "år" */
void read_year_rule(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct indicator *i = item;
    struct cursor c = cursor_over(r, p);
    int value = 0;
    if (!cursor_choose(&c, &year_rule_words, &value)) {
        return;
    }
    i->years = (enum year_rule)value;
    if (i->years != YEARS_COMMON || take_years(&c, &i->years_back)) {
        cursor_end(&c);
    }
}

/* --- places ----------------------------------------------------------------------------------- */

/* lika = 1224 | 1223 | 1334: what four get when the middle two are equal */
void read_ties(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    static const struct {
        int32_t written;
        enum tie_rule rule;
    } rules[] = {{1224, TIES_COMPETITION}, {1223, TIES_DENSE}, {1334, TIES_LAST}};
    struct cursor c = cursor_over(r, p);
    struct cursor start = c;
    int32_t written = 0;
    if (!take_whole(&c, &written)) {
        return;
    }
    for (size_t k = 0; k < sizeof rules / sizeof *rules; k++) {
        if (rules[k].written == written) {
            ((struct model *)item)->ties = rules[k].rule;
            cursor_end(&c);
            return;
        }
    }
    cursor_unexpected(&start, "1224, 1223 eller 1334", "1224, 1223 or 1334");
}

/* --- aggregation ------------------------------------------------------------------------------ */

/* sammanvägning = ord | "potens" tal | "copeland" [tal] */
void read_aggregation(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct node *n = item;
    struct cursor c = cursor_over(r, p);
    struct unit pure = unit_none(), points = unit_named("poäng");
    int value = 0;
    n->aggregation_place = value_place(r, p);
    if (!cursor_choose(&c, &aggregation_words, &value)) {
        return;
    }
    n->aggregation = (enum aggregation)value;
    struct cursor number = c;
    if (n->aggregation == AGGREGATE_POWER && !take_amount(&c, &pure, true, &n->power)) {
        return;
    }
    if (n->aggregation == AGGREGATE_POWER && !(n->power < 0) && !(n->power > 0)) {
        cursor_unexpected(&number, "ett tal som inte är 0", "a number that is not 0");
        return;
    }
    bool tolerance = n->aggregation == AGGREGATE_COPELAND && !cursor_at_end(&c);
    if (tolerance && !take_amount(&c, &points, true, &n->tolerance)) {
        return;
    }
    cursor_end(&c);
}
