#include "rules/declare.h"

#include <math.h>
#include <string.h>

#include "rules/parser.h"
#include "rules/tell.h"
#include "rules/units.h"

/* Where in the item the field of this property lies. */
static void *field(const struct property *p, void *item)
{
    return (char *)item + p->row->offset;
}

/* A value that could not be read at all has no words: then the property's name. */
struct place value_place(struct reading *r, const struct property *p)
{
    if (!p->items) {
        return place_at(r, p->file, p->name);
    }
    const struct lexeme *first = &p->items[0], *last = &p->items[p->count ? p->count - 1 : 0];
    struct str s = {first->s.p, (size_t)(last->s.p + last->s.n - first->s.p)};
    return place_at(r, p->file, s);
}

/* --- parts of values -------------------------------------------------------------------------- */

/* "0,5 till 5", "50-100 %": both ends at once. `low` is the first as written. */
static void hint_both_ends(struct cursor *c, struct diagnostic *item, const char *low,
                           const struct unit *wanted)
{
    const struct lexeme *to = cursor_peek(c), *high = to + 1;
    bool hyphen = to->kind == LEXEME_MARK && to->mark == MARK_MINUS;
    if ((!hyphen && !cursor_is_word(c, WORD_TO)) || high->kind != LEXEME_NUMBER) {
        return;
    }
    const char *unit = unit_text(wanted, c->r->d->lang);
    size_t digits = high->s.n - high->unit.n; /* the blank before the unit goes below */
    const char *number = said(c->r, str_trim((struct str){high->s.p, digits}));
    const char *word = c->file->lang == LANG_SV ? "till" : "to";
    bool percent = strcmp(unit, "%") == 0 && !high->unit.n;
    const char *range =
        arena_printf(c->r->d->arena, "%s %s %s %s %s", low, unit, word, number, unit);
    if (percent) {
        tell_hint(c->r, item, "skriv {0}, om talen är procent", "write {0}, if these are per cent",
                  range);
    } else {
        tell_hint(c->r, item, "skriv {0}", "write {0}", range);
    }
}

static bool needs_unit(struct cursor *c, struct str written, const struct unit *wanted)
{
    const struct lexeme *x = &c->items[c->at - 1];
    if (cursor_told_decimal_comma(c)) {
        return false;
    }
    const char *number = said(c->r, written);
    struct diagnostic *item = tell(c->r, "E203", place_at(c->r, c->file, written),
                                   with_unit(c->r, c->file, number, x->number, wanted), NULL);
    hint_both_ends(c, item, number, wanted);
    return false;
}

static bool unit_does_not_fit(struct cursor *c, struct place place, const struct unit *unit,
                              const struct unit *wanted)
{
    enum lang lang = c->r->d->lang;
    const char *text = unit_text(wanted, lang), *none = say(c->r, "ingen enhet", "no unit");
    struct diagnostic *item =
        tell(c->r, "E205", place, unit_text(unit, lang), text[0] ? text : none, NULL);
    tell_hint(c->r, item, "skriv talet utan enhet", "write the number without a unit",
              text[0] ? NULL : none);
    return false;
}

/* mängd = ["-"] tal [enhet] */
bool take_amount(struct cursor *c, const struct unit *wanted, bool bare_allowed, double *out)
{
    size_t from = c->at;
    bool minus = cursor_take_mark(c, MARK_MINUS);
    const struct lexeme *x = cursor_peek(c);
    if (x->kind != LEXEME_NUMBER) {
        cursor_unexpected(c, "ett tal", "a number");
        return false;
    }
    struct str s = {c->items[from].s.p, (size_t)(x->s.p + x->s.n - c->items[from].s.p)};
    struct place place = place_at(c->r, c->file, s);
    struct unit unit = unit_none();
    if (x->unit.n && !parse_unit(c->r, c->file, x->unit, &unit)) {
        return false;
    }
    c->at++;
    *out = minus ? -x->number : x->number;
    if (cursor_told_unknown_unit(c)) {
        return false;
    }
    if (unit_is_unknown(wanted)) {
        return true;
    }
    if (!x->unit.n) {
        return bare_allowed || unit_is_plain(wanted) || needs_unit(c, s, wanted);
    }
    if (!unit_fits(wanted, &unit)) {
        return unit_does_not_fit(c, place, &unit, wanted);
    }
    *out = *out * unit.factor / wanted->factor;
    return true;
}

