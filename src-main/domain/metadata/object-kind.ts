/** The parts of a describeGlobal item that say what an object is. */
export type ListedObject = {
  readonly name: string;
  readonly custom?: boolean;
  readonly customSetting?: boolean;
  readonly layoutable?: boolean;
  readonly deprecatedAndHidden?: boolean;
  readonly associateEntityType?: string | null;
};

export type Kind =
  | 'standard'
  | 'custom'
  | 'customSetting'
  | 'customMetadata'
  | 'platformEvent'
  | 'external'
  | 'bigObject'
  | 'history'
  | 'share'
  | 'feed'
  | 'changeEvent';

const COMPANION_KINDS: Readonly<Record<string, Kind>> = {
  History: 'history',
  Share: 'share',
  Feed: 'feed',
  ChangeEvent: 'changeEvent',
};
const SUFFIX_KINDS: Readonly<Record<string, Kind>> = {
  ...COMPANION_KINDS,
  mdt: 'customMetadata',
  e: 'platformEvent',
  x: 'external',
  b: 'bigObject',
};

/** What an object is. A companion's own type wins over its name; other associates (tags, statistics) are standard. */
export function kindOf(item: ListedObject): Kind {
  const companion = COMPANION_KINDS[item.associateEntityType ?? ''];
  if (companion !== undefined) return companion;
  if (item.customSetting === true) return 'customSetting';
  const suffix = item.name.includes('__') ? item.name.slice(item.name.lastIndexOf('__') + 2) : '';
  return SUFFIX_KINDS[suffix] ?? (item.custom === true ? 'custom' : 'standard');
}

/** Whether an object belongs to another one (history, share, feed, change event) and hides behind a count. */
export function isCompanion(item: ListedObject): boolean {
  return (
    (item.associateEntityType ?? null) !== null || ['history', 'share', 'feed', 'changeEvent'].includes(kindOf(item))
  );
}

/** Chosen by default: custom objects, metadata types and settings, and standard objects that have a layout. */
export function isSuggested(item: ListedObject): boolean {
  if (isCompanion(item) || item.deprecatedAndHidden === true) return false;
  const kind = kindOf(item);
  if (kind === 'custom' || kind === 'customMetadata' || kind === 'customSetting') return true;
  return kind === 'standard' && item.layoutable === true;
}
