/* The block of uncertainty: what the rank intervals vary, and by how much. */
#include "base/limits.h"
#include "base/number.h"
#include "rules/declare.h"
#include "rules/parser.h"
#include "rules/tell.h"
#include "rules/units.h"

/* vikter = andel | "dirichlet" tal | "fasta" */
void read_vary_weights(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct uncertainty *u = item;
    struct cursor c = cursor_over(r, p);
    struct unit pure = unit_none();
    int value = VARY_UNIFORM;
    if (cursor_peek(&c)->kind == LEXEME_NAME && !cursor_choose(&c, p->row->words, &value))
        return;
    u->weights = (enum vary_weights)value;
    if (u->weights == VARY_NOTHING) {
        cursor_end(&c);
        return;
    }
    struct place place = value_place(r, p);
    double *amount = u->weights == VARY_UNIFORM ? &u->share : &u->concentration;
    if (!take_amount(&c, &pure, true, amount) || !cursor_end(&c))
        return;
    bool allowed = u->weights == VARY_UNIFORM ? u->share >= 0 && u->share < 1
                                              : u->concentration > 0 && u->concentration <= 1e6;
    if (!allowed)
        tell(r, "E450", place, NULL);
}

/* alternativ = ord (";" ord)*: drawn with equal chance. */
void read_alternatives(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct alternatives *list = (void *)((char *)item + p->row->offset);
    struct cursor c = cursor_over(r, p);
    int separator = p->file->lang == LANG_SV ? MARK_SEMICOLON : MARK_COMMA;
    list->items = arena_array(r->arena, p->count + 1, sizeof *list->items);
    list->count = 0;
    while (!cursor_at_end(&c)) {
        int value = 0;
        if (!cursor_choose(&c, p->row->words, &value))
            return;
        list->items[list->count++] = value;
        if (!cursor_take_mark(&c, separator) && !cursor_take_mark(&c, MARK_SEMICOLON))
            break;
    }
    cursor_end(&c);
}

static void read_between(struct reading *r, struct block *b, struct property *p, void *item,
                         int32_t least, int32_t most)
{
    char low[32], high[32];
    read_integer(r, b, p, item);
    int32_t value = *(int32_t *)(void *)((char *)item + p->row->offset);
    if (value < least || value > most)
        tell(r, "E451", value_place(r, p), number_fixed(low, least, 0, ',', true),
             number_fixed(high, most, 0, ',', true), NULL);
}

void read_draws(struct reading *r, struct block *b, struct property *p, void *item)
{
    read_between(r, b, p, item, 0, LIMIT_DRAWS);
}

void read_samples(struct reading *r, struct block *b, struct property *p, void *item)
{
    read_between(r, b, p, item, 0, LIMIT_SAMPLES);
}

/* 0 is kept for "as the rules say" among the options. */
void read_seed(struct reading *r, struct block *b, struct property *p, void *item)
{
    read_between(r, b, p, item, 1, LIMIT_SEED);
}

void uncertainty_defaults(struct uncertainty *u)
{
    *u = (struct uncertainty){.draws = 10000,
                              .seed = 1,
                              .top = 5,
                              .samples = 256,
                              .weights = VARY_UNIFORM,
                              .share = 0.25,
                              .concentration = 50,
                              .together = 0.9};
}
