import type { BundleField, BundleFilterItem, BundleObject } from '../bundle.ts';
import { mintId } from '../ids.ts';
import {
  customFieldId,
  customObjectId,
  datesOf,
  developerName,
  entityDurableId,
  isCustomObject,
  namespaceOf,
} from '../org-model.ts';
import type { OrgModel } from '../org-model.ts';
import { activity } from './entity-table.ts';
import { packagedValues, splitNamespace } from './setup-kit.ts';
import { audit, columns, onceForModel } from './table.ts';
import type { Row, Table } from './table.ts';

function auditValues(model: OrgModel, dates: { createdDate: string; lastModifiedDate: string }): Row {
  return {
    CreatedDate: dates.createdDate,
    CreatedById: model.runningUser.Id,
    LastModifiedDate: dates.lastModifiedDate,
    LastModifiedById: model.runningUser.Id,
    SystemModstamp: dates.lastModifiedDate,
  };
}

function manageableState(namespace: string | null): string {
  return namespace === null ? 'unmanaged' : 'installed';
}

/** What the Metadata API says of a field, under the Tooling API's `Metadata`. */
function fieldMetadata(field: BundleField): Row {
  const values = field.picklistValues?.map((value) => ({
    label: value.label,
    valueName: value.value,
    default: value.default === true,
    isActive: value.active !== false,
  }));
  return {
    description: field.description ?? null,
    inlineHelpText: field.helpText ?? null,
    label: field.label,
    length: field.length ?? null,
    precision: field.precision ?? null,
    scale: field.scale ?? null,
    required: field.required === true,
    unique: field.unique === true,
    externalId: field.externalId === true,
    type: field.metadataType ?? null,
    formula: field.formula ?? null,
    formulaTreatBlanksAs: field.formulaTreatBlanksAs ?? null,
    defaultValue: field.defaultValue ?? null,
    referenceTo: field.referenceTo?.[0] ?? null,
    relationshipName: field.childRelationshipName?.replace(/__r$/, '') ?? null,
    relationshipLabel: field.relationshipLabel ?? null,
    deleteConstraint: field.deleteConstraint ?? null,
    summaryOperation: field.summary?.operation ?? null,
    summarizedField: field.summary?.field ?? null,
    summaryForeignKey: field.summary?.foreignKey ?? null,
    summaryFilterItems: (field.summary?.filters ?? []).map(filterItem),
    lookupFilter:
      field.lookupFilter === undefined
        ? null
        : {
            active: field.lookupFilter.active === true,
            booleanFilter: null,
            description: null,
            errorMessage: null,
            filterItems: (field.lookupFilter.items ?? []).map(filterItem),
            infoMessage: null,
            isOptional: false,
          },
    trackHistory: field.trackHistory === true,
    valueSet:
      values === undefined
        ? null
        : {
            controllingField: field.controllerName ?? null,
            restricted: field.restrictedPicklist === true || field.globalValueSet !== undefined,
            valueSetDefinition: field.globalValueSet === undefined ? { sorted: false, value: values } : null,
            valueSetName: field.globalValueSet ?? null,
            valueSettings: [],
          },
  };
}

function filterItem({ field, operation, value, valueField }: BundleFilterItem): Row {
  return { field, operation, value: value ?? null, valueField: valueField ?? null };
}

function customFieldRow(model: OrgModel, object: BundleObject, field: BundleField): Row {
  const home = field.fromActivity === true ? activity : object;
  const namespace = namespaceOf(field.name);
  return {
    Id: customFieldId(object, field),
    DeveloperName: developerName(field.name),
    TableEnumOrId: entityDurableId(home),
    EntityDefinitionId: entityDurableId(home),
    NamespacePrefix: namespace,
    ManageableState: manageableState(namespace),
    Description: field.description ?? null,
    InlineHelpText: field.helpText ?? null,
    Length: field.length ?? null,
    Precision: field.precision ?? null,
    Scale: field.scale ?? null,
    RelationshipLabel: field.relationshipLabel ?? null,
    SummaryOperation: field.summary?.operation ?? null,
    ...auditValues(model, datesOf(field, `${object.name}.${field.name}`)),
    FullName: `${home.name}.${field.name}`,
    // Asked for one row at a time, so it is not made for every field of a large org.
    get Metadata() {
      return fieldMetadata(field);
    },
  };
}

/**
 * Custom fields, the only source of a field's CreatedDate. Fields that field-level security hides are listed, as in the
 * service. A custom field of Task and Event belongs to Activity and is listed once.
 */
