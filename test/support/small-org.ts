import type { BundleField, BundleObject, OrgBundle } from '../../src-main/sample-org/bundle.ts';

/** A custom text field with dates. */
export function textField(name: string, overrides: Partial<BundleField> = {}): BundleField {
  return {
    name,
    label: name.replace(/__c$/, '').replaceAll('_', ' '),
    type: 'string',
    metadataType: 'Text',
    length: 80,
    custom: true,
    createdDate: '2024-01-10T09:00:00.000Z',
    lastModifiedDate: '2024-02-10T09:00:00.000Z',
    ...overrides,
  };
}

/** A custom object with its name field. */
export function customObject(
  name: string,
  fields: readonly BundleField[],
  overrides: Partial<BundleObject> = {},
): BundleObject {
  return {
    name,
    label: name.replace(/__c$/, '').replaceAll('_', ' '),
    custom: true,
    kind: 'custom',
    createdDate: '2024-01-05T09:00:00.000Z',
    lastModifiedDate: '2024-01-06T09:00:00.000Z',
    fields: [
      { name: 'Id', label: 'Record ID', type: 'id', length: 18, synthesised: true },
      { name: 'Name', label: 'Name', type: 'string', length: 80, nameField: true, synthesised: true },
      ...fields,
    ],
    recordTypes: [],
    validationRules: [],
    ...overrides,
  };
}

export function smallOrg(sobjects: readonly BundleObject[]): OrgBundle {
  return { org: { name: 'Small org', apiVersion: '65.0', schemaVersion: 1 }, sobjects };
}

/** Objects `Part_000__c`, `Part_001__c`, … of two described fields each. */
export function partsOrg(count: number): OrgBundle {
  return smallOrg(
    Array.from({ length: count }, (_one, index) =>
      customObject(partName(index), [
        textField('Size__c', { description: `Size of part ${index}` }),
        textField('Material__c', { helpText: 'As on the drawing' }),
      ]),
    ),
  );
}

export function partName(index: number): string {
  return `Part_${String(index).padStart(3, '0')}__c`;
}

/** The same org with some fields changed. */
export function withFields(
  bundle: OrgBundle,
  object: string,
  change: (field: BundleField) => BundleField | null,
): OrgBundle {
  return {
    ...bundle,
    sobjects: bundle.sobjects.map((one) =>
      one.name === object ? { ...one, fields: one.fields.map(change).filter((field) => field !== null) } : one,
    ),
  };
}
