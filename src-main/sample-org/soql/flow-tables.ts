import type { BundleFlow, BundleFlowVersion, BundleWorkflow } from '../bundle-parts.ts';
import { mintId } from '../ids.ts';
import { entityDurableId } from '../org-model.ts';
import type { OrgModel } from '../org-model.ts';
import { emptyId } from './entity-table.ts';
import { apiVersionOf, flowMetadata } from './flow-metadata.ts';
import { withFlowUses } from './flow-uses.ts';
import { workflowFieldUpdateTable } from './workflow-field-updates.ts';
import { packaged, packagedValues, setupTable, splitNamespace, stampOf } from './setup-kit.ts';
import { columns, onceForModel } from './table.ts';
import type { Row, Table } from './table.ts';

interface FlowFacts {
  readonly flow: BundleFlow;
  readonly id: string;
  readonly versions: readonly BundleFlowVersion[];
  readonly active: BundleFlowVersion | undefined;
  readonly latest: BundleFlowVersion;
}

/** The Id of a flow's definition, `300…`. */
function definitionId(name: string): string {
  return mintId('300', name);
}

/** The Id of one version of a flow, `301…`. */
function versionId(name: string, version: number): string {
  return mintId('301', `${name}-${version}`);
}

/** The version that dependencies are recorded for: the active one, or the latest where none is active. */
export function flowComponentId(flow: BundleFlow): string {
  const { active, latest } = factsOf(flow);
  return versionId(flow.name, (active ?? latest).versionNumber);
}

function factsOf(flow: BundleFlow): FlowFacts {
  const only: BundleFlowVersion = { ...flow, versionNumber: 1, status: flow.status ?? 'Active' };
  const versions = flow.versions === undefined || flow.versions.length === 0 ? [only] : flow.versions;
  return {
    flow,
    id: definitionId(flow.name),
    versions,
    active: versions.find(({ status }) => status === 'Active'),
    latest: versions.at(-1) ?? only,
  };
}

function flowsOf(model: OrgModel): readonly FlowFacts[] {
  return (model.bundle.flows ?? []).map(factsOf);
}

/** Flows of the Tooling API: one row for each version. */
const flowTable = setupTable({
  name: 'Flow',
  label: 'Flow Version',
  keyPrefix: '301',
  columns: [
    ...columns('Id:id', 'DefinitionId:reference', 'MasterLabel', 'ApiVersion:double', 'ProcessType:picklist'),
    ...columns('Status:picklist', 'VersionNumber:int', 'IsTemplate:boolean', 'Description:textarea'),
    ...columns('RunInMode:picklist', 'FullName', 'Metadata:complexvalue'),
    ...columns('ManageableState:picklist'),
  ],
  relations: [{ name: 'Definition', target: 'FlowDefinition', via: 'DefinitionId' }],
  rows: (model) =>
    flowsOf(model).flatMap(({ flow, id, versions }) =>
      versions.map((version) => ({
        Id: versionId(flow.name, version.versionNumber),
        DefinitionId: id,
        MasterLabel: flow.label ?? flow.name,
        ApiVersion: apiVersionOf(flow, version),
        ProcessType: flow.processType ?? 'AutoLaunchedFlow',
        Status: version.status,
        VersionNumber: version.versionNumber,
        IsTemplate: false,
        Description: flow.description ?? null,
        RunInMode: 'DefaultMode',
        FullName: `${flow.name}-${version.versionNumber}`,
        // Asked for one row at a time.
        get Metadata() {
          return withFlowUses(flowMetadata(flow, version), flow, model);
        },
        ManageableState: packagedValues(splitNamespace(flow.name).namespace).ManageableState,
        ...stampOf(model, { ...flow, ...version }, `flow ${flow.name}-${version.versionNumber}`),
      })),
    ),
});

