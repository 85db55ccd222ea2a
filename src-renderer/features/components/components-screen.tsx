import { SegmentedControl, Button } from '@mantine/core';
import { IconDownload, IconFilter } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { AreaStatus } from '../../../src-preload/contract/areas.ts';
import {
  AREA_OF_TYPE,
  type ComponentColumn,
  type ComponentRow,
  type ComponentType,
} from '../../../src-preload/contract/components.ts';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useCall } from '../../api/queries.ts';
import { useConnections, usePreferences, useSetPreferences } from '../../api/state.ts';
import { t } from '../../i18n/t.ts';
import { ColumnChooser } from '../../ui/data-grid/column-chooser.tsx';
import { formatColumns, parseColumns, swapPairs } from '../../ui/data-grid/column-list.ts';
import { CopyMenu } from '../../ui/data-grid/copy-menu.tsx';
import { type GridHandle, DataGrid } from '../../ui/data-grid/data-grid.tsx';
import { FilterChips } from '../../ui/data-grid/filter-chips.tsx';
import { type EditedFilter, FilterPopover } from '../../ui/data-grid/filter-popover.tsx';
import { changeFilter } from '../../ui/data-grid/filters.ts';
import { GridFoot } from '../../ui/data-grid/grid-foot.tsx';
import type { ShownColumn } from '../../ui/data-grid/types.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import layout from '../../ui/list-page.module.css';
import { Page } from '../../ui/page.tsx';
import { QuickFilter } from '../../ui/quick-filter.tsx';
import { showFailure } from '../../ui/toasts.tsx';
import { useAreas } from '../areas/use-areas.ts';
import { askDrawerFocus } from '../drawer/drawer-focus.ts';
import { openExport, setShownGrid } from '../exports/export-store.ts';
import { AreaFreshness } from './area-freshness.tsx';
import { COMPONENT_NAME_PAIRS, defaultColumns, filterColumns, gridColumns } from './component-columns.ts';
import { ComponentDrawer } from './component-drawer.tsx';
import type { ComponentGroup } from './component-groups.ts';
import {
  type ComponentSearch,
  componentQueryOf,
  componentSortOf,
  isNarrowed,
  nextComponentSort,
  typeOf,
} from './component-search.ts';
import { EmptyComponents, NoComponentMatches } from './empty-components.tsx';
import classes from './components.module.css';
import { GroupTabs } from './group-tabs.tsx';
import { inSentence } from './in-sentence.ts';
import { useComponentSource } from './use-component-source.ts';

const FROM = '/org/$connectionId/catalog/$group';
const NO_FILTERS = { q: undefined, filters: undefined };
const idOf = (row: ComponentRow): string => String(row.id);

/** The components of one group, one type at a time. */
export function ComponentsScreen() {
  const { connectionId, group } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const type = typeOf(group, search);
  const connection = useConnections()?.find(({ id }) => id === connectionId);
  const { areas, running, error, retry } = useAreas(connectionId);
  const columns = useCall('components.columns', { type });
  const status = areas?.find(({ area }) => area === AREA_OF_TYPE[type]);
  const failure = error ?? columns.error;
  if (connection === undefined) return null;
  if (failure !== null || status === undefined || columns.data === undefined) {
    return (
      <Page title={t(`components.group.${group}`)}>
        <GroupTabs connectionId={connectionId} group={group} current={type} />
        {failure === null ? null : (
          <FailureNotice
            error={failure}
            onRetry={() => {
              retry();
              void columns.refetch();
            }}
          />
        )}
      </Page>
    );
  }
  return (
    <ComponentList
      // Another type is another list: its rows, its selection and its filters.
      key={`${connectionId} ${type}`}
      connection={connection}
      group={group}
      type={type}
      status={status}
      running={running}
      columns={columns.data.columns}
    />
  );
}

type Props = {
  readonly connection: Connection;
  readonly group: ComponentGroup;
  readonly type: ComponentType;
  readonly status: AreaStatus;
  readonly running: boolean;
  readonly columns: readonly ComponentColumn[];
};

