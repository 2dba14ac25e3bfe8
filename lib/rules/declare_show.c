/* Gates, positions, ideas, advice and scenarios. */
#include <string.h>

#include "rules/declare.h"
#include "rules/override.h"
#include "rules/parser.h"
#include "rules/tell.h"
#include "rules/units.h"

/* när = villkor | "annars" | "alltid" */
void take_when(struct reading *r, struct block *b, struct property *p, struct expr **target)
{
    struct cursor c = cursor_over(r, p);
    if (cursor_take_word(&c, WORD_OTHERWISE)) {
        b->otherwise = true;
        cursor_end(&c);
        return;
    }
    if (cursor_is_word(&c, WORD_ALWAYS)) {
        struct expr *yes = expr_new(r, EXPR_TRUTH, cursor_place(&c), 0);
        yes->is_truth = true;
        yes->number = 1;
        c.at++;
        if (cursor_end(&c)) {
            *target = yes;
        }
        return;
    }
    struct expr *e = parse_condition(&c);
    if (e && cursor_end(&c)) {
        await(r, b, p, e, EXPECT_TRUTH, NULL, target);
    }
}

void read_when(struct reading *r, struct block *b, struct property *p, void *item)
{
    take_when(r, b, p, (struct expr **)(void *)((char *)item + p->row->offset));
}

void read_outcome(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct cursor c = cursor_over(r, p);
    int value = 0;
    if (cursor_choose(&c, p->row->words, &value) && cursor_end(&c)) {
        *(enum gate_outcome *)(void *)((char *)item + p->row->offset) = (enum gate_outcome)value;
    }
}

/* stopp = villkor ["=>" "text"] */
void read_stop(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct idea *i = item;
    struct cursor c = cursor_over(r, p);
    struct expr *e = parse_condition(&c);
    const char *text = "";
    if (!e || (cursor_take_mark(&c, MARK_ARROW) && !cursor_text(&c, &text)) || !cursor_end(&c)) {
        return;
    }
    if (!i->stops) {
        i->stops = arena_array(r->arena, b->count, sizeof *i->stops);
        i->stop_texts = arena_array(r->arena, b->count, sizeof *i->stop_texts);
        i->stop_texts_en = arena_array(r->arena, b->count, sizeof *i->stop_texts_en);
    }
    i->stop_texts[i->stop_count] = text;
    await(r, b, p, e, EXPECT_TRUTH, NULL, &i->stops[i->stop_count++]);
}

/* stopp_en = text: the English of the stop right above. */
void read_stop_en(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct idea *i = item;
    ptrdiff_t above = p - b->properties - 1;
    const struct property *stop = above >= 0 ? &b->properties[above] : NULL;
    if (!stop || stop->row->read != read_stop) {
        const char *word = b->file->lang == LANG_SV ? "stopp" : "stops";
        tell(r, "E418", place_at(r, p->file, p->name), said(r, p->name), word, NULL);
    } else if (i->stop_count > 0) {
        i->stop_texts_en[i->stop_count - 1] = p->text;
    }
}

/* --- scenarios -------------------------------------------------------------------------------- */

/* What a name before "=" may be, and the unit of what is put in. */
static bool settable(struct reading *r, struct ref ref, const struct unit **unit)
{
    static const struct unit pure = {.factor = 1, .sv = "", .en = ""};
    *unit = &pure;
    if (ref.kind == SYMBOL_ASSUMPTION && ref.property == 'v') {
        *unit = &r->model->assumptions[ref.index].unit;
        return true;
    }
    if (ref.kind == SYMBOL_INDICATOR && ref.property != 'v') {
        *unit = scalar_unit(r->model, ref);
        return true;
    }
    return ref.kind == SYMBOL_NODE && ref.property == 'w';
}

/* sätt = namn ["." egenskap] "=" summa */
void read_set(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct scenario *s = item;
    struct cursor c = cursor_over(r, p);
    struct place place = cursor_place(&c);
    struct lexeme name;
    struct ref target;
    const struct unit *unit = NULL;
    if (!cursor_name(&c, &name) || !resolve_name(r, name.s, place, &target)) {
        return;
    }
    if (!settable(r, target, &unit)) {
        tell(r, "E417", place, said(r, name.s), NULL);
        return;
    }
    if (!cursor_take_mark(&c, MARK_EQ)) {
        cursor_unexpected(&c, "=", "=");
        return;
    }
    struct place value = cursor_place(&c);
    struct expr *e = parse_sum(&c);
    if (!e || !cursor_end(&c)) {
        return;
    }
    struct expr *number = e;
    while (number->op == EXPR_NEGATE) {
        number = number->args[0];
    }
    bool percent = target.property == 'w' && e->op == EXPR_NUMBER && e->unit.sv[0] == '%';
    if (number->op == EXPR_NUMBER && (!number->unit.sv[0] || percent)) {
        number->unit = *unit; /* a bare number is in the property's own unit */
    }
    if (!s->overrides) {
        s->overrides = arena_array(r->arena, b->count, sizeof *s->overrides);
    }
    struct override *o = &s->overrides[s->override_count++];
    o->target = target;
    o->percent = percent;
    o->place = place;
    o->value_place = e->place.file ? e->place : value;
    await(r, b, p, e, EXPECT_NUMBER, unit, &o->value);
}
