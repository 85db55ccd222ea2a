import type { AreaStatus } from '../../src-preload/contract/areas.ts';
import type { ComponentColumn, ComponentDetail, ComponentRow } from '../../src-preload/contract/components.ts';

export const sampleArea = (area: AreaStatus['area'], rest: Partial<AreaStatus> = {}): AreaStatus => ({
  area,
  chosen: true,
  state: 'read',
  readAt: '2026-11-23T06:00:00Z',
  counts: {},
  progress: null,
  unknown: [],
  ...rest,
});

export const sampleColumns: ComponentColumn[] = [
  { id: 'label', title: 'Label', kind: 'text' },
  { id: 'name', title: 'API name', kind: 'text' },
  { id: 'active', title: 'Active', kind: 'boolean' },
  { id: 'versionCount', title: 'Versions', kind: 'count' },
  { id: 'fields', title: 'Fields', kind: 'list' },
  { id: 'lastModifiedDate', title: 'Last modified date', kind: 'date' },
];

export const sampleComponent = (rest: Partial<ComponentRow> = {}): ComponentRow => ({
  id: 1,
  type: 'Flow',
  name: 'Agreement_Renewal',
  label: 'Agreement Renewal',
  object: 'Agreement__c',
  namespace: null,
  description: null,
  createdDate: '2024-01-01T08:00:00Z',
  createdBy: 'Ada Admin',
  lastModifiedDate: '2025-01-01T08:00:00Z',
  lastModifiedBy: 'Ada Admin',
  readAt: '2026-11-23T06:00:00Z',
  cells: { active: true, versionCount: 1204, fields: ['Agreement__c.Name', 'Account.Name'] },
  shown: {},
  unknown: [],
  ...rest,
});

export const sampleDetail = (rest: Partial<ComponentDetail> = {}): ComponentDetail => ({
  ...sampleComponent(),
  orgId: '3000000000000AA',
  sections: [
    { title: 'Properties', facts: [{ name: 'Versions', value: 3 }], table: null, code: null },
    { title: 'Elements', facts: [], table: { columns: ['Kind', 'Name'], rows: [['Decision', 'Is due']] }, code: null },
    { title: 'Entry formula', facts: [], table: null, code: 'ISCHANGED(Status__c)' },
  ],
  ...rest,
});
