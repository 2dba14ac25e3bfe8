/* Lines to blocks and properties. What is not understood is told here and passed over whole. */
#include <string.h>

#include "base/date.h"
#include "base/limits.h"
#include "rules/habits.h"
#include "rules/keywords.h"
#include "rules/surveying.h"
#include "rules/tell.h"

struct reader {
    struct reading *r;
    const struct rule_text *file;
    const char *p;    /* start of the line that is read next */
    size_t block;     /* index + 1 in r->blocks; 0: none, or one that is passed over */
    bool passed_over; /* inside a block that is not understood */
    bool loose;       /* the last value was broken: lines that may belong to it are passed over */
};

static struct str first_word(const char *p)
{
    size_t n = strcspn(p, " \t\n:");
    return (struct str){p, n ? n : 1};
}

/* --- block heads ------------------------------------------------------------------------------ */

static void unknown_block(struct reader *x, struct str word)
{
    struct reading *r = x->r;
    enum lang lang = x->file->lang, other = lang == LANG_SV ? LANG_EN : LANG_SV;
    struct diagnostic *item = tell(r, "E103", place_at(r, x->file, word), said(r, word), NULL);
    enum block_kind kind;
    if (block_find(word, other, &kind)) {
        const struct block_row *row = block_row(kind);
        tell_hint(r, item, "i den här filen heter det \"{0}\"", "in this file it is called \"{0}\"",
                  lang == LANG_SV ? row->sv : row->en);
    } else {
        tell_hint(r, item, "menade du \"{0}\"?", "did you mean \"{0}\"?",
                  may_suggest(r, BLOCK_KINDS) ? block_nearest(r->d->arena, word, lang) : NULL);
    }
    tell_hint(r, item, "ta bort raden: den är en ram ur ett textdokument",
              "remove the line: it is a frame from a text document",
              strncmp(word.p, "```", 3) == 0 ? "" : NULL);
    struct str name = lex_name(lex_after_blanks(word.p + word.n));
    if (name.n) {
        names_add(r, x->file, name, (struct ref){SYMBOL_KINDS, 0, 'v', 0});
    }
}

static void read_label(struct reader *x, struct block *b, const struct property *p)
{
    size_t i = 0;
    if (p->items[i].kind == LEXEME_TEXT) {
        b->label = p->items[i++].text;
    }
    if (p->items[i].kind == LEXEME_UNIT) {
        b->unit = p->items[i++].unit;
    }
    if (p->items[i].kind != LEXEME_END) {
        struct str s = p->items[i].s;
        struct diagnostic *item =
            tell(x->r, "E107", place_at(x->r, x->file, s), said(x->r, s),
                 say(x->r, "en rubrik inom citattecken och sedan enheten inom [ ]",
                     "a heading in quotes and then the unit in [ ]"),
                 NULL);
        habit_of_head(x->r, item, b, &p->items[i]);
    }
    const struct block_row *row = block_row((enum block_kind)b->kind);
    if (b->unit.p && !row->has_unit) {
        const char *word = x->file->lang == LANG_SV ? row->sv : row->en;
        tell(x->r, "E134", place_at(x->r, x->file, b->unit), b->name.n ? said(x->r, b->name) : word,
             said(x->r, b->unit), NULL);
    }
    if (row->unnamed && i == 0 && p->count == 0) {
        struct diagnostic *item =
            tell(x->r, "E132", b->place,
                 say(x->r, "en rubrik inom citattecken", "a heading in quotes"), NULL);
        tell_hint(x->r, item, "skriv till exempel: {0} \"Så ska det bli\"",
                  "write for example: {0} \"How it should be\"",
                  x->file->lang == LANG_SV ? row->sv : row->en);
    } else if (row->unnamed && b->label) {
        b->place = place_at(x->r, x->file, p->items[0].s);
    }
}

/* May one more block or property be read? Told where the first too many stands. */
static bool may_add(struct reading *r, const struct rule_text *file, struct str s)
{
    if (r->items++ == LIMIT_RULE_ITEMS) {
        tell(r, "E452", place_at(r, file, s), "8 000", NULL);
    }
    return r->items <= LIMIT_RULE_ITEMS;
}

