import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '../i18n/t.ts';
import { ColourPicker } from '../ui/colour-picker.tsx';
import { Refusal } from './refusal.tsx';
import classes from './secret.module.css';
import { looksLikeToken, tidyAddress, tidyToken } from './token-input.ts';
import { useFirstFocus } from './use-first-focus.ts';
import type { SecretSession } from './use-secret.ts';

/** Connects an org with an access token, or signs an existing connection in again. */
export function TokenForm({ session }: { readonly session: SecretSession }) {
  const { connection } = session.context;
  const [name, setName] = useState(connection?.name ?? '');
  const [address, setAddress] = useState(connection?.instanceUrl ?? '');
  const [token, setToken] = useState('');
  const [group, setGroup] = useState(connection?.group ?? '');
  const [colour, setColour] = useState(connection?.colour ?? '');
  const first = useFirstFocus();
  const instanceUrl = tidyAddress(address);
  const cleanToken = tidyToken(token);
  const goodToken = looksLikeToken(cleanToken);
  const ready = name.trim() !== '' && instanceUrl !== null && goodToken;
  const rewritten = instanceUrl !== null && instanceUrl !== address.trim() && address.trim() !== '';
  const addressHint = rewritten
    ? t('secret.token.url.rewritten', { url: instanceUrl })
    : connection === null
      ? t('secret.token.url.hint')
      : null;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready || session.busy) return;
        session.submit({
          purpose: 'access-token',
          token: cleanToken,
          instanceUrl,
          name: name.trim(),
          group: group.trim(),
          colour,
          notes: connection?.notes ?? '',
          connectionId: connection?.id ?? null,
        });
      }}
    >
      <h1 className={classes.title}>
        {connection === null ? t('secret.token.title') : t('secret.token.again', { name: connection.name })}
      </h1>
      <p className={classes.text}>{t(connection === null ? 'secret.token.text' : 'secret.token.text.again')}</p>
      {connection === null ? (
        <TextInput
          label={t('secret.token.name')}
          description={t('secret.token.name.hint')}
          value={name}
          maxLength={80}
          ref={first}
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
        />
      ) : null}
      <TextInput
        label={t('secret.token.url')}
        description={addressHint}
        value={address}
        maxLength={512}
        readOnly={connection !== null}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('secret.token.token')}
        description={t('secret.token.token.hint')}
        error={cleanToken !== '' && !goodToken ? t('secret.token.token.bad') : null}
        value={token}
        {...(connection === null ? {} : { ref: first })}
        autoComplete="off"
        spellCheck={false}
        visibilityToggleButtonProps={{ 'aria-label': t('secret.reveal'), tabIndex: 0 }}
        onChange={(event) => setToken(event.currentTarget.value)}
      />
      {connection === null ? (
        <>
          <TextInput
            label={t('secret.token.group')}
            description={t('secret.token.group.hint')}
            value={group}
            maxLength={80}
            autoComplete="off"
            onChange={(event) => setGroup(event.currentTarget.value)}
          />
          <ColourPicker label={t('secret.token.colour')} value={colour} onChange={setColour} />
        </>
      ) : null}
      <details className={classes.how}>
        <summary>{t('secret.token.how')}</summary>
        <p>{t('secret.token.how.text')}</p>
      </details>
      {session.failure === null ? null : <Refusal failure={session.failure} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={session.dismiss}>
          {t('secret.cancel')}
        </Button>
        <Button type="submit" loading={session.busy} disabled={!ready}>
          {t(connection === null ? 'secret.token.button' : 'secret.token.againButton')}
        </Button>
      </div>
    </form>
  );
}
