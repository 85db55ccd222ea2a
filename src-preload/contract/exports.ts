import { z } from 'zod';
import { accountId } from './accounts.ts';
import { exportFormat } from './app.ts';
import { fieldColumn, fieldQuery, objectColumn } from './catalog.ts';
import { connectionId } from './connections.ts';
import { failure } from './errors.ts';
import {
  accessSource,
  componentsSource,
  fieldsUsedSource,
  reportAnalysisSource,
  whereUsedSource,
} from './export-areas.ts';
import { jobState } from './jobs.ts';
import { ledgerColumn, ledgerFilter } from './ledger.ts';

/** Columns a data dictionary can hold, in the default order. */
export const DICTIONARY_COLUMNS = [
  'object',
  'objectLabel',
  'name',
  'label',
  'type',
  'length',
  'precision',
  'scale',
  'referenceTo',
  'picklistValues',
  'required',
  'unique',
  'externalId',
  'custom',
  'formula',
  'defaultValue',
  'helpText',
  'description',
  'namespace',
  'securityClassification',
  'complianceGroup',
  'createdDate',
  'lastModifiedDate',
] as const;
export const dictionaryColumn = z.enum(DICTIONARY_COLUMNS);
export type DictionaryColumn = z.infer<typeof dictionaryColumn>;

const headers = z.enum(['label', 'api']);

/** A data dictionary: fields with everything known of them, on one sheet or one sheet per object with an index. */
export const dictionarySource = z.strictObject({
  kind: z.literal('dictionary'),
  /** Which fields and in which order. */
  query: fieldQuery,
  /** `perObject`: CSV and Markdown become a folder of files. */
  layout: z.enum(['one', 'perObject']),
  columns: z.array(dictionaryColumn).min(1).max(DICTIONARY_COLUMNS.length),
  headers,
});
export type DictionarySource = z.infer<typeof dictionarySource>;

/** The grid of fields as it is shown. */
export const fieldsSource = z.strictObject({
  kind: z.literal('fields'),
  query: fieldQuery,
  columns: z
    .array(z.union([fieldColumn, z.literal('badges')]))
    .min(1)
    .max(60),
  headers,
});

/** The list of objects as it is shown. */
export const objectsSource = z.strictObject({
  kind: z.literal('objects'),
  connectionId,
  /** API names in the order shown; null: every object that was read, by API name. */
  names: z.array(z.string().max(100)).max(20_000).nullable(),
  columns: z.array(objectColumn).min(1).max(60),
  headers,
});

/** The outbound ledger as it is shown, newest first. */
export const ledgerSource = z.strictObject({
  kind: z.literal('ledger'),
  connectionId: connectionId.nullable(),
  text: z.string().max(200),
  // Presets and repeated exports of earlier versions lack these.
  purpose: ledgerFilter.shape.purpose.default(null),
  host: ledgerFilter.shape.host.default(null),
  state: ledgerFilter.shape.state.default(null),
  fromDay: ledgerFilter.shape.fromDay.default(null),
  toDay: ledgerFilter.shape.toDay.default(null),
  columns: z.array(ledgerColumn).min(1).max(60),
});

export const exportSource = z.discriminatedUnion('kind', [
  dictionarySource,
  fieldsSource,
  objectsSource,
  ledgerSource,
  componentsSource,
  accessSource,
  reportAnalysisSource,
  whereUsedSource,
  fieldsUsedSource,
]);
export type ExportSource = z.infer<typeof exportSource>;
/** Sources about what was read besides objects and fields. */
export type AreaSource = Extract<
  ExportSource,
  { kind: 'components' | 'access' | 'reportAnalysis' | 'whereUsed' | 'fieldsUsed' }
>;

