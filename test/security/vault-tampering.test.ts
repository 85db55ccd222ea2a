/*
 * The attack: someone who can write to the data folder but knows neither the password nor the device secret changes
 * vault.json, to weaken the keys, to make the engine work for hours, or to have a wrong password counted as right.
 */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EngineFailure } from '../../src-main/engine/failure.ts';
import { canonicalJson, type JsonValue } from '../../src-main/engine/vault/canonical-json.ts';
import { createVault, unlockVault, type VaultDeps } from '../../src-main/engine/vault/vault.ts';
import { VAULT_COPY, VAULT_FILE } from '../../src-main/engine/vault/vault-names.ts';
import { createWrongPasswordDelay } from '../../src-main/engine/vault/wrong-password-delay.ts';
import { TEST_PASSWORD, TEST_POLICY } from '../support/engine.ts';
import { createMemoryKeychain } from '../support/memory-keychain.ts';
import { tempFolder } from '../support/temp-folder.ts';

async function vaultFolder(deviceSecret: 'keychain' | 'none') {
  const dataDir = tempFolder();
  const delay = createWrongPasswordDelay(dataDir, Date.now);
  const deps: VaultDeps = { dataDir, keychain: createMemoryKeychain(), policy: TEST_POLICY, delay };
  await createVault(deps, { password: TEST_PASSWORD, deviceSecret, acceptWeak: false });
  const path = join(dataDir, VAULT_FILE);
  return { deps, path, bytes: readFileSync(path) };
}

/** `opened`, or the code of the failure. */
async function outcome(deps: VaultDeps): Promise<string> {
  try {
    await unlockVault(deps, TEST_PASSWORD);
    return 'opened';
  } catch (error) {
    return error instanceof EngineFailure ? error.code : String(error);
  }
}

/** Each value in a JSON tree replaced by something near it, one at a time. */
function* oneChangeEach(value: JsonValue): Generator<JsonValue> {
  if (typeof value === 'string') {
    const at = Math.floor(value.length / 2);
    yield value.slice(0, at) + (value[at] === 'b' ? 'c' : 'b') + value.slice(at + 1);
  } else if (typeof value === 'number') {
    yield value + 1;
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const changed of oneChangeEach(item)) yield value.with(index, changed);
    }
    yield [...value, ...value];
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      for (const changed of oneChangeEach(item)) yield Object.assign({}, value, { [key]: changed });
      yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    }
  }
}

describe('a vault.json that was changed', () => {
  // @promise 1: any changed byte of vault.json is noticed before a password is tried
  it.each(['keychain', 'none'] as const)('in any one byte is reported as damaged (device secret: %s)', async (kind) => {
    const { deps, path, bytes } = await vaultFolder(kind);
    for (let index = 0; index < bytes.length; index += 1) {
      for (const mask of [0x01, 0x20, 0x80]) {
        const changed = Buffer.from(bytes);
        changed[index] = (changed[index] ?? 0) ^ mask;
        writeFileSync(path, changed);
        expect({ index, mask, code: await outcome(deps) }).toEqual({
          index,
          mask,
          code: expect.stringMatching(/^vault-(damaged|newer)$/),
        });
      }
    }
    expect(deps.delay.remainingMs()).toBe(0);
    writeFileSync(path, bytes);
    await expect(unlockVault(deps, TEST_PASSWORD)).resolves.toBeDefined();
  });

  it.each(['keychain', 'none'] as const)('with a checksum that fits never opens (device secret: %s)', async (kind) => {
    const { deps, path, bytes } = await vaultFolder(kind);
    const { check: _check, ...content } = JSON.parse(bytes.toString('utf8')) as Record<string, JsonValue>;
    let tried = 0;
    for (const changed of oneChangeEach(content)) {
      if (typeof changed !== 'object' || changed === null || Array.isArray(changed)) continue;
      const check = createHash('sha256').update(canonicalJson(changed)).digest('base64');
      writeFileSync(path, canonicalJson(Object.assign({}, changed, { check })));
      deps.delay.clear();
      expect({ changed, code: await outcome(deps) }).toEqual({
        changed,
        code: expect.stringMatching(/^(vault-damaged|vault-newer|wrong-password|device-secret-missing)$/),
      });
      tried += 1;
    }
    expect(tried).toBeGreaterThan(15);
  });

  it('cut at any length opens from the copy, and without the copy is reported as damaged', async () => {
    const { deps, path, bytes } = await vaultFolder('none');
    for (let length = 0; length < bytes.length; length += 37) {
      writeFileSync(path, bytes.subarray(0, length));
      expect({ length, code: await outcome(deps) }).toEqual({ length, code: 'opened' });
      expect(readFileSync(path).equals(bytes)).toBe(true);
    }
    rmSync(join(deps.dataDir, VAULT_COPY));
    for (let length = 0; length < bytes.length; length += 37) {
      writeFileSync(path, bytes.subarray(0, length));
      expect({ length, code: await outcome(deps) }).toEqual({ length, code: 'vault-damaged' });
      rmSync(join(deps.dataDir, VAULT_COPY), { force: true });
    }
  });

  it('that was moved into another vault does not open with that one’s keychain entry', async () => {
    const first = await vaultFolder('keychain');
    const second = await vaultFolder('keychain');
    writeFileSync(second.path, first.bytes);
    await expect(unlockVault(second.deps, TEST_PASSWORD)).rejects.toMatchObject({ code: 'device-secret-missing' });
  });
});
