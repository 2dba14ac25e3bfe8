/* Omslag: what this is, from when, what it does not say, and where everything stands. */
#include "report/sheets.h"

#include <string.h>

#include "analysis/diff.h"

static const struct pair words[] = {
    {"Dag", "Day"},
    {"Regler", "Rules"},
    {"Basår", "Base year"},
    {"Bedömning", "Assessment"},
    {"Underlag", "Evidence"},
    {"Innehåll", "Contents"},
    {"Vad analysen inte säger", "What the analysis does not say"},
    {"Fel i en siffra?", "Is a figure wrong?"},
    {"Källor", "Sources"},
    {"Läs först", "Read first"},
    {"Ändrade regler", "Changed rules"},
    {"Jämfört med", "Compared with"},
    {"Program", "Program"},
};
enum word {
    W_DAY,
    W_RULES,
    W_YEAR,
    W_BASIS,
    W_MEASURES,
    W_CONTENTS,
    W_LIMITS,
    W_CONTACT,
    W_SOURCES,
    W_REMARKS,
    W_OVERRIDES,
    W_BEFORE,
    W_PROGRAM
};

static const struct pair own_work = {
    "Poäng, platser och bedömningar är egen bearbetning av källornas "
    "siffror. Källorna svarar inte för dem.",
    "Scores, places and assessments are our own processing of the "
    "sources' figures. The sources are not responsible for them."};
static const struct pair what_to_say = {
    "Säg vilken kommun, vilket mått och vilken siffra det gäller; bladet Data visar fil och rad. "
    "Vänd dig till: %s",
    "Say which area, which measure and which figure; the sheet Data shows file and line. Turn to: "
    "%s"};
static const struct pair no_contact = {"Vänd dig till den som gav dig arbetsboken.",
                                       "Turn to whoever gave you the workbook."};

static uint32_t fact(struct page *page, uint32_t row, const char *label, const char *text)
{
    page_text(page, row, 0, label, STYLE_LABEL);
    page_text(page, row, 1, text, STYLE_PARAGRAPH);
    return row + 1;
}

static uint32_t remarks(const struct view *v, struct page *page, uint32_t row)
{
    const struct result *r = v->r;
    for (size_t i = 0; i < r->remark_count; i++, row++) {
        page_text(page, row, 0, i == 0 ? say(v->lang, words[W_REMARKS]) : "", STYLE_REMARK);
        page_text(page, row, 1, r->remarks[i], STYLE_REMARK);
    }
    return r->remark_count > 0 ? row + 1 : row;
}

static uint32_t about(const struct view *v, struct page *page, uint32_t row)
{
    static const struct pair earlier = {"reglerna %s och data %s, se bladet Ändringar",
                                        "the rules %s and data %s, see the sheet Changes"};
    const char *version = view_version(v);
    row = fact(page, row, say(v->lang, words[W_DAY]), view_day(v, v->r->day));
    row = fact(page, row, say(v->lang, words[W_RULES]),
               arena_printf(v->arena, "%s, version %s", view_label(v, &v->m->head), version));
    if (v->r->program != NULL)
        row = fact(page, row, say(v->lang, words[W_PROGRAM]), v->r->program);
    if (v->m->base_year > 0)
        row = fact(page, row, say(v->lang, words[W_YEAR]),
                   arena_printf(v->arena, "%d", (int)v->m->base_year));
    if (has_root(v))
        row = fact(page, row, say(v->lang, words[W_BASIS]), view_basis(v));
    row = fact(page, row, say(v->lang, words[W_MEASURES]), view_measures(v));
    for (size_t i = 0; i < v->r->override_count; i++)
        row = fact(page, row, i == 0 ? say(v->lang, words[W_OVERRIDES]) : "", v->r->overrides[i]);
    if (v->r->before != NULL)
        row = fact(page, row, say(v->lang, words[W_BEFORE]),
                   arena_printf(v->arena, say(v->lang, earlier), v->r->before->a.label,
                                v->r->before->a.options.data_folder));
    return row + 1;
}

