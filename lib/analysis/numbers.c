#include "analysis/numbers.h"

#include <string.h>

#include "analysis/messages.h"
#include "base/file.h"
#include "base/number.h"
#include "base/position.h"
#include "data/grid.h"
#include "data/messages.h"
#include "rules/override.h"

static const char *const name_headings[] = {"namn", "name"};
static const struct {
    const char *words[2];
    char letter; /* struct ref.property */
} value_headings[] = {
    {{"vikt", "weight"}, 'w'}, {{"lägst", "low"}, 'l'}, {{"högst", "high"}, 'h'},
    {{"värde", "value"}, 'v'}, {{"från", "from"}, 'f'}, {{"poäng", "points"}, 'p'},
};
enum { VALUES = sizeof value_headings / sizeof *value_headings };

struct sheet {
    struct grid grid;
    const struct model *m;
    const struct rule_table *table;
    struct diagnostics *d;
    struct arena *arena; /* of the changes */
    size_t name;         /* column */
    char *letter;        /* [columns]: which number a column holds, 0 = none */
    struct ref *refs;    /* [rows]: what the row names */
    bool *known;         /* [rows] */
    struct change *changes;
    size_t count;
};

/* --- headings --------------------------------------------------------------------------------- */

static bool is_word(const char *heading, const char *const words[2])
{
    return name_eq(heading, words[0]) || name_eq(heading, words[1]);
}

static void take_heading(struct sheet *s, size_t column)
{
    const char *heading = s->grid.table.headings[column];
    if (is_word(heading, name_headings) && s->name == SIZE_MAX) {
        s->name = column;
        return;
    }
    for (size_t k = 0; k < VALUES; k++)
        if (is_word(heading, value_headings[k].words))
            s->letter[column] = value_headings[k].letter;
    for (size_t i = 0; i < column; i++)
        if (s->letter[column] && s->letter[i] == s->letter[column]) {
            diagnose(s->d, "E823", grid_heading_place(&s->grid, column), heading, NULL);
            s->letter[column] = 0;
            return;
        }
    if (!s->letter[column])
        diagnose(s->d, "E821", grid_heading_place(&s->grid, column), heading, NULL);
}

static bool take_headings(struct sheet *s)
{
    s->name = SIZE_MAX;
    s->letter = arena_array(s->arena, s->grid.table.columns + 1, sizeof *s->letter);
    for (size_t i = 0; i < s->grid.table.columns; i++)
        take_heading(s, i);
    if (s->name != SIZE_MAX)
        return true;
    table_column(&s->grid.table, name_headings[s->d->lang == LANG_EN], s->table->file_place, s->d);
    return false;
}

/* --- names ------------------------------------------------------------------------------------ */

struct names {
    const char **items;
    size_t count;
    const struct model *m;
};

static void add_name(void *context, struct ref target)
{
    struct names *names = context;
    const char *name = model_head(names->m, target)->name;
    if (names->count == 0 || names->items[names->count - 1] != name)
        names->items[names->count++] = name;
}

static const char *nearest(const struct sheet *s, const char *name)
{
    struct arena *scratch = arena_new();
    size_t most = s->m->node_count + s->m->indicator_count + s->m->assumption_count;
    struct names names = {arena_array(scratch, most + 1, sizeof *names.items), 0, s->m};
    scalar_each(s->m, add_name, &names);
    const char *near = text_nearest(name, names.items, names.count);
    arena_free(scratch);
    return near;
}

static bool is_same(struct ref a, struct ref b)
{
    return a.kind == b.kind && a.index == b.index && a.part == b.part;
}

