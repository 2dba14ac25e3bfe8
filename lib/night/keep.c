/* Which data a night uses. */
#include "night/keep.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/number.h"
#include "data/fact_log.h"
#include "night/judge.h"
#include "night/messages.h"

#define FILE_LIMIT ((size_t)1 << 30)
enum { DEEPEST = 8 };

/* --- units ------------------------------------------------------------------------------------ */

struct looking {
    const struct keep_asked *asked;
    struct arena *arena;
    struct kept *kept;
    size_t capacity;
};

static void add_source(struct looking *l, const char *glob, const struct head *head,
                       const char *name)
{
    struct kept *k = l->kept;
    size_t i = 0;
    while (i < k->count && strcmp(k->units[i].glob, glob) != 0)
        i++;
    if (i == k->count) {
        k->units = arena_grow(l->arena, k->units, k->count, &l->capacity, sizeof *k->units);
        k->units[k->count++] = (struct keep_unit){
            .glob = glob,
            .sources = arena_array(l->arena, MOST_READERS, sizeof(const char *)),
            .label = {head->sv, head->en},
        };
    }
    struct keep_unit *u = &k->units[i];
    if (u->source_count < MOST_READERS)
        u->sources[u->source_count++] = name;
}

static void add_sources(struct looking *l)
{
    static const struct head facts = {.sv = "Lokala uppgifter", .en = "Local facts"};
    const struct model *m = l->asked->model;
    for (size_t i = 0; i < m->source_count; i++)
        add_source(l, m->sources[i].glob, &m->sources[i].head, m->sources[i].head.name);
    for (size_t i = 0; i < m->register_count; i++)
        add_source(l, m->registers[i].glob, &m->registers[i].head, m->registers[i].head.name);
    if (!m->facts_file.present)
        return;
    add_source(l, m->facts_file.glob, &facts, "fakta");
    for (size_t i = 0; i < l->kept->count; i++)
        l->kept->units[i].has_log = strcmp(l->kept->units[i].glob, m->facts_file.glob) == 0;
}

static uint32_t join_bytes(uint32_t print, const char *p, size_t n)
{
    return file_crc32_join(print, file_crc32(p, n), n);
}

/* The name, as people would write it, and then the bytes. */
static uint32_t join_file(uint32_t print, const char *name, const char *path)
{
    struct file_bytes bytes;
    int why;
    print = join_bytes(print, name, strlen(name));
    if (!file_read(path, FILE_LIMIT, &bytes, &why))
        return print;
    print = join_bytes(print, bytes.data, bytes.size);
    file_release(&bytes);
    return print;
}

static uint32_t join_folder(uint32_t print, struct arena *arena, const char *folder, int depth)
{
    size_t count;
    char **names;
    int why;
    folder_names(arena, folder, &names, &count, &why); /* who reads it tells why it cannot be */
    for (size_t i = 0; i < count; i++) {
        const char *path = path_join(arena, folder, names[i]);
        if (!file_is_folder(path))
            print = join_file(print, names[i], path);
        else if (depth < DEEPEST)
            print =
                join_folder(join_bytes(print, names[i], strlen(names[i])), arena, path, depth + 1);
    }
    return print;
}

uint32_t keep_print_of(const char *path)
{
    struct arena *arena = arena_new();
    uint32_t print =
        file_is_folder(path) ? join_folder(0, arena, path, 0) : join_file(0, path_base(path), path);
    arena_free(arena);
    return print;
}

/* Over the files of a pattern, in the order of their names; never 0 when there is one. */
static uint32_t print_of(const char *folder, const struct keep_unit *u, size_t *files)
{
    struct arena *arena = arena_new();
    char **paths = file_glob(arena, folder, u->glob, files);
    uint32_t print = 0;
    for (size_t i = 0; i < *files; i++)
        print = join_file(print, paths[i] + strlen(folder), paths[i]);
    if (u->has_log && *files > 0)
        print = join_file(print, "", fact_log_path(arena, folder, u->glob));
    arena_free(arena);
    return *files > 0 && print == 0 ? 1 : print;
}

