import type { AreaState, CatalogArea } from '../../../src-preload/contract/areas.ts';
import type { ObjectDetail } from '../../../src-preload/contract/catalog.ts';
import { unknownArea } from '../../../src-preload/contract/unknown-area.ts';
import { listAt, numberAt, objectAt, textAt, textsAt } from '../../domain/areas/reports-json.ts';
import type { StoredComponent } from '../store/areas/components.ts';
import type { AreaStore } from '../store/areas/index.ts';
import type { CatalogStore } from '../store/catalog/index.ts';

type Parts = Pick<ObjectDetail, 'recordTypePicklists' | 'layouts' | 'limits' | 'population'>;
type RecordTypePicklist = {
  readonly field: string;
  readonly values: readonly string[];
  readonly defaultValue: string | null;
};

const NOT_POPULATED =
  'How many records have a value in a field is not read: it would need records, and Orgbench reads metadata only.';

/** The values of each picklist in a record type; null while its definition was not read. */
export function recordTypePicklists(facts: StoredComponent['facts']): readonly RecordTypePicklist[] | null {
  if (facts.picklists === undefined) return null;
  const defaults = objectAt(facts.defaults);
  return Object.entries(objectAt(facts.picklists)).map(([field, values]) => ({
    field,
    values: textsAt(values),
    defaultValue: textAt(defaults[field]),
  }));
}

/** What the areas know of one object: record types with picklist values, layouts, limits; each with when it was read. */
export function objectParts(
  { catalog, areas }: { readonly catalog: CatalogStore; readonly areas: AreaStore },
  connectionId: string,
  object: string,
): Parts {
  const { key } = catalog.org(connectionId);
  const states = new Map(areas.states.list(key).map((row) => [row.area, row]));
  const unknown = catalog.snapshots.unknownParts(key);
  const part = <T>(area: CatalogArea, type: string, rowOf: (one: StoredComponent) => T) => {
    const found = states.get(area);
    const state: AreaState = found?.state ?? 'never';
    return {
      state,
      readAt: found?.readAt ?? null,
      rows: areas.components.ofObject(key, type, object).map(rowOf),
      unknown: unknown.filter((one) => one.area === unknownArea(area)).map(({ name, reason }) => ({ name, reason })),
    };
  };
  return {
    recordTypePicklists: part('record-types', 'RecordType', ({ name, label, facts }) => ({
      name,
      label,
      active: facts.active === true,
      picklists:
        recordTypePicklists(facts)?.map(({ field, values, defaultValue }) => ({
          field,
          values: [...values],
          defaultValue,
        })) ?? null,
    })),
    layouts: part('layouts', 'Layout', ({ name, label, facts }) => ({
      name,
      label,
      fieldCount: numberAt(facts.fieldCount),
      assignments:
        facts.assignments === undefined
          ? null
          : listAt(facts.assignments)
              .map(objectAt)
              .map((one) => ({ recordType: textAt(one.recordType) ?? '', profiles: [...textsAt(one.profiles)] })),
    })),
    limits: part('object-limits', 'ObjectLimit', ({ name, label, facts }) => ({
      name: name.slice(name.indexOf('.') + 1),
      label,
      max: numberAt(facts.max),
      remaining: numberAt(facts.remaining),
      used: numberAt(facts.used),
    })),
    population: NOT_POPULATED,
  };
}
