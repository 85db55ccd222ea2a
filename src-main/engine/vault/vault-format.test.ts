import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TEST_POLICY } from '../../../test/support/engine.ts';
import { canonicalJson } from './canonical-json.ts';
import { PRODUCT_POLICY } from './policy.ts';
import { parseVault, passwordWrapOf, serialiseVault, type VaultContent, wrapBinding } from './vault-format.ts';

const base64 = (bytes: number) => Buffer.alloc(bytes, 3).toString('base64');

function content(overrides: Partial<VaultContent> = {}, cost = 12): VaultContent {
  return {
    version: 1,
    vaultId: '6e7b5a0e-4a0e-4c1c-9d7b-2f3f5e1f1a11',
    deviceSecret: { kind: 'keychain', id: base64(16) },
    wraps: [{ slot: 'password', kdf: { name: 'hmac-sha384+bcrypt+hkdf', cost, salt: base64(16) }, box: base64(60) }],
    dbKeys: [{ id: '0c0b7f0a-1f57-4c22-8a0f-9d5a3f1c7e21', box: base64(60) }],
    ...overrides,
  };
}

const recovery = {
  slot: 'recovery',
  kdf: { name: 'hkdf', salt: base64(16) },
  box: base64(60),
} as const;

describe('the format of vault.json', () => {
  it('reads back what was written', () => {
    expect(parseVault(serialiseVault(content()), PRODUCT_POLICY)).toMatchObject(content());
  });

  it('has room for a recovery slot and for a second database key', () => {
    const { wraps, dbKeys } = content();
    const two = content({
      wraps: [...wraps, recovery],
      dbKeys: [...dbKeys, { id: 'b6f3b2c7-9f3a-4f8e-8a53-0d6a8d3f4c10', box: base64(60) }],
    });
    expect(parseVault(serialiseVault(two), PRODUCT_POLICY)).toMatchObject(two);
  });

  it.each([11, 17, 4, 31])('refuses the cost %i before any key is made', (cost) => {
    expect(() => parseVault(serialiseVault(content({}, cost)), PRODUCT_POLICY)).toThrow(/cost/);
  });

  it('refuses a newer version by name', () => {
    const newer = { ...content(), version: 2, later: true };
    const check = createHash('sha256').update(canonicalJson(newer)).digest('base64');
    const text = canonicalJson({ ...newer, check });
    expect(() => parseVault(text, PRODUCT_POLICY)).toThrow(expect.objectContaining({ code: 'vault-newer' }));
  });

  it('takes a changed version for damage, not for a newer file', () => {
    const text = serialiseVault(content()).replace('"version":1', '"version":2');
    expect(() => parseVault(text, PRODUCT_POLICY)).toThrow(expect.objectContaining({ code: 'vault-damaged' }));
  });

  it.each([
    ['other white space', (text: string) => ` ${text}`],
    [
      'another order of keys',
      (text: string) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse())),
    ],
    ['a key too many', (text: string) => text.replace('"version":1', '"version":1,"x":1')],
    ['a key twice', (text: string) => text.replace('"version":1', '"version":1,"version":1')],
    ['no password slot', () => serialiseVault(content({ wraps: [recovery] }))],
    ['a slot twice', () => serialiseVault(content({ wraps: [...content().wraps, ...content().wraps] }))],
    ['a short key', (text: string) => text.replaceAll(base64(60), base64(59))],
    ['nothing', () => ''],
    ['JSON that is not a vault', () => '[1,2,3]'],
    ['too much', () => JSON.stringify('x'.repeat(70_000))],
  ])('refuses %s', (_what, change) => {
    const text = change(serialiseVault(content()));
    expect(() => parseVault(text, TEST_POLICY)).toThrow(expect.objectContaining({ code: 'vault-damaged' }));
  });

  it('binds each wrap to the header, its slot and its own parameters', () => {
    const wrap = passwordWrapOf(content());
    const bindings = [
      wrapBinding(content(), wrap),
      wrapBinding(content(), recovery),
      wrapBinding(content({ vaultId: 'b6f3b2c7-9f3a-4f8e-8a53-0d6a8d3f4c10' }), wrap),
      wrapBinding(content(), passwordWrapOf(content({}, 13))),
      wrapBinding(content({ deviceSecret: { kind: 'none', id: base64(16), value: base64(32) } }), wrap),
    ];
    expect(new Set(bindings).size).toBe(bindings.length);
  });
});

describe('canonical JSON', () => {
  it('has one spelling for equal values', () => {
    expect(canonicalJson({ b: [1, null, { d: 'ü"', c: true }], a: undefined, aa: 0 })).toBe(
      '{"aa":0,"b":[1,null,{"c":true,"d":"ü\\""}]}',
    );
  });
});
