import { useMemo, useState } from 'react';
import type { AccessHolder } from '../../../src-preload/contract/access.ts';
import { useCall } from '../../api/queries.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { QuickFilter } from '../../ui/quick-filter.tsx';
import { type AccessSearch, shownHolders } from './access-search.ts';
import { RightsCell } from './cells.tsx';
import { Gaps } from './gaps.tsx';
import { HolderPages } from './holder-pages.tsx';
import { HolderPicker } from './holder-picker.tsx';
import { Matrix } from '../../ui/matrix.tsx';
import { assignedText, holderKey, holderNote, kindName, rightsWords } from './rights.ts';
import { useAccessExport } from './use-access-export.ts';
import classes from './access.module.css';

type Props = {
  readonly connectionId: string;
  readonly holders: readonly AccessHolder[];
  readonly search: AccessSearch;
  readonly go: (change: Partial<AccessSearch>, replace?: boolean) => void;
  readonly onHolder: (holder: AccessHolder) => void;
};

/** What each profile, set and group grants to each object. */
export function ObjectMatrix({ connectionId, holders, search, go, onHolder }: Props) {
  const [said, setSaid] = useState('');
  const { page, wanted, first } = shownHolders(holders, search);
  const { data, error, refetch } = useCall(
    'access.objectMatrix',
    { connectionId, objects: null, holders: page.map(({ kind, name }) => ({ kind, name })) },
    { keepPrevious: true, enabled: page.length > 0 },
  );
  const needle = (search.q ?? '').trim().toLowerCase();
  const rows = useMemo(
    () =>
      (data?.rows ?? [])
        .filter((row) => needle === '' || `${row.label}\n${row.object}`.toLowerCase().includes(needle))
        .toSorted((a, b) => a.label.localeCompare(b.label)),
    [data, needle],
  );
  useAccessExport(
    connectionId,
    data === undefined
      ? null
      : {
          of: 'objects',
          objects: needle === '' ? null : rows.map(({ object }) => object),
          holders: wanted.length === holders.length ? null : wanted.map(({ kind, name }) => ({ kind, name })),
        },
  );
  const columns = useMemo(() => (data?.holders ?? []).map(holderHeading), [data]);
  return (
    <>
      <div className={classes.tools}>
        <QuickFilter
          className={classes.quick}
          label={t('access.quick.objects')}
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
      </div>
      {wanted.length > page.length ? (
        <HolderPages first={first} shown={page.length} total={wanted.length} onPage={(from) => go({ from }, true)} />
      ) : null}
      {data === undefined ? null : <Gaps connectionId={connectionId} gaps={data.gaps} />}
      {error !== null ? (
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
            label={t('access.matrix.objects')}
            corner={t('access.matrix.object')}
            rows={rows.map(({ object, label }) => ({ key: object, label, note: object, title: object }))}
            columns={columns}
            cell={(row, column) => <RightsCell rights={rows[row]?.rights[column] ?? null} />}
            words={(row, column) => {
              const holder = data.holders[column];
              return t('access.matrix.cell', {
                row: rows[row]?.label ?? '',
                holder: holder?.label ?? '',
                kind: holder === undefined ? '' : kindName(holder.kind),
                rights: rightsWords(rows[row]?.rights[column] ?? null),
              });
            }}
            onRow={(row) => go({ view: 'fields', object: rows[row]?.object, q: undefined })}
            onColumn={(column) => {
              const holder = data.holders[column];
              if (holder !== undefined) onHolder(holder);
            }}
            onWords={setSaid}
            hint={t('access.matrix.keys')}
            empty={t('access.matrix.empty')}
          />
          <MatrixFoot
            said={said}
            legend={t('access.legend.objects')}
            rows={t('access.objects', { count: rows.length, shown: formatNumber(rows.length) })}
            columns={columns.length}
          />
        </>
      )}
    </>
  );
}

/** A holder as the heading of its column. */
export const holderHeading = (holder: AccessHolder) => ({
  key: holderKey(holder),
  label: holder.label,
  note: holderNote(holder),
  title: `${holder.label} (${holder.name}) · ${holderNote(holder)} · ${assignedText(holder)}`,
});

type FootProps = {
  readonly said: string;
  readonly legend: string;
  readonly rows: string;
  readonly columns: number;
};

/** Under a matrix: how large it is, the cell that the cursor is on, and what its letters stand for. */
export function MatrixFoot({ said, legend, rows, columns }: FootProps) {
  return (
    <div className={classes.foot}>
      <span>
        {t('access.matrix.count', {
          rows,
          holders: t('access.holders', { count: columns, shown: formatNumber(columns) }),
        })}
      </span>
      {said === '' ? <span>{legend}</span> : <span className={classes.said}>{said}</span>}
    </div>
  );
}
