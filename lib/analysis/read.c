/* Declarations -> descriptions -> dataset. The only place where rules and data meet before the
 * scoring: sources, registers, local facts, peers and neighbours. */
#include "analysis/evaluate.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/facts.h"
#include "analysis/messages.h"
#include "analysis/reading.h"
#include "base/file.h"
#include "base/text.h"
#include "data/messages.h"

static const char FACT_PREFIX[] =
    "\001"; /* keeps facts' series apart from variables of that name */

static struct source_filter *filters(struct arena *a, const struct rule_filter *from, size_t n)
{
    struct source_filter *to = arena_array(a, n + 1, sizeof *to);
    for (size_t i = 0; i < n; i++)
        to[i] = (struct source_filter){from[i].heading, from[i].value, from[i].place};
    return to;
}

/* The columns of one source, in the order of the rules. */
static bool is_percent(const struct unit *unit)
{
    return strcmp(unit_text(unit, LANG_SV), "%") == 0;
}

static struct source_column *columns_of(struct dataset_bundle *b, const struct model *m,
                                        uint32_t source, size_t *count)
{
    struct source_column *c = arena_array(b->arena, m->variable_count + 1, sizeof *c);
    *count = 0;
    for (size_t k = 0; k < m->variable_count; k++) {
        const struct variable *v = &m->variables[k];
        if (v->owner != source)
            continue;
        c[(*count)++] = (struct source_column){
            .variable = v->head.name,
            .heading = v->heading,
            .where = filters(b->arena, v->where, v->where_count),
            .where_count = v->where_count,
            .title_heading = v->title_heading,
            .title = v->title,
            .is_text = v->is_text,
            .is_percent = !v->is_text && is_percent(&v->unit),
            .place = v->head.place,
            .heading_place = v->heading_place,
        };
    }
    return c;
}

struct source_spec bundle_source(struct dataset_bundle *b, const struct model *m, uint32_t k)
{
    static const enum period_from FROM[] = {
        [YEAR_COLUMN] = PERIOD_FROM_COLUMN,
        [YEAR_HEADINGS] = PERIOD_FROM_HEADINGS,
        [YEAR_STATED] = PERIOD_STATED,
        [YEAR_UNKNOWN] = PERIOD_NOT_STATED,
    };
    const struct source *s = &m->sources[k];
    struct source_spec spec = {
        .name = s->head.name,
        .glob = s->glob,
        .encoding = s->encoding,
        .delimiter = s->delimiter,
        .decimal = s->decimal,
        .skip_lines = -1,
        .area_heading = s->area_heading,
        .period_from = FROM[s->year_from],
        .period_heading = s->year_heading,
        .month_heading = s->month_heading,
        .period = s->year * 100,
        .sex_heading = s->sex_heading,
        .status_heading = s->status_heading,
        .filters = filters(b->arena, s->filters, s->filter_count),
        .filter_count = s->filter_count,
        .secret_mark = s->secret_mark,
        .expected_areas = -1,
        .optional = s->optional,
        .place = s->head.place,
        .file_place = s->file_place,
        .area_place = s->area_place,
        .period_place = s->year_place,
        .sex_place = s->sex_place,
    };
    spec.columns = columns_of(b, m, k, &spec.column_count);
    return spec;
}

