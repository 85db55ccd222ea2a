import type { Component } from './component.ts';

/** One version of a flow; ids have 15 characters. */
export type FlowVersion = {
  readonly id: string;
  readonly number: number;
  /** `Active`, `Draft`, `Obsolete`, `InvalidDraft`. */
  readonly status: string | null;
  readonly apiVersion: number | null;
  readonly createdDate: string | null;
  readonly createdBy: string | null;
  readonly lastModifiedDate: string | null;
  readonly lastModifiedBy: string | null;
};

/** The versions that a flow in the store has, oldest first. */
export function versionsOf(flow: Component): readonly FlowVersion[] {
  const { versions } = flow.facts;
  return Array.isArray(versions) ? (versions as readonly FlowVersion[]) : [];
}

/** The version that runs, or the latest where none does; null where no version could be read. */
export function versionInUse(flow: Component): FlowVersion | null {
  const versions = versionsOf(flow);
  const { activeVersionId, latestVersionId } = flow.facts;
  const named = versions.find(({ id }) => id === (activeVersionId ?? latestVersionId));
  return named ?? versions.findLast(({ status }) => status === 'Active') ?? versions.at(-1) ?? null;
}

/** Puts versions into their flow, with what follows from them. A flow is as old as its oldest version. */
export function withVersions<T extends Component>(flow: T, versions: readonly FlowVersion[]): T {
  const sorted = versions.toSorted((a, b) => a.number - b.number);
  const [oldest] = sorted;
  const made: T = { ...flow, facts: { ...flow.facts, versions: sorted, versionCount: sorted.length } };
  const used = versionInUse(made);
  return {
    ...made,
    createdDate: oldest?.createdDate ?? null,
    createdBy: oldest?.createdBy ?? null,
    facts: {
      ...made.facts,
      status: used?.status ?? null,
      apiVersion: used?.apiVersion ?? null,
      activeVersion: sorted.find(({ id }) => id === flow.facts.activeVersionId)?.number ?? null,
      latestVersion: sorted.at(-1)?.number ?? null,
    },
  };
}
