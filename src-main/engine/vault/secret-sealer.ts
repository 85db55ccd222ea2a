import { EngineFailure } from '../failure.ts';
import type { SecretBinding, SecretSealer } from '../ports.ts';
import { openBox, sealBox } from './box.ts';
import { canonicalJson } from './canonical-json.ts';

/** First byte of every box, so that a later format can be told apart. */
const BOX_VERSION = 1;

/**
 * Seals tokens once more inside the encrypted store. A box opens only for the vault, connection, field, origin and org
 * it was made for: a row copied to another connection is useless.
 *
 * @param oldSecretsKey of before a renewal of all keys that could not be finished: boxes under it still open
 */
export function createSecretSealer(
  vaultId: string,
  secretsKey: Uint8Array,
  oldSecretsKey: Uint8Array | null = null,
): SecretSealer {
  const associatedData = (binding: SecretBinding) =>
    canonicalJson({
      vaultId,
      connectionId: binding.connectionId,
      field: binding.field,
      origin: binding.origin,
      orgId: binding.orgId,
    });
  return {
    seal: (binding, plaintext) =>
      Buffer.concat([
        Uint8Array.of(BOX_VERSION),
        sealBox(secretsKey, Buffer.from(plaintext, 'utf8'), associatedData(binding)),
      ]),
    open: (binding, box) => {
      const openWith = (key: Uint8Array): Uint8Array | null =>
        box[0] === BOX_VERSION ? openBox(key, box.subarray(1), associatedData(binding)) : null;
      const opened = openWith(secretsKey) ?? (oldSecretsKey === null ? null : openWith(oldSecretsKey));
      if (opened === null) {
        throw new EngineFailure(
          'signed-out',
          'The stored sign-in does not belong to this connection any more. Sign in again.',
        );
      }
      return Buffer.from(opened).toString('utf8');
    },
  };
}
