import type { Account, AccountAccess } from '../../../../src-preload/contract/accounts.ts';
import { ACCOUNT_ACCESS } from '../../../../src-preload/contract/accounts.ts';
import { EngineFailure } from '../../failure.ts';

/**
 * The one permission of Microsoft Graph behind each choice, least first.
 *
 * Source: learn.microsoft.com/graph/permissions-reference
 */
const SCOPES: Readonly<Record<AccountAccess, string>> = {
  ownFiles: 'Files.ReadWrite.AppFolder',
  myFiles: 'Files.ReadWrite',
  allFiles: 'Files.ReadWrite.All',
};

const IN_WORDS: Readonly<Record<AccountAccess, string>> = {
  ownFiles: 'Orgbench’s own folder',
  myFiles: 'the files of its OneDrive',
  allFiles: 'every file that it can open',
};

export function scopeOf(access: AccountAccess): string {
  return SCOPES[access];
}

export function includes(access: AccountAccess, needed: AccountAccess): boolean {
  return ACCOUNT_ACCESS.indexOf(access) >= ACCOUNT_ACCESS.indexOf(needed);
}

/** The greater of both: signing in again never takes away what an account was given before. */
export function greaterAccess(one: AccountAccess, other: AccountAccess | undefined): AccountAccess {
  return other === undefined || includes(one, other) ? one : other;
}

/** Whether a scope, or one that includes it, is among those that Microsoft granted. */
export function isGranted(access: AccountAccess, granted: readonly string[]): boolean {
  const short = new Set(granted.map((scope) => scope.slice(scope.lastIndexOf('/') + 1).toLowerCase()));
  return ACCOUNT_ACCESS.some((given) => includes(given, access) && short.has(SCOPES[given].toLowerCase()));
}

/** Throws `scope-missing` when the account was not asked for so much. */
export function requireAccess(account: Account, needed: AccountAccess, what: string): void {
  if (includes(account.access, needed)) return;
  throw new EngineFailure(
    'scope-missing',
    `${account.name} gave Orgbench access to ${IN_WORDS[account.access]} only, and ${what} needs access to ${IN_WORDS[needed]}. Ask for it under Accounts, or choose another place.`,
  );
}
