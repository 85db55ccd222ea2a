/** What a request is for. The allow-list says for each purpose which routes it may use; the ledger shows it. */
export const PURPOSES = [
  'versions',
  'identity',
  'limits',
  'object list',
  'describe',
  'definitions',
  'query',
  'reports',
  'automation',
  'code',
  'access',
  'layouts',
  'dependencies',
  'changes',
  'metadata api',
  'records',
  'sign in',
  'refresh',
  'sign out',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What made Orgbench send it: something that the user started, or counts of analytics once a day while it is on. */
export const TRIGGERS = [
  'connect',
  'test',
  'choose objects',
  'sync',
  'sign out',
  'remove',
  'sign in',
  'preflight',
  'choose file',
  'export',
  'send counts',
  'daily counts',
] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** On whose behalf a request goes out. */
export type GatewayConnection = {
  readonly id: string;
  readonly name: string;
  /** Scheme, host and port; a request to any other is refused. */
  readonly origin: string;
  /** Sent as a bearer token; null for requests that need none (the list of API versions). */
  readonly accessToken: string | null;
};

export type GatewayRequest = {
  readonly purpose: Purpose;
  readonly trigger: Trigger;
  readonly connection: GatewayConnection;
  readonly method: string;
  /** Path with query (`/services/data/v68.0/sobjects`), or an absolute URL of the connection's own origin. */
  readonly url: string;
  /** Only `If-Modified-Since` and `Sforce-Query-Options` are let through; what is sent and accepted follows from the URL. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For each attempt; 120 s when absent. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Called after each attempt that was sent, whatever came of it. */
  readonly onAttempt?: (attempt: AttemptFacts) => void;
};

/** One attempt as the ledger counts it. */
export type AttemptFacts = {
  /** Null when no answer came. */
  readonly status: number | null;
  /** Body bytes on the wire, before decompression. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly ms: number;
};

export type GatewayResponse = {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The decompressed body as text (JSON, CSV lines of a bulk job, or the XML of a SOAP call). */
  readonly text: string;
  /** Bytes of `text` before decoding, after decompression. */
  readonly bodyBytes: number;
  /** Body bytes on the wire of the last attempt, before decompression. */
  readonly bytesIn: number;
  /** Duration of the last attempt. */
  readonly ms: number;
  readonly attempts: number;
};

/** The only way out of the engine. */
export type Gateway = {
  /**
   * Checks, records and sends one request; repeats idempotent reads up to three times.
   *
   * Any status that an org answers with is a response, redirects aside. Throws `request-refused` when a guard says no,
   * `org-unreachable` when no complete answer came, `org-paused` after repeated failures, `budget-stopped`, `org-refused`
   * for a redirect, `too-large`, `vault-locked`, and an AbortError when the signal fires.
   */
  readonly request: (request: GatewayRequest) => Promise<GatewayResponse>;
  /** A person started something anew: an org that is left alone after failures is asked at once. */
  readonly tryAgain: (origin: string) => void;
  /** Until when an org is left alone after repeated failures, ISO 8601; null: it is not. */
  readonly pausedUntil: (connectionId: string) => string | null;
  /** Calls that Orgbench may send to the org within 24 hours, and what is left of them; 0 where no budget is kept. */
  readonly budgetOf: (connectionId: string) => { readonly budget: number; readonly left: number };
  /**
   * The connection reads metadata only from now on: its requests for records are cancelled on their way, and fail with
   * `request-refused`; no answer to them is handed over.
   */
  readonly endRecords: (connectionId: string) => void;
  /** Closes kept connections; later requests are refused. */
  readonly close: () => Promise<void>;
};
