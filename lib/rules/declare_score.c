/* Assumptions, counts, indicators and the nodes above them. */
#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "rules/declare.h"
#include "rules/parser.h"
#include "rules/tell.h"
#include "rules/units.h"

/* --- assumptions ------------------------------------------------------------------------------ */

static void add_dated(struct reading *r, struct block *b, struct property *p, int32_t day)
{
    struct assumption *a = b->item;
    if (!a->values) {
        a->values = arena_array(r->arena, b->count, sizeof *a->values);
    }
    struct cursor c = cursor_over(r, p);
    struct dated_value value = {.day = day, .place = value_place(r, p)};
    if (a->value_count > LIMIT_DATED || !take_amount(&c, &a->unit, true, &value.value) ||
        !cursor_end(&c)) {
        return;
    }
    size_t i = a->value_count++;
    if (i == LIMIT_DATED) {
        tell(r, "E453", value.place, a->head.name, "50", NULL);
    }
    for (; i > 0 && a->values[i - 1].day > day; i--) {
        a->values[i] = a->values[i - 1];
    }
    a->values[i] = value;
}

void read_dated(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)item;
    add_dated(r, b, p, p->day);
}

void read_value_always(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)item;
    add_dated(r, b, p, 0);
}

static bool take_to(struct cursor *c)
{
    if (cursor_take_word(c, WORD_TO)) {
        return true;
    }
    bool sv = c->file->lang == LANG_SV;
    struct diagnostic *item =
        cursor_unexpected(c, sv ? "ordet till" : "ordet to", sv ? "the word till" : "the word to");
    const struct lexeme *x = c->items, *at = cursor_peek(c);
    if (c->at > 0 && at->kind == LEXEME_MARK && at->mark == MARK_MINUS &&
        at[1].kind == LEXEME_NUMBER) {
        const char *low = said(c->r, x[c->at - 1].s), *high = said(c->r, at[1].s);
        tell_hint(c->r, item, "skriv {0}", "write {0}",
                  arena_printf(c->r->d->arena, "%s %s %s", low, sv ? "till" : "to", high));
    }
    return false;
}

void tell_backwards(struct reading *r, struct property *p, const char *low, const char *high)
{
    tell(r, "E402", value_place(r, p), low, high, NULL);
}

/* gränser = mängd "till" mängd ; lowest first */
bool take_bounds(struct cursor *c, struct property *p, const struct unit *unit, bool bare,
                 double *low, double *high)
{
    size_t first = c->at;
    if (!take_amount(c, unit, bare, low) || !take_to(c)) {
        return false;
    }
    size_t second = c->at;
    if (!take_amount(c, unit, bare, high)) {
        return false;
    }
    if (*low < *high) {
        return true;
    }
    const struct lexeme *a = &c->items[first], *b = &c->items[second];
    const struct lexeme *a_end = &c->items[second - 2], *b_end = &c->items[c->at - 1];
    struct str low_text = {a->s.p, (size_t)(a_end->s.p + a_end->s.n - a->s.p)};
    struct str high_text = {b->s.p, (size_t)(b_end->s.p + b_end->s.n - b->s.p)};
    tell_backwards(c->r, p, said(c->r, low_text), said(c->r, high_text));
    return false;
}

void read_range(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct assumption *a = item;
    struct cursor c = cursor_over(r, p);
    double low = 0, high = 0;
    if (take_bounds(&c, p, &a->unit, true, &low, &high) && cursor_end(&c)) {
        a->low = low;
        a->high = high;
    }
}

/* --- counts ----------------------------------------------------------------------------------- */

void read_register_of(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct cursor c = cursor_over(r, p);
    struct ref ref;
    struct place place;
    if (take_ref(&c, SYMBOL_REGISTER, &ref, &place) && cursor_end(&c)) {
        ((struct count *)item)->reg = ref.index;
    }
}

void read_sum_column(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct count *count = item;
    struct cursor c = cursor_over(r, p);
    struct expr *e = parse_sum(&c);
    if (e && cursor_end(&c)) {
        await(r, b, p, e, EXPECT_NUMBER, &count->unit, &count->sum);
        r->pending[r->pending_count - 1].reg = b->ref.index;
    }
}

/* --- indicators ------------------------------------------------------------------------------- */

