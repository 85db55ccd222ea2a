/*
 * The attack: someone who can write into the opened store (a thief of the database key, a mistake in a migration) moves a
 * sealed token: to the row of another connection, of another person at the same org, of another field, or from another
 * vault, so that requests for one org go out with the rights of another. A seal opens only where it was made; nothing is
 * sent with what does not open, and the connection says what to do.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src-main/engine/create-engine.ts';
import { type Database, openDatabase } from '../../src-main/engine/store/database.ts';
import { STORE_FILE } from '../../src-main/engine/store/store-file.ts';
import { unlockVault } from '../../src-main/engine/vault/vault.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { expectSentence, type Outcome } from '../support/attacked-vault.ts';
import { depsOf, fillVault } from '../support/changed-vault.ts';
import { ask, TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { tempFolder } from '../support/temp-folder.ts';

type Answer = { readonly ok: boolean; readonly error?: Outcome };

async function connect(engine: Engine, org: SampleOrg, name: string): Promise<string> {
  const look = { name, group: '', colour: '', notes: '', connectionId: null };
  const target = { instanceUrl: org.instanceUrl, token: org.issueToken() };
  return (await engine.services().connectWithToken({ ...look, ...target })).id;
}

/** Two orgs; two connections to the first one. */
async function threeConnections() {
  const bundle = createSampleBundle();
  const orgs = [await sampleOrgForTest({ bundle }), await sampleOrgForTest({ bundle })] as const;
  const dataDir = tempFolder();
  const engine = testEngine(dataDir);
  await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false });
  const ids = {
    first: await connect(engine, orgs[0], 'First'),
    second: await connect(engine, orgs[0], 'Second'),
    other: await connect(engine, orgs[1], 'Other'),
  };
  await engine.close();
  return { dataDir, orgs, ids };
}

/** Changes the opened store as an attacker would who has its key. */
async function inStore(dataDir: string, change: (db: Database) => void): Promise<void> {
  const keys = await unlockVault(depsOf(dataDir), TEST_PASSWORD);
  const db = openDatabase(join(dataDir, STORE_FILE), keys.dbKeys);
  change(db);
  db.close();
}

const BOX = `SELECT box FROM sealed_secret JOIN connection ON connection.key = sealed_secret.connection_key
             WHERE connection.id = ? AND field = 'accessToken'`;
const PUT = `UPDATE sealed_secret SET box = ? WHERE field = 'accessToken'
             AND connection_key = (SELECT key FROM connection WHERE id = ?)`;

const boxOf = (db: Database, id: string): Buffer =>
  db.prepare<[string], Buffer>(BOX).pluck().get(id) ?? Buffer.alloc(0);

/** The connection is refused in words and the orgs hear nothing; the others work as before. */
async function refusal(dataDir: string, orgs: readonly SampleOrg[], refused: string, working: readonly string[]) {
  const engine = testEngine(dataDir);
  await engine.unlock(TEST_PASSWORD);
  const heard = () => orgs.reduce((sum, org) => sum + org.requests().length, 0);
  const before = heard();
  const answer = (await ask(engine, 'connections.test', { id: refused })) as Answer;
  expectSentence(answer.error ?? { code: 'opened', message: '' }, 'signed-out');
  expect(heard()).toBe(before);
  for (const id of working) expect(await ask(engine, 'connections.test', { id })).toMatchObject({ ok: true });
  await engine.close();
  return answer.error?.code;
}

describe('a sealed token', () => {
  // @promise 2: a sealed token moved to another row, or from another vault, opens nothing and nothing is sent with it
  it.each([
    ['another connection to the same org', 'first', 'second'],
    ['a connection to another org', 'other', 'first'],
  ] as const)('moved to the row of %s is not used', async (_what, from, to) => {
    const { dataDir, orgs, ids } = await threeConnections();
    await inStore(dataDir, (db) => {
      db.prepare(PUT).run(boxOf(db, ids[from]), ids[to]);
    });
    const working = Object.values(ids).filter((id) => id !== ids[to]);
    expect(await refusal(dataDir, orgs, ids[to], working)).toBe('signed-out');
  });

  it('whose connection was given another address or another org is not sent there', async () => {
    for (const change of [
      'UPDATE connection SET instance_url = (SELECT instance_url FROM connection WHERE id = @other) WHERE id = @first',
      "UPDATE connection SET org_json = json_set(org_json, '$.id', '00D000000000001AAA') WHERE id = @first",
    ]) {
      const { dataDir, orgs, ids } = await threeConnections();
      await inStore(dataDir, (db) => {
        db.prepare(change).run({ other: ids.other, first: ids.first });
      });
      expect(await refusal(dataDir, orgs, ids.first, [ids.second, ids.other])).toBe('signed-out');
    }
  });

  it('taken from another vault, with the same connection, is not used', async () => {
    const { dataDir, orgs, ids } = await threeConnections();
    const elsewhere = tempFolder();
    const engine = testEngine(elsewhere);
    await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false });
    const foreign = await connect(engine, orgs[0], 'First');
    await engine.close();
    let box: Buffer = Buffer.alloc(0);
    await inStore(elsewhere, (db) => {
      // The very same row in both vaults, so that nothing but the vault tells them apart.
      db.prepare('UPDATE connection SET id = ? WHERE id = ?').run(ids.first, foreign);
      box = boxOf(db, ids.first);
    });
    expect(box.length).toBeGreaterThan(0);
    await inStore(dataDir, (db) => {
      db.prepare(PUT).run(box, ids.first);
    });
    expect(await refusal(dataDir, orgs, ids.first, [ids.second, ids.other])).toBe('signed-out');
  });

  it('changed in any byte is not used', async () => {
    const { dataDir, orgs, ids } = await threeConnections();
    let right: Buffer = Buffer.alloc(0);
    await inStore(dataDir, (db) => {
      right = boxOf(db, ids.second);
    });
    // Version, nonce, the text and the tag.
    const { length } = right;
    for (const index of [0, 1, 12, 13, 20, length - 17, length - 16, length - 1]) {
      const box = Buffer.from(right);
      box[index] = (box[index] ?? 0) ^ 1;
      await inStore(dataDir, (db) => {
        db.prepare(PUT).run(box, ids.second);
      });
      expect(await refusal(dataDir, orgs, ids.second, [ids.first])).toBe('signed-out');
    }
  });

  it('of an account, moved to another account, is not used either', async () => {
    const dataDir = tempFolder();
    await fillVault(dataDir);
    await inStore(dataDir, (db) => {
      const columns = db
        .prepare<[], { name: string }>('PRAGMA table_info(account)')
        .all()
        .map(({ name }) => name);
      const values = columns.map((name) => {
        if (name === 'key') return '99';
        if (name === 'id') return "'other-account'";
        return name === 'subject' ? "'subject-2'" : name;
      });
      db.exec(`INSERT INTO account (${columns.join()}) SELECT ${values.join()} FROM account`);
      db.exec('INSERT INTO account_secret (account_key, field, box) SELECT 99, field, box FROM account_secret');
    });
    const engine = testEngine(dataDir);
    await engine.unlock(TEST_PASSWORD);
    const answer = (await ask(engine, 'accounts.files', { id: 'other-account', text: '' })) as Answer;
    expect(answer.error).toMatchObject({ code: expect.stringMatching(/signed-out$/) });
    expect(answer.error?.message).toMatch(/Sign in again/);
    // Nothing was sent for it.
    const rows = engine.services().store.ledger.list({ offset: 0, limit: 10, text: '', connectionId: null });
    expect(rows).toMatchObject({ total: 0 });
  });
});
