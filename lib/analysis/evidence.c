#include "analysis/evidence.h"

#include <errno.h>
#include <string.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/limits.h"
#include "data/messages.h"

static const char *digest_of(struct arena *arena, const char *data, size_t size)
{
    char text[DIGEST_TEXT];
    digest_text(text, data, size);
    return arena_strdup(arena, text);
}

/* One file read once more. `why`: errno, 0 when it was read and is another file now. */
struct again {
    const char *digest; /* "" when it is not the file that was read */
    int why;
};

static struct again read_again(struct result *r, const char *path, const struct data_file *f)
{
    struct file_bytes bytes;
    struct again a = {"", 0};
    if (!file_read(path, LIMIT_DATA_FILE, &bytes, &a.why))
        return a;
    a.why = 0;
    if (file_crc32(bytes.data, bytes.size) == f->crc)
        a.digest = digest_of(r->arena, bytes.data, bytes.size);
    file_release(&bytes);
    return a;
}

static void tell(struct diagnostics *d, const char *path, int why)
{
    const char *changed = d->lang == LANG_EN ? "it changed while the run read it"
                                             : "den ändrades medan körningen läste den";
    messages_data_use(d);
    diagnose(d, "E508", (struct place){.file = path}, path, why ? why_text(why, d->lang) : changed,
             (const char *)NULL);
}

/* Lists of areas and the like lie beside the rules; the checksum tells which file it was. */
static const char *digest_of_file(struct result *r, const char *data_folder,
                                  const struct data_file *f, struct diagnostics *d)
{
    struct again a = read_again(r, path_join(r->arena, data_folder, f->path), f);
    if (a.digest[0] == '\0' && r->model->folder != NULL) {
        struct again beside = read_again(r, path_join(r->arena, r->model->folder, f->path), f);
        a = beside.digest[0] != '\0' || a.why == ENOENT ? beside : a;
    }
    if (a.digest[0] == '\0')
        tell(d, f->path, a.why);
    return a.digest;
}

static const char *digest_of_rules(struct result *r, size_t file, struct diagnostics *d)
{
    const struct data_file read = {.crc = r->model->file_crcs[file]};
    struct again a = read_again(r, r->model->files[file], &read);
    if (a.digest[0] == '\0')
        tell(d, r->model->files[file], a.why);
    return a.digest;
}

bool analysis_evidence(struct result *r, const char *data_folder, struct diagnostics *d)
{
    const struct model *m = r->model;
    const char **files = arena_array(r->arena, r->data->file_count + 1, sizeof *files);
    const char **rules = arena_array(r->arena, m->file_count + 1, sizeof *rules);
    bool whole = true;
    for (size_t i = 0; i < r->data->file_count; i++) {
        files[i] = digest_of_file(r, data_folder, &r->data->files[i], d);
        whole = whole && files[i][0] != '\0';
    }
    for (size_t i = 0; i < m->file_count; i++) {
        rules[i] = digest_of_rules(r, i, d);
        whole = whole && rules[i][0] != '\0';
    }
    r->digests = files;
    r->rule_digests = rules;
    return whole;
}
