#include "state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/json.h"

#define LIMIT_RECORD ((size_t)1 << 20)

static const char default_state[] = "tillstand";

const char *state_folder(const struct request *request)
{
    const char *given = getenv("STATE_DIRECTORY");
    if (request->state != NULL)
        return request->state;
    /* systemd separates several folders by ':'; one is asked for. */
    return given != NULL && given[0] != '\0' && strchr(given, ':') == NULL ? given : default_state;
}

const char *state_path(struct arena *arena, const struct request *request, const char *name)
{
    return path_join(arena, state_folder(request), name);
}

/* --- what was last approved ------------------------------------------------------------------- */

static const char record_name[] = "godkant.json";

static struct json *record_of(const char *path)
{
    struct file_bytes bytes;
    int why;
    if (!file_read(path, LIMIT_RECORD, &bytes, &why))
        return NULL;
    struct json *record = json_read(bytes.data, bytes.size);
    file_release(&bytes);
    return record;
}

/* Of the rules and the data in an approved folder. */
static uint32_t print_of_material(struct arena *arena, const char *folder)
{
    uint32_t rules = keep_print_of(path_join(arena, folder, "regler"));
    return rules * UINT32_C(31) + keep_print_of(path_join(arena, folder, "data"));
}

struct approved approved_read(struct arena *arena, const char *state)
{
    struct approved a = {.is = false};
    const char *folder = path_join(arena, state, STATE_APPROVED);
    struct json *record = record_of(path_join(arena, folder, record_name));
    const char *rules = json_text_of(json_member(record, "regler"));
    int64_t print = 0, day = 0, material = 0, result = 0;
    if (rules != NULL && json_whole_of(json_member(record, "avtryck"), &print) &&
        json_whole_of(json_member(record, "underlag"), &material) &&
        json_whole_of(json_member(record, "resultat"), &result) &&
        json_whole_of(json_member(record, "dag"), &day)) {
        a.rules = path_join(arena, folder, rules);
        a.data = path_join(arena, folder, "data");
        a.is = file_exists(a.rules) && file_is_folder(a.data) &&
               print_of_material(arena, folder) == (uint32_t)material;
        a.print = (uint32_t)print;
        a.result = (uint32_t)result;
        a.day = (int32_t)day;
        a.remembered = json_member(record, "saknas_i_historiken") == NULL;
        a.sources = json_copy_of(json_member(record, "källor"));
    }
    a.damaged = !a.is && file_exists(folder);
    json_free(record);
    return a;
}

void approved_end(struct approved *a)
{
    json_free(a->sources);
    a->sources = NULL;
}

int32_t approved_since(const struct approved *a, const char *glob)
{
    int64_t day = 0;
    return json_whole_of(json_member(a->sources, glob), &day) ? (int32_t)day : 0;
}

/* `name`: of the rules in the approved folder. */
static bool write_record(const char *folder, struct arena *arena, const char *name,
                         const struct approving *now, int *why)
{
    struct json *record = json_new_object(), *sources = json_new_object();
    struct text text = {0};
    for (size_t i = 0; i < now->kept->count; i++)
        if (now->kept->units[i].state != UNIT_ABSENT)
            json_put(sources, now->kept->units[i].glob, json_new_whole(now->kept->units[i].since));
    json_put(record, "regler", json_new_text(name));
    json_put(record, "avtryck", json_new_whole(now->print));
    json_put(record, "underlag", json_new_whole(print_of_material(arena, folder)));
    json_put(record, "resultat", json_new_whole(now->result));
    json_put(record, "dag", json_new_whole(now->day));
    json_put(record, "källor", sources);
    if (!now->remembered)
        json_put(record, "saknas_i_historiken", json_new_whole(1));
    bool good = json_print(record, true, &text) &&
                publish_bytes(path_join(arena, folder, record_name), text.p, text.n, why);
    text_release(&text);
    json_free(record);
    return good;
}

bool approved_write(struct arena *arena, const char *state, const struct approving *now, int *why)
{
    const char *place = path_join(arena, state, STATE_APPROVED);
    const char *fresh = path_join(arena, state, STATE_APPROVED ".ny");
    bool many = file_is_folder(now->rules), exchanged = false;
    const char *name = many ? "regler" : path_join(arena, "regler", path_base(now->rules));
    const char *to = path_join(arena, fresh, name);
    folder_remove(fresh);
    bool good = file_make_folder(fresh, why) &&
                (many ? folder_copy(now->rules, to, why) : folder_copy_file(now->rules, to, why)) &&
                folder_copy(now->work, path_join(arena, fresh, "data"), why) &&
                write_record(fresh, arena, name, now, why) &&
                folder_exchange(fresh, place, &exchanged, why);
    folder_remove(fresh);
    return good;
}

/* --- a night under way ------------------------------------------------------------------------ */

static const char begun_name[] = "paborjad";

const char *begun_read(struct arena *arena, const char *state)
{
    struct file_bytes bytes;
    int why;
    if (!file_read(path_join(arena, state, begun_name), LIMIT_RECORD, &bytes, &why))
        return NULL;
    const char *at = arena_strndup(arena, bytes.data, bytes.size);
    file_release(&bytes);
    return at;
}

bool begun_write(struct arena *arena, const char *state, const char *at, int *why)
{
    return publish_bytes(path_join(arena, state, begun_name), at, strlen(at), why);
}

void begun_remove(struct arena *arena, const char *state)
{
    folder_remove_file(path_join(arena, state, begun_name));
}

/* --- earlier nights --------------------------------------------------------------------------- */

/* "2026-11-22T030000Z" -> 20261122; 0 when it is no such name. */
static int32_t day_of(const char *name)
{
    int32_t day = 0;
    return strlen(name) >= 10 && date_parse(name, 10, &day) ? day : 0;
}

static void prune(struct arena *arena, const char *runs, size_t keep, int32_t days, int32_t today)
{
    size_t count;
    char **names;
    int why;
    if (!folder_names(arena, runs, &names, &count, &why))
        return; /* the next night prunes */
    for (size_t i = 0; i < count; i++) {
        int32_t day = day_of(names[i]);
        bool old = day > 0 && today > 0 && date_number(today) - date_number(day) > days;
        if (day > 0 && (count - i > keep || old))
            folder_remove(path_join(arena, runs, names[i]));
    }
}

bool runs_keep(struct arena *arena, const char *state, const char *old, const char *at, size_t keep,
               int32_t days, int32_t today, int *why)
{
    const char *runs = path_join(arena, state, STATE_RUNS);
    char *name = arena_strdup(arena, at);
    size_t n = 0;
    for (const char *p = at; *p != '\0'; p++)
        if (*p != ':') /* no file name elsewhere */
            name[n++] = *p;
    name[n] = '\0';
    if (!file_make_folder(runs, why))
        return false;
    const char *to = path_join(arena, runs, name);
    for (int k = 2; file_exists(to); k++)
        to = arena_printf(arena, "%s/%s-%d", runs, name, k);
    bool good = rename(old, to) == 0;
    if (!good) {
        good = folder_copy(old, to, why);
        folder_remove(good ? old : to);
    }
    prune(arena, runs, keep, days, today);
    return good;
}
