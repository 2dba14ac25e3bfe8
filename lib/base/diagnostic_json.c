/* What was told, for other programs. */
#include "base/diagnostic.h"

#include <string.h>

#include "base/text.h"

static void add_string(struct text *t, const char *s)
{
    if (!s) {
        text_add(t, "null");
        return;
    }
    text_addc(t, '"');
    for (size_t i = 0, n = strlen(s), used; i < n; i += used) {
        uint32_t c = utf8_decode(s + i, n - i, &used);
        if (c == '"' || c == '\\') {
            text_addc(t, '\\');
        }
        if (c < 0x20) {
            text_printf(t, "\\u%04x", (unsigned)c);
        } else if (c == 0xFFFD) {
            text_add(t, "\xEF\xBF\xBD"); /* what was no UTF-8 */
        } else {
            text_addn(t, s + i, used);
        }
    }
    text_addc(t, '"');
}

static void add_text(struct text *t, const char *key, const char *s)
{
    text_printf(t, "\"%s\": ", key);
    add_string(t, s);
    text_add(t, ", ");
}

static void add_count(struct text *t, const char *key, unsigned value)
{
    if (value) {
        text_printf(t, "\"%s\": %u, ", key, value);
    } else {
        text_printf(t, "\"%s\": null, ", key);
    }
}

static void add_place(struct text *t, const struct place *place)
{
    add_text(t, "fil", place->file);
    add_count(t, "rad", place->line);
    add_count(t, "kolumn", place->column);
    add_count(t, "längd", place->length);
}

static void add_item(struct text *t, const struct diagnostic *item)
{
    static const char *const KINDS[] = {"fel", "varning", "upplysning"};
    text_add(t, "{");
    add_text(t, "kod", item->code);
    add_text(t, "slag", KINDS[item->severity]);
    add_place(t, &item->place);
    add_text(t, "text", item->message);
    add_text(t, "märke", item->label);
    add_text(t, "råd", item->hint);
    if (item->other.file) {
        text_add(t, "\"även\": {");
        add_place(t, &item->other);
        text_add(t, "\"text\": ");
        add_string(t, item->other_label);
        text_add(t, "}}");
    } else {
        text_add(t, "\"även\": null}");
    }
}

void diagnostics_print_json(const struct diagnostics *d, FILE *out)
{
    struct text t = {0};
    text_printf(&t, "{\"fel\": %zu, \"varningar\": %zu, \"upplysningar\": %zu, \"meddelanden\": [",
                d->errors, d->warnings, d->notes);
    for (size_t i = 0; i < d->count; i++) {
        text_add(&t, i > 0 ? ",\n" : "\n");
        add_item(&t, &d->items[i]);
    }
    text_add(&t, d->count > 0 ? "\n]}\n" : "]}\n");
    fwrite(t.p, 1, t.n, out);
    text_release(&t);
}