/* block = ord [NAMN] ["rubrik"] ["[" enhet "]"] */
static void read_head(struct reader *x)
{
    struct reading *r = x->r;
    struct str word = lex_name(x->p);
    enum block_kind kind;
    x->block = 0;
    x->passed_over = true;
    x->loose = false;
    if (lex_typographic(r, x->file, x->p)) {
        x->p = lex_next_line(lex_line_end(x->p));
        return;
    }
    if (!word.n || !block_find(word, x->file->lang, &kind)) {
        unknown_block(x, word.n ? word : first_word(x->p));
        x->p = lex_next_line(lex_line_end(x->p));
        return;
    }
    bool unnamed = block_row(kind)->unnamed;
    struct str name =
        unnamed ? (struct str){word.p + word.n, 0} : lex_name(lex_after_blanks(word.p + word.n));
    if (!name.n && !unnamed) {
        struct diagnostic *item = tell(r, "E100", place_at(r, x->file, word), said(r, word), NULL);
        tell_hint(r, item, "skriv utan kolon: {0} mitt_namn \"Min rubrik\"",
                  "write without a colon: {0} my_name \"My heading\"",
                  *lex_after_blanks(word.p + word.n) == ':' ? said(r, word) : NULL);
        x->p = lex_next_line(lex_line_end(x->p));
        return;
    }
    if (!may_add(r, x->file, word)) {
        return;
    }
    r->blocks =
        arena_grow(r->arena, r->blocks, r->block_count, &r->block_capacity, sizeof *r->blocks);
    struct block *b = &r->blocks[r->block_count++];
    *b = (struct block){
        .kind = (int)kind, .file = x->file, .name = name, .place = place_at(r, x->file, name)};
    struct property rest = {0};
    if (lex_value(r, x->file, name.p + name.n, &rest, &x->p)) {
        b->head_words = rest;
        read_label(x, b, &rest);
    } else {
        b->broken = true;
    }
    x->p = lex_next_line(x->p);
    x->block = r->block_count;
    x->passed_over = false;
}

/* --- properties ------------------------------------------------------------------------------- */

static const char *skip_text_lines(const char *end)
{
    for (;;) {
        const char *next = lex_next_line(end);
        if (next == end || !lex_blank(next) || *lex_after_blanks(next) != '|') {
            return end;
        }
        end = lex_line_end(next);
    }
}

/* The lines of a free text, joined by blanks. */
static void read_free_text(struct reader *x, const struct block *b, struct property *p,
                           const char *from)
{
    bool is_table = b->kind == BLOCK_TEST; /* there | begins a line of the table */
    const char *end = lex_line_end(from), *last = is_table ? end : skip_text_lines(end);
    p->raw = (struct str){from, (size_t)(last - from)};
    struct text t = {0};
    struct str line = str_trim((struct str){from, (size_t)(end - from)});
    text_addn(&t, line.p, line.n);
    while (end != last) {
        const char *start = lex_after_blanks(lex_next_line(end)) + 1;
        end = lex_line_end(start);
        line = str_trim((struct str){start, (size_t)(end - start)});
        text_add(&t, t.n && line.n ? " " : "");
        text_addn(&t, line.p, line.n);
    }
    p->text = arena_strndup(x->r->arena, t.n ? t.p : "", t.n);
    text_release(&t);
    x->p = lex_next_line(last);
}

/* The property stands here, though broken: it must not be told as missing too. */
static void keep_broken(struct reader *x, struct block *b, struct property p)
{
    p.broken = true;
    b->properties =
        arena_grow(x->r->arena, b->properties, b->count, &b->capacity, sizeof *b->properties);
    b->properties[b->count++] = p;
}

/* Blocks that have it; else, when few enough to read, what this block has. */
static void hint_elsewhere(struct reader *x, struct diagnostic *item, const struct block *b,
                           struct str name)
{
    enum lang lang = x->file->lang;
    struct text list = {0};
    text_add(&list, "");
    for (int kind = 0; kind < BLOCK_KINDS; kind++) {
        const struct block_row *row = block_row((enum block_kind)kind);
        if (property_find((enum block_kind)kind, name, lang)) {
            text_printf(&list, "%s%s", list.n ? ", " : "", lang == LANG_SV ? row->sv : row->en);
        }
    }
    if (list.n) {
        tell_hint(x->r, item, "den finns i {0}", "it exists in {0}", list.p);
    } else {
        const struct block_row *row = block_row((enum block_kind)b->kind);
        for (size_t i = 0; i < row->property_count; i++) {
            const struct property_row *p = &row->properties[i];
            text_printf(&list, "%s%s", i ? ", " : "", lang == LANG_SV ? p->sv : p->en);
        }
        tell_hint(x->r, item, "här kan stå {0}", "what may stand here: {0}", list.p);
    }
    text_release(&list);
}

/* A property in the first column: the indent was forgotten. */
static bool is_not_indented(const struct reader *x, struct str word)
{
    if (!x->block || !word.n || *lex_after_blanks(word.p + word.n) != ':') {
        return false;
    }
    const struct block *b = &x->r->blocks[x->block - 1];
    return property_find((enum block_kind)b->kind, word, x->file->lang) != NULL;
}

static void read_property(struct reader *x);

