import { Button, Popover, TextInput } from '@mantine/core';
import { IconCheck, IconChevronDown, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useCall } from '../../api/queries.ts';
import { usePreferences } from '../../api/state.ts';
import { t } from '../../i18n/t.ts';
import { WindowList } from '../../ui/window-list.tsx';
import classes from './fields.module.css';

type Props = {
  readonly connectionId: string;
  readonly chosen: readonly string[];
  readonly onChange: (names: readonly string[]) => void;
  readonly label: string;
  /** What it says while none is chosen; "All objects" unless told otherwise. */
  readonly noneText?: string;
};

/** Chooses some of the objects that were read; none chosen means all. Works with thousands. */
export function ObjectPicker({ connectionId, chosen, onChange, label, noneText = t('fields.objects.all') }: Props) {
  const [text, setText] = useState('');
  const objects = useCall('catalog.objects', { connectionId }).data?.objects ?? [];
  const { nameStyle } = usePreferences();
  const [only] = chosen;
  const summary =
    only === undefined
      ? noneText
      : chosen.length > 1
        ? t('fields.objects.many', { count: chosen.length })
        : ((nameStyle === 'label' ? objects.find(({ name }) => name === only)?.label : undefined) ?? only);
  const needle = text.trim().toLowerCase();
  const names = new Set(chosen);
  const shown = objects
    .filter((one) => needle === '' || `${one.label}\n${one.name}`.toLowerCase().includes(needle))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <Popover position="bottom-start" shadow="md" width={430} trapFocus returnFocus onOpen={() => setText('')}>
      <Popover.Target>
        <Button
          variant="default"
          className={classes.pick}
          rightSection={<IconChevronDown size={14} stroke={1.6} aria-hidden="true" />}
          aria-label={`${label}: ${summary}`}
          title={chosen.length === 1 ? only : undefined}
        >
          {summary}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.picker} aria-label={label}>
        <TextInput
          data-autofocus
          aria-label={t('fields.objects.filter')}
          placeholder={t('fields.objects.filter')}
          leftSection={<IconSearch size={14} stroke={1.6} aria-hidden="true" />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className={classes.pickList}>
          {shown.length === 0 ? <p className={classes.quiet}>{t('fields.objects.none')}</p> : null}
          <WindowList
            label={t('fields.objects.list')}
            items={shown}
            idOf={({ name }) => name}
            isSelected={({ name }) => names.has(name)}
            onToggle={({ name }) =>
              onChange(names.has(name) ? chosen.filter((one) => one !== name) : [...chosen, name])
            }
            render={(one, selected) => (
              <div className={classes.pickRow} title={one.name}>
                <span className={classes.tick} data-checked={selected}>
                  {selected ? <IconCheck size={11} stroke={3} aria-hidden="true" /> : null}
                </span>
                <span className={classes.pickLabel} dir="auto">
                  {one.label}
                </span>
                <span className={`${classes.pickName} ob-mono`}>{one.name}</span>
              </div>
            )}
          />
        </div>
        <Button
          variant="subtle"
          color="gray"
          className={classes.clear}
          disabled={chosen.length === 0}
          onClick={() => onChange([])}
        >
          {t('fields.objects.clear')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
