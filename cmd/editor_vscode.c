/* The extension for VS Code: what it is, how brackets behave, a TextMate grammar for each dialect
 * made from the tables of words, and what starts etablera lsp. */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "rules/vocabulary.h"

/* --- the grammar ------------------------------------------------------------------------------ */

/* A pattern of one word out of many. "\\b" is not used: a unit may end in % or ². */
static const struct {
    const char *scope, *before;
    enum vocabulary words;
    const char *after;
} word_patterns[] = {
    {"support.function", "(?i)(?<![\\\\w.])(?:", WORDS_FUNCTION, ")(?=\\\\s*\\\\()"},
    {"keyword.operator.word", "(?i)(?<![\\\\w.])(?:", WORDS_OPERATOR, ")(?!\\\\w)"},
    {"constant.language", "(?i)(?<![\\\\w.])(?:", WORDS_CONSTANT, ")(?!\\\\w)"},
    {"variable.language", "(?i)(?<![\\\\w.])(?:", WORDS_DERIVED, ")(?!\\\\w)"},
    {"support.constant", "(?i)(?<!\\\\w)(?:", WORDS_VALUE, ")(?!\\\\w)"},
};

/* The others, before those of words. */
static const char *const value_patterns[][2] = {
    {"string.quoted.double", "\\\"(?:[^\\\"]|\\\"\\\")*\\\""},
    {"storage.type.unit", "\\\\[[^\\\\]]*\\\\]"},
    {"constant.numeric.date", "(?<!\\\\w)\\\\d{4}-\\\\d{2}-\\\\d{2}(?!\\\\w)"},
};

static void print_words(enum vocabulary kind, enum lang lang)
{
    struct arena *arena = arena_new();
    size_t count = 0;
    const char **words = vocabulary(arena, kind, lang, &count);
    for (size_t i = 0; i < count; i++)
        printf("%s%s", i ? "|" : "", words[i]);
    arena_free(arena);
}

/* 1 210,5 kr/m² per 1 000 inv */
static void print_number(enum lang lang)
{
    printf("        {\"match\": \"(?<![\\\\w.])(\\\\d{1,3}(?:[ \\u00a0]\\\\d{3})+(?:%s\\\\d+)?|"
           "\\\\d+(?:%s\\\\d+)?)"
           "(?: ?((?:",
           lang == LANG_SV ? "," : "\\\\.", lang == LANG_SV ? "," : "\\\\.");
    print_words(WORDS_UNIT, lang);
    fputs(")(?:(?:/| per )(?:[\\\\d ]+)?(?:", stdout);
    print_words(WORDS_UNIT, lang);
    puts("))*)(?![\\\\w²³]))?\",\n"
         "         \"captures\": {\"1\": {\"name\": \"constant.numeric.etablera\"},\n"
         "                      \"2\": {\"name\": \"storage.type.unit.etablera\"}}},");
}

static void print_values(enum lang lang)
{
    puts("    \"value\": {\n      \"patterns\": [");
    for (size_t i = 0; i < sizeof value_patterns / sizeof *value_patterns; i++)
        printf("        {\"name\": \"%s.etablera\", \"match\": \"%s\"},\n", value_patterns[i][0],
               value_patterns[i][1]);
    fputs("        {\"name\": \"string.regexp.etablera\", \"match\": \"(?i)(?<=", stdout);
    print_words(WORDS_LIKE, lang);
    puts(" )/(?:\\\\\\\\.|[^/\\\\\\\\])*/i?\"},");
    print_number(lang);
    for (size_t i = 0; i < sizeof word_patterns / sizeof *word_patterns; i++) {
        printf("        {\"name\": \"%s.etablera\",\n         \"match\": \"%s",
               word_patterns[i].scope, word_patterns[i].before);
        print_words(word_patterns[i].words, lang);
        printf("%s\"},\n", word_patterns[i].after);
    }
    puts("        {\"name\": \"keyword.operator.etablera\","
         " \"match\": \"=>|<>|<=|>=|[-+*/^=<>≤≥≠×·−]\"}\n"
         "      ]\n    }");
}

