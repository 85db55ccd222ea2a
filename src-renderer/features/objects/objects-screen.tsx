import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconDatabase, IconDownload, IconSearchOff } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { ObjectRow } from '../../../src-preload/contract/catalog.ts';
import { OBJECT_KINDS, objectKind } from '../../../src-preload/contract/objects.ts';
import { useCall } from '../../api/queries.ts';
import { useSeen } from '../../api/seen.ts';
import { usePreferences, useSetPreferences } from '../../api/state.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { ColumnChooser } from '../../ui/data-grid/column-chooser.tsx';
import { formatColumns, parseColumns, swapPairs } from '../../ui/data-grid/column-list.ts';
import { CopyMenu } from '../../ui/data-grid/copy-menu.tsx';
import { type GridHandle, DataGrid } from '../../ui/data-grid/data-grid.tsx';
import { GridFoot } from '../../ui/data-grid/grid-foot.tsx';
import type { RowSource, ShownColumn } from '../../ui/data-grid/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page } from '../../ui/page.tsx';
import { QuickFilter } from '../../ui/quick-filter.tsx';
import { showFailure } from '../../ui/toasts.tsx';
import { askDrawerFocus } from '../drawer/drawer-focus.ts';
import { ObjectDrawer } from '../drawer/object-drawer.tsx';
import { openExport, setShownGrid } from '../exports/export-store.ts';
import { OBJECT_GRID_COLUMNS, OBJECT_GRID_DEFAULTS, OBJECT_NAME_PAIRS, isObjectColumn } from './object-columns.ts';
import { type ObjectSearch, arrangeObjects, nextObjectSort, objectSortOf } from './object-search.ts';
import classes from './objects.module.css';

const KNOWN = new Set(OBJECT_GRID_COLUMNS.map(({ id }) => id));
const ALL = '*';
const icon = { size: 28, stroke: 1.4, 'aria-hidden': true } as const;
const idOf = (row: ObjectRow): string => row.name;