struct kept *keep_look(const struct keep_asked *asked, struct arena *arena)
{
    struct kept *k = arena_alloc(arena, sizeof *k);
    struct looking l = {asked, arena, k, 0};
    add_sources(&l);
    for (size_t i = 0; i < k->count; i++) {
        struct keep_unit *u = &k->units[i];
        size_t before = 0;
        u->print = print_of(asked->options->data_folder, u, &u->files);
        uint32_t approved = asked->approved ? print_of(asked->approved, u, &before) : 0;
        u->state = u->print == 0 && approved == 0 ? UNIT_ABSENT
                   : u->print == approved         ? UNIT_SAME
                                                  : UNIT_TAKEN;
        k->changed = k->changed || u->state == UNIT_TAKEN;
    }
    return k;
}

static bool has_source(const struct kept *kept, const char *name, struct text *all)
{
    bool found = false;
    for (size_t i = 0; i < kept->count; i++)
        for (size_t k = 0; k < kept->units[i].source_count; k++) {
            found = found || name_eq(kept->units[i].sources[k], name);
            text_printf(all, "%s%s", all->n > 0 ? ", " : "", kept->units[i].sources[k]);
        }
    return found;
}

const char *keep_unknown(const struct kept *kept, const char *const *names, size_t count,
                         struct text *all)
{
    for (size_t i = 0; i < count; i++) {
        all->n = 0;
        if (!has_source(kept, names[i], all))
            return names[i];
    }
    return NULL;
}

/* --- files ------------------------------------------------------------------------------------ */

static void remove_files(const char *folder, const char *glob)
{
    struct arena *arena = arena_new();
    size_t count;
    char **paths = file_glob(arena, folder, glob, &count);
    for (size_t i = 0; i < count; i++)
        folder_remove_file(paths[i]);
    arena_free(arena);
}

/* "a/b.csv" -> "a/b.kalla.txt": what is said of the file, when it is there. */
static const char *side_file(struct arena *arena, const char *path)
{
    const char *dot = strrchr(path_base(path), '.');
    size_t n = dot ? (size_t)(dot - path) : strlen(path);
    return arena_printf(arena, "%.*s.kalla.txt", (int)n, path);
}

static bool copy_files(const char *from, const char *to, const struct keep_unit *u, int *why)
{
    struct arena *arena = arena_new();
    size_t count;
    char **paths = file_glob(arena, from, u->glob, &count);
    const char *log = fact_log_path(arena, from, u->glob);
    bool good = true;
    for (size_t i = 0; good && i < count; i++) {
        const char *target = path_join(arena, to, paths[i] + strlen(from) + 1);
        const char *side = side_file(arena, paths[i]);
        good = folder_copy_file(paths[i], target, why);
        if (good && file_exists(side))
            good = folder_copy_file(side, side_file(arena, target), why);
    }
    if (good && u->has_log && file_exists(log))
        good = folder_copy_file(log, fact_log_path(arena, to, u->glob), why);
    arena_free(arena);
    return good;
}

/* --- deciding --------------------------------------------------------------------------------- */

struct deciding {
    const struct keep_asked *asked;
    struct kept *kept;
    struct arena *arena;
    struct diagnostics *d;
    struct reading now; /* of what lies in `work` */
    int why;
};

static bool put(struct deciding *w, const struct keep_unit *u, const char *from)
{
    remove_files(w->asked->work, u->glob);
    if (u->has_log)
        folder_remove_file(fact_log_path(w->arena, w->asked->work, u->glob));
    return from == NULL || copy_files(from, w->asked->work, u, &w->why);
}

static bool is_accepted(const struct deciding *w, const struct keep_unit *u)
{
    for (size_t i = 0; i < w->asked->accepted_count; i++)
        for (size_t k = 0; k < u->source_count; k++)
            if (name_eq(w->asked->accepted[i], u->sources[k]))
                return true;
    return false;
}

static void hold(struct keep_unit *u, const struct verdict *v)
{
    u->state = UNIT_HELD;
    u->why[LANG_SV] = v->why[LANG_SV];
    u->why[LANG_EN] = v->why[LANG_EN];
}

static void tell_jumps(struct deciding *w, const struct keep_unit *u, const struct verdict *v)
{
    char count[64];
    if (v->jumps > 0)
        night_tell(w->d, "W996", u->label[w->asked->lang], number_text(count, (double)v->jumps),
                   v->jumped, "");
}

