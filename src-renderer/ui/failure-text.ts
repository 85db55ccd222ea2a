import type { ErrorCode, Failure } from '../../src-preload/contract/errors.ts';
import { type MessageId, hasMessage, t } from '../i18n/t.ts';

/** The sentence for a failure's code; null when the message says the same. */
export function failureTitle({ code, message }: Failure): string | null {
  const title = t(`error.${code}`);
  return message.toLowerCase().startsWith(title.toLowerCase()) ? null : title;
}

/** What to do next, when the code has a next step of its own; null when the message says all there is. */
export function failureNext({ code, action }: Failure): string | null {
  if (action !== undefined) return action;
  const id = `error.${code}.next`;
  return hasMessage(id) ? t(id as MessageId) : null;
}

/** The preference by which a failure can be helped. Proxy and certificates are the system's: their failures say so. */
const PREFERENCES: Partial<Readonly<Record<ErrorCode, string>>> = {
  'budget-stopped': 'orgDailyCalls',
  'network-off': 'onlySalesforce',
};

/** The address of the preferences that help; null when none does. In the hash, so that it works outside the router. */
export function failurePreferences({ code }: Failure): string | null {
  const find = PREFERENCES[code];
  return find === undefined ? null : `#/preferences?find=${encodeURIComponent(find)}`;
}

/** `wait`: nothing is broken, and time or the person ends it; drawn as a warning. */
export const failureTone = ({ code }: Failure): 'danger' | 'wait' =>
  code === 'org-paused' || code === 'budget-stopped' || code === 'throttled' || code === 'network-off'
    ? 'wait'
    : 'danger';
