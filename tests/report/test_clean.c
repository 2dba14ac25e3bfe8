#include "helper.h"
#include "report/clean.h"

Test(clean, names_are_folded)
{
    static const struct {
        const char *from, *to;
    } cases[] = {
        {"Malmö", "malmo"},
        {"Östra Göinge", "ostra-goinge"},
        {"Åstorp", "astorp"},
        {"Upplands-Väsby", "upplands-vasby"},
        {"../../etc/passwd", "etc-passwd"},
        {"", "x"},
        {"...", "x"},
        {"a\xFF\x01z", "a-z"},
        {"Saint-Étienne", "saint-etienne"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *got = fold_name(arena, cases[i].from);
        cr_expect(strcmp(got, cases[i].to) == 0, "%s gave %s", cases[i].from, got);
    }
    arena_free(arena);
}

Test(clean, csv_fields_are_no_formulas)
{
    static const struct {
        const char *from, *to;
    } cases[] = {
        {"=1+1", "'=1+1"}, {"+46", "'+46"},  {"-x", "'-x"},      {"@SUM(A1)", "'@SUM(A1)"},
        {"\t=1", "'\t=1"}, {"\r=1", "' =1"}, {"Malmö", "Malmö"}, {"a=1", "a=1"},
        {"", ""},          {"a\nb", "a b"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *got = clean_field(arena, cases[i].from);
        cr_expect(strcmp(got, cases[i].to) == 0, "%s gave %s", cases[i].from, got);
    }
    arena_free(arena);
}

Test(clean, text_is_valid_xml)
{
    struct arena *arena = arena_new();
    cr_expect(strcmp(clean_text(arena,
                                "a\x01"
                                "b",
                                100),
                     "a\xEF\xBF\xBD"
                     "b") == 0);
    cr_expect(strcmp(clean_text(arena, "\xE5", 100), "\xEF\xBF\xBD") == 0);
    cr_expect(strcmp(clean_text(arena, "\xEF\xBF\xBF", 100), "\xEF\xBF\xBD") == 0);
    cr_expect(strcmp(clean_text(arena, "_x0041_", 100), "_x005F_x0041_") == 0);
    cr_expect(strcmp(clean_text(arena, "abcdef", 4), "abc\u2026") == 0);
    cr_expect(strcmp(clean_text(arena, "abcd", 4), "abcd") == 0);
    cr_expect(strcmp(clean_text(arena, NULL, 4), "") == 0);
    arena_free(arena);
}

Test(clean, sheet_names)
{
    static const char *const bad[] = {
        "",   "History", "history", "a/b",  "a[b",
        "'a", "a'",      "a\x01",   "\xE5", "12345678901234567890123456789012"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        cr_expect(!sheet_name_legal(bad[i]), "%zu", i);
    cr_expect(sheet_name_legal("Affärsidéer"));
    cr_expect(sheet_name_legal("1234567890123456789012345678901"));
}

Test(clean, links)
{
    cr_expect(link_allowed("https://www.example.org/a?b=1"));
    cr_expect(link_allowed("internal:'Frågor till mötet'!A1"));
    static const char *const bad[] = {"http://example.org",
                                      "file:///etc/passwd",
                                      "external:a.xlsx",
                                      "javascript:1",
                                      "https://a b",
                                      "https://a\"b",
                                      ""};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        cr_expect(!link_allowed(bad[i]), "%s", bad[i]);
}
