#include "data/table.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "data/messages.h"
#include "data/source.h"

enum { HEAD_RECORDS = 14, HEADING_WITHIN = 10, ENCODING_SAMPLE = 256 << 10, LINE_KEPT = 4096 };

/* The line that holds a byte. */
static unsigned line_of(const struct table *t, size_t offset)
{
    unsigned line = 1;
    for (size_t i = 0; i < offset; i++) {
        line += t->bytes.data[i] == '\n';
    }
    return line;
}

void table_tell_nul(const struct table *t, size_t offset, struct diagnostics *d)
{
    struct place place = {.file = t->shown, .line = line_of(t, offset)};
    diagnose(d, "E512", place, t->shown, NULL);
}

bool table_tell_shape(const struct table *t, struct diagnostics *d)
{
    struct place place = {.file = t->shown};
    size_t at;
    bool sv = d->lang == LANG_SV;
    switch (encoding_shape(t->bytes.data, t->bytes.size, &at)) {
    case SHAPE_TEXT:
        return false;
    case SHAPE_EMPTY:
        diagnose(d, "E509", place, t->shown, NULL);
        break;
    case SHAPE_UTF16:
        diagnose(d, "E510", place, t->shown, NULL);
        break;
    case SHAPE_CR_ONLY:
        diagnose(d, "E511", place, t->shown, NULL);
        break;
    case SHAPE_NUL:
        table_tell_nul(t, at, d);
        break;
    case SHAPE_WEB:
        diagnose(d, "E521", place, t->shown, sv ? "en webbsida" : "a web page", NULL);
        break;
    case SHAPE_ZIP:
        diagnose(d, "E521", place, t->shown,
                 sv ? "en arbetsbok eller zip-fil" : "a workbook or zip", NULL);
        break;
    }
    return true;
}

/* Only the first part is looked at; a cell further down that is not UTF-8 changes the mind of the
 * reader (source.c, register.c), so no byte of the rest is visited for this. */
static bool find_encoding(struct table *t, const struct table_spec *spec, struct diagnostics *d)
{
    const char *p = t->bytes.data;
    size_t bom = encoding_bom(p, t->bytes.size), n = t->bytes.size - bom;
    struct place place = {.file = t->shown};
    t->bom = bom > 0;
    t->heading_offset = bom;
    t->stated = t->bom || spec->encoding != NULL;
    t->encoding = ENCODING_UTF8;
    if (spec->encoding && !encoding_named(spec->encoding, &t->encoding)) {
        diagnose(d, "E524", place, spec->encoding, NULL);
        return false;
    }
    if (t->bom && t->encoding != ENCODING_UTF8) {
        diagnose(d, "E515", place, t->shown, spec->encoding, NULL);
        return false;
    }
    size_t sample = n < ENCODING_SAMPLE ? n : ENCODING_SAMPLE;
    size_t valid = utf8_valid_length(p + bom, sample);
    bool cut = sample < n && sample - valid < 4; /* the sample may end inside a letter */
    if (t->encoding == ENCODING_UTF8 && valid < sample && !cut) {
        if (t->stated) {
            place.line = line_of(t, bom + valid);
            diagnose(d, "E515", place, t->shown, "UTF-8", NULL);
            return false;
        }
        t->encoding = ENCODING_WINDOWS_1252;
    }
    return true;
}

/* "[Log] Region" is "Region": a prefix that has been seen in the wild. */
static struct str without_junk(struct str s)
{
    const char *close = s.n > 0 && s.p[0] == '[' ? memchr(s.p, ']', s.n) : NULL;
    if (!close) {
        return s;
    }
    size_t n = (size_t)(close - s.p) + 1;
    return str_trim((struct str){s.p + n, s.n - n});
}

static struct str tidy_field(const struct table *t, struct str field)
{
    bool valid = true;
    return encoding_tidy(encoding_decode(t->encoding, field, t->arena, &valid), t->arena);
}

static bool has_heading(const struct table *t, const struct csv_record *r, struct str wanted)
{
    for (size_t i = 0; i < r->count; i++) {
        struct str s = tidy_field(t, r->fields[i]);
        if (str_eq(s, wanted) || (i == 0 && str_eq(without_junk(s), wanted))) {
            return true;
        }
    }
    return false;
}

/* The heading row is the first with the area's heading; without one, the first that is as wide as
 * the rows below it. */
