/* A reading of the data, compared with the last approved one. */
#include "night/judge.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/statistics.h"
#include "base/date.h"
#include "base/file.h"
#include "base/number.h"
#include "night/keep.h"

enum { LEAST_COMPARED = 3, JUMPS_NAMED = 3, LOST_NAMED = 5 };

struct reading reading_of(const struct model *m, const struct analysis_options *o,
                          const char *folder, enum lang lang)
{
    struct reading r = {.told = diagnostics_new(lang), .options = *o};
    r.options.data_folder = folder;
    r.bundle = analysis_read(m, &r.options, r.told);
    return r;
}

void reading_free(struct reading *r)
{
    bundle_free(r->bundle);
    if (r->told != NULL)
        diagnostics_free(r->told);
    *r = (struct reading){0};
}

static void refuse(struct verdict *v, const char *sv, const char *en)
{
    v->good = false;
    if (v->why[LANG_SV] == NULL) {
        v->why[LANG_SV] = sv;
        v->why[LANG_EN] = en;
    }
}

void verdict_gone(struct verdict *v)
{
    refuse(v, "filerna saknas", "the files are gone");
}

void verdict_unreadable(struct verdict *v, struct arena *arena, const char *name, int why)
{
    refuse(v, arena_printf(arena, "%s kan inte läsas: %s", name, why_text(why, LANG_SV)),
           arena_printf(arena, "%s cannot be read: %s", name, why_text(why, LANG_EN)));
}

/* --- what a source says ----------------------------------------------------------------------- */

static bool is_among(const char *name, const char *const *sources, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, sources[i]) == 0)
            return true;
    return false;
}

static uint64_t rows_of(const struct dataset *data, const char *const *sources, size_t count)
{
    uint64_t rows = 0;
    for (size_t i = 0; i < data->file_count; i++)
        if (is_among(data->files[i].source, sources, count))
            rows += data->files[i].used;
    return rows;
}

/* The newest value of an area, all sexes together; a status without value when there is none. */
static struct cell newest(const struct dataset *data, size_t series, uint32_t area)
{
    size_t first, end;
    struct cell cell = {.status = STATUS_MISSING};
    dataset_range(data, series, area, SEX_TOTAL, &first, &end);
    for (size_t i = end; i > first; i--)
        if (status_has_value(data->series[series].status[i - 1])) {
            cell.status = data->series[series].status[i - 1];
            cell.value = data->series[series].value[i - 1];
            cell.period = data->series[series].period[i - 1];
            break;
        }
    return cell;
}

static size_t areas_with_value(const struct dataset *data, size_t series)
{
    size_t count = 0;
    for (uint32_t a = 0; a < data->areas.count; a++)
        count += status_has_value(newest(data, series, a).status);
    return count;
}

/* --- jumps ------------------------------------------------------------------------------------ */

struct judging {
    const struct dataset *before, *after;
    struct arena *arena;
    enum lang lang;
    struct verdict *v;
    bool may_lose;
    struct text named;
    size_t names;
    const struct series *named_series;
    uint32_t named_area;
};

/* An area is named once for each series, by its newest value that jumped. */
static void name_jump(struct judging *j, const struct series *s, uint32_t area, double was,
                      const struct cell *is)
{
    char a[64], b[64];
    char decimal = j->lang == LANG_SV ? ',' : '.';
    j->v->jumps++;
    if (j->names >= JUMPS_NAMED || (j->named_series == s && j->named_area == area))
        return;
    j->names++;
    j->named_series = s;
    j->named_area = area;
    text_printf(&j->named, "%s%s, %s %d: %s \u2192 %s", j->named.n ? "; " : "",
                j->before->areas.items[area].name, s->name, (int)period_year(is->period),
                number_text_decimal(a, number_round(was, 4), decimal),
                number_text_decimal(b, number_round(is->value, 4), decimal));
}

static double distance(double was, double is)
{
    return was == 0 ? (double)NAN : fabs(is - was) / fabs(was);
}

/* Values of a period that was there before, and are far from what they were; the newest first. */
static void name_revised(struct judging *j, size_t old_series, size_t new_series, uint32_t area)
{
    const struct series *s = &j->before->series[old_series];
    size_t first, end;
    dataset_range(j->before, old_series, area, SEX_TOTAL, &first, &end);
    for (size_t i = end; i > first; i--) {
        struct cell is = dataset_get(j->after, new_series, area, s->period[i - 1], SEX_TOTAL);
        bool both = status_has_value(s->status[i - 1]) && status_has_value(is.status);
        if (both && distance(s->value[i - 1], is.value) > KEEP_JUMP)
            name_jump(j, s, area, s->value[i - 1], &is);
    }
}

/* How far each area's newest value is from the approved one; refuses when most have jumped. */
static void judge_jumps(struct judging *j, size_t old_series, size_t new_series)
{
    const struct series *s = &j->before->series[old_series];
    size_t areas = j->before->areas.count, count = 0;
    double *far = arena_array(j->arena, areas + 1, sizeof *far);
    for (uint32_t a = 0; a < areas && a < j->after->areas.count; a++) {
        struct cell was = newest(j->before, old_series, a), is = newest(j->after, new_series, a);
        bool both = status_has_value(was.status) && status_has_value(is.status);
        if (both && was.value != 0) {
            far[count] = distance(was.value, is.value);
            if (far[count++] > KEEP_JUMP && was.period != is.period)
                name_jump(j, s, a, was.value, &is);
        }
        name_revised(j, old_series, new_series, a);
    }
    double middle = count >= LEAST_COMPARED ? median_of(far, count) : 0;
    if (middle > KEEP_JUMP)
        refuse(j->v,
               arena_printf(j->arena, "hälften av kommunerna har ändrats mer än %.0f %% i %s",
                            100 * middle, s->name),
               arena_printf(j->arena, "half of the areas have changed by more than %.0f %% in %s",
                            100 * middle, s->name));
}

