import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ExportSource } from '../../../src-preload/contract/exports.ts';
import type { Component } from '../../../src-main/domain/areas/component.ts';
import { createAreaAnswers } from '../../../src-main/engine/areas/area-answers.ts';
import { createBookMaker } from '../../../src-main/engine/exports/book-maker.ts';
import { scanBook } from '../../../src-main/engine/exports/book-scan.ts';
import { answerFor } from '../../../src-main/engine/exports/sources/area-answer.ts';
import { createConnectionsRepository } from '../../../src-main/engine/store/connections-repository.ts';
import { type AreaKit, areaKit } from '../../support/area-kit.ts';
import { customObject, smallOrg, textField } from '../../support/small-org.ts';

const AT = new Date('2026-11-23T09:00:00.000Z');
const REPORTS = 6000;
const SETS = 150;
const OBJECTS = 300;
/** Processor time of this thread between two turns of others: the clock would measure what else the machine does. */
const LONGEST_TURN_MS = 50;

const NOBODY = { namespace: null, description: null, createdDate: null, createdBy: null, unknown: [] } as const;
const PLAIN = { ...NOBODY, lastModifiedDate: null, lastModifiedBy: null, searchText: null } as const;

function report(index: number): Component {
  const columns = Array.from({ length: 12 }, (_none, at) => `Part__c.F${(index + at) % 500}__c`);
  return {
    ...PLAIN,
    type: 'Report',
    name: `Folder/Report_${index}`,
    label: `Report ${index}`,
    object: 'Part__c',
    orgId: `00O${String(index).padStart(12, '0')}`,
    facts: {
      folderLabel: 'Folder',
      folderKind: 'folder',
      format: 'Tabular',
      lastRunDate: null,
      fields: columns,
      definition: {
        reportType: 'Part__c',
        reportTypeLabel: 'Parts',
        scope: 'organization',
        showDetails: true,
        groupingsDown: [],
        groupingsAcross: [],
        filters: [],
        filterLogic: null,
        dateFilter: null,
        standardFilters: [],
        crossFilters: [],
        buckets: [],
        formulas: [],
        chart: null,
        sort: [],
        rowLimit: null,
        columns: columns.map((column) => ({
          column,
          label: column,
          field: column,
          dataType: 'string',
          aggregates: [],
        })),
      },
    },
  };
}

/** A store with many reports, and with many permission sets over many objects. */
async function largeKit(): Promise<AreaKit> {
  const kit = await areaKit(smallOrg([customObject('Part__c', [textField('Code__c')])]));
  await kit.read([], 'all');
  const { catalog, areas } = kit.rig;
  const snapshot = catalog.snapshots.begin(kit.key, null, AT.toISOString());
  const at = { connectionKey: kit.key, snapshot, readAt: AT.toISOString() };
  catalog.transaction(() => {
    for (let index = 0; index < REPORTS; index += 1) {
      const one = report(index);
      areas.components.save(at, 'reports', one);
      const from = { fromType: 'Report', fromName: one.name };
      const uses = { ...from, toType: 'CustomField', toName: 'Part__c.Code__c', via: 'column' };
      areas.usage.add(kit.key, 'report definitions', [uses]);
    }
    const keys = areas.permissions.keysFor(kit.key);
    for (let set = 0; set < SETS; set += 1) {
      const orgId = `0PS${String(set).padStart(12, '0')}`;
      const facts = { systemPermissions: [], sessionBased: false };
      areas.components.save(at, 'access', {
        ...PLAIN,
        type: 'PermissionSet',
        name: `Set_${set}`,
        label: `Set ${set}`,
        object: null,
        orgId,
        facts,
      });
      for (let object = 0; object < OBJECTS; object += 1) {
        areas.permissions.objects.save(at, keys, { holder: orgId, object: `O${object}__c`, field: '', rights: 7 });
      }
    }
  });
  return kit;
}

function exporterOf({ rig }: AreaKit) {
  const answers = createAreaAnswers({ store: rig, now: () => AT.getTime() });
  const makeBook = createBookMaker({
    catalog: rig.catalog,
    areas: rig.areas,
    ledger: rig.ledger,
    connection: createConnectionsRepository(rig.db).get,
    appVersion: '1.2.3',
  });
  return async (source: ExportSource, signal: AbortSignal): Promise<number> => {
    const given = await answerFor(source, answers, signal);
    const book = makeBook({ source, cover: false }, AT, 0, given);
    await scanBook(book, { users: [], people: [], hosts: [] }, signal);
    return book.sheets.reduce((sum, { rowCount }) => sum + rowCount, 0);
  };
}

const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/** Answers calls beside some work; says the longest that one of them had to wait. */
async function beside<T>(
  work: Promise<T>,
): Promise<{ readonly result: T; readonly turns: number; readonly longestMs: number }> {
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  work.then(end, end);
  let longestMs = 0;
  let turns = 0;
  for (let before = cpuMs(); !isOver; before = cpuMs()) {
    await nextTurn();
    longestMs = Math.max(longestMs, cpuMs() - before);
    turns += 1;
  }
  return { result: await work, turns, longestMs };
}

describe('an export that is made of an answer', () => {
  const sources = (connectionId: string): readonly ExportSource[] => [
    { kind: 'reportAnalysis', connectionId, staleDays: 180, kinds: null, names: null },
    { kind: 'access', connectionId, question: { of: 'objects', objects: null, holders: null } },
    { kind: 'whereUsed', connectionId, object: 'Part__c', name: 'Code__c' },
  ];

  it('leaves room for other calls, and ends when it is cancelled', async () => {
    const kit = await largeKit();
    const exportOf = exporterOf(kit);
    const [analysis, matrix, uses] = sources(kit.connectionId);
    if (analysis === undefined || matrix === undefined || uses === undefined) throw new Error('three sources');
    const wanted = new AbortController().signal;
    const ofAnalysis = await beside(exportOf(analysis, wanted));
    const ofMatrix = await beside(exportOf(matrix, wanted));
    const ofUses = await beside(exportOf(uses, wanted));
    expect(ofAnalysis.result).toBeGreaterThanOrEqual(REPORTS);
    expect(ofMatrix.result).toBe(OBJECTS);
    expect(ofUses.result).toBe(REPORTS);
    const longest = [ofAnalysis, ofMatrix, ofUses].map(({ longestMs }) => Math.round(longestMs));
    console.info(`longest turns of the analysis, the matrix and the uses: ${longest.join(', ')} ms of CPU`);
    for (const { longestMs } of [ofAnalysis, ofMatrix, ofUses]) expect(longestMs).toBeLessThan(LONGEST_TURN_MS);

    for (const [source, whole] of [
      [analysis, ofAnalysis],
      [matrix, ofMatrix],
      [uses, ofUses],
    ] as const) {
      const cancelled = new AbortController();
      const work = exportOf(source, cancelled.signal);
      await nextTurn();
      cancelled.abort();
      const ended = await beside(
        work.then(
          () => 'done',
          (error: unknown) => (error as Error).name,
        ),
      );
      expect(ended.result).toBe('AbortError');
      expect(ended.turns).toBeLessThan(whole.turns);
    }
  }, 60_000);
});
