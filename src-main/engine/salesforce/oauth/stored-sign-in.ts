import { setTimeout as sleep } from 'node:timers/promises';
import { EngineFailure } from '../../failure.ts';
import type { Gateway, Trigger } from '../../network/gateway-types.ts';
import type { SecretSealer } from '../../ports.ts';
import type { ConnectionRecord, ConnectionsRepository, SealedSecret } from '../../store/connections-repository.ts';
import { endOfSignIn, signInRefused } from './oauth-failures.ts';
import { tokenBinding } from './token-binding.ts';
import { refreshTokens, type TokenAnswer } from './token-endpoint.ts';

const ACCESS = 'accessToken';
const REFRESH = 'refreshToken';

export type StoredSignInDeps = {
  readonly connections: ConnectionsRepository;
  readonly gateway: Pick<Gateway, 'request'>;
  readonly sealer: SecretSealer;
  /** Signs the connection out with a reason and tells whoever shows it. */
  readonly signOut: (id: string, reason: string) => void;
};

/** The tokens of connections: sealed, read back, renewed. */
export function createStoredSignIns(deps: StoredSignInDeps) {
  const { connections, sealer } = deps;
  /** One renewal at a time for each connection: a rotated refresh token that is sent twice ends the whole sign-in. */
  const renewals = new Map<string, Promise<string>>();

  const read = (record: ConnectionRecord, field: string): string | null => {
    const box = connections.secret(record.id, field);
    return box === null
      ? null
      : sealer.open(tokenBinding(field, record.id, record.instanceUrl, record.org?.id ?? ''), box);
  };

  /** The refresh token where there is one, else the access token: revoking the first ends the second as well. */
  const revocable = (record: ConnectionRecord): string | null => read(record, REFRESH) ?? read(record, ACCESS);

  const seal = (
    id: string,
    origin: string,
    orgId: string,
    tokens: { readonly accessToken: string; readonly refreshToken: string | null },
  ): SealedSecret[] => {
    const sealed = (field: string, token: string): SealedSecret => ({
      field,
      box: sealer.seal(tokenBinding(field, id, origin, orgId), token),
    });
    return [
      sealed(ACCESS, tokens.accessToken),
      ...(tokens.refreshToken === null ? [] : [sealed(REFRESH, tokens.refreshToken)]),
    ];
  };

  const end = (record: ConnectionRecord, reason: string): EngineFailure => {
    deps.signOut(record.id, reason);
    return new EngineFailure('signed-out', reason);
  };

  const refresh = async (id: string, trigger: Trigger): Promise<string> => {
    const record = connections.get(id);
    if (!record.signedIn)
      throw new EngineFailure('signed-out', record.signedOutReason ?? `${record.name} is signed out.`);
    const oauth = record.oauth;
    const box = connections.secret(id, REFRESH);
    const refreshToken = read(record, REFRESH);
    if (oauth === null || refreshToken === null) {
      throw end(record, `${record.name} was signed in for one session, which has ended. Sign in again.`);
    }
    // No signal: a renewal belongs to everybody who waits for it, and one that is cut may cost the refresh token.
    const answer = await refreshTokens(
      deps,
      { id, name: record.name, loginUrl: oauth.loginUrl, trigger },
      { refreshToken, clientId: oauth.clientId },
    );
    // Signed out or deleted in the meantime: what came back is not kept.
    const now = connections.find(id);
    if (now === null || !now.signedIn)
      throw new EngineFailure('signed-out', `${record.name} was signed out meanwhile.`);
    // Signed in anew in the meantime: the answer is about the sign-in before, and neither replaces nor ends this one.
    const stored = connections.secret(id, REFRESH);
    if (stored === null || box === null || !sameBytes(stored, box)) {
      const current = read(now, ACCESS);
      if (current !== null) return current;
      throw new EngineFailure('signed-out', `${record.name} was signed out meanwhile.`);
    }
    if (!answer.ok) throw refusal(record, answer, new URL(oauth.loginUrl).host);
    const { tokens } = answer;
    if (tokens.instanceUrl !== record.instanceUrl) {
      throw end(record, `${record.name} has moved to ${new URL(tokens.instanceUrl).host}. Sign in again.`);
    }
    if (tokens.orgId !== null && tokens.orgId.slice(0, 15) !== (record.org?.id ?? tokens.orgId).slice(0, 15)) {
      throw end(record, `The stored sign-in of ${record.name} was answered for another org. Sign in again.`);
    }
    // Stored before anybody uses the new access token: a rotated refresh token exists nowhere else.
    connections.storeSecrets(id, seal(id, record.instanceUrl, record.org?.id ?? '', tokens));
    return tokens.accessToken;
  };

  const refusal = (
    record: ConnectionRecord,
    { error, status }: Extract<TokenAnswer, { ok: false }>,
    host: string,
  ): EngineFailure => {
    const reason = endOfSignIn(error, status, host);
    if (reason !== null) return end(record, reason);
    const passing = status >= 500 || status === 429 || status === 420;
    if (!passing) return new EngineFailure('no-permission', signInRefused(error, host).message, { retryable: true });
    return new EngineFailure(
      'org-refused',
      `${host} could not renew the sign-in just now (status ${status}). Try again later; the sign-in is kept.`,
      { retryable: true },
    );
  };

  return {
    accessToken: (record: ConnectionRecord): string | null => read(record, ACCESS),
    isRenewable: (record: ConnectionRecord): boolean => connections.secret(record.id, REFRESH) !== null,
    revocable,
    seal,
    /** Waits until no renewal is on its way any more, so that a rotated token is not lost; at most so long. */
    settled: async (maxMs: number): Promise<void> => {
      await Promise.race([Promise.allSettled(renewals.values()), sleep(maxMs, undefined, { ref: false })]);
    },
    /**
     * A new access token in place of `used`, which the org no longer takes. Whoever asks while it is on its way gets the
     * same one, and whoever comes later with the old one gets what is stored.
     *
     * Throws `signed-out` when there is none any more, and what `Gateway.request` throws.
     */
    renew: async (id: string, used: string, trigger: Trigger): Promise<string> => {
      const known = renewals.get(id);
      if (known !== undefined) return known;
      const stored = read(connections.get(id), ACCESS);
      if (stored !== null && stored !== used) return stored;
      const renewal = refresh(id, trigger).finally(() => renewals.delete(id));
      renewals.set(id, renewal);
      return renewal;
    },
  };
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
