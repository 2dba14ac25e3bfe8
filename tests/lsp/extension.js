// node extension.js FILE: what the extension for VS Code does, with an editor that only remembers.
'use strict';
const assert = require('assert');
const Module = require('module');

const settings = { program: 'etablera', arguments: ['lsp', '--data', 'd'] };
const calls = [];

class LanguageClient {
  constructor(id, name, server, options) {
    calls.push({ id, server, options });
  }

  start() {
    calls.push('start');
    return 'started';
  }

  stop() {
    calls.push('stop');
    return 'stopped';
  }
}

let installed = false;
const load = Module._load;
Module._load = function (name, ...rest) {
  if (name === 'vscode') {
    return { workspace: {
      getConfiguration: (section) => ({ get: (key) => section === 'etablera' && settings[key] }),
      createFileSystemWatcher: (glob) => glob,
    } };
  }
  if (name === 'vscode-languageclient/node') {
    if (!installed) throw new Error('not installed');
    return { LanguageClient };
  }
  return load.call(this, name, ...rest);
};

const extension = require(process.argv[2]);
assert.strictEqual(extension.activate(), undefined); // colours only
assert.strictEqual(extension.deactivate(), undefined);
installed = true;
assert.strictEqual(extension.activate(), 'started');
assert.strictEqual(extension.deactivate(), 'stopped');
assert.deepStrictEqual(calls[0].server, { command: 'etablera', args: ['lsp', '--data', 'd'] });
assert.deepStrictEqual(calls[0].options.documentSelector.map((s) => s.language),
                       ['etablera-regler', 'etablera-rules']);
assert.deepStrictEqual(calls.slice(1), ['start', 'stop']);
console.log('fine');
