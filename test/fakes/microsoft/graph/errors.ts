import { json, traceIds, type Asked, type Reply } from '../http-kit.ts';

export type GraphErrorParts = {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** The second-level code (learn.microsoft.com/graph/workbook-error-handling, api-facts §4.3 line 289). */
  readonly inner?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** An error as Graph words it (learn.microsoft.com/graph/errors, api-facts §4.3 line 289). */
export function graphError(asked: Asked, now: number, parts: GraphErrorParts): Reply {
  const { requestId, clientRequestId } = traceIds(asked);
  return json(
    parts.status,
    {
      error: {
        code: parts.code,
        message: parts.message,
        innerError: {
          ...(parts.inner === undefined ? {} : { code: parts.inner }),
          date: new Date(now).toISOString().slice(0, 19),
          'request-id': requestId,
          'client-request-id': clientRequestId,
        },
      },
    },
    { 'request-id': requestId, 'client-request-id': clientRequestId, ...parts.headers },
  );
}

/** Thrown by the parts below the router; becomes the answer. */
export class GraphFailure extends Error {
  readonly parts: GraphErrorParts;
  constructor(parts: GraphErrorParts) {
    super(`${parts.status} ${parts.code}: ${parts.message}`);
    this.parts = parts;
  }
}

export const accessDenied = (message = 'Access denied'): GraphFailure =>
  new GraphFailure({ status: 403, code: 'accessDenied', message });
export const itemNotFound = (): GraphFailure =>
  new GraphFailure({ status: 404, code: 'itemNotFound', message: 'The resource could not be found.' });
export const badRequest = (message: string, inner?: string): GraphFailure =>
  new GraphFailure({ status: 400, code: 'invalidRequest', message, inner });
export const nameTaken = (): GraphFailure =>
  new GraphFailure({ status: 409, code: 'nameAlreadyExists', message: 'The specified item name already exists.' });
/** The body that Graph sends for a file that is open elsewhere (seen in the wild: status 423, notAllowed, resourceLocked). */
export const resourceLocked = (): GraphFailure =>
  new GraphFailure({
    status: 423,
    code: 'notAllowed',
    message: 'The resource you are attempting to access is locked',
    inner: 'resourceLocked',
  });
export const entityTagDoesNotMatch = (): GraphFailure =>
  new GraphFailure({
    status: 412,
    code: 'resourceModified',
    message: "ETag does not match current item's value",
    inner: 'entityTagDoesNotMatch',
  });
export const quotaReached = (): GraphFailure =>
  new GraphFailure({ status: 507, code: 'quotaLimitReached', message: 'Insufficient Space Available' });
