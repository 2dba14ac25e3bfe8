#include "report/html.h"

#include <string.h>

static const char *entity_of(uint32_t c)
{
    static const struct {
        uint32_t c;
        const char *entity;
    } ENTITIES[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}};
    for (size_t i = 0; i < sizeof ENTITIES / sizeof *ENTITIES; i++)
        if (ENTITIES[i].c == c)
            return ENTITIES[i].entity;
    return NULL;
}

static bool is_allowed(uint32_t c)
{
    if (c < 0x20)
        return c == '\t' || c == '\n';
    return !(c >= 0x7F && c < 0xA0) && c != 0xFFFD && c != 0xFFFE && c != 0xFFFF;
}

void html_add(struct text *out, const char *text)
{
    size_t n = strlen(text);
    for (size_t i = 0, used; i < n; i += used) {
        uint32_t c = utf8_decode(text + i, n - i, &used);
        const char *entity = entity_of(c);
        if (entity)
            text_add(out, entity);
        else if (is_allowed(c))
            text_addn(out, text + i, used);
        else
            text_add(out, "\xEF\xBF\xBD");
    }
}