bool take_whole(struct cursor *c, int32_t *out)
{
    const struct lexeme *x = cursor_peek(c);
    bool whole = x->kind == LEXEME_NUMBER && x->number <= 1e6 && x->number >= floor(x->number) &&
                 floor(x->number) >= x->number;
    if (!whole) {
        cursor_unexpected(c, "ett heltal", "a whole number");
        return false;
    }
    *out = (int32_t)x->number;
    c->at++;
    return true;
}

static void wrong_kind(struct reading *r, struct place place, struct str name,
                       const struct symbol *symbol, enum symbol_kind kind)
{
    enum lang lang = r->d->lang;
    struct diagnostic *item =
        tell(r, "E411", place, said(r, name), symbol_text(symbol->ref.kind, lang),
             symbol_text(kind, lang), NULL);
    tell_other(r, item, symbol->place, symbol_text(symbol->ref.kind, lang));
    tell_hint(r, item, "skriv {0}", "write {0}", names_of_kind(r, kind, NULL));
}

bool take_ref(struct cursor *c, enum symbol_kind kind, struct ref *out, struct place *place)
{
    struct lexeme name;
    *place = cursor_place(c);
    if (!cursor_name(c, &name)) {
        return false;
    }
    const struct symbol *symbol = names_find(c->r, name.s);
    if (!symbol) {
        names_unknown(c->r, *place, name.s);
        return false;
    }
    *out = symbol->ref;
    mention_add(c->r, symbol->ref, UINT32_MAX, *place, place->length);
    if (symbol->ref.kind != kind && symbol->ref.kind != SYMBOL_KINDS) {
        wrong_kind(c->r, *place, name.s, symbol, kind);
    }
    return symbol->ref.kind == kind;
}

/* namn (";" namn)* */
void take_refs(struct reading *r, struct property *p, enum symbol_kind kind, uint32_t **out,
               size_t *count)
{
    struct cursor c = cursor_over(r, p);
    *out = arena_array(r->arena, p->count, sizeof **out);
    int separator = p->file->lang == LANG_SV ? MARK_SEMICOLON : MARK_COMMA;
    while (!cursor_at_end(&c)) {
        struct ref ref;
        struct place place;
        size_t before = c.at;
        if (take_ref(&c, kind, &ref, &place)) {
            (*out)[(*count)++] = ref.index;
        } else if (c.at == before) {
            return;
        }
        if (!cursor_at_end(&c) && !cursor_take_mark(&c, separator) &&
            !cursor_take_mark(&c, MARK_SEMICOLON)) {
            cursor_unexpected(&c, "; mellan namnen", "; between the names");
            return;
        }
    }
}

void await(struct reading *r, struct block *b, struct property *p, struct expr *e,
           enum expected expected, const struct unit *unit, struct expr **target)
{
    if (!e) {
        return;
    }
    pending_add(r, (struct pending){.expr = e,
                                    .expected = expected,
                                    .unit = unit,
                                    .target = target,
                                    .reg = UINT32_MAX,
                                    .owner = b->ref,
                                    .declared = b->place,
                                    .file = p->file});
}

/* --- one value -------------------------------------------------------------------------------- */

void read_text(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)r;
    (void)b;
    *(const char **)field(p, item) = p->text;
}

