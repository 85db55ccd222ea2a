import type { BundleNamed } from '../bundle-parts.ts';
import type { OrgModel } from '../org-model.ts';
import type { Row } from './table.ts';

/*
 * What the Metadata API says of things that the org knows little more of than their names, under the Tooling API's
 * `Metadata`.
 */

/** Types whose full name begins with their object's. */
const namedByObject: ReadonlySet<string> = new Set(['CompactLayout', 'FieldSet', 'QuickActionDefinition', 'WebLink']);

/** The full name by the Metadata API: `Site__c.Route_to_Site` where the type belongs to objects. */
export function namedFullName({ type, name, object }: BundleNamed): string {
  return object !== undefined && namedByObject.has(type) ? `${object}.${name}` : name;
}

type Shape = (model: OrgModel, thing: BundleNamed, more: Row) => Row;

function labelled({ label, name, description }: BundleNamed): Row {
  return { description: description ?? null, masterLabel: label ?? name, urls: null };
}

/** A page's regions: highlights, details and some fields of the record, or nothing where the page is of no object. */
function regions(model: OrgModel, { object }: BundleNamed): readonly Row[] {
  const region = (name: string, itemInstances: readonly Row[]): Row => ({
    itemInstances,
    mode: null,
    name,
    type: 'Region',
  });
  const component = (name: string, visibilityRule: Row | null = null): Row => ({
    componentInstance: {
      componentInstanceProperties: [],
      componentName: name,
      identifier: name.replaceAll(':', '_'),
      visibilityRule,
    },
    fieldInstance: null,
  });
  const field = (name: string): Row => ({
    componentInstance: null,
    fieldInstance: {
      fieldInstanceProperties: [{ name: 'uiBehavior', value: 'none' }],
      fieldItem: `Record.${name}`,
      identifier: `Record${name}Field`,
      visibilityRule: null,
    },
  });
  if (object === undefined) return [region('main', [component('flexipage:richText')])];
  const fields = someFields(model, object, 4);
  const [first] = fields;
  const rule = first === undefined ? null : filled(`{!Record.${first}}`);
  return [
    region('header', [component('force:highlightsPanel')]),
    region('main', [component('force:detailPanel'), component('force:relatedListContainer', rule)]),
    region('Facet-fields', fields.map(field)),
    region('sidebar', [component('runtime_sales_activities:activityPanel')]),
  ];
}

/** Shown only where a field is filled. */
function filled(leftValue: string): Row {
  return { booleanFilter: null, criteria: [{ leftValue, operator: 'NE', rightValue: null }] };
}

/** Custom tabs of the app, as far as the org knows: every app shows the same. */
function tabsOf(model: OrgModel): readonly string[] {
  return (model.bundle.named ?? []).filter(({ type }) => type === 'CustomTab').map(({ name }) => name);
}

/** Names of an object's custom fields, for what shows some of them. */
function someFields(model: OrgModel, object: string | undefined, most: number): readonly string[] {
  const fields = object === undefined ? [] : (model.object(object)?.fields ?? []);
  return fields.flatMap(({ name, custom }) => (custom === true ? [name] : [])).slice(0, most);
}

const shapes: Readonly<Record<string, Shape>> = {
  FlexiPage: (model, thing, more) => ({
    ...labelled(thing),
    events: [],
    flexiPageRegions: regions(model, thing),
    parentFlexiPage: null,
    pageTemplate: null,
    platformActionlist: null,
    quickActionList: null,
    sobjectType: thing.object ?? null,
    template: { name: thing.object === undefined ? 'home:desktopTemplate' : 'flexipage:recordHomeTemplateDesktop' },
    type: thing.object === undefined ? 'HomePage' : more.Type,
  }),
  CustomTab: (_model, thing) => ({
    actionOverrides: [],
    auraComponent: null,
    customObject: thing.object !== undefined,
    description: thing.description ?? null,
    flexiPage: null,
    frameHeight: null,
    hasSidebar: false,
    icon: null,
    // The service takes the label of an object's tab from the object.
    label: thing.object === undefined ? (thing.label ?? thing.name) : null,
    lwcComponent: null,
    motif: 'Custom57: Building Block',
    page: null,
    scontrol: null,
    splashPageLink: null,
    url: null,
    urlEncodingKey: null,
    urls: null,
  }),
  CustomApplication: (model, thing, more) => ({
    actionOverrides: [],
    brand: { headerColor: '#0070D2', logo: null, logoVersion: null, shouldOverrideOrgTheme: false },
    consoleConfig: null,
    defaultLandingTab: null,
    description: thing.description ?? null,
    formFactors: ['Large'],
    isNavAutoTempTabsDisabled: false,
    isNavPersonalizationDisabled: false,
    label: thing.label ?? thing.name,
    logo: null,
    navType: more.NavType,
    preferences: null,
    profileActionOverrides: [],
    setupExperience: null,
    subscriberTabs: [],
    tabs: ['standard-home', ...tabsOf(model), 'standard-report', 'standard-Dashboard'],
    uiType: more.UiType,
    urls: null,
    utilityBar: null,
    workspaceConfig: null,
  }),
  CompactLayout: (model, thing) => ({
    fields: ['Name', ...someFields(model, thing.object, 4)],
    label: thing.label ?? thing.name,
    urls: null,
  }),
  FieldSet: (model, thing) => ({
    availableFields: [],
    description: thing.description ?? '',
    displayedFields: someFields(model, thing.object, 6).map((field) => ({
      field,
      isFieldManaged: false,
      isRequired: false,
    })),
    label: thing.label ?? thing.name,
    urls: null,
  }),
  WebLink: (_model, thing, more) => ({
    ...labelled(thing),
    availability: 'online',
    displayType: 'button',
    encodingKey: 'UTF-8',
    linkType: more.LinkType,
    openType: more.OpenType,
    protected: false,
    requireRowSelection: null,
    url: null,
  }),
};

export function namedMetadata(model: OrgModel, thing: BundleNamed, more: Row): Row {
  return shapes[thing.type]?.(model, thing, more) ?? labelled(thing);
}
