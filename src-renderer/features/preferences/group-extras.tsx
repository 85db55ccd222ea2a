import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import {
  type PreferenceGroup,
  type PreferenceName,
  type Preferences,
  PREFERENCE_NAMES,
  preferenceTable,
} from '../../../src-preload/contract/preferences.ts';
import { useCall } from '../../api/queries.ts';
import { useAppState } from '../../api/state.ts';
import { type MessageId, t } from '../../i18n/t.ts';
import { Row } from './preference-row.tsx';
import classes from './preferences-screen.module.css';
import { VaultSecrets } from './vault-secrets.tsx';

type Props = {
  readonly group: PreferenceGroup;
  readonly values: Preferences;
  readonly onReset: (name: PreferenceName) => void;
};

/** Rows of a group that are no preference of the table, or have a control of their own. */
export function GroupExtras({ group, values, onReset }: Props) {
  if (group === 'security') return <Security />;
  if (group === 'sign-in') return <AccountsRow />;
  if (group === 'privacy') return <Privacy />;
  if (group === 'retention') {
    return (
      <Row name={t('preferences.kept')} text={t('preferences.kept.text')}>
        <Button component={Link} to="/privacy/kept" variant="default">
          {t('privacy.kept')}
        </Button>
      </Row>
    );
  }
  return group === 'view' ? <Views values={values} onReset={onReset} /> : null;
}

function Security() {
  const state = useAppState();
  const limits = state?.lockLimits ?? [];
  return (
    <>
      {state?.vault === 'unlocked' ? <VaultSecrets /> : null}
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
    </>
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

/** What the master switch turns off, and the way to the switch of analytics. */
function Privacy() {
  const on = useCall('analytics.status', {}).data?.on ?? false;
  const governed = PREFERENCE_NAMES.filter((name) => preferenceTable[name].governed);
  return (
    <>
      <div className={classes.limits}>
        {t('preferences.master.off')}
        <ul>
          {governed.map((name) => (
            <li key={name}>{preferenceTable[name].title}</li>
          ))}
        </ul>
      </div>
      <Row name={t('preferences.analytics')} text={t(`preferences.analytics.${on ? 'on' : 'off'}`)}>
        <Button component={Link} to="/privacy/analytics" variant="default">
          {t('preferences.analytics.button')}
        </Button>
      </Row>
    </>
  );
}

type ViewsProps = { readonly values: Preferences; readonly onReset: (name: PreferenceName) => void };

function Views({ values, onReset }: ViewsProps) {
  const columns = (['fieldColumns', 'objectColumns'] as const).filter((name) => values[name].length > 0);
  return (
    <>
      {columns.map((name) => (
        <Row
          key={name}
          name={preferenceTable[name].title}
          text={t('preferences.columns.custom', { count: values[name].length })}
        >
          <Button
            variant="default"
            aria-label={t('preferences.reset.row', { name: preferenceTable[name].title })}
            onClick={() => onReset(name)}
          >
            {t('preferences.reset')}
          </Button>
        </Row>
      ))}
      {values.dismissedHints.length === 0 ? null : (
        <Row name={preferenceTable.dismissedHints.title} text={t('preferences.hints.text')}>
          <Button variant="default" onClick={() => onReset('dismissedHints')}>
            {t('preferences.hints.reset')}
          </Button>
        </Row>
      )}
    </>
  );
}

/** True where the group has something to show although none of its preferences has a control. */
export const hasExtras = (group: PreferenceGroup, values: Preferences): boolean =>
  group === 'view'
    ? values.fieldColumns.length + values.objectColumns.length + values.dismissedHints.length > 0
    : group !== 'appearance' && group !== 'exports';

/** What the rows beside the preferences of a group are about, for the search. */
const EXTRA_WORDS: Readonly<Partial<Record<PreferenceGroup, readonly MessageId[]>>> = {
  security: ['preferences.password', 'preferences.kit', 'preferences.kit.none', 'preferences.renew'],
  'sign-in': ['accounts.preferences', 'accounts.preferences.button'],
  privacy: ['preferences.analytics', 'preferences.analytics.off'],
  retention: ['preferences.kept', 'preferences.kept.text', 'privacy.kept'],
};

/** True where a search is about the other rows of a group: every word stands in what they say. */
export function findsExtras(group: PreferenceGroup, text: string): boolean {
  const said = (EXTRA_WORDS[group] ?? [])
    .map((id) => t(id))
    .join(' ')
    .toLowerCase();
  return (
    said !== '' &&
    text
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean)
      .every((word) => said.includes(word))
  );
}
