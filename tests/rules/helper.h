/* What the tests of rules share: text to a model, and what was told about it. */
#ifndef ETABLERA_TESTS_RULES_HELPER_H
#define ETABLERA_TESTS_RULES_HELPER_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "rules/rules.h"

struct told {
    struct diagnostics *d;
    struct model *model; /* NULL when an error was told */
};

static inline struct told load_as(const char *file, const char *text, size_t size)
{
    struct told t = {.d = diagnostics_new(LANG_SV)};
    t.model = rules_load_text(file, text, size, t.d);
    diagnostics_sort(t.d);
    return t;
}

static inline struct told load(const char *text)
{
    return load_as("a.regler", text, strlen(text));
}

static inline void told_free(struct told *t)
{
    model_free(t->model);
    diagnostics_free(t->d);
}

/* The codes that were told, in order: "E101 E203". */
static inline const char *codes(const struct told *t)
{
    struct text out = {0};
    text_add(&out, "");
    for (size_t i = 0; i < t->d->count; i++) {
        text_add(&out, i ? " " : "");
        text_add(&out, t->d->items[i].code);
    }
    char *copy = arena_strdup(t->d->arena, out.p);
    text_release(&out);
    return copy;
}

/* A source with columns of the usual units, for tests of formulas. */
#define SOURCE                                                                                     \
    "källa s \"S\"\n"                                                                             \
    "  fil: a.csv\n"                                                                               \
    "  kommun: \"Kommun\"\n"                                                                       \
    "  år: 2024\n"                                                                                \
    "  kolumn: n = \"N\" [personer]\n"                                                             \
    "  kolumn: bef = \"B\" [personer]\n"                                                           \
    "  kolumn: hus = \"H\" [st]\n"                                                                 \
    "  kolumn: tid = \"T\" [min]\n"                                                                \
    "  kolumn: andel = \"A\" [%]\n"                                                                \
    "  kolumn: slag = \"G\" [text]\n"

#endif
