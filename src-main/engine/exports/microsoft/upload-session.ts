import { z } from 'zod';
import { EngineFailure } from '../../failure.ts';
import { type DriveItem, readItem, unreadable } from './drive-item.ts';
import type { Graph, GraphAnswer } from './graph.ts';
import { type GraphContext, graphFailure, kindOf, graphError } from './graph-errors.ts';

/** Fragments are multiples of this. Source: learn.microsoft.com/graph/api/driveitem-createuploadsession */
const STEP_BYTES = 320 * 1024;
/** The first one; Microsoft recommends 5 to 10 MiB. */
const FIRST_STEPS = 32;
const LEAST_STEPS = 4;
/** 56.25 MiB, as fewer than 60 are taken. */
const MOST_STEPS = 180;
/** What a cut may cost: fragments get as large as the line sends in this time. */
const FRAGMENT_TARGET_MS = 5000;
/** For the first fragment on a slow line: 10 MiB at 150 kbit/s. */
const FRAGMENT_TIMEOUT_MS = 600_000;
/** Fragments in a row that brought nothing forward. */
const MAX_STANDSTILLS = 5;

const session = z.object({ uploadUrl: z.string().startsWith('https://') });
const state = z.object({ nextExpectedRanges: z.array(z.string()) });

/** Opens an upload session and gives its address, which is a permission in itself. Nothing is visible until the last byte. */
export async function openUpload(
  graph: Graph,
  filePath: string,
  name: string,
  ifExists: 'rename' | 'replace' | 'fail',
  context: GraphContext,
): Promise<string> {
  const answer = await graph.ask({
    purpose: 'microsoft files',
    method: 'POST',
    path: `${filePath}/createUploadSession`,
    body: { item: { '@microsoft.graph.conflictBehavior': ifExists, name } },
    about: 'an upload session',
    // One that nobody uses goes away by itself and leaves no file.
    repeatable: true,
  });
  if (answer.status < 200 || answer.status > 299) throw graphFailure(answer, context);
  const parsed = session.safeParse(answer.json);
  if (!parsed.success) throw unreadable(context);
  return parsed.data.uploadUrl;
}

/** Where an upload stands: the next byte that is expected, or null when the session is over, one way or the other. */
export async function uploadStands(graph: Graph, uploadUrl: string, context: GraphContext): Promise<number | null> {
  const answer = await graph.upload({
    method: 'GET',
    url: uploadUrl,
    about: 'how far the upload is',
    repeatable: true,
  });
  if (answer.status === 404 || answer.status === 410) return null;
  if (answer.status < 200 || answer.status > 299) throw graphFailure(answer, context);
  return nextByte(answer.json);
}

function nextByte(json: unknown): number | null {
  const parsed = state.safeParse(json);
  const first = parsed.success ? parsed.data.nextExpectedRanges[0] : undefined;
  const match = /^(\d{1,15})-/.exec(first ?? '');
  return match === null ? null : Number(match[1]);
}

/** Ends an upload that will not be finished. What goes wrong with it is no longer anybody's problem: it expires. */
export async function cancelUpload(graph: Graph, uploadUrl: string, context: GraphContext): Promise<void> {
  // Asked first, because after a restart the gateway knows an upload address only from the answer of the address itself.
  if ((await uploadStands(graph, uploadUrl, context)) === null) return;
  const answer = await graph.upload({
    method: 'DELETE',
    url: uploadUrl,
    about: 'an upload is given up',
    repeatable: true,
  });
  if (answer.status >= 400 && answer.status !== 404 && answer.status !== 410) throw graphFailure(answer, context);
}

export type SentBytes =
  | { readonly kind: 'done'; readonly item: DriveItem }
  /** The session is over; whether the file is there has to be looked up. */
  | { readonly kind: 'gone' };

/**
 * Sends the bytes from `from` on, in order, each fragment once. After a cut the session is asked what arrived.
 *
 * Throws what an answer means, and `service-unreachable` when nothing goes forward any more.
 */
export async function sendFragments(
  graph: Graph,
  uploadUrl: string,
  bytes: Uint8Array,
  from: number,
  context: GraphContext,
  progress: (sent: number) => void,
): Promise<SentBytes> {
  let next = from;
  let steps = FIRST_STEPS;
  let standstills = 0;
  while (next < bytes.length) {
    const end = Math.min(next + steps * STEP_BYTES, bytes.length);
    const startedAt = performance.now();
    const sent = await sendFragment(graph, uploadUrl, bytes, next, end);
    if (sent.kind === 'done') {
      progress(bytes.length);
      return sent;
    }
    const told = sent.kind === 'answer' ? afterFragment(sent.answer, context) : 'ask';
    const stands = told === 'ask' ? await uploadStands(graph, uploadUrl, context) : told;
    if (stands === null || stands >= bytes.length) return { kind: 'gone' };
    standstills = stands > next ? 0 : standstills + 1;
    steps = stands > next ? stepsFor(stands - next, performance.now() - startedAt) : LEAST_STEPS;
    if (standstills >= MAX_STANDSTILLS) throw stuck(context);
    next = stands;
    progress(next);
  }
  return { kind: 'gone' };
}

/** How large the next fragment is, after one that took so long. */
export function stepsFor(bytes: number, tookMs: number): number {
  const steps = Math.floor((bytes / Math.max(1, tookMs)) * (FRAGMENT_TARGET_MS / STEP_BYTES));
  return Math.min(MOST_STEPS, Math.max(LEAST_STEPS, steps));
}

type FragmentOutcome =
  | { readonly kind: 'done'; readonly item: DriveItem }
  | { readonly kind: 'answer'; readonly answer: GraphAnswer }
  | { readonly kind: 'cut' };

async function sendFragment(
  graph: Graph,
  uploadUrl: string,
  bytes: Uint8Array,
  start: number,
  end: number,
): Promise<FragmentOutcome> {
  try {
    const answer = await graph.upload({
      method: 'PUT',
      url: uploadUrl,
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Range': `bytes ${start}-${end - 1}/${bytes.length}`,
      },
      body: bytes.subarray(start, end),
      about: `bytes ${start} to ${end - 1} of a workbook`,
      // What arrived already is refused the second time, so the session is asked instead.
      repeatable: false,
      timeoutMs: FRAGMENT_TIMEOUT_MS,
    });
    if (answer.status === 200 || answer.status === 201) {
      const item = readItem(answer.json);
      if (item !== null) return { kind: 'done', item };
    }
    return { kind: 'answer', answer };
  } catch (error) {
    if (error instanceof EngineFailure && error.code === 'service-unreachable') return { kind: 'cut' };
    throw error;
  }
}

/** The next byte that is expected; `ask` when the session has to say; null when it is over. */
function afterFragment(answer: GraphAnswer, context: GraphContext): number | 'ask' | null {
  const { status } = answer;
  if (status >= 200 && status <= 299) return nextByte(answer.json) ?? 'ask';
  // 416: these bytes are there already. 408 and 5xx: they may be.
  if (status === 416 || status === 408) return 'ask';
  if (status === 404 || status === 410) return null;
  const kind = kindOf(graphError(answer));
  if (kind === 'out of order') return 'ask';
  throw graphFailure(answer, context);
}

function stuck({ what }: GraphContext): EngineFailure {
  return new EngineFailure(
    'service-unreachable',
    `${what}: the upload does not get any further. What was sent is kept; go on later.`,
    { retryable: true },
  );
}
