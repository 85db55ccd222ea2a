import { resolve } from 'node:path';
import type { Engine } from '../engine/create-engine.ts';
import { EngineFailure } from '../engine/failure.ts';
import { KEYCHAIN_ENTRY_LEFT } from '../engine/privacy/rights/revoke-everything.ts';
import type { GivenUpFolder } from '../engine/store/folder-lock.ts';
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

/**
 * Ends the sign-ins and deletes everything; says what could not be ended elsewhere, and answers whether there was such.
 * What is known not to work is refused before anything is deleted: afterwards it is too late to change a preference.
 */
export async function deleteEverything(
  { dataDir, withoutRevoking }: { readonly dataDir: string; readonly withoutRevoking: boolean },
  engine: Engine,
  output: Output,
): Promise<'all' | 'partly'> {
  const { notRevocable } = await engine.services().handlers['rights.cannotRevoke']({}, noCancel);
  if (notRevocable.length > 0 && !withoutRevoking) {
    const reasons = notRevocable.map(({ name, reason }) => `${name}: ${reason}`).join(' ');
    throw new EngineFailure(
      'not-allowed',
      `Nothing was deleted, because not every sign-in could be ended. ${reasons} To delete all the same, add --without-revoking.`,
    );
  }
  const { revoked, notRevoked, ...folder } = await engine.deleteEverything();
  await output.result({ ok: true, revoked, notRevoked, ...folder }, function* () {
    for (const name of revoked) yield `Signed out: ${name}`;
    for (const { name, reason } of notRevoked) yield `Not signed out: ${name}. ${reason}`;
    yield 'Everything that Orgbench kept here was deleted. Nothing was changed in any org.';
    yield* folderLines(dataDir, folder);
  });
  return notRevoked.length === 0 ? 'all' : 'partly';
}

/** Deletes a vault that nobody can open any more, or wants to. Without its password no sign-in can be ended. */
export async function resetVault(dataDir: string, engine: Engine, output: Output): Promise<void> {
  const folder = await engine.reset();
  await output.result({ ok: true, ...folder }, function* ({ keychainEntryLeft }) {
    yield 'Everything that Orgbench kept here was deleted. Nothing was changed in any org.';
    yield 'Sign-ins at Salesforce, Google and Microsoft were not ended, because they are sealed under the password: remove Orgbench there yourself.';
    if (keychainEntryLeft) yield `${KEYCHAIN_ENTRY_LEFT.name}: ${KEYCHAIN_ENTRY_LEFT.reason}`;
    yield* folderLines(dataDir, folder);
  });
}

function* folderLines(dataDir: string, { folderRemoved, left }: GivenUpFolder): Iterable<string> {
  if (folderRemoved) return;
  const folder = resolve(dataDir);
  if (left.length === 0) yield `The empty folder ${folder} could not be removed.`;
  else yield `The folder ${folder} stays, because there is something else in it: ${left.join(', ')}.`;
}

function kilobytes(bytes: number): string {
  return String(Math.ceil(bytes / 1000));
}
