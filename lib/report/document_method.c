/* How an indicator is scored, in words: scale, whom it compares with, outliers, missing, years. */
#include <math.h>

#include "report/document_parts.h"
#include "rules/methods.h"

static void add_steps(const struct doc *d, struct text *t, const struct indicator *ind)
{
    for (size_t i = 0; i < ind->step_count; i++) {
        text_add(t, i ? "; " : "");
        text_add(t, d->lang == LANG_SV ? "från " : "from ");
        add_amount(d, t, ind->steps[i].from, &ind->unit);
        text_add(t, ": ");
        add_amount(d, t, ind->steps[i].points, NULL);
        text_add(t, d->lang == LANG_SV ? " poäng" : " points");
    }
}

/* "0,5 % ger 0 poäng, 5 % ger 100": by the direction. */
static void add_goalposts(const struct doc *d, struct text *t, const struct indicator *ind)
{
    const char *gives = d->lang == LANG_SV ? " ger " : " gives ";
    add_amount(d, t, ind->low, &ind->unit);
    text_printf(t, "%s%s", gives, ind->reversed ? "100" : "0");
    text_add(t, d->lang == LANG_SV ? " poäng, " : " points, ");
    add_amount(d, t, ind->high, &ind->unit);
    text_printf(t, "%s%s", gives, ind->reversed ? "0" : "100");
    if (!ind->clamped)
        text_add(t, d->lang == LANG_SV ? ", utan golv och tak" : ", without floor and ceiling");
}

/* "; 1 till 10", where the rules give numbers of their own. */
static void add_pair(const struct doc *d, struct text *t, double a, const char *between, double b,
                     const struct unit *unit)
{
    add_amount(d, t, a, unit);
    text_printf(t, " %s ", between);
    add_amount(d, t, b, unit);
}

static void add_numbers(const struct doc *d, struct text *t, const struct indicator *ind)
{
    static const struct pair anchors[] = {[ANCHOR_BEST] = {": bästa", ": best"},
                                          [ANCHOR_MEAN] = {": medel", ": mean"},
                                          [ANCHOR_WORST] = {": sämsta", ": worst"}};
    static const struct pair to = {"till", "to"}, spread = {"spridning", "spread"};
    if (ind->scale == SCALE_SHARE || ind->scale == SCALE_DISTANCE)
        text_add(t, say(d->lang, anchors[ind->anchor]));
    bool points = ind->scale == SCALE_MINMAX && ind->points_high > ind->points_low;
    bool moments = ind->scale == SCALE_ZSCORE && ind->spread > 0;
    text_add(t, points || moments || ind->scale == SCALE_TARGET || ind->scale == SCALE_CLASSES
                    ? ": "
                    : "");
    if (points)
        add_pair(d, t, ind->points_low, say(d->lang, to), ind->points_high, NULL);
    if (moments)
        add_pair(d, t, ind->mean, say(d->lang, spread), ind->spread, NULL);
    if (ind->scale == SCALE_TARGET)
        add_amount(d, t, ind->target, &ind->unit);
    if (ind->scale == SCALE_CLASSES)
        add_amount(d, t, ind->classes, NULL);
}

void document_scale(struct doc *d, const struct indicator *ind)
{
    static const struct pair label = {"Skala", "Scale"};
    struct text t = {0};
    if (ind->scale == SCALE_GOALPOSTS)
        add_goalposts(d, &t, ind);
    else if (ind->scale == SCALE_STEPS)
        add_steps(d, &t, ind);
    else if (ind->scale != SCALE_NONE)
        text_add(&t, method_help(&scale_methods[ind->scale], d->lang));
    add_numbers(d, &t, ind);
    doc_row(d, label, t.p ? t.p : "");
    text_release(&t);
}

void document_compared(struct doc *d, const struct indicator *ind)
{
    static const struct pair label = {"Jämförs med", "Compared with"};
    static const struct pair whom[] = {
        [COMPARED_AREAS] = {"de kommuner som rangordnas", "the areas that are ranked"},
        [COMPARED_ALL] = {"alla områden i registret", "all areas of the register"},
        [COMPARED_FIXED] = {"fasta tal: ", "fixed numbers: "}};
    static const struct pair to = {"till", "to"}, spread = {"spridning", "spread"};
    if (!scale_compares(ind->scale))
        return;
    struct text t = {0};
    text_add(&t, say(d->lang, whom[ind->compared]));
    if (ind->compared == COMPARED_FIXED && !isnan(ind->fixed_low))
        add_pair(d, &t, ind->fixed_low, say(d->lang, to), ind->fixed_high, &ind->unit);
    else if (ind->compared == COMPARED_FIXED)
        add_pair(d, &t, ind->fixed_mean, say(d->lang, spread), ind->fixed_spread, &ind->unit);
    doc_row(d, label, t.p);
    text_release(&t);
}

void document_outliers(struct doc *d, const struct indicator *ind)
{
    static const struct pair label = {"Extremvärden", "Outliers"};
    static const struct pair most = {", högst %d", ", at most %d"};
    if (ind->outliers == OUTLIER_NONE)
        return;
    struct text t = {0};
    text_add(&t, method_help(&outlier_methods[ind->outliers], d->lang));
    if (ind->outliers != OUTLIER_LOG)
        text_printf(&t, say(d->lang, most), (int)ind->outliers_most);
    doc_row(d, label, t.p);
    text_release(&t);
}

static void add_years(const struct doc *d, struct text *t, int32_t years)
{
    text_printf(t, d->lang == LANG_SV ? ": %d år" : ": %d years", (int)years);
}

void document_missing(struct doc *d, const struct indicator *ind)
{
    static const struct pair label = {"Om värdet saknas", "When missing"};
    static const struct pair year = {"År", "Year"},
                             common = {"det senaste som flest har, högst så gammalt",
                                       "the latest that most have, at most so old"};
    struct text t = {0};
    text_add(&t, method_help(&missing_methods[ind->missing], d->lang));
    if (ind->missing == MISSING_LAST)
        add_years(d, &t, ind->missing_years);
    doc_row(d, label, t.p);
    text_release(&t);
    if (ind->years != YEARS_COMMON)
        return;
    struct text rule = {0};
    text_add(&rule, say(d->lang, common));
    add_years(d, &rule, ind->years_back);
    doc_row(d, year, rule.p);
    text_release(&rule);
}