export const customFieldTable: Table = {
  name: 'CustomField',
  label: 'Custom Field Definition',
  keyPrefix: '00N',
  key: 'Id',
  columns: [
    ...columns('Id:id', 'DeveloperName', 'TableEnumOrId', 'EntityDefinitionId', 'NamespacePrefix', 'ManageableState'),
    ...columns('Description:textarea', 'InlineHelpText', 'Length:int', 'Precision:int', 'Scale:int'),
    ...columns('RelationshipLabel', 'SummaryOperation:picklist'),
    ...audit.columns,
    ...columns('FullName', 'Metadata:complexvalue'),
  ],
  relations: [{ name: 'EntityDefinition', target: 'EntityDefinition', via: 'EntityDefinitionId' }, ...audit.relations],
  isCatalog: false,
  rows: onceForModel((model) => {
    const rows = new Map<unknown, Row>();
    for (const object of model.bundle.sobjects)
      for (const field of object.fields) {
        if (field.custom !== true) continue;
        const row = customFieldRow(model, object, field);
        if (!rows.has(row.Id)) rows.set(row.Id, row);
      }
    return [...rows.values()];
  }),
};

export const customObjectTable: Table = {
  name: 'CustomObject',
  label: 'Custom Object Definition',
  keyPrefix: '01I',
  key: 'Id',
  columns: [
    ...columns('Id:id', 'DeveloperName', 'NamespacePrefix', 'ManageableState', 'SharingModel', 'ExternalSharingModel'),
    ...columns('Description:textarea', 'CustomHelpId:reference', 'Language'),
    ...audit.columns,
    ...columns('FullName', 'Metadata:complexvalue'),
  ],
  relations: audit.relations,
  isCatalog: false,
  rows: onceForModel((model) =>
    model.bundle.sobjects.filter(isCustomObject).map((object) => {
      const namespace = namespaceOf(object.name);
      return {
        Id: customObjectId(object),
        DeveloperName: developerName(object.name),
        NamespacePrefix: namespace,
        ManageableState: manageableState(namespace),
        SharingModel: object.sharingModel ?? null,
        ExternalSharingModel: object.externalSharingModel ?? null,
        Description: object.description ?? null,
        CustomHelpId: null,
        Language: 'en_US',
        ...auditValues(model, datesOf(object, object.name)),
        FullName: object.name,
        Metadata: {
          label: object.label,
          pluralLabel: object.labelPlural ?? null,
          description: object.description ?? null,
          deploymentStatus: object.deploymentStatus ?? null,
          sharingModel: object.sharingModel ?? null,
          customSettingsType: object.customSettingsType ?? null,
          visibility: object.visibility ?? null,
          enableActivities: object.enableActivities === true,
          enableHistory: object.enableHistory === true,
          enableReports: object.enableReports === true,
        },
      };
    }),
  ),
};

export const validationRuleTable: Table = {
  name: 'ValidationRule',
  label: 'Validation Rule',
  keyPrefix: '03d',
  key: 'Id',
  columns: [
    ...columns('Id:id', 'ValidationName', 'Active:boolean', 'Description:textarea', 'ErrorMessage:textarea'),
    ...columns('ErrorDisplayField', 'EntityDefinitionId', 'NamespacePrefix', 'ManageableState'),
    ...audit.columns,
    ...columns('FullName', 'Metadata:complexvalue'),
  ],
  relations: [{ name: 'EntityDefinition', target: 'EntityDefinition', via: 'EntityDefinitionId' }, ...audit.relations],
  isCatalog: false,
  rows: onceForModel((model) =>
    model.bundle.sobjects.flatMap((object) =>
      object.validationRules.map((rule) => ({
        Id: mintId('03d', `${object.name}.${rule.name}`),
        ValidationName: splitNamespace(rule.name).local,
        Active: rule.active === true,
        Description: rule.description ?? null,
        ErrorMessage: rule.errorMessage ?? null,
        ErrorDisplayField: rule.errorDisplayField ?? null,
        EntityDefinitionId: entityDurableId(object),
        // A rule's own prefix: an org's own rule on a packaged object has none.
        ...packagedValues(splitNamespace(rule.name).namespace),
        ...auditValues(model, datesOf(rule, `${object.name}.${rule.name}`)),
        FullName: `${object.name}.${rule.name}`,
        Metadata: {
          active: rule.active === true,
          description: rule.description ?? null,
          errorConditionFormula: rule.errorConditionFormula ?? null,
          errorDisplayField: rule.errorDisplayField ?? null,
          errorMessage: rule.errorMessage ?? null,
          shouldEvaluateOnClient: null,
          urls: null,
        },
      })),
    ),
  ),
};
