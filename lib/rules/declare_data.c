/* The model block, sources, registers and the facts file. */
#include <string.h>

#include "base/limits.h"
#include "rules/declare.h"
#include "rules/parser.h"
#include "rules/tell.h"
#include "rules/units.h"

/* rådordning = ord tal (";" ord tal)* */
void read_order(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct model *m = item;
    struct cursor c = cursor_over(r, p);
    const char **groups = arena_array(r->arena, p->count, sizeof *groups);
    int *most = arena_array(r->arena, p->count, sizeof *most);
    size_t n = 0;
    while (!cursor_at_end(&c)) {
        struct lexeme name;
        int32_t number = 0;
        if (!cursor_name(&c, &name) || !take_whole(&c, &number)) {
            return;
        }
        groups[n] = arena_strndup(r->arena, name.s.p, name.s.n);
        most[n++] = number;
        if (!cursor_take_mark(&c, MARK_SEMICOLON) && !cursor_take_mark(&c, MARK_COMMA)) {
            break;
        }
    }
    if (cursor_end(&c)) {
        m->advice_order = groups;
        m->advice_max = most;
        m->advice_order_count = n;
    }
}

/* --- columns ---------------------------------------------------------------------------------- */

/* filter = "rubrik" "=" "värde" */
static bool take_filter(struct cursor *c, struct rule_filter *out)
{
    out->place = cursor_place(c);
    if (!cursor_text(c, &out->heading)) {
        return false;
    }
    if (!cursor_take_mark(c, MARK_EQ)) {
        cursor_unexpected(c, "=", "=");
        return false;
    }
    return cursor_text(c, &out->value);
}

/* där = "där" filter ("och" filter)* */
static bool take_where(struct cursor *c, struct variable *v)
{
    size_t capacity = 0;
    if (!cursor_take_word(c, WORD_WHERE)) {
        return true;
    }
    do {
        if (v->where_count == LIMIT_FILTERS) {
            tell(c->r, "E124", cursor_place(c), "64", NULL);
            return false;
        }
        v->where = arena_grow(c->r->arena, v->where, v->where_count, &capacity, sizeof *v->where);
        if (!take_filter(c, &v->where[v->where_count])) {
            return false;
        }
        v->where_count++;
    } while (cursor_take_word(c, WORD_AND));
    return true;
}

/* titel = "titel" "text" "i" "rubrik" */
static bool take_title(struct cursor *c, struct variable *v)
{
    if (!cursor_take_word(c, WORD_TITLE)) {
        return true;
    }
    if (!cursor_text(c, &v->title)) {
        return false;
    }
    if (!cursor_take_word(c, WORD_IN)) {
        cursor_unexpected(c, "i \"rubrik\"", "in \"heading\"");
        return false;
    }
    return cursor_text(c, &v->title_heading);
}

/* enhet = "[" … "]" ["rubrik"] */
static bool take_unit_and_label(struct cursor *c, struct unit *unit, bool *is_text,
                                struct head *head)
{
    if (cursor_peek(c)->kind == LEXEME_UNIT) {
        parse_unit(c->r, c->file, c->items[c->at++].unit, unit);
        *is_text = unit->apart == UNIT_TEXT;
    } else {
        tell(c->r, "E138", head->place, head->name, NULL);
        return false;
    }
    if (cursor_peek(c)->kind == LEXEME_TEXT && !cursor_text(c, &head->sv)) {
        return false;
    }
    head->en = head->sv;
    return cursor_end(c);
}

static struct head column_head(struct reading *r, const struct property *p, struct str name)
{
    const char *text = arena_strndup(r->arena, name.p, name.n);
    return (struct head){.name = text,
                         .id = "",
                         .sv = text,
                         .en = text,
                         .source = "",
                         .note_sv = "",
                         .note_en = "",
                         .place = place_at(r, p->file, name)};
}

