import { json, traceIds, type Asked, type Reply } from '../http-kit.ts';

export type LoginErrorParts = {
  readonly status?: number;
  readonly error: string;
  /** The number behind AADSTS. */
  readonly number: number;
  readonly text: string;
  readonly suberror?: string;
};

/** As in the `error_description` of the token endpoint and of the redirect (api-facts §4.1 line 262). */
export function description(asked: Asked, now: number, number: number, text: string): string {
  const { requestId, clientRequestId } = traceIds(asked);
  const at = new Date(now).toISOString().replace('T', ' ').replace(/\.\d+/, '');
  return `AADSTS${number}: ${text} Trace ID: ${requestId} Correlation ID: ${clientRequestId} Timestamp: ${at}`;
}

/** An error of the token endpoint (learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow, api-facts §4.1 line 262). */
export function loginError(asked: Asked, now: number, parts: LoginErrorParts): Reply {
  const { requestId, clientRequestId } = traceIds(asked);
  const text = description(asked, now, parts.number, parts.text);
  return json(
    parts.status ?? 400,
    {
      error: parts.error,
      error_description: text,
      error_codes: [parts.number],
      timestamp: new Date(now).toISOString().replace('T', ' ').replace(/\.\d+/, ''),
      trace_id: requestId,
      correlation_id: clientRequestId,
      error_uri: `https://login.microsoftonline.com/error?code=${parts.number}`,
      ...(parts.suberror === undefined ? {} : { suberror: parts.suberror }),
    },
    { 'x-ms-request-id': requestId, 'cache-control': 'no-store', pragma: 'no-cache' },
  );
}

/** Thrown below the endpoints of the sign-in service; becomes the answer. */
export class LoginFailure extends Error {
  readonly parts: LoginErrorParts;
  constructor(parts: LoginErrorParts) {
    super(`${parts.error} AADSTS${parts.number}: ${parts.text}`);
    this.parts = parts;
  }
}
