import type { DictionaryColumn, DictionarySpec } from '../../../src-preload/contract/exports.ts';
import { EXCEL_CELL_MAX } from '../../domain/sheets/cell-text.ts';
import { EngineFailure } from '../failure.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { Clock, Handlers } from '../ports.ts';
import type { CatalogStore } from '../store/catalog/index.ts';
import { dictionaryCells, headerOf, UNKNOWN } from './dictionary-cells.ts';
import { dictionarySource } from './dictionary-source.ts';
import { writeDictionary } from './dictionary-writer.ts';

type ExportDeps = {
  readonly catalog: CatalogStore;
  readonly jobs: JobRunner;
  readonly connectionName: (connectionId: string) => string;
  readonly now: Clock;
};

const PREVIEW_ROWS = 8;
/** Long texts are shown in full in the file; the preview only has to be recognised. */
const PREVIEW_CELL_CHARS = 200;

/** Columns that can hold a text longer than a workbook's cell. */
const LONG_COLUMNS: readonly DictionaryColumn[] = [
  'picklistValues',
  'formula',
  'description',
  'helpText',
  'defaultValue',
];

/** Data dictionaries: a preview of what will be written, and the job that writes it. */
export function createExportService({ catalog, jobs, connectionName, now }: ExportDeps): {
  readonly handlers: Handlers<'exports.preview' | 'exports.start'>;
} {
  const suggestedName = (spec: DictionarySpec): string => {
    const safe = connectionName(spec.query.connectionId)
      .replace(/[^\p{L}\p{N} ._-]/gu, '_')
      .trim();
    const day = new Date(now()).toISOString().slice(0, 10);
    const extension = spec.format === 'csv' && spec.layout === 'perObject' ? '' : `.${spec.format}`;
    return `${safe === '' ? 'Org' : safe} data dictionary ${day}${extension}`;
  };

  const notesOf = (spec: DictionarySpec, total: number): string[] => {
    const notes: string[] = [];
    if (spec.format === 'xlsx' && spec.columns.some((column) => LONG_COLUMNS.includes(column))) {
      notes.push(
        `A text longer than ${EXCEL_CELL_MAX.toLocaleString('en')} characters is cut and marked: a workbook's cell holds no more.`,
      );
    }
    if (spec.columns.includes('createdDate')) {
      notes.push(`Salesforce gives no created date for standard fields; those cells say "${UNKNOWN}".`);
    }
    return total === 0 ? ['No field matches. There is nothing to export.'] : notes;
  };

  return {
    handlers: {
      'exports.preview': ({ spec }) => {
        const source = dictionarySource(catalog);
        const total = catalog.countFields(spec.query);
        const sample: string[][] = [];
        for (const row of source.rows(spec.query)) {
          if (sample.length >= PREVIEW_ROWS) break;
          sample.push(
            dictionaryCells(row, spec.columns).map((cell) =>
              cell === null ? '' : String(typeof cell === 'object' ? cell.text : cell).slice(0, PREVIEW_CELL_CHARS),
            ),
          );
        }
        const objects = spec.layout === 'perObject' ? source.objects(spec.query).length : 0;
        return {
          rows: total,
          sheets: spec.layout === 'one' ? 1 : objects + (spec.format === 'xlsx' ? 1 : 0),
          headers: spec.columns.map((column) => headerOf(column, spec.headers)),
          sample,
          notes: notesOf(spec, total),
          suggestedName: suggestedName(spec),
        };
      },

      'exports.start': ({ spec }, { hostPath }) => {
        if (hostPath === null) throw new EngineFailure('bad-input', 'No place to write to was chosen.');
        const total = catalog.countFields(spec.query);
        if (total === 0) throw new EngineFailure('nothing-to-do', 'No field matches, so there is nothing to export.');
        const started = jobs.run(
          {
            kind: 'export',
            title: `Data dictionary of ${connectionName(spec.query.connectionId)} to ${spec.format.toUpperCase()}`,
            connectionId: spec.query.connectionId,
            parameters: { spec },
          },
          async (job) => {
            const { rows, sheets, cutCells } = await writeDictionary(dictionarySource(catalog), spec, hostPath, {
              signal: job.signal,
              onRows: (done) => job.progress({ stage: 'rows', done, total }),
            });
            return { rows, sheets, cutCells };
          },
        );
        return { jobId: started.id };
      },
    },
  };
}