/* Local facts are read as a source of texts; "okänd" and an empty cell are the same: unknown. */
static void read_facts(struct dataset_bundle *b, const struct model *m, const char *folder,
                       int64_t expected, struct diagnostics *d)
{
    if (!m->facts_file.present)
        return;
    struct source_column *c = arena_array(b->arena, m->fact_count + 1, sizeof *c);
    for (size_t k = 0; k < m->fact_count; k++)
        c[k] = (struct source_column){
            .variable = arena_printf(b->arena, "%s%s", FACT_PREFIX, m->facts[k].head.name),
            .label = m->facts[k].head.name,
            .heading = m->facts[k].column,
            .is_text = true,
            .place = m->facts[k].head.place,
        };
    struct source_spec spec = {
        .name = "fakta",
        .glob = m->facts_file.glob,
        .skip_lines = -1,
        .area_heading = m->facts_file.area_heading,
        .period_from = PERIOD_NOT_STATED,
        .columns = c,
        .column_count = m->fact_count,
        .expected_areas = expected,
        .optional = true,
        .place = m->facts_file.place,
        .file_place = m->facts_file.place,
        .area_place = m->facts_file.place,
    };
    source_read(b->data, b->areas, &spec, folder, 1, d);
    for (size_t k = 0; k < m->fact_count; k++)
        b->fact_series[k] = dataset_series(b->data, c[k].variable, false);
}

/* The last answer of each area that was taken in. The rows stand in the order they came. */
static void read_answers(struct dataset_bundle *b, const struct model *m, const char *folder,
                         struct fact_log *log, struct diagnostics *d)
{
    if (!m->facts_file.present)
        return;
    fact_log_read(fact_log_path(b->arena, folder, m->facts_file.glob), b->arena, log, d);
    b->answered = arena_array(b->arena, m->fact_count + 1, sizeof *b->answered);
    for (size_t k = 0; k < m->fact_count; k++)
        b->answered[k] = arena_array(b->arena, b->data->areas.count + 1, sizeof **b->answered);
    for (size_t i = 0; i < log->count; i++) {
        const struct fact_log_row *row = &log->rows[i];
        uint32_t area;
        if (row->outcome > FACT_CONFIRMED ||
            area_find(b->areas, row->code, strlen(row->code), &area) != AREA_STUDY)
            continue;
        for (size_t k = 0; k < m->fact_count; k++)
            if (name_eq(m->facts[k].column, row->column) &&
                (b->answered[k][area] == NULL || b->answered[k][area]->day <= row->day))
                b->answered[k][area] = row;
    }
}

struct register_spec bundle_register(struct dataset_bundle *b, const struct model *m, size_t k)
{
    const struct rule_register *r = &m->registers[k];
    struct register_column *c = arena_array(b->arena, r->column_count + 1, sizeof *c);
    for (size_t i = 0; i < r->column_count; i++)
        c[i] = (struct register_column){r->columns[i].head.name, r->columns[i].heading,
                                        !r->columns[i].is_text, r->columns[i].head.place};
    return (struct register_spec){
        .name = r->head.name,
        .glob = r->glob,
        .area_heading = r->area_heading,
        .encoding = r->encoding,
        .delimiter = r->delimiter,
        .decimal = r->decimal,
        .period = r->year * 100,
        .columns = c,
        .column_count = r->column_count,
        .optional = r->optional,
        .place = r->head.place,
        .file_place = r->file_place,
        .area_place = r->area_place,
    };
}

static void read_register(struct dataset_bundle *b, const struct model *m, size_t k,
                          const char *folder, struct diagnostics *d)
{
    struct register_spec spec = bundle_register(b, m, k);
    b->register_read[k] = register_read(b->data, b->areas, &spec, folder, &b->registers[k], d);
}

/* --- pairs of areas: peers and neighbours ------------------------------------------------------
 */

struct pairs {
    const char *file, *from, *to, *to_name, *filter_heading, *filter, *size;
    const char ***outside; /* NULL: both ways, and nobody outside is noted */
    struct place place, filter_place;
};

static void add_pair(struct dataset_bundle *b, uint32_t **lists, uint32_t from, uint32_t to)
{
    uint32_t *old = lists[from];
    size_t n = 0;
    while (old[n] != UINT32_MAX)
        if (old[n++] == to)
            return;
    uint32_t *list = arena_array(b->arena, n + 2, sizeof *list);
    memcpy(list, old, n * sizeof *list);
    list[n] = to;
    list[n + 1] = UINT32_MAX;
    lists[from] = list;
}

