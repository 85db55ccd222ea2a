import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../../src-preload/contract/index.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { WindowTable } from '../../ui/window-table.tsx';
import classes from './drawer.module.css';

type Field = Output<'catalog.field'>;
type Value = Field['picklistValues'][number];

const ANY = '*';
/** From here on looking takes longer than typing. */
const FILTER_FROM = 12;

/** A picklist's values with their marks; of a dependent one, those that belong to a controlling value. */
export function PicklistValues({ field }: { readonly field: Field }) {
  const [text, setText] = useState('');
  const [controlling, setControlling] = useState(ANY);
  const values = field.picklistValues;
  const controller = field.controllerName;
  const dependsOn = [...new Set(values.flatMap(({ validFor }) => validFor ?? []))];
  const needle = text.trim().toLowerCase();
  const shown = values.filter(
    (one) =>
      (needle === '' || `${one.label}\n${one.value}`.toLowerCase().includes(needle)) &&
      (controlling === ANY || (one.validFor ?? []).includes(controlling)),
  );
  const known = dependsOn.length > 0;
  const renamed = values.some(({ value, label }) => value !== label);
  const marked = values.some(({ isDefault, active }) => isDefault || !active);
  if (values.length === 0) {
    return (
      <p className={classes.none}>
        {field.unknown.includes('picklistCount') ? t('common.unknown') : t('values.noneAtAll')}
      </p>
    );
  }
  return (
    <>
      {controller === null || known ? null : (
        <p className={classes.notice}>{t('values.controlUnknown', { controller })}</p>
      )}
      <div className={classes.valueTools}>
        {values.length < FILTER_FROM ? null : (
          <TextInput
            className={classes.grow}
            aria-label={t('values.filter')}
            placeholder={t('values.filter')}
            leftSection={<IconSearch size={14} stroke={1.6} aria-hidden="true" />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        {controller === null || !known ? null : (
          <Select
            className={classes.grow}
            aria-label={t('values.for', { controller })}
            value={controlling}
            searchable={dependsOn.length > FILTER_FROM}
            data={[
              { value: ANY, label: t('values.for.any', { controller }) },
              ...dependsOn.map((value) => ({ value, label: value })),
            ]}
            onChange={(value) => setControlling(value ?? ANY)}
          />
        )}
        <span className={classes.quiet} role="status">
          {t('values.count', { shown: formatNumber(shown.length), total: formatNumber(values.length) })}
        </span>
      </div>
      <WindowTable
        label={t('drawer.tab.values')}
        rows={shown}
        keyOf={(one, index) => `${index} ${one.value}`}
        empty={t('values.none')}
        columns={[
          {
            header: t('values.label'),
            width: 'minmax(0, 3fr)',
            render: (one) => (
              <span dir="auto" title={one.label} data-off={!one.active} className={classes.valueLabel}>
                {one.label}
              </span>
            ),
          },
          ...(renamed
            ? [
                {
                  header: t('values.value'),
                  width: 'minmax(0, 3fr)',
                  render: (one: Value) => (
                    <span className="ob-mono" title={one.value}>
                      {one.value}
                    </span>
                  ),
                },
              ]
            : []),
          ...(controller !== null && known && controlling === ANY
            ? [
                {
                  header: t('values.validFor', { controller }),
                  width: 'minmax(0, 3fr)',
                  render: (one: Value) => {
                    const list = (one.validFor ?? []).join(', ');
                    return (
                      <span className={classes.quiet} title={list}>
                        {list === '' ? t('values.validForNone') : list}
                      </span>
                    );
                  },
                },
              ]
            : []),
          ...(marked
            ? [{ header: t('values.marks'), width: '7.5rem', render: (one: Value) => <Marks value={one} /> }]
            : []),
        ]}
      />
    </>
  );
}

function Marks({ value }: { readonly value: Value }) {
  return (
    <span className={classes.marks}>
      {value.isDefault ? <span className={classes.mark}>{t('values.default')}</span> : null}
      {value.active ? null : (
        <span className={classes.mark} data-quiet="true">
          {t('values.inactive')}
        </span>
      )}
    </span>
  );
}
