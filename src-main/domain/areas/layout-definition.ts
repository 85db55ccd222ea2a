import type { Component, UsageFact } from './component.ts';
import { partOf, partsOf, textOf, textsOf } from './metadata-json.ts';

/** What stands on a page layout, in its order. */
export type LayoutDefinition = {
  readonly sections: readonly { readonly label: string | null; readonly fields: readonly string[] }[];
  readonly required: readonly string[];
  readonly readOnly: readonly string[];
  readonly relatedLists: readonly LayoutRelatedList[];
  /** Visualforce pages. */
  readonly pages: readonly string[];
  readonly links: readonly string[];
  readonly buttons: readonly string[];
  readonly actions: readonly string[];
};

type LayoutRelatedList = {
  /** `Child__c.Lookup__c`, or a name of the service such as `RelatedContactList`. */
  readonly name: string;
  readonly columns: readonly string[];
};

/** Objects under whose name a special layout of another object is kept. */
const LAYOUT_ONLY: Readonly<Record<string, string>> = {
  CaseClose: 'Case',
  CaseInteraction: 'Case',
  UserAlt: 'User',
};

/**
 * Reads the Metadata API's Layout.
 *
 * @param metadata `Metadata` of a Tooling Layout
 */
export function layoutDefinition(metadata: unknown): LayoutDefinition {
  const sections = partsOf(metadata, 'layoutSections').map((section) => {
    const items = partsOf(section, 'layoutColumns').flatMap((column) => partsOf(column, 'layoutItems'));
    return { label: textOf(section, 'label'), items };
  });
  const items = sections.flatMap((section) => section.items);
  const withBehavior = (behavior: string): string[] =>
    items.flatMap((item) => (textOf(item, 'behavior') === behavior ? textsOf(item, 'field') : []));
  const quick = partOf(metadata, 'quickActionList');
  const platform = partOf(metadata, 'platformActionList');
  return {
    sections: sections.map((section) => ({
      label: section.label,
      fields: section.items.flatMap((item) => textsOf(item, 'field')),
    })),
    required: withBehavior('Required'),
    readOnly: withBehavior('Readonly'),
    relatedLists: partsOf(metadata, 'relatedLists').flatMap((list) => {
      const name = textOf(list, 'relatedList');
      return name === null ? [] : [{ name, columns: textsOf(list, 'fields') }];
    }),
    pages: distinct(items.flatMap((item) => textsOf(item, 'page'))),
    links: distinct(items.flatMap((item) => textsOf(item, 'customLink'))),
    buttons: distinct(textsOf(metadata, 'customButtons')),
    actions: distinct([
      ...partsOf(quick, 'quickActionListItems').flatMap((item) => textsOf(item, 'quickActionName')),
      ...partsOf(platform, 'platformActionListItems').flatMap((item) =>
        textOf(item, 'actionType') === 'QuickAction' ? textsOf(item, 'actionName') : [],
      ),
    ]),
  };
}

/** Names of the facts that `layoutFacts` gives: unknown until the definition is read. */
export const LAYOUT_FACTS = ['fieldCount', 'fields', 'relatedLists'] as const;

export function layoutFacts(definition: LayoutDefinition): Component['facts'] {
  const fields = distinct(definition.sections.flatMap((section) => section.fields));
  return {
    fieldCount: fields.length,
    fields,
    requiredFields: definition.required,
    readOnlyFields: definition.readOnly,
    sections: definition.sections,
    relatedLists: definition.relatedLists.map((list) => list.name),
    relatedListColumns: definition.relatedLists,
    pages: definition.pages,
    links: definition.links,
    buttons: definition.buttons,
    actions: definition.actions,
  };
}

/**
 * What a layout uses: its object, the fields on it, the lookups that its related lists follow and the custom fields that
 * these show, pages, links and actions.
 *
 * A related list with a name of the service (`RelatedContactList`) names no field, and is left out.
 *
 * @param name of the layout, as dependencies write it
 */
export function layoutUsage(name: string, object: string, definition: LayoutDefinition): readonly UsageFact[] {
  const from = { fromType: 'Layout', fromName: name };
  const home = LAYOUT_ONLY[object] ?? object;
  const field = (toName: string, via: string): UsageFact => ({ ...from, toType: 'CustomField', toName, via });
  const other = (toType: string, via: string, names: readonly string[]): UsageFact[] =>
    names.map((toName) => ({ ...from, toType, toName, via }));
  const ofObject = (link: string): string => `${home}.${link}`;
  return [
    { ...from, toType: 'CustomObject', toName: home, via: 'object' },
    ...definition.sections.flatMap((section) => section.fields.map((one) => field(`${home}.${one}`, 'layoutItem'))),
    ...definition.relatedLists.flatMap(({ name: list, columns }) => {
      const dot = list.indexOf('.');
      if (dot < 1) return [];
      const child = list.slice(0, dot);
      const shown = columns.map((column) => (column.startsWith(`${child}.`) ? column.slice(dot + 1) : column));
      return [
        field(list, 'relatedList'),
        ...shown.flatMap((column) =>
          /^[A-Za-z]\w*__c$/.test(column) ? [field(`${child}.${column}`, 'relatedListColumn')] : [],
        ),
      ];
    }),
    ...other('ApexPage', 'page', definition.pages),
    ...other('WebLink', 'customLink', definition.links.map(ofObject)),
    ...other('WebLink', 'customButton', definition.buttons.map(ofObject)),
    ...other('QuickAction', 'quickAction', definition.actions),
  ];
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
