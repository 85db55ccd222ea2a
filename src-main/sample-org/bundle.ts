import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type {
  BundleAccess,
  BundleAccessGroup,
  BundleApexClass,
  BundleApexTrigger,
  BundleAssignment,
  BundleDashboard,
  BundleDependency,
  BundleFlow,
  BundleFolder,
  BundleLayout,
  BundleNamed,
  BundleReport,
  BundleReportType,
  BundleValueSet,
  BundleWorkflow,
} from './bundle-parts.ts';

/** The bundle schema that this build reads. A bundle with another number is refused. */
export const bundleSchemaVersion = 1;

/*
 * Types of an org bundle: one Salesforce org's metadata in one JSON document.
 * An absent key means null, false or empty; flags are written only when true. `nillable`, `createable` and `updateable`
 * are the exception: `false` is written, and absent means unknown.
 *
 * Extensions of schema version 1 are marked "extension". They are optional, so a bundle without them stays valid.
 */

/** Who uses the org (extension). The server mints users where a bundle has none. */
export interface BundleUser {
  readonly username: string;
  readonly firstName?: string;
  readonly lastName: string;
  readonly email: string;
  readonly alias: string;
  readonly title?: string;
  readonly department?: string;
  readonly profileName: string;
  /** Salesforce's UserType, for example `Standard`, `AutomatedProcess`, `PowerPartner`. */
  readonly userType: string;
  /** Absent or false: the user was deactivated. */
  readonly active?: boolean;
  readonly createdDate?: string;
  readonly lastLoginDate?: string;
}

/** Facts of the Organization record (extension), named as in Salesforce. The server mints it where a bundle has none. */
export interface BundleOrganization {
  readonly Name: string;
  readonly OrganizationType: string;
  readonly InstanceName: string;
  readonly IsSandbox: boolean;
  readonly Country: string | null;
  readonly City?: string | null;
  readonly PostalCode?: string | null;
  readonly Street?: string | null;
  readonly Phone?: string | null;
  readonly PrimaryContact?: string | null;
  readonly LanguageLocaleKey?: string;
  readonly DefaultLocaleSidKey?: string;
  readonly TimeZoneSidKey?: string;
  readonly FiscalYearStartMonth?: number;
  readonly TrialExpirationDate: string | null;
  readonly NamespacePrefix: string | null;
  readonly CreatedDate?: string;
}

/** What the org is called and how the bundle was made. */
export interface BundleOrg {
  readonly name: string;
  readonly edition?: string;
  /** For example `65.0`. */
  readonly apiVersion: string;
  readonly schemaVersion: number;
  readonly builtFrom?: readonly unknown[];
  readonly counts?: Readonly<Record<string, unknown>>;
  /** Extension. */
  readonly users?: readonly BundleUser[];
  /** Extension. */
  readonly organization?: BundleOrganization;
}

export interface BundlePicklistValue {
  readonly value: string;
  readonly label: string;
  readonly default?: boolean;
  /** Written only when false: the value was deactivated. */
  readonly active?: boolean;
  /**
   * Extension: values of the controlling field (`controllerName`) for which this value can be chosen; for a controlling
   * checkbox `true` or `false`. Absent: every value of the controlling field.
   */
  readonly controllingValues?: readonly string[];
}

export interface BundleSummary {
  readonly operation: string;
  /** The summed field, `Child__c.Amount__c`; absent for `count`. */
  readonly field?: string;
  /** The master-detail field of the child, `Child__c.Parent__c`. */
  readonly foreignKey: string;
  readonly filters?: readonly BundleFilterItem[];
}

export interface BundleFilterItem {
  /** `Object.Field`, or `$Source.Field` for the object of the lookup that is filtered. */
  readonly field: string;
  readonly operation: string;
  readonly value?: string;
  /** In place of a value: the field to compare with. */
  readonly valueField?: string;
}

