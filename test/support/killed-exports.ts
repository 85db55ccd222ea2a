import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { ExportFormat } from '../../src-preload/contract/app.ts';
import { DICTIONARY_COLUMNS, type ExportSpec } from '../../src-preload/contract/exports.ts';
import { checksum } from './bad-days.ts';

/** The dictionary of all that was read, without the cover, which says when. */
export function dictionarySpec(connectionId: string, format: ExportFormat): ExportSpec {
  return {
    source: {
      kind: 'dictionary',
      query: { connectionId, objects: null, quick: '', filters: [], sort: [] },
      layout: 'one',
      columns: [...DICTIONARY_COLUMNS],
      headers: 'label',
    },
    destination: { kind: 'file', format },
    cover: false,
    defuse: true,
  };
}

/**
 * After a kill in the middle of an export: half a file never stands under the name of the whole, the parts are cleared away
 * by themselves, and the history says what is there.
 *
 * @param what is told by a failure
 * @param wanted the checksum of the whole file
 * @param stateOf how the history says that the export ended
 */
export async function expectWholeOrNothing(
  what: object,
  { folder, name, wanted }: { readonly folder: string; readonly name: string; readonly wanted: string | undefined },
  stateOf: () => Promise<string | undefined>,
): Promise<void> {
  const parts = () => ({ ...what, parts: readdirSync(folder).filter((one) => one !== name) });
  await vi.waitFor(() => expect(parts()).toEqual({ ...what, parts: [] }), { timeout: 15_000 });
  const isThere = readdirSync(folder).includes(name);
  const sum = isThere ? checksum(join(folder, name)) : wanted;
  expect({ ...what, sum }).toEqual({ ...what, sum: wanted });
  expect({ ...what, said: await stateOf() }).toEqual({
    ...what,
    said: expect.stringMatching(isThere ? /^(done|interrupted)$/ : /^(interrupted|cancelled)$/),
  });
}
