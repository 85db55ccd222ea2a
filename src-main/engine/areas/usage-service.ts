import {
  USAGE_SOURCES,
  type UsageCoverage,
  type UsageRow,
  type UsageSource,
} from '../../../src-preload/contract/usage.ts';
import { createOrgSchema, type OrgSchema } from '../../domain/areas/formula-schema.ts';
import { unknownArea } from '../../domain/areas/unknown-area.ts';
import { coverageOfArea, coverageOfObjects, withObjects, withReports } from '../../domain/areas/usage-coverage.ts';
import { mergeRows, type SourcedFact } from '../../domain/areas/usage-rows.ts';
import { areaOfSource, isPartOfSource, isSourceOfType, limitOfSource } from '../../domain/areas/usage-sources.ts';
import type { Handlers } from '../ports.ts';
import type { StoredUsage } from '../store/areas/usage.ts';
import type { Store } from '../store/store.ts';
import { holdersOfField } from './access-grants.ts';
import { objectCoverage } from './usage-objects.ts';
import { formulaUsers, formulaUses } from './usage-formulas.ts';

type Fact = SourcedFact<UsageSource>;

/** Custom fields of tasks and events are fields of this object, by which dependencies know them. */
const ACTIVITY = 'Activity';
const ACTIVITY_OBJECTS: ReadonlySet<string> = new Set(['Task', 'Event']);

