/* JSON, read and written. A tree is opaque; whoever makes one frees it with json_free(), and what
 * is put into another belongs to that. Reading is strict: UTF-8, no member twice, nothing after the
 * value, at most 2048 levels. */
#ifndef ETABLERA_BASE_JSON_H
#define ETABLERA_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

struct json;

/* --- making ----------------------------------------------------------------------------------- */

struct json *json_new_object(void);
struct json *json_new_array(void);
struct json *json_new_text(const char *s);  /* UTF-8 */
struct json *json_new_number(double value); /* null when it is no finite number */
struct json *json_new_whole(int64_t value);
struct json *json_new_truth(bool value);
struct json *json_new_null(void);
struct json *json_copy_of(const struct json *j);

/* Take over `value`, also when it is NULL (which is passed over: the library had no memory). */
void json_put(struct json *object, const char *key, struct json *value);
void json_append(struct json *array, struct json *value);

/* --- reading ---------------------------------------------------------------------------------- */

/* NULL when it is no JSON. */
struct json *json_read(const char *p, size_t n);

/* All of these take NULL and trees of any kind: what is not there is NULL, "not" or 0. */
const struct json *json_member(const struct json *object, const char *key);
const struct json *json_item(const struct json *array, size_t i);
size_t json_count(const struct json *array);
/* Each member in the order of the text; ends when `each` says false. */
void json_members(const struct json *object,
                  bool (*each)(void *person, const char *key, const struct json *value),
                  void *person);
enum json_kind {
    JSON_KIND_NONE, /* NULL */
    JSON_KIND_NULL,
    JSON_KIND_OBJECT,
    JSON_KIND_ARRAY,
    JSON_KIND_TEXT,
    JSON_KIND_NUMBER,
    JSON_KIND_TRUTH
};
enum json_kind json_kind_of(const struct json *j);
const char *json_text_of(const struct json *j); /* NULL when it is no text */
bool json_whole_of(const struct json *j, int64_t *out);
bool json_number_of(const struct json *j, double *out);
bool json_is_yes(const struct json *j);

/* --- writing ---------------------------------------------------------------------------------- */

/* Adds the text of a tree: on lines indented by one blank, or on one line. False: not made. */
bool json_print(const struct json *j, bool indented, struct text *out);
void json_free(struct json *j);

#endif
