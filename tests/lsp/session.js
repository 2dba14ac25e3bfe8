// node session.js PROGRAM ROOT FOLDER: a session on a copy of the shipped model in FOLDER.
'use strict';
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { Session, TextDocument, expect, expectSame, end, run, fileURLToPath } =
  require('./client.js');

const [program, root, folder] = process.argv.slice(2);
const rules = path.join(folder, 'rules');
const SCORED = '20-indikatorer.regler';
const GATES = '40-krav-flaggor-lagen.regler';
const ADVICE = '60-rad.regler';
const TESTS = '95-prov.regler';
const OWN = '97-egna.regler';

function copyModel(to) {
  fs.cpSync(path.join(root, 'rules/asf'), to, { recursive: true });
}

function write(name, text) {
  fs.writeFileSync(path.join(rules, name), text);
}

// --- what check says, in the protocol's words ----------------------------------------------------

const SEVERITY = { fel: 1, varning: 2, upplysning: 3 };

// JavaScript's strings are UTF-16: the length of the first characters is the column.
function units(line, characters) {
  return Array.from(line).slice(0, characters).join('').length;
}

function rangeOf(place) {
  if (!place.rad) return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const lines = fs.readFileSync(place.fil, 'utf-8').split('\n');
  const line = lines[place.rad - 1];
  const whole = !place.kolumn;
  const from = whole ? 0 : units(line, place.kolumn - 1);
  const to = whole ? line.length : units(line, place.kolumn - 1 + place['längd']);
  const at = place.rad - 1;
  return { start: { line: at, character: from }, end: { line: at, character: to } };
}

function wanted(item) {
  const made = {
    uri: pathToFileURL(item.fil).href, range: rangeOf(item), severity: SEVERITY[item.slag],
    code: item.kod, message: item.text,
  };
  if (item['märke']) made.message += `\n${item['märke']}`;
  if (item['råd']) made.message += `\n= ${item['råd']}`;
  if (item['även'])
    made.related = [{ location: { uri: pathToFileURL(item['även'].fil).href,
                                  range: rangeOf(item['även']) },
                      message: item['även']['märke'] || item['även'].text }];
  return made;
}

function shown(session) {
  const all = [];
  for (const { uri, diagnostics } of session.diagnostics.values())
    for (const d of diagnostics) {
      const made = { uri, range: d.range, severity: d.severity, code: d.code, message: d.message };
      if (d.relatedInformation) made.related = d.relatedInformation;
      all.push(made);
    }
  return all;
}

const key = (d) => JSON.stringify(d);

// The texts as the editor has them, saved; then the program's own words on them.
function checked(session) {
  for (const name of session.documents.keys()) write(name, session.text(name));
  const done = run(program, ['check', rules, '--format', 'json'], root);
  return JSON.parse(done.out).meddelanden.map(wanted);
}

function expectAsCheck(session, least, what) {
  const told = checked(session);
  expect(told.length >= least, `${what}: something is told`, told.length);
  expectSame(shown(session).map(key).sort(), told.map(key).sort(), `${what}: as check`);
}

// --- diagnostics ---------------------------------------------------------------------------------

