/* The file: opened, made, set aside. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "history/messages.h"
#include "history/sql.h"

/* "etab" in ASCII: a file of another program is not ours to write in. */
#define APPLICATION 0x65746162
#define FORM 2
enum { MOST_SET_ASIDE = 1000, WAIT_MS = 10000, TABLES = 6 };

/* A run gives a state; one in which nothing changed gives that of the run before. Rows of place,
 * value and input hold from state `first` up to and with state `last`. */
static const char schema[] =
    "PRAGMA application_id=1702125922; PRAGMA user_version=1;"
    "CREATE TABLE run(number INTEGER PRIMARY KEY, state INTEGER NOT NULL, at TEXT NOT NULL, day "
    "INTEGER NOT NULL,"
    " tool TEXT NOT NULL, model TEXT NOT NULL, version TEXT NOT NULL, root TEXT NOT NULL,"
    " changes TEXT NOT NULL, areas INTEGER NOT NULL, ranked INTEGER NOT NULL,"
    " errors INTEGER NOT NULL, warnings INTEGER NOT NULL) STRICT;"
    "CREATE TABLE name(kind TEXT NOT NULL, name TEXT NOT NULL, sv TEXT NOT NULL, en TEXT NOT NULL,"
    " unit_sv TEXT NOT NULL, unit_en TEXT NOT NULL, position INTEGER NOT NULL,"
    " PRIMARY KEY(kind, name)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE place(area TEXT NOT NULL, node TEXT NOT NULL, score REAL, coverage REAL,"
    " rank INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,"
    " PRIMARY KEY(area, node, first)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE value(area TEXT NOT NULL, indicator TEXT NOT NULL, value REAL, points REAL,"
    " status TEXT NOT NULL, year INTEGER NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL,"
    " first INTEGER NOT NULL, last INTEGER NOT NULL,"
    " PRIMARY KEY(area, indicator, first)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE input(kind TEXT NOT NULL, path TEXT NOT NULL, size INTEGER NOT NULL,"
    " hash TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,"
    " PRIMARY KEY(kind, path, first)) STRICT, WITHOUT ROWID;";
/* What came with form 2; NULL in the columns is what form 1 did not keep. value.measure: whose
 * value it is. child: what counts in what, by the latest rules. */
static const char second_form[] = "ALTER TABLE value ADD COLUMN measure TEXT;"
                                  "ALTER TABLE run ADD COLUMN old_rules INTEGER;"
                                  "ALTER TABLE run ADD COLUMN held INTEGER;"
                                  "CREATE TABLE child(node TEXT NOT NULL, child TEXT NOT NULL,"
                                  " PRIMARY KEY(node, child)) STRICT, WITHOUT ROWID;"
                                  "PRAGMA user_version=2;";

void history_tell(struct history *h, struct diagnostics *d, const char *code)
{
    history_say(d, code, h->path, h->db ? sqlite3_errmsg(h->db) : "");
}

/* --- statements ------------------------------------------------------------------------------- */

sqlite3_stmt *sql(struct history *h, const char *text)
{
    sqlite3_stmt *s = NULL;
    int code = sqlite3_prepare_v2(h->db, text, -1, &s, NULL);
    if (code == SQLITE_ERROR) {
        fprintf(stderr, "etablera: SQL: %s: %s\n", sqlite3_errmsg(h->db), text);
        abort();
    }
    return s;
}

void sql_number(sqlite3_stmt *s, int place, double value)
{
    if (isfinite(value))
        sqlite3_bind_double(s, place, value);
    else
        sqlite3_bind_null(s, place);
}

void sql_whole(sqlite3_stmt *s, int place, int64_t value)
{
    sqlite3_bind_int64(s, place, value);
}

void sql_text(sqlite3_stmt *s, int place, const char *text)
{
    sqlite3_bind_text(s, place, text, -1, SQLITE_TRANSIENT);
}

bool sql_run(sqlite3_stmt *s)
{
    int code = s == NULL ? SQLITE_ERROR : sqlite3_step(s);
    if (s != NULL)
        sqlite3_reset(s);
    return code == SQLITE_DONE;
}

double sql_get_number(sqlite3_stmt *s, int column)
{
    bool none = sqlite3_column_type(s, column) == SQLITE_NULL;
    return none ? (double)NAN : sqlite3_column_double(s, column);
}

