/* The rule language on any bytes: lexer, blocks, parser, resolver, checks. What is told must be the
 * same in both languages, and stand in the text. */
#include <string.h>

#include "base/text.h"
#include "fuzz.h"
#include "rules/rules.h"

static const char english[] =
    "# en\n"
    "source s \"S\"\n"
    "  file: a.csv\n"
    "  area: \"Kommun\"\n"
    "  year: column \"Year\"\n"
    "  column: n = \"N\" where \"k\" = \"1\" title \"T\" in \"U\" [people]\n"
    "  column: bef = \"B\" [people]\n"
    "index need \"Need\"\n"
    "  aggregation: geometric\n"
    "indicator share \"Share\" [%]\n"
    "  under: need\n"
    "  formula: min(n, bef) / 1210.5 people\n"
    "  direction: lower\n"
    "  scale: 0.5 % to 5 % unclamped\n"
    "  weight: 3\n"
    "  missing: latest 3 years\n"
    "gate enough \"Enough\"\n"
    "  condition: n >= 100 people and not (n is missing)\n"
    "  otherwise: conditional\n"
    "  unknown: question\n"
    "advice go \"Go\"\n"
    "  when: always\n"
    "  text: {area} has {n} people\n";

static void make_seeds(const char *folder)
{
    scratch_write(folder, "english", english, sizeof english - 1);
}

static const char *const globs[] = {
    "rules/asf/*.regler",
    "rules/README.md",
    "rules/README.en.md",
    "fixtures/broken/rules/*.regler",
    "fixtures/broken/rules/mended/*.regler",
    "fixtures/bugs/*.regler",
    "fixtures/golden/hdi-2022/*.regler",
    "fixtures/pahittad/*.regler",
    NULL,
};
const struct fuzz_seeds fuzz_seeds = {globs, make_seeds, 1500, 8192};

static void check_place(struct place place, size_t lines)
{
    must(place.line <= lines);
    if (place.file && place.text && place.line && place.column) {
        size_t shown = utf8_count(place.text, strcspn(place.text, "\n"));
        must(place.column <= shown + 1 && place.column - 1 + place.length <= shown + 1);
    }
}

static void print(const struct diagnostics *d)
{
    FILE *out = fopen("/dev/null", "w");
    must(out != NULL);
    diagnostics_print(d, out, 20, true);
    diagnostics_print_gnu(d, out);
    fclose(out);
}

static struct diagnostics *load(const char *name, const char *text, size_t size, enum lang lang)
{
    struct diagnostics *d = diagnostics_new(lang);
    struct model *model = rules_load_text(name, text, size, d);
    must((model == NULL) == (d->errors > 0));
    model_free(model);
    diagnostics_sort(d);
    return d;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    const char *name = size > 3 && memcmp(text, "# en", 4) == 0 ? "a.rules" : "a.regler";
    size_t lines = 1;
    for (size_t i = 0; i < size; i++) {
        lines += text[i] == '\n' || text[i] == '\r';
    }
    struct diagnostics *sv = load(name, text, size, LANG_SV);
    struct diagnostics *en = load(name, text, size, LANG_EN);
    must(sv->count == en->count);
    for (size_t i = 0; i < sv->count; i++) {
        const struct diagnostic *a = &sv->items[i], *b = &en->items[i];
        must(strcmp(a->code, b->code) == 0);
        must(a->place.line == b->place.line && a->place.column == b->place.column);
        check_place(a->place, lines);
        check_place(a->other, lines);
    }
    print(sv);
    diagnostics_free(sv);
    diagnostics_free(en);
    return 0;
}
