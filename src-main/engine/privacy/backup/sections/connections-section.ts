import { z } from 'zod';
import { orgFacts, orgType, orgUser } from '../../../../../src-preload/contract/connections.ts';
import { EngineFailure } from '../../../failure.ts';
import type { Clock, SecretSealer } from '../../../ports.ts';
import { normaliseInstanceUrl } from '../../../salesforce/address.ts';
import { isEmbedded } from '../../../salesforce/embedded-sample.ts';
import { normaliseLoginUrl } from '../../../salesforce/oauth/login-address.ts';
import { tokenBinding } from '../../../salesforce/oauth/token-binding.ts';
import type { BackupRepository, ConnectionRow } from '../../../store/backup-repository.ts';
import type { ConnectionsRepository } from '../../../store/connections-repository.ts';
import { type BackupItem, type BackupSection, defineSection, freeName, isoTime } from '../backup-section.ts';

const connectionValue = z.object({
  name: z.string().min(1).max(80),
  group: z.string().max(80),
  colour: z.string().max(24),
  notes: z.string().max(4000),
  type: orgType,
  instanceUrl: z.string().max(512),
  apiVersion: z.string().max(10).nullable(),
  user: orgUser.nullable(),
  org: orgFacts.nullable(),
  createdAt: isoTime,
  lastUsedAt: isoTime.nullable(),
  loginUrl: z.string().max(512).nullable(),
  clientId: z.string().max(300).nullable(),
  forgetAtLock: z.boolean(),
});
type ConnectionValue = z.infer<typeof connectionValue>;

type Deps = {
  readonly backup: BackupRepository;
  readonly connections: ConnectionsRepository;
  readonly sealer: SecretSealer;
  readonly now: Clock;
};

const SIGN_IN_AGAIN = 'It was restored from a backup without its sign-in. Sign in again.';

/**
 * Connections, without what was read through them: metadata can be read again.
 *
 * A connection that is here already keeps its address and its sign-in; only its name and look are put back.
 */
