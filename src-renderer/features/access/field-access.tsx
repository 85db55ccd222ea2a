import { SegmentedControl } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useMemo, useRef } from 'react';
import type { Output } from '../../../src-preload/contract/index.ts';
import { useCall } from '../../api/queries.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { ArrayGrid } from '../../ui/data-grid/array-grid.tsx';
import type { GridHandle } from '../../ui/data-grid/data-grid.tsx';
import type { GridColumn } from '../../ui/data-grid/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { QuickFilter } from '../../ui/quick-filter.tsx';
import { askDrawerFocus } from '../drawer/drawer-focus.ts';
import type { AccessSearch } from './access-search.ts';
import { paintFieldRight } from './cells.tsx';
import { Gaps } from './gaps.tsx';
import { FieldSelect, ObjectSelect } from './object-select.tsx';
import { PathsPanel } from './paths-panel.tsx';
import { holderKey, holderNote, waysText } from './rights.ts';
import { useAccessExport } from './use-access-export.ts';
import { whoSentence } from './who-text.ts';
import classes from './access.module.css';

type Answer = Output<'access.ofField'>;
type UserRow = Answer['users'][number];
type HolderRow = Answer['holders'][number];

const rightOf = (row: { readonly read: boolean; readonly edit: boolean }): 'none' | 'read' | 'edit' =>
  row.edit ? 'edit' : row.read ? 'read' : 'none';
const can = (right: 'none' | 'read' | 'edit'): string =>
  right === 'none' ? '' : t(right === 'edit' ? 'access.field.editWords' : 'access.field.readWords');
const inSessionOnly = ({ read, edit, inSession }: UserRow): string =>
  rightOf(inSession) === rightOf({ read, edit }) ? '' : can(rightOf(inSession));

const USER_COLUMNS: readonly GridColumn<UserRow>[] = [
  { id: 'name', header: t('access.column.name'), widthPx: 190, sortable: true, text: (row) => row.name },
  {
    id: 'profile',
    header: t('access.column.profile'),
    widthPx: 200,
    sortable: true,
    text: (row) => row.profile,
  },
  {
    id: 'can',
    header: t('access.column.can'),
    widthPx: 110,
    sortable: true,
    text: (row) => can(rightOf(row)),
    paint: (row) => paintFieldRight(rightOf(row)),
  },
  { id: 'paths', header: t('access.column.paths'), widthPx: 620, text: (row) => waysText(row.paths) },
  {
    id: 'inSession',
    header: t('access.column.inSession'),
    widthPx: 150,
    sortable: true,
    text: inSessionOnly,
  },
];

const HOLDER_COLUMNS: readonly GridColumn<HolderRow>[] = [
  { id: 'label', header: t('access.column.label'), widthPx: 220, sortable: true, text: (row) => row.holder.label },
  { id: 'kind', header: t('access.column.kind'), widthPx: 190, sortable: true, text: (row) => holderNote(row.holder) },
  {
    id: 'can',
    header: t('access.column.can'),
    widthPx: 110,
    sortable: true,
    text: (row) => can(rightOf(row)),
    paint: (row) => paintFieldRight(rightOf(row)),
  },
  {
    id: 'assigned',
    header: t('access.column.assigned'),
    widthPx: 110,
    sortable: true,
    numeric: true,
    text: ({ holder }) => (holder.assigned === null ? null : String(holder.assigned)),
    show: ({ holder }) => (holder.assigned === null ? null : formatNumber(holder.assigned)),
    value: ({ holder }) => holder.assigned,
  },
  { id: 'paths', header: t('access.column.paths'), widthPx: 560, text: (row) => waysText(row.paths) },
];

type Props = {
  readonly connectionId: string;
  readonly search: AccessSearch;
  readonly go: (change: Partial<AccessSearch>, replace?: boolean) => void;
};

