/** A part of a `Metadata` object of the Tooling API, without assumptions about its keys. */
export type MetadataJson = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is MetadataJson {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under a key; an empty one where there is none. */
export function partOf(parent: unknown, key: string): MetadataJson {
  const value = isObject(parent) ? parent[key] : null;
  return isObject(value) ? value : {};
}

/** The objects under a key. A list of one may come without its list. */
export function partsOf(parent: unknown, key: string): readonly MetadataJson[] {
  return valuesOf(parent, key).filter(isObject);
}

/** The texts under a key, empty ones aside. */
export function textsOf(parent: unknown, key: string): readonly string[] {
  return valuesOf(parent, key).filter((value): value is string => typeof value === 'string' && value !== '');
}

/** The text under a key; null for anything else, the empty text included. */
export function textOf(parent: unknown, key: string): string | null {
  return textsOf(parent, key)[0] ?? null;
}

function valuesOf(parent: unknown, key: string): readonly unknown[] {
  const value = isObject(parent) ? parent[key] : null;
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
