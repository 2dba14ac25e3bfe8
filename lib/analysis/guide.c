/* Steps and strategy questions: which answer each area gets. An answer with a placeholder that
 * cannot be filled is passed over, never printed. */
#include <stdlib.h>

#include "analysis/evaluate.h"

static void answer(struct work *w, const struct guide_answer *a, const int8_t *truth,
                   struct guide_result *out)
{
    for (uint32_t i = 0; i < w->n; i++) {
        if (out[i].sv || (a->condition && truth[i] != TRUTH_YES))
            continue;
        const char *sv = fill_text(w, a->text_sv, i, LANG_SV);
        const char *en = fill_text(w, a->text_en, i, LANG_EN);
        if (sv && en)
            out[i] = (struct guide_result){sv, en};
    }
}

void run_guides(struct work *w)
{
    const struct model *m = w->model;
    struct result *r = w->result;
    int8_t *truth = memory_alloc(w->n + 1);
    r->guides = arena_array(r->arena, m->guide_count + 1, sizeof *r->guides);
    for (size_t k = 0; k < m->guide_count; k++) {
        r->guides[k] = arena_array(r->arena, w->n + 1, sizeof **r->guides);
        for (size_t j = 0; j < m->guides[k].answer_count; j++) {
            const struct guide_answer *a = &m->guides[k].answers[j];
            if (a->condition)
                evaluate_truth(w, a->condition, truth);
            answer(w, a, truth, r->guides[k]);
        }
    }
    free(truth);
}
