import type { LogEntry } from '../../../../src-preload/contract/error-log.ts';
import type { Job } from '../../../../src-preload/contract/jobs.ts';
import type { LedgerRow } from '../../../../src-preload/contract/ledger.ts';
import type { Preferences } from '../../../../src-preload/contract/preferences.ts';
import type { SupportPart } from '../../../../src-preload/contract/support.ts';
import { hostKind } from './host-kind.ts';
import { settingsLines } from './settings-lines.ts';

/** What a support file is made from: already cut to the chosen days, newest first. */
export type SupportFacts = {
  readonly madeAt: string;
  readonly installationId: string;
  readonly message: string;
  readonly days: number;
  readonly parts: readonly SupportPart[];
  /** `name: value`, e.g. of the program, the runtime and the system. */
  readonly versions: readonly string[];
  readonly preferences: Preferences;
  readonly errors: readonly LogEntry[];
  readonly jobs: readonly Job[];
  readonly requests: readonly LedgerRow[];
  /** Older ones that were left out because of their number. */
  readonly requestsLeftOut: number;
};

/** The names of counts that jobs have; another name would be one that this list has not been asked about. */
const COUNT_NAME = /^[a-z][A-Za-z]{0,30}$/;

/**
 * The text of a support file. Org names, addresses, user names, paths and what was read are not in it: orgs are called
 * Org 1, Org 2 in the order in which they appear, and hosts by whose they are. The message is the person's own.
 */
export function supportText(facts: SupportFacts): string {
  const orgName = numbered();
  const last = facts.days === 1 ? 'last day' : `last ${facts.days} days`;
  const sections: Readonly<Record<SupportPart, () => readonly string[]>> = {
    versions: () => section('Versions', facts.versions),
    settings: () =>
      section('Settings (a text that somebody typed is only said to be set)', settingsLines(facts.preferences)),
    errors: () => section(`Errors, ${last}`, facts.errors.map(errorLine)),
    jobs: () =>
      section(
        `Jobs, ${last}`,
        facts.jobs.map((job) => jobLine(job, orgName)),
      ),
    requests: () =>
      section(`Requests, ${last}`, [
        ...facts.requests.map((request) => requestLine(request, orgName)),
        ...(facts.requestsLeftOut === 0 ? [] : [`${facts.requestsLeftOut} older requests are left out.`]),
      ]),
  };
  const chosen = (Object.keys(sections) as SupportPart[]).filter((part) => facts.parts.includes(part));
  return [
    'Orgbench support file',
    `Made ${facts.madeAt}`,
    `Installation ${facts.installationId}`,
    ...section('Message', facts.message.trim() === '' ? [] : [facts.message.trim()]),
    ...chosen.flatMap((part) => sections[part]()),
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return ['', title, '-'.repeat(title.length), ...(lines.length === 0 ? ['None.'] : lines)];
}

function numbered(): (id: string | null) => string {
  const names = new Map<string, string>();
  return (id) => {
    if (id === null) return '';
    const known = names.get(id) ?? `Org ${names.size + 1}`;
    names.set(id, known);
    return known;
  };
}

function errorLine({ id, at, event, description, code, place, traceId, count }: LogEntry): string {
  const times = count === 1 ? '' : `${count} times`;
  return joined([`${at} #${id} event ${event}`, description, code, place, traceId ?? '', times]);
}

function jobLine(job: Job, orgName: (id: string | null) => string): string {
  const ms = job.finishedAt === null ? null : Date.parse(job.finishedAt) - Date.parse(job.startedAt);
  const counts = Object.entries(job.counts).filter(([name]) => COUNT_NAME.test(name));
  return joined([
    `${job.startedAt} ${job.kind}`,
    orgName(job.connectionId),
    job.state,
    ms === null ? '' : `${(ms / 1000).toFixed(1)} s`,
    counts.map(([name, count]) => `${name} ${count}`).join(', '),
    job.error === null ? '' : job.error.code,
  ]);
}

function requestLine(request: LedgerRow, orgName: (id: string | null) => string): string {
  return joined([
    `${request.at} ${request.purpose}`,
    hostKind(request.host),
    orgName(request.connectionId),
    request.state,
    request.status === null ? '' : String(request.status),
    request.ms === null ? '' : `${request.ms} ms`,
    request.attempt > 1 ? `attempt ${request.attempt}` : '',
  ]);
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
