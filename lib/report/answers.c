/* Reads the answers of one returned workbook. */
#include "report/answers.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/number.h"
#include "report/answer_words.h"
#include "report/clean.h"
#include "report/messages.h"
#include "report/returned.h"

const struct pair answer_words[ANSWER_WORDS] = {
    [WORD_ID] = {"Id", "Id"},
    [WORD_QUESTION] = {"Fråga", "Question"},
    [WORD_KNOWN] = {"Känt i dag", "Known today"},
    [WORD_ANSWER] = {"Svar", "Answer"},
    [WORD_NOTE] = {"Anmärkning", "Remark"},
    [WORD_CODE] = {"Kommunkod", "Municipality code"},
    [WORD_WHO] = {"Vem har svarat?", "Who answered?"},
    [WORD_DAY] = {"Vilken dag? Skriv som 2026-03-01", "On what day? Write as 2026-03-01"},
    [WORD_MODEL] = {"Modell", "Model"},
};

enum { SHOWN = 60 }; /* UTF-16 units of an answer in a message */

/* --- names and forms ----------------------------------------------------------------------------
 */

static bool plain(const char *id)
{
    for (const char *p = id; *p != '\0'; p++)
        if (!((*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9')))
            return false;
    return id[0] != '\0';
}

static const char *named(struct arena *arena, const char *before, const struct fact *fact)
{
    if (fact->head.id != NULL && plain(fact->head.id))
        return arena_printf(arena, "%s_%s", before, fact->head.id);
    char *name = arena_printf(arena, "%s_%s", before, fold_name(arena, fact->head.name));
    for (char *p = name; *p != '\0'; p++)
        *p = *p == '-' ? '_' : *p;
    return name;
}

const char *answer_name(struct arena *arena, const struct fact *fact)
{
    return named(arena, "svar", fact);
}

const char *answer_note_name(struct arena *arena, const struct fact *fact)
{
    return named(arena, "anm", fact);
}

enum answer_form answer_form(const struct fact *fact)
{
    const char *unit = unit_text(&fact->unit, LANG_SV);
    if (fact->type == FACT_YES_NO)
        return FORM_YES_NO;
    if (fact->type == FACT_TEXT)
        return fact->choice_count > 0 ? FORM_CHOICE : FORM_TEXT;
    if (strcmp(unit, "%") == 0)
        return FORM_PERCENT;
    return strcmp(unit, "st") == 0 || strcmp(unit, "personer") == 0 ? FORM_COUNT : FORM_NUMBER;
}

/* --- finding cells ------------------------------------------------------------------------------
 */

struct finding {
    const char *path;
    const struct model *m;
    const struct dataset_bundle *b;
    struct arena *arena;
    struct diagnostics *d;
    struct returned x;
    bool by_names; /* else by the headings, below */
    uint32_t sheet, head, column[ANSWER_WORDS];
};

struct spot {
    uint32_t sheet, row, column; /* sheet UINT32_MAX: nowhere */
};
static const struct spot nowhere = {UINT32_MAX, 0, 0};

static bool is_word(const struct returned_cell *c, enum answer_word word)
{
    return c->kind == RETURNED_TEXT &&
           (name_eq(c->text, answer_words[word].sv) || name_eq(c->text, answer_words[word].en));
}

/* The row of headings, when the workbook's names are gone. */
static bool find_headings(struct finding *f)
{
    for (f->sheet = 0; f->sheet < f->x.sheet_count; f->sheet++) {
        const struct returned_sheet *s = &f->x.sheets[f->sheet];
        unsigned found = 0;
        for (size_t i = 0; i < s->count; i++) {
            if (i > 0 && s->cells[i].row != s->cells[i - 1].row)
                found = 0;
            for (unsigned w = WORD_ID; w <= WORD_NOTE; w++)
                if (is_word(&s->cells[i], (enum answer_word)w)) {
                    found |= 1u << w;
                    f->column[w] = s->cells[i].column;
                }
            f->head = s->cells[i].row;
            if (found == (1u << (WORD_NOTE + 1)) - 1)
                return true;
        }
    }
    return false;
}

/* The cell after the one that holds the word. */
static struct spot after_word(const struct finding *f, enum answer_word word)
{
    const struct returned_sheet *s = &f->x.sheets[f->sheet];
    for (size_t i = 0; i < s->count && s->cells[i].row < f->head; i++)
        if (is_word(&s->cells[i], word))
            return (struct spot){f->sheet, s->cells[i].row, s->cells[i].column + 1};
    return nowhere;
}

static struct spot beside_id(const struct finding *f, const struct fact *fact,
                             enum answer_word word)
{
    const struct returned_sheet *s = &f->x.sheets[f->sheet];
    for (size_t i = 0; i < s->count; i++)
        if (s->cells[i].row > f->head && s->cells[i].column == f->column[WORD_ID] &&
            s->cells[i].kind == RETURNED_TEXT && fact->head.id != NULL &&
            name_eq(s->cells[i].text, fact->head.id))
            return (struct spot){f->sheet, s->cells[i].row, f->column[word]};
    return nowhere;
}

static struct spot named_spot(const struct finding *f, const char *name)
{
    const struct returned_name *n = returned_name(&f->x, name);
    return n ? (struct spot){n->sheet, n->row, n->column} : nowhere;
}

static struct spot word_spot(const struct finding *f, const char *name, enum answer_word word)
{
    return f->by_names ? named_spot(f, name) : after_word(f, word);
}

static const struct returned_cell *cell_at(const struct finding *f, struct spot s)
{
    return s.sheet == UINT32_MAX ? NULL : returned_cell(&f->x, s.sheet, s.row, s.column);
}

static const char *sheet_name(const struct finding *f, struct spot s)
{
    return s.sheet == UINT32_MAX ? "\u2013" : f->x.sheets[s.sheet].name;
}

static const char *address(const struct finding *f, struct spot s)
{
    return s.sheet == UINT32_MAX ? "\u2013" : returned_address(f->arena, s.row, s.column);
}

/* What stands in a cell, as a person would write it; "" when nothing. */
static const char *words_of(const struct finding *f, const struct returned_cell *c)
{
    char buffer[40];
    if (c == NULL)
        return "";
    switch (c->kind) {
    case RETURNED_NUMBER:
        return arena_strdup(f->arena, number_text_decimal(buffer, c->number, ','));
    case RETURNED_TRUTH:
        return c->number > 0 ? "ja" : "nej";
    case RETURNED_TEXT:
    case RETURNED_ERROR:
        return c->text;
    case RETURNED_EMPTY:
        break;
    }
    return "";
}

/* --- what an answer says ------------------------------------------------------------------------
 */

static const struct pair reasons[] = {
    [FORM_YES_NO] = {"skriv ja, nej eller okänd i rutan", "write yes, no or unknown in the cell"},
    [FORM_COUNT] = {"skriv ett helt tal, 0 eller mer, till exempel 2",
                    "write a whole number, 0 or more, for example 2"},
    [FORM_NUMBER] = {"skriv ett tal, 0 eller mer", "write a number, 0 or more"},
    [FORM_PERCENT] = {"skriv procenttalet från 0 till 100, till exempel 45",
                      "write the per cent from 0 to 100, for example 45"},
    [FORM_CHOICE] = {"välj i rutans lista", "choose in the cell's list"},
    [FORM_TEXT] = {"skriv högst 500 tecken", "write at most 500 characters"},
};
static const struct pair date_reason = {
    "kalkylprogrammet gjorde svaret till ett datum; ställ rutans format på Tal och skriv om det",
    "the spreadsheet made the answer a date; set the cell's format to Number and write it again"};
static const struct pair share_reason = {
    "menas en andel eller procent? skriv procenttalet från 0 till 100, till exempel 45",
    "is it a share or per cent? write the per cent from 0 to 100, for example 45"};

/* "45 %", "2 st" -> the number before. */
static bool number_in(const struct fact *fact, const char *text, double *out)
{
    static const char *const after[] = {"%", "procent", "per cent", "percent"};
    size_t n = strlen(text);
    const char *units[6] = {unit_text(&fact->unit, LANG_SV), unit_text(&fact->unit, LANG_EN)};
    memcpy(units + 2, after, sizeof after);
    size_t usable = answer_form(fact) == FORM_PERCENT ? 6 : 2;
    for (size_t i = 0; i < usable; i++) {
        size_t length = strlen(units[i]);
        if (length > 0 && length < n && strcmp(text + n - length, units[i]) == 0) {
            n -= length;
            break;
        }
    }
    struct str s = str_trim((struct str){text, n});
    return number_parse(s.p, s.n, ',', out) || number_parse(s.p, s.n, '.', out);
}

/* NULL and *text, or the reason why not. */
static const struct pair *take_number(const struct finding *f, const struct fact *fact,
                                      const struct returned_cell *c, const char **text)
{
    char buffer[40];
    enum answer_form form = answer_form(fact);
    double most = form == FORM_PERCENT ? 100 : ANSWER_MOST, v = c->number;
    if (c->kind == RETURNED_NUMBER) {
        if (c->form == RETURNED_DATE)
            return &date_reason;
        if (c->form == RETURNED_PERCENT && form != FORM_PERCENT)
            return &reasons[form];
        if (c->form == RETURNED_PERCENT)
            v = number_round(v * 100, 10);
        else if (form == FORM_PERCENT && v > 0 && v < 1)
            return &share_reason;
    } else if (c->kind != RETURNED_TEXT || !number_in(fact, c->text, &v)) {
        return &reasons[form];
    }
    if (!(v >= 0 && v <= most) || (form == FORM_COUNT && floor(v) < v))
        return &reasons[form];
    *text = arena_strdup(f->arena, number_text_decimal(buffer, v, ','));
    return NULL;
}

static const struct pair *take_text(const struct fact *fact, const struct returned_cell *c,
                                    const char *words, const char **text)
{
    enum answer_form form = answer_form(fact);
    if (c->kind == RETURNED_ERROR || utf8_count(words, strlen(words)) > LIMIT_ANSWER)
        return &reasons[form];
    *text = words;
    for (size_t i = 0; i < fact->choice_count; i++)
        if (name_eq(words, fact->choices[i])) {
            *text = fact->choices[i];
            return NULL;
        }
    return form == FORM_CHOICE ? &reasons[form] : NULL;
}

static const struct pair *take_answer(const struct finding *f, const struct fact *fact,
                                      const struct returned_cell *c, const char **text)
{
    static const struct fact yes_or_no = {.type = FACT_YES_NO};
    const char *words = words_of(f, c);
    struct fact_value v = {.number = NAN};
    bool understood =
        c->kind != RETURNED_NUMBER && c->kind != RETURNED_ERROR && fact_take(&yes_or_no, words, &v);
    if (understood && v.truth == TRUTH_UNKNOWN) {
        *text = "okänd";
        return NULL;
    }
    if (fact->type == FACT_YES_NO) {
        *text = understood && v.truth == TRUTH_YES ? "ja" : "nej";
        return understood ? NULL : &reasons[FORM_YES_NO];
    }
    return fact->type == FACT_NUMBER ? take_number(f, fact, c, text)
                                     : take_text(fact, c, words, text);
}

/* --- one workbook -------------------------------------------------------------------------------
 */

static struct place place_of(const struct finding *f)
{
    return (struct place){.file = f->path};
}

static void take_fact(struct finding *f, uint32_t k, struct answers *out)
{
    const struct fact *fact = &f->m->facts[k];
    struct spot at =
        f->by_names ? named_spot(f, answer_name(f->arena, fact)) : beside_id(f, fact, WORD_ANSWER);
    struct spot note = f->by_names ? named_spot(f, answer_note_name(f->arena, fact))
                                   : beside_id(f, fact, WORD_NOTE);
    const struct returned_cell *c = cell_at(f, at);
    if (at.sheet == UINT32_MAX)
        diagnose(f->d, "W914", place_of(f), fact->column, fact->head.sv, NULL);
    const char *said = words_of(f, cell_at(f, note));
    if (c == NULL) {
        out->empty += at.sheet != UINT32_MAX;
        if (said[0] == '\0')
            return;
    }
    struct answer *a = &out->items[out->count++];
    *a = (struct answer){k, "", said, sheet_name(f, at), address(f, at), false};
    if (c == NULL)
        return; /* a remark alone is not lost */
    const struct pair *why = take_answer(f, fact, c, &a->text);
    if (why == NULL)
        return;
    a->text = words_of(f, c);
    a->unread = true;
    struct diagnostic *told =
        diagnose(f->d, "E914", place_of(f), clean_text(f->arena, a->text, SHOWN), fact->column,
                 a->sheet, a->cell, NULL);
    told->hint = say(f->d->lang, *why);
}

/* Answers to what the rules do not ask: the workbook is of an older or newer version of them. */
static void tell_strangers(const struct finding *f)
{
    for (size_t i = 0; i < f->x.name_count; i++) {
        const struct returned_name *n = &f->x.names[i];
        struct spot at = {n->sheet, n->row, n->column};
        const struct returned_cell *c = cell_at(f, at);
        bool known = name_eq(n->name, ANSWER_WHO) || name_eq(n->name, ANSWER_DAY) ||
                     name_eq(n->name, ANSWER_MODEL);
        if (c == NULL || strncmp(n->name, "svar_", 5) != 0 || known)
            continue;
        for (size_t k = 0; k < f->m->fact_count && !known; k++)
            known = name_eq(n->name, answer_name(f->arena, &f->m->facts[k]));
        if (!known)
            diagnose(f->d, "W913", place_of(f), n->name + 5, words_of(f, c), sheet_name(f, at),
                     address(f, at), NULL);
    }
}

/* "2026-03-01", with a time after it too. */
static int32_t day_of(const struct finding *f, const struct returned_cell *c)
{
    int32_t day = 0;
    if (c == NULL)
        return 0;
    if (c->kind == RETURNED_NUMBER)
        return returned_day(&f->x, c);
    size_t n = c->kind == RETURNED_TEXT ? strlen(c->text) : 0;
    bool timed = n > 10 && (c->text[10] == 'T' || c->text[10] == ' ');
    return n == 10 || timed ? (date_parse(c->text, 10, &day) ? day : 0) : 0;
}

static bool take_day(struct finding *f, int32_t otherwise, struct answers *out)
{
    struct spot at = word_spot(f, ANSWER_DAY, WORD_DAY);
    const struct returned_cell *c = cell_at(f, at);
    out->day = day_of(f, c);
    if (out->day == 0 && c == NULL)
        out->day = otherwise;
    if (out->day != 0)
        return true;
    diagnose(f->d, "E916", place_of(f), words_of(f, c), sheet_name(f, at), address(f, at), NULL);
    return false;
}

static bool take_area(struct finding *f, struct answers *out)
{
    struct spot at = word_spot(f, ANSWER_CODE, WORD_CODE);
    const char *code = words_of(f, cell_at(f, at));
    const char *model = words_of(f, cell_at(f, word_spot(f, ANSWER_MODEL, WORD_MODEL)));
    if (model[0] != '\0' && !name_eq(model, f->m->head.name)) {
        diagnose(f->d, "E917", place_of(f), model, f->m->head.name, NULL);
        return false;
    }
    if (code[0] != '\0' && bundle_area(f->b, code, &out->area))
        return true;
    diagnose(f->d, "E913", place_of(f), code, sheet_name(f, at), address(f, at), NULL);
    return false;
}

static bool take_book(struct finding *f, int32_t day, struct answers *out)
{
    f->by_names = returned_name(&f->x, ANSWER_CODE) != NULL;
    if (!f->by_names && !find_headings(f)) {
        diagnose(f->d, "E912", place_of(f), path_base(f->path), NULL);
        return false;
    }
    if (!take_area(f, out))
        return false;
    const char *who = words_of(f, cell_at(f, word_spot(f, ANSWER_WHO, WORD_WHO)));
    out->who = who;
    out->items = arena_array(f->arena, f->m->fact_count + 1, sizeof *out->items);
    for (uint32_t k = 0; k < f->m->fact_count; k++)
        take_fact(f, k, out);
    tell_strangers(f);
    if (out->count == 0)
        return true;
    if (who[0] == '\0')
        diagnose(f->d, "W910", place_of(f), NULL);
    return take_day(f, day, out);
}

/* --- what kind of file it was -------------------------------------------------------------------
 */

static const struct {
    const char *code;
    struct pair what, cure;
} faults[] = {
    [RETURNED_NOTHING] = {"E911",
                          {"den är tom", "it is empty"},
                          {"be om filen igen", "ask for the file again"}},
    [RETURNED_LOCKED] = {"E910",
                         {"en arbetsbok med lösenord", "a workbook with a password"},
                         {"öppna den, ta bort lösenordet (Arkiv, Info, Skydda) och spara",
                          "open it, remove the password (File, Info, Protect) and save"}},
    [RETURNED_OLD] = {"E910",
                      {"en arbetsbok i det gamla formatet .xls",
                       "a workbook in the old format .xls"},
                      {"öppna den och spara som Excel-arbetsbok (.xlsx)",
                       "open it and save as Excel Workbook (.xlsx)"}},
    [RETURNED_OPEN] = {"E910",
                       {"ett OpenDocument-kalkylblad (.ods)", "an OpenDocument spreadsheet (.ods)"},
                       {"öppna den och spara som Excel-arbetsbok (.xlsx)",
                        "open it and save as Excel Workbook (.xlsx)"}},
    [RETURNED_APPLE] = {"E910",
                        {"en fil från Numbers", "a file of Numbers"},
                        {"exportera den till Excel i Numbers (Arkiv, Exportera)",
                         "export it to Excel in Numbers (File, Export)"}},
    [RETURNED_BINARY] = {"E910",
                         {"en binär arbetsbok (.xlsb)", "a binary workbook (.xlsb)"},
                         {"öppna den och spara som Excel-arbetsbok (.xlsx)",
                          "open it and save as Excel Workbook (.xlsx)"}},
    [RETURNED_WRITTEN] = {"E910",
                          {"en textfil, till exempel CSV", "a text file, such as CSV"},
                          {"ge arbetsboken (.xlsx) som kommunen fyllde i",
                           "give the workbook (.xlsx) that the municipality filled in"}},
    [RETURNED_FOREIGN] = {"E910",
                          {"ingen Excel-arbetsbok", "no Excel workbook"},
                          {"ge arbetsboken (.xlsx) som kommunen fyllde i",
                           "give the workbook (.xlsx) that the municipality filled in"}},
    [RETURNED_DAMAGED] = {"E911",
                          {"den är skadad eller avklippt", "it is damaged or cut off"},
                          {"öppna den i Excel och spara på nytt, eller be om filen igen",
                           "open it in Excel and save anew, or ask for the file again"}},
    [RETURNED_TOO_LARGE] = {"E911",
                            {"den är större än någon arbetsbok härifrån",
                             "it is larger than any workbook of ours"},
                            {"be om filen igen; det är inte den som skickades ut",
                             "ask for the file again; it is not the one that was sent out"}},
};

static void tell_fault(const char *path, enum returned_fault fault, int why, struct diagnostics *d)
{
    struct place place = {.file = path};
    if (fault == RETURNED_UNREADABLE) {
        diagnose(d, "E911", place, path_base(path), why_text(why, d->lang), "", NULL)->hint = NULL;
        return;
    }
    diagnose(d, faults[fault].code, place, path_base(path), say(d->lang, faults[fault].what),
             say(d->lang, faults[fault].cure), NULL);
}

bool answers_read(const char *path, const struct model *m, const struct dataset_bundle *b,
                  int32_t day, struct arena *arena, struct answers *out, struct diagnostics *d)
{
    struct finding f = {.path = path, .m = m, .b = b, .arena = arena, .d = d};
    int why = 0;
    *out = (struct answers){.path = path, .who = ""};
    diagnostics_use(d, report_messages, report_message_count);
    enum returned_fault fault = returned_read(path, arena, &f.x, &why);
    if (fault == RETURNED_WHOLE)
        return take_book(&f, day, out);
    tell_fault(path, fault, why, d);
    return false;
}
