import { Button, SegmentedControl } from '@mantine/core';
import { IconDownload, IconFilter, IconSitemap } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { FieldRow } from '../../../src-preload/contract/catalog.ts';
import { MOST_FIELDS } from '../../../src-preload/contract/usage.ts';
import { useSeen } from '../../api/seen.ts';
import { usePreferences, useSetPreferences } from '../../api/state.ts';
import { formatNumber } from '../../i18n/format.ts';
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
import classes from '../../ui/list-page.module.css';
import { Page } from '../../ui/page.tsx';
import { QuickFilter } from '../../ui/quick-filter.tsx';
import { showFailure } from '../../ui/toasts.tsx';
import { askDrawerFocus } from '../drawer/drawer-focus.ts';
import { FieldDrawer } from '../drawer/field-drawer.tsx';
import { openExport, setShownGrid } from '../exports/export-store.ts';
import { EmptyFields, NoFieldMatches } from './empty-fields.tsx';
import { FIELD_GRID_COLUMNS, FIELD_GRID_DEFAULTS, NAME_PAIRS, isFieldColumn } from './field-columns.ts';
import { FIELD_FILTER_COLUMNS } from './field-filters.ts';
import { type FieldSearch, fieldOf, fieldQueryOf, isNarrowed, nextSort, objectsOf, sortOf } from './field-search.ts';
import { ObjectPicker } from './object-picker.tsx';
import { useFieldSource } from './use-field-source.ts';

const KNOWN = new Set(FIELD_GRID_COLUMNS.map(({ id }) => id));
const NO_FILTERS = { objects: undefined, q: undefined, filters: undefined };
const idOf = (row: FieldRow): string => String(row.id);