/* A file pattern: quotes around it are allowed, since other files are written in quotes. */
void read_glob(struct reading *r, struct block *b, struct property *p, void *item)
{
    size_t n = strlen(p->text);
    if (n >= 2 && p->text[0] == '"' && p->text[n - 1] == '"') {
        p->text = arena_strndup(r->arena, p->text + 1, n - 2);
    }
    struct str s = {p->raw.p, strcspn(p->raw.p, "\n")};
    if (b->kind == BLOCK_SOURCE) {
        ((struct source *)item)->file_place = place_at(r, p->file, str_trim(s));
    } else if (b->kind == BLOCK_REGISTER) {
        ((struct rule_register *)item)->file_place = place_at(r, p->file, str_trim(s));
    } else if (b->kind == BLOCK_TABLE) {
        ((struct rule_table *)item)->file_place = place_at(r, p->file, str_trim(s));
    }
    *(const char **)field(p, item) = p->text;
}

void read_quoted(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct cursor c = cursor_over(r, p);
    const char *text = NULL;
    if (cursor_text(&c, &text) && cursor_end(&c)) {
        *(const char **)field(p, item) = text;
    }
    if (b->kind == BLOCK_MODEL && p->row->offset == offsetof(struct model, areas_file)) {
        ((struct model *)item)->areas_place = value_place(r, p);
    } else if (b->kind == BLOCK_MODEL && p->row->offset == offsetof(struct model, register_file)) {
        ((struct model *)item)->register_place = value_place(r, p);
    }
}

void read_quoted_area(struct reading *r, struct block *b, struct property *p, void *item)
{
    read_quoted(r, b, p, item);
    if (b->kind == BLOCK_SOURCE) {
        ((struct source *)item)->area_place = value_place(r, p);
    } else if (b->kind == BLOCK_REGISTER) {
        ((struct rule_register *)item)->area_place = value_place(r, p);
    }
}

void read_yes(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct cursor c = cursor_over(r, p);
    int value = 0;
    if (cursor_choose(&c, &yes_words, &value) && cursor_end(&c)) {
        *(bool *)field(p, item) = value != 0;
    }
}

void read_integer(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct cursor c = cursor_over(r, p);
    int32_t value = 0;
    if (take_whole(&c, &value) && cursor_end(&c)) {
        *(int32_t *)field(p, item) = value;
    }
}

void read_day_value(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct cursor c = cursor_over(r, p);
    if (cursor_peek(&c)->kind != LEXEME_DATE) {
        cursor_unexpected(&c, "en dag, 2026-01-15", "a day, 2026-01-15");
        return;
    }
    *(int32_t *)field(p, item) = c.items[c.at++].day;
    cursor_end(&c);
}

void read_share(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct cursor c = cursor_over(r, p);
    struct unit pure = unit_none();
    double value = 0;
    struct place place = value_place(r, p);
    if (!take_amount(&c, &pure, true, &value) || !cursor_end(&c)) {
        return;
    }
    if (value < 0 || value > 1) {
        tell(r, "E412", place, NULL);
        return;
    }
    *(double *)field(p, item) = value;
}

void read_amount_plain(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct cursor c = cursor_over(r, p);
    struct unit pure = unit_none();
    double value = 0;
    if (take_amount(&c, &pure, true, &value) && cursor_end(&c)) {
        *(double *)field(p, item) = value;
    }
}

/* Whole years, 1 to 100. */
void read_years(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct cursor c = cursor_over(r, p);
    struct unit years = unit_named("år");
    double value = 0;
    if (!take_amount(&c, &years, false, &value) || !cursor_end(&c)) {
        return;
    }
    if (value < 1 || value > 100 || floor(value) < value) {
        tell(r, "E451", value_place(r, p), "1", "100", NULL);
        return;
    }
    *(int32_t *)field(p, item) = (int32_t)value;
}

void read_word(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct cursor c = cursor_over(r, p);
    struct lexeme name;
    if (cursor_name(&c, &name) && cursor_end(&c)) {
        *(const char **)field(p, item) = arena_strndup(r->arena, name.s.p, name.s.n);
    }
}

static struct expr *whole_expression(struct reading *r, struct property *p)
{
    struct cursor c = cursor_over(r, p);
    struct expr *e = parse_condition(&c);
    return e && cursor_end(&c) ? e : NULL;
}

