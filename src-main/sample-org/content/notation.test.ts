import { describe, expect, it } from 'vitest';
import { customObject } from './custom-object.ts';
import { parseNotation } from './notation.ts';
import { parsePicklist } from './picklist.ts';
import { parseStandardObjects } from './standard-object.ts';

const built = (text: string) => parseNotation(text).flatMap(customObject);

describe('the notation of custom objects', () => {
  const [pump, history, share] = built(`
    # Pump__c; Pump; Pumps; 2019-04; auto P-{000} Pump Number, private, history
    > Pumps in the field.
    & Small | Up to 25 W.
    & -Old_Kind = Old kind
    ! Power_Positive | The power must be above zero. | Power__c | {Power__c <= 0} | Asked for by service.
    Power = Power (W): num 5.1 req | Power on the plate. | From the supplier's sheet.
    Maker: pick [Alfa*; Beta; Gone!]
    Size: pick dep Maker__c [Big<Alfa,Beta>; Tiny<Beta>]
    Site: ref Site__c |  | Where it stands.
    Second_Site: ref Site__c
    Twice: fx num 6.1 {Power__c * 2}
    Parts: count Part__c via Pump__c [Kind__c equals Seal]
  `);
  const field = (name: string) => pump?.fields.find((each) => each.name === name);

  it('builds the object with its system fields, record types, rules and companions', () => {
    expect(pump).toMatchObject({ name: 'Pump__c', labelPlural: 'Pumps', kind: 'custom', sharingModel: 'Private' });
    expect(pump?.description).toBe('Pumps in the field.');
    expect(pump?.fields.slice(0, 5).map((each) => each.name)).toEqual([
      'Id',
      'OwnerId',
      'IsDeleted',
      'Name',
      'RecordTypeId',
    ]);
    expect(field('Name')).toMatchObject({ label: 'Pump Number', autoNumberFormat: 'P-{000}', createable: false });
    expect(pump?.recordTypes).toEqual([
      { name: 'Small', label: 'Small', active: true, description: 'Up to 25 W.' },
      { name: 'Old_Kind', label: 'Old kind' },
    ]);
    expect(pump?.validationRules[0]).toMatchObject({
      errorConditionFormula: 'Power__c <= 0',
      errorDisplayField: 'Power__c',
      description: 'Asked for by service.',
    });
    expect([history?.name, share?.name]).toEqual(['Pump__History', 'Pump__Share']);
    expect(share).toMatchObject({ associateEntityType: 'Share', associateParentEntity: 'Pump__c' });
  });

  it('reads labels, types, flags, help texts and descriptions', () => {
    expect(field('Power__c')).toMatchObject({
      label: 'Power (W)',
      type: 'double',
      precision: 5,
      scale: 1,
      required: true,
      nillable: false,
      helpText: 'Power on the plate.',
      description: "From the supplier's sheet.",
    });
    expect(field('Site__c')?.helpText).toBeUndefined();
    expect(field('Site__c')?.description).toBe('Where it stands.');
    expect(field('Size__c')).toMatchObject({ controllerName: 'Maker__c' });
    expect(field('Twice__c')).toMatchObject({ formula: 'Power__c * 2', calculated: true, updateable: false });
    expect(field('Parts__c')?.summary).toEqual({
      operation: 'count',
      foreignKey: 'Part__c.Pump__c',
      filters: [{ field: 'Part__c.Kind__c', operation: 'equals', value: 'Seal' }],
    });
  });

  it('names two references to the same parent differently', () => {
    expect(field('Site__c')?.childRelationshipName).toBe('Pumps__r');
    expect(field('Second_Site__c')?.childRelationshipName).toBe('Pumps_by_Second_Site__r');
  });

  it('puts a namespace before the fields of a package', () => {
    const [van] = built('# box__Van__c; Van; Vans; 2020-01; ns box\nPlate: text 12\nGarage: ref box__Garage__c');
    expect(van?.fields.slice(-2)).toMatchObject([
      { name: 'box__Plate__c', label: 'Plate' },
      { name: 'box__Garage__c', relationshipName: 'box__Garage__r', childRelationshipName: 'box__Vans__r' },
    ]);
  });

  it('quotes what it cannot read', () => {
    expect(() => built('# A__c; A; As; 2020-01\nSize: huge 3')).toThrow(
      /A__c: The field Size has the unknown type "huge"/,
    );
    expect(() => built('# A__c; A; As; 2020-01\nSize: num 3.0 loud')).toThrow(/unknown flag "loud"/);
    expect(() => built('# A__c; A; As; 2020-01\nNo type here')).toThrow(/needs a colon/);
    expect(() => built('Size: num 3.0')).toThrow(/before the first object/);
  });
});

describe('the notation of picklists', () => {
  it('reads defaults, inactive values, labels and controlling values', () => {
    expect(parsePicklist('Open*; Parked!; DE=Germany; Leak<Pipe,Pump>')).toEqual([
      { value: 'Open', label: 'Open', default: true },
      { value: 'Parked', label: 'Parked', active: false },
      { value: 'DE', label: 'Germany' },
      { value: 'Leak', label: 'Leak', controllingValues: ['Pipe', 'Pump'] },
    ]);
  });
});

describe('the notation of standard objects', () => {
  it('reads shared fields, addresses, access letters and references', () => {
    const [order] = parseStandardObjects(`
% Order; Order; Orders; 801
* Id OwnerId
@ Billing
ActivatedById = Activated By ID: reference User n
Status: picklist 100 cu [Draft*; Activated]
`);
    expect(order).toMatchObject({ name: 'Order', keyPrefix: '801' });
    expect(order?.fields[0]?.label).toBe('Order ID');
    expect(order?.fields.filter((field) => field.name.startsWith('Billing')).length).toBe(9);
    expect(order?.fields.find((field) => field.name === 'BillingState')?.label).toBe('Billing State/Province');
    expect(order?.fields.at(-2)).toMatchObject({ relationshipName: 'ActivatedBy', createable: false, nillable: true });
    expect(order?.fields.at(-1)).toMatchObject({ length: 100, required: true });
  });

  it('quotes what it cannot read', () => {
    expect(() => parseStandardObjects('% A; A; As; 001\nName: string 80 sometimes')).toThrow(
      /A: The field Name has no access/,
    );
  });
});
