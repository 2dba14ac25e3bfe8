#include "analysis/evidence.h"

#include <string.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/limits.h"

static const char *digest_of(struct arena *arena, const char *data, size_t size)
{
    char text[DIGEST_TEXT];
    digest_text(text, data, size);
    return arena_strdup(arena, text);
}

static const char *digest_in(struct result *r, const char *folder, const struct data_file *f)
{
    struct file_bytes bytes;
    int why;
    const char *digest = "";
    if (!file_read(path_join(r->arena, folder, f->path), LIMIT_DATA_FILE, &bytes, &why))
        return digest;
    if (file_crc32(bytes.data, bytes.size) == f->crc)
        digest = digest_of(r->arena, bytes.data, bytes.size);
    file_release(&bytes);
    return digest;
}

/* Lists of areas and the like lie beside the rules; the checksum tells which file it was. */
static const char *digest_of_file(struct result *r, const char *data_folder,
                                  const struct data_file *f)
{
    const char *digest = digest_in(r, data_folder, f);
    return digest[0] || r->model->folder == NULL ? digest : digest_in(r, r->model->folder, f);
}

/* Of the file as it lies on the disk, whose text was read without a byte order mark. */
static const char *digest_of_rules(struct result *r, const char *path, const char *text)
{
    struct file_bytes bytes;
    int why;
    size_t size = strlen(text);
    const char *digest = "";
    if (!file_read(path, LIMIT_RULE_FILE, &bytes, &why))
        return digest;
    if (size <= bytes.size && memcmp(bytes.data + bytes.size - size, text, size) == 0)
        digest = digest_of(r->arena, bytes.data, bytes.size);
    file_release(&bytes);
    return digest;
}

void analysis_evidence(struct result *r, const char *data_folder)
{
    const struct model *m = r->model;
    const char **files = arena_array(r->arena, r->data->file_count + 1, sizeof *files);
    const char **rules = arena_array(r->arena, m->file_count + 1, sizeof *rules);
    for (size_t i = 0; i < r->data->file_count; i++)
        files[i] = digest_of_file(r, data_folder, &r->data->files[i]);
    for (size_t i = 0; i < m->file_count; i++)
        rules[i] = digest_of_rules(r, m->files[i], m->file_texts[i]);
    r->digests = files;
    r->rule_digests = rules;
}
