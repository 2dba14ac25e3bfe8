/* The history: whole runs or none, what changed and when, and what happens to a damaged file. */
#include "history/history.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "../report/helper.h"

static const struct history_entry *entry(const char *at)
{
    static struct history_file files[] = {{"data", "a.csv", "0011", 10},
                                          {"regler", "m.regler", "0022", 20}};
    static struct history_entry e = {
        .tool = "1.0", .warnings = 1, .files = files, .file_count = 2, .held = 2};
    e.at = at;
    return &e;
}

struct begun {
    struct small *small;
    struct diagnostics *told;
    struct history *history;
    const char *path;
};

static struct begun begin(void)
{
    struct begun b = {.small = small_new("Övre", "Nedre"), .told = diagnostics_new(LANG_SV)};
    b.path = path_join(b.small->arena, temporary_folder(b.small->arena), "historik.sqlite");
    b.history = history_open(b.path, b.told);
    cr_assert(b.history != NULL);
    return b;
}

static void end(struct begun *b)
{
    history_close(b->history);
    diagnostics_free(b->told);
    arena_free(b->small->arena);
}

/* The first area's only value, and with it its points and the scores. */
static void set_value(struct begun *b, double value, double points)
{
    struct result *r = &b->small->result;
    r->indicators[0].cells[0].value = value;
    r->indicators[0].points[0] = points;
    r->nodes[0].score[0] = r->nodes[1].score[0] = points;
}

Test(history, what_changed_and_when)
{
    struct begun b = begin();
    struct arena *arena = b.small->arena;
    size_t count;
    cr_assert(history_add(b.history, &b.small->result, entry("2026-03-01T03:00:00Z"), b.told));
    cr_assert(history_add(b.history, &b.small->result, entry("2026-03-02T03:00:00Z"), b.told));
    set_value(&b, 14, 70);
    cr_assert(history_add(b.history, &b.small->result, entry("2026-03-03T03:00:00Z"), b.told));
    cr_assert(history_repeat(b.history, entry("2026-03-04T03:00:00Z"), b.told));

    struct history_run *runs = history_runs(b.history, arena, 10, &count);
    cr_assert(count == 4);
    cr_expect(runs[0].values == 0 && runs[1].values == 0 && runs[2].values == 1 &&
              runs[3].values == 0);
    cr_expect(runs[2].files == 0 && runs[2].places == 0);
    cr_expect(runs[3].ranked == 1 && runs[3].areas == 2 && runs[3].day == 20260301);
    cr_expect(strcmp(runs[3].at, "2026-03-04T03:00:00Z") == 0);
    cr_expect(!runs[2].same && runs[3].same && runs[2].held == 2 && runs[2].old_rules == 0);

    struct history_place *places = history_places(b.history, arena, "0001", "index_ett", &count);
    cr_assert(count == 2);
    cr_expect(places[0].first == 1 && places[0].last == 2 && places[0].score == 62.5);
    cr_expect(places[1].first == 3 && places[1].last == 4 && places[1].score == 70);
    places = history_places(b.history, arena, "0002", "index_ett", &count);
    cr_assert(count == 1);
    cr_expect(isnan(places[0].score) && places[0].rank == 0 && places[0].last == 4);

    const char *const *past = history_past(b.history, &b.small->result, arena);
    cr_expect(strcmp(past[0], "1 (2026-03-01)") == 0, "%s", past[0]);
    cr_expect(past[1][0] == '\0');

    struct history_value *values = history_values(b.history, arena, "0001", NULL, 10, &count);
    cr_assert(count == 1);
    cr_expect(values[0].run == 3 && values[0].old == 12.5 && values[0].value == 14);
    cr_expect(values[0].year == 2024 && strcmp(values[0].measure.unit[LANG_EN], "pcs") == 0);
    end(&b);
}

/* A substitute's value is written where it stands in, under its own name and unit; a part of the
 * model has the values that count in it. */
Test(history, what_was_measured)
{
    struct begun b = begin();
    struct arena *arena = b.small->arena;
    struct model *m = &b.small->model;
    size_t count;
    uint32_t second = 1;
    struct indicator both[2] = {m->indicators[0], m->indicators[0]};
    struct indicator_result results[2] = {b.small->result.indicators[0],
                                          b.small->result.indicators[0]};
    both[0].substitutes = &second;
    both[0].substitute_count = 1;
    both[1].head = small_head("reserv");
    both[1].role = ROLE_SUBSTITUTE;
    both[1].substitute_for = 0;
    both[1].unit.sv = both[1].unit.en = "kr";
    m->indicators = both;
    m->indicator_count = 2;
    b.small->result.indicators = results;
    cr_assert(history_add(b.history, &b.small->result, entry("a"), b.told));
    results[0].substitute[0] = 1;
    set_value(&b, 400, 70);
    cr_assert(history_add(b.history, &b.small->result, entry("b"), b.told));
    struct history_value *v = history_values(b.history, arena, "0001", "dim_ett", 10, &count);
    cr_assert(count == 1);
    cr_expect(v[0].old == 12.5 && v[0].value == 400);
    cr_expect(strcmp(v[0].indicator, "mått_ett") == 0 && strcmp(v[0].was.name, "mått_ett") == 0);
    cr_expect(strcmp(v[0].measure.name, "reserv") == 0);
    cr_expect(strcmp(v[0].measure.unit[LANG_SV], "kr") == 0);
    struct history_run *runs = history_runs(b.history, arena, 1, &count);
    cr_expect(runs[0].values == 1, "%zu", runs[0].values);
    history_values(b.history, arena, "0001", "index_ett", 10, &count);
    cr_expect(count == 1);
    history_values(b.history, arena, "0001", "annat", 10, &count);
    cr_expect(count == 0);
    end(&b);
}

