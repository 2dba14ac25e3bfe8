/* andringar.csv: what the sheets of changes say. */
#include <math.h>
#include <string.h>

#include "base/file.h"
#include "report/changes.h"
#include "report/clean.h"
#include "report/csv.h"
#include "report/lines.h"
#include "report/messages.h"
#include "report/tried_parts.h"

enum { FIELDS = 13, TEXTS = 9 };
static const char *const heads[FIELDS] = {"slag",    "andring",   "kod",        "kommun", "namn",
                                          "forut",   "nu",        "stod_i",     "star_i", "poang",
                                          "platser", "poang_fel", "platser_fel"};

/* One row: texts as they are, and up to four numbers after them. NULL and NAN are empty. */
struct row {
    const char *texts[TEXTS];
    double numbers[FIELDS - TEXTS];
};
#define NO_NUMBERS                                                                                 \
    {                                                                                              \
        NAN, NAN, NAN, NAN                                                                         \
    }

struct table {
    struct text out;
    const struct view *v;
    const struct diff *d;
};

static void put(struct table *t, const struct row *row)
{
    for (size_t c = 0; c < TEXTS; c++) {
        text_add(&t->out, c > 0 ? ";" : "");
        add_field(&t->out, clean_field(t->v->arena, row->texts[c] ? row->texts[c] : ""));
    }
    for (size_t c = 0; c < FIELDS - TEXTS; c++) {
        text_addc(&t->out, ';');
        if (isfinite(row->numbers[c]))
            add_plain(&t->out, row->numbers[c], LANG_SV);
    }
    text_add(&t->out, "\r\n");
}

static const char *number_of(struct table *t, size_t part)
{
    return part < t->d->part_count ? arena_printf(t->v->arena, "%zu", part + 1) : "";
}

static const char *plain(struct table *t, double value)
{
    struct text text = {0};
    if (!isfinite(value))
        return "";
    add_plain(&text, value, LANG_SV);
    const char *copy = arena_strdup(t->v->arena, text.p);
    text_release(&text);
    return copy;
}

static void put_causes(struct table *t)
{
    for (size_t i = 0; i < t->d->differences.count; i++) {
        const struct difference *x = &t->d->differences.items[i];
        const char *name =
            x->property ? arena_printf(t->v->arena, "%s, %s", x->name, x->property) : x->name;
        put(t, &(struct row){{"regel", number_of(t, part_of(t->d, i)), NULL, NULL, name, x->before,
                              x->after, changes_place(t->v, &x->a), changes_place(t->v, &x->b)},
                             NO_NUMBERS});
    }
    for (size_t i = 0; i < t->d->source_count; i++)
        put(t, &(struct row){{"data", number_of(t, part_of_source(t->d, i)), NULL, NULL,
                              t->d->sources[i].name, NULL, NULL, NULL, NULL},
                             NO_NUMBERS});
}

static void put_moves(struct table *t)
{
    for (size_t i = 0; i < t->d->area_count; i++) {
        const char *code = diff_area_code(t->d, i), *name = diff_area_name(t->d, i);
        double was = diff_rank(&t->d->a, t->d->areas[i].a);
        double is = diff_rank(&t->d->b, t->d->areas[i].b);
        double before = diff_score(&t->d->a, t->d->areas[i].a);
        double after = diff_score(&t->d->b, t->d->areas[i].b);
        if (!diff_area_moved(t->d, i))
            continue;
        put(t, &(struct row){
                   {"plats", NULL, code, name, NULL, plain(t, was), plain(t, is), NULL, NULL},
                   {after - before, is - was, NAN, NAN}});
        for (size_t p = 0; p < t->d->part_count; p++) {
            const struct diff_part *x = &t->d->parts[p];
            put(t, &(struct row){{"del", number_of(t, p), code, name, NULL, NULL, NULL, NULL, NULL},
                                 {x->score[i], x->rank[i], t->d->exact ? NAN : x->score_error[i],
                                  t->d->exact ? NAN : x->rank_error[i]}});
        }
    }
}

static void put_judgements(struct table *t)
{
    for (size_t k = 0; k < t->d->moved_count; k++) {
        const struct moved *x = &t->d->moved[k];
        put(t, &(struct row){{moved_kind_text(x->kind, LANG_SV), NULL,
                              diff_area_code(t->d, x->area), diff_area_name(t->d, x->area),
                              x->head ? x->head->name : NULL, x->before, x->after, NULL, NULL},
                             NO_NUMBERS});
    }
}

static void put_values(struct table *t)
{
    size_t count;
    struct changed_value *values = earlier_values(t->d, t->v->arena, &count);
    struct view *earlier = changes_earlier(t->v);
    for (size_t k = 0; k < count; k++) {
        struct value_words w = changes_words(t->v, earlier, &values[k]);
        put(t, &(struct row){{"värde", w.part_count ? number_of(t, w.parts[0]) : "",
                              diff_area_code(t->d, values[k].area), w.area,
                              model_head(t->v->m, values[k].what)->name, w.before, w.after,
                              w.was_in, w.is_in},
                             NO_NUMBERS});
    }
}

bool csv_changes(const struct result *r, enum lang lang, const char *path, struct diagnostics *d)
{
    int why = 0;
    struct arena *arena = arena_new();
    struct view v;
    view_init(&v, r, lang, arena);
    struct table t = {.v = &v, .d = r->before};
    text_add(&t.out, "\xEF\xBB\xBF");
    for (size_t c = 0; c < FIELDS; c++)
        text_printf(&t.out, "%s%s", c > 0 ? ";" : "", heads[c]);
    text_add(&t.out, "\r\n");
    put_causes(&t);
    put_moves(&t);
    put_judgements(&t);
    put_values(&t);
    bool good = publish_bytes(path, t.out.p, t.out.n, &why);
    if (!good)
        report_tell(d, "E901", path, why_text(why, d->lang));
    text_release(&t.out);
    arena_free(arena);
    return good;
}
