#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/limits.h"
#include "base/number.h"
#include "rules/habits.h"
#include "rules/keywords.h"
#include "rules/reading.h"
#include "rules/tell.h"
#include "rules/units.h"

enum { LONGEST_UNIT = 256 };

/* Typographic characters that word processors and web pages put in. */
static const struct {
    const char *bytes, *cure;
} typographic[] = {
    {"–", "-"},  {"—", "-"},  {"“", "\""}, {"”", "\""}, {"„", "\""},
    {"«", "\""}, {"»", "\""}, {"‘", "\""}, {"’", "\""},
};

static const struct {
    const char *bytes;
    int mark;
} marks[] = {
    /* longest first */
    {"=>", MARK_ARROW},
    {"<>", MARK_NE},
    {"<=", MARK_LE},
    {">=", MARK_GE},
    {"\xE2\x88\x92", MARK_MINUS},
    {"≤", MARK_LE},
    {"≥", MARK_GE},
    {"≠", MARK_NE},
    {"×", MARK_TIMES},
    {"·", MARK_TIMES},
    {"+", MARK_PLUS},
    {"-", MARK_MINUS},
    {"*", MARK_TIMES},
    {"/", MARK_DIVIDE},
    {"^", MARK_POWER},
    {"=", MARK_EQ},
    {"<", MARK_LT},
    {">", MARK_GT},
    {"(", MARK_OPEN},
    {")", MARK_CLOSE},
    {";", MARK_SEMICOLON},
    {",", MARK_COMMA},
    {":", MARK_COLON},
    {"|", MARK_BAR},
};
enum { MARKS = sizeof marks / sizeof *marks, CLEAN = 64 };

struct lexer {
    struct reading *r;
    const struct rule_text *file;
    const char *p;
    struct lexeme *items;
    size_t count, capacity;
    bool failed;
    bool is_line; /* of a table */
};

