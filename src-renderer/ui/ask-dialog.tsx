import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../i18n/t.ts';
import classes from './ask-dialog.module.css';
import { FailureNotice } from './failure-notice.tsx';

type Props = {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What follows from it. */
  readonly text: string;
  /** What there is to choose about it. */
  readonly children?: ReactNode;
  /** The word on the button that does it. */
  readonly action: string;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
};

/** Asks before something that cannot be taken back. Enter does nothing of it: the way back has the focus. */
export function AskDialog({ opened, onClose, title, text, children, action, isPending, error, onConfirm }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <div className={classes.ask}>
        <p className={classes.text} dir="auto">
          {text}
        </p>
        {children}
        {error === null ? null : <FailureNotice error={error} />}
        <div className={classes.foot}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={isPending} onClick={onConfirm}>
            {action}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
