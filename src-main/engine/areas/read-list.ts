import { nextWatermark } from '../../domain/reading/watermark.ts';
import { shortId, toUtc } from '../../domain/metadata/api-names.ts';
import type { Component } from '../../domain/areas/component.ts';
import type { Purpose } from '../network/gateway-types.ts';
import type { SObjectRecord } from '../salesforce/org-client.ts';
import { isPartRefused } from '../sync/org-definitions.ts';
import { betweenAnswers, writeContext, writeInSlices } from '../sync/sync-run.ts';
import type { AreaRun } from './area-run.ts';
import { COMMON_FIELDS, numberOf, textOf } from './record-facts.ts';

/** A setup object whose rows are components, read as a list by SOQL. */
export type ListSpec = {
  readonly type: string;
  readonly sObject: string;
  readonly api: 'data' | 'tooling';
  readonly purpose: Purpose;
  /** The field with the id that components are known by, where it is not `Id`. */
  readonly idField?: string;
  /** Besides `Id` and the common ones. */
  readonly fields: string;
  /** The common fields that the object has, when not all. */
  readonly common?: string;
  /** Rows that are components of this type, as SOQL without WHERE; all when absent. */
  readonly where?: string;
  /** Which field says when a row changed; null when none does, so that every read is a whole one. */
  readonly stamp?: 'LastModifiedDate' | 'SystemModstamp' | null;
  /** Further date fields that make a row one to read again, e.g. when a report was run last. */
  readonly alsoStamps?: readonly string[];
  /** Up to when changes are in the store, ISO 8601; null: a first read. */
  readonly since: string | null;
  /** Called with rows before they are saved; not where there are none. */
  readonly ready?: (records: readonly SObjectRecord[]) => Promise<void>;
  /** Null for a row that is none. What a later step adds to a component is carried over by that step. */
  readonly component: (record: SObjectRecord) => Component | null;
  /** Called with the records that are new or changed, after they are saved. */
  readonly onChanged?: (records: readonly SObjectRecord[]) => void | Promise<void>;
};

/**
 * Reads a list into components: all of it at first, later only rows that changed, and a count that tells whether some are
 * gone. Returns up to when changes are now in the store; the same as before where the org refused.
 *
 * A row that changed while the list was read is asked for again next time: the date goes back to when reading began.
 */
export async function readList(run: AreaRun, spec: ListSpec): Promise<string | null> {
  const { components } = run.areas;
  const key = run.connectionKey;
  const stamp = spec.stamp === undefined ? 'LastModifiedDate' : spec.stamp;
  const since = stamp === null ? null : spec.since;
  const columns = ['Id', spec.fields, spec.common ?? COMMON_FIELDS].filter((part) => part !== '').join(', ');
  const stamps = stamp === null ? [] : [stamp, ...(spec.alsoStamps ?? [])];
  const newer = stamps.map((field) => `${field} > ${since}`).join(' OR ');
  const conditions = [spec.where, since === null ? undefined : stamps.length > 1 ? `(${newer})` : newer].filter(
    (one) => one !== undefined,
  );
  const ask = (select: string, where: readonly string[]) =>
    run.client.query(`SELECT ${select} FROM ${spec.sObject}${whereOf(where)}`, {
      tooling: spec.api === 'tooling',
      purpose: spec.purpose,
      signal: run.signal,
    });
  let newest: string | null = null;
  try {
    const changes = since === null ? null : await askChanges(run, spec, { columns, conditions, stamps, since });
    for await (const records of changes?.pages ?? ask(columns, conditions)) {
      if (records.length > 0) await spec.ready?.(records);
      await writeInSlices(
        run,
        records,
        () => 1,
        (record) => {
          const one = spec.component(record);
          if (one !== null) components.save(writeContext(run), run.area, one);
        },
      );
      for (const at of records.flatMap((record) => stamps.map((field) => toUtc(record[field])))) {
        if (at !== null && (newest === null || at > newest)) newest = at;
      }
      await spec.onChanged?.(records);
      await betweenAnswers(run);
    }
    if (since === null) run.catalog.transaction(() => components.endUnseen(writeContext(run), spec.type));
    else {
      const asked = (select: string) => ask(select, conditionsOf(spec));
      await endGone(run, spec, changes?.counted ?? null, asked);
    }
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    run.unknown(spec.sObject, error.message);
    return spec.since;
  }
  run.unknown(spec.sObject, null);
  const stored = components.ofType(key, spec.type).length;
  run.step(stored, stored);
  return stamp === null ? null : nextWatermark(newest, since, run.startedAtMs);
}

