import type { ComponentType } from '../../../src-preload/contract/components.ts';

/** Screens that list components, each with the types that it has a tab for. */
export const COMPONENT_GROUPS = {
  reports: ['Report', 'Dashboard', 'ReportFolder', 'DashboardFolder', 'ReportType'],
  automation: [
    'Flow',
    'ValidationRule',
    'WorkflowRule',
    'WorkflowFieldUpdate',
    'ApexClass',
    'ApexTrigger',
    'FieldDetail',
  ],
  access: ['PermissionSet', 'PermissionSetGroup', 'MutingPermissionSet', 'Profile', 'User'],
  setup: [
    'RecordType',
    'Layout',
    'FlexiPage',
    'GlobalValueSet',
    'CustomLabel',
    'CustomTab',
    'CustomApplication',
    'CustomSetting',
    'CustomMetadataType',
    'InstalledPackage',
    'ObjectLimit',
  ],
} as const satisfies Readonly<Record<string, readonly ComponentType[]>>;

export type ComponentGroup = keyof typeof COMPONENT_GROUPS;
export const GROUP_NAMES = Object.keys(COMPONENT_GROUPS) as ComponentGroup[];

/** The screen that lists a type. */
export const groupOfType = (type: ComponentType): ComponentGroup =>
  GROUP_NAMES.find((group) => (COMPONENT_GROUPS[group] as readonly ComponentType[]).includes(type)) ?? 'setup';
