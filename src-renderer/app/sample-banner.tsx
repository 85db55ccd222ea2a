import { Button } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useAction } from '../api/queries.ts';
import { t } from '../i18n/t.ts';
import { showFailure } from '../ui/toasts.tsx';
import classes from './sample-banner.module.css';

/** Says for as long as it lasts that a sample session keeps nothing. */
export function SampleBanner() {
  const ask = useAction('app.askSecret');
  return (
    <div className={classes.banner} role="status">
      <IconFlask size={16} stroke={1.6} aria-hidden="true" />
      <span className={classes.text}>{t('sample.text')}</span>
      <Button
        variant="default"
        className={classes.button}
        onClick={() => ask.mutate({ purpose: 'create-vault', connectionId: null }, { onError: showFailure })}
      >
        {t('sample.button')}
      </Button>
    </div>
  );
}
