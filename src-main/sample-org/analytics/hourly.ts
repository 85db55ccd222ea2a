/** Runs of the last hour, for each limit of the organization. */
export interface HourlyRuns {
  /** Counts a run. @returns false where the hour has no more: the run is refused and not counted. */
  take(limit: HourlyLimit): boolean;
  used(limit: HourlyLimit): number;
}

/** Limits by their names in `GET …/limits`. */
export const hourlyLimits = {
  HourlySyncReportRuns: 500,
  HourlyAsyncReportRuns: 1200,
  HourlyDashboardRefreshes: 200,
  HourlyDashboardResults: 5000,
  HourlyDashboardStatuses: 999_999_999,
} as const;
export type HourlyLimit = keyof typeof hourlyLimits;

const hourMs = 3_600_000;

/** Counts over a rolling hour of the organization's clock. */
export function createHourlyRuns(now: () => number): HourlyRuns {
  const runs = new Map<HourlyLimit, number[]>();
  const recent = (limit: HourlyLimit): number[] => {
    const since = now() - hourMs;
    const kept = (runs.get(limit) ?? []).filter((at) => at > since);
    runs.set(limit, kept);
    return kept;
  };
  return {
    take(limit) {
      const kept = recent(limit);
      if (kept.length >= hourlyLimits[limit]) return false;
      kept.push(now());
      return true;
    },
    used: (limit) => recent(limit).length,
  };
}
