import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { namedRights } from '../../../src-main/domain/areas/access-rights.ts';
import { rightsText } from '../../../src-main/domain/areas/access-tables.ts';
import { createAccessService } from '../../../src-main/engine/areas/access-service.ts';
import type { OrgBundle } from '../../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { effectiveWords } from '../../support/bundle-access.ts';
import { userId } from '../../support/bundle-people.ts';
import { sampleOrgForTest } from '../../support/sample-org.ts';
import { callContext, openSyncRig } from '../../support/sync-rig.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const OBJECT = 'Account';

async function service(
  bundle: OrgBundle,
  rights?: Parameters<Awaited<ReturnType<typeof sampleOrgForTest>>['issueToken']>[0],
) {
  const org = await sampleOrgForTest({ bundle });
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
  onTestFinished(() => rig.close());
  const accessToken = rights === undefined ? org.accessToken : org.issueToken(rights);
  const connectionId = await rig.connect({ instanceUrl: org.instanceUrl, accessToken });
  const read = (objects: readonly string[] | 'none' = 'none') =>
    rig.sync.syncNow({ connectionId, objects, areas: ['access', 'users'] });
  await read([OBJECT, 'Contact']);
  const { handlers } = createAccessService({ store: rig, now: Date.now });
  return { org, rig, connectionId, handlers, read };
}