static void add_outside(struct dataset_bundle *b, const char ***lists, uint32_t from,
                        const char *name)
{
    const char **old = lists[from];
    size_t n = 0;
    while (old[n])
        n++;
    const char **list = arena_array(b->arena, n + 2, sizeof *list);
    memcpy(list, old, n * sizeof *list);
    list[n] = name;
    lists[from] = list;
}

/* Rows in order of falling size (border length), or of the file. */
static size_t *row_order(struct dataset_bundle *b, const struct register_table *t, size_t size)
{
    size_t *order = arena_array(b->arena, t->rows + 1, sizeof *order);
    for (size_t k = 0; k < t->rows; k++) {
        size_t at = k;
        for (; size != SIZE_MAX && at > 0; at--) {
            if (!(t->number[size][k] > t->number[size][order[at - 1]]))
                break;
            order[at] = order[at - 1];
        }
        order[at] = k;
    }
    return order;
}

/* No row is of that group: one of those in the file is perhaps meant. */
static void tell_group(const struct dataset_bundle *b, const struct pairs *p,
                       const struct register_table *t, size_t column, struct diagnostics *d)
{
    const char *near = text_nearest(p->filter, t->text[column], t->rows);
    diagnose(d, "E502", p->filter_place, b->data->files[t->file].path, p->filter_heading, p->filter,
             near ? near : t->text[column][0], NULL);
}

/* An area that is not known at all; without a register nothing is known of those outside. */
static void tell_unknown(const struct dataset_bundle *b, const struct model *m,
                         const struct register_table *t, size_t row, struct diagnostics *d)
{
    struct place place = {b->data->files[t->file].path, t->line[row], 0, 0, NULL};
    if (m->register_file[0])
        diagnose(d, "W502", place, t->text[0][row], NULL);
}

static void read_pairs(struct dataset_bundle *b, const struct model *m, const struct pairs *p,
                       uint32_t **lists, struct diagnostics *d)
{
    struct register_column columns[4] = {{p->to, p->to, false, p->place},
                                         {p->to_name, p->to_name, false, p->place}};
    size_t count = 2, filter = SIZE_MAX, size = SIZE_MAX;
    if (p->filter_heading && p->filter[0]) {
        filter = count;
        columns[count++] =
            (struct register_column){p->filter_heading, p->filter_heading, false, p->place};
    }
    if (p->size) {
        size = count;
        columns[count++] = (struct register_column){p->size, p->size, true, p->place};
    }
    struct register_spec spec = {.name = p->file,
                                 .glob = p->file,
                                 .area_heading = p->from,
                                 .columns = columns,
                                 .column_count = count,
                                 .partial = true,
                                 .place = p->place,
                                 .file_place = p->place,
                                 .area_place = p->place};
    struct register_table t;
    if (!p->file[0] || !register_read(b->data, b->areas, &spec, m->folder, &t, d))
        return;
    size_t *order = row_order(b, &t, size), matched = 0;
    for (size_t k = 0; k < t.rows; k++) {
        size_t row = order[k];
        uint32_t to;
        if (filter != SIZE_MAX && !name_eq(t.text[filter][row], p->filter))
            continue;
        matched++;
        const char *code = t.text[0][row];
        enum area_kind match = area_find(b->areas, code, strlen(code), &to);
        if (match == AREA_UNKNOWN)
            tell_unknown(b, m, &t, row, d);
        if (match == AREA_STUDY) {
            add_pair(b, lists, t.area[row], to);
            if (!p->outside)
                add_pair(b, lists, to, t.area[row]);
        } else if (p->outside) {
            add_outside(b, p->outside, t.area[row], t.text[1][row]);
        }
    }
    if (filter != SIZE_MAX && matched == 0 && t.rows > 0)
        tell_group(b, p, &t, filter, d);
}

