#include "rules/units.h"

#include <string.h>

#include "base/number.h"

enum { PEOPLE, THINGS, MONEY, METRE, SECOND, POINTS, KILO, NOTHING };

#define DAY 86400.0
#define YEAR (365.25 * DAY)

/* One word of a unit. `en_one` stands in a denominator ("kr/year"); NULL = the same. */
static const struct unit_word {
    const char *sv, *en, *en_one;
    double factor;
    int8_t dimension, exponent;
    uint8_t apart;
} unit_words[] = {
    {"st", "pcs", NULL, 1, THINGS, 1, 0},
    {"företag", "companies", "company", 1, THINGS, 1, 0},
    {"platser", "places", "place", 1, THINGS, 1, 0},
    {"ärenden", "cases", "case", 1, THINGS, 1, 0},
    {"personer", "people", "person", 1, PEOPLE, 1, 0},
    {"person", "person", NULL, 1, PEOPLE, 1, 0},
    {"invånare", "inhabitants", "inhabitant", 1, PEOPLE, 1, 0},
    {"inv", "inh", NULL, 1, PEOPLE, 1, 0},
    {"barn", "children", "child", 1, PEOPLE, 1, 0},
    {"elever", "pupils", "pupil", 1, PEOPLE, 1, 0},
    {"anställda", "employees", "employee", 1, PEOPLE, 1, 0},
    {"kr", "kr", NULL, 1, MONEY, 1, 0},
    {"tkr", "tkr", NULL, 1e3, MONEY, 1, 0},
    {"Mkr", "Mkr", NULL, 1e6, MONEY, 1, 0},
    {"mnkr", "mnkr", NULL, 1e6, MONEY, 1, 0},
    {"m", "m", NULL, 1, METRE, 1, 0},
    {"km", "km", NULL, 1e3, METRE, 1, 0},
    {"mil", "mil", NULL, 1e4, METRE, 1, 0},
    {"m²", "m²", NULL, 1, METRE, 2, 0},
    {"kvm", "sqm", NULL, 1, METRE, 2, 0},
    {"km²", "km²", NULL, 1e6, METRE, 2, 0},
    {"ha", "ha", NULL, 1e4, METRE, 2, 0},
    {"m³", "m³", NULL, 1, METRE, 3, 0},
    {"s", "s", NULL, 1, SECOND, 1, 0},
    {"min", "min", NULL, 60, SECOND, 1, 0},
    {"minuter", "minutes", "minute", 60, SECOND, 1, 0},
    {"h", "h", NULL, 3600, SECOND, 1, 0},
    {"timmar", "hours", "hour", 3600, SECOND, 1, 0},
    {"timme", "hour", NULL, 3600, SECOND, 1, 0},
    {"dagar", "days", "day", DAY, SECOND, 1, 0},
    {"dag", "day", NULL, DAY, SECOND, 1, 0},
    {"veckor", "weeks", "week", 7 * DAY, SECOND, 1, 0},
    {"vecka", "week", NULL, 7 * DAY, SECOND, 1, 0},
    {"månader", "months", "month", YEAR / 12, SECOND, 1, 0},
    {"månad", "month", NULL, YEAR / 12, SECOND, 1, 0},
    {"mån", "mon", NULL, YEAR / 12, SECOND, 1, 0},
    {"år", "years", "year", YEAR, SECOND, 1, 0},
    {"kg", "kg", NULL, 1, KILO, 1, 0},
    {"g", "g", NULL, 1e-3, KILO, 1, 0},
    {"ton", "tonnes", "tonne", 1e3, KILO, 1, 0},
    {"poäng", "points", "point", 1, POINTS, 1, 0},
    {"%", "%", NULL, 0.01, NOTHING, 0, 0},
    {"‰", "‰", NULL, 0.001, NOTHING, 0, 0},
    {"procent", "percent", NULL, 0.01, NOTHING, 0, 0},
    {"kvot", "ratio", NULL, 1, NOTHING, 0, 0},
    {"index", "index", NULL, 1, NOTHING, 0, 0},
    {"procentenheter", "percentage_points", NULL, 0.01, NOTHING, 0, UNIT_POINTS_OF_PERCENT},
    {"text", "text", NULL, 1, NOTHING, 0, UNIT_TEXT},
};
enum { UNIT_WORDS = sizeof unit_words / sizeof *unit_words, MOST_TERMS = 12 };

