/*
 * A gateway in a process of its own, for tests of what only the start of a process decides: which certificates it trusts,
 * flags of Node, variables of the environment. Makes each request once and prints what became of it as JSON.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { inspect, promisify } from 'node:util';
import { EngineFailure } from '../../src-main/engine/failure.ts';
import { createGateway } from '../../src-main/engine/network/gateway.ts';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { createLedgerRepository } from '../../src-main/engine/store/ledger-repository.ts';
import { proxyFromEnvironment } from '../../src-main/cli/proxy-environment.ts';

export type GatewayRun = { readonly folder: string; readonly origins: readonly string[]; readonly token: string };

export type GatewayOutcome = {
  readonly origin: string;
  /** The status of the answer, or null. */
  readonly status: number | null;
  readonly code: string | null;
  readonly message: string;
  /** Everything that hangs on the error, as a careless log would print it. */
  readonly causes: string;
  readonly ledger: readonly { readonly host: string; readonly state: string; readonly error: string | null }[];
};

/** Runs this file with the flags and the environment that are given; `folder` is for its store. */
export async function requestInProcess(
  folder: string,
  origins: readonly string[],
  environment: Readonly<Record<string, string>>,
  { flags = [], token = 'token' }: { readonly flags?: readonly string[]; readonly token?: string } = {},
): Promise<readonly GatewayOutcome[]> {
  const run: GatewayRun = { folder, origins, token };
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(?:https?_proxy|no_proxy|node_.*|ssl_cert_.*)$/i.test(name),
  );
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--no-warnings', ...flags, import.meta.filename, JSON.stringify(run)],
    { env: { ...Object.fromEntries(own), ...environment } },
  );
  return JSON.parse(stdout) as readonly GatewayOutcome[];
}

async function main({ folder, origins, token }: GatewayRun): Promise<readonly GatewayOutcome[]> {
  const db = openDatabase(join(folder, 'store.db'), randomBytes(32));
  const ledger = createLedgerRepository(db);
  const outcomes: GatewayOutcome[] = [];
  for (const origin of origins) {
    // A gateway for each, so that no pool and no pause of one case is there in the next.
    const gateway = createGateway({
      ledger,
      now: Date.now,
      host: { proxyFor: async (url) => proxyFromEnvironment(url, process.env) },
      isOpen: () => true,
      onlySalesforce: () => false,
      wait: async () => undefined,
    });
    const before = ledger.list({ offset: 0, limit: 1, text: '', connectionId: null }).total;
    const result = await gateway
      .request({
        purpose: 'limits',
        trigger: 'test',
        connection: { id: 'c1', name: 'Test org', origin, accessToken: token },
        method: 'GET',
        url: '/services/data/v68.0/limits',
      })
      .then(
        ({ status }) => ({ status, code: null, message: '', causes: '' }),
        (error: unknown) => ({
          status: null,
          code: error instanceof EngineFailure ? error.code : 'unexpected',
          message: error instanceof Error ? error.message : String(error),
          causes: inspect(error, { depth: 10, showHidden: true }),
        }),
      );
    await gateway.close();
    const { rows, total } = ledger.list({ offset: 0, limit: 20, text: '', connectionId: null });
    const made = rows.slice(0, total - before).map(({ host, state, error }) => ({ host, state, error }));
    outcomes.push({ origin, ...result, ledger: made });
  }
  db.close();
  return outcomes;
}

if (process.argv[1] === import.meta.filename) {
  process.stdout.write(JSON.stringify(await main(JSON.parse(process.argv[2] ?? '{}') as GatewayRun)));
}
