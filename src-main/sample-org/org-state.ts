import { randomInt } from 'node:crypto';
import { createAnalyticsState } from './analytics/state.ts';
import type { AnalyticsState } from './analytics/state.ts';
import { createBulkJobs } from './bulk/jobs.ts';
import type { BulkJobs } from './bulk/jobs.ts';
import type { OrgBundle } from './bundle.ts';
import type { BodyPart } from './http/body.ts';
import type { Fault } from './http/faults.ts';
import type { Retrieval } from './metadata-api/retrieve.ts';
import { createOAuthState } from './oauth/oauth-state.ts';
import type { OAuthOptions, OAuthState } from './oauth/oauth-state.ts';
import { createOrgModel } from './org-model.ts';
import type { OrgModel } from './org-model.ts';
import type { Rights } from './rights.ts';
import type { QueryCursor } from './soql/cursors.ts';

/** A request that would have changed the org. Nothing is changed; it is refused and kept here. */
export interface RefusedWrite {
  readonly method: string;
  readonly path: string;
}

/** What a running sample org remembers between requests. */
export interface OrgState {
  model: OrgModel;
  /** Last-Modified of describeGlobal and every describe: one for the whole org, in whole seconds. */
  describedAtMs: number;
  instanceUrl: string;
  /** Every access token that opens the org now, whatever it was minted for. */
  readonly tokens: Set<string>;
  /** What the users of some tokens lack; the user of any other may do everything. */
  readonly rights: Map<string, Rights>;
  readonly oauth: OAuthState;
  readonly writes: RefusedWrite[];
  readonly dailyRequests: { used: number; readonly max: number };
  /** Shaped answers as text, for each version and object; emptied with the bundle. */
  readonly described: Map<string, BodyPart>;
  /** Bytes shaped for `described` since it was empty. */
  describedBytes: number;
  readonly cursors: Map<string, QueryCursor>;
  readonly analytics: AnalyticsState;
  readonly bulkJobs: BulkJobs;
  /** Retrievals of the Metadata API by Id, oldest first. */
  readonly retrievals: Map<string, Retrieval>;
  readonly now: () => number;
  /** The fault that hits a part of a composite. */
  faultOfPart: (method: string, path: string) => Fault | undefined;
}

export interface OrgStateOptions {
  readonly bundle: OrgBundle;
  readonly accessToken?: string;
  readonly now: () => number;
  readonly dailyRequests: number;
  readonly requestsUsed: number;
  readonly oauth: OAuthOptions;
}

export function createOrgState(options: OrgStateOptions): { readonly state: OrgState; readonly accessToken: string } {
  const model = createOrgModel(options.bundle);
  const accessToken = options.accessToken ?? mintAccessToken(model);
  const state: OrgState = {
    model,
    describedAtMs: model.newestChangeMs,
    instanceUrl: '',
    tokens: new Set([accessToken]),
    rights: new Map(),
    oauth: createOAuthState(options.oauth),
    writes: [],
    dailyRequests: { used: options.requestsUsed, max: options.dailyRequests },
    described: new Map(),
    describedBytes: 0,
    cursors: new Map(),
    analytics: createAnalyticsState(options.now),
    bulkJobs: createBulkJobs(options.now),
    retrievals: new Map(),
    now: options.now,
    faultOfPart: () => undefined,
  };
  return { state, accessToken };
}

/**
 * Puts another bundle in place of the served one, as a deployment would. The org's Last-Modified moves only when
 * something changed that describe shows, or when `touch` says so.
 * @param touch true: Last-Modified moves in any case; false: it stays in any case
 */
export function replaceBundle(state: OrgState, bundle: OrgBundle, touch?: boolean): void {
  const before = state.model.describeFingerprint;
  state.model = createOrgModel(bundle);
  state.described.clear();
  state.describedBytes = 0;
  state.cursors.clear();
  const moves = touch ?? before !== state.model.describeFingerprint;
  if (!moves) return;
  // The header counts in seconds: a change within the same second must still be later than the one before.
  const nowMs = Math.floor(state.now() / 1000) * 1000;
  state.describedAtMs = Math.max(nowMs, state.describedAtMs + 1000);
}

const tokenCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';

/** A token of the service's form: the org's Id of 15 characters, `!`, and word characters with dots. */
export function mintAccessToken(model: OrgModel): string {
  let secret = 'AQEAQ';
  for (let index = 0; index < 91; index += 1) secret += tokenCharacters.charAt(randomInt(tokenCharacters.length));
  return `${model.organization.Id.slice(0, 15)}!${secret}`;
}
