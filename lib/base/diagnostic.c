#include "base/diagnostic.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"

enum { MOST_ARGUMENTS = 10, LINE_SHOWN = 100, CONTEXT_BEFORE = 40 };

/* What the reader sees of each severity. */
static const struct {
    const char *sv, *en, *colour;
} severity_words[] = {
    [SEVERITY_ERROR] = {"fel", "error", "\033[1;31m"},
    [SEVERITY_WARNING] = {"varning", "warning", "\033[1;33m"},
    [SEVERITY_NOTE] = {"upplysning", "note", "\033[1;36m"},
};

struct diagnostics *diagnostics_new(enum lang lang)
{
    struct arena *arena = arena_new();
    struct diagnostics *d = arena_alloc(arena, sizeof *d);
    d->arena = arena;
    d->lang = lang;
    return d;
}

void diagnostics_free(struct diagnostics *d)
{
    if (d) {
        arena_free(d->arena);
    }
}

void diagnostics_use(struct diagnostics *d, const struct message *table, size_t count)
{
    for (size_t i = 0; i < d->table_count; i++) {
        if (d->tables[i] == table) {
            return;
        }
    }
    assert(d->table_count < sizeof d->tables / sizeof *d->tables);
    d->tables[d->table_count] = table;
    d->table_sizes[d->table_count++] = count;
}

static const struct message *find_message(const struct diagnostics *d, const char *code)
{
    for (size_t t = 0; t < d->table_count; t++) {
        for (size_t i = 0; i < d->table_sizes[t]; i++) {
            if (strcmp(d->tables[t][i].code, code) == 0) {
                return &d->tables[t][i];
            }
        }
    }
    return NULL;
}

static enum severity severity_of(const char *code)
{
    return code[0] == 'E' ? SEVERITY_ERROR : code[0] == 'W' ? SEVERITY_WARNING : SEVERITY_NOTE;
}

/* Replaces {0} {1} ... by the arguments; a number without an argument gives nothing. */
static const char *fill(struct arena *arena, const char *format, const char *const *args, size_t n)
{
    if (!format) {
        return NULL;
    }
    struct text t = {0};
    text_add(&t, "");
    for (const char *p = format; *p; p++) {
        if (p[0] == '{' && p[1] >= '0' && p[1] <= '9' && p[2] == '}') {
            size_t i = (size_t)(p[1] - '0');
            text_add(&t, i < n ? args[i] : "");
            p += 2;
        } else {
            text_addc(&t, *p);
        }
    }
    char *copy = arena_strndup(arena, t.p, t.n);
    text_release(&t);
    return copy;
}

static struct place copy_place(struct arena *arena, struct place place)
{
    if (place.file) {
        place.file = arena_strdup(arena, place.file);
    }
    if (place.text) {
        place.text = arena_strdup(arena, place.text);
    }
    return place;
}

static void count_severity(struct diagnostics *d, enum severity severity)
{
    d->errors += severity == SEVERITY_ERROR;
    d->warnings += severity == SEVERITY_WARNING;
    d->notes += severity == SEVERITY_NOTE;
}

/* Each severity has room of its own: a thousand warnings must not hide the error. */
static bool is_full(const struct diagnostics *d, enum severity severity)
{
    const size_t told[] = {d->errors, d->warnings, d->notes};
    return told[severity] - d->dropped[severity] >= LIMIT_TOLD;
}

static struct diagnostic *drop(struct diagnostics *d, enum severity severity)
{
    d->dropped[severity]++;
    count_severity(d, severity);
    d->dropped_item = (struct diagnostic){.severity = severity, .code = "", .message = ""};
    return &d->dropped_item;
}

struct diagnostic *diagnose(struct diagnostics *d, const char *code, struct place place, ...)
{
    const char *args[MOST_ARGUMENTS];
    size_t n = 0;
    va_list list;
    va_start(list, place);
    for (const char *arg; n < MOST_ARGUMENTS && (arg = va_arg(list, const char *)) != NULL;) {
        args[n++] = arg;
    }
    va_end(list);

