import type { Component } from '../../../domain/areas/component.ts';
import { toUtc } from '../../../domain/metadata/api-names.ts';
import { nextWatermark } from '../../../domain/reading/watermark.ts';
import type { QueryResult, SObjectRecord } from '../../salesforce/org-client.ts';
import type { AreaRun } from '../area-run.ts';
import { askTolerantly, pagesOf, whereChanged } from './access-answers.ts';
import {
  groupComponent,
  idOf,
  mutingComponent,
  profileComponent,
  type SetRow,
  setRow,
  storedSetRow,
} from './access-rows.ts';
import type { AccessColumns } from './access-watermark.ts';

/** Everything that gives or takes access, as components without what is counted later. */
export type HolderComponents = {
  readonly components: readonly Component[];
  /** Types whose list is whole: what is not in it is gone. */
  readonly whole: readonly string[];
  /** Up to when changes of permission sets are in the store. */
  readonly since: string;
};

export type HolderAnswers = Readonly<
  Record<
    'PermissionSet' | 'PermissionSetGroupComponent' | 'Profile' | 'PermissionSetGroup' | 'MutingPermissionSet',
    QueryResult
  >
>;

const DATES = 'CreatedDate, CreatedBy.Name, LastModifiedDate, LastModifiedBy.Name';
const SET_COLUMNS = `Id, Name, Label, Description, ProfileId, IsCustom, Type, PermissionSetGroupId, License.Name, NamespacePrefix, HasActivationRequired, SystemModstamp, ${DATES}`;
const PROFILES = `SELECT Id, Name, Description, UserType, UserLicense.Name, ${DATES} FROM Profile`;
const GROUPS = `SELECT Id, DeveloperName, MasterLabel, Description, Status, HasActivationRequired, NamespacePrefix, ${DATES} FROM PermissionSetGroup`;
const MEMBERS = 'SELECT PermissionSetGroupId, PermissionSetId FROM PermissionSetGroupComponent';
const MUTING_COLUMNS = `Id, DeveloperName, MasterLabel, NamespacePrefix, ${DATES}`;
const TYPES = ['PermissionSet', 'Profile', 'PermissionSetGroup', 'MutingPermissionSet'] as const;
/** Ids of muting sets begin with it; they are members of their group as its permission sets are. */
const MUTING_PREFIX = '0QM';

/**
 * Asks for profiles, permission sets, groups and muting sets. Of permission sets, which carry hundreds of columns, only
 * for those that changed.
 */
export function askHolders(run: AreaRun, columns: AccessColumns, since: string | null): Promise<HolderAnswers> {
  return askTolerantly(run, {
    PermissionSet: `SELECT ${[SET_COLUMNS, ...columns.all].join(', ')} FROM PermissionSet${whereChanged('SystemModstamp', since)}`,
    Profile: PROFILES,
    PermissionSetGroup: GROUPS,
    PermissionSetGroupComponent: MEMBERS,
    MutingPermissionSet: `SELECT ${[MUTING_COLUMNS, ...(columns.muting ?? [])].join(', ')} FROM MutingPermissionSet`,
  });
}

/** What the answers about profiles, permission sets, groups and muting sets say. Null where the user may not see permission sets. */
export async function readHolders(
  run: AreaRun,
  columns: AccessColumns,
  since: string | null,
  { answers, counted }: { readonly answers: HolderAnswers; readonly counted: QueryResult },
): Promise<HolderComponents | null> {
  const muted = columns.muting ?? [];
  const { PermissionSet: changed } = answers;
  for (const name of [...TYPES, 'PermissionSetGroupComponent'] as const) {
    const answer = answers[name];
    if (name === 'PermissionSet' || changed.state === 'read') {
      run.unknown(name, answer.state === 'error' ? answer.reason : null);
    }
  }
  if (changed.state === 'error') return null;
  const mutingRecords = recordsOf(answers.MutingPermissionSet);
  // Without them what a group mutes of system permissions is not known, though all else of it is.
  run.unknown(
    'System permissions of muting sets',
    columns.muting === null && mutingRecords.length > 0 ? 'The org does not describe MutingPermissionSet.' : null,
  );
  const sets = await setsNow(run, changed.records, columns, since, counted);
  return {
    components: componentsOf(sets, answers, mutingRecords, muted),
    whole: TYPES.filter((name) => answers[name].state === 'read'),
    since: nextWatermark(newestStamp(changed.records), since, run.startedAtMs),
  };
}