/* Areas whose newest value is gone, or is of an earlier period than it was: a file that was cut, or
 * a figure that was withdrawn. */
static void judge_lost(struct judging *j, size_t old_series, size_t new_series)
{
    struct text names = {0};
    size_t lost = 0;
    for (uint32_t a = 0; a < j->before->areas.count && a < j->after->areas.count; a++) {
        struct cell was = newest(j->before, old_series, a), is = newest(j->after, new_series, a);
        if (!status_has_value(was.status) ||
            (status_has_value(is.status) && is.period >= was.period))
            continue;
        if (lost++ < LOST_NAMED)
            text_printf(&names, "%s%s", names.n ? ", " : "", j->before->areas.items[a].name);
    }
    if (lost > 0)
        refuse(j->v,
               arena_printf(j->arena, "%zu kommuner har förlorat sitt nyaste värde i %s: %s%s",
                            lost, j->before->series[old_series].name, names.p,
                            lost > LOST_NAMED ? " \u2026" : ""),
               arena_printf(j->arena, "%zu areas have lost their newest value in %s: %s%s", lost,
                            j->before->series[old_series].name, names.p,
                            lost > LOST_NAMED ? " \u2026" : ""));
    text_release(&names);
}

static size_t series_of(const struct dataset *data, const char *name)
{
    for (size_t i = 0; i < data->series_count; i++)
        if (strcmp(data->series[i].name, name) == 0)
            return i;
    return SIZE_MAX;
}

static void judge_series(struct judging *j, size_t old_series)
{
    const char *name = j->before->series[old_series].name;
    size_t new_series = series_of(j->after, name);
    size_t had = areas_with_value(j->before, old_series);
    size_t has = new_series == SIZE_MAX ? 0 : areas_with_value(j->after, new_series);
    if (had > 0 && (double)has < KEEP_HALF * (double)had)
        refuse(j->v,
               arena_printf(j->arena, "%s finns för %zu kommuner, mot %zu förut", name, has, had),
               arena_printf(j->arena, "%s is there for %zu areas, for %zu before", name, has, had));
    if (new_series == SIZE_MAX)
        return;
    if (!j->may_lose)
        judge_lost(j, old_series, new_series);
    if (!j->before->series[old_series].is_text)
        judge_jumps(j, old_series, new_series);
}

/* --- the whole -------------------------------------------------------------------------------- */

static bool is_told(const struct diagnostics *d, const struct diagnostic *item)
{
    for (size_t i = 0; i < d->count; i++)
        if (strcmp(d->items[i].code, item->code) == 0 &&
            strcmp(d->items[i].message, item->message) == 0)
            return true;
    return false;
}

/* The first error with a line that was not told of the approved files as well. */
static const char *first_error(const struct diagnostics *d, const struct diagnostics *before,
                               struct arena *arena)
{
    for (size_t i = 0; i < d->count; i++) {
        const struct diagnostic *item = &d->items[i];
        if (item->severity != SEVERITY_ERROR || item->place.file == NULL || is_told(before, item))
            continue;
        return item->place.line > 0 ? arena_printf(arena, "%s:%u: %s", item->place.file,
                                                   item->place.line, item->message)
                                    : arena_strdup(arena, item->message);
    }
    return "";
}

static bool judge_errors(const struct reading *approved, const struct reading *fresh,
                         struct arena *arena, struct verdict *v)
{
    if (fresh->bundle != NULL && fresh->told->errors <= approved->told->errors)
        return true;
    const char *error = first_error(fresh->told, approved->told, arena);
    refuse(v, arena_printf(arena, "den går inte att läsa (%s)", error),
           arena_printf(arena, "it cannot be read (%s)", error));
    return false;
}

static void judge_rows(struct judging *j, const char *const *sources, size_t count)
{
    unsigned long long had = rows_of(j->before, sources, count);
    unsigned long long has = rows_of(j->after, sources, count);
    if ((double)has < KEEP_HALF * (double)had)
        refuse(j->v, arena_printf(j->arena, "den har %llu rader, mot %llu förut", has, had),
               arena_printf(j->arena, "it has %llu rows, %llu before", has, had));
}

void reading_judge(const struct reading *approved, const struct reading *fresh,
                   const char *const *sources, size_t source_count, bool may_lose, enum lang lang,
                   struct arena *arena, struct verdict *out)
{
    *out = (struct verdict){.good = true, .jumped = ""};
    if (!judge_errors(approved, fresh, arena, out) || approved->bundle == NULL)
        return;
    struct judging j = {bundle_data(approved->bundle),
                        bundle_data(fresh->bundle),
                        arena,
                        lang,
                        out,
                        may_lose,
                        {0},
                        0,
                        NULL,
                        0};
    judge_rows(&j, sources, source_count);
    for (size_t s = 0; s < j.before->series_count; s++)
        if (is_among(j.before->series[s].source, sources, source_count))
            judge_series(&j, s);
    if (j.named.n > 0)
        out->jumped = arena_strndup(arena, j.named.p, j.named.n);
    text_release(&j.named);
}