char *sql_get_text(sqlite3_stmt *s, int column, struct arena *arena)
{
    const char *text = (const char *)sqlite3_column_text(s, column);
    return arena_strdup(arena, text ? text : "");
}

static int64_t one_number(struct history *h, const char *text)
{
    sqlite3_stmt *s = sql(h, text);
    int64_t value = s && sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : -1;
    sqlite3_finalize(s);
    return value;
}

int64_t history_last(struct history *h)
{
    return one_number(h, "SELECT coalesce(max(number), 0) FROM run");
}

int64_t history_state(struct history *h)
{
    return one_number(h, "SELECT coalesce(max(state), 0) FROM run");
}

/* --- opening ---------------------------------------------------------------------------------- */

static bool execute(struct history *h, const char *text)
{
    return sqlite3_exec(h->db, text, NULL, NULL, NULL) == SQLITE_OK;
}

static bool is_empty(struct history *h)
{
    return one_number(h, "SELECT count(*) FROM sqlite_schema") == 0 &&
           one_number(h, "PRAGMA application_id") == 0;
}

static bool is_first_form(struct history *h)
{
    return one_number(h, "PRAGMA application_id") == APPLICATION &&
           one_number(h, "PRAGMA user_version") == 1;
}

/* A new file is empty, an old one of the first form: it gets what it lacks in one transaction. Two
 * programs may try at once. */
static bool make(struct history *h)
{
    bool good = execute(h, "BEGIN IMMEDIATE");
    if (good && is_empty(h))
        good = execute(h, schema);
    if (good && is_first_form(h))
        good = execute(h, second_form);
    return good && execute(h, "COMMIT");
}

static bool connect(struct history *h)
{
    if (sqlite3_open_v2(h->path, &h->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW,
                        NULL) != SQLITE_OK)
        return false;
    sqlite3_busy_timeout(h->db, WAIT_MS);
    sqlite3_db_config(h->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return execute(h, "PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF");
}

/* Is it a history of this form, whole in every page? */
static bool whole(struct history *h)
{
    sqlite3_stmt *s = sql(h, "PRAGMA quick_check(1)");
    bool good = s && sqlite3_step(s) == SQLITE_ROW &&
                strcmp((const char *)sqlite3_column_text(s, 0), "ok") == 0;
    sqlite3_finalize(s);
    return good && one_number(h, "PRAGMA application_id") == APPLICATION &&
           one_number(h, "PRAGMA user_version") == FORM &&
           one_number(h, "SELECT count(*) FROM sqlite_schema WHERE type = 'table'") == TABLES;
}

static void disconnect(struct history *h)
{
    sqlite3_close(h->db);
    h->db = NULL;
}

/* The file is kept beside, under a name that is free. */
static bool set_aside(struct history *h, struct diagnostics *d)
{
    static const char *const also[] = {"-journal", "-wal", "-shm"};
    disconnect(h);
    for (int k = 1; k < MOST_SET_ASIDE; k++) {
        const char *aside = arena_printf(h->arena, "%s.skadad-%d", h->path, k);
        if (file_exists(aside))
            continue;
        if (rename(h->path, aside) != 0)
            return false;
        for (size_t i = 0; i < sizeof also / sizeof also[0]; i++)
            rename(arena_printf(h->arena, "%s%s", h->path, also[i]),
                   arena_printf(h->arena, "%s%s", aside, also[i]));
        history_say(d, "W990", h->path, aside);
        return true;
    }
    return false;
}

static bool is_busy(const struct history *h)
{
    int code = h->db ? sqlite3_errcode(h->db) : SQLITE_OK;
    return code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_CANTOPEN ||
           code == SQLITE_READONLY || code == SQLITE_IOERR || code == SQLITE_FULL ||
           code == SQLITE_NOMEM || code == SQLITE_PERM;
}

struct history *history_open(const char *path, struct diagnostics *d)
{
    struct arena *arena = arena_new();
    struct history *h = arena_alloc(arena, sizeof *h);
    h->arena = arena;
    h->path = arena_strdup(arena, path);
    bool good = connect(h) && ((!is_empty(h) && !is_first_form(h)) || make(h)) && whole(h);
    if (!good && file_exists(path) && !is_busy(h))
        good = set_aside(h, d) && connect(h) && make(h) && whole(h);
    if (good)
        return h;
    history_tell(h, d, "E991");
    history_close(h);
    return NULL;
}

void history_close(struct history *h)
{
    if (h == NULL)
        return;
    disconnect(h);
    arena_free(h->arena);
}
