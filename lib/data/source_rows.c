#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/limits.h"
#include "base/number.h"
#include "data/source_parts.h"

enum { STRETCH = 4 << 20 }; /* bytes of a file that is read through between two tidyings */

/* A column that is interpreted only when its bytes change, and each spelling only once. What a
 * value means is a number; each kind of column has its own reading. */
struct watch {
    int32_t slot;
    uint32_t version, value;
    struct names *cache; /* bytes as they stand -> value */
};

/* Latest interpretations; most rows repeat those of the row before. */
struct row_state {
    struct watch area, area2, period, month, sex, status;
    struct watch *filters, *conditions;
    bool filters_hold;
    uint32_t joined_area; /* area and area2 together */
    uint32_t *matches;    /* targets of this row */
    size_t match_count;
    bool matched; /* matches is up to date */
};

/* Values of an area column: an index under study, or one of these. */
#define AREA_VALUE(kind) (UINT32_MAX - 8 + (uint32_t)(kind))
/* Values of a period, month or sex that is none. */
#define NOT_READ UINT32_MAX

/* A slot's field as trimmed UTF-8, in the slot itself or in the arena. */
static struct str slot_text(struct piece *piece, int32_t slot, struct arena *arena)
{
    const struct csv_slot *s = &piece->scan.slots[slot];
    bool valid = true;
    struct str bytes = {s->p, s->n};
    struct str text = encoding_decode(piece->table->encoding, bytes, arena, &valid);
    piece->not_utf8 = piece->not_utf8 || !valid;
    return str_trim(text);
}

typedef uint32_t read_column(struct piece *piece, size_t which, struct str text);

/* A spelling is read once, then found among those known. */
static void look_up(struct piece *piece, struct watch *watch, read_column *read, size_t which)
{
    const struct csv_slot *slot = &piece->scan.slots[watch->slot];
    const uint32_t *known = key_table_find(watch->cache, slot->p, slot->n);
    watch->version = slot->version;
    if (known) {
        watch->value = *known;
        return;
    }
    struct arena *scratch = arena_new();
    struct str text = encoding_tidy(slot_text(piece, watch->slot, scratch), scratch);
    watch->value = read(piece, which, text);
    names_put(watch->cache, slot->p, slot->n, watch->value, NULL);
    arena_free(scratch);
}

/* Returns whether the column's bytes have changed since last time. */
static inline bool refresh(struct piece *piece, struct watch *watch, read_column *read,
                           size_t which)
{
    if (watch->slot < 0 || piece->scan.slots[watch->slot].version == watch->version) {
        return false;
    }
    look_up(piece, watch, read, which);
    return true;
}

static void note(struct piece *piece, enum finding_kind kind, const struct csv_row *row,
                 int32_t slot)
{
    struct str text = {"", 0};
    if (piece->findings.count[kind] < FINDINGS_TOLD) {
        text = slot_text(piece, slot, piece->arena);
    }
    size_t column = piece->binding->column_of[slot];
    findings_add(&piece->findings, kind, row, column, 0, text, piece->arena);
}

/* Whether the filter holds. Values that it turns away are kept for "the nearest is". */
static uint32_t read_filter(struct piece *piece, size_t filter, struct str text)
{
    struct arena *scratch = arena_new();
    const char *value = piece->binding->spec->filters[filter].value;
    bool holds = str_eq(text, encoding_tidy(str_of(value), scratch));
    arena_free(scratch);
    size_t *count = &piece->seen_count[filter];
    if (holds) {
        piece->filter_hit[filter] = true;
    } else if (*count < SEEN_VALUES) {
        piece->seen[filter * SEEN_VALUES + (*count)++] =
            arena_strndup(piece->arena, text.p, text.n);
    }
    return holds;
}

static bool filters_hold(struct piece *piece)
{
    struct row_state *state = piece->state;
    size_t n = piece->binding->spec->filter_count;
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        any = refresh(piece, &state->filters[i], read_filter, i) || any;
    }
    if (any) {
        state->filters_hold = true;
        for (size_t i = 0; i < n; i++) {
            state->filters_hold = state->filters_hold && state->filters[i].value;
        }
    }
    return state->filters_hold;
}

/* County and municipality in two columns: "1" and "14" are 0114. Returns an empty text when one of
 * them says that it is not known. */