/** All permission sets as they are now: those that changed, and those of the last read that the org still has. */
async function setsNow(
  run: AreaRun,
  changed: readonly SObjectRecord[],
  columns: AccessColumns,
  since: string | null,
  counted: QueryResult,
): Promise<readonly SetRow[]> {
  const rows = new Map(changed.map((record) => setRow(record, columns.all)).map((row) => [row.id, row]));
  if (since === null) return [...rows.values()];
  const { components } = run.areas;
  for (const type of ['PermissionSet', 'Profile', 'PermissionSetGroup']) {
    for (const component of components.ofType(run.connectionKey, type)) {
      const row = storedSetRow(component);
      if (row !== null && !rows.has(row.id)) rows.set(row.id, row);
    }
  }
  if (counted.state === 'read' && counted.totalSize === rows.size) return [...rows.values()];
  const there = new Set<string>();
  for await (const page of pagesOf(run, 'SELECT Id FROM PermissionSet')) {
    for (const { Id } of page) there.add(idOf(Id) ?? '');
  }
  return [...rows.values()].filter(({ id }) => there.has(id));
}

function componentsOf(
  sets: readonly SetRow[],
  answers: HolderAnswers,
  mutingRecords: readonly SObjectRecord[],
  mutedColumns: readonly string[],
): readonly Component[] {
  const ofProfile = new Map(sets.map((row) => [row.profileId, row]));
  const ofGroup = new Map(sets.map((row) => [row.groupId, row]));
  const names = new Map(sets.map(({ id, component }) => [id, component?.name ?? null]));
  const mutingNames = new Map(
    mutingRecords.map((record) => [idOf(record.Id), mutingComponent(record, mutedColumns, null).name]),
  );
  const members = new Map<string | null, string[]>();
  for (const record of recordsOf(answers.PermissionSetGroupComponent)) {
    const group = idOf(record.PermissionSetGroupId);
    members.set(group, [...(members.get(group) ?? []), idOf(record.PermissionSetId) ?? '']);
  }
  const groups = recordsOf(answers.PermissionSetGroup).map((record) => {
    const all = (members.get(idOf(record.Id)) ?? []).toSorted();
    const memberIds = all.filter((id) => !id.startsWith(MUTING_PREFIX));
    const mutingId = all.find((id) => id.startsWith(MUTING_PREFIX)) ?? null;
    return groupComponent(record, {
      memberIds,
      mutingId,
      sets: memberIds.flatMap((id) => names.get(id) ?? []).toSorted(),
      mutingSet: mutingNames.get(mutingId) ?? null,
      permissionSetId: ofGroup.get(idOf(record.Id))?.id ?? null,
    });
  });
  const groupOfMuting = new Map(groups.map((group) => [group.facts.mutingId, group.name]));
  return [
    ...recordsOf(answers.Profile).map((record) => profileComponent(record, ofProfile.get(idOf(record.Id)))),
    ...sets.flatMap(({ component }) => component ?? []),
    ...groups,
    ...mutingRecords.map((record) => mutingComponent(record, mutedColumns, groupOfMuting.get(idOf(record.Id)) ?? null)),
  ];
}

/** How many rows the answers hold. */
export function countRecords(answers: HolderAnswers): number {
  return Object.values(answers).reduce((sum, answer) => sum + recordsOf(answer).length, 0);
}

function recordsOf(answer: QueryResult): readonly SObjectRecord[] {
  return answer.state === 'read' ? answer.records : [];
}

function newestStamp(records: readonly SObjectRecord[]): string | null {
  const stamps = records.flatMap((record) => toUtc(record.SystemModstamp) ?? []);
  return stamps.toSorted().at(-1) ?? null;
}
