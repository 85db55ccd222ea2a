/*
 * The attack: a fault of the disk, or someone who can write to the data folder, changes bytes of the encrypted store or
 * of its log. Every page has an authentication code, so a changed page is never shown as if it were what was stored: it
 * is called damage, in words, and the file is left as it is. What lies in other pages can still be read.
 *
 * A log that ends in rubbish is what a power cut leaves, too: SQLite then takes what is whole before it. So changed bytes
 * of the log may take the newest changes away, never more, and never change what is shown.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src-main/engine/create-engine.ts';
import { STORE_FILE } from '../../src-main/engine/store/store-file.ts';
import { copyOf, expectSentence, fingerprint, OPENED, type Outcome, outcomeOf } from '../support/attacked-vault.ts';
import { fillVault } from '../support/changed-vault.ts';
import { ask, TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { seededRandom } from '../support/random.ts';
import { tempFolder } from '../support/temp-folder.ts';

const PAGE_BYTES = 4096;
/** The long run harms more; see `npm run test:long`. */
const IS_LONG = process.env['ORGBENCH_LONG'] === '1';
const RANDOM_PAGES = IS_LONG ? 600 : 60;
const LOG_FLIPS = IS_LONG ? 600 : 80;
const TIMEOUT = { timeout: IS_LONG ? 900_000 : 120_000 };
const COLUMNS = ['planted', 'columns'];

function random(what: string): () => number {
  const seed = Number(process.env['ORGBENCH_SEED'] ?? Date.now() % 1_000_000);
  console.log(`${what}: seed ${seed}`);
  return seededRandom(seed);
}

/** A vault with a store of some hundred pages, and what it answers while it is whole. */
async function filled() {
  const dataDir = tempFolder();
  await fillVault(dataDir);
  const engine = testEngine(dataDir);
  await engine.unlock(TEST_PASSWORD);
  await ask(engine, 'preferences.write', { set: { fieldColumns: COLUMNS }, reset: [] });
  const whole = await readAll(engine);
  expect(whole.filter(({ ok }) => !ok)).toEqual([]);
  await engine.close();
  return { dataDir, whole, bytes: readFileSync(join(dataDir, STORE_FILE)) };
}

const QUESTIONS: readonly (readonly [string, unknown])[] = [
  ['preferences.read', {}],
  ['connections.list', {}],
  ['accounts.list', {}],
  ['jobs.list', { limit: 100 }],
];

type Answer = { readonly ok: boolean; readonly value?: unknown; readonly error?: Outcome };

async function readAll(engine: Engine): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const [method, input] of QUESTIONS) answers.push((await ask(engine, method, input)) as Answer);
  const settings = await outcomeOf(() => {
    const list = engine.services().store.settings.list('planted-');
    answers.push({ ok: true, value: [...list].map(([name, value]) => `${name}=${value}`) });
  });
  if (settings.code !== 'opened') answers.push({ ok: false, error: settings });
  return answers;
}

/** Opens a harmed folder: refused as damaged, or open with answers that are right or refused as damaged. */
async function examine(dataDir: string, whole: readonly Answer[]): Promise<'refused' | 'partly' | 'whole'> {
  const engine = testEngine(dataDir);
  const opened = await outcomeOf(engine.unlock(TEST_PASSWORD));
  if (opened.code !== 'opened') {
    await engine.close();
    expectSentence(opened, 'store-damaged');
    return 'refused';
  }
  const answers = await readAll(engine);
  const checked = await outcomeOf(() => engine.services().checkIntegrity());
  await engine.close();
  for (const [index, answer] of answers.entries()) {
    expect(answer).toEqual(answer.ok ? whole[index] : answer);
    if (!answer.ok) expectSentence(answer.error ?? OPENED, 'store-damaged');
  }
  if (checked.code !== 'opened') expectSentence(checked, 'store-damaged');
  return checked.code === 'opened' && answers.every(({ ok }) => ok) ? 'whole' : 'partly';
}

function flipped(bytes: Buffer, index: number, mask = 0x10): Buffer {
  const changed = Buffer.from(bytes);
  changed[index] = (changed[index] ?? 0) ^ mask;
  return changed;
}