/* Can each of the new files be opened? */
static bool is_readable(struct deciding *w, const struct keep_unit *u, struct verdict *v)
{
    size_t count;
    const char *folder = w->asked->options->data_folder;
    char **paths = file_glob(w->arena, folder, u->glob, &count);
    for (size_t i = 0; i < count; i++) {
        struct file_bytes bytes;
        int why;
        if (!file_read(paths[i], FILE_LIMIT, &bytes, &why)) {
            verdict_unreadable(v, w->arena, paths[i] + strlen(folder) + 1, why);
            return false;
        }
        file_release(&bytes);
    }
    return true;
}

/* Taken although the verdict was against it: said each time. */
static void tell_accepted(struct deciding *w, const struct keep_unit *u, const struct verdict *v)
{
    if (!v->good)
        night_tell(w->d, "W986", u->label[w->asked->lang], v->why[w->asked->lang], "", "");
}

/* The new files are put in place of the approved, read, and judged. */
static bool try_unit(struct deciding *w, struct keep_unit *u)
{
    struct verdict v = {0};
    if (u->files == 0)
        verdict_gone(&v);
    bool readable = u->files > 0 && is_readable(w, u, &v);
    if (readable && !put(w, u, w->asked->options->data_folder))
        return false;
    if (readable) {
        struct reading candidate =
            reading_of(w->asked->model, w->asked->options, w->asked->work, w->asked->lang);
        reading_judge(&w->now, &candidate, u->sources, u->source_count, u->has_log, w->asked->lang,
                      w->arena, &v);
        if (v.good || is_accepted(w, u)) {
            reading_free(&w->now);
            w->now = candidate;
            u->jumps = v.jumps;
            tell_jumps(w, u, &v);
            tell_accepted(w, u, &v);
            return true;
        }
        reading_free(&candidate);
    } else if (u->files == 0 && is_accepted(w, u)) {
        tell_accepted(w, u, &v);
        u->state = UNIT_ABSENT;
        return put(w, u, NULL);
    }
    hold(u, &v);
    return put(w, u, w->asked->approved);
}

/* None of what has changed is taken. */
static bool refuse_unit(struct deciding *w, struct keep_unit *u)
{
    struct verdict v = {.why = {w->asked->refused[LANG_SV], w->asked->refused[LANG_EN]}};
    if (is_accepted(w, u))
        return try_unit(w, u);
    hold(u, &v);
    return put(w, u, w->asked->approved);
}

static bool settle(struct deciding *w)
{
    for (size_t i = 0; i < w->kept->count; i++) {
        struct keep_unit *u = &w->kept->units[i];
        bool fresh = w->asked->approved == NULL;
        if (u->state != UNIT_ABSENT &&
            !put(w, u, fresh ? w->asked->options->data_folder : w->asked->approved))
            return false;
    }
    if (w->asked->approved == NULL || !w->kept->changed)
        return true;
    w->now = reading_of(w->asked->model, w->asked->options, w->asked->work, w->asked->lang);
    bool good = true;
    for (size_t i = 0; good && i < w->kept->count; i++)
        if (w->kept->units[i].state == UNIT_TAKEN)
            good = w->asked->refused ? refuse_unit(w, &w->kept->units[i])
                                     : try_unit(w, &w->kept->units[i]);
    reading_free(&w->now);
    return good;
}

bool keep_decide(const struct keep_asked *asked, struct kept *kept, struct arena *arena,
                 struct diagnostics *d)
{
    struct deciding w = {.asked = asked, .kept = kept, .arena = arena, .d = d};
    folder_remove(asked->work);
    if (!file_make_folder(asked->work, &w.why) || !settle(&w)) {
        night_tell(d, "E997", asked->work, why_text(w.why, asked->lang), "", "");
        return false;
    }
    kept->changed = false;
    for (size_t i = 0; i < kept->count; i++) {
        struct keep_unit *u = &kept->units[i];
        u->print = print_of(asked->work, u, &u->files);
        kept->changed = kept->changed || u->state == UNIT_TAKEN;
    }
    return true;
}
