import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { CATALOG_AREAS } from '../../../src-preload/contract/areas.ts';
import type { OrgBundle } from '../../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { areaKit, catalogUnknown } from '../../support/area-kit.ts';
import { recordAsked } from '../../support/asked-of-org.ts';
import { userId } from '../../support/bundle-people.ts';
import { sampleOrgForTest } from '../../support/sample-org.ts';
import { decryptedPages } from '../../support/store-pages.ts';
import { openSyncRig } from '../../support/sync-rig.ts';
import { tempFolder } from '../../support/temp-folder.ts';

it('reads every user, inactive ones too, by their ids', async () => {
  const bundle = createSampleBundle();
  const kit = await areaKit(bundle);
  expect(catalogUnknown(await kit.read(['users']))).toEqual([]);
  const users = kit.byName('User');
  const everybody = bundle.org.users ?? [];
  expect([...users.keys()].toSorted()).toEqual(everybody.map(({ username }) => userId(username)).toSorted());
  for (const { username, firstName, lastName, active, profileName } of everybody) {
    const stored = users.get(userId(username));
    expect(stored?.label).toBe([firstName, lastName].filter((part) => part !== undefined).join(' '));
    expect(stored?.facts).toMatchObject({ active: active === true, profile: profileName === '' ? null : profileName });
  }
  expect(everybody.some(({ active }) => active !== true)).toBe(true);

  kit.requests();
  const again = await kit.read(['users']);
  expect(again.bytesIn).toBeLessThan(1500);
  expect(kit.rig.db.prepare('SELECT count(*) FROM component WHERE valid_to IS NOT NULL').pluck().get()).toBe(0);
}, 30_000);

/** Columns of User and of other setup objects that tell more of a person than the name. */
const PERSONAL =
  /\b(?:Username|(?:Sender)?Email|Phone|MobilePhone|Fax|Extension|Alias|CommunityNickname|FirstName|LastName|Street|Address|EmployeeNumber|FederationIdentifier|AboutMe|ManagerId|LastLoginDate|\w+PhotoUrl|BusinessOwnerId)\b/i;

/** The sample org with people whose user names, e-mail addresses and further facts can be looked for. */
function withPlantedPeople(): { readonly bundle: OrgBundle; readonly planted: readonly string[] } {
  const bundle = createSampleBundle();
  const [self, ...others] = bundle.org.users ?? [];
  if (self === undefined) throw new Error('The sample org has no users.');
  const two = ['one', 'two'].map((which) => ({
    ...self,
    username: `planted.${which}@twins.example`,
    email: `planted.mail.${which}@twins.example`,
    alias: `pltd${which}`,
    title: `Planted title ${which}`,
    department: `Planted department ${which}`,
    firstName: 'Kim',
    lastName: 'Twin',
  }));
  const theirs = two.flatMap(({ username, email, alias, title, department }) => [
    username,
    email,
    alias,
    title,
    department,
  ]);
  return {
    bundle: { ...bundle, org: { ...bundle.org, users: [self, ...others, ...two] } },
    planted: [...theirs, ...others.map(({ username }) => username)],
  };
}

it('keeps no user name and no e-mail address of anybody, asks for none, and knows two people of one name apart', {
  timeout: 120_000,
}, async () => {
  const { bundle, planted } = withPlantedPeople();
  const org = await sampleOrgForTest({ bundle });
  const path = join(tempFolder(), 'store.db');
  const key = randomBytes(32);
  const rig = openSyncRig({ path, key });
  onTestFinished(() => rig.close());
  const connectionId = await rig.connect(org);
  const record = recordAsked();
  for (let read = 0; read < 2; read += 1) {
    await rig.sync.syncNow({ connectionId, objects: 'all', areas: [...CATALOG_AREAS] });
  }

  const twins = rig.areas.components.ofType(rig.catalog.org(connectionId).key, 'User');
  expect(twins.filter(({ label }) => label === 'Kim Twin').map(({ name }) => name)).toHaveLength(2);
  const asked = record.asked();
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter(({ path: at, soql }) => /username/i.test(`${at} ${soql ?? ''}`))).toEqual([]);
  // What stands in quotes is a name of an object, such as ListEmail, or a value.
  const columns = asked.map(({ soql }) => (soql ?? '').replaceAll(/'[^']*'/g, "''"));
  expect(columns.filter((soql) => PERSONAL.test(soql))).toEqual([]);

  // The store is searched as it lies on the disk, free pages and log included; a word that is in it is found.
  const { file, log } = decryptedPages(path, key);
  const isKept = (text: string): boolean => [...file, ...log].some((page) => page.includes(text));
  expect(isKept('Kim Twin')).toBe(true);
  expect(planted.filter(isKept)).toEqual([]);
  // The connection names who is signed in; no component does, the own private reports included.
  const self = rig.db
    .prepare("SELECT count(*) FROM component WHERE instr(name || label || facts || ifnull(search_text, ''), ?) > 0")
    .pluck()
    .get(bundle.org.users?.[0]?.username);
  expect(self).toBe(0);
});
