/* The block liknande: which areas are like each other. */
#include <string.h>

#include "rules/declare.h"
#include "rules/parser.h"
#include "rules/tell.h"

/* jämför = namn [tal] (";" namn [tal])* ; the name is an expression that waits for its meaning */
void read_compare(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct peers *peers = item;
    struct cursor c = cursor_over(r, p);
    if (!peers->compared) { /* room for all lines at once: the waiting list points into it */
        size_t room = 0;
        for (size_t i = 0; i < b->count; i++) {
            room += b->properties[i].count;
        }
        peers->compared = arena_array(r->arena, room + 1, sizeof *peers->compared);
    }
    while (!cursor_at_end(&c)) {
        struct compared_value *one = &peers->compared[peers->compared_count];
        struct lexeme name;
        struct place place = cursor_place(&c);
        bool percent = false;
        if (!cursor_name(&c, &name)) {
            return;
        }
        one->weight = 1;
        if (cursor_peek(&c)->kind == LEXEME_NUMBER && !take_weight(&c, &one->weight, &percent)) {
            return;
        }
        struct expr *e = expr_new(r, EXPR_REF, place, 0);
        e->text = said(r, name.s);
        await(r, b, p, e, EXPECT_NUMBER, NULL, &one->value);
        peers->compared_count++;
        if (!cursor_take_mark(&c, MARK_SEMICOLON) && !cursor_take_mark(&c, MARK_COMMA)) {
            break;
        }
    }
    cursor_end(&c);
}

void check_peers(struct reading *r, const struct block *b)
{
    struct peers *peers = b->item;
    const struct property *file = NULL, *compare = NULL;
    for (size_t i = 0; i < b->count; i++) {
        const struct property *p = &b->properties[i];
        file = strcmp(p->row->sv, "fil") == 0 ? p : file;
        compare = strcmp(p->row->sv, "jämför") == 0 ? p : compare;
        if (file == p) {
            peers->file_place = value_place(r, p);
        } else if (strcmp(p->row->sv, "grupp") == 0) {
            peers->group_place = value_place(r, p);
        }
    }
    bool sv = b->file->lang == LANG_SV;
    if (!file && !compare) {
        tell(r, "E104", b->place, sv ? "liknande" : "peers", said(r, b->name),
             sv ? "jämför" : "compare", NULL);
    } else if (file && compare && !file->broken && !compare->broken) {
        struct diagnostic *item =
            tell(r, "E427", value_place(r, compare), sv ? "fil" : "file", NULL);
        tell_other(r, item, value_place(r, file), sv ? "fil" : "file");
    }
}