/** What changed since the last read, and how many rows there are; `pages` absent: not asked for yet. */
type Changes = {
  readonly pages?: readonly (readonly SObjectRecord[])[];
  readonly counted: number;
};

type Asked = {
  readonly columns: string;
  readonly conditions: readonly string[];
  readonly stamps: readonly string[];
  readonly since: string;
};

/**
 * Asks for what changed and for how many there are in one call, since of most lists nothing changed. Null where the org
 * refuses either: then each is asked for by itself, which says why.
 */
async function askChanges(run: AreaRun, spec: ListSpec, asked: Asked): Promise<Changes | null> {
  try {
    return await (spec.api === 'data' ? askNewest(run, spec, asked) : askRowsAndCount(run, spec, asked));
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    return null;
  }
}

/** The data API counts and says the newest date in one query, so that of a list without changes no second is needed. */
async function askNewest(run: AreaRun, spec: ListSpec, { stamps, since }: Asked): Promise<Changes | null> {
  const newest = stamps.map((field, index) => `MAX(${field}) newest${index}`).join(', ');
  const soql = `SELECT COUNT(Id) counted, ${newest} FROM ${spec.sObject}${whereOf(conditionsOf(spec))}`;
  const [answer] = await run.client.queryMany([soql], { purpose: spec.purpose, signal: run.signal });
  const row = answer?.state === 'read' ? answer.records[0] : undefined;
  const counted = numberOf(row?.counted);
  if (row === undefined || counted === null) return null;
  const isNewer = stamps.some((_, index) => (toUtc(row[`newest${index}`]) ?? '') > since);
  return isNewer ? { counted } : { counted, pages: [] };
}

/** Not every object of the Tooling API answers with a newest date: rows and their count are two queries of one call. */
async function askRowsAndCount(run: AreaRun, spec: ListSpec, { columns, conditions }: Asked): Promise<Changes | null> {
  const queries = [
    `SELECT ${columns} FROM ${spec.sObject}${whereOf(conditions)}`,
    `SELECT COUNT() FROM ${spec.sObject}${whereOf(conditionsOf(spec))}`,
  ];
  const options = { purpose: spec.purpose, signal: run.signal };
  const [changed, count] = await run.client.toolingMany(queries, options);
  if (changed?.state !== 'read' || count?.state !== 'read') return null;
  return { pages: [changed.records], counted: count.totalSize };
}

function conditionsOf({ where }: ListSpec): readonly string[] {
  return where === undefined ? [] : [where];
}

function whereOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
}

/**
 * Ends what the org no longer has. Ids are asked for only when their count differs from what is in the store: one row in
 * place of one for each component.
 */
async function endGone(
  run: AreaRun,
  spec: ListSpec,
  countedBefore: number | null,
  ask: (select: string) => AsyncIterable<readonly SObjectRecord[]>,
): Promise<void> {
  const { components } = run.areas;
  const kept = components.ofType(run.connectionKey, spec.type);
  const counted =
    countedBefore ??
    (await run.client.count(spec.sObject, {
      ...(spec.where === undefined ? {} : { where: spec.where }),
      tooling: spec.api === 'tooling',
      purpose: spec.purpose,
      signal: run.signal,
    }));
  if (counted === kept.length) {
    run.catalog.transaction(() => components.confirmAll(writeContext(run), spec.type));
    return;
  }
  const there = new Set<string>();
  const idField = spec.idField ?? 'Id';
  for await (const records of ask(idField)) {
    for (const record of records) there.add(shortId(textOf(record[idField]) ?? ''));
  }
  run.catalog.transaction(() => {
    for (const { name, orgId } of kept) {
      if (orgId !== null && !there.has(orgId)) components.end(writeContext(run), spec.type, name);
    }
    components.confirmAll(writeContext(run), spec.type);
  });
}