struct unit unit_none(void)
{
    return (struct unit){.factor = 1, .sv = "", .en = ""};
}

const struct unit *unit_points(void)
{
    static const struct unit points = {
        .factor = 1, .power = {[POINTS] = 1}, .sv = "poäng", .en = "points"};
    return &points;
}

static struct unit unit_of_word(const struct unit_word *w)
{
    struct unit u = {.factor = w->factor, .apart = w->apart, .sv = w->sv, .en = w->en};
    if (w->dimension != NOTHING) {
        u.power[w->dimension] = w->exponent;
    }
    return u;
}

/* "month" is the English word of "månad" before it is the singular of "månader". */
static const struct unit_word *find_word(struct str s, enum lang lang)
{
    for (size_t i = 0; s.n > 0 && i < UNIT_WORDS; i++) {
        const char *word = lang == LANG_SV ? unit_words[i].sv : unit_words[i].en;
        if (*s.p == *word && str_is(s, word)) {
            return &unit_words[i];
        }
    }
    for (size_t i = 0; lang == LANG_EN && i < UNIT_WORDS; i++) {
        if (unit_words[i].en_one && str_is(s, unit_words[i].en_one)) {
            return &unit_words[i];
        }
    }
    return NULL;
}

const char *unit_word_in(struct str word, enum lang from, enum lang to, bool one)
{
    const struct unit_word *w = find_word(word, from);
    if (!w || to == LANG_SV) {
        return w ? w->sv : NULL;
    }
    bool same = one && w->en_one && find_word(str_of(w->en_one), LANG_EN) == w;
    return same ? w->en_one : w->en;
}

bool unit_word_at(size_t i, const char **sv, const char **en, const char **en_one)
{
    if (i >= UNIT_WORDS) {
        return false;
    }
    *sv = unit_words[i].sv;
    *en = unit_words[i].en;
    *en_one = unit_words[i].en_one;
    return true;
}

struct unit unit_named(const char *sv)
{
    const struct unit_word *w = find_word(str_of(sv), LANG_SV);
    return w ? unit_of_word(w) : unit_none();
}

const char *unit_nearest(struct arena *arena, struct str word, enum lang lang)
{
    const char *names[UNIT_WORDS];
    for (size_t i = 0; i < UNIT_WORDS; i++) {
        names[i] = lang == LANG_SV ? unit_words[i].sv : unit_words[i].en;
    }
    return text_nearest(arena_strndup(arena, word.p, word.n), names, UNIT_WORDS);
}

/* --- reading ---------------------------------------------------------------------------------- */

static size_t blank_length(struct str s)
{
    size_t i = 0;
    for (;;) {
        if (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t')) {
            i++;
        } else if (i + 2 <= s.n && memcmp(s.p + i, "\xC2\xA0", 2) == 0) {
            i += 2;
        } else if (i + 3 <= s.n && memcmp(s.p + i, "\xE2\x80\xAF", 3) == 0) {
            i += 3;
        } else {
            return i;
        }
    }
}

