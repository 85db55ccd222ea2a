import { Button, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import type { Output } from '../../../src-preload/contract/index.ts';
import { type LedgerRow, ledgerState } from '../../../src-preload/contract/ledger.ts';
import { useAppCommand } from '../../app/commands.ts';
import { t } from '../../i18n/t.ts';
import type { LedgerSearch } from './ledger-search.ts';
import classes from './ledger.module.css';

type Props = {
  readonly search: LedgerSearch;
  /** What there is to choose from; undefined until it is known. */
  readonly summary: Output<'ledger.summary'> | undefined;
  readonly filtered: boolean;
  /** `typing`: the address is replaced, so that going back does not go letter by letter. */
  readonly onChange: (change: Partial<LedgerSearch>, typing?: boolean) => void;
};

const ALL = '*';

/** Which requests: by words, org, purpose, host, state and days. */
export function LedgerFilters({ search, summary, filtered, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useAppCommand('filter', () => input.current?.focus());
  return (
    <search className={classes.tools}>
      <TextInput
        ref={input}
        className={classes.filter}
        aria-label={t('ledger.filter')}
        placeholder={t('ledger.filter.short')}
        leftSection={<IconSearch size={14} stroke={1.6} aria-hidden="true" />}
        value={search.text ?? ''}
        maxLength={200}
        onChange={(event) => onChange({ text: event.currentTarget.value || undefined }, true)}
      />
      <Choice
        label={t('ledger.connection')}
        all={t('ledger.connection.all')}
        value={search.connection}
        options={(summary?.orgs ?? []).map(({ connectionId, name }) => [connectionId, name])}
        onChange={(connection) => onChange({ connection })}
      />
      <Choice
        label={t('ledger.purpose')}
        all={t('ledger.purpose.all')}
        value={search.purpose}
        options={(summary?.purposes ?? []).map((purpose) => [purpose, purpose])}
        onChange={(purpose) => onChange({ purpose })}
      />
      <Choice
        label={t('ledger.host')}
        all={t('ledger.host.all')}
        value={search.host}
        options={(summary?.hosts ?? []).map((host) => [host, host])}
        onChange={(host) => onChange({ host })}
      />
      <Choice
        label={t('ledger.state')}
        all={t('ledger.state.all')}
        value={search.state}
        options={ledgerState.options.map((state) => [state, t(`ledger.state.${state}`)])}
        onChange={(state) => onChange({ state: state as LedgerRow['state'] | undefined })}
      />
      <span className={classes.days}>
        <TextInput
          type="date"
          aria-label={t('ledger.from')}
          value={search.from ?? ''}
          onChange={(event) => onChange({ from: event.currentTarget.value || undefined }, true)}
        />
        <span aria-hidden="true">{t('ledger.to.short')}</span>
        <TextInput
          type="date"
          aria-label={t('ledger.to')}
          value={search.to ?? ''}
          onChange={(event) => onChange({ to: event.currentTarget.value || undefined }, true)}
        />
      </span>
      {filtered ? (
        <Button variant="subtle" color="gray" onClick={() => onChange(NOTHING)}>
          {t('ledger.clear')}
        </Button>
      ) : null}
    </search>
  );
}

const NOTHING: LedgerSearch = {
  text: undefined,
  connection: undefined,
  purpose: undefined,
  host: undefined,
  state: undefined,
  from: undefined,
  to: undefined,
};

type ChoiceProps = {
  readonly label: string;
  /** What the choice of no condition is called. */
  readonly all: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (value: string | undefined) => void;
};

function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  // What the address names stays chosen, though no line may be left of it.
  const missing = value !== undefined && options.every(([one]) => one !== value);
  const data = [
    { value: ALL, label: all },
    ...(missing ? [{ value, label: value }] : []),
    ...options.map(([one, text]) => ({ value: one, label: text })),
  ];
  return (
    <Select
      className={classes.select}
      aria-label={label}
      value={value ?? ALL}
      data={data}
      searchable={data.length > 10}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      onChange={(next) => onChange(next === ALL || next === null ? undefined : next)}
    />
  );
}