static struct str join_code(struct str county, struct str local, char out[5])
{
    if (local.n == 4) {
        return local;
    }
    bool unknown = county.n == 0 || local.n == 0 || county.n > 2 || local.n > 2 ||
                   str_is(county, ".") || str_is(local, ".") || str_is(local, "0") ||
                   str_is(local, "00") || str_is(county, "0") || str_is(county, "00");
    if (unknown) {
        return (struct str){out, 0};
    }
    out[0] = county.n == 2 ? county.p[0] : '0';
    out[1] = county.p[county.n - 1];
    out[2] = local.n == 2 ? local.p[0] : '0';
    out[3] = local.p[local.n - 1];
    out[4] = '\0';
    return (struct str){out, 4};
}

static uint32_t area_value(struct piece *piece, struct str text)
{
    uint32_t index = 0;
    enum area_kind kind = area_find(piece->areas, text.p, text.n, &index);
    return kind == AREA_STUDY ? index : AREA_VALUE(kind);
}

static uint32_t read_area(struct piece *piece, size_t which, struct str text)
{
    (void)which;
    return area_value(piece, text);
}

/* Half a code means nothing by itself. */
static uint32_t read_half(struct piece *piece, size_t which, struct str text)
{
    (void)piece;
    (void)which;
    (void)text;
    return 0;
}

static uint32_t find_joined(struct piece *piece)
{
    struct row_state *state = piece->state;
    struct arena *scratch = arena_new();
    char code[5];
    struct str joined = join_code(slot_text(piece, state->area2.slot, scratch),
                                  slot_text(piece, state->area.slot, scratch), code);
    uint32_t value = joined.n == 0 ? AREA_VALUE(AREA_ABOVE) : area_value(piece, joined);
    arena_free(scratch);
    return value;
}

/* Index of the row's area under study, or one of AREA_VALUE(). */
static uint32_t find_area(struct piece *piece)
{
    struct row_state *state = piece->state;
    if (state->area2.slot < 0) {
        refresh(piece, &state->area, read_area, 0);
        return state->area.value;
    }
    bool first = refresh(piece, &state->area, read_half, 0);
    bool second = refresh(piece, &state->area2, read_half, 0);
    if (first || second) {
        state->joined_area = find_joined(piece);
    }
    return state->joined_area;
}

static bool is_blank_row(const struct piece *piece)
{
    for (size_t i = 0; i < piece->binding->slots; i++) {
        if (piece->scan.slots[i].n > 0) {
            return false;
        }
    }
    return true;
}

static bool area_holds(struct piece *piece, const struct csv_row *row, uint32_t area)
{
    if (area < piece->area_count) {
        return true;
    }
    if (area != AREA_VALUE(AREA_UNKNOWN)) {
        piece->other_areas++;
    } else if (is_blank_row(piece)) {
        piece->rows--; /* the ";;;" that spreadsheets leave at the end */
    } else {
        piece->unknown_areas++;
        note(piece, FINDING_AREA, row, piece->state->area.slot);
    }
    return false;
}

static uint32_t read_period(struct piece *piece, size_t which, struct str text)
{
    (void)piece;
    (void)which;
    int32_t period;
    return period_read(text, &period) ? (uint32_t)period : NOT_READ;
}

static uint32_t read_month(struct piece *piece, size_t which, struct str text)
{
    (void)piece;
    (void)which;
    int32_t month;
    return month_read(text, &month) ? (uint32_t)month : NOT_READ;
}

static uint32_t read_sex(struct piece *piece, size_t which, struct str text)
{
    (void)piece;
    (void)which;
    enum sex sex;
    return sex_read(text, &sex) ? (uint32_t)sex : NOT_READ;
}

/* The status that the column says, or NOT_READ when it says nothing that concerns us. */
static uint32_t read_status(struct piece *piece, size_t which, struct str text)
{
    (void)piece;
    (void)which;
    bool says;
    enum status status = status_column_read(text, &says);
    return says ? (uint32_t)status : NOT_READ;
}

