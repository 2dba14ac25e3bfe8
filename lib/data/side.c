#define _POSIX_C_SOURCE 200809L
#include "data/side.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "base/file.h"

enum { MOST_SIDE = 1 << 20, DAY = 86400 };

const char *side_path(struct arena *arena, const char *data_path)
{
    const char *dot = strrchr(path_base(data_path), '.');
    size_t n = dot ? (size_t)(dot - data_path) : strlen(data_path);
    return arena_printf(arena, "%.*s.kalla.txt", (int)n, data_path);
}

/* --- time ------------------------------------------------------------------------------------- */

const char *time_text(struct arena *arena, int64_t seconds)
{
    time_t at = (time_t)seconds;
    struct tm parts;
    char buffer[32] = "";
    if (gmtime_r(&at, &parts))
        strftime(buffer, sizeof buffer, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return arena_strdup(arena, buffer);
}

static bool two(const char *s, int64_t most, int64_t *out)
{
    if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
        return false;
    *out = (s[0] - '0') * 10 + (s[1] - '0');
    return *out <= most;
}

bool time_read(const char *s, int64_t *seconds)
{
    int32_t day = 0;
    int64_t h = 0, m = 0, sec = 0;
    if (strlen(s) != 20 || s[10] != 'T' || s[13] != ':' || s[16] != ':' || s[19] != 'Z' ||
        !date_parse(s, 10, &day) || !two(s + 11, 23, &h) || !two(s + 14, 59, &m) ||
        !two(s + 17, 60, &sec))
        return false;
    *seconds = (int64_t)date_number(day) * DAY + h * 3600 + m * 60 + sec;
    return true;
}

/* --- lines ------------------------------------------------------------------------------------ */

struct reading_side {
    struct arena *arena;
    struct side *side;
    struct side_answer *answers;
    size_t count, capacity;
};

static bool value_of(struct str line, const char *word, struct arena *arena, const char **out)
{
    size_t n = strlen(word);
    if (line.n <= n || memcmp(line.p, word, n) != 0 || line.p[n] != ':')
        return false;
    struct str value = str_trim((struct str){line.p + n + 1, line.n - n - 1});
    *out = arena_strndup(arena, value.p, value.n);
    return true;
}

static int64_t whole_of(const char *s)
{
    size_t n = strspn(s, "0123456789");
    return n > 0 && n < 18 && !s[n] ? (int64_t)strtoll(s, NULL, 10) : -1;
}

/* "Svar: ADRESS<tab>BYTE<tab>ETAG<tab>ÄNDRAD<tab>SVARADE" */
static void read_answer(struct reading_side *r, const char *text)
{
    const char *part[5] = {"", "", "", "", ""};
    size_t n = 0;
    for (const char *p = text; n < 5; n++) {
        size_t k = strcspn(p, "\t");
        part[n] = arena_strndup(r->arena, p, k);
        if (!p[k])
            break;
        p += k + 1;
    }
    r->answers = arena_grow(r->arena, r->answers, r->count, &r->capacity, sizeof *r->answers);
    r->answers[r->count++] =
        (struct side_answer){part[0], part[2], part[3], whole_of(part[1]), part[4]};
}

static void read_line(struct reading_side *r, struct str line)
{
    struct side *s = r->side;
    const char *text = "";
    const struct {
        const char *word;
        const char **to;
    } words[] = {{"Utgivare", &s->publisher},      {"Tabell", &s->table},   {"Licens", &s->licence},
                 {"Hämtad från", &s->from},        {"SHA-256", &s->digest}, {"Fråga", &s->question},
                 {"Kvar sedan tidigare", &s->kept}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        value_of(line, words[i].word, r->arena, words[i].to);
    if (value_of(line, "Hämtad", r->arena, &text))
        time_read(text, &s->fetched);
    if (value_of(line, "Kontrollerad", r->arena, &text))
        time_read(text, &s->checked);
    if (value_of(line, "Byte", r->arena, &text))
        s->bytes = whole_of(text);
    if (value_of(line, "Svar", r->arena, &text))
        read_answer(r, text);
}

bool side_read(const char *data_path, struct arena *arena, struct side *out)
{
    struct file_bytes bytes;
    int why = 0;
    *out = (struct side){"", "", "", "", 0, 0, -1, "", "", "", NULL, 0};
    if (!file_read(side_path(arena, data_path), MOST_SIDE, &bytes, &why))
        return false;
    struct reading_side r = {.arena = arena, .side = out};
    const char *p = bytes.data, *end = bytes.data + bytes.size;
    for (size_t n; p < end; p += n) {
        const char *line_end = memchr(p, '\n', (size_t)(end - p));
        n = line_end ? (size_t)(line_end - p) + 1 : (size_t)(end - p);
        read_line(&r, (struct str){p, n});
    }
    file_release(&bytes);
    out->answers = r.answers;
    out->answer_count = r.count;
    return true;
}

static void add(struct text *out, const char *word, const char *value)
{
    if (*value)
        text_printf(out, "%s: %s\n", word, value);
}

void side_text(const struct side *side, struct text *out)
{
    struct arena *scratch = arena_new();
    add(out, "Utgivare", side->publisher);
    add(out, "Tabell", side->table);
    add(out, "Licens", side->licence);
    add(out, "Hämtad från", side->from);
    add(out, "Hämtad", time_text(scratch, side->fetched));
    add(out, "Kontrollerad", time_text(scratch, side->checked));
    text_printf(out, "Byte: %lld\n", (long long)side->bytes);
    add(out, "SHA-256", side->digest);
    add(out, "Fråga", side->question);
    add(out, "Kvar sedan tidigare", side->kept);
    for (size_t i = 0; i < side->answer_count; i++) {
        const struct side_answer *a = &side->answers[i];
        text_printf(out, "Svar: %s\t%lld\t%s\t%s\t%s\n", a->address, (long long)a->bytes, a->etag,
                    a->changed, a->sent_on);
    }
    arena_free(scratch);
}
