import type { FakeReply } from './http.ts';
import { json, Refusal } from './http.ts';
import type { GoogleOrigin, ServiceName } from './types.ts';

/**
 * Google's error envelopes. Sheets answers in the form of google.rpc.Status (https://cloud.google.com/apis/design/errors);
 * Drive adds the older `errors` list (https://developers.google.com/workspace/drive/api/guides/handle-errors).
 */
const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  501: 'UNIMPLEMENTED',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

export function sheetsError(code: number, message: string, details: readonly unknown[] = []): FakeReply {
  const status = STATUS_NAMES[code] ?? 'UNKNOWN';
  return json(code, { error: { code, message, status, ...(details.length === 0 ? {} : { details }) } });
}

export type DriveReason = {
  readonly reason: string;
  readonly domain?: string;
  readonly location?: string;
  readonly locationType?: string;
};

export function driveError(
  code: number,
  message: string,
  why: DriveReason,
  details: readonly unknown[] = [],
): FakeReply {
  const { reason, domain = 'global', ...place } = why;
  const status = details.length === 0 ? {} : { status: STATUS_NAMES[code] ?? 'UNKNOWN', details };
  return json(code, { error: { code, message, errors: [{ message, domain, reason, ...place }], ...status } });
}

export function refuse(reply: FakeReply): never {
  throw new Refusal(reply);
}

export function badRequest(message: string): never {
  return refuse(sheetsError(400, message));
}

export function errorInfo(reason: string, metadata: Readonly<Record<string, string>>): unknown {
  return { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com', metadata };
}

const CREDENTIALS_TEXT =
  'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';
const NO_CREDENTIALS_TEXT =
  'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';

export function unauthenticated(service: ServiceName, missing: boolean): FakeReply {
  const message = missing ? NO_CREDENTIALS_TEXT : CREDENTIALS_TEXT;
  const details = [errorInfo(missing ? 'CREDENTIALS_MISSING' : 'ACCESS_TOKEN_EXPIRED', { service })];
  if (service === 'sheets.googleapis.com') return sheetsError(401, message, details);
  const place = { location: 'Authorization', locationType: 'header' };
  return missing
    ? driveError(401, 'Login Required.', { reason: 'required', ...place }, details)
    : driveError(401, 'Invalid Credentials', { reason: 'authError', ...place }, details);
}

export function insufficientScope(service: ServiceName, method: string): FakeReply {
  const message = 'Request had insufficient authentication scopes.';
  const details = [errorInfo('ACCESS_TOKEN_SCOPE_INSUFFICIENT', { service, method })];
  if (service === 'sheets.googleapis.com') return sheetsError(403, message, details);
  return driveError(403, message, { reason: 'insufficientPermissions' }, details);
}

export function serviceDisabled(service: ServiceName, projectNumber: string): FakeReply {
  const title = service === 'sheets.googleapis.com' ? 'Google Sheets API' : 'Google Drive API';
  const activationUrl = `https://console.developers.google.com/apis/api/${service}/overview?project=${projectNumber}`;
  const message = `${title} has not been used in project ${projectNumber} before or it is disabled. Enable it by visiting ${activationUrl} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`;
  const consumer = `projects/${projectNumber}`;
  const details = [
    errorInfo('SERVICE_DISABLED', {
      service,
      serviceTitle: title,
      containerInfo: projectNumber,
      consumer,
      activationUrl,
    }),
    {
      '@type': 'type.googleapis.com/google.rpc.Help',
      links: [{ description: 'Google developers console API activation', url: activationUrl }],
    },
  ];
  if (service === 'sheets.googleapis.com') return sheetsError(403, message, details);
  return driveError(403, message, { reason: 'accessNotConfigured', domain: 'usageLimits' }, details);
}

export function quotaExceeded(
  kind: 'Read' | 'Write',
  perUser: boolean,
  limit: number,
  projectNumber: string,
): FakeReply {
  const suffix = perUser ? ' per user' : '';
  const message = `Quota exceeded for quota metric '${kind} requests' and limit '${kind} requests per minute${suffix}' of service 'sheets.googleapis.com' for consumer 'project_number:${projectNumber}'.`;
  return sheetsError(429, message, [
    errorInfo('RATE_LIMIT_EXCEEDED', {
      consumer: `projects/${projectNumber}`,
      quota_limit: `${kind}RequestsPerMinutePer${perUser ? 'User' : 'Project'}`,
      quota_limit_value: String(limit),
      quota_location: 'global',
      quota_metric: `sheets.googleapis.com/${kind.toLowerCase()}_requests`,
      quota_unit: perUser ? '1/min/{project}/{user}' : '1/min/{project}',
      service: 'sheets.googleapis.com',
    }),
    {
      '@type': 'type.googleapis.com/google.rpc.Help',
      links: [
        {
          description: 'Request a higher quota limit.',
          url: 'https://cloud.google.com/docs/quotas/help/request_increase',
        },
      ],
    },
  ]);
}

export function storageQuotaExceeded(): FakeReply {
  return driveError(403, "The user's Drive storage quota has been exceeded.", { reason: 'storageQuotaExceeded' });
}

export function fileNotFound(id: string): FakeReply {
  const place = { location: 'fileId', locationType: 'parameter' };
  return driveError(404, `File not found: ${id}.`, { reason: 'notFound', ...place });
}

export function oauthError(status: number, error: string, description?: string): FakeReply {
  return json(status, { error, ...(description === undefined ? {} : { error_description: description }) });
}

const FAULT_TEXTS: Readonly<Record<number, string>> = {
  401: CREDENTIALS_TEXT,
  403: 'The caller does not have permission',
  404: 'Requested entity was not found.',
  429: 'Resource has been exhausted (e.g. check quota).',
  500: 'Internal error encountered.',
  502: 'Bad Gateway',
  503: 'The service is currently unavailable.',
};

/** The answer of a planted status, in the envelope of the service that it stands in for. */
export function plantedError(origin: GoogleOrigin, status: number): FakeReply {
  const message = FAULT_TEXTS[status] ?? 'Request contains an invalid argument.';
  if (origin === 'https://sheets.googleapis.com') return sheetsError(status, message);
  if (origin !== 'https://www.googleapis.com') {
    return status >= 500
      ? oauthError(status, 'internal_failure', message)
      : oauthError(status, 'invalid_request', message);
  }
  const reasons: Readonly<Record<number, DriveReason>> = {
    401: { reason: 'authError', location: 'Authorization', locationType: 'header' },
    403: { reason: 'userRateLimitExceeded', domain: 'usageLimits' },
    404: { reason: 'notFound' },
    429: { reason: 'rateLimitExceeded', domain: 'usageLimits' },
    503: { reason: 'transientError' },
  };
  const driveText = status === 403 ? 'User Rate Limit Exceeded' : status === 429 ? 'Rate Limit Exceeded' : message;
  return driveError(status, driveText, reasons[status] ?? { reason: status >= 500 ? 'backendError' : 'badRequest' });
}
