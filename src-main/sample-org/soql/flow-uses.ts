import type { BundleDependency, BundleFlow } from '../bundle-parts.ts';
import type { OrgModel } from '../org-model.ts';
import type { Row } from './table.ts';

/*
 * What the elements of a flow name. A bundle made from an org's files lists elements without their details, and says in its
 * dependencies which fields the flow names and in which kind of element. Here each gets its place again: in an element of
 * that kind and object, or as a reference in one that can hold it.
 */

type Part = Record<string, unknown>;
type Lists = Record<string, Part[]>;

/** Kinds of elements that name fields of their own object, and the list that holds them. */
const fieldLists: Readonly<Record<string, string>> = {
  recordLookups: 'queriedFields',
  recordCreates: 'inputAssignments',
  recordUpdates: 'inputAssignments',
};

/** Metadata of a flow, completed with the parts that the bundle only counts and the fields that it only names. */
export function withFlowUses(metadata: Row, flow: BundleFlow, model: OrgModel): Row {
  const uses = (model.bundle.dependencies ?? []).filter(({ from }) => from.type === 'Flow' && from.name === flow.name);
  const hasDetails = (flow.elements ?? []).some(({ fields }) => fields !== undefined);
  const variables = (flow.variables ?? []).map(variableOf);
  if (hasDetails || (uses.length === 0 && variables.length === 0)) return metadata;
  const lists: Lists = {};
  for (const [name, value] of Object.entries(metadata)) {
    if (!Array.isArray(value)) continue;
    // Nothing is known of what a lookup asks for, not even the Id.
    lists[name] = value.map((one: Part) => ({ ...one, ...(name === 'recordLookups' ? { queriedFields: [] } : {}) }));
  }
  lists.variables = variables;
  for (const [type, count] of Object.entries(flow.elementCounts ?? {})) {
    const list = (lists[type] ??= []);
    while (list.length < count) list.push({ name: `${type}_${list.length + 1}` });
  }
  for (const use of uses) for (const via of use.via ?? []) place({ lists, flow, model }, use.to, via);
  return { ...metadata, ...lists };
}

type Target = { readonly lists: Lists; readonly flow: BundleFlow; readonly model: OrgModel };

function variableOf(variable: NonNullable<BundleFlow['variables']>[number]): Part {
  return {
    name: variable.name,
    dataType: variable.dataType ?? 'String',
    objectType: variable.objectType ?? null,
    isCollection: variable.isCollection === true,
    isInput: variable.isInput === true,
    isOutput: variable.isOutput === true,
  };
}

function place(target: Target, to: BundleDependency['to'], via: string): void {
  const { lists } = target;
  if (via === 'subflow') {
    Object.assign(elementOf(lists, 'subflows'), { flowName: to.name });
  } else if (to.type === 'CustomObject') {
    if (lists[via] !== undefined && !lists[via].some(({ object }) => object === to.name))
      giveObject(lists, via, to.name);
  } else if (to.type === 'CustomField') {
    const [object = '', field = ''] = to.name.split('.');
    placeField(target, object, field, via);
  }
}

/** An element that works on a record it is given says so by the record, not by its object. */
function giveObject(lists: Lists, type: string, object: string): void {
  const element = lists[type]?.find((one) => (one.object ?? null) === null && (one.inputReference ?? null) === null);
  if (element === undefined) return;
  if (type === 'dynamicChoiceSets') element.picklistObject = object;
  else element.inputReference = variableFor(lists, object);
}

function placeField(target: Target, object: string, field: string, via: string): void {
  const { lists } = target;
  const list = fieldLists[via];
  if (list !== undefined) {
    const free = lists[via]?.find((one) => (one.object ?? null) === null && (one.inputReference ?? null) === null);
    const element = lists[via]?.find((one) => one.object === object) ?? free ?? { name: `${via}_${object}` };
    if (element.name === `${via}_${object}`) lists[via]?.push(element);
    element.object = object;
    const before = Array.isArray(element[list]) ? (element[list] as unknown[]) : [];
    element[list] = [...before, via === 'recordLookups' ? field : { field, value: null }];
    return;
  }
  if (via === 'dynamicChoiceSets') {
    Object.assign(elementOf(lists, via), { picklistObject: object, picklistField: field });
    return;
  }
  const path = `${recordOf(target, object)}.${field}`;
  if (via === 'expression') append(elementOf(lists, 'formulas'), 'expression', `{!${path}}`);
  else if (via === 'fieldText') {
    add(elementOf(lists, 'screens'), 'fields', { fieldType: 'DisplayText', fieldText: `<p>{!${path}}</p>` });
  } else if (via === 'leftValueReference') {
    const condition = { leftValueReference: path, operator: 'IsNull', rightValue: { booleanValue: false } };
    add(elementOf(lists, 'decisions'), 'rules', { conditionLogic: 'and', conditions: [condition] });
  } else if (via === 'assignToReference') {
    add(elementOf(lists, 'assignments'), 'assignmentItems', {
      assignToReference: path,
      operator: 'Assign',
      value: null,
    });
  } else if (via === 'elementReference') placeReference(lists, path);
}

function placeReference(lists: Lists, elementReference: string): void {
  const holder = (['assignments', 'decisions', 'actionCalls', 'screens'] as const).find(
    (type) => (lists[type]?.length ?? 0) > 0,
  );
  const value = { elementReference };
  if (holder === 'decisions') {
    const condition = { leftValueReference: null, operator: 'EqualTo', rightValue: value };
    add(elementOf(lists, holder), 'rules', { conditionLogic: 'and', conditions: [condition] });
  } else if (holder === 'actionCalls') add(elementOf(lists, holder), 'inputParameters', { name: 'input', value });
  else if (holder === 'screens')
    add(elementOf(lists, holder), 'fields', { fieldType: 'InputField', defaultValue: value });
  else {
    const item = { assignToReference: 'text', operator: 'Assign', value };
    add(elementOf(lists, 'assignments'), 'assignmentItems', item);
  }
}

/** Under which name the flow has a record of an object: what started it, or a parent of that, or one in a variable. */
function recordOf({ lists, flow, model }: Target, object: string): string {
  if (flow.object === object) return '$Record';
  const parents = model.object(flow.object ?? '')?.fields ?? [];
  const parent = parents.find(({ referenceTo, relationshipName }) => {
    return relationshipName !== undefined && referenceTo?.includes(object) === true;
  });
  return parent === undefined ? variableFor(lists, object) : `$Record.${parent.relationshipName ?? ''}`;
}

function variableFor(lists: Lists, object: string): string {
  const found =
    lists.variables?.find(({ objectType }) => objectType === object) ??
    lists.recordLookups?.find((lookup) => lookup.object === object);
  if (found !== undefined) return String(found.name);
  const name = `record_${object}`;
  (lists.variables ??= []).push({ name, dataType: 'SObject', objectType: object });
  return name;
}

function elementOf(lists: Lists, type: string): Part {
  const list = (lists[type] ??= []);
  const first = list[0] ?? { name: `${type}_1` };
  if (list.length === 0) list.push(first);
  return first;
}

function add(element: Part, key: string, item: Part): void {
  const before = Array.isArray(element[key]) ? (element[key] as unknown[]) : [];
  element[key] = [...before, item];
}

function append(element: Part, key: string, text: string): void {
  element[key] = typeof element[key] === 'string' ? `${element[key]} & ${text}` : text;
}
