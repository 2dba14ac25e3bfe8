/* What stands at a place, and what it means. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/position.h"
#include "rules/functions.h"
#include "rules/surveying.h"
#include "rules/tell.h"
#include "rules/units.h"

struct look {
    const struct survey *s;
    const struct rule_text *t;
    const char *at;
    enum lang lang; /* the reader's */
    struct standing *out;
};

static const char *in_lang(const struct look *l, const char *sv, const char *en)
{
    return l->lang == LANG_SV ? sv : en;
}

static bool covers(const struct look *l, struct str s)
{
    return s.p && l->at >= s.p && l->at <= s.p + s.n;
}

static void found(struct look *l, enum standing_kind kind, struct str s)
{
    l->out->kind = kind;
    l->out->place = place_at(l->s->reading, l->t, s);
}

/* "**vikt** (engelska: weight)" */
static void add_title(struct look *l, const char *sv, const char *en)
{
    bool swedish = l->t->lang == LANG_SV;
    if (strcmp(sv, en) == 0) {
        text_printf(&l->out->help, "**%s**", sv);
        return;
    }
    text_printf(&l->out->help, "**%s** (%s: %s)", swedish ? sv : en,
                swedish ? in_lang(l, "engelska", "English") : in_lang(l, "svenska", "Swedish"),
                swedish ? en : sv);
}

/* --- blocks and properties -------------------------------------------------------------------- */

static void tell_block(struct look *l, const struct block *b, struct str word)
{
    const struct block_row *row = block_row((enum block_kind)b->kind);
    found(l, STANDS_BLOCK, word);
    add_title(l, row->sv, row->en);
    text_printf(&l->out->help, "\n\n%s", block_help((enum block_kind)b->kind, l->lang));
    bool any = false;
    for (size_t i = 0; i < row->property_count; i++) {
        const struct property_row *p = &row->properties[i];
        if (p->flags & IS_REQUIRED) {
            text_add(&l->out->help, any ? ", " : in_lang(l, "\n\nMåste ha: ", "\n\nMust have: "));
            text_add(&l->out->help, l->t->lang == LANG_SV ? p->sv : p->en);
            any = true;
        }
    }
}

void property_help(const struct property_row *row, enum lang lang, struct text *out)
{
    static const struct {
        unsigned flag;
        const char *sv, *en;
    } notes[] = {
        {IS_REQUIRED, "Måste finnas.", "Must stand in the block."},
        {IS_REPEATED, "Får stå flera gånger.", "May stand more than once."},
        {IS_DATED, "Skrivs med en dag: från 2026-01-01: 15", "With a day: from 2026-01-01: 15"},
        {IS_FOR, "Skrivs med ett område: vänta för \"…\": villkor",
         "With an area: expect for \"…\": condition"},
    };
    const struct expected_value *value = expected_of(row);
    struct arena *arena = arena_new();
    const struct word_table *table = row->words;
    if (value) {
        text_printf(out, "%s: %s", lang == LANG_SV ? "Värde" : "Value",
                    lang == LANG_SV ? value->help_sv : value->help_en);
        table = table ? table : value->words[0];
    }
    if (table) {
        text_printf(out, " (%s)", word_list(arena, table, lang));
    }
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        if (row->flags & notes[i].flag) {
            text_printf(out, "  \n%s", lang == LANG_SV ? notes[i].sv : notes[i].en);
        }
    }
    arena_free(arena);
}

static void tell_property(struct look *l, const struct block *b, const struct property *p)
{
    const struct block_row *block = block_row((enum block_kind)b->kind);
    found(l, STANDS_PROPERTY, p->name);
    add_title(l, p->row->sv, p->row->en);
    text_printf(&l->out->help, " · %s\n\n", l->t->lang == LANG_SV ? block->sv : block->en);
    property_help(p->row, l->lang, &l->out->help);
}

/* --- functions -------------------------------------------------------------------------------- */

