/* Blanks, line breaks and comments within a value. Line breaks stay where they were made. */
#include <string.h>

#include "rules/declare.h"
#include "rules/formatting.h"

void write_blanks(const struct pen *pen, size_t n)
{
    while (n-- > 0) {
        text_addc(pen->out, ' ');
    }
}

void write_comment_after(const struct pen *pen, const char *from)
{
    const char *start = lex_after_blanks(from);
    if (*start == '#') {
        struct str comment = str_trim((struct str){start, strcspn(start, "\n")});
        text_add(pen->out, "  ");
        text_addn(pen->out, comment.p, comment.n);
    }
}

/* From the end of one word to the start of the next on another line. Comments stay, empty lines
 * go. */
static void write_break(const struct pen *pen, const char *from, const char *to)
{
    write_comment_after(pen, from);
    for (const char *line = from + strcspn(from, "\n") + 1; line < to;
         line += strcspn(line, "\n") + 1) {
        const char *start = lex_after_blanks(line);
        if (*start == '#') {
            struct str comment = str_trim((struct str){start, strcspn(start, "\n")});
            text_addc(pen->out, '\n');
            write_blanks(pen, VALUE_COLUMN);
            text_addn(pen->out, comment.p, comment.n);
        }
    }
    text_addc(pen->out, '\n');
    write_blanks(pen, VALUE_COLUMN);
}

static bool is_mark(const struct lexeme *x, const char *marks)
{
    return x->kind == LEXEME_MARK && x->mark < 128 && strchr(marks, x->mark);
}

/* Is there a blank between a and b? `what` is what a was written as. */
static bool is_apart(const struct lexeme *a, const struct lexeme *b, enum written what)
{
    if (what == WRITTEN_SIGN || is_mark(a, "(^") || is_mark(b, "^);,:")) {
        return false;
    }
    return !(what == WRITTEN_CALL && is_mark(b, "("));
}

static bool is_separator(const struct lexeme *x)
{
    return is_mark(x, ";,");
}

void write_words(const struct pen *pen, const struct block *b, const struct property *p)
{
    size_t count = p->count, remark = remark_start(p);
    enum written what = WRITTEN_MARK, before = WRITTEN_MARK;
    while (count > 1 && is_separator(&p->items[count - 1])) {
        count--; /* "a; b;" ends without a word after it */
    }
    for (size_t i = 0; i < count; i++, before = what) {
        const struct lexeme *x = &p->items[i], *last = i ? x - 1 : x;
        const char *text = written_text(pen, b, p, i, before, &what);
        const char *end = last->s.p + last->s.n;
        if (what == WRITTEN_NOT) {
            continue;
        }
        if (i && !pen->on_one_line && memchr(end, '\n', (size_t)(x->s.p - end))) {
            write_break(pen, end, x->s.p);
        } else if (i > remark) {
            text_addn(pen->out, end, (size_t)(x->s.p - end));
        } else if (i && is_apart(last, x, before)) {
            text_addc(pen->out, ' ');
        }
        text_add(pen->out, text);
    }
}

void write_value(const struct pen *pen, const struct block *b, const struct property *p)
{
    write_words(pen, b, p);
    const struct lexeme *last = p->count ? &p->items[p->count - 1] : NULL;
    if (last) {
        write_comment_after(pen, last->s.p + last->s.n);
    }
}
