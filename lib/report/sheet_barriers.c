/* Hinder i länet: how many areas lack what. Within each kind the most common comes first. */
#include "report/sheets.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum kind { KIND_GATE, KIND_IDEA, KIND_FACT, KIND_MEASURE, KINDS };
enum state {
    STATE_NOT_MET,
    STATE_UNKNOWN,
    STATE_SAID, /* the condition's own word, before the colon */
    STATE_NO,
    STATE_MISSING,
    STATE_SUBSTITUTE
};

static const struct pair kinds[KINDS] = {[KIND_GATE] = {"Krav", "Requirement"},
                                         [KIND_IDEA] = {"Affärsidéer", "Business ideas"},
                                         [KIND_FACT] = {"Lokala fakta", "Local facts"},
                                         [KIND_MEASURE] = {"Mått", "Measure"}};
static const struct pair states[] = {
    [STATE_NOT_MET] = {"ej uppfyllt", "not met"},
    [STATE_UNKNOWN] = {"okänt", "unknown"},
    [STATE_NO] = {"nej", "no"},
    [STATE_MISSING] = {"saknas", "missing"},
    [STATE_SUBSTITUTE] = {"ersättning används", "a substitute is used"},
};

/* Something that is lacking, and where. */
struct barrier {
    enum kind kind;
    enum state state;
    const char *text;
    bool *in; /* [areas] */
    size_t count, order;
    size_t idea_count; /* KIND_IDEA: how many ideas it decides, and the first and last of them */
    uint32_t last_idea;
    const char *ideas;
};

struct barriers {
    const struct view *v;
    struct barrier *items;
    size_t count, capacity;
};

static struct barrier *add(struct barriers *b, enum kind kind, enum state state, const char *text)
{
    struct arena *arena = b->v->arena;
    b->items = arena_grow(arena, b->items, b->count, &b->capacity, sizeof *b->items);
    b->items[b->count] = (struct barrier){.kind = kind,
                                          .state = state,
                                          .text = text,
                                          .order = b->count,
                                          .last_idea = UINT32_MAX,
                                          .ideas = ""};
    b->items[b->count].in = arena_array(arena, b->v->r->areas + 1, sizeof(bool));
    return &b->items[b->count++];
}

static void mark(struct barrier *x, uint32_t area)
{
    x->count += !x->in[area];
    x->in[area] = true;
}

/* --- what is lacking -------------------------------------------------------------------------- */

static void gather_truths(struct barriers *b, enum kind kind, const char *text, const int8_t *truth,
                          enum truth wanted, enum state state)
{
    struct barrier *x = add(b, kind, state, text);
    for (uint32_t a = 0; a < b->v->r->areas; a++)
        if (truth[a] == (int8_t)wanted)
            mark(x, a);
}

static void gather_gates(struct barriers *b)
{
    const struct view *v = b->v;
    for (size_t k = 0; k < v->m->gate_count && v->r->gates != NULL; k++) {
        const char *label = view_label(v, &v->m->gates[k].head);
        const int8_t *truth = v->r->gates[k].truth;
        gather_truths(b, KIND_GATE, label, truth, TRUTH_NO, STATE_NOT_MET);
        gather_truths(b, KIND_GATE, label, truth, TRUTH_UNKNOWN, STATE_UNKNOWN);
    }
}

static struct barrier *deciding(struct barriers *b, const char *why)
{
    for (size_t i = 0; i < b->count; i++)
        if (b->items[i].kind == KIND_IDEA && strcmp(b->items[i].text, why) == 0)
            return &b->items[i];
    return add(b, KIND_IDEA, STATE_SAID, why);
}

/* The same condition may decide several ideas. */
static void gather_ideas(struct barriers *b)
{
    const struct view *v = b->v;
    for (uint32_t k = 0; has_ideas(v) && k < v->m->idea_count; k++) {
        const struct idea_result *r = &v->r->ideas[k];
        for (uint32_t a = 0; a < v->r->areas; a++) {
            if (r->grade[a] >= IDEA_POSSIBLE || r->why[v->lang][a][0] == '\0')
                continue;
            struct barrier *x = deciding(b, r->why[v->lang][a]);
            mark(x, a);
            if (x->last_idea == k)
                continue;
            x->last_idea = k;
            x->ideas = arena_printf(v->arena, "%s%s%s", x->ideas, x->idea_count++ ? ", " : "",
                                    view_label(v, &v->m->ideas[k].head));
        }
    }
}

static bool is_unknown(const struct fact *fact, const struct fact_value *value)
{
    if (fact->type == FACT_YES_NO)
        return value->truth == TRUTH_UNKNOWN;
    return fact->type == FACT_TEXT ? value->text == NULL
                                   : !(value->number <= 0 || value->number > 0);
}

