/* Asking within a job: what an answer must be before anybody reads it, and how it is told that one
 * was not. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/limits.h"
#include "data/fetch_parts.h"

enum { SHOWN_ADDRESS = 160, DAY = 86400 };

/* Calls and seconds where the rules state no rate. */
static const struct {
    int calls, every;
} usual[] = {
    [FETCHED_FILE] = {2, 1},
    [FETCHED_KOLADA] = {5, 1},
    [FETCHED_PXWEB] = {25, 10},
    [FETCHED_FORSAKRINGSKASSAN] = {5, 1},
};

/* --- telling ---------------------------------------------------------------------------------- */

static const char *in_lang(const struct job *j, const char *sv, const char *en)
{
    return j->f->d->lang == LANG_SV ? sv : en;
}

static const char *short_address(struct job *j, const char *address)
{
    size_t n = strlen(address);
    if (n <= SHOWN_ADDRESS)
        return address;
    return arena_printf(j->arena, "%.*s…", SHOWN_ADDRESS, address);
}

/* "oppna-data/a.csv, hämtad 2026-03-01 (3 dygn gammal), används" */
static const char *what_is_kept(struct job *j)
{
    const struct ask_clock *clock = &j->f->options.ask.clock;
    const char *target = j->source->target;
    if (!j->has_old)
        return arena_printf(
            j->arena,
            in_lang(j, "det finns ingen tidigare %s att använda", "there is no earlier %s to use"),
            target);
    if (!j->old.fetched)
        return arena_printf(j->arena,
                            in_lang(j, "%s, som lagts in för hand, används fortfarande",
                                    "%s, placed by hand, is still used"),
                            target);
    int64_t days = (clock->seconds(clock->person) - j->old.fetched) / DAY;
    return arena_printf(j->arena,
                        in_lang(j, "%s från %.10s (%lld dygn gammal) används fortfarande",
                                "%s of %.10s (%lld days old) is still used"),
                        target, time_text(j->arena, j->old.fetched),
                        (long long)(days > 0 ? days : 0));
}

/* What others sent, on one line and of a length to read. */
static const char *clean(struct job *j, const char *what)
{
    struct text t = {0};
    size_t n = strlen(what), used = 1;
    n = utf8_valid_length(what, n);
    text_add(&t, "");
    for (size_t i = 0; i < n && t.n < SHOWN_ADDRESS; i += used) {
        uint32_t c = utf8_decode(what + i, n - i, &used);
        text_addn(&t, c < ' ' || (c >= 0x7F && c < 0xA0) ? " " : what + i,
                  c < ' ' || (c >= 0x7F && c < 0xA0) ? 1 : used);
    }
    text_add(&t, what[n] || t.n >= SHOWN_ADDRESS ? "…" : "");
    const char *cleaned = arena_strdup(j->arena, t.p);
    text_release(&t);
    return cleaned;
}

/* Faults of the network and the other side, not of what they said. */
static bool is_of_the_world(const char *code)
{
    return strcmp(code, "E950") >= 0 && (strcmp(code, "E957") <= 0 || strcmp(code, "E977") == 0);
}

bool job_refuse(struct job *j, const char *code, const char *address, const char *what)
{
    if (!j->failed)
        diagnose(j->f->d, code, j->source->place, j->source->name, short_address(j, address),
                 clean(j, what), what_is_kept(j), NULL);
    j->failed = true;
    j->world = j->world || is_of_the_world(code);
    return false;
}

bool job_refuse_loss(struct job *j, const struct fault *f, struct place place, const char *name)
{
    if (!j->failed)
        diagnose(j->f->d, f->code, place, name, j->source->name, clean(j, f->what), what_is_kept(j),
                 NULL);
    j->failed = true;
    return false;
}

void job_leave_part(struct job *j, const char *code, struct place place, const char *name,
                    const char *what)
{
    bool any = j->kept.n > 0;
    diagnose(j->f->d, code, place, name, j->source->name, clean(j, what), what_is_kept(j), NULL);
    text_add(&j->kept, any ? ", " : "");
    text_add(&j->kept, name);
}

bool job_no_world(struct job *j, const char *path, int why)
{
    if (!j->failed)
        diagnose(j->f->d, "E972", j->source->place, j->source->name, path,
                 why_text(why, j->f->d->lang), what_is_kept(j), NULL);
    j->failed = j->no_world = true;
    return false;
}

