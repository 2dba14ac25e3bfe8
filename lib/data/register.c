/* Registers: one row per unit, kept as columns of text and numbers. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "data/messages.h"
#include "data/names.h"
#include "data/source.h"
#include "data/table.h"

/* One file of a register under way; `out` grows through all of them. */
struct unit_reader {
    struct dataset *data;
    const struct area_register *areas;
    const struct register_spec *spec;
    struct register_table *out;
    size_t *capacity; /* of the columns in out */
    struct table *table;
    struct csv_scan scan;
    struct findings findings;
    struct names *area_cache; /* bytes -> area index, or past the last: AREA_* */
    size_t *slots;            /* [spec->column_count] */
    int32_t area_slot;
    size_t *column_of; /* [slots] */
    char decimal;
    bool not_utf8;
    uint64_t rows, used, other_areas, unknown_areas;
};

static struct str field(struct unit_reader *u, size_t slot, struct arena *arena)
{
    const struct csv_slot *s = &u->scan.slots[slot];
    bool valid = true;
    struct str text = encoding_decode(u->table->encoding, (struct str){s->p, s->n}, arena, &valid);
    u->not_utf8 = u->not_utf8 || !valid;
    return str_trim(text);
}

static uint32_t find_area(struct unit_reader *u)
{
    const struct csv_slot *s = &u->scan.slots[u->area_slot];
    const uint32_t *known = key_table_find(u->area_cache, s->p, s->n);
    if (known) {
        return *known;
    }
    struct arena *scratch = arena_new();
    struct str text = field(u, (size_t)u->area_slot, scratch);
    uint32_t index = 0;
    enum area_kind kind = area_find(u->areas, text.p, text.n, &index);
    uint32_t past = (uint32_t)u->data->areas.count;
    uint32_t value = kind == AREA_STUDY ? index : past + (uint32_t)kind;
    arena_free(scratch);
    return *names_put(u->area_cache, s->p, s->n, value, NULL);
}

/* All columns grow together, in the dataset's arena: they live as long as the data. */
static void make_room(struct unit_reader *u)
{
    struct register_table *out = u->out;
    struct arena *arena = u->data->arena;
    if (out->rows < *u->capacity) {
        return;
    }
    size_t capacity = *u->capacity, scratch = capacity;
    out->area = arena_grow(arena, out->area, out->rows, &scratch, sizeof *out->area);
    scratch = capacity;
    out->line = arena_grow(arena, out->line, out->rows, &scratch, sizeof *out->line);
    for (size_t i = 0; i < u->spec->column_count; i++) {
        scratch = capacity;
        out->text[i] = arena_grow(arena, out->text[i], out->rows, &scratch, sizeof **out->text);
        scratch = capacity;
        if (u->spec->columns[i].is_number) {
            out->number[i] =
                arena_grow(arena, out->number[i], out->rows, &scratch, sizeof **out->number);
        }
    }
    *u->capacity = capacity ? capacity * 2 : 8;
}

static bool is_mark(struct str s)
{
    bool dots = true;
    for (size_t i = 0; i < s.n; i++) {
        dots = dots && s.p[i] == '.';
    }
    return dots || str_is(s, "-") || str_is(s, "–");
}

/* A number cell; a blank or a mark is unknown, never 0. Without a stated decimal sign both are
 * taken, since a register has few numbers with decimals and each stands alone. */
static double read_number(struct unit_reader *u, size_t column, struct str s,
                          const struct csv_row *row)
{
    double value;
    char sign = u->decimal ? u->decimal : u->table->delimiter == ',' ? '.' : ',';
    if (number_parse(s.p, s.n, sign, &value)) {
        return value;
    }
    if (!u->decimal && number_parse(s.p, s.n, sign == ',' ? '.' : ',', &value)) {
        return value;
    }
    if (!is_mark(s)) {
        findings_add(&u->findings, FINDING_NUMBER, row, u->column_of[u->slots[column]], 0, s,
                     u->table->arena);
    }
    return (double)NAN;
}

static const char *intern(struct unit_reader *u, struct str s)
{
    if (s.n == 0) {
        return "";
    }
    size_t index = dataset_text(u->data, s.p, s.n); /* may move texts */
    return u->data->texts[index];
}

