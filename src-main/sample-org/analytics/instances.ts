import { randomInt } from 'node:crypto';
import { salesforceDateTime } from '../dates.ts';
import { mintId } from '../ids.ts';
import type { OrgReport } from '../soql/report-model.ts';
import type { ReportMetadata } from './report-metadata.ts';
import type { ReportResult } from './run-report.ts';

/** An asynchronous run of a report. Its result is kept for a day. */
export interface ReportInstance {
  readonly id: string;
  readonly report: OrgReport;
  readonly stored: ReportMetadata;
  readonly metadata: ReportMetadata;
  readonly includeDetails: boolean;
  readonly ownerId: string;
  readonly requestedAtMs: number;
  status: 'New' | 'Running' | 'Success' | 'Error';
  completedAtMs: number | null;
  result: ReportResult | null;
}

const keptMs = 24 * 3_600_000;
const mostListed = 2000;

/** Instances of one org. Asking for an instance moves it on: new, then running, then done. */
export interface ReportInstances {
  add(instance: Omit<ReportInstance, 'id' | 'requestedAtMs' | 'status' | 'completedAtMs' | 'result'>): ReportInstance;
  /** Newest first. */
  of(reportId: string): readonly ReportInstance[];
  find(reportId: string, id: string): ReportInstance | undefined;
  delete(instance: ReportInstance): void;
}

export function createReportInstances(now: () => number): ReportInstances {
  let instances: ReportInstance[] = [];
  const living = (): readonly ReportInstance[] => {
    instances = instances.filter(({ requestedAtMs }) => requestedAtMs > now() - keptMs);
    return instances;
  };
  return {
    add(asked) {
      const id = mintId('0LG', `${asked.report.id}:${now()}:${randomInt(2 ** 40)}`);
      const instance: ReportInstance = {
        ...asked,
        id,
        requestedAtMs: now(),
        status: 'New',
        completedAtMs: null,
        result: null,
      };
      instances.push(instance);
      return instance;
    },
    of: (reportId) =>
      living()
        .filter(({ report }) => report.id === reportId)
        .toReversed()
        .slice(0, mostListed),
    find: (reportId, id) =>
      living().find((one) => one.report.id === reportId && one.id.slice(0, 15) === id.slice(0, 15)),
    delete(instance) {
      instances = instances.filter((one) => one !== instance);
    },
  };
}

/** An instance as lists show it. */
export function instanceListing(instance: ReportInstance, url: string): Readonly<Record<string, unknown>> {
  return {
    completionDate: dateOf(instance.completedAtMs),
    hasDetailRows: instance.includeDetails,
    id: instance.id,
    ownerId: instance.ownerId,
    requestDate: dateOf(instance.requestedAtMs),
    status: instance.status,
    url,
  };
}

/** The attributes that stand for the report's own in the answer of an instance. */
export function instanceAttributes(instance: ReportInstance): Readonly<Record<string, unknown>> {
  return {
    completionDate: dateOf(instance.completedAtMs),
    id: instance.id,
    ownerId: instance.ownerId,
    reportId: instance.report.id,
    reportName: instance.metadata.name,
    requestDate: dateOf(instance.requestedAtMs),
    status: instance.status,
    type: 'ReportInstance',
  };
}

function dateOf(atMs: number | null): string | null {
  return atMs === null ? null : salesforceDateTime(atMs).replace('.000+0000', 'Z');
}
