/* Inside the history: the only file that includes SQLite, for the files of this folder. */
#ifndef ETABLERA_HISTORY_SQL_H
#define ETABLERA_HISTORY_SQL_H

#include <sqlite3.h>

#include "history/history.h"

struct history {
    sqlite3 *db;
    const char *path;
    struct arena *arena;
};

/* Tells `code` about the history's file, with what SQLite said. */
void history_tell(struct history *h, struct diagnostics *d, const char *code);
/* Compiles a statement; aborts on one that is no SQL, which is a mistake of ours. NULL when the
 * file cannot be read. */
sqlite3_stmt *sql(struct history *h, const char *text);
/* Binds; NAN becomes NULL, and so does a NULL text. Places count from 1. */
void sql_number(sqlite3_stmt *s, int place, double value);
void sql_whole(sqlite3_stmt *s, int place, int64_t value);
void sql_text(sqlite3_stmt *s, int place, const char *text);
/* Runs a statement without rows and makes it ready for the next. */
bool sql_run(sqlite3_stmt *s);
/* Reads a column of the row: NAN, 0 and "" for NULL. */
double sql_get_number(sqlite3_stmt *s, int column);
char *sql_get_text(sqlite3_stmt *s, int column, struct arena *arena);
/* The last run's number; 0 when there is none. */
int64_t history_last(struct history *h);
/* The last state; 0 when there is none. */
int64_t history_state(struct history *h);

#endif