void read_expression(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct indicator *ind = item;
    ind->formula_place = value_place(r, p);
    await(r, b, p, whole_expression(r, p), EXPECT_NUMBER, &ind->unit, &ind->formula);
}

void read_number_expression(struct reading *r, struct block *b, struct property *p, void *item)
{
    await(r, b, p, whole_expression(r, p), EXPECT_NUMBER, NULL, field(p, item));
}

void read_truth(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct expr *e = whole_expression(r, p);
    await(r, b, p, e, EXPECT_TRUTH, NULL, field(p, item));
    if (e && b->kind == BLOCK_COUNT) {
        r->pending[r->pending_count - 1].reg = b->ref.index;
    }
}

/* One more in an array of conditions; the count lies right after the pointer. The array is made
 * once for all that the block can hold, since the waiting list points into it. */
struct expr **next_truth(struct reading *r, const struct block *b, void *array)
{
    struct {
        struct expr **items;
        size_t count;
    } list;
    memcpy(&list, array, sizeof list);
    if (!list.items) {
        list.items = arena_array(r->arena, b->count, sizeof(struct expr *));
    }
    list.count++;
    memcpy(array, &list, sizeof list);
    return &list.items[list.count - 1];
}

void read_truths(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct expr *e = whole_expression(r, p);
    if (e) {
        await(r, b, p, e, EXPECT_TRUTH, NULL, next_truth(r, b, field(p, item)));
    }
}

void read_direction(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct cursor c = cursor_over(r, p);
    int value = 0;
    if (cursor_choose(&c, p->row->words, &value) && cursor_end(&c)) {
        *(bool *)field(p, item) = value != 0;
        if (b->ref.kind == SYMBOL_INDICATOR) {
            ((struct indicator *)item)->direction_stated = true;
        }
    }
}

void read_char(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct cursor c = cursor_over(r, p);
    int value = 0;
    if (cursor_choose(&c, p->row->words, &value) && cursor_end(&c)) {
        *(char *)field(p, item) = (char)value;
    }
}

/* --- all blocks ------------------------------------------------------------------------------- */

static void set_defaults(struct reading *r)
{
    struct model *m = r->model;
    m->version = m->areas_file = m->register_file = "";
    m->neighbours_file = "";
    m->limits_sv = m->limits_en = m->contact = "";
    m->head = (struct head){
        .name = "", .id = "", .sv = "", .en = "", .source = "", .note_sv = "", .note_en = ""};
    m->rank_decimals = 1;
    m->trend_years = 5;
    m->full_dimension = 0.6;
    m->preliminary_dimension = 0.4;
    m->full_index = 0.7;
    m->preliminary_index = 0.5;
    m->root = UINT32_MAX;
    uncertainty_defaults(&m->uncertainty);
    m->facts_file.glob = "";
    m->facts_file.area_heading = "kommunkod";
}

static void source_defaults(struct source *s)
{
    s->glob = s->publisher = s->table = s->licence = s->via = s->address = "";
    s->year_from = YEAR_UNKNOWN;
}

static void indicator_defaults(struct indicator *i, enum block_kind kind)
{
    i->role = kind == BLOCK_MEASURE     ? ROLE_MEASURE
              : kind == BLOCK_INDICATOR ? ROLE_INDICATOR
                                        : ROLE_SUBSTITUTE;
    i->parent = i->substitute_for = UINT32_MAX;
    i->clamped = true;
    i->decimals = 1;
    i->calibration = "";
    i->low = i->high = NAN;
    i->fixed_low = i->fixed_high = i->fixed_mean = i->fixed_spread = NAN;
}

static void node_defaults(struct node *n, enum block_kind kind)
{
    n->kind = kind == BLOCK_DIMENSION ? NODE_DIMENSION
              : kind == BLOCK_INDEX   ? NODE_INDEX
                                      : NODE_CHALLENGE;
    n->parent = n->variant_of = UINT32_MAX;
    n->power = 1;
    n->sheet_sv = n->sheet_en = "";
    n->full = n->preliminary = NAN; /* the model's, set when the tree is built */
}

