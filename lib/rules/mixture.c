#include "rules/mixture.h"

#include <string.h>

#include "base/text.h"
#include "rules/override.h"
#include "rules/pieces.h"
#include "rules/rules.h"

enum { MOST_BYTES = 1 << 20, MOST_LINES = 10000 }; /* of one text, well under what is refused */

struct mixing {
    const struct differences *d;
    const bool *taken;
    struct reading *r;
    struct text out;
    size_t lines;
};

/* --- text ------------------------------------------------------------------------------------- */

static bool is_taken(const struct mixing *x, size_t difference)
{
    return difference > 0 && x->taken[difference - 1];
}

/* Lines of a that were not replaced, and those of b that were taken. */
static bool stands(const struct mixing *x, const struct line *line, bool of_b)
{
    bool read = !line->is_text || line->is_required;
    return read && is_taken(x, line->difference) == of_b;
}

static void add_head(struct mixing *x, const struct piece *piece, bool of_b, const char *key)
{
    for (size_t i = 0; piece && i < piece->count; i++) {
        const struct line *line = &piece->lines[i];
        if (line->key == key && stands(x, line, of_b)) {
            text_addc(&x->out, ' ');
            text_add(&x->out, line->text);
        }
    }
}

static void add_lines(struct mixing *x, const struct piece *piece, bool of_b)
{
    for (size_t i = 0; piece && i < piece->count; i++) {
        const struct line *line = &piece->lines[i];
        if (line->key == line_heading || line->key == line_unit || !stands(x, line, of_b)) {
            continue;
        }
        text_add(&x->out, "  ");
        text_add(&x->out, line->key);
        text_add(&x->out, ": ");
        text_add(&x->out, line->text);
        text_addc(&x->out, '\n');
        x->lines++;
    }
}

static void flush(struct mixing *x)
{
    reading_add_text(x->r, "blandning.regler", x->out.p ? x->out.p : "", x->out.n);
    text_release(&x->out);
    x->lines = 0;
}

/* in_a and in_b: the same block; one of them may be NULL. */
static void add_block(struct mixing *x, const struct piece *in_a, const struct piece *in_b)
{
    const struct piece *any = in_a ? in_a : in_b;
    bool both = in_a && in_b, of_b = !in_a;
    if (!(in_a && in_a->is_needed) && !(in_b && in_b->is_needed)) {
        return;
    }
    if (!both && is_taken(x, any->difference) != of_b) {
        return;
    }
    text_printf(&x->out, "%s %s", block_row(any->kind)->sv, any->name);
    const char *const keys[] = {line_heading, line_unit};
    for (size_t k = 0; k < 2; k++) {
        add_head(x, in_a, false, keys[k]);
        add_head(x, in_b, both, keys[k]);
    }
    text_addc(&x->out, '\n');
    add_lines(x, in_a, false);
    add_lines(x, in_b, both);
    x->lines += 1;
    if (x->out.n > MOST_BYTES || x->lines > MOST_LINES) {
        flush(x);
    }
}

static const struct piece *same_in(const struct pieces *pieces, const struct piece *as)
{
    const struct piece *piece = piece_named(pieces, as->key);
    return piece && piece->kind == as->kind ? piece : NULL;
}

/* The blocks of the one in its order, then those that only the other has. */
static void add_blocks(struct mixing *x, bool of_b)
{
    const struct pieces *first = x->d->pieces[of_b], *other = x->d->pieces[!of_b];
    for (size_t i = 0; i < first->count; i++) {
        const struct piece *one = &first->items[i], *two = same_in(other, one);
        add_block(x, of_b ? two : one, of_b ? one : two);
    }
    for (size_t i = 0; i < other->count; i++) {
        const struct piece *one = &other->items[i];
        if (!same_in(first, one)) {
            add_block(x, of_b ? one : NULL, of_b ? NULL : one);
        }
    }
}

/* --- numbers ---------------------------------------------------------------------------------- */

struct pins { /* numbers that may stand otherwise in the text than they are in force */
    const struct model *to;
    struct change *changes;
    size_t count;
};

static void pin(struct pins *p, const struct model *from, struct ref source)
{
    struct ref target;
    const char *name = model_head(from, source)->name;
    if (!model_find(p->to, name, &target) || target.kind != source.kind) {
        return;
    }
    target.property = source.property;
    if (!scalar_exists(p->to, target) || scalar_size(p->to, target) != scalar_size(from, source) ||
        strcmp(scalar_unit(p->to, target)->sv, scalar_unit(from, source)->sv) != 0) {
        return; /* another kind of number, which came with a line of its own */
    }
    size_t n = scalar_size(from, source);
    double *values = arena_array(p->to->arena, n + 1, sizeof *values);
    for (size_t k = 0; k < n; k++) {
        values[k] = scalar_value(from, source, k);
    }
    p->changes[p->count++] = (struct change){.target = target, .values = values, .origin = ""};
}

static void pin_changes(struct pins *p, const struct model *of)
{
    for (size_t i = 0; i < of->change_count; i++) {
        pin(p, of, of->changes[i].target);
    }
}

/* A later change of the same number counts: b's, then a's. */
static const struct model *with_numbers(const struct differences *d, const struct model *a,
                                        const struct model *b, struct model *written)
{
    struct pins p = {.to = written};
    size_t most = a->change_count + b->change_count + 2 * d->count + 1;
    p.changes = arena_array(written->arena, most, sizeof *p.changes);
    pin_changes(&p, b);
    pin_changes(&p, a);
    for (size_t i = 0; i < d->count; i++) {
        for (size_t k = 0; k < d->items[i].scalar_count; k++) {
            pin(&p, a, d->items[i].in_a[k]);
        }
    }
    return model_changed(written, p.changes, p.count, written->arena);
}

bool mixture_read(const struct differences *d, const struct model *a, const struct model *b,
                  const bool *taken, bool order, struct mixture *out)
{
    struct diagnostics *unheard = diagnostics_new(LANG_SV);
    struct mixing x = {.d = d, .taken = taken, .r = reading_begin(unheard)};
    x.r->is_mixture = true;
    x.r->model->folder = order ? b->folder : a->folder;
    add_blocks(&x, order);
    flush(&x);
    struct model *written = reading_finish(x.r, 0);
    diagnostics_free(unheard);
    if (written && written->root == UINT32_MAX) {
        model_free(written);
        written = NULL;
    }
    if (written) {
        *out = (struct mixture){written, with_numbers(d, a, b, written)};
    }
    return written != NULL;
}
