/*
 * What a first read cannot go below on this machine: parsing the answers, inserting what they say and indexing it, each
 * by itself, with everything else left out.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createCatalogStore } from '../../src-main/engine/store/catalog/index.ts';
import type { ObjectDefinitions } from '../../src-main/engine/store/catalog/write.ts';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { describeFacts, type DescribedObject } from '../../src-main/domain/metadata/describe-facts.ts';
import { customFieldRow, fieldDefinitionRow } from '../../src-main/domain/metadata/definition-facts.ts';
import { FIELD_DEFINITION_COLUMNS } from '../../src-main/engine/sync/field-questions.ts';
import { CUSTOM_FIELD_COLUMNS } from '../../src-main/engine/sync/custom-fields.ts';

type Org = { readonly instanceUrl: string; readonly accessToken: string };
type Composite<B> = { readonly compositeResponse: readonly { readonly body: B }[] };
type Page = { readonly records: readonly Readonly<Record<string, unknown>>[] };

export type Limit = { readonly parseMs: number; readonly insertMs: number; readonly indexMs: number };

const VERSION = '/services/data/v68.0';
const DESCRIBES = 25;
const DEFINED_OBJECTS = 36;
/** As the engine does. */
const ROWS_IN_A_TRANSACTION = 1000;

/** Reads the answers unmeasured, then measures what has to be done with them. */
export async function measureLimit(org: Org, names: readonly string[], folder: string): Promise<Limit> {
  const describes = await all(groups(names, DESCRIBES), async (group) =>
    ask(
      org,
      `${VERSION}/composite`,
      group.map((name) => `${VERSION}/sobjects/${name}/describe`),
    ),
  );
  const definitions = await all(groups(names, DEFINED_OBJECTS), async (group) => {
    const list = group.map((name) => `'${name}'`).join(', ');
    const where = `WHERE EntityDefinition.QualifiedApiName IN (${list})`;
    const queries = [
      `SELECT ${FIELD_DEFINITION_COLUMNS} FROM FieldDefinition ${where} LIMIT 2000`,
      `SELECT ${CUSTOM_FIELD_COLUMNS} FROM CustomField ${where}`,
    ];
    const urls = queries.map((soql) => `${VERSION}/tooling/query?q=${encodeURIComponent(soql)}`);
    return ask(org, `${VERSION}/tooling/composite`, urls);
  });

  let parseMs = 0;
  const parsed = <T>(text: string): T => {
    const from = performance.now();
    const value = JSON.parse(text) as T;
    parseMs += performance.now() - from;
    return value;
  };
  const facts = describes.flatMap((text) =>
    parsed<Composite<DescribedObject>>(text).compositeResponse.map(({ body }) => describeFacts(body)),
  );
  const definitionsOf = new Map<string, ObjectDefinitions>();
  for (const text of definitions) {
    const [fields, customFields] = parsed<Composite<Page>>(text).compositeResponse.map(({ body }) => body.records);
    const byField = Map.groupBy(
      (fields ?? []).map((record) => fieldDefinitionRow(record)).filter((row) => row !== null),
      (row) => row.object,
    );
    const byCustom = Map.groupBy(
      (customFields ?? []).map(customFieldRow).filter((row) => row !== null),
      (row) => row.object,
    );
    for (const [object, rows] of byField) {
      const own = { object, entity: undefined, dates: undefined, customFields: byCustom.get(object) ?? [] };
      definitionsOf.set(object, { ...own, fields: rows, scope: 'full' });
    }
  }

  const db = openDatabase(join(folder, 'limit.db'), randomBytes(32));
  const key = Number(
    db
      .prepare(
        `INSERT INTO connection (id, name, group_name, colour, notes, type, instance_url, created_at)
         VALUES ('c1', 'Org', '', '', '', 'sandbox', ?, '2026-01-01')`,
      )
      .run(org.instanceUrl).lastInsertRowid,
  );
  const catalog = createCatalogStore(db);
  const readAt = new Date().toISOString();
  const at = { connectionKey: key, snapshot: catalog.snapshots.begin(key, 'j1', readAt), readAt };
  const insertFrom = performance.now();
  const rest = [...facts];
  while (rest.length > 0) {
    catalog.transaction(() => {
      for (let rows = 0; rows < ROWS_IN_A_TRANSACTION; ) {
        const describe = rest.shift();
        if (describe === undefined) return;
        const definition = definitionsOf.get(describe.object.name);
        if (definition === undefined) catalog.write.saveDescribe(at, describe, null);
        else catalog.write.saveWhole(at, describe, null, definition);
        rows += 1 + describe.fields.length;
      }
    });
  }
  const insertMs = performance.now() - insertFrom;
  const indexFrom = performance.now();
  for (let step = catalog.searchIndex.step(); step.done < step.total; ) step = catalog.searchIndex.step();
  const indexMs = performance.now() - indexFrom;
  db.close();
  return { parseMs, insertMs, indexMs };
}

async function ask(org: Org, path: string, urls: readonly string[]): Promise<string> {
  const compositeRequest = urls.map((url, index) => ({ method: 'GET', url, referenceId: `r${index}` }));
  const answer = await fetch(`${org.instanceUrl}${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${org.accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ allOrNone: false, compositeRequest }),
  });
  return answer.text();
}

async function all<T>(list: readonly T[], work: (one: T) => Promise<string>): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const one of list) texts.push(await work(one));
  return texts;
}

function groups<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_one, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
