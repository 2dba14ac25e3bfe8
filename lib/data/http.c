#define _POSIX_C_SOURCE 200809L
#include "data/http.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"

enum {
    MOST_REDIRECTS = 5,
    CONNECT_SECONDS = 20,
    STILL_SECONDS = 30, /* fewer than STILL_BYTES a second for so long is too slow */
    STILL_BYTES = 50,
    MOST_AUTHORITY = 4 << 20 /* bytes in a file of certificates */
};

struct http {
    struct arena *arena;
    struct http_options options;
    CURL *curl;
    struct text trusted; /* the machine's authorities and the one more */
};

/* What is under way. */
struct transfer {
    struct http *http;
    struct http_answer *answer;
    int fd;
    bool too_large;
    int write_why;
};

/* --- authorities ------------------------------------------------------------------------------ */

static bool add_file(struct text *t, const char *path, int *why)
{
    struct file_bytes bytes;
    if (!file_read(path, MOST_AUTHORITY, &bytes, why))
        return false;
    text_addn(t, bytes.data, bytes.size);
    text_add(t, "\n");
    file_release(&bytes);
    return true;
}

/* libcurl takes one file in place of the machine's own: so one is made of both. */
static bool trust(struct http *h, int *why)
{
    char *usual = NULL;
    int ignored = 0;
    if (!add_file(&h->trusted, h->options.authority, why))
        return false;
    if (!strstr(h->trusted.p, "-----BEGIN CERTIFICATE-----")) {
        *why = EINVAL;
        return false;
    }
    curl_easy_getinfo(h->curl, CURLINFO_CAINFO, &usual);
    if (usual)
        add_file(&h->trusted, usual, &ignored);
    struct curl_blob blob = {h->trusted.p, h->trusted.n, CURL_BLOB_NOCOPY};
    curl_easy_setopt(h->curl, CURLOPT_CAINFO_BLOB, &blob);
    return true;
}

/* --- while an answer comes -------------------------------------------------------------------- */

static size_t take_body(char *p, size_t size, size_t count, void *person)
{
    struct transfer *t = person;
    size_t n = size * count, left = n;
    long status = 0;
    curl_easy_getinfo(t->http->curl, CURLINFO_RESPONSE_CODE, &status);
    t->answer->bytes += (int64_t)n;
    if (t->answer->bytes > t->http->options.most_bytes) {
        t->too_large = true;
        return 0;
    }
    while (status == 200 && left > 0) {
        ssize_t written = write(t->fd, p, left);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            t->write_why = errno;
            return 0;
        }
        p += written;
        left -= (size_t)written;
    }
    return n;
}

/* The value of a header line when it has that name; blanks at its ends are left out. */
static bool header_is(const char *line, size_t n, const char *name, char *out, size_t room)
{
    size_t k = strlen(name);
    if (n <= k || line[k] != ':' || strncasecmp(line, name, k) != 0)
        return false;
    struct str value = str_trim((struct str){line + k + 1, n - k - 1});
    for (size_t i = 0; i < value.n; i++)
        if ((unsigned char)value.p[i] < ' ' || (unsigned char)value.p[i] > '~')
            value.n = 0; /* what is no plain text says nothing */
    value.n = value.n < room ? value.n : 0;
    memcpy(out, value.p, value.n);
    out[value.n] = '\0';
    return true;
}

static void take_retry(struct http_answer *a, const char *value)
{
    size_t n = strspn(value, "0123456789");
    if (n > 0 && n < 10 && !value[n])
        a->retry_seconds = (int64_t)strtoll(value, NULL, 10);
    else if (*value)
        a->retry_at = (int64_t)curl_getdate(value, NULL);
}

static size_t take_header(char *p, size_t size, size_t count, void *person)
{
    struct http_answer *a = ((struct transfer *)person)->answer;
    size_t n = size * count;
    char retry[64];
    if (n >= 5 && memcmp(p, "HTTP/", 5) == 0) { /* of the next answer, after a redirect */
        a->type[0] = a->etag[0] = a->changed[0] = '\0';
        a->retry_seconds = a->retry_at = -1;
        a->bytes = 0;
        a->sized = n >= 6 && p[5] > '1'; /* HTTP/2 ends its streams itself */
    } else if (header_is(p, n, "Content-Length", retry, sizeof retry) ||
               header_is(p, n, "Transfer-Encoding", retry, sizeof retry)) {
        a->sized = true;
    } else if (header_is(p, n, "Retry-After", retry, sizeof retry)) {
        take_retry(a, retry);
    } else if (!header_is(p, n, "Content-Type", a->type, sizeof a->type) &&
               !header_is(p, n, "ETag", a->etag, sizeof a->etag)) {
        header_is(p, n, "Last-Modified", a->changed, sizeof a->changed);
    }
    return n;
}

static int look_up(void *person, curl_off_t whole, curl_off_t now, curl_off_t up, curl_off_t sent)
{
    const struct transfer *t = person;
    const struct http_options *o = &t->http->options;
    (void)whole, (void)up, (void)sent;
    if (o->progress)
        o->progress(o->person, (int64_t)now);
    return o->stopped && o->stopped(o->person);
}

/* --- one question ----------------------------------------------------------------------------- */

