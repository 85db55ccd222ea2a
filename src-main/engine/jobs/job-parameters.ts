import { z } from 'zod';
import { catalogArea } from '../../../src-preload/contract/areas.ts';
import { exportDestination } from '../../../src-preload/contract/exports.ts';
import type { Job, JobState } from '../../../src-preload/contract/jobs.ts';
import { destinationKind } from '../exports/export-words.ts';

/** What a sync was asked to read, as it is kept with its job. */
export const syncParameters = z.object({
  objects: z.union([z.enum(['all', 'chosen', 'none']), z.array(z.string()).min(1)]),
  // Jobs of earlier versions read no areas.
  areas: z.union([z.enum(['chosen', 'none']), z.array(catalogArea)]).default('none'),
});

const exportParameters = z.object({
  spec: z.object({ source: z.object({ kind: z.string() }), destination: exportDestination }),
});

const MAX_VALUE_CHARS = 200;

/**
 * What a job was asked to do, as short facts to show: `objects: 312`, `to: Excel`. Lists are counted, and what is nested
 * deeper is left out, so that no file's name, no address and no list of fields is repeated here.
 */
export function jobFacts(kind: Job['kind'], parameters: unknown): Job['parameters'] {
  if (kind === 'export') {
    const found = exportParameters.safeParse(parameters).data;
    if (found === undefined) return [];
    const { source, destination } = found.spec;
    return [
      { name: 'what', value: source.kind },
      { name: 'to', value: destinationKind(destination) },
    ];
  }
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) return [];
  return Object.entries(parameters).flatMap(([name, value]) => {
    const text = shortText(value);
    return text === null ? [] : [{ name, value: text }];
  });
}

function shortText(value: unknown): string | null {
  if (Array.isArray(value)) return String(value.length);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return null;
  return value.length > MAX_VALUE_CHARS ? `${value.slice(0, MAX_VALUE_CHARS)}…` : value;
}

/**
 * Whether `jobs.repeat` can start it again as it was. An export is repeated through its dialog, where the person sees
 * again what is sent and to whom; a backup needs its password typed.
 */
export function canRepeat(
  job: { readonly kind: Job['kind']; readonly state: JobState; readonly connectionId: string | null },
  parameters: unknown,
): boolean {
  if (job.kind !== 'sync' || job.state === 'running' || job.connectionId === null) return false;
  return syncParameters.safeParse(parameters).success;
}
