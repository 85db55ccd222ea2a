/*
 * The attack: somebody gets hold of files, not of the running app: a synchronised folder, a support ticket, a disk image, a
 * forwarded export. A token, a password or a key in any of them would be enough. After a long mixed use (sign-ins, readings,
 * refusals, exports in every format, a backup, a support file, a report, everything exported, renewed keys, crashes) every
 * file that the engine wrote is searched, in the ways in which a secret can hide in one. A planted one is found first.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, it, vi } from 'vitest';
import type { ExportSpec } from '../../src-preload/contract/exports.ts';
import { sealForEngine } from '../../src-preload/contract/seal.ts';
import { SUPPORT_PARTS } from '../../src-preload/contract/support.ts';
import type { SecretPayload } from '../../src-preload/contract/vault.ts';
import { BACKUP_PASSWORD } from '../support/backups.ts';
import { TEST_PASSWORD } from '../support/engine.ts';
import { signedInEverywhere } from '../support/signed-in-everywhere.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { filesWith, formsOf } from './token-scanner.ts';

const FORMATS = ['xlsx', 'csv', 'md', 'html', 'json'] as const;

/** Every token that a server of this test gives out from now on: they all run in this process. */
function hearTokens(): ReadonlyMap<string, string> {
  const heard = new Map<string, string>();
  const end = ServerResponse.prototype.end;
  vi.spyOn(ServerResponse.prototype, 'end').mockImplementation(function (this: ServerResponse, ...args: unknown[]) {
    const [chunk] = args;
    const bytes =
      chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.from(typeof chunk === 'string' ? chunk : '');
    const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
    for (const [, kind = '', token = ''] of text.matchAll(/"(access_token|refresh_token|id_token)"\s*:\s*"([^"]+)"/g))
      heard.set(`${kind} ${heard.size}`, token);
    return Reflect.apply(end, this, args) as ServerResponse;
  });
  return heard;
}

it('the scanner finds a planted secret in every form', () => {
  const folder = tempFolder();
  const secret = '00DxQ!AQ.planted+token/éx_0123456789';
  formsOf(secret).forEach((form, index) =>
    writeFileSync(
      join(folder, `form-${index}.bin`),
      Buffer.concat([Buffer.from('before'), form, Buffer.from('after')]),
    ),
  );
  writeFileSync(join(folder, 'shifted.txt'), Buffer.from(`ab${secret}cd`).toString('base64'));
  writeFileSync(join(folder, 'packed.gz'), gzipSync(`x ${secret}`));
  writeFileSync(join(folder, 'harmless.txt'), secret.slice(0, 10));
  const found = new Set(filesWith([folder], { token: secret }));
  expect(found.size).toBe(formsOf(secret).length + 2);
  expect(found).not.toContain('harmless.txt: token');
});

