/* What failed: the analyst's own lines, what was expected, what came out, and the values that went
 * into it. */
#include <math.h>
#include <string.h>

#include "analysis/plain.h"
#include "analysis/test_parts.h"

static const char *say(const struct trial *t, const char *sv, const char *en)
{
    return t->lang == LANG_SV ? sv : en;
}

static void show_head(struct trial *t, const struct test *test, struct place place,
                      const char *area)
{
    text_printf(t->out, "%s:%u:%u: %s: \"%s\"%s%s\n", place.file, place.line, place.column,
                say(t, "stämmer inte", "does not hold"), head_label(&test->head, t->lang),
                area[0] ? ", " : "", area);
}

static void show_line(struct trial *t, struct place place)
{
    text_printf(t->out, "%6u | %s\n", place.line, place.text);
}

/* Marks the place in the line above, with words beside it. */
static void show_mark(struct trial *t, struct place place, const char *words)
{
    text_add(t->out, "       | ");
    for (unsigned i = 1; i < place.column; i++)
        text_addc(t->out, ' ');
    for (unsigned i = 0; i < (place.length ? place.length : 1); i++)
        text_addc(t->out, '^');
    text_printf(t->out, " %s\n", words);
}

static void add_outcome(struct trial *t, struct text *out, const struct test_column *c,
                        const struct outcome *o)
{
    static const char *const truths[][2] = {{"nej", "no"}, {"ja", "yes"}};
    if (!o->has)
        text_add(out, c->is_truth ? say(t, "okänd", "unknown") : say(t, "saknas", "missing"));
    else if (c->use == TEST_GRADE)
        text_add(out, idea_grade_text((enum idea_grade)(int)o->number, t->lang));
    else if (c->use == TEST_POSITION)
        text_add(out, t->model->positions[(size_t)o->number].head.name);
    else if (c->is_truth)
        text_add(out, truths[o->number != 0][t->lang]);
    else if (c->is_text)
        text_printf(out, "\"%s\"", o->text);
    else
        plain_add_number(out, o->number, &c->unit, t->lang);
}

/* --- what went into it ------------------------------------------------------------------------ */

static void show_indicator(struct trial *t, uint32_t k, uint32_t area)
{
    const struct indicator *own = &t->model->indicators[k];
    const struct indicator_result *r = &t->work.result->indicators[k];
    const struct cell *cell = &r->cells[area];
    uint8_t s = r->substitute[area];
    const struct indicator *used = s ? &t->model->indicators[own->substitutes[s - 1]] : own;
    if (s)
        text_printf(t->out, "       = %s: %s\n", say(t, "reserv", "substitute"), used->head.name);
    if (status_has_value(cell->status)) {
        text_printf(t->out, "       = %s ", say(t, "värde", "value"));
        plain_add_number(t->out, cell->value, &used->unit, t->lang);
        if (!isnan(r->points[area])) {
            static const struct unit none = {.factor = 1, .sv = "poäng", .en = "points"};
            text_add(t->out, ", ");
            plain_add_number(t->out, r->points[area], &none, t->lang);
        }
        text_addc(t->out, '\n');
    }
    int32_t year = cell->period > 0 ? cell->period / 100 : t->model->base_year;
    if (used->formula)
        show_terms(t, used->formula, area, year);
}

static void show_node(struct trial *t, uint32_t k, uint32_t area)
{
    const struct node *node = &t->model->nodes[k];
    static const struct unit points = {.factor = 1, .sv = "poäng", .en = "points"};
    for (size_t i = 0; i < node->child_count; i++) {
        const struct child *c = &node->children[i];
        double p = c->kind == SYMBOL_NODE ? t->work.result->nodes[c->index].score[area]
                                          : points_in(&t->work, c->index, k, area);
        text_printf(t->out, "       = %s: ",
                    model_head(t->model, (struct ref){c->kind, c->index, 'v', 0})->name);
        if (isnan(p))
            text_add(t->out, say(t, "saknas", "missing"));
        else
            plain_add_number(t->out, c->reversed ? 100 - p : p, &points, t->lang);
        text_printf(t->out, ", %s ", say(t, "vikt", "weight"));
        plain_add_number(t->out, c->weight, &(struct unit){.factor = 1, .sv = "", .en = ""},
                         t->lang);
        text_addc(t->out, '\n');
    }
}

