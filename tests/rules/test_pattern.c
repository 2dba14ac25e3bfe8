#include "helper.h"

#include "base/limits.h"
#include "rules/pattern.h"

static struct pattern *compile(const char *text, bool ignore_case)
{
    size_t at = 0;
    char why[200];
    return pattern_new(text, strlen(text), ignore_case, &at, why, sizeof why);
}

Test(pattern, matches_swedish_letters_whatever_case)
{
    struct pattern *p = compile("^ÅSA|ö\\w+r$", true);
    cr_assert(p != NULL);
    cr_expect(pattern_match(p, "åsa", strlen("åsa")) == PATTERN_YES);
    cr_expect(pattern_match(p, "Östra hörnär", strlen("Östra hörnär")) == PATTERN_YES);
    cr_expect(pattern_match(p, "kalle", 5) == PATTERN_NO);
    pattern_free(p);
}

Test(pattern, fault_is_where_the_parenthesis_was_opened)
{
    static const struct {
        const char *text;
        size_t at;
    } cases[] = {{"a|(b", 2}, {"(a)(b(c)", 3}, {"a[bc", 1}, {"\\((x", 2}, {"[(](", 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t at = 99;
        char why[200] = "";
        struct pattern *p =
            pattern_new(cases[i].text, strlen(cases[i].text), false, &at, why, sizeof why);
        cr_expect(p == NULL && at == cases[i].at, "%s: %zu", cases[i].text, at);
        cr_expect(why[0] != '\0');
    }
}

Test(pattern, limit_is_said_and_not_taken_for_no)
{
    struct pattern *p = compile("^(a+)+$", false);
    cr_assert(p != NULL);
    char text[41];
    memset(text, 'a', 40);
    text[39] = 'b';
    cr_expect(pattern_match(p, text, 40) == PATTERN_LIMIT);
    cr_expect(pattern_match(p, "aaa", 3) == PATTERN_YES);
    cr_expect(pattern_match(p, "\xFF", 1) == PATTERN_BAD_TEXT);
    pattern_free(p);
}

Test(pattern, nesting_and_length_have_ceilings)
{
    char text[LIMIT_PATTERN + 2];
    memset(text, 'a', sizeof text);
    size_t at = 0;
    char why[200];
    cr_expect(pattern_new(text, LIMIT_PATTERN + 1, false, &at, why, sizeof why) == NULL);
    for (size_t i = 0; i < 100; i++) {
        text[i] = '(';
        text[199 - i] = ')';
    }
    cr_expect(pattern_new(text, 200, false, &at, why, sizeof why) == NULL);
}
