/* How a night begins: its folders, what earlier nights left, and fetching. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/folder.h"
#include "night.h"
#include "night/messages.h"

struct diagnostics *told_of(const struct night *n)
{
    return n->on_road ? n->road.told : n->told;
}

static int busy(const struct night *n, const char *folder, long holder)
{
    fprintf(stderr,
            say(n->asked->lang,
                "etablera: \"%s\" används av en annan körning (process %ld); den här natten gör "
                "inget\n",
                "etablera: \"%s\" is in use by another run (process %ld); this night does "
                "nothing\n"),
            folder, holder);
    return EXIT_WORLD;
}

/* EXIT_DONE, EXIT_WORLD when another has it (said), or -1: *why is errno. */
static int lock_folder(const struct night *n, const char *folder, int *lock, int *why)
{
    long holder = 0;
    *lock = -2;
    if (file_make_folder(folder, why))
        *lock = folder_lock(folder, &holder, why);
    return *lock >= 0 ? EXIT_DONE : *lock == -1 ? busy(n, folder, holder) : -1;
}

static int lock_state(struct night *n)
{
    int why = 0, code = lock_folder(n, n->state, &n->lock, &why);
    if (code < 0)
        fprintf(stderr,
                say(n->asked->lang, "etablera: kan inte skriva i mappen \"%s\": %s\n",
                    "etablera: cannot write in the folder \"%s\": %s\n"),
                n->state, why_text(why, n->asked->lang));
    return code < 0 ? EXIT_WORLD : code;
}

/* That is a night without new workbooks, with a report that says so. */
static int cannot_use_out(const struct night *n, int why)
{
    if (n->told->errors == 0)
        night_tell(n->told, "E997", n->out, why_text(why, n->asked->lang), "", "");
    return EXIT_DONE;
}

static int lock_out(struct night *n)
{
    int why = 0, code = lock_folder(n, n->out, &n->out_lock, &why);
    return code < 0 ? cannot_use_out(n, why) : code;
}

/* A folder is switched whole: one that holds something else is not ours to switch. */
static int own_out(const struct night *n)
{
    size_t count, length = strlen(n->out);
    char **names;
    int why = 0;
    if (!folder_names(n->arena, n->out, &names, &count, &why))
        return cannot_use_out(n, why);
    if (folder_is_link(n->out))
        return road_unknown(n->asked, "mappen byts hel varje natt, men den är en länk:",
                            "the folder is switched whole each night, but it is a link:", n->out,
                            NULL);
    if (strncmp(n->state, n->out, length) == 0 && (n->state[length] == '/' || !n->state[length]))
        return road_unknown(
            n->asked, "mappen byts hel varje natt; --state kan inte ligga i den:",
            "the folder is switched whole each night; --state cannot be in it:", n->state, NULL);
    if (count == 0 || file_exists(path_join(n->arena, n->out, "korning.json")))
        return EXIT_DONE;
    return road_unknown(
        n->asked, "mappen byts hel varje natt, men den har annat i sig:",
        "the folder is switched whole each night, but it holds other things:", n->out, NULL);
}

/* Without its last '/': the new folder stands beside it. */
static const char *plain_path(struct arena *arena, const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return arena_strndup(arena, path, length);
}

const char *fresh_out(const struct night *n)
{
    return arena_printf(n->arena, "%s.ny", n->out);
}

/* What earlier nights left: was one cut off, and what was last approved? */
static void look_back(struct night *n)
{
    const char *cut = begun_read(n->arena, n->state);
    publish_clean(n->state);
    folder_remove(fresh_out(n));
    n->approved = approved_read(n->arena, n->state);
    if (cut != NULL)
        night_tell(n->told, "W984", cut, "", "", "");
    if (n->approved.damaged)
        night_tell(n->told, "W987", path_join(n->arena, n->state, STATE_APPROVED), "", "", "");
    else if (!n->approved.is)
        night_tell(n->told, "N988", "", "", "", "");
}

int night_begin(struct night *n, const struct request *request)
{
    *n = (struct night){.asked = request, .request = *request, .lock = -1, .out_lock = -1};
    n->told = diagnostics_new(request->lang);
    n->arena = n->told->arena;
    int32_t today = clock_utc(n->at);
    n->request.day = request->day ? request->day : today;
    n->state = plain_path(n->arena, state_folder(request));
    n->out = plain_path(n->arena, request->out ? request->out : "out");
    struct road road;
    road_begin(&road, request, request->arguments[0]);
    n->rules = arena_strdup(n->arena, road.rules.p ? road.rules.p : "");
    n->data = road.data;
    road_end(&road, EXIT_DONE);
    int code = own_out(n);
    if (code == EXIT_DONE)
        code = lock_state(n);
    if (code == EXIT_DONE)
        code = lock_out(n);
    if (code == EXIT_DONE)
        look_back(n);
    return code;
}

/* --- fetching ----------------------------------------------------------------------------------
 */

/* What can be fetched is fetched into the data folder, by the rules as they stand or, when they do
 * not hold, by those last approved. What failed is told, and the last good file is there. */
void night_fetch(struct night *n)
{
    const char *rules = n->rules;
    bool gone = n->approved.is && !file_is_folder(n->data); /* not to be begun anew */
    if (gone || n->asked->offline || n->asked->data == NULL)
        return;
    struct road road;
    road_begin(&road, n->asked, rules);
    bool hold = road_rules(&road) == EXIT_DONE;
    road_end(&road, EXIT_DONE);
    if (!hold && !n->approved.is)
        return;
    size_t errors = n->told->errors;
    int code = fetch_by_rules(n->asked, hold ? rules : n->approved.rules, n->told);
    fflush(stdout);
    if (code != EXIT_DONE && n->told->errors == errors)
        night_tell(n->told, "E982", n->data, "", "", "");
}
