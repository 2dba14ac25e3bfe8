/* Innehåll, Affärsidéer, Råd, Frågor, Källor, Ändrade regler, Märken of the plain edition. */
#include "report/plain.h"

#include <math.h>

#include "analysis/facts.h"
#include "report/notes.h"

static const struct pair contents_about = {
    "Samma resultat som i den andra arbetsboken, som en tabell per blad: utan färg, utan tomma "
    "rutor.",
    "The same result as in the other workbook, as one table a sheet: without colour, without empty "
    "cells."};
static const struct plain_column contents_columns[] = {{{"Blad", "Sheet"}, 24},
                                                       {{"Visar", "Shows"}, 90}};
static const struct pair day_row = {"Analysens dag", "Day of the analysis"};
static const struct pair version_row = {"Reglernas version", "Version of the rules"};
static const struct pair meaning_row = {"Plats 1 betyder", "Place 1 means"};

void plain_contents(const struct view *v, struct page *page)
{
    struct plain p;
    const char *label = view_label(v, &v->m->head);
    plain_begin(&p, v, page, (struct pair){label, label}, contents_about);
    plain_columns(&p, contents_columns, 2);
    plain_text(&p, say(v->lang, day_row));
    plain_text(&p, view_day(v, v->r->day));
    plain_text(&p, say(v->lang, version_row));
    plain_text(&p, view_version(v));
    if (has_root(v)) {
        plain_text(&p, say(v->lang, meaning_row));
        plain_text(&p, view_meaning(v));
    }
    for (size_t i = 1; i < v->sheet_count; i++)
        if (v->sheets[i].has == NULL || v->sheets[i].has(v)) {
            plain_link(&p, say(v->lang, v->sheets[i].name));
            plain_text(&p, say(v->lang, v->sheets[i].about));
        }
    plain_end(&p, "Innehall");
}

/* --- ideas and advice --------------------------------------------------------------------------
 */

static const struct pair ideas_title = {"Affärsidéer", "Business ideas"};
static const struct pair ideas_about = {
    "En rad per kommun och idé. Ordning 1 är den idé som passar kommunen bäst.",
    "One row per area and idea. Order 1 is the idea that fits the area best."};
static const struct plain_column ideas_columns[] = {
    {{"Kod", "Code"}, 7},
    {{"Kommun", "Area"}, 17},
    {{"Affärsidé", "Idea"}, 34},
    {{"Bedömning", "Assessment"}, 12},
    {{"Ordning", "Order"}, 0},
    {{"Vad som avgör", "What decides"}, 56},
    {{"Vad kommunen har", "What the area has"}, 40},
    {{"Vad som talar för", "What speaks for it"}, 40},
    {{"Vad som är öppet", "What is open"}, 40},
};

void plain_ideas(const struct view *v, struct page *page)
{
    struct plain p;
    plain_begin(&p, v, page, ideas_title, ideas_about);
    plain_columns(&p, ideas_columns, sizeof ideas_columns / sizeof ideas_columns[0]);
    for (uint32_t a = 0; a < v->r->areas; a++)
        for (size_t k = 0; k < v->m->idea_count; k++) {
            const struct idea_result *r = &v->r->ideas[k];
            plain_area(&p, a);
            plain_text(&p, view_label(v, &v->m->ideas[k].head));
            plain_text(&p, idea_grade_text((enum idea_grade)r->grade[a], v->lang));
            plain_number(&p, (double)r->strength[a], 0, "[x]");
            plain_text(&p, r->why[v->lang][a]);
            plain_text(&p, r->has[v->lang][a]);
            plain_text(&p, r->fits[v->lang][a]);
            plain_text(&p, r->ask[v->lang][a]);
        }
    plain_end(&p, "Ideer");
}

static const struct pair advice_title = {"Råd", "Advice"};
static const struct pair advice_about = {"En rad per kommun och råd. Ta dem i ordning.",
                                         "One row per area and advice. Take them in order."};
static const struct plain_column advice_columns[] = {{{"Kod", "Code"}, 7},
                                                     {{"Kommun", "Area"}, 17},
                                                     {{"Ordning", "Order"}, 0},
                                                     {{"Råd", "Advice"}, 110}};

void plain_advice(const struct view *v, struct page *page)
{
    struct plain p;
    plain_begin(&p, v, page, advice_title, advice_about);
    plain_columns(&p, advice_columns, sizeof advice_columns / sizeof advice_columns[0]);
    for (uint32_t a = 0; a < v->r->areas; a++)
        for (size_t k = 0; k < v->r->area[a].advice_count; k++) {
            const struct advice_item *item = &v->r->area[a].advice[k];
            bool en = v->lang == LANG_EN && item->en && item->en[0];
            plain_area(&p, a);
            plain_number(&p, (double)(k + 1), 0, "[x]");
            plain_text(&p, en ? item->en : item->sv);
        }
    plain_end(&p, "Rad");
}

/* --- questions ---------------------------------------------------------------------------------
 */

static const struct pair facts_title = {"Frågor", "Questions"};
static const struct pair facts_about = {
    "En rad per kommun och fråga. Okänd är inte nej: det är en fråga till mötet.",
    "One row per area and question. Unknown is not no: it is a question for the meeting."};
static const struct plain_column facts_columns[] = {
    {{"Kod", "Code"}, 7},
    {{"Kommun", "Area"}, 17},
    {{"Id", "Id"}, 6},
    {{"Påstående", "Statement"}, 46},
    {{"Svar", "Answer"}, 14},
    {{"Enhet", "Unit"}, 8},
    {{"Vem svarade", "Who"}, 20},
    {{"Dag", "Day"}, 12},
    {{"Fråga", "Question"}, 60},
};
static const struct pair truths[] = {{"nej", "no"}, {"ja", "yes"}};
static const struct pair unknown = {"okänd", "unknown"};

