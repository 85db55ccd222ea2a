import { shortId } from '../../domain/metadata/api-names.ts';
import { readList as readObjectList } from '../sync/read-list.ts';
import { isPartRefused } from '../sync/org-definitions.ts';
import { textOf } from './record-facts.ts';
import type { SyncRun } from '../sync/sync-run.ts';

/** Answers the API name of an object from what setup records name it with: the name itself, or the id of a custom object. */
export type EntityNames = ((entity: string | null) => string | null) & {
  /** Names of custom objects by their ids of 15 characters. */
  readonly ids: ReadonlyMap<string, string>;
};

/**
 * Reads the ids of custom objects once a sync. Where the user may not, a component of a custom object that is named by id
 * only stands without its object.
 */
export async function readEntityNames(run: SyncRun): Promise<EntityNames> {
  // Areas can be read without any object.
  if (run.catalog.list.state(run.connectionKey).listReadAt === null) await readObjectList(run);
  const names = new Map(run.catalog.list.list(run.connectionKey).map(({ name }) => [name.toLowerCase(), name]));
  const ids = new Map<string, string>();
  try {
    const soql = 'SELECT Id, DeveloperName, NamespacePrefix FROM CustomObject';
    for await (const records of run.client.query(soql, { tooling: true, signal: run.signal })) {
      for (const { Id, DeveloperName, NamespacePrefix } of records) {
        const prefix = textOf(NamespacePrefix);
        const stem = `${prefix === null ? '' : `${prefix}__`}${textOf(DeveloperName) ?? ''}__`.toLowerCase();
        // The suffix says what kind of object it is, and the record does not.
        const name = ['c', 'mdt', 'e', 'b', 'x', 'kav'].flatMap((suffix) => names.get(stem + suffix) ?? [])[0];
        const id = textOf(Id);
        if (id !== null && name !== undefined) ids.set(shortId(id), name);
      }
    }
  } catch (error) {
    if (!isPartRefused(error)) throw error;
  }
  const nameOf = (entity: string | null): string | null => {
    if (entity === null) return null;
    return ids.get(shortId(entity)) ?? names.get(entity.toLowerCase()) ?? (entity.startsWith('01I') ? null : entity);
  };
  return Object.assign(nameOf, { ids });
}