export interface BundleField {
  readonly name: string;
  readonly label: string;
  /** The label was derived from the API name, not read from an org. */
  readonly labelDerived?: boolean;
  /** Type of the REST describe, for example `reference` or `double`. */
  readonly type: string;
  /** Type of the Metadata API's CustomField, for example `MasterDetail`; absent for standard fields. */
  readonly metadataType?: string;
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly referenceTo?: readonly string[];
  readonly relationshipName?: string;
  readonly childRelationshipName?: string;
  readonly relationshipLabel?: string;
  readonly masterDetail?: boolean;
  readonly reparentable?: boolean;
  readonly deleteConstraint?: string;
  readonly picklistValues?: readonly BundlePicklistValue[];
  /** How many values the org has, where `picklistValues` was cut. */
  readonly picklistTotal?: number;
  readonly globalValueSet?: string;
  readonly controllerName?: string;
  readonly restrictedPicklist?: boolean;
  readonly formula?: string;
  readonly formulaTreatBlanksAs?: string;
  readonly calculated?: boolean;
  readonly defaultValue?: string;
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly externalId?: boolean;
  readonly autoNumberFormat?: string;
  readonly trackHistory?: boolean;
  readonly helpText?: string;
  readonly description?: string;
  readonly securityClassification?: string;
  readonly summary?: BundleSummary;
  readonly lookupFilter?: { readonly active?: boolean; readonly items?: readonly BundleFilterItem[] };
  readonly nillable?: boolean;
  readonly createable?: boolean;
  readonly updateable?: boolean;
  readonly nameField?: boolean;
  readonly custom?: boolean;
  readonly package?: string;
  /** Added by platform rule (system fields), not read from a file. */
  readonly synthesised?: boolean;
  readonly fromActivity?: boolean;
  /** ISO 8601 date and time; absent: unknown. */
  readonly createdDate?: string;
  readonly lastModifiedDate?: string;
  /**
   * Extension: field-level security hides the field from the connected user. The server leaves it out of describe and
   * still names it in FieldDefinition and CustomField.
   */
  readonly hiddenFromDescribe?: boolean;
}

export interface BundleRecordType {
  readonly name: string;
  readonly label: string;
  /** Absent or false: inactive. */
  readonly active?: boolean;
  readonly description?: string;
  readonly businessProcess?: string;
  readonly picklists?: Readonly<Record<string, readonly string[]>>;
  /** Extension: the value of a field in `picklists` that a new record has. */
  readonly picklistDefaults?: Readonly<Record<string, string>>;
  readonly package?: string;
  /** Extension; absent: follows from the name. */
  readonly createdDate?: string;
  /** Extension. */
  readonly lastModifiedDate?: string;
}

export interface BundleValidationRule {
  readonly name: string;
  readonly active?: boolean;
  readonly description?: string;
  readonly errorConditionFormula?: string;
  readonly errorDisplayField?: string;
  readonly errorMessage?: string;
  readonly package?: string;
  readonly createdDate?: string;
  readonly lastModifiedDate?: string;
}

export interface BundleChildRelationship {
  readonly childSObject: string;
  readonly field?: string;
  readonly relationshipName?: string;
}

/** Absent for a standard object. */
export type BundleObjectKind =
  | 'custom'
  | 'customSetting'
  | 'customMetadata'
  | 'platformEvent'
  | 'external'
  | 'bigObject';

/** What a companion object is to its parent (extension). */
export type BundleAssociateEntityType = 'History' | 'Share' | 'Feed' | 'ChangeEvent';

export interface BundleObject {
  readonly name: string;
  readonly label: string;
  readonly labelPlural?: string;
  readonly custom?: boolean;
  readonly kind?: BundleObjectKind;
  readonly keyPrefix?: string;
  readonly keyPrefixSynthesised?: boolean;
  readonly source?: string;
  readonly package?: string;
  readonly customisedBy?: readonly string[];
  readonly description?: string;
  readonly sharingModel?: string;
  readonly externalSharingModel?: string;
  readonly deploymentStatus?: string;
  /** `Hierarchy` or `List`. */
  readonly customSettingsType?: string;
  readonly visibility?: string;
  readonly eventType?: string;
  readonly publishBehavior?: string;
  readonly enableHistory?: boolean;
  readonly enableReports?: boolean;
  readonly enableFeeds?: boolean;
  readonly enableActivities?: boolean;
  readonly enableSearch?: boolean;
  /** Only recorded describes say it; absent: unknown. */
  readonly queryable?: boolean;
  readonly nameField?: { readonly label?: string; readonly type?: string; readonly displayFormat?: string };
  readonly listViews?: readonly unknown[];
  readonly fieldSets?: readonly unknown[];
  readonly createdDate?: string;
  readonly lastModifiedDate?: string;
  /** Standard objects only; the child relationships of custom objects follow from the fields that refer to them. */
  readonly childRelationships?: readonly BundleChildRelationship[];
  readonly fields: readonly BundleField[];
  readonly recordTypes: readonly BundleRecordType[];
  readonly validationRules: readonly BundleValidationRule[];
  /** Extension: set on companions (history, share, feed, change event) as describeGlobal's `associateEntityType`. */
  readonly associateEntityType?: BundleAssociateEntityType;
  /** Extension: the object a companion belongs to, describeGlobal's `associateParentEntity`. */
  readonly associateParentEntity?: string;
  /** Extension: whether users see pages of the object (describe's `layoutable`); absent: unknown. */
  readonly layoutable?: boolean;
}

