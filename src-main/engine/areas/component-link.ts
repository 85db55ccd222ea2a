import type { Component } from '../../domain/areas/component.ts';
import { lightningAddress, type SetupLink } from '../catalog/setup-link.ts';

type Linked = Pick<Component, 'type' | 'name' | 'object' | 'orgId' | 'facts'>;

/** Setup pages that take the id of what they show, by type. */
const BY_ID: Readonly<Record<string, string>> = {
  User: 'ManageUsers',
  Flow: 'Flows',
  WorkflowRule: 'WorkflowRules',
  WorkflowFieldUpdate: 'WorkflowFieldUpdates',
  ApexClass: 'ApexClasses',
  ApexTrigger: 'ApexTriggers',
  FlexiPage: 'FlexiPageList',
  Profile: 'EnhancedProfiles',
  PermissionSet: 'PermSets',
  PermissionSetGroup: 'PermSetGroups',
  CustomSetting: 'CustomSettings',
  CustomMetadataType: 'CustomMetadata',
  GlobalValueSet: 'Picklists',
  CustomLabel: 'ExternalStrings',
  CustomTab: 'CustomTabs',
  InstalledPackage: 'ImportedPackage',
};
/** What opens as itself, not in Setup. */
const OPENED: Readonly<Record<string, string>> = {
  Report: 'Report',
  Dashboard: 'Dashboard',
  ReportFolder: 'Folder',
  DashboardFolder: 'Folder',
};
/** Parts of an object's pages in the Object Manager. */
const OF_OBJECT: Readonly<Record<string, string>> = {
  RecordType: 'RecordTypes',
  ValidationRule: 'ValidationRules',
  Layout: 'PageLayouts',
};
/** Types of which Setup has a list, but no page by id. */
const LISTS: Readonly<Record<string, string>> = {
  CustomApplication: 'NavigationMenus',
  MutingPermissionSet: 'PermSetGroups',
  ReportType: 'CustomReportTypes',
};

/** A component's own page in the org, or the list in Setup where it stands; null with the reason where there is none. */
export function componentLink(org: { readonly type: string; readonly instanceUrl: string }, one: Linked): SetupLink {
  const address = lightningAddress(org);
  if (address.url === null) return address;
  const path = pathOf(one);
  return path === null
    ? { url: null, reason: `The org has no page of its own for ${one.name}.` }
    : { url: `${address.url}/lightning/${path}`, reason: null };
}

function pathOf({ type, name, object, orgId, facts }: Linked): string | null {
  const manager = object === null ? null : `setup/ObjectManager/${encodeURIComponent(object)}`;
  if (type === 'ObjectLimit') return manager === null ? null : `${manager}/Limits/view`;
  if (type === 'FieldDetail') {
    const field = encodeURIComponent(name.slice(name.indexOf('.') + 1));
    return manager === null ? null : `${manager}/FieldsAndRelationships/${field}/view`;
  }
  const listed = LISTS[type];
  if (listed !== undefined) return type === 'ReportType' && facts.custom !== true ? null : `setup/${listed}/home`;
  if (orgId === null) return null;
  const id = longId(orgId);
  const opened = OPENED[type];
  if (opened !== undefined) return `r/${opened}/${id}/view`;
  const part = OF_OBJECT[type];
  if (part !== undefined) return manager === null ? null : `${manager}/${part}/${id}/view`;
  const page = BY_ID[type];
  return page === undefined ? null : `setup/${page}/page?address=${encodeURIComponent(`/${id}`)}`;
}

const CHECK_CHARS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const LONG_FROM = 15;

/** The 18 characters of an id, of which the last three say which letters of the others are capitals. */
function longId(orgId: string): string {
  if (orgId.length !== LONG_FROM) return orgId;
  const check = [0, 5, 10].map((from) => {
    const capitals = Array.from(orgId.slice(from, from + 5), (char, at) => (/[A-Z]/.test(char) ? 1 << at : 0));
    return CHECK_CHARS[capitals.reduce((sum, bit) => sum + bit, 0)] ?? '';
  });
  return `${orgId}${check.join('')}`;
}