static void read_neighbourhood(struct dataset_bundle *b, const struct model *m,
                               struct diagnostics *d)
{
    for (size_t k = 0; k < m->peers_count; k++) {
        const struct pairs peers = {.file = m->peers[k].file,
                                    .from = "kommun_kod",
                                    .to = "liknande_kod",
                                    .to_name = "liknande_namn",
                                    .filter_heading = "grupp",
                                    .filter = m->peers[k].group,
                                    .outside = b->published[k].outside,
                                    .place = m->peers[k].file_place,
                                    .filter_place = m->peers[k].group_place};
        read_pairs(b, m, &peers, b->published[k].inside, d);
    }
    const struct pairs neighbours = {.file = m->neighbours_file,
                                     .from = "kod_a",
                                     .to = "kod_b",
                                     .to_name = "kommun_b",
                                     .size = "gemensam_grans_km",
                                     .place = m->head.place};
    read_pairs(b, m, &neighbours, b->neighbours, d);
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static uint32_t **no_areas(struct arena *arena, size_t n)
{
    uint32_t *none = arena_array(arena, 1, sizeof *none);
    uint32_t **lists = arena_array(arena, n + 1, sizeof *lists);
    none[0] = UINT32_MAX;
    for (size_t i = 0; i < n; i++)
        lists[i] = none;
    return lists;
}

static void no_neighbourhood(struct dataset_bundle *b, size_t blocks)
{
    size_t n = b->data->areas.count;
    b->neighbours = no_areas(b->arena, n);
    b->published = arena_array(b->arena, blocks + 1, sizeof *b->published);
    for (size_t k = 0; k < blocks; k++) {
        const char **nobody = arena_array(b->arena, 1, sizeof *nobody);
        b->published[k].inside = no_areas(b->arena, n);
        b->published[k].outside = arena_array(b->arena, n + 1, sizeof *b->published[k].outside);
        for (size_t i = 0; i < n; i++)
            b->published[k].outside[i] = nobody;
    }
}

struct dataset_bundle *bundle_new(const struct model *m, struct areas areas)
{
    struct arena *arena = arena_new();
    struct dataset_bundle *b = arena_alloc(arena, sizeof *b);
    b->arena = arena;
    b->data = dataset_new(areas);
    b->series = arena_array(arena, m->variable_count + 1, sizeof *b->series);
    b->fact_series = arena_array(arena, m->fact_count + 1, sizeof *b->fact_series);
    b->registers = arena_array(arena, m->register_count + 1, sizeof *b->registers);
    b->register_read = arena_array(arena, m->register_count + 1, sizeof *b->register_read);
    for (size_t k = 0; k < m->variable_count; k++)
        b->series[k] = SIZE_MAX;
    for (size_t k = 0; k < m->fact_count; k++)
        b->fact_series[k] = SIZE_MAX;
    no_neighbourhood(b, m->peers_count);
    return b;
}

static bool read_area_file(const struct model *m, const char *file, struct place place,
                           struct arena *arena, struct areas *out, struct diagnostics *d)
{
    const char *path = path_join(arena, m->folder, file);
    if (place.line && !file_exists(path)) {
        messages_data_use(d);
        tell_no_such_file(m->folder, file, place, d);
        return false;
    }
    return areas_read(path, arena, out, d);
}

/* The areas under study, and those that may be left out knowingly. */
struct dataset_bundle *bundle_areas(const struct model *m, struct diagnostics *d)
{
    struct arena *arena = arena_new();
    struct areas study, known = {0};
    struct dataset_bundle *b = NULL;
    if (!m->areas_file[0]) { /* no model block: the folder itself would be read */
        struct place place = {.file = m->file_count ? m->files[0] : m->folder};
        analysis_messages(d);
        diagnose(d, "E801", place, NULL);
    } else if (read_area_file(m, m->areas_file, m->areas_place, arena, &study, d))
        b = bundle_new(m, study);
    arena_free(arena);
    if (b && m->register_file[0] &&
        !read_area_file(m, m->register_file, m->register_place, b->arena, &known, d)) {
        bundle_free(b);
        return NULL;
    }
    if (b)
        b->areas = area_register_new(b->arena, &b->data->areas, &known);
    return b;
}

bool compares_with_all(const struct model *m)
{
    for (size_t k = 0; k < m->indicator_count; k++)
        if (m->indicators[k].compared == COMPARED_ALL)
            return true;
    return false;
}

static void read_sources(struct dataset_bundle *b, const struct model *m,
                         const struct analysis_options *o, struct diagnostics *d)
{
    for (uint32_t k = 0; k < m->source_count; k++) {
        struct source_spec spec = bundle_source(b, m, k);
        source_read(b->data, b->areas, &spec, o->data_folder, o->threads, d);
    }
    for (size_t k = 0; k < m->register_count; k++)
        read_register(b, m, k, o->data_folder, d);
}

static void freeze(struct dataset_bundle *b, const struct model *m)
{
    dataset_freeze(b->data);
    for (size_t k = 0; k < m->variable_count; k++)
        b->series[k] = dataset_series(b->data, m->variables[k].head.name, false);
}

/* The same sources once more, for every area of the register. Faults in them are told when they are
 * read for the areas under study. */
static struct dataset_bundle *read_all(const struct model *m, const struct analysis_options *o)
{
    struct diagnostics *unheard = diagnostics_new(LANG_SV);
    struct arena *arena = arena_new();
    struct dataset_bundle *b = NULL;
    struct areas every, none = {0};
    analysis_messages(unheard);
    if (areas_read(path_join(arena, m->folder, m->register_file), arena, &every, unheard)) {
        b = bundle_new(m, every);
        b->areas = area_register_new(b->arena, &b->data->areas, &none);
        read_sources(b, m, o, unheard);
        freeze(b, m);
    }
    arena_free(arena);
    diagnostics_free(unheard);
    return b;
}

struct dataset_bundle *analysis_read(const struct model *m, const struct analysis_options *o,
                                     struct diagnostics *d)
{
    analysis_messages(d);
    struct dataset_bundle *b = bundle_areas(m, d);
    if (!b)
        return NULL;
    read_sources(b, m, o, d);
    struct fact_log log = {0};
    read_facts(b, m, o->data_folder, -1, d);
    read_answers(b, m, o->data_folder, &log, d);
    read_neighbourhood(b, m, d);
    freeze(b, m);
    if (compares_with_all(m))
        b->all = read_all(m, o);
    return b;
}

struct dataset_bundle *facts_read(const struct model *m, const struct analysis_options *o,
                                  struct diagnostics *d, struct fact_log *log)
{
    analysis_messages(d);
    struct dataset_bundle *b = bundle_areas(m, d);
    if (!b)
        return NULL;
    read_facts(b, m, o->data_folder, 0, d); /* rows that are missing will be added */
    read_answers(b, m, o->data_folder, log, d);
    freeze(b, m);
    return b;
}

const char *facts_text(const struct dataset_bundle *b, uint32_t fact, uint32_t area)
{
    size_t first, end, s = b->fact_series[fact];
    if (s == SIZE_MAX)
        return NULL;
    dataset_range(b->data, s, area, SEX_TOTAL, &first, &end);
    if (first == end || !status_has_value(b->data->series[s].status[first]))
        return NULL;
    return b->data->texts[(size_t)b->data->series[s].value[first]];
}

bool bundle_area(const struct dataset_bundle *b, const char *asked, uint32_t *area)
{
    return b->areas && area_find(b->areas, asked, strlen(asked), area) == AREA_STUDY;
}

const struct dataset *bundle_data(const struct dataset_bundle *b)
{
    return b->data;
}

void bundle_free(struct dataset_bundle *b)
{
    if (!b)
        return;
    bundle_free(b->all);
    if (b->data && !b->shares_data)
        dataset_free(b->data);
    arena_free(b->arena);
}
