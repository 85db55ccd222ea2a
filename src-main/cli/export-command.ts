import { resolve } from 'node:path';
import type { Connection } from '../../src-preload/contract/connections.ts';
import { DICTIONARY_COLUMNS } from '../../src-preload/contract/exports.ts';
import type { Engine } from '../engine/create-engine.ts';
import { EngineFailure } from '../engine/failure.ts';
import { dictionarySource } from '../engine/exports/dictionary-source.ts';
import { writeDictionary } from '../engine/exports/dictionary-writer.ts';
import type { Command } from './arguments.ts';
import { everyField } from './field-query.ts';
import type { Output } from './output.ts';

type ExportCommand = Extract<Command, { kind: 'export dictionary' }>;

/** Writes the data dictionary of everything that was read to the given file. */
export async function runExportCommand(
  command: ExportCommand,
  connection: Connection,
  engine: Engine,
  output: Output,
): Promise<void> {
  const { catalog } = engine.services().store;
  const query = everyField(connection.id, null);
  if (catalog.countFields(query) === 0) {
    throw new EngineFailure(
      'nothing-to-do',
      `Nothing has been read through "${connection.name}" yet. Run "orgbench sync" first.`,
    );
  }
  const path = resolve(command.out);
  const cancel = new AbortController();
  const onSignal = () => cancel.abort();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, onSignal);
  const { rows, sheets, cutCells } = await writeDictionary(
    dictionarySource(catalog),
    {
      query,
      format: command.to,
      layout: command.layout,
      columns: [...DICTIONARY_COLUMNS],
      headers: command.headers,
      defuse: command.defuse,
    },
    path,
    { signal: cancel.signal, onRows: () => undefined },
  );
  if (cutCells > 0) output.say(`${cutCells} cells were longer than a workbook allows; they are cut and marked.`);
  await output.result({ ok: true, path, rows, sheets }, () => [`${rows} fields written to ${path}.`]);
}
