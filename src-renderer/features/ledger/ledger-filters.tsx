import { Button, Select, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Output } from '../../../src-preload/contract/index.ts';
import { type LedgerRow, ledgerState } from '../../../src-preload/contract/ledger.ts';
import { t } from '../../i18n/t.ts';
import { QuickFilter } from '../../ui/quick-filter.tsx';
import { useDraft } from '../../ui/use-draft.ts';
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
/** The first digits of a year are years of long ago: nothing is asked while the others are typed. */
const TYPING_MS = 400;

/** Which requests: by words, org, purpose, host, state and days. */
export function LedgerFilters({ search, summary, filtered, onChange }: Props) {
  const tools = useRef<HTMLElement>(null);
  const [cleared, setCleared] = useState(0);
  const clear = (): void => {
    onChange(NOTHING);
    // A day that is typed in part is in no address; and the button that has the focus goes away.
    setCleared(cleared + 1);
    tools.current?.querySelector('input')?.focus();
  };
  return (
    <search ref={tools} className={classes.tools}>
      <QuickFilter
        className={classes.filter}
        label={t('ledger.filter')}
        placeholder={t('ledger.filter.short')}
        value={search.text ?? ''}
        maxLength={200}
        onChange={(text) => onChange({ text: text || undefined }, true)}
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
      <span key={cleared} className={classes.days}>
        <DayField label={t('ledger.from')} value={search.from} onChange={(from) => onChange({ from }, true)} />
        <span aria-hidden="true">{t('ledger.to.short')}</span>
        <DayField label={t('ledger.to')} value={search.to} onChange={(to) => onChange({ to }, true)} />
      </span>
      {filtered ? (
        <Button variant="subtle" color="gray" onClick={clear}>
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

type DayProps = {
  readonly label: string;
  /** `YYYY-MM-DD`. */
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
};

function DayField({ label, value, onChange }: DayProps) {
  const [day, setDay] = useDraft(value ?? '', (typed) => onChange(typed || undefined), TYPING_MS);
  return (
    <TextInput type="date" aria-label={label} value={day} onChange={(event) => setDay(event.currentTarget.value)} />
  );
}

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
      // What is typed next takes the place of the name, as it does after Tab.
      onClick={(event) => event.currentTarget.select()}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      onChange={(next) => onChange(next === ALL || next === null ? undefined : next)}
    />
  );
}
