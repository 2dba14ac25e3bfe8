/* Text of any bytes: what it is, as UTF-8, tidied, in lower case, and compared with names. */
#include <string.h>

#include "base/text.h"
#include "data/encoding.h"
#include "data/source.h"
#include "fuzz.h"

static const char *const globs[] = {
    "fixtures/broken/data/*.csv",
    "fixtures/oppna-data/scb/*.csv",
    "rules/asf/omraden/*.csv",
    NULL,
};
const struct fuzz_seeds fuzz_seeds = {globs, NULL, 6000, 512};

static struct area study[] = {{"0114", "Upplands Väsby", "", -1, -1},
                              {"1214", "Svalöv", "", -1, -1},
                              {"1256", "Östra Göinge", "", -1, -1}};

static bool valid(struct str s)
{
    return utf8_valid_length(s.p, s.n) == s.n;
}

static void check_characters(struct str s)
{
    size_t count = 0, used;
    char out[4];
    for (size_t i = 0; i < s.n; i += used, count++) {
        uint32_t c = utf8_decode(s.p + i, s.n - i, &used);
        must(used > 0 && used <= s.n - i);
        must(utf8_encode(c, out) == used && memcmp(out, s.p + i, used) == 0);
    }
    must(utf8_count(s.p, s.n) == count);
}

static void check_tidy(struct str s, struct arena *arena)
{
    struct str tidy = encoding_tidy(s, arena), again = encoding_tidy(tidy, arena);
    must(valid(tidy) && str_eq(tidy, again) && tidy.n <= s.n);
    for (size_t i = 0; i < tidy.n; i++) {
        must(tidy.p[i] != '\t' && tidy.p[i] != '\n' && tidy.p[i] != '\r');
        must(tidy.p[i] != ' ' || (i > 0 && i + 1 < tidy.n && tidy.p[i + 1] != ' '));
    }
}

static void check_names(struct str s, struct arena *arena)
{
    static const char *const names[] = {"vikt", "källa", "långtidsarbetslöshet"};
    const struct areas areas = {sizeof study / sizeof *study, study};
    struct area_register *r = area_register_new(arena, &areas, NULL);
    uint32_t index = 0;
    enum area_kind kind = area_find(r, s.p, s.n, &index);
    must(kind != AREA_STUDY || index < areas.count);
    const char *text = arena_strndup(arena, s.p, s.n);
    char *lower = text_lower(arena, text);
    must(valid(str_of(lower)));
    must(name_eq(text, text) && name_eq(lower, text));
    const char *near = text_nearest(text, names, sizeof names / sizeof *names);
    must(!near || near == names[0] || near == names[1] || near == names[2]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum encoding encodings[] = {ENCODING_UTF8, ENCODING_WINDOWS_1252};
    struct str bytes = {(const char *)data, size};
    struct arena *arena = arena_new();
    size_t at;
    encoding_shape(bytes.p, size, &at);
    must(at <= size && encoding_bom(bytes.p, size) <= size);
    for (size_t i = 0; i < 2; i++) {
        bool good = true;
        struct str text = encoding_decode(encodings[i], bytes, arena, &good);
        must(valid(text) && good == (i == 1 || valid(bytes)));
        check_characters(text);
        check_tidy(text, arena);
        check_names(text, arena);
    }
    arena_free(arena);
    return 0;
}
