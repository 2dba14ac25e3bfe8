/* A run is added: what is as it was is prolonged, what is not is written. */
#include <math.h>

#include "analysis/diagnosis.h"
#include "base/date.h"
#include "history/messages.h"
#include "history/sql.h"

struct adding {
    struct history *h;
    const struct result *r;
    const struct history_entry *entry;
    int64_t run, state, before; /* before: the state before; 0 in the first */
    bool good;
    const char *why; /* what SQLite said of the first failure */
};

static void step(struct adding *a, sqlite3_stmt *s)
{
    if (!a->good || sql_run(s))
        return;
    a->good = false;
    a->why = arena_strdup(a->h->arena, sqlite3_errmsg(a->h->db));
}

/* Prolongs the row that holds the same, else writes a new one. Both statements have the same
 * places, with the new state as ?1 and the one before as ?2. */
struct pair_of_statements {
    sqlite3_stmt *prolong, *write;
};

static struct pair_of_statements prepare(struct adding *a, const char *prolong, const char *write)
{
    struct pair_of_statements p = {sql(a->h, prolong), sql(a->h, write)};
    sqlite3_stmt *both[] = {p.prolong, p.write};
    for (size_t i = 0; i < 2; i++) {
        sql_whole(both[i], 1, a->state);
        sql_whole(both[i], 2, a->before);
    }
    return p;
}

static void settle(struct adding *a, const struct pair_of_statements *p)
{
    step(a, p->prolong);
    if (sqlite3_changes(a->h->db) == 0)
        step(a, p->write);
}

static void finish(struct pair_of_statements *p)
{
    sqlite3_finalize(p->prolong);
    sqlite3_finalize(p->write);
}

/* --- the run itself --------------------------------------------------------------------------- */

static const char *root_name(const struct result *r)
{
    const struct model *m = r->model;
    return m->root == UINT32_MAX ? "" : m->nodes[m->root].head.name;
}

static const char *changes_of(struct adding *a)
{
    const char *text = "";
    for (size_t i = 0; i < a->r->override_count; i++)
        text = arena_printf(a->h->arena, "%s%s%s", text, i ? "\n" : "", a->r->overrides[i]);
    return text;
}

static void add_run(struct adding *a)
{
    const struct result *r = a->r;
    const struct model *m = r->model;
    sqlite3_stmt *s =
        sql(a->h, "INSERT INTO run VALUES(?1,?13,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?14,?15)");
    sql_whole(s, 1, a->run);
    sql_text(s, 2, a->entry->at);
    sql_whole(s, 3, r->day);
    sql_text(s, 4, a->entry->tool);
    sql_text(s, 5, m->head.name);
    sql_text(s, 6, m->version ? m->version : "");
    sql_text(s, 7, root_name(r));
    sql_text(s, 8, changes_of(a));
    sql_whole(s, 9, (int64_t)r->areas);
    sql_whole(s, 10, m->root == UINT32_MAX ? 0 : (int64_t)r->nodes[m->root].ranked);
    sql_whole(s, 11, (int64_t)a->entry->errors);
    sql_whole(s, 12, (int64_t)a->entry->warnings);
    sql_whole(s, 13, a->state);
    sql_whole(s, 14, a->entry->old_rules);
    sql_whole(s, 15, (int64_t)a->entry->held);
    step(a, s);
    sqlite3_finalize(s);
}

/* Several sources may have read one file. */
static void add_files(struct adding *a)
{
    struct pair_of_statements p =
        prepare(a,
                "UPDATE input SET last=?1 WHERE last=?2 AND kind=?3 AND path=?4 AND size=?5 AND "
                "hash=?6",
                "INSERT INTO input SELECT ?3,?4,?5,?6,?1,?1 WHERE NOT EXISTS"
                " (SELECT 1 FROM input WHERE kind=?3 AND path=?4 AND last=?1)");
    for (size_t i = 0; i < a->entry->file_count; i++) {
        const struct history_file *f = &a->entry->files[i];
        sqlite3_stmt *both[] = {p.prolong, p.write};
        for (size_t k = 0; k < 2; k++) {
            sql_text(both[k], 3, f->kind);
            sql_text(both[k], 4, f->path);
            sql_whole(both[k], 5, (int64_t)f->size);
            sql_text(both[k], 6, f->hash);
        }
        settle(a, &p);
    }
    finish(&p);
}

