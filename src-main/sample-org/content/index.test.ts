import { describe, expect, it } from 'vitest';
import type { BundleField, BundleObject } from '../bundle.ts';
import { asBundle } from '../bundle.ts';
import { createSampleBundle } from './index.ts';

const bundle = createSampleBundle();
const byName = new Map(bundle.sobjects.map((object) => [object.name, object]));

interface Place {
  readonly object: BundleObject;
  readonly field: BundleField;
  readonly path: string;
}

const everyField: readonly Place[] = bundle.sobjects.flatMap((object) =>
  object.fields.map((field) => ({ object, field, path: `${object.name}.${field.name}` })),
);
const customFields = everyField.filter(({ field }) => field.custom);
const ofKind = (kind: string): readonly BundleObject[] =>
  bundle.sobjects.filter((object) => object.kind === kind && !object.associateEntityType);
const fieldOf = (object: BundleObject | undefined, name: string | undefined): BundleField | undefined =>
  object?.fields.find((field) => field.name === name);

function resolves(path: string): boolean {
  const [objectName = '', fieldName = ''] = path.split('.');
  return fieldOf(byName.get(objectName), fieldName) !== undefined;
}

/** Paths of the fields that break a rule; a test compares them with an empty list, so that a failure names them all. */
const breaking = (places: readonly Place[], breaks: (place: Place) => boolean): readonly string[] =>
  places.filter(breaks).map(({ path }) => path);

const repeated = (names: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  return names.filter((name) => seen.size === seen.add(name.toLowerCase()).size);
};

describe('the size of the sample company', () => {
  it('has at least 60 custom objects and 1,200 custom fields', () => {
    expect(ofKind('custom').length).toBeGreaterThanOrEqual(60);
    expect(customFields.length).toBeGreaterThanOrEqual(1200);
  });

  it('has custom settings, metadata types, platform events and a managed namespace', () => {
    expect(ofKind('customSetting').length).toBeGreaterThanOrEqual(3);
    expect(ofKind('customMetadata').length).toBeGreaterThanOrEqual(1);
    expect(ofKind('platformEvent').length).toBeGreaterThanOrEqual(1);
    expect(bundle.sobjects.filter((object) => object.name.startsWith('fieldmile__')).length).toBeGreaterThanOrEqual(3);
    expect(customFields.filter(({ field }) => field.name.startsWith('fieldmile__')).length).toBeGreaterThanOrEqual(20);
  });

  it('leaves between 25 and 35 % of its custom fields undocumented', () => {
    const undocumented = customFields.filter(({ field }) => !field.description && !field.helpText);
    expect(undocumented.length / customFields.length).toBeGreaterThan(0.25);
    expect(undocumented.length / customFields.length).toBeLessThan(0.35);
  });

  it('has every kind of thing that a real org has', () => {
    const count = (has: (field: BundleField) => unknown): number =>
      customFields.filter(({ field }) => has(field)).length;
    expect(count((field) => field.formula)).toBeGreaterThanOrEqual(40);
    expect(count((field) => field.summary)).toBeGreaterThanOrEqual(15);
    expect(count((field) => field.masterDetail)).toBeGreaterThanOrEqual(20);
    expect(count((field) => field.controllerName)).toBeGreaterThanOrEqual(5);
    expect(count((field) => field.hiddenFromDescribe)).toBe(3);
    expect(bundle.sobjects.flatMap((object) => object.recordTypes).length).toBeGreaterThanOrEqual(20);
    expect(bundle.sobjects.flatMap((object) => object.validationRules).length).toBeGreaterThanOrEqual(30);
    const companions = bundle.sobjects.filter((object) => object.associateEntityType && object.custom);
    expect(new Set(companions.map((object) => object.associateEntityType)).size).toBe(4);
  });

  it('has 25 standard objects with labels as in an org, and hundreds of others', () => {
    const standard = bundle.sobjects.filter((object) => !object.custom);
    const written = standard.filter((object) => !object.fields.some((field) => field.labelDerived));
    expect(written.length).toBeGreaterThanOrEqual(25);
    expect(standard.length).toBeGreaterThanOrEqual(470);
  });
});

