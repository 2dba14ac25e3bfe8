/* Vikter: which weights count, the reader's own among them. Egna regler: the same as lines for a
 * rule file. */
#include "report/sheets.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "report/live.h"
#include "report/live_formula.h"
#include "report/measure.h"
#include "rules/override.h"

enum { OWN_MOST = 100, NARROW = 10, NAME_MOST = 64, LINES = 108 };

static const struct pair title = {"Vikter", "Weights"};
static const struct pair about = {
    "Välj vilka vikter som räknas. Rangordning, karta och profil följer med.",
    "Choose which weights count. Ranking, map and profile follow."};
static const struct pair labels[] = {
    {"Vikter som räknas", "Weights that count"},
    {"Besked", "Message"},
    {"Vikter som avviker från reglernas", "Weights that differ from the rules'"},
    {"Den valda profilens nummer", "Number of the chosen profile"},
};
static const struct pair heads[WEIGHTS_PROFILES] = {
    [WEIGHTS_NAME] = {"Del", "Part"},
    [WEIGHTS_RULES] = {"Namn i reglerna", "Name in the rules"},
    [WEIGHTS_OWN] = {"Egen vikt (0\u2013100)", "Own weight (0\u2013100)"},
    [WEIGHTS_NOW] = {"Räknas nu", "Counts now"},
    [WEIGHTS_SHARE] = {"Andel inom sin del", "Share within its part"},
    [WEIGHTS_TOTAL] = {"Andel av allt", "Share of all"},
    [WEIGHTS_CHANGED] = {"Avviker (1 = ja)", "Differs (1 = yes)"},
};
static const struct pair counted = {"Ändrade så här långt", "Changed so far"};
static const struct pair as_rule = {"Som regel", "As a rule"};
static const struct pair hints[] = {
    {"Skriv hela tal i de gula cellerna och välj Egna vikter i listan. En tom cell betyder "
     "reglernas "
     "vikt.",
     "Write whole numbers in the yellow cells and choose Own weights in the list. An empty cell "
     "means the rules' weight."},
    {"0 tar bort delen. Vikter jämförs bara inom samma del. Andel av allt gäller vid raka medel. "
     "Bladet Egna regler visar vikterna som rader till en regelfil.",
     "0 removes the part. Weights are compared only within the same part. Share of all holds for "
     "plain means. The sheet Own rules shows the weights as lines for a rule file."},
};
static const struct pair own_error = {"Skriv ett helt tal från 0 till 100, eller lämna tomt.",
                                      "Write a whole number from 0 to 100, or leave it empty."};
static const struct pair choice_error = {"Välj en av viktprofilerna i listan.",
                                         "Choose one of the profiles in the list."};

/* What can be wrong, in the order in which it is told. */
enum told { TOLD_UNKNOWN, TOLD_BELOW, TOLD_ZERO, TOLD_NOBODY, TOLD_PART, TOLD_UNUSED, TOLD_COUNT };
static const struct pair tellings[TOLD_COUNT] = {
    [TOLD_UNKNOWN] = {"FEL: okänd viktprofil. Välj en ur listan i den gula cellen här ovanför.",
                      "ERROR: unknown profile. Choose one from the list in the yellow cell above."},
    [TOLD_BELOW] = {"FEL: en egen vikt är under 0. Reglernas vikt räknas i stället.",
                    "ERROR: an own weight is below 0. The rules' weight counts instead."},
    [TOLD_ZERO] = {"FEL: alla vikter är 0. Inget kan räknas.",
                   "ERROR: all weights are 0. Nothing can be computed."},
    [TOLD_NOBODY] = {"FEL: ingen kommun kan bedömas med de här vikterna.",
                     "ERROR: no area can be assessed with these weights."},
    [TOLD_PART] = {"OBS: under minst en del är alla vikter 0. Den delen räknas inte.",
                   "NOTE: all weights under at least one part are 0. That part does not count."},
    [TOLD_UNUSED] = {"OBS: dina egna vikter räknas inte förrän du väljer Egna vikter i listan.",
                     "NOTE: your own weights do not count until you choose Own weights in the "
                     "list."},
};

