import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import type { Column, DaySeries } from './day-series.ts';

// A calendar day is the same day everywhere: it must not move with the time zone.
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const longFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** "23 Nov" of `2026-11-23`. */
export const shortDay = (day: string): string => dayFormat.format(Date.parse(`${day}T00:00:00Z`));
/** "23 Nov 2026" of `2026-11-23`. */
export const longDay = (day: string): string => longFormat.format(Date.parse(`${day}T00:00:00Z`));

export const seriesName = (name: string | null): string => name ?? t('ledger.days.others');

/** What stands in one column, most first: for whoever points at it. */
export function columnText({ from, total, counts }: Column, { series }: DaySeries): string {
  const parts = series
    .map((name, index) => ({ name, count: counts[index] ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => t('ledger.days.part', { purpose: seriesName(name), count: formatNumber(count) }));
  return [t('ledger.days.column', { day: longDay(from), requests: total }), ...parts].join('\n');
}