/* A bare year is quicker to read than to look up. */
static void refresh_period(struct piece *piece, struct watch *watch)
{
    const struct csv_slot *slot = &piece->scan.slots[watch->slot];
    uint32_t year = 0;
    for (size_t i = 0; slot->n == 4 && i < 4; i++) {
        unsigned digit = (unsigned)(unsigned char)slot->p[i] - '0';
        year = digit <= 9 ? year * 10 + digit : 0;
        if (digit > 9) {
            break;
        }
    }
    if (year >= 1000) {
        watch->version = slot->version;
        watch->value = year * 100;
    } else {
        refresh(piece, watch, read_period, 0);
    }
}

static bool period_holds(struct piece *piece, const struct csv_row *row, int32_t *period)
{
    struct row_state *state = piece->state;
    if (state->period.slot < 0) {
        return true; /* stated, not stated, or in the headings */
    }
    refresh_period(piece, &state->period);
    refresh(piece, &state->month, read_month, 0);
    bool ok = state->period.value != NOT_READ;
    *period = (int32_t)state->period.value;
    if (ok && state->month.slot >= 0) {
        ok = state->month.value != NOT_READ && *period % 100 == 0;
        *period += ok ? (int32_t)state->month.value : 0;
    }
    if (!ok) {
        bool month = state->month.slot >= 0 && state->month.value == NOT_READ;
        note(piece, FINDING_PERIOD, row, month ? state->month.slot : state->period.slot);
    }
    return ok;
}

static bool sex_holds(struct piece *piece, const struct csv_row *row)
{
    struct watch *sex = &piece->state->sex;
    refresh(piece, sex, read_sex, 0);
    if (sex->slot >= 0 && sex->value == NOT_READ) {
        note(piece, FINDING_SEX, row, sex->slot);
        return false;
    }
    return true;
}

static void match_group(struct piece *piece, const struct group *g)
{
    const struct binding *b = piece->binding;
    struct row_state *state = piece->state;
    uint32_t values[LIMIT_FILTERS];
    assert(g->count <= LIMIT_FILTERS); /* the rules' reader sees to it */
    for (size_t i = 0; i < g->count; i++) {
        values[i] = state->conditions[g->conditions[i]].value;
        if (values[i] == 0) {
            return;
        }
    }
    size_t mask = g->size - 1, i = group_hash(values, g->count) & mask;
    for (; g->table && g->table[i]; i = (i + 1) & mask) {
        uint32_t at = g->table[i] - 1;
        if (g->count == 0 ||
            memcmp(b->targets[at].wanted, values, g->count * sizeof *values) == 0) {
            for (; at != UINT32_MAX; at = b->targets[at].next) {
                state->matches[state->match_count++] = at;
            }
            return;
        }
    }
}

static uint32_t read_condition(struct piece *piece, size_t which, struct str text)
{
    const struct condition *c = &piece->binding->conditions[which];
    const uint32_t *number = key_table_find(c->values, text.p, text.n);
    return number ? *number : 0;
}

/* Which variables the row is about: looked up anew only when a deciding column has changed. */
static void find_matches(struct piece *piece)
{
    const struct binding *b = piece->binding;
    struct row_state *state = piece->state;
    bool any = !state->matched;
    for (size_t i = 0; i < b->condition_count; i++) {
        any = refresh(piece, &state->conditions[i], read_condition, i) || any;
    }
    if (any) {
        state->matched = true;
        state->match_count = 0;
        for (size_t i = 0; i < b->group_count; i++) {
            match_group(piece, &b->groups[i]);
        }
    }
}

/* Titles are compared only until the first that differs: then the whole column is out. */
static void check_title(struct piece *piece, const struct target *target, const struct csv_row *row)
{
    struct mismatch *mismatch = &piece->titles[target->column];
    const struct source_column *column = &piece->binding->spec->columns[target->column];
    const struct csv_slot *slot = &piece->scan.slots[target->title_slot];
    if (mismatch->found ||
        (slot->n == strlen(column->title) && memcmp(slot->p, column->title, slot->n) == 0)) {
        return;
    }
    struct arena *scratch = arena_new();
    struct str seen = encoding_tidy(slot_text(piece, target->title_slot, scratch), scratch);
    struct str wanted = encoding_tidy(str_of(column->title), scratch);
    const char *text = arena_strndup(piece->arena, seen.p, seen.n);
    if (!name_eq(text, arena_strndup(scratch, wanted.p, wanted.n))) {
        *mismatch = (struct mismatch){true, row->line, row->offset, target->title_slot, text};
    }
    arena_free(scratch);
}

