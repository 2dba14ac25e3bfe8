/* The sheets of one area's workbook: at most eight, one printed page each. */
#include <string.h>

#include "report/card.h"
#include "base/text.h"
#include "report/clean.h"

enum { FIRST = 1, ADVICE = 6, SHEETS = 8, MOST_INDICES = 2 };

/* What the sheets of figures show: the indices right under the root, one each, when they are two at
 * most; else all of them on one. Without a root there is one sheet of all figures. */
static struct list nodes_on(const struct view *v, size_t which)
{
    struct list all = {arena_array(v->arena, v->m->node_count + 1, sizeof(uint32_t)), 0};
    if (!has_root(v))
        return all;
    const struct node *root = &v->m->nodes[v->m->root];
    for (size_t c = 0; c < root->child_count; c++)
        if (root->children[c].kind == SYMBOL_NODE &&
            v->m->nodes[root->children[c].index].kind == NODE_INDEX)
            all.items[all.count++] = root->children[c].index;
    if (all.count == 0)
        all.items[all.count++] = v->m->root;
    else if (all.count <= MOST_INDICES)
        all = (struct list){all.items + which, which < all.count};
    return all;
}

static size_t index_sheets(const struct view *v)
{
    struct list second = nodes_on(v, 1), first = nodes_on(v, 0);
    return second.count == 1 && first.count == 1 && second.items[0] != first.items[0] ? 2 : 1;
}

static void write_index(const struct view *v, struct page *page, size_t which)
{
    struct list nodes = nodes_on(v, which);
    card_index(v, page, &nodes, which == 0, which + 1 == index_sheets(v),
               say(v->lang, v->sheets[FIRST + which].name));
}

static void first_index(const struct view *v, struct page *page)
{
    write_index(v, page, 0);
}

static void second_index(const struct view *v, struct page *page)
{
    write_index(v, page, 1);
}

static bool has_second(const struct view *v)
{
    return index_sheets(v) == 2;
}

static bool has_ideas_or_flags(const struct view *v)
{
    return has_ideas(v) || v->m->flag_count > 0;
}

static bool has_calculation(const struct view *v)
{
    return v->m->calc_count > 0 && v->r->calcs != NULL;
}

static const struct sheet table[SHEETS] = {
    {.key = "Svar",
     .name = {"Kort svar", "Short answer"},
     .about = {"plats, varför och hur säkert", "place, why and how sure"},
     .has = has_root,
     .write = card_answer},
    {.key = "Index",
     .name = {"Siffrorna", "The figures"},
     .about = {"siffrorna mot medianen", "the figures against the median"},
     .write = first_index},
    {.key = "Index2",
     .name = {"Siffrorna 2", "The figures 2"},
     .about = {"siffrorna mot medianen", "the figures against the median"},
     .has = has_second,
     .write = second_index},
    {.key = "Ideer",
     .name = {"Affärsidéer och risker", "Ideas and risks"},
     .about = {"vad som passar här, och vad det saknar", "what fits here, and what it lacks"},
     .has = has_ideas_or_flags,
     .write = card_ideas},
    {.key = "Kalkyl",
     .name = {"Kalkyl", "Calculation"},
     .about = {"räkna på er egen idé", "work out your own idea"},
     .has = has_calculation,
     .write = card_calculation},
    {.key = "Liknande",
     .name = {"Liknande, trend, scenarier", "Peers, trend, scenarios"},
     .about = {"vilka ni kan lära av, och hur det har gått", "whom to learn from, and how it went"},
     .has = card_outlook_has,
     .write = card_outlook},
    {.key = "Rad",
     .name = {"Råd", "Advice"},
     .about = {"vad ni kan göra nu", "what you can do now"},
     .has = card_advice_has,
     .write = card_advice},
    {.key = "Fragor",
     .name = {"Frågor och underlag", "Questions and evidence"},
     .about = {"det bara ni vet, och varifrån siffrorna kommer",
               "what only you know, and where the figures come from"},
     .write = card_last},
};

static bool is_taken(const struct sheet *sheets, size_t but, const char *name, enum lang lang)
{
    bool taken = false;
    for (size_t i = 0; i < SHEETS; i++)
        taken = taken || (i != but && name_eq(say(lang, sheets[i].name), name));
    return taken;
}

/* The rules' name for a sheet, else the node's label, when a sheet can have it. */
static void name_sheet(const struct view *v, struct sheet *sheets, size_t which)
{
    struct list nodes = nodes_on(v, which);
    if (nodes.count != 1)
        return;
    const struct node *n = &v->m->nodes[nodes.items[0]];
    const char *sv = n->sheet_sv && n->sheet_sv[0] ? n->sheet_sv : n->head.sv;
    const char *en = n->sheet_en && n->sheet_en[0] ? n->sheet_en : n->head.en;
    size_t at = FIRST + which;
    if (sheet_name_legal(sv) && !is_taken(sheets, at, sv, LANG_SV))
        sheets[at].name.sv = sv;
    if (sheet_name_legal(en) && !is_taken(sheets, at, en, LANG_EN))
        sheets[at].name.en = en;
    sheets[at].about =
        (struct pair){arena_printf(v->arena, "%s: siffrorna mot medianen", n->head.sv),
                      arena_printf(v->arena, "%s: the figures against the median", n->head.en)};
}

/* "Råd, 10 steg, strategifrågor": what there is of the three. */
static void name_advice(const struct view *v, struct sheet *sheet)
{
    const char *title = card_advice_title(v);
    char c = title[0];
    if (c >= 'a' && c <= 'z')
        title = arena_printf(v->arena, "%c%s", c - 'a' + 'A', title + 1);
    const char *name = title;
    if (sheet_name_legal(name))
        sheet->name = (struct pair){name, name};
}

struct card_sheets card_sheets(struct view *v)
{
    struct sheet *sheets = arena_array(v->arena, SHEETS, sizeof *sheets);
    memcpy(sheets, table, sizeof table);
    for (size_t i = 0; i < index_sheets(v); i++)
        name_sheet(v, sheets, i);
    if (card_advice_has(v))
        name_advice(v, &sheets[ADVICE]);
    return (struct card_sheets){sheets, SHEETS};
}
