import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { t } from '../../i18n/t.ts';
import { type ColumnChoice, type SourceKind, moveExportColumn } from './export-draft.ts';
import { columnName } from './export-text.ts';
import classes from './exports.module.css';

type Props = {
  readonly kind: SourceKind;
  readonly columns: readonly ColumnChoice[];
  readonly onChange: (columns: readonly ColumnChoice[]) => void;
};

const icon = { size: 13, stroke: 1.6, 'aria-hidden': true } as const;

/** Which columns are exported, and in which order. */
export function ExportColumns({ kind, columns, onChange }: Props) {
  const count = columns.filter(({ on }) => on).length;
  const all = (on: boolean): void => onChange(columns.map(({ id }) => ({ id, on })));
  return (
    <fieldset className={classes.columns}>
      <legend className={classes.legend}>
        <span className={classes.label}>
          {t('export.columns')}{' '}
          <span className={classes.quiet}>{t('export.columns.count', { count, total: columns.length })}</span>
        </span>
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => all(true)}>
          {t('export.columns.all')}
        </Button>
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => all(false)}>
          {t('export.columns.none')}
        </Button>
      </legend>
      <div className={classes.columnList} role="group" aria-label={t('export.columns.list')}>
        {columns.map(({ id, on }, index) => {
          const name = columnName(kind, id);
          return (
            <div key={id} className={classes.column}>
              <Checkbox
                label={name}
                checked={on}
                onChange={(event) => {
                  const { checked } = event.currentTarget;
                  onChange(columns.map((one) => (one.id === id ? { id, on: checked } : one)));
                }}
              />
              <span className={classes.moves}>
                <ActionIcon
                  size="1.25rem"
                  aria-label={t('export.columns.up', { column: name })}
                  disabled={index === 0}
                  onClick={() => onChange(moveExportColumn(columns, index, -1))}
                >
                  <IconChevronUp {...icon} />
                </ActionIcon>
                <ActionIcon
                  size="1.25rem"
                  aria-label={t('export.columns.down', { column: name })}
                  disabled={index === columns.length - 1}
                  onClick={() => onChange(moveExportColumn(columns, index, 1))}
                >
                  <IconChevronDown {...icon} />
                </ActionIcon>
              </span>
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
