#include "rules/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/limits.h"

enum { NESTING = 50, BACKTRACK_DEPTH = 1000, HEAP_KIB = 4096 };

struct pattern {
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *context;
    pthread_mutex_t lock; /* guards data */
};

/* Offset of the "(" or "[" that is never closed, or size. PCRE2 points at the end of the text,
 * which tells an analyst nothing. */
static size_t unclosed(const char *text, size_t size)
{
    size_t open[NESTING + 2], depth = 0, class_from = size;
    for (size_t i = 0; i < size; i++) {
        char c = text[i];
        if (c == '\\') {
            i++;
        } else if (class_from < size) {
            if (c == ']' && i > class_from + 1) {
                class_from = size;
            }
        } else if (c == '[') {
            class_from = i;
        } else if (c == '(' && depth < NESTING + 2) {
            open[depth++] = i;
        } else if (c == ')' && depth > 0) {
            depth--;
        }
    }
    return class_from < size ? class_from : depth ? open[depth - 1] : size;
}

static void explain(int code, char *message, size_t message_size)
{
    if (message_size > 0 &&
        pcre2_get_error_message(code, (PCRE2_UCHAR *)message, message_size) < 0) {
        message[0] = '\0';
    }
}

static pcre2_code *compile(const char *text, size_t size, bool ignore_case, int *code, size_t *at)
{
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    if (!context) {
        *code = PCRE2_ERROR_NOMEMORY;
        *at = 0;
        return NULL;
    }
    pcre2_set_parens_nest_limit(context, NESTING);
    pcre2_set_max_pattern_length(context, LIMIT_PATTERN);
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C;
    PCRE2_SIZE offset = 0;
    pcre2_code *compiled =
        pcre2_compile((PCRE2_SPTR)text, size, options | (ignore_case ? PCRE2_CASELESS : 0), code,
                      &offset, context);
    pcre2_compile_context_free(context);
    *at = offset;
    return compiled;
}

struct pattern *pattern_new(const char *text, size_t size, bool ignore_case, size_t *at,
                            char *message, size_t message_size)
{
    int code = 0;
    pcre2_code *compiled = compile(text, size, ignore_case, &code, at);
    if (!compiled) {
        size_t open = unclosed(text, size);
        *at = open < size && *at >= size ? open : *at > size ? size : *at;
        explain(code, message, message_size);
        return NULL;
    }
    struct pattern *p = memory_alloc(sizeof *p);
    pthread_mutex_init(&p->lock, NULL);
    p->code = compiled;
    p->data = pcre2_match_data_create_from_pattern(compiled, NULL);
    p->context = pcre2_match_context_create(NULL);
    if (!p->data || !p->context) {
        pattern_free(p);
        *at = 0;
        explain(PCRE2_ERROR_NOMEMORY, message, message_size);
        return NULL;
    }
    pcre2_set_match_limit(p->context, LIMIT_PATTERN_MATCH);
    pcre2_set_depth_limit(p->context, BACKTRACK_DEPTH);
    pcre2_set_heap_limit(p->context, HEAP_KIB);
    return p;
}

size_t pattern_size(const struct pattern *p)
{
    size_t size = 0;
    pcre2_pattern_info(p->code, PCRE2_INFO_SIZE, &size);
    return size;
}

void pattern_free(struct pattern *p)
{
    if (p) {
        pcre2_match_context_free(p->context);
        pcre2_match_data_free(p->data);
        pcre2_code_free(p->code);
        pthread_mutex_destroy(&p->lock);
        free(p);
    }
}

enum pattern_result pattern_match(struct pattern *p, const char *text, size_t size)
{
    pthread_mutex_lock(&p->lock);
    int found = pcre2_match(p->code, (PCRE2_SPTR)text, size, 0, 0, p->data, p->context);
    pthread_mutex_unlock(&p->lock);
    if (found >= 0) {
        return PATTERN_YES;
    }
    if (found == PCRE2_ERROR_NOMATCH) {
        return PATTERN_NO;
    }
    bool bad_text = found <= PCRE2_ERROR_UTF8_ERR1 && found >= PCRE2_ERROR_UTF8_ERR21;
    return bad_text ? PATTERN_BAD_TEXT : PATTERN_LIMIT;
}
