import type { FieldRow } from '../../../../src-preload/contract/catalog.ts';
import { FIELD_FLAG, fieldBadges, type FieldFlag, hasFlag } from '../../../domain/metadata/field-flags.ts';
import { type FieldRecord, unknownList } from './rows.ts';

/** A field row joined with its object's label and the time it was read. */
export type JoinedField = FieldRecord & { readonly object_label: string; readonly read_at: string };

/**
 * FROM clause that gives JoinedField rows; `f` is the field, `o` its object, `l` its place in the org's list.
 * Not limited to now: a page whose ids were taken before a write still shows what they stood for.
 */
export const JOINED_FIELDS = `field f
  JOIN sobject o ON o.connection_key = f.connection_key AND o.name = f.object AND o.valid_to IS NULL
  JOIN org_object l ON l.connection_key = f.connection_key AND l.name = f.object`;
export const JOINED_COLUMNS = `f.*, o.label AS object_label, coalesce(l.read_at, '') AS read_at`;

/** A fact that only a describe gives: null while the field is hidden. */
export function knownFlag(row: Pick<FieldRecord, 'flags'>, flag: FieldFlag): boolean | null {
  return hasFlag(row.flags, FIELD_FLAG.noAccess) ? null : hasFlag(row.flags, FIELD_FLAG[flag]);
}

export function toFieldRow(row: JoinedField, orgNamespace: string | null): FieldRow {
  return {
    id: row.id,
    object: row.object,
    objectLabel: row.object_label,
    name: row.name,
    label: row.label,
    type: row.type,
    length: row.length,
    precision: row.precision,
    scale: row.scale,
    referenceTo: row.reference_to === null ? [] : row.reference_to.split(','),
    picklistCount: row.picklist_count,
    required: knownFlag(row, 'required'),
    unique: knownFlag(row, 'unique'),
    externalId: knownFlag(row, 'externalId'),
    custom: hasFlag(row.flags, FIELD_FLAG.custom),
    formula: row.formula,
    defaultValue: row.default_value,
    helpText: row.help_text,
    description: row.description,
    namespace: row.namespace,
    createdDate: row.created_date,
    lastModifiedDate: row.last_modified_date,
    securityClassification: row.security_classification,
    complianceGroup: row.compliance_group,
    readAt: row.read_at,
    badges: fieldBadges(row.flags, row.namespace, orgNamespace),
    unknown: unknownList(row.unknown),
  };
}