static void gather_facts(struct barriers *b)
{
    const struct view *v = b->v;
    for (size_t k = 0; k < v->m->fact_count && v->r->facts != NULL; k++) {
        const struct fact *fact = &v->m->facts[k];
        const struct fact_value *values = v->r->facts[k];
        const char *label = view_label(v, &fact->head);
        struct barrier *x = add(b, KIND_FACT, STATE_UNKNOWN, label);
        for (uint32_t a = 0; a < v->r->areas; a++)
            if (is_unknown(fact, &values[a]))
                mark(x, a);
        x = add(b, KIND_FACT, STATE_NO, label);
        for (uint32_t a = 0; a < v->r->areas; a++)
            if (fact->type == FACT_YES_NO && values[a].truth == TRUTH_NO)
                mark(x, a);
    }
}

static void gather_measures(struct barriers *b)
{
    const struct view *v = b->v;
    for (size_t k = 0; k < v->indicators.count; k++) {
        uint32_t index = v->indicators.items[k];
        const char *label = view_titled(v, &v->m->indicators[index].head);
        struct barrier *x = add(b, KIND_MEASURE, STATE_MISSING, label);
        for (uint32_t a = 0; a < v->r->areas; a++)
            if (!status_has_value(v->r->indicators[index].cells[a].status))
                mark(x, a);
        x = add(b, KIND_MEASURE, STATE_SUBSTITUTE, label);
        for (uint32_t a = 0; a < v->r->areas; a++)
            if (view_substituted(v, index, a))
                mark(x, a);
    }
}

/* --- the sheet -------------------------------------------------------------------------------- */

static int by_kind_and_count(const void *a, const void *b)
{
    const struct barrier *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* "alla", "alla utom Alfa, Beta" when that is shorter, else the names, in the ranking's order. */
static const char *names_of(const struct view *v, const struct barrier *x)
{
    static const struct pair all = {"alla", "all"}, but = {"alla utom ", "all but "};
    size_t areas = v->r->areas;
    bool inverse = 2 * x->count > areas && areas > 1;
    struct text t = {0};
    if (x->count == areas && areas > 1)
        return say(v->lang, all);
    text_add(&t, inverse ? say(v->lang, but) : "");
    for (size_t i = 0, named = 0; i < areas; i++)
        if (x->in[v->r->ranking[i]] != inverse)
            text_printf(&t, "%s%s", named++ ? ", " : "", view_name(v, v->r->ranking[i]));
    const char *copy = arena_strndup(v->arena, t.p, t.n);
    text_release(&t);
    return copy;
}

void sheet_barriers(const struct view *v, struct page *page)
{
    static const struct pair title = {"Hinder i länet", "What is lacking"};
    static const struct pair about = {
        "Hur många kommuner som saknar vad, vanligast först inom varje slag.",
        "How many areas lack what, the most common first within each kind."};
    static const struct pair heads[] = {
        {"Slag", "Kind"},      {"Vad", "What"},
        {"Läge", "State"},     {"Antal", "Number"},
        {"Kommuner", "Areas"}, {"Berörda affärsidéer", "Business ideas concerned"}};
    enum { HEADS = sizeof heads / sizeof heads[0] };
    static const double widths[HEADS] = {15, 56, 18, 8, 56, 36};
    struct barriers b = {.v = v};
    gather_gates(&b);
    gather_ideas(&b);
    gather_facts(&b);
    gather_measures(&b);
    if (b.count > 1)
        qsort(b.items, b.count, sizeof *b.items, by_kind_and_count);
    page_columns(page, widths, HEADS);
    uint32_t head = page_head(page, say(v->lang, title), say(v->lang, about)), row = head + 1;
    for (size_t i = 0; i < b.count; i++) {
        const struct barrier *x = &b.items[i];
        if (x->count == 0)
            continue;
        put_words(page, row, 0, say(v->lang, kinds[x->kind]));
        /* "okänt: villkor" */
        const char *colon = x->state == STATE_SAID ? strstr(x->text, ": ") : NULL;
        size_t word = colon ? (size_t)(colon - x->text) : 0;
        put_words(page, row, 1, colon ? colon + 2 : x->text);
        put_words(page, row, 2,
                  x->state != STATE_SAID ? say(v->lang, states[x->state])
                                         : arena_strndup(v->arena, x->text, word));
        page_number(page, row, 3, (double)x->count, 0, STYLE_NUMBER);
        put_words(page, row, 4, names_of(v, x));
        put_words(page, row++, 5, x->ideas);
    }
    put_table(v, page, head, row, "Hinder", heads, HEADS, 0x8);
}
