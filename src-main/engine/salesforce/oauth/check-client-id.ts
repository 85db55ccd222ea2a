import { CALLBACK_PORTS, callbackUrl } from '../../../../src-preload/contract/connections.ts';
import type { Input, Output } from '../../../../src-preload/contract/index.ts';
import { EngineFailure } from '../../failure.ts';
import type { Gateway } from '../../network/gateway-types.ts';
import { probeAuthorize } from './authorize.ts';
import { normaliseLoginUrl } from './login-address.ts';
import { signInRefused } from './oauth-failures.ts';

/**
 * Asks a sign-in page whether it knows the client id with each of the callback addresses. Nobody signs in, so whether
 * the app is installed in an org and open to a user stays unknown.
 *
 * Throws `client-id-missing`, `bad-address`, and what `Gateway.request` throws.
 */
export async function checkClientId(
  gateway: Pick<Gateway, 'request'>,
  input: Input<'connections.checkClientId'>,
  signal: AbortSignal,
): Promise<Output<'connections.checkClientId'>> {
  const clientId = input.clientId.trim();
  if (!/^[A-Za-z0-9._-]{1,300}$/.test(clientId)) {
    throw new EngineFailure(
      'client-id-missing',
      'This is not a client id: it is the Consumer Key of the app, a long word without spaces. Copy it again.',
    );
  }
  const loginUrl = normaliseLoginUrl(input.loginUrl);
  const host = new URL(loginUrl).host;
  const caller = {
    id: 'client-id-check',
    name: 'Check of the client id',
    loginUrl,
    trigger: 'connect',
    signal,
  } as const;
  for (const url of CALLBACK_PORTS.map(callbackUrl)) {
    const problem = await probeAuthorize(gateway, caller, clientId, url);
    if (problem === null) continue;
    const { message } = signInRefused(problem, host);
    const missing = problem.error === 'redirect_uri_mismatch' ? ` The missing one is ${url}.` : '';
    return { loginUrl, problem: `${message}${missing}` };
  }
  return { loginUrl, problem: null };
}
