import { mintId } from '../ids.ts';
import { entityDurableId } from '../org-model.ts';
import { packaged, packagedValues, setupTable, splitNamespace, stampOf } from './setup-kit.ts';
import { columns } from './table.ts';
import type { BundleWorkflow } from '../bundle-parts.ts';
import type { Row, Table } from './table.ts';

function updateMetadata(update: BundleWorkflow): Row {
  return {
    description: update.description ?? null,
    field: update.updatesField ?? null,
    formula: update.formula ?? null,
    literalValue: update.literalValue ?? null,
    lookupValue: null,
    lookupValueType: null,
    name: update.name,
    notifyAssignee: false,
    operation: update.formula === undefined ? 'Literal' : 'Formula',
    protected: false,
    reevaluateOnChange: null,
    targetObject: null,
    urls: null,
  };
}

/** Field updates of workflow rules; what one does stands in its Metadata alone. */
export const workflowFieldUpdateTable: Table = setupTable({
  name: 'WorkflowFieldUpdate',
  label: 'Field Update',
  keyPrefix: '04Y',
  columns: [
    ...columns('Id:id', 'Name', 'SourceTableEnumOrId:picklist', 'EntityDefinitionId', 'FullName'),
    ...columns('Metadata:complexvalue'),
    ...packaged,
  ],
  relations: [{ name: 'EntityDefinition', target: 'EntityDefinition', via: 'EntityDefinitionId' }],
  rows: (model) =>
    (model.bundle.workflow ?? [])
      .filter(({ kind, object }) => kind === 'fieldUpdate' && object !== undefined)
      .map((update) => {
        const { object: home = '', name } = update;
        const object = model.object(home);
        const { namespace, local } = splitNamespace(name);
        const entity = object === undefined ? home : entityDurableId(object);
        return {
          Id: mintId('04Y', `${home}.${name}`),
          Name: local,
          SourceTableEnumOrId: entity,
          EntityDefinitionId: entity,
          FullName: `${home}.${name}`,
          Metadata: updateMetadata(update),
          ...packagedValues(namespace),
          ...stampOf(model, update, `field update ${home}.${name}`),
        };
      }),
});
