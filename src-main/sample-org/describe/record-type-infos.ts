import type { BundleObject } from '../bundle.ts';
import { recordTypeId } from '../org-model.ts';

/** The Id that the master record type has in every org. */
const masterRecordTypeId = '012000000000000AAA';

/**
 * Record types as describe shows them: those of the bundle, then the master one.
 * @param canHaveThem true: the object has the master record type even where it has no other
 */
export function describeRecordTypeInfos(
  base: string,
  object: BundleObject,
  canHaveThem: boolean,
): readonly Record<string, unknown>[] {
  const firstActive = object.recordTypes.find((recordType) => recordType.active === true);
  const info = (name: string, label: string, id: string, active: boolean, isDefault: boolean) => ({
    active,
    available: active,
    defaultRecordTypeMapping: isDefault,
    developerName: name,
    master: id === masterRecordTypeId,
    name: label,
    recordTypeId: id,
    urls: { layout: `${base}/${object.name}/describe/layouts/${id}` },
  });
  const own = object.recordTypes.map((recordType) =>
    info(
      recordType.name,
      recordType.label,
      recordTypeId(object, recordType.name),
      recordType.active === true,
      recordType === firstActive,
    ),
  );
  if (!canHaveThem && own.length === 0) return [];
  return [...own, info('Master', 'Master', masterRecordTypeId, true, firstActive === undefined)];
}