async function diagnostics(s) {
  await s.openFile(SCORED);
  await s.until(() => s.codes().length > 5, 'the notes of the shipped model');
  expect(s.diagnostics.size >= 11, 'every file of the folder is spoken of', s.diagnostics.size);
  expectAsCheck(s, 5, 'the shipped model');

  // emoji and å before the place, on its line
  await s.replace(SCORED, '"Långtidsarbetslösa i befolkningen 18–65 år" [%]',
                  '"Långtidsarbetslösa 😀 å 👩‍👩‍👧 i befolkningen" [prsoner]');
  await s.until(() => s.codes().includes('E202'), 'a unit that is not known');
  const [unit] = s.of(SCORED).filter((d) => d.code === 'E202');
  expectSame(s.documents.get(SCORED).getText(unit.range), 'prsoner', 'the range is the word');
  expectAsCheck(s, 1, 'å and emoji before the place');

  // two places
  await s.openFile(GATES);
  const first = s.text(GATES).match(/^krav (\S+)/m)[1];
  await s.change(GATES, [{
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    text: `flagga ${first} "Två gånger 😀"\n  när: ja\n\n` }]);
  await s.until(() => s.codes().includes('E105'), 'a name twice');
  const twice = [...s.of(GATES), ...s.of(SCORED)].find((d) => d.code === 'E105');
  expect(twice && twice.relatedInformation.length === 1, 'the second place comes along', twice);
  expectAsCheck(s, 2, 'two errors in two files');

  // several changes in one message count one after the other; a whole text too
  const before = s.text(GATES);
  const head = s.find(GATES, 'flagga');
  const after = s.find(GATES, 'krav');
  await s.change(GATES, [
    { range: { start: head, end: after }, text: '' },
    { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '# å\n' }]);
  await s.until(() => !s.codes().includes('E105'), 'the name stands once again');
  expect(s.text(GATES) !== before, 'the text changed');
  await s.change(SCORED, [{ text: fs.readFileSync(path.join(root, 'rules/asf', SCORED), 'utf-8') }]);
  await s.change(GATES, [{ text: fs.readFileSync(path.join(root, 'rules/asf', GATES), 'utf-8') }]);
  await s.until(() => !s.codes().some((c) => c.startsWith('E')), 'mended');
  expectAsCheck(s, 5, 'mended');
}

// --- hover ---------------------------------------------------------------------------------------

async function hoverText(s, name, string, plus = 0) {
  const answer = await s.request('textDocument/hover', s.at(name, string, plus));
  return answer ? answer.contents.value : '';
}

async function hover(s) {
  const name = await hoverText(s, SCORED, 'indikator långtidsarbetslösa "', 12);
  const has = (text, ...parts) => parts.forEach((p) => expect(text.includes(p), `hover: ${p}`, text));
  has(name, 'Långtidsarbetslösa i befolkningen 18–65 år', '[%', '**Formel:**', '**Riktning:** högre',
      '0,8 % ger 0 poäng, 6 % ger 100', '**Vikt:**', '| Område | Värde | Poäng |');
  const rows = name.split('\n').filter((l) => /^\| \S.* \| .* \| .* \|$/.test(l));
  expect(rows.length === 34, 'hover: a line for each of the 33, and the heading', rows.length);
  const word = await hoverText(s, SCORED, 'indikator långtidsarbetslösa');
  has(word, '**indikator**', 'formel');
  has(await hoverText(s, SCORED, '  vikt:', 3), '**vikt** (engelska: weight)', 'ett tal');
  has(await hoverText(s, SCORED, 'riktning:  högre', 12), 'höga värden ger höga poäng');
  has(await hoverText(s, GATES, 'percentilrang(', 3), 'percentile_rank', 'andel kommuner', 'COUNTIF');
  has(await hoverText(s, SCORED, '0,8 % till', 5), 'enhet', '0,01');
  has(await hoverText(s, TESTS, '=> långtidsarbetslösa.poäng', 4), 'Långtidsarbetslösa');
  expect((await hoverText(s, SCORED, '# ', 1)) === '', 'hover: nothing on a comment');
}