static enum http_outcome outcome_of(CURLcode code, const struct transfer *t)
{
    static const struct {
        CURLcode code;
        enum http_outcome outcome;
    } rows[] = {
        {CURLE_OK, HTTP_ANSWERED},
        {CURLE_COULDNT_RESOLVE_PROXY, HTTP_NOBODY},
        {CURLE_COULDNT_RESOLVE_HOST, HTTP_NOBODY},
        {CURLE_COULDNT_CONNECT, HTTP_NOBODY},
        {CURLE_SSL_CONNECT_ERROR, HTTP_NOT_TRUSTED},
        {CURLE_PEER_FAILED_VERIFICATION, HTTP_NOT_TRUSTED},
        {CURLE_SSL_CACERT_BADFILE, HTTP_NOT_TRUSTED},
        {CURLE_SSL_CERTPROBLEM, HTTP_NOT_TRUSTED},
        {CURLE_OPERATION_TIMEDOUT, HTTP_SLOW},
        {CURLE_PARTIAL_FILE, HTTP_CUT},
        {CURLE_GOT_NOTHING, HTTP_CUT},
        {CURLE_RECV_ERROR, HTTP_CUT},
        {CURLE_SEND_ERROR, HTTP_CUT},
        {CURLE_HTTP2, HTTP_CUT},
        {CURLE_HTTP2_STREAM, HTTP_CUT},
        {CURLE_BAD_CONTENT_ENCODING, HTTP_CUT},
        {CURLE_FILESIZE_EXCEEDED, HTTP_TOO_LARGE},
        {CURLE_UNSUPPORTED_PROTOCOL, HTTP_NOT_HTTPS},
        {CURLE_TOO_MANY_REDIRECTS, HTTP_SENT_IN_RINGS},
        {CURLE_ABORTED_BY_CALLBACK, HTTP_STOPPED},
    };
    if (t->too_large)
        return HTTP_TOO_LARGE;
    if (t->write_why)
        return HTTP_NO_DISK;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].code == code)
            return rows[i].outcome;
    return HTTP_ODD;
}

static struct curl_slist *headers_of(const struct http_question *q, struct arena *arena)
{
    struct curl_slist *list = curl_slist_append(NULL, arena_printf(arena, "Accept: %s", q->accept));
    if (q->etag && *q->etag)
        list = curl_slist_append(list, arena_printf(arena, "If-None-Match: %s", q->etag));
    if (q->changed && *q->changed)
        list = curl_slist_append(list, arena_printf(arena, "If-Modified-Since: %s", q->changed));
    return list;
}

static void perform(struct transfer *t, const struct http_question *q)
{
    CURL *curl = t->http->curl;
    struct http_answer *a = t->answer;
    struct arena *scratch = arena_new();
    struct curl_slist *headers = headers_of(q, scratch);
    char error[CURL_ERROR_SIZE] = "", *address = NULL;
    curl_easy_setopt(curl, CURLOPT_URL, q->address);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, t);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, t);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, t);
    CURLcode code = curl_easy_perform(curl);
    a->outcome = outcome_of(code, t);
    a->why = t->write_why;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &a->status);
    curl_easy_getinfo(curl, CURLINFO_EFFECTIVE_URL, &address);
    snprintf(a->address, sizeof a->address, "%s", address ? address : q->address);
    snprintf(a->detail, sizeof a->detail, "%s", *error ? error : curl_easy_strerror(code));
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, NULL);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, NULL);
    curl_slist_free_all(headers);
    arena_free(scratch);
}

void http_ask(struct http *h, const struct http_question *q, struct http_answer *a)
{
    *a = (struct http_answer){.retry_seconds = -1, .retry_at = -1};
    struct transfer t = {.http = h, .answer = a};
    t.fd = open(q->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (t.fd < 0) {
        a->outcome = HTTP_NO_DISK;
        a->why = errno;
        return;
    }
    perform(&t, q);
    if (close(t.fd) != 0 && a->outcome == HTTP_ANSWERED) {
        a->outcome = HTTP_NO_DISK;
        a->why = errno;
    }
}

/* --- the handle ------------------------------------------------------------------------------- */

static void set_up(struct http *h)
{
    CURL *curl = h->curl;
    const struct http_options *o = &h->options;
    long still = o->seconds < STILL_SECONDS ? o->seconds : STILL_SECONDS;
    long connect = o->seconds < CONNECT_SECONDS ? o->seconds : CONNECT_SECONDS;
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(curl, CURLOPT_MAXREDIRS, (long)MOST_REDIRECTS);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip");
    curl_easy_setopt(curl, CURLOPT_USERAGENT, o->agent);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, connect);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)o->seconds);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, (long)STILL_BYTES);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, still);
    curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)o->most_bytes);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_up);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
}

struct http *http_new(const struct http_options *options, int *why)
{
    struct arena *arena = arena_new();
    struct http *h = arena_alloc(arena, sizeof *h);
    h->arena = arena;
    h->options = *options;
    bool begun = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    h->curl = begun ? curl_easy_init() : NULL;
    *why = ENOMEM;
    if (h->curl)
        set_up(h);
    if (!h->curl || (options->authority && !trust(h, why))) {
        http_free(h);
        return NULL;
    }
    return h;
}

void http_free(struct http *h)
{
    if (!h)
        return;
    if (h->curl)
        curl_easy_cleanup(h->curl);
    curl_global_cleanup();
    text_release(&h->trusted);
    arena_free(h->arena);
}
