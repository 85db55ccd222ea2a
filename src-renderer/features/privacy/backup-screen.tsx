import { Button, Checkbox, Switch } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { useAppState, useNow } from '../../api/state.ts';
import { formatAgo } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import classes from './privacy.module.css';
import { RestorePanel } from './restore-panel.tsx';
import { Section } from './section.tsx';
import { useWork } from './use-work.ts';

/** Makes a backup of what the person made, and restores one. Passwords are typed in the secret page. */
export function BackupScreen() {
  const sample = useAppState()?.vault === 'sample';
  if (sample) return <Section title={t('backup.title')} text={t('backup.sample')} />;
  return (
    <>
      <MakeBackup />
      <RestorePanel />
    </>
  );
}

function MakeBackup() {
  const { data, error, refetch } = useCall('backup.sections', {}, { askAgain: true });
  const last = useCall('jobs.list', { limit: 100 }).data?.jobs.find(({ kind }) => kind === 'backup');
  const now = useNow();
  const [left, setLeft] = useState<readonly string[]>([]);
  const [wantsSecrets, setWantsSecrets] = useState(false);
  const { failed, run } = useWork();
  if (error !== null) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  const sections = data?.sections ?? [];
  const chosen = sections.filter(({ name }) => !left.includes(name));
  const canHoldSecrets = chosen.some((section) => section.canHoldSecrets);
  const start = async (): Promise<void> => {
    const suggestedName = t('backup.fileName', { day: new Date().toISOString().slice(0, 10) });
    const target = await call('app.chooseSaveTarget', { suggestedName, format: 'json', folder: false, kind: 'backup' });
    if (target.targetId === null) return;
    await call('app.askSecret', {
      purpose: 'backup',
      connectionId: null,
      targetId: target.targetId,
      backup: { sections: chosen.map(({ name }) => name), withSecrets: wantsSecrets && canHoldSecrets },
    });
  };
  return (
    <Section title={t('backup.make')} text={t('backup.make.text')}>
      <div className={`${classes.box} ${classes.stack}`}>
        {sections.map(({ name, title, count }) => (
          <Checkbox
            key={name}
            classNames={{ label: classes.check }}
            label={
              <>
                {title} <span className={classes.text}>{t('backup.count', { count })}</span>
              </>
            }
            checked={!left.includes(name)}
            onChange={(event) =>
              setLeft(event.currentTarget.checked ? left.filter((one) => one !== name) : [...left, name])
            }
          />
        ))}
        <Switch
          className={classes.apart}
          label={t('backup.secrets')}
          description={t('backup.secrets.text')}
          checked={wantsSecrets && canHoldSecrets}
          disabled={!canHoldSecrets}
          onChange={(event) => setWantsSecrets(event.currentTarget.checked)}
        />
      </div>
      {failed === null ? null : <FailureNotice error={failed} />}
      <div className={classes.buttons}>
        <Button
          disabled={chosen.length === 0}
          // The password is asked for above this page: the button keeps the focus meanwhile.
          onClick={() => run(start)}
        >
          {t('backup.make.button')}
        </Button>
        {last === undefined ? null : (
          <span className={classes.text} role="status">
            {t('backup.last', {
              when: formatAgo(last.finishedAt ?? last.startedAt, now),
              state: t(`jobs.state.${last.state}`).toLowerCase(),
            })}
          </span>
        )}
      </div>
    </Section>
  );
}