/* --- names ------------------------------------------------------------------------------------ */

static void add_name(struct adding *a, sqlite3_stmt *s, const char *kind, const char *const text[5],
                     size_t position)
{
    sql_text(s, 1, kind);
    for (int i = 0; i < 5; i++)
        sql_text(s, i + 2, text[i]);
    sql_whole(s, 7, (int64_t)position);
    step(a, s);
}

/* Positions of earlier runs make way: what is gone comes last. */
static void add_names(struct adding *a)
{
    const struct model *m = a->r->model;
    sqlite3_stmt *later = sql(a->h, "UPDATE name SET position = position + 1000000");
    sqlite3_stmt *s = sql(a->h, "INSERT OR REPLACE INTO name VALUES(?1,?2,?3,?4,?5,?6,?7)");
    step(a, later);
    sqlite3_finalize(later);
    for (size_t i = 0; i < a->r->areas; i++) {
        const struct area *area = &a->r->data->areas.items[i];
        add_name(a, s, "area", (const char *const[]){area->code, area->name, area->name, "", ""},
                 i);
    }
    for (size_t i = 0; i < m->node_count; i++) {
        const struct head *head = &m->nodes[i].head;
        add_name(a, s, "node", (const char *const[]){head->name, head->sv, head->en, "", ""}, i);
    }
    for (size_t i = 0; i < m->indicator_count; i++) {
        const struct indicator *k = &m->indicators[i];
        const char *const text[5] = {k->head.name, k->head.sv, k->head.en,
                                     k->unit.sv ? k->unit.sv : "", k->unit.en ? k->unit.en : ""};
        add_name(a, s, "indicator", text, i);
    }
    sqlite3_finalize(s);
}

/* By the latest rules: what counted in what before them is of no use to who asks today. */
static void add_children(struct adding *a)
{
    const struct model *m = a->r->model;
    sqlite3_stmt *none = sql(a->h, "DELETE FROM child");
    sqlite3_stmt *s = sql(a->h, "INSERT OR IGNORE INTO child VALUES(?1,?2)");
    step(a, none);
    sqlite3_finalize(none);
    for (size_t n = 0; n < m->node_count; n++)
        for (size_t i = 0; i < m->nodes[n].child_count; i++) {
            const struct child *c = &m->nodes[n].children[i];
            const struct head *head =
                c->kind == SYMBOL_NODE ? &m->nodes[c->index].head : &m->indicators[c->index].head;
            sql_text(s, 1, m->nodes[n].head.name);
            sql_text(s, 2, head->name);
            step(a, s);
        }
    sqlite3_finalize(s);
}

/* --- places and values ------------------------------------------------------------------------ */

static void add_places(struct adding *a)
{
    struct pair_of_statements p =
        prepare(a,
                "UPDATE place SET last=?1 WHERE last=?2 AND area=?3 AND node=?4 AND score IS ?5 "
                "AND coverage IS ?6 AND rank=?7",
                "INSERT INTO place VALUES(?3,?4,?5,?6,?7,?1,?1)");
    for (size_t n = 0; n < a->r->model->node_count; n++)
        for (size_t i = 0; i < a->r->areas; i++) {
            const struct node_result *node = &a->r->nodes[n];
            sqlite3_stmt *both[] = {p.prolong, p.write};
            for (size_t k = 0; k < 2; k++) {
                sql_text(both[k], 3, a->r->data->areas.items[i].code);
                sql_text(both[k], 4, a->r->model->nodes[n].head.name);
                sql_number(both[k], 5, node->score[i]);
                sql_number(both[k], 6, node->coverage[i]);
                sql_whole(both[k], 7, node->rank[i]);
            }
            settle(a, &p);
        }
    finish(&p);
}

