import type { Account } from '../../../src-preload/contract/accounts.ts';
import {
  type FieldColumn,
  type FieldQuery,
  type ObjectColumn,
  FIELD_COLUMNS,
  OBJECT_COLUMNS,
} from '../../../src-preload/contract/catalog.ts';
import {
  type AreaSource,
  type DictionaryColumn,
  type ExportDestination,
  type ExportSource,
  type ExportSpec,
  DICTIONARY_COLUMNS,
} from '../../../src-preload/contract/exports.ts';
import {
  ALL_REQUESTS,
  type LedgerColumn,
  type LedgerFilter,
  LEDGER_COLUMNS,
} from '../../../src-preload/contract/ledger.ts';
import type { Preferences } from '../../../src-preload/contract/preferences.ts';
import {
  type DestinationDraft,
  FIRST_DESTINATION,
  destinationDraftOf,
  destinationOf,
  isOneSheet,
} from './destination-draft.ts';
import type { ShownGrid } from './export-store.ts';

/** Sources that the dialog can put together by itself. */
export const SOURCES = ['dictionary', 'fields', 'objects', 'ledger'] as const;
export type ColumnKind = (typeof SOURCES)[number];
/** `area`: what another screen shows (flows, an access matrix, findings …), exactly as it shows it. */
export type SourceKind = ColumnKind | 'area';
export type Scope = 'shown' | 'all' | 'chosen';

/** A column in its place, with whether it is exported. */
export type ColumnChoice = { readonly id: string; readonly on: boolean };

/** What the dialog holds: a spec, but with every choice as the person made it, also those that do not apply now. */
export type ExportDraft = {
  readonly kind: SourceKind;
  /** What `area` stands for; null where no such screen is open. */
  readonly area: AreaSource | null;
  readonly scope: Scope;
  readonly objects: readonly string[];
  readonly layout: 'one' | 'perObject';
  readonly headers: 'label' | 'api';
  readonly columns: Readonly<Record<ColumnKind, readonly ColumnChoice[]>>;
  readonly cover: boolean;
  readonly defuse: boolean;
  readonly destination: DestinationDraft;
};

const ALL_COLUMNS: Readonly<Record<ColumnKind, readonly string[]>> = {
  dictionary: DICTIONARY_COLUMNS,
  fields: [...FIELD_COLUMNS, 'badges'],
  objects: OBJECT_COLUMNS,
  ledger: LEDGER_COLUMNS,
};

/** The chosen columns first, in their order, then the rest. */
function choices(kind: ColumnKind, chosen: readonly string[]): readonly ColumnChoice[] {
  const rest = ALL_COLUMNS[kind].filter((id) => !chosen.includes(id));
  return [...chosen.map((id) => ({ id, on: true })), ...rest.map((id) => ({ id, on: false }))];
}

const LEDGER_CONDITIONS = Object.keys(ALL_REQUESTS) as (keyof LedgerFilter)[];

/** True for a source that another screen puts together. */
const isArea = (source: ExportSource): source is AreaSource => !SOURCES.some((kind) => kind === source.kind);

export const areaOf = (source: ExportSource | null): AreaSource | null =>
  source !== null && isArea(source) ? source : null;

/** The org that a source is of; null for requests, which may be of all. */
export function orgOf(source: ExportSource): string | null {
  if (source.kind === 'ledger') return null;
  return 'query' in source ? source.query.connectionId : source.connectionId;
}

/** The fields behind a source, when it is about fields. */
const queryOf = (source: ExportSource | null): FieldQuery | null =>
  source !== null && (source.kind === 'dictionary' || source.kind === 'fields') ? source.query : null;

const isPlain = ({ quick, filters, sort }: FieldQuery): boolean =>
  quick === '' && filters.length === 0 && sort.length === 0;

