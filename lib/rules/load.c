/* Files to a checked model. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "rules/declare.h"
#include "rules/methods.h"
#include "rules/pattern.h"
#include "rules/rules.h"
#include "rules/tell.h"
#include "rules/units.h"

/* --- texts ------------------------------------------------------------------------------------ */

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && name_eq(s + n - m, end);
}

static bool is_utf16(const char *p, size_t n)
{
    return n >= 2 && (memcmp(p, "\xFF\xFE", 2) == 0 || memcmp(p, "\xFE\xFF", 2) == 0 ||
                      (p[0] == '\0') != (p[1] == '\0'));
}

static unsigned line_at(const char *p, size_t at)
{
    unsigned line = 1;
    for (size_t i = 0; i < at; i++) {
        line += p[i] == '\n';
    }
    return line;
}

/* Refuses what is not UTF-8 text, with the cure. */
/* Where a line that is too long begins, or NULL. */
static const char *find_long_line(const char *p, size_t n)
{
    for (const char *end = p + n, *next; p < end; p = next + 1) {
        next = memchr(p, '\n', (size_t)(end - p));
        next = next ? next : end;
        if (next - p > LIMIT_RULE_LINE)
            return p;
    }
    return NULL;
}

static bool check_bytes(struct reading *r, const char *name, const char *p, size_t n)
{
    struct place place = {.file = name};
    if (n > LIMIT_RULE_FILE) {
        tell(r, "E122", place, "1", NULL);
        return false;
    }
    if (is_utf16(p, n)) {
        tell(r, "E120", place, NULL);
        return false;
    }
    size_t valid = utf8_valid_length(p, n);
    if (valid < n) {
        place.line = line_at(p, valid);
        tell(r, "E121", place, NULL);
        return false;
    }
    const char *nul = n ? memchr(p, '\0', n) : NULL;
    if (nul) {
        place.line = line_at(p, (size_t)(nul - p));
        tell(r, "E127", place, NULL);
        return false;
    }
    const char *line = find_long_line(p, n);
    if (line) {
        place.line = line_at(p, (size_t)(line - p));
        tell(r, "E128", place, "65 536", NULL);
        return false;
    }
    return true;
}

/* CRLF and lone CR become LF, so that nothing else has to know of them. */
static char *with_plain_ends(struct arena *arena, const char *p, size_t n, size_t *out)
{
    char *made = arena_alloc(arena, n + 1);
    const char *cr = n ? memchr(p, '\r', n) : NULL;
    size_t m = cr ? (size_t)(cr - p) : n;
    if (n) {
        memcpy(made, p, m);
    }
    for (size_t i = m; i < n; i++) {
        if (p[i] != '\r') {
            made[m++] = p[i];
        } else if (i + 1 == n || p[i + 1] != '\n') {
            made[m++] = '\n';
        }
    }
    *out = m;
    return made;
}

/* Lines in the text, or one more than there may be. The end of the last line starts no line. */
static size_t count_lines(const struct rule_text *t)
{
    size_t count = 1;
    const char *end = t->p + t->n;
    for (const char *p = t->p; count < LIMIT_RULE_LINES + 2; count++) {
        p = p < end ? memchr(p, '\n', (size_t)(end - p)) : NULL;
        if (!p) {
            break;
        }
        p++;
    }
    return count;
}

static void find_lines(struct reading *r, struct rule_text *t)
{
    t->lines = arena_array(r->arena, t->line_count, sizeof *t->lines);
    t->shown = arena_array(r->arena, t->line_count, sizeof *t->shown);
    for (size_t i = 1; i < t->line_count; i++) {
        const char *from = t->p + t->lines[i - 1];
        t->lines[i] = t->lines[i - 1] + strcspn(from, "\n") + 1;
    }
}

static const char *folder_of(struct arena *arena, const char *path)
{
    const char *base = path_base(path);
    size_t n = (size_t)(base - path);
    return n ? arena_strndup(arena, path, n > 1 ? n - 1 : n) : ".";
}

struct rule_text *text_new(struct reading *r, const char *name, const char *p, size_t n,
                           enum text_role role)
{
    if (!check_bytes(r, name, p, n)) {
        return NULL;
    }
    struct rule_text *t = arena_alloc(r->arena, sizeof *t);
    t->name = arena_strdup(r->arena, name);
    t->bytes = (struct str){arena_strndup(r->arena, p, n), n};
    t->has_mark = n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0;
    if (t->has_mark) {
        p += 3;
        n -= 3;
    }
    t->role = role;
    const char *end = n ? memchr(p, '\n', n) : NULL;
    t->has_crlf = end && end > p && end[-1] == '\r';
    t->p = with_plain_ends(r->arena, p, n, &t->n);
    t->lang = ends_with(name, ".rules") ? LANG_EN : LANG_SV;
    t->memory = column_memory_new(r->arena);
    t->line_count = count_lines(t);
    if (t->line_count > LIMIT_RULE_LINES + 1) {
        tell(r, "E123", (struct place){.file = t->name}, "20 000", NULL);
        return NULL;
    }
    find_lines(r, t);
    return t;
}

