import type { BundleObject } from '../bundle.ts';
import type { OrgModel } from '../org-model.ts';
import { objectTraits } from './object-traits.ts';
import { objectUrls } from './object-urls.ts';

/** One item of describeGlobal, keys in the service's order (facts: recorded `describe/_global.json`). */
function describeGlobalItem(model: OrgModel, base: string, object: BundleObject): Record<string, unknown> {
  const traits = objectTraits(model, object);
  return {
    activateable: false,
    associateEntityType: traits.associateEntityType,
    associateParentEntity: traits.associateParentEntity,
    createable: traits.createable,
    custom: object.custom === true,
    customSetting: traits.customSetting,
    deepCloneable: traits.deepCloneable,
    deletable: traits.deletable,
    deprecatedAndHidden: false,
    feedEnabled: traits.feedEnabled,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.keyPrefix ?? null,
    label: object.label,
    labelPlural: object.labelPlural ?? object.label,
    layoutable: traits.layoutable,
    mergeable: traits.mergeable,
    mruEnabled: traits.mruEnabled,
    name: object.name,
    queryable: traits.queryable,
    replicateable: traits.replicateable,
    retrieveable: traits.retrieveable,
    searchable: traits.searchable,
    triggerable: traits.triggerable,
    undeletable: traits.undeletable,
    updateable: traits.updateable,
    urls: objectUrls(base, object, traits),
  };
}

/** The answer of `GET …/sobjects`: every object of the bundle and no other. */
export function describeGlobal(model: OrgModel, base: string): Record<string, unknown> {
  return {
    encoding: 'UTF-8',
    maxBatchSize: 200,
    sobjects: model.bundle.sobjects.map((object) => describeGlobalItem(model, base, object)),
  };
}
