import {
  type AnalyticsMessage,
  analyticsMessage,
  FEATURE_NAMES,
  type Feature,
} from '../../../../src-preload/contract/analytics.ts';
import type { DayCount } from '../../store/analytics-repository.ts';

/** Whether analytics knows the name: the run-time side of the type. */
export function isFeature(name: string): name is Feature {
  return (FEATURE_NAMES as readonly string[]).includes(name);
}

/** The whole message that would be sent, days in order and features in the order of the list; null without counts. */
export function messageOf(id: string, counts: readonly DayCount[]): AnalyticsMessage | null {
  const days = [...new Set(counts.map(({ day }) => day))].sort().flatMap((day) => {
    const ofDay = new Map(counts.filter((one) => one.day === day).map(({ feature, count }) => [feature, count]));
    const listed = FEATURE_NAMES.flatMap((name) => {
      const count = ofDay.get(name);
      return count === undefined ? [] : [[name, count] as const];
    });
    return listed.length === 0 ? [] : [{ day, counts: Object.fromEntries(listed) }];
  });
  // Parsed strictly: whatever else may have come into the store does not go out.
  return days.length === 0 ? null : analyticsMessage.parse({ id, days });
}

/** The local date of a moment. */
export function localDay(atMs: number): string {
  const at = new Date(atMs);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