/** Who can see or edit a field, and by what. */
export function FieldAccess({ connectionId, search, go }: Props) {
  const { object, field } = search;
  const users = useRef<GridHandle<UserRow>>(null);
  const holders = useRef<GridHandle<HolderRow>>(null);
  const isAsked = object !== undefined && field !== undefined;
  const { data, error, refetch, dataUpdatedAt } = useCall(
    'access.ofField',
    { connectionId, object: object ?? '', field: field ?? '' },
    { enabled: isAsked },
  );
  useAccessExport(connectionId, data === undefined || !isAsked ? null : { of: 'field', object, field });
  const list = search.list === 'holders' ? 'holders' : 'users';
  const openedUser = list === 'users' ? data?.users.find(({ id }) => id === search.open) : undefined;
  const openedHolder =
    list === 'holders' ? data?.holders.find(({ holder }) => holderKey(holder) === search.open) : undefined;
  const name = `${object ?? ''}.${field ?? ''}`;
  const sentence = useMemo(() => (data === undefined ? '' : whoSentence(data)), [data]);
  const common = {
    version: dataUpdatedAt,
    quick: search.q ?? '',
    sort: search.sort,
    onSort: (sort: string | undefined) => go({ sort }),
    copy: true,
  };
  const close = (inside: boolean, grid: RefObject<GridHandle<never> | null>): void => {
    go({ open: undefined });
    if (inside) grid.current?.focus();
  };
  const onEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || search.open === undefined) return;
    const inside = event.target instanceof Element && event.target.closest('aside') !== null;
    close(inside, (list === 'users' ? users : holders) as RefObject<GridHandle<never> | null>);
  };
  return (
    <>
      <div className={classes.tools}>
        <ObjectSelect
          connectionId={connectionId}
          value={object}
          onChange={(next) => go({ object: next, field: undefined, open: undefined, q: undefined })}
        />
        <FieldSelect
          connectionId={connectionId}
          object={object}
          value={field}
          onChange={(next) => go({ field: next, open: undefined, q: undefined })}
        />
        {data === undefined ? null : (
          <>
            <SegmentedControl
              aria-label={t('access.who.tabs')}
              value={list}
              data={[
                { value: 'users', label: t('access.who.users', { count: formatNumber(data.users.length) }) },
                { value: 'holders', label: t('access.who.holders', { count: formatNumber(data.holders.length) }) },
              ]}
              onChange={(value) =>
                go({ list: value === 'holders' ? value : undefined, open: undefined, sort: undefined })
              }
            />
            <QuickFilter
              className={classes.quick}
              label={t('access.quick.who')}
              value={search.q ?? ''}
              onChange={(text) => go({ q: text === '' ? undefined : text }, true)}
            />
          </>
        )}
      </div>
      {data === undefined ? null : (
        <>
          <p className={classes.note} role="status">
            {sentence}
          </p>
          <Gaps connectionId={connectionId} gaps={data.gaps} />
        </>
      )}
      {!isAsked ? (
        <EmptyState
          icon={<IconEye size={28} stroke={1.4} aria-hidden="true" />}
          title={t(object === undefined ? 'access.pick.object' : 'access.pick.field')}
          text={t('access.pick.fieldText')}
        />
      ) : error !== null ? (
        <div className={classes.failure}>
          <FailureNotice error={error} onRetry={() => void refetch()} />
        </div>
      ) : data === undefined ? (
        <p className={classes.waiting} role="status">
          {t('access.loading')}
        </p>
      ) : (
        // Escape closes the panel from wherever the focus is on this screen.
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
        <div className={classes.split} onKeyDown={onEscape}>
          <div className={classes.side}>
            {list === 'users' ? (
              <ArrayGrid
                key="users"
                {...common}
                label={t('access.who.usersGrid', { field: name })}
                columns={USER_COLUMNS}
                rows={data.users}
                idOf={userId}
                handle={users}
                onOpen={(row, keyboard) => {
                  askDrawerFocus(keyboard ? row.id : null);
                  go({ open: row.id });
                }}
                things={(count) => t('access.who.userThings', { count })}
              >
                <EmptyState title={t('access.who.nobody')} text="" />
              </ArrayGrid>
            ) : (
              <ArrayGrid
                key="holders"
                {...common}
                label={t('access.who.holdersGrid', { field: name })}
                columns={HOLDER_COLUMNS}
                rows={data.holders}
                idOf={holderId}
                handle={holders}
                onOpen={(row, keyboard) => {
                  askDrawerFocus(keyboard ? holderKey(row.holder) : null);
                  go({ open: holderKey(row.holder) });
                }}
                things={(count) => t('access.who.holderThings', { count })}
              >
                <EmptyState title={t('access.who.noHolder')} text="" />
              </ArrayGrid>
            )}
          </div>
          {openedUser === undefined ? null : (
            <PathsPanel
              subject={openedUser.id}
              title={openedUser.name}
              note={[openedUser.profile ?? '', openedUser.id].filter((part) => part !== '').join(' · ')}
              paths={openedUser.paths}
              onClose={(inside) => close(inside, users as RefObject<GridHandle<never> | null>)}
            />
          )}
          {openedHolder === undefined ? null : (
            <PathsPanel
              subject={holderKey(openedHolder.holder)}
              title={openedHolder.holder.label}
              note={holderNote(openedHolder.holder)}
              paths={openedHolder.paths}
              onClose={(inside) => close(inside, holders as RefObject<GridHandle<never> | null>)}
            />
          )}
        </div>
      )}
    </>
  );
}

const userId = (row: UserRow): string => row.id;
const holderId = (row: HolderRow): string => holderKey(row.holder);
