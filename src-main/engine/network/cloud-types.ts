import type { Trigger } from './gateway-types.ts';

/** What a request to Google or Microsoft is for. The allow-list says for each purpose which hosts and paths it may use. */
export const CLOUD_PURPOSES = [
  'google sign in',
  'google account',
  'google files',
  'google sheets',
  'microsoft sign in',
  'microsoft files',
  'microsoft upload',
  'microsoft workbook',
] as const;
export type CloudPurpose = (typeof CLOUD_PURPOSES)[number];

export type CloudRequest = {
  readonly purpose: CloudPurpose;
  readonly trigger: Trigger;
  /** On whose behalf, for the ledger; during a sign-in the id is empty and the name is the provider's. */
  readonly account: { readonly id: string; readonly name: string };
  /** Sent as a bearer token; null for sign-ins and for upload addresses, which carry their own permission. */
  readonly accessToken: string | null;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute and https, as the provider documents it. Tests redirect whole origins inside the gateway. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** What the ledger says is sent or read, e.g. `rows 2 to 2001 of "Fields"`. Never a cell. */
  readonly about: string;
  /**
   * Arriving twice has the same effect as arriving once, so that it may be repeated when no answer came (5xx, cut). A
   * request that was refused for going too fast (429, or 503 with Retry-After) was not executed and is always repeated.
   */
  readonly repeatable: boolean;
  /** For each attempt; 120 s when absent. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Called before each pause between attempts. */
  readonly onWait?: (ms: number) => void;
};

export type CloudResponse = {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The decompressed body. */
  readonly body: Uint8Array;
  readonly attempts: number;
};

/** The gateway's second counter: the same ledger, dispatchers and lock, another table of what may pass. */
export type CloudGateway = {
  /**
   * Any status that the provider answers with is a response; redirects are not followed. Throws `request-refused`,
   * `network-off`, `service-unreachable`, `too-large`, `vault-locked`, and an AbortError when the signal fires.
   */
  readonly cloud: (request: CloudRequest) => Promise<CloudResponse>;
};
