/* Patterns over text: PCRE2 with UTF and UCP, limits on match, depth and nesting. The only road to
 * pcre2 in the program. */
#ifndef ETABLERA_RULES_PATTERN_H
#define ETABLERA_RULES_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

struct pattern;

/* Compiles; ignore_case for /.../i. NULL on error: *at = offset in bytes where, message in buffer.
 */
struct pattern *pattern_new(const char *text, size_t size, bool ignore_case, size_t *at,
                            char *message, size_t message_size);
/* Bytes that it takes. */
size_t pattern_size(const struct pattern *p);
void pattern_free(struct pattern *p);
enum pattern_result { PATTERN_NO, PATTERN_YES, PATTERN_LIMIT, PATTERN_BAD_TEXT };
/* A limit that is hit is said, never taken for "no match". */
enum pattern_result pattern_match(struct pattern *p, const char *text, size_t size);

#endif