struct sheet_of_weights {
    const struct view *v;
    struct page *page;
    const struct live *l;
    uint32_t first, last, own, counts, rules; /* rows; columns: of own weights as a profile, … */
};

static const char *own_column(const struct sheet_of_weights *s, uint32_t column)
{
    return formula_column(s->v, column, s->first, s->last);
}

static const char *number_cell(const struct sheet_of_weights *s)
{
    return range_text(s->page, page_cell(s->page, s->l->differ_row + 1, 1));
}

static const char *sum_cell(const struct sheet_of_weights *s, const struct live_block *b)
{
    return range_text(s->page, page_cell(view_page(s->v, "Rakneblad"), b->head + 1, b->all));
}

/* --- the top ---------------------------------------------------------------------------------- */

static double sum_of(const struct live_block *b)
{
    double sum = 0;
    for (size_t i = 0; i < b->count; i++)
        sum += b->parts[i].standard;
    return sum;
}

const char *live_told_now(const struct view *v)
{
    const struct live *l = v->live;
    if (sum_of(&l->blocks[0]) <= 0)
        return say(v->lang, tellings[TOLD_ZERO]);
    if (v->r->nodes[v->m->root].ranked == 0)
        return say(v->lang, tellings[TOLD_NOBODY]);
    for (size_t i = 0; i < l->block_count; i++)
        if (sum_of(&l->blocks[i]) <= 0)
            return say(v->lang, tellings[TOLD_PART]);
    return "";
}

static void told(const struct sheet_of_weights *s)
{
    const struct view *v = s->v;
    struct text t = {0};
    const char *own = own_column(s, WEIGHTS_OWN), *number = number_cell(s);
    const char *tests[TOLD_COUNT];
    text_add(&t, "OR(");
    for (size_t i = 0; i < s->l->block_count; i++)
        if (v->m->nodes[s->l->blocks[i].node].kind != NODE_CHALLENGE) /* its weights stand */
            text_printf(&t, "%s%s=0", i > 0 ? "," : "", sum_cell(s, &s->l->blocks[i]));
    text_addc(&t, ')');
    tests[TOLD_UNKNOWN] = arena_printf(v->arena, "%s=0", number);
    tests[TOLD_BELOW] = arena_printf(v->arena, "COUNTIF(%s,\"<0\")>0", own);
    tests[TOLD_ZERO] = arena_printf(v->arena, "%s=0", sum_cell(s, &s->l->blocks[0]));
    tests[TOLD_NOBODY] = arena_printf(v->arena, "COUNTIF(%s,\">=-1E+300\")=0",
                                      range_text(s->page, live_summary(v, SUMMARY_ROUNDED)));
    tests[TOLD_PART] = arena_strndup(v->arena, t.p, t.n);
    tests[TOLD_UNUSED] = arena_printf(v->arena, "AND(%s<%zu,COUNTIF(%s,\">=0\")>0)", number,
                                      s->l->profile_count, own);
    t.n = 0;
    for (int i = 0; i < TOLD_COUNT; i++) {
        text_printf(&t, "IF(%s,\"", tests[i]);
        text_printf(&t, "%s\",", say(v->lang, tellings[i]));
    }
    text_add(&t, "\"\"))))))");
    page_formula(s->page, s->l->told_row, 1, t.p, (struct page_result){.text = live_told_now(v)}, 0,
                 STYLE_NOTICE);
    text_release(&t);
}

static void top(const struct sheet_of_weights *s)
{
    const struct view *v = s->v;
    const struct live *l = s->l;
    struct page_range names = {s->page, l->weights_head, WEIGHTS_PROFILES, l->weights_head, s->own};
    for (uint32_t i = 0; i < 4; i++)
        page_text(s->page, l->choice_row + i, 0, say(v->lang, labels[i]), STYLE_BOLD);
    page_answer_choice(s->page, l->choice_row, 1, names, l->profiles[0].name,
                       say(v->lang, choice_error));
    told(s);
    page_formula(s->page, l->differ_row, 1,
                 arena_printf(v->arena, "SUM(%s)", own_column(s, WEIGHTS_CHANGED)),
                 (struct page_result){0, NULL}, 0, STYLE_YEAR);
    page_formula(s->page, l->differ_row + 1, 1,
                 arena_printf(v->arena, "IFERROR(MATCH(%s,%s,0),0)",
                              formula_cell(v, l->choice_row, 1), range_text(s->page, names)),
                 (struct page_result){1, NULL}, 0, STYLE_YEAR);
    for (uint32_t i = 0; i < 2; i++)
        page_text(s->page, l->differ_row + 2 + i, 0, say(v->lang, hints[i]), STYLE_SUBTITLE);
}

