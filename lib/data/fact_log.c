/* Reads the list of answers that came in. */
#include "data/fact_log.h"

#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/text.h"
#include "data/csv.h"
#include "data/messages.h"
#include "data/table.h"

const char *const fact_log_headings[] = {"kommunkod", "kommun",        "faktum",     "svar",
                                         "vem",       "datum",         "anmarkning", "utfall",
                                         "ersatte",   "ersatte_datum", "arbetsbok"};
const size_t fact_log_columns = sizeof fact_log_headings / sizeof fact_log_headings[0];
enum { MOST_LOG_COLUMNS = 11 };

static const char *const outcomes[] = {
    [FACT_ENTERED] = "infört",
    [FACT_CONFIRMED] = "bekräftat",
    [FACT_UNKNOWN] = "okänd",
    [FACT_KEPT] = "okänd, det kända står kvar",
    [FACT_CONFLICT] = "krock, det kända står kvar",
    [FACT_UNREAD] = "gick inte att läsa",
    [FACT_REMARK] = "bara anmärkning",
};

const char *fact_outcome_word(enum fact_outcome outcome)
{
    return outcomes[outcome];
}

const char *fact_log_path(struct arena *arena, const char *data_folder, const char *glob)
{
    const char *slash = strrchr(glob, '/');
    const char *folder = arena_strndup(arena, glob, slash ? (size_t)(slash - glob) + 1 : 0);
    return path_join(arena, data_folder, arena_printf(arena, "%ssvar/svar.csv", folder));
}

static bool outcome_of(const char *word, enum fact_outcome *out)
{
    for (size_t i = 0; i < sizeof outcomes / sizeof outcomes[0]; i++)
        if (name_eq(outcomes[i], word)) {
            *out = (enum fact_outcome)i;
            return true;
        }
    return false;
}

static int32_t day_of(const char *text)
{
    int32_t day = 0;
    return date_parse(text, strlen(text), &day) ? day : 0;
}

static void take_row(struct table *t, const struct csv_record *record, const size_t *at,
                     struct arena *arena, struct fact_log *out, struct diagnostics *d)
{
    const char *f[MOST_LOG_COLUMNS];
    unsigned line = t->body_line + record->line - 1;
    struct place place = {.file = t->shown, .line = line};
    for (size_t c = 0; c < fact_log_columns; c++) {
        bool valid;
        struct str s = at[c] < record->count ? record->fields[at[c]] : (struct str){"", 0};
        s = str_trim(encoding_decode(t->encoding, s, arena, &valid));
        f[c] = arena_strndup(arena, s.p, s.n);
    }
    struct fact_log_row row = {.code = f[0],
                               .area = f[1],
                               .column = f[2],
                               .answer = f[3],
                               .who = f[4],
                               .day = day_of(f[5]),
                               .note = f[6],
                               .replaced = f[8],
                               .replaced_day = day_of(f[9]),
                               .workbook = f[10]};
    if (record->count != t->columns) {
        diagnose(d, "E505", place, arena_printf(arena, "%zu", record->count),
                 arena_printf(arena, "%zu", t->columns), NULL);
        return;
    }
    if (!outcome_of(f[7], &row.outcome)) {
        diagnose(d, "W919", place, f[7], outcomes[FACT_ENTERED], NULL);
        return;
    }
    out->rows = arena_grow(arena, out->rows, out->count, &out->capacity, sizeof *out->rows);
    out->rows[out->count++] = row;
}

static size_t lines_in(const char *data, size_t n)
{
    size_t lines = 1;
    for (size_t i = 0; i < n; i++)
        lines += data[i] == '\n';
    return lines;
}

bool fact_log_read(const char *path, struct arena *arena, struct fact_log *out,
                   struct diagnostics *d)
{
    const struct table_spec spec = {
        .source = "svar", .skip_lines = -1, .area_heading = fact_log_headings[0]};
    struct table t;
    size_t at[MOST_LOG_COLUMNS];
    *out = (struct fact_log){0};
    if (!file_exists(path))
        return true;
    messages_data_use(d);
    if (!table_open(&t, path, path, &spec, d))
        return false;
    bool good = true;
    for (size_t c = 0; c < fact_log_columns; c++) {
        at[c] = table_column(&t, fact_log_headings[c], (struct place){.file = path}, d);
        good = good && at[c] != SIZE_MAX;
    }
    const char *body = t.bytes.data + t.body;
    size_t size = t.bytes.size - t.body, most = good ? lines_in(body, size) : 0;
    struct csv_record *records = arena_array(t.arena, most + 1, sizeof *records);
    size_t count = most ? csv_records(t.arena, body, size, t.delimiter, records, most) : 0;
    for (size_t i = 0; i < count; i++)
        take_row(&t, &records[i], at, arena, out, d);
    table_close(&t);
    return good;
}