/* kolumn = namn "=" "rubrik" [där] [titel] enhet */
void read_column(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)item;
    struct variable *v = &r->model->variables[r->next_variable++];
    v->owner = b->ref.index;
    v->unit = unit_none();
    v->unit.apart = UNIT_UNKNOWN; /* until it is read: nothing more is told about it */
    v->heading = "";
    v->head = column_head(r, p, (struct str){p->name.p, 0});
    if (p->broken) {
        return;
    }
    struct cursor c = cursor_over(r, p);
    struct lexeme name;
    if (!cursor_name(&c, &name)) {
        return;
    }
    v->head = column_head(r, p, name.s);
    if (!cursor_take_mark(&c, MARK_EQ)) {
        cursor_unexpected(&c, "= och kolumnens rubrik", "= and the column's heading");
        return;
    }
    v->heading_place = place_at(r, c.file, cursor_peek(&c)->s);
    if (cursor_text(&c, &v->heading) && take_where(&c, v) && take_title(&c, v)) {
        take_unit_and_label(&c, &v->unit, &v->is_text, &v->head);
    }
}

/* kolumn = namn "=" "rubrik" enhet ; in a register */
void read_register_column(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct rule_register *g = item;
    if (!g->columns) {
        g->columns = arena_array(r->arena, b->count, sizeof *g->columns);
    }
    if (p->count == 0 || p->items[0].kind != LEXEME_NAME) {
        if (!p->broken) {
            struct cursor at = cursor_over(r, p);
            cursor_unexpected(&at, "ett namn", "a name");
        }
        return;
    }
    struct rule_column *column = &g->columns[g->column_count++];
    column->head = column_head(r, p, p->items[0].s);
    column->unit = unit_none();
    column->unit.apart = UNIT_UNKNOWN;
    column->heading = "";
    mention_add(r, (struct ref){SYMBOL_COLUMN, (uint32_t)g->column_count - 1, 'v', 0}, b->ref.index,
                column->head.place, column->head.place.length);
    struct cursor c = cursor_over(r, p);
    c.at = 1;
    if (p->broken) {
        return;
    }
    for (size_t i = 0; i + 1 < g->column_count; i++) {
        if (name_eq(g->columns[i].head.name, column->head.name)) {
            struct diagnostic *d = tell(r, "E105", column->head.place, column->head.name,
                                        symbol_text(SYMBOL_COLUMN, r->d->lang), NULL);
            tell_other(r, d, g->columns[i].head.place, say(r, "första gången", "the first time"));
        }
    }
    if (!cursor_take_mark(&c, MARK_EQ)) {
        cursor_unexpected(&c, "= och kolumnens rubrik", "= and the column's heading");
    } else if (cursor_text(&c, &column->heading)) {
        take_unit_and_label(&c, &column->unit, &column->is_text, &column->head);
    }
}

void read_filter(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct source *s = item;
    if (!s->filters) {
        s->filters = arena_array(r->arena, b->count, sizeof *s->filters);
    }
    struct cursor c = cursor_over(r, p);
    if (take_filter(&c, &s->filters[s->filter_count]) && cursor_end(&c)) {
        s->filter_count++;
    }
}

/* --- year, encoding --------------------------------------------------------------------------- */

/* "(antaget)" after a year says the same to a person and nothing more to the program. */
static bool skip_remark(struct cursor *c)
{
    if (cursor_take_mark(c, MARK_OPEN)) {
        while (!cursor_at_end(c) && !cursor_is_mark(c, MARK_CLOSE)) {
            c->at++;
        }
        c->at += !cursor_at_end(c);
    }
    return cursor_end(c);
}