/**
 * A whole org. Parts besides the objects may be made when they are first asked for: a bundle can be an object with
 * getters.
 */
export interface OrgBundle {
  readonly org: BundleOrg;
  readonly sobjects: readonly BundleObject[];
  readonly reports?: readonly BundleReport[];
  readonly reportTypes?: readonly BundleReportType[];
  readonly dashboards?: readonly BundleDashboard[];
  /** Extension. */
  readonly folders?: readonly BundleFolder[];
  readonly flows?: readonly BundleFlow[];
  readonly apexClasses?: readonly BundleApexClass[];
  readonly apexTriggers?: readonly BundleApexTrigger[];
  readonly permissionSets?: readonly BundleAccess[];
  /** Extension. */
  readonly permissionSetGroups?: readonly BundleAccessGroup[];
  /** Extension. */
  readonly assignments?: readonly BundleAssignment[];
  readonly profiles?: readonly BundleAccess[];
  readonly workflow?: readonly BundleWorkflow[];
  /** Names, or layouts with their fields (extension). */
  readonly layouts?: readonly (string | BundleLayout)[];
  readonly globalValueSets?: readonly BundleValueSet[];
  readonly dependencies?: readonly BundleDependency[];
  /** Extension. */
  readonly named?: readonly BundleNamed[];
  /** Extension: how many records of an object the server makes up when they are asked for; absent objects have none. */
  readonly recordCounts?: Readonly<Record<string, number>>;
}

/** A file that cannot be served as an org; the message says which file and why. */
export class BundleError extends Error {}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Checks that a parsed JSON document is an org bundle of the schema version this build reads.
 * Objects and fields are checked for the keys that everything else stands on (name, label, type).
 * @param source what the document is called in error messages, usually its path
 * @throws BundleError that names the document, what is wrong with it and where
 */
export function asBundle(value: unknown, source: string): OrgBundle {
  const notBundle = (why: string): BundleError => new BundleError(`${source} is not an org bundle: ${why}.`);
  if (!isRecord(value)) throw notBundle('the document is not a JSON object');
  if (!isRecord(value.org)) throw notBundle('it has no "org" part');
  const { schemaVersion } = value.org;
  if (schemaVersion !== bundleSchemaVersion)
    throw new BundleError(
      `${source} has the bundle schema version ${JSON.stringify(schemaVersion) ?? 'none'}; this build reads version ${bundleSchemaVersion}. Use a bundle of that version or another build of Orgbench.`,
    );
  if (typeof value.org.name !== 'string' || typeof value.org.apiVersion !== 'string')
    throw notBundle('"org" has no name or no apiVersion');
  if (!Array.isArray(value.sobjects)) throw notBundle('it has no list "sobjects"');
  value.sobjects.forEach((object: unknown, index) => {
    const at = `sobjects[${index}]`;
    if (!isRecord(object) || typeof object.name !== 'string' || typeof object.label !== 'string')
      throw notBundle(`${at} has no name or no label`);
    for (const key of ['fields', 'recordTypes', 'validationRules'])
      if (!Array.isArray(object[key])) throw notBundle(`${at} (${object.name}) has no list "${key}"`);
    for (const field of object.fields as unknown[])
      if (
        !isRecord(field) ||
        typeof field.name !== 'string' ||
        typeof field.label !== 'string' ||
        typeof field.type !== 'string'
      )
        throw notBundle(`${at} (${object.name}) has a field without name, label or type`);
  });
  return value as unknown as OrgBundle;
}

/**
 * Reads an org bundle from a `.json` or `.json.gz` file (told apart by the gzip signature, not by the name).
 * @throws BundleError that says which file could not be read and why: missing, damaged, not a bundle, another schema version
 */
export async function loadBundle(path: string): Promise<OrgBundle> {
  const read = await readFile(path).catch((cause: unknown) => {
    throw new BundleError(
      `The bundle ${path} could not be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      {
        cause,
      },
    );
  });
  let parsed: unknown;
  try {
    const isGzip = read[0] === 0x1f && read[1] === 0x8b;
    parsed = JSON.parse((isGzip ? gunzipSync(read) : read).toString('utf8'));
  } catch (cause) {
    throw new BundleError(`${path} is not an org bundle: it is neither JSON nor gzip-packed JSON, or it is damaged.`, {
      cause,
    });
  }
  return asBundle(parsed, path);
}
