import type { Database } from '../../src-main/engine/store/database.ts';
import type { LedgerEnd, LedgerRepository, LedgerStart } from '../../src-main/engine/store/ledger-repository.ts';
import { seededRandom } from './random.ts';

const ORGS = ['Acme production', 'Acme full sandbox', 'Acme dev', 'Globex', 'Globex UAT', 'Initech', 'Umbrella'];
const V = '/services/data/v68.0';
const DAYS = 90;
const OBJECTS = 1200;

export type LargeLedger = { readonly fromMs: number; readonly untilMs: number };

export type LedgerFill = {
  readonly count: number;
  readonly untilMs: number;
  /** Every composite reads a list of objects that no other reads, which no sync does. */
  readonly allDiffer?: boolean;
};

/**
 * Fills a ledger with the requests of 90 days: readings of seven orgs of 1,200 objects, mostly composites of 25 describes
 * that begin anywhere in the list, and exports to Google and Microsoft, each to a file of its own. Newest last, some
 * failed, some refused; a few name `Needle__c`.
 */
export function fillLedger(db: Database, ledger: LedgerRepository, fill: LedgerFill): LargeLedger {
  const { count, untilMs, allDiffer = false } = fill;
  const random = seededRandom(42);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const objects = Array.from({ length: OBJECTS }, (_, index) =>
    index === OBJECTS / 2 ? 'Needle__c' : `Plant_${index.toString(36)}_Part__c`,
  );
  const described = (): readonly string[] => {
    if (allDiffer) return Array.from({ length: 10 }, () => pick(objects));
    const from = Math.floor(random() * OBJECTS);
    return objects.slice(from, from + 25);
  };
  const fromMs = untilMs - DAYS * 24 * 3_600_000;
  const requestAt = (index: number): LedgerStart => {
    const org = pick(ORGS);
    const id = `c-${ORGS.indexOf(org)}`;
    const host = `${org.toLowerCase().replaceAll(' ', '-')}.my.salesforce.com`;
    const base = {
      at: new Date(fromMs + ((untilMs - fromMs) * index) / count).toISOString(),
      trigger: 'sync',
      connectionId: id,
      connectionName: org,
      method: 'GET',
      host,
      parts: 0,
      attempt: 1,
      bytesOut: 0,
    };
    const kind = random();
    if (kind < 0.7) {
      const names = described();
      const describe = { purpose: 'describe', method: 'POST', path: `${V}/composite`, reads: names.join(', ') };
      return { ...base, ...describe, parts: names.length, bytesOut: 1400 };
    }
    if (kind < 0.85) {
      return {
        ...base,
        purpose: 'definitions',
        path: `${V}/tooling/query`,
        reads: 'EntityDefinition, FieldDefinition',
      };
    }
    if (kind < 0.95) return { ...base, purpose: 'object list', path: `${V}/sobjects`, reads: 'list of sObjects' };
    const google = random() < 0.5;
    return {
      ...base,
      purpose: google ? 'google sheets' : 'microsoft workbook',
      trigger: 'export',
      connectionId: google ? 'a-1' : 'a-2',
      connectionName: google ? 'ann@example.com' : 'ann@acme.example',
      method: 'POST',
      host: google ? 'sheets.googleapis.com' : 'graph.microsoft.com',
      path: google ? `/v4/spreadsheets/${index}/values:batchUpdate` : `/v1.0/drives/d/items/${index}/workbook`,
      reads: `rows ${index} to ${index + 2000} of "Fields"`,
      bytesOut: 40_000,
    };
  };
  db.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const start = requestAt(index);
      const luck = random();
      if (luck < 0.005) {
        ledger.refuse(start, 'This request is not on the list of what may be sent.');
        continue;
      }
      ledger.complete(ledger.begin(start), endOf(luck, random()));
    }
  })();
  return { fromMs, untilMs };
}

function endOf(luck: number, size: number): LedgerEnd {
  const bytesIn = Math.floor(size * 60_000);
  const ms = Math.floor(80 + size * 400);
  if (luck < 0.01) return { state: 'failed', status: null, bytesIn: 0, ms, error: 'The connection was cut.' };
  return { state: 'done', status: luck < 0.02 ? 503 : 200, bytesIn, ms, error: null };
}
