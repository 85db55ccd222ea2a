import { resolve } from 'node:path';
import type { Account } from '../../src-preload/contract/accounts.ts';
import type { Connection } from '../../src-preload/contract/connections.ts';
import type { ExportSource, ExportSpec } from '../../src-preload/contract/exports.ts';
import type { Engine } from '../engine/create-engine.ts';
import { fieldsWords } from '../engine/exports/export-words.ts';
import { EngineFailure } from '../engine/failure.ts';
import { askedFields } from './area-arguments.ts';
import { whyNothing } from './area-commands.ts';
import type { Command } from './arguments.ts';
import { objectNamed } from './catalog-commands.ts';
import { noCancel } from './command-engine.ts';
import { areaSourceOf, type CliAreaSource, neededFor } from './export-areas.ts';
import type { CliDestination, CliSource } from './export-arguments.ts';
import { everyField } from './field-query.ts';
import { type ExportTools, agreedConsent, runExport, startOf, tellSent } from './export-job.ts';
import { usesOf } from './where-used-command.ts';

type ExportCommand = Extract<Command, { kind: 'export dictionary' | 'export grid' }>;
type CloudChoice = Exclude<CliDestination, { kind: 'file' }>;
type CloudDestination = Exclude<ExportSpec['destination'], { kind: 'file' }>;

/**
 * Writes an export to a file, or sends it to an account, by the same methods as the app: the same consent, the same
 * history. Ctrl+C cancels and leaves nothing.
 */
export async function runExportCommand(
  command: ExportCommand,
  connection: Connection | null,
  tools: ExportTools,
): Promise<void> {
  await refuseUnread(command.source, connection, tools.engine);
  const source = sourceOf(command.source, connection, tools.engine);
  const { destination, cover, defuse } = command;
  if (destination.kind === 'file') {
    const path = resolve(destination.out);
    const spec: ExportSpec = { source, destination: { kind: 'file', format: destination.format }, cover, defuse };
    const { rows, sheets } = await runExport(startOf(spec, null), path, tools);
    return tools.output.result({ ok: true, path, rows, sheets }, () => [`${rows} rows written to ${path}.`]);
  }
  return sendTo(destination, { source, cover, defuse }, tools);
}

async function sendTo(choice: CloudChoice, what: Omit<ExportSpec, 'destination'>, tools: ExportTools): Promise<void> {
  const account = await accountNamed(tools.engine, choice);
  const spec: ExportSpec = { ...what, destination: await destinationOf(choice, account, what, tools.engine) };
  const consentId = await agreedConsent(spec, choice.yesSendTo, tools);
  const { record } = await runExport(startOf(spec, consentId), null, tools);
  await tellSent(record, tools.output);
}

function sourceOf(choice: CliSource, connection: Connection | null, engine: Engine): ExportSource {
  const { catalog } = engine.services().store;
  if (choice.kind === 'ledger') {
    const { rows, filter, columns } = choice;
    return { kind: 'ledger', ...rows, connectionId: connection?.id ?? null, text: filter, columns: [...columns] };
  }
  if (connection === null) throw new EngineFailure('bad-input', 'Name the connection to export from.');
  if (isAreaSource(choice)) return areaSourceOf(choice, connection.id);
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

/**
 * What was not read is not "nothing". Throws `nothing-to-do` with the reason, or `not-found` for a field that is not there.
 */
async function refuseUnread(choice: CliSource, connection: Connection | null, engine: Engine): Promise<void> {
  if (connection === null || !isAreaSource(choice)) return;
  if (choice.kind === 'fieldsUsed') {
    const { rows, coverage } = await usesOf(choice.fields, connection, engine);
    if (rows.length > 0) return;
    const unread = coverage.filter(({ state }) => state !== 'read').map(({ source }) => source);
    const why = unread.length === 0 ? '' : ` Not read, or not in full: ${unread.join(', ')}.`;
    throw new EngineFailure(
      'nothing-to-do',
      `Nothing that was read uses ${fieldsWords(askedFields(choice.fields))}.${why}`,
    );
  }
  const reasons = neededFor(choice).map((needed) => whyNothing(needed, connection, engine.services().store));
  const [first = null] = reasons;
  if (first !== null && !reasons.includes(null)) throw new EngineFailure('nothing-to-do', first);
}

function isAreaSource(choice: CliSource): choice is CliAreaSource {
  return (
    choice.kind === 'components' ||
    choice.kind === 'access' ||
    choice.kind === 'reportAnalysis' ||
    choice.kind === 'fieldsUsed'
  );
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
