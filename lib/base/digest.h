/* SHA-256: evidence of exactly which bytes there were, that nobody can make other bytes for. */
#ifndef ETABLERA_BASE_DIGEST_H
#define ETABLERA_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DIGEST_TEXT = 64 + 1 };

/* The digest (FIPS 180-4) as 64 hexadecimal digits and NUL, as sha256sum prints it. */
void digest_text(char out[DIGEST_TEXT], const char *data, size_t size);
/* The same of a file, a piece at a time, and its size. False: *why = errno. */
bool digest_file(const char *path, char out[DIGEST_TEXT], int64_t *size, int *why);

#endif
