import type { BundleAccess, BundleReport } from '../bundle-parts.ts';
import type { BundleObject } from '../bundle.ts';
import type { XmlValue } from '../http/xml.ts';
import { customObjectId, isCustomObject, namespaceOf, recordTypeId } from '../org-model.ts';
import type { OrgModel } from '../org-model.ts';
import { groupId, holdersOf } from '../soql/access-model.ts';
import { orgDashboards, orgFolders, orgReports } from '../soql/report-model.ts';
import { splitNamespace, stampOf } from '../soql/setup-kit.ts';
import type { Row } from '../soql/table.ts';
import { findTable } from '../soql/tables.ts';
import { folderTypes } from './metadata-types.ts';
import { flagged, objectXml } from './object-xml.ts';

export type Elements = Readonly<Record<string, XmlValue>>;

/** A component of the org's metadata. */
export interface Component {
  readonly fullName: string;
  /** Empty where the service gives none. */
  readonly id: string;
  readonly namespace: string | null;
  /** CreatedDate, CreatedById, LastModifiedDate, LastModifiedById; null where the service does not know them. */
  readonly stamp: Row | null;
  /** What readMetadata shows besides the full name. */
  read(): Elements;
  /** The source of a component that has a file beside its description. */
  source?(): string;
}

/** All components of a type, by full name. Reports and dashboards only of one folder. Empty where there are none. */
export function componentsOf(model: OrgModel, type: string, folder?: string): readonly Component[] {
  const found = (own[type] ?? toolingComponents(type))(model, folder);
  return found.toSorted((a, b) => (a.fullName < b.fullName ? -1 : a.fullName > b.fullName ? 1 : 0));
}

type Find = (model: OrgModel, folder?: string) => readonly Component[];

function elementsOf(value: unknown): Elements {
  if (typeof value !== 'object' || value === null) return {};
  const elements = JSON.parse(JSON.stringify(value)) as Elements;
  const { apiVersion } = elements;
  // A version is a number of one decimal, which a number of JSON does not say.
  return typeof apiVersion === 'number' ? { ...elements, apiVersion: apiVersion.toFixed(1) } : elements;
}

/** Types that the Tooling API knows by the same name: their rows say everything. */
function toolingComponents(type: string): Find {
  return (model) => {
    const table = findTable(model, 'tooling', type);
    return (table?.rows(model, new Map()) ?? []).map((row): Component => {
      const namespace = typeof row.NamespacePrefix === 'string' ? row.NamespacePrefix : null;
      const local = String(row.FullName ?? row.DeveloperName ?? row.Name);
      const isPrefixed = namespace === null || row.FullName !== undefined;
      return {
        fullName: isPrefixed ? local : `${namespace}__${local}`,
        id: String(row.Id),
        namespace,
        stamp: row,
        read: () => ({ ...plainColumns(row), ...elementsOf(row.Metadata) }),
        ...(typeof row.Body === 'string' ? { source: () => String(row.Body) } : {}),
      };
    });
  };
}

function plainColumns(row: Row): Elements {
  const label = row.MasterLabel;
  const description = row.Description;
  return {
    ...(typeof label === 'string' ? { label } : {}),
    ...(typeof description === 'string' ? { description } : {}),
  };
}

function customObjects(model: OrgModel): readonly Component[] {
  return model.bundle.sobjects
    .filter((object) => isCustomObject(object) || object.layoutable === true)
    .map((object) => ({
      fullName: object.name,
      id: isCustomObject(object) ? customObjectId(object) : '',
      namespace: namespaceOf(object.name),
      stamp: isCustomObject(object) ? stampOf(model, object, object.name) : null,
      read: () => objectXml(object),
    }));
}

function recordTypes(model: OrgModel): readonly Component[] {
  return model.bundle.sobjects.flatMap((object: BundleObject) =>
    object.recordTypes.map((recordType) => ({
      fullName: `${object.name}.${recordType.name}`,
      id: recordTypeId(object, recordType.name),
      namespace: namespaceOf(object.name),
      stamp: stampOf(model, recordType, `${object.name}.${recordType.name}`),
      read: () => ({
        active: recordType.active === true,
        description: recordType.description,
        label: recordType.label,
      }),
    })),
  );
}

