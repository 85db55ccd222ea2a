import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useAction } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { AskDialog } from '../../ui/ask-dialog.tsx';
import { showDone } from '../../ui/toasts.tsx';

type Props = {
  readonly connection: Connection;
  readonly way: 'signOut' | 'remove';
  readonly opened: boolean;
  readonly onClose: () => void;
};

type Outcome = { readonly revoked: boolean; readonly reason: string | null };

/** Asks before signing out or deleting, with what follows from it; then says whether Salesforce was told. */
export function LeaveDialog({ connection, way, opened, onClose }: Props) {
  const { name, id } = connection;
  const finish = ({ revoked, reason }: Outcome): void => {
    onClose();
    showDone(
      revoked || reason === null
        ? t(`connections.${way}.done`, { name })
        : t(`connections.${way}.notRevoked`, { name, reason }),
    );
  };
  const signOut = useAction('connections.signOut', { invalidates: ['connections.list'], onDone: finish });
  const remove = useAction('connections.remove', { invalidates: ['connections.list', 'jobs.list'], onDone: finish });
  const action = way === 'signOut' ? signOut : remove;
  return (
    <AskDialog
      opened={opened}
      onClose={onClose}
      title={t(`connections.${way}.title`, { name })}
      text={t(`connections.${way}.text`)}
      action={t(way === 'signOut' ? 'connections.signOut' : 'connections.remove.button')}
      isPending={action.isPending}
      error={action.error}
      onConfirm={() => action.mutate({ id })}
    />
  );
}