static void idea_defaults(struct idea *i)
{
    i->what_sv = i->private_buyers = i->public_buyers = i->size = i->capital = "";
    i->route = i->first_trial = i->risk = "";
}

static void item_defaults(struct block *b)
{
    enum block_kind kind = (enum block_kind)b->kind;
    if (kind == BLOCK_SOURCE) {
        source_defaults(b->item);
    } else if (kind == BLOCK_REGISTER) {
        struct rule_register *g = b->item;
        g->glob = g->publisher = g->table = g->licence = g->via = g->address = "";
        g->area_heading = "";
    } else if (kind == BLOCK_FACT) {
        struct fact *f = b->item;
        f->column = f->question_sv = "";
        f->weight = 1;
        f->unit = unit_none();
    } else if (kind == BLOCK_ASSUMPTION) {
        struct assumption *a = b->item;
        a->low = a->high = NAN;
        a->evidence = "";
    } else if (kind == BLOCK_COUNT) {
        ((struct count *)b->item)->reg = UINT32_MAX;
    } else if (b->ref.kind == SYMBOL_INDICATOR) {
        indicator_defaults(b->item, kind);
    } else if (b->ref.kind == SYMBOL_NODE) {
        node_defaults(b->item, kind);
    } else if (kind == BLOCK_GATE) {
        struct gate *g = b->item;
        g->question_sv = "";
        g->failed = OUTCOME_CONDITIONAL;
        g->unknown = OUTCOME_QUESTION;
    } else if (kind == BLOCK_IDEA) {
        idea_defaults(b->item);
    } else if (kind == BLOCK_ADVICE) {
        struct advice *a = b->item;
        a->group = a->text_sv = "";
        a->priority = 1;
    } else if (b->ref.kind == SYMBOL_GUIDE) {
        struct guide *g = b->item;
        g->kind = kind == BLOCK_STEP ? GUIDE_STEP : GUIDE_QUESTION;
        g->question_sv = "";
    } else if (kind == BLOCK_CALC) {
        struct calc *k = b->item;
        k->low = k->high = NAN;
    } else if (kind == BLOCK_PEERS) {
        struct peers *p = b->item;
        p->file = p->group = "";
        p->least = 0.5;
        p->most = -1; /* not said */
    } else if (kind == BLOCK_FACTS) {
        struct facts_file *f = b->item;
        f->present = true;
        f->place = b->place;
    } else if (kind == BLOCK_UNCERTAINTY) {
        struct uncertainty *u = b->item;
        u->declared = true;
        u->place = b->place;
    }
}

/* The unit in the head of the block. */
static void read_unit(struct reading *r, struct block *b)
{
    struct unit unit = b->kind == BLOCK_COUNT ? unit_named("st") : unit_none();
    if (b->broken) {
        unit.apart = UNIT_UNKNOWN;
    } else if (b->unit.p) {
        parse_unit(r, b->file, b->unit, &unit);
    }
    if (b->kind == BLOCK_ASSUMPTION) {
        ((struct assumption *)b->item)->unit = unit;
    } else if (b->kind == BLOCK_COUNT) {
        ((struct count *)b->item)->unit = unit;
    } else if (b->ref.kind == SYMBOL_INDICATOR) {
        ((struct indicator *)b->item)->unit = unit;
    } else if (b->kind == BLOCK_CALC) {
        ((struct calc *)b->item)->unit = unit;
    }
}

static const struct property *find_property(const struct block *b, const char *sv)
{
    for (size_t i = 0; i < b->count; i++) {
        if (strcmp(b->properties[i].row->sv, sv) == 0) {
            return &b->properties[i];
        }
    }
    return NULL;
}

static bool has_property(const struct block *b, const char *sv)
{
    return find_property(b, sv) != NULL;
}