const flowDefinitionTable = setupTable({
  name: 'FlowDefinition',
  label: 'Flow Definition',
  keyPrefix: '300',
  columns: [
    ...columns('Id:id', 'DeveloperName', 'MasterLabel', 'Description:textarea', 'ActiveVersionId:reference'),
    ...columns('LatestVersionId:reference', 'FullName', 'Metadata:complexvalue'),
    ...packaged,
  ],
  relations: [
    { name: 'ActiveVersion', target: 'Flow', via: 'ActiveVersionId' },
    { name: 'LatestVersion', target: 'Flow', via: 'LatestVersionId' },
  ],
  rows: (model) =>
    flowsOf(model).map(({ flow, id, active, latest }) => {
      const { namespace, local } = splitNamespace(flow.name);
      return {
        Id: id,
        DeveloperName: local,
        MasterLabel: flow.label ?? flow.name,
        Description: flow.description ?? null,
        ActiveVersionId: active === undefined ? null : versionId(flow.name, active.versionNumber),
        LatestVersionId: versionId(flow.name, latest.versionNumber),
        FullName: flow.name,
        Metadata: { activeVersionNumber: active?.versionNumber ?? null, description: null, masterLabel: null },
        ...packagedValues(namespace),
        ...stampOf(model, flow, `flow ${flow.name}`),
      };
    }),
});

/** What the two views of the data API say alike of a flow's version. */
function viewValues(model: OrgModel, { flow, id }: FlowFacts, version: BundleFlowVersion): Row {
  const object = flow.object === undefined ? undefined : model.object(flow.object);
  const stamp = stampOf(model, { ...flow, ...version }, `flow ${flow.name}-${version.versionNumber}`);
  return {
    Id: emptyId,
    Label: flow.label ?? flow.name,
    Description: flow.description ?? null,
    ProcessType: flow.processType ?? 'AutoLaunchedFlow',
    IsTemplate: false,
    FlowDefinitionViewId: id,
    LastModifiedDate: stamp.LastModifiedDate,
    LastModifiedBy: model.users.find((user) => user.Id === stamp.LastModifiedById)?.Name ?? null,
    TriggerType: flow.triggerType ?? null,
    TriggerObjectOrEventLabel: object?.label ?? null,
    TriggerObjectOrEventId: object === undefined ? null : entityDurableId(object),
    RecordTriggerType: flow.recordTriggerType ?? null,
  };
}

/** Flows of the data API: one row for each flow. Its Id says nothing; DurableId does. */
const flowDefinitionViewTable: Table = {
  name: 'FlowDefinitionView',
  label: 'Flow Definition',
  keyPrefix: '3dd',
  key: 'DurableId',
  columns: [
    ...columns('Id:id', 'DurableId', 'ApiName', 'Label', 'Description', 'ProcessType:picklist', 'TriggerType:picklist'),
    ...columns('NamespacePrefix', 'ActiveVersionId', 'LatestVersionId', 'LastModifiedBy', 'IsActive:boolean'),
    ...columns('IsOutOfDate:boolean', 'LastModifiedDate:datetime', 'IsTemplate:boolean', 'IsOverridable:boolean'),
    ...columns('OverriddenById', 'OverriddenFlowId', 'SourceTemplateId', 'IsSwingFlow:boolean', 'Builder'),
    ...columns('ManageableState:picklist', 'InstalledPackageName', 'TriggerObjectOrEventLabel'),
    ...columns('TriggerObjectOrEventId', 'RecordTriggerType:picklist', 'HasAsyncAfterCommitPath:boolean'),
    ...columns('VersionNumber:int', 'TriggerOrder:int', 'Environments'),
  ],
  relations: [],
  isCatalog: false,
  rows: onceForModel((model) =>
    flowsOf(model).map((facts) => {
      const { flow, id, active, latest } = facts;
      const { namespace } = splitNamespace(flow.name);
      const { FlowDefinitionViewId: _own, ...values } = viewValues(model, facts, latest);
      return {
        ...values,
        DurableId: id,
        ApiName: flow.name,
        ...packagedValues(namespace),
        ActiveVersionId: active === undefined ? null : versionId(flow.name, active.versionNumber),
        LatestVersionId: versionId(flow.name, latest.versionNumber),
        IsActive: active !== undefined,
        IsOutOfDate: active !== undefined && active.versionNumber !== latest.versionNumber,
        IsOverridable: false,
        OverriddenById: null,
        OverriddenFlowId: null,
        SourceTemplateId: null,
        IsSwingFlow: false,
        Builder: flow.processType === 'Workflow' ? 'Process Builder' : 'Flow Builder',
        InstalledPackageName: namespace === null ? null : (flow.package ?? namespace),
        HasAsyncAfterCommitPath: false,
        VersionNumber: latest.versionNumber,
        TriggerOrder: null,
        Environments: 'Default',
      };
    }),
  ),
};

