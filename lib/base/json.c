/* The only file that knows jansson. A struct json is a json_t under another name. */
#include "base/json.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static json_t *in(struct json *j)
{
    return (json_t *)(void *)j;
}

static const json_t *seen(const struct json *j)
{
    return (const json_t *)(const void *)j;
}

static struct json *out_of(json_t *j)
{
    return (struct json *)(void *)j;
}

static const struct json *shown(const json_t *j)
{
    return (const struct json *)(const void *)j;
}

/* --- making ----------------------------------------------------------------------------------- */

struct json *json_new_object(void)
{
    return out_of(json_object());
}

struct json *json_new_array(void)
{
    return out_of(json_array());
}

struct json *json_new_text(const char *s)
{
    return out_of(json_string(s));
}

struct json *json_new_number(double value)
{
    return out_of(isfinite(value) ? json_real(value) : json_null());
}

struct json *json_new_whole(int64_t value)
{
    return out_of(json_integer((json_int_t)value));
}

struct json *json_new_truth(bool value)
{
    return out_of(json_boolean(value));
}

struct json *json_new_null(void)
{
    return out_of(json_null());
}

struct json *json_copy_of(const struct json *j)
{
    return out_of(json_deep_copy(seen(j)));
}

void json_put(struct json *object, const char *key, struct json *value)
{
    json_object_set_new(in(object), key, in(value));
}

void json_append(struct json *array, struct json *value)
{
    json_array_append_new(in(array), in(value));
}

/* --- reading ---------------------------------------------------------------------------------- */

struct json *json_read(const char *p, size_t n)
{
    return out_of(json_loadb(p, n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL));
}

const struct json *json_member(const struct json *object, const char *key)
{
    return shown(json_object_get(seen(object), key));
}

const struct json *json_item(const struct json *array, size_t i)
{
    return shown(json_array_get(seen(array), i));
}

size_t json_count(const struct json *array)
{
    return json_array_size(seen(array));
}

void json_members(const struct json *object,
                  bool (*each)(void *person, const char *key, const struct json *value),
                  void *person)
{
    json_t *j = (json_t *)(uintptr_t)(const void *)object; /* the library's walk takes no const */
    void *at = json_object_iter(j);
    while (at && each(person, json_object_iter_key(at), shown(json_object_iter_value(at))))
        at = json_object_iter_next(j, at);
}

enum json_kind json_kind_of(const struct json *j)
{
    static const enum json_kind kinds[] = {
        [JSON_OBJECT] = JSON_KIND_OBJECT, [JSON_ARRAY] = JSON_KIND_ARRAY,
        [JSON_STRING] = JSON_KIND_TEXT,   [JSON_INTEGER] = JSON_KIND_NUMBER,
        [JSON_REAL] = JSON_KIND_NUMBER,   [JSON_TRUE] = JSON_KIND_TRUTH,
        [JSON_FALSE] = JSON_KIND_TRUTH,   [JSON_NULL] = JSON_KIND_NULL,
    };
    return j ? kinds[json_typeof(seen(j))] : JSON_KIND_NONE;
}

const char *json_text_of(const struct json *j)
{
    return json_string_value(seen(j));
}

bool json_whole_of(const struct json *j, int64_t *out)
{
    if (!json_is_integer(seen(j)))
        return false;
    *out = (int64_t)json_integer_value(seen(j));
    return true;
}

bool json_number_of(const struct json *j, double *out)
{
    if (!json_is_number(seen(j)))
        return false;
    *out = json_number_value(seen(j));
    return true;
}

bool json_is_yes(const struct json *j)
{
    return json_is_true(seen(j));
}

/* --- writing ---------------------------------------------------------------------------------- */

bool json_print(const struct json *j, bool indented, struct text *out)
{
    size_t flags = JSON_REAL_PRECISION(17) | JSON_ENCODE_ANY;
    char *bytes = json_dumps(seen(j), flags | (indented ? JSON_INDENT(1) : JSON_COMPACT));
    if (bytes == NULL)
        return false;
    text_add(out, bytes);
    free(bytes);
    return true;
}

void json_free(struct json *j)
{
    json_decref(in(j));
}
