import { createHash } from 'node:crypto';
import type { BundleField, BundleObject, OrgBundle } from './bundle.ts';
import { isInstant, salesforceDateTime } from './dates.ts';
import { mintId } from './ids.ts';
import { mintPeople } from './people.ts';
import type { OrganizationRecord, OrgUser } from './people.ts';

/** A bundle with everything around it that a running org has and a bundle lacks: Ids, users, look-ups by name. */
export interface OrgModel {
  readonly bundle: OrgBundle;
  readonly organization: OrganizationRecord;
  readonly users: readonly OrgUser[];
  /** The user that every access token belongs to. */
  readonly runningUser: OrgUser;
  /** When the newest change in the bundle was made, in whole seconds (ms since 1970). */
  readonly newestChangeMs: number;
  /** Changes when, and only when, something changes that describe shows (descriptions are not among them). */
  readonly describeFingerprint: string;
  object(name: string): BundleObject | undefined;
  /** Fields of any object that refer to this one. */
  referencesTo(name: string): readonly FieldReference[];
}

export interface FieldReference {
  readonly object: BundleObject;
  readonly field: BundleField;
}

const fallbackDate = Date.UTC(2024, 0, 8, 9, 0, 0);

/** Builds the model of a bundle. Look-ups ignore case, as the service does. */
export function createOrgModel(bundle: OrgBundle): OrgModel {
  const objects = new Map(bundle.sobjects.map((object) => [object.name.toLowerCase(), object]));
  const exactly = new Map(bundle.sobjects.map((object) => [object.name, object]));
  const references = new Map<string, FieldReference[]>();
  let newestChangeMs = 0;
  const seen = (date: string | undefined): void => {
    if (isInstant(date)) newestChangeMs = Math.max(newestChangeMs, Date.parse(date));
  };
  for (const object of bundle.sobjects) {
    seen(object.lastModifiedDate);
    for (const field of object.fields) {
      seen(field.lastModifiedDate);
      for (const target of field.referenceTo ?? []) {
        const known = references.get(target);
        if (known === undefined) references.set(target, [{ object, field }]);
        else known.push({ object, field });
      }
    }
  }
  const { organization, users, runningUser } = mintPeople(bundle);
  // Reading every field takes a while in a large org: only whoever asks for a describe waits for it.
  let describeFingerprint: string | undefined;
  return {
    bundle,
    organization,
    users,
    runningUser,
    newestChangeMs: Math.floor((newestChangeMs === 0 ? fallbackDate : newestChangeMs) / 1000) * 1000,
    get describeFingerprint() {
      describeFingerprint ??= fingerprint(bundle);
      return describeFingerprint;
    },
    // A bundle may hold names that differ in case alone: each is then found by its own spelling.
    object: (name) => exactly.get(name) ?? objects.get(name.toLowerCase()),
    referencesTo: (name) => references.get(name) ?? [],
  };
}

/** Keys that no describe shows: a change of them alone leaves describe's Last-Modified where it was. */
const notDescribed = new Set(['description', 'lastModifiedDate', 'createdDate', 'validationRules']);

function fingerprint(bundle: OrgBundle): string {
  const hash = createHash('sha1');
  // Object by object: the text of a large org as a whole would be longer than a string can be.
  for (const object of bundle.sobjects)
    hash.update(JSON.stringify(object, (key, value: unknown) => (notDescribed.has(key) ? undefined : value)));
  return hash.digest('hex').slice(0, 8);
}

/** Whether the object exists because an administrator or a package made it. */
export function isCustomObject(object: BundleObject): boolean {
  return object.custom === true;
}

/** Namespace of an API name: `npe01` of `npe01__OppPayment__c`; null where it has none. */
export function namespaceOf(apiName: string): string | null {
  return /^([A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*)__[A-Za-z].*__[a-z]+$/.exec(apiName)?.[1] ?? null;
}

/** The API name without namespace and suffix: `OppPayment` of `npe01__OppPayment__c`. */
export function developerName(apiName: string): string {
  const namespace = namespaceOf(apiName);
  const local = namespace === null ? apiName : apiName.slice(namespace.length + 2);
  return local.replace(/__[a-z]+$/, '');
}

/** The object's Id as a CustomObject of the Tooling API (`01I…`, 18 characters). */
export function customObjectId(object: BundleObject): string {
  const known = objectIds.get(object) ?? mintId('01I', object.name);
  objectIds.set(object, known);
  return known;
}

/** Each row of a field names its object. */
const objectIds = new WeakMap<BundleObject, string>();

/** What EntityDefinition calls DurableId: the API name of a standard object, the 15-character Id of a custom one. */
export function entityDurableId(object: BundleObject): string {
  return isCustomObject(object) ? customObjectId(object).slice(0, 15) : object.name;
}

/**
 * The custom field's Id (`00N…`, 18 characters). A field that Task and Event got from Activity is one field and has
 * one Id.
 */
export function customFieldId(object: BundleObject, field: BundleField): string {
  return mintId('00N', `${field.fromActivity === true ? 'Activity' : object.name}.${field.name}`);
}

export function recordTypeId(object: BundleObject, recordTypeName: string): string {
  return mintId('012', `${object.name}.${recordTypeName}`);
}

/**
 * When a custom thing was made and last changed. The bundle's dates are served as they are; where it has none a date
 * is minted from the name, because every custom field and object of a real org has both. Standard ones have neither.
 */
export function datesOf(
  thing: { readonly createdDate?: string; readonly lastModifiedDate?: string },
  seed: string,
): { readonly createdDate: string; readonly lastModifiedDate: string } {
  const mintedMs = (): number =>
    Date.UTC(2019, 0, 7, 8) + (createHash('sha1').update(seed).digest().readUInt32BE(0) % 1800) * 86_400_000;
  // A text that is no date is no date: one such field must not break the answers for all others.
  const [createdDate, lastModifiedDate] = [thing.createdDate, thing.lastModifiedDate].map((date) =>
    isInstant(date) ? date : undefined,
  );
  const created = createdDate ?? lastModifiedDate ?? mintedMs();
  return {
    createdDate: salesforceDateTime(created),
    lastModifiedDate: salesforceDateTime(lastModifiedDate ?? created),
  };
}
