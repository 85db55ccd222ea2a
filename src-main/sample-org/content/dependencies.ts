import type {
  BundleDashboard,
  BundleDependency,
  BundleFlow,
  BundleLayout,
  BundleReport,
  BundleWorkflow,
} from '../bundle-parts.ts';
import type { BundleField, BundleObject } from '../bundle.ts';

/*
 * Which part of the org uses which, read from the parts themselves: formulas, roll-ups, lookups, rules, flows, layouts,
 * reports and dashboards.
 */

export interface DependencyParts {
  readonly sobjects: readonly BundleObject[];
  readonly reports: readonly BundleReport[];
  readonly dashboards: readonly BundleDashboard[];
  readonly flows: readonly BundleFlow[];
  readonly workflow: readonly BundleWorkflow[];
  readonly layouts: readonly BundleLayout[];
}

interface Schema {
  object(name: string): BundleObject | undefined;
  field(object: string, name: string): BundleField | undefined;
}

/** All uses, each once. */
export function derivedDependencies(parts: DependencyParts): readonly BundleDependency[] {
  const schema = schemaOf(parts.sobjects);
  const found = new Map<string, BundleDependency>();
  const all = [
    ...objectUses(parts.sobjects, schema),
    ...parts.workflow.flatMap((rule) =>
      formulaUses({ type: 'WorkflowRule', name: rule.name }, rule.object ?? '', rule.formula, schema),
    ),
    ...parts.flows.flatMap(flowUses),
    ...parts.layouts.flatMap(layoutUses),
    ...parts.reports.flatMap((report) => reportUses(report, schema)),
    ...parts.dashboards.flatMap(dashboardUses),
  ];
  for (const one of all) {
    const key = `${one.from.type} ${one.from.name} > ${one.to.type} ${one.to.name}`;
    if (key.split(' > ')[0] !== key.split(' > ')[1] && !found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

function schemaOf(sobjects: readonly BundleObject[]): Schema {
  const objects = new Map(sobjects.map((object) => [object.name, object]));
  const fields = new Map<string, ReadonlyMap<string, BundleField>>();
  return {
    object: (name) => objects.get(name),
    field(name, fieldName) {
      const known = fields.get(name) ?? new Map(objects.get(name)?.fields.map((field) => [field.name, field]));
      fields.set(name, known);
      return known.get(fieldName);
    },
  };
}

type End = BundleDependency['from'];

function usage(from: End, type: string, name: string, via: string): BundleDependency {
  return { from, to: { type, name }, via: [via] };
}

function* objectUses(sobjects: readonly BundleObject[], schema: Schema): Generator<BundleDependency> {
  for (const object of sobjects) {
    for (const field of object.fields) if (field.custom === true) yield* fieldUses(object, field, schema);
    for (const rule of object.validationRules) {
      const from = { type: 'ValidationRule', name: `${object.name}.${rule.name}` };
      yield* formulaUses(from, object.name, rule.errorConditionFormula, schema);
      if (rule.errorDisplayField !== undefined)
        yield usage(from, 'CustomField', `${object.name}.${rule.errorDisplayField}`, 'errorDisplayField');
      yield usage(from, 'CustomObject', object.name, 'object');
    }
  }
}

function* fieldUses(object: BundleObject, field: BundleField, schema: Schema): Generator<BundleDependency> {
  const from = { type: 'CustomField', name: `${object.name}.${field.name}` };
  yield* formulaUses(from, object.name, field.formula, schema);
  for (const path of [field.summary?.field, field.summary?.foreignKey])
    if (path !== undefined) yield usage(from, 'CustomField', path, 'rollup');
  for (const filter of field.summary?.filters ?? []) yield usage(from, 'CustomField', filter.field, 'rollup');
  if (field.controllerName !== undefined)
    yield usage(from, 'CustomField', `${object.name}.${field.controllerName}`, 'controllingField');
  for (const target of field.referenceTo ?? []) yield usage(from, 'CustomObject', target, 'referenceTo');
}

/** Fields that a formula names, also through lookups (`Site__r.Region__r.Country__c`). */
function formulaUses(
  from: End,
  object: string,
  formula: string | undefined,
  schema: Schema,
): readonly BundleDependency[] {
  const withoutTexts = (formula ?? '').replace(/"[^"]*"/g, '');
  const paths = withoutTexts.match(/[A-Za-z]\w*(?:\.[A-Za-z]\w*)*/g) ?? [];
  return paths.flatMap((path) => {
    const found = walk(object, path.split('.'), schema);
    return found === null ? [] : [usage(from, 'CustomField', found, 'formula')];
  });
}

/** The `Object.Field` that a path leads to from an object, by relationships or lookup fields; null where it leads nowhere. */
function walk(object: string, path: readonly string[], schema: Schema): string | null {
  let at = object;
  for (const step of path.slice(0, -1)) {
    const lookup = schema
      .object(at)
      ?.fields.find((field) => field.relationshipName === step || field.name === step || field.name === `${step}Id`);
    const target = lookup?.referenceTo?.[0];
    if (target === undefined) return null;
    at = target;
  }
  const last = path.at(-1) ?? '';
  return schema.field(at, last) === undefined ? null : `${at}.${last}`;
}

function flowUses(flow: BundleFlow): readonly BundleDependency[] {
  const from = { type: 'Flow', name: flow.name };
  return [
    ...(flow.object === undefined ? [] : [usage(from, 'CustomObject', flow.object, 'start')]),
    ...(flow.elements ?? []).flatMap(({ type, object, fields }) => [
      ...(object === undefined ? [] : [usage(from, 'CustomObject', object, type)]),
      ...(fields ?? []).map((field) => usage(from, 'CustomField', field, type)),
    ]),
  ];
}

function layoutUses(layout: BundleLayout): readonly BundleDependency[] {
  const from = { type: 'Layout', name: layout.name };
  return [
    usage(from, 'CustomObject', layout.object, 'object'),
    ...layout.fields.map((field) => usage(from, 'CustomField', `${layout.object}.${field}`, 'layoutItem')),
  ];
}

function reportUses(report: BundleReport, schema: Schema): readonly BundleDependency[] {
  const from = { type: 'Report', name: `${report.folder}/${report.name}` };
  const codes: readonly (readonly [code: string, via: string])[] = [
    ...(report.columns ?? []).map(({ field }) => [field, 'column'] as const),
    ...[...(report.groupingsDown ?? []), ...(report.groupingsAcross ?? [])].map(
      ({ field }) => [field, 'grouping'] as const,
    ),
    ...(report.filters ?? []).map(({ column }) => [column, 'filter'] as const),
    ...(report.timeFrame === undefined ? [] : [[report.timeFrame.column, 'timeFrame'] as const]),
  ];
  const base = /^CustomEntity\$(\w+)/.exec(report.reportType)?.[1];
  return [
    ...(base === undefined ? [] : [usage(from, 'CustomObject', base, 'reportType')]),
    ...codes.flatMap(([code, via]) => {
      const [object = '', ...path] = code.split(/[.$]/);
      const found = path.length === 0 ? null : walk(object, path, schema);
      return found === null ? [] : [usage(from, 'CustomField', found, via)];
    }),
  ];
}

function dashboardUses(dashboard: BundleDashboard): readonly BundleDependency[] {
  const from = { type: 'Dashboard', name: `${dashboard.folder}/${dashboard.name}` };
  return (dashboard.components ?? []).flatMap(({ report }) =>
    report === undefined ? [] : [usage(from, 'Report', report, 'component')],
  );
}
