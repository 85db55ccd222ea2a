import type { Component } from './component.ts';
import { type MetadataJson, partsOf, textOf } from './metadata-json.ts';

/** What only the whole record of a record type has. */
export const RECORD_TYPE_FACTS = [
  'picklists',
  'picklistCount',
  'defaults',
  'businessProcess',
  'compactLayout',
] as const;

/**
 * Adds to a record type the values that each picklist has in it.
 *
 * @param metadata the Metadata API's RecordType
 */
export function withRecordType<T extends Component>(recordType: T, metadata: MetadataJson): T {
  const picklists = partsOf(metadata, 'picklistValues').map((picklist) => {
    const values = partsOf(picklist, 'values');
    return {
      field: textOf(picklist, 'picklist') ?? '',
      values: values.map((value) => decoded(textOf(value, 'valueName') ?? '')),
      defaults: values.flatMap((value) => (value.default === true ? [decoded(textOf(value, 'valueName') ?? '')] : [])),
    };
  });
  return {
    ...recordType,
    facts: {
      ...recordType.facts,
      businessProcess: textOf(metadata, 'businessProcess'),
      compactLayout: textOf(metadata, 'compactLayoutAssignment'),
      picklistCount: picklists.length,
      picklists: Object.fromEntries(picklists.map(({ field, values }) => [field, values])),
      defaults: Object.fromEntries(
        picklists.flatMap(({ field, defaults }) => (defaults[0] === undefined ? [] : [[field, defaults[0]]])),
      ),
    },
  };
}

/** Names of values are written as in a web address: `Walk%2Din`. A value that only looks so is kept as it is. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return value;
    throw error;
  }
}
