/* A zip file of stored parts with right checksums, for targets that read workbooks: their inputs
 * are the texts of some parts, and what is around them is put there. */
#ifndef ETABLERA_TESTS_FUZZ_PACKED_H
#define ETABLERA_TESTS_FUZZ_PACKED_H

#include "base/text.h"

struct packed {
    struct text body, directory;
    uint32_t count;
};

/* Begun as {0}. The name is kept as it is. */
void packed_add(struct packed *z, const char *name, struct str part);
/* Ends the file, which is then in z->body until packed_release(). */
void packed_end(struct packed *z);
void packed_release(struct packed *z);

/* The next of the texts in *rest, with NUL between them, or the usual one when there is no more. */
struct str packed_next(struct str *rest, const char *usual);

#endif
