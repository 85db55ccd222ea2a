import { Button, Modal, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useAction } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { showDone } from '../../ui/toasts.tsx';
import { WorkButton } from '../../ui/work-button.tsx';
import classes from './reads.module.css';

type Props = { readonly connection: Connection; readonly opened: boolean; readonly onClose: () => void };

/** Allows that records are read through a connection: a step of its own, with the name of the connection typed. */
export function ReadsDialog({ opened, onClose, connection }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="34rem"
      title={t('reads.dialog.title', { name: connection.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ReadsForm connection={connection} onClose={onClose} />
    </Modal>
  );
}

/** Mounted with the dialog, so that nothing typed stays from before. */
function ReadsForm({ connection, onClose }: Omit<Props, 'opened'>) {
  const { id, name, type, user } = connection;
  const [typed, setTyped] = useState('');
  const allow = useAction('connections.setReads', {
    invalidates: ['connections.list'],
    onDone: () => {
      onClose();
      showDone(t('reads.allowed.done', { name }));
    },
  });
  const matches = typed.trim() === name.trim();
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (matches && !allow.isPending) allow.mutate({ id, reads: 'metadata and records', confirm: typed.trim() });
      }}
    >
      <p className={classes.text}>{t('reads.dialog.text')}</p>
      {type === 'production' ? (
        <p className={classes.warning}>
          <IconAlertTriangle size={16} stroke={1.7} aria-hidden="true" />
          {t('reads.dialog.production')}
        </p>
      ) : null}
      <List
        title={t('reads.dialog.changes')}
        items={[
          t('reads.dialog.changes.requests'),
          t('reads.dialog.changes.user', { user: user?.username ?? t('common.unknown') }),
          t('reads.dialog.changes.ledger'),
        ]}
      />
      <List
        title={t('reads.dialog.stays')}
        items={[
          t('reads.dialog.stays.writes'),
          t('reads.dialog.stays.leaves'),
          t('reads.dialog.stays.unused'),
          t('reads.dialog.stays.back'),
        ]}
      />
      <TextInput
        label={t('reads.dialog.confirm')}
        description={<bdi>{name}</bdi>}
        value={typed}
        maxLength={80}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {allow.error === null ? null : <FailureNotice error={allow.error} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <WorkButton type="submit" color="red" loading={allow.isPending} disabled={!matches}>
          {t('reads.dialog.button')}
        </WorkButton>
      </div>
    </form>
  );
}

function List({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  return (
    <section aria-label={title}>
      <h3 className={classes.listTitle}>{title}</h3>
      <ul className={classes.list}>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </section>
  );
}
