import { Button, Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import {
  type PreferenceGroup,
  type PreferenceName,
  type Preferences,
  PREFERENCE_GROUPS,
  PREFERENCE_GROUP_NAMES,
  PREFERENCE_NAMES,
  findPreferences,
  preferencesOf,
  preferenceTable,
} from '../../../src-preload/contract/preferences.ts';
import { useAppState, usePreferences, useSetPreferences } from '../../api/state.ts';
import { useAppCommand } from '../../app/commands.ts';
import { t } from '../../i18n/t.ts';
import { Page } from '../../ui/page.tsx';
import { showFailure } from '../../ui/toasts.tsx';
import { GroupExtras, findsExtras, hasExtras } from './group-extras.tsx';
import { PreferenceControl } from './preference-control.tsx';
import { Row } from './preference-row.tsx';
import classes from './preferences-screen.module.css';

/** Every preference of the typed table, found by words; each is stored at once and can go back to its default. */
export function PreferencesScreen() {
  const { find = '' } = useSearch({ from: '/preferences' });
  const navigate = useNavigate({ from: '/preferences' });
  const values = usePreferences();
  const sample = useAppState()?.vault === 'sample';
  const write = useSetPreferences();
  const input = useRef<HTMLInputElement>(null);
  useAppCommand('filter', () => input.current?.focus());
  const [resetting, setResetting] = useState(false);
  const set = (change: Partial<Preferences>): void => void write(change).catch(showFailure);
  const reset = (names: readonly PreferenceName[]): void => void write({}, names).catch(showFailure);
  const found = new Set(findPreferences(find));
  const searching = find.trim() !== '';
  const groups = PREFERENCE_GROUP_NAMES.filter(
    (group) =>
      preferencesOf(group).some((name) => found.has(name)) ||
      (searching ? findsExtras(group, find) : hasExtras(group, values)),
  );
  return (
    <Page
      width="narrow"
      title={t('preferences.title')}
      {...(sample ? { text: t('preferences.sampleNote') } : {})}
      actions={
        <>
          <Button variant="default" onClick={() => setResetting(true)}>
            {t('preferences.reset.all')}
          </Button>
          <Button component={Link} to="/about" variant="default">
            {t('nav.about')}
          </Button>
        </>
      }
    >
      <TextInput
        ref={input}
        className={classes.find}
        aria-label={t('preferences.find')}
        placeholder={t('preferences.find')}
        leftSection={<IconSearch size={14} stroke={1.6} aria-hidden="true" />}
        value={find}
        maxLength={100}
        onChange={(event) => {
          const text = event.currentTarget.value;
          void navigate({ search: text === '' ? {} : { find: text }, replace: true });
        }}
      />
      {groups.length === 0 ? <p className={classes.text}>{t('preferences.none', { text: find })}</p> : null}
      {groups.map((group) => (
        <Group
          key={group}
          group={group}
          names={preferencesOf(group).filter((name) => found.has(name))}
          values={values}
          withExtras={!searching || findsExtras(group, find)}
          onSet={set}
          onReset={reset}
        />
      ))}
      <Modal
        opened={resetting}
        onClose={() => setResetting(false)}
        title={t('preferences.reset.all.title')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <p className={classes.dialogText}>{t('preferences.reset.all.text')}</p>
        <div className={classes.dialogFoot}>
          <Button variant="default" onClick={() => setResetting(false)} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button
            color="red"
            onClick={() => {
              reset(PREFERENCE_NAMES);
              setResetting(false);
            }}
          >
            {t('preferences.reset.all')}
          </Button>
        </div>
      </Modal>
    </Page>
  );
}

const isChanged = (name: PreferenceName, values: Preferences): boolean =>
  JSON.stringify(values[name]) !== JSON.stringify(preferenceTable[name].fallback);

type GroupProps = {
  readonly group: PreferenceGroup;
  /** Those with a control, as far as they were found. */
  readonly names: readonly PreferenceName[];
  readonly values: Preferences;
  readonly withExtras: boolean;
  readonly onSet: (change: Partial<Preferences>) => void;
  readonly onReset: (names: readonly PreferenceName[]) => void;
};

function Group({ group, names, values, withExtras, onSet, onReset }: GroupProps) {
  const all = preferencesOf(group);
  const title = PREFERENCE_GROUPS[group];
  return (
    <section className={classes.group} aria-label={title}>
      <div className={classes.groupHead}>
        <h2 className={classes.groupTitle}>{title}</h2>
        {all.some((name) => isChanged(name, values)) ? (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-label={t('preferences.reset.group.label', { group: title })}
            onClick={() => onReset(all)}
          >
            {t('preferences.reset.group')}
          </Button>
        ) : null}
      </div>
      <div className={classes.rows}>
        {names.map((name) => (
          <PreferenceRow key={name} name={name} values={values} onSet={onSet} onReset={onReset} />
        ))}
        {withExtras ? <GroupExtras group={group} values={values} onReset={(name) => onReset([name])} /> : null}
      </div>
    </section>
  );
}

type PreferenceRowProps = Pick<GroupProps, 'values' | 'onSet' | 'onReset'> & { readonly name: PreferenceName };

function PreferenceRow({ name, values, onSet, onReset }: PreferenceRowProps) {
  const { title, description, governed } = preferenceTable[name];
  const idle = governed && values.onlySalesforce;
  return (
    <Row
      name={title}
      text={
        idle
          ? `${description} ${t('preferences.governed', { master: preferenceTable.onlySalesforce.title })}`
          : description
      }
    >
      {isChanged(name, values) ? (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          aria-label={t('preferences.reset.row', { name: title })}
          onClick={() => onReset([name])}
        >
          {t('preferences.reset')}
        </Button>
      ) : null}
      <PreferenceControl name={name} values={values} onSet={onSet} />
    </Row>
  );
}
