/* etablera fmt: one layout for rule files, or the same rules in the other dialect. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/limits.h"
#include "command.h"
#include "road.h"
#include "rules/format.h"

struct job {
    const struct request *request;
    struct formatting made;
    const char *folder; /* to write in */
    struct arena *arena;
};

static int world_error(const struct job *job, const char *what, const char *path, int why)
{
    fprintf(stderr, "etablera: %s \"%s\": %s\n", what, path, why_text(why, job->request->lang));
    return EXIT_WORLD;
}

static int write_error(const struct job *job, const char *path, int why)
{
    return world_error(job, say(job->request->lang, "kan inte skriva", "cannot write"), path, why);
}

static bool converts(const struct job *job)
{
    return job->request->lang_given;
}

static const char *target_of(const struct job *job, const struct formatted *f)
{
    return converts(job) ? path_join(job->arena, job->folder, f->name) : f->path;
}

/* Does the file hold exactly these bytes? */
static bool holds(const char *path, struct str bytes)
{
    struct file_bytes there;
    int why = 0;
    if (!file_read(path, LIMIT_RULE_FILE * (size_t)2, &there, &why)) {
        return false;
    }
    bool same = str_eq((struct str){there.data, there.size}, bytes);
    file_release(&there);
    return same;
}

/* --- what stands in the way ------------------------------------------------------------------- */

static int refuse(const struct job *job, const char *sv, const char *en, const char *path)
{
    fprintf(stderr, "etablera: \"%s\" %s\n", path, say(job->request->lang, sv, en));
    return EXIT_TOLD;
}

/* A folder that is converted goes whole into a new one: beside each other, two files would declare
 * the same names. */
static int find_folder(struct job *job, const char *rules)
{
    const char *out = job->request->out;
    job->folder = out ? out : job->made.folder;
    if (!file_is_folder(rules) || !converts(job) || job->request->check) {
        return EXIT_DONE;
    }
    if (!out) {
        return refuse(job, "är en mapp: ange en ny mapp att skriva i med --out",
                      "is a folder: name a new folder to write in with --out", rules);
    }
    if (file_exists(out)) {
        return refuse(job, "finns redan; ange en ny mapp med --out",
                      "exists already; name a new folder with --out", out);
    }
    return EXIT_DONE;
}

static int find_targets(const struct job *job)
{
    for (size_t i = 0; i < job->made.count && converts(job); i++) {
        const char *target = target_of(job, &job->made.files[i]);
        bool own = strcmp(job->made.files[i].name, path_base(job->made.files[i].path)) == 0;
        if (file_exists(target) && !(own && !job->request->out)) {
            return refuse(job, "finns redan och skrivs inte över",
                          "exists already and is not written over", target);
        }
        for (size_t k = 0; k < i; k++) {
            if (strcmp(target, target_of(job, &job->made.files[k])) == 0) {
                return refuse(job, "skulle komma ur två filer", "would come from two files",
                              target);
            }
        }
    }
    return EXIT_DONE;
}

/* --- the two ends ----------------------------------------------------------------------------- */

static int tell_differing(const struct job *job)
{
    int code = EXIT_DONE;
    for (size_t i = 0; i < job->made.count; i++) {
        const char *target = target_of(job, &job->made.files[i]);
        if (!holds(target, job->made.files[i].after)) {
            puts(target);
            code = EXIT_TOLD;
        }
    }
    return code;
}

/* The lists of areas that the rules name lie in their folder: they follow to a new one. */
static int copy_beside(const struct job *job)
{
    enum lang lang = job->request->lang;
    for (size_t i = 0; job->request->out && job->made.beside[i]; i++) {
        const char *name = job->made.beside[i];
        const char *from = path_join(job->arena, job->made.folder, name);
        const char *to = path_join(job->arena, job->folder, name);
        struct file_bytes bytes;
        int why = 0;
        if (*name == '/' || strstr(name, "..") || file_exists(to)) {
            continue;
        }
        if (!file_read(from, LIMIT_DATA_FILE, &bytes, &why)) {
            if (why == ENOENT) {
                continue; /* told by check */
            }
            return world_error(job, say(lang, "kan inte läsa", "cannot read"), from, why);
        }
        const char *parent = arena_strndup(job->arena, to, (size_t)(path_base(to) - to));
        bool fine =
            file_make_folder(parent, &why) && publish_bytes(to, bytes.data, bytes.size, &why);
        file_release(&bytes);
        if (!fine) {
            return write_error(job, to, why);
        }
    }
    return EXIT_DONE;
}

static int write_all(const struct job *job)
{
    size_t written = 0;
    int why = 0;
    if (converts(job) && !file_make_folder(job->folder, &why)) {
        return write_error(job, job->folder, why);
    }
    for (size_t i = 0; i < job->made.count; i++) {
        const struct formatted *f = &job->made.files[i];
        const char *target = target_of(job, f);
        if (holds(target, f->after)) {
            continue;
        }
        if (!publish_bytes(target, f->after.p, f->after.n, &why)) {
            return write_error(job, target, why);
        }
        puts(target);
        written++;
    }
    int code = converts(job) ? copy_beside(job) : EXIT_DONE;
    if (code == EXIT_DONE && written && !publish_settle(job->folder, &why)) {
        code = write_error(job, job->folder, why);
    }
    printf(say(job->request->lang, "Skrivna filer: %zu av %zu\n", "Files written: %zu of %zu\n"),
           written, job->made.count);
    return code;
}

/* Removes what one that died left behind, and writes. A watch of the folder does not stand in the
 * way: then its lock stays, and what lies there may be its own. */
static int write_cleanly(const struct job *job)
{
    long holder = 0;
    int why = 0, lock = file_is_folder(job->folder) ? folder_lock(job->folder, &holder, &why) : -1;
    if (lock >= 0) {
        publish_clean(job->folder);
    }
    int code = write_all(job);
    if (lock >= 0) {
        folder_remove_file(path_join(job->arena, job->folder, ".etablera.lock"));
        folder_unlock(lock);
    }
    return code;
}

static int format_rules(struct job *job, const char *rules)
{
    int code = find_folder(job, rules);
    if (code == EXIT_DONE && job->request->check) {
        return tell_differing(job);
    }
    if (code == EXIT_DONE) {
        code = find_targets(job);
    }
    return code == EXIT_DONE ? write_cleanly(job) : code;
}

int cmd_fmt(const struct request *request)
{
    const char *rules = request->arguments[0];
    struct job job = {.request = request};
    if (request->out && !request->lang_given) {
        fprintf(stderr, "etablera: %s\n",
                say(request->lang, "--out hör till en översättning: ange --lang också",
                    "--out belongs to a translation: give --lang too"));
        return EXIT_USAGE;
    }
    struct road road;
    int code = road_find(&road, request, rules);
    if (code != EXIT_DONE) {
        return road_end(&road, code);
    }
    enum format_lang to = !request->lang_given       ? FORMAT_SAME
                          : request->lang == LANG_EN ? FORMAT_EN
                                                     : FORMAT_SV;
    bool fine = rules_format(rules, to, road.told, &job.made);
    road_hint(&road);
    if (fine) {
        job.arena = arena_new();
        code = format_rules(&job, rules);
        arena_free(job.arena);
        formatting_free(&job.made);
    }
    return road_end(&road, fine ? code : EXIT_TOLD);
}