describe('names and labels', () => {
  it('uses each object name and each field name once, ignoring case', () => {
    expect(repeated(bundle.sobjects.map((object) => object.name))).toEqual([]);
    expect(repeated(everyField.map(({ path }) => path))).toEqual([]);
  });

  it('keeps API names, labels and help texts within the limits of the platform', () => {
    const legal = (name: string): boolean =>
      /^(?:[a-z]\w{0,14}__)?[A-Za-z](?:(?!__)\w){0,39}(?<!_)__(?:c|mdt|e)$/.test(name);
    expect(breaking(customFields, ({ field }) => !legal(field.name) || !field.name.endsWith('__c'))).toEqual([]);
    expect(breaking(customFields, ({ field }) => field.label.length > 40)).toEqual([]);
    expect(breaking(customFields, ({ field }) => (field.helpText ?? '').length > 510)).toEqual([]);
    expect(breaking(customFields, ({ field }) => (field.description ?? '').length > 1000)).toEqual([]);
    expect(breaking(customFields, ({ field }) => (field.childRelationshipName ?? '').length > 43)).toEqual([]);
    const own = bundle.sobjects.filter((object) => object.custom && !object.associateEntityType);
    expect(own.filter((object) => !legal(object.name))).toEqual([]);
    expect(own.filter((object) => object.label.length > 40 || (object.labelPlural ?? '').length > 40)).toEqual([]);
  });

  it('gives every object and field a label and no placeholder text', () => {
    const placeholder = /lorem|ipsum|\bfoo\b|\basdf|placeholder|\btbd\b|field \d+|object \d+|undefined|\bNaN\b/i;
    expect(breaking(everyField, ({ field }) => field.label.trim() === '')).toEqual([]);
    const textOf = ({ field }: Place): string => [field.label, field.helpText, field.description].join('\n');
    expect(breaking(customFields, (place) => placeholder.test(textOf(place)))).toEqual([]);
    const texts = bundle.sobjects.map((object) => `${object.label}\n${object.description ?? ''}`);
    expect(texts.filter((text) => text.startsWith('\n') || placeholder.test(text))).toEqual([]);
  });

  it('repeats no text on more than a few fields', () => {
    const texts = customFields.flatMap(({ field }) => [field.helpText ?? [], field.description ?? []].flat());
    const counts = Map.groupBy(texts, (text) => text);
    expect([...counts].filter(([, same]) => same.length > 4).map(([text]) => text)).toEqual([]);
  });

  it('gives each object its own key prefix', () => {
    const prefixes = bundle.sobjects.flatMap((object) => object.keyPrefix ?? []);
    expect(prefixes.filter((prefix, index) => prefixes.indexOf(prefix) !== index)).toEqual([]);
    expect(prefixes.filter((prefix) => !/^[A-Za-z0-9]{3}$/.test(prefix))).toEqual([]);
  });
});

