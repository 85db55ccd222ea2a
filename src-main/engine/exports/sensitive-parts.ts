import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { FieldQuery, FieldRow } from '../../../src-preload/contract/catalog.ts';
import type { ExportSource, SensitivePart } from '../../../src-preload/contract/exports.ts';
import { setupLink } from '../catalog/setup-link.ts';
import type { BookScan, Found, ScanWords } from './book-scan.ts';

/** What the search for sensitive parts knows of the orgs beside the book. */
type Facts = {
  readonly connections: readonly Connection[];
  readonly fields: (query: FieldQuery) => Iterable<readonly FieldRow[]>;
};

const MAX_NAMED = 6;
/** Shorter display names would be found in every other word. */
const SHORTEST_NAME = 3;

/** What to look for in the cells: the users and the hosts of the orgs that the data come from. */
export function scanWords(connections: readonly Connection[], people: readonly string[]): ScanWords {
  const users = connections.flatMap(({ user }) =>
    user === null ? [] : [user.username, user.name ?? '', user.email ?? ''],
  );
  const hosts = connections.flatMap((connection) => {
    const setup = setupLink(connection, 'Account', null).url;
    return [connection.instanceUrl, ...(setup === null ? [] : [setup])].map((url) => new URL(url).host);
  });
  return { users: unique(users.filter((name) => name.length >= SHORTEST_NAME)), people, hosts: unique(hosts) };
}

/**
 * What is delicate in a book, as plain sentences.
 *
 * Record data are never in it, because Orgbench reads none; that part is then simply absent.
 */
export async function sensitiveParts(
  source: ExportSource,
  scan: BookScan,
  facts: Facts,
  signal: AbortSignal,
): Promise<SensitivePart[]> {
  const parts: SensitivePart[] = [];
  const named = [signedInPart(scan, facts), peoplePart(scan)].filter((text) => text !== null);
  if (named.length > 0) {
    parts.push({ kind: 'userNames', text: named.join(' '), count: scan.userNames.count + scan.people.count });
  }
  if (scan.emailAddresses.count > 0) {
    const { count, columns } = scan.emailAddresses;
    parts.push({
      kind: 'emailAddresses',
      text: `${number(count)} e-mail ${count === 1 ? 'address' : 'addresses'}, in ${listed(columns)}.`,
      count,
    });
  }
  if (source.kind === 'dictionary' || source.kind === 'fields') {
    const classified = await classifiedPart(facts.fields(source.query), signal);
    if (classified !== null) parts.push(classified);
  }
  if (scan.orgAddresses.count > 0) {
    const hosts = unique(facts.connections.map(({ instanceUrl }) => new URL(instanceUrl).host));
    parts.push({
      kind: 'orgAddress',
      text: `The address of the org: ${listed(hosts)} ${where(scan.orgAddresses)}.`,
      count: scan.orgAddresses.count,
    });
  }
  return parts;
}

function signedInPart({ userNames }: BookScan, { connections }: Facts): string | null {
  if (userNames.count === 0) return null;
  const names = unique(connections.flatMap(({ user }) => (user === null ? [] : [user.name ?? user.username])));
  return `User names: ${listed(names)} ${where(userNames)}.`;
}

function peoplePart({ people }: BookScan): string | null {
  return people.count === 0 ? null : `Names of users: ${listed(people.names)} ${where(people)}.`;
}

async function classifiedPart(
  pages: Iterable<readonly FieldRow[]>,
  signal: AbortSignal,
): Promise<SensitivePart | null> {
  const levels = new Map<string, number>();
  let classified = 0;
  let unknown = 0;
  for (const page of pages) {
    await nextTurn();
    signal.throwIfAborted();
    for (const field of page) {
      const { securityClassification: level, complianceGroup: group } = field;
      if (level !== null || group !== null) classified += 1;
      else if (field.unknown.includes('securityClassification')) unknown += 1;
      for (const name of [level, ...(group?.split(';') ?? [])]) {
        if (name !== null && name !== '') levels.set(name, (levels.get(name) ?? 0) + 1);
      }
    }
  }
  if (classified === 0 && unknown === 0) return null;
  const unsure =
    unknown === 0
      ? ''
      : `Whether ${number(unknown)} ${unknown === 1 ? 'field has' : 'fields have'} a classification is unknown.`;
  if (classified === 0) return { kind: 'classified', text: unsure, count: null };
  const names = [...levels].map(([name, count]) => `${name} (${number(count)})`);
  const text = `${number(classified)} ${classified === 1 ? 'field' : 'fields'} that the org has classified: ${listed(names)}.`;
  return { kind: 'classified', text: `${text} ${unsure}`.trim(), count: classified };
}

function where({ count, columns }: Found): string {
  return `in ${number(count)} ${count === 1 ? 'cell' : 'cells'} (${listed(columns)})`;
}

function listed(names: readonly string[]): string {
  if (names.length <= MAX_NAMED) return names.join(', ');
  return `${names.slice(0, MAX_NAMED).join(', ')} and ${number(names.length - MAX_NAMED)} more`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
