#include "rules/habits.h"

#include <string.h>

#include "rules/keywords.h"
#include "rules/tell.h"
#include "rules/units.h"

/* --- signs ------------------------------------------------------------------------------------ */

static const struct {
    const char *sign, *sv, *en;
} signs[] = {
    {"'", "rubriker och texter skrivs inom \"", "headings and texts are written in \""},
    {"`", "rubriker och texter skrivs inom \"", "headings and texts are written in \""},
    {"´", "rubriker och texter skrivs inom \"", "headings and texts are written in \""},
    {"%", "en enhet står efter ett tal, 5 %, eller inom [ ]: [%]",
     "a unit stands after a number, 5 %, or in [ ]: [%]"},
    {"‰", "en enhet står efter ett tal, 5 ‰, eller inom [ ]: [‰]",
     "a unit stands after a number, 5 ‰, or in [ ]: [‰]"},
    {".", "ta bort punkten", "remove the full stop"},
    {"…", "ta bort punkterna", "remove the dots"},
    {"!", "olika skrivs <>", "not equal is written <>"},
    {"≠", "olika skrivs <>", "not equal is written <>"},
    {"&", "båda ska gälla skrivs och", "both must hold is written and"},
    {"|", "en av dem ska gälla skrivs eller", "one of them must hold is written or"},
    {"·", "gånger skrivs *", "times is written *"},
    {"÷", "delat med skrivs /", "divided by is written /"},
    {"$", "ta bort $: ett namn står utan tecken framför",
     "remove $: a name stands without a sign before it"},
    {"@", "ta bort @", "remove @"},
    {"{", "{namn} skrivs bara i texter; i en formel står namnet ensamt",
     "{name} is written in texts only; in a formula the name stands alone"},
    {"}", "{namn} skrivs bara i texter; i en formel står namnet ensamt",
     "{name} is written in texts only; in a formula the name stands alone"},
    {"]", "hakparentesen öppnas aldrig; en enhet skrivs [%]",
     "the bracket is never opened; a unit is written [%]"},
    {"²", "upphöjt till skrivs ^2", "to the power of is written ^2"},
    {"€", "kronor skrivs kr", "Swedish kronor are written kr"},
};

void habit_of_sign(struct reading *r, struct diagnostic *item, const char *p)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (strncmp(p, signs[i].sign, strlen(signs[i].sign)) == 0) {
            tell_hint(r, item, signs[i].sv, signs[i].en, "");
            return;
        }
    }
}

/* --- names ------------------------------------------------------------------------------------ */

static const struct {
    const char *name, *sv, *en;
} names[] = {
    {"sant", "skriv är ja i stället för = sant", "write is yes instead of = sant"},
    {"sann", "skriv är ja i stället för = sann", "write is yes instead of = sann"},
    {"true", "skriv är ja i stället för = true", "write is yes instead of = true"},
    {"falskt", "skriv är nej i stället för = falskt", "write is no instead of = falskt"},
    {"falsk", "skriv är nej i stället för = falsk", "write is no instead of = falsk"},
    {"false", "skriv är nej i stället för = false", "write is no instead of = false"},
    {"saknas", "skriv {0} är saknad", "write {0} is missing"},
    {"missing", "skriv {0} är saknad", "write {0} is missing"},
    {"tomt", "skriv {0} är saknad", "write {0} is missing"},
    {"tom", "skriv {0} är saknad", "write {0} is missing"},
    {"null", "skriv {0} är saknad", "write {0} is missing"},
    {"empty", "skriv {0} är saknad", "write {0} is missing"},
};

static bool in_name(char c)
{
    return ((unsigned char)c & 0x80) != 0 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
}

/* The name that is compared with what stands at the place: "andel" in "andel = saknas". */
static const char *compared_name(struct reading *r, struct place place)
{
    const char *p = place.text ? place.text : "", *start = p;
    for (unsigned i = 1; i < place.column && *p; i++) {
        for (p++; ((unsigned char)*p & 0xC0) == 0x80; p++) {
        }
    }
    const char *name = "namnet";
    while (p > start && strchr(" =<>", p[-1])) {
        p--;
    }
    const char *end = p;
    while (p > start && in_name(p[-1])) {
        p--;
    }
    return p < end ? arena_strndup(r->d->arena, p, (size_t)(end - p)) : say(r, name, "the name");
}

void habit_of_name(struct reading *r, struct diagnostic *item, struct str name)
{
    const char *subject = compared_name(r, item->place);
    const char *text = said(r, name);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (name_eq(text, names[i].name)) {
            tell_hint(r, item, names[i].sv, names[i].en, subject);
            return;
        }
    }
}

