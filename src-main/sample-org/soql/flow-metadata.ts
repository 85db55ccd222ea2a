import type { BundleFlow, BundleFlowElement, BundleFlowVersion } from '../bundle-parts.ts';
import type { Row } from './table.ts';

/*
 * `Metadata` of a flow's version: every list of elements that a flow can have, most of them empty.
 */

const elementLists = `
actionCalls apexPluginCalls assignments choices collectionProcessors constants customErrors customProperties decisions
dynamicChoiceSets formulas loops orchestratedStages processMetadataValues recordCreates recordDeletes recordLookups
recordRollbacks recordUpdates screens stages steps subflows textTemplates transforms variables waits
`
  .trim()
  .split(/\s+/);

/** The version of the API that a version of a flow was saved with. */
export function apiVersionOf(flow: BundleFlow, version: BundleFlowVersion): number {
  return Number(version.apiVersion ?? flow.apiVersion ?? '65.0');
}

/** The name of a field without its object, `Status__c` of `Case.Status__c`. */
function local(path: string): string {
  return path.slice(path.indexOf('.') + 1);
}

/** What elements of a type say besides their names. */
function detailsOf({ type, object, fields = [] }: BundleFlowElement): Row {
  const names = fields.map(local);
  switch (type) {
    case 'recordLookups':
      return {
        assignNullValuesIfNoRecordsFound: false,
        filterLogic: 'and',
        filters: names.slice(0, 1).map((field) => ({
          field,
          operator: 'EqualTo',
          value: { elementReference: '$Record.Id' },
        })),
        getFirstRecordOnly: true,
        object: object ?? null,
        queriedFields: ['Id', ...names],
        storeOutputAutomatically: true,
      };
    case 'recordUpdates':
    case 'recordCreates':
      return {
        filterLogic: type === 'recordUpdates' ? 'and' : null,
        filters: [],
        inputAssignments: names.map((field) => ({ field, value: { elementReference: `formula_${field}` } })),
        inputReference: null,
        object: object ?? null,
      };
    case 'recordDeletes':
      return { filterLogic: 'and', filters: [], inputReference: null, object: object ?? null };
    case 'assignments':
      return {
        assignmentItems: names.map((field) => ({
          assignToReference: `$Record.${field}`,
          operator: 'Assign',
          value: { elementReference: `formula_${field}` },
        })),
      };
    default:
      return object === undefined ? {} : { object };
  }
}

function elementOf(element: BundleFlowElement, index: number): Row {
  return {
    name: element.name,
    label: element.label ?? null,
    description: null,
    locationX: 176,
    locationY: 158 + index * 108,
    processMetadataValues: [],
    ...detailsOf(element),
  };
}

/** The whole of a version. Elements are those of the flow: a bundle knows them once. */
export function flowMetadata(flow: BundleFlow, version: BundleFlowVersion): Row {
  const lists: Record<string, Row[]> = Object.fromEntries(elementLists.map((name) => [name, []]));
  (flow.elements ?? []).forEach((element, index) => (lists[element.type] ??= []).push(elementOf(element, index)));
  const [first] = flow.elements ?? [];
  return {
    ...lists,
    apiVersion: apiVersionOf(flow, version),
    areMetricsLoggedToDataCloud: false,
    description: flow.description ?? null,
    environments: 'Default',
    interviewLabel: `${flow.label ?? flow.name} {!$Flow.CurrentDateTime}`,
    isAdditionalPermissionRequiredToRun: null,
    isTemplate: null,
    label: flow.label ?? flow.name,
    processType: flow.processType ?? 'AutoLaunchedFlow',
    runInMode: null,
    start: {
      connector: first === undefined ? null : { isGoTo: null, targetReference: first.name },
      doesRequireRecordChangedToMeetCriteria: null,
      filterFormula: null,
      filterLogic: null,
      filters: [],
      locationX: 50,
      locationY: 0,
      object: flow.object ?? null,
      recordTriggerType: flow.recordTriggerType ?? null,
      schedule: null,
      scheduledPaths: [],
      triggerType: flow.triggerType ?? null,
    },
    startElementReference: null,
    status: version.status,
    triggerOrder: null,
    urls: null,
  };
}