/** The objects whose metadata was read. */
export function ObjectsScreen() {
  useSeen('object list');
  const { connectionId } = useParams({ from: '/org/$connectionId/objects' });
  const search = useSearch({ from: '/org/$connectionId/objects' });
  const navigate = useNavigate({ from: '/org/$connectionId/objects' });
  const { nameStyle, objectColumns } = usePreferences();
  const write = useSetPreferences();
  const grid = useRef<GridHandle<ObjectRow>>(null);
  const [selected, setSelected] = useState(0);
  const { data, error, refetch, dataUpdatedAt } = useCall('catalog.objects', { connectionId });
  const objects = data?.objects;

  const pairs = nameStyle === 'api' ? OBJECT_NAME_PAIRS : [];
  const shown = useMemo(
    () =>
      swapPairs(parseColumns(objectColumns, KNOWN, OBJECT_GRID_DEFAULTS), nameStyle === 'api' ? OBJECT_NAME_PAIRS : []),
    [objectColumns, nameStyle],
  );
  const { q, kind, sort, object: opened } = search;
  const rows = useMemo(() => arrangeObjects(objects ?? [], { q, kind, sort }), [objects, q, kind, sort]);
  const source = useMemo(
    (): RowSource<ObjectRow> => ({
      key: JSON.stringify([connectionId, q, kind, sort, objects === undefined]),
      version: dataUpdatedAt,
      load: (offset, limit) => Promise.resolve({ rows: rows.slice(offset, offset + limit), total: rows.length }),
    }),
    [connectionId, q, kind, sort, objects, rows, dataUpdatedAt],
  );
  // The export dialog offers "as shown" while this screen is there to be compared with.
  useEffect(() => {
    const columns = shown.flatMap(({ id }) => (isObjectColumn(id) ? [id] : []));
    // The whole list in its own order is no list of names: it stays whole when objects are added.
    const whole = q === undefined && kind === undefined && sort === undefined;
    const names = whole ? null : rows.map(({ name }) => name);
    setShownGrid({ kind: 'objects', connectionId, names, columns, headers: nameStyle });
  }, [connectionId, rows, shown, nameStyle, q, kind, sort]);
  useEffect(() => () => setShownGrid(null), []);
  const visible = shown.flatMap(({ id }) => OBJECT_GRID_COLUMNS.find((column) => column.id === id) ?? []);

  const go = (change: Partial<ObjectSearch>, replace = false): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace });
  const setColumns = (columns: readonly ShownColumn[]): void =>
    void write({ objectColumns: formatColumns(swapPairs(columns, pairs)) }).catch(showFailure);
  const closeDrawer = (inside: boolean): void => {
    go({ object: undefined, tab: undefined });
    if (inside) grid.current?.focus();
  };
  const onEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || opened === undefined) return;
    closeDrawer(event.target instanceof Element && event.target.closest('aside') !== null);
  };
  const kinds = OBJECT_KINDS.filter((one) => objects?.some((row) => row.kind === one));
  const total = objects?.length ?? 0;
  const gridSort = objectSortOf(search);

  return (
    <Page
      title={t('objects.title')}
      count={objects === undefined ? undefined : t('objects.count', { count: total, shown: formatNumber(total) })}
      actions={
        <>
          <SegmentedControl
            aria-label={t('fields.names')}
            value={nameStyle}
            data={(['label', 'api'] as const).map((value) => ({ value, label: t(`fields.names.${value}`) }))}
            onChange={(value) => void write({ nameStyle: value }).catch(showFailure)}
          />
          <ColumnChooser
            columns={OBJECT_GRID_COLUMNS}
            shown={shown}
            onShown={setColumns}
            onReset={() => void write({}, ['objectColumns']).catch(showFailure)}
          />
          <CopyMenu
            columns={visible}
            selected={selected}
            selectedRows={() => grid.current?.selectedRows() ?? []}
            total={rows.length}
            source={source}
          />
          <Button
            variant="default"
            onClick={() => void navigate({ to: '/org/$connectionId/choose', params: { connectionId }, search: {} })}
          >
            {t('objects.choose')}
          </Button>
          <Button
            leftSection={<IconDownload size={14} stroke={1.6} aria-hidden="true" />}
            disabled={total === 0}
            onClick={() => openExport(connectionId, { kind: 'new', grid: true })}
          >
            {t('objects.export')}
          </Button>
        </>
      }
    >
      <div className={classes.tools}>
        <QuickFilter
          className={classes.quick}
          label={t('objects.quick')}
          value={q ?? ''}
          onChange={(text) => go({ q: text === '' ? undefined : text }, true)}
          onLeave={() => grid.current?.focus()}
        />
        <Select
          className={classes.kind}
          aria-label={t('objects.kind')}
          value={kind ?? ALL}
          data={[
            { value: ALL, label: t('objects.kind.all') },
            ...kinds.map((one) => ({ value: one, label: t(`kind.${one}`) })),
          ]}
          onChange={(value) => go({ kind: objectKind.safeParse(value).data })}
        />
      </div>
      {/* Escape closes the drawer from wherever the focus is on this screen. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={classes.split} onKeyDown={onEscape}>
        <div className={classes.side}>
          <DataGrid
            label={t('objects.grid')}
            handle={grid}
            columns={OBJECT_GRID_COLUMNS}
            shown={shown}
            onShown={setColumns}
            source={source}
            idOf={idOf}
            sort={gridSort}
            onSort={(column) => go({ sort: nextObjectSort(search, column) })}
            onOpen={(row, keyboard) => {
              askDrawerFocus(keyboard ? row.name : null);
              go({ object: row.name });
            }}
            onLoaded={ignore}
            onFailed={showFailure}
            onSelected={setSelected}
          >
            {error !== null ? (
              <FailureNotice error={error} onRetry={() => void refetch()} />
            ) : objects === undefined || rows.length > 0 ? null : total > 0 ? (
              <EmptyState
                icon={<IconSearchOff {...icon} />}
                title={t('objects.noMatch.title')}
                text={t('objects.noMatch.text')}
              >
                <Button variant="default" onClick={() => go({ q: undefined, kind: undefined })}>
                  {t('objects.noMatch.clear')}
                </Button>
              </EmptyState>
            ) : (
              <NothingRead connectionId={connectionId} />
            )}
          </DataGrid>
          <GridFoot
            shown={objects === undefined ? null : rows.length}
            total={objects === undefined ? null : total}
            selected={selected}
            things={t('objects.things', { count: total })}
          />
        </div>
        {opened === undefined ? null : (
          <ObjectDrawer
            connectionId={connectionId}
            name={opened}
            tab={search.tab ?? 'properties'}
            onTab={(tab) => go({ tab: tab === 'properties' ? undefined : tab }, true)}
            onClose={closeDrawer}
          />
        )}
      </div>
    </Page>
  );
}

const ignore = (): void => {};

function NothingRead({ connectionId }: { readonly connectionId: string }) {
  const navigate = useNavigate();
  const reading = useCall('sync.status', { connectionId }).data?.state === 'running';
  return (
    <EmptyState
      icon={<IconDatabase {...icon} />}
      title={t('objects.empty.title')}
      text={t(reading ? 'objects.empty.reading' : 'objects.empty.text')}
    >
      {reading ? null : (
        <Button onClick={() => void navigate({ to: '/org/$connectionId/choose', params: { connectionId } })}>
          {t('objects.choose')}
        </Button>
      )}
    </EmptyState>
  );
}