describe('a store with one byte changed', () => {
  // @promise 1: a changed byte of the store is noticed, said in words, and never shown as if it had been stored
  it('in its first pages is refused or noticed, and not written over', TIMEOUT, async () => {
    const { dataDir, whole, bytes } = await filled();
    const folder = copyOf(dataDir);
    const path = join(folder, STORE_FILE);
    const seen = { refused: 0, partly: 0, whole: 0 };
    const offsets = Array.from({ length: 17 }, (_, index) => index * 6).concat(
      Array.from({ length: Math.ceil((3 * PAGE_BYTES) / 100) }, (_, index) => index * 100),
    );
    for (const index of offsets) {
      const harmed = flipped(bytes, index);
      writeFileSync(path, harmed);
      const what = await examine(folder, whole);
      seen[what] += 1;
      const isLeft = what === 'partly' || readFileSync(path).equals(harmed);
      const noticed = expect.stringMatching(/^(refused|partly)$/);
      expect({ index, what, isLeft }).toEqual({ index, what: noticed, isLeft: true });
    }
    expect(seen.refused).toBeGreaterThan(0);
    // All other files are as they were; with the store put back nothing is missing.
    writeFileSync(path, bytes);
    expect(fingerprint(folder)).toEqual(fingerprint(dataDir));
    expect(await examine(folder, whole)).toBe('whole');
  });

  it('in any page keeps what lies in the others, and the harmed page as it is', TIMEOUT, async () => {
    const { dataDir, whole, bytes } = await filled();
    const next = random('pages of the store');
    const folder = copyOf(dataDir);
    const path = join(folder, STORE_FILE);
    const seen = { refused: 0, partly: 0, whole: 0 };
    for (let round = 0; round < RANDOM_PAGES; round += 1) {
      const index = Math.floor(next() * bytes.length);
      const harmed = flipped(bytes, index, 1 << Math.floor(next() * 8));
      writeFileSync(path, harmed);
      const what = await examine(folder, whole);
      seen[what] += 1;
      const page = Math.floor(index / PAGE_BYTES) * PAGE_BYTES;
      const kept = readFileSync(path).subarray(page, page + PAGE_BYTES);
      // Only a page that SQLite does not use (free, to be filled anew) may be harmed without being noticed.
      const isLeft = what === 'whole' || kept.equals(harmed.subarray(page, page + PAGE_BYTES));
      expect({ round, isLeft }).toEqual({ round, isLeft: true });
    }
    expect(seen.partly + seen.refused).toBeGreaterThan(RANDOM_PAGES / 2);
  });

  it('cut off at a page, or followed by foreign bytes, is not shown as whole', async () => {
    const { dataDir, whole, bytes } = await filled();
    for (const harmed of [bytes.subarray(0, bytes.length - PAGE_BYTES), bytes.subarray(0, 10 * PAGE_BYTES)]) {
      const folder = copyOf(dataDir);
      writeFileSync(join(folder, STORE_FILE), harmed);
      expect(await examine(folder, whole)).not.toBe('whole');
    }
    const folder = copyOf(dataDir);
    writeFileSync(join(folder, STORE_FILE), Buffer.concat([bytes, Buffer.alloc(PAGE_BYTES, 7)]));
    expect(await examine(folder, whole)).not.toBe('partly');
  });
});

/** One of the states that were stored, from the one in the store on; all the rest is there and sound. */
async function storedState(reader: Engine): Promise<string> {
  const answer = (await ask(reader, 'preferences.read', {})) as { value?: { fieldColumns: string[] } };
  const columns = answer.value?.fieldColumns ?? [];
  const [first = ''] = columns;
  expect(columns).toEqual(first === COLUMNS[0] ? COLUMNS : [String(Number(first)), 'x'.repeat(40)]);
  reader.services().checkIntegrity();
  expect(reader.services().store.settings.list('planted-').size).toBe(20_000);
  return first;
}

describe('a log of a killed engine with one byte changed', () => {
  it('loses at most the newest changes, and shows nothing that was not stored', TIMEOUT, async () => {
    const { dataDir } = await filled();
    const engine = testEngine(dataDir);
    await engine.unlock(TEST_PASSWORD);
    for (let index = 0; index < 40; index += 1) {
      const set = { fieldColumns: [String(index), 'x'.repeat(40)] };
      expect(await ask(engine, 'preferences.write', { set, reset: [] })).toMatchObject({ ok: true });
    }
    const killed = copyOf(dataDir);
    await engine.close();
    const log = readFileSync(join(killed, `${STORE_FILE}-wal`));
    const store = readFileSync(join(killed, STORE_FILE));
    expect(log.length).toBeGreaterThan(20 * PAGE_BYTES);

    const next = random('bytes of the log');
    const states = new Set<string>();
    for (let round = 0; round < LOG_FLIPS; round += 1) {
      // The header and the first frame's head, then anywhere.
      const index = round < 28 ? round * 2 : Math.floor(next() * log.length);
      const folder = copyOf(killed);
      writeFileSync(join(folder, `${STORE_FILE}-wal`), flipped(log, index));
      const reader = testEngine(folder);
      const opened = await outcomeOf(reader.unlock(TEST_PASSWORD));
      const isRefused = opened.code !== OPENED.code;
      if (isRefused) expectSentence(opened, 'store-damaged');
      else states.add(await storedState(reader));
      await reader.close();
      const isLeft = !isRefused || readFileSync(join(folder, STORE_FILE)).equals(store);
      expect({ round, index, isLeft }).toEqual({ round, index, isLeft: true });
    }
    expect(states.size).toBeGreaterThan(1);
    expect(statSync(join(killed, `${STORE_FILE}-wal`)).size).toBe(log.length);
  });
});
