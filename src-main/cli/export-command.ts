import { resolve } from 'node:path';
import type { Account } from '../../src-preload/contract/accounts.ts';
import type { Connection } from '../../src-preload/contract/connections.ts';
import type { ExportConsent, ExportRecord, ExportSource, ExportSpec } from '../../src-preload/contract/exports.ts';
import type { Engine } from '../engine/create-engine.ts';
import { EngineFailure } from '../engine/failure.ts';
import type { CallContext } from '../engine/ports.ts';
import type { Command } from './arguments.ts';
import { objectNamed } from './catalog-commands.ts';
import { noCancel } from './command-engine.ts';
import type { CliDestination, CliSource } from './export-arguments.ts';
import { everyField } from './field-query.ts';
import type { JobWaiter } from './job-waiter.ts';
import type { Output } from './output.ts';

type ExportCommand = Extract<Command, { kind: 'export dictionary' | 'export grid' }>;
type CloudChoice = Exclude<CliDestination, { kind: 'file' }>;
type CloudDestination = Exclude<ExportSpec['destination'], { kind: 'file' }>;

type Tools = { readonly engine: Engine; readonly jobs: JobWaiter; readonly output: Output };

/**
 * Writes an export to a file, or sends it to an account, by the same methods as the app: the same consent, the same
 * history. Ctrl+C cancels and leaves nothing.
 */
export async function runExportCommand(
  command: ExportCommand,
  connection: Connection | null,
  tools: Tools,
): Promise<void> {
  const source = sourceOf(command.source, connection, tools.engine);
  const { destination, cover, defuse } = command;
  if (destination.kind === 'file') {
    const path = resolve(destination.out);
    const spec: ExportSpec = { source, destination: { kind: 'file', format: destination.format }, cover, defuse };
    const { rows, sheets } = await run(spec, { hostPath: path, consentId: null }, tools);
    return tools.output.result({ ok: true, path, rows, sheets }, () => [`${rows} rows written to ${path}.`]);
  }
  return sendTo(destination, { source, cover, defuse }, tools);
}

async function sendTo(choice: CloudChoice, what: Omit<ExportSpec, 'destination'>, tools: Tools): Promise<void> {
  const { engine, output } = tools;
  const account = await accountNamed(engine, choice);
  const spec: ExportSpec = { ...what, destination: await destinationOf(choice, account, what, engine) };
  const consent = await engine.services().handlers['exports.consent']({ spec }, noCancel);
  if (choice.yesSendTo !== account.name) {
    await output.result(consentOutput(consent), () => consentLines(consent));
    const given = choice.yesSendTo === null ? '' : `"${choice.yesSendTo}" is not the account's address. `;
    throw new EngineFailure(
      'consent-needed',
      `${given}Nothing was sent. Whoever has the right to place these data there adds --yes-send-to ${account.name}.`,
    );
  }
  const { record } = await run(spec, { hostPath: null, consentId: consent.consentId }, tools);
  const { targetName: name, link, rows, sheets, cutCells } = record;
  await output.result({ ok: true, account: account.name, name, link, rows, sheets, cutCells }, () => [
    `${rows} rows sent to "${name}" of ${account.name}: ${link ?? 'no link is known'}`,
  ]);
}

type Run = { readonly rows: number; readonly sheets: number; readonly record: ExportRecord };

async function run(
  spec: ExportSpec,
  { hostPath, consentId }: { readonly hostPath: string | null; readonly consentId: string | null },
  { engine, jobs, output }: Tools,
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
    const { jobId, exportId } = await handlers['exports.start']({ spec, targetId: null, consentId }, context);
    running = jobId;
    const { counts } = await jobs.ended(jobId);
    running = null;
    const { exports } = await handlers['exports.history']({ connectionId: null, limit: 500 }, noCancel);
    const record = exports.find(({ id }) => id === exportId);
    if (record === undefined) throw new EngineFailure('not-found', 'The export is not in the history.');
    const cutCells = counts['cutCells'] ?? 0;
    if (cutCells > 0) output.say(`${cutCells} cells were longer than a cell may be; they are cut and marked.`);
    return { rows: counts['rows'] ?? 0, sheets: counts['sheets'] ?? 0, record };
  } finally {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, onSignal);
  }
}

