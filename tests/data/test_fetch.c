/* Reading the agencies' answers, without asking anybody. What the answers are held to when they are
 * fetched is tried in tests/cli/test_fetch*.py. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/file.h"
#include "data/ask.h"
#include "data/forsakringskassan.h"
#include "data/kolada.h"
#include "data/landing_text.h"
#include "data/pxweb.h"
#include "data/side.h"

static struct arena *arena;

static void begin(void)
{
    arena = arena_new();
}

static void finish(void)
{
    arena_free(arena);
}

TestSuite(fetch, .init = begin, .fini = finish);

static void expect_text(const char *got, const char *wanted)
{
    cr_expect(strcmp(got, wanted) == 0, "%s\nand not\n%s", got, wanted);
}

static void expect_fault(bool fine, const struct fault *f, const char *code)
{
    cr_expect(!fine && f->code && strcmp(f->code, code) == 0, "%s and not %s",
              f->code ? f->code : "none", code);
}

/* --- Kolada ----------------------------------------------------------------------------------- */

static struct kolada_figure figures[2];
static const char *const areas[] = {"1280", "1214"};

static struct kolada kolada(void)
{
    struct kolada k;
    figures[0] = (struct kolada_figure){.id = "N2", .title = "Två; \"två\"", .asked = true};
    figures[1] = (struct kolada_figure){.id = "N1", .title = "Ett", .asked = true};
    kolada_begin(&k, arena, figures, 2, areas, 2);
    return k;
}

#define CELL(kpi, area, year, values)                                                              \
    "{\"kpi\":\"" kpi "\",\"municipality\":\"" area "\",\"period\":" year ",\"values\":[" values   \
    "]}"
#define VALUE(gender, value)                                                                       \
    "{\"gender\":\"" gender "\",\"count\":1,\"status\":\"\",\"value\":" value                      \
    ",\"isdeleted\":false}"
#define PAGE(cells, next) "{\"count\":1,\"values\":[" cells "],\"next_url\":" next "}"

static bool read(struct kolada *k, const char *page, const char **next, struct fault *f)
{
    return kolada_values(k, page, strlen(page), next, f);
}

Test(fetch, kolada_lands_in_the_order_of_the_rules)
{
    struct kolada k = kolada();
    struct fault f;
    const char *next = NULL;
    cr_expect(
        read(&k,
             PAGE(CELL("N1", "1214", "2024", VALUE("M", "1.5") "," VALUE("T", "null")) "," CELL(
                      "N1", "1280", "2024",
                      VALUE("T", "0.1")) "," CELL("N1", "0012", "2024",
                                                  VALUE("T", "9")) "," CELL("N9", "1280", "2024",
                                                                            VALUE("T", "9")),
                  "\"https://a/2\""),
             &next, &f));
    expect_text(next, "https://a/2");
    cr_expect(read(&k, PAGE(CELL("N2", "1280", "2023", VALUE("K", "3")), "null"), &next, &f));
    cr_expect(next == NULL);
    struct text out = {0};
    kolada_landing(&k, (struct str){"", 0}, &out);
    expect_text(out.p, "kpi;title;municipality;period;gender;value;status\n"
                       "N2;\"Två; \"\"två\"\"\";1280;2023;K;3;\n"
                       "N1;Ett;1280;2024;T;0.1;\n"
                       "N1;Ett;1214;2024;T;;\n"
                       "N1;Ett;1214;2024;M;1.5;\n");
    cr_expect(k.unasked == 2);
    text_release(&out);
}