/* --- one weight ------------------------------------------------------------------------------- */

static double share_of(const struct live *l, const struct live_weight *w)
{
    double sum = sum_of(&l->blocks[w->block]);
    return sum > 0 ? w->standard / sum : 0;
}

/* The weight of the part that this is a part of; UINT32_MAX right under the root. */
static uint32_t above(const struct live *l, uint32_t at)
{
    unsigned depth = l->weights[at].depth;
    while (depth > 0 && l->weights[--at].depth >= depth)
        continue;
    return depth > 0 ? at : UINT32_MAX;
}

static double total_of(const struct live *l, uint32_t at)
{
    double share = share_of(l, &l->weights[at]);
    uint32_t up = above(l, at);
    return up == UINT32_MAX ? share : share * total_of(l, up);
}

static void formula(const struct sheet_of_weights *s, uint32_t row, uint32_t column,
                    const char *text, double value, enum style style)
{
    page_formula(s->page, row, column, text, (struct page_result){value, NULL},
                 style == STYLE_ROW_PERCENT ? 1 : 0, style);
}

static int decimals_of(double weight)
{
    return weight < floor(weight) || weight > floor(weight) ? 2 : 0;
}

static void numbers_now(const struct sheet_of_weights *s, uint32_t at, uint32_t row)
{
    const struct view *v = s->v;
    const struct live_weight *w = &s->l->weights[at];
    const char *now = formula_cell(v, row, WEIGHTS_NOW);
    const char *standard = formula_cell(v, row, WEIGHTS_PROFILES);
    const char *share = formula_cell(v, row, WEIGHTS_SHARE);
    const char *sum = sum_cell(s, &s->l->blocks[w->block]);
    uint32_t up = above(s->l, at);
    page_formula(s->page, row, WEIGHTS_NOW,
                 arena_printf(v->arena, "IF(%s=0,0,INDEX(%s:%s,%s))", number_cell(s), standard,
                              formula_cell(v, row, s->own), number_cell(s)),
                 (struct page_result){w->standard, NULL}, decimals_of(w->standard),
                 STYLE_ROW_BOLD_NUMBER);
    formula(s, row, WEIGHTS_SHARE, arena_printf(v->arena, "IF(%s>0,%s/%s,0)", sum, now, sum),
            share_of(s->l, w), STYLE_ROW_PERCENT);
    formula(s, row, WEIGHTS_TOTAL,
            up == UINT32_MAX ? share
                             : arena_printf(v->arena, "%s*%s", share,
                                            formula_cell(v, s->first + up, WEIGHTS_TOTAL)),
            total_of(s->l, at), STYLE_ROW_PERCENT);
    formula(s, row, WEIGHTS_CHANGED,
            arena_printf(v->arena, "IF(ABS(%s-%s)>0.000000001,1,0)", now, standard), 0,
            STYLE_ROW_YEAR);
}

static void profiles(const struct sheet_of_weights *s, uint32_t at, uint32_t row)
{
    const struct view *v = s->v;
    const char *own = formula_cell(v, row, WEIGHTS_OWN);
    const char *standard = formula_cell(v, row, WEIGHTS_PROFILES);
    double weight = s->l->weights[at].standard;
    for (uint32_t p = 0; p + 1 < s->l->profile_count; p++) {
        double others = s->l->profiles[p].weights[at];
        page_number(s->page, row, WEIGHTS_PROFILES + p, others, decimals_of(others),
                    STYLE_ROW_NUMBER);
    }
    page_formula(s->page, row, s->own,
                 arena_printf(v->arena, "IF(ISNUMBER(%s),IF(%s>=0,%s,%s),%s)", own, own, own,
                              standard, standard),
                 (struct page_result){weight, NULL}, decimals_of(weight), STYLE_ROW_NUMBER);
}