static const struct {
    const char *sv, *en;
} unit_rules[] = {
    [RULE_SAME] = {"alla i den förstas enhet, som blir resultatets",
                   "all in the unit of the first, which is the result's"},
    [RULE_ROUND] = {"resultatet har den förstas enhet", "the result has the first's unit"},
    [RULE_PURE] = {"ett tal utan enhet in och ut", "a number without a unit in and out"},
    [RULE_ROOT] = {"enheten blir roten ur enheten", "the unit is the root of the unit"},
    [RULE_IF] = {"ett villkor, sedan två värden av samma slag",
                 "a condition, then two values of the same kind"},
    [RULE_MISSING] = {"vad som helst in, ja eller nej ut", "anything in, yes or no out"},
    [RULE_RANK] = {"ett tal eller en del av indexet in, [st] ut",
                   "a number or a part of the index in, [pcs] out"},
    [RULE_PERCENT] = {"ett tal eller en del av indexet in, [%] ut",
                      "a number or a part of the index in, [%] out"},
    [RULE_PERCENTILE] = {"ett tal och en andel in; resultatet har talets enhet",
                         "a number and a share in; the result has the number's unit"},
    [RULE_REST] = {"resultatet har y:s enhet", "the result has y's unit"},
    [RULE_CHANGE] = {"kolumner ur källor och ett antal år in, ett rent tal ut",
                     "columns of sources and a number of years in, a pure number out"},
    [RULE_YEARS] = {"kolumner ur källor och ett antal år in; enheten är kolumnens",
                    "columns of sources and a number of years in; the unit is the column's"},
    [RULE_AT] = {"kolumner ur källor och ett årtal in; enheten är kolumnens",
                 "columns of sources and a year in; the unit is the column's"},
    [RULE_SHARE] = {"fakta av typen ja_nej in, en andel ut", "yes_no facts in, a share out"},
    [RULE_ASSESSABLE] = {"en dimension eller ett index in, ja eller nej ut",
                         "a dimension or an index in, yes or no out"},
    [RULE_TOP] = {"en utmaning eller en affärsidé in, ja eller nej ut",
                  "a challenge or an idea in, yes or no out"},
};

void function_help(enum function function, enum lang lang, struct text *out)
{
    const struct function_row *f = function_row(function);
    bool sv = lang == LANG_SV;
    text_printf(out, "%s  \n", sv ? f->help_sv : f->help_en);
    text_printf(out, "%s: ", sv ? "Värden" : "Values");
    if (f->most == 0) {
        text_printf(out, sv ? "%u eller fler" : "%u or more", f->least);
    } else if (f->most == f->least) {
        text_printf(out, "%u", f->least);
    } else {
        text_printf(out, "%u-%u", f->least, f->most);
    }
    text_printf(out, "  \n%s: %s", sv ? "Enheter" : "Units",
                sv ? unit_rules[f->rule].sv : unit_rules[f->rule].en);
    text_printf(out, "  \n%s: %s", sv ? "I kalkylblad" : "In spreadsheets", f->sheet);
}

static bool tell_function(struct look *l, const struct lexeme *x)
{
    enum function function;
    const char *after = lex_after_blanks(x->s.p + x->s.n);
    if (*after != '(' || !function_find(said(l->s->reading, x->s), l->t->lang, &function)) {
        return false;
    }
    found(l, STANDS_FUNCTION, x->s);
    add_title(l, function_row(function)->sv, function_row(function)->en);
    text_add(&l->out->help, "\n\n");
    function_help(function, l->lang, &l->out->help);
    return true;
}

/* --- units and words -------------------------------------------------------------------------- */

/* "1 tkr = 1 000 kr": only for a unit of one dimension that is not its own base. */
static void add_conversion(struct look *l, const struct unit *unit)
{
    static const char *const bases[DIMENSIONS] = {"personer", "st", "kr", "m", "s", "poäng", "kg"};
    int dimensions = 0, which = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
        dimensions += unit->power[i] != 0;
        which = unit->power[i] ? i : which;
    }
    bool single = dimensions == 1 && unit->power[which] == 1;
    bool base = unit->factor >= 1 && unit->factor <= 1;
    if (base || (dimensions > 0 && !single)) {
        return;
    }
    char number[64];
    struct unit to = dimensions ? unit_named(bases[which]) : unit_none();
    text_printf(&l->out->help, "\n\n1 %s = %s %s", unit_text(unit, l->lang),
                number_text_decimal(number, unit->factor, l->lang == LANG_SV ? ',' : '.'),
                unit_text(&to, l->lang));
}

