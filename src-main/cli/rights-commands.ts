import { resolve } from 'node:path';
import type { Engine } from '../engine/create-engine.ts';
import { noCancel } from './command-engine.ts';
import { type Output, tableLines } from './output.ts';

/** Shows what is kept, how big it is, and how long. */
export async function listKept(engine: Engine, output: Output): Promise<void> {
  const overview = await engine.services().handlers['retention.overview']({}, noCancel);
  await output.result(overview, function* ({ parts, fileBytes, freeBytes }) {
    yield* tableLines(
      ['What', 'Rows', 'KB', 'Oldest', 'Newest', 'Removed', 'Kept'],
      parts.map((one) => [
        one.title,
        String(one.rows),
        kilobytes(one.bytes),
        one.oldestAt ?? '',
        one.newestAt ?? '',
        one.removedAt?.slice(0, 10) ?? '',
        one.period,
      ]),
    );
    yield `The store has ${kilobytes(fileBytes)} KB, ${kilobytes(freeBytes)} KB of them free.`;
  });
}

/** Writes everything that is kept to a new folder. Ctrl+C leaves nothing. */
export async function exportEverything(out: string, engine: Engine, output: Output): Promise<void> {
  const folder = resolve(out);
  const cancel = new AbortController();
  const onSignal = (): void => cancel.abort();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, onSignal);
  try {
    const counts = await engine.services().exportEverything(folder, cancel.signal).done;
    await output.result({ ok: true, folder, ...counts }, () => [
      `${counts['rows'] ?? 0} rows in ${counts['files'] ?? 0} files written to ${folder}. README.md explains them.`,
      'The files are not encrypted, and no token and no key is in them.',
    ]);
  } finally {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, onSignal);
  }
}

/** Ends the sign-ins and deletes everything; says what could not be ended elsewhere. */
export async function deleteEverything(engine: Engine, output: Output): Promise<void> {
  const { revoked, notRevoked } = await engine.deleteEverything();
  await output.result({ ok: true, revoked, notRevoked }, function* () {
    for (const name of revoked) yield `Signed out: ${name}`;
    for (const { name, reason } of notRevoked) yield `Not signed out: ${name}. ${reason}`;
    yield 'Everything that Orgbench kept here was deleted. Nothing was changed in any org.';
  });
}

function kilobytes(bytes: number): string {
  return String(Math.ceil(bytes / 1000));
}
