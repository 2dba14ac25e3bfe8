/* etablera lsp: messages in on standard input, answers out on standard output. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lsp.h"

enum { CHUNK = 1 << 16 };

static void write_out(void *context, const char *p, size_t n)
{
    (void)context;
    fwrite(p, 1, n, stdout);
    fflush(stdout);
}

/* Is there more to read at once? Then what is slow can wait: the editor is still writing. */
static bool more_waits(void)
{
    struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&in, 1, 0) > 0;
}

static void take_bytes(struct server *s, struct frame *f, const char *p, size_t n)
{
    const char *end = p + n;
    enum frame_event event = FRAME_MESSAGE;
    while (s->exit_code < 0 && event != FRAME_MORE) {
        event = frame_take(f, &p, end);
        if (event == FRAME_MESSAGE)
            server_take(s, f->body.p, f->body.n);
        else if (event != FRAME_MORE)
            server_take_fault(s, event);
    }
}

int cmd_lsp(const struct request *request)
{
    static const char hint[] = "etablera lsp: LSP, stdin -> stdout\n";
    struct server s = {
        .request = request, .lang = request->lang, .exit_code = -1, .write = write_out};
    struct frame frame = {0};
    char *chunk = memory_alloc(CHUNK);
    ssize_t n = 1;
    if (isatty(STDIN_FILENO))
        fputs(hint, stderr);
    while (s.exit_code < 0 && n > 0) {
        if (!server_is_idle(&s) && !more_waits())
            server_idle(&s);
        n = read(STDIN_FILENO, chunk, CHUNK);
        bool again = n < 0 && errno == EINTR;
        if (again)
            n = 1;
        else if (n > 0)
            take_bytes(&s, &frame, chunk, (size_t)n);
    }
    /* an editor that is gone has not said exit */
    int code = s.exit_code < 0 ? EXIT_TOLD : s.exit_code;
    server_release(&s);
    frame_release(&frame);
    free(chunk);
    return code;
}
