import type { OAuth2Client } from 'google-auth-library';
import type { GaxiosOptions } from 'gaxios';
import { EngineFailure } from '../../failure.ts';
import type { AccountHandle, ProviderDeps } from '../../accounts/provider.ts';
import { type CloudCall, createCloudFetch } from '../../network/cloud-fetch.ts';
import { googleFailure } from './google-failures.ts';
import { type GoogleLibraries, googleLibraries } from './google-libraries.ts';
import { createGoogleTokens } from './google-tokens.ts';
import { fetchThrough, unwrapped } from './library-errors.ts';

/** How a request is made known to the gateway and its ledger. */
export type GoogleRequest = Pick<CloudCall, 'purpose' | 'trigger' | 'about' | 'repeatable' | 'onWait'> & {
  readonly signal: AbortSignal;
};

/** What a library call is given: whose token, and the only way out. */
export type LibraryCall = {
  readonly libraries: GoogleLibraries;
  readonly auth: OAuth2Client;
  readonly options: GaxiosOptions;
};

export type GoogleAnswer<T> = {
  readonly status: number;
  readonly data: T;
  readonly header: (name: string) => string | null;
};

/** The part of a library's answer that is used. */
type LibraryAnswer<T> = {
  readonly status: number;
  readonly data: T;
  /** Of the API libraries a plain object, of the auth library `Headers`. */
  readonly headers: Headers | Readonly<Record<string, unknown>>;
};

/**
 * Requests to Google's APIs as an account, through Google's libraries, with the gateway as their only transport.
 *
 * A token that is refused is renewed once. Statuses of 400 and above are thrown as the failures of
 * `google-failures.ts`; what the gateway throws passes.
 */
export function createGoogleClient(deps: ProviderDeps) {
  const tokens = createGoogleTokens(deps);

  const attempt = async <T>(
    account: AccountHandle,
    request: GoogleRequest,
    send: (call: LibraryCall) => Promise<LibraryAnswer<T>>,
    accessToken: string,
  ): Promise<LibraryAnswer<T>> => {
    const libraries = await googleLibraries();
    const auth = libraries.createOAuthClient({});
    // No expiry: when the token is renewed is decided here and not in the library.
    auth.setCredentials({ access_token: accessToken, token_type: 'Bearer' });
    const described: CloudCall = {
      ...request,
      account: { id: account.id, name: account.account().name },
      accessToken,
    };
    const options: GaxiosOptions = {
      retry: false,
      validateStatus: () => true,
      fetchImplementation: fetchThrough(createCloudFetch(deps.gateway, () => described)),
    };
    try {
      return await send({ libraries, auth, options });
    } catch (error) {
      throw unwrapped(error);
    }
  };

  return {
    tokens,
    call: async <T>(
      account: AccountHandle,
      request: GoogleRequest,
      send: (call: LibraryCall) => Promise<LibraryAnswer<T>>,
    ): Promise<GoogleAnswer<T>> => {
      const { trigger, signal } = request;
      const first = await tokens.accessToken(account, { trigger, signal, refused: null });
      let answer = await attempt(account, request, send, first);
      if (answer.status === 401) {
        const second = await tokens.accessToken(account, { trigger, signal, refused: first });
        answer = await attempt(account, request, send, second);
      }
      if (answer.status >= 400) {
        const failure = googleFailure(answer.status, answer.data);
        if (failure.code === 'account-signed-out') account.signedOut(failure.message);
        throw failure;
      }
      const { headers, status, data } = answer;
      return { status, data, header: (name) => headerOf(headers, name) };
    },
  };
}
export type GoogleClient = ReturnType<typeof createGoogleClient>;

function headerOf(headers: LibraryAnswer<unknown>['headers'], name: string): string | null {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  return typeof value === 'string' ? value : null;
}

/** Whether a request that changes something may have been executed although no answer says so. */
export function isAmbiguous(error: unknown): boolean {
  return error instanceof EngineFailure && error.code === 'service-unreachable';
}
