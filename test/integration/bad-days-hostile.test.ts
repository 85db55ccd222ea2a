/*
 * An org whose texts and names are hostile, all the way: read, stored, found, read again after a change, exported, its
 * connection taken to another computer by a backup, and read there. How exported files look to other programs is in
 * exports-opened.test.ts, what the page does with such texts in test/security/page-injection.e2e.ts.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src-main/engine/create-engine.ts';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { examineVault, lineDifferences, printedRandom } from '../support/bad-days.ts';
import { askEngine, BACKUP_PASSWORD, submitSecret } from '../support/backups.ts';
import { HOSTILE_TEXTS } from '../support/book.ts';
import { TEST_PASSWORD, TEST_POLICY, testEngine } from '../support/engine.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { customObject, smallOrg, textField, withFields } from '../support/small-org.ts';
import { tempFolder } from '../support/temp-folder.ts';

const LONG_CHARACTERS = 50_000;
const LONG = `needle ${'long '.repeat(LONG_CHARACTERS / 5)}`.slice(0, LONG_CHARACTERS);
const LONE = ['high \ud83d alone', 'low \ude00 alone', '\udc00\ud800 swapped', 'ends in \ud800'];
const CONTROL = Array.from({ length: 32 }, (_, code) => `c${code}${String.fromCharCode(code)}c`);

/** Any UTF-16 units at all, lone surrogates included. */
function randomTexts(): string[] {
  const next = printedRandom('random texts');
  return Array.from({ length: 20 }, () =>
    Array.from({ length: 30 }, () => String.fromCharCode(Math.floor(next() * 0x10000))).join(''),
  );
}

const TEXTS: readonly string[] = [
  ...HOSTILE_TEXTS,
  ...CONTROL,
  ...LONE,
  'bell \u0007, delete \u007f, end \uffff, mark \ufeff',
  "'); DROP TABLE field; --",
  '" OR "" NEAR(x) * ^ {label} : col',
  '%_\\%',
  '$(touch x) `touch x` ${x} {{x}} %s',
  '__proto__',
  'constructor',
  'a\u0301\u0323 \u00c5 \u212b \u1e69',
  '\u200f\u05d0\u200e\u2067abc\u2069\u061c',
  'I\u0307stanbul \u0131 \u00df \u1e9e',
  LONG,
];

function hostileOrg(texts: readonly string[]): OrgBundle {
  const fields = texts.map((text, index) =>
    textField(`Field_${index}__c`, { label: text, description: text, helpText: text }),
  );
  const values = texts.map((text, index) => ({ value: `${index} ${text}`, label: text, active: true }));
  const picklist = textField('Choice__c', { type: 'picklist', metadataType: 'Picklist', picklistValues: values });
  return smallOrg([
    customObject('Trap__c', [...fields, textField('Code__c'), textField('CODE__c'), textField('code__C'), picklist]),
    customObject('TRAP__c', [textField('Other__c')], { label: '<img src=x onerror=alert(1)>' }),
    customObject('trap__C', [textField('Third__c')], { label: '=1+1' }),
    customObject('constructor__c', [textField('toString__c'), textField('valueOf__c')]),
  ]);
}

async function open(dataDir: string): Promise<Engine> {
  const engine = testEngine(dataDir);
  await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false });
  return engine;
}

const CONNECTION = {
  name: "=HYPERLINK('x') <b>",
  group: '\u202eputs\u202c',
  colour: '',
  notes: HOSTILE_TEXTS.join('\n').slice(0, 2000),
} as const;

/** What a vault holds, and the lines of its dictionary: names that differ in case only stand in any order there. */
async function examine(dataDir: string, connectionId: string) {
  const folder = tempFolder();
  const found = await examineVault(dataDir, connectionId, TEST_POLICY, folder);
  const linesOf = (format: string) =>
    readFileSync(join(folder, `dictionary.${format}`), 'utf8')
      .split('\n')
      .toSorted();
  return { ...found, csv: linesOf('csv'), markdown: linesOf('md') };
}

const readAll = (engine: Engine, connectionId: string) =>
  engine.services().syncNow({ connectionId, objects: 'chosen' });