/** True when "as shown" gives something else than the whole would: other rows, or another order. */
export function differsFromAll(kind: SourceKind, shown: ExportSource | null): boolean {
  if (shown === null) return false;
  const query = queryOf(shown);
  if (kind === 'dictionary' || kind === 'fields') return query !== null && !(isPlain(query) && query.objects === null);
  if (shown.kind !== kind) return false;
  return shown.kind === 'objects'
    ? shown.names !== null
    : shown.kind === 'ledger' && LEDGER_CONDITIONS.some((one) => shown[one] !== ALL_REQUESTS[one]);
}

/** What the dialog shows at first: the data dictionary, or the grid on screen as it is. */
export function firstDraft(preferences: Preferences, shown: ShownGrid | null, grid: boolean): ExportDraft {
  const area = areaOf(shown);
  const plain = shown === null || isArea(shown) ? null : shown;
  const kind = !grid ? 'dictionary' : area !== null ? 'area' : (plain?.kind ?? 'dictionary');
  const columns = (one: ColumnKind): readonly ColumnChoice[] =>
    choices(one, plain?.kind === one ? plain.columns : ALL_COLUMNS[one]);
  return {
    kind,
    area,
    scope: differsFromAll(kind, shown) ? 'shown' : 'all',
    objects: queryOf(shown)?.objects ?? [],
    layout: 'one',
    headers: preferences.nameStyle,
    columns: {
      dictionary: columns('dictionary'),
      fields: columns('fields'),
      objects: columns('objects'),
      ledger: columns('ledger'),
    },
    cover: true,
    defuse: preferences.csvDefuse,
    destination: FIRST_DESTINATION,
  };
}

/** The dialog as it was for an earlier export or a preset. */
export function draftOf(spec: ExportSpec, base: ExportDraft): ExportDraft {
  const { source } = spec;
  const rest = { cover: spec.cover, defuse: spec.defuse, destination: destinationDraftOf(spec.destination) };
  if (isArea(source)) {
    const headers = source.kind === 'components' ? source.headers : base.headers;
    return { ...base, kind: 'area', area: source, scope: 'all', headers, ...rest };
  }
  const query = queryOf(source);
  const chosen = query !== null && isPlain(query) && query.objects !== null && source.kind === 'dictionary';
  return {
    ...base,
    kind: source.kind,
    scope: chosen ? 'chosen' : differsFromAll(source.kind, source) ? 'shown' : 'all',
    objects: query?.objects ?? [],
    layout: source.kind === 'dictionary' ? source.layout : 'one',
    headers: source.kind === 'ledger' ? base.headers : source.headers,
    columns: { ...base.columns, [source.kind]: choices(source.kind, source.columns) },
    ...rest,
  };
}

/** The source as it is for the org on screen: a preset may have been made in another one. */
export function sourceFor(source: ExportSource, connectionId: string | null): ExportSource {
  if (source.kind === 'ledger' || connectionId === null) return source;
  switch (source.kind) {
    case 'dictionary':
    case 'fields':
      return { ...source, query: { ...source.query, connectionId } };
    case 'components':
      return { ...source, query: { ...source.query, connectionId } };
    default:
      return { ...source, connectionId };
  }
}

const chosenColumns = <C extends string>(draft: ExportDraft, known: readonly C[]): C[] =>
  (draft.kind === 'area' ? [] : draft.columns[draft.kind]).flatMap(({ id, on }) => {
    const column = known.find((one) => one === id);
    return on && column !== undefined ? [column] : [];
  });