static size_t heading_row(const struct table *t, const struct csv_record *records, size_t count,
                          const struct table_spec *spec, bool *found)
{
    struct str wanted = encoding_tidy(str_of(spec->area_heading), t->arena);
    *found = false;
    for (size_t i = 0; i < count && i < HEADING_WITHIN; i++) {
        if (spec->skip_lines >= 0 && records[i].line <= (unsigned)spec->skip_lines) {
            continue;
        }
        if (has_heading(t, &records[i], wanted)) {
            *found = true;
            return i;
        }
        if (spec->skip_lines >= 0) {
            return i;
        }
    }
    for (size_t i = 0; i + 1 < count; i++) {
        if (records[i].count > 1 && records[i].count >= records[i + 1].count) {
            return i;
        }
    }
    return 0;
}

struct candidate {
    char delimiter;
    struct csv_record records[HEAD_RECORDS];
    size_t count, row, fields;
    bool found;
};

static void try_delimiter(const struct table *t, const struct table_spec *spec, struct candidate *c)
{
    const char *p = t->bytes.data + t->heading_offset;
    size_t n = t->bytes.size - t->heading_offset;
    c->count = csv_records(t->arena, p, n, c->delimiter, c->records, HEAD_RECORDS);
    c->row = heading_row(t, c->records, c->count, spec, &c->found);
    size_t below = c->row + 1 < c->count ? c->row + 1 : c->row;
    c->fields = c->count ? c->records[below].count : 0;
}

static bool better(const struct candidate *a, const struct candidate *b)
{
    return a->found != b->found ? a->found : a->fields > b->fields;
}

static void find_delimiter(const struct table *t, const struct table_spec *spec,
                           struct candidate *best)
{
    static const char candidates[] = {';', ',', '\t'};
    if (spec->delimiter) {
        *best = (struct candidate){.delimiter = spec->delimiter};
        try_delimiter(t, spec, best);
        return;
    }
    *best = (struct candidate){0};
    for (size_t i = 0; i < sizeof candidates; i++) {
        struct candidate c = {.delimiter = candidates[i]};
        try_delimiter(t, spec, &c);
        if (i == 0 || better(&c, best)) {
            *best = c;
        }
    }
}

/* PxWeb leaves the last heading unquoted even when it holds the delimiter: then the headings are
 * more than the fields of the rows, and the last ones are one. */
static void join_last(struct table *t, size_t wanted, struct diagnostics *d)
{
    struct text joined = {0};
    char separator[3] = {t->delimiter, t->delimiter == ',' ? ' ' : '\0', '\0'};
    for (size_t i = wanted - 1; i < t->columns; i++) {
        text_add(&joined, i >= wanted ? separator : "");
        text_add(&joined, t->headings[i]);
    }
    t->headings[wanted - 1] = arena_strndup(t->arena, joined.p, joined.n);
    text_release(&joined);
    t->columns = wanted;
    diagnose(d, "N502", table_place(t, t->heading_line, t->heading_offset, SIZE_MAX),
             t->headings[wanted - 1], NULL);
}

static void drop_junk(struct table *t, struct diagnostics *d)
{
    struct str first = str_of(t->headings[0]), rest = without_junk(first);
    if (rest.n == first.n || rest.n == 0) {
        return;
    }
    char *mended = arena_strndup(t->arena, rest.p, rest.n);
    diagnose(d, "W506", table_place(t, t->heading_line, t->heading_offset, 0), t->headings[0],
             mended, NULL);
    t->headings[0] = mended;
}

static bool take_headings(struct table *t, const struct table_spec *spec, struct diagnostics *d)
{
    struct candidate c;
    find_delimiter(t, spec, &c);
    struct place place = {.file = t->shown};
    const struct csv_record *heading = &c.records[c.row];
    if (c.count == 0 || heading->count == 0) {
        diagnose(d, "E509", place, t->shown, NULL);
        return false;
    }
    if (heading->count >= LIMIT_COLUMNS) {
        const char *limit = arena_printf(t->arena, "%d", (int)LIMIT_COLUMNS);
        diagnose(d, "E520", place, t->shown, limit, NULL);
        return false;
    }
    size_t start = t->heading_offset;
    t->delimiter = c.delimiter;
    t->columns = heading->count;
    t->heading_line = heading->line;
    t->headings = arena_array(t->arena, t->columns, sizeof *t->headings);
    for (size_t i = 0; i < t->columns; i++) {
        struct str s = tidy_field(t, heading->fields[i]);
        t->headings[i] = arena_strndup(t->arena, s.p, s.n);
    }
    t->heading_offset = start + heading->offset;
    t->body = start + heading->end;
    t->body_line = heading->line;
    for (size_t i = t->heading_offset; i < t->body; i++) {
        t->body_line += t->bytes.data[i] == '\n';
    }
    if (c.row + 1 == c.count) {
        place.line = t->heading_line;
        diagnose(d, "E519", place, t->shown, NULL);
        return false;
    }
    t->sample = c.records[c.row + 1];
    if (t->sample.count > 1 && t->sample.count < t->columns) {
        join_last(t, t->sample.count, d);
    }
    drop_junk(t, d);
    return true;
}

