/* Parts of a run, and the whole made of them. */
#include "report/part.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/diff.h"
#include "analysis/uncertain.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/json.h"
#include "base/text.h"
#include "report/messages.h"

#define FILE_LIMIT ((size_t)1 << 30)
enum { MOST_PARTS = 100000 };

/* --- what went in ----------------------------------------------------------------------------- */

static void add_line(struct text *t, const char *line)
{
    text_printf(t, "%s\n", line ? line : "");
}

static void add_data(struct text *t, const struct dataset *data)
{
    for (size_t i = 0; i < data->file_count; i++)
        text_printf(t, "%s %08x %llu\n", data->files[i].path, (unsigned)data->files[i].crc,
                    (unsigned long long)data->files[i].size);
}

static void add_rules(struct text *t, const struct model *m)
{
    for (size_t i = 0; i < m->file_count; i++) {
        add_line(t, m->files[i]);
        add_line(t, m->file_texts[i]);
    }
}

/* Of everything that the files of the run follow from: two parts with the same belong together. */
static void print_of(const struct result *r, const struct report_options *o, char out[DIGEST_TEXT])
{
    struct text t = {0};
    add_line(&t, r->program);
    add_rules(&t, r->model);
    add_data(&t, r->data);
    text_printf(&t, "%d %d %zu\n", (int)r->day, (int)o->lang, r->areas);
    if (r->uncertain != NULL)
        text_printf(&t, "%ld %ld\n", (long)r->uncertain->draws, (long)r->uncertain->seed);
    for (size_t i = 0; i < r->override_count; i++)
        add_line(&t, r->overrides[i]);
    if (r->before != NULL) {
        add_rules(&t, r->before->a.model);
        add_data(&t, r->before->a.result->data);
    }
    digest_text(out, t.p, t.n);
    text_release(&t);
}

/* --- a part ----------------------------------------------------------------------------------- */

static struct json *contents_of(const struct part_list *list, const char *folder,
                                struct arena *arena, struct diagnostics *d)
{
    struct json *all = json_new_array();
    for (size_t i = 0; i < list->count; i++) {
        char digest[DIGEST_TEXT];
        const char *path = path_join(arena, folder, list->names[i]);
        int64_t size = 0;
        int why = 0;
        if (!digest_file(path, digest, &size, &why)) {
            report_tell(d, "E901", path, why_text(why, d->lang));
            json_free(all);
            return NULL;
        }
        struct json *one = json_new_object();
        json_put(one, "namn", json_new_text(list->names[i]));
        json_put(one, "sha256", json_new_text(digest));
        json_append(all, one);
    }
    return all;
}

bool part_note(const struct result *r, const struct report_options *o, const struct part_list *list,
               struct diagnostics *d)
{
    struct arena *arena = arena_new();
    struct text text = {0};
    char print[DIGEST_TEXT];
    int why = 0;
    struct json *contents = contents_of(list, o->out_folder, arena, d);
    if (contents == NULL) {
        arena_free(arena);
        return false;
    }
    print_of(r, o, print);
    struct json *note = json_new_object();
    json_put(note, "del", json_new_whole(o->part));
    json_put(note, "delar", json_new_whole(o->parts));
    json_put(note, "avtryck", json_new_text(print));
    json_put(note, "filer", json_new_whole((int64_t)list->of));
    json_put(note, "innehåll", contents);
    const char *path =
        path_join(arena, o->out_folder,
                  arena_printf(arena, "del-%u-av-%u.json", (unsigned)o->part, (unsigned)o->parts));
    bool good = json_print(note, true, &text) && publish_bytes(path, text.p, text.n, &why);
    if (!good)
        report_tell(d, "E901", path, why_text(why, d->lang));
    text_release(&text);
    json_free(note);
    arena_free(arena);
    return good;
}

/* --- the whole of them ------------------------------------------------------------------------ */

struct piece {
    const char *folder, *file;
    struct json *note;
    int64_t part, parts, of;
    const char *print;
};

static bool refuse(struct diagnostics *d, const char *path, const char *sv, const char *en)
{
    report_tell(d, "E909", path, d->lang == LANG_EN ? en : sv);
    return false;
}

/* The notes of a folder: a folder may hold several parts. */
static bool read_pieces(const char *folder, struct arena *arena, struct piece **pieces,
                        size_t *count, size_t *capacity, struct diagnostics *d)
{
    size_t found;
    char **files = file_glob(arena, folder, "del-*-av-*.json", &found);
    if (found == 0)
        return refuse(d, folder, "här ligger ingen del av en körning",
                      "there is no part of a run here");
    for (size_t i = 0; i < found; i++) {
        struct file_bytes bytes;
        int why = 0;
        struct piece p = {.folder = folder, .file = files[i]};
        if (file_read(files[i], FILE_LIMIT, &bytes, &why)) {
            p.note = json_read(bytes.data, bytes.size);
            file_release(&bytes);
        }
        p.print = json_text_of(json_member(p.note, "avtryck"));
        *pieces = arena_grow(arena, *pieces, *count, capacity, sizeof **pieces);
        (*pieces)[(*count)++] = p;
        struct piece *kept = &(*pieces)[*count - 1];
        if (kept->print == NULL || !json_whole_of(json_member(p.note, "del"), &kept->part) ||
            !json_whole_of(json_member(p.note, "delar"), &kept->parts) ||
            !json_whole_of(json_member(p.note, "filer"), &kept->of))
            return refuse(d, files[i], "går inte att läsa", "cannot be read");
    }
    return true;
}

static int by_part(const void *a, const void *b)
{
    const struct piece *x = a, *y = b;
    return x->part < y->part ? -1 : x->part > y->part;
}

