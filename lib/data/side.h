/* The file beside a data file, NAME.kalla.txt: lines "word: value" that tell people where the data
 * is from. What was fetched has some lines more, and with them the next fetch asks only for what is
 * newer, and sees whether somebody changed the file since. */
#ifndef ETABLERA_DATA_SIDE_H
#define ETABLERA_DATA_SIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/text.h"

/* One answer that the file was made from, in the order they were asked for. */
struct side_answer {
    const char *address, *etag, *changed; /* "" when the server did not say */
    int64_t bytes;
    const char *sent_on; /* the address that answered in the end; "" the same */
};

struct side {
    const char *publisher, *table, *licence, *from;
    int64_t fetched, checked; /* seconds since 1970; 0: the file was placed by hand */
    int64_t bytes;
    const char *digest, *question; /* SHA-256 of the file, and of what was asked */
    const char *kept;              /* what of it stayed from an earlier fetch; "" nothing */
    const struct side_answer *answers;
    size_t answer_count;
};

/* "data/a.csv" -> "data/a.kalla.txt" */
const char *side_path(struct arena *arena, const char *data_path);
/* False when there is none. What is not understood is passed over. */
bool side_read(const char *data_path, struct arena *arena, struct side *out);
void side_text(const struct side *side, struct text *out);

/* "2026-03-01T02:00:00Z" */
const char *time_text(struct arena *arena, int64_t seconds);
bool time_read(const char *s, int64_t *seconds);

#endif
