/* The road of one source: what is there, is anything newer, fill, check, land. */
#define _POSIX_C_SOURCE 200809L
#include "data/fetch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "data/fetch_parts.h"
#include "data/messages.h"

static bool (*const fillers[])(struct job *) = {
    [FETCHED_FILE] = fill_file,
    [FETCHED_KOLADA] = fill_kolada,
    [FETCHED_PXWEB] = fill_pxweb,
    [FETCHED_FORSAKRINGSKASSAN] = fill_forsakringskassan,
};

struct fetcher *fetcher_new(const struct fetch_options *options, struct diagnostics *d, int *why)
{
    struct fetcher *f = memory_alloc(sizeof *f);
    *f = (struct fetcher){.options = *options, .d = d};
    messages_fetch_use(d);
    if (!options->dry && !(f->asker = asker_new(&options->ask, why))) {
        fetcher_free(f);
        return NULL;
    }
    return f;
}

void fetcher_free(struct fetcher *f)
{
    if (f) {
        asker_free(f->asker);
        free(f);
    }
}

/* --- what is asked ---------------------------------------------------------------------------- */

const char **job_addresses(struct job *j, size_t *count)
{
    const char *base = j->source->address;
    const char **made = arena_array(j->arena, 2, sizeof *made);
    *count = 1;
    made[0] = base;
    if (j->source->kind == FETCHED_PXWEB)
        made[0] = pxweb_metadata_address(j->arena, base);
    if (j->source->kind != FETCHED_KOLADA)
        return made;
    size_t titles = 0, values = 0;
    const char **first = kolada_title_addresses(&j->kolada, base, &titles);
    const char **second = kolada_value_addresses(&j->kolada, base, &values);
    made = arena_array(j->arena, titles + values + 1, sizeof *made);
    memcpy(made, first, titles * sizeof *made);
    memcpy(made + titles, second, values * sizeof *made);
    *count = titles + values;
    return made;
}

/* Everything that decides what comes: when it changes, nothing known of the old answers holds. */
static const char *question_of(struct job *j)
{
    const struct fetch_source *s = j->source;
    struct text t = {0};
    size_t count = 0;
    const char **addresses = job_addresses(j, &count);
    text_printf(&t, "1 %d\n", (int)s->kind);
    for (size_t i = 0; i < count; i++)
        text_printf(&t, "%s\n", addresses[i]);
    for (size_t i = 0; i < s->selection_count; i++)
        text_printf(&t, "%s=%s%d\n", s->selections[i].variable, s->selections[i].codes,
                    s->selections[i].summed);
    for (size_t i = 0; i < j->kolada.figure_count; i++)
        text_printf(&t, "%s\n", j->figures[i].wanted ? j->figures[i].wanted : "");
    char digest[DIGEST_TEXT];
    digest_text(digest, t.p, t.n);
    text_release(&t);
    return arena_strdup(j->arena, digest);
}

/* --- what is there ---------------------------------------------------------------------------- */

/* Digest and size of a file; NULL when it cannot be read. */
static const char *digest_of(struct arena *arena, const char *path, int64_t *bytes)
{
    char digest[DIGEST_TEXT];
    int why = 0;
    return digest_file(path, digest, bytes, &why) ? arena_strdup(arena, digest) : NULL;
}

static struct job job_begin(struct fetcher *f, const struct fetch_source *source)
{
    struct job j = {.f = f, .source = source, .arena = arena_new()};
    const struct ask_clock *clock = &f->options.ask.clock;
    int64_t bytes = 0;
    j.path = path_join(j.arena, f->options.folder, source->target);
    j.old_digest = digest_of(j.arena, j.path, &bytes);
    j.has_old = j.old_digest != NULL;
    j.has_side = side_read(j.path, j.arena, &j.old);
    if (source->kind == FETCHED_KOLADA)
        kolada_plan(&j);
    j.question = question_of(&j);
    if (clock->seconds && j.old.fetched > clock->seconds(clock->person) && j.has_old)
        diagnose(f->d, "W955", source->place, source->name, source->target,
                 time_text(j.arena, j.old.fetched), NULL);
    return j;
}

