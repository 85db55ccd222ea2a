import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CatalogArea } from '../../src-preload/contract/areas.ts';
import type { UnknownPart } from '../../src-preload/contract/jobs.ts';
import { isOfCatalogArea } from '../../src-preload/contract/unknown-area.ts';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';
import type { Rights } from '../../src-main/sample-org/rights.ts';
import type { SampleOrgOptions } from '../../src-main/sample-org/server.ts';
import { sampleOrgForTest } from './sample-org.ts';
import { openSyncRig } from './sync-rig.ts';
import { tempFolder } from './temp-folder.ts';

/** A sample org and a store, connected, with nothing read yet. `rights`: what the signed-in user lacks. */
export async function areaKit(bundle: OrgBundle, options: Omit<SampleOrgOptions, 'bundle'> = {}, rights?: Rights) {
  const org = await sampleOrgForTest({ ...options, bundle });
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
  onTestFinished(() => rig.close());
  const accessToken = rights === undefined ? org.accessToken : org.issueToken(rights);
  const connectionId = await rig.connect({ instanceUrl: org.instanceUrl, accessToken });
  const { key } = rig.catalog.org(connectionId);
  return {
    org,
    rig,
    connectionId,
    key,
    read: (areas: readonly CatalogArea[], objects: 'all' | 'none' = 'none') =>
      rig.sync.syncNow({ connectionId, objects, areas }),
    /** Components of a type by name. */
    byName: (type: string) => new Map(rig.areas.components.ofType(key, type).map((one) => [one.name, one])),
    /** Calls for whole definitions since the last time, from the ledger: a composite of records, not of queries. */
    definitionCalls: (() => {
      let seen = 0;
      return () => {
        const { rows } = rig.ledger.list({ offset: 0, limit: 1000, text: 'definition of a component', connectionId });
        const fresh = rows.length - seen;
        seen = rows.length;
        return fresh;
      };
    })(),
    /** Requests since the last call. */
    requests: (() => {
      let seen = 0;
      return () => {
        const all = org.requests();
        const fresh = all.slice(seen);
        seen = all.length;
        return fresh;
      };
    })(),
  };
}
export type AreaKit = Awaited<ReturnType<typeof areaKit>>;

/** What could not be read of areas, as against objects and fields. */
export function catalogUnknown(outcome: { readonly unknown: readonly UnknownPart[] }): readonly UnknownPart[] {
  return outcome.unknown.filter(({ area }) => isOfCatalogArea(area));
}

/** How well what is in the store agrees with the dependencies of a bundle, for one kind of statement. */
export type Score = {
  readonly kind: string;
  readonly recall: number;
  readonly precision: number;
  readonly missing: readonly string[];
  readonly tooMany: readonly string[];
};

/**
 * Compares what a source says with the bundle's dependencies of the same `from` types, by `from type → to type`. `via` is
 * left out: it says how, and the bundle's words for that are its own. Objects that the bundle does not have are left out
 * too: its dependencies were found among its own.
 */
export function scores(kit: AreaKit, bundle: OrgBundle, source: string, types: readonly string[]): readonly Score[] {
  const key = (from: string, to: string): string => `${from} → ${to}`;
  const wanted = new Map<string, Set<string>>();
  const found = new Map<string, Set<string>>();
  const put = (into: Map<string, Set<string>>, kind: string, what: string): void => {
    into.set(kind, (into.get(kind) ?? new Set()).add(what));
  };
  for (const { from, to } of bundle.dependencies ?? []) {
    if (types.includes(from.type)) put(wanted, key(from.type, to.type), key(from.name, to.name));
  }
  const rows = kit.rig.db
    .prepare('SELECT from_type, from_name, to_type, to_name FROM usage WHERE connection_key = ? AND source = ?')
    .all(kit.key, source) as { from_type: string; from_name: string; to_type: string; to_name: string }[];
  const objects = new Set(bundle.sobjects.map(({ name }) => name));
  for (const row of rows) {
    const isOfObject = row.to_type === 'CustomObject' || row.to_type === 'CustomField';
    if (isOfObject && !objects.has(row.to_name.split('.')[0] ?? '')) continue;
    put(found, key(row.from_type, row.to_type), key(row.from_name, row.to_name));
  }
  // A kind that the bundle never names it did not look for, e.g. alerts that a workflow rule sends.
  return [...wanted.keys()].toSorted().map((kind) => {
    const truth = wanted.get(kind) ?? new Set<string>();
    const said = found.get(kind) ?? new Set<string>();
    const right = [...said].filter((one) => truth.has(one)).length;
    return {
      kind,
      recall: truth.size === 0 ? 1 : right / truth.size,
      precision: said.size === 0 ? 1 : right / said.size,
      missing: [...truth].filter((one) => !said.has(one)),
      tooMany: [...said].filter((one) => !truth.has(one)),
    };
  });
}

/** Prints scores by kind, with what is missing and what is too many. */
export function printScores(title: string, all: readonly Score[]): void {
  for (const { kind, recall, precision, missing, tooMany } of all) {
    const share = (value: number): string => `${(value * 100).toFixed(1)} %`;
    const lines = [`${title}: ${kind}: recall ${share(recall)}, precision ${share(precision)}`];
    lines.push(...missing.slice(0, 5).map((one) => `  missing ${one}`));
    lines.push(...tooMany.slice(0, 5).map((one) => `  too many ${one}`));
    console.info(lines.join('\n'));
  }
}
