import { randomBytes } from 'node:crypto';
import { writeFileSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'vitest';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { CATALOG_AREAS } from '../../../src-preload/contract/areas.ts';
import { sampleOrgForTest } from '../../support/sample-org.ts';
import { openSyncRig } from '../../support/sync-rig.ts';
import { tempFolder } from '../../support/temp-folder.ts';

it('dump', async () => {
  const org = await sampleOrgForTest({ bundle: createSampleBundle() });
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
  const connectionId = await rig.connect(org);
  const first = await rig.sync.syncNow({ connectionId, objects: 'all', areas: [...CATALOG_AREAS] });
  const { key } = rig.catalog.org(connectionId);
  const out: Record<string, unknown> = { unknown: first.unknown };
  for (const { type, n } of rig.areas.components.counts(key)) {
    const all = rig.areas.components.ofType(key, type);
    const keys: Record<string, { types: Record<string, number>; ex: string }> = {};
    const common: Record<string, number> = {};
    const unk: Record<string, number> = {};
    for (const c of all) {
      for (const [k, v] of Object.entries(c.facts)) {
        const t = v === null ? 'null' : Array.isArray(v) ? (v.length === 0 ? 'list0' : typeof v[0] === 'object' ? 'list{}' : 'list') : typeof v;
        const e = (keys[k] ??= { types: {}, ex: '' });
        e.types[t] = (e.types[t] ?? 0) + 1;
        if (v !== null && !(Array.isArray(v) && v.length === 0)) e.ex = JSON.stringify(v).slice(0, 300);
      }
      for (const k of ['object','namespace','orgId','description','createdDate','createdBy','lastModifiedDate','lastModifiedBy','searchText'] as const) if (c[k] !== null) common[k] = (common[k] ?? 0) + 1;
      for (const u of c.unknown) unk[u] = (unk[u] ?? 0) + 1;
    }
    const { facts: _f, ...rest } = all[0] ?? ({} as never);
    out[type] = { n, common, unk, keys, first: JSON.stringify(rest).slice(0, 500) };
  }
  writeFileSync('/tmp/y6-dump.json', JSON.stringify(out, null, 1));
  await rig.close();
}, 200000);
