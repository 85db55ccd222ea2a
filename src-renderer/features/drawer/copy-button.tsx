import { ActionIcon } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useCopy } from '../../api/copy.ts';
import { t } from '../../i18n/t.ts';
import classes from './drawer.module.css';

/** Copies one text and says so. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const { copied, copy } = useCopy();
  return (
    <span className={classes.copy} data-copied={copied}>
      <ActionIcon size="1.375rem" aria-label={t('drawer.copy', { what })} onClick={() => copy(text)}>
        {copied ? <IconCheck size={13} stroke={2} /> : <IconCopy size={13} stroke={1.6} />}
      </ActionIcon>
      <span role="status" className={classes.copied}>
        {copied ? t('common.copied') : ''}
      </span>
    </span>
  );
}
