import type { Component } from '../../../domain/areas/component.ts';
import { shortId } from '../../../domain/metadata/api-names.ts';
import { LARGEST_BATCH, nextBatchSize } from '../../../domain/reading/batch-size.ts';
import type { Purpose } from '../../network/gateway-types.ts';
import type { RecordResult, SObjectRecord } from '../../salesforce/org-client.ts';
import type { StoredComponent } from '../../store/areas/components.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';
import { betweenAnswers, inLanes, LANES, writeContext } from '../../sync/sync-run.ts';
import type { AreaRun } from '../area-run.ts';

/**
 * Components whose definition (`Metadata`) the org gives by whole records only. The list says which there are and when
 * each changed; then whole records are read of those that are new or changed.
 */
export type DefinitionSpec = {
  readonly type: string;
  /** Under which name what is missing is put down, where two types are of one sObject; else the sObject's. */
  readonly notedAs?: string;
  /** The Tooling sObject whose whole records are read. */
  readonly sObject: string;
  readonly purpose: Purpose;
  /** The id to ask with; null: there is nothing to ask for. The component's own when absent. */
  readonly idOf?: (component: Component) => string | null;
  /** Which state of the definition is to be had; it is asked for again when this changes. The date of the last change when absent. */
  readonly stateOf?: (component: Component) => string | null;
  /** Facts that only the definition has: unknown until it is read. */
  readonly facts: readonly string[];
  /** Where the component's name stands; in the list when absent. */
  readonly namedBy?: 'definition';
  /** Several components may stand for one thing in the org: fields of activities are fields of tasks and of events. */
  readonly sharesIds?: boolean;
  /** Definitions in the first question; it grows up to 25 while answers are small. */
  readonly firstBatch?: number;
  /** The component with what its definition says; null when the record has none (installed packages hide theirs). */
  readonly define: (component: StoredComponent, record: SObjectRecord) => Component | null;
};

/** The fact that says of which state the definition in the store is. */
const DEFINED_AS = 'definedAs';

function stateOf(spec: DefinitionSpec, component: Component): string | null {
  return spec.stateOf === undefined ? component.lastModifiedDate : spec.stateOf(component);
}

/**
 * For the list: completes what a row says with the definition that is in the store, so that a row that did not change makes
 * no new version of its component.
 */
export function definitionKeeper(run: AreaRun, spec: DefinitionSpec): (listed: Component) => Component {
  const { components } = run.areas;
  return (listed) => {
    const before = storedAs(run, spec, listed);
    if (before === null) return { ...listed, unknown: [...listed.unknown, ...spec.facts] };
    const name = spec.namedBy === 'definition' ? before.name : listed.name;
    // Renamed: what has the old name is this one, and not one that is gone.
    if (before.name !== name) components.end(writeContext(run), spec.type, before.name);
    return {
      ...listed,
      name,
      object: listed.object ?? before.object,
      description: listed.description ?? before.description,
      searchText: before.searchText,
      facts: { ...before.facts, ...listed.facts },
      unknown: [...new Set([...listed.unknown, ...before.unknown])],
    };
  };
}

/** The same thing as the store has it, by its id: another one may have got its name since. */
function storedAs(run: AreaRun, spec: DefinitionSpec, { name, orgId }: Component): StoredComponent | null {
  if (orgId === null) return null;
  const { components } = run.areas;
  const named = components.one(run.connectionKey, spec.type, name);
  if (named?.orgId === shortId(orgId)) return named;
  const sameId = spec.sharesIds === true ? null : components.byOrgId(run.connectionKey, orgId);
  return sameId?.type === spec.type ? sameId : null;
}

/**
 * Reads the definitions that are missing or out of date, each written as it arrives: a read that was stopped goes on with
 * the others. What the org refuses is put down as unknown with its reason.
 */
