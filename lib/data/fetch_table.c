/* The other kinds: a table of PxWeb, Försäkringskassan's rows, and a file as it is. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "data/fetch_parts.h"
#include "data/forsakringskassan.h"

/* --- PxWeb ------------------------------------------------------------------------------------ */

static bool read_table(struct job *j, struct pxweb_table *t)
{
    struct file_bytes bytes;
    struct fault fault;
    const char *address = pxweb_metadata_address(j->arena, j->source->address);
    if (!job_read(j, address, WANTED_JSON, &bytes))
        return false;
    bool fine = pxweb_table(j->arena, bytes.data, bytes.size, t, &fault) &&
                pxweb_choose(t, j->source->selections, j->source->selection_count, &fault);
    file_release(&bytes);
    return fine || job_refuse(j, fault.code, address, fault.what);
}

static bool add_part(struct job *j, const struct pxweb_part *part, struct text *heading, bool first)
{
    struct file_bytes bytes;
    struct fault fault;
    struct str body;
    if (!job_read(j, part->address, WANTED_CSV, &bytes))
        return false;
    bool fine = pxweb_join(heading, bytes.data, bytes.size, part->rows, &body, j->arena, &fault);
    if (!fine)
        job_refuse(j, fault.code, part->address, fault.what);
    fine = fine && job_write(j, body, first);
    if (fine && bytes.data[bytes.size - 1] != '\n')
        fine = job_write(j, str_of("\r\n"), false);
    file_release(&bytes);
    return fine;
}

bool fill_pxweb(struct job *j)
{
    const struct source_spec *spec = j->source->source;
    struct pxweb_table t;
    struct pxweb_part *parts = NULL;
    struct fault fault;
    struct text heading = {0};
    size_t count = 0;
    if (!read_table(j, &t))
        return false;
    bool years = spec->period_from == PERIOD_FROM_HEADINGS;
    if (!pxweb_parts(&t, j->source->address, years, &parts, &count, &fault))
        return job_refuse(j, fault.code, j->source->address, fault.what);
    bool fine = true;
    for (size_t i = 0; fine && i < count; i++)
        fine = add_part(j, &parts[i], &heading, i == 0);
    text_release(&heading);
    return fine;
}

/* --- Försäkringskassan ------------------------------------------------------------------------ */

bool fill_forsakringskassan(struct job *j)
{
    struct file_bytes bytes;
    struct fault fault;
    struct text out = {0};
    const char *address = j->source->address;
    if (!job_read(j, address, WANTED_JSON, &bytes))
        return false;
    bool fine = forsakringskassan_landing(bytes.data, bytes.size, j->source->source->area_heading,
                                          j->arena, &out, &fault);
    file_release(&bytes);
    if (!fine)
        job_refuse(j, fault.code, address, fault.what);
    fine = fine && job_write(j, (struct str){out.p, out.n}, true);
    text_release(&out);
    return fine;
}

/* --- a file ----------------------------------------------------------------------------------- */

/* The last byte of a file; EOF when it is empty or cannot be read. */
static int last_byte(const char *path)
{
    FILE *in = fopen(path, "rb");
    int c = in && fseek(in, -1, SEEK_END) == 0 ? fgetc(in) : EOF;
    if (in)
        fclose(in);
    return c;
}

bool fill_file(struct job *j)
{
    struct came came;
    const char *address = j->source->address;
    if (!job_ask(j, address, WANTED_ANY, &came))
        return false;
    int last = last_byte(came.path);
    bool ended = !j->has_old || last_byte(j->path) == '\n';
    if (last != '\n' && last != EOF && (!came.sized || (j->has_old && ended)))
        return job_refuse(j, "E953", address, "…");
    if (last != '\n' && last != EOF && !j->has_old)
        diagnose(j->f->d, "W951", j->source->place, j->source->name, address, j->source->target,
                 NULL);
    if (rename(came.path, publish_path(j->publish)) != 0)
        return job_no_world(j, publish_path(j->publish), errno);
    return true;
}
