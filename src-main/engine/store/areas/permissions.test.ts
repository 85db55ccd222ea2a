import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../../../../test/support/temp-folder.ts';
import { openDatabase } from '../database.ts';
import { createSeenRows } from './permission-table.ts';
import { createPermissions } from './permissions.ts';

const AT = { connectionKey: 1, snapshot: 1, readAt: '2026-11-23T12:00:00.000Z' };
const PHONE = { holder: '0PS000000000001', object: 'Account', field: 'Phone', rights: 1 };

function store() {
  const db = openDatabase(join(tempFolder(), 'store.db'), randomBytes(32));
  onTestFinished(() => {
    db.close();
  });
  const columns = (
    db.pragma('table_info(connection)') as { name: string; notnull: number; dflt_value: unknown; type: string }[]
  )
    .filter(({ name, notnull, dflt_value: value }) => name === 'key' || (notnull === 1 && value === null))
    .map(({ name, type }) => [name, type === 'INTEGER' ? '1' : `'${name === 'reads' ? 'metadata' : 'x'}'`] as const);
  db.exec(
    `INSERT INTO connection (${columns.map(([name]) => name).join(', ')}) VALUES (${columns.map(([, value]) => value).join(', ')})`,
  );
  const permissions = createPermissions(db);
  const versions = () =>
    db.prepare('SELECT valid_from, valid_to, rights FROM field_permission ORDER BY id').raw().all();
  return { db, permissions, versions };
}

describe('permissions in the store', () => {
  it('keep what was, when they change in a later reading', () => {
    const { permissions, versions } = store();
    const keys = permissions.keysFor(1);
    permissions.fields.save(AT, keys, PHONE);
    permissions.fields.save({ ...AT, snapshot: 2 }, keys, PHONE);
    permissions.fields.save({ ...AT, snapshot: 3 }, keys, { ...PHONE, rights: 5 });
    expect(versions()).toEqual([
      [1, 3, 1],
      [3, null, 5],
    ]);
  });

  it('are corrected in the reading that wrote them', () => {
    const { permissions, versions } = store();
    const keys = permissions.keysFor(1);
    permissions.fields.save(AT, keys, PHONE);
    permissions.fields.save(AT, keys, { ...PHONE, rights: 5 });
    expect(versions()).toEqual([[1, null, 5]]);
  });

  it('end when a whole list no longer names them', () => {
    const { permissions } = store();
    const keys = permissions.keysFor(1);
    permissions.fields.save(AT, keys, PHONE);
    permissions.fields.save(AT, keys, { ...PHONE, field: 'Fax' });
    const seen = createSeenRows();
    seen.add(permissions.fields.save({ ...AT, snapshot: 2 }, keys, PHONE));
    const last = permissions.fields.endUnseen({ ...AT, snapshot: 2 }, seen, 0);
    expect(permissions.fields.endUnseen({ ...AT, snapshot: 2 }, seen, last ?? 0)).toBeNull();
    expect(permissions.fields.all(1).map(({ field }) => field)).toEqual(['Phone']);
    expect(permissions.fields.ofField(1, 'Account', 'Fax')).toEqual([]);
    expect(permissions.fields.counts(1)).toEqual(new Map([[PHONE.holder, 1]]));
  });

  it('leave out rows that allow nothing, but count them as the org does', () => {
    const { permissions } = store();
    permissions.fields.save(AT, permissions.keysFor(1), { ...PHONE, rights: 0 });
    expect(permissions.fields.ofHolder(1, PHONE.holder, null)).toEqual([]);
    expect(permissions.fields.counts(1).get(PHONE.holder)).toBe(1);
  });

  it('go with everything that belongs to them', () => {
    const { db, permissions } = store();
    permissions.fields.save(AT, permissions.keysFor(1), PHONE);
    permissions.putAssignment(1, {
      orgId: '0Pa000000000001',
      userId: '005000000000001',
      setId: PHONE.holder,
      groupId: null,
      expiresAt: null,
      active: true,
    });
    permissions.removeAll(1);
    const tables = [
      'permission_holder',
      'permission_target',
      'object_permission',
      'field_permission',
      'permission_assignment',
    ];
    const left = tables.map((table) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
    expect(left).toEqual([0, 0, 0, 0, 0]);
  });

  it('tell seen rows apart however many there are', () => {
    const seen = createSeenRows();
    for (const id of [1, 8, 9, 1_000_003]) seen.add(id);
    expect([1, 2, 8, 9, 10, 1_000_003, 1_000_004, 5_000_000].filter((id) => seen.has(id))).toEqual([
      1, 8, 9, 1_000_003,
    ]);
  });
});
