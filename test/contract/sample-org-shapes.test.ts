import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadBundle } from '../../src-main/sample-org/bundle.ts';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { ask, composite, query, sampleOrgForTest } from '../support/sample-org.ts';
import { hasSharedData, sharedDataPath } from '../support/shared-data.ts';

type Json = Readonly<Record<string, unknown>>;

/** Recorded describes; Account and Case are of API 48.0, the others newer. */
const recordedObjects = ['Account', 'Case', 'Contact', 'Event', 'Lead', 'Opportunity', 'OpportunityContactRole'];

/** Keys of a describe that came after the oldest recordings (API 48.0); the newer recordings have them. */
const keysAfterVersion48 = ['associateEntityType', 'associateParentEntity', 'sobjectDescribeOption'];

/** Types that no recorded field happens to show, because none of the recorded orgs used the feature. */
const typesNotRecorded: Readonly<Record<string, readonly string[]>> = {
  calculatedFormula: ['string'],
  controllerName: ['string'],
  defaultValueFormula: ['string'],
  inlineHelpText: ['string'],
  filteredLookupInfo: ['object'],
  relationshipOrder: ['number'],
  validFor: ['string'],
};

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function keysOf(value: unknown): readonly string[] {
  return Object.keys(value as Json).toSorted();
}

/** The JSON types that each key has over many items. */
function typesByKey(items: readonly Json[]): Map<string, Set<string>> {
  const types = new Map<string, Set<string>>();
  for (const item of items)
    for (const [key, value] of Object.entries(item)) types.set(key, (types.get(key) ?? new Set()).add(typeOf(value)));
  return types;
}

/** Keys whose type in our answer was never recorded, as `key: type`. */
function unrecordedTypes(ours: readonly Json[], recorded: readonly Json[]): readonly string[] {
  const known = typesByKey(recorded);
  return [...typesByKey(ours)].flatMap(([key, types]) =>
    [...types]
      .filter((type) => known.get(key)?.has(type) !== true && typesNotRecorded[key]?.includes(type) !== true)
      .map((type) => `${key}: ${type}`),
  );
}

function keySets(items: readonly Json[]): readonly string[] {
  return [...new Set(items.map((item) => keysOf(item).join(' ')))];
}

function list(value: unknown, key: string): readonly Json[] {
  return (value as Readonly<Record<string, readonly Json[]>>)[key] ?? [];
}

