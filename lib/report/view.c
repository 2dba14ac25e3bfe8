/* The result as the sheets look at it. */
#include "report/view.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/number.h"
#include "report/measure.h"

static void add(struct list *list, uint32_t item)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i] == item)
            return;
    list->items[list->count++] = item;
}

/* Indices and dimensions under a node, in the order of the rules. */
static void collect(struct view *v, uint32_t at, unsigned depth)
{
    const struct node *node = &v->m->nodes[at];
    for (size_t i = 0; i < node->child_count && depth < 16; i++) {
        if (node->children[i].kind != SYMBOL_NODE)
            continue;
        uint32_t child = node->children[i].index;
        if (v->m->nodes[child].kind == NODE_INDEX)
            add(&v->indices, child);
        else if (v->m->nodes[child].kind == NODE_DIMENSION)
            add(&v->dimensions, child);
        collect(v, child, depth + 1);
    }
}

static struct list list_new(struct arena *arena, size_t count)
{
    return (struct list){arena_array(arena, count + 1, sizeof(uint32_t)), 0};
}

void view_init(struct view *v, const struct result *r, enum lang lang, struct arena *arena)
{
    const struct model *m = r->model;
    *v = (struct view){.r = r, .m = m, .lang = lang, .arena = arena, .area = UINT32_MAX};
    v->indices = list_new(arena, m->node_count);
    v->dimensions = list_new(arena, m->node_count);
    v->challenges = list_new(arena, m->node_count);
    v->variants = list_new(arena, m->node_count);
    v->indicators = list_new(arena, m->indicator_count);
    v->shown = list_new(arena, m->indicator_count);
    if (has_root(v))
        collect(v, m->root, 0);
    for (uint32_t n = 0; n < m->node_count; n++) {
        if (m->nodes[n].kind == NODE_CHALLENGE)
            add(&v->challenges, n);
        if (has_root(v) && m->nodes[n].variant_of == m->root && n != m->root)
            add(&v->variants, n);
    }
    for (uint32_t i = 0; i < m->indicator_count; i++) {
        if (m->indicators[i].role == ROLE_INDICATOR)
            v->indicators.items[v->indicators.count++] = i;
        if (m->indicators[i].role != ROLE_SUBSTITUTE)
            v->shown.items[v->shown.count++] = i;
    }
}

struct page *view_page(const struct view *v, const char *key)
{
    for (size_t i = 0; i < v->sheet_count; i++)
        if (strcmp(v->sheets[i].key, key) == 0)
            return v->pages[i];
    return NULL;
}

const char *view_name(const struct view *v, uint32_t area)
{
    return v->r->data->areas.items[area].name;
}

double view_name_width(const struct view *v)
{
    double widest = 10;
    for (uint32_t a = 0; a < v->r->areas; a++)
        widest = fmax(widest, measure_width_for(view_name(v, a), 10, true));
    return fmin(widest, 40);
}

const char *view_label(const struct view *v, const struct head *head)
{
    const char *label = v->lang == LANG_EN ? head->en : head->sv;
    return label && label[0] != '\0' ? label : head->name;
}

const char *view_titled(const struct view *v, const struct head *head)
{
    if (head->id == NULL || head->id[0] == '\0')
        return view_label(v, head);
    return arena_printf(v->arena, "%s %s", head->id, view_label(v, head));
}

const char *view_note(const struct view *v, const struct head *head)
{
    const char *note =
        v->lang == LANG_EN && head->note_en && head->note_en[0] ? head->note_en : head->note_sv;
    return note ? note : "";
}

const char *view_number(const struct view *v, double value, int decimals)
{
    char buffer[64];
    if (!isfinite(value))
        return "\u2013";
    const char *text = number_fixed(buffer, value, decimals, v->lang == LANG_EN ? '.' : ',', true);
    return text[0] == '-' ? arena_printf(v->arena, "\u2212%s", text + 1)
                          : arena_strdup(v->arena, text);
}

static const char *unit_of(const struct view *v, const struct unit *unit)
{
    const char *text = unit_text(unit, v->lang);
    return text ? text : "";
}

const char *view_value(const struct view *v, const struct indicator *i, double value)
{
    const char *unit = unit_of(v, &i->unit);
    return arena_printf(v->arena, "%s%s%s", view_number(v, value, i->decimals),
                        unit[0] ? "\u00A0" : "", unit);
}

const char *view_day(const struct view *v, int32_t day)
{
    static const struct pair none = {"utan datum", "no date"};
    if (day == 0)
        return say(v->lang, none);
    return arena_printf(v->arena, "%04d-%02d-%02d", (int)(day / 10000), (int)(day / 100 % 100),
                        (int)(day % 100));
}

const char *view_version(const struct view *v)
{
    return v->m->version && v->m->version[0] ? v->m->version : "\u2013";
}

bool view_substituted(const struct view *v, uint32_t indicator, uint32_t area)
{
    const struct indicator_result *i = &v->r->indicators[indicator];
    return i->substitute != NULL && i->substitute[area] > 0 &&
           i->substitute[area] <= v->m->indicators[indicator].substitute_count;
}

bool view_comparable(const struct view *v, uint32_t indicator, uint32_t area)
{
    const struct indicator_result *i = &v->r->indicators[indicator];
    return status_has_value(i->cells[area].status) && isfinite(i->median_value) && !i->mixed;
}

