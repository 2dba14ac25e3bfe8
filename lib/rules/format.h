/* One layout for rule files, and the same rules in the other dialect: Swedish words in .regler,
 * English in .rules. Lossless: comments, labels, headings, file names and texts stay as they are,
 * and what comes out is read again before anyone gets it. */
#ifndef ETABLERA_RULES_FORMAT_H
#define ETABLERA_RULES_FORMAT_H

#include "base/diagnostic.h"
#include "base/text.h"

struct formatted {
    const char *path;  /* as it was read */
    const char *name;  /* of the result, without folder: other ending in the other dialect */
    struct str before; /* bytes as they were */
    struct str after;  /* bytes as they should be; byte order mark and line ends as before */
    bool differs;      /* in bytes or in name */
};

struct formatting {
    struct formatted *files;
    size_t count;
    const char *folder;  /* of the rules */
    const char **beside; /* files below it that the rules name; ended by NULL */
    struct model *model; /* owns all of it */
};

enum format_lang { FORMAT_SAME, FORMAT_SV, FORMAT_EN };

/* Lays out a rule file, or every rule file of a folder. A file that is a part of a model is read
 * with the others of its folder when it cannot be read alone. Nothing is written. False when an
 * error was told: then there is nothing to free. */
bool rules_format(const char *path, enum format_lang to, struct diagnostics *d,
                  struct formatting *out);
struct rules_asked;
/* rules_format() of one file, with the texts that an editor holds (asked->unsaved) in place of
 * those on disk. */
bool rules_format_unsaved(const char *path, const struct rules_asked *asked, struct diagnostics *d,
                          struct formatting *out);
/* The same of a text in memory (file: its name, whose ending says the dialect). */
bool rules_format_text(const char *file, const char *text, size_t size, enum format_lang to,
                       struct diagnostics *d, struct formatting *out);
void formatting_free(struct formatting *f);

#endif
