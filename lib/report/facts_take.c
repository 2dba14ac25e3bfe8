/* Which answers count, and the files that keep them. */
#define _POSIX_C_SOURCE 200809L
#include "report/facts_take.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "data/encoding.h"
#include "data/table.h"
#include "report/clean.h"
#include "report/facts_table.h"
#include "report/messages.h"

struct known {
    const char *text; /* as the local facts have it; NULL: nothing */
    int32_t day;      /* of the last answer that was taken in; 0: none */
    bool told;        /* the text is that answer */
};

struct taking {
    const struct facts_asked *asked;
    struct diagnostics *d;
    struct fact_steps *out;
    size_t step_capacity;
    struct known *known; /* [fact_count][areas] */
    struct facts_table **files;
    size_t file_count;
    bool *changed; /* [file_count] */
};

static const struct area *area_of(const struct taking *t, uint32_t area)
{
    return &bundle_data(t->asked->b)->areas.items[area];
}

static struct known *known_of(const struct taking *t, uint32_t fact, uint32_t area)
{
    return &t->known[fact * bundle_data(t->asked->b)->areas.count + area];
}

/* Do two texts say the same of a fact? What cannot be understood says nothing. */
static bool same_answer(const struct fact *fact, const char *a, const char *b)
{
    struct fact_value x = {.number = NAN}, y = {.number = NAN};
    bool good = a != NULL && b != NULL && fact_take(fact, a, &x) && fact_take(fact, b, &y);
    return good && fact_known(&x) && fact_same(&x, &y);
}

static bool says_something(const struct fact *fact, const char *text)
{
    struct fact_value v = {.number = NAN};
    return text != NULL && fact_take(fact, text, &v) && fact_known(&v);
}

static void gather_known(struct taking *t)
{
    const struct facts_asked *asked = t->asked;
    const struct model *m = asked->m;
    size_t areas = bundle_data(asked->b)->areas.count;
    t->known = arena_array(asked->arena, m->fact_count * areas + 1, sizeof *t->known);
    for (uint32_t k = 0; k < m->fact_count; k++)
        for (uint32_t a = 0; a < areas; a++)
            known_of(t, k, a)->text = facts_text(asked->b, k, a);
    for (size_t i = 0; i < asked->log->count; i++) {
        const struct fact_log_row *row = &asked->log->rows[i];
        uint32_t a;
        if (row->outcome > FACT_CONFIRMED || !bundle_area(asked->b, row->code, &a))
            continue;
        for (uint32_t k = 0; k < m->fact_count; k++) {
            struct known *known = known_of(t, k, a);
            if (!name_eq(m->facts[k].column, row->column) || row->day < known->day)
                continue;
            known->day = row->day;
            known->told = same_answer(&m->facts[k], row->answer, known->text);
        }
    }
}

/* --- what counts --------------------------------------------------------------------------------
 */

/* Fields are compared as they stand in the file. */
static bool same_field(const struct taking *t, const char *written, const char *said)
{
    struct str clean = str_trim(str_of(clean_field(t->asked->arena, said)));
    return str_is(clean, written);
}

static bool is_row(const struct taking *t, const struct fact_log_row *row,
                   const struct answers *book, const struct answer *a)
{
    return strcmp(row->code, area_of(t, book->area)->code) == 0 &&
           name_eq(row->column, t->asked->m->facts[a->fact].column) &&
           same_field(t, row->answer, a->text) && same_field(t, row->note, a->note) &&
           same_field(t, row->who, book->who) && row->day == book->day;
}

/* Was the same said before, by the same on the same day? In the file, or a moment ago. */
static bool is_written(const struct taking *t, const struct answers *book, const struct answer *a)
{
    for (size_t i = 0; i < t->asked->log->count; i++)
        if (is_row(t, &t->asked->log->rows[i], book, a))
            return true;
    for (size_t i = 0; i < t->out->count; i++) {
        const struct fact_step *s = &t->out->items[i];
        if (s->book->area == book->area && s->answer->fact == a->fact &&
            strcmp(s->answer->text, a->text) == 0 && strcmp(s->answer->note, a->note) == 0 &&
            strcmp(s->book->who, book->who) == 0 && s->book->day == book->day)
            return true;
    }
    return false;
}

