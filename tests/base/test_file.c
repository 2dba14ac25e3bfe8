#define _POSIX_C_SOURCE 200809L

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/file.h"

#include "../temporary.h"

static size_t hidden_files(const char *folder)
{
    char command[4200];
    snprintf(command, sizeof command, "ls -A '%s' | grep -c '^\\.etablera-'", folder);
    FILE *p = popen(command, "r");
    unsigned long n = 99;
    cr_assert(p && fscanf(p, "%lu", &n) == 1);
    pclose(p);
    return n;
}

Test(file, publish_replaces_a_symlink_and_leaves_the_victim)
{
    struct arena *arena = arena_new();
    int why = 0;
    char *folder = temporary_folder(arena);
    char *victim = path_join(arena, folder, "victim"), *target = path_join(arena, folder, "a.csv");
    cr_assert(publish_bytes(victim, "old", 3, &why));
    cr_assert(symlink(victim, target) == 0);
    cr_assert(publish_bytes(target, "new", 3, &why));
    struct file_bytes bytes;
    cr_assert(file_read(victim, 100, &bytes, &why) && memcmp(bytes.data, "old", 3) == 0);
    file_release(&bytes);
    cr_assert(file_read(target, 100, &bytes, &why) && memcmp(bytes.data, "new", 3) == 0);
    file_release(&bytes);
    cr_assert(hidden_files(folder) == 0);
    arena_free(arena);
}

Test(file, abandoned_keeps_the_old)
{
    struct arena *arena = arena_new();
    int why = 0;
    char *folder = temporary_folder(arena), *target = path_join(arena, folder, "a.csv");
    cr_assert(publish_bytes(target, "old", 3, &why));
    struct publish *p = publish_begin(target, &why);
    struct stat st;
    cr_assert(p && stat(publish_folder(p), &st) == 0 && (st.st_mode & 0777) == 0700);
    cr_assert(!publish_commit(p, &why) && why == ENOENT); /* nothing was written */
    struct file_bytes bytes;
    cr_assert(file_read(target, 100, &bytes, &why) && bytes.size == 3);
    file_release(&bytes);
    cr_assert(hidden_files(folder) == 0);
    cr_assert(publish_begin("/no/such/folder/x", &why) == NULL && why == ENOENT);
    arena_free(arena);
}

Test(file, clean_removes_what_dead_runs_left)
{
    struct arena *arena = arena_new();
    int why;
    char *folder = temporary_folder(arena);
    char *left = path_join(arena, folder, ".etablera-99999999-abcdef/sub");
    cr_assert(file_make_folder(left, &why));
    cr_assert(hidden_files(folder) == 1);
    publish_clean(folder);
    cr_assert(hidden_files(folder) == 0);
    arena_free(arena);
}

Test(file, glob_is_sorted_and_stays_inside)
{
    struct arena *arena = arena_new();
    int why;
    size_t n;
    char *folder = temporary_folder(arena);
    cr_assert(file_make_folder(path_join(arena, folder, "af"), &why));
    static const char *const names[] = {"af/b-2024.csv", "af/a-2024.csv", "af/å.csv", "af/x.txt",
                                        "z.csv"};
    for (size_t i = 0; i < 5; i++) {
        cr_assert(publish_bytes(path_join(arena, folder, names[i]), "x", 1, &why));
    }
    char **found = file_glob(arena, folder, "af/*-*.csv", &n);
    cr_assert(n == 2);
    cr_assert_str_eq(path_base(found[0]), "a-2024.csv");
    file_glob(arena, folder, "*/?.csv", &n);
    cr_assert(n == 1);
    file_glob(arena, folder, "af/*", &n);
    cr_assert(n == 4);
    file_glob(arena, folder, "z.csv", &n);
    cr_assert(n == 1);
    file_glob(arena, path_join(arena, folder, "af"), "../z.csv", &n);
    cr_assert(n == 0);
    file_glob(arena, folder, "/etc/*", &n);
    cr_assert(n == 0);
    arena_free(arena);
}

Test(file, reads_within_the_limit)
{
    struct arena *arena = arena_new();
    struct file_bytes bytes;
    int why = 0;
    char *path = path_join(arena, temporary_folder(arena), "big");
    size_t size = (2 << 20) + 17;
    char *data = arena_alloc(arena, size);
    memset(data, 'a', size);
    cr_assert(publish_bytes(path, data, size, &why));
    cr_assert(file_read(path, size, &bytes, &why) && bytes.size == size && bytes.mapped);
    cr_assert(memcmp(bytes.data, data, size) == 0);
    file_release(&bytes);
    cr_assert(!file_read(path, size - 1, &bytes, &why) && why == EFBIG);
    cr_assert(!file_read("/tmp", 10, &bytes, &why) && why == EISDIR);
    cr_assert(!file_read("/no/such", 10, &bytes, &why) && why == ENOENT);
    arena_free(arena);
}

