import { Button, Loader, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Input } from '../../../src-preload/contract/index.ts';
import { call, failureOf } from '../../api/client.ts';
import { useConnections } from '../../api/state.ts';
import { t } from '../../i18n/t.ts';
import { showDone } from '../../ui/toasts.tsx';
import { hostOf } from './login-host.ts';
import { SignInForm } from './sign-in-form.tsx';
import { closeSignIn, useSignInStore } from './sign-in-store.ts';
import classes from './sign-in.module.css';

type SignIn = Input<'connections.signInWithBrowser'>;

/** Signs in with the system's browser: the form, the card that shows how to register an app, and the wait. */
export function BrowserSignInDialog() {
  const opened = useSignInStore((state) => state.opened);
  const connections = useConnections();
  const connection = connections?.find(({ id }) => id === opened?.connectionId);
  const [waitingFor, setWaitingFor] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const running = useRef<AbortController | null>(null);
  const client = useQueryClient();

  const cancel = (): void => running.current?.abort();
  const close = (): void => {
    cancel();
    setError(null);
    closeSignIn();
  };
  useEffect(() => cancel, []);

  const start = async (input: SignIn): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    setError(null);
    setWaitingFor(hostOf(input.loginUrl));
    try {
      const signedIn = await call('connections.signInWithBrowser', input, controller.signal);
      closeSignIn();
      showDone(t('signIn.done', { name: signedIn.name, user: signedIn.user?.username ?? t('common.unknown') }));
      await Promise.all([
        client.invalidateQueries({ queryKey: ['connections.list'] }),
        client.invalidateQueries({ queryKey: ['sync.status'] }),
      ]);
    } catch (failed) {
      if (failureOf(failed).code !== 'cancelled') setError(failed);
    } finally {
      if (running.current === controller) {
        running.current = null;
        setWaitingFor(null);
      }
    }
  };

  const title = connection === undefined ? t('signIn.title') : t('signIn.title.again', { name: connection.name });
  return (
    <Modal
      opened={opened !== null}
      onClose={close}
      title={title}
      size="44rem"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      transitionProps={{ duration: 100 }}
    >
      {opened === null ? null : (
        <>
          {waitingFor === null ? null : <Waiting host={waitingFor} onCancel={cancel} />}
          {/* Kept while waiting, so that a cancelled or failed sign-in finds what was typed. */}
          <div hidden={waitingFor !== null}>
            <SignInForm connection={connection} error={error} onStart={(input) => void start(input)} onCancel={close} />
          </div>
        </>
      )}
    </Modal>
  );
}

function Waiting({ host, onCancel }: { readonly host: string; readonly onCancel: () => void }) {
  return (
    <div className={classes.waiting}>
      <Loader size="sm" aria-hidden="true" />
      <div role="status">
        <p className={classes.waitingTitle}>{t('signIn.waiting.title')}</p>
        <p className={classes.text}>{t('signIn.waiting.text', { host })}</p>
      </div>
      <Button variant="default" onClick={onCancel} data-autofocus>
        {t('signIn.waiting.cancel')}
      </Button>
    </div>
  );
}