/* Returns false when it is no news at all. */
static bool judge(const struct taking *t, const struct answers *book, const struct answer *a,
                  enum fact_outcome *out)
{
    const struct fact *fact = &t->asked->m->facts[a->fact];
    const struct known *known = known_of(t, a->fact, book->area);
    bool is_known = says_something(fact, known->text);
    if (a->unread) {
        *out = FACT_UNREAD;
    } else if (a->text[0] == '\0') {
        *out = FACT_REMARK;
    } else if (!says_something(fact, a->text)) {
        *out = is_known ? FACT_KEPT : FACT_UNKNOWN;
    } else if (same_answer(fact, a->text, known->text)) {
        *out = book->day > known->day || !known->told ? FACT_CONFIRMED : FACT_REMARK;
        return *out == FACT_CONFIRMED || a->note[0] != '\0';
    } else {
        *out = known->day > 0 && book->day <= known->day ? FACT_CONFLICT : FACT_ENTERED;
    }
    return true;
}

static const char *day_text(const struct taking *t, int32_t day)
{
    return day == 0 ? "\u2013"
                    : arena_printf(t->asked->arena, "%04d-%02d-%02d", (int)(day / 10000),
                                   (int)(day / 100 % 100), (int)(day % 100));
}

/* The file says something else than the last answer: somebody changed it after that. */
static const char *by_hand(const struct taking *t, const struct fact_step *s)
{
    const char *after = day_text(t, known_of(t, s->answer->fact, s->book->area)->day);
    return arena_printf(
        t->asked->arena,
        t->d->lang == LANG_SV ? "ändrat för hand efter %s" : "changed by hand after %s", after);
}

static void tell_step(const struct taking *t, const struct fact_step *s)
{
    struct place place = {.file = s->book->path};
    const char *area = area_of(t, s->book->area)->name, *said = s->answer->text;
    const char *column = t->asked->m->facts[s->answer->fact].column;
    const char *before = s->before[0] ? s->before : "okänd";
    if (s->outcome == FACT_CONFLICT)
        diagnose(t->d, "E915", place, area, column, said, day_text(t, s->book->day), before,
                 s->before_day ? day_text(t, s->before_day) : by_hand(t, s), NULL);
    if (s->outcome == FACT_KEPT)
        diagnose(t->d, "W912", place, area, column, before, NULL);
    bool undated = !known_of(t, s->answer->fact, s->book->area)->told;
    if (s->outcome == FACT_ENTERED && undated &&
        says_something(&t->asked->m->facts[s->answer->fact], s->before))
        diagnose(t->d, "N910", place, area, column, said, before, NULL);
}

/* --- the files ----------------------------------------------------------------------------------
 */

static struct facts_table *begin_file(const struct taking *t)
{
    const struct facts_asked *asked = t->asked;
    const struct model *m = asked->m;
    const struct areas *areas = &bundle_data(asked->b)->areas;
    struct text glob = {0}, text = {0};
    for (const char *p = m->facts_file.glob; *p != '\0'; p++)
        if (*p != '*' && *p != '?')
            text_addc(&glob, *p);
    const char *path = path_join(asked->arena, asked->data_folder, glob.p);
    text_printf(&text, "\xEF\xBB\xBF%s;kommun", m->facts_file.area_heading);
    for (size_t k = 0; k < m->fact_count; k++)
        text_printf(&text, ";%s", m->facts[k].column);
    text_add(&text, "\r\n");
    for (size_t i = 0; i < areas->count; i++) {
        text_printf(&text, "%s;%s", areas->items[i].code, areas->items[i].name);
        for (size_t k = 0; k < m->fact_count; k++)
            text_add(&text, ";okänd");
        text_add(&text, "\r\n");
    }
    struct facts_table *f =
        facts_table_new(path, text.p, m->facts_file.area_heading, asked->b, asked->arena);
    text_release(&glob);
    text_release(&text);
    return f;
}

