import { Button, SegmentedControl, Select, TextInput, Tooltip } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { type AvailableObject, OBJECT_KINDS, objectKind } from '../../../src-preload/contract/objects.ts';
import { useAppCommand } from '../../app/commands.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import classes from './choice-screen.module.css';
import type { ObjectFilter } from './filter-objects.ts';

type Props = {
  readonly objects: readonly AvailableObject[];
  readonly search: ObjectFilter;
  readonly shown: number;
  readonly hiddenCompanions: number;
  readonly onSearch: (search: ObjectFilter) => void;
  readonly onChooseShown: (add: boolean) => void;
  readonly onSuggested: () => void;
};

const ALL = '*';

/** Text, kind, namespace, and what to do with all that is shown. */
export function ChoiceFilters(props: Props) {
  const { objects, search, onSearch } = props;
  const input = useRef<HTMLInputElement>(null);
  useAppCommand('filter', () => input.current?.focus());
  const kinds = OBJECT_KINDS.filter((kind) => objects.some((one) => one.kind === kind));
  const namespaces = [...new Set(objects.flatMap(({ namespace }) => (namespace === null ? [] : [namespace])))].sort();
  const hasNew = objects.some(({ isNew }) => isNew);
  return (
    <>
      <div className={classes.filters}>
        <TextInput
          ref={input}
          className={classes.text}
          aria-label={t('choice.filter')}
          placeholder={t('choice.filter')}
          leftSection={<IconSearch size={14} stroke={1.6} aria-hidden="true" />}
          value={search.text ?? ''}
          onChange={(event) => onSearch({ ...search, text: event.currentTarget.value || undefined })}
        />
        <Select
          className={classes.select}
          aria-label={t('choice.kind')}
          value={search.kind ?? ALL}
          data={[
            { value: ALL, label: t('choice.kind.all') },
            ...kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
          ]}
          onChange={(value) => onSearch({ ...search, kind: objectKind.safeParse(value).data })}
        />
        {namespaces.length === 0 ? null : (
          <Select
            className={classes.select}
            aria-label={t('choice.namespace')}
            value={search.namespace ?? ALL}
            data={[
              { value: ALL, label: t('choice.namespace.all') },
              { value: '-', label: t('choice.namespace.none') },
              ...namespaces,
            ]}
            onChange={(value) => onSearch({ ...search, namespace: value === ALL ? undefined : (value ?? undefined) })}
          />
        )}
        <SegmentedControl
          aria-label={t('choice.only')}
          value={search.only ?? ALL}
          data={[
            { value: ALL, label: t('choice.only.all') },
            { value: 'chosen', label: t('choice.only.chosen') },
            ...(hasNew ? [{ value: 'new', label: t('choice.only.new') }] : []),
          ]}
          onChange={(value) => onSearch({ ...search, only: value === 'chosen' || value === 'new' ? value : undefined })}
        />
      </div>
      <div className={classes.counts}>
        <span>{t('choice.shown', { shown: formatNumber(props.shown), total: formatNumber(objects.length) })}</span>
        {props.hiddenCompanions === 0 ? null : <span>· {t('choice.hidden', { count: props.hiddenCompanions })}</span>}
        <span className={classes.room} />
        <Tooltip label={t('choice.suggested.hint')}>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={props.onSuggested}>
            {t('choice.suggested')}
          </Button>
        </Tooltip>
        <Tooltip label={t('choice.selectShown.hint')}>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => props.onChooseShown(true)}>
            {t('choice.selectShown')}
          </Button>
        </Tooltip>
        <Tooltip label={t('choice.clearShown.hint')}>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => props.onChooseShown(false)}>
            {t('choice.clearShown')}
          </Button>
        </Tooltip>
      </div>
    </>
  );
}
