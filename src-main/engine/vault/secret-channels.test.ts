import { describe, expect, it } from 'vitest';
import { sealForEngine } from '../../../src-preload/contract/seal.ts';
import type { SealedSecret } from '../../../src-preload/contract/vault.ts';
import { createSecretChannels } from './secret-channels.ts';

const unlock = { purpose: 'unlock', password: 'heron gravel tulip oxide' } as const;
const token = {
  purpose: 'access-token',
  token: '00D000000000001!abc.def',
  instanceUrl: 'https://example.my.salesforce.com',
  name: 'Example',
  group: '',
  colour: '',
  notes: '',
  connectionId: 'one',
} as const;

function channelsAt(start: number) {
  const clock = { now: start };
  return { clock, channels: createSecretChannels(() => clock.now) };
}

describe('a secret channel', () => {
  it('opens what the page sealed for it', async () => {
    const { channels } = channelsAt(0);
    const { channelId, publicKey } = await channels.open('unlock', null);
    expect(await channels.openSealed(await sealForEngine(publicKey, channelId, unlock))).toEqual(unlock);
  });

  it('works once', async () => {
    const { channels } = channelsAt(0);
    const { channelId, publicKey } = await channels.open('unlock', null);
    const sealed = await sealForEngine(publicKey, channelId, unlock);
    await channels.openSealed(sealed);
    await expect(channels.openSealed(sealed)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('is used up by a failed try too', async () => {
    const { channels } = channelsAt(0);
    const { channelId, publicKey } = await channels.open('unlock', null);
    const sealed = await sealForEngine(publicKey, channelId, unlock);
    await expect(channels.openSealed({ ...sealed, nonce: 'AAAAAAAAAAAAAAAA' })).rejects.toMatchObject({
      code: 'bad-input',
    });
    await expect(channels.openSealed(sealed)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('expires after ten minutes', async () => {
    const { channels, clock } = channelsAt(0);
    const { channelId, publicKey } = await channels.open('unlock', null);
    const sealed = await sealForEngine(publicKey, channelId, unlock);
    clock.now = 600_000;
    await expect(channels.openSealed(sealed)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('opens nothing that was sealed for another purpose, connection or channel', async () => {
    const { channels } = channelsAt(0);
    const first = await channels.open('unlock', null);
    const other = await channels.open('unlock', null);
    const forToken = await channels.open('access-token', 'two');
    const forCreate = await channels.open('create-vault', null);
    for (const sealed of [
      { ...(await sealForEngine(first.publicKey, first.channelId, unlock)), channelId: other.channelId },
      await sealForEngine(forCreate.publicKey, forCreate.channelId, unlock),
      await sealForEngine(forToken.publicKey, forToken.channelId, token),
    ]) {
      await expect(channels.openSealed(sealed)).rejects.toMatchObject({ code: 'bad-input' });
    }
  });

  it.each(['ephemeralPublicKey', 'nonce', 'ciphertext'] as const)('refuses a changed %s', async (part) => {
    const { channels } = channelsAt(0);
    const { channelId, publicKey } = await channels.open('unlock', null);
    const sealed = await sealForEngine(publicKey, channelId, unlock);
    const bytes = Buffer.from(sealed[part], 'base64');
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    const changed: SealedSecret = { ...sealed, [part]: bytes.toString('base64') };
    await expect(channels.openSealed(changed)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('does not show the length of a password in what the shell relays', async () => {
    const { channels } = channelsAt(0);
    const { channelId, publicKey } = await channels.open('unlock', null);
    const lengths = await Promise.all(
      ['a'.repeat(12), 'a'.repeat(90)].map(
        async (password) =>
          (await sealForEngine(publicKey, channelId, { purpose: 'unlock', password })).ciphertext.length,
      ),
    );
    expect(new Set(lengths).size).toBe(1);
  });
});
