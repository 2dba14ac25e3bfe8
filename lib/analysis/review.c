#include "analysis/review.h"

static const struct message MESSAGES[] = {
    {"W810", "\"{0}\": de nyaste värdena är {1} dagar gamla, mer än {2}",
     "\"{0}\": the newest values are {1} days old, more than {2}", "inte färsk", "not fresh",
     "hämta en nyare fil, eller ändra \"färsk:\"", "fetch a newer file, or change \"fresh:\""},
    {"W811", "\"{0}\" ligger utanför skalan i {1} av {2} områden ({3} under, {4} över)",
     "\"{0}\" is outside its scale in {1} of {2} areas ({3} below, {4} above)",
     "de får 0 eller 100 poäng", "they get 0 or 100 points",
     "vidga skalan om de områdena ska skiljas åt, annars är det rätt",
     "widen the scale if those areas are to be told apart, else it is right"},
    {"W812", "\"{0}\" och \"{1}\" följer varandra nästan helt (korrelation {2})",
     "\"{0}\" and \"{1}\" nearly follow each other (correlation {2})",
     "mäter de samma sak räknas den två gånger", "if they measure the same, it counts twice",
     "ta bort det ena, eller dela vikten mellan dem",
     "remove one of them, or share the weight between them"},
    {"W813", "\"{0}\" och \"{1}\" tar nästan ut varandra (korrelation {2})",
     "\"{0}\" and \"{1}\" nearly cancel out (correlation {2})", "vikterna gör ingen skillnad",
     "the weights make no difference", "se efter om riktningen stämmer för båda",
     "see whether the direction is right for both"},
    {"W814",
     "{0} kan inte bedömas: {1} % av vikten i \"{2}\" har ett värde, {3} % behövs; saknas: {4}",
     "{0} cannot be assessed: {1} % of the weight in \"{2}\" has a value, {3} % is needed; "
     "missing: "
     "{4}",
     "ingen plats", "no place", "fyll på de värdena; lägg aldrig in 0 för det som är okänt",
     "fill in those values; never put 0 for what is not known"},
    {"N455", "{0} är märkt påhittad ({1}): varje blad säger det",
     "{0} is marked as invented ({1}): every sheet says so", NULL, NULL,
     "är siffrorna riktiga: ta bort raden påhittad: ja, och ordet ur filens namn",
     "if the figures are real: remove the line invented: yes, and the word from the file's name"},
    {"N456", "inte heller dessa kan bedömas: {0}", "nor can these be assessed: {0}", NULL, NULL,
     "etablera explain och kommunens namn säger varför",
     "etablera explain and the municipality's name says why"},
    {"N801", "källan {0} har kolumner som inget använder ({1}): {2}",
     "source {0} has columns that nothing uses ({1}): {2}", NULL, NULL,
     "de läses ändå; ta bort dem eller använd dem",
     "they are read all the same; remove or use them"},
    {"N802", "{0} inget använder: {1}", "{0} used nowhere: {1}", NULL, NULL,
     "ta bort dem, eller använd namnen i en formel, ett villkor eller en text",
     "remove them, or use the names in a formula, a condition or a text"},
    {"N805", "registret {0} har kolumner som ingen räkning använder ({1}): {2}",
     "register {0} has columns that no count uses ({1}): {2}", NULL, NULL,
     "de läses ändå; ta bort dem eller använd dem",
     "they are read all the same; remove or use them"},
    {"N806", "\"{0}\" säger ingen riktning: höga värden får höga poäng",
     "\"{0}\" states no direction: high values get high points", "0 poäng vid det lägsta talet",
     "0 points at the lowest number", "skriv riktning: högre, eller riktning: lägre",
     "write direction: higher, or direction: lower"},
    {"N803", "gränsen ligger utanför datan: {0} går från {1} till {2}",
     "the threshold is outside the data: {0} goes from {1} to {2}", "{3}", "{3}",
     "ändra gränsen, eller låt den stå om den är till för annan data",
     "change the threshold, or leave it if it is meant for other data"},
    {"N804", "{0} \"{1}\" stämmer inte för något område med den här datan",
     "{0} \"{1}\" holds for no area with these data", "stämmer aldrig", "never holds",
     "mildra villkoret, ta bort det, eller låt det stå om det är till för annan data",
     "make the condition milder, remove it, or leave it if it is meant for other data"},
};

static void (*const REVIEWS[])(struct work *) = {
    review_clipped, review_directions, review_correlated, review_fresh,
    review_unused,  review_conditions, review_judged,     review_invented,
};

void analysis_review(const struct result *r, const struct dataset_bundle *b, struct diagnostics *d)
{
    struct work w = work_again(r, b, d);
    diagnostics_use(d, MESSAGES, sizeof MESSAGES / sizeof MESSAGES[0]);
    for (size_t i = 0; i < sizeof REVIEWS / sizeof REVIEWS[0]; i++)
        REVIEWS[i](&w);
}
