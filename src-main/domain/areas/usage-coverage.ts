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
  /** Of those that were not read, how many the org refused; the others were not chosen. */
  readonly refused: number;
  /** When the one that was read longest ago was read, ISO 8601. */
  readonly readAt: string | null;
  /** Fields of which only the name is known, because the signed-in user may not see them. */
  readonly hiddenFields: number;
  /** Of these, the ones of which it is not even known whether they are lookups. */
  readonly hiddenOfUnknownType: number;
  /** Why the org does not name the fields that the signed-in user may not see; null: it names them. */
  readonly hiddenFieldsUnknown: string | null;
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

/** What fields say themselves, and what is not known of a field that the signed-in user may not see. */
const OF_HIDDEN_FIELDS: Readonly<Record<string, { readonly one: string; readonly many: string }>> = {
  formulas: { one: 'it has a formula', many: 'they have formulas' },
  lookups: { one: 'it is a lookup', many: 'they are lookups' },
  'dependent picklists': { one: 'another field controls it', many: 'other fields control them' },
  'roll-ups and lookup filters': {
    one: 'it is a roll-up summary or has a lookup filter',
    many: 'they are roll-up summaries or have lookup filters',
  },
};
const USES = { one: 'it uses other fields', many: 'they use other fields' } as const;

/** Sources whose statements follow lookups from object to object, which only read objects tell. */
const FOLLOWS_LOOKUPS: ReadonlySet<string> = new Set([
  'report definitions',
  'validation rules',
  'workflow rules',
  'flows',
  'Lightning pages',
]);

const UNSEEN_OBJECTS = 'Objects that the signed-in user has no access to are not among them.';

/** How much is known of what fields say themselves, by the source's name. */
export function coverageOfObjects(objects: ObjectCoverage, source: string): Coverage {
  const { read, readAt, unreadCompanions } = objects;
  if (read === 0) return { state: 'not read', readAt: null, reason: 'No object was read yet.' };
  const gaps = fieldGaps(objects, source);
  if (gaps.length > 0) return { state: 'partly', readAt, reason: gaps.join(' ') };
  const left = unreadCompanions === 1 ? '1 companion object' : `${unreadCompanions} companion objects`;
  const companions = unreadCompanions === 0 ? '' : `Left out: ${left} (history, share, feed, change events). `;
  return { state: 'read', readAt, reason: `${companions}${UNSEEN_OBJECTS}` };
}

/**
 * Coverage of an area's source as far as it rests on the objects that were read: a path through a lookup ends at an object
 * that was not, and roll-ups and lookup filters are read of fields that are in the store.
 */
export function withObjects(coverage: Coverage, objects: ObjectCoverage, source: string): Coverage {
  if (coverage.state === 'not read') return coverage;
  const gaps =
    source === 'roll-ups and lookup filters'
      ? fieldGaps(objects, source)
      : FOLLOWS_LOOKUPS.has(source) && objects.read < objects.listed
        ? [`${readOfListed(objects)} Uses through a lookup of an object that was not read are not found.`]
        : [];
  if (gaps.length === 0) return coverage;
  const reason = [...gaps, ...(coverage.reason === null ? [] : [coverage.reason])].join(' ');
  return { ...coverage, state: 'partly', reason };
}

/** Coverage of report definitions, less the reports whose columns their description does not tell. */
export function withReports(coverage: Coverage, withoutColumns: number): Coverage {
  if (coverage.state !== 'read' || withoutColumns === 0) return coverage;
  const reports = withoutColumns === 1 ? '1 joined report' : `${withoutColumns} joined reports`;
  const gap = `The fields of ${reports} are not known: descriptions leave out the blocks in which such reports have columns.`;
  return { ...coverage, state: 'partly', reason: coverage.reason === null ? gap : `${gap} ${coverage.reason}` };
}

function fieldGaps(objects: ObjectCoverage, source: string): string[] {
  const { listed, read, hiddenFieldsUnknown } = objects;
  const gaps = read < listed ? [readOfListed(objects)] : [];
  const what = OF_HIDDEN_FIELDS[source] ?? USES;
  const hidden = source === 'lookups' ? objects.hiddenOfUnknownType : objects.hiddenFields;
  if (hidden > 0) {
    const fields = hidden === 1 ? '1 field' : `${hidden} fields`;
    gaps.push(`The signed-in user may not see ${fields}; whether ${hidden === 1 ? what.one : what.many} is not known.`);
  }
  if (hiddenFieldsUnknown !== null) {
    gaps.push(
      `Which fields are hidden from the signed-in user is not known, nor whether ${what.many}: field definitions could not be read. ${hiddenFieldsUnknown}`,
    );
  }
  return gaps;
}

function readOfListed({ listed, read, refused }: ObjectCoverage): string {
  const others = refused === 0 ? 'the others were not chosen' : 'the others were not chosen or were refused';
  return `Fields of ${read} of ${listed} objects were read; ${others}.`;
}