const fileDestination = z.strictObject({ kind: z.literal('file'), format: exportFormat });
const newSpreadsheet = z.strictObject({
  kind: z.literal('google'),
  accountId,
  target: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('new'), title: z.string().trim().min(1).max(200) }),
    /** Replaces the content of one tab of a spreadsheet that Orgbench made; null: a new tab. One sheet only. */
    z.strictObject({
      kind: z.literal('tab'),
      fileId: z.string().min(1).max(200),
      fileName: z.string().max(400),
      tabId: z.number().int().nullable(),
      tabName: z.string().trim().min(1).max(100),
    }),
  ]),
});
const workbookOnline = z.strictObject({
  kind: z.literal('microsoft'),
  accountId,
  target: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('new'),
      /** Without `.xlsx`. */
      name: z.string().trim().min(1).max(200),
      /** Null: Orgbench's own folder. */
      folder: z
        .strictObject({ driveId: z.string().max(200), id: z.string().max(200), name: z.string().max(400) })
        .nullable(),
      ifExists: z.enum(['rename', 'replace', 'fail']),
    }),
    /** Replaces the content of a worksheet; one that is not there is added. One sheet only. */
    z.strictObject({
      kind: z.literal('tab'),
      driveId: z.string().max(200),
      fileId: z.string().min(1).max(200),
      fileName: z.string().max(400),
      tabName: z.string().trim().min(1).max(31),
    }),
    /** Replaces the rows of a table whose headers are those of the export, in any order. One sheet only. */
    z.strictObject({
      kind: z.literal('table'),
      driveId: z.string().max(200),
      fileId: z.string().min(1).max(200),
      fileName: z.string().max(400),
      tableId: z.string().min(1).max(200),
      tableName: z.string().max(255),
    }),
  ]),
});
export const exportDestination = z.discriminatedUnion('kind', [fileDestination, newSpreadsheet, workbookOnline]);
export type ExportDestination = z.infer<typeof exportDestination>;
export type GoogleDestination = z.infer<typeof newSpreadsheet>;
export type MicrosoftDestination = z.infer<typeof workbookOnline>;

export const exportSpec = z.strictObject({
  source: exportSource,
  destination: exportDestination,
  /** A first sheet (a first part of Markdown, HTML and JSON; not in CSV) that says what this is and what it lacks. */
  cover: z.boolean(),
  /** CSV only: prefix cells that a spreadsheet would read as a formula with an apostrophe. */
  defuse: z.boolean(),
});
export type ExportSpec = z.infer<typeof exportSpec>;

/** What is delicate in what is about to be sent. `count` is null where it is a property of the whole. */
export const SENSITIVE_KINDS = ['userNames', 'emailAddresses', 'recordData', 'classified', 'orgAddress'] as const;
export const sensitivePart = z.object({
  kind: z.enum(SENSITIVE_KINDS),
  /** A plain sentence that names the columns or says what was found. */
  text: z.string(),
  count: z.number().nullable(),
});
export type SensitivePart = z.infer<typeof sensitivePart>;

export const exportPreview = z.object({
  rows: z.number(),
  /** Data sheets with the index, without the cover; files for CSV and Markdown per object. */
  sheets: z.number(),
  /** A cover comes before them. */
  cover: z.boolean(),
  cells: z.number(),
  headers: z.array(z.string()),
  sample: z.array(z.array(z.string())),
  /** Plain sentences about what will be cut or cannot be known. */
  notes: z.array(z.string()),
  suggestedName: z.string(),
});
export type ExportPreview = z.infer<typeof exportPreview>;

/** What a person must have seen before anything leaves the machine. Good for one export of this very spec. */
export const exportConsent = z.object({
  consentId: z.string(),
  preview: exportPreview,
  org: z
    .object({
      /** As the connection is called here. */
      connectionName: z.string(),
      /** As the org calls itself. */
      name: z.string(),
      type: z.string(),
      host: z.string(),
    })
    .nullable(),
  /** As whom it is sent. */
  accountName: z.string(),
  /** Where it goes, in words: `New spreadsheet "…" in Google Drive`. */
  destination: z.string(),
  sensitive: z.array(sensitivePart),
  /** ISO 8601, UTC: afterwards it must be shown again. */
  expiresAt: z.string(),
});
export type ExportConsent = z.infer<typeof exportConsent>;

