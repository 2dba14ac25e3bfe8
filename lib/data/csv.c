#include "data/csv.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

enum { BUFFER_STEP = 4096, MOST_REWOUND = 64 << 20 };

/* libcsv takes NULL for "out of memory" and stops: that is how a field gets a ceiling. */
static void *resize_field(void *p, size_t size)
{
    return size > LIMIT_FIELD + BUFFER_STEP ? NULL : memory_resize(p, size);
}

static void parser_start(struct csv_parser *parser, char delimiter)
{
    csv_init(parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(parser, (unsigned char)delimiter);
    csv_set_realloc_func(parser, resize_field);
    csv_set_blk_size(parser, BUFFER_STEP);
}

struct csv_slot *csv_slots_new(size_t count)
{
    struct csv_slot *slots = memory_alloc(count * sizeof *slots);
    for (size_t i = 0; i < count; i++) {
        slots[i] = (struct csv_slot){.p = memory_alloc(32), .capacity = 32};
    }
    return slots;
}

void csv_slots_free(struct csv_slot *slots, size_t count)
{
    for (size_t i = 0; slots && i < count; i++) {
        free(slots[i].p);
    }
    free(slots);
}

/* The scan and the record under way. */
struct progress {
    struct csv_scan *scan;
    size_t column; /* fields of this record so far */
    struct csv_row row;
    bool stops[256]; /* bytes that end a bare field, or make it one for libcsv */
};

static inline uint64_t eight(const char *p)
{
    uint64_t x;
    memcpy(&x, p, 8);
    return x;
}

static inline uint32_t four(const char *p)
{
    uint32_t x;
    memcpy(&x, p, 4);
    return x;
}

/* Fields are short and there are millions of them: two overlapping loads beat a call. */
static inline bool same_bytes(const char *a, const char *b, size_t n)
{
    if (n >= 8 && n <= 16) {
        return ((eight(a) ^ eight(b)) | (eight(a + n - 8) ^ eight(b + n - 8))) == 0;
    }
    if (n >= 4 && n < 8) {
        return ((four(a) ^ four(b)) | (four(a + n - 4) ^ four(b + n - 4))) == 0;
    }
    return memcmp(a, b, n) == 0;
}

static inline void copy_bytes(char *to, const char *from, size_t n)
{
    if (n >= 8 && n <= 16) {
        uint64_t last = eight(from + n - 8);
        memcpy(to, from, 8);
        memcpy(to + n - 8, &last, 8);
    } else if (n >= 4 && n < 8) {
        uint32_t last = four(from + n - 4);
        memcpy(to, from, 4);
        memcpy(to + n - 4, &last, 4);
    } else {
        memcpy(to, from, n);
    }
}

static inline void slot_set(struct csv_slot *slot, const char *p, size_t n)
{
    if (n == slot->n && slot->version && same_bytes(p, slot->p, n)) {
        return;
    }
    if (n > slot->capacity) {
        slot->capacity = n * 2;
        slot->p = memory_resize(slot->p, slot->capacity);
    }
    copy_bytes(slot->p, p, n);
    slot->n = n;
    slot->version++;
}

static inline void take_field(struct progress *progress, const char *p, size_t n)
{
    const struct csv_scan *scan = progress->scan;
    size_t column = progress->column++;
    if (column < scan->columns && scan->slot_of[column] >= 0) {
        slot_set(&scan->slots[scan->slot_of[column]], p, n);
    }
}

static void on_field(void *p, size_t n, void *context)
{
    take_field(context, p, n);
}

static void on_row(int terminator, void *context)
{
    (void)terminator;
    struct progress *progress = context;
    struct csv_scan *scan = progress->scan;
    size_t fields = progress->column;
    progress->column = 0;
    if (fields == scan->columns) {
        scan->row(scan->context, &progress->row);
    } else {
        scan->trouble(scan->context, CSV_RAGGED, &progress->row, fields);
    }
}

/* fält = '"' allt fram till '"' före avgränsare eller radslut | allt utom avgränsare
 * A doubled quote inside is one quote. Returns the byte after the field, or n + 1 when unclosed. */
static size_t forgiving_field(const char *line, size_t n, size_t at, char delimiter,
                              struct str *content)
{
    if (at < n && line[at] == '"') {
        for (size_t i = at + 1; i < n; i++) {
            if (line[i] == '"' && (i + 1 == n || line[i + 1] == delimiter)) {
                *content = (struct str){line + at + 1, i - at - 1};
                return i + 1;
            }
        }
        return n + 1;
    }
    const char *end = at < n ? memchr(line + at, delimiter, n - at) : NULL;
    size_t stop = end ? (size_t)(end - line) : n;
    *content = str_trim((struct str){line + at, stop - at});
    return stop;
}

static size_t undouble(char *out, struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        out[n++] = s.p[i];
        i += s.p[i] == '"' && i + 1 < s.n && s.p[i + 1] == '"';
    }
    return n;
}

/* Number of fields in a line by the forgiving rule, 0 when a quote never closes. Calls take() for
 * each when given. */