const flowVersionViewTable: Table = {
  name: 'FlowVersionView',
  label: 'Flow Version',
  keyPrefix: '3de',
  key: 'DurableId',
  columns: [
    ...columns('Id:id', 'DurableId', 'FlowDefinitionViewId', 'Label', 'Description', 'Status:picklist'),
    ...columns('VersionNumber:int', 'ProcessType:picklist', 'IsTemplate:boolean', 'RunInMode:picklist'),
    ...columns('LastModifiedDate:datetime', 'ApiVersion:double', 'ApiVersionRuntime:double', 'ProgressStatus'),
  ],
  relations: [{ name: 'FlowDefinitionView', target: 'FlowDefinitionView', via: 'FlowDefinitionViewId' }],
  isCatalog: false,
  reified: { paths: ['flowdefinitionviewid', 'durableid'], named: 'FlowDefinitionViewId, DurableId' },
  rows: onceForModel((model) =>
    flowsOf(model).flatMap((facts) =>
      facts.versions.map((version) => ({
        ...viewValues(model, facts, version),
        DurableId: versionId(facts.flow.name, version.versionNumber),
        Status: version.status,
        VersionNumber: version.versionNumber,
        RunInMode: 'DefaultMode',
        ApiVersion: apiVersionOf(facts.flow, version),
        ApiVersionRuntime: apiVersionOf(facts.flow, version),
        ProgressStatus: null,
      })),
    ),
  ),
};

function ruleMetadata(rule: BundleWorkflow): Row {
  return {
    actions: (rule.actions ?? []).map(({ name, type }) => ({ name, type })),
    active: rule.active === true,
    booleanFilter: null,
    description: rule.description ?? null,
    formula: rule.formula ?? null,
    triggerType: rule.triggerType ?? 'onCreateOrTriggeringUpdate',
    urls: null,
    workflowTimeTriggers: [],
    criteriaItems: (rule.criteria ?? []).map(({ field, operation, value }) => ({
      field,
      operation,
      value: value ?? null,
      valueField: null,
    })),
  };
}

/** Workflow rules; whether one is active stands in its Metadata alone. */
const workflowRuleTable = setupTable({
  name: 'WorkflowRule',
  label: 'Workflow Rule',
  keyPrefix: '01Q',
  columns: [...columns('Id:id', 'Name', 'TableEnumOrId:picklist', 'FullName', 'Metadata:complexvalue'), ...packaged],
  rows: (model) =>
    (model.bundle.workflow ?? [])
      .filter(({ kind, object }) => kind === undefined && object !== undefined)
      .map((rule) => {
        const object = model.object(rule.object ?? '');
        return {
          Id: workflowRuleId(rule),
          Name: rule.name,
          TableEnumOrId: object === undefined ? (rule.object ?? null) : entityDurableId(object),
          FullName: `${rule.object ?? ''}.${rule.name}`,
          Metadata: ruleMetadata(rule),
          ...packagedValues(null),
          ...stampOf(model, rule, `rule ${rule.object ?? ''}.${rule.name}`),
        };
      }),
});

export function workflowRuleId(rule: BundleWorkflow): string {
  return mintId('01Q', `${rule.object ?? ''}.${rule.name}`);
}

export const dataFlowTables: readonly Table[] = [flowDefinitionViewTable, flowVersionViewTable];
export const toolingFlowTables: readonly Table[] = [
  flowTable,
  flowDefinitionTable,
  workflowRuleTable,
  workflowFieldUpdateTable,
];
