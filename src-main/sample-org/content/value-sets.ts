import type { BundleValueSet } from '../bundle-parts.ts';
import type { BundleField, BundleObject } from '../bundle.ts';
import { usernameOf } from './company.ts';
import { datesFrom } from './release-calendar.ts';

/** `Name | who month | values | description`: the custom picklists with just these values share them. */
const lines = `
Fault_Severity | tomasz 2019-11 | Information;Warning;Fault;Lockout | As the controllers report it.
Product_Series | judith 2018-02 | HA;HG;HW | Series that are built at present.
Energy_Rating | priya 2020-05 | A;B;C;D;E;F;G | Letters of the energy certificate.
Country_of_Business | judith 2017-06 | GB;IE;DK;DE;PL | Countries with a sales region.
Customer_Language | petra 2018-09 | English;German;Polish;Danish | Languages that letters are translated to.
Controller_Generation | tomasz 2019-03 | G2;G3;G4 |
Arrival_Window | judith 2018-06 | 08-10;10-12;12-14;14-16;16-18 | Two hours, as promised to the customer.
`;

interface SetLine {
  readonly name: string;
  readonly history: string;
  readonly values: string;
  readonly description: string;
}

const sets: readonly SetLine[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', history = '', values = '', description = ''] = line.split('|').map((part) => part.trim());
    return { name, history, values, description };
  });
const nameByValues = new Map(sets.map(({ name, values }) => [values, name]));

function setOf(field: BundleField): string | undefined {
  if (field.custom !== true || field.picklistValues === undefined || field.controllerName !== undefined)
    return undefined;
  return nameByValues.get(field.picklistValues.map(({ value }) => value).join(';'));
}

/** Objects whose fields name the value set that they take their values from. */
export function withValueSets(sobjects: readonly BundleObject[]): readonly BundleObject[] {
  return sobjects.map((object) => {
    if (!object.fields.some((field) => setOf(field) !== undefined)) return object;
    return {
      ...object,
      fields: object.fields.map((field) => {
        const globalValueSet = setOf(field);
        return globalValueSet === undefined ? field : { ...field, globalValueSet };
      }),
    };
  });
}

/** Value sets that several picklists of the sample company share. */
export function sampleValueSets(sobjects: readonly BundleObject[]): readonly BundleValueSet[] {
  const fields = sobjects.flatMap((object) => object.fields);
  return sets.map(({ name, history, description }) => {
    const [maker = '', month = ''] = history.split(' ');
    const values = fields.find(({ globalValueSet }) => globalValueSet === name)?.picklistValues ?? [];
    return {
      name,
      label: name.replaceAll('_', ' '),
      ...(description && { description }),
      values: values.map(({ value, label, default: isDefault }) => ({
        value,
        label,
        ...(isDefault === true && { default: true }),
      })),
      createdBy: usernameOf(maker),
      ...datesFrom(month, `value set ${name}`),
    };
  });
}
