import type { Failure } from '../../src-preload/contract/errors.ts';
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
