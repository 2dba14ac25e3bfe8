#include "rules/tell.h"

#include <math.h>
#include <string.h>

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

struct place place_at(struct reading *r, const struct rule_text *file, struct str s)
{
    size_t at = (size_t)(s.p - file->p);
    size_t line = line_of(file, at), start = file->lines[line];
    size_t length = strcspn(file->p + start, "\n");
    if (!file->shown[line]) {
        file->shown[line] = arena_strndup(r->arena, file->p + start, length);
    }
    size_t here = start + length - at;
    size_t shown = s.n < here ? s.n : here;
    return (struct place){
        .file = file->name,
        .line = (unsigned)line + 1,
        .column = (unsigned)utf8_count(file->p + start, at - start) + 1,
        .length = (unsigned)utf8_count(s.p, shown),
        .text = file->shown[line],
    };
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
    return arena_printf(r->d->arena, "%s %s %s %s %s", written, text, say(r, "eller", "or"), buffer,
                        text);
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
