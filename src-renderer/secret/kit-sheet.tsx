import { Button, Checkbox } from '@mantine/core';
import { IconDeviceFloppy, IconPrinter } from '@tabler/icons-react';
import { recoveryGroups } from '../../src-preload/contract/recovery-kit.ts';
import { t } from '../i18n/t.ts';
import { Refusal } from './refusal.tsx';
import classes from './kit-sheet.module.css';
import type { Kit } from './use-kit.ts';

type Props = { readonly kit: Kit; readonly kept: boolean; readonly onKept: (kept: boolean) => void };

/** The recovery key, shown once: to be printed (then it stands alone on the sheet), saved or written down. */
export function KitSheet({ kit, kept, onKept }: Props) {
  const groups = recoveryGroups(kit.recoveryKey);
  return (
    <>
      <section className={classes.sheet} aria-label={t('kit.name')}>
        <div className={classes.printed}>
          <strong>{t('kit.printed.title')}</strong> {t('kit.printed.text', { date: kit.madeOn })}
        </div>
        <div className={classes.groups} data-testid="recovery-key">
          {groups.map((group, index) => (
            // Groups may repeat and never move.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={index}>{group}</span>
          ))}
        </div>
      </section>
      <div className={classes.ways}>
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden="true" />}
          onClick={kit.print}
        >
          {t('kit.print')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDeviceFloppy size={16} stroke={1.6} aria-hidden="true" />}
          onClick={kit.chooseFile}
        >
          {t('kit.save')}
        </Button>
      </div>
      {kit.fileName === null ? null : (
        <p className={classes.file} role="status">
          {t('kit.file', { name: kit.fileName })}
        </p>
      )}
      {kit.failure === null ? null : <Refusal failure={kit.failure} />}
      <Checkbox label={t('kit.kept')} checked={kept} onChange={(event) => onKept(event.currentTarget.checked)} />
    </>
  );
}
