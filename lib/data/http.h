/* One question over https, its answer written to a file. Certificates are always verified, nothing
 * but https is spoken, redirects included; proxies are those of the environment. One question at a
 * time. The only part of the program that knows libcurl. */
#ifndef ETABLERA_DATA_HTTP_H
#define ETABLERA_DATA_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct http;

struct http_options {
    const char *authority;         /* PEM file of one more authority to trust; NULL */
    const char *agent;             /* who asks */
    int64_t most_bytes;            /* of an answer, after unpacking */
    int seconds;                   /* for a whole answer */
    bool (*stopped)(void *person); /* asked about once a second: true ends the question; NULL */
    void (*progress)(void *person, int64_t bytes); /* NULL */
    void *person;
};

/* NULL: the authority could not be read, *why = errno (EINVAL: it holds no certificate). */
struct http *http_new(const struct http_options *options, int *why);
void http_free(struct http *h);

enum http_outcome {
    HTTP_ANSWERED,    /* whole, as far as the server told its length; look at status */
    HTTP_NOBODY,      /* no such host, no way there, nobody listens */
    HTTP_NOT_TRUSTED, /* the certificate is not one of theirs */
    HTTP_SLOW,        /* not done in time, or standing still */
    HTTP_CUT,         /* ended before it was whole, or could not be unpacked */
    HTTP_TOO_LARGE,
    HTTP_NOT_HTTPS,     /* sent on to something else */
    HTTP_SENT_IN_RINGS, /* sent on too many times */
    HTTP_STOPPED,       /* as asked */
    HTTP_NO_DISK,       /* the file could not be written: why */
    HTTP_ODD            /* none of these: detail */
};

struct http_question {
    const char *address;
    const char *path;           /* where the answer is written; the file is made anew */
    const char *accept;         /* "application/json" */
    const char *etag, *changed; /* ask only for what is newer; "" when not known */
};

struct http_answer {
    enum http_outcome outcome;
    int why;
    long status; /* 200; 304: unchanged; 0 when nothing was answered */
    char type[128], etag[256], changed[64];
    int64_t retry_seconds,
        retry_at;       /* Retry-After: seconds, or seconds since 1970; -1 = not said */
    int64_t bytes;      /* of the body, unpacked */
    bool sized;         /* the server told where it ends: length or chunks */
    char detail[256];   /* libcurl's own words */
    char address[2048]; /* that answered in the end */
};

/* The file holds the body of status 200 alone; other bodies are thrown away. */
void http_ask(struct http *h, const struct http_question *q, struct http_answer *a);

#endif
