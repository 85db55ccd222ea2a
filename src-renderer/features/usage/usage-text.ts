import type { UsageCoverage, UsageRow } from '../../../src-preload/contract/usage.ts';
import { formatAgo } from '../../i18n/format.ts';
import { type MessageId, hasMessage, t } from '../../i18n/t.ts';

/** What a Metadata API type is called here, in the plural; a type without a name of its own keeps that of the API. */
export function usageTypeName(type: string): string {
  const id = `usage.type.${type}`;
  return hasMessage(id) ? t(id as MessageId) : type;
}

/** `layoutItem, code-string` as a person reads it: "layout item, code string". The name of a report stays as it is. */
export const viaText = (via: readonly string[]): string => via.map(wordsOfVia).join(', ');

// A dashboard uses a field through its report: only the names of reports, `folder/name`, have a slash.
const wordsOfVia = (one: string): string =>
  one.includes('/')
    ? t('usage.via.report', { name: one })
    : one
        .replaceAll('-', ' ')
        .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
        .toLowerCase();

/** Kinds that people ask for first; the others follow by name. */
const FIRST = ['Report', 'Dashboard', 'Flow', 'ValidationRule', 'CustomField', 'Layout', 'FlexiPage', 'ApexClass'];
const LAST = ['PermissionSet', 'Profile'];
const rank = (type: string): number =>
  FIRST.includes(type) ? FIRST.indexOf(type) : LAST.includes(type) ? 100 + LAST.indexOf(type) : 50;

export type UsageGroup = { readonly type: string; readonly rows: readonly UsageRow[] };

/** Rows by type, those that hold the text; in the order in which people look for them. */
export function usageGroups(rows: readonly UsageRow[], text: string): readonly UsageGroup[] {
  const needle = text.trim().toLowerCase();
  const groups = new Map<string, UsageRow[]>();
  for (const row of rows) {
    const haystack = `${row.shown}\n${row.name}\n${row.via.join('\n')}\n${viaText(row.via)}\n${usageTypeName(row.type)}`;
    if (needle !== '' && !haystack.toLowerCase().includes(needle)) continue;
    const group = groups.get(row.type);
    if (group === undefined) groups.set(row.type, [row]);
    else group.push(row);
  }
  return [...groups]
    .map(([type, found]) => ({ type, rows: found.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b))) }))
    .toSorted((a, b) => rank(a.type) - rank(b.type) || usageTypeName(a.type).localeCompare(usageTypeName(b.type)));
}

const nameOf = ({ shown }: UsageRow): string => shown;

const NAMED = 3;

/** "read 5 of 6 sources 2 h ago; Apex: not read" */
export function coverageLine(coverage: readonly UsageCoverage[], nowMs: number): string {
  const whole = coverage.filter(({ state }) => state === 'read');
  // The age that can be relied on is that of the source that was read longest ago.
  const oldest = whole.flatMap(({ readAt }) => (readAt === null ? [] : [readAt])).sort()[0];
  const total = coverage.length;
  const parts = [
    whole.length === 0
      ? t(isNothingRead(coverage) ? 'usage.coverage.none' : 'usage.coverage.noneWhole', { total })
      : t('usage.coverage', {
          read: whole.length,
          total,
          when: oldest === undefined ? '' : formatAgo(oldest, nowMs),
        }).trim(),
  ];
  for (const state of ['partly', 'not read'] as const) {
    const ofState = coverage.filter((one) => one.state === state);
    const text = t(`usage.state.${state}`);
    if (ofState.length > NAMED) parts.push(t('usage.coverage.many', { count: ofState.length, state: text }));
    else parts.push(...ofState.map(({ source }) => t('usage.coverage.one', { source, state: text })));
  }
  return parts.join('; ');
}

/** True when nothing that was asked for has been read at all: an empty list then says nothing. */
export const isNothingRead = (coverage: readonly UsageCoverage[]): boolean =>
  coverage.every(({ state }) => state === 'not read');

export const isWhole = (coverage: readonly UsageCoverage[]): boolean => coverage.every(({ state }) => state === 'read');
