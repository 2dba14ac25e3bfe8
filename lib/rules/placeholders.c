/* {name} in texts that are shown: each must be a name that can be printed. "{{" is a brace. */
#include <string.h>

#include "rules/declare.h"
#include "rules/tell.h"

bool text_has_placeholders(const struct block *b, const struct property *p)
{
    bool kind = b->kind == BLOCK_ADVICE || b->kind == BLOCK_GATE || b->kind == BLOCK_IDEA ||
                b->kind == BLOCK_FACT || b->kind == BLOCK_STEP || b->kind == BLOCK_QUESTION;
    bool text = p->row->read == read_text || p->row->read == read_answer_text ||
                p->row->read == read_answer_text_en;
    return kind && text && !property_is_common(p->row) && !p->broken;
}

static void check_name(struct reading *r, const struct property *p, struct str inside)
{
    struct str name = str_trim(inside), known = lex_name(name.p);
    while (known.n < name.n && known.p[known.n] == '.') {
        known.n += 1 + lex_name(known.p + known.n + 1).n;
    }
    struct place place = place_at(r, p->file, inside.n ? inside : (struct str){inside.p - 1, 2});
    struct str base = {name.p, strcspn(name.p, ".} \t\n")};
    const struct symbol *symbol = base.n <= name.n ? names_find(r, base) : NULL;
    if (symbol && symbol->ref.kind == SYMBOL_KINDS) {
        return;
    }
    struct ref ref;
    bool printable = name.n && known.n == name.n;
    if (printable && (symbol || name_is_derived(r, base)) && symbol_is_shown(symbol)) {
        resolve_name(r, name, place_at(r, p->file, name), &ref);
        return;
    }
    struct diagnostic *item = tell(r, "E404", place, said(r, name), NULL);
    const struct symbol *found = NULL;
    tell_hint(r, item, "menade du {{0}}? En klammer som ska skrivas ut skrivs {{",
              "did you mean {{0}}? A brace that is to be printed is written {{",
              printable ? names_nearest(r, base, &found) : NULL);
}

bool placeholder_next(const char *at, const char *last, struct str *inside, const char **end)
{
    while (at < last && (*at != '{' || (at + 1 < last && at[1] == '{'))) {
        at += *at == '{' ? 2 : 1;
    }
    if (at >= last) {
        return false;
    }
    size_t n = strcspn(at + 1, "}\n");
    bool closed = at + 1 + n < last && at[1 + n] == '}';
    *inside = (struct str){closed ? at + 1 : NULL, closed ? n : 0};
    *end = at + 1 + (closed ? n + 1 : 0);
    return true;
}

static void check_text(struct reading *r, const struct property *p)
{
    const char *at = p->raw.p, *last = p->raw.p + p->raw.n;
    for (struct str inside; !reading_is_given_up(r) && placeholder_next(at, last, &inside, &at);) {
        if (inside.p) {
            check_name(r, p, inside);
        } else {
            tell(r, "E140", place_at(r, p->file, (struct str){at - 1, 1}), NULL);
        }
    }
}

void placeholders_check(struct reading *r)
{
    for (size_t i = 0; i < r->block_count; i++) {
        const struct block *b = &r->blocks[i];
        for (size_t j = 0; j < b->count; j++) {
            if (text_has_placeholders(b, &b->properties[j])) {
                check_text(r, &b->properties[j]);
            }
        }
    }
}
