import { mintId } from '../ids.ts';
import type { OrgModel } from '../org-model.ts';
import { packaged, packagedValues, setupTable, splitNamespace, stampOf } from './setup-kit.ts';
import { columns, onceForModel } from './table.ts';
import type { Row, Table } from './table.ts';

/*
 * Value sets: those of standard picklists, and those that several custom picklists share.
 */

/** Value sets of standard picklists; the service wants to know which. */
const standardValueSetTable: Table = {
  name: 'StandardValueSet',
  label: 'Standard Value Set',
  keyPrefix: '0KY',
  key: 'DurableId',
  columns: columns('Id:id', 'DurableId', 'MasterLabel', 'FullName', 'Metadata:complexvalue'),
  relations: [],
  isCatalog: true,
  reified: { paths: ['masterlabel', 'durableid'], named: 'MasterLabel, DurableId' },
  rows: onceForModel((model) =>
    (
      [
        ['AccountType', 'Account', 'Type'],
        ['CaseOrigin', 'Case', 'Origin'],
        ['CasePriority', 'Case', 'Priority'],
        ['CaseReason', 'Case', 'Reason'],
        ['CaseStatus', 'Case', 'Status'],
        ['Industry', 'Account', 'Industry'],
        ['LeadSource', 'Lead', 'LeadSource'],
        ['LeadStatus', 'Lead', 'Status'],
        ['OpportunityStage', 'Opportunity', 'StageName'],
        ['OpportunityType', 'Opportunity', 'Type'],
      ] as const
    ).map(([name, object, field]) => ({
      Id: '000000000000000AAA',
      DurableId: name,
      MasterLabel: name,
      FullName: name,
      Metadata: {
        sorted: false,
        standardValue:
          model
            .object(object)
            ?.fields.find((candidate) => candidate.name === field)
            ?.picklistValues?.map(({ value, label }) => ({ valueName: value, label })) ?? [],
      },
    })),
  ),
};

/** A value as the Metadata API has it. */
function valueOf(value: { readonly value?: string; readonly label?: string; readonly default?: boolean }): Row {
  return {
    color: null,
    default: value.default === true,
    description: null,
    isActive: null,
    label: value.label ?? value.value ?? '',
    urls: null,
    valueName: value.value ?? '',
  };
}

function globalValueSetRows(model: OrgModel): readonly Row[] {
  return (model.bundle.globalValueSets ?? []).map((set) => {
    const name = set.name;
    const label = set.label ?? name.replaceAll('_', ' ');
    const { namespace, local } = splitNamespace(name);
    return {
      Id: globalValueSetId(name),
      DeveloperName: local,
      MasterLabel: label,
      Description: set.description ?? null,
      FullName: name,
      Metadata: {
        customValue: set.values.map(valueOf),
        description: set.description ?? null,
        masterLabel: label,
        sorted: set.sorted === true,
        urls: null,
      },
      ...packagedValues(namespace),
      ...stampOf(model, set, `value set ${name}`),
    };
  });
}

export function globalValueSetId(name: string): string {
  return mintId('0Nt', name);
}

const globalValueSetTable = setupTable({
  name: 'GlobalValueSet',
  label: 'Global Value Set',
  keyPrefix: '0Nt',
  columns: [
    ...columns('Id:id', 'DeveloperName', 'MasterLabel', 'Description:textarea', 'FullName', 'Metadata:complexvalue'),
    ...packaged,
  ],
  rows: globalValueSetRows,
});

export const valueSetTables: readonly Table[] = [standardValueSetTable, globalValueSetTable];
