import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { Input } from '../../../src-preload/contract/index.ts';
import { preferenceTable } from '../../../src-preload/contract/preferences.ts';
import { usePreferences, useSetPreferences } from '../../api/state.ts';
import { t } from '../../i18n/t.ts';
import { ColourPicker } from '../../ui/colour-picker.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { showFailure } from '../../ui/toasts.tsx';
import { AppCard } from './app-card.tsx';
import { ClientIdCheck } from './client-id-check.tsx';
import { firstPlace, LOGIN_PLACES, loginUrlOf } from './login-host.ts';
import classes from './sign-in.module.css';

type Props = {
  /** Undefined for a new connection. */
  readonly connection: Connection | undefined;
  readonly error: unknown;
  readonly onStart: (input: Input<'connections.signInWithBrowser'>) => void;
  readonly onCancel: () => void;
};

/** Name, sign-in page and client id; the card that shows how an app is registered stands open until one is entered. */
export function SignInForm({ connection, error, onStart, onCancel }: Props) {
  const preferences = usePreferences();
  const write = useSetPreferences();
  const [first] = useState(() => firstPlace(connection));
  const [place, setPlace] = useState(first.place);
  const [address, setAddress] = useState(first.address);
  const [name, setName] = useState(connection?.name ?? '');
  const [group, setGroup] = useState('');
  const [colour, setColour] = useState('');
  const [typedId, setTypedId] = useState<string | null>(null);
  const [firstTime] = useState(preferences.oauthClientId === '');

  const clientId = (typedId ?? preferences.oauthClientId).trim();
  const goodId = clientId !== '' && preferenceTable.oauthClientId.schema.safeParse(clientId).success;
  const loginUrl = loginUrlOf(place, address);
  const ready = name.trim() !== '' && loginUrl !== '' && goodId;

  const start = async (): Promise<void> => {
    if (clientId !== preferences.oauthClientId) await write({ oauthClientId: clientId });
    const look = { name: name.trim(), group: group.trim(), colour };
    onStart({ ...look, loginUrl, connectionId: connection?.id ?? null });
  };

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void start().catch(showFailure);
      }}
    >
      {error === null || error === undefined ? null : <FailureNotice error={error} />}
      <p className={classes.text}>{t('signIn.text')}</p>
      {connection === undefined ? (
        <TextInput
          label={t('signIn.name')}
          description={t('signIn.name.hint')}
          value={name}
          maxLength={80}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
      ) : null}
      <div className={classes.field}>
        <span className={classes.label} id="sign-in-place">
          {t('signIn.place')}
        </span>
        <SegmentedControl
          aria-labelledby="sign-in-place"
          value={place}
          data={LOGIN_PLACES.map((value) => ({ value, label: t(`signIn.place.${value}`) }))}
          onChange={setPlace}
        />
        <span className={classes.hint}>{t(`signIn.place.${place}.hint`)}</span>
      </div>
      {place === 'domain' ? (
        <TextInput
          label={t('signIn.domain')}
          description={t('signIn.domain.hint')}
          value={address}
          maxLength={512}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
      ) : null}
      <TextInput
        label={t('signIn.clientId')}
        description={t('signIn.clientId.hint')}
        error={clientId !== '' && !goodId ? t('signIn.clientId.bad') : null}
        value={typedId ?? preferences.oauthClientId}
        maxLength={300}
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: 'ob-mono' }}
        onChange={(event) => setTypedId(event.currentTarget.value)}
      />
      <ClientIdCheck clientId={clientId} loginUrl={loginUrl} disabled={!goodId || loginUrl === ''} />
      <AppCard open={firstTime} />
      {connection === undefined ? (
        <>
          <TextInput
            label={t('signIn.group')}
            description={t('signIn.group.hint')}
            value={group}
            maxLength={80}
            autoComplete="off"
            onChange={(event) => setGroup(event.currentTarget.value)}
          />
          <ColourPicker label={t('signIn.colour')} value={colour} onChange={setColour} />
        </>
      ) : null}
      <div className={classes.actions}>
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={!ready}>
          {t('signIn.button')}
        </Button>
      </div>
    </form>
  );
}