void habit_of_head(struct reading *r, struct diagnostic *item, const struct block *b,
                   const struct lexeme *x)
{
    bool hyphen = x->kind == LEXEME_MARK && x->mark == MARK_MINUS;
    if (!b->name.n || (x->kind != LEXEME_NAME && !hyphen)) {
        return;
    }
    struct str rest = hyphen ? x[1].s : x->s;
    if (rest.n == 0 || (hyphen && x[1].kind != LEXEME_NAME)) {
        return;
    }
    const char *heading = said(r, rest);
    if (name_eq(heading, said(r, b->name))) {
        tell_hint(r, item, "rubriken skrivs \"{0}\"", "the heading is written \"{0}\"", heading);
        return;
    }
    const char *whole =
        arena_printf(r->d->arena, "%.*s_%.*s", (int)b->name.n, b->name.p, (int)rest.n, rest.p);
    tell_hint(r, item,
              "ett namn är ett ord, med _ i stället för blank och -: {0}; en rubrik står inom \"",
              "a name is one word, with _ for blanks and -: {0}; a heading stands in \"", whole);
}

void habit_of_unit(struct reading *r, struct diagnostic *item, struct str unit)
{
    const struct symbol *symbol = names_find(r, unit);
    char last = unit.n > 1 ? unit.p[unit.n - 1] : '\0';
    if (last == '2' || last == '3') {
        const char *right =
            arena_printf(r->d->arena, "%.*s%s", (int)unit.n - 1, unit.p, last == '2' ? "²" : "³");
        tell_hint(r, item, "menade du \"{0}\"?", "did you mean \"{0}\"?", right);
    } else if (symbol) {
        tell_hint(r, item, "{0} är ett namn: sätt ett räknetecken mellan talet och namnet",
                  "{0} is a name: put an operator between the number and the name", said(r, unit));
    } else if (!item->hint) {
        tell_hint(r, item, "enheter är till exempel personer, st, %, kr/månad, min, år och poäng",
                  "units are for example people, pcs, %, kr/month, min, years and points", "");
    }
}

/* --- values ----------------------------------------------------------------------------------- */

static bool is_mark(const struct lexeme *x, int mark)
{
    return x->kind == LEXEME_MARK && x->mark == mark;
}

static bool compares(const struct lexeme *x)
{
    return x->kind == LEXEME_MARK &&
           (x->mark == MARK_EQ || x->mark == MARK_LT || x->mark == MARK_GT || x->mark == MARK_NE ||
            x->mark == MARK_LE || x->mark == MARK_GE);
}

static bool is_keyword(const struct rule_text *file, const struct lexeme *x, enum keyword word)
{
    int value = 0;
    return x->kind == LEXEME_NAME && word_find(&keyword_words, x->s, file->lang, &value) &&
           value == (int)word;
}

/* Two signs of one thought; false when they are not. */
static bool habit_of_signs(struct reading *r, struct diagnostic *item, const struct lexeme *before,
                           const struct lexeme *x)
{
    static const struct {
        int before, now;
        const char *sv, *en;
    } pairs[] = {
        {MARK_EQ, MARK_EQ, "lika med skrivs =", "equal to is written ="},
        {MARK_EQ, MARK_LT, "högst skrivs <=", "at most is written <="},
        {0, MARK_ARROW, "minst skrivs >=", "at least is written >="},
        {MARK_DIVIDE, MARK_DIVIDE, "en kommentar börjar med #", "a comment begins with #"},
        {MARK_MINUS, MARK_GT, "en kommentar börjar med #", "a comment begins with #"},
    };
    if ((is_mark(x, MARK_DIVIDE) && is_mark(x + 1, MARK_DIVIDE)) ||
        (is_mark(x, MARK_MINUS) && is_mark(x + 1, MARK_GT))) {
        tell_hint(r, item, "en kommentar börjar med #", "a comment begins with #", "");
        return true;
    }
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (is_mark(x, pairs[i].now) && (!pairs[i].before || is_mark(before, pairs[i].before))) {
            tell_hint(r, item, pairs[i].sv, pairs[i].en, "");
            return true;
        }
    }
    return false;
}

static const char *other_language(const struct rule_text *file, const struct lexeme *x)
{
    enum lang other = file->lang == LANG_SV ? LANG_EN : LANG_SV;
    return x->kind == LEXEME_NAME ? word_in_lang(&keyword_words, x->s, other, file->lang) : NULL;
}

static bool is_unit(struct reading *r, const struct rule_text *file, const struct lexeme *x)
{
    struct unit unit;
    struct str bad;
    return x->kind == LEXEME_NAME && !names_find(r, x->s) &&
           unit_parse(r->arena, x->s, file->lang, &unit, &bad);
}

static bool ends_value(const struct lexeme *x)
{
    return x->kind == LEXEME_NAME || x->kind == LEXEME_NUMBER || x->kind == LEXEME_TEXT ||
           is_mark(x, MARK_CLOSE);
}

/* "kr 500" */
static bool habit_of_unit_first(struct reading *r, struct diagnostic *item,
                                const struct rule_text *file, const struct lexeme *unit,
                                const struct lexeme *number)
{
    if (number->kind != LEXEME_NUMBER || !is_unit(r, file, unit)) {
        return false;
    }
    const char *right = arena_printf(r->d->arena, "%.*s %.*s", (int)number->s.n, number->s.p,
                                     (int)unit->s.n, unit->s.p);
    tell_hint(r, item, "enheten står efter talet: {0}", "the unit stands after the number: {0}",
              right);
    return true;
}

