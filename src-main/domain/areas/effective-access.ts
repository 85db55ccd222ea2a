import {
  fieldWithoutMuted,
  hasRight,
  IMPLIED_BY_OBJECT,
  IMPLIED_BY_SYSTEM,
  RIGHT,
  RIGHTS,
  VIEW_ALL_FIELDS,
  withoutMuted,
} from './access-rights.ts';

/** What one permission set allows by itself; `field` of `fieldBits` is the API name within the object. */
export type Grants = {
  /** System permissions by API name without `Permissions`: `ViewAllData`. */
  readonly system: ReadonlySet<string>;
  readonly objectBits: (object: string) => number;
  readonly fieldBits: (object: string, field: string) => number;
};

export type HolderName = {
  readonly kind: 'profile' | 'permission set' | 'permission set group';
  readonly name: string;
  readonly label: string;
};

/** A profile or a permission set. */
export type SetPart = HolderName & {
  readonly kind: 'profile' | 'permission set';
  readonly grants: Grants;
  /** Active only in a session that asked for it. */
  readonly sessionBased: boolean;
};

/** A group: its sets, less what its own muting set takes from them, and from them alone. */
export type GroupPart = HolderName & {
  readonly kind: 'permission set group';
  readonly sets: readonly SetPart[];
  readonly muting: Grants | null;
  readonly sessionBased: boolean;
};

export type Part = SetPart | GroupPart;

/** One way by which a right comes. */
export type Path = {
  readonly right: string;
  readonly through: readonly HolderName[];
  readonly by: string;
  /** Only in a session that asked for it. */
  readonly inSession: boolean;
};

type Source = Grants & { readonly through: readonly HolderName[]; readonly inSession: boolean };

export type Access = {
  /** Rights to an object without, and with, what is active in a session only; each with every way by which it comes. */
  readonly object: (object: string) => {
    readonly bits: number;
    readonly sessionBits: number;
    readonly paths: readonly Path[];
  };
  readonly field: (object: string, field: FieldNature) => FieldAccess;
  readonly system: () => readonly {
    readonly name: string;
    readonly inSession: boolean;
    readonly paths: readonly Path[];
  }[];
};

export type FieldNature = {
  readonly name: string;
  /** Takes no field permission: required, system and name fields. */
  readonly openToAll: boolean;
  /** Whether anybody may change it at all; null: not known. */
  readonly updateable: boolean | null;
};

export type FieldAccess = {
  readonly read: boolean;
  readonly edit: boolean;
  readonly inSession: { readonly read: boolean; readonly edit: boolean };
  readonly paths: readonly Path[];
};

/**
 * What profile, permission sets and groups give together.
 *
 * The union of everything, where each group is the union of its sets less its own muting set. View All Data and Modify
 * All Data, and View All and Modify All of an object, bring rights to the object along; none of them opens a field. A
 * field is read by a field permission, View All Fields of its object, or nothing at all where fields take no permission;
 * in every case the object must be readable, and to edit the field also editable or creatable.
 */
