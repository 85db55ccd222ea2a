import type { Component } from '../../../domain/areas/component.ts';
import { DEFINITION_FACTS } from '../../../domain/areas/reports.ts';
import type { SObjectRecord } from '../../salesforce/org-client.ts';
import { allOf } from '../../sync/all-of.ts';
import type { AreaReader } from '../area-run.ts';
import { readList } from '../read-list.ts';
import { commonFacts, dateOf, textOf } from '../record-facts.ts';
import { readReportDefinitions, REPORT_SOURCE } from './reports-definitions.ts';
import { withDescriptionOf } from './reports-describes.ts';
import { type FolderPlace, placesAfter, readFolders } from './reports-folders.ts';
import { foundForRow, moveToTheirFolders, placeFacts } from './reports-moves.ts';
import { readReportTypes } from './reports-types.ts';

const FIELDS =
  'Name, DeveloperName, FolderName, OwnerId, Description, Format, LastRunDate, CreatedById, LastModifiedById';
const FOLDERED = { type: 'Report', source: REPORT_SOURCE } as const;

/**
 * Reports of every folder that the user sees, with their definitions; their folders and report types.
 *
 * The list comes by SOQL, because the list of the Analytics API holds only what the user looked at last. Each definition
 * is a request of its own, asked for again only when the report changed. A read that stops keeps those that arrived.
 */
export const readReports: AreaReader = async (run) => {
  const since = run.watermark as { readonly folders?: string; readonly reports?: string } | null;
  const foldersRead = readFolders(run, 'Report', since?.folders ?? null);
  const places = placesAfter(run, 'Report', foldersRead);
  const listRead = readList(run, {
    type: 'Report',
    sObject: 'Report',
    api: 'data',
    purpose: 'reports',
    fields: FIELDS,
    alsoStamps: ['LastRunDate'],
    since: since?.reports ?? null,
    ready: places.ready,
    component: (record) => {
      const next = reportOf(record, places.of(textOf(record.OwnerId), textOf(record.FolderName)));
      return withDescriptionOf(next, foundForRow(run, FOLDERED, next.orgId, next.name), DEFINITION_FACTS);
    },
  });
  const [folders, reports] = await allOf(foldersRead, listRead, readReportTypes(run));
  moveToTheirFolders(run, FOLDERED, places);
  await readReportDefinitions(run);
  return { folders, reports };
};

function reportOf(record: SObjectRecord, place: FolderPlace): Component {
  const common = commonFacts(record);
  const developerName = textOf(record.DeveloperName) ?? common.orgId ?? '';
  const local = common.namespace === null ? developerName : `${common.namespace}__${developerName}`;
  return {
    ...common,
    type: 'Report',
    name: `${place.name}/${local}`,
    label: textOf(record.Name) ?? developerName,
    object: null,
    description: textOf(record.Description),
    facts: {
      ...placeFacts(place),
      format: textOf(record.Format),
      lastRunDate: dateOf(record.LastRunDate),
      createdById: textOf(record.CreatedById)?.slice(0, 15) ?? null,
      lastModifiedById: textOf(record.LastModifiedById)?.slice(0, 15) ?? null,
    },
    searchText: null,
    unknown: DEFINITION_FACTS,
  };
}