/* Heads stand in the first column; a text goes on over lines that begin with "|". */
static void print_lines(enum lang lang)
{
    fputs("    \"comment\": {\"name\": \"comment.line.number-sign.etablera\","
          " \"match\": \"(?:^|(?<=\\\\s))#.*$\"},\n"
          "    \"head\": {\n      \"match\": \"(?i)^(",
          stdout);
    print_words(WORDS_BLOCK, lang);
    fputs(")\\\\s+(?:(\\\\w+)|(?=\\\"))\",\n"
          "      \"captures\": {\"1\": {\"name\": \"keyword.control.etablera\"},\n"
          "                   \"2\": {\"name\": \"entity.name.section.etablera\"}}\n    },\n"
          "    \"text\": {\n      \"begin\": \"(?i)^\\\\s+(",
          stdout);
    print_words(WORDS_TEXT_PROPERTY, lang);
    fputs(")\\\\s*:\",\n      \"while\": \"^\\\\s+(\\\\|)\",\n"
          "      \"beginCaptures\": {\"1\": {\"name\": \"support.type.property-name.etablera\"}},\n"
          "      \"contentName\": \"string.unquoted.etablera\",\n"
          "      \"patterns\": [{\"name\": \"constant.character.escape.etablera\","
          " \"match\": \"\\\\{\\\\{\"},\n"
          "                   {\"name\": \"variable.other.placeholder.etablera\","
          " \"match\": \"\\\\{[^{}]*\\\\}\"}]\n    },\n"
          "    \"property\": {\n      \"match\": \"(?i)^\\\\s+(",
          stdout);
    print_words(WORDS_PROPERTY, lang);
    fputs(")(?:\\\\s+(\\\\d{4}-\\\\d{2}-\\\\d{2})|\\\\s+(", stdout);
    print_words(WORDS_FOR, lang);
    puts(")\\\\s+(\\\"(?:[^\\\"]|\\\"\\\")*\\\"))?\\\\s*:\",\n"
         "      \"captures\": {\"1\": {\"name\": \"support.type.property-name.etablera\"},\n"
         "                   \"2\": {\"name\": \"constant.numeric.date.etablera\"},\n"
         "                   \"3\": {\"name\": \"keyword.operator.word.etablera\"},\n"
         "                   \"4\": {\"name\": \"string.quoted.double.etablera\"}}\n    },\n"
         "    \"row\": {\n      \"begin\": \"^\\\\s+(\\\\|)\", \"end\": \"$\",\n"
         "      \"beginCaptures\": {\"1\": {\"name\": \"punctuation.separator.etablera\"}},\n"
         "      \"patterns\": [{\"include\": \"#comment\"}, {\"include\": \"#value\"},\n"
         "                   {\"name\": \"punctuation.separator.etablera\","
         " \"match\": \"\\\\|\"}]\n    },");
}

static void print_grammar(enum lang lang)
{
    const char *ending = say(lang, "regler", "rules");
    printf("{\n  \"comment\": \"printed by etablera --print-vscode grammar --lang %s\",\n"
           "  \"name\": \"Etablera %s\",\n  \"scopeName\": \"source.etablera.%s\",\n"
           "  \"fileTypes\": [\"%s\"],\n"
           "  \"patterns\": [\n"
           "    {\"include\": \"#comment\"}, {\"include\": \"#head\"}, {\"include\": \"#text\"},\n"
           "    {\"include\": \"#property\"}, {\"include\": \"#row\"},"
           " {\"include\": \"#value\"}\n  ],\n"
           "  \"repository\": {\n",
           say(lang, "sv", "en"), ending, ending, ending);
    print_lines(lang);
    print_values(lang);
    puts("  }\n}");
}

/* --- the rest --------------------------------------------------------------------------------- */

