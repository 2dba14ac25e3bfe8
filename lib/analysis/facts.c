/* Local facts: what an answer means, and who gave it. */
#include "analysis/facts.h"

#include <math.h>
#include <string.h>

#include "analysis/evaluate.h"
#include "base/number.h"
#include "base/text.h"

static const struct fact_value no_answer = {.truth = TRUTH_UNKNOWN, .number = NAN};

struct answer {
    const char *word;
    int8_t truth;
};
static const struct answer ANSWERS[] = {
    {"ja", TRUTH_YES},         {"yes", TRUTH_YES},         {"nej", TRUTH_NO},
    {"no", TRUTH_NO},          {"okänd", TRUTH_UNKNOWN},   {"okänt", TRUTH_UNKNOWN},
    {"vet ej", TRUTH_UNKNOWN}, {"unknown", TRUTH_UNKNOWN}, {"", TRUTH_UNKNOWN},
};

static const struct answer *find_answer(const char *text)
{
    for (size_t i = 0; i < sizeof ANSWERS / sizeof ANSWERS[0]; i++)
        if (name_eq(text, ANSWERS[i].word))
            return &ANSWERS[i];
    return NULL;
}

bool fact_known(const struct fact_value *v)
{
    return v->truth != TRUTH_UNKNOWN || !isnan(v->number) || v->text != NULL;
}

bool fact_same(const struct fact_value *a, const struct fact_value *b)
{
    if (a->truth != b->truth || isnan(a->number) != isnan(b->number))
        return false;
    if (a->truth != TRUTH_UNKNOWN || (a->text == NULL && b->text == NULL))
        return true;
    if (!isnan(a->number))
        return a->number >= b->number && a->number <= b->number;
    return a->text != NULL && b->text != NULL && name_eq(a->text, b->text);
}

bool fact_take(const struct fact *fact, const char *text, struct fact_value *v)
{
    const struct answer *a = find_answer(text);
    if (a && (fact->type == FACT_YES_NO || a->truth == TRUTH_UNKNOWN)) {
        v->truth = a->truth;
        v->text = a->truth == TRUTH_UNKNOWN ? NULL : text;
        return true;
    }
    if (fact->type == FACT_YES_NO)
        return false;
    v->text = text;
    if (fact->type == FACT_NUMBER)
        return number_parse(text, strcspn(text, "%"), ',', &v->number);
    for (size_t i = 0; i < fact->choice_count; i++)
        if (name_eq(text, fact->choices[i]))
            return true;
    return fact->choice_count == 0;
}

/* What can be answered. */
static const char *answer_hint(const struct work *w, const struct fact *fact, const char *yes_no)
{
    bool sv = w->d->lang == LANG_SV;
    if (fact->type == FACT_NUMBER)
        return sv ? "skriv ett antal med siffror, till exempel 2, eller lämna rutan tom"
                  : "write a number in digits, for example 2, or leave the cell empty";
    if (fact->choice_count == 0)
        return yes_no;
    struct text list = {0};
    for (size_t i = 0; i < fact->choice_count; i++)
        text_printf(&list, "%s%s",
                    i    ? ", "
                    : sv ? "välj bland: "
                         : "choose among: ",
                    fact->choices[i]);
    const char *kept = arena_strdup(w->d->arena, list.p);
    text_release(&list);
    return kept;
}

/* Who said so: the last answer that was taken in, when the file still says the same. */
static void find_source(const struct work *w, uint32_t k, uint32_t area, struct fact_value *v)
{
    const struct fact_log_row *row = w->bundle->answered ? w->bundle->answered[k][area] : NULL;
    struct fact_value said = no_answer;
    if (row == NULL || !fact_take(&w->model->facts[k], row->answer, &said) || !fact_same(&said, v))
        return;
    v->who = row->who;
    v->day = row->day;
}

void run_answer(struct work *w, uint32_t k, size_t i)
{
    const struct dataset *data = w->bundle->data;
    struct fact_value *v = &w->result->facts[k][i];
    size_t first, end, s = w->bundle->fact_series[k];
    *v = no_answer;
    v->file = UINT32_MAX;
    if (s == SIZE_MAX)
        return;
    dataset_range(data, s, (uint32_t)i, SEX_TOTAL, &first, &end);
    if (first == end || !status_has_value(data->series[s].status[first]))
        return;
    const char *text = data->texts[(size_t)data->series[s].value[first]];
    v->file = data->series[s].file[first];
    v->line = data->series[s].line[first];
    if (fact_take(&w->model->facts[k], text, v)) {
        find_source(w, k, (uint32_t)i, v);
        return;
    }
    struct place place = {data->files[v->file].path, v->line, 0, 0, NULL};
    struct diagnostic *told =
        diagnose(w->d, "E804", place, data->areas.items[i].name, w->model->facts[k].column, text,
                 w->model->facts[k].head.sv, NULL);
    told->hint = answer_hint(w, &w->model->facts[k], told->hint);
    v->truth = TRUTH_UNKNOWN;
    v->number = NAN;
    v->text = NULL;
}
