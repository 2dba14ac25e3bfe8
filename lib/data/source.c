#define _POSIX_C_SOURCE 200809L

#include "data/source.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/limits.h"
#include "base/parallel.h"
#include "data/messages.h"
#include "data/source_parts.h"

enum { MOST_THREADS = 16, PIECE_LEAST = 1 << 20, DECIMAL_LINES = 200, NAMES_SHOWN = 8 };

/* One file read: its pieces in file order, kept until every file of the source is read. */
struct part {
    struct table table;
    struct binding binding;
    struct piece pieces[MOST_THREADS];
    unsigned line_base[MOST_THREADS];
    size_t piece_count;
    uint32_t file; /* index into dataset.files */
    char decimal;
};

/* One source under way. */
struct reading {
    struct dataset *data;
    const struct area_register *areas;
    const struct source_spec *spec;
    struct diagnostics *d;
    int threads;
    struct part *parts;
    size_t part_count;
    bool several;  /* more than one file fits */
    bool *dropped; /* [columns]: the title differs */
    size_t twice;  /* cells that occur twice, and are told one by one */
    size_t copied; /* cells that say the same in two files: told once */
    struct place copied_place, copied_other;
};

static const char *told_name(const struct source_column *column)
{
    return column->label ? column->label : column->variable;
}

static void run_piece(void *pieces, size_t number, int thread)
{
    (void)thread;
    piece_read((struct piece *)pieces + number);
}

static void part_clear(struct part *part)
{
    for (size_t i = 0; i < part->piece_count; i++) {
        piece_free(&part->pieces[i]);
    }
    part->piece_count = 0;
}

/* Line numbers of a piece begin at 0 (the first at its true line) until all are read. */
static void number_lines(struct part *part)
{
    unsigned base = 0;
    for (size_t i = 0; i < part->piece_count; i++) {
        part->line_base[i] = i == 0 ? part->table.body_line : base;
        base = part->line_base[i] + part->pieces[i].scan.lines;
    }
}

static void read_pieces(struct reading *r, struct part *part, size_t n, size_t end)
{
    const struct table *t = &part->table;
    size_t begin = t->body, size = end - begin;
    part->piece_count = 0;
    for (size_t i = 0; i < n && begin < end; i++) {
        size_t wanted = i + 1 == n ? end : t->body + size / n * (i + 1);
        size_t stop = csv_split(t->bytes.data, begin, end, wanted);
        part->pieces[part->piece_count++] = (struct piece){
            .table = t,
            .binding = &part->binding,
            .areas = r->areas,
            .area_count = r->data->areas.count,
            .begin = begin,
            .end = stop,
            .decimal = part->decimal,
            .stop_at_trouble = n > 1,
        };
        begin = stop;
    }
    parallel_run((int)part->piece_count, part->piece_count, run_piece, part->pieces);
    number_lines(part);
}

static bool any_troubled(const struct part *part)
{
    for (size_t i = 0; i < part->piece_count; i++) {
        if (part->pieces[i].scan.troubled) {
            return true;
        }
    }
    return false;
}

/* Where a quote is wrong, the pieces may have been cut in the wrong place: then the file is read
 * again from one end to the other, so that the result is the same for any number of threads. */
static void read_body(struct reading *r, struct part *part)
{
    size_t size = part->table.bytes.size - part->table.body, n = (size_t)r->threads;
    n = n > size / PIECE_LEAST ? size / PIECE_LEAST : n;
    n = n < 1 ? 1 : n > MOST_THREADS ? MOST_THREADS : n;
    read_pieces(r, part, n, part->table.bytes.size);
    if (n > 1 && any_troubled(part)) {
        part_clear(part);
        read_pieces(r, part, 1, part->table.bytes.size);
    }
}

static const struct finding *other_decimal(const struct part *part, unsigned *line)
{
    for (size_t i = 0; i < part->piece_count; i++) {
        if (part->pieces[i].other_decimal.text) {
            *line = part->pieces[i].other_decimal.line + part->line_base[i];
            return &part->pieces[i].other_decimal;
        }
    }
    return NULL;
}

