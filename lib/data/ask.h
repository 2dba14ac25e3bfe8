/* Asking politely: never more often than allowed, again after a while when it is worth it, and as
 * long after as the server says. The waits are the same every time: 1, 2, 4 ... seconds. */
#ifndef ETABLERA_DATA_ASK_H
#define ETABLERA_DATA_ASK_H

#include "data/http.h"

struct asker;

/* Time comes from whoever asks: nothing here has a clock. */
struct ask_clock {
    int64_t (*milliseconds)(void *person);            /* since any moment, never backwards */
    int64_t (*seconds)(void *person);                 /* since 1970 */
    bool (*wait)(void *person, int64_t milliseconds); /* false: stopped meanwhile */
    void *person;
};

struct ask_options {
    struct http_options http;
    struct ask_clock clock;
    int retries;   /* so many times more, at most */
    int most_wait; /* seconds; a server that asks for more is left alone */
};

/* As http_new(). */
struct asker *asker_new(const struct ask_options *options, int *why);
void asker_free(struct asker *a);

struct asked {
    struct http_answer answer; /* the last one */
    int times;
    bool too_long;  /* the server asked for a longer wait than is waited */
    int64_t wait;   /* seconds that it asked for then */
    int64_t waited; /* seconds between the tries */
};

/* At most `calls` in `every` seconds to the address's host. */
void ask(struct asker *a, const struct http_question *q, int calls, int every, struct asked *out);
/* The host of an address with its port: "example.org:8443"; .n = 0 when it is no https address. */
struct str address_host(const char *address);

#endif