/* Told, and read as if it were indented. */
static void read_not_indented(struct reader *x, struct str word)
{
    struct reading *r = x->r;
    const struct block *b = &r->blocks[x->block - 1];
    const char *owner = b->name.n ? said(r, b->name) : b->label ? b->label : "";
    tell(r, "E150", place_at(r, x->file, word), said(r, word), owner, NULL);
    read_property(x);
}

static void unknown_property(struct reader *x, struct block *b, struct str name)
{
    struct reading *r = x->r;
    enum lang lang = x->file->lang, other = lang == LANG_SV ? LANG_EN : LANG_SV;
    const struct block_row *row = block_row((enum block_kind)b->kind);
    struct diagnostic *item = tell(r, "E102", place_at(r, x->file, name), said(r, name),
                                   lang == LANG_SV ? row->sv : row->en, NULL);
    const struct property_row *same = property_find((enum block_kind)b->kind, name, other);
    if (same) {
        tell_hint(r, item, "i den här filen heter det \"{0}\"", "in this file it is called \"{0}\"",
                  lang == LANG_SV ? same->sv : same->en);
        keep_broken(x, b, (struct property){.row = same, .name = name, .file = x->file});
        return;
    }
    if (!may_suggest(r, row->property_count)) {
        return;
    }
    const char *nearest = property_nearest(r->d->arena, (enum block_kind)b->kind, name, lang);
    if (nearest) {
        tell_hint(r, item, "menade du \"{0}\"?", "did you mean \"{0}\"?", nearest);
    } else {
        hint_elsewhere(x, item, b, name);
    }
    same = nearest ? property_find((enum block_kind)b->kind, str_of(nearest), lang) : NULL;
    if (same) {
        keep_broken(x, b, (struct property){.row = same, .name = name, .file = x->file});
    }
}

/* Tells a property that stands twice: only the first counts, so that no reader meets two. */
static bool stands_twice(struct reader *x, const struct block *b, const struct property *p)
{
    for (size_t i = 0; i < b->count && !(p->row->flags & IS_REPEATED); i++) {
        if (b->properties[i].row == p->row && !b->properties[i].broken) {
            struct diagnostic *item =
                tell(x->r, "E109", place_at(x->r, x->file, p->name), said(x->r, p->name), NULL);
            tell_other(x->r, item, place_at(x->r, x->file, b->properties[i].name),
                       say(x->r, "första gången", "the first time"));
            return true;
        }
    }
    return false;
}

static void tell_empty(struct reader *x, const struct property *p, const char *wanted)
{
    struct diagnostic *item = tell(x->r, "E132", place_at(x->r, x->file, p->name), wanted, NULL);
    tell_hint(x->r, item, "skriv {0} efter kolon", "write {0} after the colon", wanted);
}

static void read_value(struct reader *x, struct block *b, struct property *p, const char *from)
{
    struct reading *r = x->r;
    if (!may_add(r, x->file, p->name)) {
        return;
    }
    bool twice = stands_twice(x, b, p);
    if (p->row->flags & IS_FREE) {
        read_free_text(x, b, p, lex_after_blanks(from));
        x->loose = false;
        if (p->text[0] == '\0') {
            p->broken = true;
            tell_empty(x, p, say(r, "en text", "a text"));
        }
    } else {
        p->broken = !lex_value(r, x->file, from, p, &x->p);
        x->loose = p->broken;
        x->p = lex_next_line(x->p);
        if (!p->broken && p->count == 0) {
            p->broken = true;
            const struct expected_value *value = expected_of(p->row);
            tell_empty(x, p,
                       value ? say(r, value->help_sv, value->help_en)
                             : say(r, "ett värde", "a value"));
        }
    }
    p->broken = p->broken || twice;
    b->properties =
        arena_grow(r->arena, b->properties, b->count, &b->capacity, sizeof *b->properties);
    b->properties[b->count++] = *p;
}

/* dag före kolon: från 2024-01-01: 15 */
static bool read_day(struct reader *x, struct property *p, const char **at)
{
    const char *start = lex_after_blanks(*at);
    size_t n = strcspn(start, ": \t\n");
    struct str day = {start, n};
    if (!(p->row->flags & IS_DATED)) {
        return true;
    }
    if (!date_parse(start, n, &p->day)) {
        tell(x->r, "E135", place_at(x->r, x->file, day.n ? day : p->name), said(x->r, day), NULL);
        return false;
    }
    *at = start + n;
    return true;
}

static void pass_line(struct reader *x)
{
    bool is_table = x->block && x->r->blocks[x->block - 1].kind == BLOCK_TEST;
    const char *end = lex_line_end(x->p);
    x->p = lex_next_line(is_table ? end : skip_text_lines(end));
}

