/* JSON that holds any bytes: answers of agencies, a night's record, the parts of a run. What is
 * read is printed and read again as the same, and only UTF-8 comes out. */
#include <string.h>

#include "base/json.h"
#include "fuzz.h"

static const char *const globs[] = {"tests/fuzz/answers/*.json", NULL};

static void make_seeds(const char *folder)
{
    static const char *const texts[] = {
        "{\"a\":[1,-0,1e308,-1.5E-300,9007199254740993,true,false,null,{},[]],\"\":\"\"}",
        "{\"regler\":\"regler\",\"avtryck\":4294967295,\"dag\":20240630,\"k\\u00e4llor\":{}}",
        "\"\\ud83d\\ude00 \\u0000 \\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]",
        "{\"a\":1,\"a\":2}",
        "[1,]",
        "NaN",
        "1 2",
    };
    char name[] = "0.json";
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        name[0] = (char)('0' + i);
        scratch_write(folder, name, texts[i], strlen(texts[i]));
    }
}

const struct fuzz_seeds fuzz_seeds = {globs, make_seeds, 4000, 4096};

static void same_again(const struct json *j, bool indented, struct text *out)
{
    struct text again = {0};
    must(json_print(j, indented, out));
    must(utf8_valid_length(out->p, out->n) == out->n);
    struct json *back = json_read(out->p, out->n);
    must(back != NULL && json_kind_of(back) == json_kind_of(j) &&
         json_count(back) == json_count(j));
    must(json_print(back, indented, &again));
    must(again.n == out->n && memcmp(again.p, out->p, out->n) == 0);
    json_free(back);
    text_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct json *j = json_read((const char *)data, size);
    struct text lines = {0}, one = {0};
    int64_t whole = 0;
    double number = 0;
    if (j != NULL) {
        same_again(j, true, &lines);
        same_again(j, false, &one);
        must(memchr(one.p, '\n', one.n) == NULL || one.p[one.n - 1] == '\n');
        must(!json_whole_of(j, &whole) || json_number_of(j, &number));
        must(number - number == 0); /* finite */
    }
    json_free(j);
    text_release(&lines);
    text_release(&one);
    return 0;
}