static bool open_files(struct taking *t)
{
    const struct facts_asked *asked = t->asked;
    size_t count = 0;
    char **paths = file_glob(asked->arena, asked->data_folder, asked->m->facts_file.glob, &count);
    t->files = arena_array(asked->arena, count + 1, sizeof(struct facts_table *));
    t->changed = arena_array(asked->arena, count + 1, sizeof *t->changed);
    for (size_t i = 0; i < count; i++) {
        t->files[i] = facts_table_open(paths[i], asked->m->facts_file.area_heading, asked->b,
                                       asked->arena, t->d);
        if (t->files[i] == NULL)
            return false;
    }
    t->file_count = count;
    if (count == 0)
        t->files[t->file_count++] = begin_file(t);
    return true;
}

/* The file that has the area and the column; else the first that has the column. */
static size_t file_for(const struct taking *t, uint32_t area, const char *column)
{
    size_t found = SIZE_MAX;
    for (size_t i = t->file_count; i-- > 0;)
        if (facts_table_has_column(t->files[i], column) &&
            (facts_table_has_area(t->files[i], area) || found == SIZE_MAX ||
             !facts_table_has_area(t->files[found], area)))
            found = i;
    return found;
}

static bool enter(struct taking *t, const struct answers *book, const struct answer *a)
{
    const char *column = t->asked->m->facts[a->fact].column;
    const struct area *area = area_of(t, book->area);
    bool sv = t->d->lang == LANG_SV;
    size_t i = file_for(t, book->area, column);
    if (i != SIZE_MAX &&
        facts_table_put(t->files[i], book->area, area->code, area->name, column, a->text)) {
        t->changed[i] = true;
        return true;
    }
    const char *path = facts_table_path(t->files[i == SIZE_MAX ? 0 : i]);
    const char *why = i == SIZE_MAX ? (sv ? "kolumnen finns inte" : "there is no such column")
                      : sv          ? "kommunens rad har fel antal fält"
                                    : "the area's row has another number of fields";
    diagnose(t->d, "E918", (struct place){.file = path}, a->text, column, path_base(path), why,
             NULL);
    return false;
}

/* --- the list of answers ------------------------------------------------------------------------
 */

static void log_field(struct taking *t, struct text *out, const char *text, char delimiter)
{
    const char special[] = {delimiter, '"', '\0'};
    const char *clean = clean_field(t->asked->arena, text);
    bool bare = strpbrk(clean, special) == NULL;
    text_add(out, bare ? "" : "\"");
    for (; *clean != '\0'; clean++) {
        text_addc(out, *clean);
        if (*clean == '"')
            text_addc(out, '"');
    }
    text_add(out, bare ? "" : "\"");
}

static void log_row(struct taking *t, struct text *out, const struct fact_step *s,
                    const char *const *headings, size_t columns, char delimiter)
{
    const struct area *area = area_of(t, s->book->area);
    const char *fields[] = {area->code,
                            area->name,
                            t->asked->m->facts[s->answer->fact].column,
                            s->answer->text,
                            s->book->who,
                            day_text(t, s->book->day),
                            s->answer->note,
                            fact_outcome_word(s->outcome),
                            s->before,
                            s->before_day ? day_text(t, s->before_day) : "",
                            path_base(s->book->path)};
    for (size_t c = 0; c < columns; c++) {
        if (c > 0)
            text_addc(out, delimiter);
        for (size_t i = 0; i < fact_log_columns; i++)
            if (name_eq(headings[c], fact_log_headings[i]))
                log_field(t, out, fields[i], delimiter);
    }
    text_add(out, "\r\n");
}

