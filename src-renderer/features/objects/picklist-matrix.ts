import type { ObjectDetail } from '../../../src-preload/contract/catalog.ts';

type RecordType = ObjectDetail['recordTypePicklists']['rows'][number];

/** One value of one picklist in every record type; null where the definition of that record type was not read. */
export type ValueRow = {
  readonly field: string;
  readonly value: string;
  readonly states: readonly ('default' | 'offered' | 'not' | null)[];
};

type Narrowing = {
  readonly field: string | undefined;
  readonly text: string;
  /** Only values that some record types offer and others do not. */
  readonly differ: boolean;
};

/** The picklists that stand in record types, by name. */
export const picklistsOf = (recordTypes: readonly RecordType[]): readonly string[] =>
  [...new Set(recordTypes.flatMap(({ picklists }) => (picklists ?? []).map(({ field }) => field)))].sort();

/** Values by picklist, in the order of the record type that names them first. */
export function valueRows(recordTypes: readonly RecordType[], { field, text, differ }: Narrowing): readonly ValueRow[] {
  const needle = text.trim().toLowerCase();
  return picklistsOf(recordTypes)
    .filter((name) => field === undefined || name === field)
    .flatMap((name) => {
      const inTypes = recordTypes.map(
        ({ picklists }) => picklists?.find((one) => one.field === name) ?? (picklists === null ? null : undefined),
      );
      const values = [...new Set(inTypes.flatMap((one) => one?.values ?? []))];
      return values.map((value): ValueRow => {
        const states = inTypes.map((one) => {
          if (one === null) return null;
          if (one === undefined || !one.values.includes(value)) return 'not';
          return one.defaultValue === value ? 'default' : 'offered';
        });
        return { field: name, value, states };
      });
    })
    .filter((row) => needle === '' || `${row.field}\n${row.value}`.toLowerCase().includes(needle))
    .filter(
      ({ states }) =>
        !differ || (states.includes('not') && states.some((state) => state === 'offered' || state === 'default')),
    );
}
