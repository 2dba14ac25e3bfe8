/* The two kinds of workbook: one table of sheets each. */
#include "report/workbook.h"

#include "report/sheets.h"

static const struct sheet all_sheets[] = {
    {"Omslag", {"Omslag", "Cover"}, {"", ""}, false, NULL, sheet_cover},
    {"Rangordning",
     {"Rangordning", "Ranking"},
     {"alla kommuner i ordning, med poäng, klass och läge",
      "all areas in order, with points, class and position"},
     true,
     has_root,
     sheet_ranking},
    {"Karta",
     {"Karta", "Map"},
     {"en ruta per kommun", "one tile per area"},
     true,
     sheet_map_has,
     sheet_map},
    {"Utmaningar",
     {"Utmaningar", "Challenges"},
     {"plats, poäng och grad i varje utmaning", "place, points and grade in each challenge"},
     true,
     has_challenges,
     sheet_challenges},
    {"Ideer",
     {"Affärsidéer", "Business ideas"},
     {"hur väl varje idé passar varje kommun", "how well each idea fits each area"},
     true,
     has_ideas,
     sheet_ideas},
    {"Villkor",
     {"Idévillkor", "Idea conditions"},
     {"vad som avgör varje idé, och var", "what decides each idea, and where"},
     true,
     has_ideas,
     sheet_conditions},
    {"Poang",
     {"Poäng", "Points"},
     {"varje indikators poäng", "the points of each indicator"},
     true,
     NULL,
     sheet_points},
    {"Data",
     {"Data", "Data"},
     {"varje värde med år, källa, fil och rad", "each value with year, source, file and line"},
     true,
     NULL,
     sheet_data},
    {"Underlag",
     {"Underlag", "Evidence"},
     {"filerna som lästes, utgivare och licens", "the files read, publisher and licence"},
     true,
     NULL,
     sheet_files},
    {"Tackning",
     {"Täckning", "Coverage"},
     {"hur fullständig varje indikator är och dess skala",
      "how complete each indicator is, and its scale"},
     true,
     NULL,
     sheet_coverage},
    {"Avvikelser",
     {"Avvikelser", "Exceptions"},
     {"värden som saknas, är äldre eller ersatta", "values missing, older or replaced"},
     true,
     NULL,
     sheet_remarks},
    {"Noter",
     {"Noter", "Notes"},
     {"märken, ord och metod", "marks, words and method"},
     false,
     NULL,
     sheet_notes},
};

static const struct sheet area_sheets[] = {
    {"Svar", {"Kort svar", "Short answer"}, {"", ""}, false, has_root, card_answer},
    {"Profil", {"Profil", "Profile"}, {"", ""}, false, has_root, card_profile},
    {"Indikatorer", {"Indikatorer", "Indicators"}, {"", ""}, false, NULL, card_indicators},
    {"Utmaningar", {"Utmaningar", "Challenges"}, {"", ""}, false, has_challenges, card_challenges},
    {"Ideer", {"Affärsidéer", "Business ideas"}, {"", ""}, true, has_ideas, card_ideas},
    {"Rad", {"Råd", "Advice"}, {"", ""}, false, card_advice_has, card_advice},
    {"Fragor",
     {"Frågor till mötet", "Questions"},
     {"", ""},
     false,
     card_questions_has,
     card_questions},
    {"Underlag", {"Underlag", "Evidence"}, {"", ""}, true, NULL, card_evidence},
};

static const struct pair banner = {"PÅHITTADE VÄRDEN – får inte användas för beslut",
                                   "INVENTED VALUES – not to be used for decisions"};
static const struct pair page_of = {"Sida &P av &N", "Page &P of &N"};

static struct book_info info_of(const struct view *v, const char *title)
{
    return (struct book_info){
        .title = title,
        .subject = view_root(v),
        .author = "etablera",
        .footer = arena_printf(v->arena, "%s, version %s, %s", view_label(v, &v->m->head),
                               view_version(v), view_day(v, v->r->day)),
        .page_of = say(v->lang, page_of),
        .banner = v->r->invented ? say(v->lang, banner) : NULL,
        .day = v->r->day,
    };
}

static bool write_book(struct view *v, const char *path, const char *title,
                       const struct sheet *sheets, size_t count, struct diagnostics *d)
{
    struct book_info info = info_of(v, title);
    struct book *book = book_new(path, &info);
    v->sheets = sheets;
    v->sheet_count = count;
    for (size_t i = 0; i < count; i++)
        if (sheets[i].has == NULL || sheets[i].has(v))
            sheets[i].write(v, book_page(book, say(v->lang, sheets[i].name), sheets[i].landscape));
    return book_publish(book, d);
}

bool workbook_of_all(const struct result *r, enum lang lang, const char *path,
                     struct diagnostics *d)
{
    struct arena *arena = arena_new();
    struct view v;
    view_init(&v, r, lang, arena);
    bool good = write_book(&v, path, view_label(&v, &v.m->head), all_sheets,
                           sizeof all_sheets / sizeof all_sheets[0], d);
    arena_free(arena);
    return good;
}

bool workbook_of_area(const struct result *r, enum lang lang, uint32_t area, const char *path,
                      struct diagnostics *d)
{
    struct arena *arena = arena_new();
    struct view v;
    view_init(&v, r, lang, arena);
    v.area = area;
    const char *title =
        arena_printf(arena, "%s: %s", view_label(&v, &v.m->head), view_name(&v, area));
    bool good =
        write_book(&v, path, title, area_sheets, sizeof area_sheets / sizeof area_sheets[0], d);
    arena_free(arena);
    return good;
}