static void tell_unit(struct look *l, struct str s)
{
    struct unit unit;
    struct str bad;
    found(l, STANDS_UNIT, s);
    if (!unit_parse(l->s->reading->arena, s, l->t->lang, &unit, &bad)) {
        l->out->kind = STANDS_NOTHING;
        return;
    }
    add_title(l, unit.sv, unit.en);
    text_printf(&l->out->help, " · %s", in_lang(l, "enhet", "unit"));
    if (unit.apart == UNIT_ORDINARY) {
        add_conversion(l, &unit);
    }
}

static void tell_word(struct look *l, const struct lexeme *x)
{
    const char *help = word_help(x->s, l->t->lang, l->lang);
    if (help) {
        found(l, STANDS_WORD, x->s);
        text_printf(&l->out->help, "**%s**: %s", said(l->s->reading, x->s), help);
    }
}

static void look_at_lexeme(struct look *l, const struct lexeme *x)
{
    if (x->kind == LEXEME_NUMBER || x->kind == LEXEME_UNIT) {
        if (x->unit.n && covers(l, x->unit)) {
            tell_unit(l, x->unit);
        }
    } else if (x->kind == LEXEME_NAME && !tell_function(l, x)) {
        tell_word(l, x);
    }
}

static void look_at_items(struct look *l, const struct property *p)
{
    for (size_t i = 0; i < p->count && l->out->kind == STANDS_NOTHING; i++) {
        if (covers(l, p->items[i].s)) {
            look_at_lexeme(l, &p->items[i]);
        }
    }
}

/* --- all -------------------------------------------------------------------------------------- */

const struct block *block_around(const struct survey *s, const struct rule_text *t, unsigned line)
{
    const struct block *best = NULL;
    for (size_t i = 0; i < s->reading->block_count; i++) {
        const struct block *b = &s->reading->blocks[i];
        if (b->file == t && b->place.line <= line && (!best || b->place.line > best->place.line)) {
            best = b;
        }
    }
    return best;
}

static void look_in_block(struct look *l, const struct block *b, unsigned line)
{
    struct str word = lex_name(text_line(l->t, line).p);
    if (line == b->place.line && covers(l, word)) {
        tell_block(l, b, word);
        return;
    }
    if (line == b->place.line) {
        look_at_items(l, &b->head_words);
    }
    for (size_t i = 0; i < b->count && l->out->kind == STANDS_NOTHING; i++) {
        const struct property *p = &b->properties[i];
        if (p->row != &table_line && covers(l, p->name)) {
            tell_property(l, b, p);
        } else {
            look_at_items(l, p);
        }
    }
}

static const struct mention *mention_at(const struct survey *s, const struct rule_text *t,
                                        unsigned line, unsigned column)
{
    for (size_t i = 0; i < s->reading->mention_count; i++) {
        const struct place *p = &s->reading->mentions[i].place;
        if (p->file == t->name && p->line == line && column >= p->column &&
            column <= p->column + p->length) {
            return &s->reading->mentions[i];
        }
    }
    return NULL;
}

struct standing survey_at(const struct survey *s, const char *file, unsigned line, unsigned column,
                          enum lang lang)
{
    struct standing out = {0};
    const struct rule_text *t = survey_text(s, file);
    if (!t || line == 0 || column == 0) {
        return out;
    }
    struct str text = text_line(t, line);
    size_t byte = position_byte(text.p, text.n, column - 1, COLUMN_CHARACTERS);
    struct look look = {s, t, text.p + byte, lang, &out};
    const struct block *b = block_around(s, t, line);
    out.mention = mention_at(s, t, line, column);
    if (out.mention) {
        out.kind = STANDS_NAME;
        out.place = out.mention->place;
    } else if (b) {
        look_in_block(&look, b, line);
    }
    return out;
}
