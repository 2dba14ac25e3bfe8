/* Text to number and back, and rounding: what is written must read back as the same number. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "fuzz.h"

static const char *const texts[] = {
    "1",
    "-7,25",
    "12 345,5",
    "14\xC2\xA0"
    "894",
    "1\xE2\x80\xAF"
    "000,75",
    "\xE2\x88\x92"
    "3",
    "1.005",
    "9e307",
    "4.9e-324",
    "123456789012345678",
    "0,1e-05",
    "999999.9999995",
    "..",
};

static void make_seeds(const char *folder)
{
    char name[16];
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        snprintf(name, sizeof name, "text-%02zu", i);
        scratch_write(folder, name, texts[i], strlen(texts[i]));
    }
}

static const char *const globs[] = {NULL};
const struct fuzz_seeds fuzz_seeds = {globs, make_seeds, 20000, 64};

static bool near(double a, double b)
{
    return fabs(a - b) <= 1e-14 * fabs(b);
}

/* The text lies in a block of the exact size, so that a sanitizer sees what reads on past it. */
static bool parse(const char *text, char decimal, double *out)
{
    size_t n = strlen(text);
    char *copy = malloc(n + 1);
    must(copy != NULL);
    memcpy(copy, text, n + 1);
    bool ok = number_parse(copy, n, decimal, out);
    free(copy);
    return ok;
}

static void check_fixed(double value, int decimals, char decimal, bool group)
{
    char *buffer = malloc(32);
    must(buffer != NULL);
    double read, rounded = number_round(value, decimals);
    number_fixed(buffer, value, decimals, decimal, group);
    must(strlen(buffer) < 32);
    must(parse(buffer, decimal, &read));
    must(near(read, rounded));
    must(strncmp(buffer, "-0", 2) != 0 || read != 0);
    must(number_round(rounded, decimals) == rounded);
    free(buffer);
}

static void check_value(double value)
{
    char *buffer = malloc(32);
    must(buffer != NULL);
    double read;
    must(parse(number_text(buffer, value), '.', &read) && read == value);
    must(parse(number_text_decimal(buffer, value, ','), ',', &read) && read == value);
    free(buffer);
    for (int decimals = 0; decimals <= 6; decimals++) {
        check_fixed(value, decimals, decimals % 2 ? ',' : '.', decimals < 4);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char signs[] = {',', '.'};
    for (size_t i = 0; i < sizeof signs; i++) {
        double value = -1;
        if (number_parse((const char *)data, size, signs[i], &value)) {
            must(isfinite(value));
            check_value(value);
        } else {
            must(value == -1);
        }
    }
    double value;
    if (size >= sizeof value) {
        memcpy(&value, data, sizeof value);
        if (isfinite(value)) {
            check_value(value);
        }
    }
    return 0;
}
