/* Both editions of the guide: every example is read (the blocks marked "regler" and "rules" are
 * whole files), and every code, method and property of the language has its line. */
#include "helper.h"

#include "base/file.h"
#include "rules/declare.h"
#include "rules/derived.h"
#include "rules/methods.h"

static const struct edition {
    enum lang lang;
    const char *path, *name; /* of the page, and of a rule file in its language */
    const char *example, *methods;
} editions[] = {
    {LANG_SV, "rules/README.md", "README.regler", "```regler\n", "\n## Metoder\n"},
    {LANG_EN, "rules/README.en.md", "README.rules", "```rules\n", "\n## Methods\n"},
};
enum { EDITIONS = sizeof editions / sizeof editions[0] };

/* The page as text. Free with text_release(). */
static struct text page_of(const struct edition *e)
{
    struct text page = {0};
    struct file_bytes bytes;
    int why = 0;
    cr_assert(file_read(e->path, 1 << 22, &bytes, &why), "%s", e->path);
    text_addn(&page, bytes.data, bytes.size);
    file_release(&bytes);
    return page;
}

static void read_examples(const struct edition *e)
{
    struct text page = page_of(e);
    size_t examples = 0;
    for (const char *p = page.p; (p = strstr(p, e->example)) != NULL;) {
        p += strlen(e->example);
        const char *end = strstr(p, "```");
        cr_assert(end != NULL);
        struct told t = load_as(e->name, p, (size_t)(end - p));
        cr_expect(t.model != NULL, "%s: %.*s\n%s", e->path, (int)(end - p), p, codes(&t));
        told_free(&t);
        examples++;
        p = end;
    }
    cr_expect(examples >= 10, "%s: %zu examples", e->path, examples);
    text_release(&page);
}

Test(reference, examples_are_understood)
{
    for (size_t i = 0; i < EDITIONS; i++) {
        read_examples(&editions[i]);
    }
}

/* A code in the catalogue has its line in the reference. */
Test(reference, every_code_has_its_line)
{
    struct told t = load("");
    for (size_t i = 0; i < EDITIONS; i++) {
        struct text page = page_of(&editions[i]);
        for (size_t k = 0; k < t.d->table_sizes[0]; k++) {
            char line[16];
            snprintf(line, sizeof line, "| %s |", t.d->tables[0][k].code);
            cr_expect(strstr(page.p, line) != NULL, "%s is not in %s", t.d->tables[0][k].code,
                      editions[i].path);
        }
        text_release(&page);
    }
    told_free(&t);
}

/* Is the word there as the edition writes words, and the other language's anywhere? */
static void has_word(const struct edition *e, const char *text, const char *sv, const char *en)
{
    char cell[64];
    snprintf(cell, sizeof cell, "`%s", e->lang == LANG_SV ? sv : en);
    cr_expect(strstr(text, cell) != NULL, "%s is not in %s", cell, e->path);
    cr_expect(strstr(text, e->lang == LANG_SV ? en : sv) != NULL, "%s, %s is not in %s", sv, en,
              e->path);
}

static void has_methods(const struct edition *e, const char *text, const struct method *methods,
                        size_t n)
{
    for (size_t k = 0; k < n; k++) {
        const struct word *w = &methods[k].word;
        cr_expect(w->value == (int)k, "the table is not in the order of its enum at %zu", k);
        cr_expect(methods[k].help_sv[0] && methods[k].help_en[0], "%s has no help", w->sv);
        has_word(e, text, w->sv, w->en);
    }
}

Test(reference, every_method_has_its_line)
{
    for (size_t i = 0; i < EDITIONS; i++) {
        const struct edition *e = &editions[i];
        struct text page = page_of(e);
        const char *from = strstr(page.p, e->methods);
        cr_assert(from != NULL);
        has_methods(e, from, scale_methods, SCALE_KINDS);
        has_methods(e, from, outlier_methods, OUTLIER_KINDS);
        has_methods(e, from, missing_methods, MISSING_KINDS);
        has_methods(e, from, aggregation_methods, AGGREGATE_KINDS);
        text_release(&page);
    }
}

/* The section whose heading has the word, to the next heading. */
static struct str section_of(const char *page, const char *word)
{
    for (const char *p = page; (p = strstr(p, "\n### ")) != NULL;) {
        p += 1;
        const char *end = strstr(p, "\n#"), *found = strstr(p, word);
        if (found && found < p + strcspn(p, "\n")) {
            return (struct str){p, end ? (size_t)(end - p) : strlen(p)};
        }
    }
    cr_expect(false, "%s has no section", word);
    return (struct str){page, strlen(page)};
}

static void has_properties(const struct edition *e, const char *page, enum block_kind kind)
{
    const struct block_row *block = block_row(kind);
    struct text section = {0};
    struct str s = section_of(page, e->lang == LANG_SV ? block->sv : block->en);
    text_addn(&section, s.p, s.n);
    for (size_t k = 0; k < block->property_count; k++) {
        const struct property_row *p = &block->properties[k];
        /* the section of registers says that they have the properties of sources */
        has_word(e, kind == BLOCK_REGISTER ? page : section.p, p->sv, p->en);
    }
    text_release(&section);
}

Test(reference, every_property_has_its_line_in_the_section_of_its_block)
{
    for (size_t i = 0; i < EDITIONS; i++) {
        struct text page = page_of(&editions[i]);
        for (int k = 0; k < BLOCK_KINDS; k++) {
            has_properties(&editions[i], page.p, (enum block_kind)k);
        }
        text_release(&page);
    }
}

Test(reference, every_value_that_the_analysis_gives_is_named)
{
    for (size_t i = 0; i < EDITIONS; i++) {
        struct text page = page_of(&editions[i]);
        for (int k = 0; k < DERIVED_COUNT; k++) {
            const struct derived_row *row = derived_row((enum derived)k);
            const char *name = editions[i].lang == LANG_SV ? row->head.name : row->en;
            has_word(&editions[i], page.p, name, name);
        }
        text_release(&page);
    }
}