static enum lang dialect_of(const struct model *m)
{
    const char *file = m->head.place.file ? m->head.place.file : "";
    size_t n = strlen(file);
    return n > 6 && strcmp(file + n - 6, ".rules") == 0 ? LANG_EN : LANG_SV;
}

static void rule_of(const struct sheet_of_weights *s, uint32_t at, uint32_t row)
{
    static const struct pair set = {"sätt: ", "set: "};
    const struct view *v = s->v;
    const struct live_weight *w = &s->l->weights[at];
    enum lang lang = dialect_of(v->m);
    struct text name = {0};
    scalar_name(v->m, (struct ref){w->kind, w->index, 'w', 0}, lang, &name);
    const char *before =
        at == 0 ? "" : arena_printf(v->arena, "%s+", formula_cell(v, row - 1, s->counts));
    const char *own = formula_cell(v, row, WEIGHTS_OWN);
    const char *standard = formula_cell(v, row, WEIGHTS_PROFILES);
    formula(s, row, s->counts,
            arena_printf(v->arena, "%sIF(ISNUMBER(%s),IF(AND(%s>=0,ABS(%s-%s)>0.000000001),1,0),0)",
                         before, own, own, own, standard),
            0, STYLE_ROW_YEAR);
    page_text(s->page, row, s->rules, arena_printf(v->arena, "  %s%s = ", say(lang, set), name.p),
              STYLE_ROW_TEXT);
    text_release(&name);
}

static void weight_row(const struct sheet_of_weights *s, uint32_t at)
{
    const struct view *v = s->v;
    const struct live_weight *w = &s->l->weights[at];
    bool node = w->kind == SYMBOL_NODE;
    const struct head *head = node ? &v->m->nodes[w->index].head : &v->m->indicators[w->index].head;
    uint32_t row = s->first + at;
    struct text name = {0};
    for (unsigned i = 0; i < w->depth; i++)
        text_add(&name, "\u2003");
    text_add(&name, view_titled(v, head));
    page_text(s->page, row, WEIGHTS_NAME, name.p, node ? STYLE_ROW_BOLD : STYLE_ROW_TEXT);
    text_release(&name);
    page_text(s->page, row, WEIGHTS_RULES, head->name, STYLE_ROW_TEXT);
    page_answer_whole(s->page, row, WEIGHTS_OWN, NAN, 0, OWN_MOST, say(v->lang, own_error));
    numbers_now(s, at, row);
    profiles(s, at, row);
    rule_of(s, at, row);
}

/* --- as rules --------------------------------------------------------------------------------- */

/* A name that the rules do not have. */
static const char *free_name(const struct view *v)
{
    const char *name = "egna_vikter";
    struct ref ref;
    for (int k = 2; model_find(v->m, name, &ref); k++)
        name = arena_printf(v->arena, "egna_vikter%d", k);
    return name;
}

/* A column of the weights, from the sheet of the lines. */
static const char *weights_from(const struct sheet_of_weights *s, const struct page *from,
                                uint32_t column)
{
    return range_text(from, (struct page_range){s->page, s->first, column, s->last, column});
}

/* One line of a rule file for each weight that differs, on a sheet of its own: as many lines as
 * there are weights must have room, and most of them are empty most of the time. */
static void as_rules(const struct sheet_of_weights *s, struct page *page)
{
    static const struct pair none = {
        "Inga egna vikter avviker från reglernas. Det finns inga rader att kopiera.",
        "No weights of your own differ from the rules'. There are no lines to copy."};
    const struct view *v = s->v;
    const char *counts = weights_from(s, page, s->counts), *name = free_name(v);
    uint32_t row = s->l->top_row;
    page_formula(page, row, 0,
                 arena_printf(v->arena, "IF(MAX(%s)=0,\"%s\",\"\")", counts, say(v->lang, none)),
                 (struct page_result){.text = say(v->lang, none)}, 0, STYLE_BOLD);
    page_formula(page, row + 1, 0,
                 arena_printf(v->arena, "IF(MAX(%s)=0,\"\",\"scenario %s \"\"Egna vikter\"\"\")",
                              counts, name),
                 (struct page_result){.text = ""}, 0, STYLE_TEXT);
    for (uint32_t k = 1; k <= s->l->weight_count; k++) {
        const char *at = arena_printf(v->arena, "MATCH(%u,%s,0)", (unsigned)k, counts);
        page_formula(page, row + 1 + k, 0,
                     arena_printf(v->arena, "IFERROR(INDEX(%s,%s)&INDEX(%s,%s),\"\")",
                                  weights_from(s, page, s->rules), at,
                                  weights_from(s, page, WEIGHTS_OWN), at),
                     (struct page_result){.text = ""}, 0, STYLE_TEXT);
    }
}