static double keep_text(struct piece *piece, struct str text)
{
    piece->texts = arena_grow(piece->arena, piece->texts, piece->text_count, &piece->text_capacity,
                              sizeof *piece->texts);
    piece->texts[piece->text_count] = arena_strndup(piece->arena, text.p, text.n);
    return (double)piece->text_count++;
}

/* A cell that number_parse() did not take as it stands. False = told, nothing to store. */
static bool read_slowly(struct piece *piece, const struct target *target, const struct csv_row *row,
                        enum status *status, double *value)
{
    struct arena *scratch = arena_new();
    struct str s = slot_text(piece, target->slot, scratch);
    if (piece->binding->spec->columns[target->column].is_percent && s.n > 1 &&
        s.p[s.n - 1] == '%') {
        s = str_trim(encoding_tidy((struct str){s.p, s.n - 1}, scratch));
    }
    double ignored;
    bool ok = true;
    if (number_parse(s.p, s.n, piece->decimal, value)) {
        *status = STATUS_OBSERVED;
    } else if (!mark_read(s, piece->binding->spec->secret_mark, status)) {
        char other = piece->decimal == ',' ? '.' : ',';
        if (!piece->other_decimal.text && number_parse(s.p, s.n, other, &ignored)) {
            piece->other_decimal =
                (struct finding){.line = row->line, .text = arena_strndup(piece->arena, s.p, s.n)};
        }
        note(piece, FINDING_NUMBER, row, target->slot);
        ok = false;
    }
    arena_free(scratch);
    return ok;
}

static bool read_value(struct piece *piece, const struct target *target, const struct csv_row *row,
                       enum status *status, double *value)
{
    const struct csv_slot *cell = &piece->scan.slots[target->slot];
    const struct source_spec *spec = piece->binding->spec;
    if (spec->columns[target->column].is_text) {
        struct arena *scratch = arena_new();
        struct str s = slot_text(piece, target->slot, scratch);
        *status = s.n ? STATUS_OBSERVED : STATUS_MISSING;
        *value = s.n ? keep_text(piece, s) : 0;
        arena_free(scratch);
    } else if (number_parse(cell->p, cell->n, piece->decimal, value)) {
        *status = STATUS_OBSERVED;
    } else if (!read_slowly(piece, target, row, status, value)) {
        return false;
    }
    if (*status == STATUS_OBSERVED && spec->period_from == PERIOD_NOT_STATED) {
        *status = STATUS_NO_YEAR;
    }
    return true;
}

static void gather(struct gathered *g, const struct observation *o)
{
    if (g->count == g->capacity) {
        g->capacity = g->capacity ? g->capacity * 2 : 256;
        g->items = memory_resize(g->items, g->capacity * sizeof *g->items);
    }
    g->items[g->count++] = *o;
}

/* What holds for the whole row. */
struct row_key {
    uint32_t area;
    int32_t period;
};

static void store_target(struct piece *piece, const struct target *target,
                         const struct csv_row *row, const struct row_key *key)
{
    const struct row_state *state = piece->state;
    enum status status = STATUS_MISSING;
    double value = 0;
    if (target->title_slot >= 0) {
        check_title(piece, target, row);
    }
    if (!read_value(piece, target, row, &status, &value)) {
        return;
    }
    if (state->status.slot >= 0 && state->status.value != NOT_READ) {
        status = (enum status)state->status.value;
    }
    bool in_heading = piece->binding->spec->period_from == PERIOD_FROM_HEADINGS;
    struct observation o = {
        .value = status_has_value((uint8_t)status) ? value : 0,
        .area = key->area,
        .period = in_heading ? target->period : key->period,
        .line = row->line,
        .sex = (uint8_t)(state->sex.slot >= 0 ? state->sex.value : SEX_TOTAL),
        .status = (uint8_t)status,
    };
    gather(&piece->columns[target->column], &o);
}