void tell_missing(struct reading *r, const struct block *b, const struct property_row *row)
{
    enum lang lang = b->file->lang;
    const struct block_row *block = block_row((enum block_kind)b->kind);
    tell(r, "E104", b->place, lang == LANG_SV ? block->sv : block->en, said(r, b->name),
         lang == LANG_SV ? row->sv : row->en, NULL);
}

/* What stands under a node must say how much it weighs, and an indicator how it becomes points. */
static void check_required(struct reading *r, const struct block *b)
{
    const struct block_row *row = block_row((enum block_kind)b->kind);
    bool under = has_property(b, "under");
    for (size_t i = 0; i < row->property_count; i++) {
        const struct property_row *p = &row->properties[i];
        bool wanted = (p->flags & IS_REQUIRED) != 0;
        wanted = wanted || (under && strcmp(p->sv, "vikt") == 0);
        wanted = wanted || (p->read == read_scale && (under || b->kind == BLOCK_SUBSTITUTE));
        if (wanted && !has_property(b, p->sv)) {
            tell_missing(r, b, p);
        }
    }
    if (b->kind == BLOCK_PEERS) {
        check_peers(r, b);
    } else if (b->ref.kind == SYMBOL_GUIDE) {
        check_guide(r, b);
    } else if (b->kind == BLOCK_CALC) {
        check_calc(r, b);
    }
    check_fetch(r, b);
    if (b->kind == BLOCK_ASSUMPTION && !has_property(b, "från") && !has_property(b, "värde")) {
        tell_missing(r, b, property_find(BLOCK_ASSUMPTION, str_of("värde"), LANG_SV));
    }
}

static void idea_english(struct idea *i)
{
    i->what_en = i->what_en ? i->what_en : i->what_sv;
    i->private_buyers_en = i->private_buyers_en ? i->private_buyers_en : i->private_buyers;
    i->public_buyers_en = i->public_buyers_en ? i->public_buyers_en : i->public_buyers;
    i->size_en = i->size_en ? i->size_en : i->size;
    i->capital_en = i->capital_en ? i->capital_en : i->capital;
    i->route_en = i->route_en ? i->route_en : i->route;
    i->first_trial_en = i->first_trial_en ? i->first_trial_en : i->first_trial;
    i->risk_en = i->risk_en ? i->risk_en : i->risk;
    for (size_t s = 0; s < i->stop_count; s++) {
        i->stop_texts_en[s] = i->stop_texts_en[s] ? i->stop_texts_en[s] : i->stop_texts[s];
    }
}

/* English texts that were not given are the Swedish ones. */
static void fill_english(struct block *b)
{
    struct head *h = b->head;
    h->en = h->en ? h->en : h->sv;
    h->note_en = h->note_en[0] ? h->note_en : h->note_sv;
    if (b->kind == BLOCK_FACT) {
        struct fact *f = b->item;
        f->question_en = f->question_en ? f->question_en : f->question_sv;
    } else if (b->kind == BLOCK_GATE) {
        struct gate *g = b->item;
        g->question_en = g->question_en ? g->question_en : g->question_sv;
    } else if (b->kind == BLOCK_IDEA) {
        idea_english(b->item);
    } else if (b->ref.kind == SYMBOL_GUIDE) {
        struct guide *g = b->item;
        g->question_en = g->question_en ? g->question_en : g->question_sv;
        for (size_t k = 0; k < g->answer_count; k++) {
            struct guide_answer *a = &g->answers[k];
            a->text_en = a->text_en ? a->text_en : a->text_sv;
        }
    } else if (b->ref.kind == SYMBOL_NODE) {
        struct node *n = b->item;
        n->sheet_en = n->sheet_en[0] ? n->sheet_en : n->sheet_sv;
    } else if (b->kind == BLOCK_ADVICE) {
        struct advice *a = b->item;
        a->text_en = a->text_en ? a->text_en : a->text_sv;
    }
}

/* As many as RKA's groups have, when the nearest are sought and nothing is said. */
enum { NEAREST = 7 };

static void fill_peers(struct peers *p)
{
    if (p->most < 0) {
        p->most = p->file[0] ? 0 : NEAREST;
    }
}

