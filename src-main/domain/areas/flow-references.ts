import { type MetadataJson, partOf, partsOf, textOf } from './metadata-json.ts';

/**
 * Something that a flow names: a path of fields from an object, an object itself (the path is empty), a variable of the
 * platform (`$Label.Hello`, the object is empty) or a component of a type, whose name is then the path.
 */
export type FlowReference = {
  /** The element or tag that names it, in the words of the Metadata API. */
  readonly via: string;
  readonly object: string;
  readonly path: string;
  readonly component: string;
};

/** Keys whose text is a reference: a variable, element or `$Record`, and fields after it. */
const REFERENCES = new Set([
  'assignNextValueToReference',
  'assignToReference',
  'collectionReference',
  'elementReference',
  'inputReference',
  'leftValueReference',
  'objectFieldReference',
  'outputReference',
  'rightValueReference',
]);
/** Keys whose text is a field of the object that the element works on. */
const FIELDS = new Set(['displayField', 'field', 'queriedFields', 'recordField', 'sortField', 'valueField']);
/** Elements that have an object of their own. */
const WITH_OBJECT = [
  'start',
  'dynamicChoiceSets',
  'recordCreates',
  'recordDeletes',
  'recordLookups',
  'recordUpdates',
] as const;
/** What an action calls, by its type. */
const ACTIONS: Readonly<Record<string, string>> = {
  apex: 'ApexClass',
  emailAlert: 'WorkflowAlert',
  flow: 'Flow',
  quickAction: 'QuickAction',
};
/** What is written for people or for the builder, and names nothing. */
const UNREAD = new Set([
  'processMetadataValues',
  'name',
  'label',
  'description',
  'interviewLabel',
  'connector',
  'urls',
]);

const MERGE_FIELD = /\{!\s*([$A-Za-z_][\w.$:]*)\s*\}/g;

/**
 * Everything that a flow's definition names, each once.
 *
 * @param metadata the Metadata API's Flow
 * @param recordObject what `$Record` is; null where the flow starts without a record
 */
export function flowReferences(metadata: MetadataJson, recordObject: string | null): readonly FlowReference[] {
  const found = new Map<string, FlowReference>();
  const typeOf = variableTypes(metadata, recordObject);
  const add = (via: string, object: string, path: string, component = ''): void => {
    found.set(JSON.stringify([via, object, path, component]), { via, object, path, component });
  };
  const reference = (via: string, text: string): void => {
    const [head = '', ...rest] = text.split('.');
    const object = typeOf(head);
    if (object !== null) {
      if (rest.length > 0) add(via, object, rest.join('.'));
    } else if (head.startsWith('$') && rest.length > 0) add(via, '', text);
  };
  const walk = (value: unknown, key: string, via: string, object: string | null): void => {
    if (Array.isArray(value)) {
      for (const one of value) walk(one, key, via, object);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        if (!UNREAD.has(name)) walk(inner, name, via, object);
      }
    } else if (typeof value === 'string') {
      if (REFERENCES.has(key)) reference(key, value);
      else if (FIELDS.has(key)) {
        if (object !== null) add(via, object, value);
      } else for (const [, path] of value.matchAll(MERGE_FIELD)) reference(key, path ?? '');
    }
  };
  for (const [type, value] of Object.entries(metadata)) {
    if (UNREAD.has(type)) continue;
    const parts = type === 'start' ? [partOf(metadata, type)] : partsOf(metadata, type);
    if (parts.length === 0) walk(value, type, type, null);
    for (const part of parts) {
      const object = (WITH_OBJECT as readonly string[]).includes(type) ? objectOf(part, typeOf) : null;
      if (object !== null) add(type, object, '');
      walk(part, type, type, object);
      addPicklist(part, type, add);
      addComponents(part, type, add);
    }
  }
  const process = processObject(metadata);
  if (process !== null) add('start', process, '');
  return [...found.values()];
}

/** The object that an element reads or writes: its own, or that of the record it is given. */
function objectOf(part: MetadataJson, typeOf: (name: string) => string | null): string | null {
  const input = textOf(part, 'inputReference');
  return textOf(part, 'object') ?? (input === null || input.includes('.') ? null : typeOf(input));
}

function addPicklist(part: MetadataJson, type: string, add: (via: string, object: string, path: string) => void): void {
  const object = textOf(part, 'picklistObject');
  const field = textOf(part, 'picklistField');
  if (object === null) return;
  add(type, object, '');
  if (field !== null) add(type, object, field);
}

function addComponents(
  part: MetadataJson,
  type: string,
  add: (via: string, object: string, path: string, component: string) => void,
): void {
  const flow = textOf(part, 'flowName');
  if (type === 'subflows' && flow !== null) add('subflow', '', flow, 'Flow');
  const action = textOf(part, 'actionName');
  const called = ACTIONS[textOf(part, 'actionType') ?? ''];
  if (type === 'actionCalls' && action !== null && called !== undefined) add(type, '', action, called);
  const plugin = textOf(part, 'apexClass');
  if (type === 'apexPluginCalls' && plugin !== null) add(type, '', plugin, 'ApexClass');
  for (const field of partsOf(part, 'fields')) {
    const [, component] = /^c:(\w+)$/.exec(textOf(field, 'extensionName') ?? '') ?? [];
    if (component !== undefined) add(type, '', component, 'LightningComponentBundle');
  }
}

/** Process Builder keeps the object of a process among its own values. */
function processObject(metadata: MetadataJson): string | null {
  const value = partsOf(metadata, 'processMetadataValues').find((one) => textOf(one, 'name') === 'ObjectType');
  return value === undefined ? null : textOf(partOf(value, 'value'), 'stringValue');
}

/** Answers of which object a record under a name is: `$Record`, a variable, what an element found or goes through. */
function variableTypes(metadata: MetadataJson, recordObject: string | null): (name: string) => string | null {
  const types = new Map<string, string>();
  const sameAs = new Map<string, string>();
  for (const variable of partsOf(metadata, 'variables')) put(types, variable, 'objectType');
  for (const type of ['recordLookups', 'transforms']) {
    for (const part of partsOf(metadata, type)) put(types, part, type === 'transforms' ? 'objectType' : 'object');
  }
  for (const type of ['loops', 'collectionProcessors']) {
    for (const part of partsOf(metadata, type)) put(sameAs, part, 'collectionReference');
  }
  for (const name of ['$Record', '$Record__Prior']) {
    if (recordObject !== null) types.set(name, recordObject);
  }
  return (name) => {
    let at = name;
    // Loops over what loops give: a chain, which cannot be longer than there are links.
    for (let left = sameAs.size; left > 0 && !types.has(at); left -= 1) at = sameAs.get(at) ?? at;
    return types.get(at) ?? null;
  };
}

function put(into: Map<string, string>, part: MetadataJson, key: string): void {
  const name = textOf(part, 'name');
  const value = textOf(part, key);
  if (name !== null && value !== null) into.set(name, value);
}
