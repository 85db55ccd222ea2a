import type { BundleField, BundleObject, OrgBundle } from '../bundle.ts';
import { bundleSchemaVersion } from '../bundle.ts';
import { companyUsers, organization } from './company.ts';
import { customObject, extensionFields, rulesAndRecordTypes } from './custom-object.ts';
import { billing } from './domains/billing.ts';
import { fieldForce } from './domains/field-force.ts';
import { installation } from './domains/installation.ts';
import { leftovers } from './domains/leftovers.ts';
import { managedPackage } from './domains/managed-package.ts';
import { partners } from './domains/partners.ts';
import { parts } from './domains/parts.ts';
import { products } from './domains/products.ts';
import { quality } from './domains/quality.ts';
import { service } from './domains/service.ts';
import { settings } from './domains/settings.ts';
import { sites } from './domains/sites.ts';
import { standardExtensions } from './domains/standard-extensions.ts';
import { subsidies } from './domains/subsidies.ts';
import { telemetry } from './domains/telemetry.ts';
import { warranty } from './domains/warranty.ts';
import { type ObjectBlock, parseNotation } from './notation.ts';
import { setupParts } from './setup-parts.ts';
import { furtherChildren, keyPrefixes, layoutableObjects, withoutLayout } from './standard/facts.ts';
import { orderObjects } from './standard/orders.ts';
import { platformObjects } from './standard/platform.ts';
import { salesObjects } from './standard/sales.ts';
import { serviceObjects } from './standard/service.ts';
import { parseStandardObjects, recordTypeField } from './standard-object.ts';
import standardSchema from './standard-schema.json' with { type: 'json' };
import { withValueSets } from './value-sets.ts';
import { type TypingsEntry, typingsChildren, typingsObject } from './typings-object.ts';

const businessText = [
  products,
  installation,
  service,
  warranty,
  parts,
  partners,
  sites,
  telemetry,
  billing,
  subsidies,
  fieldForce,
  quality,
  managedPackage,
  settings,
  leftovers,
  standardExtensions,
].join('\n');

const standardText = [salesObjects, orderObjects, serviceObjects, platformObjects].join('\n');

function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter(Boolean));
}

/** All standard objects before the company's own changes: written by hand where they are, from the typings otherwise. */
function standardObjects(): readonly BundleObject[] {
  const typings: Readonly<Record<string, TypingsEntry>> = standardSchema;
  const prefixOf = new Map(keyPrefixes.split(';').map((pair) => pair.trim().split(' ') as [string, string]));
  const layoutable = wordSet(layoutableObjects);
  const bare = wordSet(withoutLayout);
  const written = parseStandardObjects(standardText).map((object) => {
    const children = typingsChildren(`${typings[object.name]?.children ?? ''} ${furtherChildren[object.name] ?? ''}`);
    return {
      ...object,
      ...(children.length > 0 && { childRelationships: children }),
      layoutable: !bare.has(object.name),
    };
  });
  const names = new Set(written.map((object) => object.name));
  const derived = Object.entries(typings)
    .filter(([name]) => !names.has(name))
    .map(([name, entry]) => {
      const keyPrefix = prefixOf.get(name);
      return typingsObject(name, entry, { ...(keyPrefix && { keyPrefix }), layoutable: layoutable.has(name) });
    });
  return withResolvedChildren([...written, ...derived]);
}

/** Leaves out child relationships over a field that the child does not have in this org. */
function withResolvedChildren(objects: readonly BundleObject[]): readonly BundleObject[] {
  const fieldNames = new Map(objects.map((object) => [object.name, new Set(object.fields.map((field) => field.name))]));
  return objects.map((object) => {
    if (!object.childRelationships) return object;
    const childRelationships = object.childRelationships.filter(
      ({ childSObject, field }) => field !== undefined && fieldNames.get(childSObject)?.has(field),
    );
    return { ...object, childRelationships };
  });
}

/** Adds what the company and its packages put on a standard object. */
function extended(object: BundleObject, blocks: readonly ObjectBlock[]): BundleObject {
  const own = blocks
    .filter((block) => block.name === object.name)
    .map((block) => ({ ...block, labelPlural: object.labelPlural ?? object.label }));
  if (own.length === 0) return object;
  const added = own.map(rulesAndRecordTypes);
  const recordTypes = added.flatMap((part) => part.recordTypes);
  const systemFields: readonly BundleField[] = recordTypes.length > 0 && recordTypeField ? [recordTypeField] : [];
  return {
    ...object,
    fields: [...object.fields, ...systemFields, ...own.flatMap(extensionFields)],
    recordTypes,
    validationRules: added.flatMap((part) => part.validationRules),
  };
}

const prefixDigits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const firstLetters: Readonly<Record<string, string>> = { customMetadata: 'm', platformEvent: 'e' };

/** Gives custom objects their key prefixes in the order of creation, as the platform does; companions have none here. */
function withKeyPrefixes(objects: readonly BundleObject[]): readonly BundleObject[] {
  const created = objects
    .filter((object) => !object.associateEntityType)
    .sort((a, b) => (a.createdDate ?? '').localeCompare(b.createdDate ?? '') || a.name.localeCompare(b.name));
  const counts = new Map<string, number>();
  const prefixes = new Map<string, string>();
  for (const object of created) {
    const letter = firstLetters[object.kind ?? ''] ?? 'a';
    const index = counts.get(letter) ?? 0;
    counts.set(letter, index + 1);
    const digits = `${prefixDigits[Math.floor(index / 36)] ?? 'Z'}${prefixDigits[index % 36] ?? 'Z'}`;
    prefixes.set(object.name, `${letter}${digits}`);
  }
  return objects.map((object) => {
    const keyPrefix = prefixes.get(object.name);
    return keyPrefix ? { ...object, keyPrefix, keyPrefixSynthesised: true } : object;
  });
}

/**
 * The sample company's org: Halvern Heat Pumps, a maker of heat pumps with a service business. Invented; the standard
 * objects are Salesforce's. Built from text on each call (a few tens of milliseconds), the same every time.
 * @throws Error that names the object and quotes the line, when the notation has a mistake
 */
export function createSampleBundle(): OrgBundle {
  const blocks = parseNotation(businessText);
  const extensions = blocks.filter((block) => block.extends);
  const standard = standardObjects().map((object) => extended(object, extensions));
  const custom = withKeyPrefixes(blocks.filter((block) => !block.extends).flatMap(customObject));
  const sobjects = withValueSets([...standard, ...custom]).toSorted((a, b) => a.name.localeCompare(b.name));
  const facts = {
    org: {
      name: organization.Name,
      edition: organization.OrganizationType,
      apiVersion: '65.0',
      schemaVersion: bundleSchemaVersion,
      users: companyUsers(),
      organization,
    },
    sobjects,
  };
  // The other parts are getters, and stay so: a spread would make them all at once.
  return Object.defineProperties(facts, Object.getOwnPropertyDescriptors(setupParts(sobjects)));
}
