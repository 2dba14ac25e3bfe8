/* Where names stand. A survey is a reading that is kept. */
#include "rules/surveying.h"

#include <stdlib.h>
#include <string.h>

#include "rules/derived.h"
#include "rules/rules.h"
#include "rules/tell.h"
#include "rules/units.h"

void mention_add(struct reading *r, struct ref ref, uint32_t owner, struct place place,
                 size_t characters)
{
    if (!r->surveyed || ref.kind == SYMBOL_KINDS || !place.file) {
        return;
    }
    r->mentions = arena_grow(r->arena, r->mentions, r->mention_count, &r->mention_capacity,
                             sizeof *r->mentions);
    place.length = (unsigned)characters;
    ref.property = 'v';
    r->mentions[r->mention_count++] = (struct mention){ref, owner, place};
}

/* --- life ------------------------------------------------------------------------------------- */

static int compare_numbers(unsigned a, unsigned b)
{
    return a < b ? -1 : a > b;
}

static int compare_mentions(const void *a, const void *b)
{
    const struct place *x = &((const struct mention *)a)->place;
    const struct place *y = &((const struct mention *)b)->place;
    int order = strcmp(x->file, y->file);
    order = order ? order : compare_numbers(x->line, y->line);
    return order ? order : compare_numbers(x->column, y->column);
}

/* The same words may be read twice: a place is kept once. */
static void sort_mentions(struct reading *r)
{
    size_t kept = 0;
    if (r->mention_count) {
        qsort(r->mentions, r->mention_count, sizeof *r->mentions, compare_mentions);
    }
    for (size_t i = 0; i < r->mention_count; i++) {
        if (!kept || compare_mentions(&r->mentions[kept - 1], &r->mentions[i]) != 0) {
            r->mentions[kept++] = r->mentions[i];
        }
    }
    r->mention_count = kept;
}

struct survey *survey_new(const char *path, const struct rules_asked *asked, struct diagnostics *d)
{
    size_t before = d->errors;
    struct reading *r = reading_begin(d);
    struct survey *s = arena_alloc(r->arena, sizeof *s);
    r->asked = asked;
    r->surveyed = true;
    reading_add_path(r, path);
    s->reading = r;
    s->built = d->errors == before;
    if (s->built) {
        reading_build(r);
    }
    sort_mentions(r);
    s->model = d->errors == before ? r->model : NULL;
    r->asked = NULL; /* the caller's */
    return s;
}

void survey_free(struct survey *s)
{
    if (s) {
        model_free(s->reading->model);
    }
}

/* --- what was read ---------------------------------------------------------------------------- */

struct model *survey_model(const struct survey *s)
{
    return s->model;
}

static const struct rule_column *column_of(const struct survey *s, const struct mention *m)
{
    return &s->reading->model->registers[m->owner].columns[m->ref.index];
}

const struct head *survey_head(const struct survey *s, const struct mention *m)
{
    return m->ref.kind == SYMBOL_COLUMN ? &column_of(s, m)->head
                                        : model_head(s->reading->model, m->ref);
}

bool survey_same(const struct mention *a, const struct mention *b)
{
    return a->ref.kind == b->ref.kind && a->ref.index == b->ref.index && a->owner == b->owner;
}

const char *survey_unit(const struct survey *s, const struct mention *m, enum lang lang)
{
    struct unit unit = unit_none();
    bool truth = false, text = false;
    if (m->ref.kind == SYMBOL_COLUMN) {
        unit = column_of(s, m)->unit;
        text = column_of(s, m)->is_text;
    } else if (!type_of(s->reading, m->ref, &unit, &truth, &text)) {
        return "";
    }
    if (truth || text) {
        return truth ? (lang == LANG_SV ? "ja/nej" : "yes/no") : "text";
    }
    return unit_is_unknown(&unit) || !unit.sv ? "" : unit_text(&unit, lang);
}

size_t survey_file_count(const struct survey *s)
{
    return s->reading->text_count;
}

const char *survey_file(const struct survey *s, size_t i)
{
    return s->reading->texts[i]->name;
}

