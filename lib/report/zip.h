/* Reads the zip file that a workbook is: every part inflated and its CRC-32 compared. */
#ifndef ETABLERA_REPORT_ZIP_H
#define ETABLERA_REPORT_ZIP_H

#include <stdbool.h>
#include <stddef.h>

struct zip_part {
    char *name, *data; /* data is followed by a NUL that is not counted */
    size_t size;
};
struct zip {
    struct zip_part *parts;
    size_t count;
};
enum zip_fault {
    ZIP_WHOLE,
    ZIP_NO_DIRECTORY,
    ZIP_BAD_ENTRY,
    ZIP_BAD_DATA,
    ZIP_BAD_CRC,
    ZIP_TOO_LARGE
};

/* Opens a zip file in memory. On a fault *zip is empty and *at the number of the entry. Stored and
 * deflated entries only; no zip64, encryption or spanning. Ceilings: 4096 parts, 1 GiB in all. */
enum zip_fault zip_open(const char *data, size_t size, struct zip *zip, size_t *at);
/* The same with a ceiling of `most` bytes in all, for files that others made. What is to be
 * unpacked is added up before anything is. */
enum zip_fault zip_open_within(const char *data, size_t size, size_t most, struct zip *zip,
                               size_t *at);
const struct zip_part *zip_find(const struct zip *zip, const char *name);
void zip_close(struct zip *zip);

#endif
