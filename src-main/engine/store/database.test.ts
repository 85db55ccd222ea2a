import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../../test/support/temp-folder.ts';
import { openDatabase } from './database.ts';
import { copyPathOf, migrate, type Migration } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { createSettingsRepository } from './settings-repository.ts';
import { nameStoreFailure } from './store-failure.ts';

const key = new Uint8Array(32).fill(5);
const otherKey = new Uint8Array(32).fill(6);

function filledStore(rows = 2000): string {
  const path = join(tempFolder(), 'store.db');
  const db = openDatabase(path, key);
  const settings = createSettingsRepository(db);
  for (let row = 0; row < rows; row += 1000) {
    settings.change(
      Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`name-${row + index}`, 'value '.repeat(20)])),
      [],
    );
  }
  db.close();
  return path;
}

describe('the encrypted store', () => {
  it('keeps what was written and leaves no plain text on the disk', () => {
    const path = filledStore();
    const db = openDatabase(path, key);
    expect(createSettingsRepository(db).list('name-').size).toBe(2000);
    for (const name of readdirSync(join(path, '..'))) {
      const bytes = readFileSync(join(path, '..', name), 'latin1');
      for (const marker of ['SQLite format 3', 'CREATE TABLE', 'name-', 'value value'])
        expect(bytes).not.toContain(marker);
    }
    db.close();
  });

  it('keeps temporary tables in memory and foreign keys on', () => {
    const db = openDatabase(join(tempFolder(), 'store.db'), key);
    expect(db.pragma('temp_store', { simple: true })).toBe(2);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    db.close();
  });

  it('opens with any of the listed keys, as during a renewal', () => {
    const db = openDatabase(filledStore(), [otherKey, key]);
    expect(createSettingsRepository(db).list('name-').size).toBe(2000);
    db.close();
  });

  it('does not open with another key, and is not changed by the attempt', () => {
    const path = filledStore();
    const before = readFileSync(path);
    expect(() => openDatabase(path, otherKey)).toThrow(expect.objectContaining({ code: 'store-damaged' }));
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it.each([0, 1, 100, 4095, 4096, 8192, 100_000])('that was cut to %i bytes is reported and never deleted', (bytes) => {
    const path = filledStore();
    truncateSync(path, bytes);
    expect(() => openDatabase(path, key)).toThrow(expect.objectContaining({ code: 'store-damaged' }));
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path).length).toBe(bytes);
  });

  it('that is another file is reported', () => {
    const path = join(tempFolder(), 'store.db');
    writeFileSync(path, 'not a database '.repeat(1000));
    expect(() => openDatabase(path, key)).toThrow(expect.objectContaining({ code: 'store-damaged' }));
  });

  it('is not started anew while the log of a lost one is there', () => {
    const path = join(tempFolder(), 'store.db');
    writeFileSync(`${path}-wal`, 'what a lost store had written last');
    expect(() => openDatabase(path, key)).toThrow(expect.objectContaining({ code: 'store-damaged' }));
  });

  it('is started anew over a draft that a kill left behind', () => {
    const path = join(tempFolder(), 'store.db');
    writeFileSync(`${path}.new`, 'half');
    openDatabase(path, key).close();
    expect(existsSync(`${path}.new`)).toBe(false);
  });

  it('that cannot be opened for writing is reported as read-only', () => {
    expect(() => openDatabase(tempFolder(), key)).toThrow(expect.objectContaining({ code: 'store-read-only' }));
  });

  it('reports a full disk in words, and keeps what it has', () => {
    const db = openDatabase(join(tempFolder(), 'store.db'), key);
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 2}`);
    let thrown: unknown;
    try {
      createSettingsRepository(db).change({ big: 'x'.repeat(1_000_000) }, []);
    } catch (error) {
      thrown = nameStoreFailure(error);
    }
    expect(thrown).toMatchObject({ code: 'disk-full', retryable: true });
    db.close();
  });

  it.each([
    ['SQLITE_READONLY_DBMOVED', 'store-read-only'],
    ['SQLITE_CANTOPEN', 'store-read-only'],
    ['SQLITE_CORRUPT_INDEX', 'store-damaged'],
    ['SQLITE_IOERR_WRITE', 'disk-full'],
    ['SQLITE_BUSY_SNAPSHOT', 'vault-in-use'],
    ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_UNIQUE'],
  ])('names %s %s', (code, named) => {
    expect(nameStoreFailure(Object.assign(new Error('x'), { code }))).toMatchObject({ code: named });
  });
});

describe('migrations', () => {
  const newest = migrations.at(-1)?.id ?? 0;
  const step: Migration = {
    id: newest + 1,
    name: 'step',
    sql: 'CREATE TABLE step (x TEXT); INSERT INTO step VALUES (1);',
  };
  const broken: Migration = { id: newest + 2, name: 'broken', sql: 'CREATE TABLE half (x TEXT); NOT SQL;' };

  it('have rising numbers without gaps', () => {
    expect(migrations.map(({ id }) => id)).toEqual(migrations.map((_, index) => index + 1));
  });

  it('refuse a store of a newer Orgbench and leave it alone', () => {
    const path = filledStore();
    const db = openDatabase(path, key);
    db.pragma('user_version = 99');
    db.close();
    expect(() => openDatabase(path, key)).toThrow(expect.objectContaining({ code: 'store-newer' }));
  });

  it('copy the store first and remove the copy when all went well', () => {
    const path = filledStore();
    const db = openDatabase(path, key);
    writeFileSync(`${copyPathOf(path)}.new`, 'left by a kill');
    migrate(db, [...migrations, step]);
    expect(db.pragma('user_version', { simple: true })).toBe(step.id);
    expect(readdirSync(join(path, '..')).filter((name) => name.includes('before'))).toEqual([]);
    db.close();
  });

  it('leave the store as it was, and an encrypted copy of the beginning, when one fails again and again', () => {
    const path = filledStore();
    const db = openDatabase(path, key);
    for (const _try of [1, 2]) expect(() => migrate(db, [...migrations, step, broken])).toThrow('syntax error');
    expect(db.pragma('user_version', { simple: true })).toBe(step.id);
    expect(db.prepare("SELECT name FROM sqlite_master WHERE name = 'half'").all()).toEqual([]);
    db.close();
    const copy = copyPathOf(path);
    expect(readFileSync(copy, 'latin1')).not.toContain('name-');
    const reopened = openDatabase(copy, key);
    expect(reopened.pragma('user_version', { simple: true })).toBe(newest);
    expect(createSettingsRepository(reopened).list('name-').size).toBe(2000);
    reopened.close();
  });
});