describe('relations', () => {
  it('refers to objects that exist', () => {
    const isUnknown = (name: string): boolean => !byName.has(name);
    expect(breaking(everyField, ({ field }) => (field.referenceTo ?? []).some(isUnknown))).toEqual([]);
    expect(
      breaking(everyField, ({ field }) => (field.type === 'reference') !== (field.referenceTo ?? []).length > 0),
    ).toEqual([]);
    const parents = bundle.sobjects.flatMap((object) => object.associateParentEntity ?? []);
    expect(parents.filter(isUnknown)).toEqual([]);
  });

  it('names child relationships by fields that exist', () => {
    const children = bundle.sobjects.flatMap((object) => object.childRelationships ?? []);
    expect(children.length).toBeGreaterThan(500);
    expect(children.filter((child) => !resolves(`${child.childSObject}.${child.field}`))).toEqual([]);
  });

  it('names child relationships once for each parent', () => {
    const names = customFields
      .filter(({ field }) => field.childRelationshipName)
      .flatMap(({ field }) => (field.referenceTo ?? []).map((parent) => `${parent}.${field.childRelationshipName}`));
    expect(names.length).toBeGreaterThan(200);
    expect(repeated(names)).toEqual([]);
  });

  it('has at most two masters for a detail, and details have no owner', () => {
    const masters = (object: BundleObject): number => object.fields.filter((field) => field.masterDetail).length;
    const objects = ofKind('custom');
    expect(objects.filter((object) => masters(object) > 2)).toEqual([]);
    expect(objects.filter((object) => masters(object) > 0 === (fieldOf(object, 'OwnerId') !== undefined))).toEqual([]);
    expect(objects.filter((object) => masters(object) > 0 !== (object.sharingModel === 'ControlledByParent'))).toEqual(
      [],
    );
  });

  it('sums up details that have the object as their master', () => {
    const rollUps = customFields.filter(({ field }) => field.summary);
    const isWrong = ({ object, field }: Place): boolean => {
      const [child = '', key = ''] = (field.summary?.foreignKey ?? '').split('.');
      const master = fieldOf(byName.get(child), key);
      return !master?.masterDetail || master.referenceTo?.[0] !== object.name;
    };
    expect(breaking(rollUps, isWrong)).toEqual([]);
    const named = rollUps.flatMap(({ field }) => [
      ...(field.summary?.field ? [field.summary.field] : []),
      ...(field.summary?.filters ?? []).map((filter) => filter.field),
    ]);
    expect(named.filter((path) => !resolves(path))).toEqual([]);
  });

  it('sums up numbers that are stored, not formulas over today', () => {
    const summed = customFields.flatMap(({ field }) => field.summary?.field ?? []);
    const target = (path: string): string | undefined => {
      const [child = '', name] = path.split('.');
      return fieldOf(byName.get(child), name)?.formula;
    };
    expect(summed.filter((path) => /TODAY|NOW|__r\./.test(target(path) ?? ''))).toEqual([]);
  });
});

describe('picklists and formulas', () => {
  it('has record types with values of their picklists only: some left out, one the default', () => {
    const offered = bundle.sobjects.flatMap((object) =>
      object.recordTypes.flatMap((recordType) =>
        Object.entries(recordType.picklists ?? {}).map(([field, values]) => {
          const all = object.fields.find(({ name }) => name === field)?.picklistValues ?? [];
          const usable = all.flatMap(({ value, active }) => (active === false ? [] : [value]));
          const preset = recordType.picklistDefaults?.[field];
          return { at: `${object.name}.${recordType.name}.${field}`, values, usable, preset };
        }),
      ),
    );
    expect(offered.filter(({ values, usable }) => values.some((value) => !usable.includes(value)))).toEqual([]);
    expect(offered.filter(({ values, preset }) => preset !== undefined && !values.includes(preset))).toEqual([]);
    expect(offered.filter(({ values, usable }) => values.length < usable.length).length).toBeGreaterThan(50);
    expect(offered.filter(({ preset }) => preset !== undefined).length).toBeGreaterThan(50);
    expect(bundle.sobjects.flatMap(({ recordTypes }) => recordTypes.filter((one) => !one.picklists))).toEqual([]);
  });

  it('has different values in each picklist, each with a label', () => {
    const values = (field: BundleField): readonly string[] => (field.picklistValues ?? []).map((value) => value.value);
    expect(breaking(everyField, ({ field }) => repeated(values(field)).length > 0)).toEqual([]);
    expect(
      breaking(everyField, ({ field }) => (field.picklistValues ?? []).some((value) => !value.label.trim())),
    ).toEqual([]);
  });

  it('depends only on values that the controlling field of the same object has', () => {
    const isWrong = ({ object, field }: Place): boolean => {
      const allowed = fieldOf(object, field.controllerName)?.picklistValues?.map((value) => value.value) ?? [];
      return (field.picklistValues ?? []).some((value) =>
        value.controllingValues?.some((name) => !allowed.includes(name)),
      );
    };
    expect(breaking(customFields, isWrong)).toEqual([]);
    const isEmpty = ({ field }: Place): boolean =>
      field.controllerName !== undefined && !field.picklistValues?.some((value) => value.controllingValues);
    expect(breaking(customFields, isEmpty)).toEqual([]);
  });

  /** The custom fields that a formula names and that do not exist, followed through relationships. */
  const missingIn = (formula: string | undefined, object: BundleObject): readonly string[] =>
    [...(formula ?? '').replaceAll(/"[^"]*"/g, '""').matchAll(/[A-Za-z]\w*(?:\.\w+)*__c\b/g)].flatMap(([path]) => {
      const steps = path.split('.');
      let at: BundleObject | undefined = object;
      for (const step of steps.slice(0, -1)) {
        const via: BundleField | undefined = at?.fields.find((field) => field.relationshipName === step);
        at = byName.get(via?.referenceTo?.[0] ?? '');
      }
      return fieldOf(at, steps.at(-1)) ? [] : [`${object.name}: ${path}`];
    });

  it('uses fields that exist in formulas and validation rules', () => {
    expect(customFields.flatMap(({ object, field }) => missingIn(field.formula, object))).toEqual([]);
    const rules = bundle.sobjects.flatMap((object) => object.validationRules.map((rule) => ({ object, rule })));
    expect(rules.flatMap(({ object, rule }) => missingIn(rule.errorConditionFormula, object))).toEqual([]);
    expect(rules.filter(({ rule }) => !rule.errorConditionFormula || (rule.errorMessage ?? '').length < 10)).toEqual(
      [],
    );
    const named = rules.filter(({ rule }) => rule.errorDisplayField);
    expect(named.filter(({ object, rule }) => !fieldOf(object, rule.errorDisplayField))).toEqual([]);
  });

  it('closes every bracket of a formula', () => {
    const formulas = [
      ...customFields.map(({ field }) => field.formula ?? ''),
      ...bundle.sobjects.flatMap((object) => object.validationRules.map((rule) => rule.errorConditionFormula ?? '')),
    ].map((formula) => formula.replaceAll(/"[^"]*"/g, ''));
    expect(formulas.filter((formula) => formula.split('(').length !== formula.split(')').length)).toEqual([]);
  });
});

