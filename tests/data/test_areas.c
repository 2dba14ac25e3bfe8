#define _POSIX_C_SOURCE 200809L

#include "helper.h"

Test(areas, spellings)
{
    static const struct {
        const char *text;
        enum area_kind kind;
        uint32_t index;
    } cases[] = {
        {"1280", AREA_STUDY, 1},
        {"114", AREA_STUDY, 0},
        {"0114", AREA_STUDY, 0},
        {"1280 Malmö", AREA_STUDY, 1},
        {"1280 - Malmö", AREA_STUDY, 1},
        {"Malmö", AREA_STUDY, 1},
        {"Malmö kommun", AREA_STUDY, 1},
        {"Malmö stad", AREA_STUDY, 1},
        {"Lunds kommun", AREA_STUDY, 2},
        {"Bjuvs kommun", AREA_STUDY, 3},
        {"Upplands-Vasby", AREA_STUDY, 0},
        {"UPPLANDS VÄSBY ", AREA_STUDY, 0},
        {"Upplands\xC2\xA0V\xC3\xA4sby", AREA_STUDY, 0},
        {"Ostra Goinge", AREA_STUDY, 4},
        {"Östra  Göinge kommun", AREA_STUDY, 4},
        {"114 Upplands Väsby", AREA_STUDY, 0},
        {"Stockholm", AREA_KNOWN, 0},
        {"0180 Stockholm", AREA_KNOWN, 0},
        {"180", AREA_KNOWN, 0},
        {"Habo", AREA_KNOWN, 0},
        {"Håbo", AREA_KNOWN, 0},
        {"Riket", AREA_ABOVE, 0},
        {"0000", AREA_ABOVE, 0},
        {"00", AREA_ABOVE, 0},
        {"00 Riket", AREA_ABOVE, 0},
        {"12 Skåne län", AREA_ABOVE, 0},
        {"12", AREA_ABOVE, 0},
        {"Skåne län", AREA_ABOVE, 0},
        {"0012", AREA_ABOVE, 0},
        {"Totalt", AREA_ABOVE, 0},
        {"Uppgift saknas", AREA_ABOVE, 0},
        {"Hela riket", AREA_ABOVE, 0},
        {"0000 Riket", AREA_ABOVE, 0},
        {"", AREA_UNKNOWN, 0},
        {"9999", AREA_UNKNOWN, 0},
        {"Taxinge", AREA_UNKNOWN, 0},
        {"1280 Lund", AREA_UNKNOWN, 0},
        {"län", AREA_UNKNOWN, 0},
    };
    struct bench b = bench_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t index = 0;
        enum area_kind kind = area_find(b.areas, cases[i].text, strlen(cases[i].text), &index);
        cr_expect(kind == cases[i].kind, "\"%s\": kind %d", cases[i].text, (int)kind);
        cr_expect(kind != AREA_STUDY || index == cases[i].index, "\"%s\": %u", cases[i].text,
                  (unsigned)index);
    }
    bench_free(&b);
}

Test(areas, file)
{
    struct bench b = bench_new();
    struct areas areas;
    static const char text[] = "\xEF\xBB\xBF"
                               "kod;kommun;lan;rad;kolumn\r\n0114;Upplands Väsby;AB;2;3\r\n"
                               "1280;Malmö;M;;\r\n";
    bench_write(&b, "omr.csv", text, sizeof text - 1);
    const char *path = path_join(b.arena, b.folder, "omr.csv");
    cr_assert(areas_read(path, b.arena, &areas, b.d));
    cr_assert(areas.count == 2 && areas.items[0].tile_row == 2 && areas.items[1].tile_row == -1);
    cr_assert_str_eq(areas.items[0].name, "Upplands Väsby");
    cr_assert_str_eq(areas.items[1].group, "M");
    bench_write(&b, "omr.csv", "kod,namn\n1,a\n1,b\n", 17);
    cr_assert(!areas_read(path, b.arena, &areas, b.d) && told(&b, "E523")->place.line == 3);
    bench_write(&b, "omr.csv", "kod,x\n1,a\n", 10);
    cr_assert(!areas_read(path, b.arena, &areas, b.d) && told(&b, "E522"));
    bench_write(&b, "omr.csv", "\xFF\xFEk", 4);
    cr_assert(!areas_read(path, b.arena, &areas, b.d) && told(&b, "E510"));
    cr_assert(!areas_read("/no/such", b.arena, &areas, b.d) && told(&b, "E508"));
    bench_free(&b);
}
