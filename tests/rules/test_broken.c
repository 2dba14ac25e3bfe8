/* Every file in fixtures/broken/rules is told as its neighbour .txt says, to the letter; the mended
 * file of the same name is understood. */
#include "helper.h"

#include "base/file.h"

#define FOLDER "fixtures/broken/rules"

static char *read_all(const char *path)
{
    struct file_bytes bytes;
    int why = 0;
    cr_assert(file_read(path, 1 << 22, &bytes, &why), "%s", path);
    char *text = memory_alloc(bytes.size + 1);
    memcpy(text, bytes.data, bytes.size);
    text[bytes.size] = '\0';
    file_release(&bytes);
    return text;
}

static char *printed(const struct told *t)
{
    FILE *f = tmpfile();
    cr_assert(f != NULL);
    diagnostics_print(t->d, f, 0, false);
    long size = ftell(f);
    char *text = memory_alloc((size_t)size + 1);
    rewind(f);
    cr_assert(fread(text, 1, (size_t)size, f) == (size_t)size);
    text[size] = '\0';
    fclose(f);
    return text;
}

static void compare(struct arena *arena, const char *path)
{
    int stem = (int)(strlen(path) - strlen(".regler"));
    char *wanted_path = arena_printf(arena, "%.*s.txt", stem, path);
    char *text = read_all(path), *wanted = read_all(wanted_path);
    struct told t = load_as(path_base(path), text, strlen(text));
    char *got = printed(&t);
    cr_expect(strcmp(got, wanted) == 0, "%s says:\n%s\nnot:\n%s", path, got, wanted);
    cr_expect(t.d->count > 0, "%s is not broken", path);
    free(got);
    free(text);
    free(wanted);
    told_free(&t);
}

Test(broken, every_file_is_told_as_written)
{
    struct arena *arena = arena_new();
    size_t n = 0;
    char **paths = file_glob(arena, FOLDER, "*.regler", &n);
    cr_assert(n >= 60, "only %zu files", n);
    for (size_t i = 0; i < n; i++) {
        compare(arena, paths[i]);
    }
    arena_free(arena);
}

Test(broken, every_mended_file_is_understood)
{
    struct arena *arena = arena_new();
    size_t n = 0;
    char **paths = file_glob(arena, FOLDER "/mended", "*.regler", &n);
    cr_assert(n >= 60, "only %zu files", n);
    for (size_t i = 0; i < n; i++) {
        char *text = read_all(paths[i]);
        struct told t = load_as(path_base(paths[i]), text, strlen(text));
        cr_expect(t.model != NULL && t.d->count == 0, "%s: %s", paths[i], codes(&t));
        free(text);
        told_free(&t);
    }
    arena_free(arena);
}

Test(broken, both_languages_have_every_text)
{
    struct told t = load("mått a \"A\"\n  formel: 1\n");
    for (size_t k = 0; k < t.d->table_count; k++) {
        for (size_t i = 0; i < t.d->table_sizes[k]; i++) {
            const struct message *m = &t.d->tables[k][i];
            cr_expect(m->sv && m->en, "%s", m->code);
            cr_expect(!m->label_sv == !m->label_en, "%s", m->code);
            cr_expect(!m->hint_sv == !m->hint_en, "%s", m->code);
            for (size_t j = 0; j < i; j++) {
                cr_expect(strcmp(m->code, t.d->tables[k][j].code) != 0, "%s twice", m->code);
            }
        }
    }
    told_free(&t);
}