void read_parent(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct cursor c = cursor_over(r, p);
    struct ref ref;
    struct place place;
    if (!take_ref(&c, SYMBOL_NODE, &ref, &place) || !cursor_end(&c)) {
        return;
    }
    if (r->model->nodes[ref.index].kind == NODE_CHALLENGE) {
        tell(r, "E413", place, r->model->nodes[ref.index].head.name, NULL);
        return;
    }
    *(uint32_t *)((char *)item + p->row->offset) = ref.index;
}

/* vikt = tal ["%"] */
bool take_weight(struct cursor *c, double *weight, bool *percent)
{
    const struct lexeme *x = cursor_peek(c);
    struct place place = cursor_place(c);
    if (cursor_is_mark(c, MARK_MINUS) && c->items[c->at + 1].kind == LEXEME_NUMBER) {
        struct str number = c->items[c->at + 1].s;
        struct str s = {x->s.p, (size_t)(number.p + number.n - x->s.p)};
        tell(c->r, "E419", place_at(c->r, c->file, s), NULL);
        return false;
    }
    if (x->kind != LEXEME_NUMBER) {
        cursor_unexpected(c, "ett tal", "a number");
        return false;
    }
    *weight = x->number;
    *percent = str_is(x->unit, "%");
    c->at++;
    if (x->unit.n && !*percent) {
        tell(c->r, "E414", place, NULL);
        return false;
    }
    return true;
}

static void note_weight(struct reading *r, struct weight_note note)
{
    r->weights =
        arena_grow(r->arena, r->weights, r->weight_count, &r->weight_capacity, sizeof *r->weights);
    r->weights[r->weight_count++] = note;
}

static bool read_any_weight(struct reading *r, struct block *b, struct property *p, double *weight,
                            struct place *place)
{
    struct cursor c = cursor_over(r, p);
    bool percent = false;
    *place = value_place(r, p);
    if (!take_weight(&c, weight, &percent) || !cursor_end(&c)) {
        return false;
    }
    note_weight(r, (struct weight_note){.owner = b->ref,
                                        .parent = UINT32_MAX,
                                        .weight = *weight,
                                        .percent = percent,
                                        .place = *place});
    return true;
}

void read_weight(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct indicator *i = item;
    read_any_weight(r, b, p, &i->weight, &i->weight_place);
}

void read_node_weight(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct node *n = item;
    read_any_weight(r, b, p, &n->weight, &n->weight_place);
}

/* kalibrerad = "ja" | "nej" [("," | ";") text] ; free text, so that it may say anything */
void read_calibrated(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct indicator *i = item;
    struct str word = lex_name(p->text);
    int value = 0;
    if (!word_find(&truth_words, word, p->file->lang, &value) || value < 0) {
        struct str s = str_trim((struct str){p->raw.p, strcspn(p->raw.p, "\n")});
        tell(r, "E130", place_at(r, p->file, s), said(r, word),
             p->file->lang == LANG_SV ? "ja, nej" : "yes, no", NULL);
        return;
    }
    struct str rest = str_trim(str_of(word.p + word.n));
    if (rest.n && (*rest.p == ',' || *rest.p == ';')) {
        rest = str_trim((struct str){rest.p + 1, rest.n - 1});
    }
    if (rest.n >= 2 && rest.p[0] == '"' && rest.p[rest.n - 1] == '"') {
        rest = (struct str){rest.p + 1, rest.n - 2};
    }
    i->calibrated = value == 1;
    i->calibration = arena_strndup(r->arena, rest.p, rest.n);
}

/* --- substitutes ------------------------------------------------------------------------------ */

static bool is_weighed_indicator(const struct reading *r, uint32_t index)
{
    return r->model->indicators[index].role == ROLE_INDICATOR;
}

static bool is_challenge(const struct reading *r, uint32_t index)
{
    return r->model->nodes[index].kind == NODE_CHALLENGE;
}

void read_substitute_for(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct indicator *i = item;
    struct cursor c = cursor_over(r, p);
    struct ref ref;
    struct place place;
    if (!take_ref(&c, SYMBOL_INDICATOR, &ref, &place) || !cursor_end(&c)) {
        return;
    }
    const struct indicator *target = &r->model->indicators[ref.index];
    if (target->role != ROLE_INDICATOR) {
        struct diagnostic *told = tell(r, "E415", place, target->head.name, NULL);
        tell_hint(r, told, "skriv namnet på en indikator, till exempel {0}",
                  "write the name of an indicator, for example {0}",
                  names_of_kind(r, SYMBOL_INDICATOR, is_weighed_indicator));
        return;
    }
    i->substitute_for = ref.index;
    edge_add(r, ref, b->ref, place);
}