export function connectionsSection({ backup, connections, sealer, now }: Deps): BackupSection {
  const bindingOf = (id: string, field: string, value: Pick<ConnectionValue, 'instanceUrl' | 'org'>) =>
    tokenBinding(field, id, value.instanceUrl, value.org?.id ?? '');

  /** Plain tokens by field. Those that must not outlive a lock are in no backup. */
  const secretsOf = ({ id, instanceUrl, orgId, forgetAtLock }: ConnectionRow): Readonly<Record<string, string>> => {
    if (forgetAtLock === 1) return {};
    const opened = backup
      .connectionSecrets(id)
      .map(({ field, box }) => [field, sealer.open(tokenBinding(field, id, instanceUrl, orgId ?? ''), box)] as const);
    return Object.fromEntries(opened);
  };
  const resealed = ({ id, value, secrets = {} }: BackupItem<ConnectionValue>) =>
    Object.entries(secrets).map(([field, text]) => ({ field, box: sealer.seal(bindingOf(id, field, value), text) }));
  /** Signed out here, and the backup has a sign-in to the same org at the same address. */
  const signsIn = ({ id, value, secrets }: BackupItem<ConnectionValue>): boolean => {
    const here = connections.find(id);
    return (
      here !== null &&
      !here.signedIn &&
      hasSecrets(secrets) &&
      here.instanceUrl === value.instanceUrl &&
      here.org?.id === value.org?.id
    );
  };
  /** Who asked for a sign-in wants to use it; by the age of the backup it could be dropped at the next unlock. */
  const usedNow = () => ({ lastUsedAt: new Date(now()).toISOString() });
  const nameFor = (id: string, name: string): string =>
    freeName(name, (candidate) => {
      const holder = connections.findByName(candidate);
      return holder !== null && holder.id !== id;
    });

  return defineSection({
    name: 'connections',
    title: 'Connections',
    version: 1,
    canHoldSecrets: true,
    schema: connectionValue,
    count: () => connections.list().length,
    read: ({ withSecrets }) =>
      backup.connections().map((row) => {
        const secrets = withSecrets ? secretsOf(row) : {};
        return { id: row.id, title: row.name, value: valueOf(row), ...(hasSecrets(secrets) ? { secrets } : {}) };
      }),
    compare: (item) => {
      const { id, value, secrets } = item;
      const fault = addressFault(value);
      if (fault !== null) return { change: 'cannot', text: fault };
      const name = nameFor(id, value.name);
      const renamed =
        name === value.name
          ? ''
          : `Another connection is named "${value.name}" already, so this one becomes "${name}".`;
      const here = connections.find(id);
      if (here === null) {
        const signIn = hasSecrets(secrets)
          ? 'With its sign-in.'
          : isEmbedded(value)
            ? ''
            : 'Without its sign-in: sign in again afterwards.';
        return { change: 'add', text: sentences(renamed, signIn) };
      }
      const differences = [
        ...(here.name === name ? [] : ['name']),
        ...(here.group === value.group ? [] : ['group']),
        ...(here.colour === value.colour ? [] : ['colour']),
        ...(here.notes === value.notes ? [] : ['notes']),
        ...(here.forgetAtLock === value.forgetAtLock ? [] : ['what happens to the sign-in at a lock']),
        ...(signsIn(item) ? ['sign-in'] : []),
      ];
      if (differences.length === 0) return { change: 'same', text: '' };
      return { change: 'replace', text: sentences(`Differs in: ${differences.join(', ')}.`, renamed) };
    },
    restore: (item) => {
      const { id, value, secrets } = item;
      const name = nameFor(id, value.name);
      if (connections.find(id) === null) {
        const signedIn = hasSecrets(secrets) || isEmbedded(value);
        backup.addConnection(
          {
            ...rowOf(id, value),
            ...(hasSecrets(secrets) ? usedNow() : {}),
            name,
            signedOutReason: signedIn ? null : SIGN_IN_AGAIN,
          },
          resealed(item),
        );
        return;
      }
      const { group, colour, notes, forgetAtLock } = value;
      const signIn = signsIn(item);
      connections.edit(id, { name, group, colour, notes, forgetAtLock });
      if (signIn) backup.signInConnection({ ...rowOf(id, value), ...usedNow() }, resealed(item));
    },
  });
}

/** A file that somebody else made must not send a sign-in to an address that a person could not have entered. */
function addressFault(value: ConnectionValue): string | null {
  if (isEmbedded(value)) return null;
  try {
    const known =
      normaliseInstanceUrl(value.instanceUrl) === value.instanceUrl &&
      (value.loginUrl === null || normaliseLoginUrl(value.loginUrl) === value.loginUrl);
    return known ? null : 'Its address is not written as Orgbench writes addresses.';
  } catch (error) {
    if (error instanceof EngineFailure) return error.message;
    throw error;
  }
}

function valueOf(row: ConnectionRow): ConnectionValue {
  const { id: _id, orgId: _orgId, signedOutReason: _reason, user, org, forgetAtLock, ...rest } = row;
  return {
    ...rest,
    type: orgType.parse(row.type),
    user: user === null ? null : (orgUser.safeParse(JSON.parse(user)).data ?? null),
    org: org === null ? null : (orgFacts.safeParse(JSON.parse(org)).data ?? null),
    forgetAtLock: forgetAtLock === 1,
  };
}

function rowOf(id: string, value: ConnectionValue): ConnectionRow {
  return {
    ...value,
    id,
    orgId: value.org?.id ?? null,
    user: value.user === null ? null : JSON.stringify(value.user),
    org: value.org === null ? null : JSON.stringify(value.org),
    forgetAtLock: value.forgetAtLock ? 1 : 0,
    signedOutReason: null,
  };
}

function hasSecrets(secrets: Readonly<Record<string, string>> | undefined): boolean {
  return secrets !== undefined && Object.keys(secrets).length > 0;
}

function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
