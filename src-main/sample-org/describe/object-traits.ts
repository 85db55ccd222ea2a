import type { BundleField, BundleObject } from '../bundle.ts';
import type { OrgModel } from '../org-model.ts';

/** The flags that describeGlobal and describe share, as the service names them. */
export interface ObjectTraits {
  readonly associateEntityType: string | null;
  readonly associateParentEntity: string | null;
  readonly createable: boolean;
  readonly customSetting: boolean;
  readonly deletable: boolean;
  readonly feedEnabled: boolean;
  readonly layoutable: boolean;
  readonly mergeable: boolean;
  readonly mruEnabled: boolean;
  readonly queryable: boolean;
  readonly replicateable: boolean;
  readonly retrieveable: boolean;
  readonly searchable: boolean;
  readonly triggerable: boolean;
  readonly undeletable: boolean;
  readonly updateable: boolean;
  readonly deepCloneable: boolean;
}

type Flags = Omit<ObjectTraits, 'associateEntityType' | 'associateParentEntity'>;

const nothing: Flags = {
  createable: false,
  customSetting: false,
  deletable: false,
  feedEnabled: false,
  layoutable: false,
  mergeable: false,
  mruEnabled: false,
  queryable: false,
  replicateable: false,
  retrieveable: false,
  searchable: false,
  triggerable: false,
  undeletable: false,
  updateable: false,
  deepCloneable: false,
};

const editable = {
  createable: true,
  deletable: true,
  queryable: true,
  replicateable: true,
  retrieveable: true,
  undeletable: true,
  updateable: true,
};

/** As recorded: each kind of companion has the same flags for every parent. */
const companionFlags: Readonly<Record<string, Partial<Flags>>> = {
  History: { queryable: true, replicateable: true, retrieveable: true },
  Feed: { deletable: true, queryable: true, replicateable: true, retrieveable: true },
  Share: { createable: true, deletable: true, queryable: true, retrieveable: true, updateable: true },
  ChangeEvent: { retrieveable: true, triggerable: true },
};

/** Standard objects that have layouts although users open them only through their parent. */
const layoutableWithoutRecentItems = new Set([
  'AssetRelationship',
  'CampaignMember',
  'Event',
  'OpportunityContactRole',
  'OpportunityLineItem',
  'OrderItem',
  'PricebookEntry',
  'QuoteLineItem',
  'Task',
]);

const mergeableObjects = new Set(['Account', 'Contact', 'Individual', 'Lead']);
const deepCloneableObjects = new Set(['Campaign', 'Opportunity', 'Order', 'Quote', 'WorkPlanTemplate']);

/** Flags of an object: what its bundle says, and where it says nothing, what the service has for its kind. */
export function objectTraits(model: OrgModel, object: BundleObject): ObjectTraits {
  const associate = associateOf(model, object);
  return {
    associateEntityType: associate?.type ?? null,
    associateParentEntity: associate?.parent ?? null,
    ...nothing,
    ...flagsOf(object, associate?.type),
  };
}

function flagsOf(object: BundleObject, companion: string | undefined): Partial<Flags> {
  if (companion !== undefined) return companionFlags[companion] ?? { queryable: true, retrieveable: true };
  const fields = new Set(object.fields.map((field) => field.name));
  switch (object.kind) {
    case 'customSetting':
      return { ...editable, customSetting: true, layoutable: object.layoutable ?? false };
    case 'customMetadata':
      return {
        queryable: true,
        replicateable: true,
        retrieveable: true,
        layoutable: object.layoutable ?? true,
      };
    case 'platformEvent':
      return { createable: true, triggerable: true };
    case 'bigObject':
      return { createable: true, queryable: true, retrieveable: true };
    case 'custom':
    case 'external':
      return {
        ...editable,
        layoutable: object.layoutable ?? true,
        feedEnabled: object.enableFeeds === true,
        searchable: object.enableSearch === true,
        mruEnabled: fields.has('LastViewedDate'),
        triggerable: true,
      };
    default:
      return standardFlags(object, fields);
  }
}

/** What can be asked for in the query of a parent, and not alone. */
const onlyAsChildren: ReadonlySet<string> = new Set([
  'ActivityHistory',
  'AttachedContentDocument',
  'CombinedAttachment',
  'EmailStatus',
  'LookedUpFromActivity',
  'NoteAndAttachment',
  'OpenActivity',
  'OwnedContentDocument',
]);

/** The service keeps LastViewedDate exactly for objects with recent items, which is the best sign of one with pages. */
function standardFlags(object: BundleObject, fields: ReadonlySet<string>): Partial<Flags> {
  const isSetup = fields.has('DurableId') || !fields.has('Id');
  // Events of the platform have neither; they are subscribed to, not queried.
  const isRow = fields.has('DurableId') || fields.has('Id');
  const isActivity = object.name === 'Task' || object.name === 'Event';
  const mruEnabled = fields.has('LastViewedDate') || isActivity;
  const layoutable = object.layoutable ?? (mruEnabled || layoutableWithoutRecentItems.has(object.name));
  const changeable = !isSetup && (mruEnabled || object.fields.some(canBeSet));
  const deletable = changeable && object.name !== 'User' && object.name !== 'Organization';
  return {
    queryable: object.queryable ?? (isRow && !onlyAsChildren.has(object.name)),
    retrieveable: !isSetup,
    replicateable: fields.has('SystemModstamp') && !isSetup,
    createable: changeable && object.name !== 'Organization',
    updateable: changeable,
    deletable,
    undeletable: deletable && fields.has('IsDeleted') && mruEnabled,
    triggerable: layoutable && changeable,
    searchable: mruEnabled,
    mruEnabled,
    layoutable,
    feedEnabled:
      layoutable &&
      !isActivity &&
      (object.childRelationships ?? []).some((child) => child.childSObject.endsWith('Feed')),
    mergeable: mergeableObjects.has(object.name),
    deepCloneable: deepCloneableObjects.has(object.name),
  };
}

/** The service sets these itself; an object of nothing else cannot be written. */
const setByService = /^(Id|IsDeleted|SystemModstamp|(Created|LastModified)(Date|ById)|Last(Viewed|Referenced)Date)$/;

function canBeSet(field: BundleField): boolean {
  return field.createable !== false && !setByService.test(field.name);
}

interface Associate {
  readonly type: string;
  readonly parent: string;
}

/**
 * Which object a companion belongs to. A bundle may say so; otherwise the name says it, together with the fields that
 * every such companion has (OpportunityHistory, for one, is a history by name only).
 */
function associateOf(model: OrgModel, object: BundleObject): Associate | undefined {
  if (object.associateEntityType !== undefined)
    return { type: object.associateEntityType, parent: object.associateParentEntity ?? '' };
  const match = /^(.+?)(?:__|Field)?(History|Share|Feed|ChangeEvent)$/.exec(object.name);
  const [, stem, type] = match ?? [];
  if (stem === undefined || type === undefined) return undefined;
  const parent = model.object(stem) ?? model.object(`${stem}__c`);
  if (parent === undefined) return undefined;
  const fields = new Set(object.fields.map((field) => field.name));
  if (type === 'History' && !(fields.has('OldValue') && fields.has('NewValue'))) return undefined;
  if (type === 'Share' && !fields.has('RowCause')) return undefined;
  return { type, parent: parent.name };
}
