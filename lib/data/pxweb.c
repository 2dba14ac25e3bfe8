#include "data/pxweb.h"

#include <stdint.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "data/landing_text.h"

/* --- the table -------------------------------------------------------------------------------- */

struct taking {
    struct arena *arena;
    const char **codes;
    size_t count, capacity;
};

static bool take_code(void *person, const char *key, const struct json *value)
{
    struct taking *t = person;
    (void)value; /* places in the order of the text: as the agency writes them */
    t->codes = arena_grow(t->arena, t->codes, t->count, &t->capacity, sizeof *t->codes);
    t->codes[t->count++] = arena_strdup(t->arena, key);
    return true;
}

/* The codes of a variable stand as {"code": place} or as ["code"]. */
static void take_codes(struct arena *arena, const struct json *index, struct pxweb_variable *v)
{
    struct taking t = {.arena = arena};
    json_members(index, take_code, &t);
    for (size_t i = 0; json_kind_of(index) == JSON_KIND_ARRAY && i < json_count(index); i++) {
        const char *code = json_text_of(json_item(index, i));
        if (code)
            take_code(&t, code, NULL);
    }
    v->codes = t.codes;
    v->count = t.count;
    v->chosen = arena_array(arena, t.count + 1, sizeof *v->chosen);
}

static bool take_variable(struct pxweb_table *t, const struct json *dimensions, const char *code,
                          struct fault *f)
{
    const struct json *one = json_member(dimensions, code);
    struct pxweb_variable *v = &t->variables[t->count];
    v->code = arena_strdup(t->arena, code);
    v->can_be_summed = json_is_yes(json_member(json_member(one, "extension"), "elimination"));
    take_codes(t->arena, json_member(json_member(one, "category"), "index"), v);
    if (!v->count)
        return fault_set(f, "E960", v->code);
    t->count++;
    return true;
}

static size_t role_of(const struct pxweb_table *t, const struct json *metadata, const char *role)
{
    const struct json *names = json_member(json_member(metadata, "role"), role);
    const char *name = json_text_of(json_item(names, 0));
    for (size_t i = 0; name && i < t->count; i++)
        if (strcmp(t->variables[i].code, name) == 0)
            return i;
    return SIZE_MAX;
}

static bool take_table(struct pxweb_table *t, const struct json *metadata, struct fault *f)
{
    const struct json *ids = json_member(metadata, "id");
    const struct json *dimensions = json_member(metadata, "dimension");
    size_t n = json_kind_of(ids) == JSON_KIND_ARRAY ? json_count(ids) : 0;
    if (n == 0 || n > LIMIT_COLUMNS)
        return fault_set(f, "E960", "id");
    t->variables = arena_array(t->arena, n, sizeof *t->variables);
    for (size_t i = 0; i < n; i++) {
        const char *code = json_text_of(json_item(ids, i));
        if (!code)
            return fault_set(f, "E960", "id");
        if (!take_variable(t, dimensions, code, f))
            return false;
    }
    t->time = role_of(t, metadata, "time");
    t->measure = role_of(t, metadata, "metric");
    return true;
}

bool pxweb_table(struct arena *arena, const char *p, size_t n, struct pxweb_table *out,
                 struct fault *f)
{
    *f = (struct fault){0};
    *out = (struct pxweb_table){.arena = arena};
    struct json *metadata = json_read(p, n);
    bool fine = metadata ? take_table(out, metadata, f) : fault_set(f, "E959", "");
    json_free(metadata);
    return fine;
}

/* --- selections ------------------------------------------------------------------------------- */

/* name(argument) and name(argument,argument), after any bracket: the part before ( is *name. */
struct call {
    struct str name, first, second;
};

static bool call_read(struct str s, struct call *c)
{
    const char *open = memchr(s.p, '(', s.n);
    if (!open || s.p[s.n - 1] != ')')
        return false;
    const char *end = s.p + s.n - 1, *comma = memchr(open, ',', (size_t)(end - open));
    const char *stop = comma ? comma : end;
    c->name = (struct str){s.p, (size_t)(open - s.p)};
    c->first = str_trim((struct str){open + 1, (size_t)(stop - open - 1)});
    c->second = (struct str){end, 0};
    if (comma)
        c->second = str_trim((struct str){comma + 1, (size_t)(end - comma - 1)});
    return true;
}

static size_t code_at(const struct pxweb_variable *v, struct str code)
{
    for (size_t i = 0; i < v->count; i++)
        if (str_is(code, v->codes[i]))
            return i;
    return SIZE_MAX;
}

static size_t whole_of(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9' || n > LIMIT_CELLS)
            return 0;
        n = n * 10 + (size_t)(s.p[i] - '0');
    }
    return n;
}

