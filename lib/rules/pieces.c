#include "rules/pieces.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "rules/declare.h"
#include "rules/formatting.h"
#include "rules/rules.h"

const char line_heading[] = "rubrik", line_unit[] = "enhet";

struct owner { /* a name and the block that declares it */
    const char *key;
    size_t piece;
};

struct cutter {
    struct arena *arena;
    struct piece *piece;
    const struct block *block;
    struct reading *reading;
    const struct model *model;
    enum lang lang;
};

/* In the model's own file: the reading is gone when it is asked for. */
static struct place place_of(const struct cutter *c, const struct rule_text *file, struct str s)
{
    struct place place = place_at(c->reading, file, s);
    for (size_t i = 0; i < c->model->file_count; i++)
        if (c->reading->texts[i] == file)
            place.file = c->model->files[i];
    place.text = NULL;
    return place;
}

/* --- words ------------------------------------------------------------------------------------ */

static const char *keep(struct cutter *c, struct text *t)
{
    const char *kept = arena_strndup(c->arena, t->p ? t->p : "", t->n);
    text_release(t);
    return kept;
}

static struct pen pen_in(struct cutter *c, const struct property *p, enum lang to, struct text *out)
{
    return (struct pen){
        .out = out, .file = p->file, .to = to, .arena = c->arena, .on_one_line = true};
}

static const char *value_in(struct cutter *c, const struct property *p, enum lang to)
{
    struct text t = {0};
    struct pen pen = pen_in(c, p, to, &t);
    if (p->row && p->row->flags & IS_FREE)
        write_text_line(&pen, c->block, p, str_of(p->text), true);
    else
        write_words(&pen, c->block, p);
    return keep(c, &t);
}

/* "0,50 %" and "0,5 procent" are the same number. */
static const char *sense_of(struct cutter *c, const struct property *p)
{
    struct text t = {0};
    struct pen pen = pen_in(c, p, LANG_SV, &t);
    enum written what = WRITTEN_MARK, before = WRITTEN_MARK;
    size_t count = p->count;
    while (count > 1 && p->items[count - 1].kind == LEXEME_MARK &&
           (p->items[count - 1].mark == MARK_SEMICOLON || p->items[count - 1].mark == MARK_COMMA))
        count--;
    for (size_t i = 0; i < count; i++, before = what) {
        const struct lexeme *x = &p->items[i];
        const char *text = written_text(&pen, c->block, p, i, before, &what);
        char number[64];
        if (what == WRITTEN_NOT)
            continue;
        text_addc(&t, ' ');
        if (x->kind == LEXEME_NUMBER) {
            text_add(&t, number_text(number, x->number));
            text_addc(&t, ' ');
            write_unit(&pen, x->unit, false);
        } else {
            text_add(&t, text);
        }
    }
    return keep(c, &t);
}

/* --- names ------------------------------------------------------------------------------------ */

static void add_name(struct cutter *c, struct line *line, struct str s, size_t *capacity)
{
    const char *dot = memchr(s.p, '.', s.n);
    size_t n = dot ? (size_t)(dot - s.p) : s.n;
    const char *name = text_lower(c->arena, arena_strndup(c->arena, s.p, n));
    line->names =
        arena_grow(c->arena, line->names, line->name_count, capacity, sizeof *line->names);
    line->names[line->name_count++] = name;
}

static void find_names(struct cutter *c, struct line *line, const struct property *p)
{
    size_t capacity = 0;
    if (p->row && p->row->flags & IS_FREE) {
        const char *at = p->text, *last = at + strlen(at);
        struct str inside;
        while (text_has_placeholders(c->block, p) && placeholder_next(at, last, &inside, &at))
            if (inside.p)
                add_name(c, line, str_trim(inside), &capacity);
        return;
    }
    for (size_t i = 0; i < p->count; i++)
        if (p->items[i].kind == LEXEME_NAME)
            add_name(c, line, p->items[i].s, &capacity);
}

/* --- blocks ----------------------------------------------------------------------------------- */

static struct line *add_line(struct cutter *c)
{
    struct piece *p = c->piece;
    p->lines = arena_grow(c->arena, p->lines, p->count, &p->capacity, sizeof *p->lines);
    p->lines[p->count] = (struct line){0};
    return &p->lines[p->count++];
}

/* The heading and the unit, each a line that may differ alone. */
static void cut_head(struct cutter *c)
{
    const struct block *b = c->block;
    for (size_t i = 0; i < b->head_words.count; i++) {
        const struct lexeme *x = &b->head_words.items[i];
        struct property one = b->head_words;
        bool unit = x->kind == LEXEME_UNIT;
        struct line *line = add_line(c);
        one.items = (struct lexeme[]){*x, {.kind = LEXEME_END}};
        one.count = 1;
        line->key = unit ? line_unit : line_heading;
        line->word = c->lang == LANG_SV ? line->key : unit ? "unit" : "heading";
        line->place = place_of(c, b->file, x->s);
        line->said = value_in(c, &one, c->lang);
        line->text = line->sense = value_in(c, &one, LANG_SV);
        line->is_text = !unit;
        line->is_required = true;
    }
}

