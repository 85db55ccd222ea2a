import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { t } from '../i18n/t.ts';
import { CurrentPassword } from './current-password.tsx';
import { KitSheet } from './kit-sheet.tsx';
import { Refusal } from './refusal.tsx';
import classes from './secret.module.css';
import { useFirstFocus } from './use-first-focus.ts';
import { useKit } from './use-kit.ts';
import { useNewPassword } from './use-new-password.tsx';
import type { SecretSession } from './use-secret.ts';
import { useWait } from './use-wait.ts';

/** A new recovery kit in the place of the old one, or of none. */
export function RenewKit({ session }: { readonly session: SecretSession }) {
  const [current, setCurrent] = useState('');
  const [kept, setKept] = useState(false);
  const first = useFirstFocus();
  const kit = useKit();
  const wait = useWait(session.waitUntilMs);
  const ready = current !== '' && kept && wait === null;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready || session.busy) return;
        session.submit({ purpose: 'renew-kit', password: current, recoveryKey: kit.recoveryKey });
      }}
    >
      <h1 className={classes.title}>{t('kit.title')}</h1>
      <p className={classes.text}>
        {t('kit.text')} {session.context.recoveryKit === true ? t('kit.replaces') : null}
      </p>
      <CurrentPassword value={current} onChange={setCurrent} first={first} wait={wait} />
      <KitSheet kit={kit} kept={kept} onKept={setKept} />
      {session.failure === null ? null : <Refusal failure={session.failure} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={session.dismiss}>
          {t('secret.cancel')}
        </Button>
        <Button type="submit" loading={session.busy} disabled={!ready}>
          {t('kit.button')}
        </Button>
      </div>
    </form>
  );
}

/** Someone knows the password or has the kit: a new password, a new kit, and every key behind them. */
export function RenewKeys({ session }: { readonly session: SecretSession }) {
  const [current, setCurrent] = useState('');
  const [wantsKit, setWantsKit] = useState(true);
  const [kept, setKept] = useState(false);
  const [atKit, setAtKit] = useState(false);
  const first = useFirstFocus();
  const chosen = useNewPassword(t('secret.password.new'));
  const kit = useKit();
  const wait = useWait(session.waitUntilMs);
  const ready = current !== '' && chosen.ready && wait === null && (!atKit || kept);
  // A refused password stands on the first page; the kit was kept already and is not shown again for it.
  const code = session.failure?.code;
  const refused = code === 'wrong-password' || code === 'wait-before-retry' || code === 'weak-password';
  const showKit = atKit && !refused;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready || session.busy) return;
        if (wantsKit && !atKit) {
          setAtKit(true);
          return;
        }
        session.submit({
          purpose: 'renew-keys',
          password: current,
          newPassword: chosen.password,
          acceptWeak: chosen.acceptWeak,
          ...(wantsKit ? { recoveryKey: kit.recoveryKey } : {}),
        });
      }}
    >
      {showKit ? (
        <>
          <h1 className={classes.title}>{t('kit.title')}</h1>
          <p className={classes.text}>{t('kit.text')}</p>
          <KitSheet kit={kit} kept={kept} onKept={setKept} />
        </>
      ) : (
        <>
          <h1 className={classes.title}>{t('renew.title')}</h1>
          <p className={classes.text}>{t('renew.text')}</p>
          <p className={classes.text}>{t('renew.limits')}</p>
          <CurrentPassword value={current} onChange={setCurrent} first={first} wait={wait} />
          {chosen.fields}
          <Checkbox
            label={t('kit.want')}
            description={t('renew.kit.hint')}
            checked={wantsKit}
            onChange={(event) => setWantsKit(event.currentTarget.checked)}
          />
        </>
      )}
      {session.failure === null ? null : <Refusal failure={session.failure} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={showKit ? () => setAtKit(false) : session.dismiss}>
          {t(showKit ? 'secret.back' : 'secret.cancel')}
        </Button>
        <Button type="submit" loading={session.busy} disabled={!ready}>
          {t(wantsKit && !atKit ? 'secret.continue' : 'renew.button')}
        </Button>
      </div>
    </form>
  );
}
