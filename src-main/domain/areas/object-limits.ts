export type ObjectLimit = {
  /** As the org names it, e.g. `CustomFields`. */
  readonly type: string;
  readonly label: string;
  readonly max: number | null;
  readonly remaining: number | null;
};

type QueryRow = Readonly<Record<string, unknown>>;

/** The question for the limits of some objects. EntityLimit answers only where the query says of which objects. */
export function limitsQuestion(objects: readonly string[]): string {
  const names = objects.map((name) => `'${name}'`).join(', ');
  return `SELECT EntityDefinition.QualifiedApiName, Label, Max, Remaining, Type FROM EntityLimit WHERE EntityDefinition.QualifiedApiName IN (${names})`;
}

/**
 * Sorts rows of EntityLimit by object.
 *
 * @param asked API names; one that no row is of is in `missing`: catalog objects may answer for some only
 */
export function objectLimits(
  rows: readonly QueryRow[],
  asked: readonly string[],
): { readonly limits: ReadonlyMap<string, readonly ObjectLimit[]>; readonly missing: readonly string[] } {
  const spelling = new Map(asked.map((name) => [name.toLowerCase(), name]));
  const only = asked.length === 1 ? asked[0] : undefined;
  const limits = new Map<string, ObjectLimit[]>();
  for (const row of rows) {
    const object = spelling.get(objectOf(row)?.toLowerCase() ?? '') ?? only;
    const type = row['Type'];
    if (object === undefined || typeof type !== 'string') continue;
    const label = row['Label'];
    const limit = {
      type,
      label: typeof label === 'string' && label !== '' ? label : type,
      max: numberOf(row['Max']),
      remaining: numberOf(row['Remaining']),
    };
    const list = limits.get(object);
    if (list === undefined) limits.set(object, [limit]);
    else list.push(limit);
  }
  return { limits, missing: asked.filter((name) => !limits.has(name)) };
}

function objectOf(row: QueryRow): string | null {
  const entity = row['EntityDefinition'];
  const name = typeof entity === 'object' && entity !== null ? (entity as QueryRow)['QualifiedApiName'] : null;
  return typeof name === 'string' ? name : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
