import { createEngine } from '../../src-main/engine/create-engine.ts';
import { sealForEngine } from '../../src-preload/contract/seal.ts';
import type { SecretPayload } from '../../src-preload/contract/vault.ts';
import { TEST_PASSWORD, TEST_POLICY, testHost } from './engine-parts.ts';

/* Run as a child process that a test kills: opens a vault where need be, and changes it as a secret page asks for. */

const [dataDir = '', payloadText = ''] = process.argv.slice(2);
const payload = JSON.parse(payloadText) as SecretPayload;
const noCancel = { hostPath: null, signal: new AbortController().signal };
const engine = createEngine({
  dataDir,
  program: 'test',
  lockWaitMs: 5000,
  keychain: null,
  policy: TEST_POLICY,
  emit: () => {},
  host: testHost,
});
if (payload.purpose !== 'recover') await engine.unlock(TEST_PASSWORD);
const opened = await engine.call('vault.secretChannel', { purpose: payload.purpose, connectionId: null }, noCancel);
const { value } = JSON.parse(opened) as { value: { channelId: string; publicKey: string } };
const sealed = await sealForEngine(value.publicKey, value.channelId, payload);
process.send?.('ready');
const answer = JSON.parse(await engine.call('vault.submitSecret', sealed, noCancel)) as { ok: boolean };
process.send?.(answer.ok ? 'done' : 'refused');
await engine.close();
process.disconnect();