static bool starts(const char *p, const char *with)
{
    return *p == *with && strncmp(p, with, strlen(with)) == 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

size_t lex_blank(const char *p)
{
    return *p == ' ' || *p == '\t'     ? 1
           : starts(p, "\xC2\xA0")     ? 2
           : starts(p, "\xE2\x80\xAF") ? 3
                                       : 0;
}

const char *lex_after_blanks(const char *p)
{
    for (size_t n; (n = lex_blank(p)) > 0;) {
        p += n;
    }
    return p;
}

const char *lex_line_end(const char *p)
{
    return p + strcspn(p, "\n");
}

const char *lex_next_line(const char *end)
{
    return *end == '\n' ? end + 1 : end;
}

static size_t skip_blanks(const char *p)
{
    size_t n = 0;
    for (size_t one; (one = lex_blank(p + n)) > 0;) {
        n += one;
    }
    return n;
}

static bool is_plain_letter(char c)
{
    unsigned char small = (unsigned char)(c | 0x20);
    return (small >= 'a' && small <= 'z') || is_digit(c) || c == '_';
}

/* Bytes of a letter, digit or _ at p. Letters are ASCII, Latin-1 and Latin Extended. */
static size_t letter_length(const char *p)
{
    if ((unsigned char)*p < 0x80) {
        return is_plain_letter(*p);
    }
    size_t used = 0;
    uint32_t code = utf8_decode(p, 4, &used); /* whole in valid text: never past its end */
    bool letter = code >= 0xC0 && code < 0x250 && code != 0xD7 && code != 0xF7;
    return letter ? used : 0;
}

struct str lex_name(const char *p)
{
    size_t n = 0;
    if (is_digit(*p)) {
        return (struct str){p, 0};
    }
    for (size_t one = 1; one > 0; n += one) {
        for (; is_plain_letter(p[n]); n++) {
        }
        one = (unsigned char)p[n] < 0x80 ? 0 : letter_length(p + n);
    }
    return (struct str){p, n};
}

bool lex_typographic(struct reading *r, const struct rule_text *file, const char *p)
{
    for (size_t i = 0; i < sizeof typographic / sizeof *typographic; i++) {
        if (starts(p, typographic[i].bytes)) {
            struct str s = {p, strlen(typographic[i].bytes)};
            struct diagnostic *item = tell(r, "E114", place_at(r, file, s), typographic[i].bytes,
                                           typographic[i].cure, NULL);
            if (*typographic[i].cure == '-' && p > file->p && is_digit(p[-1])) {
                tell_hint(r, item, "skriv - för minus, till för från–till: 0,5 % till 5 %",
                          "write - for minus, to for from–to: 0.5 % to 5 %", "");
            }
            return true;
        }
    }
    return false;
}

static struct lexeme *add(struct lexer *x, enum lexeme_kind kind, size_t n)
{
    if (x->r->words++ == LIMIT_RULE_WORDS) {
        tell(x->r, "E129", place_at(x->r, x->file, (struct str){x->p, n}), "100 000", NULL);
        x->failed = true;
    }
    x->items = arena_grow(x->r->arena, x->items, x->count, &x->capacity, sizeof *x->items);
    struct lexeme *item = &x->items[x->count++];
    *item = (struct lexeme){.kind = kind, .s = {x->p, n}};
    x->p += n;
    return item;
}

/* --- numbers ---------------------------------------------------------------------------------- */

static size_t digits(const char *p)
{
    size_t n = 0;
    while (is_digit(p[n])) {
        n++;
    }
    return n;
}

/* heltal = siffror (blank tre-siffror)* */
static size_t integer_length(const char *p)
{
    size_t n = digits(p);
    if (n > 3) {
        return n;
    }
    for (size_t blank; (blank = lex_blank(p + n)) > 0 && digits(p + n + blank) == 3;) {
        n += blank + 3;
    }
    return n;
}

static void bad_number(struct lexer *x, size_t n)
{
    struct str s = {x->p, n};
    size_t whole = digits(x->p);
    struct text grouped = {0}, decimal = {0};
    text_addn(&grouped, x->p, whole);
    text_addc(&grouped, ' ');
    text_addn(&grouped, x->p + whole + 1, n - whole - 1);
    text_addn(&decimal, x->p, whole);
    text_addc(&decimal, x->file->lang == LANG_SV ? ',' : '.');
    text_addn(&decimal, x->p + whole + 1, n - whole - 1);
    bool thousand = n - whole - 1 == 3 && whole <= 3;
    tell(x->r, thousand ? "E113" : "E116", place_at(x->r, x->file, s), said(x->r, s), decimal.p,
         grouped.p, NULL);
    text_release(&grouped);
    text_release(&decimal);
    x->failed = true;
}

/* "1,210" reads as a decimal here and as a thousand in the other half of the world. */
static void warn_three_decimals(struct lexer *x, struct str s, size_t whole)
{
    if (s.n - whole - 1 != 3 || whole > 3 || x->p[0] == '0') {
        return;
    }
    struct text grouped = {0};
    text_addn(&grouped, s.p, whole);
    text_addc(&grouped, ' ');
    text_addn(&grouped, s.p + whole + 1, 3);
    tell(x->r, "W113", place_at(x->r, x->file, s), said(x->r, s), grouped.p, NULL);
    text_release(&grouped);
}

/* "15.1.2026" is a day as people write it here: told with the day as the language writes it. */
static bool refuse_dotted_date(struct lexer *x)
{
    const char *p = x->p;
    size_t day = digits(p), month = p[day] == '.' ? digits(p + day + 1) : 0;
    size_t year = month && p[day + 1 + month] == '.' ? digits(p + day + month + 2) : 0;
    if (day == 0 || day > 2 || month > 2 || year != 4) {
        return false;
    }
    char iso[11];
    int32_t value = 0;
    memcpy(iso, p + day + month + 2, 4);
    memcpy(iso + 4, "-00-00", 7);
    memcpy(iso + 7 - month, p + day + 1, month);
    memcpy(iso + 10 - day, p, day);
    struct str s = {p, day + month + year + 2};
    struct diagnostic *item = tell(x->r, "E135", place_at(x->r, x->file, s), said(x->r, s), NULL);
    tell_hint(x->r, item, "skriv {0}", "write {0}", date_parse(iso, 10, &value) ? iso : NULL);
    x->failed = true;
    x->p += s.n;
    return true;
}

static bool lex_date(struct lexer *x)
{
    const char *p = x->p;
    if (digits(p) != 4 || p[4] != '-' || digits(p + 5) != 2 || p[7] != '-' || digits(p + 8) != 2) {
        return false;
    }
    int32_t day = 0;
    if (!date_parse(p, 10, &day)) {
        return false;
    }
    add(x, LEXEME_DATE, 10)->day = day;
    return true;
}

/* Bytes to the end of the line, or as many as any unit takes. */
static size_t line_rest(const struct rule_text *file, const char *p)
{
    size_t left = (size_t)(file->p + file->n - p), most = left < LONGEST_UNIT ? left : LONGEST_UNIT;
    const char *end = memchr(p, '\n', most);
    return end ? (size_t)(end - p) : most;
}

/* tal = heltal [decimaltecken siffror] [enhet] */
static void lex_number(struct lexer *x)
{
    char point = x->file->lang == LANG_SV ? ',' : '.', wrong = point == ',' ? '.' : ',';
    size_t n = integer_length(x->p), whole = n;
    size_t after = x->p[n] == wrong ? digits(x->p + n + 1) : 0;
    if (after && (wrong == '.' || (after == 3 && whole <= 3))) {
        bad_number(x, n + 1 + after);
        return;
    }
    if (x->p[n] == point && is_digit(x->p[n + 1])) {
        n += 1 + digits(x->p + n + 1);
        warn_three_decimals(x, (struct str){x->p, n}, whole);
    }
    double number = 0;
    if (!number_parse(x->p, n, point, &number)) {
        tell(x->r, "E118", place_at(x->r, x->file, (struct str){x->p, n}),
             said(x->r, (struct str){x->p, n}), NULL);
        x->failed = true;
        return;
    }
    struct lexeme *item = add(x, LEXEME_NUMBER, n);
    item->number = number;
    struct str rest = {x->p, line_rest(x->file, x->p)};
    size_t unit = unit_after_number(rest, x->file->lang);
    if (unit) {
        size_t blank = skip_blanks(x->p);
        item->unit = (struct str){x->p + blank, unit - blank};
        item->s.n += unit;
        x->p += unit;
    }
}

/* --- texts, patterns, brackets -------------------------------------------------------------------
 */

size_t lex_quoted(const char *p)
{
    size_t n = 1;
    while (*p == '"' && p[n] && p[n] != '\n' && (p[n] != '"' || p[n + 1] == '"')) {
        n += p[n] == '"' ? 2 : 1;
    }
    return *p == '"' && p[n] == '"' ? n + 1 : 0;
}

/* text = '"' (tecken | '""')* '"' */
static void lex_text(struct lexer *x)
{
    struct text t = {0};
    text_add(&t, "");
    const char *p = x->p + 1;
    for (;;) {
        size_t n = strcspn(p, "\"\n");
        text_addn(&t, p, n);
        p += n;
        if (*p != '"' || p[1] != '"') {
            break;
        }
        text_addc(&t, '"');
        p += 2;
    }
    if (*p != '"') {
        tell(x->r, "E117", place_at(x->r, x->file, (struct str){x->p, 1}), "\"", NULL);
        x->failed = true;
    } else {
        struct lexeme *item = add(x, LEXEME_TEXT, (size_t)(p + 1 - x->p));
        item->text = arena_strndup(x->r->arena, t.p, t.n);
    }
    text_release(&t);
}

/* mönster = "/" (tecken | "\/")* "/" ["i"] */
static void lex_pattern(struct lexer *x)
{
    struct text t = {0};
    text_add(&t, "");
    const char *p = x->p + 1;
    for (;;) {
        size_t n = strcspn(p, "/\\\n");
        text_addn(&t, p, n);
        p += n;
        if (*p != '\\') {
            break;
        }
        if (p[1] && p[1] != '\n') {
            text_addn(&t, p, p[1] == '/' ? 0 : 1);
            p++;
        }
        text_addc(&t, *p++);
    }
    if (*p != '/') {
        tell(x->r, "E117", place_at(x->r, x->file, (struct str){x->p, 1}), "/", NULL);
        x->failed = true;
    } else {
        bool ignore = p[1] == 'i' && letter_length(p + 2) == 0;
        struct lexeme *item = add(x, LEXEME_PATTERN, (size_t)(p + 1 - x->p) + ignore);
        item->text = arena_strndup(x->r->arena, t.p, t.n);
        item->ignore_case = ignore;
    }
    text_release(&t);
}

/* enhet = "[" tecken* "]" */
static void lex_bracket(struct lexer *x)
{
    size_t n = strcspn(x->p, "]\n");
    if (x->p[n] != ']') {
        tell(x->r, "E117", place_at(x->r, x->file, (struct str){x->p, 1}), "[", NULL);
        x->failed = true;
        return;
    }
    const char *inner = x->p + 1;
    add(x, LEXEME_UNIT, n + 1)->unit = (struct str){inner, n - 1};
}

static void lex_mark(struct lexer *x)
{
    for (size_t i = 0; i < MARKS; i++) {
        if (starts(x->p, marks[i].bytes) && (marks[i].mark != MARK_BAR || x->is_line)) {
            add(x, LEXEME_MARK, strlen(marks[i].bytes))->mark = marks[i].mark;
            return;
        }
    }
    x->failed = true;
    if (!lex_typographic(x->r, x->file, x->p)) {
        size_t used = 1;
        utf8_decode(x->p, 4, &used);
        struct str s = {x->p, used};
        struct diagnostic *item =
            tell(x->r, "E119", place_at(x->r, x->file, s), said(x->r, s), NULL);
        habit_of_sign(x->r, item, x->p);
    }
}

/* namn = ord ("." ord)* */
static void lex_word(struct lexer *x)
{
    size_t n = lex_name(x->p).n;
    while (x->p[n] == '.' && lex_name(x->p + n + 1).n) {
        n += 1 + lex_name(x->p + n + 1).n;
    }
    add(x, LEXEME_NAME, n);
}

/* --- lines ------------------------------------------------------------------------------------ */

static bool last_is_word(const struct lexer *x, enum keyword word)
{
    if (x->count == 0 || x->items[x->count - 1].kind != LEXEME_NAME) {
        return false;
    }
    int value = 0;
    return word_find(&keyword_words, x->items[x->count - 1].s, x->file->lang, &value) &&
           value == (int)word;
}

/* A line that ends in an operator, "(" or ";" goes on. */
static bool goes_on(const struct lexer *x)
{
    if (x->count == 0 || x->is_line) {
        return false;
    }
    const struct lexeme *last = &x->items[x->count - 1];
    if (last->kind == LEXEME_MARK) {
        return last->mark != MARK_CLOSE && last->mark != MARK_COLON;
    }
    return last_is_word(x, WORD_AND) || last_is_word(x, WORD_OR) || last_is_word(x, WORD_NOT);
}

static void lex_one(struct lexer *x)
{
    if (*x->p == '"') {
        lex_text(x);
    } else if (*x->p == '[') {
        lex_bracket(x);
    } else if (*x->p == '/' && last_is_word(x, WORD_LIKE)) {
        lex_pattern(x);
    } else if (is_digit(*x->p)) {
        if (!refuse_dotted_date(x) && !lex_date(x)) {
            lex_number(x);
        }
    } else if (lex_name(x->p).n) {
        lex_word(x);
    } else {
        lex_mark(x);
    }
}

/* Skips blanks and a comment; true when the line is at its end. */
static bool at_line_end(struct lexer *x)
{
    size_t blank = skip_blanks(x->p);
    x->p += blank;
    bool comment = *x->p == '#' && (blank > 0 || x->p == x->file->p || x->p[-1] == '\n');
    if (comment) {
        x->p += strcspn(x->p, "\n");
    }
    return *x->p == '\n' || *x->p == '\0';
}

static bool lex(struct lexer x, struct property *out, const char **end)
{
    const char *p = x.p;
    x.items = x.r->scratch;
    x.capacity = x.r->scratch_capacity;
    while (!x.failed) {
        if (!at_line_end(&x)) {
            lex_one(&x);
        } else if (*x.p == '\n' && goes_on(&x) && (lex_blank(x.p + 1) || x.p[1] == '\n')) {
            x.p++;
        } else {
            break;
        }
    }
    if (x.failed) {
        x.p += strcspn(x.p, "\n");
    }
    *end = x.p;
    const char *last = x.count ? x.items[x.count - 1].s.p + x.items[x.count - 1].s.n : p;
    x.p = last;
    add(&x, LEXEME_END, 0);
    out->items = arena_array(x.r->arena, x.count, sizeof *out->items);
    memcpy(out->items, x.items, x.count * sizeof *out->items);
    out->count = x.count - 1;
    x.r->scratch = x.items;
    x.r->scratch_capacity = x.capacity;
    out->file = x.file;
    return !x.failed;
}

bool lex_value(struct reading *r, const struct rule_text *file, const char *p, struct property *out,
               const char **end)
{
    return lex((struct lexer){.r = r, .file = file, .p = p}, out, end);
}

bool lex_line(struct reading *r, const struct rule_text *file, const char *p, struct property *out,
              const char **end)
{
    return lex((struct lexer){.r = r, .file = file, .p = p, .is_line = true}, out, end);
}
