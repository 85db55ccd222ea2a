import { salesforceDateTime } from '../dates.ts';
import type { OrgModel } from '../org-model.ts';
import { folderId, orgDashboards, orgFolders, orgReports, seesFolder } from './report-model.ts';
import { setupTable, splitNamespace, stampOf } from './setup-kit.ts';
import { columns } from './table.ts';
import type { Row, RowView, Table } from './table.ts';

function instant(value: string | undefined): string | null {
  return value === undefined ? null : salesforceDateTime(value);
}

/** Whether the user sees a row by the folder that the row's column names. */
function byFolder(type: 'Report' | 'Dashboard', column: string): NonNullable<Table['visible']> {
  return (model: OrgModel, row: Row, view: RowView) => {
    const folder = orgFolders(model).find(({ id }) => id === row[column]);
    return folder !== undefined && seesFolder(model, type, folder, view);
  };
}

/** Reports. OwnerId is the folder; who made one is CreatedById, and its report type is not among the columns. */
const reportTable = setupTable({
  name: 'Report',
  label: 'Report',
  keyPrefix: '00O',
  columns: [
    ...columns('Id:id', 'OwnerId:reference', 'FolderName', 'IsDeleted:boolean', 'Name', 'Description'),
    ...columns('DeveloperName', 'NamespacePrefix', 'LastRunDate:datetime', 'Format:picklist'),
    ...columns('LastViewedDate:datetime', 'LastReferencedDate:datetime'),
  ],
  relations: [{ name: 'Owner', target: 'Folder', via: 'OwnerId' }],
  visible: byFolder('Report', 'OwnerId'),
  rows: (model) =>
    orgReports(model).map(({ id, path, folder, report }) => {
      const { namespace, local } = splitNamespace(report.name);
      return {
        Id: id,
        OwnerId: folder.id,
        FolderName: folder.label,
        IsDeleted: false,
        Name: report.label ?? report.name,
        Description: report.description ?? null,
        DeveloperName: local,
        NamespacePrefix: namespace,
        LastRunDate: instant(report.lastRunDate),
        Format: report.format ?? 'Tabular',
        LastViewedDate: instant(report.lastViewedDate),
        LastReferencedDate: instant(report.lastViewedDate),
        ...stampOf(model, report, path),
      };
    }),
});

const dashboardTable = setupTable({
  name: 'Dashboard',
  label: 'Dashboard',
  keyPrefix: '01Z',
  columns: [
    ...columns('Id:id', 'IsDeleted:boolean', 'FolderId:reference', 'FolderName', 'Title', 'DeveloperName'),
    ...columns('NamespacePrefix', 'Description', 'LeftSize:picklist', 'MiddleSize:picklist', 'RightSize:picklist'),
    ...columns('RunningUserId:reference', 'TitleColor:int', 'TitleSize:int', 'TextColor:int'),
    ...columns('Type:picklist', 'LastViewedDate:datetime', 'LastReferencedDate:datetime'),
    ...columns('DashboardResultRefreshedDate:datetime', 'DashboardResultRunningUser'),
    ...columns('ColorPalette:picklist', 'ChartTheme:picklist'),
  ],
  relations: [
    { name: 'RunningUser', target: 'User', via: 'RunningUserId' },
    { name: 'Folder', target: 'Folder', via: 'FolderId' },
  ],
  visible: byFolder('Dashboard', 'FolderId'),
  rows: (model) =>
    orgDashboards(model).map(({ id, folder, dashboard, runningUserId }) => {
      const { namespace, local } = splitNamespace(dashboard.name);
      return {
        Id: id,
        IsDeleted: false,
        FolderId: folder.id,
        FolderName: folder.label,
        Title: dashboard.title ?? dashboard.name,
        DeveloperName: local,
        NamespacePrefix: namespace,
        Description: dashboard.description ?? null,
        LeftSize: 'Medium',
        MiddleSize: 'Medium',
        RightSize: 'Medium',
        RunningUserId: runningUserId,
        TitleColor: 0,
        TitleSize: 12,
        TextColor: 0,
        Type: dashboard.dashboardType ?? 'SpecifiedUser',
        LastViewedDate: instant(dashboard.lastViewedDate),
        LastReferencedDate: instant(dashboard.lastViewedDate),
        DashboardResultRefreshedDate: instant(dashboard.lastRefreshedDate),
        DashboardResultRunningUser: model.users.find(({ Id }) => Id === runningUserId)?.Name ?? null,
        ColorPalette: 'unity',
        ChartTheme: 'light',
        ...stampOf(model, dashboard, `dashboard ${dashboard.folder}/${dashboard.name}`),
      };
    }),
});

/** The shortest way from a dashboard to its reports; a component of a deleted report keeps the report's Id. */
const dashboardComponentTable: Table = {
  name: 'DashboardComponent',
  label: 'Dashboard Component',
  keyPrefix: '01a',
  key: 'Id',
  columns: columns('Id:id', 'Name', 'DashboardId:reference', 'CustomReportId:reference'),
  relations: [{ name: 'Dashboard', target: 'Dashboard', via: 'DashboardId' }],
  isCatalog: false,
  visible: (model, row, view) => {
    const found = orgDashboards(model).find(({ id }) => id === row.DashboardId);
    return found !== undefined && seesFolder(model, 'Dashboard', found.folder, view);
  },
  rows: (model) =>
    orgDashboards(model).flatMap(({ id: dashboardId, components }) =>
      components.map(({ id, component, reportId }) => ({
        Id: id,
        Name: component.header ?? component.title ?? null,
        DashboardId: dashboardId,
        CustomReportId: reportId,
      })),
    ),
};

const folderTable = setupTable({
  name: 'Folder',
  label: 'Folder',
  keyPrefix: '00l',
  columns: [
    ...columns('Id:id', 'ParentId:reference', 'Name', 'DeveloperName', 'AccessType:picklist', 'IsReadonly:boolean'),
    ...columns('Type:picklist', 'NamespacePrefix'),
  ],
  relations: [{ name: 'Parent', target: 'Folder', via: 'ParentId' }],
  visible: (model, row, view) => {
    const folder = orgFolders(model).find(({ id }) => id === row.Id);
    return folder !== undefined && seesFolder(model, row.Type === 'Dashboard' ? 'Dashboard' : 'Report', folder, view);
  },
  rows: (model) =>
    orgFolders(model).flatMap(({ id, folder }): readonly Row[] => {
      if (folder === null) return [];
      const { namespace, local } = splitNamespace(folder.name);
      return [
        {
          Id: id,
          ParentId: folder.parent === undefined ? null : folderId(folder.type, folder.parent),
          Name: folder.label,
          DeveloperName: local,
          AccessType: folder.accessType,
          IsReadonly: folder.readOnly === true,
          Type: folder.type,
          NamespacePrefix: namespace,
          ...stampOf(model, folder, `folder ${folder.name}`),
        },
      ];
    }),
});

export const reportTables: readonly Table[] = [reportTable, dashboardTable, dashboardComponentTable, folderTable];
