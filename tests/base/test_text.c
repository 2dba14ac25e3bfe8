#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"

Test(text, valid_utf8)
{
    static const struct {
        const char *bytes;
        size_t n, valid;
    } cases[] = {
        {"Malmö", 6, 6},
        {"\xC0\x80", 2, 0},
        {"a\xE4z", 3, 1},
        {"\xED\xA0\x80", 3, 0},
        {"\xF0\x9F\x98\x80", 4, 4},
        {"\xF4\x90\x80\x80", 4, 0},
        {"abcdefghij\xC3", 11, 10},
        {"\xE0\x80\xAF", 3, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect(utf8_valid_length(cases[i].bytes, cases[i].n) == cases[i].valid, "case %zu", i);
    }
}

Test(text, code_points_there_and_back)
{
    static const uint32_t codes[] = {'a',   0x7F,   0x80,   0xE5,    0x7FF,
                                     0x800, 0x20AC, 0xFFFD, 0x10000, 0x10FFFF};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        char out[4];
        size_t used, n = utf8_encode(codes[i], out);
        cr_expect(utf8_decode(out, n, &used) == codes[i] && used == n, "%x", (unsigned)codes[i]);
    }
    cr_assert(utf8_count("Malmö", 6) == 5);
}

Test(text, lower_case)
{
    struct arena *arena = arena_new();
    cr_assert_str_eq(text_lower(arena, "ÅÄÖ ÉÜ Ž Ÿ Š"), "åäö éü ž ÿ š");
    cr_assert(name_eq("ÖREBRO", "örebro"));
    cr_assert(!name_eq("Habo", "Håbo"));
    cr_assert(!name_eq("Lund", "Lunds"));
    arena_free(arena);
}

Test(text, trims)
{
    struct str s = str_trim(str_of(" \t\xC2\xA0"
                                   "a b\xC2\xA0\r\n"));
    cr_assert(str_is(s, "a b"));
    cr_assert(str_trim(str_of(" \xC2\xA0 ")).n == 0);
}

Test(text, nearest)
{
    static const char *const names[] = {"vikt", "riktning", "skala", "arbetslöshet", "år"};
    static const struct {
        const char *name, *near;
    } cases[] = {
        {"vikr", "vikt"},        {"arbetsloshet", "arbetslöshet"},
        {"arb", "arbetslöshet"}, {"rikt", "riktning"},
        {"slaka", "skala"},      {"ar", "år"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *near = text_nearest(cases[i].name, names, 5);
        cr_expect(near && strcmp(near, cases[i].near) == 0, "%s -> %s", cases[i].name,
                  near ? near : "(none)");
    }
    cr_assert(text_nearest("xyzxyz", names, 5) == NULL);
    cr_assert(text_nearest("x", names, 0) == NULL);
}

Test(text, grows)
{
    struct text t = {0};
    for (int i = 0; i < 1000; i++) {
        text_printf(&t, "%d,", i % 10);
    }
    cr_assert(t.n == 2000 && strlen(t.p) == 2000);
    text_release(&t);
    cr_assert(t.p == NULL);
}

Test(arena, aligned_zeroed_and_growing)
{
    struct arena *arena = arena_new();
    size_t capacity = 0;
    size_t *numbers = NULL;
    for (size_t i = 0; i < 100000; i++) {
        numbers = arena_grow(arena, numbers, i, &capacity, sizeof *numbers);
        numbers[i] = i;
    }
    cr_assert(numbers[0] == 0 && numbers[99999] == 99999);
    bool clean = true;
    for (size_t n = 1; n < 5000; n += 7) {
        unsigned char *p = arena_alloc(arena, n);
        clean = clean && (uintptr_t)p % _Alignof(max_align_t) == 0 && p[0] == 0 && p[n - 1] == 0;
        memset(p, 0xFF, n);
    }
    cr_assert(clean);
    cr_assert_str_eq(arena_printf(arena, "%s-%d", "a", 7), "a-7");
    arena_free(arena);
}

Test(date, days)
{
    int32_t day = 0;
    cr_assert(date_parse("2026-03-01", 10, &day) && day == 20260301);
    cr_assert(date_parse("2024-02-29", 10, &day) && day == 20240229);
    static const char *const wrong[] = {"2023-02-29", "2026-13-01", "2026-00-10", "2026-04-31",
                                        "2026/04/01", "20260401",   "0000-01-01", "2026-1-001"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cr_expect(!date_parse(wrong[i], strlen(wrong[i]), &day), "%s", wrong[i]);
    }
}