describe.runIf(hasSharedData())('the sample org answers in the shapes of recorded real answers', () => {
  let bundle: OrgBundle;
  let bundles: readonly OrgBundle[];
  beforeAll(async () => {
    bundle = await loadBundle(sharedDataPath('real-org.json.gz'));
    bundles = [bundle, createSampleBundle()];
  });

  const recording = (...path: readonly string[]): Json =>
    JSON.parse(readFileSync(sharedDataPath('real-responses', ...path), 'utf8')) as Json;
  const recordedDescribes = (): readonly Json[] => recordedObjects.map((name) => recording('describe', `${name}.json`));

  it('describeGlobal: same keys and types for every object of both bundles', async () => {
    const recorded = recording('describe', '_global.json');
    for (const served of bundles) {
      const org = await sampleOrgForTest({ bundle: served });
      const { json } = await ask(org, 'sobjects');
      expect(keysOf(json)).toEqual(keysOf(recorded));
      expect(keySets(list(json, 'sobjects'))).toEqual(keySets(list(recorded, 'sobjects')));
      expect(unrecordedTypes(list(json, 'sobjects'), list(recorded, 'sobjects'))).toEqual([]);
    }
  });

  it('describeGlobal: address keys of an object are a set that was recorded for some object', async () => {
    const org = await sampleOrgForTest({ bundle });
    const recorded = list(recording('describe', '_global.json'), 'sobjects').flatMap((item) => keysOf(item.urls));
    const eventKeys = keysOf(recording('describe', 'Event.json').urls);
    const known = new Set([...recorded, ...eventKeys]);
    const ours = list((await ask(org, 'sobjects')).json, 'sobjects').flatMap((item) => keysOf(item.urls));
    expect(ours.filter((key) => !known.has(key))).toEqual([]);
  });

  it('describe: the same keys at every level, newer ones of API 48.0 apart', async () => {
    const org = await sampleOrgForTest({ bundle });
    for (const name of recordedObjects) {
      const recorded = recording('describe', `${name}.json`);
      const { json } = await ask(org, `sobjects/${name}/describe`);
      const newer = keysAfterVersion48.filter((key) => !(key in recorded));
      expect([name, ...keysOf(json)]).toEqual([name, ...[...keysOf(recorded), ...newer].toSorted()]);
      for (const part of ['fields', 'childRelationships', 'recordTypeInfos', 'supportedScopes']) {
        const recordedSets = keySets(list(recorded, part));
        const ours = keySets(list(json, part));
        // The bundle keeps no relationship without a name, so a list may be empty here that was not when recorded.
        const unknown = ours.filter((keys) => !recordedSets.includes(keys));
        expect({ name, part, unknown }).toEqual({ name, part, unknown: [] });
      }
    }
  });

  it('describe: every value of every object of both bundles has a type that was recorded', async () => {
    const recorded = recordedDescribes();
    const all = (part: string): readonly Json[] => recorded.flatMap((item) => list(item, part));
    const values = all('fields').flatMap((field) => list(field, 'picklistValues'));
    for (const served of bundles) {
      const org = await sampleOrgForTest({ bundle: served });
      const ours: Json[] = [];
      for (let start = 0; start < served.sobjects.length; start += 25) {
        const parts = served.sobjects
          .slice(start, start + 25)
          .map(({ name }) => ({ url: `sobjects/${name}/describe` }));
        for (const part of list((await composite(org, parts)).json, 'compositeResponse')) ours.push(part.body as Json);
      }
      expect(ours).toHaveLength(served.sobjects.length);
      const fields = ours.flatMap((item) => list(item, 'fields'));
      const children = ours.flatMap((item) => list(item, 'childRelationships'));
      const recordTypes = ours.flatMap((item) => list(item, 'recordTypeInfos'));
      expect(keySets(fields)).toEqual(keySets(all('fields')));
      expect(keySets(children)).toEqual(keySets(all('childRelationships')));
      expect(keySets(recordTypes)).toEqual(keySets(all('recordTypeInfos')));
      const ourValues = fields.flatMap((field) => list(field, 'picklistValues'));
      expect(keySets(ourValues)).toEqual(keySets(values));
      expect([
        ...unrecordedTypes(fields, all('fields')),
        ...unrecordedTypes(children, all('childRelationships')),
        ...unrecordedTypes(recordTypes, all('recordTypeInfos')),
        ...unrecordedTypes(ourValues, values),
      ]).toEqual([]);
      const globals = list(recording('describe', '_global.json'), 'sobjects');
      expect(unrecordedTypes(ours, [...recorded, ...globals, recording('describe', 'Custom__c.json')])).toEqual([]);
    }
  });

  it('describe: derived attributes of fields are the recorded ones for each field type', async () => {
    const org = await sampleOrgForTest({ bundle });
    const compared = ['type', 'label', 'length', 'soapType', 'nillable', 'createable', 'updateable', 'referenceTo'];
    for (const name of recordedObjects) {
      const { json } = await ask(org, `sobjects/${name}/describe`);
      const ours = new Map(list(json, 'fields').map((field) => [field.name, field]));
      for (const field of list(recording('describe', `${name}.json`), 'fields')) {
        const mine = ours.get(field.name) ?? {};
        const pick = (from: Json): readonly unknown[] => compared.map((key) => from[key]);
        expect([name, field.name, ...pick(mine)]).toEqual([name, field.name, ...pick(field)]);
        const picklist = (from: Json): readonly unknown[] => list(from, 'picklistValues').map((value) => value.value);
        expect(picklist(mine)).toEqual(picklist(field));
      }
    }
  });

  it('a custom object has the recorded keys of one', async () => {
    const org = await sampleOrgForTest({ bundle });
    const { json } = await ask(org, 'sobjects/Level__c/describe');
    expect(keysOf(json)).toEqual(keysOf(recording('describe', 'Custom__c.json')));
  });

  it('the Organization record has the recorded keys and types, by Id and by query', async () => {
    const org = await sampleOrgForTest({ bundle });
    const recorded = recording('record', 'Organization.json');
    const found = await query(org, 'SELECT Id, InstanceName FROM Organization');
    const [row] = list(found.json, 'records');
    const { json } = await ask(org, `sobjects/Organization/${String(row?.Id)}`);
    const ours = json as Json;
    expect(Object.keys(recorded).filter((key) => !(key in ours))).toEqual([]);
    expect(keysOf(ours.Address)).toEqual(keysOf(recorded.Address));
    const differing = Object.keys(recorded).filter((key) => {
      const types = new Set([typeOf(ours[key]), typeOf(recorded[key])]);
      types.delete('null');
      return types.size > 1;
    });
    expect(differing).toEqual([]);
  });

  it('query pages have the recorded keys: one page, a first page, a last page', async () => {
    const org = await sampleOrgForTest({ bundle });
    const recorded = (name: string): Json => recording('misc', `restforce.${name}_response.json`);
    const single = await query(org, 'SELECT Id, Name, Profile.Name FROM User');
    expect(keysOf(single.json)).toEqual(keysOf(recorded('query_success')));
    const [user] = list(single.json, 'records');
    expect(keysOf(user?.attributes)).toEqual(['type', 'url']);
    expect(keysOf((user?.Profile as Json | undefined)?.attributes)).toEqual(['type', 'url']);
    const first = await ask(org, `tooling/query?q=${encodeURIComponent('SELECT Id FROM CustomField')}`, {
      headers: { 'Sforce-Query-Options': 'batchSize=200' },
    });
    const toolingOnly = ['entityTypeName', 'queryLocator', 'size'];
    const firstKeys = keysOf(recorded('query_paginated_first_page'));
    expect(keysOf(first.json).filter((key) => !toolingOnly.includes(key))).toEqual(firstKeys);
    let next = first.json as Json;
    while (next.nextRecordsUrl !== undefined) next = (await ask(org, String(next.nextRecordsUrl))).json as Json;
    const lastKeys = keysOf(recorded('query_paginated_last_page'));
    expect(keysOf(next).filter((key) => !toolingOnly.includes(key))).toEqual(lastKeys);
    expect((next as Json).done).toBe(true);
  });

  it('a composite answers 304 for a describe the caller has, with the headers of the recorded answer', async () => {
    const org = await sampleOrgForTest({ bundle });
    const first = await composite(org, [{ url: 'sobjects/Account/describe' }]);
    const [full] = list(first.json, 'compositeResponse');
    const headers = full?.httpHeaders as Readonly<Record<string, string>>;
    expect(Object.keys(headers).toSorted()).toEqual(['ETag', 'Last-Modified']);
    expect(headers.ETag).toMatch(/^"[0-9a-f]{8}"$/);
    const since = { 'If-Modified-Since': headers['Last-Modified'] ?? '' };
    const { json } = await composite(org, [
      { url: 'sobjects/Account/describe', httpHeaders: since },
      { url: 'sobjects/Nowhere__c/describe', httpHeaders: since },
    ]);
    expect(list(json, 'compositeResponse')).toEqual([
      { body: null, httpHeaders: headers, httpStatusCode: 304, referenceId: 'r0' },
      {
        body: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }],
        httpHeaders: {},
        httpStatusCode: 404,
        referenceId: 'r1',
      },
    ]);
  });

  it('the Tooling API lists its objects with the recorded keys', async () => {
    const org = await sampleOrgForTest({ bundle });
    const recorded = list(recording('tooling', '_global.json'), 'sobjects');
    const ours = list((await ask(org, 'tooling/sobjects')).json, 'sobjects');
    const recordedSets = keySets(recorded);
    expect(keySets(ours).filter((keys) => !recordedSets.includes(keys))).toEqual([]);
    const names = new Set(recorded.map((item) => item.name));
    const called = ({ name, label, labelPlural, keyPrefix, queryable, retrieveable }: Json): unknown => ({
      name,
      label,
      labelPlural,
      keyPrefix,
      queryable,
      retrieveable,
    });
    const ourNames = new Set(ours.map((item) => item.name));
    const byName = (a: Json, b: Json): number => (String(a.name) < String(b.name) ? -1 : 1);
    expect(ours.toSorted(byName).map(called)).toEqual(
      recorded
        .filter((item) => ourNames.has(item.name))
        .toSorted(byName)
        .map(called),
    );
    expect(ours.filter((item) => !names.has(item.name)).map((item) => item.name)).toEqual([]);
    const { json } = await ask(org, 'tooling/sobjects/CustomField/describe');
    expect(keySets(list(json, 'fields'))).toEqual(keySets(list(recording('describe', 'Contact.json'), 'fields')));
  });
});
