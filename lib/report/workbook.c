/* The two kinds of workbook; the table of sheets of the one for all areas. */
#include "report/workbook.h"

#include "report/card.h"
#include "report/live.h"
#include "report/live_profile.h"
#include "report/plain.h"
#include "report/sheets.h"

static const struct sheet all_sheets[] = {
    {.key = "Omslag", .name = {"Omslag", "Cover"}, .write = sheet_cover},
    {.key = "Rangordning",
     .name = {"Rangordning", "Ranking"},
     .about = {"alla kommuner i ordning, med poäng, klass och läge",
               "all areas in order, with points, class and position"},
     .landscape = true,
     .has = has_root,
     .write = sheet_ranking},
    {.key = "Sakerhet",
     .name = {"Säkerhet", "Certainty"},
     .about = {"hur säker varje plats är, och vad som rör den",
               "how sure each place is, and what moves it"},
     .has = sheet_certainty_has,
     .write = sheet_certainty},
    {.key = "Platsspann",
     .name = {"Platsspann", "Place spans"},
     .about = {"diagram: inom vilka platser varje kommun ligger",
               "chart: within which places each area lies"},
     .landscape = true,
     .has = sheet_spans_has,
     .write = sheet_spans},
    {.key = "Falt",
     .name = {"Fyra fält", "Four fields"},
     .about = {"diagram: de två indexen mot varandra, med medianerna",
               "chart: the two indices against each other, with their medians"},
     .landscape = true,
     .has = sheet_fields_has,
     .write = sheet_fields},
    {.key = "Karta",
     .name = {"Karta", "Map"},
     .about = {"en ruta per kommun", "one tile per area"},
     .landscape = true,
     .has = sheet_map_has,
     .write = sheet_map},
    {.key = "Utmaningar",
     .name = {"Utmaningar", "Challenges"},
     .about = {"plats, poäng och grad i varje utmaning",
               "place, points and grade in each challenge"},
     .landscape = true,
     .has = has_challenges,
     .write = sheet_challenges},
    {.key = "Utmaningsplatser",
     .name = {"Utmaningar i ordning", "Challenges in order"},
     .about = {"varje utmanings rangordning, plats för plats",
               "the ranking of each challenge, place by place"},
     .landscape = true,
     .has = has_challenges,
     .write = sheet_challenge_places},
    {.key = "Profil",
     .name = {"Profil", "Profile"},
     .about = {"en kommun i taget: styrkor, hinder och okänt",
               "one area at a time: strengths, barriers and unknowns"},
     .landscape = true,
     .has = has_live,
     .write = sheet_profile,
     .instead = {"utelämnat: de här reglernas rangordning kan inte räknas om i en arbetsbok",
                 "left out: the ranking of these rules cannot be recomputed in a workbook"}},
    {.key = "Bidrag",
     .name = {"Bidrag", "Effects"},
     .about = {"varför kommunen på Profil ligger över eller under medianen, del för del",
               "why the area on Profile is above or below the median, part by part"},
     .landscape = true,
     .has = live_has_contributions,
     .write = sheet_effects},
    {.key = "Utveckling",
     .name = {"Utveckling", "Trends"},
     .about = {"hur siffrorna i en kommun har gått, och år för år mot medianen",
               "how the figures of an area went, and by year against the median"},
     .landscape = true,
     .has = sheet_trends_has,
     .write = sheet_trends,
     .instead = {"utelämnat: ingen siffra har en serie över tillräckligt många år",
                 "left out: no figure has a series over enough years"}},
    {.key = "Ideer",
     .name = {"Affärsidéer", "Business ideas"},
     .about = {"hur väl varje idé passar varje kommun", "how well each idea fits each area"},
     .landscape = true,
     .has = has_ideas,
     .write = sheet_ideas},
    {.key = "Villkor",
     .name = {"Idévillkor", "Idea conditions"},
     .about = {"vad som avgör varje idé, och var", "what decides each idea, and where"},
     .landscape = true,
     .has = has_ideas,
     .write = sheet_conditions},
    {.key = "Vikter",
     .name = {"Vikter", "Weights"},
     .about = {"ändra vikter och se vad som rör sig", "change weights and see what moves"},
     .landscape = true,
     .has = has_live,
     .write = sheet_weights,
     .instead = {"utelämnat: de här reglernas rangordning kan inte räknas om i en arbetsbok",
                 "left out: the ranking of these rules cannot be recomputed in a workbook"}},
    {.key = "Egnaregler",
     .name = {"Egna regler", "Own rules"},
     .about = {"egna vikter som rader till en regelfil",
               "weights of your own as lines for a rule file"},
     .has = has_live,
     .write = sheet_own_rules},
    {.key = "Rakneblad",
     .name = {"Räkneblad", "Calculation"},
     .about = {"hur vikter blir poäng och platser, cell för cell",
               "how weights become points and places, cell by cell"},
     .landscape = true,
     .has = has_live,
     .write = sheet_calculation,
     .instead = {"utelämnat: de här reglernas rangordning kan inte räknas om i en arbetsbok",
                 "left out: the ranking of these rules cannot be recomputed in a workbook"}},
    {.key = "Hinder",
     .name = {"Hinder i länet", "What is lacking"},
     .about = {"hur många kommuner som saknar vad", "how many areas lack what"},
     .landscape = true,
     .write = sheet_barriers},
    {.key = "Andringar",
     .name = {"Ändringar", "Changes"},
     .about = {"vad som skiljer från en tidigare körning, och vad som flyttade vad",
               "what differs from an earlier run, and what moved what"},
     .landscape = true,
     .has = sheet_changes_has,
     .write = sheet_changes,
     .instead = {"utelämnat: ingen tidigare körning att jämföra med angavs",
                 "left out: no earlier run to compare with was given"}},
    {.key = "Andrade",
     .name = {"Ändrade värden", "Changed values"},
     .about = {"varje värde som skiljer, med fil och rad",
               "each value that differs, with file and line"},
     .landscape = true,
     .has = sheet_changes_has,
     .write = sheet_changed_values},
    {.key = "Poang",
     .name = {"Poäng", "Points"},
     .about = {"varje indikators poäng", "the points of each indicator"},
     .landscape = true,
     .write = sheet_points},
    {.key = "Kanslighet",
     .name = {"Känslighet", "Sensitivity"},
     .about = {"vad rangordningen hänger på", "what the ranking hangs on"},
     .has = sheet_sensitivity_has,
     .write = sheet_sensitivity},
    {.key = "Data",
     .name = {"Data", "Data"},
     .about = {"varje värde med år, källa, fil och rad",
               "each value with year, source, file and line"},
     .landscape = true,
     .has = sheet_data_has,
     .write = sheet_data,
     .instead = {"utelämnat, för många rader; alla värden står i poang.csv",
                 "left out, too many rows; all values stand in poang.csv"}},
    {.key = "Tidsserier",
     .name = {"Tidsserier", "Time series"},
     .about = {"varje siffra år för år i varje kommun", "every figure by year in every area"},
     .landscape = true,
     .has = sheet_trends_has,
     .write = sheet_series},
    {.key = "Underlag",
     .name = {"Underlag", "Evidence"},
     .about = {"filerna som lästes, utgivare och licens", "the files read, publisher and licence"},
     .landscape = true,
     .write = sheet_files},
    {.key = "Kontrollsummor",
     .name = {"Kontrollsummor", "Checksums"},
     .about = {"SHA-256 av varje fil, som bevis på vilka de var",
               "SHA-256 of each file, as evidence of which they were"},
     .has = sheet_checksums_has,
     .write = sheet_checksums},
    {.key = "Tackning",
     .name = {"Täckning", "Coverage"},
     .about = {"hur fullständig varje indikator är och dess skala",
               "how complete each indicator is, and its scale"},
     .landscape = true,
     .write = sheet_coverage},
    {.key = "Avvikelser",
     .name = {"Avvikelser", "Exceptions"},
     .about = {"värden som saknas, är äldre eller ersatta", "values missing, older or replaced"},
     .landscape = true,
     .write = sheet_remarks},
    {.key = "Regler",
     .name = {"Regler", "Rules"},
     .about = {"reglerna som de gällde, rad för rad", "the rules as applied, line by line"},
     .write = sheet_rules},
    {.key = "Noter",
     .name = {"Noter", "Notes"},
     .about = {"märken, ord och metod", "marks, words and method"},
     .write = sheet_notes},
};

