#include "report/lines.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

void add_plain(struct text *out, double value, enum lang lang)
{
    char buffer[64];
    text_add(out,
             number_text_decimal(buffer, number_round(value, 10), lang == LANG_SV ? ',' : '.'));
}

void add_fixed(struct text *out, double value, int decimals, bool sign, enum lang lang)
{
    char buffer[64];
    if (isnan(value)) {
        text_add(out, "–");
        return;
    }
    number_fixed(buffer, value, decimals, lang == LANG_SV ? ',' : '.', false);
    if (sign && buffer[0] != '-')
        text_addc(out, '+');
    text_add(out, buffer);
}

void pad_to(struct text *out, size_t from, size_t width)
{
    for (size_t have = utf8_count(out->p + from, out->n - from); have < width; have++)
        text_addc(out, ' ');
}

void add_field(struct text *out, const char *text)
{
    if (!strpbrk(text, ";\"\n\r")) {
        text_add(out, text);
        return;
    }
    text_addc(out, '"');
    for (const char *p = text; *p; p++) {
        if (*p == '"')
            text_addc(out, '"');
        text_addc(out, *p);
    }
    text_addc(out, '"');
}

void add_changes(struct text *out, const char *const *changes, size_t count)
{
    struct text all = {0};
    text_add(&all, "");
    for (size_t i = 0; i < count; i++)
        text_printf(&all, "%s%s", i ? " | " : "", changes[i]);
    text_addc(out, ';');
    add_field(out, all.p);
    text_add(out, "\r\n");
    text_release(&all);
}

void add_json(struct text *out, const char *text)
{
    text_addc(out, '"');
    for (const char *p = text; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c == '"' || c == '\\')
            text_printf(out, "\\%c", c);
        else if (c < 0x20)
            text_printf(out, "\\u%04x", c);
        else
            text_addc(out, *p);
    }
    text_addc(out, '"');
}

void add_json_number(struct text *out, double value)
{
    char buffer[64];
    text_add(out, isfinite(value) ? number_text(buffer, value) : "null");
}

void add_json_changes(struct text *out, const char *const *changes, size_t count)
{
    text_add(out, "\"ändringar\": [");
    for (size_t i = 0; i < count; i++) {
        text_add(out, i ? ", " : "");
        add_json(out, changes[i]);
    }
    text_add(out, "],\n");
}
