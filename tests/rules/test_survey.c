/* Where names stand, counted by eye in the texts here. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "rules/rules.h"
#include "rules/survey.h"

static const char text[] =
    /* 1 */ "modell m \"M\"\n"
            /* 2 */ "  kommuner: \"a.csv\"\n"
            /* 3 */ "register före \"Företag 😀\"\n"
            /* 4 */ "  fil: f.csv\n"
            /* 5 */ "  kommun: \"Säte\"\n"
            /* 6 */ "  kolumn: anst = \"Anställda\" [personer]\n"
            /* 7 */ "antagande gräns \"Gräns\" [personer]\n"
            /* 8 */ "  värde: 5\n"
            /* 9 */ "räkna små \"Små\" [st]\n"
            /* 10 */ "  ur: före\n"
            /* 11 */ "  där: före.anst < gräns och anst > 0 personer\n"
            /* 12 */ "krav k \"K\"\n"
            /* 13 */ "  villkor: små > 1 st\n"
            /* 14 */ "  annars: villkorad\n"
            /* 15 */ "  fråga: Är {{små}} mer än { gräns }?\n";

static struct survey *survey_of(const char *p, struct diagnostics *d)
{
    static const char path[] = "/nowhere/a.regler";
    struct rules_unsaved unsaved = {path, {p, strlen(p)}};
    struct rules_asked asked = {.unsaved = &unsaved, .unsaved_count = 1};
    return survey_new("/nowhere", &asked, d);
}

static const char *const file = "/nowhere/a.regler";

static size_t uses(const struct survey *s, unsigned line, unsigned column)
{
    size_t n = 0, count = 0;
    struct standing at = survey_at(s, file, line, column, LANG_SV);
    const struct mention *all = survey_mentions(s, &n);
    cr_assert_eq(at.kind, STANDS_NAME, "%u:%u", line, column);
    for (size_t i = 0; i < n; i++)
        count += survey_same(&all[i], at.mention);
    text_release(&at.help);
    return count;
}

Test(survey, mentions)
{
    struct diagnostics *d = diagnostics_new(LANG_SV);
    struct survey *s = survey_of(text, d);
    cr_assert_eq(d->errors, 0);
    cr_assert_not_null(survey_model(s));
    size_t n = 0;
    const struct mention *all = survey_mentions(s, &n);
    static const unsigned wanted[][3] = {
        /* line, column, length */
        {3, 10, 4},  {6, 11, 4},  {7, 11, 5},  {9, 7, 3},  {10, 7, 4},  {11, 8, 4},
        {11, 13, 4}, {11, 20, 5}, {11, 30, 4}, {12, 6, 1}, {13, 12, 3}, {15, 30, 5},
    };
    cr_assert_eq(n, sizeof wanted / sizeof *wanted, "%zu", n);
    for (size_t i = 0; i < n; i++) {
        cr_assert_eq(all[i].place.line, wanted[i][0], "%zu", i);
        cr_assert_eq(all[i].place.column, wanted[i][1], "%zu: %u", i, all[i].place.column);
        cr_assert_eq(all[i].place.length, wanted[i][2], "%zu: %u", i, all[i].place.length);
    }
    cr_assert_eq(uses(s, 6, 11), 3, "a register's column");
    cr_assert_eq(uses(s, 11, 8), 3, "the register before the dot");
    cr_assert_eq(uses(s, 15, 32), 3, "an assumption, in a text too");
    cr_assert_eq(uses(s, 13, 15), 2, "right after the name; {{ is a brace");
    cr_assert_str_eq(survey_unit(s, &all[1], LANG_EN), "people");
    survey_free(s);
    diagnostics_free(d);
}

Test(survey, with_errors)
{
    struct diagnostics *d = diagnostics_new(LANG_SV);
    struct survey *s = survey_of("mått a \"A\" [%]\n  formel: a2\nmått b \"B\" [%]\n"
                                 "  formel: a + (\nindikatr c\n  formel: a\n",
                                 d);
    cr_assert_gt(d->errors, 2);
    cr_assert_null(survey_model(s));
    cr_assert_eq(uses(s, 1, 6), 1);
    struct standing at = survey_at(s, file, 2, 4, LANG_SV);
    cr_assert_eq(at.kind, STANDS_PROPERTY, "a property is known in broken rules");
    cr_assert_not_null(strstr(at.help.p, "formula"));
    text_release(&at.help);
    cr_assert_eq(survey_at(s, file, 99, 1, LANG_SV).kind, STANDS_NOTHING);
    cr_assert_eq(survey_at(s, "/elsewhere", 1, 1, LANG_SV).kind, STANDS_NOTHING);
    survey_free(s);
    diagnostics_free(d);
}

Test(survey, another_name)
{
    struct diagnostics *d = diagnostics_new(LANG_SV);
    struct survey *s = survey_of(text, d);
    static const char *const refused[] = {"små", "SMÅ",     "anst", "före", "och", "or", "plats",
                                          "",    "två ord", "1a",   "a-b",  "a.b", "😀"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        cr_assert_not_null(survey_name_fault(s, refused[i], LANG_SV, d->arena), "%s", refused[i]);
    cr_assert_null(survey_name_fault(s, "åäö_1", LANG_SV, d->arena));
    survey_free(s);
    diagnostics_free(d);
}

/* An editor's text stands in for a file, and counts before it is there. */
Test(survey, unsaved)
{
    struct diagnostics *d = diagnostics_new(LANG_SV);
    const char *path = "rules/asf/00-modell.regler";
    struct rules_unsaved unsaved[] = {{path, {"# tom\n", 6}},
                                      {"rules/asf/ny.regler", {"mått", 5}},
                                      {"rules/asf/ny.txt", {"x", 1}},
                                      {"rules/annan/ny.regler", {"x", 1}}};
    struct rules_asked asked = {.unsaved = unsaved, .unsaved_count = 4};
    struct survey *s = survey_new("rules/asf", &asked, d);
    size_t found = 0;
    for (size_t i = 0; i < survey_file_count(s); i++)
        found += strstr(survey_file(s, i), "ny.") != NULL;
    cr_assert_eq(found, 1, "the new rule file of that folder, and no other");
    cr_assert_eq(survey_line(s, path, 1).n, 5);
    cr_assert_gt(d->errors, 0, "the model block is gone");
    survey_free(s);
    diagnostics_free(d);
}
