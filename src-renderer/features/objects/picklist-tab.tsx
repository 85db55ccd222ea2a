import { Select, Switch } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ObjectDetail } from '../../../src-preload/contract/catalog.ts';
import { t } from '../../i18n/t.ts';
import { Matrix } from '../../ui/matrix.tsx';
import { QuickFilter } from '../../ui/quick-filter.tsx';
import type { ObjectPageSearch } from './object-page-search.ts';
import { type ValueRow, picklistsOf, valueRows } from './picklist-matrix.ts';
import classes from './object-page.module.css';

const ALL = '';

type Props = {
  readonly object: ObjectDetail;
  readonly search: ObjectPageSearch;
  readonly go: (change: Partial<ObjectPageSearch>) => void;
};

/** Which record type offers which values of which picklist. */
export function PicklistTab({ object, search, go }: Props) {
  const [said, setSaid] = useState('');
  const { rows: recordTypes } = object.recordTypePicklists;
  const { field, q, differ } = search;
  const fields = useMemo(() => picklistsOf(recordTypes), [recordTypes]);
  const rows = useMemo(
    () => valueRows(recordTypes, { field, text: q ?? '', differ: differ === true }),
    [recordTypes, field, q, differ],
  );
  if (recordTypes.length === 0) return <p className={classes.none}>{t('object.picklists.none')}</p>;
  if (fields.length === 0) return <p className={classes.none}>{t('object.picklists.noPicklists')}</p>;
  const words = (row: number, column: number): string =>
    t('object.picklists.cell', {
      field: rows[row]?.field ?? '',
      value: rows[row]?.value ?? '',
      recordType: recordTypes[column]?.label ?? '',
      state: stateWords(rows[row]?.states[column] ?? null),
    });
  return (
    <>
      <div className={classes.tools}>
        <QuickFilter
          className={classes.quick}
          label={t('object.picklists.quick')}
          value={q ?? ''}
          onChange={(text) => go({ q: text === '' ? undefined : text })}
        />
        <Select
          className={classes.pick}
          aria-label={t('object.picklists.field')}
          searchable
          value={field ?? ALL}
          data={[
            { value: ALL, label: t('object.picklists.allFields') },
            ...fields.map((name) => ({ value: name, label: name })),
          ]}
          onChange={(name) => go({ field: name === null || name === ALL ? undefined : name })}
        />
        <Switch
          label={t('object.picklists.differ')}
          checked={differ === true}
          onChange={(event) => go({ differ: event.currentTarget.checked ? true : undefined })}
        />
      </div>
      <Matrix
        label={t('object.picklists.grid', { name: object.label })}
        corner={t('object.picklists.value')}
        rows={rows.map((row) => ({
          key: `${row.field}\n${row.value}`,
          label: row.value,
          note: row.field,
          title: `${row.field}: ${row.value}`,
        }))}
        columns={recordTypes.map(({ name, label, active }) => ({
          key: name,
          label,
          note: active ? name.slice(name.indexOf('.') + 1) : t('object.picklists.inactive'),
          title: `${label} (${name})`,
        }))}
        cell={(row, column) => <State state={rows[row]?.states[column] ?? null} />}
        words={words}
        onWords={setSaid}
        empty={t('object.picklists.empty')}
      />
      <div className={classes.foot}>
        <span>{t('object.picklists.count', { values: rows.length, types: recordTypes.length })}</span>
        {said === '' ? <span>{t('object.picklists.legend')}</span> : <span className={classes.said}>{said}</span>}
      </div>
    </>
  );
}

type CellState = ValueRow['states'][number];

const stateWords = (state: CellState): string =>
  state === null ? t('common.unknown') : t(`object.picklists.${state}`);

function State({ state }: { readonly state: CellState }) {
  if (state === null) return <span className={classes.unknown}>{t('common.unknown')}</span>;
  if (state === 'not') return null;
  return (
    <span className={classes.offered} data-default={state === 'default'}>
      {state === 'default' ? `✓ ●` : '✓'}
    </span>
  );
}
