/** A type of the Metadata API with the place of its files. */
export interface MetadataType {
  readonly xmlName: string;
  readonly directory: string;
  readonly suffix?: string;
  readonly children?: readonly string[];
  /** Components are in folders that are components themselves. */
  readonly inFolder?: boolean;
  /** A file of its own beside a second one that describes it. */
  readonly metaFile?: boolean;
}

/** What describeMetadata names: types of which the org has something, or could have. */
export const metadataTypes: readonly MetadataType[] = [
  { xmlName: 'ApexClass', directory: 'classes', suffix: 'cls', metaFile: true },
  { xmlName: 'ApexComponent', directory: 'components', suffix: 'component', metaFile: true },
  { xmlName: 'ApexPage', directory: 'pages', suffix: 'page', metaFile: true },
  { xmlName: 'ApexTrigger', directory: 'triggers', suffix: 'trigger', metaFile: true },
  { xmlName: 'AuraDefinitionBundle', directory: 'aura' },
  { xmlName: 'CustomApplication', directory: 'applications', suffix: 'app' },
  { xmlName: 'CustomLabels', directory: 'labels', suffix: 'labels', children: ['CustomLabel'] },
  {
    xmlName: 'CustomObject',
    directory: 'objects',
    suffix: 'object',
    children: [
      'CustomField',
      'Index',
      'BusinessProcess',
      'RecordType',
      'CompactLayout',
      'WebLink',
      'ValidationRule',
      'SharingReason',
      'ListView',
      'FieldSet',
    ],
  },
  { xmlName: 'CustomTab', directory: 'tabs', suffix: 'tab' },
  { xmlName: 'Dashboard', directory: 'dashboards', suffix: 'dashboard', inFolder: true },
  { xmlName: 'FlexiPage', directory: 'flexipages', suffix: 'flexipage' },
  { xmlName: 'Flow', directory: 'flows', suffix: 'flow' },
  { xmlName: 'FlowDefinition', directory: 'flowDefinitions', suffix: 'flowDefinition' },
  { xmlName: 'GlobalValueSet', directory: 'globalValueSets', suffix: 'globalValueSet' },
  { xmlName: 'Layout', directory: 'layouts', suffix: 'layout' },
  { xmlName: 'LightningComponentBundle', directory: 'lwc' },
  { xmlName: 'MutingPermissionSet', directory: 'mutingpermissionsets', suffix: 'mutingpermissionset' },
  { xmlName: 'PermissionSet', directory: 'permissionsets', suffix: 'permissionset' },
  { xmlName: 'PermissionSetGroup', directory: 'permissionsetgroups', suffix: 'permissionsetgroup' },
  { xmlName: 'Profile', directory: 'profiles', suffix: 'profile' },
  { xmlName: 'QuickAction', directory: 'quickActions', suffix: 'quickAction' },
  { xmlName: 'Report', directory: 'reports', suffix: 'report', inFolder: true },
  { xmlName: 'ReportType', directory: 'reportTypes', suffix: 'reportType' },
  { xmlName: 'StaticResource', directory: 'staticresources', suffix: 'resource', metaFile: true },
  {
    xmlName: 'Workflow',
    directory: 'workflows',
    suffix: 'workflow',
    children: ['WorkflowFieldUpdate', 'WorkflowAlert', 'WorkflowRule', 'WorkflowTask'],
  },
];

/** Types of folders, by the type of what is in them. */
export const folderTypes: Readonly<Record<string, 'Report' | 'Dashboard'>> = {
  ReportFolder: 'Report',
  DashboardFolder: 'Dashboard',
};
const emptyFolderTypes = ['EmailFolder', 'DocumentFolder'];

/** Whether the org knows a type by that name: a listed one, one of their children, or a folder. */
export function isMetadataType(name: string): boolean {
  if (folderTypes[name] !== undefined || emptyFolderTypes.includes(name)) return true;
  return metadataTypes.some(({ xmlName, children }) => xmlName === name || children?.includes(name) === true);
}

/** The file of a component, `classes/Meter.cls`. A child stands in the file of its parent. */
export function fileNameOf(type: string, fullName: string): string {
  if (type === 'CustomLabel') return 'labels/CustomLabels.labels';
  const folderOf = folderTypes[type];
  const listed = metadataTypes.find(({ xmlName }) => xmlName === (folderOf ?? type));
  if (listed !== undefined) {
    const suffix = listed.suffix === undefined || folderOf !== undefined ? '' : `.${listed.suffix}`;
    return `${listed.directory}/${fullName}${suffix}`;
  }
  const parent = metadataTypes.find(({ children }) => children?.includes(type));
  return `${parent?.directory ?? ''}/${fullName.split('.')[0] ?? fullName}.${parent?.suffix ?? ''}`;
}