static const struct pair banner = {"PÅHITTADE VÄRDEN – får inte användas för beslut",
                                   "INVENTED VALUES – not to be used for decisions"};
static const struct pair changed = {", ändrade tal", ", changed numbers"};
static const struct pair page_of = {"Sida &P av &N", "Page &P of &N"};

static struct book_info info_of(const struct view *v, const char *title)
{
    return (struct book_info){
        .title = title,
        .subject = view_root(v),
        .author = "etablera",
        .footer = arena_printf(v->arena, "%s, version %s, %s%s", view_label(v, &v->m->head),
                               view_version(v), view_day(v, v->r->day),
                               v->r->override_count ? say(v->lang, changed) : ""),
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
    v->pages = arena_array(v->arena, count + 1, sizeof(struct page *));
    for (size_t i = 0; i < count; i++) /* first all, since formulas name each other's sheets */
        v->pages[i] = sheets[i].has == NULL || sheets[i].has(v)
                          ? book_page(book, say(v->lang, sheets[i].name), sheets[i].landscape)
                          : NULL;
    for (size_t i = 0; i < count; i++)
        if (v->pages[i] != NULL)
            sheets[i].write(v, v->pages[i]);
    return book_publish(book, d);
}

bool workbook_of_all(const struct result *r, enum lang lang, const char *path,
                     struct diagnostics *d)
{
    struct arena *arena = arena_new();
    struct view v;
    view_init(&v, r, lang, arena);
    live_make(&v);
    bool good = write_book(&v, path, view_label(&v, &v.m->head), all_sheets,
                           sizeof all_sheets / sizeof all_sheets[0], d);
    arena_free(arena);
    return good;
}

bool workbook_plain(const struct result *r, enum lang lang, const char *path, struct diagnostics *d)
{
    struct arena *arena = arena_new();
    struct view v;
    view_init(&v, r, lang, arena);
    bool good =
        write_book(&v, path, view_label(&v, &v.m->head), plain_sheets, plain_sheet_count, d);
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
    struct card_sheets sheets = card_sheets(&v);
    bool good = write_book(&v, path, title, sheets.items, sheets.count, d);
    arena_free(arena);
    return good;
}