/* område före kolon: vänta för "A": villkor */
static bool read_for(struct reader *x, struct property *p, const char **at)
{
    const char *start = lex_after_blanks(*at);
    struct str word = lex_name(start);
    int value = 0;
    if (!(p->row->flags & IS_FOR)) {
        return true;
    }
    const char *text = lex_after_blanks(word.p + word.n);
    size_t n = lex_quoted(text);
    if (word_find(&for_words, word, x->file->lang, &value) && n > 2) {
        p->raw = (struct str){text, n};
        *at = text + n;
        return true;
    }
    struct str found = *start == '\n' || *start == '\0' ? p->name : first_word(start);
    if (!lex_typographic(x->r, x->file, word.n ? text : start)) {
        struct diagnostic *item =
            tell(x->r, "E107", place_at(x->r, x->file, found), said(x->r, found),
                 say(x->r, "för \"kommunens namn\"", "for \"the municipality's name\""), NULL);
        const char *colon = memchr(start, ':', (size_t)(lex_line_end(start) - start));
        struct str rest = {colon ? colon + 1 : start, 0};
        rest.n = (size_t)(lex_line_end(rest.p) - rest.p);
        bool sv = x->file->lang == LANG_SV;
        tell_hint(x->r, item, "skriv {0}", "write {0}",
                  arena_printf(x->r->d->arena,
                               sv ? "vänta för \"kommunens namn\": %s"
                                  : "expect for \"the municipality's name\": %s",
                               said(x->r, str_trim(rest))));
    }
    return false;
}

/* rad = "|" ruta ("|" ruta)* ["|"] */
static void read_line(struct reader *x)
{
    struct reading *r = x->r;
    struct block *b = &r->blocks[x->block - 1];
    struct property p = {.row = &table_line, .file = x->file};
    const char *start = lex_after_blanks(x->p);
    p.name = (struct str){start, 1};
    if (!may_add(r, x->file, p.name)) {
        return;
    }
    p.broken = !lex_line(r, x->file, start, &p, &x->p);
    x->p = lex_next_line(x->p);
    x->loose = false;
    b->properties =
        arena_grow(r->arena, b->properties, b->count, &b->capacity, sizeof *b->properties);
    b->properties[b->count++] = p;
}

static void missing_colon(struct reader *x, struct str name)
{
    struct place place = place_at(x->r, x->file, name);
    place.column += place.length;
    place.length = 1;
    tell(x->r, "E112", place, said(x->r, name), NULL);
}

/* egenskap = ord [dag] ":" värde */
static void read_property(struct reader *x)
{
    struct reading *r = x->r;
    const char *start = lex_after_blanks(x->p);
    struct str name = lex_name(start);
    const char *after = name.p + name.n;
    struct block *b = &r->blocks[x->block - 1];
    bool colon = *lex_after_blanks(after) == ':';
    const struct property_row *row =
        name.n ? property_find((enum block_kind)b->kind, name, x->file->lang) : NULL;
    if (x->loose && !row && !colon) {
        pass_line(x);
        return;
    }
    if (!name.n) {
        if (!lex_typographic(r, x->file, start)) {
            struct str word = first_word(start);
            tell(r, "E107", place_at(r, x->file, word), said(r, word),
                 say(r, "en egenskap, namn: värde", "a property, name: value"), NULL);
        }
        pass_line(x);
        return;
    }
    struct property p = {.row = row, .name = name, .file = x->file};
    bool fine = true;
    if (row) {
        fine = read_day(x, &p, &after) && read_for(x, &p, &after);
        colon = *lex_after_blanks(after) == ':';
    }
    if (fine && !colon) {
        missing_colon(x, name);
    } else if (fine && !row) {
        unknown_property(x, b, name);
    }
    if (fine && row) { /* a colon that is missing was told: the value is read all the same */
        read_value(x, b, &p, colon ? lex_after_blanks(after) + 1 : after);
        return;
    }
    x->loose = true;
    if (row) {
        keep_broken(x, b, p);
    }
    pass_line(x);
}

/* --- all lines -------------------------------------------------------------------------------- */

void blocks_read(struct reading *r, const struct rule_text *file)
{
    struct reader x = {.r = r, .file = file, .p = file->p};
    while (*x.p && !reading_is_given_up(r)) {
        const char *start = lex_after_blanks(x.p);
        if (*start == '\n' || *start == '\0' || *start == '#') {
            x.p = lex_next_line(lex_line_end(x.p));
        } else if (start == x.p && is_not_indented(&x, lex_name(x.p))) {
            read_not_indented(&x, lex_name(x.p));
        } else if (start == x.p) {
            read_head(&x);
        } else if (x.block && *start == '|' && r->blocks[x.block - 1].kind == BLOCK_TEST) {
            read_line(&x);
        } else if (x.block) {
            read_property(&x);
        } else {
            if (!x.passed_over) {
                struct str word = first_word(start);
                tell(r, "E136", place_at(r, file, word), NULL);
                x.passed_over = true;
            }
            pass_line(&x);
        }
    }
}
