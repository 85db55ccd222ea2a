import type { Output } from '../../../../src-preload/contract/index.ts';
import { EngineFailure } from '../../failure.ts';
import type { CallContext, Handlers } from '../../ports.ts';
import { isEmbedded } from '../../salesforce/embedded-sample.ts';

type Asked = Handlers<
  'connections.list' | 'connections.signOut' | 'accounts.list' | 'accounts.signOut' | 'rights.cannotRevoke'
>;
type Revoked = Pick<Output<'rights.deleteEverything'>, 'revoked' | 'notRevoked'>;
type Attempt = { readonly name: string; readonly revoked: boolean; readonly reason: string | null };

export const KEYCHAIN_ENTRY_LEFT = {
  name: "The entry in the operating system's keychain",
  reason: 'The keychain did not remove it. It holds 32 random bytes that open nothing any more.',
};

/** Offline this is how long "delete everything" takes at most. */
const PATIENCE_MS = 15_000;
const GOOGLE_PAGE = 'https://myaccount.google.com/connections';
const UNANSWERED = 'There was no answer in time.';
const PROVIDERS = {
  google: {
    name: 'Google',
    late: `${UNANSWERED} Remove Orgbench yourself at ${GOOGLE_PAGE}.`,
  },
  microsoft: { name: 'Microsoft', late: UNANSWERED },
} as const;
const WAS_BLOCKED = `The preference "No network except Salesforce" was on, so Google was not asked to end this sign-in. Remove Orgbench yourself at ${GOOGLE_PAGE}.`;
/** A sign-in with the browser renews its session; one with an access token ends with it. */
const RENEWS_ITSELF =
  'A browser sign-in can be renewed until it is revoked: in Salesforce under your personal settings, Advanced User Details, OAuth Connected Apps.';

/**
 * Ends every stored sign-in at Salesforce, Google and Microsoft, all at once. Never rejects: what could not be ended is
 * answered with the reason, because everything is deleted here in any case. The embedded sample org has none.
 */
export async function revokeEverything(handlers: Asked, patienceMs = PATIENCE_MS): Promise<Revoked> {
  const context: CallContext = { signal: AbortSignal.timeout(patienceMs), hostPath: null };
  const { connections } = await handlers['connections.list']({}, context);
  const { accounts } = await handlers['accounts.list']({}, context);
  const { notRevocable } = await handlers['rights.cannotRevoke']({}, context);
  const blocked = new Set(notRevocable.map(({ name }) => name));
  const attempts = await Promise.all([
    ...connections
      .filter((connection) => connection.signedIn && !isEmbedded(connection))
      .map(async ({ id, name, instanceUrl, loginUrl }) => {
        const label = `${name} (${new URL(instanceUrl).host})`;
        const result = await attempt(label, { patienceMs, late: UNANSWERED }, () =>
          handlers['connections.signOut']({ id }, context),
        );
        if (result.revoked || loginUrl === null) return result;
        return { ...result, reason: `${result.reason ?? UNANSWERED} ${RENEWS_ITSELF}` };
      }),
    ...accounts
      .filter(({ signedIn }) => signedIn)
      .map(({ id, name, provider }) => {
        const label = `${name} (${PROVIDERS[provider].name})`;
        if (blocked.has(label)) return { name: label, revoked: false, reason: WAS_BLOCKED };
        return attempt(label, { patienceMs, late: PROVIDERS[provider].late }, () =>
          handlers['accounts.signOut']({ id }, context),
        );
      }),
  ]);
  return {
    revoked: attempts.filter(({ revoked }) => revoked).map(({ name }) => name),
    notRevoked: attempts.flatMap(({ name, revoked, reason }) =>
      revoked ? [] : [{ name, reason: reason ?? UNANSWERED }],
    ),
  };
}

/** What the master switch keeps from being ended. Microsoft has no way to be asked in any case, Salesforce still is. */
export async function cannotRevoke(
  handlers: Pick<Asked, 'accounts.list'>,
  onlySalesforce: boolean,
  context: CallContext,
): Promise<Output<'rights.cannotRevoke'>> {
  if (!onlySalesforce) return { notRevocable: [] };
  const { accounts } = await handlers['accounts.list']({}, context);
  const blocked = accounts.filter(({ provider, signedIn }) => provider === 'google' && signedIn);
  return {
    notRevocable: blocked.map(({ name }) => ({
      name: `${name} (Google)`,
      reason: `The preference "No network except Salesforce" is on, so Google cannot be asked to end this sign-in. Switch it off first, or remove Orgbench yourself at ${GOOGLE_PAGE}.`,
    })),
  };
}

async function attempt(
  name: string,
  { patienceMs, late }: { readonly patienceMs: number; readonly late: string },
  signOut: () =>
    | Promise<{ readonly revoked: boolean; readonly reason: string | null }>
    | { revoked: boolean; reason: string | null },
): Promise<Attempt> {
  const unanswered = Promise.withResolvers<Attempt>();
  const timer = setTimeout(() => unanswered.resolve({ name, revoked: false, reason: late }), patienceMs);
  try {
    const asked = (async (): Promise<Attempt> => {
      const { revoked, reason } = await signOut();
      return { name, revoked, reason };
    })();
    return await Promise.race([asked, unanswered.promise]);
  } catch (error) {
    const reason = error instanceof EngineFailure ? error.message : 'It could not be asked.';
    return { name, revoked: false, reason };
  } finally {
    clearTimeout(timer);
  }
}
