import { FIELD_FLAG, hasFlag } from '../../domain/metadata/field-flags.ts';
import type { FieldNature } from '../../domain/areas/effective-access.ts';
import type { AreaStore } from '../store/areas/index.ts';
import type { CatalogStore } from '../store/catalog/index.ts';

export type NamedField = FieldNature & { readonly label: string };

/** An object's API name as it was read, out of a name in any case. */
export function objectName(catalog: CatalogStore, key: number, object: string): string {
  return catalog.fieldNames(key, object)?.name ?? object;
}

/**
 * The fields of an object with what decides about their access. Fields that only permissions name are among them: the
 * signed-in user may not see them, or the object was not read.
 */
export function fieldNatures(
  catalog: CatalogStore,
  areas: AreaStore,
  connectionId: string,
  asked: string,
): { readonly object: string; readonly fields: readonly NamedField[]; readonly gaps: readonly string[] } {
  const { key } = catalog.org(connectionId);
  const read = catalog.fieldNames(key, asked);
  const object = read?.name ?? asked;
  const labels = new Map<string, string>();
  if (read !== null) {
    const query = { connectionId, objects: [object], quick: '', filters: [], sort: [] };
    for (const page of catalog.iterateFields(query))
      for (const row of page) labels.set(row.name, row.label ?? row.name);
  }
  const fields = new Map<string, NamedField>();
  for (const { name, flags } of read?.fields ?? []) {
    const isHidden = hasFlag(flags, FIELD_FLAG.noAccess);
    fields.set(name, {
      name,
      label: labels.get(name) ?? name,
      openToAll: hasFlag(flags, FIELD_FLAG.openToAll),
      updateable: isHidden ? null : hasFlag(flags, FIELD_FLAG.updateable),
    });
  }
  for (const name of areas.permissions.fieldNames(key, object)) {
    if (!fields.has(name)) fields.set(name, { name, label: name, openToAll: false, updateable: null });
  }
  const gaps =
    read === null
      ? [
          `The fields of ${object} were not read: only those that a permission names are here. Choose the object and read it.`,
        ]
      : [];
  return { object, fields: [...fields.values()].toSorted((a, b) => a.label.localeCompare(b.label)), gaps };
}
