import { createHourlyRuns } from './hourly.ts';
import type { HourlyRuns } from './hourly.ts';
import { createReportInstances } from './instances.ts';
import type { ReportInstances } from './instances.ts';

/** What an org remembers of its report runs. */
export interface AnalyticsState {
  readonly hourly: HourlyRuns;
  readonly instances: ReportInstances;
}

export function createAnalyticsState(now: () => number): AnalyticsState {
  return { hourly: createHourlyRuns(now), instances: createReportInstances(now) };
}
