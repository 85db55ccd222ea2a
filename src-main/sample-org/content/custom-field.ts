import type { BundleField } from '../bundle.ts';
import { cursorOver, typedPart } from './field-types.ts';
import type { FieldLine } from './notation.ts';
import { datesFrom, fieldMonth } from './release-calendar.ts';

/** What a field needs to know about the object it stands on. */
export interface FieldContext {
  readonly objectName: string;
  readonly labelPlural: string;
  readonly month: string;
  readonly namespace: string | null;
  readonly count: number;
}

interface Flags {
  readonly part: Partial<BundleField>;
  readonly month: string | null;
}

function readFlags(line: FieldLine, cursor: ReturnType<typeof cursorOver>): Flags {
  let part: Partial<BundleField> = {};
  let month: string | null = null;
  while (cursor.peek() !== undefined) {
    const word = cursor.take();
    if (word.startsWith('@')) month = word.slice(1);
    else if (word === 'dep') part = { ...part, controllerName: cursor.take() };
    else if (word === 'class') part = { ...part, securityClassification: cursor.take() };
    else if (word === 'default') part = { ...part, defaultValue: cursor.take() };
    else {
      const flag = flagParts[word];
      if (!flag) throw new Error(`The field ${line.name} has the unknown flag "${word}".`);
      part = { ...part, ...flag };
    }
  }
  return { part, month };
}

const flagParts: Readonly<Record<string, Partial<BundleField>>> = {
  req: { required: true },
  unique: { unique: true },
  ext: { externalId: true },
  track: { trackHistory: true },
  restrict: { restrictedPicklist: true },
  on: { defaultValue: 'true' },
  cascade: { deleteConstraint: 'Cascade' },
  block: { deleteConstraint: 'Restrict' },
  reparent: { reparentable: true },
  hidden: { hiddenFromDescribe: true },
};

/** `Site__c` in namespace `fieldmile` is `fieldmile__Site__c`; names that carry a suffix or none alike. */
function apiName(name: string, namespace: string | null): string {
  const base = name.endsWith('__c') ? name : `${name}__c`;
  return namespace && !base.startsWith(`${namespace}__`) ? `${namespace}__${base}` : base;
}

function relationshipParts(
  field: Pick<BundleField, 'referenceTo'>,
  name: string,
  context: FieldContext,
  seen: Map<string, number>,
): Partial<BundleField> {
  const [parent] = field.referenceTo ?? [];
  if (!parent) return {};
  const earlier = seen.get(parent) ?? 0;
  seen.set(parent, earlier + 1);
  const prefix = context.namespace ? `${context.namespace}__` : '';
  const plural = context.labelPlural.replaceAll(/\W+/g, '_');
  const child = earlier === 0 ? plural : `${plural}_by_${name.replace(prefix, '').replace('__c', '')}`;
  return {
    relationshipName: name.replace(/__c$/, '__r'),
    childRelationshipName: `${prefix}${child.slice(0, 40 - prefix.length).replace(/_+$/, '')}__r`,
    relationshipLabel: context.labelPlural,
  };
}

function access(field: BundleField): Pick<BundleField, 'nillable' | 'createable' | 'updateable'> {
  const isComputed = field.calculated === true || field.autoNumberFormat !== undefined;
  return {
    nillable: !(field.required || field.type === 'boolean' || field.autoNumberFormat !== undefined),
    createable: !isComputed,
    updateable: !isComputed && !(field.masterDetail && !field.reparentable),
  };
}

/** Leftovers are old, wherever they stand in the list. */
const leftover = /^(Old|ZZ|Legacy|Test)_/;

/**
 * Builds one object's custom fields from their lines.
 * @throws Error that names the object and quotes what it cannot read
 */
export function customFields(lines: readonly FieldLine[], context: FieldContext): readonly BundleField[] {
  const seen = new Map<string, number>();
  return lines.map((line, index) => {
    try {
      const cursor = cursorOver(line);
      const typed = typedPart(line, cursor);
      const { part, month } = readFlags(line, cursor);
      const name = apiName(line.name, context.namespace);
      const own = leftover.test(line.name) ? context.month : null;
      const dates = datesFrom(
        month ?? own ?? fieldMonth(context.month, index, context.count),
        `${context.objectName}.${name}`,
      );
      const field: BundleField = {
        name,
        label: line.label ?? line.name.replaceAll('_', ' '),
        ...typed,
        ...relationshipParts(typed, name, context, seen),
        ...part,
        ...(line.helpText && { helpText: line.helpText }),
        ...(line.description && { description: line.description }),
        custom: true,
        ...dates,
      };
      return { ...field, ...access(field) };
    } catch (cause) {
      throw new Error(`${context.objectName}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  });
}
