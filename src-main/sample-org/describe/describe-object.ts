import type { BundleObject } from '../bundle.ts';
import type { OrgModel } from '../org-model.ts';
import { describeChildRelationships } from './child-relationships.ts';
import { describeField } from './describe-field.ts';
import { describeUrls } from './object-urls.ts';
import { objectTraits } from './object-traits.ts';
import type { ObjectTraits } from './object-traits.ts';
import { describeRecordTypeInfos } from './record-type-infos.ts';

/** Where an answer is read: addresses in it carry the version asked for and the org's own host. */
export interface DescribePlace {
  /** For example `/services/data/v68.0/sobjects`. */
  readonly base: string;
  readonly instanceUrl: string;
}

/** The answer of `GET …/sobjects/{name}/describe`: the exact keys of the recordings, in their order. */
export function describeObject(model: OrgModel, place: DescribePlace, object: BundleObject): Record<string, unknown> {
  const traits = objectTraits(model, object);
  const hasPages = traits.layoutable && !traits.customSetting;
  return {
    actionOverrides: [],
    activateable: false,
    associateEntityType: traits.associateEntityType,
    associateParentEntity: traits.associateParentEntity,
    childRelationships: describeChildRelationships(model, object),
    compactLayoutable: hasPages,
    createable: traits.createable,
    custom: object.custom === true,
    customSetting: traits.customSetting,
    deepCloneable: traits.deepCloneable,
    defaultImplementation: null,
    deletable: traits.deletable,
    deprecatedAndHidden: false,
    extendedBy: null,
    extendsInterfaces: null,
    feedEnabled: traits.feedEnabled,
    fields: object.fields
      .filter((field) => field.hiddenFromDescribe !== true)
      .map((field) => describeField(object, field)),
    hasSubtypes: false,
    implementedBy: null,
    implementsInterfaces: null,
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.keyPrefix ?? null,
    label: object.label,
    labelPlural: object.labelPlural ?? object.label,
    layoutable: traits.layoutable,
    listviewable: null,
    lookupLayoutable: null,
    mergeable: traits.mergeable,
    mruEnabled: traits.mruEnabled,
    name: object.name,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    queryable: traits.queryable,
    recordTypeInfos: describeRecordTypeInfos(
      place.base,
      object,
      hasPages && (object.custom === true || traits.mruEnabled),
    ),
    replicateable: traits.replicateable,
    retrieveable: traits.retrieveable,
    searchLayoutable: traits.searchable,
    searchable: traits.searchable,
    sobjectDescribeOption: 'FULL',
    supportedScopes: supportedScopes(object, traits),
    triggerable: traits.triggerable,
    undeletable: traits.undeletable,
    updateable: traits.updateable,
    urls: describeUrls(place.base, place.instanceUrl, object, traits),
  };
}

function supportedScopes(object: BundleObject, traits: ObjectTraits): readonly Record<string, string>[] {
  if (!traits.layoutable || traits.customSetting) return [];
  const plural = (object.labelPlural ?? object.label).toLowerCase();
  const everything = { label: `All ${plural}`, name: 'everything' };
  const isOwned = object.fields.some((field) => field.name === 'OwnerId');
  return isOwned ? [everything, { label: `My ${plural}`, name: 'mine' }] : [everything];
}
