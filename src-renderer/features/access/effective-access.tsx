import { Button, SegmentedControl } from '@mantine/core';
import { IconListDetails, IconUserSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import type { AccessSubject } from '../../../src-preload/contract/access.ts';
import type { Output } from '../../../src-preload/contract/index.ts';
import { useCall } from '../../api/queries.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { ArrayGrid } from '../../ui/data-grid/array-grid.tsx';
import type { GridHandle } from '../../ui/data-grid/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { QuickFilter } from '../../ui/quick-filter.tsx';
import { askDrawerFocus } from '../drawer/drawer-focus.ts';
import type { AccessSearch } from './access-search.ts';
import {
  type FieldRow,
  type ObjectRow,
  type SystemRow,
  FIELD_COLUMNS,
  OBJECT_COLUMNS,
  SYSTEM_COLUMNS,
} from './effective-columns.ts';
import { Gaps } from './gaps.tsx';
import { ObjectSelect } from './object-select.tsx';
import { Parts } from './parts.tsx';
import { PathsPanel } from './paths-panel.tsx';
import { SubjectForm } from './subject-form.tsx';
import { useAccessExport } from './use-access-export.ts';
import classes from './access.module.css';

type Props = {
  readonly connectionId: string;
  readonly subjects: Output<'access.subjects'>;
  readonly search: AccessSearch;
  readonly go: (change: Partial<AccessSearch>, replace?: boolean) => void;
};

/** Null while nobody is chosen. */
function subjectOf({ whose, user, profile, sets, groups }: AccessSearch): AccessSubject | null {
  if (whose !== 'combination') return user === undefined ? null : { kind: 'user', id: user };
  if (profile === undefined && sets === undefined && groups === undefined) return null;
  return { kind: 'holders', profile: profile ?? null, sets: sets ?? [], groups: groups ?? [] };
}

const NOBODY: AccessSubject = { kind: 'holders', profile: null, sets: [], groups: [] };

/** What a user, or somebody with these sets, may do, and by what. */
export function EffectiveAccess({ connectionId, subjects, search, go }: Props) {
  const subject = subjectOf(search);
  const list = search.list === 'fields' || search.list === 'system' ? search.list : 'objects';
  const object = list === 'fields' ? (search.object ?? null) : null;
  const whole = useCall(
    'access.effective',
    { connectionId, subject: subject ?? NOBODY, object: null },
    { enabled: subject !== null },
  );
  const ofObject = useCall(
    'access.effective',
    { connectionId, subject: subject ?? NOBODY, object },
    { enabled: subject !== null && object !== null },
  );
  useAccessExport(
    connectionId,
    subject === null || whole.data === undefined ? null : { of: 'effective', subject, object },
  );
  const error = whole.error ?? ofObject.error;
  return (
    <>
      <SubjectForm subjects={subjects} search={search} go={go} />
      {subject === null ? (
        <EmptyState
          icon={<IconUserSearch size={28} stroke={1.4} aria-hidden="true" />}
          title={t('access.subject.empty.title')}
          text={t('access.subject.empty.text')}
        />
      ) : error !== null ? (
        <div className={classes.failure}>
          <FailureNotice
            error={error}
            onRetry={() => void Promise.all([whole.refetch(), ...(object === null ? [] : [ofObject.refetch()])])}
          />
        </div>
      ) : whole.data === undefined ? (
        <p className={classes.waiting} role="status">
          {t('access.loading')}
        </p>
      ) : (
        <>
          <Parts parts={whole.data.parts} />
          <Gaps connectionId={connectionId} gaps={[...whole.data.gaps, ...(ofObject.data?.gaps ?? [])]} />
          <Lists
            connectionId={connectionId}
            list={list}
            answer={whole.data}
            fields={object === null ? [] : ofObject.data?.fields}
            version={Math.max(whole.dataUpdatedAt, ofObject.dataUpdatedAt)}
            search={search}
            go={go}
          />
        </>
      )}
    </>
  );
}

type ListsProps = Omit<Props, 'subjects'> & {
  readonly list: 'objects' | 'fields' | 'system';
  readonly answer: Output<'access.effective'>;
  /** Undefined while they are awaited. */
  readonly fields: readonly FieldRow[] | undefined;
  readonly version: number;
};

function Lists({ connectionId, list, answer, fields, version, search, go }: ListsProps) {
  const objectGrid = useRef<GridHandle<ObjectRow>>(null);
  const fieldGrid = useRef<GridHandle<FieldRow>>(null);
  const systemGrid = useRef<GridHandle<SystemRow>>(null);
  const { object, open } = search;
  const focusGrid = (): void =>
    (list === 'objects' ? objectGrid : list === 'fields' ? fieldGrid : systemGrid).current?.focus();
  const close = (inside: boolean): void => {
    go({ open: undefined });
    if (inside) focusGrid();
  };
  const onEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || open === undefined) return;
    close(event.target instanceof Element && event.target.closest('aside') !== null);
  };
  const openRow = (id: string, keyboard: boolean): void => {
    askDrawerFocus(keyboard ? id : null);
    go({ open: id });
  };
  const common = {
    version,
    quick: search.q ?? '',
    sort: search.sort,
    onSort: (sort: string | undefined) => go({ sort }),
    copy: true,
  };
  const row = open === undefined ? undefined : openedRow(list, open, answer, fields);
  return (
    <>
      <div className={classes.tools}>
        <SegmentedControl
          aria-label={t('access.effective.tabs')}
          value={list}
          data={[
            { value: 'objects', label: t('access.effective.objects', { count: formatNumber(answer.objects.length) }) },
            {
              value: 'fields',
              label: object === undefined ? t('access.effective.fieldsNone') : t('access.effective.fields', { object }),
            },
            { value: 'system', label: t('access.effective.system', { count: formatNumber(answer.system.length) }) },
          ]}
          onChange={(value) =>
            go({
              list: value === 'fields' || value === 'system' ? value : undefined,
              open: undefined,
              sort: undefined,
              q: undefined,
            })
          }
        />
        {list === 'fields' ? (
          <ObjectSelect
            connectionId={connectionId}
            value={object}
            onChange={(name) => go({ object: name, open: undefined })}
          />
        ) : null}
        <QuickFilter
          className={classes.quick}
          label={t('access.quick.who')}
          value={search.q ?? ''}
          onChange={(text) => go({ q: text === '' ? undefined : text }, true)}
          onLeave={focusGrid}
        />
      </div>
      {/* Escape closes the panel from wherever the focus is on this screen. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={classes.split} onKeyDown={onEscape}>
        <div className={classes.side}>
          {list === 'objects' ? (
            <ArrayGrid
              key={list}
              {...common}
              label={t('access.effective.objectsGrid')}
              columns={OBJECT_COLUMNS}
              rows={answer.objects}
              idOf={objectId}
              handle={objectGrid}
              onOpen={({ object: name }, keyboard) => openRow(name, keyboard)}
              things={(count) => t('access.effective.objectThings', { count })}
            >
              <EmptyState title={t('access.effective.noObjects')} text="" />
            </ArrayGrid>
          ) : list === 'fields' ? (
            <ArrayGrid
              key={`${list} ${object}`}
              {...common}
              label={t('access.effective.fieldsGrid', { object: object ?? '' })}
              columns={FIELD_COLUMNS}
              rows={fields}
              idOf={fieldId}
              handle={fieldGrid}
              onOpen={({ field }, keyboard) => openRow(field, keyboard)}
              things={(count) => t('access.effective.fieldThings', { count })}
            >
              <EmptyState title={t('access.effective.noFields')} text="" />
            </ArrayGrid>
          ) : (
            <ArrayGrid
              key={list}
              {...common}
              label={t('access.effective.systemGrid')}
              columns={SYSTEM_COLUMNS}
              rows={answer.system}
              idOf={systemId}
              handle={systemGrid}
              onOpen={({ name }, keyboard) => openRow(name, keyboard)}
              things={(count) => t('access.effective.systemThings', { count })}
            >
              <EmptyState title={t('access.effective.noSystem')} text="" />
            </ArrayGrid>
          )}
        </div>
        {row === undefined ? null : (
          <PathsPanel subject={open ?? ''} title={row.title} note={row.note} paths={row.paths} onClose={close}>
            {list === 'objects' ? (
              <div>
                <Button
                  variant="default"
                  leftSection={<IconListDetails size={14} stroke={1.6} aria-hidden="true" />}
                  onClick={() => go({ list: 'fields', object: open, open: undefined, q: undefined, sort: undefined })}
                >
                  {t('access.effective.showFields')}
                </Button>
              </div>
            ) : null}
          </PathsPanel>
        )}
      </div>
    </>
  );
}

const objectId = ({ object }: ObjectRow): string => object;
const fieldId = ({ field }: FieldRow): string => field;
const systemId = ({ name }: SystemRow): string => name;

/** The opened row of the list that is shown, as its panel names it. */
function openedRow(
  list: ListsProps['list'],
  open: string,
  answer: Output<'access.effective'>,
  fields: readonly FieldRow[] | undefined,
) {
  if (list === 'objects') {
    const row = answer.objects.find(({ object }) => object === open);
    return row === undefined ? undefined : { title: row.label, note: row.object, paths: row.paths };
  }
  if (list === 'fields') {
    const row = fields?.find(({ field }) => field === open);
    return row === undefined ? undefined : { title: row.label, note: row.field, paths: row.paths };
  }
  const row = answer.system.find(({ name }) => name === open);
  return row === undefined ? undefined : { title: row.label, note: row.name, paths: row.paths };
}
