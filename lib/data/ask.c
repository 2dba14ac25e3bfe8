#include "data/ask.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"

enum { REMEMBERED = 64, MOST_HOSTS = 64, LONGEST_STEP = 64 };

/* When one host was asked: the latest REMEMBERED times, in a ring. */
struct host {
    struct str name;
    int64_t at[REMEMBERED];
    size_t count;
    bool silent; /* nobody answered, however often it was asked: then once is enough */
};

struct asker {
    struct arena *arena;
    struct ask_options options;
    struct http *http;
    struct host hosts[MOST_HOSTS];
    size_t host_count;
};

struct asker *asker_new(const struct ask_options *options, int *why)
{
    struct http *http = http_new(&options->http, why);
    if (!http)
        return NULL;
    struct arena *arena = arena_new();
    struct asker *a = arena_alloc(arena, sizeof *a);
    a->arena = arena;
    a->options = *options;
    a->http = http;
    return a;
}

void asker_free(struct asker *a)
{
    if (a) {
        http_free(a->http);
        arena_free(a->arena);
    }
}

struct str address_host(const char *address)
{
    static const char https[] = "https://";
    size_t n = strlen(https);
    if (strncmp(address, https, n) != 0)
        return (struct str){address, 0};
    return (struct str){address + n, strcspn(address + n, "/?#")};
}

/* When the table of hosts is full the last row serves all others: slower, never faster. */
static struct host *host_of(struct asker *a, const char *address)
{
    struct str name = address_host(address);
    for (size_t i = 0; i < a->host_count; i++)
        if (str_eq(a->hosts[i].name, name))
            return &a->hosts[i];
    if (a->host_count == MOST_HOSTS)
        return &a->hosts[MOST_HOSTS - 1];
    struct host *h = &a->hosts[a->host_count++];
    h->name = (struct str){arena_strndup(a->arena, name.p, name.n), name.n};
    return h;
}

/* Waits until one more call is within the rate, and counts it. False: stopped. */
static bool take_turn(struct asker *a, const char *address, int calls, int every)
{
    const struct ask_clock *clock = &a->options.clock;
    struct host *h = host_of(a, address);
    size_t back = calls > 0 && calls < REMEMBERED ? (size_t)calls : REMEMBERED;
    int64_t now = clock->milliseconds(clock->person);
    if (h->count >= back) {
        int64_t free_at = h->at[(h->count - back) % REMEMBERED] + (int64_t)every * 1000;
        if (free_at > now && !clock->wait(clock->person, free_at - now))
            return false;
    }
    h->at[h->count++ % REMEMBERED] = clock->milliseconds(clock->person);
    return true;
}

static bool worth_another(const struct http_answer *a)
{
    static const long later[] = {408, 425, 429, 500, 502, 503, 504};
    bool again = false;
    for (size_t i = 0; i < sizeof later / sizeof *later; i++)
        again = again || a->status == later[i];
    switch (a->outcome) {
    case HTTP_ANSWERED:
        return again;
    case HTTP_NOBODY:
    case HTTP_SLOW:
    case HTTP_CUT:
    case HTTP_ODD:
        return true;
    default:
        return false;
    }
}

/* Seconds to the next try: what the server asks for, but not less than our own step. */
static int64_t pause_of(const struct asker *a, const struct http_answer *answer, int64_t step)
{
    const struct ask_clock *clock = &a->options.clock;
    int64_t asked = answer->retry_seconds;
    if (asked < 0 && answer->retry_at >= 0)
        asked = answer->retry_at - clock->seconds(clock->person);
    return asked > step ? asked : step;
}

/* Is it worth while to ask once more? Tries together take no longer than one answer may. */
static bool goes_on(struct asker *a, struct host *h, const struct asked *out, int64_t begun)
{
    const struct ask_clock *clock = &a->options.clock;
    int64_t spent = clock->milliseconds(clock->person) - begun;
    bool enough = h->silent || out->times > a->options.retries ||
                  spent > (int64_t)a->options.http.seconds * 1000;
    if (!worth_another(&out->answer))
        return false;
    if (enough && out->answer.outcome == HTTP_NOBODY)
        h->silent = true;
    return !enough;
}

void ask(struct asker *a, const struct http_question *q, int calls, int every, struct asked *out)
{
    const struct ask_clock *clock = &a->options.clock;
    *out = (struct asked){.answer.outcome = HTTP_STOPPED};
    int64_t begun = clock->milliseconds(clock->person);
    for (int64_t step = 1; take_turn(a, q->address, calls, every);
         step = step < LONGEST_STEP ? step * 2 : step) {
        http_ask(a->http, q, &out->answer);
        out->times++;
        if (!goes_on(a, host_of(a, q->address), out, begun))
            return;
        int64_t pause = pause_of(a, &out->answer, step);
        if (pause > a->options.most_wait) {
            out->too_long = true;
            out->wait = pause;
            return;
        }
        out->waited += pause;
        if (!clock->wait(clock->person, pause * 1000))
            break;
    }
    out->answer.outcome = HTTP_STOPPED;
}
