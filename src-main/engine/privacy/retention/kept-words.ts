import type { Preferences } from '../../../../src-preload/contract/preferences.ts';
import type { KeptPartName } from '../../../../src-preload/contract/retention.ts';

/** The preferences that set a period. */
export type Periods = Pick<
  Preferences,
  'orgRetentionMonths' | 'ledgerDays' | 'exportHistoryDays' | 'activityDays' | 'logDays'
>;

type PartWords = {
  readonly title: string;
  readonly preference: keyof Periods | null;
  readonly period: (periods: Periods) => string;
};

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** What each part is called, and how long it is kept. */
export const KEPT_WORDS: Readonly<Record<KeptPartName, PartWords>> = {
  metadata: {
    title: 'Metadata',
    preference: 'orgRetentionMonths',
    period: ({ orgRetentionMonths }) =>
      `Until the org was not opened for ${counted(orgRetentionMonths, 'month')}; the removal is announced 30 days before.`,
  },
  ledger: {
    title: 'Outbound ledger',
    preference: 'ledgerDays',
    period: ({ ledgerDays }) =>
      `${counted(ledgerDays, 'day')} after each request. Sums per purpose and day are made of what is kept and go with it.`,
  },
  exports: {
    title: 'History of exports',
    preference: 'exportHistoryDays',
    period: ({ exportHistoryDays }) =>
      `${counted(exportHistoryDays, 'day')} after each export. The exported files are not touched.`,
  },
  jobs: {
    title: 'Activity',
    preference: 'activityDays',
    period: ({ activityDays }) => `${counted(activityDays, 'day')} after each job.`,
  },
  errors: {
    title: 'Error log',
    preference: 'logDays',
    period: ({ logDays }) => `${counted(logDays, 'day')} after each entry.`,
  },
  analytics: {
    title: 'Counts of product analytics',
    preference: null,
    period: () => 'Until they are sent, deleted, or analytics is switched off; a year at most.',
  },
  accounts: {
    title: 'Google and Microsoft accounts',
    preference: null,
    period: () => 'Until you sign out. Removing an account signs it out first.',
  },
};

/** `3 orgs, ledger, jobs`: what a removal is of, without a name of anybody. */
export function removalWords(parts: readonly { readonly name: KeptPartName }[]): string {
  const orgs = parts.filter(({ name }) => name === 'metadata').length;
  const others = [...new Set(parts.map(({ name }) => name))].filter((name) => name !== 'metadata');
  return [
    ...(orgs === 0 ? [] : [`metadata of ${counted(orgs, 'org')}`]),
    ...others.map((name) => KEPT_WORDS[name].title.toLowerCase()),
  ].join(', ');
}
