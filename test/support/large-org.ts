import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { customObject, smallOrg, textField } from './small-org.ts';

const WORDS = (
  'Site Visit Meter Reading Heat Pump Service Contract Warranty Claim Part Order Technician Schedule Region Tariff ' +
  'Alarm Gateway Customer'
).split(' ');
/** What `customObject` adds to the fields it is given. */
const OWN_FIELDS = 2;

function word(index: number): string {
  return WORDS[index % WORDS.length] ?? '';
}

/**
 * An org of any size, the same each time: two thirds of the fields have a help text, half a description, one in seven a
 * picklist.
 */
export function largeOrg(objects: number, fieldsEach: number): OrgBundle {
  return smallOrg(
    Array.from({ length: objects }, (_object, at) => {
      const fields = Array.from({ length: fieldsEach - OWN_FIELDS }, (_field, index) => {
        const isPicklist = index % 7 === 0;
        return textField(`${word(at + index)}_${word(at * 3 + index)}_${index}__c`, {
          ...(isPicklist
            ? {
                type: 'picklist',
                metadataType: 'Picklist',
                picklistValues: ['Open', 'Closed'].map((value) => ({ value, label: value })),
              }
            : {}),
          length: 255,
          ...(index % 3 === 0 ? {} : { helpText: `Help for ${word(index)} of ${at}, entered by the technician` }),
          ...(index % 2 === 0
            ? {}
            : { description: `Holds the ${word(index * 5)} as agreed with the customer ${at * index}` }),
        });
      });
      return customObject(`${word(at)}_${word(at * 7)}_${at}__c`, fields, { description: `About ${at}` });
    }),
  );
}
