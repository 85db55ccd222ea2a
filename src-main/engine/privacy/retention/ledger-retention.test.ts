import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { preferenceTable } from '../../../../src-preload/contract/preferences.ts';
import { PERIODS, removalRig } from '../../../../test/support/removal-rig.ts';
import { tempFolder } from '../../../../test/support/temp-folder.ts';

const DAY_MS = 86_400_000;

it('a request is kept for 90 days unless that was changed, and then goes with its share of the sums', async () => {
  expect(preferenceTable.ledgerDays.fallback).toBe(90);
  expect(PERIODS.ledgerDays).toBe(90);
  const rig = removalRig(join(tempFolder(), 'store.db'), randomBytes(32));
  onTestFinished(rig.close);
  const { ledger } = rig.store;
  const request = (daysAgo: number, reads: string): void => {
    const id = ledger.begin({
      at: new Date(rig.world.clock - daysAgo * DAY_MS).toISOString(),
      purpose: 'describe',
      trigger: 'sync',
      connectionId: 'c1',
      connectionName: 'Acme',
      method: 'GET',
      host: 'acme.my.salesforce.com',
      path: '/services/data/v68.0/sobjects/X/describe',
      reads,
      parts: 0,
      attempt: 1,
      bytesOut: 0,
    });
    ledger.complete(id, { state: 'done', status: 200, bytesIn: 1000, ms: 5, error: null });
  };
  request(91, 'Oldest__c');
  request(89, 'Younger__c');
  request(0, 'Newest__c');
  expect(ledger.totals({}).byPurpose).toMatchObject([{ requests: 3, bytesIn: 3000 }]);
  rig.retention.look();
  await rig.retention.settled();
  expect(ledger.list({ offset: 0, limit: 10 }).rows.map(({ reads }) => reads)).toEqual(['Newest__c', 'Younger__c']);
  expect(ledger.totals({}).byPurpose).toMatchObject([{ requests: 2, bytesIn: 2000 }]);
  expect(ledger.list({ text: 'oldest', offset: 0, limit: 10 }).total).toBe(0);
});
