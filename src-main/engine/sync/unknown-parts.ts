import type { CatalogArea } from '../../../src-preload/contract/areas.ts';
import type { UnknownPart } from '../../../src-preload/contract/jobs.ts';
import type { CatalogStore } from '../store/catalog/index.ts';
import { isOfCatalogArea, unknownArea } from '../../../src-preload/contract/unknown-area.ts';
import { FIELD_DEFINITION_AREA } from './field-definitions.ts';
import { DESCRIBE_AREA } from './read-describes.ts';

const NO_ACCESS = 'Field-level security hides this field from the signed-in user; only its definition could be read.';
/** Areas whose parts are objects; a part of any other area concerns every read. */
const OBJECT_AREAS: ReadonlySet<string> = new Set([DESCRIBE_AREA, FIELD_DEFINITION_AREA]);

function hiddenParts(fields: readonly { readonly object: string; readonly name: string }[]): UnknownPart[] {
  return fields.map(({ object, name }) => ({ area: 'field', name: `${object}.${name}`, reason: NO_ACCESS }));
}

/** What could not be read of everything that is kept of an org. */
export function unknownParts(catalog: CatalogStore, connectionId: string): UnknownPart[] {
  const { key } = catalog.org(connectionId);
  return [...catalog.snapshots.unknownParts(key), ...hiddenParts(catalog.hiddenFields(connectionId))];
}

/** What could not be read of these areas of the catalog. */
export function unknownOfAreas(
  catalog: CatalogStore,
  connectionId: string,
  areas: readonly CatalogArea[],
): UnknownPart[] {
  const wanted = new Set(areas.map(unknownArea));
  return catalog.snapshots.unknownParts(catalog.org(connectionId).key).filter(({ area }) => wanted.has(area));
}

/** What could not be read of these objects (API names). */
export function unknownOf(catalog: CatalogStore, connectionId: string, objects: readonly string[]): UnknownPart[] {
  const { key } = catalog.org(connectionId);
  const names = new Set(objects);
  return [
    ...catalog.snapshots
      .unknownParts(key)
      .filter(({ area, name }) => !isOfCatalogArea(area) && (!OBJECT_AREAS.has(area) || names.has(name))),
    ...hiddenParts(catalog.hiddenFields(connectionId).filter(({ object }) => names.has(object))),
  ];
}