function ComponentList({ connection, group, type, status, running, columns }: Props) {
  const connectionId = connection.id;
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const { nameStyle, componentColumns } = usePreferences();
  const write = useSetPreferences();
  const grid = useRef<GridHandle<ComponentRow>>(null);
  const [shownRows, setShownRows] = useState<number | null>(null);
  const [selected, setSelected] = useState(0);
  const [failure, setFailure] = useState<unknown>(null);
  const [editing, setEditing] = useState<EditedFilter | null>(null);

  const { source, unfiltered } = useComponentSource(
    componentQueryOf(connectionId, type, search),
    `${status.readAt} ${status.counts[type] ?? 0}`,
  );
  const gridded = useMemo(() => gridColumns(columns), [columns]);
  const filterable = useMemo(() => filterColumns(columns), [columns]);
  const kept = componentColumns[type];
  const shown = useMemo(
    () =>
      swapPairs(
        parseColumns(kept ?? [], new Set(columns.map(({ id }) => id)), defaultColumns(type, columns)),
        nameStyle === 'api' ? COMPONENT_NAME_PAIRS : [],
      ).filter(({ id }) => columns.some((one) => one.id === id)),
    [kept, columns, type, nameStyle],
  );
  const visible = shown.flatMap(({ id }) => gridded.find((column) => column.id === id) ?? []);
  const filters = search.filters ?? [];
  const filtered = useMemo(() => new Set((search.filters ?? []).map(({ column }) => column)), [search.filters]);
  const { open } = search;
  // While rows are on their way, their number is known before them.
  const empty = unfiltered === 0 && (status.counts[type] ?? 0) === 0;

  // The export dialog offers what is shown while this screen is there to be compared with.
  useEffect(() => {
    const ids = shown.map(({ id }) => id);
    setShownGrid({ kind: 'components', query: JSON.parse(source.key), columns: ids, headers: nameStyle });
  }, [source.key, shown, nameStyle]);
  useEffect(() => () => setShownGrid(null), []);

  const go = (change: Partial<ComponentSearch>, replace = false): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace });
  const keepColumns = (next: readonly string[] | null): void => {
    const { [type]: _, ...others } = componentColumns;
    void write({ componentColumns: next === null ? others : { ...others, [type]: [...next] } }).catch(showFailure);
  };
  const setColumns = (next: readonly ShownColumn[]): void =>
    keepColumns(formatColumns(swapPairs(next, nameStyle === 'api' ? COMPONENT_NAME_PAIRS : [])));
  const edit = (column: string, at: number | undefined, anchor: Element): void =>
    setEditing({ column, at, box: anchor.getBoundingClientRect() });
  const closeDrawer = (inside: boolean): void => {
    go({ open: undefined, tab: undefined });
    if (inside) grid.current?.focus();
  };
  const onEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || open === undefined) return;
    closeDrawer(event.target instanceof Element && event.target.closest('aside') !== null);
  };
  const firstFilter = filterable[0]?.id ?? 'label';

  return (
    <Page
      title={t(`components.group.${group}`)}
      actions={
        <>
          <SegmentedControl
            aria-label={t('fields.names')}
            value={nameStyle}
            data={(['label', 'api'] as const).map((value) => ({ value, label: t(`fields.names.${value}`) }))}
            onChange={(value) => void write({ nameStyle: value }).catch(showFailure)}
          />
          <ColumnChooser columns={gridded} shown={shown} onShown={setColumns} onReset={() => keepColumns(null)} />
          <CopyMenu
            columns={visible}
            selected={selected}
            selectedRows={() => grid.current?.selectedRows() ?? []}
            total={shownRows ?? 0}
            source={source}
          />
          <Button
            leftSection={<IconDownload size={14} stroke={1.6} aria-hidden="true" />}
            disabled={(unfiltered ?? 0) === 0}
            onClick={() => openExport(connectionId, { kind: 'new', grid: true })}
          >
            {t('components.export')}
          </Button>
        </>
      }
    >
      <GroupTabs connectionId={connectionId} group={group} current={type} />
      <div className={layout.tools}>
        <QuickFilter
          className={layout.quick}
          label={t('components.quick')}
          value={search.q ?? ''}
          onChange={(text) => go({ q: text === '' ? undefined : text }, true)}
          onLeave={() => grid.current?.focus()}
        />
        <Button
          variant="default"
          leftSection={<IconFilter size={14} stroke={1.6} aria-hidden="true" />}
          onClick={(event) => edit(firstFilter, undefined, event.currentTarget)}
        >
          {t('grid.filter.add')}
        </Button>
        <FilterChips
          columns={filterable}
          filters={filters}
          onEdit={(at, anchor) => edit(filters[at]?.column ?? firstFilter, at, anchor)}
          onDrop={(at) => go({ filters: changeFilter(filters, at, null) })}
          onClear={() => go({ filters: undefined })}
        />
        <AreaFreshness connection={connection} statuses={[status]} running={running} />
      </div>
      {/* Escape closes the drawer from wherever the focus is on this screen. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={layout.split} onKeyDown={onEscape}>
        <div className={layout.side}>
          <DataGrid
            label={t(`types.${type}`)}
            handle={grid}
            columns={gridded}
            shown={shown}
            onShown={setColumns}
            source={source}
            idOf={idOf}
            sort={componentSortOf(search)}
            onSort={(column, add) => go({ sort: nextComponentSort(search, column, add) })}
            filtered={filtered}
            onFilter={(column, anchor) => {
              const at = filters.findIndex((one) => one.column === column);
              edit(column, at === -1 ? undefined : at, anchor);
            }}
            onOpen={(row, keyboard) => {
              askDrawerFocus(keyboard ? row.name : null);
              go({ open: row.name });
            }}
            onLoaded={(total) => {
              setShownRows(total);
              setFailure(null);
            }}
            onFailed={setFailure}
            onSelected={setSelected}
          >
            {failure !== null ? (
              <FailureNotice error={failure} />
            ) : empty ? (
              <EmptyComponents connection={connection} type={type} status={status} running={running} />
            ) : shownRows === 0 && isNarrowed(search) ? (
              <NoComponentMatches onClear={() => go(NO_FILTERS)} />
            ) : null}
          </DataGrid>
          <ListFoot
            isKnown={!empty || status.state === 'read'}
            shown={shownRows}
            total={unfiltered === 0 && !empty ? null : unfiltered}
            selected={selected}
            things={inSentence(unfiltered === 1 ? t(`type.${type}`) : t(`types.${type}`))}
          />
        </div>
        {open === undefined ? null : (
          <ComponentDrawer
            connectionId={connectionId}
            type={type}
            name={open}
            tab={search.tab ?? 'details'}
            onTab={(tab) => go({ tab: tab === 'details' ? undefined : tab }, true)}
            onClose={closeDrawer}
          />
        )}
      </div>
      {editing === null ? null : (
        <FilterPopover
          columns={filterable}
          filters={filters}
          edited={editing}
          onFilters={(next) => go({ filters: next })}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  );
}

type FootProps = Parameters<typeof GridFoot>[0] & { readonly isKnown: boolean };

/** Nothing in the store is no count of what the org has, unless it was read. */
function ListFoot({ isKnown, ...props }: FootProps) {
  return isKnown ? <GridFoot {...props} /> : <div className={classes.noCount}>{t('components.noCount')}</div>;
}