    const struct message *m = find_message(d, code);
    assert(m && "the code is in no table");
    static const struct message none = {"E000", "{0}", "{0}", NULL, NULL, NULL, NULL};
    m = m ? m : &none;
    if (is_full(d, severity_of(m->code))) {
        return drop(d, severity_of(m->code));
    }
    bool sv = d->lang == LANG_SV;
    struct arena *arena = d->arena;
    d->items = arena_grow(arena, d->items, d->count, &d->capacity, sizeof *d->items);
    struct diagnostic *item = &d->items[d->count];
    *item = (struct diagnostic){
        .severity = severity_of(m->code),
        .code = m->code,
        .message = fill(arena, sv ? m->sv : m->en, args, n),
        .label = fill(arena, sv ? m->label_sv : m->label_en, args, n),
        .hint = fill(arena, sv ? m->hint_sv : m->hint_en, args, n),
        .place = copy_place(arena, place),
        .order = d->count++,
    };
    count_severity(d, item->severity);
    return item;
}

static const char *copy_text(struct arena *arena, const char *text)
{
    return text ? arena_strdup(arena, text) : NULL;
}

void diagnostics_append(struct diagnostics *d, const struct diagnostics *from)
{
    for (int s = SEVERITY_ERROR; s <= SEVERITY_NOTE; s++) {
        for (size_t i = 0; i < from->dropped[s]; i++) {
            drop(d, (enum severity)s);
        }
    }
    for (size_t i = 0; i < from->count; i++) {
        if (is_full(d, from->items[i].severity)) {
            drop(d, from->items[i].severity);
            continue;
        }
        struct diagnostic item = from->items[i];
        item.message = copy_text(d->arena, item.message);
        item.label = copy_text(d->arena, item.label);
        item.hint = copy_text(d->arena, item.hint);
        item.other_label = copy_text(d->arena, item.other_label);
        item.place = copy_place(d->arena, item.place);
        item.other = copy_place(d->arena, item.other);
        item.order = d->count;
        d->items = arena_grow(d->arena, d->items, d->count, &d->capacity, sizeof *d->items);
        d->items[d->count++] = item;
        count_severity(d, item.severity);
    }
}

static int compare_numbers(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_items(const void *pa, const void *pb)
{
    const struct diagnostic *a = pa, *b = pb;
    const char *fa = a->place.file ? a->place.file : "", *fb = b->place.file ? b->place.file : "";
    int c = strcmp(fa, fb);
    if (c == 0) {
        c = compare_numbers(a->place.line, b->place.line);
    }
    if (c == 0) {
        c = compare_numbers(a->place.column, b->place.column);
    }
    return c ? c : compare_numbers(a->order, b->order);
}

void diagnostics_sort(struct diagnostics *d)
{
    if (d->count > 1) {
        qsort(d->items, d->count, sizeof *d->items, compare_items);
    }
}

/* Text from a file may hold anything: control characters would reach the terminal. */
static void add_safe(struct text *t, const char *s, size_t n)
{
    for (size_t i = 0, used; i < n; i += used) {
        uint32_t c = utf8_decode(s + i, n - i, &used);
        if (c == '\t') {
            text_addc(t, ' ');
        } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFD) {
            text_add(t, "\xEF\xBF\xBD");
        } else {
            text_addn(t, s + i, used);
        }
    }
}

static void add_text(struct text *t, const char *s)
{
    add_safe(t, s, strlen(s));
}

static void add_head(struct text *t, struct place place)
{
    if (!place.file) {
        return;
    }
    add_text(t, place.file);
    if (place.line) {
        text_printf(t, ":%u", place.line);
        if (place.column) {
            text_printf(t, ":%u", place.column);
        }
    }
    text_add(t, ": ");
}

/* Byte offset of a character. */
static size_t offset_of(const char *s, size_t n, size_t characters)
{
    size_t i = 0, used;
    while (i < n && characters-- > 0) {
        utf8_decode(s + i, n - i, &used);
        i += used;
    }
    return i;
}

static size_t line_length(const char *s)
{
    return strcspn(s, "\r\n");
}