void tell_no_such_file(const char *folder, const char *file, struct place place,
                       struct diagnostics *d)
{
    struct diagnostic *item = diagnose(d, "E508", place, file, why_text(ENOENT, d->lang), NULL);
    const char *near = file_nearest(d->arena, folder, file);
    const char *hint = d->lang == LANG_SV ? "menade du %s?" : "did you mean %s?";
    item->hint = near ? arena_printf(d->arena, hint, near) : item->hint;
}

/* Another way of writing the same file: NULL when it is not one of the usual slips. */
static const char *slip_in_name(struct arena *arena, const char *folder, const char *glob,
                                enum lang lang)
{
    bool sv = lang == LANG_SV;
    size_t count = 0;
    if (strchr(glob, '\\')) {
        char *mended = arena_strdup(arena, glob);
        for (char *p = mended; *p; p++) {
            *p = *p == '\\' ? '/' : *p;
        }
        return arena_printf(arena, sv ? "skriv / i stället för \\: %s" : "write / for \\: %s",
                            mended);
    }
    for (const char *rest = strchr(glob, '/'); rest; rest = strchr(rest + 1, '/')) {
        size_t n = (size_t)(rest - glob), all = strlen(folder);
        while (all > 0 && folder[all - 1] == '/') {
            all--;
        }
        bool own = all >= n && strncmp(folder + all - n, glob, n) == 0 &&
                   (all == n || folder[all - n - 1] == '/');
        if (own && (file_glob(arena, folder, rest + 1, &count), count > 0)) {
            return arena_printf(arena,
                                sv ? "filnamn räknas från datamappen: skriv %s"
                                   : "file names count from the data folder: write %s",
                                rest + 1);
        }
    }
    const char *dot = strrchr(glob, '.');
    size_t stem = dot ? (size_t)(dot - glob) : strlen(glob);
    const char *book = arena_printf(arena, "%.*s.xlsx", (int)stem, glob);
    file_glob(arena, folder, book, &count);
    return count == 0 ? NULL
                      : arena_printf(arena,
                                     sv ? "där ligger en arbetsbok, %s: öppna den och spara som "
                                          "\"CSV UTF-8\""
                                        : "there is a workbook, %s: open it and save as \"CSV "
                                          "UTF-8\"",
                                     book);
}

/* The only file of that kind in the pattern's folder, from the data folder; NULL: none, or more. */
static const char *only_file(struct arena *arena, const char *folder, const char *glob)
{
    const char *slash = strrchr(glob, '/'), *dot = strrchr(glob, '.');
    if (!slash || !dot || dot < slash) {
        return NULL;
    }
    size_t count = 0, n = strlen(folder);
    const char *any = arena_printf(arena, "%.*s/*%s", (int)(slash - glob), glob, dot);
    char **paths = file_glob(arena, folder, any, &count);
    return count == 1 ? paths[0] + n + (folder[n - 1] != '/') : NULL;
}

/* "menade du X?", and how a file is to be called to fit a pattern that ends in "NAME*.csv". */
static const char *hint_near(struct arena *arena, const char *glob, const char *near,
                             enum lang lang)
{
    const char *slash = strrchr(glob, '/');
    const char *name = slash ? slash + 1 : glob;
    size_t stem = strcspn(name, "*?");
    const char *sv = "menade du %s? Annars: döp filen så att namnet börjar med %.*s";
    const char *en = "did you mean %s? Otherwise: give the file a name that begins with %.*s";
    if (name[stem] == '*' && stem > 0) {
        return arena_printf(arena, lang == LANG_SV ? sv : en, near, (int)stem, name);
    }
    return arena_printf(arena, lang == LANG_SV ? "menade du %s?" : "did you mean %s?", near);
}

void table_tell_no_file(const char *folder, const char *glob, const char *source, bool optional,
                        struct place place, struct diagnostics *d)
{
    struct arena *scratch = arena_new();
    const char *near = file_nearest(scratch, folder, glob);
    const char *slip = slip_in_name(scratch, folder, glob, d->lang);
    if (optional) {
        struct diagnostic *item =
            diagnose(d, near || slip ? "W510" : "N501", place, glob, source, near, NULL);
        item->hint = slip ? arena_strdup(d->arena, slip) : item->hint;
    } else {
        struct diagnostic *item = diagnose(d, "E507", place, glob, NULL);
        near = near ? near : only_file(scratch, folder, glob);
        item->hint = near ? hint_near(d->arena, glob, near, d->lang) : item->hint;
        item->hint = slip ? arena_strdup(d->arena, slip) : item->hint;
    }
    arena_free(scratch);
}

