import type { BundleObject, OrgBundle } from '../bundle.ts';
import { sampleAssignments, samplePermissionSetGroups, samplePermissionSets, sampleProfiles } from './access/index.ts';
import { apexDependencies, sampleApexClasses, sampleApexTriggers } from './apex/index.ts';
import { sampleDashboards } from './dashboards/index.ts';
import { derivedDependencies } from './dependencies.ts';
import { sampleFlows, sampleWorkflow } from './flows/index.ts';
import { sampleLayouts } from './layouts/index.ts';
import { sampleNamed } from './named.ts';
import { recordCounts } from './records/counts.ts';
import { sampleReports, sampleReportTypes } from './reports/index.ts';
import { sampleValueSets } from './value-sets.ts';

/** Makes a value when it is first asked for. */
function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/**
 * What the sample company's org has besides objects. Every part is made when it is first asked for, so that an org that
 * is only described costs nothing for its reports and permissions.
 */
export function setupParts(sobjects: readonly BundleObject[]): Omit<OrgBundle, 'org' | 'sobjects'> {
  const reports = once(() => sampleReports(sobjects));
  const dashboards = once(() => sampleDashboards(reports().reports));
  const reportTypes = once(() => sampleReportTypes(sobjects, reports().reports));
  const flows = once(() => sampleFlows(sobjects));
  const workflow = once(sampleWorkflow);
  const layouts = once(() => sampleLayouts(sobjects));
  const profiles = once(() => sampleProfiles(sobjects));
  const permissionSets = once(() => samplePermissionSets(sobjects));
  const permissionSetGroups = once(() => samplePermissionSetGroups(sobjects));
  const apexClasses = once(sampleApexClasses);
  const apexTriggers = once(() => sampleApexTriggers(sobjects));
  const assignments = once(sampleAssignments);
  const named = once(sampleNamed);
  const globalValueSets = once(() => sampleValueSets(sobjects));
  const folders = once(() => [...reports().folders, ...dashboards().folders]);
  const dependencies = once(() => [
    ...derivedDependencies({
      sobjects,
      reports: reports().reports,
      dashboards: dashboards().dashboards,
      flows: flows(),
      workflow: workflow(),
      layouts: layouts(),
    }),
    ...apexDependencies(sobjects),
  ]);
  return {
    get reports() {
      return reports().reports;
    },
    get reportTypes() {
      return reportTypes();
    },
    get dashboards() {
      return dashboards().dashboards;
    },
    get folders() {
      return folders();
    },
    get flows() {
      return flows();
    },
    get workflow() {
      return workflow();
    },
    get layouts() {
      return layouts();
    },
    get profiles() {
      return profiles();
    },
    get permissionSets() {
      return permissionSets();
    },
    get permissionSetGroups() {
      return permissionSetGroups();
    },
    get assignments() {
      return assignments();
    },
    get apexClasses() {
      return apexClasses();
    },
    get apexTriggers() {
      return apexTriggers();
    },
    get named() {
      return named();
    },
    get globalValueSets() {
      return globalValueSets();
    },
    get dependencies() {
      return dependencies();
    },
    recordCounts,
  };
}
