/* What the history knows, as tables. */
#include <math.h>

#include "history/sql.h"

/* Rows of one kind, gathered. */
struct rows {
    char *items;
    size_t count, capacity, size;
};

static void *next(struct rows *rows, struct arena *arena)
{
    rows->items = arena_grow(arena, rows->items, rows->count, &rows->capacity, rows->size);
    return rows->items + rows->size * rows->count++;
}

static bool more(sqlite3_stmt *s)
{
    return s != NULL && sqlite3_step(s) == SQLITE_ROW;
}

struct history_run *history_runs(struct history *h, struct arena *arena, size_t most, size_t *count)
{
    static const char text[] =
        "WITH counted AS (SELECT number, state, at, version, root, day, areas, ranked, errors,"
        " warnings, old_rules, held, EXISTS (SELECT 1 FROM run AS b WHERE b.state = run.state"
        "  AND b.number < run.number) AS same, state > (SELECT min(state) FROM run) AND NOT EXISTS"
        "  (SELECT 1 FROM run AS b WHERE b.state = run.state AND b.number < run.number) AS fresh"
        " FROM run WHERE number > (SELECT coalesce(max(number), 0) FROM run) - ?1) "
        "SELECT number, at, version, root, day, areas, ranked, errors, warnings,"
        " CASE WHEN fresh THEN (SELECT count(*) FROM input WHERE first = state) +"
        "  (SELECT count(*) FROM input AS gone WHERE gone.last = state - 1 AND NOT EXISTS"
        "   (SELECT 1 FROM input AS i WHERE i.kind = gone.kind AND i.path = gone.path"
        "    AND i.first = state)) ELSE 0 END,"
        " CASE WHEN fresh THEN (SELECT count(*) FROM value AS v WHERE v.first = state AND NOT"
        "  EXISTS (SELECT 1 FROM value AS b WHERE b.area = v.area AND b.indicator = v.indicator"
        "   AND b.last = state - 1 AND b.value IS v.value AND b.status = v.status"
        "   AND b.year = v.year AND coalesce(b.measure, v.measure) = v.measure)) ELSE 0 END,"
        " CASE WHEN fresh THEN (SELECT count(*) FROM place AS p WHERE p.first = state"
        "  AND p.node = root AND NOT EXISTS (SELECT 1 FROM place AS b WHERE b.area = p.area"
        "   AND b.node = p.node AND b.last = state - 1 AND b.rank = p.rank)) ELSE 0 END,"
        " same, coalesce(old_rules, -1), coalesce(held, -1) "
        "FROM counted ORDER BY number";
    struct rows rows = {.size = sizeof(struct history_run)};
    sqlite3_stmt *s = sql(h, text);
    sql_whole(s, 1, (int64_t)most);
    while (more(s)) {
        struct history_run *r = next(&rows, arena);
        *r = (struct history_run){
            .number = sqlite3_column_int64(s, 0),
            .at = sql_get_text(s, 1, arena),
            .version = sql_get_text(s, 2, arena),
            .root = sql_get_text(s, 3, arena),
            .day = sqlite3_column_int(s, 4),
            .areas = (size_t)sqlite3_column_int64(s, 5),
            .ranked = (size_t)sqlite3_column_int64(s, 6),
            .errors = (size_t)sqlite3_column_int64(s, 7),
            .warnings = (size_t)sqlite3_column_int64(s, 8),
            .files = (size_t)sqlite3_column_int64(s, 9),
            .values = (size_t)sqlite3_column_int64(s, 10),
            .places = (size_t)sqlite3_column_int64(s, 11),
            .same = sqlite3_column_int(s, 12) != 0,
            .old_rules = sqlite3_column_int64(s, 13),
            .held = sqlite3_column_int64(s, 14),
        };
    }
    sqlite3_finalize(s);
    *count = rows.count;
    return (struct history_run *)(void *)rows.items;
}

struct history_place *history_places(struct history *h, struct arena *arena, const char *area,
                                     const char *node, size_t *count)
{
    struct rows rows = {.size = sizeof(struct history_place)};
    sqlite3_stmt *s = sql(h, "SELECT (SELECT min(number) FROM run WHERE state >= first),"
                             " (SELECT max(number) FROM run WHERE state <= last), score, rank"
                             " FROM place WHERE area=?1 AND node=?2 ORDER BY first");
    sql_text(s, 1, area);
    sql_text(s, 2, node);
    while (more(s)) {
        struct history_place *p = next(&rows, arena);
        *p = (struct history_place){sqlite3_column_int64(s, 0), sqlite3_column_int64(s, 1),
                                    sql_get_number(s, 2), sqlite3_column_int(s, 3)};
    }
    sqlite3_finalize(s);
    *count = rows.count;
    return (struct history_place *)(void *)rows.items;
}

static struct history_measure measure_at(sqlite3_stmt *s, int column, struct arena *arena)
{
    return (struct history_measure){
        .name = sql_get_text(s, column, arena),
        .label = {sql_get_text(s, column + 1, arena), sql_get_text(s, column + 2, arena)},
        .unit = {sql_get_text(s, column + 3, arena), sql_get_text(s, column + 4, arena)},
    };
}

