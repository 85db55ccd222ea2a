import type { BundleAccess } from './bundle-parts.ts';
import type { BundleField, BundleObject, OrgBundle } from './bundle.ts';
import { createSampleBundle } from './content/index.ts';

/** How large a generated org is. */
export interface GeneratedSize {
  /** Custom objects besides those of the company, at most 3,000. */
  readonly objects: number;
  /** Fields of these objects together, at most 1,000,000. */
  readonly fields: number;
  /** Rows of FieldPermissions in permission sets besides the company's, at most 200,000. Absent: 0. */
  readonly fieldPermissions?: number;
}

const most = { objects: 3000, fields: 1_000_000, fieldPermissions: 200_000 } as const;
const permissionsOfSet = 2000;

/**
 * The built-in company many times over: copies of its custom objects with copies of their fields, the same for the same
 * size. Fields are made when they are looked at and forgotten again, so that a million of them need little memory.
 * @throws RangeError for a size that is not whole or beyond the most
 */
export function createGeneratedBundle(size: GeneratedSize): OrgBundle {
  checkSize(size);
  const company = createSampleBundle();
  const patterns = company.sobjects.filter(
    ({ name, kind, package: ofPackage }) => kind === 'custom' && ofPackage === undefined && name.endsWith('__c'),
  );
  // The last round may be cut short: its objects refer to the company's own where the copy is not made.
  const made = new Set(Array.from({ length: size.objects }, (_none, index) => copyName(patterns, index)));
  const each = Math.floor(size.fields / Math.max(1, size.objects));
  const surplus = size.fields - each * size.objects;
  const copies = Array.from({ length: size.objects }, (_none, index) =>
    copyOf(patterns, made, index, each + (index < surplus ? 1 : 0)),
  );
  const sets = permissionSets(copies, size.fieldPermissions ?? 0);
  // The company's other parts stay as they are: they may be made when they are first asked for.
  return Object.defineProperties({} as OrgBundle, {
    ...Object.getOwnPropertyDescriptors(company),
    sobjects: { value: [...company.sobjects, ...copies], enumerable: true },
    permissionSets: { get: () => [...(company.permissionSets ?? []), ...sets], enumerable: true },
  });
}

function checkSize(size: GeneratedSize): void {
  for (const [name, limit] of Object.entries(most)) {
    const value = size[name as keyof GeneratedSize] ?? 0;
    if (!Number.isInteger(value) || value < 0 || value > limit)
      throw new RangeError(`A generated org has 0 to ${limit} ${name}, not ${value}.`);
  }
  if (size.objects > 0 && size.fields < size.objects * 2)
    throw new RangeError('A generated org has at least two fields for each object: Id and Name.');
}

function copyOf(
  patterns: readonly BundleObject[],
  made: ReadonlySet<string>,
  index: number,
  count: number,
): BundleObject {
  const pattern = patterns[index % patterns.length];
  if (pattern === undefined) throw new Error('The company has no custom objects to copy.');
  const generation = Math.floor(index / patterns.length) + 1;
  const { fields: _fields, keyPrefix: _prefix, ...rest } = pattern;
  let kept: WeakRef<readonly BundleField[]> | undefined;
  const copy = {
    ...rest,
    name: renamed(pattern.name, generation),
    label: `${pattern.label} ${generation}`,
    labelPlural: `${pattern.labelPlural ?? pattern.label} ${generation}`,
    childRelationships: [],
    get fields(): readonly BundleField[] {
      const known = kept?.deref();
      if (known !== undefined) return known;
      const fields = fieldsOf(pattern, made, generation, count);
      kept = new WeakRef(fields);
      return fields;
    },
  };
  return copy;
}

function copyName(patterns: readonly BundleObject[], index: number): string {
  const pattern = patterns[index % patterns.length]?.name ?? '';
  return renamed(pattern, Math.floor(index / patterns.length) + 1);
}

function renamed(name: string, number: number): string {
  return name.replace(/__c$/, `_${number}__c`);
}

/** The pattern's own fields first, then its fields without references again and again, each time with a number. */
function fieldsOf(
  pattern: BundleObject,
  made: ReadonlySet<string>,
  generation: number,
  count: number,
): readonly BundleField[] {
  const own = pattern.fields.map((field): BundleField => {
    const { referenceTo, childRelationshipName } = field;
    return {
      ...field,
      ...(referenceTo === undefined
        ? {}
        : {
            referenceTo: referenceTo.map((name) =>
              made.has(renamed(name, generation)) ? renamed(name, generation) : name,
            ),
          }),
      ...(childRelationshipName === undefined
        ? {}
        : { childRelationshipName: `${childRelationshipName}_${generation}` }),
    };
  });
  const standing = own.toSorted((a, b) => Number(b.synthesised === true) - Number(a.synthesised === true));
  if (standing.length >= count) return standing.slice(0, count);
  const plain = pattern.fields.filter(
    ({ custom, referenceTo, controllerName, formula, summary }) =>
      custom === true &&
      referenceTo === undefined &&
      controllerName === undefined &&
      formula === undefined &&
      summary === undefined,
  );
  const more = Array.from({ length: count - standing.length }, (_none, index): BundleField => {
    const field = plain[index % plain.length];
    const round = Math.floor(index / Math.max(1, plain.length)) + 2;
    if (field === undefined)
      return {
        name: `Note_${index}__c`,
        label: `Note ${index}`,
        type: 'string',
        metadataType: 'Text',
        length: 80,
        custom: true,
      };
    return { ...field, name: renamed(field.name, round), label: `${field.label} ${round}` };
  });
  return [...standing, ...more];
}

/** Permission sets that grant the copies' fields in turn, each set 2,000 of them. */
function permissionSets(copies: readonly BundleObject[], count: number): readonly BundleAccess[] {
  const sets = Math.ceil(count / permissionsOfSet);
  return Array.from({ length: sets }, (_none, index): BundleAccess => {
    const wanted = Math.min(permissionsOfSet, count - index * permissionsOfSet);
    return {
      name: `Generated_Access_${index + 1}`,
      label: `Generated access ${index + 1}`,
      get fieldPermissions() {
        return granted(copies, index, wanted);
      },
    };
  });
}

function granted(
  copies: readonly BundleObject[],
  start: number,
  wanted: number,
): NonNullable<BundleAccess['fieldPermissions']> {
  const found: { field: string; readable: true; editable: boolean }[] = [];
  for (let step = 0; step < copies.length && found.length < wanted; step += 1) {
    const object = copies[(start + step) % copies.length];
    for (const field of object?.fields ?? [])
      if (field.custom === true && field.required !== true && field.masterDetail !== true && found.length < wanted)
        found.push({ field: `${object?.name ?? ''}.${field.name}`, readable: true, editable: found.length % 3 === 0 });
  }
  return found;
}
