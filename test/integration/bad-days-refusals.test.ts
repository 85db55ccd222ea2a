import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SampleOrgOptions } from '../../src-main/sample-org/server.ts';
import { largeOrg } from '../support/large-org.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { openSyncRig } from '../support/sync-rig.ts';
import { tempFolder } from '../support/temp-folder.ts';

const OBJECTS = 120;
const REFUSED = JSON.stringify([{ errorCode: 'MALFORMED_QUERY', message: 'Not today' }]);

async function connected(options: Partial<SampleOrgOptions> = {}) {
  const org = await sampleOrgForTest({ bundle: largeOrg(OBJECTS, 5), ...options });
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
  onTestFinished(() => rig.close());
  const connectionId = await rig.connect(org);
  return { org, rig, read: () => rig.sync.syncNow({ connectionId, objects: 'all' }) };
}

describe('an org that refuses parts of its answers', () => {
  it.each(['a first read', 'a later read'])('is known again after %s in which it did', async (when) => {
    const { org, read } = await connected();
    if (when === 'a later read') await read();
    const from = org.requests().length;
    org.faults.add({ match: /FieldDefinition/, inParts: true, kind: 'status', status: 400, body: REFUSED });
    const { unknown } = await read();
    expect(unknown.map(({ reason }) => reason)).toContain('Not today');
    // Asked in halves only until it is clear that the org means the question.
    expect(org.requests().length - from).toBeLessThan(60);
    org.faults.clear();
    expect((await read()).unknown).toEqual([]);
  });

  it.each(['a first read', 'a later read'])('is known again after %s in which it refused one object', async (when) => {
    const { org, rig, read } = await connected();
    const [object = ''] =
      (await read(),
      rig.db.prepare('SELECT name FROM sobject ORDER BY name LIMIT 1 OFFSET 7').pluck().all() as string[]);
    if (when === 'a first read')
      rig.db.prepare('UPDATE org_object SET definitions_in = NULL, definitions_since = NULL').run();
    org.faults.add({
      match: new RegExp(`FieldDefinition.*${object}`),
      inParts: true,
      kind: 'status',
      status: 400,
      body: REFUSED,
    });
    expect((await read()).unknown).toEqual([{ area: 'field definitions', name: object, reason: 'Not today' }]);
    org.faults.clear();
    expect((await read()).unknown).toEqual([]);
  });

  it('slows down where a part says so, and does not call it the end of the day', async () => {
    const { org, read } = await connected();
    const body = JSON.stringify([{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'Too many requests.' }]);
    org.faults.add({ match: /FieldDefinition/, inParts: true, kind: 'status', status: 429, body });
    expect((await read()).unknown[0]?.reason).toMatch(/asks to slow down.*Too many requests/);
  });
});

describe('an org whose list is none', () => {
  it.each([
    ['null', null],
    ['of other things', { sobjects: [null, 1, { name: 5 }] }],
    ['of names alone', { sobjects: [{ name: 'Account' }] }],
  ])('keeps what was read before: %s', async (_what, body) => {
    const { org, rig, read } = await connected();
    await read();
    const fields = rig.db.prepare('SELECT count(*) FROM field_now').pluck().get();
    org.replaceBundle(largeOrg(OBJECTS + 1, 5));
    org.faults.add({ match: /\/sobjects$/, kind: 'status', status: 200, body: JSON.stringify(body) });
    await expect(read()).rejects.toMatchObject({
      code: 'org-refused',
      message: expect.stringMatching(/without a list of sObjects/),
    });
    expect(rig.db.prepare('SELECT count(*) FROM field_now').pluck().get()).toBe(fields);
  });
});
