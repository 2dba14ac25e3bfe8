/* The readers of data on a file of any bytes: a source of rows, one with years in the headings, one
 * with everything stated, a register, and a list of areas. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "data/source.h"
#include "fuzz.h"

static const char *const globs[] = {
    "fixtures/broken/data/*.csv",
    "fixtures/oppna-data/*/*.csv",
    "fixtures/lokala-fakta/*.csv",
    "rules/asf/omraden/skane-33.csv",
    NULL,
};
const struct fuzz_seeds fuzz_seeds = {globs, NULL, 1200, 4096};

static struct area study[] = {{"1214", "Svalöv", "", -1, -1},
                              {"1230", "Staffanstorp", "", -1, -1},
                              {"1280", "Malmö", "", -1, -1},
                              {"1256", "Östra Göinge", "", -1, -1}};
static struct area known[] = {{"0180", "Stockholm", "", -1, -1}, {"0643", "Habo", "", -1, -1}};

static const struct source_filter in_moves[] = {{.heading = "flyttning", .value = "inflyttade"}};
static const struct source_filter old[] = {{.heading = "ålder", .value = "65+ år"}};
static const struct source_filter jobs[] = {
    {.heading = "tabellinnehåll",
     .value = "Sysselsatta efter arbetsställets belägenhet, månadsmedel"}};
static const struct source_filter clubs[] = {{.heading = "kpi", .value = "U09804"}};
static const struct source_filter total[] = {{.heading = "gender", .value = "T"}};

static const struct source_column in_rows[] = {
    {.variable = "a", .heading = "värde"},
    {.variable = "b", .heading = "Folkmängd"},
    {.variable = "c", .heading = "Antal personer", .where = in_moves, .where_count = 1},
    {.variable = "d", .heading = "region", .is_text = true}};
static const struct source_column in_headings[] = {
    {.variable = "e", .heading = "{år}", .where = old, .where_count = 1},
    {.variable = "f", .heading = "{år}", .where = jobs, .where_count = 1}};
static const struct source_column stated[] = {
    {.variable = "g",
     .heading = "value",
     .where = clubs,
     .where_count = 1,
     .title_heading = "title",
     .title = "Idrottsföreningar med LOK-stöd, antal/10 000 inv"},
    {.variable = "h", .heading = "title", .is_text = true}};
static const struct source_column monthly[] = {
    {.variable = "i", .heading = "Inskrivna arbetslösa"}};

#define FILES .name = "prov", .glob = "a.csv"
static const struct source_spec specs[] = {
    {FILES, .skip_lines = -1, .area_heading = "region", .period_heading = "år", .columns = in_rows,
     .column_count = 4, .expected_areas = -1},
    {FILES, .skip_lines = -1, .area_heading = "region", .period_from = PERIOD_FROM_HEADINGS,
     .columns = in_headings, .column_count = 2, .optional = true},
    {FILES, .encoding = "utf-8", .delimiter = ';', .decimal = '.', .area_heading = "municipality",
     .period_heading = "period", .sex_heading = "gender", .status_heading = "status",
     .filters = total, .filter_count = 1, .columns = stated, .column_count = 2, .secret_mark = "x",
     .expected_areas = 2},
    {FILES, .skip_lines = -1, .area_heading = "Kommun", .period_heading = "År",
     .month_heading = "Månad", .columns = monthly, .column_count = 1},
};

static const struct register_column units[] = {
    {.name = "k", .heading = "Huvudman"},
    {.name = "l", .heading = "Antal barn", .is_number = true}};
static const struct register_spec units_spec = {
    FILES, .area_heading = "Kommunkod", .period = 202100, .columns = units, .column_count = 2};

static void check_series(const struct dataset *data, const struct series *s)
{
    for (size_t i = 0; i < s->count; i++) {
        must(s->area[i] < data->areas.count && s->sex[i] <= SEX_MEN);
        must(s->status[i] <= STATUS_NOT_APPLICABLE && isfinite(s->value[i]));
        must(status_has_value(s->status[i]) || s->value[i] == 0);
        must(s->line[i] > 0 && s->file[i] < data->file_count);
        must(!s->is_text || !status_has_value(s->status[i]) ||
             s->value[i] < (double)data->text_count);
        must(i == 0 || s->area[i - 1] < s->area[i] ||
             (s->area[i - 1] == s->area[i] &&
              (s->sex[i - 1] < s->sex[i] ||
               (s->sex[i - 1] == s->sex[i] && s->period[i - 1] < s->period[i]))));
    }
}

static void check_data(const struct dataset *data)
{
    for (size_t i = 0; i < data->series_count; i++) {
        check_series(data, &data->series[i]);
    }
    for (size_t i = 0; i < data->text_count; i++) {
        must(utf8_valid_length(data->texts[i], strlen(data->texts[i])) == strlen(data->texts[i]));
    }
    for (size_t i = 0; i < data->file_count; i++) {
        const struct data_file *f = &data->files[i];
        must(f->used + f->other_areas + f->unknown_areas + f->filtered <= f->rows);
    }
}

static void read_all(const char *folder, const char *path, struct diagnostics *d)
{
    struct arena *arena = arena_new();
    const struct areas here = {sizeof study / sizeof *study, study};
    const struct areas there = {sizeof known / sizeof *known, known};
    struct dataset *data = dataset_new(here);
    struct area_register *areas = area_register_new(arena, &here, &there);
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        source_read(data, areas, &specs[i], folder, 1, d);
    }
    struct register_table table;
    register_read(data, areas, &units_spec, folder, &table, d);
    for (size_t i = 0; i < table.rows; i++) {
        must(table.area[i] < here.count && table.area_covered[table.area[i]]);
        must(table.text[0][i] && (isnan(table.number[1][i]) || isfinite(table.number[1][i])));
    }
    dataset_freeze(data);
    check_data(data);
    struct areas read;
    areas_read(path, arena, &read, d);
    dataset_free(data);
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *folder = scratch_folder();
    struct diagnostics *d = diagnostics_new(size % 2 ? LANG_SV : LANG_EN);
    read_all(folder, scratch_write(folder, "a.csv", data, size), d);
    diagnostics_sort(d);
    FILE *out = fopen("/dev/null", "w");
    must(out != NULL);
    diagnostics_print(d, out, 20, false);
    fclose(out);
    diagnostics_free(d);
    return 0;
}