/** One component for each flow, with its active version or the latest one. */
function flows(model: OrgModel): readonly Component[] {
  const versions = findTable(model, 'tooling', 'Flow')?.rows(model, new Map()) ?? [];
  return (findTable(model, 'tooling', 'FlowDefinition')?.rows(model, new Map()) ?? []).map((row) => {
    const version = versions.find(({ Id: id }) => id === (row.ActiveVersionId ?? row.LatestVersionId));
    return {
      fullName: String(row.FullName ?? row.DeveloperName),
      id: String(version?.Id ?? row.Id),
      namespace: typeof row.NamespacePrefix === 'string' ? row.NamespacePrefix : null,
      stamp: version ?? row,
      read: () => elementsOf(version?.Metadata),
    };
  });
}

function reports(model: OrgModel, folder?: string): readonly Component[] {
  return orgReports(model)
    .filter(({ report }) => report.folder === folder)
    .map(({ id, path, report }) => ({
      fullName: path,
      id,
      namespace: splitNamespace(report.name).namespace,
      stamp: stampOf(model, report, path),
      read: () => reportXml(report),
    }));
}

function reportXml(report: BundleReport): Elements {
  return {
    columns: (report.columns ?? []).map(({ field, aggregateTypes = [] }) => ({
      aggregateTypes: [...aggregateTypes],
      field,
    })),
    description: report.description,
    filter:
      report.filters === undefined || report.filters.length === 0
        ? undefined
        : {
            booleanFilter: report.filterLogic,
            criteriaItems: report.filters.map(({ column, operator, value }) => ({
              column,
              operator,
              value: value ?? '',
            })),
          },
    format: report.format ?? 'Tabular',
    groupingsAcross: (report.groupingsAcross ?? []).map((one) => ({ ...one })),
    groupingsDown: (report.groupingsDown ?? []).map((one) => ({ ...one })),
    name: report.label ?? report.name,
    reportType: report.reportType,
    scope: report.scope ?? 'organization',
    showDetails: report.showDetails !== false,
    sortColumn: report.sortColumn,
    timeFrameFilter:
      report.timeFrame === undefined
        ? undefined
        : { dateColumn: report.timeFrame.column, interval: report.timeFrame.interval },
  };
}

function dashboards(model: OrgModel, folder?: string): readonly Component[] {
  return orgDashboards(model)
    .filter(({ dashboard }) => dashboard.folder === folder)
    .map(({ id, dashboard }) => ({
      fullName: `${dashboard.folder}/${dashboard.name}`,
      id,
      namespace: splitNamespace(dashboard.name).namespace,
      stamp: stampOf(model, dashboard, `dashboard ${dashboard.folder}/${dashboard.name}`),
      read: () => ({
        dashboardGridLayout: {
          dashboardGridComponents: (dashboard.components ?? []).map((component, index) => ({
            colSpan: 4,
            columnIndex: (index % 3) * 4,
            dashboardComponent: {
              componentType: component.componentType ?? 'Table',
              groupingColumn: [...(component.groupingColumns ?? [])],
              header: component.header,
              report: component.report,
              title: component.title,
            },
            rowIndex: Math.floor(index / 3) * 8,
            rowSpan: 8,
          })),
          numberOfColumns: 12,
          rowHeight: 36,
        },
        dashboardType: dashboard.dashboardType ?? 'SpecifiedUser',
        description: dashboard.description,
        runningUser: dashboard.runningUser ?? model.runningUser.Username,
        title: dashboard.title ?? dashboard.name,
      }),
    }));
}

function folders(type: string): Find {
  return (model) =>
    orgFolders(model).flatMap(({ id, folder }): readonly Component[] => {
      if (folder === null || folder.type !== folderTypes[type]) return [];
      return [
        {
          fullName: folder.name,
          id,
          namespace: splitNamespace(folder.name).namespace,
          stamp: stampOf(model, folder, `folder ${folder.name}`),
          read: () => ({ accessType: folder.accessType, name: folder.label, publicFolderAccess: 'ReadOnly' }),
        },
      ];
    });
}

/** Profiles, permission sets and muting permission sets. */
function access(kind: 'profile' | 'set' | 'muting'): Find {
  return (model) =>
    holdersOf(model)
      .filter((holder) => holder.kind === kind)
      .map((holder) => ({
        fullName: holder.access.name,
        id: holder.kind === 'profile' ? (holder.profileId ?? holder.id) : holder.id,
        namespace: splitNamespace(holder.access.name).namespace,
        stamp: stampOf(model, holder.access, `${kind} ${holder.access.name}`),
        read: () => ({
          ...accessXml(holder.access),
          fieldPermissions: holder.fields().map(({ field, readable, editable }) => ({
            editable: editable === true,
            field,
            readable: readable === true,
          })),
          objectPermissions: holder.objects().map((one) => ({
            allowCreate: one.create === true,
            allowDelete: one.delete === true,
            allowEdit: one.edit === true,
            allowRead: one.read === true,
            modifyAllRecords: one.modifyAll === true,
            object: one.object,
            viewAllRecords: one.viewAll === true,
          })),
        }),
      }));
}

