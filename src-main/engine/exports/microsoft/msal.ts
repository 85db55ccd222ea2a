import type { AuthenticationResult, INetworkModule, NetworkResponse, PublicClientApplication } from '@azure/msal-node';
import { EngineFailure } from '../../failure.ts';
import type { CloudGateway, CloudRequest } from '../../network/cloud-types.ts';
import { type EntraError, entraError } from './entra-errors.ts';

/** MSAL's token cache as text; the caller keeps it sealed. */
export type TokenCacheStore = { readonly read: () => string | null; readonly write: (text: string) => void };

export type MsalCall = Pick<CloudRequest, 'account' | 'trigger' | 'signal'> & {
  readonly clientId: string;
  readonly tenant: string;
  readonly cache: TokenCacheStore;
};

/** What became of something that MSAL was asked for. */
export type MsalOutcome =
  | { readonly ok: true; readonly result: AuthenticationResult }
  /** `error` is null when MSAL itself found that nothing is stored that it could use. */
  | { readonly ok: false; readonly error: EntraError | null };

/** Parameters that tell Microsoft about the machine and the library; nothing depends on them. */
const TELLTALE = /^(?:x-client-|x-ms-|x-app-|client-request-id$)/i;

/** The same parameters without those that only tell about this computer. */
export function withoutTelltale(parameters: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...parameters].filter(([name]) => !TELLTALE.test(name)));
}

/**
 * MSAL's public client, with the gateway as its only way out and the caller's sealed text as its only cache.
 *
 * The public cloud's endpoints are built into MSAL, so that no discovery request is made.
 */
export async function createMsal(gateway: CloudGateway, call: MsalCall) {
  const { PublicClientApplication, InteractionRequiredAuthError } = await import('@azure/msal-node');
  // MSAL turns what its network client throws, and what Microsoft answers, into errors of its own with less in them.
  let thrown: unknown;
  let refused: EntraError | null = null;

  const send = async <T>(
    method: 'GET' | 'POST',
    url: string,
    form: string | undefined,
  ): Promise<NetworkResponse<T>> => {
    try {
      const parameters = withoutTelltale(new URLSearchParams(form ?? ''));
      const grant = parameters.get('grant_type');
      const answer = await gateway.cloud({
        purpose: 'microsoft sign in',
        trigger: call.trigger,
        account: call.account,
        accessToken: null,
        method,
        url,
        headers: {
          Accept: 'application/json',
          ...(form === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
        },
        ...(form === undefined ? {} : { body: parameters.toString() }),
        about: grant === null ? 'sign-in addresses' : grant === 'refresh_token' ? 'a new access token' : 'tokens',
        // A code is good for one use. Entra's refresh tokens stay good after theirs.
        repeatable: grant !== 'authorization_code',
        ...(call.signal === undefined ? {} : { signal: call.signal }),
      });
      const body = jsonObject(answer.body);
      if (body === null || answer.status >= 500 || answer.status === 429) throw unusable(answer.status);
      refused = answer.status >= 400 ? entraError(body) : null;
      return { headers: { ...answer.headers }, status: answer.status, body: body as T };
    } catch (error) {
      thrown = error;
      throw error;
    }
  };
  const networkClient: INetworkModule = {
    sendGetRequestAsync: (url) => send('GET', url, undefined),
    sendPostRequestAsync: (url, options) => send('POST', url, options?.body ?? ''),
  };

  const application = new PublicClientApplication({
    auth: { clientId: call.clientId, authority: `https://login.microsoftonline.com/${call.tenant}` },
    cache: {
      cachePlugin: {
        beforeCacheAccess: (context) => {
          const text = call.cache.read();
          if (text !== null && text !== '') context.tokenCache.deserialize(text);
          return Promise.resolve();
        },
        afterCacheAccess: (context) => {
          if (context.cacheHasChanged) call.cache.write(context.tokenCache.serialize());
          return Promise.resolve();
        },
      },
    },
    system: { networkClient, disableInternalRetries: true },
  });

  const outcome = async (
    ask: (application: PublicClientApplication) => Promise<AuthenticationResult | null>,
  ): Promise<MsalOutcome> => {
    thrown = undefined;
    refused = null;
    try {
      const result = await ask(application);
      return result === null ? { ok: false, error: null } : { ok: true, result };
    } catch (error) {
      if (thrown !== undefined) throw thrown;
      if (refused !== null || error instanceof InteractionRequiredAuthError) return { ok: false, error: refused };
      throw new EngineFailure(
        'sign-in-failed',
        'Microsoft’s answer to the sign-in could not be used, so nothing was changed. Start the sign-in again.',
        { retryable: true, cause: error },
      );
    }
  };

  return { application, outcome };
}

function jsonObject(body: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function unusable(status: number): EngineFailure {
  return status === 429
    ? new EngineFailure(
        'throttled',
        'Microsoft asks to wait before the next sign-in request. Try again in some minutes.',
        {
          retryable: true,
        },
      )
    : new EngineFailure(
        'service-unreachable',
        `Microsoft’s sign-in service did not give a usable answer (status ${status}). Try again later; a stored sign-in is kept.`,
        { retryable: true },
      );
}
