import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { t } from '../i18n/t.ts';
import { KitSheet } from './kit-sheet.tsx';
import { NoKeychain } from './no-keychain.tsx';
import { Refusal } from './refusal.tsx';
import classes from './secret.module.css';
import { useFirstFocus } from './use-first-focus.ts';
import { useKit } from './use-kit.ts';
import { useNewPassword } from './use-new-password.tsx';
import type { SecretSession } from './use-secret.ts';

/**
 * Chooses the master password, with a plain word where no keychain is, then shows the recovery kit, unless it is
 * declined. Both are sent at once: there is no vault without the kit that was shown for it.
 */
export function CreateVault({ session }: { readonly session: SecretSession }) {
  const first = useFirstFocus();
  const chosen = useNewPassword(t('secret.password'), first);
  const kit = useKit();
  const [wantsKit, setWantsKit] = useState(true);
  const [kept, setKept] = useState(false);
  const [atKit, setAtKit] = useState(false);
  const [acceptNone, setAcceptNone] = useState(false);
  const noKeychain = session.context.keychainAvailable === false;
  const ready = chosen.ready && (!noKeychain || acceptNone) && (!atKit || kept);
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
          purpose: 'create-vault',
          password: chosen.password,
          deviceSecret: noKeychain ? 'none' : 'keychain',
          acceptWeak: chosen.acceptWeak,
          ...(wantsKit ? { recoveryKey: kit.recoveryKey } : {}),
        });
      }}
    >
      {atKit ? (
        <>
          <h1 className={classes.title}>{t('kit.title')}</h1>
          <p className={classes.text}>{t('kit.text')}</p>
          <KitSheet kit={kit} kept={kept} onKept={setKept} />
        </>
      ) : (
        <>
          <h1 className={classes.title}>{t('secret.create.title')}</h1>
          <p className={classes.text}>{t('secret.create.text')}</p>
          {chosen.fields}
          <Checkbox
            label={t('kit.want')}
            description={t('kit.want.hint')}
            checked={wantsKit}
            onChange={(event) => setWantsKit(event.currentTarget.checked)}
          />
          {noKeychain ? (
            <NoKeychain accepted={acceptNone} onAccept={setAcceptNone} />
          ) : (
            <p className={classes.quiet}>{t('secret.device.text')}</p>
          )}
        </>
      )}
      {session.failure === null ? null : <Refusal failure={session.failure} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={atKit ? () => setAtKit(false) : session.dismiss}>
          {t(atKit ? 'secret.back' : 'secret.cancel')}
        </Button>
        <Button type="submit" loading={session.busy} disabled={!ready}>
          {t(wantsKit && !atKit ? 'secret.continue' : 'secret.create.button')}
        </Button>
      </div>
    </form>
  );
}
