import { Button } from '@mantine/core';
import { IconFlask, IconShieldLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useAction } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Logo } from '../../ui/logo.tsx';
import classes from './welcome.module.css';

type Props = { readonly notice: string | null; readonly secretOpen: boolean };

/** The first screen: two doors, one to look around and one to stay. */
export function Welcome({ notice, secretOpen }: Props) {
  const sample = useAction('app.startSample', { invalidates: ['connections.list', 'app.state'] });
  const setUp = useAction('app.askSecret');
  const busy = sample.isPending || setUp.isPending || secretOpen;
  return (
    <main className={classes.screen}>
      <div className={classes.column}>
        <div className={classes.head}>
          <Logo size={52} />
          <h1 className={classes.title}>{t('welcome.title')}</h1>
          <p className={classes.lead}>{t('welcome.lead')}</p>
        </div>
        {notice === null ? null : (
          <p className={classes.notice} role="status">
            {notice}
          </p>
        )}
        <div className={classes.doors}>
          <Door
            icon={<IconFlask size={22} stroke={1.5} aria-hidden="true" />}
            title={t('welcome.sample.title')}
            text={t('welcome.sample.text')}
            note={t('welcome.sample.note')}
          >
            <Button
              variant="default"
              fullWidth
              loading={sample.isPending}
              disabled={busy}
              onClick={() => sample.mutate({})}
            >
              {t('welcome.sample.button')}
            </Button>
          </Door>
          <Door
            icon={<IconShieldLock size={22} stroke={1.5} aria-hidden="true" />}
            title={t('welcome.setUp.title')}
            text={t('welcome.setUp.text')}
            note={t('welcome.setUp.note')}
          >
            <Button
              fullWidth
              disabled={busy}
              onClick={() => setUp.mutate({ purpose: 'create-vault', connectionId: null })}
            >
              {t('welcome.setUp.button')}
            </Button>
          </Door>
        </div>
        {sample.error === null && setUp.error === null ? null : <FailureNotice error={sample.error ?? setUp.error} />}
        <p className={classes.promise}>{t('welcome.promise')}</p>
      </div>
    </main>
  );
}

type DoorProps = {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly note: string;
  readonly children: ReactNode;
};

function Door({ icon, title, text, note, children }: DoorProps) {
  return (
    <section className={classes.door}>
      <span className={classes.icon}>{icon}</span>
      <h2 className={classes.doorTitle}>{title}</h2>
      <p className={classes.doorText}>{text}</p>
      <p className={classes.note}>{note}</p>
      {children}
    </section>
  );
}
