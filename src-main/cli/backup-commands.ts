import { resolve } from 'node:path';
import type { RestorePreview } from '../../src-preload/contract/backup.ts';
import type { Engine } from '../engine/create-engine.ts';
import { EngineFailure } from '../engine/failure.ts';
import type { Command } from './arguments.ts';
import { noCancel } from './command-engine.ts';
import { type Output, tableLines } from './output.ts';

type BackupCommand = Extract<Command, { kind: 'backup' }>;
type RestoreCommand = Extract<Command, { kind: 'restore' }>;
type SectionPreview = RestorePreview['sections'][number];

/** Writes a backup under its own password. A weak one is taken: who writes a script has decided. Ctrl+C leaves nothing. */
export async function runBackupCommand(
  { out, sections, withSecrets }: BackupCommand,
  password: string,
  engine: Engine,
  output: Output,
): Promise<void> {
  const path = resolve(out);
  const cancel = new AbortController();
  const onSignal = (): void => cancel.abort();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, onSignal);
  try {
    const { make } = engine.services().backups;
    const counts = await make({ password, acceptWeak: true, sections, withSecrets }, path, cancel.signal);
    await output.result({ ok: true, path, withSecrets, ...counts }, () => [
      `${counts['records'] ?? 0} records in ${counts['sections'] ?? 0} parts written to ${path}.`,
      withSecrets
        ? 'The sign-ins are in it: keep the file and its password apart.'
        : 'No sign-in is in it: sign in again after restoring it elsewhere.',
    ]);
  } finally {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, onSignal);
  }
}

/** Restores a backup, whole or in part; with `--preview` only says what would change. */
export async function runRestoreCommand(
  { file, sections, preview: only }: RestoreCommand,
  password: string,
  engine: Engine,
  output: Output,
): Promise<void> {
  const { backups, handlers } = engine.services();
  await backups.open(password, resolve(file));
  const preview = await handlers['backup.preview']({}, noCancel);
  if (preview === null) throw new EngineFailure('not-found', 'The backup is no longer open.');
  const chosen = chosenSections(preview, sections);
  if (only) {
    const { madeAt, madeBy } = preview;
    return output.result({ madeAt, madeBy, sections: chosen }, () => previewLines(preview, chosen));
  }
  const leftOut = chosen.flatMap(leftOutOf);
  for (const { title, reason } of leftOut) output.say(`"${title}" is left out. ${reason}`);
  if (!chosen.some(({ state }) => state === 'whole')) {
    throw new EngineFailure(
      'bad-input',
      'Nothing that was chosen can be restored from this file. Nothing was changed.',
    );
  }
  const choose = chosen.filter(({ state }) => state === 'whole').map(({ name }) => ({ section: name, ids: null }));
  const result = await handlers['backup.restore']({ restoreId: preview.restoreId, choose }, noCancel);
  await output.result({ ok: true, ...result, leftOut }, () => [
    `${result.restored} records in ${result.sections} parts restored. What is the same here was left as it is.`,
  ]);
}

function chosenSections({ sections }: RestorePreview, names: readonly string[]): readonly SectionPreview[] {
  const missing = names.find((name) => !sections.some((section) => section.name === name));
  if (missing !== undefined) {
    const known = sections.map(({ name }) => name).join(', ');
    throw new EngineFailure('bad-input', `There is no part "${missing}" in this backup. There are: ${known}.`);
  }
  return names.length === 0 ? sections : sections.filter(({ name }) => names.includes(name));
}

type LeftOut = { readonly section: string; readonly title: string; readonly reason: string };

/** What a restore passes over, with the reason: a script must be able to see that not all of the file came back. */
function leftOutOf({ name, title, state, items }: SectionPreview): readonly LeftOut[] {
  if (state === 'damaged') return [{ section: name, title, reason: 'It is damaged in this file.' }];
  if (state === 'unknown') return [{ section: name, title, reason: 'It was made by a newer Orgbench.' }];
  return items
    .filter(({ change }) => change === 'cannot')
    .map((item) => ({ section: name, title: item.title, reason: item.text }));
}

function* previewLines({ madeAt, madeBy }: RestorePreview, sections: readonly SectionPreview[]): Iterable<string> {
  yield `Made on ${madeAt} by ${madeBy}.`;
  for (const { title, state, items } of sections) {
    yield '';
    if (state === 'damaged') yield `${title}: damaged in this file`;
    else
      yield* tableLines(
        [title, 'Change', ''],
        items.map((item) => [item.title, item.change, item.text]),
      );
  }
}