export async function readDefinitions(run: AreaRun, spec: DefinitionSpec): Promise<void> {
  const { components } = run.areas;
  const idOf = spec.idOf ?? ((one: Component) => one.orgId);
  const wanted: Wanted[] = [];
  let total = 0;
  for (const page of components.pagesOf(run.connectionKey, spec.type)) {
    total += page.length;
    for (const component of page) {
      const id = idOf(component);
      if (id !== null && component.facts[DEFINED_AS] !== stateOf(spec, component)) wanted.push({ id, component });
    }
    await betweenAnswers(run);
  }
  const reasons = new Map<string, number>();
  let done = total - wanted.length;
  let size = spec.firstBatch ?? LARGEST_BATCH;
  const step = async (): Promise<boolean> => {
    const batch = wanted.splice(0, size);
    if (batch.length === 0) return false;
    const startedAt = performance.now();
    const ids = batch.map(({ id }) => id);
    let results: readonly RecordResult[];
    try {
      results = await run.client.toolingRecords(spec.sObject, ids, { purpose: spec.purpose, signal: run.signal });
    } catch (error) {
      if (!isPartRefused(error)) throw error;
      if (error.code === 'too-large' && batch.length > 1) {
        size = Math.max(1, Math.floor(batch.length / 2));
        wanted.unshift(...batch);
        return true;
      }
      // What a user may not is no different in the next question.
      const refused = error.code === 'no-permission' ? [...batch, ...wanted.splice(0)] : batch;
      reasons.set(error.message, (reasons.get(error.message) ?? 0) + refused.length);
      return true;
    }
    const bodyBytes = run.catalog.transaction(() => saveAll(run, spec, batch, results, reasons));
    size = nextBatchSize(size, { parts: batch.length, bodyBytes, ms: performance.now() - startedAt });
    done += batch.length;
    run.step(done, total);
    await betweenAnswers(run);
    return true;
  };
  await inLanes(LANES, step);
  noteUnread(run, spec, reasons);
}

type Wanted = { readonly id: string; readonly component: StoredComponent };

/** Writes what arrived; answers about how large it was. */
function saveAll(
  run: AreaRun,
  spec: DefinitionSpec,
  batch: readonly Wanted[],
  results: readonly RecordResult[],
  reasons: Map<string, number>,
): number {
  let size = 0;
  for (const [index, { component }] of batch.entries()) {
    const result = results[index];
    // Gone since the list was read: the next list ends it.
    if (result === undefined || (result.state === 'error' && result.code === 'NOT_FOUND')) continue;
    if (result.state === 'error') {
      reasons.set(result.reason, (reasons.get(result.reason) ?? 0) + 1);
      continue;
    }
    size += JSON.stringify(result.record).length;
    const defined = spec.define(component, result.record);
    const { id: _id, readAt: _readAt, ...before } = component;
    const made = defined ?? before;
    const unknown = component.unknown.filter((name) => !spec.facts.includes(name));
    if (made.name !== component.name) run.areas.components.end(writeContext(run), spec.type, component.name);
    run.areas.components.save(writeContext(run), run.area, {
      ...made,
      facts: { ...made.facts, [DEFINED_AS]: stateOf(spec, component) },
      unknown: defined === null ? [...unknown, ...spec.facts] : unknown,
    });
  }
  return size;
}

/** Says how many definitions are missing, and why. */
function noteUnread(run: AreaRun, spec: DefinitionSpec, reasons: ReadonlyMap<string, number>): void {
  const name = `${spec.notedAs ?? spec.sObject}: definitions`;
  const [most] = [...reasons].toSorted(([, a], [, b]) => b - a);
  if (most !== undefined) {
    const missing = [...reasons.values()].reduce((sum, count) => sum + count, 0);
    run.unknown(name, `${missing} could not be read. The org says: ${most[0]}`);
    return;
  }
  const first = spec.facts[0] ?? '';
  const hidden = run.areas.components.countUnknown(run.connectionKey, spec.type, first);
  run.unknown(
    name,
    hidden === 0 ? null : `${hidden} came without a definition. Salesforce hides those of managed packages.`,
  );
}

/** The definition of a whole record; null where the org gives none. */
export function metadataOf(record: SObjectRecord): SObjectRecord | null {
  const { Metadata } = record;
  return typeof Metadata === 'object' && Metadata !== null ? (Metadata as SObjectRecord) : null;
}