// The value of an area is the one that stands in the file it was read from.
async function hoverValue(s) {
  const file = path.join(folder, 'data', 'tal.csv');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const plain = path.join(folder, 'plain');
  fs.mkdirSync(plain);
  fs.writeFileSync(file, 'kommun;andel\nÅby;12,5\nÖby;40\nEmo;\n');
  fs.writeFileSync(path.join(plain, 'omraden.csv'), 'kod;namn\n0001;Åby\n0002;Öby\n0003;Emo\n');
  const text = 'modell liten "Liten"\n  kommuner: "omraden.csv"\n  basår: 2024\n\n' +
    'källa tal "Tal"\n  fil: tal.csv\n  kommun: "kommun"\n  år: 2024\n' +
    '  kolumn: andel = "andel" [%]\n\n' +
    'index helhet "Helhet"\n\nindikator del "Del" [%]\n  under: helhet\n  formel: andel\n' +
    '  riktning: lägre\n  skala: 0 % till 50 %\n  vikt: 1\n';
  fs.writeFileSync(path.join(plain, 'a.regler'), text);
  const t = new Session(program, plain, { cwd: root, arguments: ['--data', path.dirname(file)] });
  await t.start();
  await t.openFile('a.regler');
  const rows = async (string) => (await hoverText(t, 'a.regler', string, string.length - 1))
    .split('\n').filter((l) => /^\| (Åby|Öby|Emo)/.test(l));
  // by hand: (50 - 12,5) / 50 = 75 points, (50 - 40) / 50 = 20 points
  const wantedRows = ['| Öby | 40 % (2024) | 20,0 |', '| Åby | 12,5 % (2024) | 75,0 |',
                      '| Emo | saknas | – |'];
  expectSame(await rows('indikator del'), wantedRows, 'hover: values and points by hand');
  expectSame(await rows('formel: andel'), ['| Öby | 40 % (2024) |', '| Åby | 12,5 % (2024) |',
                                           '| Emo | saknas |'], 'hover: a column');
  fs.writeFileSync(file, 'kommun;andel\nÅby;25\nÖby;40\nEmo;\n');
  expectSame((await rows('indikator del'))[1], '| Åby | 25 % (2024) | 50,0 |',
             'hover: a data file that was written is read again');
  await t.replace('a.regler', 'skala: 0 %', 'skala: 0 ');
  const broken = await hoverText(t, 'a.regler', 'indikator del', 11);
  expect(broken.includes('Värden visas när reglerna är utan fel'), 'hover: says why', broken);
  expect((await t.stop()) === 0, 'exit 0 after shutdown');
  const none = new Session(program, plain,
                           { cwd: root, arguments: ['--data', path.join(folder, 'nowhere')] });
  await none.start();
  await none.openFile('a.regler');
  const said = await hoverText(none, 'a.regler', 'indikator del', 11);
  expect(said.includes('ingen data'), 'hover: says that there is no data', said);
  await none.stop();
}

// --- completion ----------------------------------------------------------------------------------

async function labels(s, name, string, plus) {
  const items = await s.request('textDocument/completion', s.at(name, string, plus));
  return items.map((i) => i.label);
}