static void add_unit(struct unit_reader *u, uint32_t area, const struct csv_row *row)
{
    struct register_table *out = u->out;
    make_room(u);
    out->area[out->rows] = area;
    out->line[out->rows] = row->line;
    out->area_covered[area] = true;
    struct arena *scratch = arena_new();
    for (size_t i = 0; i < u->spec->column_count; i++) {
        struct str s = field(u, u->slots[i], scratch);
        out->text[i][out->rows] = intern(u, s);
        if (out->number[i]) {
            out->number[i][out->rows] = read_number(u, i, s, row);
        }
    }
    arena_free(scratch);
    out->rows++;
    u->used++;
}

static bool is_blank_row(const struct unit_reader *u)
{
    for (size_t i = 0; i < u->scan.slot_count; i++) {
        if (u->scan.slots[i].n > 0) {
            return false;
        }
    }
    return true;
}

static void on_row(void *context, const struct csv_row *row)
{
    struct unit_reader *u = context;
    uint32_t area = find_area(u), past = (uint32_t)u->data->areas.count;
    if (area < past) {
        u->rows++;
        add_unit(u, area, row);
    } else if (area != past + AREA_UNKNOWN) {
        u->rows++;
        u->other_areas++;
    } else if (!is_blank_row(u)) {
        u->rows++;
        u->unknown_areas++;
        struct str text = field(u, (size_t)u->area_slot, u->table->arena);
        findings_add(&u->findings, FINDING_AREA, row, u->column_of[u->area_slot], 0, text,
                     u->table->arena);
    }
}

static void on_trouble(void *context, enum csv_trouble kind, const struct csv_row *row,
                       size_t detail)
{
    struct unit_reader *u = context;
    struct str none = {"", 0};
    u->rows += kind != CSV_QUOTES;
    findings_add(&u->findings, finding_of(kind), row, SIZE_MAX, detail, none, u->table->arena);
}

static int32_t slot_for(int32_t *slot_of, size_t *column_of, size_t *count, size_t column)
{
    if (slot_of[column] < 0) {
        column_of[*count] = column;
        slot_of[column] = (int32_t)(*count)++;
    }
    return slot_of[column];
}

/* Headings to slots; tells every heading that is missing. */
static bool bind(struct unit_reader *u, struct diagnostics *d)
{
    struct table *t = u->table;
    int32_t *slot_of = arena_array(t->arena, t->columns, sizeof *slot_of);
    u->column_of = arena_array(t->arena, t->columns, sizeof *u->column_of);
    u->slots = arena_array(t->arena, u->spec->column_count, sizeof *u->slots);
    for (size_t i = 0; i < t->columns; i++) {
        slot_of[i] = -1;
    }
    size_t count = 0, column = table_column(t, u->spec->area_heading, u->spec->area_place, d);
    bool ok = column != SIZE_MAX;
    if (ok) {
        u->area_slot = slot_for(slot_of, u->column_of, &count, column);
    }
    for (size_t i = 0; i < u->spec->column_count; i++) {
        const struct register_column *wanted = &u->spec->columns[i];
        column = table_column(t, wanted->heading, wanted->place, d);
        if (column == SIZE_MAX) {
            ok = false;
        } else {
            u->slots[i] = (size_t)slot_for(slot_of, u->column_of, &count, column);
        }
    }
    u->scan = (struct csv_scan){
        .delimiter = t->delimiter,
        .columns = t->columns,
        .slot_of = slot_of,
        .slot_count = count,
        .first_line = t->body_line,
        .row = on_row,
        .trouble = on_trouble,
        .context = u,
    };
    return ok;
}

static void scan_body(struct unit_reader *u)
{
    const struct file_bytes *bytes = &u->table->bytes;
    u->area_cache = names_new(u->table->arena);
    u->findings = (struct findings){0};
    u->rows = u->used = u->other_areas = u->unknown_areas = 0;
    u->scan.slots = csv_slots_new(u->scan.slot_count);
    csv_scan(&u->scan, bytes->data, u->table->body, bytes->size);
    csv_slots_free(u->scan.slots, u->scan.slot_count);
}

/* A cell beyond the sample that is not UTF-8: read again as Windows-1252, from where the register
 * stood before this file. */