static void bind_value(sqlite3_stmt *s, const struct result *r, size_t indicator, size_t area)
{
    const struct indicator_result *i = &r->indicators[indicator];
    const struct cell *c = &i->cells[area];
    bool has_file = c->file != UINT32_MAX && c->file < r->data->file_count;
    sql_text(s, 3, r->data->areas.items[area].code);
    sql_text(s, 4, r->model->indicators[indicator].head.name);
    sql_number(s, 5, status_has_value(c->status) ? c->value : (double)NAN);
    sql_number(s, 6, i->points[area]);
    sql_text(s, 7, status_word(c->status));
    sql_whole(s, 8, period_year(c->period));
    sql_text(s, 9, has_file ? r->data->files[c->file].path : "");
    sql_whole(s, 10, has_file ? c->line : 0);
    sql_text(s, 11, measured_in(r, (uint32_t)indicator, (uint32_t)area)->head.name);
}

/* Where a value stands in its file is no change of the value: it is brought up to date. A
 * substitute's value is written where it stands in, with its name as the measure. */
static void add_values(struct adding *a)
{
    struct pair_of_statements p = prepare(
        a,
        "UPDATE value SET last=?1, file=?9, line=?10, measure=?11 WHERE last=?2 AND area=?3 AND "
        "indicator=?4 AND value IS ?5 AND points IS ?6 AND status=?7 AND year=?8 AND "
        "coalesce(measure, ?11)=?11",
        "INSERT INTO value VALUES(?3,?4,?5,?6,?7,?8,?9,?10,?1,?1,?11)");
    for (size_t k = 0; k < a->r->model->indicator_count; k++)
        for (size_t i = 0; i < a->r->areas; i++) {
            if (a->r->model->indicators[k].role == ROLE_SUBSTITUTE)
                continue;
            bind_value(p.prolong, a->r, k, i);
            bind_value(p.write, a->r, k, i);
            settle(a, &p);
        }
    finish(&p);
}

/* --- one transaction -------------------------------------------------------------------------- */

static bool execute(struct history *h, const char *text)
{
    return sqlite3_exec(h->db, text, NULL, NULL, NULL) == SQLITE_OK;
}

/* Ends the transaction one way or the other. `why`: what was wrong; NULL: ask SQLite. */
static bool end(struct history *h, bool good, const char *why, struct diagnostics *d)
{
    if (good && execute(h, "COMMIT"))
        return true;
    history_say(d, "E992", h->path, why ? why : sqlite3_errmsg(h->db));
    execute(h, "ROLLBACK");
    return false;
}

bool history_add(struct history *h, const struct result *r, const struct history_entry *entry,
                 struct diagnostics *d)
{
    struct adding a = {h, r, entry, 0, 0, 0, execute(h, "BEGIN IMMEDIATE"), NULL};
    if (a.good) {
        a.run = history_last(h) + 1;
        a.before = history_state(h);
        a.state = a.before + 1;
        add_run(&a);
        add_files(&a);
        add_names(&a);
        add_children(&a);
        add_places(&a);
        add_values(&a);
    }
    return end(h, a.good && a.before >= 0, a.why, d);
}

bool history_repeat(struct history *h, const struct history_entry *entry, struct diagnostics *d)
{
    bool good = execute(h, "BEGIN IMMEDIATE");
    int64_t before = good ? history_last(h) : 0;
    if (before <= 0) {
        execute(h, "ROLLBACK");
        return false;
    }
    sqlite3_stmt *s = sql(h, "INSERT INTO run SELECT ?1, state, ?3, day, ?4, model, version, root, "
                             "changes, areas, ranked, ?5, ?6, ?7, ?8 FROM run WHERE number=?2");
    sql_whole(s, 1, before + 1);
    sql_whole(s, 2, before);
    sql_text(s, 3, entry->at);
    sql_text(s, 4, entry->tool);
    sql_whole(s, 5, (int64_t)entry->errors);
    sql_whole(s, 6, (int64_t)entry->warnings);
    sql_whole(s, 7, entry->old_rules);
    sql_whole(s, 8, (int64_t)entry->held);
    good = sql_run(s);
    sqlite3_finalize(s);
    return end(h, good, NULL, d);
}
