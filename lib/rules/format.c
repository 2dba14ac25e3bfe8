#include "rules/format.h"

#include <assert.h>
#include <string.h>

#include "base/file.h"
#include "rules/formatting.h"
#include "rules/rules.h"
#include "rules/tell.h"

static const char *const endings[] = {[LANG_SV] = ".regler", [LANG_EN] = ".rules"};

/* "a.regler" -> "a.rules"; a name with neither ending is Swedish and gets one. */
static const char *name_in(struct arena *arena, const struct rule_text *t, enum lang to)
{
    const char *base = path_base(t->name);
    size_t n = strlen(base), m = strlen(endings[t->lang]);
    if (t->lang == to) {
        return base;
    }
    bool ends = n > m && name_eq(base + n - m, endings[t->lang]);
    return arena_printf(arena, "%.*s%s", (int)(ends ? n - m : n), base, endings[to]);
}

static enum lang lang_wanted(const struct rule_text *t, enum format_lang to)
{
    return to == FORMAT_SAME ? t->lang : to == FORMAT_SV ? LANG_SV : LANG_EN;
}

/* --- one file --------------------------------------------------------------------------------- */

/* The text with the byte order mark and the line ends that the file had. */
static struct str with_ends(struct arena *arena, const struct rule_text *t, const struct text *made)
{
    struct text out = {0};
    text_add(&out, t->has_mark ? "\xEF\xBB\xBF" : "");
    for (const char *p = made->p ? made->p : ""; *p; p++) {
        if (*p == '\n' && t->has_crlf) {
            text_addc(&out, '\r');
        }
        text_addc(&out, *p);
    }
    struct str s = {arena_strndup(arena, out.p, out.n), out.n};
    text_release(&out);
    return s;
}

static struct formatted format_one(struct reading *r, const struct rule_text *t, enum lang to)
{
    size_t first = 0, count = 0;
    while (first < r->block_count && r->blocks[first].file != t) {
        first++;
    }
    while (first + count < r->block_count && r->blocks[first + count].file == t) {
        count++;
    }
    struct text out = {0};
    struct pen pen = {.out = &out, .file = t, .to = to, .arena = r->arena};
    write_lines(&pen, count ? &r->blocks[first] : NULL, count);
    struct formatted f = {.path = t->name, .name = name_in(r->arena, t, to), .before = t->bytes};
    f.after = with_ends(r->arena, t, &out);
    f.differs = to != t->lang || !str_eq(f.before, f.after);
    text_release(&out);
    return f;
}

/* --- the proof -------------------------------------------------------------------------------- */

/* The next number, text, pattern or day: what no dialect changes. */
static const struct lexeme *next_fixed(const struct property *p, size_t *at)
{
    while (*at < remark_start(p)) {
        const struct lexeme *x = &p->items[(*at)++];
        if (x->kind != LEXEME_NAME && x->kind != LEXEME_MARK && x->kind != LEXEME_UNIT) {
            return x;
        }
    }
    return NULL;
}

static bool same_lexeme(const struct lexeme *a, const struct lexeme *b)
{
    if (!a || !b || a->kind != b->kind) {
        return a == b;
    }
    bool text = a->text && b->text ? strcmp(a->text, b->text) == 0 : a->text == b->text;
    return text && a->number <= b->number && a->number >= b->number && a->day == b->day &&
           a->ignore_case == b->ignore_case && (a->unit.n > 0) == (b->unit.n > 0);
}

static bool same_property(const struct property *a, const struct property *b)
{
    size_t i = 0, k = 0;
    const struct lexeme *x, *y;
    do {
        x = next_fixed(a, &i);
        y = next_fixed(b, &k);
    } while (x && same_lexeme(x, y));
    return !x && !y && a->row == b->row && a->day == b->day;
}

