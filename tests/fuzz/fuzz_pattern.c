/* A pattern and a text, with a line break between them. A pattern that is refused says where; one
 * that is taken ends within its limits. */
#include <string.h>

#include "fuzz.h"
#include "rules/pattern.h"

static const char *const texts[] = {
    "^(fri|enskild)\nFristående", "[[:alpha:]åäö]+\\d{4}$\nMalmö 1280", "(a+)+$\naaaaaaaaaaaaaaaa!",
    "(?<=x)y|\\bkommun\\b\nLunds kommun", "(\\w*)\\1\\X\nåäöåäö"};

static void make_seeds(const char *folder)
{
    char name[16];
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        snprintf(name, sizeof name, "text-%02zu", i);
        scratch_write(folder, name, texts[i], strlen(texts[i]));
    }
}

static const char *const globs[] = {NULL};
const struct fuzz_seeds fuzz_seeds = {globs, make_seeds, 5000, 256};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = size ? memchr(data, '\n', size) : NULL;
    size_t n = end ? (size_t)(end - data) : size, rest = size - n - (end != NULL), at = SIZE_MAX;
    char *text = malloc(n + 1), message[64] = "?"; /* patterns are NUL-terminated in the rules */
    must(text != NULL);
    memcpy(text, n ? (const char *)data : "", n);
    text[n] = '\0';
    struct pattern *p = pattern_new(text, n, size % 2, &at, message, sizeof message);
    if (p) {
        enum pattern_result found = pattern_match(p, (const char *)data + size - rest, rest);
        must(found <= PATTERN_BAD_TEXT);
        must(pattern_match(p, (const char *)data + size - rest, rest) == found);
    } else {
        must(at <= n && memchr(message, '\0', sizeof message) && message[0] != '?');
    }
    pattern_free(p);
    free(text);
    return 0;
}