async function complete(s) {
  const BASE = 'mått eget_mått "Eget 😀" [%]\n  formel: arb\n  riktning: \n\n' +
    'krav eget_krav "K"\n  villkor: eget_mått > 5 \n  annars: \n\n' +
    'prov "Eget"\n  vänta för "M": ja\n\n' +
    'råd eget_råd "R"\n  grupp: steg\n  när: ja\n  text: Det är {l} här\n\n' +
    'indikator egen_skala "S" [kr/inv]\n  skala: 50 kr/inv till 100 \n\n' +
    'mått annat "Annat" []\n  fo\n\nin\n';
  await s.open(OWN, BASE);
  const has = (list, what, ...parts) =>
    parts.forEach((p) => expect(list.includes(p), `${what}: ${p}`, list.slice(0, 12)));
  const lacks = (list, what, ...parts) =>
    parts.forEach((p) => expect(!list.includes(p), `${what}: not ${p}`));
  const blocks = await labels(s, OWN, '\nin\n', 3);
  has(blocks, 'blocks', 'indikator', 'index', 'prov', 'källa', 'affärsidé');
  expect(blocks.length === 26, 'blocks: all 26', blocks);
  const properties = await labels(s, OWN, '  fo\n', 4);
  has(properties, 'properties', 'formel', 'decimaler', 'en', 'not');
  lacks(properties, 'properties', 'vikt', 'skala');
  const second = await labels(s, OWN, '  riktning:', 4);
  has(second, 'the property being written', 'riktning');
  lacks(second, 'what stands there already', 'formel');
  const names = await s.request('textDocument/completion', s.at(OWN, 'formel: arb', 11));
  const one = names.find((i) => i.label === 'långtidsarbetslösa');
  expect(one && one.detail === 'Långtidsarbetslösa i befolkningen 18–65 år [%]', 'label and unit', one);
  const text = s.documents.get(OWN);
  expectSame(one && text.getText(one.textEdit.range), 'arb', 'the word is replaced');
  has(names.map((i) => i.label), 'functions and values of the analysis', 'medel', 'plats_spann');
  lacks(names.map((i) => i.label), 'only what has a value', 'större_ambition');
  expectSame(await labels(s, OWN, 'riktning: ', 10), ['högre', 'lägre'], 'enumerated words');
  expectSame(await labels(s, OWN, 'annars: ', 8),
             ['villkorad', 'avråds', 'ej_bedömbar', 'varning', 'fråga'], 'outcomes');
  const after = await labels(s, OWN, '> 5 ', 4);
  has(after, 'units after a number', '%', 'personer', 'm²');
  lacks(after, 'units after a number', 'medel');
  expectSame(await labels(s, OWN, 'till 100 ', 9), ['kr/inv'], 'the unit of a scale');
  has(await labels(s, OWN, 'Annat" []', 8), 'units in brackets', '%', 'kr');
  const areas = await labels(s, OWN, 'för "M', 6);
  expect(areas.length === 33 && areas.includes('Malmö') && areas.includes('Östra Göinge'),
         'the areas', areas);
  has(await labels(s, OWN, '{l}', 2), 'names in a text', 'kommun', 'långtidsarbetslösa');
  await s.connection.sendNotification('textDocument/didClose',
                                      { textDocument: { uri: s.uri(OWN) } });
  s.documents.delete(OWN);
  await s.until(() => !s.codes().some((c) => c.startsWith('E')), 'a text that was never saved is gone');
}

// --- names ---------------------------------------------------------------------------------------

