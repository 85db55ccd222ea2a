import { CALLBACK_PATH, CALLBACK_PORTS } from '../../../../src-preload/contract/connections.ts';
import { EngineFailure } from '../../failure.ts';
import type { Gateway } from '../../network/gateway-types.ts';
import { type CallbackAnswer, listenForCallback } from '../../network/loopback.ts';
import type { HostQuestions } from '../../ports.ts';
import { authorizePath, probeAuthorize } from './authorize.ts';
import { signInRefused } from './oauth-failures.ts';
import { createPkce, createState } from './pkce.ts';
import { exchangeCode, type Tokens } from './token-endpoint.ts';

export type BrowserSignInDeps = {
  readonly gateway: Pick<Gateway, 'request'>;
  /** The host's; it checks the address once more. */
  readonly openBrowser: HostQuestions['openExternal'];
  /** How long the browser may take; 5 minutes when absent. */
  readonly timeoutMs?: number | undefined;
  /** Tried in order; the registered ones when absent. */
  readonly ports?: readonly number[] | undefined;
};

export type BrowserSignIn = {
  readonly id: string;
  readonly name: string;
  /** Origin of the sign-in page, as `normaliseLoginUrl` gives it. */
  readonly loginUrl: string;
  readonly clientId: string;
};

const TIMEOUT_MS = 5 * 60_000;

/**
 * Signing in with the system's browser: OAuth's web-server flow with PKCE and a callback on this computer.
 *
 * One at a time: a second one ends the first as cancelled, because whoever starts again has given the first up.
 */
export function createBrowserSignIn(deps: BrowserSignInDeps) {
  let current: AbortController | null = null;

  const signIn = async (request: BrowserSignIn, signal: AbortSignal): Promise<Tokens> => {
    current?.abort();
    const mine = new AbortController();
    current = mine;
    try {
      return await run(deps, request, AbortSignal.any([signal, mine.signal]));
    } finally {
      if (current === mine) current = null;
    }
  };

  return {
    /**
     * Opens the browser and waits for it.
     *
     * Throws `sign-in-failed` with a sentence of its own for everything that can go wrong there, an AbortError when it
     * was cancelled, and what `Gateway.request` throws.
     */
    signIn,
    /** Ends the sign-in that is waiting, if there is one. */
    cancel: (): void => current?.abort(),
  };
}

async function run(deps: BrowserSignInDeps, request: BrowserSignIn, signal: AbortSignal): Promise<Tokens> {
  const { clientId, loginUrl } = request;
  const state = createState();
  const { verifier, challenge } = createPkce();
  const { promise: answered, resolve, reject } = Promise.withResolvers<string>();
  answered.catch(() => undefined);
  const onAnswer = (answer: CallbackAnswer): 'done' | 'not done' => {
    const code = codeOf(answer, new URL(loginUrl).host);
    if (typeof code === 'string') resolve(code);
    else reject(code);
    return typeof code === 'string' ? 'done' : 'not done';
  };
  const ports = deps.ports ?? CALLBACK_PORTS;
  const place = { ports, hostName: 'localhost', path: CALLBACK_PATH, vendor: 'Salesforce', state } as const;
  const listener = await listenForCallback(place, onAnswer);
  if (listener === null) throw portsTaken(ports);
  const { redirectUri } = listener;
  const caller = { ...request, trigger: 'connect', signal } as const;
  const cancel = (): void => reject(new DOMException('Cancelled.', 'AbortError'));
  const timeoutMs = deps.timeoutMs ?? TIMEOUT_MS;
  const timer = setTimeout(() => reject(tooLate(timeoutMs, listener.foreignAnswers())), timeoutMs);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    signal.throwIfAborted();
    const problem = await probeAuthorize(deps.gateway, caller, clientId, redirectUri);
    if (problem !== null) throw signInRefused(problem, new URL(loginUrl).host);
    await openBrowser(deps, `${loginUrl}${authorizePath({ clientId, redirectUri, state, challenge })}`);
    const code = await answered;
    listener.close();
    const answer = await exchangeCode(deps, caller, { code, clientId, redirectUri, verifier });
    if (!answer.ok) throw signInRefused(answer.error, new URL(loginUrl).host);
    return answer.tokens;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    listener.close();
  }
}

async function openBrowser(deps: BrowserSignInDeps, url: string): Promise<void> {
  try {
    await deps.openBrowser(url);
  } catch (cause) {
    throw new EngineFailure(
      'sign-in-failed',
      'The browser could not be opened. Choose a default browser in the settings of the operating system and start again.',
      { retryable: true, cause },
    );
  }
}

/** The code, or why there is none. */
function codeOf(answer: CallbackAnswer, host: string): string | EngineFailure {
  const { code, error } = answer;
  if (error !== undefined) return signInRefused({ error, description: answer['error_description'] ?? '' }, host);
  if (code !== undefined && /^[\x21-\x7e]{4,4000}$/.test(code)) return code;
  return failed(`${host} sent the browser back without an answer. Start the sign-in again.`);
}

function tooLate(timeoutMs: number, foreignAnswers: number): EngineFailure {
  if (foreignAnswers > 0) {
    return failed(
      'The browser came back only with the answer of another sign-in (its state does not fit), so nothing was connected. Close older sign-in tabs and start again.',
    );
  }
  const minutes = Math.round(timeoutMs / 60_000);
  const waited = minutes <= 1 ? 'in time' : `within ${minutes} minutes`;
  return failed(
    `The browser did not come back ${waited}, so nothing was connected. If it showed an error of Salesforce, give that text to an administrator of the org; otherwise start again.`,
  );
}

function portsTaken(ports: readonly number[]): EngineFailure {
  return failed(
    `The answer of the browser cannot be received: the ports ${ports.join(', ')} of this computer are all in use. Close the program that uses one of them (the Salesforce CLI uses 1717 while it signs in) and start again.`,
  );
}

function failed(message: string): EngineFailure {
  return new EngineFailure('sign-in-failed', message, { retryable: true });
}
