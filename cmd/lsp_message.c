/* Messages to methods: a table of them, and the errors of JSON-RPC. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lsp.h"

struct json *fail(struct fault *fault, int code, const char *text)
{
    fault->code = code;
    snprintf(fault->text, sizeof fault->text, "%s", text);
    /* cut inside a character: what is left must be UTF-8 */
    fault->text[utf8_valid_length(fault->text, strlen(fault->text))] = '\0';
    return NULL;
}

/* --- sending ---------------------------------------------------------------------------------- */

/* Writes it with its header, and frees it. */
static void send(struct server *s, struct json *message)
{
    struct text body = {0}, whole = {0};
    json_put(message, "jsonrpc", json_new_text("2.0"));
    if (json_print(message, false, &body)) {
        text_printf(&whole, "Content-Length: %zu\r\n\r\n", body.n);
        text_addn(&whole, body.p, body.n);
        s->write(s->context, whole.p, whole.n);
    }
    text_release(&body);
    text_release(&whole);
    json_free(message);
}

static struct json *answer_to(const struct json *id)
{
    struct json *message = json_new_object();
    json_put(message, "id", id ? json_copy_of(id) : json_new_null());
    return message;
}

static void send_fault(struct server *s, const struct json *id, const struct fault *fault)
{
    struct json *message = answer_to(id), *error = json_new_object();
    json_put(error, "code", json_new_whole(fault->code));
    json_put(error, "message", json_new_text(fault->text));
    json_put(message, "error", error);
    send(s, message);
}

void server_notify(struct server *s, const char *method, struct json *params)
{
    struct json *message = json_new_object();
    json_put(message, "method", json_new_text(method));
    json_put(message, "params", params);
    send(s, message);
}

void server_take_fault(struct server *s, enum frame_event event)
{
    struct fault fault;
    if (event == FRAME_TOO_LONG)
        fail(&fault, FAULT_REQUEST, "the message is too long");
    else
        fail(&fault, FAULT_PARSE, "no Content-Length");
    send_fault(s, NULL, &fault);
}

/* --- the life of a session -------------------------------------------------------------------- */

/* UTF-8 where the editor can count so. */
static bool offers_utf8(const struct json *params)
{
    const struct json *general = json_member(json_member(params, "capabilities"), "general");
    const struct json *offered = json_member(general, "positionEncodings");
    for (size_t i = 0; i < json_count(offered); i++) {
        const char *word = json_text_of(json_item(offered, i));
        if (word && strcmp(word, "utf-8") == 0)
            return true;
    }
    return false;
}

static const char capabilities[] =
    "{\"textDocumentSync\": {\"openClose\": true, \"change\": 2, \"save\": true},"
    " \"hoverProvider\": true, \"definitionProvider\": true, \"referencesProvider\": true,"
    " \"documentSymbolProvider\": true, \"documentFormattingProvider\": true,"
    " \"renameProvider\": {\"prepareProvider\": true},"
    " \"completionProvider\": {\"triggerCharacters\": [\"[\", \"{\", \"\\\"\", \".\", \" \"]}}";

static struct json *initialize(struct server *s, const struct json *params, struct fault *fault)
{
    if (s->state != SERVER_NEW)
        return fail(fault, FAULT_REQUEST, "initialize: once");
    struct json *result = json_new_object(), *info = json_new_object();
    struct json *able = json_read(capabilities, strlen(capabilities));
    s->unit = offers_utf8(params) ? COLUMN_BYTES : COLUMN_UTF16;
    s->root = uri_to_path(json_text_of(json_member(params, "rootUri")));
    s->state = SERVER_READY;
    json_put(able, "positionEncoding", json_new_text(s->unit == COLUMN_BYTES ? "utf-8" : "utf-16"));
    json_put(info, "name", json_new_text("etablera"));
    json_put(info, "version", json_new_text(ETABLERA_VERSION));
    json_put(result, "capabilities", able);
    json_put(result, "serverInfo", info);
    return result;
}

static struct json *nothing(struct server *s, const struct json *params, struct fault *fault)
{
    (void)s;
    (void)params;
    (void)fault;
    return NULL;
}