function accessXml(access: BundleAccess): Elements {
  return {
    ...flagged({ hasActivationRequired: access.activationRequired }),
    classAccesses: (access.classAccesses ?? []).map((one) => ({
      apexClass: typeof one === 'string' ? one : one.class,
      enabled: true,
    })),
    description: access.description,
    label: access.label ?? access.name,
    license: access.license,
    userPermissions: (access.userPermissions ?? []).map((one) => ({
      enabled: true,
      name: typeof one === 'string' ? one : one.name,
    })),
  };
}

function groups(model: OrgModel): readonly Component[] {
  return (model.bundle.permissionSetGroups ?? []).map((group) => ({
    fullName: group.name,
    id: groupId(group.name),
    namespace: splitNamespace(group.name).namespace,
    stamp: stampOf(model, group, `group ${group.name}`),
    read: () => ({
      description: group.description,
      label: group.label,
      mutingPermissionSets: group.muted === undefined ? [] : [group.muted.name],
      permissionSets: [...group.members],
      status: 'Updated',
    }),
  }));
}

function reportTypes(model: OrgModel): readonly Component[] {
  return (model.bundle.reportTypes ?? []).map((type) => ({
    fullName: type.name,
    id: '',
    namespace: splitNamespace(type.name).namespace,
    stamp: stampOf(model, {}, `report type ${type.name}`),
    read: () => ({
      baseObject: type.baseObject,
      category: type.category ?? 'other',
      deployed: true,
      label: type.label,
      sections: [
        {
          columns: (type.columns ?? []).map(({ table, field }) => ({ checkedByDefault: false, field, table })),
          masterLabel: type.label,
        },
      ],
    }),
  }));
}

/** Custom labels, which the Tooling API knows as external strings. */
function labels(model: OrgModel): readonly Component[] {
  return toolingComponents('ExternalString')(model).map((component) => {
    const row = component.stamp ?? {};
    return {
      ...component,
      fullName: component.namespace === null ? String(row.Name) : `${component.namespace}__${String(row.Name)}`,
      read: () => ({
        language: String(row.Language),
        protected: row.IsProtected === true,
        shortDescription: String(row.MasterLabel),
        value: String(row.Value),
      }),
    };
  });
}

/** All labels of an org are one component with one file. */
function allLabels(model: OrgModel): readonly Component[] {
  const found = labels(model);
  if (found.length === 0) return [];
  const read = (): Elements => ({ labels: found.map((label) => ({ fullName: label.fullName, ...label.read() })) });
  return [{ fullName: 'CustomLabels', id: '', namespace: null, stamp: null, read }];
}

/** The rules of an object are one component with one file. */
function workflows(model: OrgModel): readonly Component[] {
  const rules = toolingComponents('WorkflowRule')(model);
  const objects = new Set(rules.map(({ fullName }) => fullName.split('.')[0] ?? ''));
  return [...objects].map((object) => ({
    fullName: object,
    id: '',
    namespace: namespaceOf(object),
    stamp: null,
    read: () => ({
      rules: rules
        .filter(({ fullName }) => fullName.startsWith(`${object}.`))
        .map((rule) => ({ fullName: rule.fullName.slice(object.length + 1), ...rule.read() })),
    }),
  }));
}

const own: Readonly<Record<string, Find>> = {
  CustomLabel: labels,
  CustomLabels: allLabels,
  CustomObject: customObjects,
  Dashboard: dashboards,
  DashboardFolder: folders('DashboardFolder'),
  DocumentFolder: () => [],
  EmailFolder: () => [],
  Flow: flows,
  MutingPermissionSet: access('muting'),
  PermissionSet: access('set'),
  PermissionSetGroup: groups,
  Profile: access('profile'),
  QuickAction: toolingComponents('QuickActionDefinition'),
  RecordType: recordTypes,
  Report: reports,
  ReportFolder: folders('ReportFolder'),
  ReportType: reportTypes,
  Workflow: workflows,
};
