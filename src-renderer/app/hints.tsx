import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { usePreferences, useSetPreferences } from '../api/state.ts';
import { t } from '../i18n/t.ts';
import { commandKey } from './commands.ts';
import classes from './hints.module.css';

const HINTS = ['search', 'drawer', 'export'] as const;
const KEYS = { search: 'K', drawer: '', export: 'E' } as const;

/** Three things worth knowing on the first day; each goes away for good when closed. */
export function Hints() {
  const { dismissedHints } = usePreferences();
  const setPreferences = useSetPreferences();
  const left = HINTS.filter((hint) => !dismissedHints.includes(hint));
  if (left.length === 0) return null;
  return (
    <section className={classes.hints} aria-label={t('hints.label')}>
      {left.map((hint) => (
        <div key={hint} className={classes.hint}>
          <div className={classes.body}>
            <span className={classes.title}>{t(`hints.${hint}.title`)}</span>{' '}
            <span className={classes.text}>{t(`hints.${hint}.text`, { key: commandKey(KEYS[hint]) })}</span>
          </div>
          <ActionIcon
            size="1.375rem"
            aria-label={`${t('hints.dismiss')}: ${t(`hints.${hint}.title`)}`}
            onClick={() => void setPreferences({ dismissedHints: [...dismissedHints, hint] })}
          >
            <IconX size={13} stroke={1.6} />
          </ActionIcon>
        </div>
      ))}
    </section>
  );
}