static void add_text(struct reading *r, const char *name, const char *p, size_t n,
                     enum text_role role)
{
    struct rule_text *t = text_new(r, name, p, n, role);
    if (!t) {
        return;
    }
    t->crc = file_crc32(p, n);
    r->texts = arena_grow(r->arena, r->texts, r->text_count, &r->text_capacity, sizeof *r->texts);
    r->texts[r->text_count++] = t;
}

void reading_add_text(struct reading *r, const char *name, const char *p, size_t n)
{
    if (!r->model->folder) {
        r->model->folder = folder_of(r->arena, name);
    }
    add_text(r, name, p, n, TEXT_RULES);
}

static const struct rules_unsaved *unsaved_of(const struct reading *r, const char *path)
{
    for (size_t i = 0; r->asked && i < r->asked->unsaved_count; i++) {
        if (strcmp(r->asked->unsaved[i].path, path) == 0) {
            return &r->asked->unsaved[i];
        }
    }
    return NULL;
}

static void add_file(struct reading *r, const char *path, enum text_role role)
{
    const struct rules_unsaved *unsaved = unsaved_of(r, path);
    struct file_bytes bytes;
    int why = 0;
    if (unsaved) {
        add_text(r, path, unsaved->text.p, unsaved->text.n, role);
        return;
    }
    if (!file_read(path, LIMIT_RULE_FILE, &bytes, &why)) {
        struct place place = {.file = path};
        if (why == EFBIG) {
            tell(r, "E122", place, "1", NULL);
        } else {
            tell(r, "E125", place, why_text(why, r->d->lang), NULL);
        }
        return;
    }
    add_text(r, path, bytes.data, bytes.size, role);
    file_release(&bytes);
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Is it a rule file of the folder, by its name? */
static bool lies_in(const char *path, const char *folder)
{
    size_t n = strlen(folder);
    return strncmp(path, folder, n) == 0 && path[n] == '/' && path_base(path) == path + n + 1 &&
           (ends_with(path, ".regler") || ends_with(path, ".rules"));
}

/* Puts what is held unsaved of files that are not there yet behind the n paths; how many. */
static size_t add_unsaved(const struct reading *r, const char *folder, const char **all, size_t n)
{
    size_t added = 0;
    for (size_t i = 0; r->asked && i < r->asked->unsaved_count; i++) {
        const char *path = r->asked->unsaved[i].path;
        bool known = !lies_in(path, folder);
        for (size_t k = 0; !known && k < n + added; k++) {
            known = strcmp(all[k], path) == 0;
        }
        if (!known) {
            all[n + added++] = path;
        }
    }
    return added;
}

/* Notepad adds an ending that Explorer hides; what was meant as a rule file must not be left out in
 * silence. */
static void tell_unread(struct reading *r, const char *folder)
{
    static const char *const endings[] = {".regler.txt", ".rules.txt"};
    size_t n = 0;
    char **all = file_glob(r->arena, folder, "*", &n);
    for (size_t i = 0; i < n; i++) {
        const char *name = path_base(all[i]), *hidden = ".txt";
        for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) {
            if (ends_with(name, endings[k])) {
                size_t length = strlen(name) - strlen(hidden);
                tell(r, "W126", (struct place){.file = all[i]},
                     arena_printf(r->arena, "%.*s", (int)length, name), NULL);
            }
        }
    }
}

static void add_folder(struct reading *r, const char *path)
{
    size_t sv = 0, en = 0, unsaved = r->asked ? r->asked->unsaved_count : 0;
    char **a = file_glob(r->arena, path, "*.regler", &sv);
    char **b = file_glob(r->arena, path, "*.rules", &en);
    size_t n = sv + en;
    const char **all = arena_array(r->arena, n + unsaved + 1, sizeof *all);
    for (size_t i = 0; i < n; i++) {
        all[i] = i < sv ? a[i] : b[i - sv];
    }
    n += add_unsaved(r, path, all, n);
    tell_unread(r, path);
    if (n == 0) {
        tell(r, "E126", (struct place){.file = path}, NULL);
        return;
    }
    qsort(all, n, sizeof *all, compare_paths);
    for (size_t i = 0; i < n; i++) {
        add_file(r, all[i], TEXT_RULES);
    }
}