/** The grid of fields over one, some or all objects. */
export function FieldsScreen() {
  useSeen('field grid');
  const { connectionId } = useParams({ from: '/org/$connectionId/fields' });
  const search = useSearch({ from: '/org/$connectionId/fields' });
  const navigate = useNavigate({ from: '/org/$connectionId/fields' });
  const preferences = usePreferences();
  const write = useSetPreferences();
  const grid = useRef<GridHandle<FieldRow>>(null);
  const [shownRows, setShownRows] = useState<number | null>(null);
  const [selected, setSelected] = useState(0);
  const [failure, setFailure] = useState<unknown>(null);
  const [editing, setEditing] = useState<EditedFilter | null>(null);

  const query = fieldQueryOf(connectionId, search);
  const { source, unfiltered } = useFieldSource(query);
  const filters = search.filters ?? [];
  const open = fieldOf(search);
  const { nameStyle, fieldColumns } = preferences;
  const pairs = nameStyle === 'api' ? NAME_PAIRS : [];
  const shown = useMemo(
    () => swapPairs(parseColumns(fieldColumns, KNOWN, FIELD_GRID_DEFAULTS), nameStyle === 'api' ? NAME_PAIRS : []),
    [fieldColumns, nameStyle],
  );
  const filtered = useMemo(() => new Set<string>((search.filters ?? []).map(({ column }) => column)), [search.filters]);
  const visible = shown.flatMap(({ id }) => FIELD_GRID_COLUMNS.find((column) => column.id === id) ?? []);

  // The export dialog offers "as shown" while this screen is there to be compared with.
  useEffect(() => {
    const columns = shown.map(({ id }) => (isFieldColumn(id) ? id : 'badges'));
    setShownGrid({ kind: 'fields', query: JSON.parse(source.key), columns, headers: nameStyle });
  }, [source.key, shown, nameStyle]);
  useEffect(() => () => setShownGrid(null), []);

  const go = (change: Partial<FieldSearch>, replace = false): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace });
  const setColumns = (columns: readonly ShownColumn[]): void =>
    void write({ fieldColumns: formatColumns(swapPairs(columns, pairs)) }).catch(showFailure);
  const edit = (column: string, at: number | undefined, anchor: Element): void => {
    if (isFieldColumn(column)) setEditing({ column, at, box: anchor.getBoundingClientRect() });
  };
  const closeDrawer = (inside: boolean): void => {
    go({ field: undefined, tab: undefined });
    if (inside) grid.current?.focus();
  };
  const onEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || open === null) return;
    closeDrawer(event.target instanceof Element && event.target.closest('aside') !== null);
  };
  const sort = sortOf(search);
  const empty = unfiltered === 0;

  return (
    <Page
      title={t('fields.title')}
      count={
        unfiltered === null ? undefined : t('fields.count', { count: unfiltered, shown: formatNumber(unfiltered) })
      }
      actions={
        <>
          <SegmentedControl
            aria-label={t('fields.names')}
            value={nameStyle}
            data={(['label', 'api'] as const).map((value) => ({ value, label: t(`fields.names.${value}`) }))}
            onChange={(value) => void write({ nameStyle: value }).catch(showFailure)}
          />
          <ColumnChooser
            columns={FIELD_GRID_COLUMNS}
            shown={shown}
            onShown={setColumns}
            onReset={() => void write({}, ['fieldColumns']).catch(showFailure)}
          />
          <CopyMenu
            columns={visible}
            selected={selected}
            selectedRows={() => grid.current?.selectedRows() ?? []}
            total={shownRows ?? 0}
            source={source}
          />
          {selected === 0 ? null : (
            <Button
              variant="default"
              leftSection={<IconSitemap size={14} stroke={1.6} aria-hidden="true" />}
              disabled={selected > MOST_FIELDS}
              title={
                selected > MOST_FIELDS ? t('fields.whereUsed.most', { most: formatNumber(MOST_FIELDS) }) : undefined
              }
              onClick={() => {
                const fields = (grid.current?.selectedRows() ?? []).map(({ object, name }) => ({ object, name }));
                openExport(connectionId, { kind: 'new', grid: true, of: { kind: 'fieldsUsed', connectionId, fields } });
              }}
            >
              {t('fields.whereUsed')}
            </Button>
          )}
          <Button
            leftSection={<IconDownload size={14} stroke={1.6} aria-hidden="true" />}
            disabled={empty}
            onClick={() => openExport(connectionId, { kind: 'new', grid: true })}
          >
            {t('fields.export')}
          </Button>
        </>
      }
    >
      <div className={classes.tools}>
        <QuickFilter
          className={classes.quick}
          label={t('fields.quick')}
          value={search.q ?? ''}
          onChange={(text) => go({ q: text === '' ? undefined : text }, true)}
          onLeave={() => grid.current?.focus()}
        />
        <ObjectPicker
          connectionId={connectionId}
          label={t('fields.objects')}
          chosen={objectsOf(search)}
          onChange={(names) => go({ objects: names.length === 0 ? undefined : names.join(',') })}
        />
        <Button
          variant="default"
          leftSection={<IconFilter size={14} stroke={1.6} aria-hidden="true" />}
          onClick={(event) => edit('type', undefined, event.currentTarget)}
        >
          {t('grid.filter.add')}
        </Button>
        <FilterChips
          columns={FIELD_FILTER_COLUMNS}
          filters={filters}
          onEdit={(at, anchor) => edit(filters[at]?.column ?? 'type', at, anchor)}
          onDrop={(at) => go({ filters: changeFilter(filters, at, null) })}
          onClear={() => go({ filters: undefined })}
        />
      </div>
      {/* Escape closes the drawer from wherever the focus is on this screen. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={classes.split} onKeyDown={onEscape}>
        <div className={classes.side}>
          <DataGrid
            label={t('fields.grid')}
            handle={grid}
            columns={FIELD_GRID_COLUMNS}
            shown={shown}
            onShown={setColumns}
            source={source}
            idOf={idOf}
            sort={sort}
            onSort={(column, add) => go({ sort: nextSort(search, column, add) })}
            filtered={filtered}
            onFilter={(column, anchor) => {
              const at = filters.findIndex((one) => one.column === column);
              edit(column, at === -1 ? undefined : at, anchor);
            }}
            onOpen={(row, keyboard) => {
              askDrawerFocus(keyboard ? `${row.object}.${row.name}` : null);
              go({ field: `${row.object}.${row.name}` });
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
              <EmptyFields connectionId={connectionId} />
            ) : shownRows === 0 && isNarrowed(search) ? (
              <NoFieldMatches onClear={() => go(NO_FILTERS)} />
            ) : null}
          </DataGrid>
          <GridFoot
            shown={shownRows}
            total={unfiltered}
            selected={selected}
            things={t('fields.things', { count: unfiltered ?? 0 })}
          />
        </div>
        {open === null ? null : (
          <FieldDrawer
            connectionId={connectionId}
            object={open.object}
            name={open.name}
            tab={search.tab ?? 'properties'}
            onTab={(tab) => go({ tab: tab === 'properties' ? undefined : tab }, true)}
            onClose={closeDrawer}
          />
        )}
      </div>
      {editing === null ? null : (
        <FilterPopover
          columns={FIELD_FILTER_COLUMNS}
          filters={filters}
          edited={editing}
          onFilters={(next) => go({ filters: next })}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  );
}
