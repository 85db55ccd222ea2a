import { expect, it } from 'vitest';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { areaKit, catalogUnknown } from '../../support/area-kit.ts';

it('reads every user, inactive ones too, without their addresses', async () => {
  const bundle = createSampleBundle();
  const kit = await areaKit(bundle);
  expect(catalogUnknown(await kit.read(['users']))).toEqual([]);
  const users = kit.byName('User');
  expect([...users.keys()].toSorted()).toEqual((bundle.org.users ?? []).map(({ username }) => username).toSorted());
  expect([...users.values()].filter(({ facts }) => facts['active'] === false).length).toBeGreaterThan(0);
  expect([...users.values()].some(({ facts }) => typeof facts['profile'] === 'string')).toBe(true);
  const asked = kit.requests().map(({ path }) => decodeURIComponent(path));
  expect(asked.filter((path) => /Email|Phone|FirstName/.test(path))).toEqual([]);

  kit.requests();
  const again = await kit.read(['users']);
  expect(again.bytesIn).toBeLessThan(1500);
  expect(kit.rig.db.prepare('SELECT count(*) FROM component WHERE valid_to IS NOT NULL').pluck().get()).toBe(0);
}, 30_000);
