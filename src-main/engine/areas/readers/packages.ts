import type { Component } from '../../../domain/areas/component.ts';
import type { SObjectRecord } from '../../salesforce/org-client.ts';
import type { AreaReader } from '../area-run.ts';
import { readList } from '../read-list.ts';
import { numberOf, parentOf, textOf } from '../record-facts.ts';
import { withOptionalColumns } from './optional-columns.ts';

const VERSION = 'SubscriberPackageVersion';
const VERSION_COLUMNS = ['Name', 'MajorVersion', 'MinorVersion', 'PatchVersion', 'BuildNumber', 'IsBeta'].map(
  (column) => `${VERSION}.${column}`,
);
const PACKAGE_COLUMNS = ['NamespacePrefix', 'Description', 'Name'].map((column) => `SubscriberPackage.${column}`);

/** Installed packages with the version that is installed. The list has no dates, so each read is a whole one. */
export const readPackages: AreaReader = async (run) => {
  await readList(withOptionalColumns(run, VERSION_COLUMNS), {
    type: 'InstalledPackage',
    sObject: 'InstalledSubscriberPackage',
    api: 'tooling',
    purpose: 'definitions',
    fields: [...VERSION_COLUMNS, 'SubscriberPackageId', ...PACKAGE_COLUMNS].join(', '),
    common: '',
    stamp: null,
    since: null,
    component: installed,
  });
  return null;
};

function installed(record: SObjectRecord): Component | null {
  const of = (field: string): unknown => parentOf(record, 'SubscriberPackage', field);
  const namespace = textOf(of('NamespacePrefix'));
  const title = textOf(of('Name'));
  const name = namespace ?? title ?? textOf(record.SubscriberPackageId);
  if (name === null) return null;
  const isVersionKnown = record[VERSION] !== undefined;
  return {
    type: 'InstalledPackage',
    name,
    label: title ?? name,
    object: null,
    namespace,
    orgId: textOf(record.Id),
    description: textOf(of('Description')),
    createdDate: null,
    createdBy: null,
    lastModifiedDate: null,
    lastModifiedBy: null,
    facts: isVersionKnown
      ? {
          version: versionOf(record),
          versionName: textOf(parentOf(record, VERSION, 'Name')),
          beta: parentOf(record, VERSION, 'IsBeta') === true,
        }
      : {},
    searchText: null,
    unknown: isVersionKnown ? [] : ['version', 'versionName', 'beta'],
  };
}

/** `3.12.0.4`; null where the org names no version, as for a package that is being removed. */
function versionOf(record: SObjectRecord): string | null {
  const parts = ['MajorVersion', 'MinorVersion', 'PatchVersion', 'BuildNumber'].map((part) =>
    numberOf(parentOf(record, VERSION, part)),
  );
  return parts[0] === null ? null : parts.map((part) => part ?? 0).join('.');
}