export function accessOf(parts: readonly Part[]): Access {
  const sources = parts.flatMap(sourcesOf);

  const objectPaths = (object: string): Path[] => sources.flatMap((source) => objectPathsOf(source, object));

  const object: Access['object'] = (name) => {
    const paths = objectPaths(name);
    return { bits: bitsOf(paths, false), sessionBits: bitsOf(paths, true), paths };
  };

  const field: Access['field'] = (name, nature) => {
    const ofObject = object(name);
    const paths = nature.openToAll
      ? openPaths(ofObject.paths, nature)
      : sources.flatMap((source) => fieldPathsOf(source, name, nature.name));
    const result = (session: boolean) => {
      const bits = bitsOf(paths, session);
      const objectBits = session ? ofObject.sessionBits : ofObject.bits;
      const read = hasRight(bits, 'read') && hasRight(objectBits, 'read');
      return { read, edit: read && hasRight(bits, 'edit') && (objectBits & (RIGHT.edit | RIGHT.create)) !== 0 };
    };
    const { read, edit } = result(false);
    return { read, edit, inSession: result(true), paths: [...paths, ...objectSide(paths, ofObject.paths, nature)] };
  };

  const system: Access['system'] = () => {
    const found = new Map<string, Path[]>();
    for (const source of sources) {
      for (const name of source.system) {
        found.set(name, [...(found.get(name) ?? []), path(source, name, 'system permission')]);
      }
    }
    return [...found]
      .map(([name, paths]) => ({ name, inSession: paths.every((one) => one.inSession), paths }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  };

  return { object, field, system };
}

function sourcesOf(part: Part): readonly Source[] {
  if (part.kind !== 'permission set group') {
    return [{ ...part.grants, through: [nameOf(part)], inSession: part.sessionBased }];
  }
  const { muting } = part;
  return part.sets.map((set): Source => {
    const through = [nameOf(part), nameOf(set)];
    const inSession = part.sessionBased || set.sessionBased;
    const { grants } = set;
    if (muting === null) return { ...grants, through, inSession };
    return {
      through,
      inSession,
      system: new Set([...grants.system].filter((name) => !muting.system.has(name))),
      objectBits: (object) => withoutMuted(grants.objectBits(object), muting.objectBits(object)),
      fieldBits: (object, field) => fieldWithoutMuted(grants.fieldBits(object, field), muting.fieldBits(object, field)),
    };
  });
}

function nameOf({ kind, name, label }: HolderName): HolderName {
  return { kind, name, label };
}

function path({ through, inSession }: Source, right: string, by: string): Path {
  return { right, through, by, inSession };
}

function objectPathsOf(source: Source, object: string): readonly Path[] {
  const own = source.objectBits(object);
  const found: Path[] = [];
  const add = (bits: number, by: string): void => {
    for (const right of RIGHTS) if (hasRight(bits, right)) found.push(path(source, right, by));
  };
  add(own, 'object permission');
  for (const { right, brings, by } of IMPLIED_BY_OBJECT) if (hasRight(own, right)) add(brings & ~own, by);
  for (const { name, brings, by } of IMPLIED_BY_SYSTEM) if (source.system.has(name)) add(brings, by);
  return found;
}

function fieldPathsOf(source: Source, object: string, field: string): readonly Path[] {
  const own = source.fieldBits(object, field);
  const found: Path[] = [];
  // A field that may be edited may be read, whatever the row says.
  if (own !== 0) found.push(path(source, 'read', 'field permission'));
  if (hasRight(own, 'edit')) found.push(path(source, 'edit', 'field permission'));
  if (hasRight(source.objectBits(object), 'viewAllFields')) found.push(path(source, 'read', 'View All Fields'));
  if (source.system.has(VIEW_ALL_FIELDS)) found.push(path(source, 'read', 'View All Fields (all objects)'));
  return found;
}

const OPEN = 'the field takes no field permission';

/** Who reads the object reads the field; who changes or makes records changes it, where it can be changed. */
function openPaths(ofObject: readonly Path[], { updateable }: FieldNature): Path[] {
  const reads = ofObject.filter(({ right }) => right === 'read');
  const edits = updateable === false ? [] : ofObject.filter(({ right }) => right === 'edit' || right === 'create');
  const seen = new Set<string>();
  return [
    ...reads.map((one) => ({ ...one, by: `${one.by}: ${OPEN}` })),
    ...edits.map((one) => ({ ...one, right: 'edit', by: `${one.by}: ${OPEN}` })),
  ].filter((one) => {
    const key = JSON.stringify([one.right, one.by, one.through]);
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}

/** The other half of a field's answer: by what the object itself is reached. */
function objectSide(paths: readonly Path[], ofObject: readonly Path[], { openToAll }: FieldNature): readonly Path[] {
  if (openToAll || paths.length === 0) return [];
  const wanted = new Set(['read', ...(paths.some(({ right }) => right === 'edit') ? ['edit', 'create'] : [])]);
  return ofObject.filter(({ right }) => wanted.has(right)).map((one) => ({ ...one, right: `object ${one.right}` }));
}

function bitsOf(paths: readonly Path[], session: boolean): number {
  let bits = 0;
  for (const { right, inSession } of paths) {
    if (session || !inSession) bits |= RIGHT[right as keyof typeof RIGHT] ?? 0;
  }
  return bits;
}
