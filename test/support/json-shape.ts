/** JSON types by path: `fields[].name` → string. Items of a list share their path; so do the values of a map. */
export type JsonShape = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The shape of JSON values, taken together.
 * @param isMap whether the object at a path has keys that are data: all of them then count as `*`
 */
export function shapeOf(values: readonly unknown[], isMap: (path: string) => boolean): JsonShape {
  const shape = new Map<string, Set<string>>();
  const add = (value: unknown, path: string): void => {
    const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
    shape.set(path, (shape.get(path) ?? new Set()).add(type));
    if (Array.isArray(value)) for (const item of value as readonly unknown[]) add(item, `${path}[]`);
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        // Every record says what it is; only its other keys are data.
        const name = isMap(path) && key !== 'attributes' ? '*' : key;
        add(inner, path === '' ? name : `${path}.${name}`);
      }
  };
  for (const value of values) add(value, '');
  return shape;
}

/**
 * What differs between two shapes, one line for each path: `missing a.b`, `extra a.c`, `type a.d: number, not string`.
 * Below a path that is missing or extra nothing more is said. A null fits any type and says nothing of it, and an empty
 * list says nothing of its items.
 */
export function shapeDifferences(recorded: JsonShape, ours: JsonShape): readonly string[] {
  const only = (left: JsonShape, right: JsonShape): readonly string[] =>
    [...left.keys()].filter((path) => !right.has(path) && right.has(parentOf(path)));
  const types = [...ours].flatMap(([path, found]) => {
    const known = recorded.get(path);
    if (known === undefined || (known.size === 1 && known.has('null'))) return [];
    const strange = [...found].filter((type) => type !== 'null' && !known.has(type));
    return strange.map((type) => `type ${path}: ${type}, not ${[...known].toSorted().join(' or ')}`);
  });
  return [
    ...only(recorded, ours).map((path) => `missing ${path}`),
    ...only(ours, recorded)
      .filter((path) => !path.endsWith('[]') && recorded.get(parentOf(path))?.has('object') === true)
      .map((path) => `extra ${path}`),
    ...types,
  ].toSorted();
}

function parentOf(path: string): string {
  if (path.endsWith('[]')) return path.slice(0, -2);
  return path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : '';
}