static uint32_t contents(const struct view *v, struct page *page, uint32_t row)
{
    page_text(page, row, 0, say(v->lang, words[W_CONTENTS]), STYLE_SECTION);
    page_blank(page, row++, 1, STYLE_SECTION);
    page_row_height(page, row++, 4);
    for (size_t i = 1; i < v->sheet_count; i++) {
        const struct sheet *sheet = &v->sheets[i];
        if (sheet->has != NULL && !sheet->has(v)) {
            if (sheet->instead.sv != NULL) {
                page_text(page, row, 0, say(v->lang, sheet->name), STYLE_WRAP);
                page_text(page, row++, 1, say(v->lang, sheet->instead), STYLE_WRAP);
            }
            continue;
        }
        page_link_sheet(page, row, 0, say(v->lang, sheet->name), say(v->lang, sheet->name));
        page_text(page, row++, 1, say(v->lang, sheet->about), STYLE_WRAP);
    }
    return row + 1;
}

static uint32_t section(struct page *page, uint32_t row, const char *label, const char *text)
{
    page_text(page, row, 0, label, STYLE_SECTION);
    page_blank(page, row++, 1, STYLE_SECTION);
    page_row_height(page, row++, 4);
    page_text(page, row, 1, text, STYLE_WRAP);
    return row + 2;
}

/* An earlier file is of the same source. */
static bool told_before(const struct view *v, size_t file)
{
    for (size_t i = 0; i < file; i++)
        if (v->r->data->files[i].source != NULL &&
            strcmp(v->r->data->files[i].source, v->r->data->files[file].source) == 0)
            return true;
    return false;
}

/* "Befolkning efter ålder (BE0101)": the source's label, and the publisher's table. */
static const char *content_of(const struct view *v, const char *name, const char *table)
{
    struct ref ref;
    const struct head *head = model_find(v->m, name, &ref) ? model_head(v->m, ref) : NULL;
    const char *label = head ? view_label(v, head) : name;
    return table && table[0] ? arena_printf(v->arena, "%s (%s)", label, table) : label;
}

static uint32_t sources(const struct view *v, struct page *page, uint32_t row)
{
    page_text(page, row, 0, say(v->lang, words[W_SOURCES]), STYLE_SECTION);
    page_blank(page, row++, 1, STYLE_SECTION);
    page_row_height(page, row++, 4);
    page_text(page, row++, 1, say(v->lang, own_work), STYLE_WRAP);
    for (size_t i = 0; i < v->r->data->file_count; i++) {
        const char *name = v->r->data->files[i].source;
        if (name == NULL || told_before(v, i))
            continue;
        struct published by = view_published(v, name);
        if (by.publisher == name)
            continue; /* the rules' own lists and the local facts: nobody published them */
        if (by.address && by.address[0])
            page_link(page, row, 0, by.address, by.publisher);
        else
            page_text(page, row, 0, by.publisher, STYLE_WRAP);
        page_text(page, row++, 1, content_of(v, name, by.table), STYLE_WRAP);
    }
    return row;
}

void sheet_cover(const struct view *v, struct page *page)
{
    static const double widths[] = {27, 104};
    page_columns(page, widths, 2);
    const char *limits = v->lang == LANG_EN && v->m->limits_en && v->m->limits_en[0]
                             ? v->m->limits_en
                             : v->m->limits_sv;
    uint32_t row =
        page_head(page, view_label(v, &v->m->head),
                  v->lang == LANG_EN ? arena_printf(v->arena,
                                                    "Analysis of %zu areas. Every place and "
                                                    "score is explained on its sheet.",
                                                    v->r->areas)
                                     : arena_printf(v->arena,
                                                    "Analys av %zu områden. Varje plats och "
                                                    "poäng förklaras på sitt blad.",
                                                    v->r->areas));
    row = remarks(v, page, row);
    row = about(v, page, row);
    row = contents(v, page, row);
    if (limits != NULL && limits[0] != '\0')
        row = section(page, row, say(v->lang, words[W_LIMITS]), limits);
    row = section(page, row, say(v->lang, words[W_CONTACT]),
                  v->m->contact && v->m->contact[0]
                      ? arena_printf(v->arena, say(v->lang, what_to_say), v->m->contact)
                      : say(v->lang, no_contact));
    sources(v, page, row);
}
