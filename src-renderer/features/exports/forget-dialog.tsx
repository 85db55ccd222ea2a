import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { ExportRecord } from '../../../src-preload/contract/exports.ts';
import { useAction } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { AskDialog } from '../../ui/ask-dialog.tsx';
import { showDone } from '../../ui/toasts.tsx';

type Props = { readonly record: ExportRecord; readonly opened: boolean; readonly onClose: () => void };

/** Asks before a line leaves the history; what an export that stopped left at the provider can go with it. */
export function ForgetDialog({ record, opened, onClose }: Props) {
  const { id, targetName: name, destination, hasLeftover } = record;
  const [discard, setDiscard] = useState(true);
  const clears = hasLeftover && discard;
  const forget = useAction('exports.forget', {
    invalidates: ['exports.history'],
    onDone: () => {
      onClose();
      showDone(t(clears ? 'exports.forget.cleared' : 'exports.forget.done'));
    },
  });
  return (
    <AskDialog
      opened={opened}
      onClose={onClose}
      title={t('exports.forget')}
      text={t('exports.forget.text', { name })}
      action={t('exports.forget')}
      isPending={forget.isPending}
      error={forget.error}
      onConfirm={() => forget.mutate({ exportId: id, discard: clears })}
    >
      {hasLeftover && destination !== 'file' ? (
        <Checkbox
          checked={discard}
          onChange={(event) => setDiscard(event.currentTarget.checked)}
          label={t('exports.forget.discard', { place: t(`export.place.${destination}`) })}
          description={t('exports.forget.discard.text')}
        />
      ) : null}
    </AskDialog>
  );
}
