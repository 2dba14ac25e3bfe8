/* The draws in words. */
#include "analysis/sensitivity.h"
#include "base/number.h"

struct words {
    const char *text[2]; /* [lang] */
};

static const char *in(enum lang lang, const char *sv, const char *en)
{
    return lang == LANG_EN ? en : sv;
}

static void join(struct text *out, const char *part)
{
    text_add(out, out->n ? "; " : "");
    text_add(out, part);
}

static void add_weights(const struct uncertainty *u, enum lang lang, struct text *out)
{
    char number[32];
    char decimal = lang == LANG_EN ? '.' : ',';
    if (u->weights == VARY_UNIFORM)
        text_printf(out,
                    in(lang, "varje vikt upp till %s %% lägre eller högre",
                       "each weight up to %s%% lower or higher"),
                    number_text_decimal(number, number_round(100 * u->share, 6), decimal));
    if (u->weights == VARY_DIRICHLET)
        text_printf(out,
                    in(lang, "vikterna efter en Dirichletfördelning med koncentrationen %s",
                       "the weights by a Dirichlet distribution of concentration %s"),
                    number_text_decimal(number, u->concentration, decimal));
}

struct choice {
    int value;
    const char *sv, *en;
};
static const struct choice aggregations[] = {
    {ALTERNATIVE_AS_WRITTEN, "som reglerna säger", "as the rules say"},
    {AGGREGATE_MEAN, "medelvärde", "mean"},
    {AGGREGATE_GEOMETRIC, "geometriskt medelvärde", "geometric mean"},
    {AGGREGATE_HARMONIC, "harmoniskt medelvärde", "harmonic mean"},
    {AGGREGATE_MINIMUM, "det lägsta", "the lowest"},
};
static const struct choice scales[] = {
    {ALTERNATIVE_AS_WRITTEN, "som reglerna säger", "as the rules say"},
    {SCALE_MINMAX, "från lägsta till högsta värde", "from the lowest to the highest value"},
    {SCALE_PERCENTILE, "percentil", "percentile"},
};
static const struct choice cuts[] = {
    {ALTERNATIVE_AS_WRITTEN, "som reglerna säger", "as the rules say"},
    {OUTLIER_NONE, "räknas som de är", "count as they are"},
    {OUTLIER_WINSORISE, "kapas", "are drawn in"},
};
static const struct choice fills[] = {
    {VARY_SKIP, "hoppas över", "are skipped"},
    {VARY_MEDIAN, "fylls med medianen", "are filled with the median"},
};
#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static const char *chosen(const struct choice *rows, size_t count, int value, enum lang lang)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].value == value)
            return in(lang, rows[i].sv, rows[i].en);
    return "";
}

/* "delarna vägs samman som reglerna säger eller med medelvärde" */
static void add_alternatives(const struct alternatives *list, const char *what,
                             const struct choice *rows, size_t count, enum lang lang,
                             struct text *out)
{
    if (list->count < 2)
        return;
    join(out, what);
    for (size_t i = 0; i < list->count; i++) {
        text_add(out, i == 0 ? " " : i + 1 < list->count ? ", " : in(lang, " eller ", " or "));
        text_add(out, chosen(rows, count, list->items[i], lang));
    }
}

void uncertainty_text(const struct uncertainty *u, enum lang lang, struct text *out)
{
    add_weights(u, lang, out);
    add_alternatives(&u->aggregations, in(lang, "sammanvägning:", "aggregation:"), aggregations,
                     COUNT(aggregations), lang, out);
    add_alternatives(&u->scales, in(lang, "skala:", "scale:"), scales, COUNT(scales), lang, out);
    add_alternatives(&u->outliers, in(lang, "extremvärden", "outliers"), cuts, COUNT(cuts), lang,
                     out);
    add_alternatives(&u->missing, in(lang, "saknade värden", "missing values"), fills, COUNT(fills),
                     lang, out);
    if (u->leave_out)
        join(out, in(lang, "en indikator i taget utelämnad, eller ingen",
                     "one indicator at a time left out, or none"));
    if (u->assumptions)
        join(out, in(lang, "antagandena inom sina gränser", "the assumptions within their ranges"));
    if (u->sampling)
        join(out, in(lang, "slumpen i små antal", "chance in small counts"));
}

void factor_text(const struct model *m, const struct factor *f, enum lang lang, struct text *out)
{
    static const struct words before[] = {
        [FACTOR_WEIGHT] = {{"vikten av ", "the weight of "}},
        [FACTOR_AGGREGATION] = {{"sättet att väga samman", "how parts are put together"}},
        [FACTOR_SCALE] = {{"skalan", "the scale"}},
        [FACTOR_OUTLIERS] = {{"regeln för extremvärden", "the rule for outliers"}},
        [FACTOR_MISSING] = {{"regeln för saknade värden", "the rule for missing values"}},
        [FACTOR_LEAVE_OUT] = {{"vilken indikator som utelämnas", "which indicator is left out"}},
        [FACTOR_ASSUMPTION] = {{"antagandet ", "the assumption "}},
        [FACTOR_SAMPLING] = {{"slumpen i små antal", "chance in small counts"}},
    };
    text_add(out, before[f->kind].text[lang == LANG_EN]);
    if (f->target.kind != SYMBOL_KINDS)
        text_add(out, head_label(model_head(m, f->target), lang));
}
