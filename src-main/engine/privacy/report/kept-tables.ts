import type { ReportTable } from '../../../../src-preload/contract/privacy-report.ts';
import type { KeptTable } from './kept-column.ts';
import { KEPT_AREAS } from './kept-areas.ts';
import { KEPT_METADATA } from './kept-metadata.ts';
import { KEPT_WORK } from './kept-work.ts';

/** Every table of the store with every column. A test holds it equal to the schema of a fresh store. */
export const KEPT_TABLES: Readonly<Record<string, KeptTable>> = { ...KEPT_METADATA, ...KEPT_AREAS, ...KEPT_WORK };

export function keptTables(): readonly ReportTable[] {
  const tables = Object.entries(KEPT_TABLES);
  return [
    {
      id: 'kept',
      title: 'What is kept, and until when',
      text: 'The tables of the one store (store.db), which is encrypted as a whole. No table holds records of an org. A backup of the settings, an export and a support file are files that the person saves; they are in the table of files.',
      columns: ['Table', 'One row is', 'Kept until'],
      rows: tables.map(([name, { row, until }]) => [name, row, until]),
    },
    {
      id: 'kept-fields',
      title: 'Every field that is kept',
      text: 'Held equal to the schema of the store by a test: a column without a line here does not pass, nor does a line without a column.',
      columns: ['Table', 'Field', 'What stands in it', 'Comes from', 'About a person'],
      rows: tables.flatMap(([name, { columns }]) =>
        Object.entries(columns).map(([field, { from, meaning, personal }]) => [
          name,
          field,
          meaning,
          from,
          personal ? 'yes' : '',
        ]),
      ),
    },
  ];
}