/* The list as it is, and the new rows after it. */
static bool log_text(struct taking *t, const char *path, struct text *out)
{
    const struct table_spec spec = {
        .source = "svar", .skip_lines = -1, .area_heading = fact_log_headings[0]};
    const char *const *headings = fact_log_headings;
    size_t columns = fact_log_columns;
    char delimiter = ';';
    struct table table = {0};
    bool valid, old = file_exists(path);
    if (old && !table_open(&table, path, path, &spec, t->d))
        return false;
    text_add(out, "\xEF\xBB\xBF");
    if (old) {
        size_t bom = encoding_bom(table.bytes.data, table.bytes.size);
        struct str all = {table.bytes.data + bom, table.bytes.size - bom};
        all = encoding_decode(table.encoding, all, t->asked->arena, &valid);
        text_addn(out, all.p, all.n);
        text_add(out, all.n > 0 && all.p[all.n - 1] == '\n' ? "" : "\r\n");
        headings = (const char *const *)table.headings;
        columns = table.columns;
        delimiter = table.delimiter;
    } else {
        for (size_t c = 0; c < columns; c++)
            text_printf(out, "%s%s", c ? ";" : "", headings[c]);
        text_add(out, "\r\n");
    }
    for (size_t i = 0; i < t->out->count; i++)
        if (t->out->items[i].new_row)
            log_row(t, out, &t->out->items[i], headings, columns, delimiter);
    if (old)
        table_close(&table);
    return true;
}

/* --- writing ------------------------------------------------------------------------------------
 */

struct staged {
    struct publish *publish;
    const char *path;
};

static struct publish *stage(const char *path, const struct text *text, int *why)
{
    struct publish *p = publish_begin(path, why);
    FILE *file = p ? fopen(publish_path(p), "wb") : NULL;
    if (p == NULL)
        return NULL;
    bool good = file != NULL && fwrite(text->p, 1, text->n, file) == text->n;
    *why = errno;
    if (file != NULL && fclose(file) != 0) {
        *why = errno;
        good = false;
    }
    if (good)
        return p;
    publish_abandon(p);
    return NULL;
}

/* All are written before the first is renamed. The local facts come before the list of answers: a
 * power cut between them costs a row of the list, which the same workbook gives again. */
static bool publish_all(struct taking *t, struct staged *staged, size_t count, struct text *texts)
{
    int why = 0;
    size_t done = 0;
    for (; done < count; done++) {
        staged[done].publish = stage(staged[done].path, &texts[done], &why);
        if (staged[done].publish == NULL)
            break;
    }
    bool good = done == count;
    const char *failed = good ? NULL : staged[done].path;
    for (size_t i = 0; i < done; i++) {
        if (!good) {
            publish_abandon(staged[i].publish);
        } else if (!publish_commit(staged[i].publish, &why)) {
            good = false;
            failed = staged[i].path;
        }
    }
    if (!good)
        report_tell(t->d, "E901", failed, why_text(why, t->d->lang));
    return good;
}

static const char *folder_of(struct arena *arena, const char *path)
{
    return arena_strndup(arena, path, (size_t)(path_base(path) - path));
}

static bool any_new_row(const struct taking *t)
{
    for (size_t i = 0; i < t->out->count; i++)
        if (t->out->items[i].new_row)
            return true;
    return false;
}