bool table_open(struct table *t, const char *path, const char *shown, const struct table_spec *spec,
                struct diagnostics *d)
{
    int why;
    struct place place = {.file = shown};
    messages_data_use(d);
    *t = (struct table){.arena = arena_new()};
    t->shown = arena_strdup(t->arena, shown);
    if (!file_read(path, LIMIT_DATA_FILE, &t->bytes, &why)) {
        diagnose(d, "E508", place, shown, why_text(why, d->lang), NULL);
    } else if (!table_tell_shape(t, d) && find_encoding(t, spec, d) && take_headings(t, spec, d)) {
        return true;
    }
    table_close(t);
    return false;
}

void table_close(struct table *t)
{
    file_release(&t->bytes);
    arena_free(t->arena);
    t->arena = NULL;
}

size_t table_find(const struct table *t, const char *heading)
{
    struct str wanted = encoding_tidy(str_of(heading), t->arena);
    for (size_t i = 0; i < t->columns; i++) {
        if (str_is(wanted, t->headings[i])) {
            return i;
        }
    }
    return SIZE_MAX;
}

static void tell_missing(struct table *t, const char *heading, struct place place,
                         struct diagnostics *d)
{
    const char *const *names = (const char *const *)t->headings;
    const char *near = text_nearest(heading, names, t->columns);
    size_t column = near ? table_find(t, near) + 1 : 0;
    const char *number = arena_printf(t->arena, "%zu", column);
    struct diagnostic *told =
        diagnose(d, "E501", place, t->shown, heading, near ? near : "", number, NULL);
    if (near) {
        return;
    }
    struct text all = {0};
    for (size_t i = 0; i < t->columns && i < 8; i++) {
        text_printf(&all, "%s\"%s\"", i ? ", " : "", t->headings[i]);
    }
    text_add(&all, t->columns > 8 ? " …" : "");
    told->hint = arena_printf(d->arena, "%s %s",
                              d->lang == LANG_SV ? "rubrikerna är" : "the headings are", all.p);
    text_release(&all);
}

size_t table_column(struct table *t, const char *heading, struct place place, struct diagnostics *d)
{
    size_t column = table_find(t, heading);
    if (column == SIZE_MAX) {
        tell_missing(t, heading, place, d);
        return column;
    }
    for (size_t i = column + 1; i < t->columns; i++) {
        if (strcmp(t->headings[i], t->headings[column]) == 0) {
            diagnose(d, "W508", table_place(t, t->heading_line, t->heading_offset, i), heading,
                     NULL);
            break;
        }
    }
    return column;
}

static size_t characters(const struct table *t, const char *p, size_t n)
{
    return t->encoding == ENCODING_UTF8 ? utf8_count(p, n) : n;
}

struct place table_place(const struct table *t, unsigned line, size_t offset, size_t column)
{
    struct place place = {.file = t->shown, .line = line};
    const char *p = t->bytes.data + offset;
    size_t n = csv_line_length(t->bytes.data, t->bytes.size, offset);
    size_t start, length;
    if (column != SIZE_MAX && csv_field_span(p, n, t->delimiter, column, &start, &length)) {
        place.column = (unsigned)characters(t, p, start) + 1;
        place.length = (unsigned)characters(t, p + start, length);
    }
    bool valid = true;
    struct str shown = {p, n < LINE_KEPT ? n : LINE_KEPT};
    shown = encoding_decode(t->encoding, shown, t->arena, &valid);
    place.text = arena_strndup(t->arena, shown.p, shown.n);
    return place;
}

const char *table_encoding(const struct table *t)
{
    if (t->encoding == ENCODING_WINDOWS_1252) {
        return "Windows-1252";
    }
    return t->bom ? "UTF-8 BOM" : "UTF-8";
}

/* ---- Findings ---- */

static const char *const finding_codes[FINDING_KINDS] = {
    [FINDING_RAGGED] = "E505",       [FINDING_QUOTES] = "W501",    [FINDING_BROKEN] = "E514",
    [FINDING_UNTERMINATED] = "E513", [FINDING_TOO_LARGE] = "E518", [FINDING_AREA] = "W502",
    [FINDING_NUMBER] = "E504",       [FINDING_PERIOD] = "E517",    [FINDING_SEX] = "W507",
};

