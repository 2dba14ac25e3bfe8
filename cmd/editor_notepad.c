/* The user language for Notepad++ (format 2.1 of its user-defined languages). It knows words, not
 * lines: a word has one colour wherever it stands. */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "rules/vocabulary.h"

/* Keywords1, Keywords2, … with their colours; 1 is bold. */
static const struct {
    enum vocabulary words[2];
    const char *colour;
    int font;
} keyword_lists[] = {
    {{WORDS_BLOCK, WORDS_BLOCK}, "0000A0", 1},
    {{WORDS_PROPERTY, WORDS_TEXT_PROPERTY}, "0050A0", 0},
    {{WORDS_OPERATOR, WORDS_OPERATOR}, "A00060", 1},
    {{WORDS_CONSTANT, WORDS_CONSTANT}, "A04000", 0},
    {{WORDS_VALUE, WORDS_VALUE}, "604000", 0},
    {{WORDS_FUNCTION, WORDS_FUNCTION}, "006060", 0},
    {{WORDS_UNIT, WORDS_UNIT}, "707070", 0},
    {{WORDS_DERIVED, WORDS_DERIVED}, "600090", 0},
};
enum { LISTS = sizeof keyword_lists / sizeof *keyword_lists };

static const char *const empty_lists[] = {
    "Numbers, prefix1",
    "Numbers, prefix2",
    "Numbers, extras1",
    "Numbers, extras2",
    "Numbers, suffix1",
    "Numbers, suffix2",
    "Numbers, range",
    "Operators2",
    "Folders in code1, open",
    "Folders in code1, middle",
    "Folders in code1, close",
    "Folders in code2, open",
    "Folders in code2, middle",
    "Folders in code2, close",
    "Folders in comment, open",
    "Folders in comment, middle",
    "Folders in comment, close",
};

/* Delimiters1 is "…", 2 is […], 3 is {…}. */
static const struct {
    const char *name, *colour;
} styles[] = {
    {"DEFAULT", "000000"},         {"COMMENTS", "008000"},          {"LINE COMMENTS", "008000"},
    {"NUMBERS", "C05000"},         {"OPERATORS", "800000"},         {"FOLDER IN CODE1", "000000"},
    {"FOLDER IN CODE2", "000000"}, {"FOLDER IN COMMENT", "000000"}, {"DELIMITERS1", "A31515"},
    {"DELIMITERS2", "707070"},     {"DELIMITERS3", "600090"},       {"DELIMITERS4", "000000"},
    {"DELIMITERS5", "000000"},     {"DELIMITERS6", "000000"},       {"DELIMITERS7", "000000"},
    {"DELIMITERS8", "000000"},
};

static void print_list(size_t i, enum lang lang)
{
    struct arena *arena = arena_new();
    const char *between = "";
    printf("            <Keywords name=\"Keywords%zu\">", i + 1);
    for (size_t k = 0; k < 2; k++) {
        size_t count = 0;
        const char **words = vocabulary(arena, keyword_lists[i].words[k], lang, &count);
        bool again = k && keyword_lists[i].words[0] == keyword_lists[i].words[1];
        for (size_t w = 0; w < count && !again; w++) {
            if (strchr(words[w], ' ')) /* the words of a list have blanks between them */
                continue;
            printf("%s%s", between, words[w]);
            between = " ";
        }
    }
    puts("</Keywords>");
    arena_free(arena);
}

static void print_style(const char *name, size_t number, const char *colour, int font)
{
    printf("            <WordsStyle name=\"%s", name);
    if (number)
        printf("%zu", number);
    printf("\" fgColor=\"%s\" bgColor=\"FFFFFF\" fontName=\"\" fontStyle=\"%d\" nesting=\"0\" />\n",
           colour, font);
}

int print_notepad(const struct request *request)
{
    enum lang lang = request->lang;
    printf("<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n"
           "<!-- printed by etablera, option print-notepad, lang %s -->\n<NotepadPlus>\n"
           "    <UserLang name=\"Etablera %s\" ext=\"%s\" udlVersion=\"2.1\">\n"
           "        <Settings>\n"
           "            <Global caseIgnored=\"yes\" allowFoldOfComments=\"no\" foldCompact=\"no\""
           " forcePureLC=\"0\" decimalSeparator=\"%d\" />\n"
           "            <Prefix",
           say(lang, "sv", "en"), say(lang, "regler", "rules"), say(lang, "regler", "rules"),
           lang == LANG_SV ? 1 : 0);
    for (size_t i = 0; i < LISTS; i++)
        printf(" Keywords%zu=\"no\"", i + 1);
    puts(" />\n        </Settings>\n        <KeywordLists>\n"
         "            <Keywords name=\"Comments\">00# 01 02 03 04</Keywords>\n"
         "            <Keywords name=\"Operators1\">+ - * / ^ = &lt; &gt; ( ) ; , : |</Keywords>");
    for (size_t i = 0; i < sizeof empty_lists / sizeof *empty_lists; i++)
        printf("            <Keywords name=\"%s\"></Keywords>\n", empty_lists[i]);
    for (size_t i = 0; i < LISTS; i++)
        print_list(i, lang);
    puts("            <Keywords name=\"Delimiters\">00&quot; 01 02&quot; 03[ 04 05] 06{ 07 08}"
         " 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23</Keywords>\n"
         "        </KeywordLists>\n        <Styles>");
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        print_style(styles[i].name, 0, styles[i].colour, 0);
    for (size_t i = 0; i < LISTS; i++)
        print_style("KEYWORDS", i + 1, keyword_lists[i].colour, keyword_lists[i].font);
    puts("        </Styles>\n    </UserLang>\n</NotepadPlus>");
    return EXIT_DONE;
}