static struct str rest_of(struct str s, size_t from)
{
    return (struct str){s.p + from, s.n - from};
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A word of a unit: letters, %, ‰, ², ³, _. "m2" and "m^2" are not words: the table has "m²". */
static size_t word_length(struct str s)
{
    size_t i = 0;
    while (i < s.n) {
        unsigned char c = (unsigned char)s.p[i];
        bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        bool wide = c >= 0x80 && blank_length(rest_of(s, i)) == 0;
        if (!letter && !wide && c != '%' && c != '_') {
            break;
        }
        i++;
    }
    return i;
}

/* Digits in groups, as "1 000": the number a denominator is per. */
static size_t digits_length(struct str s)
{
    size_t i = 0;
    while (i < s.n && is_digit(s.p[i])) {
        i++;
    }
    for (size_t blank; i && (blank = blank_length(rest_of(s, i))) > 0;) {
        size_t at = i + blank, n = 0;
        while (at + n < s.n && is_digit(s.p[at + n])) {
            n++;
        }
        if (n != 3) {
            break;
        }
        i = at + n;
    }
    return i;
}

/* What is built while a unit is read: the unit and its text in both languages. */
struct unit_reading {
    struct unit unit;
    struct text sv, en;
    bool below; /* after "/" or "per" */
};

static void take_number(struct unit_reading *u, struct str s)
{
    double number = 1;
    number_parse(s.p, s.n, ',', &number);
    u->unit.factor = u->below ? u->unit.factor / number : u->unit.factor * number;
    text_addn(&u->sv, s.p, s.n);
    text_addn(&u->en, s.p, s.n);
}

static void take_word(struct unit_reading *u, const struct unit_word *w)
{
    u->unit.factor = u->below ? u->unit.factor / w->factor : u->unit.factor * w->factor;
    if (w->dimension != NOTHING) {
        int sign = u->below ? -1 : 1;
        u->unit.power[w->dimension] = (int8_t)(u->unit.power[w->dimension] + sign * w->exponent);
    }
    if (w->apart) {
        u->unit.apart = w->apart;
    }
    text_add(&u->sv, w->sv);
    text_add(&u->en, u->below && w->en_one ? w->en_one : w->en);
}

static void take_separator(struct unit_reading *u, const char *text)
{
    text_add(&u->sv, text);
    text_add(&u->en, text);
}

/* inledning = "/" | "per" | "och" ; och continues a denominator: "kr per m² och år" */
static size_t take_below(struct unit_reading *u, struct str s, enum lang lang)
{
    size_t n = word_length(s);
    struct str word = {s.p, n};
    if (s.n && s.p[0] == '/') {
        take_separator(u, "/");
        u->below = true;
        return 1;
    }
    if (str_is(word, "per")) {
        take_separator(u, u->sv.n ? " per " : "per ");
        u->below = true;
        return n;
    }
    if (u->below && str_is(word, lang == LANG_SV ? "och" : "and")) {
        take_separator(u, "/");
        return n;
    }
    return 0;
}

/* led = inledning* [tal] ord? ; the number alone stands only below ("per 1 000") */
static bool take_part(struct unit_reading *u, struct str *s, enum lang lang, struct str *bad)
{
    *s = rest_of(*s, blank_length(*s));
    size_t below = take_below(u, *s, lang);
    *s = rest_of(*s, below);
    *s = rest_of(*s, blank_length(*s));
    size_t digits = digits_length(*s);
    if (digits && !u->below) {
        *bad = (struct str){s->p, digits};
        return false;
    }
    if (digits) {
        take_number(u, (struct str){s->p, digits});
        *s = rest_of(*s, digits);
        *s = rest_of(*s, blank_length(*s));
    }
    size_t n = word_length(*s);
    *bad = (struct str){s->p, n ? n : s->n};
    const struct unit_word *w = n ? find_word(*bad, lang) : NULL;
    size_t stuck = n ? digits_length(rest_of(*s, n)) : 0;
    if (stuck) { /* "m2": not m, and then a number */
        bad->n = n + stuck;
        return false;
    }
    if (!w) {
        return n == 0 && digits && s->n == 0;
    }
    if (digits) {
        take_separator(u, " ");
    } else if (!below && u->unit.sv) {
        return false; /* two words after each other */
    }
    take_word(u, w);
    u->unit.sv = w->sv; /* marks that a word was taken */
    *s = rest_of(*s, n);
    *s = rest_of(*s, blank_length(*s));
    return true;
}

bool unit_parse(struct arena *arena, struct str s, enum lang lang, struct unit *out,
                struct str *bad)
{
    struct unit_reading u = {.unit = {.factor = 1}};
    s = str_trim(s);
    *bad = s;
    bool fine = s.n > 0;
    while (fine && s.n) {
        fine = take_part(&u, &s, lang, bad);
    }
    if (fine) {
        u.unit.sv = arena_strndup(arena, u.sv.p, u.sv.n);
        u.unit.en = arena_strndup(arena, u.en.p, u.en.n);
        *out = u.unit;
    } else {
        *out = unit_none();
        out->apart = UNIT_UNKNOWN;
    }
    text_release(&u.sv);
    text_release(&u.en);
    return fine;
}

/* After a number: [ord] ("/" [tal] ord)* without blanks at "/", and "per tal inv". A slash before
 * anything else divides. */
size_t unit_after_number(struct str s, enum lang lang)
{
    size_t at = blank_length(s), taken = 0;
    size_t n = word_length(rest_of(s, at));
    if (find_word((struct str){s.p + at, n}, lang)) {
        taken = at += n;
    } else if (!str_is((struct str){s.p + at, n}, "per")) {
        return 0;
    }
    for (;;) {
        size_t blank = blank_length(rest_of(s, at));
        bool slash = at < s.n && s.p[at] == '/';
        bool per =
            str_is((struct str){s.p + at + blank, word_length(rest_of(s, at + blank))}, "per");
        if (!slash && !per) {
            return taken;
        }
        at += slash ? 1 : blank + 3;
        at += per ? blank_length(rest_of(s, at)) : 0;
        size_t digits = digits_length(rest_of(s, at));
        size_t gap = digits ? blank_length(rest_of(s, at + digits)) : 0;
        n = word_length(rest_of(s, at + digits + gap));
        if (n && find_word((struct str){s.p + at + digits + gap, n}, lang)) {
            taken = at += digits + gap + n;
        } else if (digits && per) {
            return at + digits;
        } else {
            return taken;
        }
    }
}

/* --- combining -------------------------------------------------------------------------------- */

/* The text of a unit as terms above and below the line. */
struct unit_terms {
    struct str term[MOST_TERMS];
    bool below[MOST_TERMS];
    size_t n;
};

static bool same_term(struct str a, struct str b, enum lang lang)
{
    const struct unit_word *wa = find_word(a, lang), *wb = find_word(b, lang);
    if (wa && wb) {
        return wa->dimension == wb->dimension && wa->exponent == wb->exponent &&
               wa->apart == wb->apart && wa->factor >= wb->factor && wa->factor <= wb->factor;
    }
    return str_eq(a, b);
}

static void add_term(struct unit_terms *t, struct str term, bool below, enum lang lang)
{
    term = str_trim(term);
    const struct unit_word *w = find_word(term, lang);
    if (term.n == 0 || str_is(term, "1") || (w && w->dimension == NOTHING && w->factor >= 1)) {
        return; /* "kvot" and "index" are pure numbers: they vanish in a product */
    }
    for (size_t i = 0; i < t->n; i++) {
        if (t->below[i] != below && same_term(t->term[i], term, lang)) {
            t->n--;
            memmove(&t->term[i], &t->term[i + 1], (t->n - i) * sizeof *t->term);
            memmove(&t->below[i], &t->below[i + 1], (t->n - i) * sizeof *t->below);
            return;
        }
    }
    if (t->n < MOST_TERMS) {
        t->term[t->n] = term;
        t->below[t->n++] = below;
    }
}

static void add_terms(struct unit_terms *t, const char *text, bool flip, enum lang lang)
{
    bool below = false;
    const char *start = text, *p = text;
    for (;; p++) {
        bool per = strncmp(p, " per ", 5) == 0 || (p == text && strncmp(p, "per ", 4) == 0);
        bool times = strncmp(p, "·", 2) == 0;
        if (*p && *p != '/' && !per && !times) {
            continue;
        }
        add_term(t, (struct str){start, (size_t)(p - start)}, below != flip, lang);
        if (!*p) {
            return;
        }
        below = below || !times;
        p += per ? (*p == ' ' ? 4 : 3) : times ? 1 : 0;
        start = p + 1;
    }
}

static const char *terms_text(struct arena *arena, const struct unit_terms *t, enum lang lang)
{
    struct text out = {0};
    text_add(&out, "");
    for (size_t i = 0; i < t->n; i++) {
        if (!t->below[i]) {
            text_add(&out, out.n ? "·" : "");
            text_addn(&out, t->term[i].p, t->term[i].n);
        }
    }
    for (size_t i = 0; i < t->n; i++) {
        if (t->below[i]) {
            const struct unit_word *w = find_word(t->term[i], lang);
            const char *one = w && lang == LANG_EN ? w->en_one : NULL;
            text_add(&out, out.n ? "/" : "1/");
            if (one) {
                text_add(&out, one);
            } else {
                text_addn(&out, t->term[i].p, t->term[i].n);
            }
        }
    }
    char *copy = arena_strndup(arena, out.p, out.n);
    text_release(&out);
    return copy;
}

static const char *combined_text(struct arena *arena, const char *a, const char *b, bool divide,
                                 enum lang lang)
{
    struct unit_terms t = {0};
    add_terms(&t, a, false, lang);
    add_terms(&t, b, divide, lang);
    return terms_text(arena, &t, lang);
}

struct unit unit_combine(struct arena *arena, struct unit a, struct unit b, bool divide)
{
    struct unit u = a;
    if (unit_is_plain(&b) && !(divide && a.apart)) {
        return u;
    }
    if (unit_is_plain(&a) && !divide) {
        return b;
    }
    int sign = divide ? -1 : 1;
    u.factor = divide ? a.factor / b.factor : a.factor * b.factor;
    for (size_t i = 0; i < DIMENSIONS; i++) {
        u.power[i] = (int8_t)(a.power[i] + sign * b.power[i]);
    }
    if (unit_is_unknown(&a) || unit_is_unknown(&b)) {
        u.apart = UNIT_UNKNOWN;
    } else if (divide && a.apart == b.apart) {
        u.apart = UNIT_ORDINARY;
    } else {
        u.apart = a.apart ? a.apart : b.apart;
    }
    u.sv = combined_text(arena, a.sv, b.sv, divide, LANG_SV);
    u.en = combined_text(arena, a.en, b.en, divide, LANG_EN);
    return u;
}

struct unit unit_power(struct arena *arena, struct unit a, int power)
{
    struct unit u = unit_none();
    for (int i = 0; i < (power < 0 ? -power : power); i++) {
        u = unit_combine(arena, u, a, power < 0);
    }
    return u;
}

bool unit_root(struct unit a, struct unit *out)
{
    *out = a;
    out->factor = 1;
    bool pure = unit_is_pure(&a);
    for (size_t i = 0; i < DIMENSIONS; i++) {
        if (a.power[i] % 2 != 0) {
            return false;
        }
        out->power[i] = (int8_t)(a.power[i] / 2);
    }
    /* The caller converts the argument to factor 1 first; the text is that of the base units. */
    out->sv = pure ? "" : a.sv;
    out->en = pure ? "" : a.en;
    return a.apart == UNIT_ORDINARY || a.apart == UNIT_UNKNOWN;
}

bool unit_fits(const struct unit *a, const struct unit *b)
{
    if (unit_is_unknown(a) || unit_is_unknown(b)) {
        return true;
    }
    return a->apart == b->apart && memcmp(a->power, b->power, sizeof a->power) == 0;
}

bool unit_is_pure(const struct unit *a)
{
    static const int8_t none[DIMENSIONS];
    return a->apart == UNIT_ORDINARY && memcmp(a->power, none, sizeof none) == 0;
}

bool unit_is_plain(const struct unit *a)
{
    return unit_is_pure(a) && a->factor >= 1 && a->factor <= 1;
}

bool unit_is_unknown(const struct unit *a)
{
    return a->apart == UNIT_UNKNOWN;
}

const char *unit_text(const struct unit *unit, enum lang lang)
{
    const char *text = lang == LANG_SV ? unit->sv : unit->en;
    return text ? text : "";
}
