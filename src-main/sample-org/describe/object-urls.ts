import type { BundleObject } from '../bundle.ts';
import type { ObjectTraits } from './object-traits.ts';

const objectsWithArticleSuggestions = new Map([
  ['Case', 'case'],
  ['WorkOrder', 'workOrder'],
  ['WorkOrderLineItem', 'workOrderLineItem'],
]);

/** Objects with list views in the recordings: the ones with approvals that also have a tab. */
function hasListViews(object: BundleObject, traits: ObjectTraits): boolean {
  return traits.layoutable && traits.mruEnabled && object.name !== 'User';
}

/**
 * The `urls` of a describeGlobal item. Which keys an object has follows the recordings: no layouts, no layout
 * addresses; change events have an event schema.
 * @param base for example `/services/data/v68.0/sobjects`
 */
export function objectUrls(base: string, object: BundleObject, traits: ObjectTraits): Record<string, string> {
  const at = `${base}/${object.name}`;
  const urls: Record<string, string> = {};
  const isActivity = object.name === 'Task' || object.name === 'Event';
  if (traits.layoutable) urls.compactLayouts = `${at}/describe/compactLayouts`;
  urls.rowTemplate = `${at}/{ID}`;
  if (traits.layoutable && traits.undeletable && !isActivity) urls.approvalLayouts = `${at}/describe/approvalLayouts`;
  const articles = objectsWithArticleSuggestions.get(object.name);
  if (articles !== undefined) {
    urls[`${articles}ArticleSuggestions`] = `${base}/${object.name}/suggestedArticles`;
    urls[`${articles}RowArticleSuggestions`] = `${at}/{ID}/suggestedArticles`;
  }
  if (hasListViews(object, traits) && !isActivity) urls.listviews = `${at}/listviews`;
  if (object.name === 'User') {
    urls.namedLayouts = `${at}/describe/namedLayouts/{LayoutName}`;
    urls.passwordUtilities = `${at}/{ID}/password`;
  }
  if (traits.associateEntityType === 'ChangeEvent' || object.kind === 'platformEvent')
    urls.eventSchema = `${at}/eventSchema`;
  if (object.name === 'Event') urls.eventSeriesUpdates = `${at}/{ID}/fromThisEventOnwards`;
  urls.describe = `${at}/describe`;
  if (traits.layoutable) {
    urls.quickActions = `${at}/quickActions`;
    urls.layouts = `${at}/describe/layouts`;
  }
  urls.sobject = at;
  return urls;
}

/** The `urls` of a full describe: those of describeGlobal and, for an object with pages, the addresses of its pages. */
export function describeUrls(
  base: string,
  instanceUrl: string,
  object: BundleObject,
  traits: ObjectTraits,
): Record<string, string> {
  const urls = objectUrls(base, object, traits);
  if (!traits.layoutable) return urls;
  return {
    ...urls,
    uiDetailTemplate: `${instanceUrl}/{ID}`,
    uiEditTemplate: `${instanceUrl}/{ID}/e`,
    uiNewRecord: `${instanceUrl}/${object.keyPrefix ?? ''}/e`,
    defaultValues: `${base}/${object.name}/defaultValues?recordTypeId&fields`,
  };
}
