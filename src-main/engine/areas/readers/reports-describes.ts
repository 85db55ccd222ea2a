import { unknownArea } from '../../../../src-preload/contract/unknown-area.ts';
import type { Component } from '../../../domain/areas/component.ts';
import type { SObjectRecord } from '../../salesforce/org-client.ts';
import type { StoredComponent } from '../../store/areas/components.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';
import { betweenAnswers, inLanes, LANES } from '../../sync/sync-run.ts';
import type { AreaRun } from '../area-run.ts';

/** How reports, or dashboards, are described. */
export type DescribeSpec = {
  readonly type: 'Report' | 'Dashboard';
  /** Under the Analytics API. */
  readonly path: 'reports' | 'dashboards';
  /** Facts that only the description tells. */
  readonly facts: readonly string[];
  readonly save: (component: StoredComponent, body: SObjectRecord) => void;
  /** The description was refused; what was read of an earlier state does not pass for what it is now. */
  readonly refused: (component: StoredComponent) => void;
};

/** Beside the facts of a description: the LastModifiedDate of the state that it describes. */
export const DESCRIBED_STATE = 'definitionOf';

const PART = 'definition';
/** So many refusals with the same words one after another are a rule of the org, not of a report. */
const SAME_REFUSALS = 5;

type Refused = { readonly name: string; readonly reason: string };

/**
 * Reads the descriptions of the components in the store that are new or changed, in several lanes. Each is saved as it
 * arrives, so that a read that stops goes on with the others.
 *
 * Descriptions do not count as runs of a report. Where the org refuses them one after another, or asks to slow down, the
 * rest is put down as unknown and asked for by the next read.
 */
export async function readDescribes(run: AreaRun, spec: DescribeSpec): Promise<void> {
  const all = run.areas.components.ofType(run.connectionKey, spec.type);
  const due = all.filter((component) => isDue(component, spec));
  const refused: Refused[] = [];
  let same = 0;
  let stop: string | null = null;
  let at = 0;
  let done = all.length - due.length;
  run.step(done, all.length);
  await inLanes(LANES, async () => {
    const component = stop === null ? due[at] : undefined;
    if (component === undefined) return false;
    at += 1;
    try {
      const path = `/analytics/${spec.path}/${component.orgId ?? ''}/describe`;
      const answer = await run.client.resource(path, { purpose: 'reports', signal: run.signal });
      if (answer.state === 'read') {
        spec.save(component, answer.record);
        same = 0;
      } else {
        same = refused.at(-1)?.reason === answer.reason ? same + 1 : 1;
        refused.push({ name: component.name, reason: answer.reason });
        spec.refused(component);
        if (same >= SAME_REFUSALS) stop = answer.reason;
      }
    } catch (error) {
      if (!isPartRefused(error)) throw error;
      refused.push({ name: component.name, reason: error.message });
      stop = error.message;
    }
    done += 1;
    run.step(done, all.length);
    await betweenAnswers(run);
    return true;
  });
  const reason: string | null = stop;
  const left = reason === null ? [] : due.slice(at).map(({ name }) => ({ name, reason }));
  putDown(run, spec, [...refused, ...left]);
}

/** A description is of one state of its component; the date of that state stands beside it. */
function isDue({ orgId, facts, lastModifiedDate }: StoredComponent, spec: DescribeSpec): boolean {
  if (orgId === null) return false;
  return spec.facts.every((fact) => facts[fact] === undefined) || facts[DESCRIBED_STATE] !== lastModifiedDate;
}

/** One unknown part for each reason: an org that refuses one refuses many. */
function putDown(run: AreaRun, { path }: DescribeSpec, refused: readonly Refused[]): void {
  const area = unknownArea(run.area);
  for (const part of run.catalog.snapshots.unknownParts(run.connectionKey)) {
    if (part.area === area && part.name.startsWith(PART)) run.unknown(part.name, null);
  }
  for (const [reason, list] of Map.groupBy(refused, (one) => one.reason)) {
    const first = list[0]?.name ?? '';
    run.unknown(
      list.length === 1 ? `${PART} of ${first}` : `${PART}s of ${list.length} ${path}, ${first} first`,
      reason,
    );
  }
}

/** A component without what its description told of it. */
export function withoutDescription(component: Component, facts: readonly string[]): Component {
  const gone = new Set([...facts, DESCRIBED_STATE]);
  return {
    ...component,
    object: null,
    facts: Object.fromEntries(Object.entries(component.facts).filter(([fact]) => !gone.has(fact))),
    searchText: null,
    unknown: facts,
  };
}

/** A row of the list says nothing of the description; what was read of it stays until it is read again. */
export function withDescriptionOf(next: Component, old: StoredComponent | null, facts: readonly string[]): Component {
  if (old === null || old.facts[DESCRIBED_STATE] === undefined) return next;
  const kept = [...facts, DESCRIBED_STATE].flatMap((fact) => {
    const value = old.facts[fact];
    return value === undefined ? [] : [[fact, value] as const];
  });
  return {
    ...next,
    object: old.object,
    facts: { ...next.facts, ...Object.fromEntries(kept) },
    searchText: old.searchText,
    unknown: old.unknown,
  };
}
