import { GraphFailure } from '../graph/errors.ts';

/** Codes of learn.microsoft.com/graph/workbook-error-handling and workbook-error-codes; api-facts §4.3 line 289. */

export const invalidArgument = (
  message = 'The argument is invalid or missing or has an incorrect format.',
): GraphFailure => new GraphFailure({ status: 400, code: 'InvalidArgument', message, inner: 'invalidArgument' });
export const notFound = (): GraphFailure =>
  new GraphFailure({
    status: 404,
    code: 'ItemNotFound',
    message: "The requested resource doesn't exist.",
    inner: 'itemNotFound',
  });
export const alreadyExists = (): GraphFailure =>
  new GraphFailure({
    status: 409,
    code: 'ItemAlreadyExists',
    message: 'The resource being created already exists.',
    inner: 'itemAlreadyExists',
  });
export const invalidSession = (): GraphFailure =>
  new GraphFailure({
    status: 404,
    code: 'InvalidSession',
    message: 'The session specified in the request does not exist or is invalid due to a transient error.',
    inner: 'invalidSessionReCreatable',
  });
/** What a personal drive, or a file that is no .xlsx, answers (api-facts §4.2 line 266). */
export const noWac = (): GraphFailure =>
  new GraphFailure({
    status: 403,
    code: 'AccessDenied',
    message: 'Could not obtain a WAC access token.',
    inner: 'forbiddenUncategorized',
  });
/** Somebody else has the file open for writing. */
export const cannotAcquireLock = (): GraphFailure =>
  new GraphFailure({
    status: 409,
    code: 'EditModeCannotAcquireLock',
    message: 'The workbook is being edited by somebody else.',
    inner: 'accessConflict',
  });
/** Two writes at once (learn.microsoft.com/graph/workbook-best-practice, "Throttling and concurrency"). */
export const tooManyWrites = (): GraphFailure =>
  new GraphFailure({
    status: 429,
    code: 'EditModeCannotAcquireLockTooManyRequests',
    message: 'Too many requests to acquire the lock of the workbook.',
    inner: 'tooManyRequestsUncategorized',
    headers: { 'retry-after': '1' },
  });
export const tooLarge = (): GraphFailure =>
  new GraphFailure({
    status: 413,
    code: 'RequestPayloadSizeLimitExceeded',
    message: 'The request payload exceeds the size limit.',
    inner: 'payloadTooLargeUncategorized',
  });
export const cannotOpen = (): GraphFailure =>
  new GraphFailure({
    status: 500,
    code: 'internalServerError',
    message: 'The workbook cannot be opened.',
    inner: 'GenericFileOpenError',
  });
export const badSegment = (name: string): GraphFailure =>
  new GraphFailure({ status: 400, code: 'BadRequest', message: `Resource not found for the segment '${name}'.` });
export const wrongMethod = (): GraphFailure =>
  new GraphFailure({
    status: 405,
    code: 'methodNotAllowed',
    message: 'The HTTP method specified in the request is not allowed on the resource.',
    inner: 'methodNotAllowed',
  });