static struct history_value value_at(sqlite3_stmt *s, struct arena *arena)
{
    return (struct history_value){
        .run = sqlite3_column_int64(s, 0),
        .indicator = sql_get_text(s, 1, arena),
        .label = {sql_get_text(s, 2, arena), sql_get_text(s, 3, arena)},
        .old = sql_get_number(s, 4),
        .value = sql_get_number(s, 5),
        .status = sql_get_text(s, 6, arena),
        .year = sqlite3_column_int(s, 7),
        .file = sql_get_text(s, 8, arena),
        .line = (uint32_t)sqlite3_column_int64(s, 9),
        .was = measure_at(s, 10, arena),
        .measure = measure_at(s, 15, arena),
        .old_status = sql_get_text(s, 20, arena),
    };
}

/* A value has a row of its own as long as it holds, so a change is two rows end to end; a change of
 * points alone is none. */
struct history_value *history_values(struct history *h, struct arena *arena, const char *area,
                                     const char *node, size_t most, size_t *count)
{
    static const char text[] =
        "WITH RECURSIVE under(name) AS (SELECT ?3 UNION"
        "  SELECT child FROM child JOIN under ON node = under.name) "
        "SELECT * FROM (SELECT (SELECT min(number) FROM run WHERE state = v.first) AS run,"
        " v.indicator, n.sv, n.en, b.value AS old, v.value AS value, v.status, v.year, v.file,"
        " v.line, w.name, w.sv, w.en, w.unit_sv, w.unit_en, m.name, m.sv, m.en, m.unit_sv,"
        " m.unit_en, b.status AS old_status, n.position"
        " FROM value AS v"
        " JOIN value AS b ON b.area = v.area AND b.indicator = v.indicator"
        "  AND b.last = v.first - 1"
        " JOIN name AS n ON n.kind = 'indicator' AND n.name = v.indicator"
        " JOIN name AS m ON m.kind = 'indicator' AND m.name = coalesce(v.measure, v.indicator)"
        " JOIN name AS w ON w.kind = 'indicator' AND w.name = coalesce(b.measure, m.name)"
        " WHERE v.area = ?1 AND (?3 IS NULL OR v.indicator IN under)"
        "  AND (b.value IS NOT v.value OR b.status <> v.status OR b.year <> v.year"
        "   OR b.measure <> v.measure)"
        " ORDER BY run DESC, n.position LIMIT ?2) ORDER BY run, position";
    struct rows rows = {.size = sizeof(struct history_value)};
    sqlite3_stmt *s = sql(h, text);
    sql_text(s, 1, area);
    sql_whole(s, 2, (int64_t)most);
    sql_text(s, 3, node);
    while (more(s)) {
        struct history_value *v = next(&rows, arena);
        *v = value_at(s, arena);
    }
    sqlite3_finalize(s);
    *count = rows.count;
    return (struct history_value *)(void *)rows.items;
}

struct history_input *history_inputs(struct history *h, struct arena *arena, int64_t run,
                                     size_t *count)
{
    static const char text[] =
        "WITH now AS (SELECT state FROM run WHERE number = ?1 AND NOT EXISTS"
        " (SELECT 1 FROM run AS b WHERE b.state = run.state AND b.number < ?1)) "
        "SELECT i.kind, i.path, coalesce(b.hash, ''), i.hash FROM now JOIN input AS i"
        " ON i.first = state LEFT JOIN input AS b"
        " ON b.kind = i.kind AND b.path = i.path AND b.last = state - 1 "
        "UNION ALL SELECT b.kind, b.path, b.hash, '' FROM now JOIN input AS b"
        " ON b.last = state - 1 WHERE NOT EXISTS (SELECT 1 FROM input AS i"
        "  WHERE i.kind = b.kind AND i.path = b.path AND i.first = state) ORDER BY 1, 2";
    struct rows rows = {.size = sizeof(struct history_input)};
    sqlite3_stmt *s = sql(h, text);
    sql_whole(s, 1, run);
    while (more(s)) {
        struct history_input *i = next(&rows, arena);
        *i = (struct history_input){run, sql_get_text(s, 0, arena), sql_get_text(s, 1, arena),
                                    sql_get_text(s, 2, arena), sql_get_text(s, 3, arena)};
    }
    sqlite3_finalize(s);
    *count = rows.count;
    return (struct history_input *)(void *)rows.items;
}

static struct history_name *names(struct history *h, struct arena *arena, const char *kind,
                                  size_t *count)
{
    struct rows rows = {.size = sizeof(struct history_name)};
    sqlite3_stmt *s = sql(h, "SELECT name, sv, en FROM name WHERE kind = ?1 ORDER BY position");
    sql_text(s, 1, kind);
    while (more(s)) {
        struct history_name *n = next(&rows, arena);
        *n = (struct history_name){sql_get_text(s, 0, arena),
                                   {sql_get_text(s, 1, arena), sql_get_text(s, 2, arena)}};
    }
    sqlite3_finalize(s);
    *count = rows.count;
    return (struct history_name *)(void *)rows.items;
}

struct history_name *history_areas(struct history *h, struct arena *arena, size_t *count)
{
    return names(h, arena, "area", count);
}

struct history_name *history_nodes(struct history *h, struct arena *arena, size_t *count)
{
    return names(h, arena, "node", count);
}
