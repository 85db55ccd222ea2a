import type { Component, UsageFact } from './component.ts';
import { fieldsOfPath, type OrgSchema } from './formula-schema.ts';
import { type MetadataJson, partOf, partsOf, textOf, textsOf } from './metadata-json.ts';

/** What stands on a Lightning page. Texts that its components show are left out. */
export type LightningPageDefinition = {
  /** The page template, e.g. `flexipage:recordHomeTemplateDesktop`. */
  readonly template: string | null;
  readonly object: string | null;
  readonly components: readonly { readonly name: string; readonly region: string | null }[];
  /** As the page writes them, e.g. `Record.Industry`. */
  readonly fields: readonly string[];
  /** What conditions of visibility look at, e.g. `Record.Status__c` or `$User.Department`. */
  readonly conditions: readonly string[];
  readonly flows: readonly string[];
  readonly pages: readonly string[];
};

/** Properties of a component that name another component. */
const FLOW_PROPERTY = 'flowName';
const PAGE_PROPERTY = 'pageName';

/**
 * Reads the Metadata API's FlexiPage.
 *
 * @param metadata `Metadata` of a Tooling FlexiPage
 */
export function lightningPageDefinition(metadata: unknown): LightningPageDefinition {
  const items = partsOf(metadata, 'flexiPageRegions').flatMap((region) => {
    const name = textOf(region, 'name');
    // Pages of older API versions name their components without an item around them.
    return [
      ...partsOf(region, 'itemInstances').map((item) => ({ region: name, item })),
      ...partsOf(region, 'componentInstances').map((item) => ({ region: name, item: { componentInstance: item } })),
    ];
  });
  const components = items.map(({ region, item }) => ({ region, component: partOf(item, 'componentInstance') }));
  const fields = items.map(({ item }) => partOf(item, 'fieldInstance'));
  const valuesOf = (property: string): string[] =>
    components.flatMap(({ component }) =>
      partsOf(component, 'componentInstanceProperties').flatMap((one) =>
        textOf(one, 'name') === property ? textsOf(one, 'value') : [],
      ),
    );
  return {
    template: textOf(partOf(metadata, 'template'), 'name') ?? textOf(metadata, 'pageTemplate'),
    object: textOf(metadata, 'sobjectType'),
    components: components.flatMap(({ region, component }) => {
      const name = textOf(component, 'componentName');
      return name === null ? [] : [{ name, region }];
    }),
    fields: distinct(fields.flatMap((field) => textsOf(field, 'fieldItem'))),
    conditions: distinct([...components.map((one) => one.component), ...fields].flatMap(conditionsOf)),
    flows: distinct(valuesOf(FLOW_PROPERTY)),
    pages: distinct(valuesOf(PAGE_PROPERTY)),
  };
}

function conditionsOf(item: MetadataJson): string[] {
  return partsOf(partOf(item, 'visibilityRule'), 'criteria').flatMap((criterion) =>
    textsOf(criterion, 'leftValue').map((value) => value.replace(/^\{!|\}$/g, '')),
  );
}

/** Names of the facts that `lightningPageFacts` gives: unknown until the definition is read. */
export const LIGHTNING_PAGE_FACTS = ['template', 'componentCount', 'components', 'fields'] as const;

export function lightningPageFacts(definition: LightningPageDefinition): Component['facts'] {
  return {
    template: definition.template,
    componentCount: definition.components.length,
    components: distinct(definition.components.map(({ name }) => name)),
    places: definition.components,
    fields: definition.fields,
    conditions: definition.conditions,
  };
}

/**
 * What a Lightning page uses: its object, fields that it shows or looks at, flows and Visualforce pages on it.
 *
 * @param object whose record the page shows; null for a home or app page
 */
export function lightningPageUsage(
  name: string,
  object: string | null,
  definition: LightningPageDefinition,
  schema: OrgSchema,
): readonly UsageFact[] {
  const from = { fromType: 'FlexiPage', fromName: name };
  const fieldsOf = (paths: readonly string[], via: string): UsageFact[] =>
    paths.flatMap((path) =>
      pathFields(schema, object, path).map((toName) => ({ ...from, toType: 'CustomField', toName, via })),
    );
  const other = (toType: string, via: string, names: readonly string[]): UsageFact[] =>
    names.map((toName) => ({ ...from, toType, toName, via }));
  return [
    ...other('CustomObject', 'object', object === null ? [] : [object]),
    ...fieldsOf(definition.fields, 'fieldItem'),
    ...fieldsOf(definition.conditions, 'visibilityRule'),
    ...other('Flow', 'component', definition.flows),
    ...other('ApexPage', 'component', definition.pages),
  ];
}

/** Where a path begins: at the record that the page shows, or at the user who looks at it. */
function pathFields(schema: OrgSchema, object: string | null, path: string): readonly string[] {
  const [root, ...steps] = path.split('.');
  const start = root === 'Record' ? object : root === '$User' ? 'User' : null;
  return start === null || steps.length === 0 ? [] : fieldsOfPath(schema, start, steps);
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