/* The span of codes that top(n), bottom(n), from(a), to(b) and range(a,b) mean. */
static bool span_of(const struct pxweb_variable *v, const struct call *c, size_t *from, size_t *to)
{
    size_t n = whole_of(c->first), last = v->count - 1;
    size_t first = code_at(v, c->first), second = code_at(v, c->second);
    n = n > v->count ? v->count : n;
    if (str_is(c->name, "top") && n > 0)
        *from = v->count - n, *to = last;
    else if (str_is(c->name, "bottom") && n > 0)
        *from = 0, *to = n - 1;
    else if (str_is(c->name, "from") && first != SIZE_MAX)
        *from = first, *to = last;
    else if (str_is(c->name, "to") && first != SIZE_MAX)
        *from = 0, *to = first;
    else if (str_is(c->name, "range") && first != SIZE_MAX && second != SIZE_MAX && first <= second)
        *from = first, *to = second;
    else
        return false;
    return true;
}

/* Marks what one part of a selection means; false when it means nothing. *again: a code twice. */
static bool mark_part(struct pxweb_variable *v, struct str part, struct arena *arena, bool *again)
{
    struct call c;
    size_t from = 0, to = v->count - 1;
    bool any = false, called = call_read(part, &c);
    if (called && !span_of(v, &c, &from, &to))
        return false;
    const char *pattern = arena_strndup(arena, part.p, part.n);
    for (size_t i = from; i <= to; i++) {
        if (!called && !path_matches(pattern, v->codes[i]))
            continue;
        any = true;
        *again = *again || v->chosen[i];
        v->chosen_count += !v->chosen[i];
        v->chosen[i] = true;
    }
    return any;
}

/* urval = del ("," del)* ; a comma inside ( ) belongs to the part. */
static bool mark_all(struct pxweb_variable *v, const char *text, struct arena *arena,
                     struct fault *f)
{
    bool again = false, bracketed = false;
    v->asked = text;
    for (const char *p = text; *p;) {
        size_t n = 0;
        for (int depth = 0; p[n] && (depth > 0 || p[n] != ','); n++)
            depth += p[n] == '(' ? 1 : p[n] == ')' && depth > 0 ? -1 : 0;
        struct str part = str_trim((struct str){p, n});
        if (part.n > 1 && part.p[0] == '[' && part.p[part.n - 1] == ']')
            part = (struct str){part.p + 1, part.n - 2};
        bracketed = bracketed || (memchr(part.p, ',', part.n) != NULL);
        if (!part.n || !mark_part(v, part, arena, &again))
            return fault_set(f, "E969", arena_printf(arena, "%s: %s", v->code, text));
        p += n + (p[n] == ',');
    }
    if (again || bracketed)
        v->asked = NULL; /* the agency fails on a code that stands twice */
    return v->chosen_count > 0 || fault_set(f, "E969", v->code);
}

bool pxweb_choose(struct pxweb_table *t, const struct pxweb_selection *selections, size_t count,
                  struct fault *f)
{
    *f = (struct fault){0};
    for (size_t i = 0; i < t->count; i++) {
        struct pxweb_variable *v = &t->variables[i];
        const struct pxweb_selection *s = NULL;
        for (size_t k = 0; k < count; k++)
            s = strcmp(selections[k].variable, v->code) == 0 ? &selections[k] : s;
        if (!s)
            return fault_set(f, "E968", v->code);
        v->summed = s->summed;
        if (s->summed && !v->can_be_summed)
            return fault_set(f, "E974", v->code);
        if (!s->summed && !mark_all(v, s->codes, t->arena, f))
            return false;
    }
    for (size_t k = 0; k < count; k++) {
        bool known = selections[k].summed;
        for (size_t i = 0; i < t->count; i++)
            known = known || strcmp(selections[k].variable, t->variables[i].code) == 0;
        if (!known)
            return fault_set(f, "E969", selections[k].variable);
    }
    return true;
}

/* --- addresses -------------------------------------------------------------------------------- */

static const char also[] = "*(),";

const char *pxweb_metadata_address(struct arena *arena, const char *base)
{
    return arena_printf(arena, "%s/metadata?lang=sv", base);
}

static bool in_heading(const struct pxweb_table *t, size_t i, bool years)
{
    return i == (years ? t->time : t->measure);
}

static void add_variable(struct text *out, const struct pxweb_variable *v)
{
    text_add(out, "&valueCodes%5B");
    text_add_encoded(out, v->code, "");
    text_add(out, "%5D=");
}

/* Codes number `from` to `to` among the chosen ones of the variable that is split. */
static void add_chosen(struct text *out, const struct pxweb_variable *v, size_t from, size_t to)
{
    size_t seen = 0;
    for (size_t i = 0; i < v->count; i++) {
        if (!v->chosen[i])
            continue;
        if (seen >= from && seen < to) {
            text_add(out, seen > from ? "," : "");
            text_add_encoded(out, v->codes[i], "");
        }
        seen++;
    }
}

static void add_layout(struct text *out, const struct pxweb_table *t, bool years)
{
    bool any = false;
    for (int stub = 0; stub < 2; stub++) {
        any = false;
        for (size_t i = 0; i < t->count; i++) {
            if (t->variables[i].summed || in_heading(t, i, years) == (stub == 1))
                continue;
            text_add(out, any ? "," : stub ? "&stub=" : "&heading=");
            text_add_encoded(out, t->variables[i].code, "");
            any = true;
        }
    }
}