static enum facts_taken write_all(struct taking *t)
{
    struct arena *arena = t->asked->arena;
    const char *log = fact_log_path(arena, t->asked->data_folder, t->asked->m->facts_file.glob);
    struct text *texts = arena_array(arena, t->file_count + 1, sizeof *texts);
    struct staged *staged = arena_array(arena, t->file_count + 1, sizeof *staged);
    size_t n = 0;
    int why = 0;
    bool good = true, made = true;
    for (size_t i = 0; i < t->file_count; i++) {
        if (!t->changed[i])
            continue;
        staged[n].path = facts_table_path(t->files[i]);
        if (!facts_table_text(t->files[i], &texts[n++])) {
            const char *path = staged[n - 1].path;
            diagnose(t->d, "E918", (struct place){.file = path}, "", "", path_base(path),
                     t->d->lang == LANG_SV ? "raderna går inte att skilja åt"
                                           : "the rows cannot be told apart",
                     NULL);
            good = false;
        }
    }
    if (good && any_new_row(t)) {
        staged[n].path = log;
        good = log_text(t, log, &texts[n++]);
    }
    t->out->files = arena_array(arena, n + 1, sizeof *t->out->files);
    for (size_t i = 0; good && i < n; i++)
        t->out->files[t->out->file_count++] = staged[i].path;
    bool write = good && n > 0 && !t->asked->dry;
    const char *folder = folder_of(arena, log);
    if (write && !file_make_folder(folder, &why)) {
        report_tell(t->d, "E904", folder, why_text(why, t->d->lang));
        made = false;
    }
    bool written = !write || (made && publish_all(t, staged, n, texts));
    for (size_t i = 0; write && written && i < n; i++)
        if (!publish_settle(folder_of(arena, staged[i].path), &why)) {
            report_tell(t->d, "E901", staged[i].path, why_text(why, t->d->lang));
            written = false;
        }
    for (size_t i = 0; i < n; i++)
        text_release(&texts[i]);
    return !good ? FACTS_REFUSED : written ? FACTS_DONE : FACTS_UNWRITTEN;
}

/* --- the whole ----------------------------------------------------------------------------------
 */

static bool take_one(struct taking *t, const struct answers *book, const struct answer *a)
{
    struct known *known = known_of(t, a->fact, book->area);
    struct fact_step s = {.book = book,
                          .answer = a,
                          .before = known->text ? known->text : "",
                          .before_day = known->told ? known->day : 0};
    bool news = judge(t, book, a, &s.outcome);
    s.new_row = !is_written(t, book, a);
    bool quiet =
        s.outcome == FACT_CONFIRMED || s.outcome == FACT_UNKNOWN || s.outcome == FACT_REMARK;
    if (!news || (quiet && !s.new_row)) {
        t->out->same++;
        return true;
    }
    tell_step(t, &s);
    t->out->items = arena_grow(t->asked->arena, t->out->items, t->out->count, &t->step_capacity,
                               sizeof *t->out->items);
    t->out->items[t->out->count++] = s;
    if (s.outcome > FACT_CONFIRMED)
        return true;
    t->out->entered += s.outcome == FACT_ENTERED;
    if (s.outcome == FACT_ENTERED && !enter(t, book, a))
        return false;
    *known = (struct known){s.outcome == FACT_ENTERED ? a->text : known->text,
                            book->day > known->day ? book->day : known->day, true};
    return true;
}

static void order_books(struct taking *t, struct answers *books, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0 && books[k].day < books[k - 1].day; k--) {
            struct answers earlier = books[k];
            books[k] = books[k - 1];
            books[k - 1] = earlier;
        }
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++)
            if (books[i].area == books[k].area)
                diagnose(t->d, "W911", (struct place){.file = books[k].path},
                         area_of(t, books[i].area)->name, path_base(books[i].path),
                         path_base(books[k].path), NULL);
}

enum facts_taken facts_take(const struct facts_asked *asked, struct answers *books, size_t count,
                            struct fact_steps *out, struct diagnostics *d)
{
    struct taking t = {.asked = asked, .d = d, .out = out};
    bool good = true;
    *out = (struct fact_steps){0};
    diagnostics_use(d, report_messages, report_message_count);
    gather_known(&t);
    order_books(&t, books, count);
    if (!open_files(&t))
        return FACTS_REFUSED;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < books[i].count; k++)
            good = take_one(&t, &books[i], &books[i].items[k]) && good;
    return good ? write_all(&t) : FACTS_REFUSED;
}
