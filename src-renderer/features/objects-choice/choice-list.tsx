import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { AvailableObject } from '../../../src-preload/contract/objects.ts';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { WindowList } from '../../ui/window-list.tsx';
import classes from './choice-screen.module.css';

type Props = {
  readonly objects: readonly AvailableObject[];
  /** False: the org itself lists none, so no filter is to blame. */
  readonly anyListed: boolean;
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (name: string) => void;
  readonly onClearFilters: () => void;
};

/** The org's objects with a tick each. */
export function ChoiceList({ objects, anyListed, chosen, onToggle, onClearFilters }: Props) {
  return (
    <div className={classes.frame}>
      {!anyListed ? (
        <EmptyState title={t('choice.noObjects.title')} text={t('choice.noObjects.text')} />
      ) : objects.length === 0 ? (
        <EmptyState title={t('choice.none.title')} text={t('choice.none.text')}>
          <Button variant="default" onClick={onClearFilters}>
            {t('choice.none.clear')}
          </Button>
        </EmptyState>
      ) : (
        <WindowList
          label={t('choice.list')}
          items={objects}
          idOf={({ name }) => name}
          isSelected={({ name }) => chosen.has(name)}
          onToggle={({ name }) => onToggle(name)}
          render={(one, selected) => (
            <div className={classes.row}>
              <span className={classes.tick} data-checked={selected}>
                {selected ? <IconCheck size={12} stroke={3} aria-hidden="true" /> : null}
              </span>
              <span className={classes.cell} dir="auto">
                {one.label}
                {one.isNew ? <span className={classes.new}>{t('choice.new')}</span> : null}
              </span>
              <span className={`${classes.cell} ob-mono`}>{one.name}</span>
              <span className={`${classes.cell} ${classes.dim}`}>{t(`kind.${one.kind}`)}</span>
              <span className={`${classes.cell} ${classes.dim}`}>{one.namespace ?? ''}</span>
            </div>
          )}
        />
      )}
    </div>
  );
}
