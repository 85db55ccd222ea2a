import type { Output } from '../../../../src-preload/contract/index.ts';
import { EngineFailure } from '../../failure.ts';
import type { CallContext, Handlers } from '../../ports.ts';
import { isEmbedded } from '../../salesforce/embedded-sample.ts';

type Asked = Handlers<'connections.list' | 'connections.signOut' | 'accounts.list' | 'accounts.signOut'>;
type Revoked = Output<'rights.deleteEverything'>;
type Attempt = { readonly name: string; readonly revoked: boolean; readonly reason: string | null };

/** Offline this is how long "delete everything" takes at most. */
const PATIENCE_MS = 15_000;
const PROVIDERS = { google: 'Google', microsoft: 'Microsoft' } as const;

/**
 * Ends every stored sign-in at Salesforce, Google and Microsoft, all at once. Never rejects: what could not be ended is
 * answered with the reason, because everything is deleted here in any case. The embedded sample org has none.
 */
export async function revokeEverything(handlers: Asked, patienceMs = PATIENCE_MS): Promise<Revoked> {
  const context: CallContext = { signal: AbortSignal.timeout(patienceMs), hostPath: null };
  const { connections } = await handlers['connections.list']({}, context);
  const { accounts } = await handlers['accounts.list']({}, context);
  const attempts = await Promise.all([
    ...connections
      .filter((connection) => connection.signedIn && !isEmbedded(connection))
      .map(({ id, name, instanceUrl }) =>
        attempt(`${name} (${new URL(instanceUrl).host})`, patienceMs, () =>
          handlers['connections.signOut']({ id }, context),
        ),
      ),
    ...accounts
      .filter(({ signedIn }) => signedIn)
      .map(({ id, name, provider }) =>
        attempt(`${name} (${PROVIDERS[provider]})`, patienceMs, () => handlers['accounts.signOut']({ id }, context)),
      ),
  ]);
  return {
    revoked: attempts.filter(({ revoked }) => revoked).map(({ name }) => name),
    notRevoked: attempts.flatMap(({ name, revoked, reason }) =>
      revoked ? [] : [{ name, reason: reason ?? 'It did not answer.' }],
    ),
  };
}

async function attempt(
  name: string,
  patienceMs: number,
  signOut: () =>
    | Promise<{ readonly revoked: boolean; readonly reason: string | null }>
    | { revoked: boolean; reason: string | null },
): Promise<Attempt> {
  const late = Promise.withResolvers<Attempt>();
  const timer = setTimeout(
    () => late.resolve({ name, revoked: false, reason: 'There was no answer in time.' }),
    patienceMs,
  );
  try {
    const asked = (async (): Promise<Attempt> => {
      const { revoked, reason } = await signOut();
      return { name, revoked, reason };
    })();
    return await Promise.race([asked, late.promise]);
  } catch (error) {
    const reason = error instanceof EngineFailure ? error.message : 'It could not be asked.';
    return { name, revoked: false, reason };
  } finally {
    clearTimeout(timer);
  }
}
