import { createConcurrentRuns } from './concurrent.ts';
import type { ConcurrentRuns } from './concurrent.ts';
import { createHourlyRuns } from './hourly.ts';
import type { HourlyRuns } from './hourly.ts';
import { createReportInstances } from './instances.ts';
import type { ReportInstances } from './instances.ts';

/** What an org remembers of its report runs. */
export interface AnalyticsState {
  readonly concurrent: ConcurrentRuns;
  readonly hourly: HourlyRuns;
  readonly instances: ReportInstances;
}

export function createAnalyticsState(now: () => number): AnalyticsState {
  return { concurrent: createConcurrentRuns(), hourly: createHourlyRuns(now), instances: createReportInstances(now) };
}