// Every place of a word in the rules as a person finds it: not in comments or free notes.
function places(word) {
  const found = [];
  const letters = '[\\p{L}\\d_]';
  const whole = new RegExp(`(?<!${letters})${word}(?!${letters})`, 'gu');
  for (const name of fs.readdirSync(rules).sort()) {
    if (!name.endsWith('.regler')) continue;
    fs.readFileSync(path.join(rules, name), 'utf-8').split('\n').forEach((line, number) => {
      if (/^\s*(#|not:|en:)/.test(line)) return;
      const free = /^\s*(text|text_en|\|)/.test(line) && !/^\s*\|.*\|\s*$/.test(line);
      for (const m of line.matchAll(whole))
        if (!free || line[m.index - 1] === '{')
          found.push(`${name}:${number}:${m.index}`);
    });
  }
  return found.sort();
}

function shownPlaces(locations) {
  return locations.map((l) => `${path.basename(fileURLToPath(l.uri))}:${l.range.start.line}:` +
                              `${l.range.start.character}`).sort();
}

async function findNames(s) {
  const use = s.at(TESTS, '=> långtidsarbetslösa', 5);
  const definition = await s.request('textDocument/definition', use);
  expectSame(definition && [definition.uri, definition.range.start],
             [s.uri(SCORED), s.find(SCORED, 'långtidsarbetslösa "')], 'to the block');
  const all = await s.request('textDocument/references',
                              { ...use, context: { includeDeclaration: true } });
  expectSame(shownPlaces(all), places('långtidsarbetslösa'), 'every use in every file');
  const uses = await s.request('textDocument/references',
                               { ...use, context: { includeDeclaration: false } });
  expect(uses.length === all.length - 1, 'without the declaration', uses.length);
  expect((await s.request('textDocument/definition', s.at(GATES, '# '))) === null, 'no name: null');
  const outline = await s.request('textDocument/documentSymbol',
                                  { textDocument: { uri: s.uri(SCORED) } });
  const heads = s.text(SCORED).split('\n').filter((l) => /^[^\s#]/.test(l));
  expectSame(outline.map((o) => o.name), heads.map((h) => h.split(' ')[1]), 'the blocks in order');
  expect(outline.every((o) => o.range.end.line > o.range.start.line), 'a block has its lines');
}

function applyEdits(changes) {
  for (const [uri, edits] of Object.entries(changes)) {
    const file = fileURLToPath(uri);
    const document = TextDocument.create(uri, 'x', 1, fs.readFileSync(file, 'utf-8'));
    fs.writeFileSync(file, TextDocument.applyEdits(document, edits));
  }
}

function scores(out) {
  const done = run(program, ['run', rules, '--out', out], root);
  expect(done.code === 0, 'the run goes well', done.told.slice(0, 500));
  return fs.readFileSync(path.join(out, 'korning.json'), 'utf-8');
}

async function rename(s) {
  const NEW = 'utan_jobb_länge';
  fs.writeFileSync(path.join(rules, 'tal.csv'),
                   'namn;vikt\n"långtidsarbetslösa";1\nmarknad;31\n');
  write(OWN, 'tabell egna_tal "Egna"\n  fil: tal.csv\n\nscenario eget "Eget"\n' +
             '  sätt: långtidsarbetslösa.skala.högst = 7 %\n');
  await s.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [] });
  const what = s.at(ADVICE, '{långtidsarbetslösa}', 3);
  const asked = await s.request('textDocument/prepareRename', what);
  expectSame(asked && [asked.placeholder, s.documents.get(ADVICE).getText(asked.range)],
             ['långtidsarbetslösa', 'långtidsarbetslösa'], 'what would be renamed');
  for (const [name, why] of [['behov', 'finns redan'], ['plats', 'ett ord i språket'],
                             ['strong_ideas', 'ett ord i språket'], ['and', 'ett ord i språket'],
                             ['två ord', 'inget namn'], ['1a', 'inget namn'], ['', 'inget namn']]) {
    const fault = await s.fault('textDocument/rename', { ...what, newName: name });
    expect(fault && fault.code === -32803 && fault.message.includes(why), `not "${name}"`, fault);
  }
  expect((await s.fault('textDocument/prepareRename', s.at(GATES, '# '))).code === -32803,
         'nothing to rename here');
  const uses = await s.request('textDocument/references',
                               { ...what, context: { includeDeclaration: false } });
  expect(uses.filter((u) => u.uri.endsWith('tal.csv')).length === 1, 'the table is a use', uses);
  const before = scores(path.join(folder, 'before'));
  const wantedPlaces = places('långtidsarbetslösa');
  const edit = await s.request('textDocument/rename', { ...what, newName: NEW });
  const files = Object.keys(edit.changes).map((u) => path.basename(fileURLToPath(u))).sort();
  expect(files.includes('tal.csv') && files.includes(OWN) && files.includes(TESTS) &&
         files.includes(ADVICE), 'the files', files);
  const inRules = Object.entries(edit.changes).filter(([uri]) => uri.endsWith('.regler'))
    .flatMap(([uri, edits]) => edits.map((e) => ({ uri, range: e.range })));
  expectSame(shownPlaces(inRules), wantedPlaces, 'every place and no other');
  applyEdits(edit.changes);
  expectSame(fs.readFileSync(path.join(rules, 'tal.csv'), 'utf-8'),
             `namn;vikt\n"${NEW}";1\nmarknad;31\n`, 'in the table, inside its quotes');
  expectSame(places('långtidsarbetslösa'), [], 'the old name is gone');
  const done = run(program, ['check', rules, '--format', 'json'], root);
  expect(JSON.parse(done.out).fel === 0, 'check is clean', done.out.slice(0, 500));
  const word = /(?<![\p{L}\d_])långtidsarbetslösa(?![\p{L}\d_])/gu;
  const after = scores(path.join(folder, 'after'));
  const asOld = (text) => text.replaceAll(NEW, 'långtidsarbetslösa');
  expect(before.match(word) && asOld(after) === asOld(before), 'the scores are the same');
  for (const [name] of s.documents)
    await s.change(name, [{ text: fs.readFileSync(path.join(rules, name), 'utf-8') }]);
  await s.change(SCORED, [{ text: s.text(SCORED) + '\nmått trasigt "T"\n' }]);
  const fault = await s.fault('textDocument/rename', { ...s.at(SCORED, NEW, 2), newName: 'x' });
  expect(fault && fault.message.includes('rätta felen'), 'not while there are errors', fault);
  await s.change(SCORED, [{ text: s.text(SCORED).replace('\nmått trasigt "T"\n', '') }]);
}

// --- layout --------------------------------------------------------------------------------------

async function format(s) {
  const messy = s.text(SCORED).replaceAll('  formel:    ', '\tformel:').replace('0,8 % till 6 %',
                                                                               '0,8%   till 6 %');
  await s.change(SCORED, [{ text: messy }]);
  const options = { tabSize: 2, insertSpaces: true };
  const asked = { textDocument: { uri: s.uri(SCORED) }, options };
  const edits = await s.request('textDocument/formatting', asked);
  const other = path.join(folder, 'fmt');
  fs.cpSync(rules, other, { recursive: true });
  fs.writeFileSync(path.join(other, SCORED), messy);
  const done = run(program, ['fmt', path.join(other, SCORED)], root);
  expect(done.code === 0, 'fmt', done.told);
  const laid = TextDocument.applyEdits(s.documents.get(SCORED), edits);
  expect(laid !== messy, 'something is moved');
  expectSame(laid, fs.readFileSync(path.join(other, SCORED), 'utf-8'), 'as fmt');
  await s.change(SCORED, [{ text: laid }]);
  expectSame(await s.request('textDocument/formatting', asked), [], 'nothing to do');
  await s.change(SCORED, [{ text: laid.replaceAll('\n', '\r\n') }]);
  expectSame(await s.request('textDocument/formatting', asked), [], 'CRLF stays');
  await s.change(SCORED, [{ text: laid.replace('formel:', 'formell:') }]);
  expectSame(await s.request('textDocument/formatting', asked), null, 'not with errors');
  await s.change(SCORED, [{ text: laid }]);
}

// --- other encodings, faults, the end ------------------------------------------------------------

async function bytes() {
  const s = new Session(program, rules, { cwd: root });
  const answer = await s.start(['utf-8', 'utf-16']);
  expectSame(answer.capabilities.positionEncoding, 'utf-8', 'bytes when they are offered');
  const line = 'mått åäö "😀 å" [prsoner]';
  await s.open(OWN, `${line}\n  formel: 1\n`);
  await s.until(() => s.codes().includes('E202'), 'the unit');
  const [unit] = s.of(OWN).filter((d) => d.code === 'E202');
  const from = Buffer.byteLength(line.slice(0, line.indexOf('prsoner')));
  expectSame([unit.range.start.character, unit.range.end.character], [from, from + 7],
             'columns are bytes');
  await s.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: s.uri(OWN), version: 2 },
    contentChanges: [{ range: unit.range, text: 'personer' }] });
  await s.until(() => !s.codes().includes('E202'), 'mended at the byte');
  expect((await s.stop()) === 0, 'exit 0');
}

