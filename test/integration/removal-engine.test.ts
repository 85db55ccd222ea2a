import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Engine } from '../../src-main/engine/create-engine.ts';
import { STORE_FILE } from '../../src-main/engine/store/store-file.ts';
import { unlockVault } from '../../src-main/engine/vault/vault.ts';
import { createWrongPasswordDelay } from '../../src-main/engine/vault/wrong-password-delay.ts';
import type { KeptPartName } from '../../src-preload/contract/retention.ts';
import { TEST_PASSWORD, TEST_POLICY, testEngine } from '../support/engine.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';
import { pagesWith } from '../support/store-pages.ts';
import { callContext } from '../support/sync-rig.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** In texts of the org only; in names, which requests and so the ledger have as well. */
const WORDS = { text: 'Qzxvalloria', name: 'Wqjzorblatt' } as const;
const NOTHING = { file: 0, log: 0 };
const ORG = smallOrg([
  customObject(
    `${WORDS.name}__c`,
    Array.from({ length: 120 }, (_, index) => textField(`Part_${index}__c`, { label: `${WORDS.text} ${index}` })),
  ),
]);

async function readEngine() {
  const dataDir = tempFolder();
  const org = await sampleOrgForTest({ bundle: ORG });
  const engine = testEngine(dataDir);
  await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false });
  const { connectWithToken, syncNow } = engine.services();
  const { id } = await connectWithToken({
    name: 'Parts',
    group: '',
    colour: '',
    notes: `about ${WORDS.text}`,
    instanceUrl: org.instanceUrl,
    token: org.accessToken,
    connectionId: null,
  });
  await syncNow({ connectionId: id, objects: 'all' });
  return { dataDir, engine, id };
}

const removals = async (engine: Engine) => {
  const { jobs } = await engine.services().handlers['jobs.list']({ limit: 50 }, callContext());
  return jobs.filter(({ kind }) => kind === 'removal').map(({ state }) => state);
};

/** How many pages of the closed store hold each word. */
async function pagesOf(dataDir: string) {
  const delay = createWrongPasswordDelay(dataDir, Date.now);
  const { dbKeys } = await unlockVault({ dataDir, keychain: null, policy: TEST_POLICY, delay }, TEST_PASSWORD);
  const path = join(dataDir, STORE_FILE);
  const [key = new Uint8Array()] = dbKeys;
  return { text: pagesWith(path, key, WORDS.text), name: pagesWith(path, key, WORDS.name) };
}

it('a connection that is removed leaves no text of its org; names go with the ledger and the activity', async () => {
  const { dataDir, engine, id } = await readEngine();
  await engine.close();
  const before = await pagesOf(dataDir);
  expect(before.text.file).toBeGreaterThan(5);
  expect(before.name.file).toBeGreaterThan(0);

  const second = testEngine(dataDir);
  await second.unlock(TEST_PASSWORD);
  await second.services().handlers['connections.remove']({ id }, callContext());
  await expect.poll(() => removals(second)).toEqual(['done']);
  await second.close();
  const after = await pagesOf(dataDir);
  expect(after.text).toEqual(NOTHING);
  // The requests that were sent are not forgotten with the org they were sent to.
  expect(after.name.file).toBeGreaterThan(0);

  const third = testEngine(dataDir);
  await third.unlock(TEST_PASSWORD);
  const parts: readonly KeptPartName[] = ['ledger', 'jobs'];
  await third
    .services()
    .handlers['retention.remove']({ parts: parts.map((name) => ({ name, id: null })) }, callContext());
  await expect.poll(() => removals(third)).toEqual(['done']);
  await third.close();
  expect(await pagesOf(dataDir)).toEqual({ text: NOTHING, name: NOTHING });
});
