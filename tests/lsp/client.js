// A session with the server through the client library, and counting what was tried.
'use strict';
const { spawn, spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const { pathToFileURL, fileURLToPath } = require('url');
const rpc = require('vscode-languageserver-protocol/node');
const { TextDocument } = require('vscode-languageserver-textdocument');

let tried = 0;
let failed = 0;

function expect(condition, what, ...details) {
  tried++;
  if (condition) return;
  failed++;
  console.log(`FAILED: ${what}`);
  for (const d of details) console.log(`    ${typeof d === 'string' ? d : JSON.stringify(d)}`);
}

function expectSame(got, wanted, what) {
  const a = JSON.stringify(got);
  const b = JSON.stringify(wanted);
  expect(a === b, what, `got    ${a && a.slice(0, 1500)}`, `wanted ${b && b.slice(0, 1500)}`);
}

function end() {
  console.log(`${tried} tried, ${failed} failed`);
  process.exit(failed || !tried ? 1 : 0);
}

// Open documents are mirrored by the library's own TextDocument: what it makes of an edit is what
// the server must make of it.
class Session {
  constructor(program, folder, options = {}) {
    this.folder = folder;
    this.process = spawn(program, ['lsp', ...(options.arguments || [])],
                         { cwd: options.cwd, stdio: ['pipe', 'pipe', 'inherit'] });
    this.exited = new Promise((resolve) => this.process.on('exit', resolve));
    this.connection = rpc.createMessageConnection(
      new rpc.StreamMessageReader(this.process.stdout),
      new rpc.StreamMessageWriter(this.process.stdin));
    this.diagnostics = new Map();
    this.published = 0;
    this.waiting = [];
    this.documents = new Map();
    this.connection.onNotification('textDocument/publishDiagnostics', (p) => {
      this.diagnostics.set(p.uri, p);
      this.published++;
      this.waiting = this.waiting.filter((w) => !w());
    });
    this.connection.listen();
  }

  uri(name) {
    return pathToFileURL(path.join(this.folder, name)).href;
  }

  request(method, params) {
    return this.connection.sendRequest(method, params);
  }

  async fault(method, params) {
    try {
      await this.request(method, params);
    } catch (error) {
      return error;
    }
    return null;
  }

  async start(encodings) {
    const general = encodings ? { positionEncodings: encodings } : {};
    const answer = await this.request('initialize', {
      processId: process.pid, rootUri: null, capabilities: { general } });
    await this.connection.sendNotification('initialized', {});
    return answer;
  }

  open(name, text) {
    const document = TextDocument.create(this.uri(name), 'etablera-regler', 1, text);
    this.documents.set(name, document);
    return this.connection.sendNotification('textDocument/didOpen', { textDocument: {
      uri: document.uri, languageId: document.languageId, version: 1, text } });
  }

  openFile(name) {
    return this.open(name, fs.readFileSync(path.join(this.folder, name), 'utf-8'));
  }

  text(name) {
    return this.documents.get(name).getText();
  }

  // Where a string stands in a document: UTF-16, as the library counts.
  find(name, string, plus = 0) {
    const at = this.text(name).indexOf(string);
    if (at < 0) throw new Error(`${name}: no ${string}`);
    return this.documents.get(name).positionAt(at + plus);
  }

  at(name, string, plus = 0) {
    return { textDocument: { uri: this.uri(name) }, position: this.find(name, string, plus) };
  }

  change(name, changes) {
    const before = this.documents.get(name);
    const version = before.version + 1;
    this.documents.set(name, TextDocument.update(before, changes, version));
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: before.uri, version }, contentChanges: changes });
  }

  // Replaces the first `from`, telling only what changed.
  replace(name, from, to) {
    const start = this.find(name, from);
    const end = this.find(name, from, from.length);
    return this.change(name, [{ range: { start, end }, text: to }]);
  }

  // Resolves when what was published satisfies the condition, and all that belongs to it came: the
  // server answers in order.
  async until(condition, what) {
    await this.seen(condition, what);
    await this.fault('$/nothing', {});
  }

  seen(condition, what) {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        expect(false, `in time: ${what}`, [...this.diagnostics.values()].slice(0, 3));
        resolve();
      }, 20000);
      const look = () => {
        if (!condition()) return false;
        clearTimeout(timer);
        resolve();
        return true;
      };
      if (!look()) this.waiting.push(look);
    });
  }

  of(name) {
    const found = this.diagnostics.get(this.uri(name));
    return found ? found.diagnostics : [];
  }

  codes() {
    const all = [...this.diagnostics.values()].flatMap((p) => p.diagnostics);
    return all.map((d) => d.code).sort();
  }

  async stop() {
    const answer = await this.request('shutdown');
    expect(answer === null, 'shutdown is answered with null', answer);
    await this.connection.sendNotification('exit');
    return this.exited;
  }
}

function run(program, args, cwd) {
  const done = spawnSync(program, args, { cwd, encoding: 'utf-8', maxBuffer: 1 << 26 });
  return { code: done.status, out: done.stdout, told: done.stderr };
}

module.exports = { Session, TextDocument, expect, expectSame, end, run, fileURLToPath };
