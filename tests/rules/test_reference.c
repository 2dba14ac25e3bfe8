/* Every example in rules/README.md is read: the blocks marked "regler" are whole files. */
#include "helper.h"

#include "base/file.h"
#include "rules/methods.h"

Test(reference, examples_are_understood)
{
    struct file_bytes bytes;
    int why = 0;
    cr_assert(file_read("rules/README.md", 1 << 22, &bytes, &why));
    char *text = memory_alloc(bytes.size + 1);
    memcpy(text, bytes.data, bytes.size);
    text[bytes.size] = '\0';
    size_t examples = 0;
    static const char open[] = "```regler\n";
    for (const char *p = text; (p = strstr(p, open)) != NULL;) {
        p += sizeof open - 1;
        const char *end = strstr(p, "```");
        cr_assert(end != NULL);
        struct told t = load_as("README.regler", p, (size_t)(end - p));
        cr_expect(t.model != NULL, "%.*s\n%s", (int)(end - p), p, codes(&t));
        told_free(&t);
        examples++;
        p = end;
    }
    cr_expect(examples >= 10, "%zu examples", examples);
    free(text);
    file_release(&bytes);
}

static void add_file(struct text *t, const char *path)
{
    struct file_bytes bytes;
    int why = 0;
    cr_assert(file_read(path, 1 << 22, &bytes, &why), "%s", path);
    text_addn(t, bytes.data, bytes.size);
    text_addc(t, '\n');
    file_release(&bytes);
}

/* The blocks marked "regler i asf" go on from the shipped model. */
Test(reference, what_is_added_to_the_shipped_model_is_understood)
{
    struct arena *arena = arena_new();
    struct text model = {0}, page = {0};
    size_t n = 0;
    char **paths = file_glob(arena, "rules/asf", "*.regler", &n);
    for (size_t i = 0; i < n; i++) {
        add_file(&model, paths[i]);
    }
    add_file(&page, "rules/README.md");
    static const char open[] = "```regler i asf\n";
    const char *p = strstr(page.p, open);
    cr_assert(n > 5 && p != NULL);
    p += sizeof open - 1;
    text_addn(&model, p, (size_t)(strstr(p, "```") - p));
    struct told t = load_as("README.regler", model.p, model.n);
    cr_expect(t.model != NULL && t.d->count == 0, "%s", codes(&t));
    told_free(&t);
    text_release(&model);
    text_release(&page);
    arena_free(arena);
}

/* A code in the catalogue has its line in the reference, and the other way round. */
Test(reference, every_code_has_its_line)
{
    struct file_bytes bytes;
    int why = 0;
    cr_assert(file_read("rules/README.md", 1 << 22, &bytes, &why));
    char *text = memory_alloc(bytes.size + 1);
    memcpy(text, bytes.data, bytes.size);
    text[bytes.size] = '\0';
    struct told t = load("");
    for (size_t i = 0; i < t.d->table_sizes[0]; i++) {
        char line[16];
        snprintf(line, sizeof line, "| %s |", t.d->tables[0][i].code);
        cr_expect(strstr(text, line) != NULL, "%s is not in the reference", t.d->tables[0][i].code);
    }
    told_free(&t);
    free(text);
    file_release(&bytes);
}

static void has_words(const char *text, const struct method *methods, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        const struct word *w = &methods[k].word;
        cr_expect(w->value == (int)k, "the table is not in the order of its enum at %zu", k);
        cr_expect(methods[k].help_sv[0] && methods[k].help_en[0], "%s has no help", w->sv);
        char cell[64];
        snprintf(cell, sizeof cell, "`%s", w->sv);
        cr_expect(strstr(text, cell) != NULL, "%s is not in the reference", w->sv);
        cr_expect(strstr(text, w->en) != NULL, "%s is not in the reference", w->en);
    }
}

Test(reference, every_method_has_its_line)
{
    struct text t = {0};
    add_file(&t, "rules/README.md");
    const char *from = strstr(t.p, "\n## Metoder\n");
    cr_assert(from != NULL);
    has_words(from, scale_methods, SCALE_KINDS);
    has_words(from, outlier_methods, OUTLIER_KINDS);
    has_words(from, missing_methods, MISSING_KINDS);
    has_words(from, aggregation_methods, AGGREGATE_KINDS);
    text_release(&t);
}
