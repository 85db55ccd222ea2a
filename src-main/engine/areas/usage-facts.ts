import type { UsageSource } from '../../../src-preload/contract/usage.ts';
import { createOrgSchema, type OrgSchema } from '../../domain/areas/formula-schema.ts';
import type { SourcedFact } from '../../domain/areas/usage-rows.ts';
import type { StoredUsage } from '../store/areas/usage.ts';
import type { Store } from '../store/store.ts';
import type { Turns } from '../turns.ts';
import { createFieldHolders } from './access-grants.ts';
import { formulaUsers, formulaUses } from './usage-formulas.ts';

type Fact = SourcedFact<UsageSource>;
type Thing = Pick<Fact, 'toType' | 'toName'>;
type Facts = AsyncGenerator<Fact>;

/** Custom fields of tasks and events are fields of this object, by which dependencies know them. */
const ACTIVITY = 'Activity';
const ACTIVITY_OBJECTS: ReadonlySet<string> = new Set(['Task', 'Event']);
/** What formulas name besides fields. */
const NAMED_IN_FORMULAS: ReadonlySet<string> = new Set(['CustomObject', 'CustomLabel', 'CustomPermission']);

/** What the sources say of uses, a statement after the other; others get their turn in between. */
export type UsageFacts = {
  /** Statements about what uses a field, standard or custom. */
  readonly usersOfField: (object: string, name: string) => Facts;
  /** Statements about what uses a component. */
  readonly usersOf: (type: string, name: string) => Facts;
  /** Statements about what a component uses. */
  readonly usedBy: (type: string, name: string) => readonly Fact[];
};

/** One question, or several that share what they look up. */
export function createUsageFacts(
  { catalog, areas }: Pick<Store, 'catalog' | 'areas'>,
  key: number,
  turns: Turns,
): UsageFacts {
  const { usage, usageFields } = areas;
  const schema: OrgSchema = createOrgSchema((object) => catalog.fieldNames(key, object));
  const holdersOf = createFieldHolders(areas, key, turns);

  async function* stored(type: string, name: string): Facts {
    for (const page of usage.usedByPages(key, type, name)) {
      for (const row of page) yield* ofActivities(sourced(row));
      await turns();
    }
  }

  /** A dashboard uses what its reports use. */
  async function* dashboardsOf(reports: ReadonlySet<string>, thing: Thing): Facts {
    for (const report of reports) {
      for (const row of usage.usedBy(key, 'Report', report)) {
        const { fromType, fromName, source } = sourced(row);
        if (fromType === 'Dashboard') yield { fromType, fromName, ...thing, via: report, source };
      }
      await turns();
    }
  }

  async function* usersOfField(object: string, name: string): Facts {
    const field = schema.field(object, name);
    const own = { object: schema.object(object) ?? object, name: field?.name ?? name };
    const thing = { toType: 'CustomField', toName: `${own.object}.${own.name}` };
    const names = ACTIVITY_OBJECTS.has(own.object) ? [thing.toName, `${ACTIVITY}.${own.name}`] : [thing.toName];
    const reports = new Set<string>();
    for (const one of names) {
      for await (const fact of stored(thing.toType, one)) {
        if (fact.fromType === 'Report') reports.add(fact.fromName);
        yield fact;
      }
    }
    yield* dashboardsOf(reports, thing);
    yield* formulaUsers(usageFields, key, schema, thing, [own.name, field?.relationshipName ?? own.name]);
    await turns();
    for (const dependent of usageFields.controlledBy(key, own.object, own.name)) {
      const from = { fromType: 'CustomField', fromName: `${own.object}.${dependent}` };
      yield { ...from, ...thing, via: 'controllingField', source: 'dependent picklists' };
    }
    for (const { type, name: holder, edit } of await holdersOf(own.object, own.name)) {
      yield { fromType: type, fromName: holder, ...thing, via: edit ? 'edit' : 'read', source: 'permission sets' };
    }
  }

  async function* usersOf(type: string, name: string): Facts {
    const dot = name.indexOf('.');
    if (type === 'CustomField' && dot > 0) {
      yield* usersOfField(name.slice(0, dot), name.slice(dot + 1));
      return;
    }
    const thing = { toType: type, toName: name };
    yield* stored(type, name);
    if (!NAMED_IN_FORMULAS.has(type)) return;
    if (type === 'CustomObject') {
      for (const one of usageFields.referencesTo(key, name)) {
        const from = { fromType: 'CustomField', fromName: `${one.object}.${one.name}` };
        yield { ...from, ...thing, via: 'referenceTo', source: 'lookups' };
      }
      await turns();
    }
    yield* formulaUsers(usageFields, key, schema, thing, [name, name]);
  }

  const usedBy = (type: string, name: string): readonly Fact[] => {
    const said = usage.uses(key, type, name).map(sourced);
    const dot = name.indexOf('.');
    if (type !== 'CustomField' || dot < 1) return said;
    const [object, field] = [name.slice(0, dot), name.slice(dot + 1)];
    const lookups = (schema.field(object, field)?.referenceTo ?? []).map(
      (toName): Fact => ({
        fromType: type,
        fromName: name,
        toType: 'CustomObject',
        toName,
        via: 'referenceTo',
        source: 'lookups',
      }),
    );
    return [...said, ...lookups, ...formulaUses(usageFields, key, schema, object, field)];
  };

  return { usersOfField, usersOf, usedBy };
}

function sourced(row: StoredUsage): Fact {
  return { ...row, source: row.source as UsageSource };
}

/** A field that tasks and events share is one field in the org and two in the store. */
function* ofActivities(fact: Fact): Generator<Fact> {
  if (fact.fromType !== 'CustomField' || !fact.fromName.startsWith(`${ACTIVITY}.`)) yield fact;
  else {
    for (const object of ACTIVITY_OBJECTS) {
      yield { ...fact, fromName: `${object}${fact.fromName.slice(ACTIVITY.length)}` };
    }
  }
}
