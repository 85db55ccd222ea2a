import { type Finding, type FindingKind, FINDING_KINDS } from '../../../src-preload/contract/report-analysis.ts';
import { type MessageId, t } from '../../i18n/t.ts';

/** What was read that findings rest on. */
export type Read = {
  readonly reports: boolean;
  readonly dashboards: boolean;
  readonly users: boolean;
  readonly fields: boolean;
};

export type Tile = {
  readonly kind: FindingKind;
  readonly count: number;
  readonly notCertain: number;
  /** `known`: the count is all there is. `atLeast`: there may be more. `unknown`: nothing can be told; never a 0. */
  readonly state: 'known' | 'atLeast' | 'unknown';
  /** Why there may be more, or nothing can be told; null when it is known. */
  readonly why: string | null;
};

const NEEDS: Readonly<Record<FindingKind, readonly (keyof Read)[]>> = {
  'never run': ['reports'],
  'not run lately': ['reports'],
  'creator inactive': ['reports', 'users'],
  'last modifier inactive': ['reports', 'users'],
  'running user inactive': ['dashboards', 'users'],
  'duplicate definition': ['reports'],
  'private folder': ['reports'],
  'report gone or not visible': ['dashboards', 'reports'],
  'component fails': ['dashboards', 'users'],
  'documented field unused': ['reports', 'fields'],
};

/** Each kind with its count, or with why there is none to tell. */
export function tilesOf(findings: readonly Finding[], read: Read): readonly Tile[] {
  return FINDING_KINDS.map((kind) => {
    const found = findings.filter((one) => one.kind === kind);
    const notCertain = found.filter(({ sure }) => sure !== 'certain').length;
    const missing = NEEDS[kind].find((one) => !read[one]);
    // Whether a component fails on its data is in records alone.
    const why =
      missing !== undefined
        ? t(`analysis.why.${missing}`)
        : kind === 'component fails'
          ? t('analysis.why.records')
          : null;
    const state = why === null ? 'known' : found.length === 0 ? 'unknown' : 'atLeast';
    return { kind, count: found.length, notCertain, state, why };
  });
}

export const kindName = (kind: FindingKind): string => t(`analysis.kind.${kind}` satisfies MessageId);
