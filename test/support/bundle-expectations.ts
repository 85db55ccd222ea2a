import type { BundleField, BundleObject, OrgBundle } from '../../src-main/sample-org/bundle.ts';
import type { FieldRow } from '../../src-preload/contract/catalog.ts';
import type { SyncRig } from './sync-rig.ts';

/** One difference between a bundle and the store, as a line. */
export type Difference = string;

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

function instant(date: string | undefined): string | null {
  return date === undefined ? null : new Date(date).toISOString();
}

function expectedPicklist(field: BundleField) {
  return (field.picklistValues ?? []).map((value) => ({
    value: value.value,
    label: value.label,
    active: value.active !== false,
    isDefault: value.default === true,
  }));
}

/** What the bundle says of a field, as far as it says it: an absent number is unknown there, not zero. */
function fieldDifferences(rig: SyncRig, field: BundleField, row: FieldRow): Difference[] {
  const at = `${row.object}.${row.name}`;
  const found: Difference[] = [];
  const check = (what: string, wanted: unknown, got: unknown): void => {
    if (!same(wanted, got)) found.push(`${at} ${what}: bundle ${JSON.stringify(wanted)}, store ${JSON.stringify(got)}`);
  };
  check('label', field.label, row.label);
  check('type', field.type, row.type);
  if (field.length) check('length', field.length, row.length);
  if (field.precision) check('precision', field.precision, row.precision);
  if (field.scale) check('scale', field.scale, row.scale);
  check('referenceTo', field.referenceTo ?? [], row.referenceTo);
  check(
    'picklist',
    expectedPicklist(field),
    rig.catalog.picklistOf(row.id).map(({ validFor: _bits, ...rest }) => rest),
  );
  check('formula', field.formula || null, row.formula);
  check('helpText', field.helpText || null, row.helpText);
  check('description', field.description || null, row.description);
  check('securityClassification', field.securityClassification ?? null, row.securityClassification);
  check('custom', field.custom === true, row.custom);
  check('unique', field.unique === true, row.unique);
  check('externalId', field.externalId === true, row.externalId);
  if (field.createdDate !== undefined) check('createdDate', instant(field.createdDate), row.createdDate);
  if (field.lastModifiedDate !== undefined) {
    check('lastModifiedDate', instant(field.lastModifiedDate), row.lastModifiedDate);
  }
  if (field.custom !== true) {
    check('createdDate known', true, row.unknown.includes('createdDate') || row.createdDate !== null);
  } else {
    check('unknown parts', [], row.unknown);
  }
  return found;
}

function objectDifferences(rig: SyncRig, connectionId: string, object: BundleObject): Difference[] {
  const found: Difference[] = [];
  const row = rig.catalog.object(connectionId, object.name);
  if (row === null) return [`${object.name}: not in the store`];
  const check = (what: string, wanted: unknown, got: unknown): void => {
    if (!same(wanted, got)) {
      found.push(`${object.name} ${what}: bundle ${JSON.stringify(wanted)}, store ${JSON.stringify(got)}`);
    }
  };
  check('label', object.label, row.label);
  if (object.labelPlural !== undefined) check('labelPlural', object.labelPlural, row.labelPlural);
  check('custom', object.custom === true, row.custom);
  check('keyPrefix', object.keyPrefix ?? null, row.keyPrefix);
  check('description', object.description || null, row.description);
  // A companion (history, share, feed, change event) is one by its name; bundles do not always mark it.
  const companion = ['history', 'share', 'feed', 'changeEvent'].includes(row.kind);
  if (!companion) check('kind', object.kind ?? 'standard', row.kind);
  if (object.createdDate !== undefined) check('createdDate', instant(object.createdDate), row.createdDate);
  if (object.lastModifiedDate !== undefined) {
    check('lastModifiedDate', instant(object.lastModifiedDate), row.lastModifiedDate);
  }
  check(
    'record types',
    object.recordTypes.map(({ name, label, active }) => `${name}|${label}|${active === true}`).toSorted(),
    row.recordTypes
      .filter(({ master }) => !master)
      .map(({ name, label, active }) => `${name}|${label}|${active}`)
      .toSorted(),
  );
  const children = new Set(
    row.childRelationships.map((child) => `${child.childObject}|${child.relationshipName ?? ''}`),
  );
  for (const child of object.childRelationships ?? []) {
    if (!children.has(`${child.childSObject}|${child.relationshipName ?? ''}`)) {
      found.push(`${object.name} child ${child.childSObject} ${child.relationshipName}: not in the store`);
    }
  }
  return found;
}

/** Compares every object and field of a bundle with the store, both ways. */
export function differences(rig: SyncRig, connectionId: string, bundle: OrgBundle): Difference[] {
  const found: Difference[] = [];
  const objects = new Set(rig.catalog.objects(connectionId).map((row) => row.name));
  const fields = new Map<string, FieldRow>();
  const query = { connectionId, objects: null, quick: '', filters: [], sort: [] };
  for (const page of rig.catalog.iterateFields(query)) {
    for (const row of page) fields.set(`${row.object}.${row.name}`, row);
  }
  for (const object of bundle.sobjects) {
    objects.delete(object.name);
    found.push(...objectDifferences(rig, connectionId, object));
    for (const field of object.fields) {
      const at = `${object.name}.${field.name}`;
      const row = fields.get(at);
      fields.delete(at);
      if (row === undefined) found.push(`${at}: not in the store`);
      else if (field.hiddenFromDescribe !== true) found.push(...fieldDifferences(rig, field, row));
      else if (!row.badges.includes('noAccess')) found.push(`${at}: hidden, but without the badge`);
    }
  }
  for (const name of objects) found.push(`${name}: only in the store`);
  for (const at of fields.keys()) found.push(`${at}: only in the store`);
  return found;
}