enum finding_kind finding_of(enum csv_trouble trouble)
{
    static const enum finding_kind kinds[] = {
        [CSV_RAGGED] = FINDING_RAGGED,       [CSV_QUOTES] = FINDING_QUOTES,
        [CSV_BROKEN] = FINDING_BROKEN,       [CSV_UNTERMINATED] = FINDING_UNTERMINATED,
        [CSV_TOO_LARGE] = FINDING_TOO_LARGE,
    };
    return kinds[trouble];
}

void findings_add(struct findings *f, enum finding_kind kind, const struct csv_row *row,
                  size_t column, size_t detail, struct str text, struct arena *arena)
{
    size_t i = f->count[kind]++;
    if (i < FINDINGS_TOLD) {
        f->told[kind][i] = (struct finding){row->line, row->offset, column, detail,
                                            arena_strndup(arena, text.p, text.n)};
    }
}

void findings_join(struct findings *f, const struct findings *later, unsigned line_base)
{
    for (int kind = 0; kind < FINDING_KINDS; kind++) {
        for (size_t i = 0; i < later->count[kind] && i < FINDINGS_TOLD; i++) {
            size_t at = f->count[kind] + i;
            if (at < FINDINGS_TOLD) {
                f->told[kind][at] = later->told[kind][i];
                f->told[kind][at].line += line_base;
            }
        }
        f->count[kind] += later->count[kind];
    }
}

/* A code with the name of another area: which of them is wrong only people know. */
static void hint_area(struct diagnostic *item, const char *text, const struct area_register *areas,
                      struct diagnostics *d)
{
    const char *code = NULL;
    const char *name = areas ? area_of_code(areas, text, d->arena, &code) : NULL;
    if (name) {
        bool sv = d->lang == LANG_SV;
        item->hint = arena_printf(
            d->arena,
            sv ? "raden används inte; koden %s är %s: skriv \"%s %s\", eller rätta koden"
               : "the row is not used; the code %s is %s: write \"%s %s\", or mend the code",
            code, name, code, name);
    }
}

static void tell_one(const struct finding *f, enum finding_kind kind, const struct table *t,
                     char decimal, const struct area_register *areas, struct diagnostics *d)
{
    const char *code = finding_codes[kind];
    struct place place = table_place(t, f->line, f->offset, f->column);
    const char *first = f->text, *second = "";
    char sign[2] = {decimal, '\0'};
    if (kind == FINDING_RAGGED) {
        first = arena_printf(t->arena, "%zu", f->detail);
        second = arena_printf(t->arena, "%zu", t->columns);
    } else if (kind == FINDING_TOO_LARGE) {
        first = arena_printf(t->arena, "%d", (int)LIMIT_FIELD);
    } else if (kind == FINDING_NUMBER) {
        second = sign;
    }
    struct diagnostic *item = diagnose(d, code, place, first, second, NULL);
    if (kind == FINDING_AREA) {
        hint_area(item, f->text, areas, d);
    }
}

void tell_rest(const char *file, const char *code, size_t count, struct diagnostics *d)
{
    if (count == 0) {
        return;
    }
    struct text number = {0};
    text_printf(&number, "%zu", count);
    struct place place = {.file = file};
    diagnose(d, code[0] == 'E' ? "E530" : "W530", place, file, number.p, code, NULL);
    text_release(&number);
}

void findings_tell(const struct findings *f, const struct table *t, char decimal,
                   const struct area_register *areas, struct diagnostics *d)
{
    for (enum finding_kind kind = 0; kind < FINDING_KINDS; kind++) {
        size_t count = f->count[kind];
        for (size_t i = 0; i < count && i < FINDINGS_TOLD; i++) {
            tell_one(&f->told[kind][i], kind, t, decimal, areas, d);
        }
        tell_rest(t->shown, finding_codes[kind], count > FINDINGS_TOLD ? count - FINDINGS_TOLD : 0,
                  d);
    }
}

const char *area_list(const struct areas *areas, const bool *missing, struct diagnostics *d)
{
    enum { ALL = 12, SOME = 10 };
    size_t count = 0, shown = 0;
    for (size_t i = 0; i < areas->count; i++) {
        count += missing[i];
    }
    size_t most = count <= ALL ? count : SOME;
    struct text t = {0};
    text_add(&t, "");
    for (size_t i = 0; i < areas->count && shown < most; i++) {
        if (missing[i]) {
            text_printf(&t, "%s%s", shown++ ? ", " : "", areas->items[i].name);
        }
    }
    if (count > most) {
        text_printf(&t, d->lang == LANG_SV ? " och %zu till" : " and %zu more", count - most);
    }
    char *list = arena_strndup(d->arena, t.p, t.n);
    text_release(&t);
    return list;
}