describe('an org of hostile texts and names', { timeout: 120_000 }, () => {
  it('is read, found, read again, exported, and restored on another computer, all the same', async () => {
    const texts = [...TEXTS, ...randomTexts()];
    const bundle = hostileOrg(texts);
    const org = await sampleOrgForTest({ bundle });
    const dataDir = tempFolder();
    const engine = await open(dataDir);
    const { id: connectionId } = await engine.services().connectWithToken({
      ...CONNECTION,
      instanceUrl: org.instanceUrl,
      token: org.accessToken,
      connectionId: null,
    });
    const listed = await askEngine(engine, 'objects.available', { connectionId, refresh: true });
    const names = listed.ok ? listed.value.objects.map(({ name }) => name) : [];
    expect(names.toSorted()).toEqual(['TRAP__c', 'Trap__c', 'constructor__c', 'trap__C']);
    expect(await askEngine(engine, 'objects.choose', { connectionId, names })).toMatchObject({ ok: true });
    expect(await readAll(engine, connectionId)).toMatchObject({ objects: 4, unknown: [] });

    // Stored: each text as it was, but for halves of pairs, which no file and no database can hold.
    const { store } = engine.services();
    const { catalog } = store;
    for (const [index, text] of texts.entries()) {
      const { label, description, helpText } = catalog.field(connectionId, 'Trap__c', `Field_${index}__c`)?.row ?? {};
      const wanted = text.toWellFormed();
      expect({ index, label, description, helpText }).toEqual({
        index,
        label: wanted,
        description: wanted,
        helpText: wanted,
      });
    }
    for (const name of ['Code__c', 'CODE__c', 'code__C']) {
      expect(catalog.field(connectionId, 'Trap__c', name)?.row.name).toBe(name);
    }

    // Found: by itself, whatever it is made of.
    const missed: string[] = [];
    for (const [index, text] of texts.entries()) {
      const words = text.toWellFormed().slice(0, 60);
      const answer = await askEngine(engine, 'catalog.search', { connectionId, text: words, limit: 200 } as never);
      if (!answer.ok) {
        missed.push(`${index} ${JSON.stringify(words)} ${JSON.stringify(answer.error)}`);
        continue;
      }
      const { hits } = answer.value;
      if (!hits.some((hit) => JSON.stringify(hit).includes(`Field_${index}__c`)))
        missed.push(`${index} ${JSON.stringify(words)}`);
    }
    expect(missed).toEqual([]);
    const grid = await askEngine(engine, 'catalog.fields', {
      query: { connectionId, objects: null, quick: 'c0\0c', filters: [], sort: [] },
      offset: 0,
      limit: 10,
    });
    expect(grid).toMatchObject({ ok: true });

    // Read again after one field changed: nothing else becomes a new version, halves of pairs do not either.
    const changed = withFields(bundle, 'Trap__c', (field) =>
      field.name === 'Code__c' ? { ...field, label: 'Changed', lastModifiedDate: '2025-03-01T09:00:00.000Z' } : field,
    );
    org.replaceBundle(changed);
    await readAll(engine, connectionId);
    expect(catalog.field(connectionId, 'Trap__c', 'Code__c')?.row.label).toBe('Changed');

    const file = join(tempFolder(), 'mine.orgbench-backup');
    const backup = {
      purpose: 'backup',
      password: BACKUP_PASSWORD,
      acceptWeak: false,
      sections: [] as string[],
      withSecrets: true,
    } as const;
    expect(await submitSecret(engine, backup, file)).toMatchObject({ ok: true });
    await engine.close();
    const here = await examine(dataDir, connectionId);
    expect(here.closed).toBe(1);

    // Restored elsewhere: the connection and the choice of objects come along, and the org is read to the same store.
    const otherDir = tempFolder();
    const other = await open(otherDir);
    expect(await submitSecret(other, { purpose: 'restore', password: BACKUP_PASSWORD }, file)).toMatchObject({
      ok: true,
    });
    const preview = await askEngine(other, 'backup.preview', {});
    if (!preview.ok || preview.value === null) throw new Error('The backup was not opened.');
    const { restoreId, sections } = preview.value;
    const choose = sections.map(({ name }) => ({ section: name, ids: null }));
    expect(await askEngine(other, 'backup.restore', { restoreId, choose })).toMatchObject({ ok: true });
    const { connections } = other.services().store;
    expect(connections.get(connectionId)).toMatchObject({
      name: CONNECTION.name,
      group: CONNECTION.group,
      notes: CONNECTION.notes,
    });
    expect(await readAll(other, connectionId)).toMatchObject({ objects: 4, unknown: [] });
    await other.close();
    const there = await examine(otherDir, connectionId);
    expect(there.closed).toBe(0);
    expect(lineDifferences(here.lines, there.lines)).toEqual([]);
    expect(lineDifferences(here.csv, there.csv)).toEqual([]);
    expect(lineDifferences(here.markdown, there.markdown)).toEqual([]);
  });
});
