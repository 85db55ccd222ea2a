import { Button, Popover, TextInput } from '@mantine/core';
import { IconCheck, IconChevronDown, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { AccessHolder, HolderKind } from '../../../src-preload/contract/access.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { WindowList } from '../../ui/window-list.tsx';
import { MOST_CHOSEN } from './access-search.ts';
import { holderKey, kindName } from './rights.ts';
import classes from './access.module.css';

type Props = {
  readonly holders: readonly AccessHolder[];
  /** Keys of those that are shown; none: all. */
  readonly chosen: readonly string[];
  /** Only those of this kind. */
  readonly kind: HolderKind | undefined;
  readonly onChange: (keys: readonly string[], kind: HolderKind | undefined) => void;
};

const ONLY = [
  ['profile', 'access.holders.onlyProfiles'],
  ['permission set', 'access.holders.onlySets'],
  ['permission set group', 'access.holders.onlyGroups'],
] as const satisfies readonly (readonly [HolderKind, string])[];

/** Chooses the columns of a matrix. */
export function HolderPicker({ holders, chosen, kind, onChange }: Props) {
  const [text, setText] = useState('');
  const keys = new Set(chosen);
  const only = ONLY.find(([one]) => one === kind);
  const summary =
    chosen.length > 0
      ? t('access.holders.many', { count: chosen.length })
      : t(only === undefined ? 'access.holders.all' : only[1]);
  const needle = text.trim().toLowerCase();
  const shown = holders.filter(
    (one) => needle === '' || `${one.label}\n${one.name}\n${kindName(one.kind)}`.toLowerCase().includes(needle),
  );
  return (
    <Popover position="bottom-start" shadow="md" width={430} trapFocus returnFocus onOpen={() => setText('')}>
      <Popover.Target>
        <Button
          variant="default"
          rightSection={<IconChevronDown size={14} stroke={1.6} aria-hidden="true" />}
          aria-label={`${t('access.holders.label')}: ${summary}`}
        >
          {summary}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.picker} aria-label={t('access.holders.label')}>
        <TextInput
          data-autofocus
          aria-label={t('access.holders.filter')}
          placeholder={t('access.holders.filter')}
          leftSection={<IconSearch size={14} stroke={1.6} aria-hidden="true" />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className={classes.only}>
          {ONLY.map(([one, name]) => (
            <Button
              key={one}
              size="compact-xs"
              variant={one === kind ? 'light' : 'default'}
              aria-pressed={one === kind}
              onClick={() => onChange([], one === kind ? undefined : one)}
            >
              {t(name)}
            </Button>
          ))}
          {needle === '' || shown.length === 0 || shown.length > MOST_CHOSEN ? null : (
            <Button size="compact-xs" variant="default" onClick={() => onChange(shown.map(holderKey), undefined)}>
              {t('access.holders.matching', { count: shown.length, shown: formatNumber(shown.length) })}
            </Button>
          )}
        </div>
        <div className={classes.pickList}>
          {shown.length === 0 ? <p className={classes.quiet}>{t('access.holders.none')}</p> : null}
          <WindowList
            label={t('access.holders.label')}
            items={shown}
            idOf={holderKey}
            isSelected={(one) => keys.has(holderKey(one))}
            onToggle={(one) => {
              const key = holderKey(one);
              onChange(keys.has(key) ? chosen.filter((other) => other !== key) : [...chosen, key], undefined);
            }}
            render={(one, selected) => (
              <div className={classes.pickRow} title={one.name}>
                <span className={classes.tick} data-checked={selected}>
                  {selected ? <IconCheck size={11} stroke={3} aria-hidden="true" /> : null}
                </span>
                <span className={classes.pickLabel} dir="auto">
                  {one.label}
                </span>
                <span className={classes.pickKind}>{kindName(one.kind)}</span>
              </div>
            )}
          />
        </div>
        <Button
          variant="subtle"
          color="gray"
          className={classes.clear}
          disabled={chosen.length === 0 && kind === undefined}
          onClick={() => onChange([], undefined)}
        >
          {t('access.holders.clear')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