static struct json *shut_down(struct server *s, const struct json *params, struct fault *fault)
{
    (void)params;
    (void)fault;
    s->state = SERVER_SHUT;
    return json_new_null();
}

/* The protocol's codes: 0 after shutdown, else 1. */
static struct json *leave(struct server *s, const struct json *params, struct fault *fault)
{
    (void)params;
    (void)fault;
    s->exit_code = s->state == SERVER_SHUT ? EXIT_DONE : EXIT_TOLD;
    return NULL;
}

/* --- the table -------------------------------------------------------------------------------- */

static const struct row {
    const char *name;
    bool request; /* is answered */
    lsp_method *run;
} methods[] = {
    {"initialize", true, initialize},
    {"initialized", false, nothing},
    {"shutdown", true, shut_down},
    {"exit", false, leave},
    {"textDocument/didOpen", false, lsp_did_open},
    {"textDocument/didChange", false, lsp_did_change},
    {"textDocument/didSave", false, lsp_did_save},
    {"textDocument/didClose", false, lsp_did_close},
    {"workspace/didChangeWatchedFiles", false, lsp_files_changed},
    {"textDocument/hover", true, lsp_hover},
    {"textDocument/completion", true, lsp_complete},
    {"textDocument/definition", true, lsp_define},
    {"textDocument/references", true, lsp_refer},
    {"textDocument/documentSymbol", true, lsp_symbols},
    {"textDocument/prepareRename", true, lsp_prepare_rename},
    {"textDocument/rename", true, lsp_rename},
    {"textDocument/formatting", true, lsp_format},
};

static const struct row *row_of(const char *name)
{
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (strcmp(methods[i].name, name) == 0)
            return &methods[i];
    return NULL;
}

/* May it run now? */
static bool is_in_time(const struct server *s, const struct row *row, struct fault *fault)
{
    if (row && (row->run == leave || row->run == initialize) && s->state != SERVER_SHUT)
        return true;
    if (row && row->run == leave)
        return true;
    if (s->state == SERVER_NEW)
        fail(fault, FAULT_EARLY, "initialize comes first");
    else if (s->state == SERVER_SHUT)
        fail(fault, FAULT_REQUEST, "after shutdown comes exit");
    return s->state == SERVER_READY;
}

/* A request has an id, a notification has none; the second is never answered. */
static void take_call(struct server *s, const struct json *message, const char *name)
{
    const struct json *id = json_member(message, "id");
    const struct row *row = row_of(name);
    struct fault fault = {0};
    struct json *result = NULL;
    if (is_in_time(s, row, &fault)) {
        if (row && row->request == (id != NULL))
            result = row->run(s, json_member(message, "params"), &fault);
        else if (!row)
            fail(&fault, FAULT_METHOD, name);
        else
            fail(&fault, FAULT_REQUEST, name);
    }
    if (!id) {
        json_free(result);
        return;
    }
    if (fault.code) {
        send_fault(s, id, &fault);
        return;
    }
    struct json *answer = answer_to(id);
    json_put(answer, "result", result ? result : json_new_null());
    send(s, answer);
}

static bool is_id(const struct json *id)
{
    enum json_kind kind = json_kind_of(id);
    return kind == JSON_KIND_NONE || kind == JSON_KIND_TEXT || kind == JSON_KIND_NUMBER ||
           kind == JSON_KIND_NULL;
}

void server_take(struct server *s, const char *p, size_t n)
{
    struct json *message = json_read(p ? p : "", p ? n : 0);
    const struct json *id = json_member(message, "id");
    const char *name = json_text_of(json_member(message, "method"));
    struct fault fault;
    bool answer = json_member(message, "result") || json_member(message, "error");
    if (!message) {
        fail(&fault, FAULT_PARSE, "no JSON");
        send_fault(s, NULL, &fault);
    } else if (name && is_id(id)) {
        take_call(s, message, name);
    } else if (!answer) { /* what is answered to us asks for nothing */
        fail(&fault, FAULT_REQUEST, "no method");
        send_fault(s, is_id(id) ? id : NULL, &fault);
    }
    json_free(message);
}
