import { EngineFailure } from '../../failure.ts';
import { nameStoreFailure } from '../../store/store-failure.ts';
import type { EventNumber } from './events.ts';
import { isErrorCode, isEventNumber } from './events.ts';
import { knownCode, knownName } from './known-names.ts';
import { isPlace, placeOf } from './own-code.ts';

/** All that is ever written about an error: nothing of it is taken over, everything is looked up in a list or in the code. */
export type RedactedEntry = {
  readonly event: EventNumber;
  /** A failure's code, else the error's name and, when it has one that is known, its code. */
  readonly code: string;
  readonly place: string;
  readonly traceId: string | null;
};

const TRACE_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** How deep causes are followed for a known code and a place. */
const MAX_CAUSES = 4;

/** What may be written about whatever was thrown. Never throws itself, whatever the thrown value does. */
export function redact(event: EventNumber, thrown: unknown, traceId: string | null = null): RedactedEntry {
  const id = traceId !== null && TRACE_ID.test(traceId) ? traceId : null;
  try {
    return { event, code: codeOf(thrown), place: placeOfThrown(thrown), traceId: id };
  } catch {
    // A getter or a proxy that throws: there is nothing to be learned from it.
    return { event, code: 'Error', place: '', traceId: id };
  }
}

function codeOf(thrown: unknown): string {
  const named = nameStoreFailure(thrown);
  if (named instanceof EngineFailure) return isErrorCode(named.code) ? named.code : 'internal';
  if (!(thrown instanceof Error)) return 'Error';
  const code = causesOf(thrown)
    .map((error) => knownCode(Reflect.get(error, 'code')))
    .find((known) => known !== null);
  return code === undefined ? knownName(thrown.name) : `${knownName(thrown.name)} ${code}`;
}

/** The innermost cause knows best where it began; one without a place of ours leaves it to the one around it. */
function placeOfThrown(thrown: unknown): string {
  const places = causesOf(thrown).map((error) => placeOf(error.stack));
  return places.findLast((place) => place !== '') ?? '';
}

function causesOf(thrown: unknown): readonly Error[] {
  const found: Error[] = [];
  for (let at = thrown; at instanceof Error && found.length < MAX_CAUSES; at = at.cause) found.push(at);
  return found;
}

/** The entry when every part of it could have come from `redact`, else null: for what was kept outside the store. */
export function checkedEntry(value: unknown): RedactedEntry | null {
  if (typeof value !== 'object' || value === null) return null;
  const { event, code, place, traceId } = value as { readonly [K in keyof RedactedEntry]?: unknown };
  if (!isEventNumber(event) || typeof code !== 'string' || typeof place !== 'string' || !isPlace(place)) return null;
  const [name = '', system = null, ...more] = code.split(' ');
  const isKnown = isErrorCode(code) || (knownName(name) === name && (system === null || knownCode(system) === system));
  if (!isKnown || more.length > 0) return null;
  return { event, code, place, traceId: typeof traceId === 'string' && TRACE_ID.test(traceId) ? traceId : null };
}

/**
 * The same for a line of the shell. In a packaged app the engine cannot look into the archive that the shell's code is in;
 * a place that cannot be checked is left out, the rest is kept.
 */
export function checkedShellEntry(value: unknown): RedactedEntry | null {
  const entry = checkedEntry(value);
  return entry ?? (typeof value === 'object' && value !== null ? checkedEntry({ ...value, place: '' }) : null);
}

/** One line for a console. */
export function entryLine({ event, code, place, traceId }: RedactedEntry): string {
  return [`event ${event}`, traceId ?? '', code, place].filter((part) => part !== '').join(' ');
}
