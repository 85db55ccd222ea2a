import type { GatewayResponse, Purpose } from '../network/gateway-types.ts';
import type { BulkRow } from './bulk-csv.ts';
import type { BulkOptions } from './bulk-query.ts';
import type { DescribeGlobalBody, DescribeBody } from './describe-types.ts';
import type { OrgFacts, OrgUser } from './identity.ts';

/** A row of a query answer, without assumptions about its fields. */
export type SObjectRecord = Readonly<Record<string, unknown>>;

export type CallOptions = { readonly signal?: AbortSignal };

export type GlobalResult =
  | { readonly state: 'read'; readonly body: DescribeGlobalBody; readonly lastModified: string | null }
  | { readonly state: 'not-modified' };

/** One sObject to describe; `ifModifiedSince` is the `Last-Modified` of the describe that is already in the store. */
export type DescribePart = { readonly name: string; readonly ifModifiedSince: string | null };

export type DescribeResult =
  | { readonly name: string; readonly state: 'read'; readonly body: DescribeBody; readonly lastModified: string | null }
  | { readonly name: string; readonly state: 'not-modified' }
  /** The org no longer has the object, or hides it (404). */
  | { readonly name: string; readonly state: 'gone'; readonly reason: string }
  | { readonly name: string; readonly state: 'error'; readonly code: string; readonly reason: string };

export type DescribeAnswer = {
  /** In the order of the parts asked for. */
  readonly results: readonly DescribeResult[];
  /** Size after decompression, for the batch size policy. */
  readonly bodyBytes: number;
  /** Size on the wire. */
  readonly bytesIn: number;
  readonly ms: number;
};

/** A query refused by the org keeps its code (`INVALID_FIELD`, `MALFORMED_QUERY`, …) and text. */
export type QueryResult =
  | { readonly state: 'read'; readonly records: readonly SObjectRecord[]; readonly totalSize: number }
  | { readonly state: 'error'; readonly code: string; readonly reason: string };

/** The first page of a query's answer; `rest` asks for the others. */
export type FirstPage =
  | (Extract<QueryResult, { state: 'read' }> & { readonly rest: () => AsyncIterable<readonly SObjectRecord[]> })
  | Extract<QueryResult, { state: 'error' }>;

/** One record or resource asked for by its address; a refusal keeps the org's code and text. */
export type RecordResult =
  | { readonly state: 'read'; readonly record: SObjectRecord }
  | { readonly state: 'error'; readonly code: string; readonly reason: string };

export type QueryOptions = CallOptions & {
  /** Ask the Tooling API instead of the data API. */
  readonly tooling?: boolean;
  /** What it is for; `definitions` of the Tooling API and `query` of the data API when absent. */
  readonly purpose?: Purpose;
  /** Rows a page, 200 to 2,000. */
  readonly batchSize?: number;
};

/** A request whose refusal is an answer. */
export type ProbeCall = {
  readonly purpose: Purpose;
  readonly method?: 'GET' | 'POST';
  /** After the address of the API version; `metadata api` has an address of its own. */
  readonly path: string;
  readonly body?: string;
};

/** HTTP requests that went out through this client (each attempt counts) and body bytes on the wire. */
export type Traffic = { readonly requests: number; readonly bytesIn: number; readonly bytesOut: number };

export type ApiUsage = { readonly used: number; readonly max: number };

/**
 * Reads one org through the gateway, for one purpose of the user (one trigger).
 *
 * Every method throws `EngineFailure`: `signed-out`, `no-permission`, `budget-stopped` (the org's own daily limit is
 * used up), `api-retired`, `org-refused`, `org-unreachable`, `too-large`; and AbortError when its signal fires.
 */
export type OrgClient = {
  readonly connectionId: string;
  readonly origin: string;
  /** Without the letter: `68.0`. */
  readonly apiVersion: string;
  readonly describeGlobal: (
    options?: CallOptions & { readonly ifModifiedSince?: string | null },
  ) => Promise<GlobalResult>;
  /** One composite request; 1 to 25 parts. */
  readonly describeMany: (parts: readonly DescribePart[], options?: CallOptions) => Promise<DescribeAnswer>;
  /** Pages of records as they arrive. A query that the org refuses throws `org-refused` with the org's own text. */
  readonly query: (soql: string, options?: QueryOptions) => AsyncIterable<readonly SObjectRecord[]>;
  /**
   * Rows of one query as a Bulk API 2.0 job, in chunks of up to 2,000; for what pages would take hundreds of calls for.
   * The job is removed at the end, and when it fails, is cancelled or is no longer listened to.
   */
  readonly bulkQuery: (soql: string, options: BulkOptions) => AsyncIterable<readonly BulkRow[]>;
  /** How many rows a `SELECT COUNT()` finds. Objects of the Tooling catalog (EntityDefinition, …) refuse to count. */
  readonly count: (sObject: string, options: QueryOptions & { readonly where?: string }) => Promise<number>;
  /** One Tooling composite of 1 to 5 queries; answers of more than one page are read to their end. */
  readonly toolingMany: (
    queries: readonly string[],
    options?: CallOptions & { readonly purpose?: Purpose },
  ) => Promise<readonly QueryResult[]>;
  /** The same with the data API. `SELECT COUNT()` answers with its `totalSize` and no records. */
  readonly queryMany: (
    queries: readonly string[],
    options: CallOptions & { readonly purpose: Purpose },
  ) => Promise<readonly QueryResult[]>;
  /** The same with either API and the first page of each answer. */
  readonly firstPages: (
    queries: readonly string[],
    options: CallOptions & { readonly purpose: Purpose; readonly tooling?: boolean },
  ) => Promise<readonly FirstPage[]>;
  /**
   * Whole records of one Tooling sObject by id, `Metadata` included: one composite request of 1 to 25 parts. Only types
   * that the gateway's table names, since some others would bring code along.
   */
  readonly toolingRecords: (
    type: string,
    ids: readonly string[],
    options: CallOptions & { readonly purpose: Purpose },
  ) => Promise<readonly RecordResult[]>;
  /** The JSON of one resource under the address of the API version, e.g. `/analytics/reports/00O…/describe`. */
  readonly resource: (path: string, options: CallOptions & { readonly purpose: Purpose }) => Promise<RecordResult>;
  readonly limits: (options?: CallOptions) => Promise<ApiUsage>;
  readonly identity: (options?: CallOptions) => Promise<{ readonly user: OrgUser; readonly org: OrgFacts }>;
  /** Sends one request and hands on whatever the org says, refusals too; only `signed-out` and what is no answer throw. */
  readonly probe: (call: ProbeCall, options?: CallOptions) => Promise<GatewayResponse>;
  /** From the `Sforce-Limit-Info` header of the latest answer; null before the first. */
  readonly usage: () => ApiUsage | null;
  readonly traffic: () => Traffic;
  /** Tells Salesforce that the token is no longer used; the reason is a sentence. */
  readonly revoke: (
    options?: CallOptions,
  ) => Promise<{ readonly revoked: true } | { readonly revoked: false; readonly reason: string }>;
};
