/* The rules as a document, in both formats and languages. */
#include <criterion/criterion.h>
#include <string.h>

#include "report/document.h"
#include "rules/rules.h"

static const char rules[] = "modell m \"Ett & annat <b>\"\n"
                            "  en:       One & other <b>\n"
                            "  kommuner: \"o.csv\"\n"
                            "källa s \"S\"\n"
                            "  fil:    a.csv\n"
                            "  kommun: \"K\"\n"
                            "  år:     2024\n"
                            "  kolumn: n = \"N\" [personer] \"Antal *många*\"\n"
                            "index x \"Helhet\"\n"
                            "  en: Whole\n"
                            "indikator i \"I\" [personer]\n"
                            "  id:       A1\n"
                            "  under:    x\n"
                            "  vikt:     1\n"
                            "  formel:   n\n"
                            "  riktning: lägre\n"
                            "  skala:    1,5 personer till 2 personer oklippt\n"
                            "indikator j \"J\"\n"
                            "  under:    x\n"
                            "  vikt:     3\n"
                            "  formel:   1\n"
                            "  skala:    trappa 0 => 0; 3 => 100\n"
                            "råd r \"R\"\n"
                            "  grupp:    g\n"
                            "  när:      n > 5 personer\n"
                            "  text:     {{ {i} i {kommun}\n";

static struct text document(bool html, enum lang lang)
{
    struct text out = {0};
    struct diagnostics *d = diagnostics_new(lang);
    struct model *model = rules_load_text("a.regler", rules, sizeof rules - 1, d);
    cr_assert(model != NULL, "%s", d->count ? d->items[0].message : "");
    document_write(model, html, lang, &out);
    model_free(model);
    diagnostics_free(d);
    return out;
}

static void expect_in(const struct text *t, const char *const *wanted, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cr_expect(strstr(t->p, wanted[i]) != NULL, "%s\nis not in\n%s", wanted[i], t->p);
    }
}

Test(document, markdown)
{
    static const char *const wanted[] = {
        "# Ett & annat \\<b\\>\n\n`m` `a.regler:1`\n",
        "- **Del:** A1 I: 1 (25 %)\n- **Del:** J: 3 (75 %)\n",
        "### A1 I \\[personer\\]\n\n`i` `a.regler:11`\n\n- **Formel:** Antal \\*många\\*\n",
        "1,5 personer ger 100 poäng, 2 personer ger 0, utan golv och tak\n",
        "- **Skala:** från 0: 0 poäng; från 3: 100 poäng\n",
        "- **Villkor:** Antal \\*många\\* är mer än 5 personer\n",
        "- **Text:** { \\[I\\] i \\[Kommun\\]\n",
    };
    struct text t = document(false, LANG_SV);
    expect_in(&t, wanted, sizeof wanted / sizeof *wanted);
    text_release(&t);
}

Test(document, html)
{
    static const char *const wanted[] = {
        "<html lang=\"en\">",
        "<h1>One &amp; other &lt;b&gt;</h1>\n<p><code>m</code> <code>a.regler:1</code></p>\n",
        "<h3>Whole</h3>",
        "<dt>Part</dt><dd>A1 I: 1 (25 %)</dd>",
        "<dt>Formula</dt><dd>Antal *många*</dd>",
        "<dt>Scale</dt><dd>1.5 people gives 100 points, 2 people gives 0, without floor and "
        "ceiling",
        "</dl>\n</body>\n</html>\n",
    };
    struct text t = document(true, LANG_EN);
    expect_in(&t, wanted, sizeof wanted / sizeof *wanted);
    text_release(&t);
}
