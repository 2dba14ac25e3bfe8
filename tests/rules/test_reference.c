/* Every example in rules/README.md is read: the blocks marked "regler" are whole files. */
#include "helper.h"

#include "base/file.h"

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
