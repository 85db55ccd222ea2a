import type { Connection } from '../../../../src-preload/contract/connections.ts';
import type { Cell, SheetPlan, WrittenSheets } from '../../../domain/sheets/book.ts';
import { unknownOf } from '../../sync/unknown-parts.ts';
import type { CatalogStore } from '../../store/catalog/index.ts';
import { UNKNOWN } from './column-shape.ts';
import { cutList } from './query-words.ts';

/** A fact of the cover: its name and what is to be said; a list goes on below with an empty name. */
type Fact = readonly [name: string, value: Cell];

/** More unknown parts than these are only counted: a cover is read by people. */
const MOST_UNKNOWN = 200;
const MOST_NAMES = 20;
const MOST_SHEETS = 30;

const ORG_TYPES: Readonly<Record<Connection['type'], string>> = {
  production: 'Production',
  sandbox: 'Sandbox',
  scratch: 'Scratch org',
  developer: 'Developer Edition',
  trial: 'Trial',
  sample: 'Sample org',
};

/** Why the newest reading did not come to its end; absent states did. */
const STOPPED: Readonly<Partial<Record<string, string>>> = {
  running: 'is still under way',
  'signed-out': 'stopped because the org was signed out',
  'budget-stopped': "stopped to spare the org's API limit",
  offline: 'stopped because the org could not be reached',
  cancelled: 'was cancelled',
  interrupted: 'was interrupted',
  failed: 'failed',
};

function list(name: string, values: readonly string[]): Fact[] {
  return values.map((value, index) => [index === 0 ? name : '', value]);
}

/** Which org it is, whatever is exported of it. */
export function orgFacts(connection: Connection): Fact[] {
  const { org } = connection;
  return [
    ['Org', org?.name ?? UNKNOWN],
    ['Org ID', org?.id ?? UNKNOWN],
    ['Org type', ORG_TYPES[connection.type]],
    ['Host', URL.parse(connection.instanceUrl)?.host ?? UNKNOWN],
    ['Connection', connection.name],
  ];
}

/**
 * What was read of the org and what was not: when, which of the chosen objects, and every unknown part with its reason.
 *
 * `objects` are the API names that the export is about; null: everything that is kept of the org.
 */
export function readingFacts(catalog: CatalogStore, connectionId: string, objects: readonly string[] | null): Fact[] {
  const { key } = catalog.org(connectionId);
  const wanted = objects === null ? null : new Set(objects);
  const chosen = catalog.list.list(key).filter(({ chosen: is, name }) => is && (wanted === null || wanted.has(name)));
  const readTimes = chosen.flatMap(({ readAt }) => (readAt === null ? [] : [readAt])).toSorted();
  const unread = chosen.filter(({ readAt }) => readAt === null).map(({ name }) => name);
  const vanished = chosen.filter((one) => one.vanished).map(({ name }) => name);
  const oldest = readTimes[0];
  const newest = readTimes.at(-1);
  const latest = catalog.snapshots.latest(key);
  const stopped = latest === null ? undefined : STOPPED[latest.state];
  const unknown = unknownOf(
    catalog,
    connectionId,
    chosen.map(({ name }) => name),
  ).map(({ area, name, reason }) => `${area} ${name}: ${reason}`);
  const more = unknown.length - MOST_UNKNOWN;
  return [
    ['Oldest part read', oldest ?? UNKNOWN],
    ['Newest part read', newest ?? UNKNOWN],
    ['Objects', `${readTimes.length.toLocaleString('en')} read of ${chosen.length.toLocaleString('en')} chosen`],
    ...(unread.length === 0 ? [] : list('Not read yet', [cutList(unread, MOST_NAMES)])),
    ...(vanished.length === 0 ? [] : list('No longer in the org', [cutList(vanished, MOST_NAMES)])),
    ...(stopped === undefined || latest === null
      ? []
      : list('Newest reading', [
          `The reading of ${latest.startedAt} ${stopped}${latest.reason === null ? '.' : `: ${latest.reason}`}`,
        ])),
    ...list(
      'Unknown',
      unknown.length === 0
        ? ['No object and no field as a whole. A cell that says "unknown" is a fact that Salesforce did not give.']
        : [
            ...unknown.slice(0, MOST_UNKNOWN),
            ...(more > 0 ? [`${more.toLocaleString('en')} more parts are unknown; the app lists them.`] : []),
          ],
    ),
  ];
}

export type CoverDeps = {
  /** What is exported, in words. */
  readonly contents: string;
  readonly at: Date;
  readonly appVersion: string;
  /** Facts of the org, of the reading and of the query, in this order. */
  readonly facts: readonly Fact[];
  readonly dataSheets: readonly SheetPlan[];
};

/** The first sheet: what this is, what it lacks and what was cut. Filled last. */
export function coverSheet({ contents, at, appVersion, facts, dataSheets }: CoverDeps): SheetPlan {
  const rows = ({ rows: counts, cutCells }: WrittenSheets): Fact[] => {
    const total = dataSheets.reduce((sum, { id, rowCount }) => sum + (counts.get(id) ?? rowCount), 0);
    const shown = dataSheets.length > 1 ? dataSheets.slice(0, MOST_SHEETS) : [];
    const more = dataSheets.length - shown.length;
    return [
      ['Contents', contents],
      ['Exported', at.toISOString()],
      ['Made by', `Orgbench ${appVersion}`],
      ...facts,
      ['Rows', total],
      ...shown.map(({ id, name, rowCount }): Fact => [`Rows of ${name}`, counts.get(id) ?? rowCount]),
      ...(shown.length > 0 && more > 0
        ? [['Rows of the rest', `${more.toLocaleString('en')} more sheets; the index has their rows.`] as const]
        : []),
      [
        'Cut',
        cutCells === 0
          ? 'No text was cut.'
          : `${cutCells.toLocaleString('en')} texts were longer than a cell may be. Each ends with a mark that says how long it was.`,
      ],
    ];
  };
  return {
    id: 'cover',
    name: 'About',
    kind: 'cover',
    title: null,
    columns: [
      { header: 'Fact', width: 26, wraps: true },
      { header: 'Value', width: 96, wraps: true },
    ],
    hasHeader: false,
    rowCount: rows({ rows: new Map(), cutCells: 0 }).length,
    rows,
  };
}
