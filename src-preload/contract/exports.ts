import { z } from 'zod';
import { exportFormat } from './app.ts';
import { fieldQuery } from './catalog.ts';

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
  'createdDate',
  'lastModifiedDate',
] as const;
export const dictionaryColumn = z.enum(DICTIONARY_COLUMNS);
export type DictionaryColumn = z.infer<typeof dictionaryColumn>;

export const dictionarySpec = z.strictObject({
  /** Which fields and in which order. */
  query: fieldQuery,
  format: exportFormat,
  /** `one`: one sheet (or file); `perObject`: one sheet per object with an index sheet (CSV: a folder of files). */
  layout: z.enum(['one', 'perObject']),
  columns: z.array(dictionaryColumn).min(1).max(DICTIONARY_COLUMNS.length),
  headers: z.enum(['label', 'api']),
  /** CSV only: prefix cells that a spreadsheet would read as a formula with an apostrophe. */
  defuse: z.boolean(),
});
export type DictionarySpec = z.infer<typeof dictionarySpec>;

export const exportMethods = {
  'exports.preview': {
    input: z.strictObject({ spec: dictionarySpec }),
    output: z.object({
      rows: z.number(),
      sheets: z.number(),
      headers: z.array(z.string()),
      sample: z.array(z.array(z.string())),
      /** Plain sentences about what will be cut or cannot be known. */
      notes: z.array(z.string()),
      suggestedName: z.string(),
    }),
  },
  /** Writes to the target that the person chose in the system's dialog. The job's counts are `rows` and `sheets`. */
  'exports.start': {
    input: z.strictObject({ spec: dictionarySpec, targetId: z.string().max(64) }),
    output: z.object({ jobId: z.string() }),
  },
} as const;