static void sample_decimal(struct reading *r, struct part *part)
{
    const struct table *t = &part->table;
    size_t end = t->body;
    unsigned line;
    for (int i = 0; i < DECIMAL_LINES && end < t->bytes.size; i++) {
        const char *newline = memchr(t->bytes.data + end, '\n', t->bytes.size - end);
        end = newline ? (size_t)(newline - t->bytes.data) + 1 : t->bytes.size;
    }
    part->decimal = t->delimiter == ',' ? '.' : ',';
    if (end == t->body) {
        return;
    }
    read_pieces(r, part, 1, end);
    if (other_decimal(part, &line)) {
        part->decimal = part->decimal == ',' ? '.' : ',';
    }
    part_clear(part);
}

/* A number that only the other decimal sign explains, beyond the sample: the whole file is read
 * with that one; when that does not explain all either, the file holds both. */
static bool settle_decimal(struct reading *r, struct part *part)
{
    unsigned first_line = 0, second_line = 0;
    const struct finding *first = r->spec->decimal ? NULL : other_decimal(part, &first_line);
    if (!first) {
        return true;
    }
    const char *first_text = arena_strdup(r->d->arena, first->text);
    part_clear(part);
    part->decimal = part->decimal == ',' ? '.' : ',';
    read_body(r, part);
    const struct finding *second = other_decimal(part, &second_line);
    if (!second) {
        return true;
    }
    unsigned last = first_line > second_line ? first_line : second_line;
    struct place place = {.file = part->table.shown, .line = last};
    const char *one = arena_printf(r->d->arena, "%u", first_line);
    const char *two = arena_printf(r->d->arena, "%u", second_line);
    diagnose(r->d, "E516", place, first_text, one, second->text, two, NULL);
    return false;
}

static bool check_nul(const struct reading *r, const struct part *part)
{
    for (size_t i = 0; i < part->piece_count; i++) {
        if (part->pieces[i].nul) {
            size_t offset = (size_t)(part->pieces[i].nul - part->table.bytes.data);
            table_tell_nul(&part->table, offset, r->d);
            return false;
        }
    }
    return true;
}

/* A cell beyond the sample that is not UTF-8: the file is Windows-1252 after all. */
static bool settle_encoding(struct reading *r, struct part *part)
{
    bool wrong = false;
    for (size_t i = 0; i < part->piece_count; i++) {
        wrong = wrong || part->pieces[i].not_utf8;
    }
    if (!wrong) {
        return true;
    }
    struct table *t = &part->table;
    if (t->stated) {
        struct place place = {.file = t->shown};
        const char *p = t->bytes.data;
        size_t valid = utf8_valid_length(p, t->bytes.size);
        place.line = 1;
        for (size_t i = 0; i < valid; i++) {
            place.line += p[i] == '\n';
        }
        diagnose(r->d, "E515", place, t->shown, "UTF-8", NULL);
        return false;
    }
    part_clear(part);
    t->encoding = ENCODING_WINDOWS_1252;
    read_body(r, part);
    return true;
}

static uint32_t checksum(const struct part *part)
{
    uint32_t crc = file_crc32(part->table.bytes.data, part->table.body);
    for (size_t i = 0; i < part->piece_count; i++) {
        const struct piece *p = &part->pieces[i];
        crc = file_crc32_join(crc, p->crc, p->end - p->begin);
    }
    return crc;
}

static void sum_file(struct part *part, struct data_file *file)
{
    file->encoding = table_encoding(&part->table);
    file->delimiter = part->table.delimiter;
    file->decimal = part->decimal;
    file->size = part->table.bytes.size;
    file->crc = checksum(part);
    for (size_t i = 0; i < part->piece_count; i++) {
        const struct piece *p = &part->pieces[i];
        file->rows += p->rows;
        file->used += p->used;
        file->other_areas += p->other_areas;
        file->unknown_areas += p->unknown_areas;
        file->filtered += p->filtered;
    }
}

