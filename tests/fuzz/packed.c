/* Writes a zip file: parts, the directory that lists them, and its end. */
#include "packed.h"

#include <string.h>

#include "base/file.h"

static void put(struct text *t, uint32_t value, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        text_addc(t, (char)(value >> (8 * i) & 0xFF));
}

/* Checksum, sizes and length of the name, as both the part and the directory have them. */
static void put_sizes(struct text *t, struct str part, uint32_t crc, uint32_t length)
{
    put(t, crc, 4);
    put(t, (uint32_t)part.n, 4);
    put(t, (uint32_t)part.n, 4);
    put(t, length, 4);
}

void packed_add(struct packed *z, const char *name, struct str part)
{
    static const char zeros[10];
    uint32_t length = (uint32_t)strlen(name), at = (uint32_t)z->body.n;
    uint32_t crc = file_crc32(part.p, part.n);
    put(&z->body, 0x04034B50, 4);
    text_addn(&z->body, zeros, 10);
    put_sizes(&z->body, part, crc, length);
    text_addn(&z->body, name, length);
    text_addn(&z->body, part.p, part.n);
    put(&z->directory, 0x02014B50, 4);
    text_addn(&z->directory, zeros, 10);
    put(&z->directory, 0, 2);
    put_sizes(&z->directory, part, crc, length);
    text_addn(&z->directory, zeros, 10);
    put(&z->directory, at, 4);
    text_addn(&z->directory, name, length);
    z->count++;
}

void packed_end(struct packed *z)
{
    uint32_t at = (uint32_t)z->body.n;
    text_addn(&z->body, z->directory.p, z->directory.n);
    put(&z->body, 0x06054B50, 4);
    put(&z->body, 0, 4);
    put(&z->body, z->count, 2);
    put(&z->body, z->count, 2);
    put(&z->body, (uint32_t)z->directory.n, 4);
    put(&z->body, at, 4);
    put(&z->body, 0, 2);
}

void packed_release(struct packed *z)
{
    text_release(&z->body);
    text_release(&z->directory);
}

struct str packed_next(struct str *rest, const char *usual)
{
    if (rest->n == 0)
        return str_of(usual);
    const char *nul = memchr(rest->p, '\0', rest->n);
    struct str s = {rest->p, nul ? (size_t)(nul - rest->p) : rest->n};
    size_t used = s.n + (nul != NULL);
    *rest = (struct str){rest->p + used, rest->n - used};
    return s;
}