/* Every part once, all of one run. */
static bool fit_together(struct piece *pieces, size_t count, struct arena *arena,
                         struct diagnostics *d)
{
    int64_t files = 0;
    qsort(pieces, count, sizeof *pieces, by_part);
    for (size_t i = 0; i < count; i++) {
        const struct piece *p = &pieces[i];
        files += (int64_t)json_count(json_member(p->note, "innehåll"));
        if (p->parts != pieces[0].parts || strcmp(p->print, pieces[0].print) != 0 ||
            p->of != pieces[0].of)
            return refuse(d, p->file, "hör till en annan körning än de andra delarna",
                          "belongs to another run than the other parts");
        if (i > 0 && p->part == pieces[i - 1].part)
            return refuse(d, p->file, "delen finns två gånger", "the part is there twice");
        if (p->part != (int64_t)i + 1)
            return refuse(
                d, p->file,
                arena_printf(arena, "del %zu av %lld saknas", i + 1, (long long)p->parts),
                arena_printf(arena, "part %zu of %lld is missing", i + 1, (long long)p->parts));
    }
    if ((int64_t)count != pieces[0].parts)
        return refuse(
            d, pieces[count - 1].file,
            arena_printf(arena, "bara %zu av %lld delar finns", count, (long long)pieces[0].parts),
            arena_printf(arena, "only %zu of %lld parts are there", count,
                         (long long)pieces[0].parts));
    return files == pieces[0].of ||
           refuse(d, pieces[0].file, "delarna har inte alla filer", "the parts have not all files");
}

/* "kommuner/1280-malmo.xlsx", never a path that leaves the folder. */
static bool is_lawful(const char *name)
{
    return name != NULL && name[0] != '\0' && name[0] != '/' && name[0] != '.' &&
           strstr(name, "..") == NULL;
}

static bool check_file(const struct piece *p, const struct json *entry, struct arena *arena,
                       struct diagnostics *d)
{
    const char *name = json_text_of(json_member(entry, "namn"));
    const char *meant = json_text_of(json_member(entry, "sha256"));
    char digest[DIGEST_TEXT];
    int64_t size = 0;
    int why = 0;
    if (!is_lawful(name) || meant == NULL)
        return refuse(d, p->file, "går inte att läsa", "cannot be read");
    const char *path = path_join(arena, p->folder, name);
    if (!digest_file(path, digest, &size, &why))
        return refuse(d, path, why_text(why, LANG_SV), why_text(why, LANG_EN));
    return strcmp(digest, meant) == 0 || refuse(d, path, "filen är inte den som delen skrev",
                                                "the file is not the one that the part wrote");
}

static bool each_file(const struct piece *pieces, size_t count, struct arena *arena,
                      struct diagnostics *d, const char *out, size_t *written)
{
    for (size_t i = 0; i < count; i++) {
        const struct json *all = json_member(pieces[i].note, "innehåll");
        for (size_t k = 0; k < json_count(all); k++) {
            const struct json *entry = json_item(all, k);
            int why = 0;
            if (out == NULL) {
                if (!check_file(&pieces[i], entry, arena, d))
                    return false;
                continue;
            }
            const char *name = json_text_of(json_member(entry, "namn"));
            const char *to = path_join(arena, out, name);
            if (!folder_copy_file(path_join(arena, pieces[i].folder, name), to, &why)) {
                report_tell(d, "E901", to, why_text(why, d->lang));
                return false;
            }
            ++*written;
        }
    }
    return true;
}

/* Each folder that the files go to, once for those that follow one another. */
static const char *next_folder(const struct piece *p, size_t k, const char *last, const char *out,
                               struct arena *arena)
{
    const char *name =
        json_text_of(json_member(json_item(json_member(p->note, "innehåll"), k), "namn"));
    const char *to = path_join(arena, out, name);
    const char *folder = arena_strndup(arena, to, (size_t)(path_base(to) - to));
    return last != NULL && strcmp(folder, last) == 0 ? NULL : folder;
}

/* Before the first file: removes what a merge that died left behind. After the last: a loss of
 * power brings no old file back. */
static bool each_folder(const struct piece *pieces, size_t count, struct arena *arena,
                        struct diagnostics *d, const char *out, bool written)
{
    const char *last = NULL;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < json_count(json_member(pieces[i].note, "innehåll")); k++) {
            const char *folder = next_folder(&pieces[i], k, last, out, arena);
            int why = 0;
            last = folder ? folder : last;
            if (folder && !written) {
                publish_clean(folder);
            } else if (folder && !publish_settle(folder, &why)) {
                report_tell(d, "E901", folder, why_text(why, d->lang));
                return false;
            }
        }
    }
    return true;
}

bool report_merge(const char *const *folders, size_t count, const char *out, struct diagnostics *d,
                  size_t *written, bool *world)
{
    struct arena *arena = arena_new();
    struct piece *pieces = NULL;
    size_t piece_count = 0, capacity = 0;
    bool good = true;
    *written = 0;
    for (size_t i = 0; good && i < count; i++)
        good = read_pieces(folders[i], arena, &pieces, &piece_count, &capacity, d);
    good = good && fit_together(pieces, piece_count, arena, d) &&
           each_file(pieces, piece_count, arena, d, NULL, written);
    *world = good;
    good = good && each_folder(pieces, piece_count, arena, d, out, false) &&
           each_file(pieces, piece_count, arena, d, out, written) &&
           each_folder(pieces, piece_count, arena, d, out, true);
    *world = *world && !good;
    for (size_t i = 0; i < piece_count; i++)
        json_free(pieces[i].note);
    arena_free(arena);
    return good;
}
