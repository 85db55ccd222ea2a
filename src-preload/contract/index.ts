import { z } from 'zod';
import { accessMethods } from './access.ts';
import { accountMethods } from './accounts.ts';
import { analyticsMethods } from './analytics.ts';
import { appCommand, appMethods, appState } from './app.ts';
import { areaMethods } from './areas.ts';
import { backupMethods } from './backup.ts';
import { catalogMethods } from './catalog.ts';
import { componentMethods } from './components.ts';
import { connectionMethods } from './connections.ts';
import { errorLogMethods } from './error-log.ts';
import { exportMethods, shellOnlyExportMethods } from './exports.ts';
import { job, jobMethods } from './jobs.ts';
import { ledgerMethods } from './ledger.ts';
import { objectMethods } from './objects.ts';
import { preflightMethods } from './preflight.ts';
import { preferenceMethods, preferences } from './preferences.ts';
import { privacyReportMethods } from './privacy-report.ts';
import { reportAnalysisMethods } from './report-analysis.ts';
import { retentionMethods } from './retention.ts';
import { rightsMethods } from './rights.ts';
import { supportMethods } from './support.ts';
import { usageMethods } from './usage.ts';
import type { EngineMethod, EventName, ShellOnlyMethod } from './names.ts';
import { shellOnlyMethods, vaultMethods } from './vault.ts';

/** Methods answered by the engine, with the schema of what goes in and of what may come out. */
export const engineContract = {
  ...vaultMethods,
  ...preferenceMethods,
  ...connectionMethods,
  ...objectMethods,
  ...jobMethods,
  ...catalogMethods,
  ...areaMethods,
  ...componentMethods,
  ...usageMethods,
  ...accessMethods,
  ...reportAnalysisMethods,
  ...accountMethods,
  ...exportMethods,
  ...ledgerMethods,
  ...preflightMethods,
  ...analyticsMethods,
  ...errorLogMethods,
  ...supportMethods,
  ...backupMethods,
  ...retentionMethods,
  ...rightsMethods,
  ...privacyReportMethods,
  ...shellOnlyMethods,
  ...shellOnlyExportMethods,
} as const;

/** Methods answered by the shell. */
export const shellContract = { ...appMethods } as const;

/** Everything: the page's door looks methods up here by own property. */
export const contract = { ...engineContract, ...shellContract } as const;

/** What each event carries. */
export const eventContract = {
  'app.stateChanged': appState,
  'app.command': z.object({ command: appCommand }),
  'job.progress': z.object({ job }),
  'catalog.changed': z.object({ connectionId: z.string() }),
  'connections.changed': z.object({}),
  'accounts.changed': z.object({}),
  'preferences.changed': preferences,
} as const satisfies Record<EventName, z.ZodType>;

export type Contract = typeof contract;
export type AnyEngineMethod = EngineMethod | ShellOnlyMethod;
export type Input<M extends keyof Contract> = z.infer<Contract[M]['input']>;
export type Output<M extends keyof Contract> = z.infer<Contract[M]['output']>;
export type EventValue<E extends EventName> = z.infer<(typeof eventContract)[E]>;
