import { Button, NumberInput, SegmentedControl, Switch } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import {
  DENSITIES,
  NAME_STYLES,
  type PreferenceName,
  type Preferences,
  SCHEMES,
  preferenceTable,
} from '../../../src-preload/contract/preferences.ts';
import type { SecretPurpose } from '../../../src-preload/contract/vault.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { useAppState, usePreferences, useSetPreferences } from '../../api/state.ts';
import { t } from '../../i18n/t.ts';
import { Page } from '../../ui/page.tsx';
import { showFailure } from '../../ui/toasts.tsx';
import classes from './preferences-screen.module.css';

/** Every preference of the typed table that a person sets here; each is stored at once. */
export function PreferencesScreen() {
  const values = usePreferences();
  const state = useAppState();
  const write = useSetPreferences();
  const set = (change: Partial<Preferences>): void => void write(change).catch(showFailure);
  const reset = (name: PreferenceName): void => void write({}, [name]).catch(showFailure);
  const limits = state?.lockLimits ?? [];
  return (
    <Page
      width="narrow"
      title={t('preferences.title')}
      {...(state?.vault === 'sample' ? { text: t('preferences.sampleNote') } : {})}
      actions={
        <Button component={Link} to="/about" variant="default">
          {t('nav.about')}
        </Button>
      }
    >
      <Group title={t('preferences.looks')}>
        <Row name={t('preferences.scheme')} text={t('preferences.scheme.text')}>
          <SegmentedControl
            aria-label={t('preferences.scheme')}
            value={values.scheme}
            data={SCHEMES.map((value) => ({ value, label: t(`preferences.scheme.${value}`) }))}
            onChange={(scheme) => set({ scheme })}
          />
        </Row>
        <Row name={t('preferences.density')} text={t('preferences.density.text')}>
          <SegmentedControl
            aria-label={t('preferences.density')}
            value={values.density}
            data={DENSITIES.map((value) => ({ value, label: t(`preferences.density.${value}`) }))}
            onChange={(density) => set({ density })}
          />
        </Row>
      </Group>
      <Group title={t('preferences.names')}>
        <Row name={t('preferences.nameStyle')} text={t('preferences.nameStyle.text')}>
          <SegmentedControl
            aria-label={t('preferences.nameStyle')}
            value={values.nameStyle}
            data={NAME_STYLES.map((value) => ({ value, label: t(`preferences.nameStyle.${value}`) }))}
            onChange={(nameStyle) => set({ nameStyle })}
          />
        </Row>
      </Group>
      {values.fieldColumns.length + values.objectColumns.length === 0 ? null : (
        <Group title={t('preferences.columns')}>
          <Columns name="fieldColumns" values={values} onReset={reset} />
          <Columns name="objectColumns" values={values} onReset={reset} />
        </Group>
      )}
      <Group title={t('preferences.security')}>
        <Row name={t('preferences.autoLock')} text={t('preferences.autoLock.text')}>
          <NumberInput
            size="sm"
            className={classes.minutes}
            aria-label={`${t('preferences.autoLock')} (${t('preferences.autoLock.unit')})`}
            suffix={` ${t('preferences.autoLock.unit')}`}
            value={values.autoLockMinutes}
            min={1}
            max={240}
            clampBehavior="strict"
            allowDecimal={false}
            allowNegative={false}
            onChange={(value) => {
              const minutes = preferenceTable.autoLockMinutes.schema.safeParse(value);
              if (minutes.success && minutes.data !== values.autoLockMinutes) set({ autoLockMinutes: minutes.data });
            }}
          />
        </Row>
        {state?.vault === 'unlocked' ? <VaultSecrets /> : null}
        <Row name={t('preferences.signInDays')} text={t('preferences.signInDays.text')}>
          <NumberInput
            size="sm"
            className={classes.minutes}
            aria-label={`${t('preferences.signInDays')} (${t('preferences.signInDays.unit')})`}
            suffix={` ${t('preferences.signInDays.unit')}`}
            value={values.signInDays}
            min={1}
            max={90}
            clampBehavior="strict"
            allowDecimal={false}
            allowNegative={false}
            onChange={(value) => {
              const days = preferenceTable.signInDays.schema.safeParse(value);
              if (days.success && days.data !== values.signInDays) set({ signInDays: days.data });
            }}
          />
        </Row>
        {limits.length === 0 ? null : (
          <div className={classes.limits}>
            {t('preferences.autoLock.limits')}
            <ul>
              {limits.map((limit) => (
                <li key={limit}>{limit}</li>
              ))}
            </ul>
          </div>
        )}
      </Group>
      <Group title={t('preferences.exports')}>
        <Row name={t('preferences.csvDefuse')} text={t('preferences.csvDefuse.text')}>
          <Switch
            aria-label={t('preferences.csvDefuse')}
            checked={values.csvDefuse}
            onChange={(event) => set({ csvDefuse: event.currentTarget.checked })}
          />
        </Row>
      </Group>
      <Group title={t('preferences.accounts')}>
        <AccountsRow />
      </Group>
      {values.dismissedHints.length === 0 ? null : (
        <Group title={t('preferences.hints')}>
          <Row name={t('preferences.hints.reset')} text={t('preferences.hints.text')}>
            <Button variant="default" onClick={() => reset('dismissedHints')}>
              {t('preferences.hints.reset')}
            </Button>
          </Row>
        </Group>
      )}
    </Page>
  );
}

