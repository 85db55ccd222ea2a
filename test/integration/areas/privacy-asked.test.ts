import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { CATALOG_AREAS } from '../../../src-preload/contract/areas.ts';
import { AT_SIGN_IN, salesforceTables } from '../../../src-main/engine/privacy/report/salesforce-tables.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { recordAsked } from '../../support/asked-of-org.ts';
import { sampleOrgForTest } from '../../support/sample-org.ts';
import { openSyncRig } from '../../support/sync-rig.ts';
import { tempFolder } from '../../support/temp-folder.ts';

type Named = { readonly object: string; readonly columns: readonly string[] };

/** The columns that a query and its sub-selects name, by object; a count names none. */
function namedBy(soql: string): readonly Named[] {
  const inner = [...soql.matchAll(/\(\s*(SELECT\s[^()]*)\)/gi)].flatMap(([, part]) => namedBy(part ?? ''));
  const outer = soql.replaceAll(/,?\s*\(\s*SELECT\s[^()]*\)/gi, '');
  const [, list = '', object = ''] = /^\s*SELECT\s+(.+?)\s+FROM\s+(\w+)/i.exec(outer) ?? [];
  const columns = list.split(',').map((one) => one.trim());
  return [{ object, columns: columns.filter((one) => one !== '' && !/\(/.test(one)) }, ...inner];
}

it('asks of each object only for what the privacy report says', { timeout: 120_000 }, async () => {
  const record = recordAsked();
  const org = await sampleOrgForTest({ bundle: createSampleBundle() });
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
  onTestFinished(() => rig.close());
  const connectionId = await rig.connect(org);
  const atSignIn = record.asked().length;
  for (let read = 0; read < 2; read += 1) {
    await rig.sync.syncNow({ connectionId, objects: 'all', areas: [...CATALOG_AREAS] });
  }

  const asked = new Map<string, Set<string>>();
  for (const [index, { path, soql }] of record.asked().entries()) {
    const api = path.includes('/tooling/') ? 'tooling' : index < atSignIn ? AT_SIGN_IN : 'data';
    for (const { object, columns } of soql === null ? [] : namedBy(soql)) {
      const key = `${api} ${object}`;
      asked.set(key, new Set([...(asked.get(key) ?? []), ...columns]));
    }
    const [, whole] = /\/tooling\/sobjects\/(\w+)\/\w{15,18}$/.exec(path) ?? [];
    if (whole !== undefined)
      asked.set(`tooling ${whole}`, new Set([...(asked.get(`tooling ${whole}`) ?? []), 'Metadata']));
  }
  const table = salesforceTables().find(({ id }) => id === 'salesforce-objects');
  const stated = new Map(
    (table?.rows ?? []).map(([object = '', api = '', , columns = '']) => [`${api} ${object}`, columns.split(', ')]),
  );
  // Their columns are those of the org: about 200, more with each release.
  const isPermission = (key: string, column: string): boolean =>
    column.startsWith('Permissions') && (stated.get(key) ?? []).includes('every column Permissions… that the org has');
  const unstated = [...asked].flatMap(([key, columns]) =>
    [...columns]
      .filter((one) => !(stated.get(key) ?? []).includes(one) && !isPermission(key, one))
      .map((one) => `${key}: ${one}`),
  );
  expect(asked.size).toBeGreaterThan(40);
  expect(unstated.toSorted()).toEqual([]);
});
