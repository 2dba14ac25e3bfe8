/* Noter: shorthand, method in plain words with the model's own settings, what each part weighs. */
#include "report/sheets.h"

#include <math.h>

#include "analysis/diagnosis.h"
#include "base/number.h"
#include "base/text.h"
#include "report/notes.h"
#include "rules/methods.h"

static const struct pair title = {"Noter", "Notes"};
static const struct pair about = {
    "Tecken, ord och hur poäng, täckning, grad och plats räknas fram.",
    "Marks, words and how points, coverage, grade and place are made."};
static const struct pair sections[] = {{"Märken", "Marks"},
                                       {"Ord", "Words"},
                                       {"Så räknas det", "How it is computed"},
                                       {"Delar och vikter", "Parts and weights"},
                                       {"Modellen prövad", "The model tried"}};

static const struct note marks[] = {
    {{"[x]", "[x]"},
     {"Värdet saknas, eller poäng och plats kan inte bedömas.",
      "The value is missing, or points and place cannot be assessed."}},
    {{"[c]", "[c]"},
     {"Sekretess: källan visar inte siffran.", "Secret: the source hides the figure."}},
    {{"[z]", "[z]"}, {"Inte tillämpligt.", "Not applicable."}},
    {{"[k]", "[k]"},
     {"Litet antal: källan anger bara att det är få.",
      "Small count: the source only says that there are few."}},
    {{"[e]", "[e]"},
     {"Beräknat eller från ett tidigare år.", "Computed, or from an earlier year."}},
    {{"[b]", "[b]"},
     {"Extremvärde: poängen räknas på ett annat tal, som står bredvid.",
      "Outlier: the points are computed on another number, which stands beside it."}},
    {{"[å]", "[å]"},
     {"Källan anger inget år. Värdet används, men märks.",
      "The source states no year. The value is used, but marked."}},
};
static const struct note words[] = {
    {{"Poäng", "Points"},
     {"Ett tal mellan 0 och 100. Högre är starkare.",
      "A number between 0 and 100. Higher is stronger."}},
    {{"Plats", "Place"},
     {"1 = flest poäng. De med lika poäng får samma plats. Små skillnader i poäng betyder lite.",
      "1 = most points. Equal points get the same place. Small differences in points mean "
      "little."}},
    {{"Median", "Median"},
     {"Mittvärdet: hälften ligger över och hälften under.",
      "The middle value: half lie above and half below."}},
    {{"Täckning", "Coverage"},
     {"Hur stor del av vikten som har ett värde.", "How much of the weight has a value."}},
    {{"Ersättning", "Substitute"},
     {"Ett annat mått som används när det egentliga saknas.",
      "Another measure, used when the proper one is missing."}},
    {{"Bedömning", "Grade"},
     {"Tillräcklig, preliminär eller ej bedömbar: följer av täckningen, se nedan.",
      "Sufficient, preliminary or not assessable: follows from the coverage, see below."}},
    {{"Betyder", "Means"},
     {"Hur stor del av skillnaderna mellan kommunerna i helheten som delen följer: kvadraten på "
      "korrelationen. En del kan väga lite och ändå betyda mycket. Summan är inte 100 %.",
      "How much of the differences between the areas in the whole the part goes with: the squared "
      "correlation. A part can weigh little and still mean much. They do not sum to 100 %."}},
    {{"Cronbachs alfa", "Cronbach's alpha"},
     {"Hur väl delarna drar åt samma håll, högst 1. Ett lågt eller negativt tal säger att de mäter "
      "olika saker: det kan vara meningen.",
      "How well the parts pull the same way, at most 1. A low or negative number says that they "
      "measure different things: that may be intended."}},
    {{"Klass", "Class"},
     {"Vad kraven säger: klar att pröva, villkorad (ett krav är okänt eller ej uppfyllt, eller "
      "underlaget preliminärt), ej bedömbar, avråds. Klassen ändrar inte poängen.",
      "What the gates say: ready to try, conditional (a gate is unknown or not met, or the data "
      "are "
      "preliminary), not assessable, advised against. The class does not change the points."}},
    {{"(+3,8)", "(+3.8)"},
     {"På Kort svar: så många poäng i slutresultatet som måttet lyfter eller sänker, jämfört med "
      "en "
      "tänkt kommun som har medianen i varje mått. Alla måtts bidrag blir tillsammans hela "
      "skillnaden: ingen rest blir över, inte heller genom ett geometriskt medelvärde. Ett mått "
      "som "
      "saknas ger sin vikt till de andra, både här och i jämförelsen.",
      "On Short answer: so many points of the total as the measure lifts or lowers, against an "
      "imagined area that has the median of every measure. The contributions of all measures make "
      "up the whole difference: nothing is left over, nor through a geometric mean. A missing "
      "measure gives its weight to the others, here and in the comparison."}},
    {{"troligen 3\u20135", "probably 3\u20135"},
     {"Det som är osäkert (vikter och det som reglerna nämner) dras om många gånger. I nio "
      "dragningar av tio ligger platsen mellan dem.",
      "What is uncertain (weights and what the rules name) is drawn anew many times. In nine draws "
      "of ten the place lies between these."}},
    {{"Grupp", "Group"},
     {"Kommuner som inte kan skiljas åt. Den med bäst medianplats öppnar en grupp, och de närmast "
      "efter är med så länge de går förbi den i för många dragningar för att räknas som sämre.",
      "Areas that cannot be told apart. The one with the best median place opens a group, and "
      "those "
      "next to it are in it as long as they pass it in too many draws to count as lower."}},
    {{"Om saknat", "If missing"},
     {"Bästa och sämsta plats om varje värde som saknas i kommunen vore det bästa eller sämsta "
      "som någon kommun har. De andra står stilla. Ett mått som saknas för alla räknas inte in.",
      "Best and worst place if every value that is missing in the area were the best or the worst "
      "that any area has. The others stand still. A measure missing for all does not count."}},
    {{"m.fl.", "and others"},
     {"Värdet är räknat av flera siffror; bara den förstas fil och rad visas.",
      "The value is computed from several figures; only the first one's file and line is shown."}},
    {{"Platsspann", "Place spans"},
     {"Bästa och sämsta plats i nio dragningar av tio, och i reglernas scenarier. Ett brett spann "
      "säger att platsen hänger på hur man väger.",
      "Best and worst place in nine draws of ten, and in the scenarios of the rules. A broad span "
      "says that the place hangs on how one weighs."}},
    {{"Frö", "Seed"},
     {"Talet som dragningarna börjar i. Samma frö ger samma dragningar, så att någon annan kan "
      "räkna om och få samma svar.",
      "The number that the draws begin with. The same seed gives the same draws, so that somebody "
      "else can compute again and get the same answer."}},
    {{"Fyra fält", "Four fields"},
     {"Kommunerna delade av två medianer: högt eller lågt i vart och ett av två index.",
      "The areas parted by two medians: high or low in each of two indices."}},
    {{"Ändringens del", "A change's part"},
     {"På Ändringar: vad en ändring i genomsnitt lägger till, över varje ordning som ändringarna "
      "kan göras i (Shapley). Delarna blir tillsammans hela flytten.",
      "On Changes: what a change adds on average, over every order in which the changes can be "
      "made "
      "(Shapley). The parts make up the whole move."}},
    {{"Kontrollsumma", "Checksum"},
     {"Ett långt tal som räknas ur filens innehåll (SHA-256). Ändras en enda bokstav blir det ett "
      "annat tal.",
      "A long number computed from what the file holds (SHA-256). Change one letter and it becomes "
      "another number."}},
    {{"Lokala fakta", "Local facts"},
     {"Sådant som bara de på plats vet. Det frågas efter på mötet och räknas inte förrän någon har "
      "svarat.",
      "What only people on the spot know. It is asked for at the meeting, and does not count until "
      "somebody has answered."}},
    {{"Äldre", "Older"},
     {"Ett värde från ett tidigare år än basåret.",
      "A value from an earlier year than the base year."}},
};

