import type { BundleLayout } from './bundle-parts.ts';
import type { BundleObject, OrgBundle } from './bundle.ts';

/*
 * Changes of an org while it runs, as administrators make them. Nothing of this can be asked for over HTTP: a test calls
 * it on the running org.
 */

/**
 * A component by its type and full name, as the Metadata API names both: `CustomObject` Site__c, `CustomField`
 * Site__c.Street__c (also `RecordType`, `ValidationRule`, `WorkflowRule`), `Report` and `Dashboard` folder/name, `Flow`,
 * `ApexClass`, `ApexTrigger`, `PermissionSet`, `Profile`, `PermissionSetGroup`, `Layout`, `GlobalValueSet`, and the types
 * that the bundle only names (`FlexiPage`, `CustomTab`, …).
 */
export interface ChangedComponent {
  readonly type: string;
  readonly name: string;
}

type Thing = Readonly<Record<string, unknown>>;

/** What happens to a component: its keys are set to other values, or (null) it is deleted. */
type Edit = (thing: Thing) => Thing | null;

/** A copy with other keys. Keys that are made when they are first asked for stay so. */
function withKeys<T extends object>(thing: T, keys: object): T {
  const descriptors = { ...Object.getOwnPropertyDescriptors(thing), ...Object.getOwnPropertyDescriptors(keys) };
  return Object.defineProperties({} as T, descriptors as PropertyDescriptorMap);
}

/** The later of now and just after the last change, so that a change is always later than the one before. */
function laterThan(thing: Thing, nowMs: number): string {
  const { lastModifiedDate } = thing;
  const before = typeof lastModifiedDate === 'string' ? Date.parse(lastModifiedDate) : Number.NaN;
  const at = Number.isNaN(before) ? nowMs : Math.max(nowMs, before + 1000);
  return new Date(Math.floor(at / 1000) * 1000).toISOString();
}

/** A list with one thing edited. @throws Error where no thing fits */
function edited(list: readonly object[], fits: (thing: Thing) => boolean, edit: Edit, what: string): readonly object[] {
  let isFound = false;
  const result = list.flatMap((thing) => {
    if (isFound || !fits(thing as Thing)) return [thing];
    isFound = true;
    const changed = edit(thing as Thing);
    return changed === null ? [] : [changed];
  });
  if (!isFound) throw new Error(`The sample org has no ${what}.`);
  return result;
}

/** Parts of a bundle that hold components by their names. */
const namedParts: Readonly<Record<string, keyof OrgBundle>> = {
  CustomObject: 'sobjects',
  Flow: 'flows',
  ApexClass: 'apexClasses',
  ApexTrigger: 'apexTriggers',
  PermissionSet: 'permissionSets',
  Profile: 'profiles',
  PermissionSetGroup: 'permissionSetGroups',
  GlobalValueSet: 'globalValueSets',
};
/** Parts of an object. */
const objectParts: Readonly<Record<string, 'fields' | 'recordTypes' | 'validationRules'>> = {
  CustomField: 'fields',
  RecordType: 'recordTypes',
  ValidationRule: 'validationRules',
};

/** The part of the bundle that a component is in, with the component edited. */
function editedPart(
  bundle: OrgBundle,
  { type, name }: ChangedComponent,
  edit: Edit,
): readonly [part: keyof OrgBundle, list: readonly object[]] {
  const what = `${type} ${name}`;
  const part = namedParts[type];
  if (part !== undefined)
    return [part, edited((bundle[part] ?? []) as readonly object[], (thing) => thing.name === name, edit, what)];
  const dot = name.indexOf('.');
  const head = name.slice(0, dot);
  const tail = name.slice(dot + 1);
  const ofObject = objectParts[type];
  if (ofObject !== undefined) {
    const inside: Edit = (thing) => {
      const object = thing as unknown as BundleObject;
      return withKeys(thing, { [ofObject]: edited(object[ofObject], (one) => one.name === tail, edit, what) });
    };
    return ['sobjects', edited(bundle.sobjects, (thing) => thing.name === head, inside, what)];
  }
  switch (type) {
    case 'Report':
    case 'Dashboard': {
      const list = (type === 'Report' ? bundle.reports : bundle.dashboards) ?? [];
      const fits = (thing: Thing): boolean => `${String(thing.folder)}/${String(thing.name)}` === name;
      return [type === 'Report' ? 'reports' : 'dashboards', edited(list, fits, edit, what)];
    }
    case 'WorkflowRule': {
      const fits = (thing: Thing): boolean => thing.object === head && thing.name === tail;
      return ['workflow', edited(bundle.workflow ?? [], fits, edit, what)];
    }
    case 'Layout': {
      const layouts = (bundle.layouts ?? []).map((layout): BundleLayout => {
        if (typeof layout !== 'string') return layout;
        const full = decodeURIComponent(layout);
        return { name: full, object: full.slice(0, full.indexOf('-')), fields: [] };
      });
      return ['layouts', edited(layouts, (thing) => thing.name === name, edit, what)];
    }
    default: {
      const fits = (thing: Thing): boolean => thing.type === type && thing.name === name;
      return ['named', edited(bundle.named ?? [], fits, edit, what)];
    }
  }
}

/**
 * The bundle with a component changed: its date of last change moves, and `set` replaces keys of it, named as in the
 * bundle. The newest version of a flow moves with it.
 * @throws Error where the org has no such component
 */
export function changedBundle(
  bundle: OrgBundle,
  component: ChangedComponent,
  set: Readonly<Record<string, unknown>>,
  nowMs: number,
): OrgBundle {
  const [part, list] = editedPart(bundle, component, (thing) => {
    const lastModifiedDate = laterThan(thing, nowMs);
    const versions = (Array.isArray(thing.versions) ? thing.versions : []) as readonly object[];
    const moved = versions.map((version, index) =>
      index === versions.length - 1 ? { ...version, lastModifiedDate } : version,
    );
    return withKeys(thing, { lastModifiedDate, ...(moved.length > 0 ? { versions: moved } : {}), ...set });
  });
  return withKeys(bundle, { [part]: list });
}

/**
 * The bundle without a component, and without what used it or was used by it among the dependencies.
 * @throws Error where the org has no such component
 */
export function bundleWithout(bundle: OrgBundle, component: ChangedComponent): OrgBundle {
  const [part, list] = editedPart(bundle, component, () => null);
  const isGone = ({ type, name }: ChangedComponent): boolean => type === component.type && name === component.name;
  return withKeys(bundle, {
    [part]: list,
    get dependencies() {
      return (bundle.dependencies ?? []).filter(({ from, to }) => !isGone(from) && !isGone(to));
    },
  });
}
