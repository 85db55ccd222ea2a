import { plainReason } from '../../domain/areas/plain-reason.ts';
import type { ObjectCoverage } from '../../domain/areas/usage-coverage.ts';
import type { Store } from '../store/store.ts';
import { FIELD_DEFINITION_AREA } from '../sync/field-definitions.ts';
import { DEFINITION_AREA } from '../sync/org-definitions.ts';
import { DESCRIBE_AREA } from '../sync/read-describes.ts';

/** How far the objects of an org with their fields are read, hidden ones included. */
export function objectCoverage({ catalog, areas }: Pick<Store, 'catalog' | 'areas'>, key: number): ObjectCoverage {
  const all = catalog.list.list(key).filter((one) => !one.vanished);
  const listed = all.filter(({ associateType, readAt }) => associateType === null || readAt !== null);
  const readDates = listed.flatMap(({ readAt }) => (readAt === null ? [] : [readAt])).sort();
  const unknown = catalog.snapshots.unknownParts(key);
  // Only definitions name a field that the signed-in user may not see.
  const definitions = unknown.find(({ area, name }) =>
    area === DEFINITION_AREA ? name === 'FieldDefinition' : area === FIELD_DEFINITION_AREA,
  );
  const hidden = areas.usageFields.hidden(key);
  return {
    listed: listed.length,
    read: readDates.length,
    refused: unknown.filter(({ area }) => area === DESCRIBE_AREA).length,
    readAt: readDates[0] ?? null,
    hiddenFields: hidden.all,
    hiddenOfUnknownType: hidden.ofUnknownType,
    hiddenFieldsUnknown: definitions === undefined ? null : plainReason(definitions.reason),
    unreadCompanions: all.length - listed.length,
  };
}
