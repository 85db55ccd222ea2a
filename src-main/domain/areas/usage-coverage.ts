/** How far an area of the catalog is read, as far as coverage needs it. */
export type AreaCoverage = {
  readonly chosen: boolean;
  readonly state: string;
  /** ISO 8601. */
  readonly readAt: string | null;
  /** What of it could not be read. */
  readonly unknown: readonly { readonly name: string; readonly reason: string }[];
};

/** How far objects with their fields are read. */
export type ObjectCoverage = {
  /** Without the companions that were not read. */
  readonly listed: number;
  readonly read: number;
  /** When the one that was read longest ago was read, ISO 8601. */
  readonly readAt: string | null;
  /** Fields of which only the name is known, because the signed-in user may not see them. */
  readonly hiddenFields: number;
  /** Companions (history, share, feed, change events) that were not read: nobody gives them fields of their own. */
  readonly unreadCompanions: number;
};

export type Coverage = {
  readonly state: 'read' | 'partly' | 'not read';
  readonly readAt: string | null;
  /** Why it was not read, or not in full; of what was read, what no read can see. Null: there is nothing to say. */
  readonly reason: string | null;
};

/**
 * How much of a source is known that an area of the catalog brings.
 *
 * @param hasFacts whether anything of it is in the store, which decides how a read that was stopped or lacks parts counts
 * @param limit what even a whole read of the source cannot see; null: nothing
 */
export function coverageOfArea(area: AreaCoverage | null, hasFacts: boolean, limit: string | null = null): Coverage {
  if (area === null || !area.chosen) return { state: 'not read', readAt: null, reason: 'Not chosen for reading.' };
  const { state, readAt, unknown } = area;
  const [first] = unknown;
  const some = hasFacts || readAt !== null ? 'partly' : 'not read';
  switch (state) {
    case 'read':
    case 'partly':
      if (first === undefined) return { state: 'read', readAt, reason: limit };
      // What brings this source may be just what is missing: folders of reports without a report.
      return {
        state: hasFacts ? 'partly' : 'not read',
        readAt,
        reason: withLimit(reasonOf(unknown), hasFacts ? limit : null),
      };
    case 'unknown':
      return {
        state: 'not read',
        readAt: null,
        reason: first === undefined ? 'It could not be read.' : reasonOf(unknown),
      };
    case 'reading':
      return { state: some, readAt, reason: 'It is being read.' };
    case 'stopped':
      return {
        state: some,
        readAt,
        reason: 'The last read was stopped before its end. Read again to go on.',
      };
    default:
      return { state: 'not read', readAt: null, reason: 'Not read yet.' };
  }
}

function withLimit(reason: string, limit: string | null): string {
  return limit === null ? reason : `${reason} ${limit}`;
}

function reasonOf(unknown: AreaCoverage['unknown']): string {
  const [first] = unknown;
  if (first === undefined) return '';
  const more = unknown.length === 1 ? '' : ` And ${unknown.length - 1} more.`;
  return `${first.name}: ${first.reason}${more}`;
}

/** How much is known of what fields say themselves; `formulas` says whether the question is about formulas. */
export function coverageOfObjects(objects: ObjectCoverage, formulas: boolean): Coverage {
  const { listed, read, readAt, hiddenFields, unreadCompanions } = objects;
  if (read === 0) return { state: 'not read', readAt: null, reason: 'No object was read yet.' };
  const reasons: string[] = [];
  if (read < listed) reasons.push(`Fields of ${read} of ${listed} objects were read; the others were not chosen.`);
  if (formulas && hiddenFields > 0) {
    reasons.push(
      `The signed-in user may not see ${hiddenFields === 1 ? '1 field' : `${hiddenFields} fields`}; whether they have formulas is not known.`,
    );
  }
  if (reasons.length > 0) return { state: 'partly', readAt, reason: reasons.join(' ') };
  const left = unreadCompanions === 1 ? '1 companion object' : `${unreadCompanions} companion objects`;
  const reason = unreadCompanions === 0 ? null : `Left out: ${left} (history, share, feed, change events).`;
  return { state: 'read', readAt, reason };
}
