// Writes src-main/sample-org/content/standard-schema.json from jsforce's typings: the names, fields and relationships of
// standard objects, so that the sample org has all of them and not only those that are written by hand.
// jsforce stays a build-time source: the file is checked in, and a test compares it with a fresh run.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const typingsUrl = new URL('../node_modules/jsforce/lib/types/standard-schema.d.ts', import.meta.url);
const outputUrl = new URL('../src-main/sample-org/content/standard-schema.json', import.meta.url);

// One letter for each TypeScript type of the typings. Upper case: the field may be null.
const letters = { string: 's', boolean: 'b', DateString: 'd', number: 'n', Address: 'a', BlobString: 'x', any: 'y' };

// The typings name polymorphic targets `Name`. Where the platform's rule is the same everywhere, name the real targets.
const polymorphic = {
  Owner: 'Group,User',
  UserOrGroup: 'Group,User',
  Who: 'Contact,Lead',
  What: 'Account,Asset,Campaign,Case,Contract,Opportunity,Order,Product2,ServiceContract,Solution,WorkOrder',
};

/** Blocks `type <part>$<Object> = { … };` of the typings as lists of [key, type, nullable]. */
function readBlocks(text, part) {
  const blocks = new Map();
  const block = new RegExp(`^type ${part}\\$(\\w+) = \\{(?:\\};|\\n([\\s\\S]*?)^\\};)`, 'gm');
  for (const [, object, body = ''] of text.matchAll(block)) {
    const rows = [...body.matchAll(/^ {4}(\w+): (.+);$/gm)].map(([, key, type]) => [
      key,
      type.replace(' | null', '').replace('SObjectDefinition$', ''),
      type.endsWith(' | null'),
    ]);
    blocks.set(object, rows);
  }
  return blocks;
}

const words = (name) => name.match(/[A-Z][a-z]+/g) ?? [];

/** Among several references to the parent, the one whose name fits the relationship: `ProvidedAssets` → AssetProvidedBy. */
function bestReference(names, relationship, child, parent) {
  if (relationship.startsWith('Child')) return names.find((name) => name.startsWith('Parent')) ?? null;
  if (relationship.startsWith('Descendant')) return names.find((name) => name.startsWith('Root')) ?? null;
  const own = new Set([...words(child), ...words(parent), 'By']);
  const fits = names.filter((name) => words(name).some((word) => !own.has(word) && relationship.includes(word)));
  if (fits.length === 1) return fits[0];
  const [side] = /(From|To)$/.exec(relationship) ?? [];
  const bySide = names.filter((name) => side && name.endsWith(side));
  if (bySide.length === 1) return bySide[0];
  return names.find((name) => name === 'Parent' || name === parent) ?? null;
}

// Fields that point to records of many objects; the typings give some of them no target.
const openFields = [
  'SetupEntityId',
  'FeedItemId',
  'FeedEntityId',
  'TargetObjectId',
  'RelatedToId',
  'LinkedEntityId',
  'ParentId',
];

/** Which field of the child refers to the parent; empty where neither types nor names tell. */
function childField(fields, references, relationship, child, parent) {
  const isPerson = parent === 'Contact' || parent === 'Lead';
  if (relationship.startsWith('Recurring')) return 'RecurrenceActivityId';
  if (child === 'Task' || child === 'Event') return isPerson ? 'WhoId' : 'WhatId';
  if (child === 'EmailMessage' && relationship === 'Emails' && !isPerson) return 'RelatedToId';
  const rows = references.get(child) ?? [];
  const direct = rows.filter(([, target]) => target === parent).map(([name]) => name);
  const chosen = direct.length > 1 ? bestReference(direct, relationship, child, parent) : direct[0];
  if (chosen) return `${chosen}Id`;
  if (direct.length > 1) return '';
  const open = rows.filter(([name, target]) => target === 'Name' && name !== 'Owner' && name !== 'UserOrGroup');
  const named = open.filter(([name]) => name !== (isPerson ? 'What' : 'Who'));
  if (named.length === 1) return `${named[0][0]}Id`;
  const names = (fields.get(child) ?? []).map(([key]) => key);
  return [`${parent}Id`, ...openFields].find((key) => names.includes(key)) ?? '';
}

/** The parent of a companion object, found by its reference (ParentId, or <Parent>Id) and else by its name. */
function companionOf(name, references, objects) {
  const suffix = /(History|Share|Feed|ChangeEvent)$/.exec(name)?.[0];
  if (!suffix) return null;
  if (name === 'ProcessInstanceHistory') return null; // A read-only view of approvals, not field history.
  const byName = name.slice(0, -suffix.length).replace(/Field$/, '');
  if (objects.has(byName)) return [suffix, byName];
  const parent = references.get(name)?.find(([key, target]) => key === 'Parent' && objects.has(target));
  return parent && suffix !== 'ChangeEvent' ? [suffix, parent[1]] : null;
}

/**
 * Compact form, one string per part, parts apart by a space:
 * fields `Name:letter` or `NameId>Target` (`>>` when it may be null), children `RelationshipName:Child.Field`.
 * @param {string} text the typings
 */
export function compactSchema(text) {
  const fields = readBlocks(text, 'Fields');
  const references = readBlocks(text, 'ParentReferences');
  const children = readBlocks(text, 'ChildRelationships');
  const objects = new Set(fields.keys());
  const out = {};
  for (const [name, rows] of fields) {
    const targets = new Map((references.get(name) ?? []).map(([key, target]) => [`${key}Id`, [key, target]]));
    const written = rows.map(([key, type, nullable]) => {
      const reference = targets.get(key);
      if (reference) {
        const target = reference[1] === 'Name' ? (polymorphic[reference[0]] ?? 'Name') : reference[1];
        return `${key}${nullable ? '>>' : '>'}${target}`;
      }
      const letter = letters[type] ?? 'y';
      return `${key}:${nullable ? letter.toUpperCase() : letter}`;
    });
    const related = (children.get(name) ?? []).map(([key, child]) => {
      const field = childField(fields, references, key, child, name);
      return `${key}:${child}${field && `.${field}`}`;
    });
    const companion = companionOf(name, references, objects);
    out[name] = {
      fields: written.join(' '),
      ...(related.length > 0 && { children: related.join(' ') }),
      ...(companion && { companion: companion.join(' ') }),
    };
  }
  return out;
}

/** The text of the checked-in file, laid out as the formatter does it. */
export async function standardSchemaText() {
  const schema = compactSchema(await readFile(typingsUrl, 'utf8'));
  return `${JSON.stringify(schema, null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = await standardSchemaText();
  await writeFile(outputUrl, text);
  console.log(`${fileURLToPath(outputUrl)}: ${Math.round(text.length / 1024)} kB`);
}