/* The second place of a diagnostic, copied: what is told outlives the data and the rules. */
static void tell_other(struct reading *r, struct diagnostic *told, struct place other,
                       const char *sv, const char *en)
{
    struct arena *arena = r->d->arena;
    told->other = other;
    told->other.file = other.file ? arena_strdup(arena, other.file) : NULL;
    told->other.text = other.text ? arena_strdup(arena, other.text) : NULL;
    told->other_label = r->d->lang == LANG_SV ? sv : en;
}

static void tell_titles(struct reading *r, struct part *part)
{
    const struct source_spec *spec = r->spec;
    for (size_t c = 0; c < spec->column_count; c++) {
        for (size_t i = 0; i < part->piece_count; i++) {
            const struct mismatch *m = &part->pieces[i].titles[c];
            if (m->found) {
                size_t column = part->binding.column_of[m->slot];
                unsigned line = m->line + part->line_base[i];
                struct diagnostic *told =
                    diagnose(r->d, "E503", table_place(&part->table, line, m->offset, column),
                             told_name(&spec->columns[c]), spec->columns[c].title, m->seen, NULL);
                tell_other(r, told, spec->columns[c].place, "titeln som väntas", "expected title");
                r->dropped[c] = true;
                break;
            }
        }
    }
}

static void tell_findings(struct reading *r, struct part *part)
{
    struct findings all = {0};
    for (size_t i = 0; i < part->piece_count; i++) {
        findings_join(&all, &part->pieces[i].findings, part->line_base[i]);
    }
    findings_tell(&all, &part->table, part->decimal, r->areas, r->d);
    tell_titles(r, part);
}

static uint32_t add_file(struct reading *r, const char *shown)
{
    struct dataset *data = r->data;
    data->files = arena_grow(data->arena, data->files, data->file_count, &data->file_capacity,
                             sizeof *data->files);
    data->files[data->file_count] = (struct data_file){
        .path = arena_strdup(data->arena, shown),
        .source = arena_strdup(data->arena, r->spec->name),
        .encoding = "",
    };
    return (uint32_t)data->file_count++;
}

/* A heading is not in one file of several: perhaps that file was only left behind. */
static void hint_other_files(struct reading *r, size_t before)
{
    for (size_t i = before; r->several && i < r->d->count; i++) {
        struct diagnostic *told = &r->d->items[i];
        if (strcmp(told->code, "E501") == 0) {
            const char *more = r->d->lang == LANG_SV
                                   ? "%s; hör filen inte hit: flytta den ur mappen"
                                   : "%s; if the file does not belong: move it out of the folder";
            told->hint = arena_printf(r->d->arena, more, told->hint);
        }
    }
}

static bool read_file(struct reading *r, struct part *part, const char *path, const char *shown)
{
    const struct source_spec *spec = r->spec;
    const struct table_spec wanted = {spec->name, spec->encoding, spec->delimiter, spec->skip_lines,
                                      spec->area_heading};
    part->file = add_file(r, shown);
    if (!table_open(&part->table, path, shown, &wanted, r->d)) {
        return false;
    }
    size_t told = r->d->count;
    bool ok = source_bind(&part->binding, &part->table, spec, r->d);
    hint_other_files(r, told);
    if (ok) {
        part->decimal = spec->decimal;
        if (!spec->decimal) {
            sample_decimal(r, part);
        }
        read_body(r, part);
        ok = check_nul(r, part) && settle_encoding(r, part) && settle_decimal(r, part);
        sum_file(part, &r->data->files[part->file]);
    }
    if (ok) {
        tell_findings(r, part);
    }
    if (!ok) {
        part_clear(part);
        table_close(&part->table);
    }
    return ok;
}

/* Texts of a piece become texts of the dataset: only here, so that their order is the file's. */
static void intern_texts(struct reading *r, struct piece *piece, size_t column)
{
    struct gathered *g = &piece->columns[column];
    for (size_t i = 0; i < g->count; i++) {
        if (status_has_value(g->items[i].status)) {
            const char *text = piece->texts[(size_t)g->items[i].value];
            g->items[i].value = (double)dataset_text(r->data, text, strlen(text));
        }
    }
}

