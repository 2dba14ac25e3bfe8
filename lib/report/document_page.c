/* Headings, lists and paragraphs in Markdown and HTML. */
#include <math.h>
#include <string.h>

#include "analysis/plain.h"
#include "base/number.h"
#include "report/document_parts.h"
#include "report/html.h"

/* Characters that would be markup. Markdown: all that may start some inside a line. */
static void add_escaped(const struct doc *d, const char *text)
{
    if (d->html) {
        html_add(d->out, text);
        return;
    }
    for (; *text; text++) {
        if (strchr("\\`*_[]<>|#", *text))
            text_addc(d->out, '\\');
        text_addc(d->out, *text);
    }
}

static void leave_rows(struct doc *d)
{
    if (d->in_rows)
        text_add(d->out, d->html ? "</dl>\n" : "\n");
    d->in_rows = false;
}

void doc_begin(struct doc *d, const char *title)
{
    if (!d->html)
        return;
    text_printf(d->out,
                "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\" />\n"
                "<meta name=\"viewport\" content=\"width=device-width\" />\n<title>",
                d->lang == LANG_EN ? "en" : "sv");
    add_escaped(d, title);
    text_add(d->out, "</title>\n<style>\n"
                     "body { font: 16px/1.5 sans-serif; max-width: 50em; margin: 2em auto; "
                     "padding: 0 1em; }\n"
                     "h3, h4 { margin: 1.5em 0 0; }\ncode { color: #555; }\n"
                     "dl { display: grid; grid-template-columns: 11em 1fr; gap: 0 1em; "
                     "margin: .3em 0; }\ndt { color: #555; }\ndd { margin: 0; }\n"
                     "</style>\n</head>\n<body>\n");
}

void doc_end(struct doc *d)
{
    leave_rows(d);
    if (d->html)
        text_add(d->out, "</body>\n</html>\n");
}

void doc_heading(struct doc *d, unsigned level, const char *text)
{
    leave_rows(d);
    if (d->html) {
        text_printf(d->out, "<h%u>", level);
        add_escaped(d, text);
        text_printf(d->out, "</h%u>\n", level);
        return;
    }
    for (unsigned i = 0; i < level; i++)
        text_addc(d->out, '#');
    text_addc(d->out, ' ');
    add_escaped(d, text);
    text_add(d->out, "\n\n");
}

void doc_paragraph(struct doc *d, const char *text)
{
    if (!text || !text[0])
        return;
    leave_rows(d);
    text_add(d->out, d->html ? "<p>" : "");
    add_escaped(d, text);
    text_add(d->out, d->html ? "</p>\n" : "\n\n");
}

void doc_thing(struct doc *d, unsigned level, const struct head *head, const char *unit)
{
    struct text t = {0};
    text_printf(&t, "%s%s%s", head->id, head->id[0] ? " " : "", head_label(head, d->lang));
    if (unit && unit[0])
        text_printf(&t, " [%s]", unit);
    doc_heading(d, level, t.p);
    text_release(&t);
    /* a name has nothing to escape; a path in backquotes is taken as it is */
    text_add(d->out, d->html ? "<p><code>" : "`");
    if (d->html)
        add_escaped(d, head->name);
    else
        text_add(d->out, head->name);
    text_add(d->out, d->html ? "</code> <code>" : "` `");
    if (d->html)
        add_escaped(d, head->place.file);
    else
        text_add(d->out, head->place.file);
    text_printf(d->out, ":%u%s", head->place.line, d->html ? "</code></p>\n" : "`\n\n");
}

void doc_row(struct doc *d, struct pair label, const char *text)
{
    if (!text || !text[0])
        return;
    if (!d->in_rows && d->html)
        text_add(d->out, "<dl>\n");
    d->in_rows = true;
    text_add(d->out, d->html ? "<dt>" : "- **");
    add_escaped(d, say(d->lang, label));
    text_add(d->out, d->html ? "</dt><dd>" : ":** ");
    add_escaped(d, text);
    text_add(d->out, d->html ? "</dd>\n" : "\n");
}

void doc_expr(struct doc *d, struct pair label, const struct expr *e)
{
    if (!e)
        return;
    struct text t = {0};
    plain_add(&t, d->m, e, d->lang);
    doc_row(d, label, t.p);
    text_release(&t);
}

void doc_source(struct doc *d, const struct head *head)
{
    static const struct pair source = {"Källa", "Source"}, note = {"Not", "Note"};
    doc_row(d, source, head->source);
    bool en = d->lang == LANG_EN && head->note_en[0];
    doc_row(d, note, en ? head->note_en : head->note_sv);
}

/* --- texts ------------------------------------------------------------------------------------ */

void add_amount(const struct doc *d, struct text *t, double value, const struct unit *unit)
{
    char digits[64];
    int decimals = 0;
    for (double v = value; decimals < 6 && number_round(v, decimals) != v; decimals++)
        continue;
    text_add(t, number_fixed(digits, value, decimals, d->lang == LANG_SV ? ',' : '.', true));
    const char *name = unit ? unit_text(unit, d->lang) : "";
    if (name[0])
        text_printf(t, " %s", name);
}

const char *doc_date(char buffer[DATE_SIZE], int32_t day)
{
    snprintf(buffer, DATE_SIZE, "%04d-%02d-%02d", (int)(day / 10000), (int)(day / 100 % 100),
             (int)(day % 100));
    return buffer;
}

static void add_label_of(const struct doc *d, struct text *t, const char *name, size_t n)
{
    struct text copy = {0};
    struct ref ref;
    text_addn(&copy, name, strcspn(name, ".}") < n ? strcspn(name, ".}") : n);
    const struct head *head =
        copy.p && model_find(d->m, copy.p, &ref) ? model_head(d->m, ref) : NULL;
    if (head)
        text_printf(t, "[%s]", head_label(head, d->lang));
    else
        text_printf(t, "{%.*s}", (int)n, name);
    text_release(&copy);
}

void add_template(const struct doc *d, struct text *t, const char *text)
{
    while (text && *text) {
        size_t n = strcspn(text, "{"), inside = text[n] ? strcspn(text + n + 1, "}") : 0;
        text_addn(t, text, n);
        text += n;
        if (text[0] == '{' && text[1] == '{') {
            text_addc(t, '{');
            text += 2;
        } else if (text[0] == '{') {
            add_label_of(d, t, text + 1, inside);
            text += inside + 1 + (text[inside + 1] == '}');
        }
    }
}

void add_labels(const struct doc *d, struct text *t, enum symbol_kind kind, const uint32_t *items,
                size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct head *head = model_head(d->m, (struct ref){kind, items[i], 'v', 0});
        text_printf(t, "%s%s", i ? ", " : "", head_label(head, d->lang));
    }
}
