import { hourlyLimits } from './analytics/hourly.ts';
import type { HourlyLimit } from './analytics/hourly.ts';
import { jobsPerDay } from './bulk/jobs.ts';
import type { OrgState } from './org-state.ts';

/** The answer of `GET …/limits`, this request counted. What cannot be spent on the sample org is untouched. */
export function limits({ dailyRequests, analytics, bulkJobs }: OrgState): Record<string, unknown> {
  const left = (max: number, used = 0) => ({ Max: max, Remaining: Math.max(0, max - used) });
  const hourly = (name: HourlyLimit) => left(hourlyLimits[name], analytics.hourly.used(name));
  return {
    ConcurrentAsyncGetReportInstances: left(200),
    ConcurrentSyncReportRuns: left(20),
    DailyApiRequests: left(dailyRequests.max, dailyRequests.used + 1),
    DailyAsyncApexExecutions: left(250_000),
    DailyBulkApiBatches: left(15_000),
    DailyBulkV2QueryFileStorageMB: left(976_562),
    DailyBulkV2QueryJobs: left(jobsPerDay, bulkJobs.usedToday()),
    DailyWorkflowEmails: left(1_000),
    DataStorageMB: { Max: 10_240, Remaining: 9_871 },
    FileStorageMB: { Max: 10_240, Remaining: 10_002 },
    HourlyAsyncReportRuns: hourly('HourlyAsyncReportRuns'),
    HourlyDashboardRefreshes: hourly('HourlyDashboardRefreshes'),
    HourlyDashboardResults: hourly('HourlyDashboardResults'),
    HourlyDashboardStatuses: hourly('HourlyDashboardStatuses'),
    HourlySyncReportRuns: hourly('HourlySyncReportRuns'),
    SingleEmail: left(5_000),
  };
}