/* split: the variable whose chosen codes from..to are asked for; SIZE_MAX: all as the rules say. */
static const char *address_of(const struct pxweb_table *t, const char *base, bool years,
                              size_t split, size_t from, size_t to)
{
    struct text out = {0};
    text_printf(&out, "%s/data?lang=sv&outputFormat=csv", base);
    add_layout(&out, t, years);
    for (size_t i = 0; i < t->count; i++) {
        const struct pxweb_variable *v = &t->variables[i];
        if (v->summed)
            continue;
        add_variable(&out, v);
        if (i != split && v->asked)
            text_add_encoded(&out, v->asked, also);
        else
            add_chosen(&out, v, i == split ? from : 0, i == split ? to : v->chosen_count);
    }
    const char *address = arena_strdup(t->arena, out.p);
    text_release(&out);
    return address;
}

struct sizes {
    size_t cells, rows, split, split_count;
};

static bool measure(const struct pxweb_table *t, bool years, struct sizes *s, struct fault *f)
{
    *s = (struct sizes){.cells = 1, .rows = 1, .split = SIZE_MAX};
    for (size_t i = 0; i < t->count; i++) {
        const struct pxweb_variable *v = &t->variables[i];
        if (v->summed)
            continue;
        if (s->cells > (size_t)LIMIT_CELLS * LIMIT_CALLS / v->chosen_count)
            return fault_set(f, "E970", v->code);
        s->cells *= v->chosen_count;
        if (in_heading(t, i, years))
            continue;
        s->rows *= v->chosen_count;
        if (v->chosen_count > s->split_count) {
            s->split = i;
            s->split_count = v->chosen_count;
        }
    }
    return true;
}

bool pxweb_parts(const struct pxweb_table *t, const char *base, bool years,
                 struct pxweb_part **parts, size_t *count, struct fault *f)
{
    struct sizes s;
    *f = (struct fault){0};
    *count = 0;
    if (!measure(t, years, &s, f))
        return false;
    const char *whole = address_of(t, base, years, SIZE_MAX, 0, 0);
    if (s.cells <= LIMIT_CELLS && strlen(whole) <= LIMIT_ADDRESS) {
        *parts = arena_array(t->arena, 1, sizeof **parts);
        (*parts)[(*count)++] = (struct pxweb_part){whole, s.rows};
        return true;
    }
    if (s.split == SIZE_MAX)
        return fault_set(f, "E970", whole);
    size_t step = (size_t)LIMIT_CELLS / (s.cells / s.split_count);
    step = step > s.split_count ? s.split_count : step;
    while (step > 1 && strlen(address_of(t, base, years, s.split, s.split_count - step,
                                         s.split_count)) > LIMIT_ADDRESS - 64)
        step = step - step / 8 - 1;
    *parts = arena_array(t->arena, s.split_count + 1, sizeof **parts);
    for (size_t from = 0; step > 0 && from < s.split_count; from += step) {
        size_t to = from + step < s.split_count ? from + step : s.split_count;
        const char *address = address_of(t, base, years, s.split, from, to);
        if (*count == LIMIT_CALLS || strlen(address) > LIMIT_ADDRESS)
            return fault_set(f, "E970", address);
        (*parts)[(*count)++] = (struct pxweb_part){address, s.rows / s.split_count * (to - from)};
    }
    return *count > 0 || fault_set(f, "E970", whole);
}

/* --- answers ---------------------------------------------------------------------------------- */

/* The first line with its end; 0 when there is none. */
static size_t heading_of(const char *p, size_t n)
{
    const char *end = n ? memchr(p, '\n', n) : NULL;
    return end ? (size_t)(end - p) + 1 : 0;
}

static size_t lines_in(const char *p, size_t n)
{
    size_t lines = 0, length = 0;
    for (size_t i = 0; i < n; i++) {
        if (p[i] == '\n') {
            lines += length > 0;
            length = 0;
        } else if (p[i] != '\r') {
            length++;
        }
    }
    return lines + (length > 0);
}

bool pxweb_join(struct text *heading, const char *p, size_t n, size_t rows, struct str *body,
                struct arena *arena, struct fault *f)
{
    *f = (struct fault){0};
    size_t k = heading_of(p, n);
    if (!k)
        return fault_set(f, "E971", arena_printf(arena, "0/%zu", rows));
    bool first = heading->n == 0;
    if (!first && (heading->n != k || memcmp(heading->p, p, k) != 0))
        return fault_set(f, "E975", "");
    size_t lines = lines_in(p + k, n - k);
    if (lines != rows)
        return fault_set(f, "E971", arena_printf(arena, "%zu/%zu", lines, rows));
    if (first)
        text_addn(heading, p, k);
    *body = first ? (struct str){p, n} : (struct str){p + k, n - k};
    return true;
}
