import type { Input, Output } from '../../src-preload/contract/index.ts';
import type { SecretPayload } from '../../src-preload/contract/vault.ts';
import { EngineFailure } from './failure.ts';
import type { CallContext, Clock } from './ports.ts';
import type { EngineServices } from './services.ts';
import { writeKitFile } from './vault/kit-file.ts';
import type { SecretChannels } from './vault/secret-channels.ts';

type DeviceSecret = { readonly deviceSecret: 'keychain' | 'none' };
type Payload<P extends SecretPayload['purpose']> = Extract<SecretPayload, { purpose: P }>;

type Deps = {
  readonly channels: Pick<SecretChannels, 'openSealed'>;
  readonly now: Clock;
  readonly services: () => EngineServices;
  /** What vault.json holds now; null when there is none. */
  readonly vaultText: () => string | null;
  readonly createVault: (secret: Payload<'create-vault'>) => Promise<DeviceSecret>;
  readonly unlock: (password: string) => Promise<DeviceSecret>;
  readonly recover: (secret: Payload<'recover'>) => Promise<DeviceSecret>;
  readonly changePassword: (secret: Payload<'change-password'>) => Promise<void>;
  readonly renewKit: (secret: Payload<'renew-kit'>) => Promise<void>;
  readonly renewKeys: (secret: Payload<'renew-keys'>) => Promise<DeviceSecret>;
};

/** Opens what a secret page sent and does what it was asked for. */
export function createSubmitSecret(deps: Deps) {
  /** Where a place was chosen, the new kit lies there before the vault takes its key. */
  const withKitFile = async <T>(
    recoveryKey: string | undefined,
    { hostPath }: CallContext,
    work: () => Promise<T>,
  ): Promise<T> => {
    if (recoveryKey === undefined || hostPath === null) return work();
    const before = deps.vaultText();
    const saved = writeKitFile(hostPath, recoveryKey, deps.now());
    // What fails once vault.json was replaced leaves a vault that opens with this very kit.
    const settle = (worked: boolean): void => (worked || deps.vaultText() !== before ? saved.keep() : saved.takeBack());
    try {
      const done = await work();
      settle(true);
      return done;
    } catch (error) {
      settle(false);
      throw error;
    }
  };

  const act = async (
    secret: SecretPayload,
    context: CallContext,
  ): Promise<{ readonly connectionId?: string; readonly deviceSecret?: 'keychain' | 'none' }> => {
    switch (secret.purpose) {
      case 'create-vault':
        return withKitFile(secret.recoveryKey, context, () => deps.createVault(secret));
      case 'unlock':
        return deps.unlock(secret.password);
      case 'recover':
        return deps.recover(secret);
      case 'change-password':
        await deps.changePassword(secret);
        return {};
      case 'renew-kit':
        await withKitFile(secret.recoveryKey, context, () => deps.renewKit(secret));
        return {};
      case 'renew-keys':
        return withKitFile(secret.recoveryKey, context, () => deps.renewKeys(secret));
      case 'backup':
        await deps.services().backups.make(secret, pathOf(context), context.signal);
        return {};
      case 'restore':
        await deps.services().backups.open(secret.password, pathOf(context));
        return {};
      case 'access-token': {
        const { purpose: _purpose, ...signIn } = secret;
        const connection = await deps.services().connectWithToken(signIn, context.signal);
        return { connectionId: connection.id };
      }
    }
  };

  return async (sealed: Input<'vault.submitSecret'>, context: CallContext): Promise<Output<'vault.submitSecret'>> => {
    const secret = await deps.channels.openSealed(sealed);
    const { connectionId = null, deviceSecret = null } = await act(secret, context);
    return { purpose: secret.purpose, connectionId, deviceSecret };
  };
}

function pathOf({ hostPath }: CallContext): string {
  if (hostPath !== null) return hostPath;
  throw new EngineFailure('bad-input', 'No file was chosen for the backup. Choose one and try again.', {
    retryable: true,
  });
}
