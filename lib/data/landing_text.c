#include "data/landing_text.h"

#include <string.h>

static bool is_plain(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

void text_add_encoded(struct text *t, const char *s, const char *also)
{
    for (; *s; s++) {
        if (is_plain((unsigned char)*s) || strchr("-._~", *s) || strchr(also, *s))
            text_addc(t, *s);
        else
            text_printf(t, "%%%02X", (unsigned)(unsigned char)*s);
    }
}

void text_add_cell(struct text *t, const char *s, char delimiter)
{
    const char breaking[] = {delimiter, '"', '\n', '\r', '\'', '\0'};
    bool formula = *s && strchr("=+-@\t", *s);
    bool quoted = formula || strpbrk(s, breaking) || *s == ' ';
    text_add(t, quoted ? formula ? "\"'" : "\"" : "");
    for (; *s; s++) {
        text_add(t, *s == '"' ? "\"" : "");
        text_addc(t, (unsigned char)*s < ' ' ? ' ' : *s);
    }
    text_add(t, quoted ? "\"" : "");
}