/* --- the steps -------------------------------------------------------------------------------- */

static void list_files(struct reading *r)
{
    const char **names = arena_array(r->arena, r->text_count + 1, sizeof *names);
    const char **texts = arena_array(r->arena, r->text_count + 1, sizeof *texts);
    uint32_t *crcs = arena_array(r->arena, r->text_count + 1, sizeof *crcs);
    for (size_t i = 0; i < r->text_count; i++) {
        names[i] = r->texts[i]->name;
        texts[i] = r->texts[i]->p;
        crcs[i] = r->texts[i]->crc;
        r->model->overlay_count += r->texts[i]->role == TEXT_OVERLAY;
    }
    r->model->files = names;
    r->model->file_texts = texts;
    r->model->file_crcs = crcs;
    r->model->file_count = r->text_count;
}

void reading_build(struct reading *r)
{
    for (size_t i = 0; i < r->text_count; i++) {
        blocks_read(r, r->texts[i]);
    }
    if (reading_is_given_up(r)) {
        return;
    }
    names_declare(r);
    declare_all(r);
    changes_declare(r);
    resolve_all(r);
    contradictions_check(r);
    calcs_check(r);
    tests_build(r);
    placeholders_check(r);
    tree_build(r);
    methods_check(r);
    order_build(r);
    changes_build(r);
    list_files(r);
    struct model_store *store = (struct model_store *)(void *)r->model;
    store->patterns = r->patterns;
    store->pattern_count = r->pattern_count;
}

struct reading *reading_begin(struct diagnostics *d)
{
    struct arena *arena = arena_new();
    struct model_store *store = arena_alloc(arena, sizeof *store);
    struct reading *r = arena_alloc(arena, sizeof *r);
    diagnostics_use(d, rule_messages, rule_message_count);
    store->model.arena = arena;
    r->model = &store->model;
    r->arena = arena;
    r->d = d;
    return r;
}

struct model *reading_finish(struct reading *r, size_t errors_before)
{
    if (r->d->errors == errors_before) {
        reading_build(r);
    }
    if (r->d->errors == errors_before) {
        return r->model;
    }
    model_free(r->model);
    return NULL;
}

/* A folder may be there in an editor before it is on disk. */
static bool is_folder(const struct reading *r, const char *path)
{
    bool folder = file_is_folder(path);
    for (size_t i = 0; !folder && r->asked && i < r->asked->unsaved_count; i++) {
        folder = lies_in(r->asked->unsaved[i].path, path);
    }
    return folder;
}

void reading_add_path(struct reading *r, const char *path)
{
    bool folder = is_folder(r, path);
    r->model->folder = folder ? arena_strdup(r->arena, path) : folder_of(r->arena, path);
    if (folder) {
        add_folder(r, path);
    } else {
        add_file(r, path, TEXT_RULES);
    }
}

struct model *rules_load_asked(const char *path, const struct rules_asked *asked,
                               struct diagnostics *d)
{
    size_t before = d->errors;
    struct reading *r = reading_begin(d);
    r->asked = asked;
    reading_add_path(r, path);
    for (size_t i = 0; asked && i < asked->overlay_count; i++) {
        add_file(r, asked->overlays[i], TEXT_OVERLAY);
    }
    return reading_finish(r, before);
}

struct model *rules_load(const char *path, struct diagnostics *d)
{
    return rules_load_asked(path, NULL, d);
}

struct model *rules_load_text(const char *file, const char *text, size_t size,
                              struct diagnostics *d)
{
    size_t before = d->errors;
    struct reading *r = reading_begin(d);
    reading_add_text(r, file, text, size);
    return reading_finish(r, before);
}

bool rules_is_overlay(const char *path)
{
    if (file_is_folder(path) || !file_exists(path)) {
        return false;
    }
    struct diagnostics *unheard = diagnostics_new(LANG_SV);
    struct reading *r = reading_begin(unheard);
    reading_add_path(r, path);
    for (size_t i = 0; i < r->text_count; i++) {
        blocks_read(r, r->texts[i]);
    }
    bool overlay = r->block_count > 0;
    for (size_t i = 0; i < r->block_count; i++) {
        overlay = overlay && r->blocks[i].kind == BLOCK_SCENARIO;
    }
    model_free(r->model);
    diagnostics_free(unheard);
    return overlay;
}

void model_free(struct model *model)
{
    if (!model) {
        return;
    }
    struct model_store *store = (struct model_store *)(void *)model;
    for (size_t i = 0; i < store->pattern_count; i++) {
        pattern_free(store->patterns[i]);
    }
    arena_free(model->arena);
}