static bool same_block(const struct block *a, const struct block *b)
{
    bool same = a->kind == b->kind && str_eq(a->name, b->name) && a->count == b->count &&
                same_property(&a->head_words, &b->head_words);
    bool headed = false; /* the line that names the columns was passed */
    for (size_t i = 0; same && i < a->count; i++) {
        const struct property *x = &a->properties[i], *y = &b->properties[i];
        bool line = x->row == &table_line;
        /* a cell may have got quotes: same_test compares what the cells say */
        same = line && headed ? y->row == &table_line : same_property(x, y);
        headed = headed || line;
    }
    return same;
}

static bool same_blocks(const struct reading *a, const struct reading *b)
{
    bool same = a->block_count == b->block_count;
    for (size_t i = 0; same && i < a->block_count; i++) {
        same = same_block(&a->blocks[i], &b->blocks[i]);
    }
    return same;
}

/* --- tests ------------------------------------------------------------------------------------ */

static bool same_number(double a, double b)
{
    return a <= b && a >= b;
}

static bool same_cell(const struct test_cell *a, const struct test_cell *b)
{
    bool text = a->text && b->text ? strcmp(a->text, b->text) == 0 : a->text == b->text;
    return text && a->missing == b->missing && a->decimals == b->decimals &&
           same_number(a->number, b->number) && same_number(a->as_written, b->as_written);
}

static bool same_column(const struct test_column *a, const struct test_column *b)
{
    return a->use == b->use && a->year == b->year && a->ref.kind == b->ref.kind &&
           a->ref.index == b->ref.index && a->ref.property == b->ref.property &&
           a->is_truth == b->is_truth && a->is_text == b->is_text;
}

/* A word that became a name of the rules, or the other way round, is told at its column. */
static bool same_test(const struct reading *r, const struct test *a, const struct test *b)
{
    assert(a->column_count == b->column_count && a->row_count == b->row_count &&
           a->statement_count == b->statement_count);
    for (size_t i = 0; i < a->column_count; i++) {
        bool same = same_column(&a->columns[i], &b->columns[i]);
        for (size_t k = 0; same && k < a->row_count; k++) {
            const struct test_row *x = &a->rows[k], *y = &b->rows[k];
            same = same_cell(&x->cells[i], &y->cells[i]) && strcmp(x->name, y->name) == 0;
        }
        if (!same) {
            tell(r, "E141", a->columns[i].place, a->columns[i].text, b->columns[i].text, NULL);
            return false;
        }
    }
    return true;
}

static bool same_tests(const struct reading *a, const struct reading *b)
{
    bool same = true;
    for (size_t i = 0; i < a->block_count; i++) {
        if (a->blocks[i].kind == BLOCK_TEST) {
            same = same_test(a, a->blocks[i].item, b->blocks[i].item) && same;
        }
    }
    return same;
}

/* What was made is read as a model of its own. What is wrong with it is told: a name may be a word
 * of the other dialect. Anything else that differs is a fault in this program. */
static bool check_made(const struct reading *r, const struct formatting *f, struct diagnostics *d)
{
    struct diagnostics *told = diagnostics_new(d->lang);
    struct reading *again = reading_begin(told);
    again->model->folder = r->model->folder;
    for (size_t i = 0; i < r->text_count; i++) {
        const struct rule_text *t = r->texts[i];
        const char *name = t->name;
        struct str bytes = t->bytes;
        for (size_t k = 0; k < f->count; k++) {
            if (f->files[k].path == t->name) {
                name = path_join(again->arena, f->folder, f->files[k].name);
                bytes = f->files[k].after;
            }
        }
        reading_add_text(again, name, bytes.p, bytes.n);
    }
    struct model *model = reading_finish(again, 0);
    assert(!model || same_blocks(r, again));
    if (!model) {
        diagnostics_append(d, told);
    }
    bool fine = model && same_tests(r, again);
    model_free(model);
    diagnostics_free(told);
    return fine;
}

/* --- the road --------------------------------------------------------------------------------- */

