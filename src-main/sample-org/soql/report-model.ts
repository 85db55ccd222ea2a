import type { BundleDashboard, BundleDashboardComponent, BundleFolder, BundleReport } from '../bundle-parts.ts';
import { mintId } from '../ids.ts';
import type { OrgModel } from '../org-model.ts';
import { lacks } from '../rights.ts';
import { userId } from './setup-kit.ts';
import type { RowView } from './table.ts';

/*
 * Reports, dashboards and their folders with the Ids that a bundle lacks.
 */

export interface OrgFolder {
  /** `00l…`; for the unfiled public reports the organization's Id, for somebody's private reports the user's. */
  readonly id: string;
  readonly label: string;
  readonly kind: 'folder' | 'public' | 'private';
  readonly folder: BundleFolder | null;
}

export interface OrgReport {
  /** `00O…`, 18 characters. */
  readonly id: string;
  /** `folder/name`. */
  readonly path: string;
  readonly folder: OrgFolder;
  readonly report: BundleReport;
}

export interface OrgDashboard {
  /** `01Z…`, 18 characters. */
  readonly id: string;
  readonly folder: OrgFolder;
  readonly dashboard: BundleDashboard;
  readonly runningUserId: string;
  readonly components: readonly {
    /** `01a…`, 18 characters. */
    readonly id: string;
    readonly component: BundleDashboardComponent;
    /** The report's Id, also where the report was deleted; null for a component without a report. */
    readonly reportId: string | null;
  }[];
}

interface Content {
  readonly folders: readonly OrgFolder[];
  readonly reports: readonly OrgReport[];
  readonly dashboards: readonly OrgDashboard[];
}

const made = new WeakMap<OrgModel, Content>();

function contentOf(model: OrgModel): Content {
  const known = made.get(model);
  if (known !== undefined) return known;
  const reportFolders = new Map<string, OrgFolder>();
  const dashboardFolders = new Map<string, OrgFolder>();
  for (const folder of model.bundle.folders ?? [])
    (folder.type === 'Report' ? reportFolders : dashboardFolders).set(folder.name, named(folder));
  const folderOf = (type: 'Report' | 'Dashboard', name: string): OrgFolder => {
    const folders = type === 'Report' ? reportFolders : dashboardFolders;
    const folder = folders.get(name) ?? unnamed(model, type, name);
    folders.set(name, folder);
    return folder;
  };
  const reports = (model.bundle.reports ?? []).map((report): OrgReport => {
    const path = `${report.folder}/${report.name}`;
    return { id: reportId(path), path, folder: folderOf('Report', report.folder), report };
  });
  const dashboards = (model.bundle.dashboards ?? []).map((dashboard): OrgDashboard => {
    const path = `${dashboard.folder}/${dashboard.name}`;
    return {
      id: mintId('01Z', path),
      folder: folderOf('Dashboard', dashboard.folder),
      dashboard,
      runningUserId: userId(model, dashboard.runningUser),
      components: (dashboard.components ?? []).map((component, index) => ({
        id: mintId('01a', `${path}#${index}`),
        component,
        reportId: component.report === undefined ? null : reportId(component.report),
      })),
    };
  });
  const folders = [...reportFolders.values(), ...dashboardFolders.values()];
  const content = { folders, reports, dashboards };
  made.set(model, content);
  return content;
}

/** The Id of a report by `folder/name`. */
export function reportId(path: string): string {
  return mintId('00O', path);
}

function named(folder: BundleFolder): OrgFolder {
  return { id: folderId(folder.type, folder.name), label: folder.label, kind: 'folder', folder };
}

export function folderId(type: 'Report' | 'Dashboard', name: string): string {
  return mintId('00l', `${type} ${name}`);
}

/** A folder that only its content names: the unfiled one, somebody's private one, or a public one without more facts. */
function unnamed(model: OrgModel, type: 'Report' | 'Dashboard', name: string): OrgFolder {
  if (name === 'unfiled$public')
    return { id: model.organization.Id, label: `Public ${type}s`, kind: 'public', folder: null };
  const user = model.users.find(({ Username }) => Username === name);
  if (user !== undefined) return { id: user.Id, label: `Private ${type}s`, kind: 'private', folder: null };
  return named({ name, label: name.replaceAll('_', ' '), type, accessType: 'Public' });
}

/** Every report of the org, whoever may see it, in the bundle's order. */
export function orgReports(model: OrgModel): readonly OrgReport[] {
  return contentOf(model).reports;
}

/** Every dashboard of the org, whoever may see it. */
export function orgDashboards(model: OrgModel): readonly OrgDashboard[] {
  return contentOf(model).dashboards;
}

export function orgFolders(model: OrgModel): readonly OrgFolder[] {
  return contentOf(model).folders;
}

/**
 * Whether the running user sees what is in a folder. Private folders of others are seen only in the scope allPrivate,
 * shared ones only with the permission to view all public folders.
 */
export function seesFolder(model: OrgModel, type: 'Report' | 'Dashboard', folder: OrgFolder, view: RowView): boolean {
  const isOwn = folder.kind === 'private' && folder.id === model.runningUser.Id;
  if (view.scope === 'allprivate') return folder.kind === 'private';
  if (folder.kind === 'private') return isOwn;
  const isOpen = folder.kind === 'public' || folder.folder?.accessType === 'Public';
  return isOpen || !lacks(view.rights, type === 'Report' ? 'ViewPublicReports' : 'ViewPublicDashboards');
}
