/* How periods, sexes and missing marks are written in Swedish open data. */
#include <string.h>

#include "data/source_parts.h"

static bool digits(struct str s, int32_t *out)
{
    int32_t value = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') {
            return false;
        }
        value = value * 10 + (s.p[i] - '0');
    }
    *out = value;
    return s.n > 0;
}

/* period = år | år "M" månad | år "-" månad | år "K" kvartal */
bool period_read(struct str s, int32_t *period)
{
    int32_t year, part = 0;
    s = str_trim(s);
    if (s.n < 4 || s.n > 7 || !digits((struct str){s.p, 4}, &year) || year < 1000) {
        return false;
    }
    if (s.n == 4) {
        *period = year * 100;
        return true;
    }
    struct str rest = {s.p + 5, s.n - 5};
    bool month = s.p[4] == 'M' || s.p[4] == 'm' || s.p[4] == '-';
    bool quarter = s.p[4] == 'K' || s.p[4] == 'k' || s.p[4] == 'Q';
    if (!digits(rest, &part) || rest.n != (month ? 2 : 1) || part < 1) {
        return false;
    }
    if ((month && part > 12) || (quarter && part > 4) || (!month && !quarter)) {
        return false;
    }
    *period = year * 100 + (month ? part : part * 3);
    return true;
}

static bool is_word(struct str s, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0, j = 0, ui, uj; i < s.n || j < n; i += ui, j += uj) {
        if (i >= s.n || j >= n ||
            utf8_lower(utf8_decode(s.p + i, s.n - i, &ui)) !=
                utf8_lower(utf8_decode(word + j, n - j, &uj))) {
            return false;
        }
    }
    return true;
}

bool month_read(struct str s, int32_t *month)
{
    static const char *const names[] = {"januari",   "februari", "mars",     "april",
                                        "maj",       "juni",     "juli",     "augusti",
                                        "september", "oktober",  "november", "december"};
    s = str_trim(s);
    if (s.n <= 2 && digits(s, month)) {
        return *month >= 1 && *month <= 12;
    }
    for (int32_t i = 0; i < 12; i++) {
        if (is_word(s, names[i])) {
            *month = i + 1;
            return true;
        }
    }
    return false;
}

bool sex_read(struct str s, enum sex *sex)
{
    static const struct {
        const char *word;
        enum sex sex;
    } words[] = {
        {"t", SEX_TOTAL},
        {"k", SEX_WOMEN},
        {"m", SEX_MEN},
        {"män", SEX_MEN},
        {"kvinnor", SEX_WOMEN},
        {"totalt", SEX_TOTAL},
        {"total", SEX_TOTAL},
        {"män och kvinnor", SEX_TOTAL},
        {"kvinnor och män", SEX_TOTAL},
        {"båda könen", SEX_TOTAL},
        {"totalt båda könen", SEX_TOTAL},
        {"1", SEX_MEN},
        {"2", SEX_WOMEN},
        {"1+2", SEX_TOTAL},
        {"man", SEX_MEN},
        {"kvinna", SEX_WOMEN},
        {"men", SEX_MEN},
        {"women", SEX_WOMEN},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (is_word(s, words[i].word)) {
            *sex = words[i].sex;
            return true;
        }
    }
    return false;
}

static bool all_dots(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '.') {
            return false;
        }
    }
    return s.n > 0;
}

/* "<5": any count that is told to be below a number. */
static bool is_small(struct str s)
{
    int32_t ignored;
    if (s.n < 2 || s.p[0] != '<') {
        return false;
    }
    struct str rest = str_trim((struct str){s.p + 1, s.n - 1});
    return rest.n <= 6 && digits(rest, &ignored);
}

bool mark_read(struct str s, const char *secret_mark, enum status *status)
{
    static const struct {
        const char *word;
        enum status status;
    } words[] = {
        {"-", STATUS_NOTHING},   {"–", STATUS_NOTHING},          {"röjd", STATUS_SECRET},
        {"rojd", STATUS_SECRET}, {"[c]", STATUS_SECRET},         {"[k]", STATUS_SMALL},
        {"[x]", STATUS_MISSING}, {"[z]", STATUS_NOT_APPLICABLE}, {"…", STATUS_UNAVAILABLE},
    };
    if (secret_mark && str_is(s, secret_mark)) {
        *status = STATUS_SECRET;
        return true;
    }
    if (s.n == 0 || all_dots(s)) {
        *status = s.n == 0 ? STATUS_MISSING : s.n == 1 ? STATUS_NOT_APPLICABLE : STATUS_UNAVAILABLE;
        return true;
    }
    if (is_small(s)) {
        *status = STATUS_SMALL;
        return true;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (is_word(s, words[i].word)) {
            *status = words[i].status;
            return true;
        }
    }
    return false;
}

enum status status_column_read(struct str s, bool *says)
{
    static const char *const secret[] = {"privacy", "sekretess", "secret"};
    *says = true;
    for (size_t i = 0; i < sizeof secret / sizeof *secret; i++) {
        if (is_word(s, secret[i])) {
            return STATUS_SECRET;
        }
    }
    *says = is_word(s, "missing") || is_word(s, "saknas");
    return STATUS_MISSING;
}