static size_t forgiving_line(const char *line, size_t n, char delimiter,
                             void (*take)(void *, size_t, void *), void *context)
{
    size_t count = 0;
    char *buffer = take ? memory_alloc(n) : NULL;
    for (size_t at = 0; at <= n; at++) {
        struct str content;
        at = forgiving_field(line, n, at, delimiter, &content);
        if (at > n) {
            count = 0;
            break;
        }
        count++;
        if (take) {
            take(buffer, undouble(buffer, content), context);
        }
    }
    free(buffer);
    return count;
}

size_t csv_line_length(const char *data, size_t n, size_t at)
{
    const char *end = at < n ? memchr(data + at, '\n', n - at) : NULL;
    size_t stop = end ? (size_t)(end - data) : n;
    if (stop > at && data[stop - 1] == '\r') {
        stop--;
    }
    return stop - at;
}

/* The record's first line again, by the forgiving rule. Returns whether the row could be used. */
static bool repair(struct progress *progress, const char *data, size_t end)
{
    struct csv_scan *scan = progress->scan;
    const char *line = data + progress->row.offset;
    size_t n = csv_line_length(data, end, progress->row.offset);
    progress->column = 0;
    if (forgiving_line(line, n, scan->delimiter, NULL, NULL) != scan->columns) {
        return false;
    }
    scan->trouble(scan->context, CSV_QUOTES, &progress->row, 0);
    forgiving_line(line, n, scan->delimiter, on_field, progress);
    progress->column = 0;
    scan->row(scan->context, &progress->row);
    return true;
}

static size_t next_line(const char *data, size_t at, size_t end)
{
    const char *newline = memchr(data + at, '\n', end - at);
    return newline ? (size_t)(newline - data) + 1 : end;
}

/* A strict parse failed inside the record that began at progress->row. Goes on after that line.
 * Returns false when reading must stop. */
static bool recover(struct progress *progress, struct csv_parser *parser, const char *data,
                    size_t end, size_t *at, size_t *rewound, enum csv_trouble kind)
{
    struct csv_scan *scan = progress->scan;
    scan->troubled = true;
    if (scan->stop_at_trouble) {
        return false;
    }
    bool used = repair(progress, data, end);
    if (!used) {
        scan->trouble(scan->context, kind, &progress->row, 0);
    }
    size_t after = next_line(data, progress->row.offset, end);
    *rewound += *at > after ? *at - after : 0;
    if (!used && kind != CSV_BROKEN) {
        return false;
    }
    if (*rewound > MOST_REWOUND) {
        scan->trouble(scan->context, CSV_UNTERMINATED, &progress->row, 0);
        return false;
    }
    scan->lines = progress->row.line + 1 - scan->first_line;
    *at = after;
    csv_free(parser);
    parser_start(parser, scan->delimiter);
    return true;
}

static inline bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* rad = fält (avgränsare fält)* "\r"? "\n";  fält = '"' allt utom '"' och "\n" '"' | bart
 * Such a line means the same to every reader of CSV, and nearly all lines are such: they are cut
 * here, four times as fast. Blank lines, blanks around a field, doubled quotes, line breaks inside
 * quotes and all that is wrong are libcsv's. Returns the byte after the line, or NULL when it is
 * not plain (fields taken so far are then taken again). A "\n" must stand at p or after. */
static const char *plain_line(struct progress *progress, const char *p)
{
    const char delimiter = progress->scan->delimiter;
    if (*p == '\r' || *p == '\n') {
        return NULL;
    }
    for (;; p++) {
        const char *field = p;
        if (*p == '"') {
            for (p++; *p != '"' && *p != '\n';) {
                p++;
            }
            if (*p != '"') {
                return NULL;
            }
            take_field(progress, field + 1, (size_t)(p++ - field) - 1);
        } else {
            while (!progress->stops[(unsigned char)*p]) {
                p++;
            }
            if (p > field && (is_blank(*field) || is_blank(p[-1]))) {
                return NULL;
            }
            take_field(progress, field, (size_t)(p - field));
        }
        if (*p != delimiter) {
            p += *p == '\r';
            return *p == '\n' ? p + 1 : NULL;
        }
    }
}

/* Reads plain lines from data[at] on, up to `end`, which stands after a "\n". Returns the offset of
 * the first line that is not plain, or end. */
static size_t plain_lines(struct progress *progress, const char *data, size_t at, size_t end)
{
    struct csv_scan *scan = progress->scan;
    while (at < end) {
        progress->row = (struct csv_row){scan->first_line + scan->lines, at};
        progress->column = 0;
        const char *after = plain_line(progress, data + at);
        if (!after || (size_t)(after - data) - at > LIMIT_FIELD) {
            break;
        }
        scan->lines++;
        at = (size_t)(after - data);
        on_row('\n', progress);
    }
    return at;
}

/* Where the last whole line of data[begin, end) ends. */
static size_t whole_lines(const char *data, size_t begin, size_t end)
{
    while (end > begin && data[end - 1] != '\n') {
        end--;
    }
    return end;
}

