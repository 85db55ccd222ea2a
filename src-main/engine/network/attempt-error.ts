import type { ErrorCode } from '../../../src-preload/contract/errors.ts';
import { EngineFailure } from '../failure.ts';
import type { ConnectionTrouble } from './connection-trouble.ts';
import { troubleText } from './trouble-text.ts';

export type AttemptProblem =
  | 'cancelled'
  | 'timeout'
  | 'unknown-host'
  | 'name-service'
  | 'refused'
  | 'unreachable'
  | 'cut'
  | 'corrupt'
  | 'certificate'
  | 'tls'
  | 'proxy'
  | 'proxy-sign-in'
  | 'proxy-gone'
  | 'encoding'
  | 'too-large'
  | 'other';

/** Why no complete answer came. The cause stays inside the engine. */
export class AttemptError extends Error {
  readonly problem: AttemptProblem;
  /** What is known beyond the problem, for the person; null when nothing is. */
  readonly trouble: ConnectionTrouble | null;

  constructor(problem: AttemptProblem, cause?: unknown, trouble: ConnectionTrouble | null = null) {
    super(problem, { cause });
    this.name = 'AttemptError';
    this.problem = problem;
    this.trouble = trouble;
  }
}

/** Worth another attempt: the next one may well arrive. */
const PASSING: ReadonlySet<AttemptProblem> = new Set([
  'timeout',
  'name-service',
  'refused',
  'cut',
  'corrupt',
  'proxy-gone',
]);

export function isPassing(error: AttemptError): boolean {
  return PASSING.has(error.problem);
}

const PROBLEM_OF_CODE: Readonly<Record<string, AttemptProblem>> = {
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'name-service',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'cut',
  EPIPE: 'cut',
  ECONNABORTED: 'cut',
  UND_ERR_SOCKET: 'cut',
  UND_ERR_CLOSED: 'cut',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'cut',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
  EPROTO: 'tls',
};

/** Names the problem behind what undici, the socket or TLS threw. */
export function attemptErrorOf(error: unknown): AttemptError {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AttemptError) return cause;
    const code = (cause as { readonly code?: unknown }).code;
    if (typeof code !== 'string') continue;
    const known = Object.hasOwn(PROBLEM_OF_CODE, code) ? PROBLEM_OF_CODE[code] : undefined;
    if (known !== undefined) return new AttemptError(known, error);
    if (/CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)/.test(code)) return new AttemptError('certificate', error);
    if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS')) return new AttemptError('tls', error);
    if (code.startsWith('HPE_')) return new AttemptError('corrupt', error);
  }
  return new AttemptError('other', error);
}

/** A short text for the ledger; it never holds what a server or a library said. */
export const LEDGER_TEXT: Readonly<Record<AttemptProblem, string>> = {
  cancelled: 'cancelled',
  timeout: 'no answer in time',
  'unknown-host': 'the host name is unknown',
  'name-service': 'the name service did not answer',
  refused: 'the connection was refused',
  unreachable: 'the network is unreachable',
  cut: 'the connection was cut',
  corrupt: 'the answer was damaged',
  certificate: 'the certificate is not trusted',
  tls: 'no secure connection came about',
  proxy: 'the proxy refused',
  'proxy-sign-in': 'the proxy wants a sign-in',
  'proxy-gone': 'the proxy did not answer as one',
  encoding: 'the answer has an unknown encoding',
  'too-large': 'the answer is too large',
  other: 'the connection failed',
};

/** What the user is told once no attempt is left. */
export function unreachableFailure(host: string, error: AttemptError): Error {
  if (error.problem === 'cancelled') return new DOMException('Cancelled.', 'AbortError');
  if (error.problem === 'too-large') {
    return new EngineFailure(
      'too-large',
      `The answer of ${host} is larger than Orgbench accepts. Read fewer objects at once.`,
    );
  }
  const options = { retryable: true, cause: error };
  const message = textOf(host, error.trouble, ADVICE[error.problem]);
  return new EngineFailure(CODES[error.problem] ?? 'org-unreachable', message, options);
}

/** The same for Google and Microsoft, whose addresses nobody types. */
export function cloudUnreachableFailure(host: string, error: AttemptError): Error {
  if (error.problem === 'cancelled') return new DOMException('Cancelled.', 'AbortError');
  if (error.problem === 'too-large') {
    return new EngineFailure('too-large', `The answer of ${host} is larger than Orgbench accepts, so it was not read.`);
  }
  const advice =
    error.problem === 'unknown-host'
      ? `the name is not known. ${TRY_AGAIN}`
      : error.problem === 'refused'
        ? `nothing accepts connections there. ${TRY_AGAIN}`
        : ADVICE[error.problem];
  const options = { retryable: true, cause: error };
  const message = textOf(host, error.trouble, advice);
  return new EngineFailure(CODES[error.problem] ?? 'service-unreachable', message, options);
}

/** Problems that have a code of their own, whoever was to be reached. */
const CODES: Readonly<Partial<Record<AttemptProblem, ErrorCode>>> = {
  certificate: 'certificate-untrusted',
  proxy: 'proxy-failed',
  'proxy-sign-in': 'proxy-failed',
  'proxy-gone': 'proxy-failed',
};

function textOf(host: string, trouble: ConnectionTrouble | null, advice: string): string {
  return trouble === null ? `${host} was not reached: ${advice}` : troubleText(host, trouble);
}

const TRY_AGAIN = 'Check the network connection and try again.';
const ADVICE: Readonly<Record<Exclude<AttemptProblem, 'cancelled' | 'too-large'>, string>> = {
  timeout: `no answer came in time. ${TRY_AGAIN}`,
  'unknown-host': 'the name is not known. Check the instance URL and the network connection.',
  'name-service': `the name service did not answer. ${TRY_AGAIN}`,
  refused: 'nothing accepts connections there. Check the instance URL.',
  unreachable: `there is no way to it from this network. ${TRY_AGAIN}`,
  cut: `the connection was cut before the answer was complete. ${TRY_AGAIN}`,
  corrupt: `the answer arrived damaged. ${TRY_AGAIN}`,
  certificate:
    'its certificate is not trusted. If a company proxy inspects the traffic, its certificate must be installed in the operating system.',
  tls: 'no secure connection came about (TLS 1.2 at least is needed). A proxy on the way may be the cause.',
  proxy: 'the proxy did not let the request through. Check the proxy settings of the operating system.',
  'proxy-sign-in': 'the proxy wants a sign-in.',
  'proxy-gone': `the proxy was not reached. ${TRY_AGAIN}`,
  encoding: 'the answer came in an encoding that was not asked for. A proxy on the way may be the cause.',
  other: `the connection failed. ${TRY_AGAIN}`,
};
