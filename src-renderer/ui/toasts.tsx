import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { failureOf } from '../api/client.ts';
import { t } from '../i18n/t.ts';
import { failureNext, failureTitle } from './failure-text.ts';

const closeButtonProps = { 'aria-label': t('common.close') };

/** A short confirmation that goes away by itself. */
export const showDone = (message: string): void => {
  notifications.show({ message, autoClose: 4000, withBorder: true, color: 'verdigris', closeButtonProps });
};

/** Time to read a failure; it must not lie over the screens that come after it. */
const FAILURE_MS = 15_000;

/** A failure with no place of its own on the screen; stays while the pointer is on it. */
export const showFailure = (error: unknown): void => {
  const failure = failureOf(error);
  const next = failureNext(failure);
  notifications.show({
    title: failureTitle(failure) ?? undefined,
    message: next === null ? failure.message : `${failure.message} ${next}`,
    color: 'red',
    autoClose: FAILURE_MS,
    withBorder: true,
    closeButtonProps,
  });
};

type Notice = {
  /** While one of the same id is there, no second one appears. */
  readonly id: string;
  readonly title?: string;
  readonly message: string;
  readonly isFailure?: boolean;
  readonly actions: readonly { readonly label: string; readonly run: () => void }[];
};

/** Takes a notice away whose time is over. */
export const hideNotice = (id: string): void => void notifications.hide(id);

/** Something that happened behind the screen, with what can be done about it; stays while the pointer is on it. */
export const showNotice = ({ id, title, message, isFailure = false, actions }: Notice): void => {
  notifications.show({
    id,
    title,
    message: (
      <>
        {message}
        <Group gap="xs" mt="xs">
          {actions.map(({ label, run }) => (
            <Button
              key={label}
              variant="default"
              size="compact-sm"
              onClick={() => {
                notifications.hide(id);
                run();
              }}
            >
              {label}
            </Button>
          ))}
        </Group>
      </>
    ),
    color: isFailure ? 'red' : 'verdigris',
    autoClose: FAILURE_MS,
    withBorder: true,
    closeButtonProps,
  });
};
