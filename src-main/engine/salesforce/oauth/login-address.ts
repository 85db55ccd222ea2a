import { isLoginHost } from '../../network/salesforce-hosts.ts';
import { normaliseInstanceUrl } from '../address.ts';

/**
 * The origin that serves the sign-in: Production, Sandbox, or what was pasted as an org's own address (a Lightning page
 * becomes its My Domain). Pure.
 *
 * Throws `bad-address` with a sentence that says what to enter instead.
 */
export function normaliseLoginUrl(text: string): string {
  const bare = text
    .trim()
    .replace(/^https:\/\//i, '')
    .replace(/\/.*$/, '')
    .toLowerCase();
  return isLoginHost(bare) ? `https://${bare}` : normaliseInstanceUrl(text);
}
