/* fmt of any rules that are accepted: accepted again, laid out once is laid out for good, and to
 * the other dialect and back is the same as laid out. What was made is compared with what was read
 * by rules_format itself. */
#include <string.h>

#include "base/text.h"
#include "fuzz.h"
#include "rules/format.h"

static const char english[] = "# en\n"
                              "measure a \"A\" [people/year]\n"
                              "  formula: min(1.5, 2) * 3 people/year -\n"
                              "    if(a2 is missing, 1, 2) * 1 person/year # note\n"
                              "assumption a2 \"A\"\n"
                              "  from 2024-01-01: 5\n"
                              "  range: 1 to 2.5\n";
static const char swedish[] = "\xEF\xBB\xBFindex x \"X\"\r\n"
                              "indikator i \"I\" [%]\r\n"
                              "  formel: medel(5 %; 1,5 %)\r\n"
                              "  under: x\r\n"
                              "  skala: -1 % till 2 % oklippt\r\n"
                              "  vikt: 3\r\n"
                              "utmaning u \"U\"\r\n"
                              "  väger: i 60 omvänd; i 40;\r\n"
                              "krav k \"K\"\r\n"
                              "  villkor: plats < 3 st och (i är inte saknat)\r\n"
                              "  annars: varning\r\n"
                              "  fråga: Vem i {kommun}?\r\n"
                              "    | {{ och {i}\r\n"
                              "antagande h \"H\"\r\n"
                              "  värde: 1,5\r\n"
                              "prov \"P\" # p\r\n"
                              " | kommun | h | => i.poäng | läge | plats < 2 st | i\r\n"
                              " | Saknas | 1,50 |saknas|okänd|ja| 3,5 % | # c\r\n"
                              " | \"A|B\" 3,5 ||0|| nej | -1\r\n"
                              "  vänta för \"A\": rang(i) = 1 och inte k # d\r\n"
                              "tabell t \"T\"\r\n"
                              "  fil: t.csv\r\n";

static void make_seeds(const char *folder)
{
    scratch_write(folder, "english", english, sizeof english - 1);
    scratch_write(folder, "swedish", swedish, sizeof swedish - 1);
}

static const char *const globs[] = {
    "rules/asf/80-antaganden.regler",
    "rules/asf/70-fakta.regler",
    "fixtures/broken/rules/mended/*.regler",
    "fixtures/bugs/*.regler",
    "fixtures/golden/hdi-2022/*.regler",
    NULL,
};
const struct fuzz_seeds fuzz_seeds = {globs, make_seeds, 3000, 4096};

/* False when it is refused. */
static bool lay(const char *name, struct str text, enum format_lang to, struct formatting *out)
{
    struct diagnostics *d = diagnostics_new(LANG_SV);
    bool fine = rules_format_text(name, text.p, text.n, to, d, out);
    must(fine == (d->errors == 0));
    diagnostics_free(d);
    return fine;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    bool en = size > 3 && memcmp(text.p, "# en", 4) == 0;
    const char *name = en ? "a.rules" : "a.regler", *other = en ? "a.regler" : "a.rules";
    struct formatting once, again, there, back;
    if (!lay(name, text, FORMAT_SAME, &once)) {
        return 0;
    }
    must(lay(name, once.files[0].after, FORMAT_SAME, &again));
    must(!again.files[0].differs);
    formatting_free(&again);
    /* refused when a name is a word there, or a number in a remark reads as two */
    if (lay(name, text, en ? FORMAT_SV : FORMAT_EN, &there)) {
        must(lay(other, there.files[0].after, FORMAT_SAME, &again));
        must(!again.files[0].differs);
        formatting_free(&again);
        must(lay(other, there.files[0].after, en ? FORMAT_EN : FORMAT_SV, &back));
        must(en || str_eq(back.files[0].after, once.files[0].after));
        formatting_free(&back);
        formatting_free(&there);
    }
    formatting_free(&once);
    return 0;
}
