#include "analysis/fetch_plan.h"

#include "analysis/reading.h"
#include "base/file.h"

static const enum fetched_from kinds[] = {
    [FETCH_BY_HAND] = FETCHED_FILE, [FETCH_KOLADA] = FETCHED_KOLADA,
    [FETCH_PXWEB] = FETCHED_PXWEB,  [FETCH_FORSAKRINGSKASSAN] = FETCHED_FORSAKRINGSKASSAN,
    [FETCH_FILE] = FETCHED_FILE,
};

static struct fetch_source described(struct arena *arena, const struct rule_fetch *f,
                                     const struct head *head, const char *glob)
{
    struct pxweb_selection *s = arena_array(arena, f->selection_count + 1, sizeof *s);
    for (size_t i = 0; i < f->selection_count; i++)
        s[i] = (struct pxweb_selection){f->selections[i].variable, f->selections[i].codes,
                                        f->selections[i].summed};
    return (struct fetch_source){
        .name = head->name,
        .kind = kinds[f->way],
        .address = f->from,
        .target = *f->to ? f->to : glob,
        .glob = glob,
        .calls = f->calls,
        .every = f->every,
        .selections = s,
        .selection_count = f->selection_count,
        .place = head->place,
    };
}

static void add_source(struct fetch_plan *p, const struct model *m, uint32_t k)
{
    const struct source *s = &m->sources[k];
    if (s->fetch.way == FETCH_BY_HAND) {
        p->by_hand[p->by_hand_count++] = (struct placed){s->head.name, s->glob};
        return;
    }
    struct source_spec *spec = arena_alloc(p->bundle->arena, sizeof *spec);
    *spec = bundle_source(p->bundle, m, k);
    struct fetch_source *out = &p->sources[p->count++];
    *out = described(p->bundle->arena, &s->fetch, &s->head, s->glob);
    out->publisher = s->publisher;
    out->table = s->table;
    out->licence = s->licence;
    out->source = spec;
}

static void add_register(struct fetch_plan *p, const struct model *m, size_t k)
{
    const struct rule_register *r = &m->registers[k];
    if (r->fetch.way == FETCH_BY_HAND) {
        p->by_hand[p->by_hand_count++] = (struct placed){r->head.name, r->glob};
        return;
    }
    struct register_spec *spec = arena_alloc(p->bundle->arena, sizeof *spec);
    *spec = bundle_register(p->bundle, m, k);
    struct fetch_source *out = &p->sources[p->count++];
    *out = described(p->bundle->arena, &r->fetch, &r->head, r->glob);
    out->publisher = r->publisher;
    out->table = r->table;
    out->licence = r->licence;
    out->reg = spec;
}

/* Scales that compare with all areas need the numbers of all. */
static void take_codes(struct fetch_plan *p, const struct model *m, struct diagnostics *d)
{
    struct arena *arena = p->bundle->arena;
    struct areas every = *p->areas;
    if (compares_with_all(m) && m->register_file[0])
        areas_read(path_join(arena, m->folder, m->register_file), arena, &every, d);
    const char **codes = arena_array(arena, every.count + 1, sizeof *codes);
    for (size_t i = 0; i < every.count; i++)
        codes[i] = every.items[i].code;
    p->area_codes = codes;
    p->area_code_count = every.count;
}

bool fetch_plan_make(const struct model *m, struct fetch_plan *out, struct diagnostics *d)
{
    *out = (struct fetch_plan){.bundle = bundle_areas(m, d)};
    if (!out->bundle)
        return false;
    size_t most = m->source_count + m->register_count + 1;
    out->sources = arena_array(out->bundle->arena, most, sizeof *out->sources);
    out->by_hand = arena_array(out->bundle->arena, most, sizeof *out->by_hand);
    out->areas = &out->bundle->data->areas;
    out->known = out->bundle->areas;
    take_codes(out, m, d);
    for (uint32_t k = 0; k < m->source_count; k++)
        add_source(out, m, k);
    for (size_t k = 0; k < m->register_count; k++)
        add_register(out, m, k);
    return true;
}

void fetch_plan_free(struct fetch_plan *p)
{
    bundle_free(p->bundle);
    *p = (struct fetch_plan){0};
}