/** Leads to the accounts that exports can be sent to. */
function AccountsRow() {
  const count = useCall('accounts.list', {}).data?.accounts.length ?? 0;
  return (
    <Row name={t('accounts.preferences')} text={t('accounts.preferences.text', { count })}>
      <Button component={Link} to="/accounts" variant="default">
        {t('accounts.preferences.button')}
      </Button>
    </Row>
  );
}

type ColumnsProps = {
  readonly name: 'fieldColumns' | 'objectColumns';
  readonly values: Preferences;
  readonly onReset: (name: PreferenceName) => void;
};

function Columns({ name, values, onReset }: ColumnsProps) {
  const count = values[name].length;
  return (
    <Row
      name={t(`preferences.${name}`)}
      text={count === 0 ? t('preferences.columns.default') : t('preferences.columns.custom', { count })}
    >
      {count === 0 ? null : (
        <Button variant="default" onClick={() => onReset(name)}>
          {t('preferences.columns.reset')}
        </Button>
      )}
    </Row>
  );
}

/** The secrets that open the vault. Each is asked for and shown in the secret page, never here. */
function VaultSecrets() {
  const ask = useAction('app.askSecret');
  const open = (purpose: SecretPurpose) => (): void =>
    ask.mutate({ purpose, connectionId: null }, { onError: showFailure });
  // A kit may have been made or renewed since this was asked last.
  const secretOpen = useAppState()?.secretOpen ?? null;
  const { data, refetch } = useCall('vault.status', {});
  useEffect(() => {
    if (secretOpen === null) void refetch();
  }, [secretOpen, refetch]);
  const kit = data?.recoveryKit;
  return (
    <>
      <Row name={t('preferences.password')} text={t('preferences.password.text')}>
        <Button variant="default" onClick={open('change-password')}>
          {t('preferences.password.button')}
        </Button>
      </Row>
      <Row
        name={t('preferences.kit')}
        text={t(`preferences.kit.${kit === true ? 'there' : kit === false ? 'none' : 'unknown'}`)}
      >
        <Button variant="default" onClick={open('renew-kit')}>
          {t(kit === false ? 'preferences.kit.make' : 'preferences.kit.renew')}
        </Button>
      </Row>
      <Row name={t('preferences.renew')} text={t('preferences.renew.text')}>
        <Button variant="default" onClick={open('renew-keys')}>
          {t('preferences.renew.button')}
        </Button>
      </Row>
    </>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.group}>
      <h2 className={classes.groupTitle}>{title}</h2>
      <div className={classes.rows}>{children}</div>
    </section>
  );
}

type RowProps = { readonly name: string; readonly text: string; readonly children: ReactNode };

function Row({ name, text, children }: RowProps) {
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        <div className={classes.name}>{name}</div>
        <div className={classes.text}>{text}</div>
      </div>
      {children}
    </div>
  );
}
