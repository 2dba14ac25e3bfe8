#include "rules/functions.h"

static const struct function_row functions[FN_COUNT] = {
    [FN_MIN] = {"min", "min", 1, 0, RULE_SAME, "minsta av de värden som finns",
                "smallest of the values that exist", "MIN"},
    [FN_MAX] = {"max", "max", 1, 0, RULE_SAME, "största av de värden som finns",
                "largest of the values that exist", "MAX"},
    [FN_MEAN] = {"medel", "mean", 1, 0, RULE_SAME, "medelvärdet av de värden som finns",
                 "mean of the values that exist", "AVERAGE"},
    [FN_SUM] = {"summa", "sum", 1, 0, RULE_SAME, "summan av de värden som finns",
                "sum of the values that exist", "SUM"},
    [FN_MEDIAN] = {"median", "median", 1, 0, RULE_SAME, "medianen av de värden som finns",
                   "median of the values that exist", "MEDIAN"},
    [FN_ABS] = {"abs", "abs", 1, 1, RULE_SAME, "värdet utan tecken", "the value without its sign",
                "ABS"},
    [FN_ROUND] = {"avrunda", "round", 1, 2, RULE_ROUND, "avrundat till så många decimaler",
                  "rounded to that many decimals", "ROUND"},
    [FN_LN] = {"ln", "ln", 1, 1, RULE_PURE, "naturliga logaritmen", "natural logarithm", "LN"},
    [FN_EXP] = {"exp", "exp", 1, 1, RULE_PURE, "e upphöjt till värdet", "e to the power", "EXP"},
    [FN_SQRT] = {"rot", "sqrt", 1, 1, RULE_ROOT, "kvadratroten", "square root", "SQRT"},
    [FN_IF] = {"om", "if", 3, 3, RULE_IF, "om(villkor; då; annars)", "if(condition, then, else)",
               "IF"},
    [FN_MISSING] = {"saknas", "missing", 1, 1, RULE_MISSING, "ja när värdet saknas",
                    "yes when the value is missing", "ISBLANK"},
    [FN_MEAN_ALL] = {"medel_alla", "mean_all", 1, 1, RULE_SAME, "medelvärdet över kommunerna",
                     "mean over the municipalities", "AVERAGE"},
    [FN_MEDIAN_ALL] = {"median_alla", "median_all", 1, 1, RULE_SAME, "medianen över kommunerna",
                       "median over the municipalities", "MEDIAN"},
    [FN_SUM_ALL] = {"summa_alla", "sum_all", 1, 1, RULE_SAME, "summan över kommunerna",
                    "sum over the municipalities", "SUM"},
    [FN_RANK] = {"rang", "rank", 1, 1, RULE_RANK, "plats bland kommunerna, 1 = högst",
                 "place among the municipalities, 1 = highest", "RANK.EQ"},
    [FN_PERCENTILE_RANK] = {"percentilrang", "percentile_rank", 1, 1, RULE_PERCENT,
                            "andel kommuner som ligger lägre",
                            "share of municipalities that lie lower", "COUNTIF"},
    [FN_PERCENTILE] = {"percentil", "percentile", 2, 2, RULE_PERCENTILE,
                       "percentil(x; 60 %) över kommunerna",
                       "percentile(x, 60 %) over the municipalities", "PERCENTILE.INC"},
    [FN_SHARE_ALL] = {"andel_alla", "share_all", 1, 1, RULE_SHARE_ALL,
                      "andel av kommunerna där villkoret är ja, av dem där det är känt",
                      "share of the municipalities where the condition is yes, of those known",
                      "COUNTIF/COUNT"},
    [FN_MEAN_NEIGHBOURS] = {"medel_grannar", "mean_neighbours", 1, 1, RULE_NEIGHBOURS,
                            "medelvärdet över grannkommunerna, utan den egna",
                            "mean over the municipalities that share a border, without its own",
                            "AVERAGEIFS"},
    [FN_MEDIAN_NEIGHBOURS] = {"median_grannar", "median_neighbours", 1, 1, RULE_NEIGHBOURS,
                              "medianen över grannkommunerna, utan den egna",
                              "median over the municipalities that share a border, without its own",
                              "MEDIAN(IF(...))"},
    [FN_MEAN_PEERS] = {"medel_liknande", "mean_peers", 1, 2, RULE_PEERS,
                       "medelvärdet över liknande kommuner, medel_liknande(x; block)",
                       "mean over similar municipalities, mean_peers(x, block)", "AVERAGEIFS"},
    [FN_MEDIAN_PEERS] = {"median_liknande", "median_peers", 1, 2, RULE_PEERS,
                         "medianen över liknande kommuner, median_liknande(x; block)",
                         "median over similar municipalities, median_peers(x, block)",
                         "MEDIAN(IF(...))"},
    [FN_REST] = {"rest", "residual", 2, 2, RULE_REST,
                 "det i y som en rät linje mot x inte förklarar",
                 "what a straight line on x does not explain in y", "FORECAST.LINEAR"},
    [FN_CHANGE] = {"förändring", "change", 2, 2, RULE_CHANGE, "(nu - då)/då, förändring(x; 5 år)",
                   "(now - then)/then, change(x, 5 years)", "(A-B)/B"},
    [FN_MEAN_YEARS] = {"medel_år", "mean_years", 2, 2, RULE_YEARS,
                       "medelvärdet av de senaste åren, medel_år(x; 3 år)",
                       "mean of the latest years, mean_years(x, 3 years)", "AVERAGE"},
    [FN_LATEST] = {"senaste", "latest", 2, 2, RULE_YEARS,
                   "senaste värdet, högst så många år gammalt",
                   "latest value, at most that many years old", "LOOKUP"},
    [FN_AT_YEAR] = {"vid", "at", 2, 2, RULE_AT, "värdet ett visst år, vid(x; 2022)",
                    "the value of a year, at(x, 2022)", "INDEX"},
    [FN_SHARE_YES] = {"andel_ja", "share_yes", 1, 0, RULE_SHARE, "vägd andel ja bland kända fakta",
                      "weighted share of yes among known facts", "SUMPRODUCT"},
    [FN_ASSESSABLE] = {"bedömbar", "assessable", 1, 1, RULE_ASSESSABLE, "ja när minst preliminär",
                       "yes when at least preliminary", "ISNUMBER"},
    [FN_TOP] = {"främst", "foremost", 1, 1, RULE_TOP,
                "ja för den främsta utmaningen eller affärsidén",
                "yes for the foremost challenge or idea", "MATCH"},
};

const struct function_row *function_row(enum function function)
{
    return &functions[function];
}

bool function_find(const char *name, enum lang lang, enum function *out)
{
    for (int i = 0; i < FN_COUNT; i++) {
        if (name_eq(name, lang == LANG_SV ? functions[i].sv : functions[i].en)) {
            *out = (enum function)i;
            return true;
        }
    }
    return false;
}

const char *function_nearest(const char *name, enum lang lang)
{
    const char *names[FN_COUNT];
    for (int i = 0; i < FN_COUNT; i++) {
        names[i] = lang == LANG_SV ? functions[i].sv : functions[i].en;
    }
    return text_nearest(name, names, FN_COUNT);
}