const struct indicator *view_used(const struct view *v, uint32_t indicator, uint32_t area)
{
    const struct indicator *i = &v->m->indicators[indicator];
    if (!view_substituted(v, indicator, area))
        return i;
    return &v->m->indicators[i->substitutes[v->r->indicators[indicator].substitute[area] - 1]];
}

const char *view_root(const struct view *v)
{
    return view_label(v, has_root(v) ? &v->m->nodes[v->m->root].head : &v->m->head);
}

const char *view_file(const struct view *v, const struct cell *cell)
{
    return cell->file < v->r->data->file_count ? v->r->data->files[cell->file].path : "\u2013";
}

const char *view_mark(const struct view *v, uint32_t indicator, uint32_t area)
{
    const struct indicator_result *r = &v->r->indicators[indicator];
    bool treated = r->treated != NULL && isfinite(r->treated[area]) && r->substitute[area] == 0;
    return treated ? "[b]" : status_mark(r->cells[area].status);
}

const char *view_origin(const struct view *v, const struct cell *cell)
{
    static const struct pair others = {" m.fl.", " and others"};
    if (cell->file >= v->r->data->file_count)
        return "";
    const char *more = cell->more ? say(v->lang, others) : "";
    if (cell->line == 0)
        return arena_printf(v->arena, "%s%s", view_file(v, cell), more);
    return arena_printf(v->arena, "%s:%u%s", view_file(v, cell), (unsigned)cell->line, more);
}

const char *view_publisher(const struct view *v, const struct cell *cell)
{
    if (cell->file >= v->r->data->file_count)
        return "\u2013";
    const char *name = v->r->data->files[cell->file].source;
    for (size_t i = 0; i < v->m->source_count; i++)
        if (strcmp(v->m->sources[i].head.name, name) == 0)
            return v->m->sources[i].publisher && v->m->sources[i].publisher[0]
                       ? v->m->sources[i].publisher
                       : name;
    return name;
}

const char *view_place(const struct view *v, uint32_t node, uint32_t area)
{
    const struct node_result *n = &v->r->nodes[node];
    if (n->rank[area] <= 0)
        return grade_text(GRADE_NONE, v->lang);
    return v->lang == LANG_EN
               ? arena_printf(v->arena, "place %d of %zu", (int)n->rank[area], n->ranked)
               : arena_printf(v->arena, "plats %d av %zu", (int)n->rank[area], n->ranked);
}

const char *view_grade(const struct view *v, uint32_t node, uint32_t area)
{
    return grade_text((enum grade)v->r->nodes[node].grade[area], v->lang);
}

void put_score(struct page *page, uint32_t row, uint32_t column, double score, bool bold)
{
    if (isfinite(score))
        page_number(page, row, column, score, 1, bold ? STYLE_ROW_BOLD_NUMBER : STYLE_ROW_NUMBER);
    else
        page_text(page, row, column, "[x]", STYLE_ROW_MARK);
}

void put_rank(struct page *page, uint32_t row, uint32_t column, int32_t rank)
{
    if (rank > 0)
        page_number(page, row, column, rank, 0, STYLE_ROW_NUMBER);
    else
        page_text(page, row, column, "[x]", STYLE_ROW_MARK);
}

void put_cell(struct page *page, uint32_t row, uint32_t column, const struct cell *cell,
              int decimals)
{
    if (status_has_value(cell->status))
        page_number(page, row, column, cell->value, decimals, STYLE_ROW_NUMBER);
    else
        page_text(page, row, column, status_mark(cell->status), STYLE_ROW_MARK);
}

void put_year(struct page *page, uint32_t row, uint32_t column, const struct cell *cell)
{
    if (!status_has_value(cell->status))
        page_text(page, row, column, "[x]", STYLE_ROW_MARK);
    else if (cell->period == PERIOD_UNKNOWN)
        page_text(page, row, column, "[å]", STYLE_ROW_MARK);
    else
        page_number(page, row, column, period_year(cell->period), 0, STYLE_ROW_YEAR);
}

void put_words(struct page *page, uint32_t row, uint32_t column, const char *text)
{
    page_text(page, row, column, text && text[0] ? text : "\u2013", STYLE_WRAP);
}

void put_table(const struct view *v, struct page *page, uint32_t head, uint32_t row,
               const char *name, const struct pair *heads, size_t count, unsigned right)
{
    static const struct pair nothing = {"Inga rader", "No rows"};
    struct page_heading *headings = arena_array(v->arena, count, sizeof *headings);
    for (size_t c = 0; c < count; c++)
        headings[c] = (struct page_heading){say(v->lang, heads[c]),
                                            right >> c & 1 ? STYLE_HEADING_RIGHT : STYLE_HEADING};
    if (row == head + 1) {
        put_words(page, row, 0, say(v->lang, nothing));
        for (size_t c = 1; c < count; c++)
            put_words(page, row, (uint32_t)c, NULL);
        row++;
    }
    page_table(page, head, row - 1, name, headings, count);
    page_freeze(page, head + 1, 0);
    page_repeat(page, head, head);
}

bool has_root(const struct view *v)
{
    return v->m->root < v->m->node_count;
}

bool has_challenges(const struct view *v)
{
    return v->challenges.count > 0;
}

bool has_ideas(const struct view *v)
{
    return v->m->idea_count > 0 && v->r->ideas != NULL;
}
