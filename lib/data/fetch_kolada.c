/* Kolada: titles first, then the numbers of the figures whose title is the one that the rules
 * expect, page by page. */
#include <string.h>

#include "base/limits.h"
#include "data/fetch_parts.h"
#include "data/names.h"

static const char kpi_heading[] = "kpi";

/* --- which figures the rules name ------------------------------------------------------------- */

static const char *figure_id(const struct source_column *c)
{
    for (size_t i = 0; i < c->where_count; i++)
        if (strcmp(c->where[i].heading, kpi_heading) == 0)
            return c->where[i].value;
    return NULL;
}

void kolada_plan(struct job *j)
{
    const struct source_spec *spec = j->source->source;
    const struct fetch_options *o = &j->f->options;
    struct names *seen = names_new(j->arena);
    size_t *of = arena_array(j->arena, spec->column_count + 1, sizeof *of), count = 0;
    j->figures = arena_array(j->arena, spec->column_count + 1, sizeof *j->figures);
    for (size_t i = 0; i < spec->column_count; i++) {
        const struct source_column *c = &spec->columns[i];
        const char *id = figure_id(c);
        bool added = false;
        of[i] = SIZE_MAX;
        if (!id)
            continue;
        of[i] = *names_put(seen, id, strlen(id), (uint32_t)count, &added);
        if (added)
            j->figures[count++] = (struct kolada_figure){.id = id, .asked = true};
        if (c->title)
            j->figures[of[i]].wanted = c->title;
    }
    j->figure_of = of;
    kolada_begin(&j->kolada, j->arena, j->figures, count, o->area_codes, o->area_code_count);
}

static const struct source_column *column_of(const struct job *j, size_t figure)
{
    const struct source_spec *spec = j->source->source;
    size_t i = 0;
    while (j->figure_of[i] != figure)
        i++;
    return &spec->columns[i];
}

/* --- pages ------------------------------------------------------------------------------------ */

typedef bool page_reader(struct kolada *k, const char *p, size_t n, const char **next,
                         struct fault *f);

/* The next page lies where the last one came from. */
static bool may_follow(struct job *j, const char *address, const char *next)
{
    struct str host = address_host(next), own = address_host(address);
    const char *sent_on = j->answers[j->answer_count - 1].sent_on;
    return host.n > 0 && strlen(next) <= 2 * LIMIT_ADDRESS &&
           (str_eq(host, own) || str_eq(host, address_host(sent_on)));
}

static bool follow(struct job *j, const char *address, page_reader *read)
{
    struct names *asked = names_new(j->arena);
    for (unsigned pages = 0; address; pages++) {
        struct file_bytes bytes;
        struct fault fault;
        const char *next = NULL;
        bool added = false;
        names_put(asked, address, strlen(address), 0, &added);
        if (!added)
            return job_refuse(j, "E961", address, address);
        if (pages == LIMIT_PAGES)
            return job_refuse(j, "E977", address, arena_printf(j->arena, "> %u", pages));
        if (!job_read(j, address, WANTED_JSON, &bytes))
            return false;
        bool fine = read(&j->kolada, bytes.data, bytes.size, &next, &fault);
        file_release(&bytes);
        if (!fine)
            return job_refuse(j, fault.code, address, fault.what);
        if (next && !may_follow(j, address, next))
            return job_refuse(j, "E955", address, next);
        address = next;
    }
    return true;
}

static bool follow_all(struct job *j, const char **addresses, size_t count, page_reader *read)
{
    for (size_t i = 0; i < count; i++)
        if (!follow(j, addresses[i], read))
            return false;
    return true;
}

/* --- the source ------------------------------------------------------------------------------- */

/* A figure that is gone or is another now keeps its last good rows. */
static size_t hold_titles(struct job *j)
{
    size_t asked = 0;
    for (size_t i = 0; i < j->kolada.figure_count; i++) {
        struct kolada_figure *figure = &j->figures[i];
        const char *title = figure->title;
        if (title && figure->wanted && !str_is(str_trim(str_of(title)), figure->wanted))
            job_leave_part(j, "E962", column_of(j, i)->place, figure->id, title);
        else if (!title)
            job_leave_part(j, "E963", column_of(j, i)->place, figure->id, "");
        else
            asked++;
        figure->asked =
            title && (!figure->wanted || str_is(str_trim(str_of(title)), figure->wanted));
        figure->kept = !figure->asked;
    }
    return asked;
}

bool rewrite_kolada(struct job *j)
{
    struct file_bytes old = {0};
    struct text out = {0};
    int why = 0;
    if (j->has_old && !file_read(j->path, LIMIT_DATA_FILE, &old, &why))
        return job_no_world(j, j->path, why);
    kolada_landing(&j->kolada, (struct str){old.data ? old.data : "", old.size}, &out);
    bool fine = job_write(j, (struct str){out.p, out.n}, true);
    text_release(&out);
    file_release(&old);
    return fine;
}

bool fill_kolada(struct job *j)
{
    size_t count = 0;
    const char **addresses = kolada_title_addresses(&j->kolada, j->source->address, &count);
    if (!count)
        return job_refuse(j, "E976", j->source->address, "");
    if (!follow_all(j, addresses, count, kolada_titles))
        return false;
    if (!hold_titles(j)) {
        j->failed = true; /* each of them was told */
        return false;
    }
    addresses = kolada_value_addresses(&j->kolada, j->source->address, &count);
    return follow_all(j, addresses, count, kolada_values) && rewrite_kolada(j);
}

/* --- afterwards ------------------------------------------------------------------------------- */

static void tell_count(struct job *j, const char *code, size_t count)
{
    if (count)
        diagnose(j->f->d, code, j->source->place, arena_printf(j->arena, "%zu", count),
                 j->source->name, NULL);
}

static void tell_empty(struct job *j)
{
    enum { SHOWN = 8 };
    struct text names = {0};
    size_t empty = 0;
    text_add(&names, "");
    for (size_t i = 0; i < j->kolada.figure_count; i++) {
        const struct kolada_figure *figure = &j->figures[i];
        if (figure->kept || figure->rows)
            continue;
        if (empty++ < SHOWN)
            text_printf(&names, "%s%s", empty > 1 ? ", " : "", figure->id);
    }
    text_add(&names, empty > SHOWN ? " …" : "");
    if (empty)
        diagnose(j->f->d, "N952", j->source->place, arena_printf(j->arena, "%zu", empty),
                 j->source->name, names.p, NULL);
    text_release(&names);
}

void kolada_remarks(struct job *j)
{
    const struct source_spec *spec = j->source->source;
    const struct kolada *k = &j->kolada;
    for (size_t i = 0; i < spec->column_count; i++)
        if (j->figure_of[i] == SIZE_MAX)
            diagnose(j->f->d, "W952", spec->columns[i].place, j->source->name,
                     spec->columns[i].variable, NULL);
    if (k->unasked || k->taken_back)
        diagnose(j->f->d, "N950", j->source->place, arena_printf(j->arena, "%zu", k->unasked),
                 j->source->name, arena_printf(j->arena, "%zu", k->taken_back), NULL);
    tell_count(j, "W953", k->secret_numbers);
    tell_count(j, "W954", k->unknown_statuses);
    tell_empty(j);
}