Test(fetch, kolada_keeps_the_earlier_rows_of_a_figure)
{
    struct kolada k = kolada();
    struct fault f;
    const char *next;
    read(&k, PAGE(CELL("N1", "1280", "2024", VALUE("T", "7")), "null"), &next, &f);
    figures[0].kept = true;
    struct text out = {0};
    kolada_landing(
        &k,
        str_of("kpi;title;municipality;period;gender;value;status\r\n"
               "N2;Gammal;1280;2020;T;4;\nN22;Annan;1280;2020;T;5;\nN1;Ett;1280;2020;T;6;"),
        &out);
    expect_text(out.p, "kpi;title;municipality;period;gender;value;status\n"
                       "N2;Gammal;1280;2020;T;4;\nN1;Ett;1280;2024;T;7;\n");
    text_release(&out);
    out = (struct text){0};
    kolada_landing(&k, str_of("något;annat\nN2;x\n"), &out);
    cr_expect(!strstr(out.p, "N2"), "only a file of the same kind is carried on");
    text_release(&out);
}

Test(fetch, kolada_refuses)
{
    static const struct {
        const char *page, *code;
    } rows[] = {
        {"{\"values\":[", "E959"},
        {"{\"values\":[]}{}", "E959"},
        {"[]", "E960"},
        {"{\"values\":{}}", "E960"},
        {PAGE("", "\"https://a/2\""), "E961"},
        {"{\"values\":[],\"next_url\":1}", "E960"},
        {PAGE(CELL("N1", "1280", "20240", VALUE("T", "1")), "null"), "E960"},
        {PAGE(CELL("N1", "1280", "\"2024\"", VALUE("T", "1")), "null"), "E960"},
        {PAGE(CELL("N1", "1280", "2024", VALUE("X", "1")), "null"), "E960"},
        {PAGE(CELL("N1", "1280", "2024", VALUE("T", "\"1\"")), "null"), "E960"},
        {PAGE(CELL("N1", "1280", "2024", VALUE("T", "NaN")), "null"), "E959"},
        {PAGE(CELL("N1", "1280", "2024", VALUE("T", "1") "," VALUE("T", "2")), "null"), "E973"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct kolada k = kolada();
        struct fault f;
        const char *next;
        expect_fault(read(&k, rows[i].page, &next, &f), &f, rows[i].code);
    }
}

Test(fetch, kolada_sees_a_page_that_comes_again)
{
    struct kolada k = kolada();
    struct fault f;
    const char *next, *page = PAGE(CELL("N1", "1280", "2024", VALUE("T", "1")), "null");
    cr_expect(read(&k, page, &next, &f));
    expect_fault(read(&k, page, &next, &f), &f, "E977");
}

Test(fetch, kolada_leaves_out_what_is_taken_back_or_secret)
{
    struct kolada k = kolada();
    struct fault f;
    const char *next;
    cr_expect(
        read(&k,
             PAGE(CELL("N1", "1280", "2024",
                       "{\"gender\":\"T\",\"value\":9,\"isdeleted\":true}," VALUE(
                           "T", "1")) "," CELL("N1", "1280", "2023",
                                               "{\"gender\":\"T\",\"value\":9,\"status\":"
                                               "\"Privacy\"}") "," CELL("N1", "1280", "2022",
                                                                        "{\"gender\":\"T\","
                                                                        "\"value\":2,\"status\":\"="
                                                                        "1+1\\r\\n;\"}"),
                  "null"),
             &next, &f));
    struct text out = {0};
    kolada_landing(&k, (struct str){"", 0}, &out);
    expect_text(out.p, "kpi;title;municipality;period;gender;value;status\n"
                       "N1;Ett;1280;2022;T;2;\"'=1+1  ;\"\n"
                       "N1;Ett;1280;2023;T;;Privacy\nN1;Ett;1280;2024;T;1;\n");
    cr_expect(k.taken_back == 1 && k.secret_numbers == 1 && k.unknown_statuses == 1);
    text_release(&out);
}

Test(fetch, kolada_asks_for_25_ids_at_a_time)
{
    static char ids[60][8];
    struct kolada_figure many[60];
    const char *codes[33];
    struct kolada k;
    size_t count = 0;
    for (int i = 0; i < 60; i++) {
        snprintf(ids[i], sizeof ids[i], "N%05d", i);
        many[i] = (struct kolada_figure){.id = ids[i], .asked = i != 3};
    }
    for (int i = 0; i < 33; i++)
        codes[i] = ids[i];
    kolada_begin(&k, arena, many, 60, codes, 33);
    const char **titles = kolada_title_addresses(&k, "https://a/v3", &count);
    cr_expect(count == 3);
    cr_expect(strstr(titles[2], "https://a/v3/kpi/N00050,N00051") == titles[2]);
    const char **values = kolada_value_addresses(&k, "https://a/v3", &count);
    cr_expect(count == 6, "three of figures times two of areas, and not %zu", count);
    cr_expect(strstr(values[0], "/data/kpi/N00000,N00001,N00002,N00004,") != NULL);
    cr_expect(strstr(values[5], "/municipality/N00025,") != NULL);
}

/* --- PxWeb ------------------------------------------------------------------------------------ */

#define VARIABLE(name, sum, index)                                                                 \
    "\"" name "\":{\"extension\":{\"elimination\":" sum "},\"category\":{\"index\":" index "}}"
static const char metadata[] =
    "{\"id\":[\"Region\",\"Kon\",\"ContentsCode\",\"Tid\"],\"role\":{\"time\":[\"Tid\"],\"metric\":"
    "[\"ContentsCode\"]},\"dimension\":{" VARIABLE("Region", "true", "{\"00\":0,\"12\":1,\"1214\":2,\"1280\":3}") "," VARIABLE(
        "Kon", "true",
        "[\"1\",\"2\"]") "," VARIABLE("ContentsCode", "false",
                                      "{\"N1\":0}") "," VARIABLE("Tid", "false",
                                                                 "{\"2020\":0,\"2021\":1,\"2022\":"
                                                                 "2,\"2023\":3}") "}}";

static struct pxweb_table table(void)
{
    struct pxweb_table t;
    struct fault f;
    cr_assert(pxweb_table(arena, metadata, strlen(metadata), &t, &f));
    return t;
}

static struct pxweb_selection selections[] = {{"Region", "12*", false},
                                              {"Kon", "", true},
                                              {"ContentsCode", "*", false},
                                              {"Tid", "top(2)", false}};

Test(fetch, pxweb_asks_for_every_variable)
{
    struct pxweb_table t = table();
    struct pxweb_part *parts = NULL;
    struct fault f;
    size_t count = 0;
    cr_assert(pxweb_choose(&t, selections, 4, &f));
    cr_assert(pxweb_parts(&t, "https://a/T", false, &parts, &count, &f));
    cr_assert(count == 1 && parts[0].rows == 6, "3 regions, 2 years");
    expect_text(parts[0].address, "https://a/T/data?lang=sv&outputFormat=csv&heading=ContentsCode"
                                  "&stub=Region,Tid&valueCodes%5BRegion%5D=12*"
                                  "&valueCodes%5BContentsCode%5D=*&valueCodes%5BTid%5D=top(2)");
    t = table();
    pxweb_choose(&t, selections, 4, &f);
    cr_assert(pxweb_parts(&t, "https://a/T", true, &parts, &count, &f));
    cr_expect(strstr(parts[0].address, "&heading=Tid&stub=Region,ContentsCode&") != NULL);
    cr_expect(parts[0].rows == 3);
}

Test(fetch, pxweb_selections)
{
    static const struct {
        const char *codes;
        size_t chosen;
        const char *code;
    } rows[] = {
        {"*", 4, NULL},
        {"2020,2023", 2, NULL},
        {"202?", 4, NULL},
        {"bottom(3)", 3, NULL},
        {"from(2022)", 2, NULL},
        {"to(2020)", 1, NULL},
        {"[range(2021,2022)]", 2, NULL},
        {"2020,20*", 4, NULL},
        {"1999", 0, "E969"},
        {"top(0)", 0, "E969"},
        {"2020,,2021", 0, "E969"},
        {"from(1999)", 0, "E969"},
        {"", 0, "E969"},
        {"top(", 0, "E969"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pxweb_table t = table();
        struct pxweb_selection s[4];
        struct fault f;
        memcpy(s, selections, sizeof s);
        s[3].codes = rows[i].codes;
        bool fine = pxweb_choose(&t, s, 4, &f);
        if (rows[i].code)
            expect_fault(fine, &f, rows[i].code);
        else
            cr_expect(fine && t.variables[3].chosen_count == rows[i].chosen, "%s: %zu",
                      rows[i].codes, t.variables[3].chosen_count);
    }
}

Test(fetch, pxweb_forgets_nothing)
{
    struct pxweb_table t = table();
    struct fault f;
    expect_fault(pxweb_choose(&t, selections, 3, &f), &f, "E968");
    struct pxweb_selection wrong[] = {
        selections[0], selections[1], {"ContentsCode", "", true}, selections[3]};
    t = table();
    expect_fault(pxweb_choose(&t, wrong, 4, &f), &f, "E974");
    struct pxweb_selection more[] = {
        selections[0], selections[1], selections[2], selections[3], {"Alder", "*", false}};
    t = table();
    expect_fault(pxweb_choose(&t, more, 5, &f), &f, "E969");
}

/* A table of `regions` x `years` codes. */
static struct pxweb_table large(size_t regions, size_t years)
{
    struct pxweb_table t = {.arena = arena, .count = 2, .time = 1, .measure = SIZE_MAX};
    const size_t sizes[] = {regions, years};
    t.variables = arena_array(arena, 2, sizeof *t.variables);
    for (size_t i = 0; i < 2; i++) {
        struct pxweb_variable *v = &t.variables[i];
        const char **codes = arena_array(arena, sizes[i], sizeof *codes);
        for (size_t k = 0; k < sizes[i]; k++)
            codes[k] = arena_printf(arena, "%05zu", k);
        *v = (struct pxweb_variable){.code = i ? "Tid" : "Region",
                                     .codes = codes,
                                     .count = sizes[i],
                                     .chosen_count = sizes[i],
                                     .asked = "*"};
        v->chosen = arena_array(arena, sizes[i], sizeof *v->chosen);
        memset(v->chosen, 1, sizes[i]);
    }
    return t;
}

Test(fetch, pxweb_splits)
{
    struct pxweb_table t = large(400, 500); /* 200 000 cells; 12 signs a code would be too long */
    struct pxweb_part *parts = NULL;
    struct fault f;
    size_t count = 0, rows = 0;
    cr_assert(pxweb_parts(&t, "https://a/T", false, &parts, &count, &f));
    for (size_t i = 0; i < count; i++) {
        cr_expect(strlen(parts[i].address) <= 2000);
        cr_expect(parts[i].rows <= 150000);
        rows += parts[i].rows;
    }
    cr_expect(count > 1 && rows == 200000, "%zu rows in %zu parts", rows, count);
    t = large(2, 200000);
    expect_fault(pxweb_parts(&t, "https://a/T", true, &parts, &count, &f), &f, "E970");
    t = large(100000, 100000);
    expect_fault(pxweb_parts(&t, "https://a/T", false, &parts, &count, &f), &f, "E970");
}

Test(fetch, pxweb_parts_are_put_together)
{
    struct text heading = {0};
    struct str body;
    struct fault f;
    const char *a = "\"region\",N1\r\n\"A\",1\r\n", *b = "\"region\",N1\r\n\"B\",2\r\n";
    cr_expect(pxweb_join(&heading, a, strlen(a), 1, &body, arena, &f) && body.n == strlen(a));
    cr_expect(pxweb_join(&heading, b, strlen(b), 1, &body, arena, &f));
    expect_text(arena_strndup(arena, body.p, body.n), "\"B\",2\r\n");
    expect_fault(pxweb_join(&heading, b, strlen(b), 2, &body, arena, &f), &f, "E971");
    expect_fault(pxweb_join(&heading, "", 0, 2, &body, arena, &f), &f, "E971");
    const char *c = "\"region\",N2\r\n\"C\",3\r\n";
    expect_fault(pxweb_join(&heading, c, strlen(c), 1, &body, arena, &f), &f, "E975");
    text_release(&heading);
}

/* --- the others ------------------------------------------------------------------------------- */

#define ROW(area, value, hidden)                                                                   \
    "{\"dimensions\":{\"kommun\":\"" area "\",\"ar\":\"2024\"},\"observations\":{\"oht\":{"        \
    "\"value\":" value ",\"rojd\":" hidden "}}}"

Test(fetch, forsakringskassan)
{
    struct text out = {0};
    struct fault f;
    const char *p = "[" ROW("1280", "21.5", "false") "," ROW("1214", "0", "true") "," ROW(
        "ALL_12", "3", "false") "]";
    cr_assert(forsakringskassan_landing(p, strlen(p), "kommun", arena, &out, &f));
    expect_text(arena_strndup(arena, out.p, out.n),
                "kommun;ar;oht\n1280;2024;21.5\n1214;2024;rojd\n");
    text_release(&out);
    out = (struct text){0};
    p = "[" ROW("1280", "\"21,5\"", "false") "]";
    expect_fault(forsakringskassan_landing(p, strlen(p), "kommun", arena, &out, &f), &f, "E960");
    expect_fault(forsakringskassan_landing("[]", 2, "kommun", arena, &out, &f), &f, "E960");
    text_release(&out);
}

Test(fetch, side_file_comes_back)
{
    char folder[] = "/tmp/etablera-side-XXXXXX";
    cr_assert(mkdtemp(folder));
    const char *data = path_join(arena, folder, "tal.csv");
    struct side_answer answer = {"https://a/x", "\"tag\"", "Mon, 01 Jan 2024 00:00:00 GMT", 12,
                                 "https://b/y"};
    struct side side = {"P", "T",   "L",   "https://a", 1772330400, 1772330401,
                        12,  "abc", "def", "N1",        &answer,    1},
                back;
    struct text t = {0};
    int why = 0;
    side_text(&side, &t);
    cr_assert(publish_bytes(side_path(arena, data), t.p, t.n, &why));
    cr_assert(side_read(data, arena, &back));
    cr_expect(back.fetched == side.fetched && back.checked == side.checked && back.bytes == 12);
    expect_text(back.digest, "abc");
    expect_text(back.kept, "N1");
    cr_assert(back.answer_count == 1);
    expect_text(back.answers[0].etag, "\"tag\"");
    expect_text(back.answers[0].changed, answer.changed);
    expect_text(back.answers[0].sent_on, "https://b/y");
    expect_text(time_text(arena, 1772330400), "2026-03-01T02:00:00Z");
    text_release(&t);
    cr_expect(remove(side_path(arena, data)) == 0 && remove(folder) == 0);
}

Test(fetch, texts_of_others)
{
    struct text t = {0};
    text_add_encoded(&t, "å b/c", "");
    text_add_cell(&t, "=1", ';');
    text_add_cell(&t, "a\nb", ';');
    expect_text(t.p, "%C3%A5%20b%2Fc\"'=1\"\"a b\"");
    text_release(&t);
    cr_expect(path_matches("a/*.csv", "a/b.csv") && !path_matches("a/*.csv", "a/b/c.csv"));
    cr_expect(!path_matches("a/*.csv", "b.csv") && path_matches("x?.csv", "xå.csv"));
    struct str host = address_host("https://a.b:8443/x?y");
    cr_expect(str_is(host, "a.b:8443") && address_host("http://a/").n == 0);
    char digest[DIGEST_TEXT];
    digest_text(digest, "abc", 3); /* FIPS 180-4, appendix B.1 */
    expect_text(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