static void tell_twice(void *context, const struct dataset *data, size_t series,
                       const struct observation *first, uint32_t first_file,
                       const struct observation *second, uint32_t second_file)
{
    struct reading *r = context;
    struct place place = {.file = data->files[second_file].path, .line = second->line};
    bool same = second->status == first->status && !(second->value < first->value) &&
                !(second->value > first->value);
    if (first_file != second_file && same) {
        if (r->copied++ == 0) {
            r->copied_place = place;
            r->copied_other =
                (struct place){.file = data->files[first_file].path, .line = first->line};
        }
        return;
    }
    if (r->twice++ >= FINDINGS_TOLD) {
        return;
    }
    char period[16];
    struct text t = {0};
    text_printf(&t, "%d", (int)period_year(first->period));
    if (period_month(first->period)) {
        text_printf(&t, "-%02d", (int)period_month(first->period));
    }
    size_t n = t.n < sizeof period - 1 ? t.n : sizeof period - 1;
    memcpy(period, t.p, n);
    period[n] = '\0';
    text_release(&t);
    struct diagnostic *told =
        diagnose(r->d, "E506", place, data->series[series].name,
                 data->areas.items[first->area].name, first->period ? period : "–", NULL);
    place = (struct place){.file = data->files[first_file].path, .line = first->line};
    tell_other(r, told, place, "den första", "the first");
}

static void store_column(struct reading *r, size_t column)
{
    const struct source_column *spec = &r->spec->columns[column];
    size_t series = dataset_series(r->data, spec->variable, true), count = 0;
    struct series *s = &r->data->series[series];
    s->source = arena_strdup(r->data->arena, r->spec->name);
    s->is_text = spec->is_text;
    struct observations *pieces = memory_alloc(r->part_count * MOST_THREADS * sizeof *pieces);
    for (size_t i = 0; !r->dropped[column] && i < r->part_count; i++) {
        struct part *part = &r->parts[i];
        for (size_t k = 0; k < part->piece_count; k++) {
            if (spec->is_text) {
                intern_texts(r, &part->pieces[k], column);
            }
            const struct gathered *g = &part->pieces[k].columns[column];
            pieces[count++] =
                (struct observations){g->items, g->count, part->file, part->line_base[k]};
        }
    }
    dataset_store(r->data, series, pieces, count, tell_twice, r);
    free(pieces);
}

static void tell_coverage(struct reading *r, size_t column)
{
    const struct source_column *spec = &r->spec->columns[column];
    const struct areas *areas = &r->data->areas;
    const struct series *s = &r->data->series[dataset_series(r->data, spec->variable, true)];
    if (r->dropped[column]) {
        return;
    }
    if (s->count == 0) {
        if (!r->spec->optional) {
            diagnose(r->d, "W505", spec->place, r->spec->name, told_name(spec), NULL);
        }
        return;
    }
    bool *missing = memory_alloc(areas->count * sizeof *missing);
    size_t absent = areas->count;
    for (size_t i = 0; i < areas->count; i++) {
        missing[i] = true;
    }
    for (size_t i = 0; i < s->count; i++) {
        if (s->status[i] == STATUS_MISSING) {
            continue; /* an empty cell is as good as no row; ".." and the like say why */
        }
        absent -= missing[s->area[i]];
        missing[s->area[i]] = false;
    }
    int64_t expected = r->spec->expected_areas;
    bool few = expected < 0 ? absent > 0 : (int64_t)(areas->count - absent) < expected;
    if (few) {
        struct arena *arena = r->d->arena;
        diagnose(r->d, "W504", spec->place, arena_printf(arena, "%zu", absent),
                 arena_printf(arena, "%zu", areas->count), r->spec->name, told_name(spec),
                 area_list(areas, missing, r->d), NULL);
    }
    free(missing);
}

