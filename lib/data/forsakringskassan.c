#include "data/forsakringskassan.h"

#include <string.h>

#include "base/json.h"
#include "base/number.h"
#include "data/landing_text.h"

enum { MOST_KEYS = 64 };

struct keys {
    struct arena *arena;
    const char *names[MOST_KEYS];
    size_t count;
};

struct table {
    struct keys dimensions, observations;
    const char *area_key;
    struct text *out;
    struct fault *fault;
};

static bool note_key(void *person, const char *key, const struct json *value)
{
    struct keys *keys = person;
    (void)value;
    if (keys->count < MOST_KEYS)
        keys->names[keys->count++] = arena_strdup(keys->arena, key);
    return true;
}

static bool count_key(void *person, const char *key, const struct json *value)
{
    (void)key, (void)value;
    ++*(size_t *)person;
    return true;
}

static bool has_as_many(const struct json *object, const struct keys *keys)
{
    size_t n = 0;
    json_members(object, count_key, &n);
    return n == keys->count;
}

static void add_headings(struct table *t)
{
    for (size_t i = 0; i < t->dimensions.count; i++) {
        text_add_cell(t->out, t->dimensions.names[i], ';');
        text_addc(t->out, ';');
    }
    for (size_t i = 0; i < t->observations.count; i++) {
        text_add_cell(t->out, t->observations.names[i], ';');
        text_addc(t->out, i + 1 < t->observations.count ? ';' : '\n');
    }
}

static bool add_observation(struct table *t, const struct json *o)
{
    char buffer[32];
    double number = 0;
    const struct json *value = json_member(o, "value");
    bool none = value && json_kind_of(value) == JSON_KIND_NULL;
    if (json_is_yes(json_member(o, "rojd")))
        text_add(t->out, "rojd"); /* whatever number stands beside it */
    else if (json_number_of(value, &number))
        text_add(t->out, number_text(buffer, number));
    else if (!none)
        return fault_set(t->fault, "E960", "value");
    return true;
}

static bool add_row(struct table *t, const struct json *row)
{
    const struct json *dimensions = json_member(row, "dimensions");
    const struct json *observations = json_member(row, "observations");
    const char *area = json_text_of(json_member(dimensions, t->area_key));
    if (!has_as_many(dimensions, &t->dimensions))
        return fault_set(t->fault, "E960", "dimensions");
    if (!has_as_many(observations, &t->observations))
        return fault_set(t->fault, "E960", "observations");
    size_t begun = t->out->n;
    for (size_t i = 0; i < t->dimensions.count; i++) {
        const char *text = json_text_of(json_member(dimensions, t->dimensions.names[i]));
        if (!text)
            return fault_set(t->fault, "E960", t->dimensions.names[i]);
        text_add_cell(t->out, text, ';');
        text_addc(t->out, ';');
    }
    for (size_t i = 0; i < t->observations.count; i++) {
        if (!add_observation(t, json_member(observations, t->observations.names[i])))
            return false;
        text_addc(t->out, i + 1 < t->observations.count ? ';' : '\n');
    }
    if (area && strncmp(area, "ALL", 3) == 0)
        t->out->n = begun; /* a sum over areas: held to the same form, and left out */
    return true;
}

static bool add_rows(struct table *t, const struct json *rows)
{
    const struct json *first = json_item(rows, 0);
    if (json_kind_of(rows) != JSON_KIND_ARRAY || !first)
        return fault_set(t->fault, "E960", "[]");
    json_members(json_member(first, "dimensions"), note_key, &t->dimensions);
    json_members(json_member(first, "observations"), note_key, &t->observations);
    if (!t->dimensions.count || !t->observations.count)
        return fault_set(t->fault, "E960", t->dimensions.count ? "observations" : "dimensions");
    add_headings(t);
    for (size_t i = 0; i < json_count(rows); i++)
        if (!add_row(t, json_item(rows, i)))
            return false;
    return true;
}

bool forsakringskassan_landing(const char *p, size_t n, const char *area_key, struct arena *arena,
                               struct text *out, struct fault *f)
{
    struct table t = {.area_key = area_key, .out = out, .fault = f};
    t.dimensions.arena = t.observations.arena = arena;
    *f = (struct fault){0};
    struct json *rows = json_read(p, n);
    bool fine = rows ? add_rows(&t, rows) : fault_set(f, "E959", "");
    json_free(rows);
    return fine;
}