const struct rule_text *survey_text(const struct survey *s, const char *file)
{
    for (size_t i = 0; i < s->reading->text_count; i++) {
        if (strcmp(s->reading->texts[i]->name, file) == 0) {
            return s->reading->texts[i];
        }
    }
    return NULL;
}

struct str text_line(const struct rule_text *t, unsigned line)
{
    if (!t || line == 0 || line > t->line_count) {
        return (struct str){"", 0};
    }
    const char *start = t->p + t->lines[line - 1];
    return (struct str){start, strcspn(start, "\n")};
}

struct str survey_line(const struct survey *s, const char *file, unsigned line)
{
    return text_line(survey_text(s, file), line);
}

unsigned survey_line_count(const struct survey *s, const char *file)
{
    const struct rule_text *t = survey_text(s, file);
    return t ? (unsigned)t->line_count : 0;
}

const struct mention *survey_mentions(const struct survey *s, size_t *count)
{
    *count = s->reading->mention_count;
    return s->reading->mentions;
}

/* --- blocks ----------------------------------------------------------------------------------- */

/* The last line of a block: before the next one, without the blank lines and comments between. */
static unsigned last_line(const struct rule_text *t, unsigned first)
{
    unsigned last = first;
    for (unsigned line = first + 1; line <= t->line_count; line++) {
        struct str s = text_line(t, line);
        if (s.n && !lex_blank(s.p) && *s.p != '#') {
            break;
        }
        if (str_trim(s).n && *lex_after_blanks(s.p) != '#') {
            last = line;
        }
    }
    return last;
}

struct landmark *survey_landmarks(const struct survey *s, const char *file, struct arena *arena,
                                  size_t *count)
{
    const struct reading *r = s->reading;
    const struct rule_text *t = survey_text(s, file);
    struct landmark *all = arena_array(arena, r->block_count + 1, sizeof *all);
    *count = 0;
    for (size_t i = 0; i < r->block_count; i++) {
        const struct block *b = &r->blocks[i];
        if (!t || b->file != t) {
            continue;
        }
        const struct block_row *row = block_row((enum block_kind)b->kind);
        all[(*count)++] = (struct landmark){
            .word = t->lang == LANG_SV ? row->sv : row->en,
            .name = arena_strndup(arena, b->name.p, b->name.n),
            .label = b->label ? b->label : "",
            .kind = row->symbol,
            .place = b->place,
            .first = b->place.line,
            .last = last_line(t, b->place.line),
        };
    }
    return all;
}

/* --- another name ----------------------------------------------------------------------------- */

static bool is_column(const struct reading *r, const char *name)
{
    for (size_t i = 0; i < r->model->register_count; i++) {
        const struct rule_register *g = &r->model->registers[i];
        for (size_t k = 0; k < g->column_count; k++) {
            if (name_eq(g->columns[k].head.name, name)) {
                return true;
            }
        }
    }
    return false;
}

const char *survey_name_fault(const struct survey *s, const char *name, enum lang lang,
                              struct arena *arena)
{
    struct reading *r = s->reading;
    struct str word = str_of(name);
    enum derived derived;
    bool sv = lang == LANG_SV;
    if (!word.n || lex_name(name).n != word.n) {
        return arena_printf(arena,
                            sv ? "\"%s\" är inget namn: ett namn har bokstäver, siffror och _ och "
                                 "börjar inte med en siffra"
                               : "\"%s\" is no name: a name has letters, digits and _ and does not "
                                 "begin with a digit",
                            name);
    }
    if (word_is_reserved(word, LANG_SV) || word_is_reserved(word, LANG_EN) ||
        derived_find(name, &derived)) {
        return arena_printf(arena,
                            sv ? "\"%s\" är ett ord i språket och kan inte vara ett namn"
                               : "\"%s\" is a word of the language and cannot be a name",
                            name);
    }
    const struct symbol *symbol = names_find(r, word);
    if (symbol || is_column(r, name)) {
        enum symbol_kind kind = symbol ? symbol->ref.kind : SYMBOL_COLUMN;
        return arena_printf(
            arena, sv ? "namnet \"%s\" finns redan (%s)" : "the name \"%s\" exists already (%s)",
            name, symbol_text(kind, lang));
    }
    return NULL;
}