/** @returns null while nothing could be exported: no column, objects to choose and none chosen, or no org. */
export function sourceOf(
  draft: ExportDraft,
  connectionId: string | null,
  shown: ExportSource | null,
): ExportSource | null {
  const { kind, scope, headers } = draft;
  const asShown = scope === 'shown' && shown !== null ? shown : null;
  if (kind === 'ledger') {
    const columns = chosenColumns<LedgerColumn>(draft, LEDGER_COLUMNS);
    if (columns.length === 0) return null;
    return asShown?.kind === 'ledger' ? { ...asShown, columns } : { kind, ...ALL_REQUESTS, columns };
  }
  if (connectionId === null) return null;
  if (kind === 'area') {
    const { area } = draft;
    return area?.kind === 'components' ? { ...area, headers } : area;
  }
  if (kind === 'objects') {
    const columns = chosenColumns<ObjectColumn>(draft, OBJECT_COLUMNS);
    if (columns.length === 0) return null;
    return { kind, connectionId, names: asShown?.kind === 'objects' ? asShown.names : null, columns, headers };
  }
  const all: FieldQuery = { connectionId, objects: null, quick: '', filters: [], sort: [] };
  if (scope === 'chosen' && draft.objects.length === 0) return null;
  const query = queryOf(asShown) ?? (scope === 'chosen' ? { ...all, objects: [...draft.objects] } : all);
  if (kind === 'fields') {
    const columns = chosenColumns<FieldColumn | 'badges'>(draft, [...FIELD_COLUMNS, 'badges']);
    return columns.length === 0 ? null : { kind, query, columns, headers };
  }
  const columns = chosenColumns<DictionaryColumn>(draft, DICTIONARY_COLUMNS);
  const layout = isOneSheet(draft.destination) ? 'one' : draft.layout;
  return columns.length === 0 ? null : { kind, query, layout, columns, headers };
}

type Asked = {
  readonly draft: ExportDraft;
  readonly connectionId: string | null;
  readonly shown: ExportSource | null;
  readonly accounts: readonly Account[];
  /** The title that stands in for one that was not typed. */
  readonly suggested: string;
};

/** @returns null while the source or the destination is not complete. */
export function specOf({ draft, connectionId, shown, accounts, suggested }: Asked): ExportSpec | null {
  const source = sourceOf(draft, connectionId, shown);
  const destination = destinationOf(draft.destination, accounts, suggested);
  if (source === null || destination === null) return null;
  return { source, destination, ...parts(draft) };
}

/** What the preview shows: a destination that is not complete yet is no reason to show nothing. */
export function previewSpecOf(asked: Asked): ExportSpec | null {
  const { draft, connectionId, shown } = asked;
  const source = sourceOf(draft, connectionId, shown);
  if (source === null) return null;
  const destination = destinationOf(draft.destination, asked.accounts, asked.suggested);
  return { source, destination: destination ?? standIn(draft.destination), ...parts(draft) };
}

/** A destination of the same kind: what fits there, and what is cut, depends on the place alone. */
function standIn({ place, format, into }: DestinationDraft): ExportDestination {
  const NONE = '-';
  const file = { fileId: NONE, fileName: '', tabName: NONE };
  if (place === 'file') return { kind: place, format };
  if (place === 'google') {
    return into === 'new'
      ? { kind: place, accountId: NONE, target: { kind: 'new', title: NONE } }
      : { kind: place, accountId: NONE, target: { kind: 'tab', ...file, tabId: null } };
  }
  return into === 'new'
    ? { kind: place, accountId: NONE, target: { kind: 'new', name: NONE, folder: null, ifExists: 'rename' } }
    : { kind: place, accountId: NONE, target: { kind: 'tab', ...file, driveId: NONE } };
}

const parts = ({ cover, defuse, destination }: ExportDraft): { readonly cover: boolean; readonly defuse: boolean } => ({
  cover: cover && hasCover(destination),
  defuse: defuse && destination.place === 'file' && destination.format === 'csv',
});

/** False where there is no room for a cover: in CSV, and in a single tab or table. */
export const hasCover = (destination: DestinationDraft): boolean =>
  !isOneSheet(destination) && !(destination.place === 'file' && destination.format === 'csv');

/** True where several sheets become several files, in a folder. */
export const isFolder = ({ kind, layout, destination }: ExportDraft): boolean =>
  kind === 'dictionary' &&
  layout === 'perObject' &&
  destination.place === 'file' &&
  (destination.format === 'csv' || destination.format === 'md');

/** Exchanges a column with its neighbour. */
export function moveExportColumn(columns: readonly ColumnChoice[], index: number, by: -1 | 1): readonly ColumnChoice[] {
  const moved = columns[index];
  const other = columns[index + by];
  if (moved === undefined || other === undefined) return columns;
  return columns.map((column, at) => (at === index ? other : at === index + by ? moved : column));
}