/** One line of the export history. */
export const exportRecord = z.object({
  id: z.string(),
  jobId: z.string(),
  state: jobState,
  /** What was exported, in words. */
  title: z.string(),
  connectionId: connectionId.nullable(),
  /** As it was called then. */
  connectionName: z.string().nullable(),
  destination: z.enum(['file', 'google', 'microsoft']),
  format: exportFormat.nullable(),
  /** File name, spreadsheet or workbook. */
  targetName: z.string(),
  /** The account's address; null for files. */
  accountName: z.string().nullable(),
  /** Opens the spreadsheet or workbook; null for files and for what did not come to its end. */
  link: z.string().nullable(),
  /** A file whose place is still known, so that it can be opened or shown in its folder. */
  hasFile: z.boolean(),
  rows: z.number(),
  sheets: z.number(),
  cutCells: z.number(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  error: failure.nullable(),
  /** It stopped on its way to the provider and can go on where it stood. */
  canResume: z.boolean(),
  /** Something unfinished may lie at the provider; it ends with going on, or with `exports.forget`. */
  hasLeftover: z.boolean(),
  /** For "repeat"; null when it was made by a version whose settings this one cannot read. */
  spec: exportSpec.nullable(),
});
export type ExportRecord = z.infer<typeof exportRecord>;

export const exportPreset = z.object({ id: z.string(), name: z.string(), spec: exportSpec, changedAt: z.string() });
export type ExportPreset = z.infer<typeof exportPreset>;

export const exportMethods = {
  'exports.preview': { input: z.strictObject({ spec: exportSpec }), output: exportPreview },
  /** Reads every cell once to say what is delicate; only for destinations that are not files. */
  'exports.consent': { input: z.strictObject({ spec: exportSpec }), output: exportConsent },
  /**
   * Starts the job. A file needs `targetId` (the shell turns it into the path that the person chose in the system's
   * dialog), any other destination the `consentId` of a consent for exactly this spec, unused and not expired. The
   * job's counts are `rows`, `sheets` and `cutCells`.
   */
  'exports.start': {
    input: z.strictObject({
      spec: exportSpec,
      targetId: z.string().max(64).nullable(),
      consentId: z.string().max(64).nullable(),
    }),
    output: z.object({ jobId: z.string(), exportId: z.string() }),
  },
  /** Goes on with an export that stopped on its way; what was sent is not sent again. Same consent, same data. */
  'exports.resume': {
    input: z.strictObject({ exportId: z.string().max(64), consentId: z.string().max(64).nullable() }),
    output: z.object({ jobId: z.string() }),
  },
  'exports.history': {
    input: z.strictObject({ connectionId: connectionId.nullable(), limit: z.number().int().min(1).max(500) }),
    output: z.object({ exports: z.array(exportRecord) }),
  },
  /**
   * Removes a line from the history; what was exported stays where it is. `discard` first removes at the provider what
   * an export that stopped left there; when that fails, the line stays.
   */
  'exports.forget': {
    input: z.strictObject({ exportId: z.string().max(64), discard: z.boolean().optional() }),
    output: z.object({}),
  },
  'exports.presets': { input: z.strictObject({}), output: z.object({ presets: z.array(exportPreset) }) },
  /** A new one when `id` is null; throws `name-taken`. */
  'exports.savePreset': {
    input: z.strictObject({
      id: z.string().max(64).nullable(),
      name: z.string().trim().min(1).max(80),
      spec: exportSpec,
    }),
    output: exportPreset,
  },
  'exports.removePreset': { input: z.strictObject({ id: z.string().max(64) }), output: z.object({}) },
} as const;

/** Asked by the shell only: a path never reaches the page. */
export const shellOnlyExportMethods = {
  'exports.filePath': {
    input: z.strictObject({ exportId: z.string().max(64) }),
    output: z.object({ path: z.string() }),
  },
} as const;