const struct note *notes_marks(size_t *count)
{
    *count = sizeof marks / sizeof marks[0];
    return marks;
}

const struct note *notes_words(size_t *count)
{
    *count = sizeof words / sizeof words[0];
    return words;
}

static uint32_t section(struct page *page, uint32_t row, const char *text)
{
    page_text(page, row, 0, text, STYLE_SECTION);
    page_blank(page, row, 1, STYLE_SECTION);
    page_row_height(page, row + 1, 4);
    return row + 2;
}

static uint32_t line(struct page *page, uint32_t row, const char *label, const char *text)
{
    page_text(page, row, 0, label, STYLE_LABEL);
    page_text(page, row, 1, text, STYLE_PARAGRAPH);
    return row + 1;
}

static uint32_t notes(const struct view *v, struct page *page, uint32_t row,
                      const struct note *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        row = line(page, row, say(v->lang, list[i].word), say(v->lang, list[i].text));
    return row + 1;
}

static const char *percent(const struct view *v, double share)
{
    return arena_printf(v->arena, "%s\u00A0%%", view_number(v, share * 100, 0));
}

static const char *coverage_text(const struct view *v)
{
    const struct model *m = v->m;
    const char *format =
        v->lang == LANG_EN
            ? "Coverage is the share of the weight that has a value, own or substitute. Unknown "
              "local "
              "facts are left out of both sides. Sufficient: at least %s for a dimension or "
              "challenge "
              "and %s for "
              "an index. Preliminary: at least %s and %s. Below that no place is given."
            : "Täckning är den del av vikten som har ett värde, eget eller ersättning. Okända "
              "lokala fakta "
              "räknas inte alls. Tillräcklig: minst %s för en dimension eller utmaning och %s för "
              "ett "
              "index. "
              "Preliminär: minst %s respektive %s. Under det ges ingen plats.";
    struct text t = {0};
    text_printf(&t, format, percent(v, m->full_dimension), percent(v, m->full_index),
                percent(v, m->preliminary_dimension), percent(v, m->preliminary_index));
    char *copy = arena_strndup(v->arena, t.p, t.n);
    text_release(&t);
    return copy;
}

