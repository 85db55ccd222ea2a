import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useCall } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import classes from './access.module.css';

/** More would make opening the list slow; typing finds the rest. */
const LISTED = 200;

type Props = {
  readonly connectionId: string;
  readonly value: string | undefined;
  readonly onChange: (name: string) => void;
};

/** One of the objects that were read. */
export function ObjectSelect({ connectionId, value, onChange }: Props) {
  const objects = useCall('catalog.objects', { connectionId }).data?.objects;
  const data = useMemo(
    () =>
      (objects ?? [])
        .map(({ name, label }) => ({ value: name, label: label === name ? name : `${label} (${name})` }))
        .toSorted((a, b) => a.label.localeCompare(b.label)),
    [objects],
  );
  // An address may name an object by which permissions are known and fields are not.
  const all =
    value === undefined || data.some((one) => one.value === value) ? data : [{ value, label: value }, ...data];
  return (
    <Select
      className={classes.pick}
      aria-label={t('access.object.pick')}
      placeholder={t('access.pick.object')}
      searchable
      limit={LISTED}
      nothingFoundMessage={t('access.pick.none')}
      value={value ?? null}
      data={all}
      onChange={(name) => {
        if (name !== null) onChange(name);
      }}
    />
  );
}

type FieldProps = Props & { readonly object: string | undefined };

/** One of an object's fields. */
export function FieldSelect({ connectionId, object, value, onChange }: FieldProps) {
  const { data } = useCall(
    'access.fieldMatrix',
    { connectionId, object: object ?? '', holders: [] },
    { enabled: object !== undefined },
  );
  const rows = object === undefined ? [] : (data?.rows ?? []);
  return (
    <Select
      className={classes.pick}
      aria-label={t('access.field.pick')}
      placeholder={t('access.pick.field')}
      searchable
      limit={LISTED}
      disabled={object === undefined}
      nothingFoundMessage={t('access.pick.none')}
      value={value ?? null}
      data={rows
        .map(({ field, label }) => ({ value: field, label: label === field ? field : `${label} (${field})` }))
        .toSorted((a, b) => a.label.localeCompare(b.label))}
      onChange={(name) => {
        if (name !== null) onChange(name);
      }}
    />
  );
}