static void fact_row(struct plain *p, uint32_t a, uint32_t k)
{
    const struct view *v = p->v;
    const struct fact *fact = &v->m->facts[k];
    const struct fact_value *f = &v->r->facts[k][a];
    bool en = v->lang == LANG_EN && fact->question_en && fact->question_en[0];
    plain_area(p, a);
    plain_text(p, fact->head.id);
    plain_text(p, view_label(v, &fact->head));
    if (!fact_known(f))
        plain_text(p, say(v->lang, unknown));
    else if (fact->type == FACT_NUMBER)
        plain_number(p, f->number, floor(f->number) < f->number, "[x]");
    else
        plain_text(p, fact->type == FACT_YES_NO ? say(v->lang, truths[f->truth == TRUTH_YES])
                                                : f->text);
    plain_text(p, fact->type == FACT_NUMBER ? unit_text(&fact->unit, v->lang) : "");
    plain_text(p, f->who);
    plain_day(p, f->day);
    plain_text(p, en ? fact->question_en : fact->question_sv);
}

void plain_facts(const struct view *v, struct page *page)
{
    struct plain p;
    plain_begin(&p, v, page, facts_title, facts_about);
    plain_columns(&p, facts_columns, sizeof facts_columns / sizeof facts_columns[0]);
    for (uint32_t a = 0; a < v->r->areas; a++)
        for (uint32_t k = 0; k < v->m->fact_count; k++)
            fact_row(&p, a, k);
    plain_end(&p, "Fragor");
}

/* --- what it rests on --------------------------------------------------------------------------
 */

static const struct pair files_title = {"Källor", "Sources"};
static const struct pair files_about = {
    "Filerna som lästes. Kontrollsumman (CRC-32) visar vilken fil det var.",
    "The files that were read. The checksum (CRC-32) tells which file it was."};
static const struct plain_column files_columns[] = {
    {{"Fil", "File"}, 34},
    {{"Utgivare", "Publisher"}, 26},
    {{"Tabell", "Table"}, 30},
    {{"Licens", "Licence"}, 17},
    {{"Via", "Via"}, 20},
    {{"Adress", "Address"}, 30},
    {{"Teckenkod", "Encoding"}, 14},
    {{"Rader", "Rows"}, 8},
    {{"Använda", "Used"}, 8},
    {{"Kontrollsumma", "Checksum"}, 12},
};

void plain_files(const struct view *v, struct page *page)
{
    struct plain p;
    plain_begin(&p, v, page, files_title, files_about);
    plain_columns(&p, files_columns, sizeof files_columns / sizeof files_columns[0]);
    for (size_t i = 0; i < v->r->data->file_count; i++) {
        const struct data_file *f = &v->r->data->files[i];
        struct published by = view_published(v, f->source ? f->source : "");
        plain_text(&p, f->path);
        plain_text(&p, by.publisher);
        plain_text(&p, by.table);
        plain_text(&p, by.licence);
        plain_text(&p, by.via);
        plain_text(&p, by.address);
        plain_text(&p, f->encoding);
        plain_number(&p, (double)f->rows, 0, "[x]");
        plain_number(&p, (double)f->used, 0, "[x]");
        plain_text(&p, arena_printf(v->arena, "%08lx", (unsigned long)f->crc));
    }
    plain_end(&p, "Kallor");
}

static const struct pair changes_title = {"Ändrade regler", "Changed rules"};
static const struct pair changes_about = {
    "Det som skiljer körningen från reglerna som de står, och de fel som visades.",
    "What sets the run apart from the rules as they stand, and the errors that were told."};
static const struct plain_column changes_columns[] = {{{"Slag", "Kind"}, 20},
                                                      {{"Vad", "What"}, 110}};
static const struct pair change_kind = {"ändrat tal", "changed number"};
static const struct pair error_kind = {"fel", "error"};

void plain_changes(const struct view *v, struct page *page)
{
    struct plain p;
    plain_begin(&p, v, page, changes_title, changes_about);
    plain_columns(&p, changes_columns, 2);
    for (size_t i = 0; i < v->r->override_count; i++) {
        plain_text(&p, say(v->lang, change_kind));
        plain_text(&p, v->r->overrides[i]);
    }
    for (size_t i = 0; i < v->r->remark_count; i++) {
        plain_text(&p, say(v->lang, error_kind));
        plain_text(&p, v->r->remarks[i]);
    }
    plain_end(&p, "Andringar");
}

static const struct pair marks_title = {"Märken och ord", "Marks and words"};
static const struct pair marks_about = {"Vad märkena i tabellerna betyder, och orden.",
                                        "What the marks in the tables mean, and the words."};
static const struct plain_column marks_columns[] = {{{"Märke eller ord", "Mark or word"}, 24},
                                                    {{"Betyder", "Means"}, 110}};

void plain_marks(const struct view *v, struct page *page)
{
    struct plain p;
    size_t count;
    plain_begin(&p, v, page, marks_title, marks_about);
    plain_columns(&p, marks_columns, 2);
    for (int words = 0; words < 2; words++) {
        const struct note *list = words ? notes_words(&count) : notes_marks(&count);
        for (size_t i = 0; i < count; i++) {
            plain_text(&p, say(v->lang, list[i].word));
            plain_text(&p, say(v->lang, list[i].text));
        }
    }
    plain_end(&p, "Marken");
}
