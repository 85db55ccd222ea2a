import { EngineFailure } from '../../failure.ts';
import type { GraphAnswer } from './graph.ts';

/** What the sentences name. */
export type GraphContext = {
  /** What was to be done, e.g. `"Acme.xlsx" could not be uploaded`. */
  readonly what: string;
  /** The account's address. */
  readonly account: string;
  /** It was to go to the folder that each app may have, which some organizations do not give. */
  readonly ownFolder?: boolean;
};

export type GraphError = {
  readonly status: number;
  /** Lower case, `innerError` codes after the outer one: they say more. */
  readonly codes: readonly string[];
  readonly message: string;
};

/**
 * The error of an answer. Codes nest: `error.innerError.code` or `error.innererror.code`.
 *
 * Source: learn.microsoft.com/graph/errors, learn.microsoft.com/graph/workbook-error-codes
 */
export function graphError({ status, json }: Pick<GraphAnswer, 'status' | 'json'>): GraphError {
  const codes: string[] = [];
  let message = '';
  let level: unknown = json?.['error'];
  for (let depth = 0; depth < 5 && isRecord(level); depth += 1) {
    if (typeof level['code'] === 'string') codes.push(level['code'].toLowerCase());
    if (message === '' && typeof level['message'] === 'string') message = level['message'];
    level = level['innerError'] ?? level['innererror'];
  }
  return { status, codes, message };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

type Kind =
  | 'locked'
  | 'full'
  | 'name taken'
  | 'missing'
  | 'no drive'
  | 'no workbook service'
  | 'forbidden'
  | 'too large'
  | 'wait'
  | 'out of order'
  | 'protected'
  | 'refused';

const has = (error: GraphError, ...codes: string[]): boolean => codes.some((code) => error.codes.includes(code));

/** What an error means. Order matters: the words of a code say more than the status does. */
export function kindOf(error: GraphError): Kind {
  const { status, message } = error;
  if (has(error, 'resourcelocked', 'editmodecannotacquirelock', 'editmodecannotacquirelockfileheld', 'openinuse')) {
    return 'locked';
  }
  if (has(error, 'quotalimitreached', 'insufficientstorage', 'quotaexceeded')) return 'full';
  if (has(error, 'namealreadyexists', 'itemalreadyexists')) return 'name taken';
  if (/WAC access token/i.test(message)) return 'no workbook service';
  if (/\bSPO license\b|mysite not found|not provisioned/i.test(message)) return 'no drive';
  if (has(error, 'accessdeniedprotected', 'protectedworksheet', 'itemprotected')) return 'protected';
  if (has(error, 'activitylimitreached', 'toomanyrequests') || status === 429) return 'wait';
  switch (status) {
    case 423:
      return 'locked';
    case 507:
      return 'full';
    case 404:
    case 410:
      return 'missing';
    case 403:
      return 'forbidden';
    case 413:
      return 'too large';
    // Another change came between: those of people who have the workbook open.
    case 409:
    case 412:
      return 'locked';
    default:
      return status >= 500 ? 'out of order' : 'refused';
  }
}

/** An answer that is not what was hoped for, as the sentence that says what to do next. */
export function graphFailure(
  answer: Pick<GraphAnswer, 'status' | 'json'>,
  { what, account, ownFolder }: GraphContext,
): EngineFailure {
  const error = graphError(answer);
  const mark = error.codes.at(-1) ?? `status ${error.status}`;
  switch (kindOf(error)) {
    case 'locked':
      return new EngineFailure(
        'target-locked',
        `${what}: the file is locked or being changed by somebody else. Close it everywhere, and try again.`,
        { retryable: true },
      );
    case 'full':
      return new EngineFailure(
        'target-full',
        `${what}: the storage of ${account} is full. Free some space there, and try again.`,
        { retryable: true },
      );
    case 'name taken':
      return new EngineFailure(
        'name-taken',
        `${what}: something with this name is already there. Choose another name, or let it be renamed or replaced.`,
      );
    case 'missing':
      return new EngineFailure(
        'target-missing',
        `${what}: it is not there any more, or ${account} may not see it. Choose the target again.`,
      );
    case 'no drive':
      return new EngineFailure(
        'target-refused',
        `${what}: ${account} has no OneDrive yet. Open OneDrive once in the browser, or ask the administrator for a licence.`,
      );
    case 'no workbook service':
      return new EngineFailure(
        'target-refused',
        `${what}: Excel for the web cannot open this file for ${account}. Only .xlsx files that are not protected can be updated, and only where the organization has Excel for the web.`,
      );
    case 'protected':
      return new EngineFailure(
        'target-refused',
        `${what}: the sheet is protected. Remove its protection in Excel, and try again.`,
      );
    case 'forbidden':
      if (ownFolder === true) {
        return new EngineFailure(
          'scope-missing',
          `${what}: the OneDrive of ${account} has no folder for apps, as with some organizations. Give Orgbench access to the files of this OneDrive under Accounts, and try again.`,
        );
      }
      return new EngineFailure(
        'no-permission',
        `${what}: ${account} may not write there, or did not allow Orgbench to. Choose another place, or give the account more access under Accounts.`,
      );
    case 'too large':
      return new EngineFailure(
        'too-large',
        `${what}: Microsoft takes no more at once than it was sent. Export fewer rows or columns.`,
      );
    case 'wait':
      return new EngineFailure(
        'throttled',
        `${what}: Microsoft asks to wait. What was sent is kept; go on in some minutes.`,
        {
          retryable: true,
        },
      );
    case 'out of order':
      return new EngineFailure(
        'service-unreachable',
        `${what}: Microsoft’s service failed (${mark}). What was sent is kept; go on later.`,
        { retryable: true },
      );
    case 'refused':
      return new EngineFailure('target-refused', `${what}: Microsoft refused the request (${mark}).`);
  }
}
