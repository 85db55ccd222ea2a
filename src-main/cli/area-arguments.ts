import { CATALOG_AREAS, type CatalogArea } from '../../src-preload/contract/areas.ts';
import { MOST_FIELDS } from '../../src-preload/contract/usage.ts';
import { oneOf, UsageError } from './usage.ts';

/** What `sync` reads: objects, areas of the catalog, or both. */
export type SyncChoice = {
  readonly objects: 'all' | 'none' | readonly string[];
  readonly areas: 'none' | readonly CatalogArea[];
  /** Takes back the choice of all areas, with what was read of them. */
  readonly dropAreas: boolean;
};

export function syncChoice(
  values: { readonly all?: boolean; readonly objects?: string; readonly catalog?: string },
  listOf: (text: string | undefined) => readonly string[],
): SyncChoice {
  const names = listOf(values.objects);
  if (values.all === true && values.objects !== undefined) {
    throw new UsageError('--all and --objects exclude each other.');
  }
  const objects = values.all === true ? 'all' : names.length > 0 ? names : 'none';
  const dropAreas = values.catalog === 'none';
  const areas = dropAreas ? 'none' : areasOf(values.catalog, listOf);
  if (objects === 'none' && areas === 'none' && !dropAreas) {
    throw new UsageError('sync takes --all or --objects A,B, and --catalog all, none or AREA,AREA.');
  }
  return { objects, areas, dropAreas };
}

function areasOf(
  text: string | undefined,
  listOf: (text: string | undefined) => readonly string[],
): SyncChoice['areas'] {
  if (text === undefined) return 'none';
  if (text === 'all') return CATALOG_AREAS;
  const names = listOf(text);
  if (names.length === 0) throw new UsageError(`--catalog takes all, none, or some of ${CATALOG_AREAS.join(', ')}.`);
  return names.map((name) => oneOf('catalog', name, CATALOG_AREAS));
}

/** An area given by name. Throws UsageError. */
export function areaNamed(name: string): CatalogArea {
  const found = CATALOG_AREAS.find((area) => area === name);
  if (found === undefined) throw new UsageError(`"${name}" is none of the areas: ${CATALOG_AREAS.join(', ')}.`);
  return found;
}

export type FieldName = { readonly object: string; readonly field: string };

/** `Object.Field`, cut at the first dot. Throws UsageError. */
export function fieldNamed(text: string): FieldName {
  const dot = text.indexOf('.');
  if (dot < 1 || dot === text.length - 1) throw new UsageError(`A field is named Object.Field, not "${text}".`);
  return { object: text.slice(0, dot), field: text.slice(dot + 1) };
}

/** Several fields, each once, whatever its case. Throws UsageError. */
export function fieldsNamed(texts: readonly string[]): readonly FieldName[] {
  const fields = new Map(texts.map((text) => [text.toLowerCase(), fieldNamed(text)]));
  if (fields.size > MOST_FIELDS) throw new UsageError(`At most ${MOST_FIELDS} fields are asked for at once.`);
  return [...fields.values()];
}

/** Fields as a question of the engine names them. */
export function askedFields(fields: readonly FieldName[]): { readonly object: string; readonly name: string }[] {
  return fields.map(({ object, field }) => ({ object, name: field }));
}

/** Who can see or edit a field, or what a user may do: everywhere, or with the fields of an object as well. */
export type AccessQuestion =
  | { readonly of: 'field'; readonly field: FieldName }
  | { readonly of: 'user'; readonly user: string; readonly object: string | null };

/** Throws UsageError. */
export function accessQuestion(values: {
  readonly field?: string;
  readonly user?: string;
  readonly object?: string;
}): AccessQuestion {
  const { field, user, object } = values;
  if ((field === undefined) === (user === undefined || user === '')) {
    throw new UsageError('access takes --field Object.Field or --user ID|NAME.');
  }
  if (field === undefined) return { of: 'user', user: user ?? '', object: object ?? null };
  if (object !== undefined) throw new UsageError('access takes --object with --user only.');
  return { of: 'field', field: fieldNamed(field) };
}
