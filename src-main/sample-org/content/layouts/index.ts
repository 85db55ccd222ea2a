import type { BundleLayout } from '../../bundle-parts.ts';
import type { BundleObject } from '../../bundle.ts';
import { usernameOf } from '../company.ts';
import { hashOf } from '../release-calendar.ts';

/** Old, unused or hidden things stand on no layout. */
function isOnLayout(name: string): boolean {
  return !/^(Old_|ZZ_|Test_|Deprecated_|Legacy_)/.test(name) && !name.endsWith('_Old__c');
}

/**
 * Page layouts: one for every custom object and every standard object that the company extended, and one more for each
 * record type after the first, without the fields that matter only to the others.
 */
export function sampleLayouts(sobjects: readonly BundleObject[]): readonly BundleLayout[] {
  return sobjects.flatMap((object): readonly BundleLayout[] => {
    const own = object.fields.filter((field) => field.custom === true);
    if (object.layoutable !== true || own.length === 0 || object.associateEntityType !== undefined) return [];
    const fields = own
      .filter((field) => isOnLayout(field.name) && field.hiddenFromDescribe !== true)
      .map((field) => field.name);
    const dates = {
      createdBy: usernameOf(hashOf(object.name) % 3 === 0 ? 'fiona' : 'judith'),
      ...(object.createdDate && { createdDate: object.createdDate }),
      ...(own.at(-1)?.createdDate && { lastModifiedDate: own.at(-1)?.createdDate }),
    };
    const [first, ...others] = object.recordTypes.filter(({ active }) => active === true);
    const main: BundleLayout = {
      name: `${object.name}-${object.label} Layout`,
      object: object.name,
      fields,
      ...(first && { recordTypes: [first.name] }),
      ...withoutUndefined(dates),
    };
    const more = others.map(
      (recordType): BundleLayout => ({
        name: `${object.name}-${object.label} ${recordType.label} Layout`,
        object: object.name,
        fields: fields.filter((field) => hashOf(`${recordType.name} ${field}`) % 4 !== 0),
        recordTypes: [recordType.name],
        ...withoutUndefined(dates),
      }),
    );
    return [main, ...more];
  });
}

function withoutUndefined(dates: {
  readonly createdBy: string;
  readonly createdDate?: string | undefined;
  readonly lastModifiedDate?: string | undefined;
}): { readonly createdBy: string; readonly createdDate?: string; readonly lastModifiedDate?: string } {
  const { createdBy, createdDate, lastModifiedDate } = dates;
  return { createdBy, ...(createdDate && { createdDate }), ...(lastModifiedDate && { lastModifiedDate }) };
}