static void show_idea(struct trial *t, uint32_t k, uint32_t area)
{
    const struct idea *idea = &t->model->ideas[k];
    const struct idea_result *r = &t->work.result->ideas[k];
    if (r->why[t->lang][area][0])
        text_printf(t->out, "       = %s%s%s%s\n", r->why[t->lang][area],
                    r->has[t->lang][area][0] ? " (" : "", r->has[t->lang][area],
                    r->has[t->lang][area][0] ? ")" : "");
    struct expr *const *lists[] = {idea->required, idea->supporting, idea->stops};
    const size_t counts[] = {idea->required_count, idea->supporting_count, idea->stop_count};
    t->work.originals_only = true; /* as ideas are judged */
    for (size_t l = 0; l < 3; l++)
        for (size_t c = 0; c < counts[l]; c++)
            show_terms(t, lists[l][c], area, t->model->base_year);
    t->work.originals_only = false;
}

static void show_condition(struct trial *t, const struct expr *x, uint32_t area)
{
    if (x)
        show_terms(t, x, area, t->model->base_year);
}

/* What stands behind a name: its formula, its parts or its condition. */
static void show_behind(struct trial *t, struct ref ref, uint32_t area)
{
    const struct model *m = t->model;
    if (ref.kind == SYMBOL_INDICATOR)
        show_indicator(t, ref.index, area);
    else if (ref.kind == SYMBOL_NODE)
        show_node(t, ref.index, area);
    else if (ref.kind == SYMBOL_IDEA)
        show_idea(t, ref.index, area);
    else if (ref.kind == SYMBOL_GATE)
        show_condition(t, m->gates[ref.index].condition, area);
    else if (ref.kind == SYMBOL_FLAG)
        show_condition(t, m->flags[ref.index].condition, area);
    else if (ref.kind == SYMBOL_ADVICE)
        show_condition(t, m->advice[ref.index].condition, area);
    else if (ref.kind == SYMBOL_POSITION)
        show_condition(t, m->positions[ref.index].condition, area);
}

static void show_column(struct trial *t, const struct test_column *c, uint32_t area)
{
    const struct expr *x = c->value;
    while (x && x->op == EXPR_SCALE)
        x = x->args[0];
    if (c->use == TEST_POSITION) {
        for (size_t k = 0; k < t->model->position_count; k++)
            show_condition(t, t->model->positions[k].condition, area);
    } else if (x && x->op != EXPR_REF) {
        show_terms(t, x, area, t->model->base_year);
    } else {
        show_behind(t, x ? x->ref : c->ref, area);
    }
}

void show_cell(struct trial *t, const struct test *test, size_t row, size_t column,
               const struct outcome *got)
{
    const struct test_row *r = &test->rows[row];
    const struct test_column *c = &test->columns[column];
    struct text words = {0};
    struct place place = r->cells[column].place;
    show_head(t, test, place, r->name);
    show_line(t, test->columns_place);
    show_line(t, r->place);
    text_printf(&words, "%s, %s ", c->text, say(t, "fick", "got"));
    add_outcome(t, &words, c, got);
    show_mark(t, place, words.p);
    text_release(&words);
    show_column(t, c, (uint32_t)row);
    text_addc(t->out, '\n');
}

void show_statement(struct trial *t, const struct test *test, const struct statement *s,
                    uint32_t area)
{
    show_head(t, test, s->place, s->area);
    show_terms(t, s->condition, area, t->model->base_year);
    text_addc(t->out, '\n');
}

void show_unknown_area(struct trial *t, const struct test *test, const struct statement *s)
{
    show_head(t, test, s->area_place, "");
    show_line(t, s->area_place);
    show_mark(t, s->area_place,
              say(t, "finns inte bland kommunerna", "is not among the municipalities"));
    text_addc(t->out, '\n');
}