/* A value that goes missing is a change, and so is one that comes back. */
Test(history, missing_is_not_zero)
{
    struct begun b = begin();
    size_t count;
    struct cell *cell = &b.small->result.indicators[0].cells[0];
    set_value(&b, 0, 0);
    cr_assert(history_add(b.history, &b.small->result, entry("a"), b.told));
    cell->status = STATUS_MISSING;
    cr_assert(history_add(b.history, &b.small->result, entry("b"), b.told));
    cell->status = STATUS_OBSERVED;
    cr_assert(history_add(b.history, &b.small->result, entry("c"), b.told));
    struct history_value *v = history_values(b.history, b.small->arena, "0001", NULL, 10, &count);
    cr_assert(count == 2);
    cr_expect(v[0].old == 0 && isnan(v[0].value) && strcmp(v[0].status, "saknas") == 0);
    cr_expect(isnan(v[1].old) && v[1].value == 0);
    end(&b);
}

Test(history, files_that_changed_came_or_went)
{
    struct begun b = begin();
    struct history_file files[] = {{"data", "a.csv", "0099", 10}, {"data", "ny.csv", "0033", 5}};
    struct history_entry other = {.at = "b", .tool = "1.0", .files = files, .file_count = 2};
    size_t count;
    cr_assert(history_add(b.history, &b.small->result, entry("a"), b.told));
    cr_assert(history_add(b.history, &b.small->result, &other, b.told));
    struct history_input *i = history_inputs(b.history, b.small->arena, 2, &count);
    cr_assert(count == 3);
    cr_expect(strcmp(i[0].path, "a.csv") == 0 && strcmp(i[0].old_hash, "0011") == 0 &&
              strcmp(i[0].hash, "0099") == 0);
    cr_expect(strcmp(i[1].path, "ny.csv") == 0 && i[1].old_hash[0] == '\0');
    cr_expect(strcmp(i[2].path, "m.regler") == 0 && i[2].hash[0] == '\0');
    struct history_run *runs = history_runs(b.history, b.small->arena, 1, &count);
    cr_expect(count == 1 && runs[0].files == 3 && runs[0].number == 2);
    end(&b);
}

static void damage(const char *path, long at)
{
    FILE *f = fopen(path, "r+b");
    cr_assert(f != NULL);
    fseek(f, at, SEEK_SET);
    for (int i = 0; i < 300; i++)
        fputc('x', f);
    fclose(f);
}

/* Anywhere in the file: it is set aside, told, and a new one is begun. */
Test(history, a_damaged_file_is_set_aside)
{
    static const long at[] = {0, 50, 4096, 8192};
    for (size_t i = 0; i < sizeof at / sizeof at[0]; i++) {
        struct begun b = begin();
        size_t count;
        cr_assert(history_add(b.history, &b.small->result, entry("a"), b.told));
        history_close(b.history);
        damage(b.path, at[i]);
        b.history = history_open(b.path, b.told);
        cr_assert(b.history != NULL, "%ld", at[i]);
        cr_expect(b.told->warnings == 1 && b.told->errors == 0, "%ld", at[i]);
        cr_expect(file_exists(arena_printf(b.small->arena, "%s.skadad-1", b.path)));
        history_runs(b.history, b.small->arena, 9, &count);
        cr_expect(count == 0);
        cr_expect(history_add(b.history, &b.small->result, entry("b"), b.told));
        end(&b);
    }
}

Test(history, a_folder_that_is_not_there_is_told)
{
    struct diagnostics *told = diagnostics_new(LANG_SV);
    cr_expect(history_open("/ingen/mapp/historik.sqlite", told) == NULL);
    cr_expect(told->errors == 1 && strcmp(told->items[0].code, "E991") == 0);
    diagnostics_free(told);
}

/* Killed at any moment while it writes: the file holds whole runs and is not set aside. */
Test(history, killed_while_writing)
{
    struct begun b = begin();
    size_t count, before = 0;
    history_close(b.history);
    for (int round = 0; round < 40 || (before <= 10 && round < 400); round++) {
        pid_t child = fork();
        cr_assert(child >= 0);
        if (child == 0) {
            struct history *h = history_open(b.path, b.told);
            for (int k = 0; h != NULL; k++) {
                set_value(&b, round * 1000 + k, k % 100);
                history_add(h, &b.small->result, entry("x"), b.told);
            }
            _exit(1);
        }
        nanosleep(&(struct timespec){.tv_nsec = 500000L + round % 60 * 1500000L}, NULL);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        struct history *h = history_open(b.path, b.told);
        cr_assert(h != NULL);
        struct history_run *runs = history_runs(h, b.small->arena, 100000, &count);
        cr_expect(count >= before);
        for (size_t i = 0; i < count; i++)
            cr_expect(runs[i].number == (int64_t)i + 1 && runs[i].areas == 2);
        size_t places;
        struct history_place *p = history_places(h, b.small->arena, "0001", "index_ett", &places);
        cr_expect(count == 0 || (places > 0 && p[places - 1].last == (int64_t)count));
        before = count;
        history_close(h);
    }
    cr_expect(b.told->warnings == 0 && b.told->errors == 0);
    cr_expect(before > 10, "%zu", before);
    b.history = NULL;
    end(&b);
}