/* A row may name a thing, or a part of it: "ungas_väg.unga", "lön.skala.steg2". */
static bool find_thing(const struct sheet *s, const char *name, struct ref *out)
{
    const char *dot = strchr(name, '.');
    bool found = model_find(s->m, arena_strndup(s->arena, name, strcspn(name, ".")), out);
    out->part = 0;
    for (size_t k = 0; found && dot && k < VALUES; k++) {
        const char *path = arena_printf(s->arena, "%s.%s", dot + 1, value_headings[k].words[0]);
        struct ref target = *out;
        if (scalar_path(s->m, str_of(path), &target) && scalar_exists(s->m, target)) {
            *out = target;
            return true;
        }
    }
    return found && !dot;
}

static void take_name(struct sheet *s, size_t row)
{
    const char *name = s->grid.rows[row].cells[s->name];
    struct place place = grid_place(&s->grid, row, s->name);
    s->known[row] = find_thing(s, name, &s->refs[row]);
    if (!s->known[row]) {
        struct diagnostic *item = diagnose(s->d, "E820", place, name, NULL);
        const char *near = nearest(s, name);
        const char *hint = s->d->lang == LANG_SV ? "menade du \"%s\"?" : "did you mean \"%s\"?";
        item->hint = near ? arena_printf(s->d->arena, hint, near) : item->hint;
    }
    for (size_t i = 0; s->known[row] && i < row; i++)
        if (s->known[i] && is_same(s->refs[i], s->refs[row])) {
            struct diagnostic *item = diagnose(s->d, "E823", place, name, NULL);
            struct place first = grid_place(&s->grid, i, s->name);
            item->other = first;
            item->other.file = arena_strdup(s->d->arena, first.file);
            item->other.text = arena_strdup(s->d->arena, first.text);
            item->other_label = s->d->lang == LANG_SV ? "första gången" : "the first time";
            s->known[row] = false;
        }
}

/* --- numbers ---------------------------------------------------------------------------------- */

static bool has_value(const struct model *m, struct ref target, double value)
{
    for (size_t k = 0; k < scalar_size(m, target); k++)
        if (scalar_value(m, target, k) < value || scalar_value(m, target, k) > value)
            return false;
    return true;
}

static void add_change(struct sheet *s, struct ref target, double value, struct place place)
{
    struct change *c = &s->changes[s->count];
    *c = change_to(s->m, target, &value, s->arena);
    c->origin =
        arena_printf(s->arena, "%s %s, %s:%u", s->d->lang == LANG_SV ? "tabellen" : "the table",
                     s->table->head.name, place.file, place.line);
    c->place = place;
    c->place.file = arena_strdup(s->arena, place.file);
    c->place.text = arena_strdup(s->arena, place.text);
    c->from_table = true;
    s->count++;
}

static void take_cell(struct sheet *s, size_t row, size_t column)
{
    const char *text = s->grid.rows[row].cells[column];
    struct ref target = s->refs[row];
    target.property = s->letter[column];
    if (!text[0])
        return;
    struct place place = grid_place(&s->grid, row, column);
    double value = 0;
    if (!grid_number(&s->grid, row, column, s->table->decimal, &value))
        diagnose(s->d, "E822", place, text, NULL);
    else if (!scalar_exists(s->m, target))
        diagnose(s->d, "E421", place, s->grid.rows[row].cells[s->name], NULL);
    else if (target.property == 'w' && value < 0)
        diagnose(s->d, "E419", place, NULL);
    else if (!has_value(s->m, target, value))
        add_change(s, target, value, place);
}

/* Both ends may be in the table: the scale is looked at when all are in force. */
static void check_scales(const struct sheet *s)
{
    struct arena *scratch = arena_new();
    const struct model *after = model_changed(s->m, s->changes, s->count, scratch);
    for (size_t i = 0; i < s->count; i++) {
        struct ref target = s->changes[i].target;
        bool twice = i > 0 && is_same(s->changes[i - 1].target, target) &&
                     s->changes[i - 1].target.property == 'l';
        bool wrong =
            target.property != 'v' && !scalar_allows(after, target, scalar_value(after, target, 0));
        if (wrong && target.property == 'f')
            diagnose(s->d, "E425", s->changes[i].place, NULL);
        else if (wrong && (target.property == 'l' || (target.property == 'h' && !twice)))
            diagnose(s->d, "E424", s->changes[i].place, NULL);
    }
    arena_free(scratch);
}

