import { shortId } from '../../../domain/metadata/api-names.ts';
import type { Fact } from '../../../domain/areas/component.ts';
import type { SObjectRecord } from '../../salesforce/org-client.ts';
import type { StoredComponent } from '../../store/areas/components.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';
import { betweenAnswers, writeContext, writeInSlices } from '../../sync/sync-run.ts';
import type { AreaRun } from '../area-run.ts';
import { textOf } from '../record-facts.ts';

/** What was true when the assignments were read last. */
export type AssignmentMark = {
  /** Rows of ProfileLayout. */
  readonly rows: number;
  /** ISO 8601. */
  readonly readAt: string;
};

/** Facts that only the assignments give. */
const FACTS = ['profileCount', 'profiles', 'recordTypes'];
const MASTER = 'Master';
/** However still it is: after this long they are read again, since the org gives them no date. */
const WHOLE_EVERY_MS = 7 * 24 * 3_600_000;
/** Clocks differ. */
const OVERLAP_MS = 60_000;

/** Profiles by the record type that they get the layout for. */
type Assigned = Map<string, string[]>;

/**
 * Reads which profile gets which layout for which record type.
 *
 * ProfileLayout has no dates: it is read again when a layout is new or a profile changed, when the number of its rows did,
 * and after seven days.
 */
export async function readLayoutAssignments(
  run: AreaRun,
  mark: AssignmentMark | null,
  asked: AskedAssignments,
): Promise<AssignmentMark | null> {
  try {
    const isStill = await asked.isStill;
    if (mark !== null && !hasNew(run) && isStill) return mark;
    const readAt = new Date(run.now()).toISOString();
    const names = await readNames(run);
    const byLayout = new Map<string, Assigned>();
    let rows = 0;
    const soql = 'SELECT LayoutId, ProfileId, RecordTypeId FROM ProfileLayout';
    for await (const records of run.client.query(soql, { tooling: true, purpose: 'layouts', signal: run.signal })) {
      rows += records.length;
      for (const record of records) add(byLayout, record, names);
      await betweenAnswers(run);
    }
    await save(run, (one) => assigned(one, byLayout.get(shortId(one.orgId ?? '')) ?? new Map()));
    run.unknown('ProfileLayout', null);
    return { rows, readAt };
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    run.unknown('ProfileLayout', error.message);
    await save(run, (one) => ({
      ...one,
      unknown: [...new Set([...one.unknown, ...('assignments' in one.facts ? [] : FACTS)])],
    }));
    return null;
  }
}

function hasNew(run: AreaRun): boolean {
  return run.areas.components.ofType(run.connectionKey, 'Layout').some(({ facts }) => !('assignments' in facts));
}

/** A question that is under way. */
export type AskedAssignments = { readonly isStill: Promise<boolean> };

/** Asks whether something says that an assignment changed, so that it goes out with the questions about layouts. */
export function askAssignments(run: AreaRun, mark: AssignmentMark | null): AskedAssignments {
  const asked = mark === null ? Promise.resolve(false) : isStill(run, mark);
  // It is thrown where the answer is waited for.
  asked.catch(() => undefined);
  return { isStill: asked };
}

/** Whether nothing says that an assignment changed: one call. */
async function isStill(run: AreaRun, { rows, readAt }: AssignmentMark): Promise<boolean> {
  const at = Date.parse(readAt);
  if (run.now() - at > WHOLE_EVERY_MS) return false;
  const since = new Date(at - OVERLAP_MS).toISOString();
  const [counted, changed] = await run.client.toolingMany(
    ['SELECT COUNT() FROM ProfileLayout', `SELECT COUNT() FROM Profile WHERE LastModifiedDate > ${since}`],
    { purpose: 'layouts', signal: run.signal },
  );
  return (
    counted?.state === 'read' && counted.totalSize === rows && changed?.state === 'read' && changed.totalSize === 0
  );
}

type Names = { readonly profile: (id: string) => string; readonly recordType: (id: string | null) => string };

/** Names of profiles and record types; an id stands for itself where the user may not read its name. */
async function readNames(run: AreaRun): Promise<Names> {
  const profiles = await namesOf(run, 'Profile', 'SELECT Id, Name FROM Profile', ({ Name }) => textOf(Name));
  const recordTypes = await namesOf(
    run,
    'RecordType',
    'SELECT Id, DeveloperName, NamespacePrefix FROM RecordType',
    ({ DeveloperName, NamespacePrefix }) => {
      const prefix = textOf(NamespacePrefix);
      const name = textOf(DeveloperName);
      return name === null || prefix === null ? name : `${prefix}__${name}`;
    },
  );
  return {
    profile: (id) => profiles.get(shortId(id)) ?? shortId(id),
    recordType: (id) => {
      if (id === null || id.startsWith('012000000000000')) return MASTER;
      return recordTypes.get(shortId(id)) ?? shortId(id);
    },
  };
}

async function namesOf(
  run: AreaRun,
  sObject: string,
  soql: string,
  nameOf: (record: SObjectRecord) => string | null,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  try {
    for await (const records of run.client.query(soql, { purpose: 'query', signal: run.signal })) {
      for (const record of records) {
        const id = textOf(record.Id);
        const name = nameOf(record);
        if (id !== null && name !== null) names.set(shortId(id), name);
      }
      await betweenAnswers(run);
    }
    run.unknown(`${sObject}: names`, null);
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    run.unknown(`${sObject}: names`, error.message);
  }
  return names;
}

function add(byLayout: Map<string, Assigned>, record: SObjectRecord, names: Names): void {
  const layout = textOf(record.LayoutId);
  const profile = textOf(record.ProfileId);
  if (layout === null || profile === null) return;
  const of = byLayout.get(shortId(layout)) ?? new Map<string, string[]>();
  byLayout.set(shortId(layout), of);
  const recordType = names.recordType(textOf(record.RecordTypeId));
  const profiles = of.get(recordType);
  if (profiles === undefined) of.set(recordType, [names.profile(profile)]);
  else profiles.push(names.profile(profile));
}

function assigned(one: StoredComponent, of: Assigned): StoredComponent {
  const inOrder = [...of].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const assignments: Fact = inOrder.map(([recordType, profiles]) => ({ recordType, profiles: profiles.toSorted() }));
  const profiles = [...new Set([...of.values()].flat())].toSorted();
  return {
    ...one,
    facts: {
      ...one.facts,
      assignments,
      profileCount: profiles.length,
      profiles,
      recordTypes: inOrder.map(([recordType]) => recordType),
    },
    unknown: one.unknown.filter((name) => !FACTS.includes(name)),
  };
}

/** Writes the layouts that are other than before. */
async function save(run: AreaRun, next: (one: StoredComponent) => StoredComponent): Promise<void> {
  const { components } = run.areas;
  const layouts = components.ofType(run.connectionKey, 'Layout').map(next);
  await writeInSlices(
    run,
    layouts,
    () => 1,
    ({ id: _id, readAt: _readAt, ...one }) => {
      components.save(writeContext(run), run.area, one);
    },
  );
}
