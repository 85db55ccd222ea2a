import { EngineFailure } from '../failure.ts';
import { cloudUnreachableFailure } from './attempt-error.ts';
import type { Attempts, GatewayDeps, LedgerFacts } from './attempts.ts';
import { pathForLedger } from './canonical-url.ts';
import type { Trigger } from './gateway-types.ts';
import { networkOffFailure, ONLY_SALESFORCE_REASON } from './only-salesforce.ts';
import { isLoopbackHost } from './salesforce-hosts.ts';

/** The purpose that the ledger shows for counts that were sent. */
export const ANALYTICS_PURPOSE = 'analytics';

export type AnalyticsTrigger = Extract<Trigger, 'send counts' | 'daily counts'>;

export type AnalyticsRequest = {
  /** The message as JSON text: sent byte by byte as it is. */
  readonly body: string;
  readonly trigger: AnalyticsTrigger;
  /** What the ledger says is sent, e.g. `counts of 3 days`. */
  readonly about: string;
  readonly signal: AbortSignal;
};

/** The gateway's third counter. It takes no address: there is one, and whoever asks cannot choose another. */
export type AnalyticsGateway = {
  /**
   * Sends once; the answer is not read beyond its status, and redirects are not followed. Throws `request-refused`,
   * `network-off`, `service-unreachable`, `vault-locked`, and an AbortError when the signal fires.
   */
  readonly analytics: (request: AnalyticsRequest) => Promise<{ readonly status: number }>;
};

const TIMEOUT_MS = 30_000;

export function createAnalyticsGateway(
  deps: Pick<GatewayDeps, 'ledger' | 'now' | 'onlySalesforce' | 'analyticsAddress'>,
  attempts: Attempts,
): AnalyticsGateway {
  const analytics = async (request: AnalyticsRequest): Promise<{ readonly status: number }> => {
    attempts.ensureOpen();
    request.signal.throwIfAborted();
    const target = targetOf(deps.analyticsAddress);
    const row: LedgerFacts = {
      at: new Date(deps.now()).toISOString(),
      purpose: ANALYTICS_PURPOSE,
      trigger: request.trigger,
      connectionId: null,
      connectionName: null,
      method: 'POST',
      host: target?.host ?? '',
      path: target === null ? '' : pathForLedger(target.path),
      reads: request.about,
      parts: 0,
      attempt: 1,
      bytesOut: Buffer.byteLength(request.body),
    };
    if (target === null) {
      const reason = 'This build has no address for analytics that may be used.';
      deps.ledger.refuse(row, reason);
      throw new EngineFailure('request-refused', `The request was not sent: ${reason}`);
    }
    if (deps.onlySalesforce()) {
      deps.ledger.refuse(row, ONLY_SALESFORCE_REASON);
      throw networkOffFailure(target.host);
    }
    const sent = await attempts.attempt(
      {
        origin: target.origin,
        path: target.path,
        method: 'POST',
        // Nothing besides: no cookie, no name of a program, nothing about what is understood.
        headers: { 'content-type': 'application/json' },
        body: request.body,
        timeoutMs: TIMEOUT_MS,
        signal: request.signal,
        ignoresBody: true,
      },
      row,
    );
    if (!sent.ok) throw cloudUnreachableFailure(target.host, sent.error);
    return { status: sent.answer.status };
  };
  return { analytics };
}

/** https, or a server of this computer (tests); null for anything else. */
function targetOf(address: string | null | undefined) {
  if (address === null || address === undefined || !URL.canParse(address)) return null;
  const { protocol, username, password, hostname, host, origin, pathname, search } = new URL(address);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
  if (!isSafe || username !== '' || password !== '') return null;
  return { host, origin, path: `${pathname}${search}` };
}