/* Number and text of the line, and a caret under the place. A long line is cut around it. */
static void add_line(struct text *t, struct place place, const char *label)
{
    if (!place.text || place.line == 0) {
        return;
    }
    size_t n = line_length(place.text);
    size_t column = place.column ? place.column - 1 : 0;
    size_t skipped = column > LINE_SHOWN - CONTEXT_BEFORE ? column - CONTEXT_BEFORE : 0;
    size_t from = offset_of(place.text, n, skipped);
    size_t shown = offset_of(place.text + from, n - from, LINE_SHOWN);
    text_printf(t, "%6u | %s", place.line, skipped ? "…" : "");
    add_safe(t, place.text + from, shown);
    text_add(t, from + shown < n ? "…\n" : "\n");
    if (place.column == 0) {
        return;
    }
    text_add(t, "       | ");
    size_t blanks = column - skipped + (skipped > 0);
    for (size_t i = 0; i < blanks; i++) {
        text_addc(t, ' ');
    }
    size_t carets = place.length ? place.length : 1;
    for (size_t i = 0; i < carets && i + column - skipped < LINE_SHOWN; i++) {
        text_addc(t, '^');
    }
    if (label) {
        text_addc(t, ' ');
        add_text(t, label);
    }
    text_addc(t, '\n');
}

static void add_item(struct text *t, const struct diagnostic *item, enum lang lang, bool colour)
{
    bool caret = item->place.text && item->place.line && item->place.column;
    add_head(t, item->place);
    text_add(t, colour ? severity_words[item->severity].colour : "");
    text_add(t, lang == LANG_SV ? severity_words[item->severity].sv
                                : severity_words[item->severity].en);
    text_printf(t, "[%s]%s: ", item->code, colour ? "\033[0m" : "");
    add_text(t, item->message);
    if (item->label && !caret) {
        text_add(t, " – ");
        add_text(t, item->label);
    }
    text_addc(t, '\n');
    add_line(t, item->place, item->label);
    if (item->other.file) {
        text_add(t, "  ");
        add_head(t, item->other);
        add_text(t, item->other_label ? item->other_label : "");
        text_addc(t, '\n');
        add_line(t, item->other, NULL);
    }
    if (item->hint) {
        text_add(t, "       = ");
        add_text(t, item->hint);
        text_addc(t, '\n');
    }
}

void diagnostic_text(const struct diagnostic *item, enum lang lang, struct text *out)
{
    add_item(out, item, lang, false);
}

static void add_left(struct text *t, enum lang lang, enum severity severity, size_t left)
{
    const char *word = lang == LANG_SV ? severity_words[severity].sv : severity_words[severity].en;
    if (lang == LANG_SV) {
        text_printf(t, "%s: och %zu till som inte visas\n", word, left);
    } else {
        text_printf(t, "%s: and %zu more not shown\n", word, left);
    }
}

void diagnostics_print(const struct diagnostics *d, FILE *out, size_t limit, bool colour)
{
    size_t told[3] = {0};
    struct text t = {0};
    for (size_t i = 0; i < d->count; i++) {
        if (limit == 0 || told[d->items[i].severity] < limit) {
            add_item(&t, &d->items[i], d->lang, colour);
        }
        told[d->items[i].severity]++;
    }
    for (enum severity s = SEVERITY_ERROR; s <= SEVERITY_NOTE; s++) {
        size_t shown = limit && told[s] > limit ? limit : told[s];
        size_t left = told[s] + d->dropped[s] - shown;
        if (left > 0) {
            add_left(&t, d->lang, s, left);
        }
    }
    if (t.n) {
        fwrite(t.p, 1, t.n, out);
    }
    text_release(&t);
}

void diagnostics_print_gnu(const struct diagnostics *d, FILE *out)
{
    struct text t = {0};
    for (size_t i = 0; i < d->count; i++) {
        const struct diagnostic *item = &d->items[i];
        add_head(&t, item->place);
        text_printf(&t, "%s: ", severity_words[item->severity].en);
        add_text(&t, item->message);
        text_printf(&t, " [%s]\n", item->code);
    }
    if (t.n) {
        fwrite(t.p, 1, t.n, out);
    }
    text_release(&t);
}
