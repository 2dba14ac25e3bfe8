/* What the place rests on, and how it is to be read. */
#include "report/card.h"

#include "analysis/uncertain.h"
#include "base/text.h"

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

/* What the place rests on: the measures under the root, and what the area has of them. */
struct basis {
    size_t all, own, replaced, missing, aged;
};

static struct basis basis_of(const struct view *v)
{
    struct basis b = {0};
    for (size_t k = 0; k < v->indicators.count; k++) {
        uint32_t i = v->indicators.items[k];
        uint8_t status = v->r->indicators[i].cells[v->area].status;
        if (!card_under_root(v, v->m->indicators[i].parent))
            continue;
        bool has = status_has_value(status), replaced = has && view_substituted(v, i, v->area);
        b.all++;
        b.missing += !has;
        b.replaced += replaced;
        b.own += has && !replaced;
        b.aged += status == STATUS_AGED || status == STATUS_NO_YEAR;
    }
    return b;
}

/* "Bara 2 av 41 mått är de tänkta; …" and what "troligen 2–5" means. */
const char *card_reading(const struct view *v)
{
    static const struct pair full = {"Alla mått har en egen siffra: %zu.",
                                     "All measures have a figure of their own: %zu."};
    static const struct pair most = {"%zu av de %zu måtten är de tänkta",
                                     "%zu of the %zu measures are those intended"};
    static const struct pair few = {"Tunt underlag: bara %zu av %zu mått är de tänkta",
                                    "A thin basis: only %zu of %zu measures are those intended"};
    static const struct pair rest = {"; %zu är ersatta av ett annat mått och %zu saknas.",
                                     "; %zu are replaced by another measure and %zu are missing."};
    static const struct pair spread = {
        " Troligen %d\u2013%d: vi räknade om platsen många gånger med lite ändrade vikter och "
        "andra sätt att räkna. Nio gånger av tio hamnade den där. Kommer de siffror som saknas in "
        "kan den "
        "flytta mer.",
        " Probably %d\u2013%d: we computed the place many times with slightly changed weights and "
        "other ways of counting. Nine times in ten it was there. When missing figures arrive it "
        "may move more."};
    const struct uncertain *u = v->r->uncertain;
    struct basis b = basis_of(v);
    struct text t = {0};
    if (b.own == b.all) {
        text_printf(&t, say(v->lang, full), b.all);
    } else {
        text_printf(&t, say(v->lang, b.own * 2 < b.all ? few : most), b.own, b.all);
        text_printf(&t, say(v->lang, rest), b.replaced, b.missing);
    }
    if (u && u->low[v->area] > 0 && u->low[v->area] != u->high[v->area])
        text_printf(&t, say(v->lang, spread), (int)u->low[v->area], (int)u->high[v->area]);
    return card_keep(v, &t);
}

static void add_old(const struct view *v, struct text *t)
{
    static const struct pair old = {" %zu siffror är från före %d eller utan känt år.",
                                    " %zu figures are from before %d or of an unknown year."};
    static const struct pair outside = {
        " Därtill kommer %zu mått som bara räknas i utmaningarna.",
        " There are %zu more measures that count in the challenges only."};
    struct basis b = basis_of(v);
    if (b.aged > 0)
        text_printf(t, say(v->lang, old), b.aged, (int)v->m->base_year);
    if (v->indicators.count > b.all)
        text_printf(t, say(v->lang, outside), v->indicators.count - b.all);
}

/* Warnings of the rules about the evidence itself. */
static void add_warnings(const struct view *v, struct text *t)
{
    for (size_t k = 0; k < v->m->flag_count; k++)
        if (v->r->flags[k].truth[v->area] == TRUTH_YES && card_of_evidence(&v->m->flags[k]))
            text_printf(t, " %s.", view_label(v, &v->m->flags[k].head));
}

const char *card_preliminary(const struct view *v)
{
    static const struct pair weight = {
        "%s: %s. %s\u00A0%% av vikten har en siffra, men bara %zu av %zu mått är de tänkta.",
        "%s: %s. %s %% of the weight has a figure, but only %zu of %zu measures are those "
        "intended."};
    static const struct pair all = {"%s: %s. %s\u00A0%% av vikten har en siffra.",
                                    "%s: %s. %s %% of the weight has a figure."};
    struct basis b = basis_of(v);
    struct text t = {0};
    text_printf(&t, say(v->lang, b.own < b.all ? weight : all), card_root(v),
                view_grade(v, v->m->root, v->area),
                view_number(v, v->r->nodes[v->m->root].coverage[v->area] * 100, 0), b.own, b.all);
    add_old(v, &t);
    add_bounds(v, &t);
    add_warnings(v, &t);
    return card_keep(v, &t);
}