static bool any_imputed(const struct view *v)
{
    for (size_t k = 0; k < v->m->indicator_count; k++)
        if (v->r->indicators[k].imputed_count > 0)
            return true;
    return false;
}

static uint32_t method(const struct view *v, struct page *page, uint32_t row)
{
    static const struct note steps[] = {
        {{"Steg för steg", "Step by step"},
         {"Källornas siffror blir mått, ofta per invånare. Varje mått blir poäng. Måtten vägs ihop "
          "till delar, delarna till index, och indexen till slutresultatet (se Delar och vikter). "
          "Kommunerna ställs i ordning efter det. Krav, affärsidéer och råd prövas för sig och "
          "ändrar inga poäng.",
          "The sources' figures become measures, often per inhabitant. Each measure becomes "
          "points. The measures are weighed into parts, the parts into indices, and the indices "
          "into the total (see Parts and weights). The areas are put in order by it. Requirements, "
          "business ideas and advice are tried apart and change no points."}},
        {{"Poäng", "Points"},
         {"Varje värde räknas om till 0\u2013100 med måttets egen skala (bladet Täckning; en "
          "ersättning har sin egen). "
          "Skalan är "
          "fast: en kommuns siffra ändrar inte de andras poäng, om inget annat sägs.",
          "Each value is turned into 0\u2013100 by the measure's own scale (sheet Coverage; a "
          "substitute has its own). The "
          "scale "
          "is fixed: one area's figure does not change the others' points, unless stated."}},
        {{"Saknade värden", "Missing values"},
         {"I poängen blir ett värde som saknas aldrig noll och aldrig medelvärdet. Vikterna "
          "fördelas om på "
          "det "
          "som finns.",
          "A missing value never becomes zero nor the mean. The weights are shared among what "
          "exists."}},
    };
    static const struct note imputed[] = {
        {{"Beräknade värden", "Computed values"},
         {"Där reglerna säger det räknas ett värde som saknas fram ur de andra kommunernas. Det är "
          "märkt [e] och räknas inte i täckningen.",
          "Where the rules say so, a missing value is computed from those of the other areas. It "
          "is marked [e] and does not count in the coverage."}},
    };
    row = notes(v, page, row, steps, any_imputed(v) ? 2 : 3) - 1;
    if (any_imputed(v))
        row = notes(v, page, row, imputed, 1) - 1;
    row = line(page, row, v->lang == LANG_EN ? "Coverage and grade" : "Täckning och grad",
               coverage_text(v));
    static const struct pair ties[] = {
        [TIES_COMPETITION] = {"lika poäng delar plats, och nästa plats hoppas över",
                              "equal points share a place, and the next is skipped"},
        [TIES_DENSE] = {"lika poäng delar plats, och ingen plats hoppas över",
                        "equal points share a place, and none is skipped"},
        [TIES_LAST] = {"lika poäng delar den sämsta av sina platser",
                       "equal points share the worst of their places"}};
    const char *rounded = v->lang == LANG_EN
                              ? "Points are rounded to %d decimal%s before places are given; %s."
                              : "Poängen avrundas till %d decimal%s innan platserna delas ut; %s.";
    const char *plural = v->m->rank_decimals == 1 ? "" : v->lang == LANG_EN ? "s" : "er";
    return line(page, row, v->lang == LANG_EN ? "Place" : "Plats",
                arena_printf(v->arena, rounded, v->m->rank_decimals, plural,
                             say(v->lang, ties[v->m->ties]))) +
           1;
}

