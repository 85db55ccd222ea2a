import {
  USAGE_SOURCES,
  type UsageCoverage,
  type UsageRow,
  type UsageSource,
} from '../../../src-preload/contract/usage.ts';
import { decodedName } from '../../domain/metadata/decoded-name.ts';
import { unknownArea } from '../../../src-preload/contract/unknown-area.ts';
import { coverageOfArea, coverageOfObjects, withObjects, withReports } from '../../domain/areas/usage-coverage.ts';
import { compareRows, createRowMerger, type SourcedFact } from '../../domain/areas/usage-rows.ts';
import { areaOfSource, isPartOfSource, isSourceOfType, limitOfSource } from '../../domain/areas/usage-sources.ts';
import type { Handlers } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { createTurns, sortedInTurns, type Turns } from '../turns.ts';
import { createUsageFacts } from './usage-facts.ts';
import { objectCoverage } from './usage-objects.ts';

type Fact = SourcedFact<UsageSource>;

/** What uses a field or component, from everything that was read, with how much of it was read. */
export function createUsageService({ store }: { readonly store: Pick<Store, 'catalog' | 'areas'> }): {
  readonly handlers: Handlers<'usage.ofField' | 'usage.ofFields' | 'usage.ofComponent'>;
} {
  const { catalog, areas } = store;
  const { usage, usageFields } = areas;

  const labelOf = (key: number, type: string, name: string): string | null => {
    const dot = name.indexOf('.');
    if (type !== 'CustomField' || dot < 1) return usage.labelOf(key, type, name);
    return usageFields.label(key, name.slice(0, dot), name.slice(dot + 1));
  };

  const rowsOf = async (
    key: number,
    facts: Iterable<Fact> | AsyncIterable<Fact>,
    end: 'from' | 'to',
    turns: Turns,
  ): Promise<UsageRow[]> => {
    const merger = createRowMerger<UsageSource>(end);
    for await (const fact of facts) merger.add(fact);
    const rows: UsageRow[] = [];
    for (const { type, name, via, source } of merger.rows()) {
      const label = labelOf(key, type, name);
      rows.push({ type, name, label, shown: label ?? decodedName(name), via: [...via], source: [...source] });
      await turns();
    }
    return [...(await sortedInTurns(rows, compareRows, turns))];
  };

  /** Permissions are facts of their own kind, not rows of usage. */
  const hasFacts = (key: number, area: string, source: string): boolean =>
    usage.has(key, source) || (area === 'access' && areas.components.hasArea(key, area));

  const coverage = async (key: number, turns: Turns): Promise<UsageCoverage[]> => {
    const states = new Map<string, ReturnType<typeof areas.states.list>[number]>(
      areas.states.list(key).map((row) => [row.area, row]),
    );
    const unknown = catalog.snapshots.unknownParts(key);
    const objects = objectCoverage(store, key);
    const joined = areas.components.countUnknown(key, 'Report', 'columns');
    await turns();
    return USAGE_SOURCES.map((source): UsageCoverage => {
      const area = areaOfSource(source);
      if (area === null) return { source, ...coverageOfObjects(objects, source) };
      const row = states.get(area);
      const parts = unknown.filter((part) => part.area === unknownArea(area) && isPartOfSource(source, part.name));
      const ofArea = coverageOfArea(
        row === undefined ? null : { ...row, unknown: parts },
        hasFacts(key, area, source),
        limitOfSource(source),
      );
      const withJoined = source === 'report definitions' ? withReports(ofArea, joined) : ofArea;
      return { source, ...withObjects(withJoined, objects, source) };
    });
  };

  return {
    handlers: {
      'usage.ofField': async ({ connectionId, object, name }, { signal }) => {
        const { key } = catalog.org(connectionId);
        const turns = createTurns(signal);
        const facts = createUsageFacts(store, key, turns);
        return {
          rows: await rowsOf(key, facts.usersOfField(object, name), 'from', turns),
          coverage: await coverage(key, turns),
        };
      },
      'usage.ofFields': async ({ connectionId, fields }, { signal }) => {
        const { key } = catalog.org(connectionId);
        const turns = createTurns(signal);
        const facts = createUsageFacts(store, key, turns);
        const rows: (UsageRow & { readonly field: string })[] = [];
        for (const { object, name } of fields) {
          const field = `${object}.${name}`;
          for (const row of await rowsOf(key, facts.usersOfField(object, name), 'from', turns)) {
            rows.push({ field, ...row });
          }
        }
        return { rows, coverage: await coverage(key, turns) };
      },
      'usage.ofComponent': async ({ connectionId, type, name }, { signal }) => {
        const { key } = catalog.org(connectionId);
        const turns = createTurns(signal);
        const facts = createUsageFacts(store, key, turns);
        const whole = await coverage(key, turns);
        return {
          uses: await rowsOf(key, facts.usedBy(type, name), 'to', turns),
          usedBy: await rowsOf(key, facts.usersOf(type, name), 'from', turns),
          coverage: whole,
          usesCoverage: whole.filter(({ source }) => isSourceOfType(source, type)),
        };
      },
    },
  };
}
