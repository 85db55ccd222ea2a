import { systemPermissionsOf, textFact } from '../../../domain/areas/access-components.ts';
import type { Component } from '../../../domain/areas/component.ts';
import { shortId } from '../../../domain/metadata/api-names.ts';
import type { SObjectRecord } from '../../salesforce/org-client.ts';
import { booleanOf, commonFacts, parentOf, textOf } from '../record-facts.ts';

/** A row of PermissionSet, and what it stands for; ids of 15 characters. */
export type SetRow = {
  readonly id: string;
  /** Of the profile or group that it is the permissions of; null: it is a permission set of its own. */
  readonly profileId: string | null;
  readonly groupId: string | null;
  readonly systemPermissions: readonly string[];
  /** For one of its own. */
  readonly component: Component | null;
};

export function setRow(record: SObjectRecord, columns: readonly string[]): SetRow {
  const id = shortId(textOf(record.Id) ?? '');
  const profileId = idOf(record.ProfileId);
  const groupId = idOf(record.PermissionSetGroupId);
  const systemPermissions = systemPermissionsOf(record, columns);
  if (profileId !== null || groupId !== null) return { id, profileId, groupId, systemPermissions, component: null };
  const common = commonFacts(record);
  const name = textOf(record.Name) ?? '';
  const component: Component = {
    ...common,
    type: 'PermissionSet',
    name: withNamespace(common.namespace, name),
    label: textOf(record.Label) ?? name,
    object: null,
    description: textOf(record.Description),
    facts: {
      license: textOf(parentOf(record, 'License', 'Name')),
      setType: textOf(record.Type),
      custom: booleanOf(record.IsCustom),
      sessionBased: record.HasActivationRequired === true || record.Type === 'Session',
      systemPermissions,
    },
    searchText: null,
    unknown: [],
  };
  return { id, profileId, groupId, systemPermissions, component };
}

/** The same out of what was kept: a row that did not change is not asked for again. */
export function storedSetRow(component: Component): SetRow | null {
  const { type, orgId, facts } = component;
  const systemPermissions = Array.isArray(facts.systemPermissions) ? (facts.systemPermissions as string[]) : [];
  const own = { profileId: null, groupId: null, component: null, systemPermissions };
  if (type === 'PermissionSet' && orgId !== null) return { ...own, id: orgId, component };
  const id = textFact(facts.permissionSetId);
  if (id === null) return null;
  return type === 'Profile' ? { ...own, id, profileId: orgId } : { ...own, id, groupId: orgId };
}

export function profileComponent(record: SObjectRecord, own: SetRow | undefined): Component {
  const name = textOf(record.Name) ?? '';
  return {
    ...commonFacts(record),
    type: 'Profile',
    name,
    label: name,
    object: null,
    description: textOf(record.Description),
    facts: {
      license: textOf(parentOf(record, 'UserLicense', 'Name')),
      userType: textOf(record.UserType),
      permissionSetId: own?.id ?? null,
      systemPermissions: own?.systemPermissions ?? [],
    },
    searchText: null,
    unknown: [],
  };
}

export type GroupParts = {
  readonly memberIds: readonly string[];
  readonly mutingId: string | null;
  readonly sets: readonly string[];
  readonly mutingSet: string | null;
  readonly permissionSetId: string | null;
};

export function groupComponent(record: SObjectRecord, parts: GroupParts): Component {
  const common = commonFacts(record);
  const name = textOf(record.DeveloperName) ?? '';
  return {
    ...common,
    type: 'PermissionSetGroup',
    name: withNamespace(common.namespace, name),
    label: textOf(record.MasterLabel) ?? name,
    object: null,
    description: textOf(record.Description),
    facts: { status: textOf(record.Status), sessionBased: record.HasActivationRequired === true, ...parts },
    searchText: null,
    unknown: [],
  };
}

export function mutingComponent(record: SObjectRecord, columns: readonly string[], group: string | null): Component {
  const common = commonFacts(record);
  const name = textOf(record.DeveloperName) ?? '';
  return {
    ...common,
    type: 'MutingPermissionSet',
    name: withNamespace(common.namespace, name),
    label: textOf(record.MasterLabel) ?? name,
    object: null,
    description: null,
    facts: { group, systemPermissions: systemPermissionsOf(record, columns) },
    searchText: null,
    unknown: [],
  };
}

export function idOf(value: unknown): string | null {
  const id = textOf(value);
  return id === null ? null : shortId(id);
}

function withNamespace(namespace: string | null, name: string): string {
  return namespace === null ? name : `${namespace}__${name}`;
}
