"""etablera lsp against clients that do it wrong: framing, JSON, order, sizes. Whatever comes, the
answer has the code of JSON-RPC, and what comes after it is understood."""
import json
import os
import pathlib
import random
import resource
import subprocess

from common import PROGRAM, ROOT, end, expect, folder

LIMIT_MESSAGE = 32 << 20
LIMIT_HEADER = 1024
INITIALIZE = {"id": 1, "method": "initialize", "params": {"capabilities": {}}}
SHUTDOWN = {"id": 99, "method": "shutdown"}
EXIT = {"method": "exit"}


def frame(message):
    body = message if isinstance(message, bytes) else json.dumps(
        {"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def answers(output):
    """Every message on standard output; anything else there is an error."""
    found = []
    while output:
        head, separator, rest = output.partition(b"\r\n\r\n")
        if not separator or not head.startswith(b"Content-Length: ") or b"\n" in head:
            raise ValueError(f"no message: {output[:200]!r}")
        length = int(head.split(b":")[1])
        found.append(json.loads(rest[:length]))
        output = rest[length:]
    return found


def talk(*parts, timeout=60):
    """-> exit code, messages, stderr. Dictionaries are framed, bytes are sent as they are."""
    sent = b"".join(p if isinstance(p, bytes) else frame(p) for p in parts)
    done = subprocess.run([str(PROGRAM), "lsp"], input=sent, capture_output=True, cwd=ROOT,
                          timeout=timeout, check=False, env={**os.environ, "LC_ALL": "C"})
    return done.returncode, answers(done.stdout), done.stderr


def codes(messages):
    return [m["error"]["code"] for m in messages if "error" in m]


def polite(what, *parts, wanted):
    """Faults in the middle of a session that is right in all else."""
    code, messages, told = talk(INITIALIZE, *parts, SHUTDOWN, EXIT)
    expect(codes(messages) == wanted, f"{what}: codes", codes(messages), wanted)
    expect(code == 0 and any(m.get("id") == 99 and "error" not in m for m in messages),
           f"{what}: what comes after is understood", code, messages[-2:])
    expect(not told, f"{what}: nothing on stderr", told[:300])


def order():
    hover = {"id": 5, "method": "textDocument/hover", "params": {}}
    code, messages, _ = talk(hover, EXIT)
    expect(codes(messages) == [-32002] and code == 1, "a request before initialize", messages)
    code, messages, _ = talk({"method": "textDocument/didOpen", "params": {}}, EXIT)
    expect(messages == [] and code == 1, "a notification before initialize is passed over")
    code, messages, _ = talk(INITIALIZE, SHUTDOWN, hover, SHUTDOWN, EXIT)
    expect(codes(messages) == [-32600, -32600] and code == 0, "requests after shutdown", messages)
    polite("initialize twice", INITIALIZE, wanted=[-32600])
    code, messages, _ = talk(INITIALIZE)
    expect(code == 1 and len(messages) == 1, "an end without exit")
    code, messages, _ = talk(b"")
    expect(code == 1 and messages == [], "nothing at all")
    code, messages, _ = talk(EXIT)
    expect(code == 1, "exit at once")


def framing():
    polite("garbage between messages", b"hello\r\nworld\r\n\r\n", wanted=[-32700])
    polite("no length", b"Content-Type: x\r\n\r\n", wanted=[])
    polite("a length that is none", b"Content-Length: many\r\n\r\n{}\n", wanted=[-32700])
    polite("a negative length", b"Content-Length: -5\r\n\r\n", wanted=[-32700])
    polite("a length that no machine has", b"Content-Length: 99999999999999999999999\r\n\r\n",
           wanted=[-32700])
    polite("a long header", b"x" * (LIMIT_HEADER + 5) + b"\r\n", wanted=[-32700])
    polite("zero bytes", b"\0\0\0\0\n", wanted=[-32700])
    polite("an empty body", b"Content-Length: 0\r\n\r\n", wanted=[-32700])
    body = json.dumps({"jsonrpc": "2.0", "id": 7, "method": "nothing"}).encode()
    polite("small letters, a type, lines ended by LF",
           b"content-type: application/vscode-jsonrpc; charset=utf-8\ncontent-length:%d\n\n"
           % len(body) + body, wanted=[-32601])
    long = b'{"a":"' + b"x" * (LIMIT_MESSAGE - 8) + b'"}'
    polite("as long as allowed", frame(long), wanted=[-32600])
    polite("one byte longer", frame(long + b" "), wanted=[-32600])
    code, messages, _ = talk(INITIALIZE, b"Content-Length: 500\r\n\r\n{")
    expect(code == 1 and len(messages) == 1, "cut off in the middle")


def contents():
    polite("no JSON", frame(b"{nonsense"), wanted=[-32700])
    polite("not UTF-8", frame(b'{"method":"\xff"}'), wanted=[-32700])
    polite("a zero character", frame(b'{"method":"a\\u0000b","id":3}'), wanted=[-32700])
    polite("deeper than deep", frame(b"[" * 100000), wanted=[-32700])
    polite("a number", frame(b"5"), wanted=[-32600])
    polite("a batch", frame(b"[]"), wanted=[-32600])
    polite("a member twice", frame(b'{"id":1,"id":2,"method":"x"}'), wanted=[-32700])
    polite("no method", {"id": 4}, wanted=[-32600])
    polite("an id of the wrong kind", {"id": {}, "method": "shutdown"}, wanted=[-32600])
    polite("a method of the wrong kind", {"id": 4, "method": 5}, wanted=[-32600])
    polite("an unknown request", {"id": 4, "method": "workspace/nothing"}, wanted=[-32601])
    polite("an unknown notification", {"method": "workspace/nothing"}, {"method": "$/x"}, wanted=[])
    polite("an answer to nobody", {"id": 4, "result": None}, wanted=[])
    polite("a request without id", {"method": "textDocument/hover", "params": {}}, wanted=[])
    polite("a notification with id", {"id": 8, "method": "initialized"}, wanted=[-32600])
    strange = [None, 5, [], "x", {"textDocument": 5}, {"textDocument": {"uri": 7}},
               {"textDocument": {"uri": "file:///nowhere.regler"}, "position": {}}]
    methods = ["hover", "completion", "definition", "references", "documentSymbol", "rename",
               "prepareRename", "formatting"]
    asked = [{"id": 10, "method": f"textDocument/{m}", "params": p} for m in methods
             for p in strange]
    polite("parameters of the wrong kind", *asked, wanted=[-32602] * len(asked))
    told = [{"method": f"textDocument/{m}", "params": p}
            for m in ("didOpen", "didChange", "didSave", "didClose") for p in strange]
    polite("notifications of the wrong kind", *told, wanted=[])


def documents(there):
    uri = (pathlib.Path(there) / "å b.regler").as_uri()
    where = {"textDocument": {"uri": uri, "version": 2}}

    def opened(text, name=uri):
        return {"method": "textDocument/didOpen", "params": {"textDocument": {
            "uri": name, "languageId": "x", "version": 1, "text": text}}}

    def changed(*changes):
        return {"method": "textDocument/didChange", "params": {**where,
                                                               "contentChanges": list(changes)}}

    def span(*numbers):
        a, b, c, d = numbers
        return {"start": {"line": a, "character": b}, "end": {"line": c, "character": d}}

    good = opened("mått a \"A\"\n  formel: 1\n")
    symbols = {"id": 20, "method": "textDocument/documentSymbol", "params": where}
    bad = [{"range": span(5, 0, 0, 0), "text": ""}, {"range": span(-1, 0, 0, 0), "text": ""},
           {"range": 5, "text": ""}, {"text": 5}, {"range": span(0, 0, 0, 1)}]
    for change in bad:
        polite(f"a change that cannot be made {change}", good, changed(change), symbols,
               wanted=[-32602])  # the text is not known any more
    far = changed({"range": span(0, 0, 10 ** 9, 10 ** 9), "text": "mått b \"B\"\n  formel: 2 prsoner\n"})
    _, messages, _ = talk(INITIALIZE, good, far, symbols, SHUTDOWN, EXIT)
    names = [s["name"] for m in messages if m.get("id") == 20 for s in m["result"]]
    expect(names == ["b"], "a range past the end is the end", names)
    published = [m["params"] for m in messages if m.get("method")]
    expect(published and all(p["uri"] == uri for p in published),
           "the text that was never saved has the editor's own name", published)
    half = "x" * (LIMIT_MESSAGE // 2)
    polite("a text that grows over the limit", opened(half),
           changed({"range": span(0, 0, 0, 0), "text": half + "y"}), symbols, wanted=[-32602])
    for name in ("untitled:Untitled-1", "file://other.host/x.regler", "http://x/y.regler",
                 "file:///a%00b.regler", "file:///%ff.regler", ""):
        polite(f"no file: {name}", opened("x", name), wanted=[])
    place = {**where, "position": {"line": 10 ** 8, "character": 10 ** 8}}
    asks = [{"id": 21, "method": f"textDocument/{m}", "params": place}
            for m in ("hover", "completion", "definition")]
    asks += [{"id": 21, "method": "textDocument/references", "params": {**where, "position": {
        "line": 0, "character": c}}} for c in range(12)]
    polite("places outside the text", good, *asks, wanted=[])
    binary = opened("\ufeffmått \u2028\x01 [" + "(" * 5000 + "å" * 70000)
    polite("any text", binary, *asks, wanted=[])


def noise(there):
    """Bytes changed at random in a session: no crash, only messages on standard output."""
    uri = (pathlib.Path(there) / "x.regler").as_uri()
    where = {"textDocument": {"uri": uri}}
    place = {**where, "position": {"line": 1, "character": 11}}
    session = b"".join(frame(m) for m in (
        INITIALIZE,
        {"method": "textDocument/didOpen", "params": {"textDocument": {
            "uri": uri, "languageId": "x", "version": 1,
            "text": "mått aå \"😀\" [%]\n  formel: medel(1 %; 2 %)\n"}}},
        {"method": "textDocument/didChange", "params": {**where, "contentChanges": [{
            "range": {"start": {"line": 0, "character": 5}, "end": {"line": 0, "character": 7}},
            "text": "b"}]}},
        {"id": 2, "method": "textDocument/hover", "params": place},
        {"id": 3, "method": "textDocument/completion", "params": place},
        {"id": 4, "method": "textDocument/rename", "params": {**place, "newName": "ny"}},
        {"id": 5, "method": "textDocument/formatting", "params": where}, SHUTDOWN, EXIT))
    chance = random.Random(3)
    for attempt in range(150):
        changed = bytearray(session)
        for _ in range(chance.choice((1, 2, 8))):
            at = chance.randrange(len(changed))
            changed[at:at + chance.choice((0, 1, 3))] = bytes(
                chance.choice((b"", b"\n", b"\0", b"}", b"9", b"\xff", b"\\", b"[")))
        done = subprocess.run([str(PROGRAM), "lsp"], input=bytes(changed), capture_output=True,
                              timeout=60, check=False, cwd=there)
        answers(done.stdout)
        expect(done.returncode in (0, 1), f"noise {attempt}", done.returncode, done.stderr[-500:])


def memory(there):
    """Little memory: exit 3, and whole messages up to then; or a session that went well."""
    if b"__asan_init" in PROGRAM.read_bytes():
        return  # the sanitizers need their own terabytes
    hits = 0
    uri = (pathlib.Path(there) / "m.regler").as_uri()
    text = "".join(f'mått m{i} "M{i}"\n  formel: {i}\n' for i in range(9000))
    opened = {"method": "textDocument/didOpen", "params": {"textDocument": {
        "uri": uri, "languageId": "x", "version": 1, "text": text}}}
    symbols = {"id": 2, "method": "textDocument/documentSymbol",
               "params": {"textDocument": {"uri": uri}}}
    sent = b"".join(frame(m) for m in (INITIALIZE, opened, symbols, SHUTDOWN, EXIT))
    for megabytes in (12, 16, 20, 28, 40, 4000):
        size = megabytes << 20
        done = subprocess.run([str(PROGRAM), "lsp"], input=sent, capture_output=True, check=False,
                              timeout=60, cwd=there, preexec_fn=lambda: resource.setrlimit(
                                  resource.RLIMIT_AS, (size, size)))
        if b"shared libraries" in done.stderr:
            continue
        out = done.returncode == 3 and b"out of memory" in done.stderr
        hits += out
        expect(out or done.returncode == 0, f"{megabytes} MiB", done.returncode, done.stderr[-300:])
        expect(answers(done.stdout) is not None, f"{megabytes} MiB: whole messages")
    expect(hits > 0, "too little memory was met at least once")
    expect(done.returncode == 0, "with enough it goes well")


order()
framing()
contents()
with folder() as temporary:
    documents(temporary)
    noise(temporary)
    memory(temporary)
end()