/* Once each. */
static void add_beside(struct formatting *f, size_t *n, const char *file)
{
    bool known = !file[0];
    for (size_t i = 0; i < *n && !known; i++) {
        known = strcmp(f->beside[i], file) == 0;
    }
    if (!known) {
        f->beside[(*n)++] = file;
    }
}

static void name_beside(const struct model *m, struct formatting *f)
{
    const char *const named[] = {m->areas_file, m->register_file, m->neighbours_file};
    size_t n = 0;
    f->beside = arena_array(m->arena, m->peers_count + m->table_count + 4, sizeof *f->beside);
    for (size_t i = 0; i < m->peers_count; i++) {
        add_beside(f, &n, m->peers[i].file);
    }
    for (size_t i = 0; i < m->table_count; i++) {
        add_beside(f, &n, m->tables[i].file);
    }
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        add_beside(f, &n, named[i]);
    }
}

/* only: the one file that is wanted, or NULL for all. */
static bool format_read(struct reading *r, const char *only, enum format_lang to,
                        struct formatting *out)
{
    struct diagnostics *d = r->d;
    struct model *model = reading_finish(r, 0);
    if (!model) {
        return false;
    }
    *out = (struct formatting){.model = model, .folder = model->folder};
    out->files = arena_array(r->arena, r->text_count + 1, sizeof *out->files);
    for (size_t i = 0; i < r->text_count; i++) {
        const struct rule_text *t = r->texts[i];
        if (!only || strcmp(path_base(t->name), path_base(only)) == 0) {
            out->files[out->count++] = format_one(r, t, lang_wanted(t, to));
        }
    }
    name_beside(model, out);
    bool fine = check_made(r, out, d);
    if (!fine) {
        formatting_free(out);
    }
    return fine;
}

static bool format_path(const char *path, const struct rules_asked *asked, const char *only,
                        enum format_lang to, struct diagnostics *d, struct formatting *out)
{
    struct reading *r = reading_begin(d);
    r->asked = asked;
    reading_add_path(r, path);
    return format_read(r, only, to, out);
}

static bool format_asked(const char *path, const struct rules_asked *asked, enum format_lang to,
                         struct diagnostics *d, struct formatting *out)
{
    struct diagnostics *alone = diagnostics_new(d->lang), *among = diagnostics_new(d->lang);
    bool fine = format_path(path, asked, NULL, to, alone, out), whole = false;
    if (!fine && !file_is_folder(path) && (asked || file_exists(path))) {
        const char *base = path_base(path);
        const char *folder =
            base == path ? "."
                         : arena_strndup(d->arena, path, (size_t)(base - path) - (base - path > 1));
        whole = format_path(folder, asked, path, to, among, out);
        whole = whole || among->errors < alone->errors;
        fine = among->errors == 0;
    }
    diagnostics_append(d, whole ? among : alone);
    diagnostics_free(alone);
    diagnostics_free(among);
    return fine;
}

bool rules_format(const char *path, enum format_lang to, struct diagnostics *d,
                  struct formatting *out)
{
    return format_asked(path, NULL, to, d, out);
}

bool rules_format_unsaved(const char *path, const struct rules_asked *asked, struct diagnostics *d,
                          struct formatting *out)
{
    return format_asked(path, asked, FORMAT_SAME, d, out);
}

bool rules_format_text(const char *file, const char *text, size_t size, enum format_lang to,
                       struct diagnostics *d, struct formatting *out)
{
    size_t before = d->errors;
    struct diagnostics *told = diagnostics_new(d->lang);
    struct reading *r = reading_begin(told);
    reading_add_text(r, file, text, size);
    bool fine = format_read(r, NULL, to, out);
    diagnostics_append(d, told);
    diagnostics_free(told);
    return fine && d->errors == before;
}

void formatting_free(struct formatting *f)
{
    model_free(f->model);
    *f = (struct formatting){0};
}
