import { IconTable } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useCall } from '../../api/queries.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { QuickFilter } from '../../ui/quick-filter.tsx';
import type { AccessHolder } from '../../../src-preload/contract/access.ts';
import { type AccessSearch, shownHolders } from './access-search.ts';
import { FieldRightCell, fieldRightWords } from './cells.tsx';
import { Gaps } from './gaps.tsx';
import { HolderPages } from './holder-pages.tsx';
import { HolderPicker } from './holder-picker.tsx';
import { Matrix } from '../../ui/matrix.tsx';
import { MatrixFoot, holderHeading } from './object-matrix.tsx';
import { ObjectSelect } from './object-select.tsx';
import { kindName } from './rights.ts';
import { useAccessExport } from './use-access-export.ts';
import classes from './access.module.css';

type Props = {
  readonly connectionId: string;
  readonly holders: readonly AccessHolder[];
  readonly search: AccessSearch;
  readonly go: (change: Partial<AccessSearch>, replace?: boolean) => void;
  readonly onHolder: (holder: AccessHolder) => void;
};

/** What each profile, set and group grants to each field of an object. */
export function FieldMatrix({ connectionId, holders, search, go, onHolder }: Props) {
  const [said, setSaid] = useState('');
  const { object } = search;
  const { page, wanted, first } = shownHolders(holders, search);
  const { data, error, refetch } = useCall(
    'access.fieldMatrix',
    { connectionId, object: object ?? '', holders: page.map(({ kind, name }) => ({ kind, name })) },
    { enabled: object !== undefined && page.length > 0 },
  );
  const needle = (search.q ?? '').trim().toLowerCase();
  const rows = useMemo(
    () =>
      (data?.rows ?? [])
        .filter((row) => needle === '' || `${row.label}\n${row.field}`.toLowerCase().includes(needle))
        .toSorted((a, b) => a.label.localeCompare(b.label)),
    [data, needle],
  );
  useAccessExport(
    connectionId,
    data === undefined || object === undefined
      ? null
      : {
          of: 'fields',
          object,
          holders: wanted.length === holders.length ? null : wanted.map(({ kind, name }) => ({ kind, name })),
        },
  );
  return (
    <>
      <div className={classes.tools}>
        <ObjectSelect
          connectionId={connectionId}
          value={object}
          onChange={(name) => go({ object: name, q: undefined })}
        />
        {object === undefined ? null : (
          <>
            <QuickFilter
              className={classes.quick}
              label={t('access.quick.fields')}
              value={search.q ?? ''}
              onChange={(text) => go({ q: text === '' ? undefined : text }, true)}
            />
            <HolderPicker
              holders={holders}
              chosen={search.holders ?? []}
              kind={search.kind}
              onChange={(keys, kind) =>
                go({ holders: keys.length === 0 ? undefined : [...keys], kind, from: undefined }, true)
              }
            />
          </>
        )}
      </div>
      {wanted.length > page.length && object !== undefined ? (
        <HolderPages first={first} shown={page.length} total={wanted.length} onPage={(from) => go({ from }, true)} />
      ) : null}
      {data === undefined ? null : <Gaps connectionId={connectionId} gaps={data.gaps} />}
      {object === undefined ? (
        <EmptyState
          icon={<IconTable size={28} stroke={1.4} aria-hidden="true" />}
          title={t('access.pick.object')}
          text={t('access.pick.objectText')}
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
        <>
          <Matrix
            label={t('access.matrix.fields', { object })}
            corner={t('access.matrix.field')}
            rows={rows.map(({ field, label }) => ({ key: field, label, note: field, title: field }))}
            columns={data.holders.map(holderHeading)}
            cell={(row, column) => <FieldRightCell right={rows[row]?.rights[column] ?? null} />}
            words={(row, column) => {
              const holder = data.holders[column];
              return t('access.matrix.cell', {
                row: rows[row]?.label ?? '',
                holder: holder?.label ?? '',
                kind: holder === undefined ? '' : kindName(holder.kind),
                rights: fieldRightWords(rows[row]?.rights[column] ?? null),
              });
            }}
            onRow={(row) => go({ view: 'field', object, field: rows[row]?.field, q: undefined })}
            onColumn={(column) => {
              const holder = data.holders[column];
              if (holder !== undefined) onHolder(holder);
            }}
            onWords={setSaid}
            hint={t('access.matrix.keys')}
            empty={t('access.matrix.emptyFields')}
          />
          <MatrixFoot
            said={said}
            legend={t('access.legend.fields')}
            rows={t('access.fields', { count: rows.length, shown: formatNumber(rows.length) })}
            columns={data.holders.length}
          />
        </>
      )}
    </>
  );
}
