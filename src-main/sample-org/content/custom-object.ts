import type { BundleField, BundleObject, BundleObjectKind, BundleRecordType, BundleValidationRule } from '../bundle.ts';
import { customFields, type FieldContext } from './custom-field.ts';
import type { ObjectBlock, RecordTypeLine } from './notation.ts';
import { parsePicklist } from './picklist.ts';
import { datesFrom } from './release-calendar.ts';
import {
  companionObject,
  customMetadataSystemFields,
  customObjectSystemFields,
  customSettingSystemFields,
  platformEventSystemFields,
} from './system-fields.ts';

/** An object's options, `auto INS-{000000} Installation Number, private, history`, by their first word. */
function optionsOf(block: ObjectBlock): ReadonlyMap<string, string> {
  return new Map(
    block.options.map((option) => {
      const space = option.indexOf(' ');
      return space < 0 ? [option, ''] : [option.slice(0, space), option.slice(space + 1)];
    }),
  );
}

function contextOf(block: ObjectBlock, options: ReadonlyMap<string, string>): FieldContext {
  return {
    objectName: block.name,
    labelPlural: block.labelPlural,
    month: block.month,
    namespace: options.get('ns') ?? null,
    count: block.fields.length,
  };
}

function picklistsOf(lines: RecordTypeLine['picklists']): Pick<BundleRecordType, 'picklists' | 'picklistDefaults'> {
  if (lines.length === 0) return {};
  const read = lines.map(({ field, values }) => ({ field, values: parsePicklist(values) }));
  return {
    picklists: Object.fromEntries(read.map(({ field, values }) => [field, values.map(({ value }) => value)])),
    picklistDefaults: Object.fromEntries(
      read.flatMap(({ field, values }) => values.flatMap((one) => (one.default === true ? [[field, one.value]] : []))),
    ),
  };
}

/** Record types and validation rules of a block, also for extensions of standard objects. */
export function rulesAndRecordTypes(block: ObjectBlock): {
  readonly recordTypes: readonly BundleRecordType[];
  readonly validationRules: readonly BundleValidationRule[];
} {
  return {
    recordTypes: block.recordTypes.map(({ name, label, active, description, picklists }) => ({
      name,
      label,
      ...(active && { active }),
      ...(description && { description }),
      ...picklistsOf(picklists),
    })),
    validationRules: block.rules.map((rule) => ({
      name: rule.name,
      ...(rule.active && { active: true }),
      ...(rule.description && { description: rule.description }),
      errorConditionFormula: rule.formula,
      ...(rule.errorField && { errorDisplayField: rule.errorField }),
      errorMessage: rule.message,
      ...datesFrom(block.month, `${block.name} rule ${rule.name}`),
    })),
  };
}

/** The custom fields that an extension block adds to an object that exists already. */
export function extensionFields(block: ObjectBlock): readonly BundleField[] {
  return customFields(block.fields, contextOf(block, optionsOf(block)));
}

function kindOf(options: ReadonlyMap<string, string>): BundleObjectKind {
  if (options.has('setting')) return 'customSetting';
  if (options.has('mdt')) return 'customMetadata';
  return options.has('event') ? 'platformEvent' : 'custom';
}

function nameFieldOf(block: ObjectBlock, options: ReadonlyMap<string, string>) {
  const [format, ...label] = (options.get('auto') ?? '').split(' ');
  const text = options.get('name') || `${block.label} Name`;
  return format
    ? { label: label.join(' ') || `${block.label} Number`, type: 'AutoNumber', displayFormat: format }
    : { label: text, type: 'Text' };
}

const sharingWords: Readonly<Record<string, string>> = { private: 'Private', read: 'Read', readwrite: 'ReadWrite' };

/** Keys and system fields that only plain custom objects have. */
function customObjectPart(
  block: ObjectBlock,
  options: ReadonlyMap<string, string>,
  own: readonly BundleField[],
): Partial<BundleObject> & Pick<BundleObject, 'fields'> {
  const nameField = nameFieldOf(block, options);
  const isDetail = own.some((field) => field.masterDetail);
  const sharing = [...options.keys()].map((word) => sharingWords[word]).find(Boolean);
  const hasActivities = options.has('activities');
  const system = customObjectSystemFields({
    nameLabel: nameField.label,
    ...(nameField.displayFormat && { autoNumberFormat: nameField.displayFormat }),
    isDetail,
    hasRecordTypes: block.recordTypes.length > 0,
    hasActivities,
  });
  return {
    sharingModel: isDetail ? 'ControlledByParent' : (sharing ?? 'ReadWrite'),
    deploymentStatus: options.has('indevelopment') ? 'InDevelopment' : 'Deployed',
    ...(options.has('history') && { enableHistory: true }),
    ...(options.has('feed') && { enableFeeds: true }),
    ...(hasActivities && { enableActivities: true }),
    enableReports: true,
    enableSearch: true,
    nameField,
    layoutable: true,
    fields: [...system, ...own],
  };
}

function kindPart(
  kind: BundleObjectKind,
  block: ObjectBlock,
  options: ReadonlyMap<string, string>,
): Partial<BundleObject> & Pick<BundleObject, 'fields'> {
  const own = extensionFields(block);
  if (kind === 'customSetting') {
    const isHierarchy = options.get('setting') !== 'list';
    return {
      customSettingsType: isHierarchy ? 'Hierarchy' : 'List',
      visibility: 'Public',
      layoutable: false,
      fields: [...customSettingSystemFields(block.label, isHierarchy), ...own],
    };
  }
  if (kind === 'customMetadata')
    return { visibility: 'Public', layoutable: false, fields: [...customMetadataSystemFields(), ...own] };
  if (kind === 'platformEvent')
    return {
      eventType: 'HighVolume',
      publishBehavior: 'PublishAfterCommit',
      deploymentStatus: 'Deployed',
      layoutable: false,
      fields: [...platformEventSystemFields(), ...own],
    };
  return customObjectPart(block, options, own);
}

function companionsOf(object: BundleObject, options: ReadonlyMap<string, string>): readonly BundleObject[] {
  if (object.kind !== 'custom') return [];
  return [
    ...(object.enableHistory ? [companionObject(object, 'History')] : []),
    ...(['Private', 'Read'].includes(object.sharingModel ?? '') ? [companionObject(object, 'Share')] : []),
    ...(object.enableFeeds ? [companionObject(object, 'Feed')] : []),
    ...(options.has('change') ? [companionObject(object, 'ChangeEvent')] : []),
  ];
}

/** Builds a custom object (or setting, metadata type, event) and its companions from its block. */
export function customObject(block: ObjectBlock): readonly BundleObject[] {
  const options = optionsOf(block);
  const kind = kindOf(options);
  const object: BundleObject = {
    name: block.name,
    label: block.label,
    labelPlural: block.labelPlural,
    custom: true,
    kind,
    source: 'metadata',
    ...(options.has('ns') && { package: options.get('package') ?? options.get('ns') ?? '' }),
    ...(block.description && { description: block.description }),
    ...datesFrom(block.month, block.name),
    ...kindPart(kind, block, options),
    ...rulesAndRecordTypes(block),
  };
  return [object, ...companionsOf(object, options)];
}
