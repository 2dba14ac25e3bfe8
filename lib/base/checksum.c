/* CRC-32, eight bytes at a time (Kounavis and Berry 2005, "slicing by 8"). */
#include <string.h>

#include "base/file.h"

#define POLYNOMIAL UINT32_C(0xEDB88320)

struct slices {
    uint32_t row[8][256];
};

static void slices_init(struct slices *s)
{
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t c = i;
        for (int bit = 0; bit < 8; bit++) {
            c = c & 1 ? c >> 1 ^ POLYNOMIAL : c >> 1;
        }
        s->row[0][i] = c;
    }
    for (int k = 1; k < 8; k++) {
        for (uint32_t i = 0; i < 256; i++) {
            uint32_t c = s->row[k - 1][i];
            s->row[k][i] = c >> 8 ^ s->row[0][c & 0xFF];
        }
    }
}

static uint32_t little_endian(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline uint32_t step(const struct slices *s, uint32_t crc, const unsigned char *p)
{
    uint32_t a = little_endian(p) ^ crc, b = little_endian(p + 4);
    return s->row[7][a & 0xFF] ^ s->row[6][a >> 8 & 0xFF] ^ s->row[5][a >> 16 & 0xFF] ^
           s->row[4][a >> 24] ^ s->row[3][b & 0xFF] ^ s->row[2][b >> 8 & 0xFF] ^
           s->row[1][b >> 16 & 0xFF] ^ s->row[0][b >> 24];
}

static uint32_t one_stream(const struct slices *s, const unsigned char *p, size_t size)
{
    uint32_t crc = ~UINT32_C(0);
    for (; size >= 8; p += 8, size -= 8) {
        crc = step(s, crc, p);
    }
    for (; size > 0; p++, size--) {
        crc = crc >> 8 ^ s->row[0][(crc ^ *p) & 0xFF];
    }
    return ~crc;
}

/* a times b modulo the polynomial, bits reflected: bit 31 is x^0. */
static uint32_t multiply(uint32_t a, uint32_t b)
{
    uint32_t product = 0;
    for (uint32_t bit = UINT32_C(1) << 31; bit; bit >>= 1) {
        if (a & bit) {
            product ^= b;
        }
        b = b & 1 ? b >> 1 ^ POLYNOMIAL : b >> 1;
    }
    return product;
}

uint32_t file_crc32_join(uint32_t a, uint32_t b, size_t size_of_b)
{
    uint32_t power = UINT32_C(1) << 23; /* x^8: one byte of zeros behind A */
    for (; size_of_b; size_of_b >>= 1) {
        if (size_of_b & 1) {
            a = multiply(a, power);
        }
        power = multiply(power, power);
    }
    return a ^ b;
}

/* Each step waits for the one before, so three streams at once keep the processor busy. */
uint32_t file_crc32(const char *data, size_t size)
{
    struct slices s;
    slices_init(&s);
    const unsigned char *p = (const unsigned char *)data;
    size_t third = size / 24 * 8;
    uint32_t a = ~UINT32_C(0), b = a, c = a;
    for (size_t i = 0; i < third; i += 8) {
        a = step(&s, a, p + i);
        b = step(&s, b, p + third + i);
        c = step(&s, c, p + 2 * third + i);
    }
    size_t rest = size - 3 * third;
    uint32_t crc = file_crc32_join(~a, ~b, third);
    crc = file_crc32_join(crc, ~c, third);
    return file_crc32_join(crc, one_stream(&s, p + 3 * third, rest), rest);
}