/* --- what an answer must be ------------------------------------------------------------------- */

static bool begins(const char *type, const char *with)
{
    return strncasecmp(type, with, strlen(with)) == 0;
}

static bool type_fits(const char *type, enum wanted_type wanted)
{
    static const char *const texts[] = {"text/csv",
                                        "text/plain",
                                        "application/csv",
                                        "application/octet-stream",
                                        "text/tab-separated-values",
                                        "application/vnd.ms-excel"};
    if (wanted == WANTED_JSON)
        return begins(type, "application/json");
    if (wanted == WANTED_CSV)
        return begins(type, "text/csv") || begins(type, "application/csv");
    bool any = !*type;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        any = any || begins(type, texts[i]);
    return any;
}

/* What a page of HTML or a packed file begins with, whatever they are said to be. */
static const char *looks_like(const char *path)
{
    unsigned char bytes[64];
    FILE *in = fopen(path, "rb");
    size_t n = in ? fread(bytes, 1, sizeof bytes, in) : 0, i = 0;
    if (in)
        fclose(in);
    if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        i = 3;
    while (i < n && (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t'))
        i++;
    if (i < n && bytes[i] == '<')
        return "<…>";
    if (n >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B)
        return "gzip";
    if (n >= 4 && (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "%PDF", 4) == 0))
        return bytes[0] == 'P' ? "zip" : "pdf";
    return NULL;
}

static const char *with_tries(struct job *j, const char *what, const struct asked *asked)
{
    if (asked->times < 2)
        return arena_strdup(j->arena, what);
    return arena_printf(j->arena, in_lang(j, "%s; %d försök", "%s; %d tries"), what, asked->times);
}

static bool refuse_outcome(struct job *j, const char *address, const struct asked *asked)
{
    static const char *const codes[] = {
        [HTTP_NOBODY] = "E950",        [HTTP_NOT_TRUSTED] = "E951", [HTTP_SLOW] = "E952",
        [HTTP_CUT] = "E953",           [HTTP_TOO_LARGE] = "E954",   [HTTP_NOT_HTTPS] = "E955",
        [HTTP_SENT_IN_RINGS] = "E955", [HTTP_ODD] = "E953",
    };
    const struct http_answer *a = &asked->answer;
    if (a->outcome == HTTP_NO_DISK)
        return job_no_world(j, publish_folder(j->publish), a->why);
    if (a->outcome == HTTP_STOPPED) {
        j->failed = j->stopped = true;
        return false;
    }
    j->nobody = a->outcome == HTTP_NOBODY;
    return job_refuse(j, codes[a->outcome], address, with_tries(j, a->detail, asked));
}

/* The answer came: is it one to read? */
static bool check_answer(struct job *j, const char *address, const struct asked *asked,
                         enum wanted_type type, const char *path)
{
    const struct http_answer *a = &asked->answer;
    if (asked->too_long)
        return job_refuse(j, "E957", address,
                          arena_printf(j->arena, "%lld s", (long long)asked->wait));
    if (a->status == 429)
        return job_refuse(j, "E957", address, with_tries(j, "429", asked));
    if (a->status != 200)
        return job_refuse(j, "E956", address,
                          with_tries(j, arena_printf(j->arena, "%ld", a->status), asked));
    const char *other = looks_like(path);
    if (other || !type_fits(a->type, type))
        return job_refuse(j, "E958", address, other ? other : arena_strdup(j->arena, a->type));
    return true;
}

/* --- asking ----------------------------------------------------------------------------------- */

static void do_ask(struct job *j, const struct http_question *q, struct asked *out)
{
    bool stated = j->source->calls > 0;
    int calls = stated ? j->source->calls : usual[j->source->kind].calls;
    int every = stated ? j->source->every : usual[j->source->kind].every;
    ask(j->f->asker, q, calls, every, out);
    j->calls += (unsigned)out->times;
    j->received += (uint64_t)out->answer.bytes;
    j->answered = j->answered || out->answer.outcome == HTTP_ANSWERED;
    j->again += (unsigned)(out->times > 1 ? out->times - 1 : 0);
    j->waited += out->waited;
}

static const char *accept_of(enum wanted_type type)
{
    return type == WANTED_JSON ? "application/json" : type == WANTED_CSV ? "text/csv" : "*/*";
}

static void note_answer(struct job *j, struct side_answer answer)
{
    j->answers =
        arena_grow(j->arena, j->answers, j->answer_count, &j->answer_capacity, sizeof *j->answers);
    j->answers[j->answer_count++] = answer;
}

static struct side_answer answer_of(struct job *j, const char *address, const struct http_answer *a)
{
    bool sent_on = strcmp(address, a->address) != 0 && !strpbrk(a->address, "\t\n\r");
    return (struct side_answer){arena_strdup(j->arena, address), arena_strdup(j->arena, a->etag),
                                arena_strdup(j->arena, a->changed), a->bytes,
                                sent_on ? arena_strdup(j->arena, a->address) : ""};
}

static const char *next_part(struct job *j)
{
    const char *name = arena_printf(j->arena, "svar-%u", j->parts++);
    return path_join(j->arena, publish_folder(j->publish), name);
}

bool job_ask(struct job *j, const char *address, enum wanted_type type, struct came *out)
{
    if (j->has_first && strcmp(j->first_address, address) == 0) {
        j->has_first = false;
        note_answer(j, j->first);
        *out = (struct came){j->first_part, j->first_sized};
        return true;
    }
    struct asked asked;
    *out = (struct came){next_part(j), false};
    struct http_question q = {.address = address, .path = out->path, .accept = accept_of(type)};
    do_ask(j, &q, &asked);
    if (asked.answer.outcome != HTTP_ANSWERED)
        return refuse_outcome(j, address, &asked);
    if (!check_answer(j, address, &asked, type, out->path))
        return false;
    out->sized = asked.answer.sized;
    note_answer(j, answer_of(j, address, &asked.answer));
    return true;
}

bool job_read(struct job *j, const char *address, enum wanted_type type, struct file_bytes *out)
{
    struct came came;
    int why = 0;
    *out = (struct file_bytes){0};
    if (!job_ask(j, address, type, &came))
        return false;
    if (file_read(came.path, LIMIT_WHOLE_ANSWER, out, &why)) {
        unlink(came.path); /* the bytes stay until they are released */
        return true;
    }
    return why == EFBIG ? job_refuse(j, "E954", address, "64 MiB")
                        : job_no_world(j, came.path, why);
}

/* May the last answers be asked after? Only when the file is as it was landed, the question is the
 * same, and every answer said how it can be recognised. */
static bool can_be_compared(const struct job *j)
{
    bool can = j->has_old && j->has_side && j->old.answer_count > 0 && !*j->old.kept &&
               strcmp(j->old.digest, j->old_digest) == 0 &&
               strcmp(j->old.question, j->question) == 0;
    for (size_t i = 0; i < j->old.answer_count; i++)
        can = can && (*j->old.answers[i].etag || *j->old.answers[i].changed);
    return can;
}

bool job_is_unchanged(struct job *j)
{
    static const enum wanted_type types[] = {
        [FETCHED_FILE] = WANTED_ANY,
        [FETCHED_KOLADA] = WANTED_JSON,
        [FETCHED_PXWEB] = WANTED_ANY,
        [FETCHED_FORSAKRINGSKASSAN] = WANTED_JSON,
    };
    if (!can_be_compared(j))
        return false;
    for (size_t i = 0; i < j->old.answer_count; i++) {
        const struct side_answer *old = &j->old.answers[i];
        const char *path = next_part(j);
        enum wanted_type type = types[j->source->kind];
        struct asked asked;
        struct http_question q = {old->address, path, accept_of(type), old->etag, old->changed};
        do_ask(j, &q, &asked);
        if (asked.answer.outcome != HTTP_ANSWERED)
            return refuse_outcome(j, old->address, &asked);
        if (asked.answer.status == 304) {
            note_answer(j, *old);
            continue;
        }
        j->answer_count = 0;
        if (!check_answer(j, old->address, &asked, type, path))
            return false;
        j->has_first = true;
        j->first_address = old->address;
        j->first_part = path;
        j->first_sized = asked.answer.sized;
        j->first = answer_of(j, old->address, &asked.answer);
        return false;
    }
    return true;
}
