// printed by etablera --print-vscode extension
'use strict';
const vscode = require('vscode');

let client;

function library() {
  try {
    return require('vscode-languageclient/node');
  } catch (error) {
    console.info('etablera: colours only; run npm install in the extension');
    return null;
  }
}

exports.activate = function () {
  const found = library();
  if (!found) return undefined;
  const settings = vscode.workspace.getConfiguration('etablera');
  const server = { command: settings.get('program'), args: settings.get('arguments') };
  const files = ['etablera-regler', 'etablera-rules'];
  client = new found.LanguageClient('etablera', 'Etablera', server, {
    documentSelector: files.map((language) => ({ scheme: 'file', language })),
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher('**/*.{csv,regler,rules}') },
  });
  return client.start();
};

exports.deactivate = function () {
  return client ? client.stop() : undefined;
};
