/* Who is like the area, and whom to learn from. */
#include "analysis/explain_parts.h"

#include <math.h>

static void tell_distance(const struct teller *t, const struct peer *peer, size_t compared)
{
    if (isnan(peer->distance))
        return;
    text_printf(t->out, say(t, " (avstånd %s", " (distance %s"), tell_number(t, peer->distance, 2));
    if (peer->shared < compared)
        text_printf(t->out, say(t, ", %zu av %zu värden", ", %zu of %zu values"), peer->shared,
                    compared);
    text_addc(t->out, ')');
}

void tell_peers(const struct teller *t, uint32_t k)
{
    const struct peers_result *p = &t->r->peers[k];
    bool outside = false;
    text_printf(t->out, "  %s: ", head_label(&t->m->peers[k].head, t->lang));
    for (size_t i = 0; i < p->count[t->area]; i++) {
        const struct peer *peer = &p->list[t->area][i];
        bool first_outside = peer->area == UINT32_MAX && !outside;
        text_add(t->out, i == 0 ? "" : first_outside ? "; " : ", ");
        if (first_outside)
            text_add(t->out, say(t, "utanför analysen ", "outside the analysis "));
        outside = outside || first_outside;
        text_add(t->out, peer->name);
        tell_distance(t, peer, p->compared);
    }
    text_printf(t->out, "%s\n", p->count[t->area] ? "" : p->why[t->lang][t->area]);
}

static void tell_lesson(const struct teller *t, uint32_t node, const struct lesson *lesson)
{
    const double *score = t->r->nodes[node].score;
    text_printf(t->out, say(t, "    %s %s: %s har %s (%s)\n", "    %s %s: %s has %s (%s)\n"),
                head_label(&t->m->nodes[node].head, t->lang), tell_number(t, score[t->area], 1),
                tell_name(t, lesson->area), tell_number(t, score[lesson->area], 1),
                head_label(&t->m->peers[lesson->peers].head, t->lang));
}

void tell_all_peers(const struct teller *t)
{
    bool any = false;
    if (t->m->peers_count == 0)
        return;
    text_add(t->out, say(t, "\nLiknande kommuner\n", "\nSimilar municipalities\n"));
    for (uint32_t k = 0; k < t->m->peers_count; k++)
        tell_peers(t, k);
    for (uint32_t k = 0; k < t->m->node_count; k++) {
        const struct lesson *lesson = t->r->lessons[k] ? &t->r->lessons[k][t->area] : NULL;
        if (!lesson || lesson->area == UINT32_MAX)
            continue;
        if (!any)
            text_add(t->out, say(t, "  Lär av den som har lägst poäng i samma utmaning\n",
                                 "  Learn from the one with the lowest points in the challenge\n"));
        any = true;
        tell_lesson(t, k, lesson);
    }
}