static void on_row(void *context, const struct csv_row *row)
{
    struct piece *piece = context;
    struct row_state *state = piece->state;
    const struct source_spec *spec = piece->binding->spec;
    struct row_key key = {0, spec->period_from == PERIOD_STATED ? spec->period : PERIOD_UNKNOWN};
    if (row->offset > piece->left + STRETCH) {
        file_leave(&piece->table->bytes, piece->left, row->offset);
        piece->left = row->offset;
    }
    piece->rows++;
    if (!filters_hold(piece)) {
        piece->filtered++;
        return;
    }
    key.area = find_area(piece);
    if (!area_holds(piece, row, key.area) || !period_holds(piece, row, &key.period) ||
        !sex_holds(piece, row)) {
        return;
    }
    refresh(piece, &state->status, read_status, 0);
    find_matches(piece);
    piece->used += state->match_count > 0;
    for (size_t i = 0; i < state->match_count; i++) {
        store_target(piece, &piece->binding->targets[state->matches[i]], row, &key);
    }
}

static void on_trouble(void *context, enum csv_trouble kind, const struct csv_row *row,
                       size_t detail)
{
    struct piece *piece = context;
    struct str none = {"", 0};
    piece->rows += kind != CSV_QUOTES;
    findings_add(&piece->findings, finding_of(kind), row, SIZE_MAX, detail, none, piece->arena);
}

static struct watch watch_of(struct arena *arena, int32_t slot)
{
    return (struct watch){.slot = slot, .cache = slot < 0 ? NULL : names_new(arena)};
}

static void state_init(struct piece *piece)
{
    const struct binding *b = piece->binding;
    struct arena *arena = piece->arena;
    struct row_state *state = arena_alloc(arena, sizeof *state);
    size_t filters = b->spec->filter_count;
    state->area = watch_of(arena, b->area);
    state->area2 = watch_of(arena, b->area2);
    state->period = watch_of(arena, b->period);
    state->month = watch_of(arena, b->month);
    state->sex = watch_of(arena, b->sex);
    state->status = watch_of(arena, b->status);
    state->filters_hold = true;
    state->filters = arena_array(arena, filters, sizeof *state->filters);
    for (size_t i = 0; i < filters; i++) {
        state->filters[i] = watch_of(arena, b->filters[i]);
    }
    state->conditions = arena_array(arena, b->condition_count, sizeof *state->conditions);
    for (size_t i = 0; i < b->condition_count; i++) {
        state->conditions[i] = watch_of(arena, b->conditions[i].slot);
    }
    state->matches = arena_array(arena, b->target_count, sizeof *state->matches);
    piece->state = state;
    piece->columns = arena_array(arena, b->spec->column_count, sizeof *piece->columns);
    piece->titles = arena_array(arena, b->spec->column_count, sizeof *piece->titles);
    piece->filter_hit = arena_array(arena, filters, sizeof *piece->filter_hit);
    piece->seen = arena_array(arena, filters * SEEN_VALUES, sizeof *piece->seen);
    piece->seen_count = arena_array(arena, filters, sizeof *piece->seen_count);
}

/* Checksum, and the first NUL. */
static void look_through(struct piece *piece)
{
    const char *data = piece->table->bytes.data;
    for (size_t at = piece->begin, n; at < piece->end; at += n) {
        n = piece->end - at < STRETCH ? piece->end - at : STRETCH;
        piece->crc = file_crc32_join(piece->crc, file_crc32(data + at, n), n);
        piece->nul = piece->nul ? piece->nul : memchr(data + at, '\0', n);
        file_leave(&piece->table->bytes, at, at + n);
    }
    piece->left = piece->begin;
}

void piece_read(struct piece *piece)
{
    const struct table *t = piece->table;
    piece->arena = arena_new();
    state_init(piece);
    piece->scan = (struct csv_scan){
        .delimiter = t->delimiter,
        .columns = t->columns,
        .slot_of = piece->binding->slot_of,
        .slots = csv_slots_new(piece->binding->slots),
        .slot_count = piece->binding->slots,
        .stop_at_trouble = piece->stop_at_trouble,
        .row = on_row,
        .trouble = on_trouble,
        .context = piece,
    };
    look_through(piece);
    csv_scan(&piece->scan, t->bytes.data, piece->begin, piece->end);
}

void piece_free(struct piece *piece)
{
    for (size_t i = 0; i < piece->binding->spec->column_count; i++) {
        free(piece->columns[i].items);
    }
    csv_slots_free(piece->scan.slots, piece->scan.slot_count);
    arena_free(piece->arena);
}
