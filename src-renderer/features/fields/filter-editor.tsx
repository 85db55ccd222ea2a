import { Autocomplete, Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import {
  type FieldColumn,
  type FieldFilter,
  FIELD_COLUMNS,
  FILTER_OPERATORS,
} from '../../../src-preload/contract/catalog.ts';
import { t } from '../../i18n/t.ts';
import { isFieldColumn } from './field-columns.ts';
import classes from './fields.module.css';
import { FIELD_TYPES, kindOfColumn, needsValue, operatorsOf } from './filter-rules.ts';

type Props = {
  readonly column: FieldColumn;
  readonly filter: FieldFilter | null;
  readonly onApply: (filter: FieldFilter) => void;
  readonly onRemove: (() => void) | undefined;
};

type Operator = FieldFilter['operator'];

/** One condition on one column, as a small form: Enter applies. */
export function FilterEditor({ column: first, filter, onApply, onRemove }: Props) {
  const [column, setColumn] = useState<FieldColumn>(filter?.column ?? first);
  const [operator, setOperator] = useState<Operator>(filter?.operator ?? operatorsOf(first)[0] ?? 'contains');
  const [value, setValue] = useState(filter?.value ?? '');
  const operators = operatorsOf(column);
  const wantsValue = needsValue(operator);
  const ready = !wantsValue || value.trim() !== '';

  const apply = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) onApply({ column, operator, value: wantsValue ? value.trim() : '' });
  };
  const label = t('fields.filter.value');
  return (
    <form className={classes.editor} onSubmit={apply} aria-label={t('fields.filter.title')}>
      <Select
        label={t('fields.filter.column')}
        value={column}
        data={FIELD_COLUMNS.map((id) => ({ value: id, label: t(`fields.column.${id}`) }))}
        searchable
        comboboxProps={{ withinPortal: false }}
        onChange={(next) => {
          if (next === null || !isFieldColumn(next)) return;
          setColumn(next);
          if (!operatorsOf(next).includes(operator)) setOperator(operatorsOf(next)[0] ?? 'contains');
          setValue('');
        }}
      />
      <Select
        label={t('fields.filter.operator')}
        value={operator}
        data={operators.map((id) => ({ value: id, label: t(`fields.operator.${id}`) }))}
        comboboxProps={{ withinPortal: false }}
        onChange={(next) => setOperator(FILTER_OPERATORS.find((one) => one === next) ?? operator)}
      />
      {!wantsValue ? null : column === 'type' ? (
        <Autocomplete
          label={label}
          size="sm"
          value={value}
          data={[...FIELD_TYPES]}
          data-autofocus
          // The list would cover the button; it appears with the first letter.
          openOnFocus={false}
          comboboxProps={{ withinPortal: false }}
          maxDropdownHeight={180}
          onChange={setValue}
        />
      ) : (
        <TextInput
          label={label}
          data-autofocus
          type={kindOfColumn(column) === 'date' ? 'date' : 'text'}
          inputMode={kindOfColumn(column) === 'number' ? 'numeric' : undefined}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      )}
      <div className={classes.editorFoot}>
        {onRemove === undefined ? (
          <span />
        ) : (
          <Button variant="subtle" color="gray" onClick={onRemove}>
            {t('fields.filter.remove')}
          </Button>
        )}
        <Button type="submit" disabled={!ready}>
          {t('fields.filter.apply')}
        </Button>
      </div>
    </form>
  );
}