static void job_end(struct job *j)
{
    publish_abandon(j->publish);
    text_release(&j->kept);
    arena_free(j->arena);
}

static const char *parent_of(struct job *j)
{
    return arena_strndup(j->arena, j->path, (size_t)(path_base(j->path) - j->path));
}

/* Other files that the source reads too. */
static void tell_beside(struct job *j)
{
    const char *folder = j->f->options.folder;
    size_t count = 0;
    char **paths = file_glob(j->arena, folder, j->source->glob, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(paths[i], j->path) != 0)
            diagnose(j->f->d, "W950", j->source->place, j->source->name, path_base(paths[i]),
                     path_base(j->path), NULL);
}

/* --- landing ---------------------------------------------------------------------------------- */

static struct side side_of(struct job *j, const char *digest, int64_t bytes, int64_t fetched)
{
    const struct fetch_source *s = j->source;
    const struct ask_clock *clock = &j->f->options.ask.clock;
    int64_t now = clock->seconds(clock->person);
    return (struct side){
        .publisher = s->publisher,
        .table = s->table,
        .licence = s->licence,
        .from = s->address,
        .fetched = fetched ? fetched : now,
        .checked = now,
        .bytes = bytes,
        .digest = digest,
        .question = j->question,
        .kept = j->kept.n ? j->kept.p : "",
        .answers = j->answers,
        .answer_count = j->answer_count,
    };
}

/* The side file, written whole in a private folder but not yet in its place. */
static struct publish *side_begin(struct job *j, const struct side *side)
{
    const char *path = side_path(j->arena, j->path);
    struct text t = {0};
    int why = 0;
    side_text(side, &t);
    struct publish *p = publish_begin(path, &why);
    FILE *out = p ? fopen(publish_path(p), "wb") : NULL;
    bool fine = out && fwrite(t.p, 1, t.n, out) == t.n;
    why = out ? errno : why ? why : errno;
    if (out && fclose(out) != 0) {
        fine = false;
        why = errno;
    }
    text_release(&t);
    if (!fine) {
        publish_abandon(p);
        job_no_world(j, path, why);
        return NULL;
    }
    return p;
}

static bool side_commit(struct job *j, struct publish *p)
{
    int why = 0;
    if (!p)
        return false;
    return publish_commit(p, &why) || job_no_world(j, side_path(j->arena, j->path), why);
}

/* A file that somebody placed or changed by hand stays beside the fetched one, under a name that no
 * source reads. */
static bool keep_hand_made(struct job *j)
{
    if (!j->has_old || strcmp(j->old.digest, j->old_digest) == 0)
        return true;
    const char *pairs[] = {j->path, side_path(j->arena, j->path)};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const char *kept = arena_printf(j->arena, "%s.gammal", pairs[i]);
        if (link(pairs[i], kept) != 0 && errno != EEXIST && errno != ENOENT)
            return job_no_world(j, kept, errno);
    }
    return true;
}

static enum fetch_end land(struct job *j, struct fetch_report *out)
{
    int why = 0;
    int64_t bytes = 0;
    const char *digest = digest_of(j->arena, publish_path(j->publish), &bytes);
    if (!digest) {
        job_no_world(j, publish_path(j->publish), EIO);
        return FETCH_NO_WORLD;
    }
    bool same = j->has_old && strcmp(digest, j->old_digest) == 0;
    bool known = same && strcmp(digest, j->old.digest) == 0;
    struct side side = side_of(j, digest, bytes, known ? j->old.fetched : 0);
    struct publish *beside = side_begin(j, &side);
    out->bytes = bytes;
    out->fetched = side.fetched;
    if (!beside)
        return FETCH_NO_WORLD;
    if (!same) {
        if (!keep_hand_made(j)) {
            publish_abandon(beside);
            return FETCH_NO_WORLD;
        }
        bool fine = publish_commit(j->publish, &why);
        j->publish = NULL;
        if (!fine) {
            publish_abandon(beside);
            job_no_world(j, j->path, why);
            return FETCH_NO_WORLD;
        }
    }
    if (!side_commit(j, beside))
        return FETCH_NO_WORLD;
    if (!publish_settle(parent_of(j), &why)) {
        job_no_world(j, j->path, why);
        return FETCH_NO_WORLD;
    }
    return same ? FETCH_UNCHANGED : FETCH_NEW;
}

