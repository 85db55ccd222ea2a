/** Where what stands in a column comes from. */
export type ColumnSource = 'Salesforce' | 'Google or Microsoft' | 'the person' | 'Orgbench';

export type KeptColumn = {
  readonly from: ColumnSource;
  /** What stands in it, in one line. */
  readonly meaning: string;
  /** Names, or leads to, a person. */
  readonly personal: boolean;
};

/** A table of the store and everything that it keeps. */
export type KeptTable = {
  /** What one row is. */
  readonly row: string;
  /** Until when it is kept, as a sentence. */
  readonly until: string;
  readonly columns: Readonly<Record<string, KeptColumn>>;
};

const column =
  (from: ColumnSource, personal = false) =>
  (meaning: string): KeptColumn => ({ from, meaning, personal });

export const org = column('Salesforce');
export const orgPerson = column('Salesforce', true);
export const provider = column('Google or Microsoft');
export const providerPerson = column('Google or Microsoft', true);
export const typed = column('the person');
export const typedPerson = column('the person', true);
export const app = column('Orgbench');

export const WITH_ORG =
  'Until the connection or its metadata is removed; announced and removed by itself when the org was not opened for long.';

/** What every versioned table has. */
export const VERSIONED = {
  id: app('Number of the row.'),
  connection_key: app('Number of the connection that it belongs to.'),
  valid_from: app('Read in which it appeared so.'),
  valid_to: app('Read in which it was gone or different; empty: it holds now.'),
  row_hash: app('SHA-256 of the row, to see whether it changed.'),
} as const;
