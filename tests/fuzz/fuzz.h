/* What every fuzz target gives and shares. A target is one file fuzz_NAME.c; it is linked with
 * libFuzzer (clang, tests/fuzz/run) and with replay.c (any compiler, the test fuzz_NAME). Targets
 * run in the project's root. */
#ifndef ETABLERA_TESTS_FUZZ_H
#define ETABLERA_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* libFuzzer's name for a target: takes any bytes, returns 0, ends the program when `must` fails. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Where a target's seeds come from. */
struct fuzz_seeds {
    const char *const *globs;         /* files from the project's root, as in base/file.h; NULL */
    void (*make)(const char *folder); /* writes seeds that are no file of the tree; may be NULL */
    unsigned rounds;                  /* changed inputs that replay.c tries */
    size_t longest;                   /* bytes of a changed input; a longer seed is cut */
};
extern const struct fuzz_seeds fuzz_seeds;

/* As assert, but in every build. */
#define must(condition)                                                                            \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: must hold: %s\n", __FILE__, __LINE__, #condition);             \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* A private folder, made at the first call and removed with its files when the program ends. */
const char *scratch_folder(void);
/* Writes folder/name; returns its path, valid until the next call. */
const char *scratch_write(const char *folder, const char *name, const void *data, size_t size);

#endif