Test(file, checksum)
{
    cr_assert(file_crc32("123456789", 9) == 0xCBF43926u); /* the check value of CRC-32 */
    cr_assert(file_crc32("", 0) == 0);
    char data[1000];
    for (size_t i = 0; i < sizeof data; i++) {
        data[i] = (char)(i * 31);
    }
    uint32_t whole = file_crc32(data, sizeof data);
    for (size_t cut = 0; cut <= sizeof data; cut += 37) {
        uint32_t a = file_crc32(data, cut), b = file_crc32(data + cut, sizeof data - cut);
        cr_expect(file_crc32_join(a, b, sizeof data - cut) == whole, "cut at %zu", cut);
    }
}

Test(file, lock_is_exclusive_between_processes)
{
    struct arena *arena = arena_new();
    int why = 0;
    long holder = 0;
    char *folder = temporary_folder(arena);
    int handle = folder_lock(folder, &holder, &why);
    cr_assert(handle >= 0);
    pid_t child = fork();
    if (child == 0) {
        _exit(folder_lock(folder, &holder, &why) == -1 && holder == (long)getppid() ? 0 : 1);
    }
    int status = 0;
    cr_assert(waitpid(child, &status, 0) == child && status == 0);
    folder_unlock(handle);
    cr_assert(folder_lock("/no/such", &holder, &why) == -2);
    arena_free(arena);
}

static const struct message messages[] = {
    {"E101", "okänt ord \"{0}\"", "unknown word \"{0}\"", "här", "here", "menade du \"{1}\"?",
     "did you mean \"{1}\"?"},
    {"W201", "misstänkt", "suspect", NULL, NULL, NULL, NULL},
};

static char *printed(const struct diagnostics *d, size_t limit, bool gnu)
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    if (gnu) {
        diagnostics_print_gnu(d, out);
    } else {
        diagnostics_print(d, out, limit, false);
    }
    fclose(out);
    return text;
}

Test(diagnostic, shows_line_caret_and_cure)
{
    struct diagnostics *d = diagnostics_new(LANG_SV);
    diagnostics_use(d, messages, 2);
    diagnostics_use(d, messages, 2);
    cr_assert(d->table_count == 1);
    struct place later = {"b.regler", 2, 3, 4, "å vikr: 1\nnext"};
    struct place before = {.file = "a.regler"};
    diagnose(d, "E101", later, "vikr", "vikt", NULL);
    diagnose(d, "W201", before, NULL);
    diagnostics_sort(d);
    char *text = printed(d, 0, false);
    cr_assert_str_eq(text, "a.regler: varning[W201]: misstänkt\n"
                           "b.regler:2:3: fel[E101]: okänt ord \"vikr\"\n"
                           "     2 | å vikr: 1\n"
                           "       |   ^^^^ här\n"
                           "       = menade du \"vikt\"?\n");
    free(text);
    text = printed(d, 0, true);
    cr_assert_str_eq(text, "a.regler: warning: misstänkt [W201]\n"
                           "b.regler:2:3: error: okänt ord \"vikr\" [E101]\n");
    free(text);
    cr_assert(d->errors == 1 && d->warnings == 1 && d->notes == 0);
    diagnostics_free(d);
}

Test(diagnostic, limits_and_makes_safe)
{
    struct diagnostics *d = diagnostics_new(LANG_EN);
    diagnostics_use(d, messages, 2);
    for (int i = 0; i < 5; i++) {
        struct place place = {"x", 1, 0, 0, NULL};
        diagnose(d, "E101", place, "a\033[31m", "b", NULL);
    }
    char *text = printed(d, 2, false);
    cr_assert(strstr(text, "error: and 3 more not shown\n") != NULL);
    cr_assert(strchr(text, '\033') == NULL);
    free(text);
    diagnostics_free(d);
}

Test(file, nearest_finds_what_was_meant)
{
    struct arena *arena = arena_new();
    int why = 0;
    char *folder = temporary_folder(arena), *below = path_join(arena, folder, "scb");
    cr_assert(file_make_folder(below, &why));
    cr_assert(publish_bytes(path_join(arena, below, "skatt.csv"), "a", 1, &why));
    cr_assert(publish_bytes(path_join(arena, below, "skatt.txt"), "a", 1, &why));
    cr_assert(publish_bytes(path_join(arena, below, "folkmangd-2024.csv"), "a", 1, &why));
    static const char *const rows[][2] = {
        {"scb/skat.csv", "scb/skatt.csv"},
        {"scb/Skatter*.csv", "scb/skatt.csv"},
        {"sbc/skatt*.csv", "scb/skatt*.csv"},
        {"scb/folkmängd*.csv", "scb/folkmangd-2024.csv"},
        {"scb/vatten.csv", NULL},
        {"scb/skat.xlsx", NULL},
        {"scb/*.tsv", NULL},
        {"*/skat.csv", NULL},
        {"../scb/skat.csv", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *found = file_nearest(arena, folder, rows[i][0]);
        cr_expect(rows[i][1] ? found && strcmp(found, rows[i][1]) == 0 : !found, "%s: %s",
                  rows[i][0], found ? found : "none");
    }
    arena_free(arena);
}

Test(file, what_errno_means_is_said_in_both_languages)
{
    cr_assert_str_eq(why_text(ENOENT, LANG_SV), "filen finns inte");
    cr_assert_str_eq(why_text(ENOENT, LANG_EN), "the file does not exist");
    cr_assert(strlen(why_text(EXDEV, LANG_SV)) > 0);
}
