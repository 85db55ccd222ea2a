import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../../../test/support/temp-folder.ts';
import { openDatabase } from '../database.ts';
import { createLedgerRepository } from '../ledger-repository.ts';
import { ledgerFilter } from './0010-ledger-filter.ts';
import { migrations } from './index.ts';

it('lets the filter find requests of an earlier version, and counts them', () => {
  const path = join(tempFolder(), 'store.db');
  const key = randomBytes(32);
  const before = openDatabase(
    path,
    key,
    migrations.filter(({ id }) => id < ledgerFilter.id),
  );
  const insert = before.prepare(`
    INSERT INTO ledger (at, purpose, trigger_name, connection_id, connection_name, method, host, path, reads, parts,
                        attempt, state, status, bytes_in)
    VALUES (?, 'describe', 'sync', ?, ?, 'POST', 'acme.my.salesforce.com', '/services/data/v68.0/composite', ?, 2, 1,
            'done', 200, 10)`);
  insert.run('2026-01-01T00:00:00.000Z', 'c1', 'Acme', 'Account, Contact');
  insert.run('2026-01-01T00:00:01.000Z', 'c1', 'Acme', 'Account, Contact');
  insert.run('2026-01-01T00:00:02.000Z', null, null, 'Lead');
  before.close();

  const db = openDatabase(path, key);
  const ledger = createLedgerRepository(db);
  const total = (filter: Parameters<typeof ledger.totals>[0]): number =>
    ledger.list({ ...filter, offset: 0, limit: 9 }).total;
  expect([total({ text: 'contact' }), total({ connectionId: 'c1' }), total({ purpose: 'describe' })]).toEqual([
    2, 2, 3,
  ]);
  expect(ledger.totals({}).byPurpose).toEqual([
    { purpose: 'describe', requests: 3, refused: 0, bytesIn: 30, bytesOut: 0 },
  ]);
  expect(db.prepare('SELECT count(*) FROM ledger_kind').pluck().get()).toBe(2);
  db.close();
});
