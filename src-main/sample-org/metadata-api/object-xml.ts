import type { BundleField, BundleObject } from '../bundle.ts';
import type { XmlValue } from '../http/xml.ts';

type Elements = Readonly<Record<string, XmlValue>>;

/** Only flags that are set: the service leaves the others out where they are the default. */
export function flagged(flags: Readonly<Record<string, boolean | undefined>>): Elements {
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value === true)) as Elements;
}

/** A CustomObject as the Metadata API writes it: custom fields whole, standard fields by name and description. */
export function objectXml(object: BundleObject): Elements {
  return {
    customSettingsType: object.customSettingsType,
    deploymentStatus: object.deploymentStatus,
    description: object.description,
    ...flagged({
      enableActivities: object.enableActivities,
      enableFeeds: object.enableFeeds,
      enableHistory: object.enableHistory,
      enableReports: object.enableReports,
      enableSearch: object.enableSearch,
    }),
    externalSharingModel: object.externalSharingModel,
    // A custom object's name is not among its fields: it is the `nameField`.
    fields: object.fields
      .filter(({ name, synthesised }) => synthesised !== true && (name !== 'Name' || object.nameField === undefined))
      .map(fieldXml),
    label: object.label,
    nameField:
      object.nameField === undefined
        ? undefined
        : {
            displayFormat: object.nameField.displayFormat,
            label: object.nameField.label,
            type: object.nameField.type ?? 'Text',
          },
    pluralLabel: object.labelPlural,
    recordTypes: object.recordTypes.map((one) => ({
      fullName: one.name,
      active: one.active === true,
      description: one.description,
      label: one.label,
    })),
    sharingModel: object.sharingModel,
    validationRules: object.validationRules.map((rule) => ({
      fullName: rule.name,
      active: rule.active === true,
      description: rule.description,
      errorConditionFormula: rule.errorConditionFormula,
      errorDisplayField: rule.errorDisplayField,
      errorMessage: rule.errorMessage,
    })),
    visibility: object.visibility,
  };
}

function fieldXml(field: BundleField): Elements {
  if (field.custom !== true)
    return { fullName: field.name, description: field.description, ...flagged({ trackHistory: field.trackHistory }) };
  return {
    fullName: field.name,
    defaultValue: field.defaultValue,
    description: field.description,
    displayFormat: field.autoNumberFormat,
    ...flagged({ externalId: field.externalId }),
    formula: field.formula,
    formulaTreatBlanksAs: field.formulaTreatBlanksAs,
    inlineHelpText: field.helpText,
    label: field.label,
    length: field.length,
    precision: field.precision,
    referenceTo: field.referenceTo?.[0],
    relationshipLabel: field.relationshipLabel,
    relationshipName: field.childRelationshipName,
    ...flagged({ required: field.required }),
    scale: field.scale,
    securityClassification: field.securityClassification,
    ...flagged({ trackHistory: field.trackHistory }),
    type: field.metadataType ?? 'Text',
    ...flagged({ unique: field.unique }),
    valueSet: valueSetXml(field),
  };
}

function valueSetXml(field: BundleField): XmlValue {
  if (field.type !== 'picklist' && field.type !== 'multipicklist') return undefined;
  return {
    controllingField: field.controllerName,
    restricted: field.restrictedPicklist === true,
    valueSetName: field.globalValueSet,
    valueSetDefinition:
      field.globalValueSet !== undefined
        ? undefined
        : {
            sorted: false,
            value: (field.picklistValues ?? []).map((one) => ({
              fullName: one.value,
              default: one.default === true,
              ...(one.active === false ? { isActive: false } : {}),
              label: one.label,
            })),
          },
  };
}
