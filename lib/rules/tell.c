#include "rules/tell.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "base/number.h"

/* The line that holds the byte at `at`. */
static size_t line_of(const struct rule_text *file, size_t at)
{
    size_t low = 0, high = file->line_count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (file->lines[middle] <= at) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Columns count characters, and a line may be long: places are asked for from left to right, and
 * from the start of an expression, so the last few answers are where to count from. */
enum { REMEMBERED = 4 };
struct column_memory {
    size_t at[REMEMBERED], column[REMEMBERED], next;
};

struct column_memory *column_memory_new(struct arena *arena)
{
    return arena_alloc(arena, sizeof(struct column_memory));
}

/* Characters from the start of the line to `at`. */
static size_t column_at(const struct rule_text *file, size_t start, size_t at)
{
    struct column_memory *m = file->memory;
    size_t from = start, column = 0, replaced = m->next;
    for (size_t i = 0; i < REMEMBERED; i++) {
        if (m->at[i] >= from && m->at[i] <= at && m->at[i] > start) {
            from = m->at[i];
            column = m->column[i];
            replaced = i;
        }
    }
    column += utf8_count(file->p + from, at - from);
    if (from < at) {
        bool near = at - from < 64 && from > start; /* goes on from there: no new entry */
        replaced = near ? replaced : m->next;
        m->at[replaced] = at;
        m->column[replaced] = column;
        m->next = near ? m->next : (m->next + 1) % REMEMBERED;
    }
    return column;
}

static size_t line_length(const struct rule_text *file, size_t line)
{
    bool last = line + 1 == file->line_count;
    size_t end = last ? file->n : file->lines[line + 1] - 1;
    return end - file->lines[line];
}

struct place place_at(struct reading *r, const struct rule_text *file, struct str s)
{
    size_t at = (size_t)(s.p - file->p);
    size_t line = line_of(file, at), start = file->lines[line];
    size_t length = line_length(file, line);
    if (!file->shown[line]) {
        file->shown[line] = arena_strndup(r->arena, file->p + start, length);
    }
    size_t here = start + length - at;
    size_t shown = s.n < here ? s.n : here, column = column_at(file, start, at);
    return (struct place){
        .file = file->name,
        .line = (unsigned)line + 1,
        .column = (unsigned)column + 1,
        .length = (unsigned)(column_at(file, start, at + shown) - column),
        .text = file->shown[line],
    };
}

bool reading_is_given_up(const struct reading *r)
{
    return r->words > LIMIT_RULE_WORDS || r->items > LIMIT_RULE_ITEMS || r->d->errors >= LIMIT_TOLD;
}

bool may_suggest(struct reading *r, size_t n)
{
    if (r->suggested >= LIMIT_SUGGESTIONS || r->compared + n > LIMIT_COMPARED) {
        if (!r->unsuggested) {
            r->unsuggested = true;
            struct place place = {.file = r->text_count ? r->texts[0]->name : NULL};
            tell(r, "N454", place, NULL);
        }
        return false;
    }
    r->suggested++;
    r->compared += n;
    return true;
}

struct place place_join(struct place a, struct place b)
{
    if (a.file == b.file && a.line == b.line && b.column + b.length > a.column) {
        a.length = b.column + b.length - a.column;
    }
    return a;
}

const char *say(const struct reading *r, const char *sv, const char *en)
{
    return r->d->lang == LANG_SV ? sv : en;
}

const char *said(struct reading *r, struct str s)
{
    return arena_strndup(r->d->arena, s.p, s.n);
}

const char *with_unit(struct reading *r, const struct rule_text *file, const char *written,
                      double number, const struct unit *unit)
{
    const char *text = unit_text(unit, r->d->lang);
    bool percent = fabs(unit->factor - 0.01) < 1e-12 && !unit->apart;
    if (!percent || fabs(number) >= 1 || fabs(number) <= 0) {
        return arena_printf(r->d->arena, "%s %s", written, text);
    }
    char buffer[32];
    number_text_decimal(buffer, number_round(number * 100, 10), file->lang == LANG_SV ? ',' : '.');
    const char *form =
        say(r, "%s %s, om talet redan är procent, eller %s %s, om det är en andel av 1",
            "%s %s, if it is per cent already, or %s %s, if it is a share of 1");
    return arena_printf(r->d->arena, form, written, text, buffer, text);
}

void tell_other(struct reading *r, struct diagnostic *item, struct place other, const char *label)
{
    item->other = other;
    item->other.file = other.file ? arena_strdup(r->d->arena, other.file) : NULL;
    item->other.text = other.text ? arena_strdup(r->d->arena, other.text) : NULL;
    item->other_label = arena_strdup(r->d->arena, label);
}

void tell_hint(struct reading *r, struct diagnostic *item, const char *sv, const char *en,
               const char *name)
{
    if (!name) {
        return;
    }
    const char *text = say(r, sv, en), *hole = strstr(text, "{0}");
    if (!hole) {
        item->hint = arena_strdup(r->d->arena, text);
        return;
    }
    item->hint = arena_printf(r->d->arena, "%.*s%s%s", (int)(hole - text), text, name, hole + 3);
}
