import { Button, Modal } from '@mantine/core';
import type { Account } from '../../../src-preload/contract/accounts.ts';
import { useAction } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { showDone } from '../../ui/toasts.tsx';
import classes from './accounts.module.css';

type Props = { readonly account: Account; readonly opened: boolean; readonly onClose: () => void };

/** Asks before signing out, with what follows from it; then says whether the provider was told. */
export function SignOutDialog({ account, opened, onClose }: Props) {
  const { name, id, provider, signedIn } = account;
  const signOut = useAction('accounts.signOut', {
    invalidates: ['accounts.list'],
    onDone: ({ revoked, reason }) => {
      onClose();
      showDone(
        revoked
          ? t('accounts.signOut.done', { name })
          : reason === null
            ? t('accounts.signOut.removed', { name })
            : t('accounts.signOut.notRevoked', { name, reason }),
      );
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(signedIn ? 'accounts.signOut.title' : 'accounts.remove.title', { name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes.dialog}>
        <p className={classes.text}>{t(signedIn ? `accounts.signOut.text.${provider}` : 'accounts.remove.text')}</p>
        {signOut.error === null ? null : <FailureNotice error={signOut.error} />}
        <div className={classes.dialogFoot}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={signOut.isPending} onClick={() => signOut.mutate({ id })}>
            {t(signedIn ? 'accounts.signOut' : 'accounts.remove')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
