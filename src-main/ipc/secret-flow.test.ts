import type { WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { SECRET_CHANNELS } from '../../src-preload/contract/channels.ts';
import type { SecretPurpose } from '../../src-preload/contract/vault.ts';
import { createSecretFlow } from './secret-flow.ts';

const SEALED = { channelId: 'channel-1', ephemeralPublicKey: 'a', nonce: 'b', ciphertext: 'c' };

type Handler = (event: unknown, input?: unknown) => Promise<string>;

/** The flow with an engine that takes everything and a page that only has its IPC. */
function flow({ covered = false } = {}) {
  const calls: { readonly hostPath: string | null | undefined }[] = [];
  const taken: string[] = [];
  const handlers = new Map<string, Handler>();
  const frame = { url: 'app://secret/secret.html', origin: 'app://secret', parent: null };
  const contents = {
    mainFrame: frame,
    ipc: { handle: (channel: string, handler: Handler) => handlers.set(channel, handler), on: () => {} },
  } as unknown as WebContents;
  const secret = createSecretFlow({
    state: { read: () => ({}), patch: () => {} } as unknown as Parameters<typeof createSecretFlow>[0]['state'],
    engine: {
      call: (_method: string, _input: string, hostPath?: string | null) => {
        calls.push({ hostPath });
        return { id: '1', answer: Promise.resolve('{"ok":true,"value":{}}') };
      },
    } as unknown as Parameters<typeof createSecretFlow>[0]['engine'],
    ask: (async (method: string) =>
      method === 'vault.secretChannel'
        ? { channelId: 'channel-1', publicKey: 'key' }
        : { retryAfterMs: 0, keychainAvailable: null, deviceSecret: null, recoveryKit: null }) as Parameters<
      typeof createSecretFlow
    >[0]['ask'],
    window: () => null,
    chooseKitTarget: async () => null,
    isCovered: () => covered,
    onTaken: () => taken.push('taken'),
    onAccepted: async () => {},
  });
  const page = (channel: string, input?: unknown): Promise<string> => {
    const handler = handlers.get(channel);
    if (handler === undefined) throw new Error(`the door has no ${channel}`);
    return handler({ sender: contents, senderFrame: frame }, input);
  };
  return { secret, contents, calls, taken, page };
}

describe('the secret page of a backup', () => {
  it('is told the name of the chosen file, and the engine its path', async () => {
    const { secret, contents, calls, page } = flow();
    const backup = { sections: ['preferences'], withSecrets: true };
    await secret.open('backup', null, { path: '/home/jo/private/jo.orgbench-backup', backup });
    secret.openDoor(contents);
    const context = await page(SECRET_CHANNELS.context);
    expect(JSON.parse(context)).toMatchObject({ value: { backup: { fileName: 'jo.orgbench-backup', ...backup } } });
    expect(context).not.toContain('private');
    await page(SECRET_CHANNELS.submit, SEALED);
    expect(calls).toEqual([{ hostPath: '/home/jo/private/jo.orgbench-backup' }]);
  });
});

describe('a locked window behind which a job goes on', () => {
  it.each<SecretPurpose>(['backup', 'restore', 'access-token', 'change-password', 'renew-keys'])(
    'opens no page for %s',
    async (purpose) => {
      await expect(flow({ covered: true }).secret.open(purpose, null)).rejects.toThrow('Orgbench is locked');
    },
  );

  it('is opened by the master password or the kit only, not by any secret that was taken', async () => {
    const uncovers = async (purpose: SecretPurpose): Promise<boolean> => {
      const { secret, contents, taken, page } = flow();
      await secret.open(purpose, null);
      secret.openDoor(contents);
      await page(SECRET_CHANNELS.submit, SEALED);
      return taken.length > 0;
    };
    expect(await uncovers('unlock')).toBe(true);
    expect(await uncovers('recover')).toBe(true);
    expect(await uncovers('backup')).toBe(false);
    expect(await uncovers('access-token')).toBe(false);
  });
});
