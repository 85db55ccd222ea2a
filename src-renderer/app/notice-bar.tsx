import { ActionIcon } from '@mantine/core';
import { IconInfoCircle, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useAppState } from '../api/state.ts';
import { t } from '../i18n/t.ts';
import classes from './notice-bar.module.css';

/** What the shell has to say after a crash or a stopped job, until it is closed. */
export function NoticeBar() {
  const notice = useAppState()?.notice ?? null;
  const [closed, setClosed] = useState<string | null>(null);
  if (notice === null || notice === closed) return null;
  return (
    <div className={classes.notice} role="status">
      <IconInfoCircle size={16} stroke={1.6} aria-hidden="true" />
      <span className={classes.text}>{notice}</span>
      <ActionIcon size="1.5rem" aria-label={t('notice.close')} onClick={() => setClosed(notice)}>
        <IconX size={14} stroke={1.6} />
      </ActionIcon>
    </div>
  );
}
