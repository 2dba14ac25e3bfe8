/* The language server on any bytes. They are frames when they begin as a header does, messages one
 * a line when they begin with "{", else the text of a rule file that is asked about everywhere.
 * Whatever comes, what goes out are messages. */
#include <string.h>

#include "../../cmd/lsp.h"
#include "base/text.h"
#include "fuzz.h"

static const char frames[] =
    "Content-Length: 75\r\n\r\n"
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}"
    "Content-Type: x\r\ncontent-length:35\n\n"
    "{\"id\":2,\"method\":\"shutdown\"}       "
    "Content-Length: 17\r\n\r\n"
    "{\"method\":\"exit\"}";

#define URI "\"uri\":\"file:///nowhere/x.regler\""
#define AT "\"params\":{\"textDocument\":{" URI "},\"position\":{\"line\":1,\"character\":12}"
static const char messages[] =
    "{\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{" URI
    ",\"version\":1,\"text\":\"mått aå \\\"😀\\\" [%]\\n  formel: medel(1 %; 2 %)\\n\"}}}\n"
    "{\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{" URI
    ",\"version\":2},\"contentChanges\":[{\"range\":{\"start\":{\"line\":0,\"character\":5},"
    "\"end\":{\"line\":0,\"character\":7}},\"text\":\"b\"},{\"text\":\"mått b \\\"B\\\"\"}]}}\n"
    "{\"id\":2,\"method\":\"textDocument/hover\"," AT "}}\n"
    "{\"id\":3,\"method\":\"textDocument/completion\"," AT "}}\n"
    "{\"id\":4,\"method\":\"textDocument/rename\"," AT ",\"newName\":\"ny\"}}\n"
    "{\"id\":5,\"method\":\"textDocument/references\"," AT
    ",\"context\":{\"includeDeclaration\":true}}}\n"
    "{\"id\":6,\"method\":\"textDocument/formatting\",\"params\":{\"textDocument\":{" URI "}}}\n"
    "{\"method\":\"textDocument/didClose\",\"params\":{\"textDocument\":{" URI "}}}\n";

static void make_seeds(const char *folder)
{
    scratch_write(folder, "frames", frames, sizeof frames - 1);
    scratch_write(folder, "messages", messages, sizeof messages - 1);
}

static const char *const globs[] = {"fixtures/broken/rules/*.regler", "fixtures/pahittad/*.regler",
                                    NULL};
const struct fuzz_seeds fuzz_seeds = {globs, make_seeds, 200, 2048};

static void check_message(void *context, const char *p, size_t n)
{
    size_t *count = context;
    const char *body = strstr(p, "\r\n\r\n");
    must(strncmp(p, "Content-Length: ", 16) == 0 && body);
    struct json *message = json_read(body + 4, n - (size_t)(body + 4 - p));
    must(message && json_kind_of(message) == JSON_KIND_OBJECT);
    must(strcmp(json_text_of(json_member(message, "jsonrpc")), "2.0") == 0);
    json_free(message);
    (*count)++;
}

static void take_text(struct server *s, const char *p)
{
    server_take(s, p, strlen(p));
}

static void take_lines(struct server *s, const char *p, size_t n)
{
    for (const char *end = p + n; p < end;) {
        const char *line = memchr(p, '\n', (size_t)(end - p));
        line = line ? line : end;
        server_take(s, p, (size_t)(line - p));
        p = line + (line < end);
    }
}

static void take_frames(struct server *s, const char *p, size_t n)
{
    struct frame frame = {0};
    const char *end = p + n;
    enum frame_event event = FRAME_MESSAGE;
    while (event != FRAME_MORE) {
        event = frame_take(&frame, &p, end);
        if (event == FRAME_MESSAGE)
            server_take(s, frame.body.p, frame.body.n);
        else if (event != FRAME_MORE)
            server_take_fault(s, event);
    }
    must(p == end);
    frame_release(&frame);
}

static void ask(struct server *s, const char *method, size_t line, size_t column)
{
    struct text t = {0};
    text_printf(&t,
                "{\"id\":1,\"method\":\"textDocument/%s\",\"params\":{\"newName\":\"nytt\","
                "\"textDocument\":{" URI "},\"position\":{\"line\":%zu,\"character\":%zu}}}",
                method, line, column);
    server_take(s, t.p, t.n);
    text_release(&t);
}

/* A line further for each thing asked, so that every kind of place is seen. */
static void take_rules(struct server *s, const char *p, size_t n)
{
    static const char *const methods[] = {"hover",      "completion",    "references",
                                          "definition", "prepareRename", "rename"};
    struct json *open = json_new_object(), *params = json_new_object(), *item = json_new_object();
    struct text copy = {0}, message = {0};
    text_add(&copy, p); /* up to a zero byte */
    json_put(item, "uri", json_new_text("file:///nowhere/x.regler"));
    json_put(item, "text", json_new_text(copy.p ? copy.p : ""));
    json_put(params, "textDocument", item);
    json_put(open, "method", json_new_text("textDocument/didOpen"));
    json_put(open, "params", params);
    must(json_print(open, false, &message));
    server_take(s, message.p, message.n);
    size_t lines = 1;
    for (size_t i = 0; i < n; i++)
        lines += p[i] == '\n';
    for (size_t line = 0; line < lines && line < 15; line++)
        for (size_t column = line % 3; column < 40; column += 7)
            ask(s, methods[(line + column) % 6], line, column);
    ask(s, "documentSymbol", 0, 0);
    ask(s, "formatting", 0, 0);
    json_free(open);
    text_release(&copy);
    text_release(&message);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *p = (const char *)data;
    size_t count = 0;
    struct request request = {.data = "/nowhere"};
    struct server s = {
        .request = &request, .exit_code = -1, .write = check_message, .context = &count};
    char *copy = memory_alloc(size + 1);
    memcpy(copy, size ? p : "", size);
    copy[size] = '\0';
    if (size && copy[0] == 'C') {
        take_frames(&s, copy, size);
    } else {
        take_text(&s, "{\"id\":1,\"method\":\"initialize\",\"params\":{}}");
        must(count == 1);
        if (size && copy[0] == '{')
            take_lines(&s, copy, size);
        else
            take_rules(&s, copy, size);
    }
    server_idle(&s);
    must(server_is_idle(&s));
    server_release(&s);
    free(copy);
    return 0;
}
