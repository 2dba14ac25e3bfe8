/* etablera lsp: the parts of the language server. A message goes from lsp_frame.c (bytes) through
 * lsp_message.c (which method, which errors) to one function of the table; what it needs of the
 * rules stands in a project (lsp_project.c), the texts that the editor holds in documents
 * (lsp_documents.c). Nothing here writes but through server_send(). */
#ifndef ETABLERA_CMD_LSP_H
#define ETABLERA_CMD_LSP_H

#include "base/json.h"
#include "base/position.h"
#include "road.h"
#include "rules/survey.h"

/* --- bytes to messages (lsp_frame.c) ---------------------------------------------------------- */

/* "Content-Length: 123", an empty line, then so many bytes of JSON. */
struct frame {
    struct text header; /* the line under way */
    struct text body;
    size_t wanted, skipped; /* bytes of the body; of one that is too long, left to pass over */
    bool has_length, too_long, in_body, lost;
};
enum frame_event { FRAME_MORE, FRAME_MESSAGE, FRAME_TOO_LONG, FRAME_LOST };
/* Takes bytes from *p up to the next event and moves *p past them. FRAME_MORE: all were taken.
 * FRAME_MESSAGE: frame->body is a message. FRAME_LOST: these are no headers; told once, until the
 * next one that is understood. */
enum frame_event frame_take(struct frame *f, const char **p, const char *end);
void frame_release(struct frame *f);

/* --- texts of the editor (lsp_documents.c) ---------------------------------------------------- */

struct project;

struct document {
    char *uri, *path;
    struct text text;
    int64_t version;
    struct project *project;
    struct document *next;
};

/* --- rules and data (lsp_project.c) ----------------------------------------------------------- */

/* One model: a folder. */
struct project {
    char *folder;
    struct road road; /* told, model, bundle, result: of the last time */
    struct survey *survey;
    bool rules_old, data_old;
    char *data;     /* its folder, when found beside the editor's */
    uint64_t stamp; /* of the data files that were read */
    char **told;    /* URIs that have diagnostics in the editor */
    size_t told_count;
    struct arena *names; /* the areas' names, also while the rules have errors */
    const char **areas;
    size_t area_count;
    struct project *next;
};

struct server {
    const struct request *request;
    enum lang lang;
    enum column_unit unit; /* what the editor counts columns in */
    enum { SERVER_NEW, SERVER_READY, SERVER_SHUT } state;
    int exit_code; /* -1: goes on */
    char *root;    /* the editor's folder; NULL when it has none */
    struct document *documents;
    struct project *projects;
    void (*write)(void *context, const char *p, size_t n); /* a whole message */
    void *context;
};

void server_release(struct server *s);

/* lsp_message.c: one message as it came. Answers it. */
void server_take(struct server *s, const char *p, size_t n);
/* What was framed wrongly is answered too. */
void server_take_fault(struct server *s, enum frame_event fault);
/* Work that was put off until the editor is silent. */
void server_idle(struct server *s);
bool server_is_idle(const struct server *s);
/* Sends a notification; takes over params. */
void server_notify(struct server *s, const char *method, struct json *params);

/* --- errors of JSON-RPC ----------------------------------------------------------------------- */

enum {
    FAULT_NONE = 0,
    FAULT_PARSE = -32700,
    FAULT_REQUEST = -32600,
    FAULT_METHOD = -32601,
    FAULT_PARAMS = -32602,
    FAULT_EARLY = -32002,
    FAULT_FAILED = -32803 /* the request is right, but cannot be done: the text says why */
};
struct fault {
    int code;
    char text[512];
};
/* Sets it and returns NULL, the answer then. */
struct json *fail(struct fault *fault, int code, const char *text);

/* --- methods: the answer, or NULL and a fault; of notifications nothing ------------------------
 */

typedef struct json *lsp_method(struct server *s, const struct json *params, struct fault *fault);

lsp_method lsp_did_open, lsp_did_change, lsp_did_save, lsp_did_close, lsp_files_changed;
lsp_method lsp_hover, lsp_complete, lsp_define, lsp_refer, lsp_symbols, lsp_prepare_rename,
    lsp_rename, lsp_format;

/* --- shared ----------------------------------------------------------------------------------- */

/* lsp_documents.c */
struct document *document_find(const struct server *s, const char *uri);
/* params.textDocument.uri; NULL and FAULT_PARAMS when no such text is open. */
struct document *document_asked(const struct server *s, const struct json *params,
                                struct fault *fault);

/* lsp_project.c. The survey is made anew when a text has changed since; so is the result. */
/* The path that a file of the editor is known by; takes over the one given (malloc). */
char *project_path(const struct server *s, char *path);
struct project *project_of(struct server *s, const char *path);
const struct survey *project_survey(struct server *s, struct project *p);
/* NULL when the rules have errors or there is no data. */
const struct result *project_result(struct server *s, struct project *p);
/* All texts that the editor holds of it. */
const struct rules_unsaved *project_unsaved(const struct server *s, const struct project *p,
                                            struct arena *arena, size_t *count);
void project_free(struct project *p);

/* lsp_names.c: the names in the tables of numbers too, where a thing is used beside the rules: in
 * the arena. False when a table cannot be read as UTF-8: those after it are left out. */
bool table_mentions(const struct survey *survey, const struct mention *what, struct arena *arena,
                    struct mention **out, size_t *count);
/* The line that a place is on, also in a file that is no rules. */
struct str line_of(const struct survey *survey, const struct place *place);

/* lsp_publish.c */
void project_publish(struct server *s, struct project *p);

/* lsp_place.c */
char *uri_to_path(const char *uri);  /* NULL when it is no file: malloc */
char *path_to_uri(const char *path); /* malloc */
/* The URI that the editor knows a file by: an open document's own, else made of the path. */
struct json *uri_json(const struct server *s, const char *path);
struct json *range_json(const struct server *s, struct place place, struct str line);
struct json *lines_json(const struct server *s, unsigned first, unsigned last, struct str line);
/* params.position as line and column of struct place; false and FAULT_PARAMS when there is none. */
bool place_asked(const struct server *s, const struct survey *survey, const struct document *doc,
                 const struct json *params, unsigned *line, unsigned *column, struct fault *fault);

#endif
