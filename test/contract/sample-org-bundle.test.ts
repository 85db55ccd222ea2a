import { beforeAll, describe, expect, it } from 'vitest';
import { loadBundle } from '../../src-main/sample-org/bundle.ts';
import type { BundleField, BundleObject, OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { ask, composite, query, sampleOrgForTest } from '../support/sample-org.ts';
import { hasSharedData, sharedDataPath } from '../support/shared-data.ts';

type Json = Readonly<Record<string, unknown>>;
type Described = Json & { readonly name: string; readonly fields: readonly Json[] };

async function describeAll(org: SampleOrg, names: readonly string[]): Promise<readonly Described[]> {
  const found: Described[] = [];
  for (let start = 0; start < names.length; start += 25) {
    const parts = names.slice(start, start + 25).map((name) => ({ url: `sobjects/${name}/describe` }));
    const { json } = await composite(org, parts);
    for (const part of (json as { readonly compositeResponse: readonly Json[] }).compositeResponse) {
      expect(part.httpStatusCode).toBe(200);
      found.push(part.body as Described);
    }
  }
  return found;
}

async function queryAll(org: SampleOrg, soql: string): Promise<readonly Json[]> {
  const records: Json[] = [];
  let page = (await query(org, soql, 'tooling')).json as Json;
  for (;;) {
    records.push(...(page.records as readonly Json[]));
    if (page.nextRecordsUrl === undefined) return records;
    page = (await ask(org, String(page.nextRecordsUrl))).json as Json;
  }
}

/** What the bundle says of a field, as describe has to show it. */
function expectedField(field: BundleField): Json {
  return {
    name: field.name,
    label: field.label,
    type: field.type,
    length: field.length ?? 0,
    precision: field.precision ?? 0,
    scale: field.scale ?? 0,
    referenceTo: field.referenceTo ?? [],
    relationshipName: field.relationshipName ?? null,
    calculatedFormula: field.formula ?? null,
    inlineHelpText: field.helpText ?? null,
    custom: field.custom === true,
    unique: field.unique === true,
    externalId: field.externalId === true,
    picklistValues: (field.picklistValues ?? []).map(({ value, label, default: isDefault, active }) => ({
      value,
      label,
      defaultValue: isDefault === true,
      active: active !== false,
    })),
  };
}

function servedField(field: Json): Json {
  const values = field.picklistValues as readonly Json[];
  return {
    ...Object.fromEntries(
      Object.keys(expectedField({ name: '', label: '', type: '' })).map((key) => [key, field[key]]),
    ),
    picklistValues: values.map(({ value, label, defaultValue, active }) => ({ value, label, defaultValue, active })),
  };
}

/** What the command line calls required: not nillable, createable, no default on create, and not a checkbox. */
function isRequired(field: Json): boolean {
  return (
    field.nillable === false &&
    field.createable === true &&
    field.defaultedOnCreate === false &&
    field.type !== 'boolean'
  );
}

function byName(object: BundleObject): readonly BundleField[] {
  return object.fields.filter((field) => field.hiddenFromDescribe !== true);
}

function instant(date: unknown): number | null {
  return typeof date === 'string' ? Date.parse(date) : null;
}

const sources = [
  { name: 'the real org bundle', needsShared: true, load: () => loadBundle(sharedDataPath('real-org.json.gz')) },
  { name: 'the built-in company', needsShared: false, load: () => Promise.resolve(createSampleBundle()) },
];

for (const source of sources)
  describe.runIf(!source.needsShared || hasSharedData())(`${source.name} is served completely and exactly`, () => {
    let bundle: OrgBundle;
    beforeAll(async () => {
      bundle = await source.load();
    });

    it('describeGlobal lists the objects of the bundle and no other', async () => {
      const org = await sampleOrgForTest({ bundle });
      const { json } = await ask(org, 'sobjects');
      const listed = (json as { readonly sobjects: readonly Json[] }).sobjects;
      expect(listed.map(({ name, label, custom, keyPrefix }) => ({ name, label, custom, keyPrefix }))).toEqual(
        bundle.sobjects.map(({ name, label, custom, keyPrefix }) => ({
          name,
          label,
          custom: custom === true,
          keyPrefix: keyPrefix ?? null,
        })),
      );
    });

    it('describe shows the fields of the bundle, each as the bundle has it, and no other', async () => {
      const org = await sampleOrgForTest({ bundle });
      const described = await describeAll(
        org,
        bundle.sobjects.map(({ name }) => name),
      );
      expect(described.map(({ name }) => name)).toEqual(bundle.sobjects.map(({ name }) => name));
      for (const [index, object] of bundle.sobjects.entries()) {
        const fields = described[index]?.fields ?? [];
        expect({ object: object.name, fields: fields.map(servedField) }).toEqual({
          object: object.name,
          fields: byName(object).map(expectedField),
        });
        // A checkbox always has a value, whatever the bundle says of it.
        const required = byName(object).filter((field) => field.required === true && field.type !== 'boolean');
        expect(fields.filter(isRequired).map(({ name }) => `${object.name}.${String(name)}`)).toEqual(
          required.map(({ name }) => `${object.name}.${name}`),
        );
        const infos = (described[index]?.recordTypeInfos ?? []) as readonly Json[];
        const recordTypes = infos.filter((info) => info.master !== true);
        expect(recordTypes.map(({ developerName, name, active }) => ({ developerName, name, active }))).toEqual(
          object.recordTypes.map(({ name, label, active }) => ({
            developerName: name,
            name: label,
            active: active === true,
          })),
        );
      }
    });

    it('every listed child relationship is there, and every custom field that refers to an object', async () => {
      const org = await sampleOrgForTest({ bundle });
      const described = await describeAll(
        org,
        bundle.sobjects.map(({ name }) => name),
      );
      const shown = new Map(
        described.map((object) => [
          object.name,
          new Set(
            (object.childRelationships as readonly Json[]).map((child) => `${child.childSObject}.${child.field}`),
          ),
        ]),
      );
      const missing: string[] = [];
      for (const object of bundle.sobjects)
        for (const field of byName(object))
          for (const target of field.custom === true ? (field.referenceTo ?? []) : [])
            if (shown.get(target)?.has(`${object.name}.${field.name}`) === false)
              missing.push(`${target} ${field.name}`);
      for (const object of bundle.sobjects)
        for (const child of object.childRelationships ?? [])
          if (child.field !== undefined && shown.get(object.name)?.has(`${child.childSObject}.${child.field}`) !== true)
            missing.push(`${object.name} ${child.childSObject}.${child.field}`);
      expect(missing).toEqual([]);
      const listed = described.reduce((sum, object) => sum + (object.childRelationships as readonly Json[]).length, 0);
      const own = bundle.sobjects.reduce((sum, object) => sum + (object.childRelationships?.length ?? 0), 0);
      expect(listed).toBeGreaterThanOrEqual(own);
    });

    it('CustomField and FieldDefinition join to describe and carry descriptions and dates exactly', async () => {
      const org = await sampleOrgForTest({ bundle });
      const rows = await queryAll(
        org,
        'SELECT Id, DeveloperName, NamespacePrefix, EntityDefinition.QualifiedApiName, Description, InlineHelpText, CreatedDate, LastModifiedDate FROM CustomField',
      );
      const key = (object: unknown, namespace: unknown, name: unknown): string =>
        `${String(object)}.${namespace === null ? '' : `${String(namespace)}__`}${String(name)}__c`;
      const custom = new Map(
        rows.map((row) => {
          const entity = (row.EntityDefinition as Json | null)?.QualifiedApiName;
          return [key(entity, row.NamespacePrefix, row.DeveloperName), row];
        }),
      );
      const wrong: string[] = [];
      const expected = new Set<string>();
      for (const object of bundle.sobjects)
        for (const field of object.fields.filter(({ custom: isCustom }) => isCustom === true)) {
          const home = field.fromActivity === true ? 'Activity' : object.name;
          expected.add(`${home}.${field.name}`);
          const row = custom.get(`${home}.${field.name}`);
          const createdMs = field.createdDate === undefined ? instant(row?.CreatedDate) : Date.parse(field.createdDate);
          const isRight =
            row?.Description === (field.description ?? null) &&
            row.InlineHelpText === (field.helpText ?? null) &&
            instant(row.CreatedDate) === createdMs &&
            (field.lastModifiedDate === undefined ||
              instant(row.LastModifiedDate) === Date.parse(field.lastModifiedDate));
          if (!isRight) wrong.push(`${object.name}.${field.name}`);
        }
      expect(wrong).toEqual([]);
      expect(rows).toHaveLength(expected.size);
      for (let start = 0; start < bundle.sobjects.length; start += 20) {
        const objects = bundle.sobjects.slice(start, start + 20);
        const names = objects.map(({ name }) => `'${name}'`).join(',');
        const found = (
          await query(
            org,
            `SELECT QualifiedApiName, EntityDefinition.QualifiedApiName, Description FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName IN (${names})`,
            'tooling',
          )
        ).json as { readonly records: readonly Json[] };
        expect(
          found.records.map((row) => [
            (row.EntityDefinition as Json).QualifiedApiName,
            row.QualifiedApiName,
            row.Description,
          ]),
        ).toEqual(
          objects.flatMap((object) =>
            object.fields.map((field) => [object.name, field.name, field.description ?? null]),
          ),
        );
      }
    });

    it('EntityDefinition says description and last change of every object', async () => {
      const org = await sampleOrgForTest({ bundle });
      const { records } = (
        await query(
          org,
          'SELECT QualifiedApiName, Description, PluralLabel, LastModifiedDate FROM EntityDefinition ORDER BY DurableId LIMIT 2000',
          'tooling',
        )
      ).json as { readonly records: readonly Json[] };
      const rows = new Map(records.map((row) => [row.QualifiedApiName, row]));
      expect(rows.size).toBe(bundle.sobjects.length);
      for (const object of bundle.sobjects) {
        const row = rows.get(object.name);
        expect(row?.Description).toBe(object.description ?? null);
        const changed = object.custom === true ? object.lastModifiedDate : undefined;
        expect(changed === undefined ? null : instant(row?.LastModifiedDate)).toBe(instant(changed));
      }
    });

    it('fields that security hides are named by FieldDefinition and CustomField only', async () => {
      const org = await sampleOrgForTest({ bundle });
      const hidden = bundle.sobjects.flatMap((object) =>
        object.fields.filter((field) => field.hiddenFromDescribe === true).map((field) => ({ object, field })),
      );
      const seen: string[] = [];
      for (const { object, field } of hidden) {
        const [described] = await describeAll(org, [object.name]);
        if (described?.fields.some(({ name }) => name === field.name) !== false) seen.push(`describe ${field.name}`);
        const soql = `SELECT QualifiedApiName FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = '${object.name}' AND QualifiedApiName = '${field.name}'`;
        const { totalSize } = (await query(org, soql, 'tooling')).json as { readonly totalSize: number };
        if (totalSize !== 1) seen.push(`no FieldDefinition ${field.name}`);
      }
      expect(seen).toEqual([]);
    });
  });
