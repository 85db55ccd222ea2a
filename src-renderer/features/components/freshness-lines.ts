import type { AreaStatus, CatalogArea } from '../../../src-preload/contract/areas.ts';
import { formatAgo, formatDateTime, formatList } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { inSentence } from './in-sentence.ts';

export type FreshnessLine = {
  /** "Reports and dashboards read 2 h ago" */
  readonly text: string;
  /** Each area with its exact time, for those who want to know; empty where there is none. */
  readonly exact: string;
};

/** When areas were read, in as few sentences as tell the truth of each. */
export function freshnessLines(statuses: readonly AreaStatus[], nowMs: number): readonly FreshnessLine[] {
  return [...Map.groupBy(statuses, (one) => sentenceOf(one, 'x', nowMs)).values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    return {
      text: sentenceOf(first, areaNames(alike.map(({ area }) => area)), nowMs),
      exact: alike
        .flatMap(({ area, readAt }) =>
          readAt === null
            ? []
            : alike.length === 1
              ? formatDateTime(readAt)
              : t('components.freshness', { area: t(`area.${area}`), when: formatDateTime(readAt) }),
        )
        .join(', '),
    };
  });
}

/** "Reports, dashboards and users" */
export function areaNames(areas: readonly CatalogArea[]): string {
  const names = areas.map((area) => t(`area.${area}`));
  return formatList(names.map((name, at) => (at === 0 ? name : inSentence(name))));
}

function sentenceOf({ chosen, progress, readAt, state }: AreaStatus, area: string, nowMs: number): string {
  if (!chosen) return t('components.freshness.notChosen', { area });
  if (progress !== null) return t('components.freshness.reading', { area });
  if (readAt === null) return t('components.freshness.never', { area });
  const when = formatAgo(readAt, nowMs);
  return t(state === 'unknown' ? 'components.freshness.unknown' : 'components.freshness', { area, when });
}
