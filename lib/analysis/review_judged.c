/* Areas that get no place, with what they lack; and invented values in the midst of others. */
#include "analysis/review.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "data/table.h"

enum { LINES_TOLD = 5, SHOWN = 4 };
static const double TOLERANCE = 1e-9;

/* --- no place --------------------------------------------------------------------------------- */

/* The index that stops the area: the node itself, or the part whose lower grade it takes. */
static uint32_t stopped_by(const struct work *w, uint32_t k, size_t area)
{
    const struct node *node = &w->model->nodes[k];
    if (w->result->nodes[k].coverage[area] < node->preliminary - TOLERANCE)
        return k;
    for (size_t c = 0; c < node->child_count; c++) {
        const struct child *child = &node->children[c];
        if (child->kind == SYMBOL_NODE && w->model->nodes[child->index].kind == NODE_INDEX &&
            w->result->nodes[child->index].grade[area] == GRADE_NONE)
            return stopped_by(w, child->index, area);
    }
    return k;
}

/* Marks what has no value of its own in the area, as coverage counts. */
static void mark_lacking(const struct work *w, uint32_t k, size_t area, bool *lacking)
{
    const struct node *node = &w->model->nodes[k];
    for (size_t c = 0; c < node->child_count; c++) {
        uint32_t i = node->children[c].index;
        if (node->children[c].kind == SYMBOL_NODE) {
            mark_lacking(w, i, area, lacking);
            continue;
        }
        const struct indicator_result *x = &w->result->indicators[i];
        bool none = isnan(x->points[area]);
        bool asked = none && w->model->indicators[i].missing == MISSING_FACT;
        lacking[i] = !asked && (none || is_imputed(x, area));
    }
}

/* Those that most other areas have come first: what nobody has sets nobody apart. */
static const char *list_lacking(const struct work *w, const bool *lacking)
{
    size_t count = w->model->indicator_count, left = 0, shown = 0;
    bool *taken = memory_alloc(count + 1);
    struct text t = {0};
    for (size_t i = 0; i < count; i++) {
        taken[i] = !lacking[i];
        left += lacking[i];
    }
    text_add(&t, "");
    for (; left > 0 && shown < SHOWN; left--, shown++) {
        size_t most = SIZE_MAX;
        for (size_t i = 0; i < count; i++)
            if (!taken[i] && (most == SIZE_MAX ||
                              w->result->indicators[i].have > w->result->indicators[most].have))
                most = i;
        taken[most] = true;
        text_printf(&t, "%s%s", shown ? "; " : "",
                    head_label(&w->model->indicators[most].head, w->d->lang));
    }
    if (left > 0)
        text_printf(&t, w->d->lang == LANG_SV ? " och %zu till" : " and %zu more", left);
    const char *said = arena_strdup(w->d->arena, t.p);
    text_release(&t);
    free(taken);
    return said;
}

/* Whole per cent, or a decimal where the whole ones would hide that it is under the limit. */
static char *share_text(char *buffer, double share, double limit, enum lang lang)
{
    bool hides = round(100 * share) >= 100 * limit;
    return number_fixed(buffer, 100 * share, hides ? 1 : 0, lang == LANG_SV ? ',' : '.', false);
}

/* One line for those that lack the same in the same index. */
struct line {
    uint32_t node;
    size_t area; /* the first of them */
    bool *lacking, *areas;
};

static void tell_line(struct work *w, const struct line *line)
{
    const struct node *node = &w->model->nodes[line->node];
    char have[64], needed[64];
    double share = w->result->nodes[line->node].coverage[line->area];
    diagnose(
        w->d, "W814", node->head.place, area_list(&w->result->data->areas, line->areas, w->d),
        share_text(have, share, node->preliminary, w->d->lang), head_label(&node->head, w->d->lang),
        number_text_decimal(needed, 100 * node->preliminary, w->d->lang == LANG_SV ? ',' : '.'),
        list_lacking(w, line->lacking), NULL);
}

static bool *room_for(size_t count)
{
    bool *room = memory_alloc((count + 1) * sizeof *room);
    memset(room, 0, (count + 1) * sizeof *room);
    return room;
}

/* The line of those that lack what this area lacks; the last, for the rest, when there is no room
 * for another. */
static struct line *line_of(struct work *w, struct line *lines, size_t *count, size_t area)
{
    bool *lacking = room_for(w->model->indicator_count);
    uint32_t node = stopped_by(w, w->model->root, area);
    size_t k = 0, bytes = w->model->indicator_count * sizeof *lacking;
    mark_lacking(w, node, area, lacking);
    while (k < *count && k < LINES_TOLD &&
           (lines[k].node != node || memcmp(lines[k].lacking, lacking, bytes) != 0))
        k++;
    if (k < *count) {
        free(lacking);
        return &lines[k];
    }
    lines[*count] = (struct line){node, area, lacking, room_for(w->n)};
    return &lines[(*count)++];
}

/* An error that is told already, or whatever leaves nobody with a place, is what they lack. */
void review_judged(struct work *w)
{
    struct line lines[LINES_TOLD + 1];
    size_t count = 0;
    uint32_t root = w->model->root;
    bool some = root != UINT32_MAX && w->d->errors == 0 && w->result->nodes[root].ranked > 0;
    for (size_t i = 0; some && i < w->n; i++)
        if (w->result->nodes[root].grade[i] == GRADE_NONE)
            line_of(w, lines, &count, i)->areas[i] = true;
    for (size_t k = 0; k < count; k++) {
        if (k < LINES_TOLD)
            tell_line(w, &lines[k]);
        else
            diagnose(w->d, "N456", w->model->nodes[root].head.place,
                     area_list(&w->result->data->areas, lines[k].areas, w->d), NULL);
        free(lines[k].lacking);
        free(lines[k].areas);
    }
}

/* --- invented among others -------------------------------------------------------------------- */

/* What says that the source is invented, in the reader's language; NULL when nothing does. */
static const char *invented_by(const struct work *w, const struct source *source)
{
    if (source->invented)
        return w->d->lang == LANG_SV ? "raden påhittad: ja" : "the line invented: yes";
    const struct dataset *data = w->result->data;
    for (size_t f = 0; f < data->file_count; f++)
        if (strcmp(data->files[f].source, source->head.name) == 0 &&
            names_invented(data->files[f].path))
            return data->files[f].path;
    return NULL;
}

/* Where all is invented nobody is misled; one such source among real ones may be left behind. */
void review_invented(struct work *w)
{
    const struct model *m = w->model;
    size_t invented = 0;
    for (uint32_t s = 0; s < m->source_count; s++)
        invented += invented_by(w, &m->sources[s]) != NULL;
    for (uint32_t s = 0; invented < m->source_count && s < m->source_count; s++) {
        const struct source *source = &m->sources[s];
        const char *why = invented_by(w, source);
        if (why)
            diagnose(w->d, "N455", source->head.place, source->head.name, why, NULL);
    }
}