/* år = "kolumn" "rubrik" | "rubriker" | tal | "okänt" */
void read_year(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct source *s = item;
    struct cursor c = cursor_over(r, p);
    s->year_place = value_place(r, p);
    if (cursor_take_word(&c, WORD_COLUMN)) {
        s->year_from = YEAR_COLUMN;
        if (!cursor_text(&c, &s->year_heading)) {
            return;
        }
    } else if (cursor_take_word(&c, WORD_HEADINGS)) {
        s->year_from = YEAR_HEADINGS;
    } else if (cursor_take_word(&c, WORD_UNKNOWN)) {
        s->year_from = YEAR_UNKNOWN;
    } else if (cursor_peek(&c)->kind == LEXEME_NUMBER) {
        s->year_from = YEAR_STATED;
        if (!take_whole(&c, &s->year)) {
            return;
        }
    } else {
        const struct lexeme *x = cursor_peek(&c);
        struct diagnostic *told =
            cursor_unexpected(&c, "kolumn \"rubrik\", rubriker, ett årtal eller okänt",
                              "column \"heading\", headings, a year or unknown");
        const char *form = p->file->lang == LANG_SV ? "kolumn \"%s\"" : "column \"%s\"";
        const char *heading = x->kind == LEXEME_TEXT ? x->text : said(r, x->s);
        bool names = x->kind == LEXEME_TEXT || x->kind == LEXEME_NAME;
        tell_hint(r, told, "skriv {0}", "write {0}",
                  names ? arena_printf(r->d->arena, form, heading) : NULL);
        return;
    }
    skip_remark(&c);
}

void read_register_year(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct cursor c = cursor_over(r, p);
    struct rule_register *g = item;
    if (!cursor_take_word(&c, WORD_UNKNOWN) && !take_whole(&c, &g->year)) {
        return;
    }
    skip_remark(&c);
}

void read_encoding(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    static const char *const known[] = {"utf-8", "windows-1252", "latin-1"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (name_eq(p->text, known[i])) {
            *(const char **)((char *)item + p->row->offset) = known[i];
            return;
        }
    }
    struct str s = str_trim((struct str){p->raw.p, strcspn(p->raw.p, "\n")});
    tell(r, "E130", place_at(r, p->file, s), p->text, "utf-8, windows-1252, latin-1", NULL);
}

void read_heading_sex(struct reading *r, struct block *b, struct property *p, void *item)
{
    read_quoted(r, b, p, item);
    ((struct source *)item)->sex_place = value_place(r, p);
}

/* färsk = tal enhet ; in days */
void read_fresh(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct cursor c = cursor_over(r, p);
    struct unit days = unit_named("dagar");
    double value = 0;
    if (take_amount(&c, &days, false, &value) && cursor_end(&c)) {
        ((struct source *)item)->fresh_days = value > 1e6 ? 1000000 : (int32_t)value;
    }
}

/* --- facts ------------------------------------------------------------------------------------ */

void read_facts_glob(struct reading *r, struct block *b, struct property *p, void *item)
{
    read_glob(r, b, p, item);
    struct str s = {p->raw.p, strcspn(p->raw.p, "\n")};
    ((struct facts_file *)item)->place = place_at(r, p->file, str_trim(s));
}

static void take_choices(struct cursor *c, size_t most, struct fact *f)
{
    const char **choices = arena_array(c->r->arena, most, sizeof *choices);
    f->choice_count = 0;
    cursor_take_mark(c, MARK_COLON);
    while (cursor_peek(c)->kind == LEXEME_TEXT) {
        choices[f->choice_count++] = c->items[c->at++].text;
        if (!cursor_take_mark(c, MARK_COMMA) && !cursor_take_mark(c, MARK_SEMICOLON)) {
            break;
        }
    }
    f->choices = f->choice_count ? choices : NULL;
}

/* typ = "ja_nej" | "tal" [enhet] | "text" [":" "a" ("," "b")*] */
void read_fact_type(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct fact *f = item;
    struct cursor c = cursor_over(r, p);
    int value = 0;
    if (!cursor_choose(&c, &fact_words, &value)) {
        f->unit.apart = UNIT_UNKNOWN;
        return;
    }
    f->type = (enum fact_type)value;
    if (f->type == FACT_NUMBER && cursor_peek(&c)->kind == LEXEME_UNIT) {
        parse_unit(r, p->file, c.items[c.at++].unit, &f->unit);
    } else if (f->type == FACT_TEXT) {
        take_choices(&c, p->count, f);
    }
    cursor_end(&c);
}
