/* etablera night: the whole road unattended. Either there are new workbooks in the morning, whole,
 * or yesterday's; and one report that says what changed, and why. */
#include "base/file.h"
#include "base/folder.h"
#include "night.h"
#include "night/messages.h"

static int end(struct night *n, int code)
{
    if (n->on_road) {
        code = before_end(&n->before, code);
        code = road_end(&n->road, code);
    }
    approved_end(&n->approved);
    folder_unlock(n->out_lock);
    folder_unlock(n->lock);
    diagnostics_free(n->told);
    return code;
}

/* Until the night is over, the report says that it is not: a night that is cut off leaves no
 * reassuring words of the night before. */
static void mark_begun(struct night *n)
{
    int why = 0;
    n->outcome = NIGHT_BEGUN;
    if (!begun_write(n->arena, n->state, n->at, &why))
        night_tell(n->told, "E997", n->state, why_text(why, n->asked->lang), "", "");
    else
        night_write_reports(n, n->state);
}

static int spend(struct night *n)
{
    static const int codes[] = {
        [ATTEMPT_GOOD] = EXIT_DONE,   [ATTEMPT_SAME] = EXIT_DONE, [ATTEMPT_RULES] = EXIT_TOLD,
        [ATTEMPT_TESTS] = EXIT_TOLD,  [ATTEMPT_DATA] = EXIT_TOLD, [ATTEMPT_WORLD] = EXIT_WORLD,
        [ATTEMPT_ASKED] = EXIT_USAGE,
    };
    night_fetch(n);
    if (!file_is_folder(n->data))
        night_tell(n->told, "E983", n->data, "", "", "");
    enum attempt got = night_attempt(n);
    n->outcome = got == ATTEMPT_SAME ? NIGHT_SAME : NIGHT_FAILED;
    int code = codes[got];
    if (got == ATTEMPT_GOOD && !night_publish(n))
        code = EXIT_WORLD;
    night_remember(n);
    folder_remove(path_join(n->arena, n->state, STATE_WORK));
    return code;
}

int cmd_night(const struct request *request)
{
    struct night n;
    int code = night_begin(&n, request);
    if (code != EXIT_DONE)
        return end(&n, code);
    mark_begun(&n);
    if (n.told->errors == 0) {
        code = spend(&n);
    } else { /* nothing can be written where it should be */
        n.outcome = NIGHT_FAILED;
        code = EXIT_WORLD;
    }
    if (!night_write_reports(&n, n.state))
        code = EXIT_WORLD;
    night_print_report(&n);
    begun_remove(n.arena, n.state);
    return end(&n, code);
}