static void progress_start(struct progress *progress, struct csv_scan *scan)
{
    *progress = (struct progress){.scan = scan};
    progress->stops[(unsigned char)scan->delimiter] = true;
    progress->stops['"'] = true;
    progress->stops['\r'] = true;
    progress->stops['\n'] = true;
}

/* One line at a time: libcsv counts no lines, and this way each record's first is known. */
bool csv_scan(struct csv_scan *scan, const char *data, size_t begin, size_t end)
{
    struct csv_parser parser;
    struct progress progress;
    size_t at = begin, rewound = 0, whole = whole_lines(data, begin, end);
    progress_start(&progress, scan);
    bool ok = true;
    scan->lines = 0;
    scan->troubled = false;
    parser_start(&parser, scan->delimiter);
    while (ok) {
        if (parser.pstate == 0) {
            at = plain_lines(&progress, data, at, whole);
        }
        if (at == end) {
            if (csv_fini(&parser, on_field, on_row, &progress) == 0) {
                break;
            }
            ok = recover(&progress, &parser, data, end, &at, &rewound, CSV_UNTERMINATED);
            continue;
        }
        if (parser.pstate == 0) {
            progress.row = (struct csv_row){scan->first_line + scan->lines, at};
            progress.column = 0;
        }
        size_t after = next_line(data, at, end);
        scan->lines++;
        if (csv_parse(&parser, data + at, after - at, on_field, on_row, &progress) == after - at) {
            at = after;
            continue;
        }
        enum csv_trouble kind = csv_error(&parser) == CSV_EPARSE ? CSV_BROKEN : CSV_TOO_LARGE;
        at = after;
        ok = recover(&progress, &parser, data, end, &at, &rewound, kind);
    }
    csv_free(&parser);
    return ok;
}

/* A record being gathered for csv_records(). */
struct gathering {
    struct arena *arena;
    struct csv_record *record;
    size_t capacity;
    bool done;
};

static void gather_field(void *p, size_t n, void *context)
{
    struct gathering *g = context;
    struct csv_record *r = g->record;
    if (g->done || r->count >= LIMIT_COLUMNS) {
        return;
    }
    r->fields = arena_grow(g->arena, r->fields, r->count, &g->capacity, sizeof *r->fields);
    r->fields[r->count++] = (struct str){arena_strndup(g->arena, p, n), n};
}

static void gather_row(int terminator, void *context)
{
    (void)terminator;
    ((struct gathering *)context)->done = true;
}

/* Reads one record at data[at]; returns the offset after it. */
static size_t gather(struct gathering *g, const char *data, size_t n, size_t at, char delimiter,
                     unsigned *lines)
{
    struct csv_parser parser;
    size_t begin = at, first = next_line(data, at, n);
    unsigned passed = 0;
    bool ok = true;
    parser_start(&parser, delimiter);
    while (ok && !g->done && at < n) {
        size_t after = next_line(data, at, n);
        ok = csv_parse(&parser, data + at, after - at, gather_field, gather_row, g) == after - at;
        at = after;
        passed++;
        if (parser.pstate == 0) {
            break;
        }
    }
    ok = ok && csv_fini(&parser, gather_field, gather_row, g) == 0;
    csv_free(&parser);
    if (!ok) {
        g->record->count = 0;
        size_t length = csv_line_length(data, n, begin);
        if (forgiving_line(data + begin, length, delimiter, NULL, NULL) > 0) {
            forgiving_line(data + begin, length, delimiter, gather_field, g);
        } else if (length > 0) {
            gather_field((void *)(uintptr_t)(data + begin), length, g); /* as one field */
        }
        at = first;
        passed = 1;
    }
    *lines += passed;
    return at;
}

size_t csv_records(struct arena *arena, const char *data, size_t n, char delimiter,
                   struct csv_record *out, size_t most)
{
    size_t count = 0, at = 0;
    unsigned lines = 0;
    for (size_t tries = 0; count < most && at < n && tries < most * 100; tries++) {
        struct csv_record record = {.line = lines + 1, .offset = at};
        struct gathering g = {.arena = arena, .record = &record};
        at = gather(&g, data, n, at, delimiter, &lines);
        record.end = at;
        if (record.count > 0) {
            out[count++] = record;
        }
    }
    return count;
}

bool csv_field_span(const char *line, size_t n, char delimiter, size_t column, size_t *start,
                    size_t *length)
{
    for (size_t at = 0; at <= n; at++) {
        struct str content;
        size_t from = at;
        at = forgiving_field(line, n, at, delimiter, &content);
        if (at > n) {
            return false;
        }
        if (column-- == 0) {
            *start = from;
            *length = at - from;
            return true;
        }
    }
    return false;
}

size_t csv_split(const char *data, size_t begin, size_t end, size_t wanted)
{
    if (wanted <= begin || wanted >= end) {
        return wanted <= begin ? begin : end;
    }
    return next_line(data, wanted, end);
}
