import type { Connection } from '../../../../src-preload/contract/connections.ts';
import type { Output } from '../../../../src-preload/contract/index.ts';
import { EngineFailure } from '../../failure.ts';
import type { Handlers } from '../../ports.ts';
import type { TokenSignIn } from '../connections-service.ts';
import type { RunSf, SfRun } from './run-sf.ts';
import { readAccessToken, readFailure, readOrgList, readVersion, type SfOrg } from './sf-answers.ts';

type SfImportDeps = {
  readonly runSf: RunSf;
  readonly connections: { readonly list: () => readonly Connection[] };
  readonly connectWithToken: (input: TokenSignIn, signal?: AbortSignal) => Promise<Connection>;
};

type Listed = { readonly orgs: readonly SfOrg[]; readonly reason: null } | { readonly reason: string };
type Imported = Output<'connections.importSfOrgs'>['results'][number];

const MAX_NAME = 80;
/** The exit code for a command that this version of the CLI does not have. */
const NO_SUCH_COMMAND = 127;

const NOT_FOUND =
  'The Salesforce CLI (sf) was not found, neither on the PATH nor where its installers put it. Install it, or if it is installed elsewhere, start Orgbench from a terminal where sf works.';
const NOT_STARTED =
  'The Salesforce CLI (sf) was found but could not be run. Check in a terminal that "sf version" works.';
const TOO_LONG = 'The Salesforce CLI did not answer within 30 seconds. Try again.';
const NOT_UNDERSTOOD =
  'The Salesforce CLI answered something that Orgbench does not understand. Update it with "sf update" and try again.';
const NO_ORGS = 'The Salesforce CLI is signed in to no org. Sign in there with "sf org login web", then look again.';

/**
 * Takes over orgs that the Salesforce CLI is signed in to. The CLI is asked here, in the engine: a token goes from it
 * to the org's identity check and into the vault, and no page, log or ledger sees it.
 */
export function createSfImport({
  runSf,
  connections,
  connectWithToken,
}: SfImportDeps): Handlers<'connections.listSfOrgs' | 'connections.importSfOrgs'> {
  const readOrgs = async (signal: AbortSignal): Promise<Listed> => {
    let run = await runSf(['org', 'list', '--json'], signal);
    // The list asks every org for its state, and waits long for those that are gone; without the state it is quick.
    if (run.kind === 'too long') run = await runSf(['org', 'list', '--skip-connection-status', '--json'], signal);
    const reason = reasonOf(run);
    if (reason !== null) return { reason };
    const orgs = readOrgList(stdoutOf(run));
    if (orgs === null) return { reason: NOT_UNDERSTOOD };
    return { orgs, reason: null };
  };

  const existingOf = (org: SfOrg): Connection | undefined =>
    connections
      .list()
      .find((one) => one.user?.username === org.username && one.org?.id.slice(0, 15) === org.orgId.slice(0, 15));

  const readToken = async (name: string, signal: AbortSignal): Promise<string> => {
    const target = `--target-org=${name}`;
    let run = await runSf(['org', 'auth', 'show-access-token', target, '--json'], signal);
    // Versions of before mid-2026 have no such command; their `org display` shows the token.
    if (run.kind === 'ended' && run.code === NO_SUCH_COMMAND) {
      run = await runSf(['org', 'display', target, '--json'], signal);
    }
    const reason = reasonOf(run);
    if (reason !== null) throw new EngineFailure('sign-in-failed', reason);
    const token = readAccessToken(stdoutOf(run));
    if (token === null) throw new EngineFailure('sign-in-failed', NOT_UNDERSTOOD);
    return token;
  };

  /** The alias, else the username; with the other one or a number behind it when a connection is called so already. */
  const freeName = (org: SfOrg): string => {
    const taken = new Set(connections.list().map(({ name }) => name.toLowerCase()));
    const first = org.alias ?? org.username;
    const candidates = [first, ...(org.alias === null ? [] : [`${org.alias} (${org.username})`])];
    for (let number = 2; ; number += 1) {
      const free = candidates.map((name) => name.slice(0, MAX_NAME)).find((name) => !taken.has(name.toLowerCase()));
      if (free !== undefined) return free;
      candidates.splice(0, candidates.length, `${first.slice(0, MAX_NAME - 5)} ${number}`);
    }
  };

  const importOne = async (org: SfOrg, group: string, signal: AbortSignal): Promise<Imported> => {
    const { username } = org;
    try {
      const token = await readToken(username, signal);
      const existing = existingOf(org);
      const look = { name: existing?.name ?? freeName(org), group, colour: '', notes: '' };
      const signIn = { ...look, instanceUrl: org.instanceUrl, token, connectionId: existing?.id };
      const connection = await connectWithToken(signIn, signal);
      return { username, ok: true, connectionId: connection.id };
    } catch (error) {
      if (signal.aborted || !(error instanceof EngineFailure) || error.code === 'vault-locked') throw error;
      return { username, ok: false, reason: error.code === 'signed-out' ? sessionEnded(username) : error.message };
    }
  };

  return {
    'connections.listSfOrgs': async (_input, { signal }) => {
      const [listed, version] = await Promise.all([readOrgs(signal), runSf(['version', '--json'], signal)]);
      const orgs = listed.reason === null ? listed.orgs : [];
      return {
        available: version.kind !== 'missing',
        version: version.kind === 'ended' ? readVersion(version.stdout) : null,
        orgs: orgs.map((org) => ({ ...org, alreadyConnected: existingOf(org)?.signedIn === true })),
        reason: listed.reason ?? (orgs.length === 0 ? NO_ORGS : null),
      };
    },
    'connections.importSfOrgs': async ({ usernames, group }, { signal }) => {
      // Addresses come from the CLI, never from the page: a token goes to its own org only.
      const listed = await readOrgs(signal);
      if (listed.reason !== null) throw new EngineFailure('sign-in-failed', listed.reason);
      const results: Imported[] = [];
      for (const username of new Set(usernames)) {
        const org = listed.orgs.find((one) => one.username === username);
        results.push(
          org === undefined
            ? { username, ok: false, reason: `The Salesforce CLI is no longer signed in as ${username}.` }
            : await importOne(org, group.trim(), signal),
        );
      }
      return { results };
    },
  };
}

/** The sentence for a run that brought nothing; null when there is something to read. */
function reasonOf(run: SfRun): string | null {
  switch (run.kind) {
    case 'missing':
      return NOT_FOUND;
    case 'not started':
      return NOT_STARTED;
    case 'too long':
      return TOO_LONG;
    case 'ended': {
      if (run.code === 0) return null;
      const failure = readFailure(run.stdout);
      if (failure === null) return NOT_UNDERSTOOD;
      return `The Salesforce CLI could not do this: ${failure.message}`;
    }
  }
}

const stdoutOf = (run: SfRun): string => (run.kind === 'ended' ? run.stdout : '');

const sessionEnded = (username: string): string =>
  `The session of ${username} in the Salesforce CLI has ended. Sign in there again with "sf org login web", then import it again.`;