static bool is_for_people(const struct property_row *row)
{
    return row->read == read_text || row->read == read_calibrated || row->read == read_stop_en ||
           row->read == read_answer_text || row->read == read_answer_text_en ||
           row->read == read_sheet;
}

static void cut_property(struct cutter *c, const struct property *p)
{
    const struct property_row *row = p->row;
    struct line *line = add_line(c);
    struct str day = {p->name.p + p->name.n, 0};
    if (row->flags & IS_DATED) {
        day.p = lex_after_blanks(day.p);
        day.n = strcspn(day.p, ": \t\n");
    }
    const char *gap = day.n ? " " : "";
    line->key = arena_printf(c->arena, "%s%s%.*s", row->sv, gap, (int)day.n, day.p);
    line->word = arena_printf(c->arena, "%s%s%.*s", c->lang == LANG_SV ? row->sv : row->en, gap,
                              (int)day.n, day.p);
    line->text = value_in(c, p, LANG_SV);
    line->said = c->lang == LANG_SV ? line->text : value_in(c, p, c->lang);
    line->sense = row->flags & IS_FREE ? line->text : sense_of(c, p);
    line->place = place_of(c, p->file, p->name);
    line->is_text = is_for_people(row);
    line->is_required = (row->flags & IS_REQUIRED) != 0;
    find_names(c, line, p);
}

static void cut_block(struct cutter *c, struct pieces *pieces)
{
    const struct block *b = c->block;
    pieces->items = arena_grow(c->arena, pieces->items, pieces->count, &pieces->capacity,
                               sizeof *pieces->items);
    c->piece = &pieces->items[pieces->count++];
    *c->piece = (struct piece){.kind = (enum block_kind)b->kind,
                               .name = arena_strndup(c->arena, b->name.p, b->name.n),
                               .place = place_of(c, b->file, b->name)};
    c->piece->key = text_lower(c->arena, c->piece->name);
    cut_head(c);
    for (size_t i = 0; i < b->count; i++)
        cut_property(c, &b->properties[i]);
}

/* --- who declares what ------------------------------------------------------------------------ */

static int compare_owners(const void *a, const void *b)
{
    return strcmp(((const struct owner *)a)->key, ((const struct owner *)b)->key);
}

/* kolumn: NAME = … */
static bool declares(const struct piece *piece, const struct line *line)
{
    return piece->kind == BLOCK_SOURCE && strcmp(line->key, "kolumn") == 0 && line->name_count;
}

static void list_owners(struct pieces *pieces, struct arena *arena)
{
    size_t most = pieces->count + 1, n = 0;
    for (size_t i = 0; i < pieces->count; i++)
        most += pieces->items[i].count;
    pieces->owners = arena_array(arena, most, sizeof *pieces->owners);
    for (size_t i = 0; i < pieces->count; i++) {
        const struct piece *piece = &pieces->items[i];
        pieces->owners[n++] = (struct owner){piece->key, i};
        for (size_t k = 0; k < piece->count; k++)
            if (declares(piece, &piece->lines[k]))
                pieces->owners[n++] = (struct owner){piece->lines[k].names[0], i};
    }
    qsort(pieces->owners, n, sizeof *pieces->owners, compare_owners);
    pieces->owner_count = n;
}

struct piece *piece_owner(const struct pieces *pieces, const char *key)
{
    struct owner wanted = {key, 0};
    const struct owner *found = bsearch(&wanted, pieces->owners, pieces->owner_count,
                                        sizeof *pieces->owners, compare_owners);
    return found ? &pieces->items[found->piece] : NULL;
}

struct piece *piece_named(const struct pieces *pieces, const char *key)
{
    struct piece *piece = piece_owner(pieces, key);
    return piece && strcmp(piece->key, key) == 0 ? piece : NULL;
}

struct pieces pieces_of(const struct model *m, enum lang lang, struct arena *arena)
{
    struct pieces pieces = {0};
    struct diagnostics *unheard = diagnostics_new(lang);
    struct reading *r = reading_begin(unheard);
    for (size_t i = 0; i < m->file_count - m->overlay_count; i++)
        reading_add_text(r, m->files[i], m->file_texts[i], strlen(m->file_texts[i]));
    for (size_t i = 0; i < r->text_count; i++)
        blocks_read(r, r->texts[i]);
    struct cutter c = {.arena = arena, .reading = r, .model = m, .lang = lang};
    for (size_t i = 0; i < r->block_count; i++) {
        c.block = &r->blocks[i];
        if (c.block->kind != BLOCK_TEST)
            cut_block(&c, &pieces);
    }
    list_owners(&pieces, arena);
    model_free(r->model);
    diagnostics_free(unheard);
    return pieces;
}
