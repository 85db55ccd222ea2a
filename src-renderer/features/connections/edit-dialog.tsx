import { Button, Modal, Switch, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useAction } from '../../api/queries.ts';
import { isEmbeddedSample } from '../../app/use-sign-in.ts';
import { t } from '../../i18n/t.ts';
import { ColourPicker } from '../../ui/colour-picker.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { WorkButton } from '../../ui/work-button.tsx';
import classes from './dialogs.module.css';

type Props = { readonly connection: Connection; readonly opened: boolean; readonly onClose: () => void };

/** Name, group, colour and notes of a connection. */
export function EditDialog({ opened, onClose, connection }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('connections.edit.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <EditForm connection={connection} onClose={onClose} />
    </Modal>
  );
}

/** Mounted with the dialog, so that it starts from what is stored each time. */
function EditForm({ connection, onClose }: Omit<Props, 'opened'>) {
  const [name, setName] = useState(connection.name);
  const [group, setGroup] = useState(connection.group);
  const [colour, setColour] = useState(connection.colour);
  const [notes, setNotes] = useState(connection.notes);
  const [forgetAtLock, setForgetAtLock] = useState(connection.forgetAtLock);
  const edit = useAction('connections.edit', { invalidates: ['connections.list'], onDone: onClose });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        edit.mutate({ id: connection.id, name: name.trim(), group: group.trim(), colour, notes, forgetAtLock });
      }}
    >
      <TextInput
        label={t('connections.edit.name')}
        value={name}
        maxLength={80}
        required
        withAsterisk={false}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('connections.edit.group')}
        description={t('connections.edit.group.hint')}
        value={group}
        maxLength={80}
        onChange={(event) => setGroup(event.currentTarget.value)}
      />
      <ColourPicker label={t('connections.edit.colour')} value={colour} onChange={setColour} />
      <Textarea
        label={t('connections.edit.notes')}
        value={notes}
        maxLength={4000}
        autosize
        minRows={3}
        maxRows={8}
        onChange={(event) => setNotes(event.currentTarget.value)}
      />
      {isEmbeddedSample(connection) ? null : (
        <Switch
          label={t('connections.edit.forget')}
          description={t('connections.edit.forget.hint')}
          checked={forgetAtLock}
          onChange={(event) => setForgetAtLock(event.currentTarget.checked)}
        />
      )}
      {edit.error === null ? null : <FailureNotice error={edit.error} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <WorkButton type="submit" loading={edit.isPending} disabled={name.trim() === ''}>
          {t('common.save')}
        </WorkButton>
      </div>
    </form>
  );
}