// @promise 2: after a long mixed use no file that Orgbench wrote holds a token, a password, a client secret or a key
it('no file holds a token, a password or a key after a long mixed use', { timeout: 180_000 }, async () => {
  const scratch = tempFolder();
  const written = tempFolder();
  vi.stubEnv('TMPDIR', scratch);
  const printed = (['log', 'error', 'warn', 'info'] as const).map((name) => vi.spyOn(console, name));
  try {
    const given = hearTokens();
    const kit = await signedInEverywhere();
    const { engine, ask, dataDir, tokenOrg, browserOrg, google, keychain } = kit;
    const call = async (method: string, input: unknown, file: string | null = null): Promise<unknown> => {
      const hostPath = file === null ? null : join(written, file);
      return JSON.parse(await engine.call(method, input, { hostPath, signal: new AbortController().signal }));
    };
    const submit = async (payload: SecretPayload, file: string | null = null): Promise<unknown> => {
      const { value } = (await call('vault.secretChannel', { purpose: payload.purpose, connectionId: null })) as {
        value: { publicKey: string; channelId: string };
      };
      return call('vault.submitSecret', await sealForEngine(value.publicKey, value.channelId, payload), file);
    };
    const { value } = (await ask('connections.list', {})) as { value: { connections: { id: string; name: string }[] } };
    const ids = value.connections.map(({ id }) => id);

    // Refusals and broken answers: what servers say then may hold what they were sent.
    tokenOrg.faults.add({
      match: '/limits',
      times: 2,
      kind: 'status',
      status: 400,
      body: JSON.stringify([{ errorCode: 'ECHO', message: `Bearer ${tokenOrg.accessToken} is not welcome` }]),
    });
    tokenOrg.faults.add({ match: '/tooling/', times: 1, kind: 'cut' });
    browserOrg.faults.add({ match: '/sobjects', times: 1, kind: 'status', status: 401 });
    for (const id of ids) {
      await ask('connections.test', { id });
      await engine
        .services()
        .syncNow({ connectionId: id, objects: 'all' })
        .catch(() => null);
      await engine.services().syncNow({ connectionId: id, objects: 'all' });
      await ask('preflight.run', { connectionId: id });
    }
    await ask('connections.test', { id: `x ${tokenOrg.accessToken}` });
    await ask('log.report', { message: `Error: Bearer ${tokenOrg.accessToken}`, stack: tokenOrg.accessToken });

    const spec = (format: (typeof FORMATS)[number]): ExportSpec => ({
      source: {
        kind: 'fields',
        query: { connectionId: ids[1] ?? '', objects: null, quick: '', filters: [], sort: [] },
        columns: ['object', 'name', 'label'],
        headers: 'label',
      },
      destination: { kind: 'file', format },
      cover: format !== 'csv',
      defuse: true,
    });
    for (const format of FORMATS)
      await call('exports.start', { spec: spec(format), targetId: 'x', consentId: null }, `fields.${format}`);

    const { value: draft } = (await call('support.draft', { message: 'x', parts: [...SUPPORT_PARTS], days: 30 })) as {
      value: { text: string };
    };
    await call('support.save', { text: draft.text, targetId: 'x' }, 'support.txt');
    await call('privacy.exportReport', { format: 'md', targetId: 'x' }, 'report.md');
    await call('privacy.exportReport', { format: 'xlsx', targetId: 'x' }, 'report.xlsx');
    await submit(
      { purpose: 'backup', password: BACKUP_PASSWORD, acceptWeak: false, sections: [], withSecrets: true },
      'all.orgbench-backup',
    );
    mkdirSync(join(written, 'everything'));
    await call('rights.exportEverything', { targetId: 'x' }, 'everything');
    await submit({ purpose: 'unlock', password: `${TEST_PASSWORD} wrong` });

    // Of the browser's org, Google and Microsoft, an access token and a refresh token each.
    expect(given.size).toBeGreaterThanOrEqual(6);
    const secrets = {
      'org token': tokenOrg.accessToken,
      'org token without the org id': tokenOrg.accessToken.slice(16),
      'master password': TEST_PASSWORD,
      'backup password': BACKUP_PASSWORD,
      'Google client secret': google.client.clientSecret,
      ...Object.fromEntries(given),
      ...Object.fromEntries([...keychain.entries.values()].map((entry, index) => [`keychain ${index}`, entry])),
    };
    const files = ['all.orgbench-backup', 'everything', ...FORMATS.map((format) => `fields.${format}`)];
    await expect
      .poll(() => readdirSync(written).toSorted(), { timeout: 60_000 })
      .toEqual([...files, 'report.md', 'report.xlsx', 'support.txt'].toSorted());
    await expect
      .poll(async () => JSON.stringify(await ask('jobs.list', { limit: 100 })), { timeout: 60_000 })
      .not.toContain('"state":"running"');
    expect(readdirSync(join(written, 'everything')).length).toBeGreaterThan(2);
    const folders = [dataDir, written, scratch];
    expect(filesWith(folders, secrets)).toEqual([]);
    await engine.close();
    expect(filesWith(folders, secrets)).toEqual([]);
    const lines = printed.flatMap((spy) => spy.mock.calls.map((args) => args.map(String).join(' ')));
    for (const secret of Object.values(secrets)) expect(lines.filter((line) => line.includes(secret))).toEqual([]);
    // Control, with the very files and secrets: one planted among them is found.
    writeFileSync(join(dataDir, 'planted.log'), Buffer.from(tokenOrg.accessToken, 'utf16le'));
    expect(filesWith(folders, secrets)).toContain('planted.log: org token');
  } finally {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  }
});
