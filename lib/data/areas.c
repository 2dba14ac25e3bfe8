/* Areas: the list under study, and every spelling by which an area is recognised. */
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "data/csv.h"
#include "data/encoding.h"
#include "data/messages.h"
#include "data/names.h"
#include "data/source.h"
#include "data/table.h"

/* An area's number in the tables: index under study, or one of these. */
enum { OUTSIDE = LIMIT_AREAS + 1, AMBIGUOUS };

struct area_register {
    struct names *codes;  /* code, with and without leading zeros */
    struct names *names;  /* lower case, tidy */
    struct names *folded; /* besides: without accents, hyphen as blank */
    struct areas study, known;
    struct arena *arena;
};

static bool all_digits(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') {
            return false;
        }
    }
    return s.n > 0;
}

static bool ends_with(struct str s, const char *ending)
{
    size_t n = strlen(ending);
    return s.n > n && memcmp(s.p + s.n - n, ending, n) == 0;
}

static bool starts_with(struct str s, const char *start)
{
    size_t n = strlen(start);
    return s.n > n && memcmp(s.p, start, n) == 0;
}

/* The spelling for comparison: lower case; when `fold` without accents, hyphen as blank. */
static struct str spelling(struct arena *arena, struct str s, bool fold)
{
    char *out = arena_alloc(arena, s.n * 3 + 1);
    size_t n = 0;
    for (size_t i = 0, used; i < s.n; i += used) {
        uint32_t c = utf8_lower(utf8_decode(s.p + i, s.n - i, &used));
        if (fold) {
            bool a = c == 0xE5 || c == 0xE4 || c == 0xE0 || c == 0xE1 || c == 0xE6;
            bool o = c == 0xF6 || c == 0xF8 || c == 0xF3;
            bool e = c == 0xE9 || c == 0xE8;
            c = a ? 'a' : o ? 'o' : e ? 'e' : c == 0xFC ? 'u' : c == '-' ? ' ' : c;
        }
        n += utf8_encode(c, out + n);
    }
    return (struct str){out, n};
}

/* The same name for two areas serves neither. */
static void put_unique(struct names *names, struct str s, uint32_t value)
{
    bool added;
    uint32_t *at = names_put(names, s.p, s.n, value, &added);
    if (!added && *at != value) {
        *at = AMBIGUOUS;
    }
}

static struct str without_zeros(struct str s)
{
    while (s.n > 1 && s.p[0] == '0') {
        s.p++;
        s.n--;
    }
    return s;
}

static void register_area(struct area_register *r, const struct area *area, uint32_t value)
{
    struct str code = str_of(area->code);
    struct str name = encoding_tidy(str_of(area->name), r->arena);
    names_put(r->codes, code.p, code.n, value, NULL);
    if (name.n > 0) {
        put_unique(r->names, spelling(r->arena, name, false), value);
        put_unique(r->folded, spelling(r->arena, name, true), value);
    }
}

static void register_short_codes(struct area_register *r, const struct areas *areas)
{
    for (size_t i = 0; i < areas->count; i++) {
        struct str code = str_of(areas->items[i].code), bare = without_zeros(code);
        if (bare.n < code.n && all_digits(code)) {
            uint32_t value = *key_table_find(r->codes, code.p, code.n);
            names_put(r->codes, bare.p, bare.n, value, NULL);
        }
    }
}

struct area_register *area_register_new(struct arena *arena, const struct areas *study,
                                        const struct areas *known)
{
    struct area_register *r = arena_alloc(arena, sizeof *r);
    *r = (struct area_register){.codes = names_new(arena),
                                .names = names_new(arena),
                                .folded = names_new(arena),
                                .study = *study,
                                .arena = arena};
    r->known = known ? *known : r->known;
    for (size_t i = 0; i < study->count; i++) {
        register_area(r, &study->items[i], (uint32_t)i);
    }
    for (size_t i = 0; known && i < known->count; i++) {
        const char *code = known->items[i].code;
        if (!key_table_find(r->codes, code, strlen(code))) {
            register_area(r, &known->items[i], OUTSIDE);
        }
    }
    register_short_codes(r, study);
    if (known) {
        register_short_codes(r, known);
    }
    return r;
}

static const uint32_t *find_usable(const struct names *names, struct str s)
{
    const uint32_t *found = key_table_find(names, s.p, s.n);
    return found && *found != AMBIGUOUS ? found : NULL;
}

/* namn | genitiv "s", bare or before "kommun" or "stad" */
static const uint32_t *find_spelling(const struct names *names, struct str s)
{
    static const char *const endings[] = {" kommun", " stad"};
    const uint32_t *found = find_usable(names, s);
    for (size_t i = 0; !found && i < sizeof endings / sizeof *endings; i++) {
        if (ends_with(s, endings[i])) {
            s.n -= strlen(endings[i]);
            found = find_usable(names, s);
            break;
        }
    }
    if (!found && s.n > 3 && s.p[s.n - 1] == 's') {
        s.n--;
        found = find_usable(names, s);
    }
    return found;
}

