/* Bytes to messages. Bytes that are no headers are passed over up to the next header that is. */
#include <string.h>

#include "base/limits.h"
#include "base/number.h"
#include "lsp.h"

static const char length_name[] = "content-length:";
static const char type_name[] = "content-type:";

static void empty(struct text *t)
{
    t->n = 0;
    if (t->p)
        t->p[0] = '\0';
}

static bool is_header(const char *line, const char *name)
{
    size_t n = strlen(name);
    for (size_t i = 0; i < n; i++) {
        char c = line[i];
        if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != name[i])
            return false;
    }
    return true;
}

/* Digits only: 16 of them stand for any length that is too long. */
static bool read_length(const char *p, size_t *out)
{
    size_t value = 0, digits = 0;
    p += strspn(p, " \t");
    for (; *p >= '0' && *p <= '9'; p++, digits++)
        if (digits < 16)
            value = value * 10 + (size_t)(*p - '0');
    p += strspn(p, " \t");
    *out = value;
    return digits > 0 && digits < 16 && *p == '\0';
}

/* The line between headers and body. */
static enum frame_event begin_body(struct frame *f)
{
    if (!f->has_length)
        return FRAME_MORE;
    f->has_length = false;
    f->lost = false;
    f->in_body = true;
    f->too_long = f->wanted > LIMIT_MESSAGE;
    f->skipped = 0;
    empty(&f->body);
    return FRAME_MORE;
}

static enum frame_event lose(struct frame *f)
{
    bool told = f->lost;
    f->lost = true;
    f->has_length = false;
    return told ? FRAME_MORE : FRAME_LOST;
}

static enum frame_event take_line(struct frame *f)
{
    const char *line = f->header.p ? f->header.p : "";
    if (f->header.n && f->header.p[f->header.n - 1] == '\r')
        f->header.p[--f->header.n] = '\0';
    if (f->header.n == 0)
        return begin_body(f);
    if (strlen(line) == f->header.n && is_header(line, length_name)) {
        f->has_length = read_length(line + strlen(length_name), &f->wanted);
        return f->has_length ? FRAME_MORE : lose(f);
    }
    return is_header(line, type_name) ? FRAME_MORE : lose(f);
}

static enum frame_event take_header_byte(struct frame *f, char c)
{
    if (c != '\n') {
        if (f->header.n < LIMIT_HEADER)
            text_addc(&f->header, c);
        return FRAME_MORE;
    }
    enum frame_event event = f->header.n == LIMIT_HEADER ? lose(f) : take_line(f);
    empty(&f->header);
    return event;
}

static enum frame_event take_body(struct frame *f, const char **p, const char *end)
{
    size_t have = f->too_long ? f->skipped : f->body.n;
    size_t left = f->wanted - have, there = (size_t)(end - *p), n = left < there ? left : there;
    if (f->too_long)
        f->skipped += n;
    else
        text_addn(&f->body, *p, n);
    *p += n;
    if (n < left)
        return FRAME_MORE;
    f->in_body = false;
    return f->too_long ? FRAME_TOO_LONG : FRAME_MESSAGE;
}

enum frame_event frame_take(struct frame *f, const char **p, const char *end)
{
    while (*p < end || (f->in_body && f->wanted == 0)) {
        enum frame_event event = f->in_body ? take_body(f, p, end) : take_header_byte(f, *(*p)++);
        if (event != FRAME_MORE)
            return event;
    }
    return FRAME_MORE;
}

void frame_release(struct frame *f)
{
    text_release(&f->header);
    text_release(&f->body);
    *f = (struct frame){0};
}