// The other dialect, and a new file in a folder that is not there yet, in one session.
async function english() {
  const there = path.join(folder, 'english');
  const made = run(program, ['fmt', '--lang', 'en', '--out', there,
                             path.join(root, 'rules/asf')], root);
  expect(made.code === 0, 'the rules in English', made.told);
  const s = new Session(program, there, { cwd: root, arguments: ['--lang', 'en'] });
  await s.start();
  const name = SCORED.replace('.regler', '.rules');
  await s.openFile(name);
  await s.until(() => s.codes().length > 5, 'the notes');
  const told = JSON.parse(run(program, ['check', there, '--format', 'json', '--lang', 'en'],
                              root).out).meddelanden.map(wanted);
  expectSame(shown(s).map(key).sort(), told.map(key).sort(), 'in English: as check');
  expectSame(await labels(s, name, 'direction: ', 11), ['higher', 'lower'], 'English words');
  const help = await hoverText(s, name, 'direction:', 2);
  expect(help.includes('**direction** (Swedish: riktning)') && help.includes('which end'),
         'English help', help);
  const value = await hoverText(s, name, 'indicator långtidsarbetslösa', 14);
  expect(value.includes('| Area | Value | Points |') && value.includes('0.8 % gives 0 points'),
         'English values', value);
  const edits = await s.request('textDocument/formatting', {
    textDocument: { uri: s.uri(name) }, options: { tabSize: 2, insertSpaces: true } });
  expectSame(edits, [], 'laid out already');
  await s.open('ny/a.regler', 'mått a "A"\n  formel: b\n');
  await s.until(() => s.of('ny/a.regler').some((d) => d.code === 'E101'), 'a new folder');
  expectSame(shown(s).filter((d) => !d.uri.includes('/ny/')).map(key).sort(),
             told.map(key).sort(), 'the other folder is as it was');
  expect((await s.stop()) === 0, 'exit 0');
}