static bool read_body(struct unit_reader *u, struct diagnostics *d)
{
    struct table *t = u->table;
    size_t rows_before = u->out->rows;
    const char *nul = memchr(t->bytes.data, '\0', t->bytes.size);
    if (nul) {
        table_tell_nul(t, (size_t)(nul - t->bytes.data), d);
        return false;
    }
    scan_body(u);
    if (!u->not_utf8) {
        return true;
    }
    u->out->rows = rows_before;
    if (t->stated) {
        struct place place = {.file = t->shown};
        diagnose(d, "E515", place, t->shown, "UTF-8", NULL);
        return false;
    }
    t->encoding = ENCODING_WINDOWS_1252;
    u->not_utf8 = false;
    scan_body(u);
    return true;
}

static uint32_t add_file(struct unit_reader *u, const char *shown)
{
    struct dataset *data = u->data;
    data->files = arena_grow(data->arena, data->files, data->file_count, &data->file_capacity,
                             sizeof *data->files);
    data->files[data->file_count] = (struct data_file){
        .path = arena_strdup(data->arena, shown),
        .source = arena_strdup(data->arena, u->spec->name),
        .encoding = "",
    };
    return (uint32_t)data->file_count++;
}

static void sum_file(const struct unit_reader *u, struct data_file *file)
{
    const struct table *t = u->table;
    file->encoding = table_encoding(t);
    file->delimiter = t->delimiter;
    file->decimal = u->decimal ? u->decimal : t->delimiter == ',' ? '.' : ',';
    file->size = t->bytes.size;
    file->rows = u->rows;
    file->used = u->used;
    file->other_areas = u->other_areas;
    file->unknown_areas = u->unknown_areas;
    file->crc = file_crc32(t->bytes.data, t->bytes.size);
}

static bool read_file(struct unit_reader *u, const char *path, const char *shown, uint32_t file,
                      struct diagnostics *d)
{
    struct table table;
    const struct table_spec wanted = {u->spec->name, u->spec->encoding, u->spec->delimiter, -1,
                                      u->spec->area_heading};
    if (!table_open(&table, path, shown, &wanted, d)) {
        return false;
    }
    u->table = &table;
    u->not_utf8 = false;
    bool ok = bind(u, d) && read_body(u, d);
    if (ok) {
        sum_file(u, &u->data->files[file]);
        findings_tell(&u->findings, &table, u->data->files[file].decimal, u->areas, d);
    }
    table_close(&table);
    return ok;
}

static void tell_coverage(const struct unit_reader *u, struct diagnostics *d)
{
    const struct areas *areas = &u->data->areas;
    bool *missing = memory_alloc(areas->count * sizeof *missing);
    size_t absent = 0;
    for (size_t i = 0; i < areas->count; i++) {
        missing[i] = !u->out->area_covered[i];
        absent += missing[i];
    }
    if (absent > 0 && !u->spec->partial) {
        diagnose(d, "W509", u->spec->place, arena_printf(d->arena, "%zu", absent),
                 arena_printf(d->arena, "%zu", areas->count), u->spec->name,
                 area_list(areas, missing, d), NULL);
    }
    free(missing);
}

static void register_init(struct register_table *out, struct dataset *data,
                          const struct register_spec *spec)
{
    *out = (struct register_table){0};
    out->area_covered = arena_array(data->arena, data->areas.count, sizeof *out->area_covered);
    out->text = arena_array(data->arena, spec->column_count, sizeof *out->text);
    out->number = arena_array(data->arena, spec->column_count, sizeof *out->number);
}

bool register_read(struct dataset *data, const struct area_register *areas,
                   const struct register_spec *spec, const char *folder, struct register_table *out,
                   struct diagnostics *d)
{
    messages_data_use(d);
    register_init(out, data, spec);
    struct arena *arena = arena_new();
    size_t count, capacity = 0, read = 0, n = strlen(folder);
    char **paths = file_glob(arena, folder, spec->glob, &count);
    if (count == 0) {
        table_tell_no_file(folder, spec->glob, spec->name, spec->optional, spec->file_place, d);
    }
    struct unit_reader u = {.data = data,
                            .areas = areas,
                            .spec = spec,
                            .out = out,
                            .capacity = &capacity,
                            .decimal = spec->decimal};
    for (size_t i = 0; i < count; i++) {
        const char *shown = n && strncmp(paths[i], folder, n) == 0 ? paths[i] + n : paths[i];
        uint32_t file = add_file(&u, shown + (shown != paths[i] && *shown == '/'));
        out->file = i == 0 ? file : out->file;
        read += read_file(&u, paths[i], data->files[file].path, file, d);
    }
    if (read > 0) {
        tell_coverage(&u, d);
    }
    arena_free(arena);
    return read > 0;
}