/* An optional source may lack columns: they are told together, in one note. */
static void tell_empty_columns(struct reading *r)
{
    struct text names = {0};
    size_t empty = 0;
    text_add(&names, "");
    for (size_t i = 0; r->spec->optional && i < r->spec->column_count; i++) {
        const struct source_column *spec = &r->spec->columns[i];
        if (r->dropped[i] ||
            r->data->series[dataset_series(r->data, spec->variable, true)].count > 0) {
            continue;
        }
        if (empty++ < NAMES_SHOWN) {
            text_add(&names, empty > 1 ? ", " : "");
            text_add(&names, told_name(spec));
        }
    }
    text_add(&names, empty > NAMES_SHOWN ? " …" : "");
    if (empty > 0) {
        struct arena *arena = r->d->arena;
        diagnose(r->d, "N503", r->spec->place, r->spec->name, arena_printf(arena, "%zu", empty),
                 arena_printf(arena, "%zu", r->spec->column_count), names.p, NULL);
    }
    text_release(&names);
}

/* A filter that turned every row away, with the nearest of the values that it saw. */
static void tell_filter(struct reading *r, size_t filter)
{
    const struct source_filter *f = &r->spec->filters[filter];
    const char *seen[SEEN_VALUES];
    const char *shown = r->part_count ? r->parts[0].table.shown : r->spec->name;
    size_t count = 0;
    for (size_t i = 0; i < r->part_count; i++) {
        for (size_t k = 0; k < r->parts[i].piece_count; k++) {
            const struct piece *p = &r->parts[i].pieces[k];
            if (p->filter_hit[filter]) {
                return;
            }
            for (size_t v = 0; v < p->seen_count[filter] && count < SEEN_VALUES; v++) {
                seen[count++] = p->seen[filter * SEEN_VALUES + v];
            }
        }
    }
    if (count == 0) {
        return; /* another filter let nothing through to this one, or there were no rows */
    }
    const char *near = text_nearest(f->value, seen, count);
    diagnose(r->d, "E502", f->place, shown, f->heading, f->value, near ? near : seen[0], NULL);
}

/* A copy of the file beside it, most often: told once. */
static void tell_copied(struct reading *r)
{
    if (r->copied > 0) {
        const char *count = arena_printf(r->d->arena, "%zu", r->copied);
        struct diagnostic *told = diagnose(r->d, "E525", r->copied_place, r->spec->glob, count,
                                           r->copied_other.file, NULL);
        tell_other(r, told, r->copied_other, "den första filen", "the first file");
    }
}

static void finish(struct reading *r)
{
    for (size_t i = 0; i < r->spec->filter_count; i++) {
        tell_filter(r, i);
    }
    for (size_t i = 0; i < r->spec->column_count; i++) {
        store_column(r, i);
        tell_coverage(r, i);
    }
    tell_empty_columns(r);
    tell_copied(r);
    tell_rest(r->spec->name, "E506", r->twice > FINDINGS_TOLD ? r->twice - FINDINGS_TOLD : 0, r->d);
}

static const char *below(const char *folder, const char *path)
{
    size_t n = strlen(folder);
    if (n == 0 || strncmp(path, folder, n) != 0) {
        return path;
    }
    return path[n] == '/' ? path + n + 1 : path + n;
}

bool source_read(struct dataset *data, const struct area_register *areas,
                 const struct source_spec *spec, const char *folder, int threads,
                 struct diagnostics *d)
{
    messages_data_use(d);
    struct arena *arena = arena_new();
    struct reading r = {.data = data, .areas = areas, .spec = spec, .d = d, .threads = threads};
    size_t count;
    char **paths = file_glob(arena, folder, spec->glob, &count);
    if (count == 0) {
        table_tell_no_file(folder, spec->glob, spec->name, spec->optional, spec->file_place, d);
        arena_free(arena);
        return false;
    }
    r.several = count > 1;
    r.parts = arena_array(arena, count, sizeof *r.parts);
    r.dropped = arena_array(arena, spec->column_count, sizeof *r.dropped);
    for (size_t i = 0; i < count; i++) {
        struct part *part = &r.parts[r.part_count];
        *part = (struct part){0};
        r.part_count += read_file(&r, part, paths[i], below(folder, paths[i]));
    }
    if (r.part_count > 0) {
        finish(&r);
    }
    for (size_t i = 0; i < r.part_count; i++) {
        part_clear(&r.parts[i]);
        table_close(&r.parts[i].table);
    }
    arena_free(arena);
    return r.part_count > 0;
}