static void read_challenge_names(struct reading *r, struct property *p, uint32_t **out,
                                 size_t *count)
{
    take_refs(r, p, SYMBOL_NODE, out, count);
    for (size_t k = 0; k < *count; k++) {
        const struct node *node = &r->model->nodes[(*out)[k]];
        if (node->kind != NODE_CHALLENGE) {
            struct diagnostic *told = tell(r, "E416", value_place(r, p), node->head.name, NULL);
            tell_hint(r, told, "välj bland utmaningarna: {0}", "choose among the challenges: {0}",
                      names_of_kind(r, SYMBOL_NODE, is_challenge));
        }
    }
}

void read_challenges(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct indicator *i = item;
    read_challenge_names(r, p, &i->challenges, &i->challenge_count);
}

void read_idea_challenges(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct idea *i = item;
    read_challenge_names(r, p, &i->challenges, &i->challenge_count);
}

/* --- nodes ------------------------------------------------------------------------------------ */

void read_without(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct node *n = item;
    take_refs(r, p, SYMBOL_INDICATOR, &n->without, &n->without_count);
}

void read_variant_of(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct node *n = item;
    struct cursor c = cursor_over(r, p);
    struct ref ref;
    struct place place;
    if (take_ref(&c, SYMBOL_NODE, &ref, &place) && cursor_end(&c)) {
        n->variant_of = ref.index;
        edge_add(r, b->ref, ref, place);
    }
}

static void check_child(struct reading *r, const struct child *child)
{
    const struct indicator *i = &r->model->indicators[child->index];
    if (i->role != ROLE_INDICATOR) {
        tell(r, "E407", child->place, i->head.name, NULL);
    }
}

/* One part of väger: namn tal ["omvänd"]. */
static bool take_child(struct cursor *c, struct block *b, struct child *child, bool *known)
{
    struct lexeme name;
    struct place place = cursor_place(c);
    bool percent = false;
    if (!cursor_name(c, &name) || !take_weight(c, &child->weight, &percent)) {
        return false;
    }
    child->reversed = cursor_take_word(c, WORD_REVERSED);
    child->place = place;
    const struct symbol *symbol = names_find(c->r, name.s);
    *known = false;
    if (symbol) {
        mention_add(c->r, symbol->ref, UINT32_MAX, place, place.length);
    }
    if (!symbol) {
        names_unknown(c->r, place, name.s);
    } else if (symbol->ref.kind == SYMBOL_INDICATOR || symbol->ref.kind == SYMBOL_NODE) {
        child->kind = symbol->ref.kind;
        child->index = symbol->ref.index;
        *known = true;
        note_weight(c->r, (struct weight_note){.owner = symbol->ref,
                                               .parent = b->ref.index,
                                               .weight = child->weight,
                                               .percent = percent,
                                               .place = place});
        edge_add(c->r, b->ref, symbol->ref, place);
    } else if (symbol->ref.kind != SYMBOL_KINDS) {
        tell(c->r, "E407", place, said(c->r, name.s), NULL);
    }
    return true;
}

/* väger = namn tal ["omvänd"] (";" namn tal ["omvänd"])* */
void read_weighs(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct node *n = item;
    struct child *listed = arena_array(r->arena, n->listed_count + p->count, sizeof *listed);
    if (n->listed_count) {
        memcpy(listed, n->listed, n->listed_count * sizeof *listed);
    }
    n->listed = listed;
    struct cursor c = cursor_over(r, p);
    while (!cursor_at_end(&c)) {
        struct child child = {0};
        bool known = false;
        if (!take_child(&c, b, &child, &known)) {
            return;
        }
        if (known && child.kind == SYMBOL_INDICATOR) {
            check_child(r, &child);
        }
        if (known) {
            listed[n->listed_count++] = child;
        }
        if (!cursor_take_mark(&c, MARK_SEMICOLON) && !cursor_take_mark(&c, MARK_COMMA)) {
            break;
        }
    }
    cursor_end(&c);
}