static const char *child_label(const struct view *v, const struct child *child)
{
    if (child->kind == SYMBOL_NODE)
        return view_label(v, &v->m->nodes[child->index].head);
    return view_titled(v, &v->m->indicators[child->index].head);
}

/* "vägt medelvärde: A 75 %, B 25 %" */
static const char *parts_text(const struct view *v, const struct node *node)
{
    const double *importance = v->r->nodes[node - v->m->nodes].importance;
    double sum = 0;
    struct text t = {0};
    for (size_t i = 0; i < node->child_count; i++)
        sum += node->children[i].weight;
    text_add(&t, aggregation_text(node->aggregation, v->lang));
    for (size_t i = 0; i < node->child_count && sum > 0; i++) {
        text_printf(&t, "%s%s%s %s", i == 0 ? ".\n" : "; ", child_label(v, &node->children[i]),
                    node->children[i].reversed ? (v->lang == LANG_EN ? " (reversed)" : " (omvänd)")
                                               : "",
                    percent(v, node->children[i].weight / sum));
        if (importance != NULL && isfinite(importance[i]))
            text_printf(&t, v->lang == LANG_EN ? " (means %s)" : " (betyder %s)",
                        percent(v, number_round(importance[i], 2)));
    }
    double alpha = v->r->nodes[node - v->m->nodes].reliability.alpha;
    if (isfinite(alpha))
        text_printf(&t, v->lang == LANG_EN ? ". Cronbach's alpha %s" : ". Cronbachs alfa %s",
                    view_number(v, alpha, 2));
    char *copy = arena_strndup(v->arena, t.p, t.n);
    text_release(&t);
    return copy;
}

/* --- the model tried ---------------------------------------------------------------------------
 */

static const char *kept(const struct view *v, struct text *t)
{
    const char *copy = arena_strndup(v->arena, t->p ? t->p : "", t->n);
    text_release(t);
    return copy;
}

static const char *label_of(const struct view *v, uint32_t indicator)
{
    return view_label(v, &measured_mostly(v->r, indicator)->head);
}

