import type { FieldQuery } from '../../src-preload/contract/catalog.ts';

/** Every field of some objects (null: of all that were read), by object and API name: the order that a script can rely on. */
export function everyField(connectionId: string, objects: readonly string[] | null, quick = ''): FieldQuery {
  return {
    connectionId,
    objects: objects === null ? null : [...objects],
    quick,
    filters: [],
    sort: [
      { column: 'object', direction: 'asc' },
      { column: 'name', direction: 'asc' },
    ],
  };
}
