import type { ExportConsent, ExportRecord, ExportSpec } from '../../src-preload/contract/exports.ts';
import type { Engine } from '../engine/create-engine.ts';
import { EngineFailure } from '../engine/failure.ts';
import type { CallContext } from '../engine/ports.ts';
import { noCancel } from './command-engine.ts';
import type { JobWaiter } from './job-waiter.ts';
import type { Output } from './output.ts';

export type ExportTools = { readonly engine: Engine; readonly jobs: JobWaiter; readonly output: Output };

type Begun = { readonly jobId: string; readonly exportId: string };
/** Begins an export, or goes on with one. */
type Begin = (engine: Engine, context: CallContext) => Begun | Promise<Begun>;

/** The most that the history gives at once. */
const MOST_EXPORTS = 500;

export function startOf(spec: ExportSpec, consentId: string | null): Begin {
  return (engine, context) => engine.services().handlers['exports.start']({ spec, targetId: null, consentId }, context);
}

/**
 * Shows what would be sent unless the account's own address was written out; a consent for it otherwise.
 *
 * Throws `consent-needed` after it was shown.
 */
export async function agreedConsent(
  spec: ExportSpec,
  yesSendTo: string | null,
  { engine, output }: ExportTools,
): Promise<string> {
  const consent = await engine.services().handlers['exports.consent']({ spec }, noCancel);
  const { accountName } = consent;
  if (yesSendTo === accountName) return consent.consentId;
  await output.result(consentOutput(consent), () => consentLines(consent));
  const given = yesSendTo === null ? '' : `"${yesSendTo}" is not the account's address. `;
  throw new EngineFailure(
    'consent-needed',
    `${given}Nothing was sent. Whoever has the right to place these data there adds --yes-send-to ${accountName}.`,
  );
}

export async function tellSent(record: ExportRecord, output: Output): Promise<void> {
  const { accountName: account, targetName: name, link, rows, sheets, cutCells } = record;
  await output.result({ ok: true, account, name, link, rows, sheets, cutCells }, () => [
    `${rows} rows sent to "${name}" of ${account ?? 'the account'}: ${link ?? 'no link is known'}`,
  ]);
}

/** Goes on with an export that stopped on its way to an account. */
export async function resumeExport(exportId: string, yesSendTo: string | null, tools: ExportTools): Promise<void> {
  const { spec, canResume } = await recordOf(exportId, tools.engine);
  if (spec === null || !canResume) {
    throw new EngineFailure(
      'nothing-to-do',
      'There is nothing left to go on with. "orgbench exports" says which exports can go on.',
    );
  }
  const consentId = await agreedConsent(spec, yesSendTo, tools);
  const { record } = await runExport(
    async (engine, context) => {
      const { jobId } = await engine.services().handlers['exports.resume']({ exportId, consentId }, context);
      return { jobId, exportId };
    },
    null,
    tools,
  );
  await tellSent(record, tools.output);
}

async function recordOf(exportId: string, engine: Engine): Promise<ExportRecord> {
  const asked = { connectionId: null, limit: MOST_EXPORTS };
  const { exports } = await engine.services().handlers['exports.history'](asked, noCancel);
  const record = exports.find(({ id }) => id === exportId);
  if (record === undefined) throw new EngineFailure('not-found', `There is no export "${exportId}" in the history.`);
  return record;
}

type Run = { readonly rows: number; readonly sheets: number; readonly record: ExportRecord };

/** Runs an export to its end; Ctrl+C cancels it. */
export async function runExport(
  begin: Begin,
  hostPath: string | null,
  { engine, jobs, output }: ExportTools,
): Promise<Run> {
  const { handlers } = engine.services();
  const cancel = new AbortController();
  const context: CallContext = { signal: cancel.signal, hostPath };
  let running: string | null = null;
  const onSignal = (): void => {
    cancel.abort();
    if (running !== null) void handlers['jobs.cancel']({ jobId: running }, noCancel);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, onSignal);
  try {
    const { jobId, exportId } = await begin(engine, context);
    running = jobId;
    const { counts } = await jobs.ended(jobId);
    running = null;
    const record = await recordOf(exportId, engine);
    const cutCells = counts['cutCells'] ?? 0;
    if (cutCells > 0) output.say(`${cutCells} cells were longer than a cell may be; they are cut and marked.`);
    return { rows: counts['rows'] ?? 0, sheets: counts['sheets'] ?? 0, record };
  } finally {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, onSignal);
  }
}

function consentOutput({ preview, org, accountName, destination, sensitive }: ExportConsent) {
  const { rows, sheets, cover, cells, headers, notes } = preview;
  return {
    ok: false,
    sent: false,
    account: accountName,
    destination,
    org,
    rows,
    sheets,
    cover,
    cells,
    headers,
    sensitive,
    notes,
  };
}

function* consentLines({ preview, org, accountName, destination, sensitive }: ExportConsent): Iterable<string> {
  yield `Would be sent to ${accountName}: ${destination}`;
  yield `From: ${org === null ? 'all connections' : `${org.connectionName} (${org.name}, ${org.type}, ${org.host})`}`;
  yield `${preview.rows} rows, ${preview.sheets} sheets${preview.cover ? ' and a cover' : ''}, ${preview.cells} cells. Columns: ${preview.headers.join(', ')}`;
  for (const { text } of sensitive) yield `Sensitive: ${text}`;
  for (const note of preview.notes) yield note;
}
