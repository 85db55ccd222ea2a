import type { ObjectDetail } from '../../../src-preload/contract/catalog.ts';

type Layout = ObjectDetail['layouts']['rows'][number];

export type LayoutMatrix = {
  readonly profiles: readonly string[];
  /** `Master` stands for records without a record type, and comes first. */
  readonly recordTypes: readonly string[];
  /**
   * What a profile sees with a record type: one layout; none where nothing is known of it. Should the org name several,
   * none of them is passed over.
   */
  readonly layoutsOf: (profile: string, recordType: string) => readonly Layout[];
};

export const MASTER = 'Master';

/** Layouts by profile and record type, as Setup assigns them. */
export function layoutMatrix(layouts: readonly Layout[]): LayoutMatrix {
  const found = new Map<string, Layout[]>();
  const profiles = new Set<string>();
  const recordTypes = new Set<string>();
  for (const layout of layouts) {
    for (const { recordType, profiles: seenBy } of layout.assignments ?? []) {
      recordTypes.add(recordType);
      for (const profile of seenBy) {
        profiles.add(profile);
        const key = `${profile}\n${recordType}`;
        found.set(key, [...(found.get(key) ?? []), layout]);
      }
    }
  }
  return {
    profiles: [...profiles].sort(),
    recordTypes: [...recordTypes].sort((a, b) => Number(b === MASTER) - Number(a === MASTER) || a.localeCompare(b)),
    layoutsOf: (profile, recordType) => found.get(`${profile}\n${recordType}`) ?? [],
  };
}

/** How many profiles and record types a layout is assigned to; null while that was not read. */
export function assignedTo({ assignments }: Layout): { readonly profiles: number; readonly types: number } | null {
  if (assignments === null) return null;
  const used = assignments.filter(({ profiles }) => profiles.length > 0);
  return { profiles: new Set(used.flatMap(({ profiles }) => profiles)).size, types: used.length };
}
