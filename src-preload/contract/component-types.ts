import { z } from 'zod';

/** What is kept of an org besides objects and fields, by Metadata API type name where there is one. */
export const COMPONENT_TYPES = [
  'Report',
  'ReportFolder',
  'ReportType',
  'Dashboard',
  'DashboardFolder',
  'User',
  'RecordType',
  'ValidationRule',
  'FieldDetail',
  'Flow',
  'WorkflowRule',
  'WorkflowFieldUpdate',
  'ApexClass',
  'ApexTrigger',
  'Layout',
  'FlexiPage',
  'Profile',
  'PermissionSet',
  'PermissionSetGroup',
  'MutingPermissionSet',
  'CustomSetting',
  'CustomMetadataType',
  'GlobalValueSet',
  'CustomLabel',
  'CustomTab',
  'CustomApplication',
  'InstalledPackage',
  'ObjectLimit',
] as const;
export const componentType = z.enum(COMPONENT_TYPES);
export type ComponentType = z.infer<typeof componentType>;
