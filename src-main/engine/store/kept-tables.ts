import type { KeptPartName } from '../../../src-preload/contract/retention.ts';

/** A table with data of the person or of an org: where it belongs, and how it is written out and explained. */
export type KeptTable = {
  /** What it is shown and removed with; `configuration` is removed piece by piece where it is edited. */
  readonly part: KeptPartName | 'configuration';
  /** Its group in an export of everything. */
  readonly area: 'preferences' | 'connections' | 'metadata' | 'exports' | 'accounts' | 'activity';
  /** What a row is, as a sentence. */
  readonly what: string;
  /** Columns that hold JSON. */
  readonly json?: readonly string[];
  /** Columns that are not written out, with the reason. */
  readonly leftOut?: Readonly<Record<string, string>>;
  /** An integer whose bits are yes/no facts. */
  readonly flags?: 'field' | 'object';
};

const CHECKSUM = 'a checksum of the row, by which Orgbench sees that nothing changed';

export const KEPT_TABLES: Readonly<Record<string, KeptTable>> = {
  setting: {
    part: 'configuration',
    area: 'preferences',
    what: 'A preference that differs from its default.',
    json: ['value'],
  },
  connection: {
    part: 'configuration',
    area: 'connections',
    what: 'A connection to an org: its name and texts, the org, and the signed-in user.',
    json: ['user_json', 'org_json'],
  },
  org_use: {
    part: 'configuration',
    area: 'connections',
    what: 'On which day an org was last opened, and whether the removal of its metadata was announced.',
  },
  preflight: {
    part: 'configuration',
    area: 'connections',
    what: 'What the signed-in user may read of an org, as it was last tried.',
    json: ['areas'],
  },
  org_state: { part: 'metadata', area: 'metadata', what: 'How far the metadata of an org was read.' },
  org_object: {
    part: 'metadata',
    area: 'metadata',
    what: "An object of the org's own list, and whether it was chosen.",
  },
  snapshot: { part: 'metadata', area: 'metadata', what: 'One reading of metadata.' },
  unknown_part: { part: 'metadata', area: 'metadata', what: 'Something that could not be read, with the reason.' },
  sobject: {
    part: 'metadata',
    area: 'metadata',
    what: 'An object as it was from one reading (valid_from) until another (valid_to; empty: until now).',
    json: ['unknown'],
    leftOut: { row_hash: CHECKSUM },
    flags: 'object',
  },
  field: {
    part: 'metadata',
    area: 'metadata',
    what: 'A field as it was from one reading (valid_from) until another (valid_to; empty: until now).',
    json: ['unknown'],
    leftOut: { row_hash: CHECKSUM },
    flags: 'field',
  },
  picklist: {
    part: 'metadata',
    area: 'metadata',
    what: 'The values of a picklist; fields name it by picklist_id.',
    json: ['values_json'],
    leftOut: { hash: CHECKSUM },
  },
  record_type: {
    part: 'metadata',
    area: 'metadata',
    what: 'A record type as it was from one reading until another.',
    leftOut: { row_hash: CHECKSUM },
  },
  child_relationship: {
    part: 'metadata',
    area: 'metadata',
    what: 'A child relationship as it was from one reading until another.',
    leftOut: { row_hash: CHECKSUM },
  },
  area_state: {
    part: 'metadata',
    area: 'metadata',
    what: 'An area of the catalog: whether it is read, and how far it was read.',
    json: ['watermark'],
  },
  component: {
    part: 'metadata',
    area: 'metadata',
    what: 'A report, flow, layout or other component as it was from one reading until another.',
    json: ['facts', 'unknown'],
    leftOut: { row_hash: CHECKSUM, search_text: 'texts of the definition once more, for search' },
  },
  permission_holder: {
    part: 'metadata',
    area: 'metadata',
    what: 'A number in place of the id of a permission set, for the two tables of permissions.',
  },
  permission_target: {
    part: 'metadata',
    area: 'metadata',
    what: 'A number in place of the name of an object or field, for the two tables of permissions.',
  },
  object_permission: {
    part: 'metadata',
    area: 'metadata',
    what: 'What a permission set allows with an object, from one reading until another.',
  },
  field_permission: {
    part: 'metadata',
    area: 'metadata',
    what: 'What a permission set allows with a field, from one reading until another.',
  },
  permission_assignment: {
    part: 'metadata',
    area: 'metadata',
    what: 'That a user has a permission set or a group of them, and until when.',
  },
  usage: { part: 'metadata', area: 'metadata', what: 'That one component uses another, and where that was read.' },
  custom_field_id: { part: 'metadata', area: 'metadata', what: 'The id of a custom field in the org.' },
  ledger: {
    part: 'ledger',
    area: 'activity',
    what: 'A request that Orgbench sent, or refused to send.',
    leftOut: { kind_id: 'a number by which the filter finds rows that have most in common' },
  },
  job: {
    part: 'jobs',
    area: 'activity',
    what: 'Long work: a reading, an export, a backup, a removal.',
    json: ['parameters', 'progress', 'counts', 'error'],
  },
  error_log: { part: 'errors', area: 'activity', what: 'Something that went wrong, without any text of yours.' },
  export_run: {
    part: 'exports',
    area: 'exports',
    what: 'An export: of what, where to, how much.',
    json: ['error', 'spec'],
    leftOut: {
      resume: 'where a stopped export stood at its provider: it can hold an address that lets whoever has it go on',
    },
  },
  export_preset: { part: 'configuration', area: 'exports', what: 'Export settings under a name.', json: ['spec'] },
  analytics_state: {
    part: 'configuration',
    area: 'activity',
    what: 'Whether product analytics is on, and its random id.',
  },
  analytics_count: { part: 'analytics', area: 'activity', what: 'How often a feature was used on a day.' },
  account: { part: 'accounts', area: 'accounts', what: 'An account at Google or Microsoft, without its sign-in.' },
};

/** Tables that hold nothing to show, or nothing that may be shown, with the reason. */
export const TABLES_NOT_SHOWN: Readonly<Record<string, string>> = {
  sealed_secret: 'sealed sign-ins of connections: a token in a file would be a key for whoever finds it',
  account_secret: 'sealed sign-ins of accounts: a token in a file would be a key for whoever finds it',
  component_cell: 'what grids show of the table `component`, once more, for sorting and filters',
  search_state: 'how far the full-text index goes',
  ledger_kind: 'what rows of the table `ledger` say, in lower case, for the filter',
  observed_days: 'a count of days, for the periods after which something is removed',
  removal: 'what is being removed at the moment',
  compaction: 'when the store was compacted',
};

/** The full-text index and what belongs to it repeat words of the tables `field` and `component`. */
export const SEARCH_TABLES = ['field_names', 'field_texts', 'component_names', 'component_texts'] as const;

/** Tables of the full-text index, SQLite's own tables included. */
export function isIndexTable(name: string): boolean {
  return name.startsWith('sqlite_') || SEARCH_TABLES.some((table) => name === table || name.startsWith(`${table}_`));
}