function sourceOf(choice: CliSource, connection: Connection | null, engine: Engine): ExportSource {
  const { catalog } = engine.services().store;
  if (choice.kind === 'ledger') {
    const { rows, filter, columns } = choice;
    return { kind: 'ledger', ...rows, connectionId: connection?.id ?? null, text: filter, columns: [...columns] };
  }
  if (connection === null) throw new EngineFailure('bad-input', 'Name the connection to export from.');
  if (catalog.countFields(everyField(connection.id, null)) === 0) {
    throw new EngineFailure(
      'nothing-to-do',
      `Nothing has been read through "${connection.name}" yet. Run "orgbench sync" first.`,
    );
  }
  const { headers } = choice;
  if (choice.kind === 'objects') {
    const text = choice.filter.toLowerCase();
    const names = catalog
      .objects(connection.id)
      .filter(({ name, label }) => name.toLowerCase().includes(text) || label.toLowerCase().includes(text))
      .map(({ name }) => name);
    return {
      kind: 'objects',
      connectionId: connection.id,
      names: text === '' ? null : names,
      columns: [...choice.columns],
      headers,
    };
  }
  const objects = choice.object === null ? null : [objectNamed(catalog, connection.id, choice.object)];
  const query = everyField(connection.id, objects, choice.filter);
  return choice.kind === 'dictionary'
    ? { kind: 'dictionary', query, layout: choice.layout, columns: [...choice.columns], headers }
    : { kind: 'fields', query, columns: [...choice.columns], headers };
}

async function accountNamed(engine: Engine, { kind, account }: CloudChoice): Promise<Account> {
  const { accounts } = await engine.services().handlers['accounts.list']({}, noCancel);
  const found = accounts.find((one) => one.provider === kind && one.name.toLowerCase() === account.toLowerCase());
  if (found !== undefined) return found;
  throw new EngineFailure(
    'not-found',
    `There is no ${kind === 'google' ? 'Google' : 'Microsoft'} account "${account}". Sign it in through the app; "orgbench accounts" lists them.`,
  );
}

async function destinationOf(
  choice: CloudChoice,
  account: Account,
  what: Omit<ExportSpec, 'destination'>,
  engine: Engine,
): Promise<CloudDestination> {
  if (choice.into !== null) return existing(choice.kind, choice.into, account, engine);
  const asFile: ExportSpec = { ...what, destination: { kind: 'file', format: 'xlsx' } };
  const preview = await engine.services().handlers['exports.preview']({ spec: asFile }, noCancel);
  const title = choice.title ?? preview.suggestedName.replace(/\.xlsx$/, '');
  return choice.kind === 'google'
    ? { kind: 'google', accountId: account.id, target: { kind: 'new', title } }
    : {
        kind: 'microsoft',
        accountId: account.id,
        target: { kind: 'new', name: title, folder: null, ifExists: 'rename' },
      };
}

/** Looks the file and its tab up at the provider; sends nothing of the export. */
async function existing(
  kind: CloudChoice['kind'],
  { fileId, tab }: NonNullable<CloudChoice['into']>,
  account: Account,
  engine: Engine,
): Promise<CloudDestination> {
  const { handlers } = engine.services();
  const { files } = await handlers['accounts.files']({ id: account.id, text: '' }, noCancel);
  const file = files.find(({ id }) => id === fileId);
  if (file === undefined) {
    throw new EngineFailure(
      'target-missing',
      `${account.name} has no file with the id "${fileId}" that Orgbench may write to. Nothing was sent.`,
    );
  }
  const { driveId, name: fileName } = file;
  if (kind === 'microsoft') {
    return { kind, accountId: account.id, target: { kind: 'tab', driveId, fileId, fileName, tabName: tab } };
  }
  const { tabs } = await handlers['accounts.fileParts']({ id: account.id, driveId, fileId }, noCancel);
  const known = tabs.find(({ name }) => name === tab);
  const tabId = known === undefined ? null : Number(known.id);
  return { kind, accountId: account.id, target: { kind: 'tab', fileId, fileName, tabId, tabName: tab } };
}

function consentOutput({ preview, org, accountName, destination, sensitive }: ExportConsent) {
  const { rows, sheets, cells, headers, notes } = preview;
  return {
    ok: false,
    sent: false,
    account: accountName,
    destination,
    org,
    rows,
    sheets,
    cells,
    headers,
    sensitive,
    notes,
  };
}

function* consentLines({ preview, org, accountName, destination, sensitive }: ExportConsent): Iterable<string> {
  yield `Would be sent to ${accountName}: ${destination}`;
  yield `From: ${org === null ? 'all connections' : `${org.name} (${org.type}, ${org.host})`}`;
  yield `${preview.rows} rows, ${preview.sheets} sheets, ${preview.cells} cells. Columns: ${preview.headers.join(', ')}`;
  for (const { text } of sensitive) yield `Sensitive: ${text}`;
  for (const note of preview.notes) yield note;
}
