import { constants } from 'node:os';

/*
 * The only names and codes of errors that are ever written down. A library may put anything into `name` and `code`; what
 * is not on a list is left out, so that neither can carry a name or a secret.
 */

const NAMES: ReadonlySet<string> = new Set([
  'AbortError',
  'AggregateError',
  'AssertionError',
  'DataCloneError',
  'DOMException',
  'EngineFailure',
  'Error',
  'EvalError',
  'GaxiosError',
  'GraphError',
  'InvalidStateError',
  'NetworkError',
  'NotFoundError',
  'NotSupportedError',
  'OperationError',
  'RangeError',
  'ReferenceError',
  'SecurityError',
  'SqliteError',
  'SyntaxError',
  'SystemError',
  'TimeoutError',
  'TypeError',
  'URIError',
  'ZodError',
]);

const SQLITE_CODES = [
  'ABORT',
  'AUTH',
  'BUSY',
  'BUSY_RECOVERY',
  'BUSY_SNAPSHOT',
  'CANTOPEN',
  'CONSTRAINT',
  'CONSTRAINT_CHECK',
  'CONSTRAINT_FOREIGNKEY',
  'CONSTRAINT_NOTNULL',
  'CONSTRAINT_PRIMARYKEY',
  'CONSTRAINT_TRIGGER',
  'CONSTRAINT_UNIQUE',
  'CORRUPT',
  'CORRUPT_INDEX',
  'CORRUPT_SEQUENCE',
  'CORRUPT_VTAB',
  'ERROR',
  'FORMAT',
  'FULL',
  'INTERNAL',
  'INTERRUPT',
  'IOERR',
  'IOERR_ACCESS',
  'IOERR_CORRUPTFS',
  'IOERR_DELETE',
  'IOERR_FSTAT',
  'IOERR_FSYNC',
  'IOERR_LOCK',
  'IOERR_NOMEM',
  'IOERR_READ',
  'IOERR_SHMMAP',
  'IOERR_SHMOPEN',
  'IOERR_SHMSIZE',
  'IOERR_SHORT_READ',
  'IOERR_TRUNCATE',
  'IOERR_WRITE',
  'LOCKED',
  'MISMATCH',
  'MISUSE',
  'NOMEM',
  'NOTADB',
  'NOTFOUND',
  'PERM',
  'PROTOCOL',
  'RANGE',
  'READONLY',
  'READONLY_DBMOVED',
  'READONLY_DIRECTORY',
  'READONLY_RECOVERY',
  'SCHEMA',
  'TOOBIG',
].map((name) => `SQLITE_${name}`);

const LIBRARY_CODES = [
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'EAI_AGAIN',
  'ENOTFOUND',
  'ERR_INVALID_ARG_TYPE',
  'ERR_INVALID_ARG_VALUE',
  'ERR_INVALID_STATE',
  'ERR_INVALID_URL',
  'ERR_IPC_CHANNEL_CLOSED',
  'ERR_MODULE_NOT_FOUND',
  'ERR_OUT_OF_RANGE',
  'ERR_SOCKET_CLOSED',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_WRITE_AFTER_END',
  'ERR_STRING_TOO_LONG',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UND_ERR_ABORTED',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CLOSED',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_DESTROYED',
  'UND_ERR_HEADERS_OVERFLOW',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_INVALID_ARG',
  'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_REQ_RETRY',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_RESPONSE',
  'UND_ERR_SOCKET',
];

const CODES: ReadonlySet<string> = new Set([...Object.keys(constants.errno), ...SQLITE_CODES, ...LIBRARY_CODES]);

/** The name when it is one of the known ones, else `Error`. */
export function knownName(name: unknown): string {
  return typeof name === 'string' && NAMES.has(name) ? name : 'Error';
}

/** The code of the system, of the store or of a library when it is a known one, else null. */
export function knownCode(code: unknown): string | null {
  return typeof code === 'string' && CODES.has(code) ? code : null;
}
