/* Places as editors write them: URIs, and lines and columns from 0 in their own units. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

#include "lsp.h"

/* --- URIs ------------------------------------------------------------------------------------- */

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static char *owned(struct text *t)
{
    text_add(t, "");
    return t->p;
}

char *uri_to_path(const char *uri)
{
    static const char scheme[] = "file://", here[] = "localhost/";
    struct text path = {0};
    if (!uri || strncmp(uri, scheme, strlen(scheme)) != 0)
        return NULL;
    uri += strlen(scheme);
    if (strncmp(uri, here, strlen(here)) == 0)
        uri += strlen(here) - 1;
    if (*uri != '/')
        return NULL;
    for (; *uri; uri++) {
        bool escape = *uri == '%' && hex(uri[1]) >= 0 && hex(uri[2]) >= 0;
        char c = escape ? (char)(hex(uri[1]) * 16 + hex(uri[2])) : *uri;
        uri += escape ? 2 : 0;
        if (c == '\0') {
            text_release(&path);
            return NULL;
        }
        text_addc(&path, c);
    }
    if (utf8_valid_length(path.p, path.n) == path.n)
        return owned(&path);
    text_release(&path); /* a place's file goes into JSON, which is UTF-8 */
    return NULL;
}

char *path_to_uri(const char *path)
{
    static const char digits[] = "0123456789ABCDEF";
    struct text uri = {0};
    text_add(&uri, "file://");
    for (; *path; path++) {
        unsigned char c = (unsigned char)*path;
        bool plain = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
                     strchr("/-._~", c);
        if (!plain) {
            text_addc(&uri, '%');
            text_addc(&uri, digits[c >> 4]);
            text_addc(&uri, digits[c & 15]);
        } else {
            text_addc(&uri, *path);
        }
    }
    return owned(&uri);
}

struct json *uri_json(const struct server *s, const char *path)
{
    for (const struct document *d = s->documents; d; d = d->next)
        if (strcmp(d->path, path) == 0)
            return json_new_text(d->uri);
    char *uri = path_to_uri(path);
    struct json *j = json_new_text(uri);
    free(uri);
    return j;
}

/* --- ranges ----------------------------------------------------------------------------------- */

static struct json *position_json(size_t line, size_t column)
{
    struct json *j = json_new_object();
    json_put(j, "line", json_new_whole((int64_t)line));
    json_put(j, "character", json_new_whole((int64_t)column));
    return j;
}

static struct json *span_json(size_t line, size_t from, size_t last_line, size_t to)
{
    struct json *j = json_new_object();
    json_put(j, "start", position_json(line, from));
    json_put(j, "end", position_json(last_line, to));
    return j;
}

struct json *range_json(const struct server *s, struct place place, struct str line)
{
    size_t at = place.line ? place.line - 1 : 0;
    if (place.line == 0)
        return span_json(0, 0, 0, 0);
    size_t first = place.column ? place.column - 1 : 0;
    size_t count = place.column ? place.length : SIZE_MAX;
    size_t from = position_byte(line.p, line.n, first, COLUMN_CHARACTERS);
    size_t to = from + position_byte(line.p + from, line.n - from, count, COLUMN_CHARACTERS);
    return span_json(at, position_units(line.p, from, s->unit), at,
                     position_units(line.p, to, s->unit));
}

struct json *lines_json(const struct server *s, unsigned first, unsigned last, struct str line)
{
    return span_json(first - 1, 0, last - 1, position_units(line.p, line.n, s->unit));
}

bool place_asked(const struct server *s, const struct survey *survey, const struct document *doc,
                 const struct json *params, unsigned *line, unsigned *column, struct fault *fault)
{
    const struct json *position = json_member(params, "position");
    int64_t l = -1, c = -1;
    if (!json_whole_of(json_member(position, "line"), &l) ||
        !json_whole_of(json_member(position, "character"), &c) || l < 0 || c < 0 ||
        l >= INT32_MAX) {
        fail(fault, FAULT_PARAMS, "position");
        return false;
    }
    *line = (unsigned)l + 1;
    struct str text = survey_line(survey, doc->path, *line);
    size_t byte = position_byte(text.p, text.n, (size_t)c, s->unit);
    *column = (unsigned)utf8_count(text.p, byte) + 1;
    return true;
}