describe('who may do what', () => {
  let bundle: OrgBundle;
  beforeAll(() => {
    bundle = createSampleBundle();
  });

  it('is what the rules say for every user of the sample org, to every object and to the fields of one', async () => {
    const { connectionId, handlers } = await service(bundle);
    const { users } = await handlers['access.subjects']({ connectionId }, callContext());
    expect(users.length).toBe(bundle.org.users?.length);
    const differing: string[] = [];
    const usernames = new Map((bundle.org.users ?? []).map(({ username }) => [userId(username), username]));
    for (const { id } of users) {
      const subject = { kind: 'user', id } as const;
      const username = usernames.get(id) ?? '';
      const whole = await handlers['access.effective']({ connectionId, subject, object: null }, callContext());
      const objects = [...new Set(whole.objects.map(({ object }) => object))];
      const named = (bundle.sobjects ?? []).map(({ name }) => name);
      const words = effectiveWords(bundle, username, Date.now(), named);
      for (const { object, rights } of whole.objects) {
        for (const [right, has] of Object.entries(rights)) {
          if (has !== words.has(`${object}:${right}`)) differing.push(`${username} ${object}:${right} ${has}`);
        }
      }
      const missing = named.filter((name) => words.has(`${name}:read`) && !objects.includes(name));
      // View All Data reaches every object; those that no permission names are not listed.
      if (!words.has('ViewAllData')) differing.push(...missing.map((name) => `${username} ${name}: missing`));
      const fields = await handlers['access.effective']({ connectionId, subject, object: OBJECT }, callContext());
      for (const { field, read, edit, paths } of fields.fields) {
        const isOpen = paths.some(({ by }) => by.includes('takes no field permission'));
        if (isOpen) continue;
        const reads = words.has(`${OBJECT}:read`) && words.has(`${OBJECT}.${field}:read`);
        const changes = words.has(`${OBJECT}:edit`) || words.has(`${OBJECT}:create`);
        const edits = reads && changes && words.has(`${OBJECT}.${field}:edit`);
        if (read !== reads || edit !== edits) differing.push(`${username} ${field} ${read} ${edit}`);
      }
    }
    expect(differing).toEqual([]);
  }, 60_000);

  it('names every profile, set, group and user that gives access to a field, with the way', async () => {
    const { connectionId, handlers } = await service(bundle);
    const answer = await handlers['access.ofField']({ connectionId, object: OBJECT, field: 'Phone' }, callContext());
    expect(answer.gaps).toEqual([]);
    const wanted = [...(bundle.profiles ?? []), ...(bundle.permissionSets ?? [])]
      .filter((one) => one.fieldPermissions?.some(({ field, readable }) => field === `${OBJECT}.Phone` && readable))
      .map(({ name }) => name);
    const got = answer.holders.filter(({ holder }) => holder.kind !== 'permission set group');
    expect(got.map(({ holder }) => holder.name).toSorted()).toEqual(wanted.toSorted());
    expect(answer.users.length).toBeGreaterThan(0);
    const people = answer.users.map(({ name }) => name);
    expect(people).toEqual(people.toSorted((a, b) => a.localeCompare(b)));
    for (const { paths } of [...answer.holders, ...answer.users]) expect(paths.length).toBeGreaterThan(0);
    const usernames = new Map((bundle.org.users ?? []).map(({ username }) => [userId(username), username]));
    for (const { id, read, edit } of answer.users) {
      const username = usernames.get(id) ?? '';
      const words = effectiveWords(bundle, username, Date.now(), [OBJECT]);
      expect([username, read]).toEqual([username, words.has(`${OBJECT}:read`) && words.has(`${OBJECT}.Phone:read`)]);
      expect([username, edit]).toEqual([
        username,
        read && words.has(`${OBJECT}:edit`) && words.has(`${OBJECT}.Phone:edit`),
      ]);
    }
  });

  it('says of a field that takes no permission that it follows its object', async () => {
    const { connectionId, handlers } = await service(bundle);
    const answer = await handlers['access.ofField']({ connectionId, object: OBJECT, field: 'Name' }, callContext());
    expect(answer.holders.length).toBeGreaterThan(0);
    for (const { paths } of answer.holders) {
      for (const { by } of paths) expect(by).toContain('the field takes no field permission');
    }
    const matrix = await handlers['access.fieldMatrix']({ connectionId, object: OBJECT, holders: null }, callContext());
    expect(matrix.rows.find(({ field }) => field === 'Name')?.rights.every((one) => one === null)).toBe(true);
    expect(matrix.rows.find(({ field }) => field === 'Phone')?.rights).toContain('edit');
  });

  it('leaves expired assignments out and shows session-based sets apart', async () => {
    const { connectionId, handlers } = await service(bundle);
    const expired = bundle.assignments?.find(
      ({ expirationDate }) => expirationDate !== undefined && Date.parse(expirationDate) < Date.now(),
    );
    const subject = { kind: 'user', id: userId(expired?.username ?? '') } as const;
    const { parts } = await handlers['access.effective']({ connectionId, subject, object: null }, callContext());
    expect(
      parts.filter(({ counts }) => !counts).map(({ holder, note }) => [holder.name, note?.slice(0, 9)]),
    ).toContainEqual([expired?.permissionSet ?? expired?.group, 'Left out:']);
    const session = bundle.permissionSets?.find(({ activationRequired }) => activationRequired === true)?.name ?? '';
    const apart = await handlers['access.effective'](
      { connectionId, subject: { kind: 'holders', profile: null, sets: [session], groups: [] }, object: null },
      callContext(),
    );
    expect(apart.objects.every(({ rights }) => !rights.read)).toBe(true);
    expect(apart.objects.some(({ inSession }) => inSession.read)).toBe(true);
  });

  it('marks a group that the org has not added up anew', async () => {
    const { connectionId, handlers, rig } = await service(bundle);
    rig.db
      .prepare(`UPDATE component SET facts = json_set(facts, '$.status', 'Outdated') WHERE type = 'PermissionSetGroup'`)
      .run();
    const { holders } = await handlers['access.subjects']({ connectionId }, callContext());
    const groups = holders.filter(({ kind }) => kind === 'permission set group');
    expect(groups.length).toBeGreaterThan(0);
    expect(groups.every(({ outdated }) => outdated)).toBe(true);
  });

  it('says why nothing is known of access where the user may not see it', async () => {
    const { connectionId, handlers, rig } = await service(bundle, { without: ['ViewSetup'] });
    const { key } = rig.catalog.org(connectionId);
    expect(rig.areas.states.list(key).find(({ area }) => area === 'access')?.state).toBe('unknown');
    const matrix = await handlers['access.objectMatrix']({ connectionId, objects: null, holders: null }, callContext());
    expect(matrix.holders).toEqual([]);
    expect(matrix.gaps.join(' ')).toMatch(/PermissionSet: could not be read\. .*not supported/s);
  });

  it('adds a group up as the org does', async () => {
    const { connectionId, handlers, rig } = await service(bundle);
    const { key } = rig.catalog.org(connectionId);
    const groups = rig.areas.components.ofType(key, 'PermissionSetGroup');
    expect(groups.length).toBe(bundle.permissionSetGroups?.length);
    for (const { name, facts } of groups) {
      const { objects } = await handlers['access.effective'](
        { connectionId, subject: { kind: 'holders', profile: null, sets: [], groups: [name] }, object: null },
        callContext(),
      );
      // The org keeps what it added up in a permission set of its own.
      const added = rig.areas.permissions.objects.ofHolder(key, String(facts.permissionSetId), null);
      expect(objects.map(({ object, rights }) => `${object} ${rightsText(rights)}`).toSorted()).toEqual(
        added.map(({ object, rights }) => `${object} ${rightsText(namedRights(rights))}`).toSorted(),
      );
    }
  });
});
