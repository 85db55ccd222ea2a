/** The answer of `GET …/limits`. Only the daily API requests move: nothing else can be spent on the sample org. */
export function limits(daily: { readonly used: number; readonly max: number }): Record<string, unknown> {
  const untouched = (max: number) => ({ Max: max, Remaining: max });
  return {
    ConcurrentAsyncGetReportInstances: untouched(200),
    ConcurrentSyncReportRuns: untouched(20),
    DailyApiRequests: { Max: daily.max, Remaining: Math.max(0, daily.max - daily.used) },
    DailyAsyncApexExecutions: untouched(250_000),
    DailyBulkApiBatches: untouched(15_000),
    DailyBulkV2QueryFileStorageMB: untouched(976_562),
    DailyBulkV2QueryJobs: untouched(10_000),
    DailyWorkflowEmails: untouched(1_000),
    DataStorageMB: { Max: 10_240, Remaining: 9_871 },
    FileStorageMB: { Max: 10_240, Remaining: 10_002 },
    HourlyAsyncReportRuns: untouched(1_200),
    HourlyDashboardRefreshes: untouched(200),
    HourlyDashboardResults: untouched(5_000),
    HourlyDashboardStatuses: untouched(999_999_999),
    HourlySyncReportRuns: untouched(500),
    SingleEmail: untouched(5_000),
  };
}
