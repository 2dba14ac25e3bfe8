/* SHA-256: the only file that knows nettle. */
#include "base/digest.h"

#include <nettle/sha2.h>

void digest_text(char out[DIGEST_TEXT], const char *data, size_t size)
{
    static const char digits[] = "0123456789abcdef";
    struct sha256_ctx context;
    unsigned char bytes[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    sha256_update(&context, size, (const unsigned char *)data);
    sha256_digest(&context, sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 0xF];
    }
    out[2 * sizeof bytes] = '\0';
}