describe('dates and people', () => {
  it('dates custom fields from 2017 to 2026, changed not before they were created', () => {
    expect(breaking(customFields, ({ field }) => Number.isNaN(Date.parse(field.createdDate ?? '')))).toEqual([]);
    expect(breaking(customFields, ({ field }) => (field.createdDate ?? '') < '2017')).toEqual([]);
    expect(breaking(customFields, ({ field }) => (field.lastModifiedDate ?? '') < (field.createdDate ?? ''))).toEqual(
      [],
    );
    expect(breaking(customFields, ({ field }) => (field.lastModifiedDate ?? '') > '2026-11')).toEqual([]);
    expect(new Set(customFields.map(({ field }) => field.createdDate?.slice(0, 4))).size).toBe(10);
  });

  it('creates no field before the day of its object', () => {
    const day = (date: string | undefined): string => (date ?? '').slice(0, 10);
    expect(breaking(customFields, ({ object, field }) => day(field.createdDate) < day(object.createdDate))).toEqual([]);
  });

  it('knows about a dozen users, some of them gone', () => {
    const users = bundle.org.users ?? [];
    expect(users.length).toBeGreaterThanOrEqual(12);
    expect(users.filter((user) => !user.active).length).toBeGreaterThanOrEqual(2);
    expect(repeated(users.map((user) => user.username))).toEqual([]);
    expect(users.filter((user) => user.alias.length > 8)).toEqual([]);
    expect(bundle.org.organization?.Name).toBe('Halvern Heat Pumps');
  });
});

describe('the bundle as a whole', () => {
  it('is a valid bundle, the same every time', () => {
    expect(asBundle(JSON.parse(JSON.stringify(bundle)), 'the sample')).toMatchObject({ org: { schemaVersion: 1 } });
    expect(JSON.stringify(createSampleBundle())).toBe(JSON.stringify(bundle));
  });

  it('leaves duplicates and leftovers for findings to find', () => {
    const unit = byName.get('Manufactured_Unit__c');
    expect(fieldOf(unit, 'Serial_No__c')).toBeDefined();
    expect(fieldOf(unit, 'Serial_Number__c')).toBeDefined();
    const leftovers = customFields.filter(({ field }) => /^(Old|ZZ_|Test_|Deprecated|Legacy)/.test(field.name));
    expect(leftovers.length).toBeGreaterThanOrEqual(10);
  });
});