/* The comparison before items[at], and what it compares, written out once more for another bound:
 * "andel > 3 % och < 5 %", "3 % < andel < 5 %". NULL when it is no such thing. */
static const char *two_bounds(struct reading *r, const struct rule_text *file,
                              const struct lexeme *items, size_t at)
{
    size_t k = at - 1;
    while (k > 0 && !compares(&items[k])) {
        k--;
    }
    bool joined = k + 1 == at - 1; /* no "och" between them */
    const struct lexeme *left = &items[k > 0 ? k - 1 : 0], *right = &items[k + 1];
    const struct lexeme *name = joined ? right : left, *bound = &items[at + 1];
    if (k == 0 || (!joined && k + 2 != at - 1) || name->kind != LEXEME_NAME ||
        bound->kind == LEXEME_END) {
        return NULL;
    }
    struct str first = {left->s.p, (size_t)(right->s.p + right->s.n - left->s.p)};
    const char *word = word_text(
        &keyword_words, joined || is_keyword(file, &items[at - 1], WORD_AND) ? WORD_AND : WORD_OR,
        file->lang);
    return arena_printf(r->d->arena, "%s %s %s %s %s", said(r, first), word, said(r, name->s),
                        said(r, items[at].s), said(r, bound->s));
}

/* Between two values: a unit before its number, a word of the other language, a sign left out. */
static void habit_of_two(struct reading *r, struct diagnostic *item, const struct rule_text *file,
                         const struct lexeme *items, size_t at)
{
    const struct lexeme *x = &items[at], *before = &items[at - 1];
    const char *word = other_language(file, x);
    if (word) {
        tell_hint(r, item, "i den här filen heter det {0}", "in this file it is called {0}", word);
    } else if (habit_of_unit_first(r, item, file, before, x)) {
        return;
    } else if (compares(x)) {
        const char *both = two_bounds(r, file, items, at);
        tell_hint(r, item, "en jämförelse i taget: {0}", "one comparison at a time: {0}",
                  both ? both : say(r, "a < b och b < c", "a < b and b < c"));
    } else if (is_mark(x, MARK_OPEN)) {
        tell_hint(r, item,
                  "är det en kommentar börjar den med #; annars saknas ett räknetecken före (",
                  "a comment begins with #; else an operator is missing before (", "");
    } else if (x->kind == LEXEME_NAME || x->kind == LEXEME_NUMBER) {
        tell_hint(r, item, "mellan två värden ska ett räknetecken stå: + - * / eller en jämförelse",
                  "between two values an operator must stand: + - * / or a comparison", "");
    }
}

/* "tre" */
static bool habit_of_number_word(struct reading *r, struct diagnostic *item, const struct lexeme *x)
{
    static const struct {
        const char *word, *digits;
    } words[] = {
        {"noll", "0"}, {"ett", "1"},   {"en", "1"},    {"två", "2"},   {"tre", "3"},  {"fyra", "4"},
        {"fem", "5"},  {"sex", "6"},   {"sju", "7"},   {"åtta", "8"},  {"nio", "9"},  {"tio", "10"},
        {"zero", "0"}, {"one", "1"},   {"two", "2"},   {"three", "3"}, {"four", "4"}, {"five", "5"},
        {"six", "6"},  {"seven", "7"}, {"eight", "8"}, {"nine", "9"},  {"ten", "10"},
    };
    for (size_t i = 0; x->kind == LEXEME_NAME && i < sizeof words / sizeof *words; i++) {
        if (name_eq(said(r, x->s), words[i].word)) {
            tell_hint(r, item, "skriv {0}", "write {0}", words[i].digits);
            return true;
        }
    }
    return false;
}

void habit_of_value(struct reading *r, struct diagnostic *item, const struct rule_text *file,
                    const struct lexeme *items, size_t at)
{
    static const struct lexeme none = {.kind = LEXEME_END};
    const struct lexeme *x = &items[at], *before = at ? &items[at - 1] : &none;
    if (habit_of_signs(r, item, before, x)) {
        return;
    }
    if (at == 0 && is_mark(x, MARK_EQ)) {
        tell_hint(r, item, "ta bort =: värdet står direkt efter kolon",
                  "remove =: the value stands right after the colon", "");
    } else if (compares(x) &&
               (is_keyword(file, before, WORD_AND) || is_keyword(file, before, WORD_OR))) {
        const char *both = two_bounds(r, file, items, at);
        tell_hint(r, item, "skriv namnet igen: {0}", "write the name again: {0}",
                  both ? both : say(r, "a > 3 % och a < 5 %", "a > 3 % and a < 5 %"));
    } else if (habit_of_number_word(r, item, x)) {
        return;
    } else if (ends_value(before)) {
        habit_of_two(r, item, file, items, at);
    } else if (x->kind == LEXEME_NAME) {
        habit_of_unit_first(r, item, file, x, &items[at + 1]);
    }
}
