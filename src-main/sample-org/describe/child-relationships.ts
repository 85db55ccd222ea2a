import type { BundleChildRelationship, BundleObject } from '../bundle.ts';
import type { FieldReference, OrgModel } from '../org-model.ts';

/** A child relationship as describe shows it. */
export interface DescribedChildRelationship {
  readonly cascadeDelete: boolean;
  readonly childSObject: string;
  readonly deprecatedAndHidden: boolean;
  readonly field: string;
  readonly junctionIdListNames: readonly string[];
  readonly junctionReferenceTo: readonly string[];
  readonly relationshipName: string | null;
  readonly restrictedDelete: boolean;
}

/** The bundle lists some standard relationships without their field: these are the fields by which such children refer. */
const usualParentFields: Readonly<Record<string, string>> = {
  AttachedContentDocument: 'LinkedEntityId',
  CombinedAttachment: 'ParentId',
  ContentDocumentLink: 'LinkedEntityId',
  EntitySubscription: 'ParentId',
  FeedAttachment: 'FeedEntityId',
  FeedComment: 'FeedItemId',
  FeedLike: 'FeedItemId',
  ProcessInstance: 'TargetObjectId',
  ProcessInstanceHistory: 'TargetObjectId',
  RecordAction: 'RecordId',
  RecordActionHistory: 'ParentRecordId',
  TopicAssignment: 'EntityId',
};

/**
 * Everything that refers to an object: the relationships that the bundle lists, and one for each field that refers to
 * it and is not yet among them (custom fields, and any field of or to a custom object).
 */
export function describeChildRelationships(
  model: OrgModel,
  object: BundleObject,
): readonly DescribedChildRelationship[] {
  const references = model.referencesTo(object.name);
  const taken = new Set<string>();
  const listed: DescribedChildRelationship[] = [];
  for (const child of object.childRelationships ?? []) {
    const candidates = references.filter((reference) => reference.object.name === child.childSObject);
    const fieldName = child.field ?? fieldOf(child, candidates, taken);
    const key = `${child.childSObject}.${fieldName}`;
    taken.add(key);
    const reference = candidates.find((candidate) => candidate.field.name === fieldName);
    listed.push(shaped(child.childSObject, fieldName, child.relationshipName ?? null, reference));
  }
  const derived = references
    .filter(
      ({ object: child, field }) => !taken.has(`${child.name}.${field.name}`) && field.hiddenFromDescribe !== true,
    )
    .filter(({ object: child, field }) => field.custom === true || child.custom === true || object.custom === true)
    .map((reference) => shaped(reference.object.name, reference.field.name, relationshipNameOf(reference), reference));
  return [...listed, ...derived];
}

function fieldOf(
  child: BundleChildRelationship,
  candidates: readonly FieldReference[],
  taken: ReadonlySet<string>,
): string {
  const free = candidates.filter(({ field }) => !taken.has(`${child.childSObject}.${field.name}`));
  const standard = free.find(({ field }) => field.custom !== true) ?? free[0];
  return standard?.field.name ?? usualParentFields[child.childSObject] ?? 'ParentId';
}

function relationshipNameOf({ field }: FieldReference): string | null {
  const name = field.childRelationshipName;
  if (name === undefined) return null;
  return field.custom === true && !name.endsWith('__r') ? `${name}__r` : name;
}

/** Details of a master, and what belongs to a record by its nature: its shares, history, feed and attachments. */
function isDeletedWithParent(childSObject: string, reference: FieldReference | undefined): boolean {
  const field = reference?.field;
  if (field?.masterDetail === true || field?.deleteConstraint === 'Cascade') return true;
  return childSObject in usualParentFields || /(History|Share|Feed)$/.test(childSObject);
}

function shaped(
  childSObject: string,
  field: string,
  relationshipName: string | null,
  reference: FieldReference | undefined,
): DescribedChildRelationship {
  return {
    cascadeDelete: isDeletedWithParent(childSObject, reference),
    childSObject,
    deprecatedAndHidden: false,
    field,
    junctionIdListNames: [],
    junctionReferenceTo: [],
    relationshipName,
    restrictedDelete: reference?.field.deleteConstraint === 'Restrict',
  };
}
