#include "rules/vocabulary.h"

#include <string.h>

#include "rules/derived.h"
#include "rules/functions.h"
#include "rules/keywords.h"
#include "rules/units.h"

struct list {
    struct arena *arena;
    const char **words;
    size_t count, capacity;
    enum lang lang;
};

static bool has(const struct list *l, const char *word)
{
    for (size_t i = 0; i < l->count; i++) {
        if (strcmp(l->words[i], word) == 0) {
            return true;
        }
    }
    return false;
}

static void add(struct list *l, const char *sv, const char *en)
{
    const char *word = l->lang == LANG_SV ? sv : en;
    if (word && word[0] && !has(l, word)) {
        l->words = arena_grow(l->arena, l->words, l->count, &l->capacity, sizeof *l->words);
        l->words[l->count++] = word;
    }
}

/* --- blocks and properties -------------------------------------------------------------------- */

static void add_blocks(struct list *l)
{
    for (int i = 0; i < BLOCK_KINDS; i++) {
        const struct block_row *row = block_row((enum block_kind)i);
        add(l, row->sv, row->en);
    }
}

static void add_rows(struct list *l, const struct property_row *rows, size_t n, bool free)
{
    for (size_t i = 0; i < n; i++) {
        if (((rows[i].flags & IS_FREE) != 0) == free) {
            add(l, rows[i].sv, rows[i].en);
        }
    }
}

static void add_properties(struct list *l, bool free)
{
    size_t n = 0;
    const struct property_row *common = property_common(&n);
    add_rows(l, common, n, free);
    for (int i = 0; i < BLOCK_KINDS; i++) {
        const struct block_row *row = block_row((enum block_kind)i);
        add_rows(l, row->properties, row->property_count, free);
    }
}

static void add_value_properties(struct list *l)
{
    add_properties(l, false);
}

/* A word that has a value in some block is no text property. */
static void add_text_properties(struct list *l)
{
    struct list values = {.arena = l->arena, .lang = l->lang};
    add_properties(&values, false);
    add_properties(l, true);
    size_t kept = 0;
    for (size_t i = 0; i < l->count; i++) {
        if (!has(&values, l->words[i])) {
            l->words[kept++] = l->words[i];
        }
    }
    l->count = kept;
}

/* --- words in values -------------------------------------------------------------------------- */

static void add_keywords(struct list *l, int first, int last)
{
    for (size_t i = 0; i < keyword_words.count; i++) {
        const struct word *w = word_at(&keyword_words, i);
        if (w->value >= first && w->value <= last) {
            add(l, w->sv, w->en);
        }
    }
}

static void add_operators(struct list *l)
{
    add_keywords(l, WORD_AND, WORD_LIKE);
}

static void add_like(struct list *l)
{
    add_keywords(l, WORD_LIKE, WORD_LIKE);
}

static void add_table(struct list *l, const struct word_table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        add(l, word_at(table, i)->sv, word_at(table, i)->en);
    }
}

static void add_for(struct list *l)
{
    add_table(l, &for_words);
}

static void add_constants(struct list *l)
{
    add_keywords(l, WORD_YES, WORD_OTHERWISE);
    add_table(l, &is_words);
}

static void add_values(struct list *l)
{
    static const struct word_table *const tables[] = {
        &direction_words,
        &scale_words,
        &aggregation_words,
        &outcome_words,
        &delimiter_words,
        &decimal_words,
        &fact_words,
        &missing_words,
        &property_words,
        &absent_words,
        &grade_words,
        &points_words,
        &compared_words,
        &outlier_words,
        &year_rule_words,
        &vary_weight_words,
        &vary_aggregation_words,
        &vary_scale_words,
        &vary_outlier_words,
        &vary_missing_words,
        &fetch_words,
        &selection_words,
    };
    add_keywords(l, WORD_TO, WORD_REVERSED);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        add_table(l, tables[i]);
    }
}

static void add_functions(struct list *l)
{
    for (int i = 0; i < FN_COUNT; i++) {
        add(l, function_row((enum function)i)->sv, function_row((enum function)i)->en);
    }
}

static void add_derived(struct list *l)
{
    for (int i = 0; i < DERIVED_COUNT; i++) {
        const struct derived_row *row = derived_row((enum derived)i);
        add(l, row->head.name, row->en);
    }
}

static void add_units(struct list *l)
{
    const char *sv, *en, *en_one;
    for (size_t i = 0; unit_word_at(i, &sv, &en, &en_one); i++) {
        add(l, sv, en);
        add(l, NULL, en_one);
    }
}

static void (*const adders[])(struct list *) = {
    [WORDS_BLOCK] = add_blocks,
    [WORDS_TEXT_PROPERTY] = add_text_properties,
    [WORDS_PROPERTY] = add_value_properties,
    [WORDS_OPERATOR] = add_operators,
    [WORDS_LIKE] = add_like,
    [WORDS_FOR] = add_for,
    [WORDS_CONSTANT] = add_constants,
    [WORDS_VALUE] = add_values,
    [WORDS_FUNCTION] = add_functions,
    [WORDS_DERIVED] = add_derived,
    [WORDS_UNIT] = add_units,
};

const char **vocabulary(struct arena *arena, enum vocabulary kind, enum lang lang, size_t *count)
{
    struct list l = {.arena = arena, .lang = lang};
    adders[kind](&l);
    *count = l.count;
    return l.words;
}
