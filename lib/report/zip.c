/* Reads a zip file: the only file that knows zlib. */
#include "report/zip.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/arena.h"

enum { END_SIZE = 22, ENTRY_SIZE = 46, LOCAL_SIZE = 30, MOST_PARTS = 4096 };

/* Deflate makes at most 1032 bytes of one (RFC 1951); what claims more is no such stream. */
enum { MOST_EXPANSION = 1032 };
#define MOST_BYTES ((size_t)1 << 30)

struct entry {
    size_t method, flags, packed, size, local, name_length;
    uint32_t crc;
    const char *name;
};

static uint32_t read16(const char *p)
{
    return (uint32_t)(unsigned char)p[0] | (uint32_t)(unsigned char)p[1] << 8;
}

static uint32_t read32(const char *p)
{
    return read16(p) | read16(p + 2) << 16;
}

/* The end record without a comment stands last; with one, up to 64 KiB before the end. */
static const char *find_end(const char *data, size_t size)
{
    if (size < END_SIZE)
        return NULL;
    size_t lowest = size > END_SIZE + 65535 ? size - END_SIZE - 65535 : 0;
    for (size_t at = size - END_SIZE + 1; at-- > lowest;)
        if (read32(data + at) == 0x06054B50 && at + END_SIZE + read16(data + at + 20) == size)
            return data + at;
    return NULL;
}

/* Reads the entry at *at and moves *at past it. */
static bool read_entry(const char *data, size_t size, size_t *at, struct entry *e)
{
    const char *p = data + *at;
    if (size - *at < ENTRY_SIZE || read32(p) != 0x02014B50)
        return false;
    *e = (struct entry){.flags = read16(p + 8),
                        .method = read16(p + 10),
                        .crc = read32(p + 16),
                        .packed = read32(p + 20),
                        .size = read32(p + 24),
                        .name_length = read16(p + 28),
                        .local = read32(p + 42),
                        .name = p + ENTRY_SIZE};
    size_t length = ENTRY_SIZE + e->name_length + read16(p + 30) + read16(p + 32);
    if (size - *at < length || e->name_length == 0 || memchr(e->name, 0, e->name_length))
        return false;
    *at += length;
    return (e->flags & 1) == 0 && (e->method == 0 || e->method == 8);
}

/* Where the entry's bytes begin, or NULL when they do not lie in the file. */
static const char *entry_bytes(const char *data, size_t size, const struct entry *e)
{
    if (e->local > size || size - e->local < LOCAL_SIZE || read32(data + e->local) != 0x04034B50)
        return NULL;
    size_t head = LOCAL_SIZE + read16(data + e->local + 26) + read16(data + e->local + 28);
    if (size - e->local < head || size - e->local - head < e->packed)
        return NULL;
    bool same = read16(data + e->local + 26) == e->name_length &&
                memcmp(data + e->local + LOCAL_SIZE, e->name, e->name_length) == 0;
    return same ? data + e->local + head : NULL;
}

static bool unpack(const char *packed, const struct entry *e, char *out)
{
    if (e->method == 0) {
        if (e->packed != e->size)
            return false;
        memcpy(out, packed, e->size);
        return true;
    }
    unsigned char *copy = memory_alloc(e->packed + 1);
    memcpy(copy, packed, e->packed);
    z_stream stream = {.next_in = copy,
                       .avail_in = (uInt)e->packed,
                       .next_out = (Bytef *)out,
                       .avail_out = (uInt)e->size + 1};
    bool whole = false;
    if (inflateInit2(&stream, -MAX_WBITS) == Z_OK) {
        whole = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.total_out == e->size &&
                stream.avail_in == 0;
        inflateEnd(&stream);
    }
    free(copy);
    return whole;
}

static enum zip_fault add_part(struct zip *zip, const char *data, size_t size,
                               const struct entry *e)
{
    const char *packed = entry_bytes(data, size, e);
    if (packed == NULL)
        return ZIP_BAD_ENTRY;
    if (e->size / MOST_EXPANSION > e->packed)
        return ZIP_BAD_DATA;
    struct zip_part *part = &zip->parts[zip->count++];
    part->name = memory_alloc(e->name_length + 1);
    memcpy(part->name, e->name, e->name_length);
    part->name[e->name_length] = '\0';
    part->data = memory_alloc(e->size + 1);
    part->size = e->size;
    if (!unpack(packed, e, part->data))
        return ZIP_BAD_DATA;
    part->data[e->size] = '\0';
    uLong crc = crc32(crc32(0, NULL, 0), (const Bytef *)part->data, (uInt)e->size);
    return crc == e->crc ? ZIP_WHOLE : ZIP_BAD_CRC;
}

/* Do all entries together claim at most `most` bytes? */
static bool fits(const char *data, size_t size, size_t most, size_t count, size_t at)
{
    size_t total = 0;
    struct entry e;
    for (size_t i = 0; i < count && read_entry(data, size, &at, &e); i++) {
        total += e.size;
        if (e.size > most || total > most)
            return false;
    }
    return true;
}

static enum zip_fault read_all(const char *data, size_t size, struct zip *zip, size_t count,
                               size_t at)
{
    for (size_t i = 0; i < count; i++) {
        struct entry e;
        if (!read_entry(data, size, &at, &e))
            return ZIP_BAD_ENTRY;
        enum zip_fault fault = add_part(zip, data, size, &e);
        if (fault != ZIP_WHOLE)
            return fault;
    }
    return ZIP_WHOLE;
}

enum zip_fault zip_open(const char *data, size_t size, struct zip *zip, size_t *at)
{
    return zip_open_within(data, size, MOST_BYTES, zip, at);
}

enum zip_fault zip_open_within(const char *data, size_t size, size_t most, struct zip *zip,
                               size_t *at)
{
    *zip = (struct zip){0};
    *at = 0;
    const char *end = find_end(data, size);
    if (end == NULL)
        return ZIP_NO_DIRECTORY;
    size_t count = read16(end + 10), start = read32(end + 16);
    if (start > (size_t)(end - data) || count > MOST_PARTS || count != read16(end + 8))
        return ZIP_NO_DIRECTORY;
    if (!fits(data, (size_t)(end - data), most, count, start))
        return ZIP_TOO_LARGE;
    zip->parts = memory_alloc((count + 1) * sizeof *zip->parts);
    memset(zip->parts, 0, (count + 1) * sizeof *zip->parts);
    enum zip_fault fault = read_all(data, (size_t)(end - data), zip, count, start);
    if (fault != ZIP_WHOLE) {
        *at = zip->count;
        zip_close(zip);
    }
    return fault;
}

const struct zip_part *zip_find(const struct zip *zip, const char *name)
{
    for (size_t i = 0; i < zip->count; i++)
        if (strcmp(zip->parts[i].name, name) == 0)
            return &zip->parts[i];
    return NULL;
}

void zip_close(struct zip *zip)
{
    for (size_t i = 0; i < zip->count; i++) {
        free(zip->parts[i].name);
        free(zip->parts[i].data);
    }
    free(zip->parts);
    *zip = (struct zip){0};
}
