import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deleteEverything } from '../../src-main/cli/rights-commands.ts';
import type { Output } from '../../src-main/cli/output.ts';
import { TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { signedInEverywhere } from '../support/signed-in-everywhere.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { createMemoryKeychain } from '../support/memory-keychain.ts';

const CONFIRMED = { confirm: 'delete everything' };

type Answer = {
  readonly ok: boolean;
  readonly value: {
    readonly revoked: string[];
    readonly notRevoked: { name: string; reason: string }[];
    readonly folderRemoved: boolean;
    readonly left: string[];
  };
};

describe('deleting everything', { timeout: 60_000 }, () => {
  // @promise 8: every sign-in is ended at Salesforce and Google, and neither the folder nor an entry in the keychain stays
  it('ends the sign-ins at Salesforce and Google, and leaves neither a file nor an entry in the keychain', async () => {
    const kit = await signedInEverywhere();
    const { engine, dataDir, keychain, names } = kit;
    expect(await kit.alive()).toEqual({ browserOrg: 1, tokenOrg: 1, google: 1 });
    expect(keychain.entries.size).toBe(1);
    // What a kill at a bad moment, or a renewal of the keys, leaves beside the store.
    for (const name of ['store.db.new', 'store.db.first', 'vault.json.new', 'attempts.json', 'last-crash.json']) {
      writeFileSync(join(dataDir, name), 'x');
    }
    mkdirSync(join(dataDir, 'sample-left'));
    writeFileSync(join(dataDir, 'sample-left', 'store.db'), 'x');

    const { ok, value } = (await kit.ask('rights.deleteEverything', CONFIRMED)) as Answer;
    expect(ok).toBe(true);
    expect(value.revoked.toSorted()).toEqual([names.browserOrg, names.tokenOrg, names.google].toSorted());
    // Microsoft has no way for that; the person is told where it can be done.
    expect(value.notRevoked).toEqual([
      { name: names.microsoft, reason: expect.stringContaining('https://myapps.microsoft.com') },
    ]);
    expect(await kit.alive()).toEqual({ browserOrg: 0, tokenOrg: 0, google: 0 });
    expect(keychain.entries.size).toBe(0);
    expect(value).toMatchObject({ folderRemoved: true, left: [] });
    expect(existsSync(dataDir)).toBe(false);

    expect(await engine.status()).toMatchObject({ state: 'absent', deviceSecret: null, recoveryKit: null });
    expect(await kit.ask('connections.list', {})).toMatchObject({ ok: false, error: { code: 'vault-locked' } });
    await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false });
    expect(await kit.ask('connections.list', {})).toMatchObject({ value: { connections: [] } });
    expect(await kit.ask('accounts.list', {})).toMatchObject({ value: { accounts: [] } });
  });

  it('works without a network, and says of each sign-in that it could not be ended and why', async () => {
    const kit = await signedInEverywhere();
    await Promise.all([kit.browserOrg.close(), kit.tokenOrg.close(), kit.google.close(), kit.microsoft.close()]);
    const { ok, value } = (await kit.ask('rights.deleteEverything', CONFIRMED)) as Answer;
    expect(ok).toBe(true);
    expect(value.revoked).toEqual([]);
    expect(value.notRevoked.map(({ name }) => name).toSorted()).toEqual(Object.values(kit.names).toSorted());
    for (const { reason } of value.notRevoked) expect(reason).toMatch(/^\S.*\.$/);
    const reasonOf = (name: string) => value.notRevoked.find((one) => one.name === name)?.reason;
    expect(reasonOf(kit.names.browserOrg)).toContain('OAuth Connected Apps');
    expect(reasonOf(kit.names.tokenOrg)).toContain('The session ends by itself');
    expect(reasonOf(kit.names.google)).toContain('https://myaccount.google.com/');
    expect(existsSync(kit.dataDir)).toBe(false);
    expect(kit.keychain.entries.size).toBe(0);
  });

  it('asks nobody but Salesforce while "No network except Salesforce" is on, and says so', async () => {
    const kit = await signedInEverywhere();
    await kit.ask('preferences.write', { set: { onlySalesforce: true }, reset: [] });
    kit.google.clearRequests();
    const { value } = (await kit.ask('rights.deleteEverything', CONFIRMED)) as Answer;
    expect(value.revoked.toSorted()).toEqual([kit.names.browserOrg, kit.names.tokenOrg].toSorted());
    const reason = value.notRevoked.find(({ name }) => name === kit.names.google)?.reason;
    expect(reason).toContain('"No network except Salesforce" was on');
    // There is no preference left to switch.
    expect(reason).not.toContain('Switch it off');
    expect(kit.google.requests()).toEqual([]);
  });

  it('on the command line says before what cannot be ended, and deletes all the same only when told so', async () => {
    const kit = await signedInEverywhere();
    await kit.ask('preferences.write', { set: { onlySalesforce: true }, reset: [] });
    const said: string[] = [];
    const output: Output = {
      say: (line) => void said.push(line),
      result: async (value, lines) => void said.push(...lines(value)),
    };
    const choice = { dataDir: kit.dataDir, withoutRevoking: false };
    const refused = deleteEverything(choice, kit.engine, output);
    await expect(refused).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(refused).rejects.toThrow(`${kit.names.google}: The preference "No network except Salesforce" is on`);
    await expect(refused).rejects.toThrow('--without-revoking');
    expect(await kit.alive()).toEqual({ browserOrg: 1, tokenOrg: 1, google: 1 });
    expect(existsSync(join(kit.dataDir, 'store.db'))).toBe(true);

    writeFileSync(join(kit.dataDir, 'notes.txt'), 'mine');
    expect(await deleteEverything({ ...choice, withoutRevoking: true }, kit.engine, output)).toBe('partly');
    expect(said.filter((line) => line.startsWith('Not signed out: '))).toHaveLength(2);
    expect(said.at(-1)).toBe(`The folder ${kit.dataDir} stays, because there is something else in it: notes.txt.`);
    expect(await kit.alive()).toEqual({ browserOrg: 0, tokenOrg: 0, google: 1 });
  });

  it('does nothing without the exact words, and nothing while locked', async () => {
    const kit = await signedInEverywhere();
    expect(await kit.ask('rights.deleteEverything', { confirm: 'yes' })).toMatchObject({
      error: { code: 'bad-input' },
    });
    await kit.engine.close();
    const locked = testEngine(kit.dataDir, { keychain: kit.keychain });
    await expect(locked.deleteEverything()).rejects.toMatchObject({ code: 'vault-locked' });
    await locked.unlock(TEST_PASSWORD);
    expect(await kit.alive()).toEqual({ browserOrg: 1, tokenOrg: 1, google: 1 });
    expect(existsSync(join(kit.dataDir, 'store.db'))).toBe(true);
  });

  it('says when the keychain keeps its entry, and what it is worth', async () => {
    const keychain = createMemoryKeychain();
    const engine = testEngine(tempFolder(), {
      keychain: { ...keychain, remove: () => Promise.reject(new Error('the keychain is locked')) },
    });
    await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'keychain', acceptWeak: false });
    expect(await engine.deleteEverything()).toEqual({
      revoked: [],
      notRevoked: [
        {
          name: "The entry in the operating system's keychain",
          reason: expect.stringContaining('open nothing any more'),
        },
      ],
      folderRemoved: true,
      left: [],
    });
    expect(await engine.status()).toMatchObject({ state: 'absent' });
  });
});