// --rules names the model, whichever way the path is written, and --data the data.
async function given() {
  const link = path.join(folder, 'link');
  fs.symlinkSync(path.join(folder, 'plain'), link);
  const s = new Session(program, link, {
    cwd: folder, arguments: ['--rules', 'plain', '--data', 'data'] });
  await s.start();
  await s.openFile('a.regler');
  await s.replace('a.regler', 'formel: andel', 'formel: andell');
  await s.until(() => s.codes().includes('E101'), 'the unsaved text counts');
  expect(s.of('a.regler').length === 1, 'under the name that the editor has for it', s.codes());
  const other = path.join(folder, 'elsewhere.regler');
  fs.writeFileSync(other, 'mått x "X"\n');
  await s.connection.sendNotification('textDocument/didOpen', { textDocument: {
    uri: pathToFileURL(other).href, languageId: 'x', version: 1, text: 'mått x "X"\n' } });
  await s.replace('a.regler', 'formel: andell', 'formel: andel');
  await s.until(() => s.of('a.regler').map((d) => d.code).join(' ') === 'W504 W814',
                'mended: only that Emo has no value');
  expect(!s.diagnostics.has(pathToFileURL(other).href), 'a file of no model is not spoken of');
  expect((await s.stop()) === 0, 'exit 0');
}

async function main() {
  copyModel(rules);
  const s = new Session(program, rules, { cwd: root });
  const early = await s.fault('textDocument/hover', {});
  expect(early && early.code === -32002, 'initialize comes first', early);
  const answer = await s.start();
  expectSame(answer.capabilities.positionEncoding, 'utf-16', 'UTF-16 when nothing else is offered');
  await diagnostics(s);
  for (const name of [TESTS, ADVICE]) await s.openFile(name);
  await hover(s);
  await hoverValue(s);
  await complete(s);
  await findNames(s);
  await rename(s);
  await format(s);
  const unknown = await s.fault('textDocument/nothing', {});
  expect(unknown && unknown.code === -32601, 'no such method', unknown);
  const params = await s.fault('textDocument/hover', { position: 5 });
  expect(params && params.code === -32602, 'not such parameters', params);
  const shut = await s.request('shutdown');
  expect(shut === null, 'shutdown');
  const late = await s.fault('textDocument/hover', {});
  expect(late && late.code === -32600, 'nothing after shutdown', late);
  await s.connection.sendNotification('exit');
  expect((await s.exited) === 0, 'exit 0 after shutdown');
  const rude = new Session(program, rules, { cwd: root });
  await rude.start();
  await rude.connection.sendNotification('exit');
  expect((await rude.exited) === 1, 'exit 1 without shutdown');
  await bytes();
  await english();
  await given();
  end();
}

main().catch((error) => {
  console.log(`FAILED: ${error.stack}`);
  process.exit(1);
});
