/**
 * What Orgbench keeps of an org's metadata, in plain rows.
 *
 * A value that is null is empty in the org, unless its name stands in `unknown`: then nobody could read it.
 */

export type PicklistValueFacts = {
  readonly value: string;
  readonly label: string;
  readonly active: boolean;
  readonly isDefault: boolean;
  /** The describe's base64 bitmap over the controlling field's values; null when it depends on nothing. */
  readonly validFor: string | null;
};

/** Names of facts that can be unknown: the columns of the grid and `picklistValues`. */
export type UnknownFact = string;

export type FieldFacts = {
  readonly object: string;
  readonly name: string;
  readonly label: string;
  /** The REST describe type. */
  readonly type: string | null;
  readonly length: number | null;
  readonly precision: number | null;
  readonly scale: number | null;
  readonly referenceTo: readonly string[];
  readonly relationshipName: string | null;
  readonly controllerName: string | null;
  /** Null: the field has no picklist. */
  readonly picklistValues: readonly PicklistValueFacts[] | null;
  readonly formula: string | null;
  readonly defaultValue: string | null;
  readonly helpText: string | null;
  readonly description: string | null;
  readonly namespace: string | null;
  /** What the org's data classification says, in its own words; the groups are separated by semicolons. */
  readonly securityClassification: string | null;
  readonly complianceGroup: string | null;
  /** FieldDefinition's display text, such as `Text(80)`. */
  readonly dataType: string | null;
  /** Bits of field-flags.ts. */
  readonly flags: number;
  /** ISO 8601, UTC. */
  readonly createdDate: string | null;
  readonly lastModifiedDate: string | null;
  readonly unknown: readonly UnknownFact[];
};

export type ObjectFacts = {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string | null;
  readonly kind: string;
  readonly namespace: string | null;
  readonly keyPrefix: string | null;
  readonly description: string | null;
  /** Bits of object-flags.ts. */
  readonly flags: number;
  readonly createdDate: string | null;
  readonly lastModifiedDate: string | null;
  readonly unknown: readonly UnknownFact[];
};

export type RecordTypeFacts = {
  readonly name: string;
  readonly label: string;
  readonly active: boolean;
  readonly isDefault: boolean;
  readonly master: boolean;
};

export type ChildRelationshipFacts = {
  readonly childObject: string;
  readonly field: string;
  readonly relationshipName: string | null;
  readonly cascadeDelete: boolean;
};

/** One object as its describe tells it. */
export type DescribedFacts = {
  readonly object: ObjectFacts;
  readonly fields: readonly FieldFacts[];
  readonly recordTypes: readonly RecordTypeFacts[];
  readonly childRelationships: readonly ChildRelationshipFacts[];
};
