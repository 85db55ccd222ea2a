import { Autocomplete, Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t.ts';
import {
  type FilterColumn,
  type FilterOperator,
  type GridFilter,
  isOperator,
  needsValue,
  operatorsOf,
} from './filters.ts';
import classes from './filters.module.css';

type Props<Column extends string> = {
  readonly columns: readonly FilterColumn<Column>[];
  /** The column that a new filter begins with. */
  readonly column: FilterColumn<Column>;
  readonly filter: GridFilter<Column> | null;
  readonly onApply: (filter: GridFilter<Column>) => void;
  readonly onRemove: (() => void) | undefined;
};

const firstOperator = (column: FilterColumn): FilterOperator => operatorsOf(column)[0] ?? 'contains';

/** One condition on one column, as a small form: Enter applies. */
export function FilterEditor<Column extends string>(props: Props<Column>) {
  const { columns, column: first, filter, onApply, onRemove } = props;
  const [column, setColumn] = useState(columns.find(({ id }) => id === filter?.column) ?? first);
  const [operator, setOperator] = useState<FilterOperator>(filter?.operator ?? firstOperator(first));
  const [value, setValue] = useState(filter?.value ?? '');
  const wantsValue = needsValue(operator);
  const ready = !wantsValue || value.trim() !== '';

  const apply = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) onApply({ column: column.id, operator, value: wantsValue ? value.trim() : '' });
  };
  const label = t('grid.filter.value');
  return (
    <form className={classes.editor} onSubmit={apply} aria-label={t('grid.filter.title')}>
      <Select
        label={t('grid.filter.column')}
        value={column.id as string}
        data={columns.map(({ id, header }) => ({ value: id as string, label: header }))}
        searchable
        comboboxProps={{ withinPortal: false }}
        onChange={(id) => {
          const next = columns.find((one) => one.id === id);
          if (next === undefined) return;
          setColumn(next);
          if (!operatorsOf(next).includes(operator)) setOperator(firstOperator(next));
          setValue('');
        }}
      />
      <Select
        label={t('grid.filter.operator')}
        value={operator}
        data={operatorsOf(column).map((id) => ({ value: id, label: t(`grid.operator.${id}`) }))}
        comboboxProps={{ withinPortal: false }}
        onChange={(next) => setOperator(isOperator(next) ? next : operator)}
      />
      {!wantsValue ? null : column.values !== undefined ? (
        <Autocomplete
          label={label}
          size="sm"
          value={value}
          data={[...column.values]}
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
          type={column.kind === 'date' ? 'date' : 'text'}
          inputMode={column.kind === 'number' ? 'numeric' : undefined}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      )}
      <div className={classes.editorFoot}>
        {onRemove === undefined ? (
          <span />
        ) : (
          <Button variant="subtle" color="gray" onClick={onRemove}>
            {t('grid.filter.remove')}
          </Button>
        )}
        <Button type="submit" disabled={!ready}>
          {t('grid.filter.apply')}
        </Button>
      </div>
    </form>
  );
}
