import { Button, Loader } from '@mantine/core';
import { useEffect } from 'react';
import { t } from '../i18n/t.ts';
import { Logo } from '../ui/logo.tsx';
import { MakeBackup, OpenBackup } from './backup.tsx';
import { secretBridge } from './bridge.ts';
import { ChangePassword } from './change-password.tsx';
import { CreateVault } from './create-vault.tsx';
import { Recover } from './recover.tsx';
import { Refusal } from './refusal.tsx';
import { RenewKeys, RenewKit } from './renew.tsx';
import classes from './secret.module.css';
import { TokenForm } from './token-form.tsx';
import { Unlock } from './unlock.tsx';
import { type SecretSession, useSecret } from './use-secret.ts';

/** The secret page: one form, in a process of its own that ends with it. Escape closes it. */
export function SecretApp() {
  const { session, failure } = useSecret();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') secretBridge().dismiss();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <main className={classes.screen}>
      <div className={classes.panel}>
        <Logo size={36} />
        {session !== null ? (
          <Form session={session} />
        ) : failure === null ? (
          <Loader size="sm" aria-label={t('common.loading')} />
        ) : (
          <>
            <Refusal failure={failure} />
            <Button variant="default" onClick={() => secretBridge().dismiss()}>
              {t('common.close')}
            </Button>
          </>
        )}
        <p className={classes.isolated}>{t('secret.isolated')}</p>
      </div>
    </main>
  );
}

function Form({ session }: { readonly session: SecretSession }) {
  switch (session.context.purpose) {
    case 'create-vault':
      return <CreateVault session={session} />;
    case 'unlock':
      return <Unlock session={session} />;
    case 'recover':
      return <Recover session={session} />;
    case 'change-password':
      return <ChangePassword session={session} />;
    case 'renew-kit':
      return <RenewKit session={session} />;
    case 'renew-keys':
      return <RenewKeys session={session} />;
    case 'backup':
      return <MakeBackup session={session} />;
    case 'restore':
      return <OpenBackup session={session} />;
    case 'access-token':
      return <TokenForm session={session} />;
  }
}