static const uint32_t *find_name(const struct area_register *r, struct arena *scratch, struct str s)
{
    const uint32_t *found = find_spelling(r->names, spelling(scratch, s, false));
    return found ? found : find_spelling(r->folded, spelling(scratch, s, true));
}

/* "CODE Name" and "CODE - Name": splits off the code. */
static bool split_code(struct str s, struct str *code, struct str *name)
{
    const char *blank = memchr(s.p, ' ', s.n);
    if (!blank) {
        return false;
    }
    *code = (struct str){s.p, (size_t)(blank - s.p)};
    *name = str_trim((struct str){blank, s.n - code->n});
    if (name->n > 2 && (starts_with(*name, "- ") || starts_with(*name, "– "))) {
        size_t dash = name->p[0] == '-' ? 1 : strlen("–");
        *name = str_trim((struct str){name->p + dash, name->n - dash});
    }
    return code->n > 0 && name->n > 0;
}

/* Levels above a municipality by their form: one or two digits, 00.., "... län", totals. */
static bool is_above(struct arena *scratch, struct str s)
{
    static const char *const words[] = {"riket", "hela riket",  "sverige",        "totalt",
                                        "total", "samtliga",    "uppgift saknas", "okänd",
                                        "okänt", "ej fördelat", "övriga"};
    struct str code = s, name = {"", 0};
    if (split_code(s, &code, &name) && !all_digits(code)) {
        name = s;
        code.n = 0;
    } else if (!all_digits(code)) {
        name = s;
        code.n = 0;
    }
    if (code.n > 0 && (code.n <= 2 || (code.n == 4 && memcmp(code.p, "00", 2) == 0))) {
        return true;
    }
    struct str lower = spelling(scratch, name, false);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_is(lower, words[i])) {
            return true;
        }
    }
    return ends_with(lower, " län") || starts_with(lower, "region ");
}

static const uint32_t *find_any(const struct area_register *r, struct arena *scratch, struct str s)
{
    struct str code, name;
    const uint32_t *found = key_table_find(r->codes, s.p, s.n);
    if (!found && split_code(s, &code, &name)) {
        found = key_table_find(r->codes, code.p, code.n);
        const uint32_t *by_name = found ? find_name(r, scratch, name) : NULL;
        if (found && (!by_name || *by_name != *found)) {
            found = NULL; /* code and name contradict each other */
        }
    }
    return found ? found : find_name(r, scratch, s);
}

const char *area_of_code(const struct area_register *r, const char *text, struct arena *arena,
                         const char **code)
{
    struct str digits, name, s = encoding_tidy(str_of(text), arena);
    const uint32_t *found = NULL;
    if (s.n > 0 && split_code(s, &digits, &name) && all_digits(digits)) {
        found = key_table_find(r->codes, digits.p, digits.n);
    }
    if (!found) {
        return NULL;
    }
    *code = arena_strndup(arena, digits.p, digits.n);
    if (*found < r->study.count) {
        return arena_strdup(arena, r->study.items[*found].name);
    }
    for (size_t i = 0; i < r->known.count; i++) {
        if (strcmp(r->known.items[i].code, *code) == 0) {
            return arena_strdup(arena, r->known.items[i].name);
        }
    }
    return NULL;
}

enum area_kind area_find(const struct area_register *r, const char *p, size_t n, uint32_t *index)
{
    struct arena *scratch = arena_new();
    struct str s = encoding_tidy((struct str){p, n}, scratch);
    const uint32_t *found = s.n > 0 ? find_any(r, scratch, s) : NULL;
    enum area_kind kind = AREA_UNKNOWN;
    if (found) {
        kind = *found == OUTSIDE ? AREA_KNOWN : AREA_STUDY;
        *index = *found;
    } else if (s.n > 0 && is_above(scratch, s)) {
        kind = AREA_ABOVE;
    }
    arena_free(scratch);
    return kind;
}

/* ---- The file of areas ---- */

enum { CODE, NAME, GROUP, ROW, COLUMN, FIELDS };

static const char *const heading_words[FIELDS][5] = {
    [CODE] = {"kod", "code", "kommunkod", "id", NULL},
    [NAME] = {"kommun", "namn", "name", "country", NULL},
    [GROUP] = {"lan", "län", "group", "grupp", NULL},
    [ROW] = {"rad", "row", NULL},
    [COLUMN] = {"kolumn", "column", "col", NULL},
};

static size_t find_heading(const struct csv_record *record, int field)
{
    for (size_t k = 0; heading_words[field][k]; k++) {
        for (size_t i = 0; i < record->count; i++) {
            if (name_eq(record->fields[i].p, heading_words[field][k])) {
                return i;
            }
        }
    }
    return SIZE_MAX;
}

