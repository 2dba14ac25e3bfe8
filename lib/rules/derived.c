#include "rules/derived.h"

#include "base/text.h"

#define ROW(name_sv, name_en, label_sv, label_en, unit_word, kind)                                 \
    {                                                                                              \
        .head = {.name = (name_sv),                                                                \
                 .id = "",                                                                         \
                 .sv = (label_sv),                                                                 \
                 .en = (label_en),                                                                 \
                 .source = "",                                                                     \
                 .note_sv = "",                                                                    \
                 .note_en = ""},                                                                   \
        .en = (name_en), .unit = (unit_word), .type = (kind)                                       \
    }

static const struct derived_row rows[DERIVED_COUNT] = {
    [DERIVED_STRONG_IDEAS] = ROW("starka_idéer", "strong_ideas", "Starka affärsidéer",
                                 "Strong ideas", "st", DERIVED_NUMBER),
    [DERIVED_POSSIBLE_IDEAS] =
        ROW("möjliga_idéer", "possible_ideas", "Starka eller möjliga affärsidéer",
            "Strong or possible ideas", "st", DERIVED_NUMBER),
    [DERIVED_OLDEST_VALUE] = ROW("äldsta_värde", "oldest_value", "Äldsta värdets ålder",
                                 "Age of the oldest value", "år", DERIVED_NUMBER),
    [DERIVED_SEX_GAP] = ROW("könsgap", "sex_gap", "Största skillnad mellan kvinnor och män",
                            "Largest gap between women and men", "%", DERIVED_NUMBER),
    [DERIVED_RANK_SPAN] = ROW("plats_spann", "rank_span", "Platser som rangen rör sig",
                              "Places that the rank moves", "st", DERIVED_NUMBER),
    [DERIVED_PEER_BETTER] =
        ROW("liknande_bättre", "peer_better", "En liknande kommun klarar samma utmaning bättre",
            "A similar municipality does better on the same challenge", "", DERIVED_TRUTH),
    [DERIVED_NEIGHBOUR_SAME] =
        ROW("granne_samma", "neighbour_same", "En granne har samma främsta utmaning",
            "A neighbour has the same foremost challenge", "", DERIVED_TRUTH),
    [DERIVED_BRANCH_PERCENTILE] =
        ROW("bransch_percentil", "branch_percentile", "Den bästa idéns bransch, percentilrang",
            "Branch of the best idea, percentile rank", "%", DERIVED_NUMBER),
    [DERIVED_AREA] = ROW("kommun", "area", "Kommun", "Municipality", "", DERIVED_TEXT),
    [DERIVED_NEIGHBOUR] = ROW("granne", "neighbour", "Granne", "Neighbour", "", DERIVED_TEXT),
    [DERIVED_PEER] =
        ROW("liknande", "peer", "Liknande kommun", "Similar municipality", "", DERIVED_TEXT),
    [DERIVED_TOP_CHALLENGE] =
        ROW("toppmått", "top_measure", "Främsta utmaning", "Foremost challenge", "", DERIVED_TEXT),
    [DERIVED_MISSING_LIST] =
        ROW("saknas_lista", "missing_list", "Det som saknas", "What is missing", "", DERIVED_TEXT),
    [DERIVED_OLD_LIST] =
        ROW("gamla_lista", "old_list", "Gamla värden", "Old values", "", DERIVED_TEXT),
    [DERIVED_SEX_GAP_NAME] =
        ROW("könsgap_mått", "sex_gap_measure", "Där skillnaden mellan kvinnor och män är störst",
            "Where the gap between women and men is largest", "", DERIVED_TEXT),
    [DERIVED_RANK] = ROW("plats", "place", "Plats", "Place", "st", DERIVED_NUMBER),
    [DERIVED_RANK_LOW] =
        ROW("plats_bäst", "place_best", "Bästa plats", "Best place", "st", DERIVED_NUMBER),
    [DERIVED_RANK_HIGH] =
        ROW("plats_sämst", "place_worst", "Sämsta plats", "Worst place", "st", DERIVED_NUMBER),
};

const struct derived_row *derived_row(enum derived derived)
{
    return &rows[derived];
}

bool derived_find(const char *name, enum derived *out)
{
    for (int i = 0; i < DERIVED_COUNT; i++) {
        if (name_eq(name, rows[i].head.name) || name_eq(name, rows[i].en)) {
            *out = (enum derived)i;
            return true;
        }
    }
    return false;
}
