// Writes the table of promises in docs/SECURITY.md from the tests that hold them.
//
// A test says which promise it holds with a comment right above it: `// @promise 4: a write is refused`. Generated, so
// that a promise without a test shows as a gap instead of as a claim. `--check` changes nothing and fails when stale.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');
const BEGIN = '<!-- promises:begin -->';
const END = '<!-- promises:end -->';

const PROMISES = [
  'Without the master password nothing in the data folder is readable: no token, no org name, no field name.',
  'Keys and tokens never leave the engine, but for a backup that you ask to hold sign-ins, under a password of its own; what a person types goes through a page of its own, sealed to the engine.',
  'The main page never holds a secret; a script injected into it can neither reach the network nor read a file.',
  'Salesforce is only read: a request that could write is refused before it is sent.',
  'Record data is off: a request that would return records is refused.',
  'Nothing is sent anywhere but to the orgs you connected, and to a Google or Microsoft account only after you agreed to that very export; counts of used features go to one address only while you have analytics switched on; every request is in the ledger.',
  'Nothing is read while the app is locked, closed, or idle without a job of yours.',
  "What you remove is gone from the store's file, its free pages and its log; deleting everything ends the sign-ins, or says which it could not, and leaves nothing in the data folder or the keychain.",
];

function testFiles(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(test|e2e)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every tag in the tests: which promise, what is shown, where. */
export function collectTags() {
  const files = ['src-main', 'src-preload', 'src-renderer', 'test'].flatMap((folder) => testFiles(join(root, folder)));
  return files.sort().flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/@promise (\d+): (.+)$/gm)].map((match) => ({
      promise: Number(match[1]),
      text: match[2].replace(/\s*\*\/$/, '').trim(),
      file: relative(root, file).replaceAll('\\', '/'),
    })),
  );
}

export function table(tags) {
  const rows = PROMISES.map((promise, index) => {
    const held = tags.filter((tag) => tag.promise === index + 1);
    const tests = held.map((tag) => `${tag.text} ([${tag.file.split('/').at(-1)}](../${tag.file}))`).join('<br>');
    return `| ${index + 1} | ${promise} | ${tests === '' ? 'no test yet' : tests} |`;
  });
  return ['| | promise | held by |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The document with a fresh table. */
export function withTable(document, tags) {
  const before = document.slice(0, document.indexOf(BEGIN) + BEGIN.length);
  const after = document.slice(document.indexOf(END));
  return `${before}\n${table(tags)}\n${after}`;
}

if (process.argv[1] === import.meta.filename) {
  const path = join(root, 'docs/SECURITY.md');
  const document = readFileSync(path, 'utf8');
  const fresh = withTable(document, collectTags());
  if (!process.argv.includes('--check')) writeFileSync(path, fresh);
  else if (fresh !== document) {
    console.error('docs/SECURITY.md is out of date: run "node scripts/node24.mjs security-table".');
    process.exitCode = 1;
  }
}