static void print_package(enum lang lang)
{
    static const char *const endings[] = {"regler", "rules"};
    (void)lang;
    puts(
        "{\n  \"name\": \"etablera-rules\",\n  \"displayName\": \"Etablera rules\",\n"
        "  \"description\": \"Colours and help for the rule files of etablera, .regler and "
        ".rules\",\n"
        "  \"version\": \"" ETABLERA_VERSION "\",\n  \"publisher\": \"etablera\",\n"
        "  \"license\": \"MIT\",\n  \"engines\": {\"vscode\": \"^1.82.0\"},\n"
        "  \"main\": \"./extension.js\",\n"
        "  \"activationEvents\": [\"onLanguage:etablera-regler\", \"onLanguage:etablera-rules\"],\n"
        "  \"dependencies\": {\"vscode-languageclient\": \"9.0.1\"},\n"
        "  \"categories\": [\"Programming Languages\"],\n  \"contributes\": {\n"
        "    \"languages\": [");
    for (size_t i = 0; i < 2; i++)
        printf("      {\"id\": \"etablera-%s\", \"aliases\": [\"Etablera %s\"],"
               " \"extensions\": [\".%s\"],\n"
               "       \"configuration\": \"./language-configuration.json\"}%s\n",
               endings[i], endings[i], endings[i], i ? "" : ",");
    puts("    ],\n    \"grammars\": [");
    for (size_t i = 0; i < 2; i++)
        printf("      {\"language\": \"etablera-%s\", \"scopeName\": \"source.etablera.%s\",\n"
               "       \"path\": \"./syntaxes/%s.tmLanguage.json\"}%s\n",
               endings[i], endings[i], endings[i], i ? "" : ",");
    puts("    ],\n    \"configuration\": {\n      \"title\": \"Etablera\",\n"
         "      \"properties\": {\n"
         "        \"etablera.program\": {\"type\": \"string\", \"default\": \"etablera\",\n"
         "          \"description\": \"The program that gives help\"},\n"
         "        \"etablera.arguments\": {\"type\": \"array\", \"default\": [\"lsp\"],\n"
         "          \"description\": \"Its arguments: lsp, and --data or --rules\"}\n"
         "      }\n    }\n  }\n}");
}

/* Without the client library (npm install) there are colours only. */
static void print_extension(enum lang lang)
{
    (void)lang;
    puts("// printed by etablera --print-vscode extension\n'use strict';\n"
         "const vscode = require('vscode');\n\nlet client;\n\n"
         "function library() {\n  try {\n    return require('vscode-languageclient/node');\n"
         "  } catch (error) {\n"
         "    console.info('etablera: colours only; run npm install in the extension');\n"
         "    return null;\n  }\n}\n\n"
         "exports.activate = function () {\n  const found = library();\n"
         "  if (!found) return undefined;\n"
         "  const settings = vscode.workspace.getConfiguration('etablera');\n"
         "  const server = { command: settings.get('program'), args: settings.get('arguments') };\n"
         "  const files = ['etablera-regler', 'etablera-rules'];\n"
         "  client = new found.LanguageClient('etablera', 'Etablera', server, {\n"
         "    documentSelector: files.map((language) => ({ scheme: 'file', language })),\n"
         "    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("
         "'**/*.{csv,regler,rules}') },\n  });\n"
         "  return client.start();\n};\n\n"
         "exports.deactivate = function () {\n  return client ? client.stop() : undefined;\n};");
}

static void print_configuration(enum lang lang)
{
    (void)lang;
    puts("{\n  \"comments\": {\"lineComment\": \"#\"},\n"
         "  \"brackets\": [[\"(\", \")\"], [\"[\", \"]\"], [\"{\", \"}\"]],\n"
         "  \"autoClosingPairs\": [\n    {\"open\": \"(\", \"close\": \")\"},\n"
         "    {\"open\": \"[\", \"close\": \"]\"},\n    {\"open\": \"{\", \"close\": \"}\"},\n"
         "    {\"open\": \"\\\"\", \"close\": \"\\\"\", \"notIn\": [\"string\", \"comment\"]}\n  "
         "],\n"
         "  \"wordPattern\": {\"pattern\": \"[\\\\p{L}\\\\d_]+\", \"flags\": \"u\"},\n"
         "  \"folding\": {\"offSide\": true}\n}");
}

static const struct {
    const char *name;
    void (*print)(enum lang lang);
} parts[] = {
    {"package", print_package},
    {"configuration", print_configuration},
    {"grammar", print_grammar},
    {"extension", print_extension},
};

int print_vscode(const struct request *request)
{
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strcmp(parts[i].name, request->format) == 0)
            parts[i].print(request->lang);
    return EXIT_DONE;
}
