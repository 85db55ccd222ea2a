import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { availableParallelism, release, totalmem } from 'node:os';
import type { LedgerRow } from '../../../../src-preload/contract/ledger.ts';
import type { Preferences } from '../../../../src-preload/contract/preferences.ts';
import { writeFileAtomically } from '../../exports/file-target.ts';
import { EngineFailure } from '../../failure.ts';
import type { Clock, Handlers } from '../../ports.ts';
import type { Store } from '../../store/store.ts';
import { readErrorLog } from '../error-log/error-log-service.ts';
import { supportText } from './support-text.ts';

type Deps = {
  readonly store: Pick<Store, 'settings' | 'errorLog' | 'jobs' | 'ledger'>;
  readonly preferences: () => Preferences;
  readonly version: string;
  readonly now: Clock;
};

const INSTALLATION_ID = 'support.installationId';
const DAY_MS = 24 * 3_600_000;
const MAX_JOBS = 500;
const MAX_REQUESTS = 2000;
const REQUESTS_PAGE = 1000;

/** Makes and saves support files. Nothing is sent: the person sees the whole text and decides what becomes of it. */
export function createSupportService({
  store,
  preferences,
  version,
  now,
}: Deps): Handlers<'support.draft' | 'support.save'> {
  return {
    'support.draft': ({ message, parts, days }) => {
      const madeAt = new Date(now()).toISOString();
      const since = new Date(now() - days * DAY_MS).toISOString();
      const { requests, leftOut } = parts.includes('requests')
        ? requestsSince(store.ledger, since)
        : { requests: [], leftOut: 0 };
      const text = supportText({
        madeAt,
        installationId: installationId(store.settings),
        message,
        days,
        parts,
        versions: versionLines(version),
        preferences: preferences(),
        errors: readErrorLog(store.errorLog).filter(({ at }) => at >= since),
        jobs: store.jobs.list(MAX_JOBS).filter(({ startedAt }) => startedAt >= since),
        requests,
        requestsLeftOut: leftOut,
      });
      return { text, suggestedName: `Orgbench support ${madeAt.slice(0, 10)}.txt` };
    },
    'support.save': async ({ text }, { hostPath }) => {
      if (hostPath === null) throw new EngineFailure('bad-input', 'No place to save to was chosen.');
      await writeFileAtomically(hostPath, (path) => writeFile(path, text, { mode: 0o600 }));
      return {};
    },
  };
}

/**
 * A random id of its own, made with the first support file: it lets two files of the same installation be told from
 * those of another. It is not the id of product analytics and is in nothing else.
 */
function installationId(settings: Store['settings']): string {
  const known = settings.list(INSTALLATION_ID).get(INSTALLATION_ID);
  if (known !== undefined) return String(JSON.parse(known));
  const id = randomUUID();
  settings.change({ [INSTALLATION_ID]: JSON.stringify(id) }, []);
  return id;
}

function versionLines(version: string): readonly string[] {
  const shell = /^Electron [\d.]+, Chromium [\d.]+$/.exec(process.env['ORGBENCH_SHELL'] ?? '')?.[0];
  return [
    `Orgbench: ${version}`,
    `Shell: ${shell ?? 'none (command line)'}`,
    `Node: ${process.versions.node}`,
    `System: ${process.platform} ${release()} ${process.arch}`,
    `Processors: ${availableParallelism()}`,
    `Memory: ${Math.round(totalmem() / 2 ** 30)} GB`,
    `Language: ${Intl.DateTimeFormat().resolvedOptions().locale}`,
  ];
}

function requestsSince(
  ledger: Store['ledger'],
  since: string,
): { readonly requests: readonly LedgerRow[]; readonly leftOut: number } {
  const requests: LedgerRow[] = [];
  for (;;) {
    const { rows, total } = ledger.list({
      offset: requests.length,
      limit: REQUESTS_PAGE,
      text: '',
      connectionId: null,
    });
    requests.push(...rows);
    const old = requests.findIndex(({ at }) => at < since);
    if (old !== -1) return { requests: requests.slice(0, old), leftOut: 0 };
    if (rows.length === 0 || requests.length >= total) return { requests, leftOut: 0 };
    if (requests.length >= MAX_REQUESTS) return { requests, leftOut: total - requests.length };
  }
}
