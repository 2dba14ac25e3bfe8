/* How a source comes from the net: hämta, hämtas_från, hämtas_till, takt, urval. */
#include <string.h>

#include "base/file.h"
#include "rules/declare.h"
#include "rules/parser.h"
#include "rules/tell.h"

enum { MOST_CALLS = 1000, MOST_SECONDS = 3600 };

static struct rule_fetch *fetch_of(const struct property *p, void *item)
{
    return (struct rule_fetch *)(void *)((char *)item + p->row->offset);
}

/* Of free text: its first line. */
static struct place text_place(struct reading *r, const struct property *p)
{
    return place_at(r, p->file, str_trim((struct str){p->raw.p, strcspn(p->raw.p, "\n")}));
}

/* hämta = "kolada" | "pxweb" | "försäkringskassan" | "fil" */
void read_fetch(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct rule_fetch *f = fetch_of(p, item);
    struct cursor c = cursor_over(r, p);
    f->place = value_place(r, p);
    f->way = FETCH_FILE; /* a slip of the pen does not make the other lines wrong */
    if (cursor_choose(&c, p->row->words, &f->way) && cursor_end(&c) && f->way != FETCH_FILE &&
        b->kind == BLOCK_REGISTER) {
        tell(r, "E492", f->place, NULL);
    }
}

static bool is_address(const char *s)
{
    static const char https[] = "https://";
    size_t n = strlen(https);
    for (const char *p = s; *p; p++) {
        if ((unsigned char)*p <= ' ' || (unsigned char)*p > '~') {
            return false;
        }
    }
    return strncmp(s, https, n) == 0 && s[n] && s[n] != '/' && !strpbrk(s, " \t\"<>\\^`{|}");
}

void read_fetch_from(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct rule_fetch *f = fetch_of(p, item);
    f->from = p->text;
    f->from_place = text_place(r, p);
    if (!is_address(p->text)) {
        tell(r, "E490", f->from_place, p->text, NULL);
    }
}

void read_fetch_to(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct rule_fetch *f = fetch_of(p, item);
    f->to = p->text;
    f->to_place = text_place(r, p);
}

/* Digits at *p, at most `most`; 0 when there are none. */
static int32_t take_digits(const char **p, int32_t most)
{
    int32_t n = 0;
    for (; **p >= '0' && **p <= '9'; ++*p) {
        n = n * 10 + (**p - '0');
        n = n > most ? most + 1 : n;
    }
    return n > most ? 0 : n;
}

/* takt = tal "/" tal "s" */
void read_rate(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct rule_fetch *f = fetch_of(p, item);
    const char *s = p->text;
    f->rate = s;
    f->calls = take_digits(&s, MOST_CALLS);
    bool parted = *s == '/';
    s += parted;
    f->every = take_digits(&s, MOST_SECONDS);
    s += *s == ' ';
    if (!parted || !f->calls || !f->every || strcmp(s, "s") != 0) {
        tell(r, "E496", text_place(r, p), p->text, NULL);
    }
}

/* urval = "variabel" ("=" "koder" | "summeras") */
void read_selection(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct rule_fetch *f = fetch_of(p, item);
    struct cursor c = cursor_over(r, p);
    struct rule_selection s = {.place = value_place(r, p), .codes = ""};
    int ignored = 0;
    if (!cursor_text(&c, &s.variable)) {
        return;
    }
    if (cursor_take_mark(&c, MARK_EQ)) {
        if (!cursor_text(&c, &s.codes)) {
            return;
        }
    } else if (cursor_choose(&c, &selection_words, &ignored)) {
        s.summed = true;
    } else {
        return;
    }
    if (!cursor_end(&c)) {
        return;
    }
    for (size_t i = 0; i < f->selection_count; i++) {
        if (strcmp(f->selections[i].variable, s.variable) == 0) {
            struct diagnostic *told = tell(r, "E497", s.place, s.variable, NULL);
            tell_other(r, told, f->selections[i].place, say(r, "första gången", "the first time"));
            return;
        }
    }
    if (!f->selections) {
        f->selections = arena_array(r->arena, b->count, sizeof *f->selections);
    }
    f->selections[f->selection_count++] = s;
}

/* --- together --------------------------------------------------------------------------------- */

static const struct property_row *row_of(const struct block *b, property_reader *read)
{
    const struct block_row *row = block_row((enum block_kind)b->kind);
    for (size_t i = 0; i < row->property_count; i++) {
        if (row->properties[i].read == read) {
            return &row->properties[i];
        }
    }
    return NULL;
}

static const char *word_of(const struct block *b, property_reader *read)
{
    const struct property_row *row = row_of(b, read);
    return b->file->lang == LANG_SV ? row->sv : row->en;
}

static const struct property *first_of(const struct block *b, property_reader *read)
{
    for (size_t i = 0; i < b->count; i++) {
        if (b->properties[i].row && b->properties[i].row->read == read) {
            return &b->properties[i];
        }
    }
    return NULL;
}

/* What says how a source is fetched means nothing where it is not. */
static void check_lonely(struct reading *r, const struct block *b)
{
    static property_reader *const parts[] = {read_fetch_from, read_fetch_to, read_rate,
                                             read_selection};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const struct property *p = first_of(b, parts[i]);
        if (p) {
            tell(r, "E491", place_at(r, p->file, p->name), word_of(b, parts[i]),
                 word_of(b, read_fetch), NULL);
        }
    }
}

static bool is_below(const char *path)
{
    return *path && *path != '/' && !strstr(path, "..");
}

static void check_target(struct reading *r, const struct rule_fetch *f, const char *glob,
                         struct place file_place)
{
    bool pattern = strpbrk(glob, "*?") != NULL;
    if (!*f->to) {
        if (pattern) {
            tell(r, "E494", file_place, glob, NULL);
        }
    } else if (strpbrk(f->to, "*?") || !is_below(f->to) || !path_matches(glob, f->to)) {
        tell(r, "E495", f->to_place, f->to, glob, NULL);
    }
}

void check_fetch(struct reading *r, const struct block *b)
{
    bool is_source = b->kind == BLOCK_SOURCE;
    if ((!is_source && b->kind != BLOCK_REGISTER) || !b->item) {
        return;
    }
    struct source *s = is_source ? b->item : NULL;
    struct rule_register *g = is_source ? NULL : b->item;
    struct rule_fetch *f = s ? &s->fetch : &g->fetch;
    f->from = f->from ? f->from : "";
    f->to = f->to ? f->to : "";
    if (!first_of(b, read_fetch)) {
        check_lonely(r, b);
        return;
    }
    if (!*f->from) {
        tell_missing(r, b, row_of(b, read_fetch_from));
    }
    const char *glob = s ? s->glob : g->glob;
    check_target(r, f, glob ? glob : "", s ? s->file_place : g->file_place);
    const struct property *selection = first_of(b, read_selection);
    if (f->way == FETCH_PXWEB && is_source && !selection) {
        tell_missing(r, b, row_of(b, read_selection));
    } else if (f->way != FETCH_PXWEB && selection) {
        tell(r, "E493", place_at(r, selection->file, selection->name), NULL);
    }
}