static const char *alike_text(const struct view *v, const struct diagnosis *d)
{
    struct text t = {0};
    for (size_t k = 0; k < d->pair_count; k++)
        if (is_alike(&d->pairs[k]))
            text_printf(&t, v->lang == LANG_EN ? "%s%s and %s (%s)" : "%s%s och %s (%s)",
                        t.n ? "; " : "", label_of(v, d->pairs[k].a), label_of(v, d->pairs[k].b),
                        view_number(v, d->pairs[k].pearson, 2));
    return kept(v, &t);
}

static const char *spread_text(const struct view *v, const struct diagnosis *d, bool constant)
{
    struct text t = {0};
    for (size_t k = 0; k < d->part_count; k++) {
        const struct part_check *p = &d->parts[k];
        if (!(constant ? p->constant : p->clipped))
            continue;
        text_printf(&t, "%s%s", t.n ? "; " : "", label_of(v, p->part.index));
        if (!constant)
            text_printf(&t, v->lang == LANG_EN ? " (%zu of %zu)" : " (%zu av %zu)",
                        p->below + p->above, p->have);
    }
    return kept(v, &t);
}

/* What was found; "none" is said, so that nobody wonders whether it was looked for. */
static uint32_t tried(const struct view *v, struct page *page, uint32_t row)
{
    static const struct pair none = {"Inga.", "None."};
    static const struct note found[] = {
        {{"Nästan samma sak", "Nearly the same"},
         {"Par av mått vars poäng följer varandra (korrelation över 0,95; alla par står i "
          "samband.csv): ",
          "Pairs of measures whose points go together (correlation above 0.95; all pairs are in "
          "samband.csv): "}},
        {{"Skiljer ingen åt", "Tells nobody apart"},
         {"Mått som ger alla samma poäng: ", "Measures that give all the same points: "}},
        {{"Utanför skalan", "Outside the scale"},
         {"Mått där mer än var femte kommun ligger utanför skalan och får 0 eller 100: ",
          "Measures where more than a fifth of the areas are outside the scale and get 0 or "
          "100: "}},
    };
    struct diagnosis d = diagnosis_of(v->r, v->arena);
    const char *texts[] = {alike_text(v, &d), spread_text(v, &d, true), spread_text(v, &d, false)};
    for (size_t i = 0; i < 3; i++)
        row = line(page, row, say(v->lang, found[i].word),
                   arena_printf(v->arena, "%s%s", say(v->lang, found[i].text),
                                texts[i][0] ? texts[i] : say(v->lang, none)));
    static const struct note few = {
        {"Få kommuner", "Few areas"},
        {"%zu kommuner och %zu mått med värden. Med färre än tre kommuner per mått är "
         "korrelationer, "
         "betydelse och alfa ungefärliga.",
         "%zu areas and %zu measures with values. With fewer than three areas a measure, "
         "correlations, meaning and alpha are rough."}};
    if (d.few_areas)
        row = line(page, row, say(v->lang, few.word),
                   arena_printf(v->arena, say(v->lang, few.text), d.areas, d.indicators));
    return row;
}

void sheet_notes(const struct view *v, struct page *page)
{
    static const double widths[] = {27, 104};
    page_columns(page, widths, 2);
    uint32_t row = page_head(page, say(v->lang, title), say(v->lang, about));
    row = section(page, row, say(v->lang, sections[0]));
    row = notes(v, page, row, marks, sizeof marks / sizeof marks[0]);
    row = section(page, row, say(v->lang, sections[1]));
    row = notes(v, page, row, words, sizeof words / sizeof words[0]);
    row = section(page, row, say(v->lang, sections[2]));
    row = method(v, page, row);
    if (v->m->node_count > 0)
        row = section(page, row, say(v->lang, sections[3]));
    for (size_t n = 0; n < v->m->node_count; n++)
        row = line(page, row, view_label(v, &v->m->nodes[n].head), parts_text(v, &v->m->nodes[n]));
    if (has_root(v))
        tried(v, page, section(page, row + 1, say(v->lang, sections[4])));
}
