import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../../../test/support/temp-folder.ts';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

it('a store of an older version says "unknown" for what nobody asked yet, and asks again', () => {
  const path = join(tempFolder(), 'store.db');
  const key = randomBytes(32);
  const older = openDatabase(
    path,
    key,
    migrations.filter(({ id }) => id < 5),
  );
  older.exec(`
    INSERT INTO connection (key, id, name, group_name, colour, notes, type, instance_url, created_at)
      VALUES (1, 'c', 'Org', '', 'grey', '', 'sandbox', 'https://example.my.salesforce.com', '2026-01-01');
    INSERT INTO field (connection_key, valid_from, row_hash, object, name, label, flags, unknown)
      VALUES (1, 1, x'00', 'Account', 'Name', 'Name', 0, NULL), (1, 1, x'01', 'Account', 'Old__c', 'Old', 0, '["createdDate"]');
  `);
  older.close();

  const db = openDatabase(path, key);
  const unknown = db.prepare<[], { name: string; unknown: string }>(
    'SELECT name, unknown FROM field_now ORDER BY name',
  );
  expect(unknown.all().map((row) => [row.name, JSON.parse(row.unknown)])).toEqual([
    ['Name', ['securityClassification', 'complianceGroup']],
    ['Old__c', ['createdDate', 'securityClassification', 'complianceGroup']],
  ]);
  expect(db.prepare('SELECT security_classification FROM field_now').all()).toHaveLength(2);
  db.close();
});
