/** How an answer goes wrong. Faults exist only through the handle of a server that runs in the same process. */
export interface Fault {
  /** A text that the path with its query contains, or a pattern for it. */
  readonly match: string | RegExp;
  readonly method?: string;
  /** How many requests it lets pass before the first one it hits. Absent: none. */
  readonly after?: number;
  /** How many requests it hits; absent: all of them. */
  readonly times?: number;
  /** Hits parts of composites and batches (by their address), not requests. Only `status` and `html` can. */
  readonly inParts?: boolean;
  /**
   * - `status`: answers with `status`, `body` and `headers` (a JSON error by default)
   * - `html`: answers with a page instead of JSON
   * - `cut`: closes the connection without an answer
   * - `hang`: never answers
   * - `half`: promises the whole body and closes the connection after half of it
   * - `latency`: answers rightly, `ms` later (and up to `jitterMs` more)
   */
  readonly kind: 'status' | 'html' | 'cut' | 'hang' | 'half' | 'latency';
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly ms?: number;
  readonly jitterMs?: number;
}

export interface FaultControl {
  /** Adds a fault; the returned function takes it away again. Earlier faults win over later ones. */
  add(fault: Fault): () => void;
  clear(): void;
  /** How many requests faults have hit. */
  hits(): number;
}

interface Armed {
  readonly fault: Fault;
  toPass: number;
  left: number;
}

/** The control for tests and the function by which the server asks for the fault of a request. */
export function createFaults(): {
  readonly control: FaultControl;
  take(method: string, path: string): Fault | undefined;
  takeForPart(method: string, path: string): Fault | undefined;
} {
  let armed: Armed[] = [];
  let hits = 0;
  const take = (method: string, path: string, isPart: boolean): Fault | undefined => {
    for (const entry of armed) {
      const { fault, left } = entry;
      if (left <= 0 || (fault.inParts === true) !== isPart || !matches(fault, method, path)) continue;
      if (entry.toPass > 0) {
        entry.toPass -= 1;
        continue;
      }
      entry.left -= 1;
      hits += 1;
      return fault;
    }
    return undefined;
  };
  return {
    control: {
      add(fault) {
        const entry: Armed = { fault, toPass: fault.after ?? 0, left: fault.times ?? Number.POSITIVE_INFINITY };
        armed.push(entry);
        return () => {
          armed = armed.filter((other) => other !== entry);
        };
      },
      clear() {
        armed = [];
      },
      hits: () => hits,
    },
    take: (method, path) => take(method, path, false),
    takeForPart: (method, path) => take(method, path, true),
  };
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  // search() ignores the state of a global pattern, which test() would not.
  return typeof fault.match === 'string' ? path.includes(fault.match) : path.search(fault.match) >= 0;
}

const statusTexts: Readonly<Record<number, readonly [errorCode: string, message: string]>> = {
  401: ['INVALID_SESSION_ID', 'Session expired or invalid'],
  403: ['REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'],
  404: ['NOT_FOUND', 'The requested resource does not exist'],
  410: ['UNSUPPORTED_API_VERSION', 'The requested API version is no longer supported.'],
  420: ['ORG_LOCKED', 'This organization is locked.'],
  429: ['REQUEST_LIMIT_EXCEEDED', 'Too many requests.'],
  500: ['UNKNOWN_EXCEPTION', 'An unexpected error occurred.'],
  503: ['SERVER_UNAVAILABLE', 'The server is temporarily unavailable.'],
};

/**
 * The answer of a `status` or `html` fault, in the notation of the API that was asked.
 * @param path of the request; SOAP answers with XML
 */
export function faultAnswer(
  fault: Fault,
  path = '',
): {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
} {
  if (fault.kind === 'html') {
    const page = '<html><head><title>Maintenance</title></head><body>Down for maintenance.</body></html>';
    return {
      status: fault.status ?? 503,
      headers: { 'Content-Type': 'text/html;charset=UTF-8', ...fault.headers },
      body: fault.body ?? page,
    };
  }
  const status = fault.status ?? 500;
  const [errorCode, message] = statusTexts[status] ?? ['UNKNOWN_EXCEPTION', `Answer ${status} by a fault.`];
  if (fault.body === undefined && path.includes('/services/Soap/')) {
    const inner = `<soapenv:Fault><faultcode>sf:${errorCode}</faultcode><faultstring>${errorCode}: ${message}</faultstring></soapenv:Fault>`;
    return {
      status,
      headers: { 'Content-Type': 'text/xml;charset=UTF-8', ...fault.headers },
      body: `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="http://soap.sforce.com/2006/04/metadata"><soapenv:Body>${inner}</soapenv:Body></soapenv:Envelope>`,
    };
  }
  return {
    status,
    headers: { 'Content-Type': 'application/json;charset=UTF-8', ...fault.headers },
    body: fault.body ?? JSON.stringify([{ message, errorCode }]),
  };
}
