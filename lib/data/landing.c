/* Is the candidate what was asked for? It is read by the source's own reader and held against the
 * file that is there: no area and no year that had values may be gone, and not more than 40 % of
 * the values. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "data/fetch_parts.h"

enum { SHOWN = 8, LEAST_SHARE = 60 };

bool job_write(struct job *j, struct str bytes, bool anew)
{
    const char *path = publish_path(j->publish);
    FILE *out = fopen(path, anew ? "wb" : "ab");
    bool fine = out && fwrite(bytes.p, 1, bytes.n, out) == bytes.n;
    int why = errno;
    if (out && fclose(out) != 0 && fine) {
        why = errno;
        fine = false;
    }
    return fine || job_no_world(j, path, why);
}

/* --- reading ---------------------------------------------------------------------------------- */

/* What a file gives the source. */
struct content {
    struct dataset *data;
    struct register_table rows;
    struct diagnostics *told;
    bool read;
};

static void content_read(struct job *j, const char *folder, const char *name, struct content *c)
{
    const struct fetch_options *o = &j->f->options;
    *c = (struct content){.data = dataset_new(*o->areas), .told = diagnostics_new(j->f->d->lang)};
    if (j->source->source) {
        struct source_spec spec = *j->source->source;
        spec.glob = name;
        spec.optional = false;
        c->read = source_read(c->data, o->known, &spec, folder, o->threads, c->told);
    } else {
        struct register_spec spec = *j->source->reg;
        spec.glob = name;
        spec.optional = false;
        c->read = register_read(c->data, o->known, &spec, folder, &c->rows, c->told);
    }
    dataset_freeze(c->data);
}

static void content_release(struct content *c)
{
    dataset_free(c->data);
    diagnostics_free(c->told);
}

/* --- holding against -------------------------------------------------------------------------- */

/* Which areas and years have a value, and how many values there are: of both sexes together, or of
 * every row where the file before has no such rows. */
struct extent {
    bool *areas;
    int32_t *periods;
    size_t period_count, values;
};

static void add_period(struct extent *e, int32_t period)
{
    for (size_t i = 0; i < e->period_count; i++)
        if (e->periods[i] == period)
            return;
    e->periods[e->period_count++] = period;
}

static const struct series *series_of(const struct dataset *data, const char *name)
{
    size_t at = dataset_series((struct dataset *)(uintptr_t)(const void *)data, name, false);
    return at == SIZE_MAX ? NULL : &data->series[at];
}

static bool has_totals(const struct dataset *data, const char *name)
{
    const struct series *s = series_of(data, name);
    for (size_t i = 0; s && i < s->count; i++)
        if (s->sex[i] == SEX_TOTAL && status_has_value(s->status[i]))
            return true;
    return false;
}

static struct extent extent_of(struct arena *arena, const struct dataset *data, const char *name,
                               bool totals)
{
    struct extent e = {.areas = arena_array(arena, data->areas.count + 1, sizeof *e.areas)};
    const struct series *s = series_of(data, name);
    if (!s)
        return e;
    e.periods = arena_array(arena, s->count + 1, sizeof *e.periods);
    for (size_t i = 0; i < s->count; i++) {
        if ((totals && s->sex[i] != SEX_TOTAL) || !status_has_value(s->status[i]))
            continue;
        e.values++;
        e.areas[s->area[i]] = true;
        add_period(&e, s->period[i]);
    }
    return e;
}

/* A list of at most SHOWN things, and how many more there are. */
struct listing {
    struct text t;
    size_t count;
};

static void list_add(struct listing *l, const char *name)
{
    if (l->count++ < SHOWN)
        text_printf(&l->t, "%s%s", l->count > 1 ? ", " : "", name);
    else if (l->count == SHOWN + 1)
        text_add(&l->t, " …");
}

static bool list_end(struct listing *l, struct arena *arena, const char *code, struct fault *f)
{
    bool any = l->count > 0;
    if (any)
        fault_set(f, code, arena_strdup(arena, l->t.p));
    text_release(&l->t);
    return any;
}

static bool areas_lost(struct arena *arena, const struct areas *areas, const bool *before,
                       const bool *now, struct fault *f)
{
    struct listing l = {0};
    for (size_t i = 0; i < areas->count; i++)
        if (before[i] && !now[i])
            list_add(&l, areas->items[i].name);
    return list_end(&l, arena, "E964", f);
}

static bool has_period(const struct extent *e, int32_t period)
{
    for (size_t i = 0; i < e->period_count; i++)
        if (e->periods[i] == period)
            return true;
    return false;
}

static bool periods_lost(struct arena *arena, const struct extent *before, const struct extent *now,
                         struct fault *f)
{
    struct listing l = {0};
    for (size_t i = 0; i < before->period_count; i++) {
        int32_t p = before->periods[i];
        if (has_period(now, p))
            continue;
        list_add(&l, period_month(p)
                         ? arena_printf(arena, "%d-%02d", (int)period_year(p), (int)period_month(p))
                         : arena_printf(arena, "%d", (int)period_year(p)));
    }
    return list_end(&l, arena, "E965", f);
}

