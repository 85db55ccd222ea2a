import type { OrgRequest } from './http/request.ts';
import type { OrgState } from './org-state.ts';

/** Permissions whose absence shows in the API, by their names in the API; the comments have those of Setup. */
export const userPermissions = [
  /** API Enabled */
  'ApiEnabled',
  /** View Setup and Configuration */
  'ViewSetup',
  /** Run Reports */
  'RunReports',
  /** View Reports in Public Folders */
  'ViewPublicReports',
  /** View Dashboards in Public Folders */
  'ViewPublicDashboards',
  /** Manage All Private Reports and Dashboards */
  'ManagePvtRptsAndDashbds',
  /** Modify Metadata Through Metadata API Functions, or Modify All Data */
  'ModifyMetadata',
] as const;

export type UserPermission = (typeof userPermissions)[number];

/** What the user of a token lacks. */
export interface Rights {
  readonly without: readonly UserPermission[];
  /** sObjects that the org does not have, as where its edition lacks the feature. */
  readonly absent?: readonly string[];
  /** Fields that field-level security keeps from the user, `Object.Field`: neither described nor known to queries. */
  readonly hiddenFields?: ReadonlySet<string>;
  /** The password has expired since the sign-in. */
  readonly passwordExpired?: boolean;
}

/** The rights of a user who lacks nothing. */
export const everything: Rights = { without: [] };

/** Objects of the data API that ask for a permission. Source: "Special Access Rules" of each, and recorded refusals. */
const dataNeeds: Readonly<Record<string, UserPermission>> = {
  permissionset: 'ViewSetup',
  permissionsetgroup: 'ViewSetup',
  permissionsetgroupcomponent: 'ViewSetup',
  mutingpermissionset: 'ViewSetup',
  objectpermissions: 'ViewSetup',
  fieldpermissions: 'ViewSetup',
  setupentityaccess: 'ViewSetup',
  flowdefinitionview: 'ViewSetup',
  flowversionview: 'ViewSetup',
  apexclass: 'ViewSetup',
  apextrigger: 'ViewSetup',
  entitydefinition: 'ViewSetup',
  fielddefinition: 'ViewSetup',
  entityparticle: 'ViewSetup',
  report: 'RunReports',
  dashboard: 'RunReports',
  dashboardcomponent: 'RunReports',
};

/** What the Tooling API shows to everybody. */
const openInTooling: ReadonlySet<string> = new Set(['organization', 'user', 'profile', 'recordtype']);

/** What the user of a request's token lacks. */
export function rightsOf(state: OrgState, request: OrgRequest): Rights {
  const [, token = ''] = (request.headers.authorization ?? '').split(' ');
  return rightsOfToken(state, token);
}

export function rightsOfToken(state: OrgState, token: string): Rights {
  return state.rights.get(token) ?? everything;
}

export function lacks(rights: Rights, permission: UserPermission): boolean {
  return rights.without.includes(permission);
}

/** By the list itself: a test may change a user's rights while the org runs. */
const absentSets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Whether the user's org does not have an sObject at all: it is in no describe either. */
export function isAbsent({ absent }: Rights, name: string): boolean {
  if (absent === undefined) return false;
  const known = absentSets.get(absent) ?? new Set(absent.map((one) => one.toLowerCase()));
  absentSets.set(absent, known);
  return known.has(name.toLowerCase());
}

/** Whether an sObject is kept from the user: the service then says that it does not exist. */
export function isHidden(rights: Rights, api: 'data' | 'tooling', name: string): boolean {
  const key = name.toLowerCase();
  if (isAbsent(rights, name)) return true;
  const needed = api === 'data' ? dataNeeds[key] : openInTooling.has(key) ? undefined : 'ViewSetup';
  return needed !== undefined && lacks(rights, needed);
}
