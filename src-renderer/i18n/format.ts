import { t } from './t.ts';

const whole = new Intl.NumberFormat('en');
const oneDecimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const dateAndTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const dateOnly = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

export const formatNumber = (value: number): string => whole.format(value);

/** "A, B and C" */
export const formatList = (names: readonly string[]): string => list.format(names);

/** One decimal at most, e.g. a rate. */
export const formatDecimal = (value: number): string => oneDecimal.format(value);

/** An ISO 8601 time in the person's own time zone; the text itself when it is no time. */
export const formatDateTime = (iso: string): string => formatWith(dateAndTime, iso);
/** To the second, for lists of things that follow each other quickly. */
export const formatClock = (iso: string): string => formatWith(clock, iso);
export const formatDate = (iso: string): string => formatWith(dateOnly, iso);

function formatWith(format: Intl.DateTimeFormat, iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : format.format(time);
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** Decimal units, as operating systems show them. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? whole.format(value) : oneDecimal.format(value)} ${BYTE_UNITS[unit] ?? 'B'}`;
}

/** "2 h ago", for a time not in the future. */
export function formatAgo(iso: string, nowMs: number): string {
  const minutes = Math.floor((nowMs - Date.parse(iso)) / 60_000);
  if (Number.isNaN(minutes)) return iso;
  if (minutes < 1) return t('time.justNow');
  if (minutes < 60) return t('time.minutesAgo', { count: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t('time.hoursAgo', { count: hours });
  const days = Math.floor(hours / 24);
  return days < 30 ? t('time.daysAgo', { count: days }) : formatDate(iso);
}

export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds < 60) return t('time.seconds', { count: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return t('time.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  return seconds % 60 === 0 || minutes >= 10
    ? t('time.minutes', { count: minutes })
    : t('time.minutesSeconds', { minutes, seconds: seconds % 60 });
}