static void headings(const struct sheet_of_weights *s)
{
    const struct view *v = s->v;
    uint32_t row = s->l->weights_head;
    for (uint32_t c = 0; c < WEIGHTS_PROFILES; c++)
        page_text(s->page, row, c, say(v->lang, heads[c]),
                  c < WEIGHTS_OWN ? STYLE_HEADING : STYLE_HEADING_RIGHT);
    for (uint32_t p = 0; p < s->l->profile_count; p++)
        page_text(s->page, row, WEIGHTS_PROFILES + p, s->l->profiles[p].name, STYLE_HEADING_RIGHT);
    page_text(s->page, row, s->counts, say(v->lang, counted), STYLE_HEADING_RIGHT);
    page_text(s->page, row, s->rules, say(v->lang, as_rule), STYLE_HEADING);
}

static void widths(const struct sheet_of_weights *s)
{
    double name = 20, rules = 16;
    for (uint32_t i = 0; i < s->l->weight_count; i++) {
        const struct live_weight *w = &s->l->weights[i];
        const struct head *head = w->kind == SYMBOL_NODE ? &s->v->m->nodes[w->index].head
                                                         : &s->v->m->indicators[w->index].head;
        name = fmax(name, measure_width_for(view_titled(s->v, head), 10, true) + 2 * w->depth);
        rules = fmax(rules, measure_width_for(head->name, 10, false));
    }
    page_column(s->page, WEIGHTS_NAME, fmin(name, NAME_MOST));
    page_column(s->page, WEIGHTS_RULES, fmin(rules, NAME_MOST));
    for (uint32_t c = WEIGHTS_OWN; c <= s->counts; c++)
        page_column(s->page, c, NARROW);
    for (uint32_t p = 0; p < s->l->profile_count; p++)
        page_column(s->page, WEIGHTS_PROFILES + p,
                    fmax(NARROW, measure_word_for(s->l->profiles[p].name, 10, true)));
    page_column(s->page, s->rules, fmin(rules + 12, NAME_MOST));
}

static struct sheet_of_weights weights_of_view(const struct view *v)
{
    const struct live *l = v->live;
    struct sheet_of_weights s = {.v = v, .page = view_page(v, "Vikter"), .l = l};
    s.first = l->weights_first;
    s.last = s.first + (uint32_t)l->weight_count - 1;
    s.own = WEIGHTS_PROFILES + (uint32_t)l->profile_count - 1;
    s.counts = s.own + 1;
    s.rules = s.own + 2;
    return s;
}

void sheet_weights(const struct view *v, struct page *page)
{
    struct sheet_of_weights s = weights_of_view(v);
    page_head(page, say(v->lang, title), say(v->lang, about));
    widths(&s);
    top(&s);
    headings(&s);
    for (uint32_t i = 0; i < s.l->weight_count; i++)
        weight_row(&s, i);
    page_freeze(page, s.first, 1);
    page_repeat(page, s.l->weights_head, s.l->weights_head);
    page_print_columns(page, s.own);
    page_protect(page);
}

void sheet_own_rules(const struct view *v, struct page *page)
{
    static const struct pair section = {"Egna vikter som regler", "Own weights as rules"};
    static const struct pair how = {
        "Kopiera raderna till en egen textfil som slutar på .regler och kör: etablera run "
        "--overlay FIL. Bara vikter som avviker står här.",
        "Copy the lines to a text file of your own that ends in .regler and run: etablera run "
        "--overlay FILE. Only weights that differ stand here."};
    struct sheet_of_weights s = weights_of_view(v);
    page_head(page, say(v->lang, section), say(v->lang, how));
    page_column(page, 0, LINES);
    as_rules(&s, page);
    page_whole(page);
}