static void read_properties(struct reading *r, struct block *b)
{
    for (size_t i = 0; i < b->count; i++) {
        struct property *p = &b->properties[i];
        if (!p->broken || p->row->read == read_column || p->row->read == read_register_column) {
            p->row->read(r, b, p, property_is_common(p->row) ? (void *)b->head : b->item);
        }
    }
    if (b->kind == BLOCK_PEERS) {
        fill_peers(b->item);
    }
    check_required(r, b);
    fill_english(b);
}

static void check_one_model(struct reading *r)
{
    const struct block *first[BLOCK_KINDS] = {0};
    for (size_t i = 0; i < r->block_count; i++) {
        const struct block *b = &r->blocks[i];
        if (b->kind != BLOCK_MODEL && b->kind != BLOCK_FACTS && b->kind != BLOCK_UNCERTAINTY) {
            continue;
        }
        if (first[b->kind]) {
            const struct block_row *row = block_row((enum block_kind)b->kind);
            struct diagnostic *item =
                tell(r, "E137", b->place, b->file->lang == LANG_SV ? row->sv : row->en, NULL);
            tell_other(r, item, first[b->kind]->place, say(r, "första gången", "the first time"));
        } else {
            first[b->kind] = b;
        }
    }
}

/* Advice in a group that the model does not print. A model that prints none is left alone. */
static void check_advice_groups(struct reading *r)
{
    const struct model *m = r->model;
    const struct property *order = NULL;
    for (size_t i = 0; i < r->block_count && !order; i++) {
        order =
            r->blocks[i].kind == BLOCK_MODEL ? find_property(&r->blocks[i], "rådordning") : NULL;
    }
    for (size_t i = 0; i < r->block_count && m->advice_order_count > 0; i++) {
        const struct block *b = &r->blocks[i];
        const struct property *p = b->kind == BLOCK_ADVICE ? find_property(b, "grupp") : NULL;
        const char *group = p ? ((const struct advice *)b->item)->group : "";
        bool listed = !group[0];
        for (size_t k = 0; k < m->advice_order_count && !listed; k++) {
            listed = name_eq(group, m->advice_order[k]);
        }
        if (listed) {
            continue;
        }
        const char *word = b->file->lang == LANG_SV ? order->row->sv : order->row->en;
        struct diagnostic *item = tell(r, "W420", value_place(r, p), group, word, NULL);
        tell_other(r, item, value_place(r, order), word);
        tell_hint(r, item, "menade du \"{0}\"?", "did you mean \"{0}\"?",
                  text_nearest(group, m->advice_order, m->advice_order_count));
    }
}

void declare_all(struct reading *r)
{
    check_one_model(r);
    set_defaults(r);
    for (size_t i = 0; i < r->block_count; i++) {
        struct block *b = &r->blocks[i];
        if (b->kind == BLOCK_MODEL) { /* set_defaults cleared its head */
            b->head->name = arena_strndup(r->arena, b->name.p, b->name.n);
            b->head->sv = b->label ? b->label : b->head->name;
            b->head->en = NULL;
            b->head->place = b->place;
        }
        item_defaults(b);
        read_unit(r, b);
    }
    for (size_t i = 0; i < r->block_count; i++) { /* columns first: others name their units */
        struct block *b = &r->blocks[i];
        if (b->kind == BLOCK_SOURCE || b->kind == BLOCK_REGISTER) {
            read_properties(r, b);
        }
    }
    for (size_t i = 0; i < r->block_count; i++) {
        struct block *b = &r->blocks[i];
        if (b->kind != BLOCK_SOURCE && b->kind != BLOCK_REGISTER && b->kind != BLOCK_SCENARIO) {
            read_properties(r, b);
        }
    }
    for (size_t i = 0; i < r->block_count; i++) { /* last: they name steps and parts of others */
        if (r->blocks[i].kind == BLOCK_SCENARIO) {
            read_properties(r, &r->blocks[i]);
        }
    }
    check_advice_groups(r);
}