static void take_rows(struct sheet *s)
{
    size_t rows = s->grid.count, columns = s->grid.table.columns;
    s->refs = arena_array(s->arena, rows + 1, sizeof *s->refs);
    s->known = arena_array(s->arena, rows + 1, sizeof *s->known);
    s->changes = arena_array(s->arena, rows * columns + 1, sizeof *s->changes);
    for (size_t i = 0; i < rows; i++)
        take_name(s, i);
    for (size_t i = 0; i < rows; i++)
        for (size_t c = 0; s->known[i] && c < columns; c++)
            if (s->letter[c])
                take_cell(s, i, c);
    check_scales(s);
}

static struct table_spec spec_of(const struct rule_table *t)
{
    return (struct table_spec){t->head.name, t->encoding, t->delimiter, 0, name_headings[0]};
}

size_t numbers_read(const struct model *m, const struct rule_table *t, struct arena *arena,
                    struct diagnostics *d, struct change **out)
{
    struct sheet s = {.m = m, .table = t, .d = d, .arena = arena};
    const char *path = path_join(arena, m->folder, t->file);
    const struct table_spec spec = spec_of(t);
    analysis_messages(d);
    messages_data_use(d);
    *out = NULL;
    if (!file_exists(path)) {
        tell_no_such_file(m->folder, t->file, t->file_place, d);
        return 0;
    }
    if (!grid_open(&s.grid, path, path, &spec, d))
        return 0;
    if (take_headings(&s))
        take_rows(&s);
    grid_close(&s.grid);
    *out = s.changes;
    return s.count;
}

/* --- where the names stand -------------------------------------------------------------------- */

/* The place of a cell without its blanks and quotes; false when the line is shown cut. */
static bool name_place(const struct sheet *s, size_t row, struct place *out)
{
    *out = grid_place(&s->grid, row, s->name);
    if (!out->text || !out->column)
        return false;
    size_t n = strlen(out->text),
           from = position_byte(out->text, n, out->column - 1, COLUMN_CHARACTERS);
    const char *name = s->grid.rows[row].cells[s->name], *p = out->text + from;
    while (*p == ' ' || *p == '"')
        p++;
    size_t length = strlen(name);
    out->column += (unsigned)(p - out->text - (ptrdiff_t)from);
    out->length = (unsigned)utf8_count(name, length);
    return strncmp(p, name, length) == 0;
}

bool numbers_mentions(const struct model *m, const struct rule_table *t, struct arena *arena,
                      struct mention **out, size_t *count)
{
    struct diagnostics *unheard = diagnostics_new(LANG_SV);
    struct sheet s = {.m = m, .table = t, .d = unheard, .arena = arena};
    const char *path = path_join(arena, m->folder, t->file);
    const struct table_spec spec = spec_of(t);
    *count = 0;
    analysis_messages(unheard);
    messages_data_use(unheard);
    bool fine = file_exists(path) && grid_open(&s.grid, path, path, &spec, unheard);
    if (fine) {
        fine = s.grid.table.encoding == ENCODING_UTF8 && take_headings(&s);
        *out = arena_array(arena, s.grid.count + 1, sizeof **out);
        for (size_t i = 0; fine && i < s.grid.count; i++) {
            struct mention *found = &(*out)[*count];
            *found = (struct mention){.owner = UINT32_MAX};
            bool known = model_find(m, s.grid.rows[i].cells[s.name], &found->ref);
            fine = !known || name_place(&s, i, &found->place);
            found->place.file = arena_strdup(arena, path);
            found->place.text = found->place.text ? arena_strdup(arena, found->place.text) : NULL;
            *count += known;
        }
        grid_close(&s.grid);
    }
    diagnostics_free(unheard);
    return fine;
}
