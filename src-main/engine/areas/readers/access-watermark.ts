import type { Fact } from '../../../domain/areas/component.ts';

/** Which columns of permission sets the org has; kept, so that the describe is asked for only when it changed. */
export type AccessColumns = {
  /** `Last-Modified` of the describes; null: they could not be read. */
  readonly lastModified: string | null;
  /** `Permissions…` columns of PermissionSet. */
  readonly all: readonly string[];
  /** Those of MutingPermissionSet; null: the org does not describe it. */
  readonly muting: readonly string[] | null;
  /** ObjectPermissions has PermissionsViewAllFields. */
  readonly viewAllFields: boolean;
};

/** Up to when changes of each list are in the store, ISO 8601; null: it was never read whole. */
export type AccessWatermark = {
  readonly columns: AccessColumns | null;
  readonly sets: string | null;
  readonly objects: string | null;
  readonly fields: string | null;
  readonly assignments: string | null;
};

const NEVER: AccessWatermark = { columns: null, sets: null, objects: null, fields: null, assignments: null };

/** What the last read put down. It is the reader's own, so its shape is trusted. */
export function accessWatermark(fact: Fact): AccessWatermark {
  return { ...NEVER, ...(fact as Partial<AccessWatermark> | null) };
}
