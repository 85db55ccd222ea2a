import { z } from 'zod';
import { account, type Provider, provider } from '../../../../../src-preload/contract/accounts.ts';
import { accountBinding } from '../../../accounts/accounts-service.ts';
import type { SecretSealer } from '../../../ports.ts';
import type { AccountsRepository } from '../../../store/accounts-repository.ts';
import type { AccountRow, BackupRepository } from '../../../store/backup-repository.ts';
import { type BackupItem, type BackupSection, defineSection, isoTime } from '../backup-section.ts';

const accountValue = z.object({
  provider,
  subject: z.string().min(1).max(400),
  name: z.string().max(400),
  person: z.string().max(400),
  kind: account.shape.kind,
  access: account.shape.access,
  createdAt: isoTime,
  lastUsedAt: isoTime.nullable(),
});
type AccountValue = z.infer<typeof accountValue>;

type Deps = {
  readonly backup: BackupRepository;
  readonly accounts: AccountsRepository;
  readonly sealer: SecretSealer;
};

const NAMES: Readonly<Record<Provider, string>> = { google: 'Google', microsoft: 'Microsoft' };
const SIGN_IN_AGAIN = 'It was restored from a backup without its sign-in. Sign in again.';

/** Accounts at Google and Microsoft. One that is here already is left as it is, but for a sign-in that it lacks. */
export function accountsSection({ backup, accounts, sealer }: Deps): BackupSection {
  const bindingOf = (id: string, field: string, value: Pick<AccountValue, 'provider' | 'subject'>) =>
    accountBinding(id, field, value.provider, value.subject);
  const secretsOf = (id: string, value: AccountValue): Readonly<Record<string, string>> =>
    Object.fromEntries(
      backup
        .accountSecrets(id)
        .map(({ field, box }) => [field, sealer.open(bindingOf(id, field, value), box)] as const),
    );
  const sealFor = (id: string, { value, secrets = {} }: BackupItem<AccountValue>) =>
    Object.entries(secrets).map(([field, text]) => ({ field, box: sealer.seal(bindingOf(id, field, value), text) }));
  const signedInWith = (secrets: BackupItem<AccountValue>['secrets']): boolean => Object.keys(secrets ?? {}).length > 0;

  return defineSection({
    name: 'accounts',
    title: 'Google and Microsoft accounts',
    version: 1,
    canHoldSecrets: true,
    schema: accountValue,
    count: () => accounts.list().length,
    read: ({ withSecrets }) =>
      backup.accounts().map((row) => {
        const value = valueOf(row);
        const secrets = withSecrets ? secretsOf(row.id, value) : {};
        return {
          id: row.id,
          title: `${row.name} (${NAMES[value.provider]})`,
          value,
          ...(signedInWith(secrets) ? { secrets } : {}),
        };
      }),
    compare: ({ id, value, secrets }) => {
      const here = accounts.findBySubject(value.provider, value.subject);
      if (here === null) {
        const taken = accounts.list().some((one) => one.id === id);
        if (taken) return { change: 'cannot', text: 'Another account has its place here.' };
        const text = signedInWith(secrets) ? 'With its sign-in.' : 'Without its sign-in: sign in again afterwards.';
        return { change: 'add', text };
      }
      if (!here.signedIn && signedInWith(secrets)) return { change: 'replace', text: 'Is signed in again.' };
      return { change: 'same', text: '' };
    },
    restore: (item) => {
      const { id, value, secrets } = item;
      const here = accounts.findBySubject(value.provider, value.subject);
      if (here === null) {
        const signedOutReason = signedInWith(secrets) ? null : SIGN_IN_AGAIN;
        backup.addAccount({ ...value, id, signedOutReason }, sealFor(id, item));
      } else if (!here.signedIn) {
        backup.signInAccount(here.id, value.lastUsedAt, sealFor(here.id, item));
      }
    },
  });
}

function valueOf({ id: _id, signedOutReason: _reason, ...row }: AccountRow): AccountValue {
  return {
    ...row,
    provider: provider.parse(row.provider),
    kind: account.shape.kind.parse(row.kind),
    access: account.shape.access.parse(row.access),
  };
}
