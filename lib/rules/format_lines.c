/* The lines of a file: heads, properties, comments and the empty lines between. */
#include <string.h>

#include "rules/formatting.h"

enum line { LINE_NONE, LINE_HEAD, LINE_INSIDE, LINE_COMMENT };

struct writer {
    const struct pen *pen;
    enum line last;
    bool empty;          /* an empty line was passed */
    struct table *table; /* of the block */
};

/* Is it the head of a block, or a comment with nothing but comments before one? */
static bool leads_to_head(const char *p)
{
    while (*p == '#') {
        p = lex_next_line(lex_line_end(p));
    }
    return *p && *p != '\n' && !lex_blank(p);
}

/* One empty line before a block and the comments right above it, none below its head, and at most
 * one where the author has them. */
static void begin_line(struct writer *w, enum line line, const char *p)
{
    bool inside = w->last == LINE_HEAD || w->last == LINE_INSIDE;
    bool leads = inside && line != LINE_INSIDE && leads_to_head(p); /* once for a run of comments */
    bool kept = w->empty && w->last != LINE_HEAD;
    if (w->last != LINE_NONE && (leads || kept)) {
        text_addc(w->pen->out, '\n');
    }
    w->last = line;
    w->empty = false;
}

static void write_head(const struct pen *pen, const struct block *b)
{
    const struct block_row *row = block_row((enum block_kind)b->kind);
    text_add(pen->out, pen->to == LANG_SV ? row->sv : row->en);
    text_add(pen->out, b->name.n ? " " : "");
    text_addn(pen->out, b->name.p, b->name.n);
    if (b->head_words.count) {
        text_addc(pen->out, ' ');
        write_value(pen, b, &b->head_words);
    } else {
        write_comment_after(pen, b->name.p + b->name.n);
    }
}

static void write_free_text(const struct pen *pen, const struct block *b, const struct property *p)
{
    const char *at = p->raw.p, *last = p->raw.p + p->raw.n;
    bool first = true;
    for (bool further = false;; further = true) {
        const char *end = lex_line_end(at);
        at = further ? lex_after_blanks(at) + 1 : at;
        struct str line = str_trim((struct str){at, (size_t)(end - at)});
        if (further) {
            text_addc(pen->out, '\n');
            write_blanks(pen, TEXT_INDENT);
            text_add(pen->out, line.n ? "| " : "|");
        }
        if (line.n) {
            write_text_line(pen, b, p, line, first);
            first = false;
        }
        if (end >= last) {
            return;
        }
        at = lex_next_line(end);
    }
}

/* Blanks up to the value's column; none when nothing is to follow on the line. */
static void write_gap(const struct pen *pen, size_t from, bool follows)
{
    size_t width = utf8_count(pen->out->p + from, pen->out->n - from);
    if (follows) {
        write_blanks(pen, width < VALUE_COLUMN ? VALUE_COLUMN - width : 1);
    }
}

/* "från 2024-01-01:", "vänta för "A":" */
static void write_name(const struct pen *pen, const struct property *p)
{
    write_blanks(pen, PROPERTY_INDENT);
    text_add(pen->out, pen->to == LANG_SV ? p->row->sv : p->row->en);
    if (p->row->flags & IS_DATED) {
        const char *day = lex_after_blanks(p->name.p + p->name.n);
        text_addc(pen->out, ' ');
        text_addn(pen->out, day, strcspn(day, ": \t\n"));
    }
    if (p->row->flags & IS_FOR) {
        text_addc(pen->out, ' ');
        text_add(pen->out, word_text(&for_words, 0, pen->to));
        text_addc(pen->out, ' ');
        text_addn(pen->out, p->raw.p, p->raw.n);
    }
    text_addc(pen->out, ':');
}

/* Returns the end of its last line. */
static const char *write_property(const struct pen *pen, const struct block *b,
                                  const struct property *p)
{
    size_t from = pen->out->n;
    write_name(pen, p);
    if (p->row->flags & IS_FREE) {
        struct str line = {p->raw.p, strcspn(p->raw.p, "\n")};
        write_gap(pen, from, str_trim(line).n > 0);
        write_free_text(pen, b, p);
        return p->raw.p + p->raw.n;
    }
    write_gap(pen, from, true);
    write_value(pen, b, p);
    const struct lexeme *last = &p->items[p->count - 1];
    return lex_line_end(last->s.p + last->s.n);
}

static const char *write_inside(struct writer *w, const struct block *b, const struct property *p)
{
    if (p->row != &table_line) {
        return write_property(w->pen, b, p);
    }
    write_table_line(w->pen, w->table, p);
    return lex_line_end(p->name.p);
}

static const char *write_comment(struct writer *w, const char *p, bool in_block)
{
    const struct pen *pen = w->pen;
    const char *start = lex_after_blanks(p), *end = lex_line_end(p);
    bool inside = start > p && in_block;
    struct str comment = str_trim((struct str){start, (size_t)(end - start)});
    begin_line(w, inside ? LINE_INSIDE : LINE_COMMENT, start);
    write_blanks(pen, inside ? PROPERTY_INDENT : 0);
    text_addn(pen->out, comment.p, comment.n);
    text_addc(pen->out, '\n');
    return lex_next_line(end);
}

void write_lines(const struct pen *pen, const struct block *blocks, size_t count)
{
    struct writer w = {.pen = pen};
    size_t block = 0, property = 0; /* those passed */
    for (const char *p = pen->file->p; *p;) {
        const char *start = lex_after_blanks(p);
        if (*start == '\n' || *start == '\0') {
            w.empty = true;
            p = lex_next_line(lex_line_end(p));
        } else if (*start == '#') {
            p = write_comment(&w, p, block > 0);
        } else if (start == p && block < count) {
            begin_line(&w, LINE_HEAD, p);
            w.table = table_of(pen, &blocks[block]);
            write_head(pen, &blocks[block++]);
            text_addc(pen->out, '\n');
            property = 0;
            p = lex_next_line(lex_line_end(p));
        } else {
            const struct block *b = &blocks[block - 1];
            begin_line(&w, LINE_INSIDE, p);
            p = lex_next_line(write_inside(&w, b, &b->properties[property++]));
            text_addc(pen->out, '\n');
        }
    }
}
