/* SHA-256: the only file that knows nettle. */
#include "base/digest.h"

#include <errno.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

enum { PIECE = 1 << 16 };

static void print_digest(struct sha256_ctx *context, char out[DIGEST_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[SHA256_DIGEST_SIZE];
    sha256_digest(context, sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 0xF];
    }
    out[2 * sizeof bytes] = '\0';
}

void digest_text(char out[DIGEST_TEXT], const char *data, size_t size)
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, size, (const unsigned char *)data);
    print_digest(&context, out);
}

bool digest_file(const char *path, char out[DIGEST_TEXT], int64_t *size, int *why)
{
    struct sha256_ctx context;
    FILE *in = fopen(path, "rb");
    *why = errno;
    *size = 0;
    if (!in)
        return false;
    unsigned char *piece = memory_alloc(PIECE);
    sha256_init(&context);
    for (size_t n; (n = fread(piece, 1, PIECE, in)) > 0; *size += (int64_t)n)
        sha256_update(&context, n, piece);
    *why = errno;
    bool good = ferror(in) == 0;
    fclose(in);
    free(piece);
    print_digest(&context, out);
    return good;
}
