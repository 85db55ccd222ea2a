import { mintId } from '../ids.ts';
import { customFieldId, customObjectId, developerName, isCustomObject, namespaceOf } from '../org-model.ts';
import type { OrgModel } from '../org-model.ts';
import { apexId, layoutId } from './code-tables.ts';
import { flowComponentId, workflowRuleId } from './flow-tables.ts';
import { namedId } from './named-tables.ts';
import { reportId } from './report-model.ts';
import { splitNamespace } from './setup-kit.ts';
import { columns, onceForModel, sameKey } from './table.ts';
import { globalValueSetId } from './value-set-tables.ts';
import type { EqualityFilter, Row, Table } from './table.ts';

/** A component as MetadataComponentDependency names one. */
interface Component {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly namespace: string | null;
}

type Locate = (name: string) => Component | null;

/** Finds components of every type by the names that a bundle's dependencies have. */
function locator(model: OrgModel): (type: string, name: string) => Component | null {
  const flows = new Map((model.bundle.flows ?? []).map((flow) => [flow.name, flow]));
  const rules = new Map((model.bundle.workflow ?? []).map((rule) => [rule.name, rule]));
  const reports = new Map((model.bundle.reports ?? []).map((report) => [`${report.folder}/${report.name}`, report]));
  const fields = new Map<string, Component>();
  const objects = new Map<string, Component>();
  for (const object of model.bundle.sobjects) {
    if (isCustomObject(object))
      objects.set(object.name, {
        id: customObjectId(object),
        name: developerName(object.name),
        type: 'CustomObject',
        namespace: namespaceOf(object.name),
      });
    // The service records no uses of standard fields.
    for (const field of object.fields)
      if (field.custom === true)
        fields.set(`${object.name}.${field.name}`, {
          id: customFieldId(object, field),
          name: developerName(field.name),
          type: 'CustomField',
          namespace: namespaceOf(field.name),
        });
  }
  const plain =
    (type: string, idOf: (name: string) => string): Locate =>
    (name) => {
      const { namespace, local } = splitNamespace(name);
      return { id: idOf(name), name: local, type, namespace };
    };
  const finders: Readonly<Record<string, Locate>> = {
    CustomField: (name) => fields.get(name) ?? null,
    CustomObject: (name) => objects.get(name) ?? null,
    GlobalValueSet: plain('GlobalValueSet', globalValueSetId),
    ApexClass: plain('ApexClass', (name) => apexId('class', name)),
    ApexTrigger: plain('ApexTrigger', (name) => apexId('trigger', name)),
    ValidationRule: (name) => ({
      id: mintId('03d', name),
      name: name.slice(name.indexOf('.') + 1),
      type: 'ValidationRule',
      namespace: namespaceOf(name.split('.')[0] ?? ''),
    }),
    Layout: (name) => ({
      id: layoutId(name),
      name: name.slice(name.indexOf('-') + 1),
      type: 'Layout',
      namespace: namespaceOf(name.slice(0, name.indexOf('-'))),
    }),
    Flow: (name) => {
      const flow = flows.get(name);
      return flow === undefined ? null : plain('Flow', () => flowComponentId(flow))(name);
    },
    WorkflowRule: (name) => {
      const rule = rules.get(name);
      return rule === undefined ? null : { id: workflowRuleId(rule), name, type: 'WorkflowRule', namespace: null };
    },
    Report: (path) => {
      const report = reports.get(path);
      const name = report?.label ?? path.slice(path.indexOf('/') + 1);
      return { id: reportId(path), name, type: 'Report', namespace: null };
    },
    Dashboard: (path) => ({
      id: mintId('01Z', path),
      name: path.slice(path.indexOf('/') + 1),
      type: 'Dashboard',
      namespace: null,
    }),
  };
  return (type, name) =>
    finders[type]?.(name) ?? (finders[type] === undefined ? plain(type, () => namedId(type, name))(name) : null);
}

/** Every dependency that the service would record: rows whose both ends have an Id. */
function dependencyRows(model: OrgModel): readonly Row[] {
  const locate = locator(model);
  return (model.bundle.dependencies ?? []).flatMap(({ from, to }): readonly Row[] => {
    const [user, used] = [locate(from.type, from.name), locate(to.type, to.name)];
    if (user === null || used === null) return [];
    return [
      {
        Id: mintId('0Tj', `${user.id}.${used.id}`),
        MetadataComponentId: user.id,
        MetadataComponentName: user.name,
        MetadataComponentType: user.type,
        MetadataComponentNamespace: user.namespace,
        RefMetadataComponentId: used.id,
        RefMetadataComponentName: used.name,
        RefMetadataComponentType: used.type,
        RefMetadataComponentNamespace: used.namespace,
      },
    ];
  });
}

const allRows = onceForModel(dependencyRows);

const byId = new WeakMap<readonly Row[], Map<string, ReadonlyMap<string, readonly Row[]>>>();

/** Rows by the Id in a column, made once: a client asks for some hundred Ids at a time, and often. */
function rowsById(rows: readonly Row[], column: string): ReadonlyMap<string, readonly Row[]> {
  const known = byId.get(rows)?.get(column);
  if (known !== undefined) return known;
  const made = new Map<string, Row[]>();
  for (const row of rows) {
    const id = sameKey(String(row[column]));
    const list = made.get(id);
    if (list === undefined) made.set(id, [row]);
    else list.push(row);
  }
  const columnsMade = byId.get(rows) ?? new Map<string, ReadonlyMap<string, readonly Row[]>>();
  columnsMade.set(column, made);
  byId.set(rows, columnsMade);
  return made;
}

/** The rows that a filter on Ids can be true for. */
function rowsFor(model: OrgModel, filter: EqualityFilter): readonly Row[] {
  const rows = allRows(model);
  for (const column of ['RefMetadataComponentId', 'MetadataComponentId']) {
    const ids = filter.get(column.toLowerCase());
    if (ids === undefined) continue;
    const found = rowsById(rows, column);
    return [...new Set(ids.map(sameKey))].flatMap((id) => found.get(id) ?? []);
  }
  return rows;
}

/**
 * Which component uses which. Over REST an answer ends at 2,000 rows without a word and has no reports; a Bulk query of
 * the Tooling API gives up to 100,000 rows, with reports.
 */
export const dependencyTable: Table = {
  name: 'MetadataComponentDependency',
  label: 'Metadata Component Dependency',
  keyPrefix: '0Tj',
  key: 'Id',
  columns: [
    ...columns('Id:id', 'MetadataComponentId:reference', 'MetadataComponentName', 'MetadataComponentType'),
    ...columns('MetadataComponentNamespace', 'RefMetadataComponentId:reference', 'RefMetadataComponentName'),
    ...columns('RefMetadataComponentType', 'RefMetadataComponentNamespace'),
  ],
  relations: [],
  isCatalog: false,
  restricted: {
    cap: 2000,
    bulkCap: 100_000,
    filterable: ['metadatacomponentid', 'metadatacomponenttype', 'refmetadatacomponentid', 'refmetadatacomponenttype'],
    isBulkOnly: (row) => row.MetadataComponentType === 'Report' || row.RefMetadataComponentType === 'Report',
  },
  rows: rowsFor,
};
