import type { Account } from '../../../src-preload/contract/accounts.ts';
import { useAction } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { AskDialog } from '../../ui/ask-dialog.tsx';
import { showDone } from '../../ui/toasts.tsx';

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
    <AskDialog
      opened={opened}
      onClose={onClose}
      title={t(signedIn ? 'accounts.signOut.title' : 'accounts.remove.title', { name })}
      text={t(signedIn ? `accounts.signOut.text.${provider}` : 'accounts.remove.text')}
      action={t(signedIn ? 'accounts.signOut' : 'accounts.remove')}
      isPending={signOut.isPending}
      error={signOut.error}
      onConfirm={() => signOut.mutate({ id })}
    />
  );
}