static char widest_delimiter(const char *p, size_t n)
{
    static const char candidates[] = {';', ',', '\t'};
    size_t line = csv_line_length(p, n, 0), most = 0;
    char best = ';';
    for (size_t i = 0; i < sizeof candidates; i++) {
        size_t count = 0;
        for (size_t k = 0; k < line; k++) {
            count += p[k] == candidates[i];
        }
        if (count > most) {
            most = count;
            best = candidates[i];
        }
    }
    return best;
}

static const char *field_text(const struct csv_record *record, size_t column, struct arena *arena)
{
    if (column >= record->count) {
        return "";
    }
    struct str s = encoding_tidy(record->fields[column], arena);
    return arena_strndup(arena, s.p, s.n);
}

static int tile_number(const char *text)
{
    struct str s = str_of(text);
    if (s.n == 0 || s.n > 4 || !all_digits(s)) {
        return -1;
    }
    int value = 0;
    for (size_t i = 0; i < s.n; i++) {
        value = value * 10 + (s.p[i] - '0');
    }
    return value;
}

static void add_area(struct arena *arena, struct areas *out, size_t *capacity,
                     const struct csv_record *record, const size_t at[FIELDS])
{
    out->items = arena_grow(arena, out->items, out->count, capacity, sizeof *out->items);
    out->items[out->count++] = (struct area){
        .code = field_text(record, at[CODE], arena),
        .name = field_text(record, at[NAME], arena),
        .group = field_text(record, at[GROUP], arena),
        .tile_row = tile_number(field_text(record, at[ROW], arena)),
        .tile_column = tile_number(field_text(record, at[COLUMN], arena)),
    };
}

static bool read_rows(const char *path, struct arena *arena, const struct csv_record *records,
                      size_t count, struct areas *out, struct diagnostics *d)
{
    size_t at[FIELDS], capacity = 0;
    for (int f = 0; f < FIELDS; f++) {
        at[f] = find_heading(&records[0], f);
    }
    for (int f = CODE; f <= NAME; f++) {
        if (at[f] == SIZE_MAX) {
            struct place place = {.file = path, .line = records[0].line};
            diagnose(d, "E522", place, path, heading_words[f][0], NULL);
            return false;
        }
    }
    struct names *seen = names_new(arena);
    bool ok = true;
    for (size_t i = 1; i < count; i++) {
        struct place place = {.file = path, .line = records[i].line};
        const char *code = field_text(&records[i], at[CODE], arena);
        bool added = false;
        if (records[i].count != records[0].count || !*code) {
            const char *found = arena_printf(arena, "%zu", records[i].count);
            const char *wanted = arena_printf(arena, "%zu", records[0].count);
            diagnose(d, "E505", place, found, wanted, NULL);
            ok = false;
        } else if (names_put(seen, code, strlen(code), records[i].line, &added), !added) {
            diagnose(d, "E523", place, code, NULL);
            ok = false;
        } else {
            add_area(arena, out, &capacity, &records[i], at);
        }
    }
    return ok;
}

static bool read_text(const char *path, const char *p, size_t n, struct arena *arena,
                      struct areas *out, struct diagnostics *d)
{
    size_t most = 1;
    for (size_t i = 0; i < n; i++) {
        most += p[i] == '\n';
    }
    most = most > LIMIT_AREAS ? LIMIT_AREAS : most;
    struct arena *scratch = arena_new();
    struct csv_record *records = arena_array(scratch, most, sizeof *records);
    size_t count = csv_records(scratch, p, n, widest_delimiter(p, n), records, most);
    bool ok = count > 0 && read_rows(path, arena, records, count, out, d);
    arena_free(scratch);
    if (ok && out->count == 0) {
        struct place place = {.file = path};
        diagnose(d, "E519", place, path, NULL);
        ok = false;
    }
    return ok;
}

bool areas_read(const char *path, struct arena *arena, struct areas *out, struct diagnostics *d)
{
    messages_data_use(d);
    *out = (struct areas){0};
    struct place place = {.file = path};
    struct file_bytes bytes;
    int why;
    if (!file_read(path, LIMIT_DATA_FILE, &bytes, &why)) {
        diagnose(d, "E508", place, path, why_text(why, d->lang), NULL);
        return false;
    }
    const struct table whole = {.shown = path, .bytes = bytes};
    size_t bom = encoding_bom(bytes.data, bytes.size);
    const char *p = bytes.data + bom;
    size_t n = bytes.size - bom;
    bool ok = !table_tell_shape(&whole, d);
    if (ok && utf8_valid_length(p, n) != n) {
        diagnose(d, "E515", place, path, "UTF-8", NULL);
        ok = false;
    }
    ok = ok && read_text(path, p, n, arena, out, d);
    file_release(&bytes);
    return ok;
}