static bool values_lost(struct arena *arena, size_t before, size_t now, struct fault *f)
{
    if (now * 100 >= before * LEAST_SHARE)
        return false;
    fault_set(f, "E966", arena_printf(arena, "%zu → %zu", before, now));
    return true;
}

static bool column_lost(struct job *j, const struct source_column *c, const struct dataset *old,
                        const struct dataset *new, struct fault *f)
{
    bool totals = has_totals(old, c->variable);
    struct extent before = extent_of(j->arena, old, c->variable, totals);
    struct extent now = extent_of(j->arena, new, c->variable, totals);
    return areas_lost(j->arena, &new->areas, before.areas, now.areas, f) ||
           periods_lost(j->arena, &before, &now, f) ||
           values_lost(j->arena, before.values, now.values, f);
}

/* A figure of Kolada keeps its rows; another source keeps its file. */
static bool part_lost(struct job *j, size_t column, const struct fault *f, bool *again)
{
    const struct source_column *c = &j->source->source->columns[column];
    size_t figure = j->figure_of ? j->figure_of[column] : SIZE_MAX;
    if (figure == SIZE_MAX)
        return job_refuse_loss(j, f, c->place, c->variable);
    if (!j->figures[figure].kept) {
        job_leave_part(j, f->code, c->place, j->figures[figure].id, f->what);
        j->figures[figure].kept = *again = true;
    }
    return true;
}

static bool hold_source(struct job *j, const struct content *old, const struct content *new,
                        bool *again)
{
    const struct source_spec *spec = j->source->source;
    for (size_t i = 0; i < spec->column_count; i++) {
        struct fault f;
        if (column_lost(j, &spec->columns[i], old->data, new->data, &f) &&
            !part_lost(j, i, &f, again))
            return false;
    }
    return !*again;
}

static bool hold_register(struct job *j, const struct content *old, const struct content *new)
{
    const struct areas *areas = &new->data->areas;
    struct fault f;
    if (!old->read || !old->rows.area_covered || !new->rows.area_covered)
        return true;
    if (areas_lost(j->arena, areas, old->rows.area_covered, new->rows.area_covered, &f) ||
        values_lost(j->arena, old->rows.rows, new->rows.rows, &f))
        return job_refuse_loss(j, &f, j->source->place, j->source->name);
    return true;
}

/* --- all of it -------------------------------------------------------------------------------- */

static const char *first_error(struct job *j, const struct diagnostics *d)
{
    for (size_t i = 0; i < d->count; i++) {
        const struct diagnostic *item = &d->items[i];
        if (item->severity != SEVERITY_ERROR)
            continue;
        const char *line = item->place.line && item->place.file
                               ? arena_printf(j->arena, " (%u)", item->place.line)
                               : "";
        return arena_printf(j->arena, "[%s] %s%s%s%s", item->code, item->message, line,
                            item->hint ? ": " : "", item->hint ? item->hint : "");
    }
    return NULL;
}

/* The first time there is nothing to hold it against but the areas that were asked for. */
static bool hold_first(struct job *j, const struct content *new)
{
    const struct source_spec *spec = j->source->source;
    const struct areas *areas = &new->data->areas;
    bool *any = arena_array(j->arena, areas->count + 1, sizeof *any);
    for (size_t i = 0; spec && i < spec->column_count; i++) {
        struct extent e = extent_of(j->arena, new->data, spec->columns[i].variable, false);
        for (size_t k = 0; k < areas->count; k++)
            any[k] = any[k] || e.areas[k];
    }
    struct listing l = {0};
    for (size_t k = 0; spec && k < areas->count; k++)
        if (!any[k])
            list_add(&l, areas->items[k].name);
    struct fault f;
    if (!list_end(&l, j->arena, "E978", &f) || j->source->kind != FETCHED_KOLADA)
        return true;
    return job_refuse(j, f.code, j->source->address, f.what);
}

bool landing_check(struct job *j, bool *again)
{
    struct content new, old;
    *again = false;
    content_read(j, publish_folder(j->publish), path_base(j->path), &new);
    const char *error = first_error(j, new.told);
    bool fine = true;
    if (error || !new.read)
        fine = job_refuse(j, "E967", j->source->address, error ? error : "0");
    else if (!j->allow_fewer && !j->has_old)
        fine = hold_first(j, &new);
    if (fine && !j->allow_fewer && j->has_old) {
        content_read(j, j->f->options.folder, j->source->target, &old);
        fine = j->source->source ? hold_source(j, &old, &new, again) : hold_register(j, &old, &new);
        content_release(&old);
    }
    content_release(&new);
    return fine;
}