/** What uses a field or component, from everything that was read, with how much of it was read. */
export function createUsageService({ store }: { readonly store: Pick<Store, 'catalog' | 'areas'> }): {
  readonly handlers: Handlers<'usage.ofField' | 'usage.ofComponent'>;
} {
  const { catalog, areas } = store;
  const { usage, usageFields } = areas;

  const schemaOf = (key: number): OrgSchema => createOrgSchema((object) => catalog.fieldNames(key, object));

  const usersOfField = (key: number, object: string, name: string): readonly Fact[] => {
    const schema = schemaOf(key);
    const field = schema.field(object, name);
    const own = { object: schema.object(object) ?? object, name: field?.name ?? name };
    const toName = `${own.object}.${own.name}`;
    const thing = { toType: 'CustomField', toName };
    const stored = [toName, ...(ACTIVITY_OBJECTS.has(own.object) ? [`${ACTIVITY}.${own.name}`] : [])].flatMap((one) => [
      ...ofActivities(usage.usedBy(key, thing.toType, one).map(sourced)),
    ]);
    const dependents = usageFields.controlledBy(key, own.object, own.name).map(
      (dependent): Fact => ({
        fromType: 'CustomField',
        fromName: `${own.object}.${dependent}`,
        ...thing,
        via: 'controllingField',
        source: 'dependent picklists',
      }),
    );
    return [
      ...stored,
      ...dashboardsOf(key, stored, thing),
      ...formulaUsers(usageFields, key, schema, thing, [own.name, field?.relationshipName ?? own.name]),
      ...dependents,
      ...holdersOf(key, own.object, own.name, thing),
    ];
  };

  /** A dashboard uses what its reports use. */
  const dashboardsOf = (key: number, facts: readonly Fact[], thing: Pick<Fact, 'toType' | 'toName'>): Fact[] => {
    const reports = new Set(facts.flatMap((fact) => (fact.fromType === 'Report' ? [fact.fromName] : [])));
    return [...reports].flatMap((report) =>
      usage.usedBy(key, 'Report', report).flatMap((row): Fact[] => {
        const { fromType, fromName, source } = sourced(row);
        return fromType === 'Dashboard' ? [{ fromType, fromName, ...thing, via: report, source }] : [];
      }),
    );
  };

  const holdersOf = (
    key: number,
    object: string,
    name: string,
    thing: Pick<Fact, 'toType' | 'toName'>,
  ): readonly Fact[] =>
    holdersOfField(areas, key, object, name).map(
      (holder): Fact => ({
        fromType: holder.type,
        fromName: holder.name,
        ...thing,
        via: holder.edit ? 'edit' : 'read',
        source: 'permission sets',
      }),
    );

  const usersOf = (key: number, type: string, name: string): readonly Fact[] => {
    const dot = name.indexOf('.');
    if (type === 'CustomField' && dot > 0) return usersOfField(key, name.slice(0, dot), name.slice(dot + 1));
    const thing = { toType: type, toName: name };
    const stored = [...ofActivities(usage.usedBy(key, type, name).map(sourced))];
    if (type !== 'CustomObject' && type !== 'CustomLabel' && type !== 'CustomPermission') return stored;
    const lookups =
      type !== 'CustomObject'
        ? []
        : usageFields.referencesTo(key, name).map(
            (one): Fact => ({
              fromType: 'CustomField',
              fromName: `${one.object}.${one.name}`,
              ...thing,
              via: 'referenceTo',
              source: 'lookups',
            }),
          );
    return [...stored, ...lookups, ...formulaUsers(usageFields, key, schemaOf(key), thing, [name, name])];
  };

  const usedBy = (key: number, type: string, name: string): readonly Fact[] => {
    const stored = usage.uses(key, type, name).map(sourced);
    const dot = name.indexOf('.');
    if (type !== 'CustomField' || dot < 1) return stored;
    const [object, field] = [name.slice(0, dot), name.slice(dot + 1)];
    const schema = schemaOf(key);
    const targets = schema.field(object, field)?.referenceTo ?? [];
    const lookups = targets.map(
      (toName): Fact => ({
        fromType: type,
        fromName: name,
        toType: 'CustomObject',
        toName,
        via: 'referenceTo',
        source: 'lookups',
      }),
    );
    return [...stored, ...lookups, ...formulaUses(usageFields, key, schema, object, field)];
  };

  const labelOf = (key: number, type: string, name: string): string | null => {
    const dot = name.indexOf('.');
    if (type !== 'CustomField' || dot < 1) return usage.labelOf(key, type, name);
    return usageFields.label(key, name.slice(0, dot), name.slice(dot + 1));
  };

  const rowsOf = (key: number, facts: readonly Fact[], end: 'from' | 'to'): UsageRow[] =>
    mergeRows(facts, end).map((row) => ({
      type: row.type,
      name: row.name,
      label: labelOf(key, row.type, row.name),
      via: [...row.via],
      source: [...row.source],
    }));

  /** Permissions are facts of their own kind, not rows of usage. */
  const hasFacts = (key: number, area: string, source: string): boolean =>
    usage.has(key, source) || (area === 'access' && areas.components.counts(key).some((one) => one.area === area));

  const coverage = (key: number): UsageCoverage[] => {
    const states = new Map<string, ReturnType<typeof areas.states.list>[number]>(
      areas.states.list(key).map((row) => [row.area, row]),
    );
    const unknown = catalog.snapshots.unknownParts(key);
    const objects = objectCoverage(store, key);
    return USAGE_SOURCES.map((source): UsageCoverage => {
      const area = areaOfSource(source);
      if (area === null) return { source, ...coverageOfObjects(objects, source) };
      const row = states.get(area);
      const parts = unknown.filter((part) => part.area === unknownArea(area) && isPartOfSource(source, part.name));
      const ofArea = coverageOfArea(
        row === undefined ? null : { ...row, unknown: parts },
        hasFacts(key, area, source),
        limitOfSource(source),
      );
      const joined = source === 'report definitions' ? areas.components.countUnknown(key, 'Report', 'columns') : 0;
      return { source, ...withObjects(withReports(ofArea, joined), objects, source) };
    });
  };

  return {
    handlers: {
      'usage.ofField': ({ connectionId, object, name }) => {
        const { key } = catalog.org(connectionId);
        return { rows: rowsOf(key, usersOfField(key, object, name), 'from'), coverage: coverage(key) };
      },
      'usage.ofComponent': ({ connectionId, type, name }) => {
        const { key } = catalog.org(connectionId);
        const whole = coverage(key);
        return {
          uses: rowsOf(key, usedBy(key, type, name), 'to'),
          usedBy: rowsOf(key, usersOf(key, type, name), 'from'),
          coverage: whole,
          usesCoverage: whole.filter(({ source }) => isSourceOfType(source, type)),
        };
      },
    },
  };
}

function sourced(row: StoredUsage): Fact {
  return { ...row, source: row.source as UsageSource };
}

/** A field that tasks and events share is one field in the org and two in the store. */
function* ofActivities(facts: readonly Fact[]): Generator<Fact> {
  for (const fact of facts) {
    if (fact.fromType !== 'CustomField' || !fact.fromName.startsWith(`${ACTIVITY}.`)) yield fact;
    else {
      for (const object of ACTIVITY_OBJECTS) {
        yield { ...fact, fromName: `${object}${fact.fromName.slice(ACTIVITY.length)}` };
      }
    }
  }
}
