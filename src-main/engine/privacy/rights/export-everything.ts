import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Preferences } from '../../../../src-preload/contract/preferences.ts';
import { writeFolderAtomically } from '../../exports/file-target.ts';
import { type TextFile, withTextFile } from '../../exports/files/text-file.ts';
import type { RunningJob } from '../../jobs/job-runner.ts';
import type { EverythingRepository } from '../../store/everything-repository.ts';
import { KEPT_TABLES } from '../../store/kept-tables.ts';
import { everythingReadme, type WrittenTable } from './everything-readme.ts';
import { csvLine, plainRow } from './everything-values.ts';

export type Everything = {
  readonly tables: EverythingRepository;
  readonly preferences: () => Preferences;
  /** `Orgbench 0.1.0` */
  readonly madeBy: string;
  readonly madeAt: string;
};

/** Without a byte order mark Excel reads UTF-8 as the system's code page. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Writes everything that is kept to a new folder: README.md, json/<area>.json, csv/<table>.csv. The folder appears only
 * when it is complete.
 *
 * Throws `export-failed`, `disk-full`.
 */
export function exportEverything(
  folder: string,
  source: Everything,
  job: Pick<RunningJob, 'signal' | 'progress'>,
): Promise<{ readonly rows: number; readonly files: number }> {
  return writeFolderAtomically(folder, async (draft) => {
    for (const name of ['json', 'csv']) await mkdir(join(draft, name), { mode: 0o700 });
    const names = Object.keys(KEPT_TABLES);
    const total = names.reduce((sum, table) => sum + source.tables.count(table), 0);
    const written: WrittenTable[] = [];
    let done = 0;
    const onRows = (count: number): void => {
      done += count;
      job.progress({ stage: 'rows', done, total: Math.max(total, done) });
    };
    const areas = [...new Set(Object.values(KEPT_TABLES).map(({ area }) => area))];
    for (const area of areas) {
      await withTextFile(join(draft, 'json', `${area}.json`), async (json) => {
        await json.write(`{\n  "area": ${JSON.stringify(area)}`);
        if (area === 'preferences') {
          const { googleClientSecret: _withheld, ...preferences } = source.preferences();
          await json.write(`,\n  "preferences": ${JSON.stringify(preferences)}`);
        }
        for (const table of names.filter((name) => KEPT_TABLES[name]?.area === area)) {
          await json.write(`,\n  ${JSON.stringify(table)}: [`);
          written.push(await writeTable(table, { json, draft, source, signal: job.signal, onRows }));
          await json.write('\n  ]');
        }
        await json.write('\n}\n');
      });
    }
    const readme = everythingReadme(written, { at: source.madeAt, by: source.madeBy });
    await withTextFile(join(draft, 'README.md'), (file) => file.write(readme));
    job.signal.throwIfAborted();
    return { rows: done, files: written.length + areas.length + 1 };
  });
}

type TableTarget = {
  /** Open, inside the table's list. */
  readonly json: TextFile;
  readonly draft: string;
  readonly source: Everything;
  readonly signal: AbortSignal;
  readonly onRows: (count: number) => void;
};

async function writeTable(table: string, target: TableTarget): Promise<WrittenTable> {
  const kept = KEPT_TABLES[table];
  if (kept === undefined) throw new Error(`${table} is not a table that is kept`);
  const { json, source } = target;
  const columns = source.tables.columns(table);
  const defuse = source.preferences().csvDefuse;
  let rows = 0;
  await withTextFile(join(target.draft, 'csv', `${table}.csv`), async (csv) => {
    await csv.write(`${BYTE_ORDER_MARK}${columns.join(',')}\r\n`);
    for (const page of source.tables.pages(table)) {
      for (const stored of page) {
        const row = plainRow(table, kept, stored);
        await json.write(`${rows === 0 ? '' : ','}\n    ${JSON.stringify(row)}`);
        await csv.write(csvLine(row, columns, defuse));
        rows += 1;
      }
      target.onRows(page.length);
      target.signal.throwIfAborted();
      await nextTurn();
    }
  });
  return { table, area: kept.area, rows, columns };
}
