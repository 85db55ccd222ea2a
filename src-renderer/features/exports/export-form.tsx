import { ActionIcon, Button, Checkbox, Radio, SegmentedControl, Stack, Switch } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../i18n/t.ts';
import { ObjectPicker } from '../fields/object-picker.tsx';
import classes from './exports.module.css';
import { type ExportDraft, type Scope, columnName, moveExportColumn } from './export-spec.ts';

type Props = {
  readonly connectionId: string;
  readonly draft: ExportDraft;
  readonly onChange: (draft: ExportDraft) => void;
  readonly canShown: boolean;
};

const icon = { size: 13, stroke: 1.6, 'aria-hidden': true } as const;

/** Everything about an export that can be chosen. */
export function ExportForm({ connectionId, draft, onChange, canShown }: Props) {
  const set = (change: Partial<ExportDraft>): void => onChange({ ...draft, ...change });
  const scopes: readonly Scope[] = canShown ? ['shown', 'all', 'chosen'] : ['all', 'chosen'];
  return (
    <div className={classes.form}>
      <Radio.Group
        label={t('export.what')}
        value={draft.scope}
        onChange={(value) => set({ scope: scopes.find((one) => one === value) ?? 'all' })}
      >
        <Stack gap="0.25rem" mt="0.25rem">
          {scopes.map((scope) => (
            <Radio key={scope} size="xs" value={scope} label={t(`export.what.${scope}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {draft.scope === 'chosen' ? (
        <ObjectPicker
          connectionId={connectionId}
          label={t('export.what.pick')}
          noneText={t('export.noObjects')}
          chosen={draft.objects}
          onChange={(objects) => set({ objects })}
        />
      ) : null}
      <Choice label={t('export.format')}>
        <SegmentedControl
          fullWidth
          aria-label={t('export.format')}
          value={draft.format}
          data={(['xlsx', 'csv'] as const).map((value) => ({ value, label: t(`export.format.${value}`) }))}
          onChange={(format) => set({ format })}
        />
      </Choice>
      <Radio.Group
        label={t('export.layout')}
        value={draft.layout}
        onChange={(value) => set({ layout: value === 'perObject' ? 'perObject' : 'one' })}
      >
        <Stack gap="0.25rem" mt="0.25rem">
          {(['one', 'perObject'] as const).map((layout) => (
            <Radio key={layout} size="xs" value={layout} label={t(`export.layout.${draft.format}.${layout}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Choice label={t('export.headers')}>
        <SegmentedControl
          fullWidth
          aria-label={t('export.headers')}
          value={draft.headers}
          data={(['label', 'api'] as const).map((value) => ({ value, label: t(`export.headers.${value}`) }))}
          onChange={(headers) => set({ headers })}
        />
      </Choice>
      {draft.format === 'csv' ? (
        <Switch
          label={t('export.defuse')}
          description={t('export.defuse.text')}
          checked={draft.defuse}
          onChange={(event) => set({ defuse: event.currentTarget.checked })}
        />
      ) : null}
      <Columns draft={draft} onChange={(columns) => set({ columns })} />
    </div>
  );
}

function Choice({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <div className={classes.label}>{label}</div>
      {children}
    </div>
  );
}

type ColumnsProps = {
  readonly draft: ExportDraft;
  readonly onChange: (columns: ExportDraft['columns']) => void;
};

function Columns({ draft: { columns }, onChange }: ColumnsProps) {
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
          const name = columnName(id);
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