/* Nothing is newer: only the time of checking is written. */
static enum fetch_end confirm(struct job *j, struct fetch_report *out)
{
    struct side side = side_of(j, j->old.digest, j->old.bytes, j->old.fetched);
    out->bytes = side.bytes;
    out->fetched = side.fetched;
    return side_commit(j, side_begin(j, &side)) ? FETCH_UNCHANGED : FETCH_NO_WORLD;
}

/* --- the road --------------------------------------------------------------------------------- */

static bool fill_and_check(struct job *j)
{
    bool again = false;
    if (!fillers[j->source->kind](j))
        return false;
    if (landing_check(j, &again))
        return true;
    /* Figures were marked as kept: their old rows were good enough to be read then. */
    return again && !j->failed && rewrite_kolada(j) && landing_check(j, &again);
}

static enum fetch_end go(struct job *j, struct fetch_report *out)
{
    int why = 0;
    const char *parent = parent_of(j);
    if (!file_make_folder(parent, &why) || !(j->publish = publish_begin(j->path, &why))) {
        job_no_world(j, j->path, why);
        return FETCH_NO_WORLD;
    }
    if (job_is_unchanged(j))
        return confirm(j, out);
    if (j->failed || !fill_and_check(j))
        return FETCH_KEPT;
    if (j->source->kind == FETCHED_KOLADA)
        kolada_remarks(j);
    enum fetch_end end = land(j, out);
    return end == FETCH_NEW && j->kept.n ? FETCH_PARTLY : end;
}

void fetch_one(struct fetcher *f, const struct fetch_source *source, bool allow_fewer,
               struct fetch_report *out)
{
    *out = (struct fetch_report){0};
    struct job j = job_begin(f, source);
    j.allow_fewer = allow_fewer;
    publish_clean(parent_of(&j));
    enum fetch_end end = go(&j, out);
    out->end = j.stopped ? FETCH_STOPPED : j.no_world ? FETCH_NO_WORLD : end;
    out->calls = j.calls;
    out->received = j.received;
    out->world = j.world || j.no_world;
    out->part_failed = j.kept.n > 0;
    if (out->end == FETCH_KEPT)
        out->fetched = j.has_old ? j.old.fetched : -1;
    if (!j.failed) {
        if (j.again)
            diagnose(f->d, "N951", source->place, source->name,
                     arena_printf(j.arena, "%u", j.again),
                     arena_printf(j.arena, "%lld", (long long)j.waited), NULL);
        tell_beside(&j);
    }
    job_end(&j);
}

void fetch_tell(struct fetcher *f, const struct fetch_source *source, struct text *out)
{
    struct job j = job_begin(f, source);
    size_t count = 0;
    const char **addresses = job_addresses(&j, &count);
    bool sv = f->d->lang == LANG_SV;
    for (size_t i = 0; i < count; i++)
        text_printf(out, "  GET %s\n", addresses[i]);
    if (source->kind == FETCHED_KOLADA)
        text_add(out, sv ? "  och sidorna som svaren hänvisar till\n"
                         : "  and the pages that the answers refer to\n");
    if (source->kind == FETCHED_PXWEB) {
        text_printf(out, "  GET %s/data?lang=sv&outputFormat=csv …\n", source->address);
        for (size_t i = 0; i < source->selection_count; i++) {
            const struct pxweb_selection *s = &source->selections[i];
            text_printf(out, "      %s = %s\n", s->variable,
                        s->summed ? sv ? "summeras" : "summed" : s->codes);
        }
        text_add(out, sv ? "      delad så att inget svar blir för stort\n"
                         : "      split so that no answer is too large\n");
    }
    job_end(&j);
}

int64_t fetch_age(const char *folder, const struct fetch_source *source)
{
    struct arena *arena = arena_new();
    const char *path = path_join(arena, folder, source->target);
    struct side side;
    side_read(path, arena, &side);
    int64_t age = file_exists(path) ? side.fetched : -1;
    arena_free(arena);
    return age;
}
