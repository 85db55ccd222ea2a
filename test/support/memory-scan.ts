import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';

/** What is looked for, by a name that may be shown; at least sixteen bytes, which do not stand anywhere by chance. */
export type Secret = { readonly name: string; readonly bytes: Buffer };

export type Copy = {
  readonly secret: string;
  /** utf8 (or the bytes of a key as they are), utf16, base64 or hex. */
  readonly form: string;
  readonly pid: number;
  readonly program: string;
  /** What the memory is used for, as the system names it: `[heap]`, a file, or `anonymous`. */
  readonly place: string;
};

export type Process = { readonly pid: number; readonly program: string };

const CHUNK_BYTES = 8 * 1024 * 1024;
const MIN_BYTES = 16;

/** A program's process and all that came from it, by what each is for. */
export function processTree(root: number): readonly Process[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(name);
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const below = (pid: number): readonly number[] => [pid, ...(children.get(pid) ?? []).flatMap(below)];
  return below(root).map((pid) => ({ pid, program: programOf(pid) }));
}

/** What /proc says of a process; empty when it ended meanwhile, and its memory with it. */
function told(pid: number | string, what: 'stat' | 'cmdline' | 'maps'): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch (error) {
    if (isGone(error)) return '';
    throw error;
  }
}

function parentOf(pid: string): number | null {
  // The name in brackets may hold anything; the state and the parent follow it.
  const parent = /.*\) \S (\d+)/s.exec(told(pid, 'stat'))?.[1];
  return parent === undefined ? null : Number(parent);
}

function programOf(pid: number): string {
  const args = told(pid, 'cmdline').split(/[\0 ]/);
  const value = (name: string): string | undefined => args.find((one) => one.startsWith(name))?.slice(name.length);
  // A Node of its own, or a utility process where the runtime's Node is new enough.
  if (args.some((one) => one.endsWith('/engine.js') || one.endsWith('=node.mojom.NodeService'))) return 'engine';
  return value('--utility-sub-type=') ?? value('--type=') ?? 'main';
}

/**
 * Looks through all memory that a process can read, its own and what it shares, for every form of every secret.
 *
 * @returns each copy once for each mapping that has it; and how many bytes were looked at
 */
export function scanMemory(
  processes: readonly Process[],
  secrets: readonly Secret[],
): { readonly copies: readonly Copy[]; readonly bytes: number } {
  const search = createSearch(secrets.flatMap(formsOf));
  const buffer = Buffer.alloc(CHUNK_BYTES + search.overlap);
  const copies: Copy[] = [];
  let bytes = 0;
  for (const { pid, program } of processes) {
    for (const mapping of readableMappings(pid)) {
      const { place } = mapping;
      const found = new Map<string, Form>();
      bytes += readAll(pid, mapping, buffer, search.overlap, (part) => {
        for (const form of search.find(part)) found.set(`${form.secret} ${form.form}`, form);
      });
      copies.push(...[...found.values()].map(({ secret, form }) => ({ secret, form, pid, program, place })));
    }
  }
  return { copies, bytes };
}

type Mapping = { readonly start: number; readonly end: number; readonly place: string };

function readableMappings(pid: number): readonly Mapping[] {
  return (
    told(pid, 'maps')
      .split('\n')
      .map((line) => /^([0-9a-f]+)-([0-9a-f]+) r\S+ \S+ \S+ \d+\s*(.*)$/.exec(line))
      // The kernel's own pages: it tells the time in them, and lets nobody read them from outside.
      .filter((match) => match !== null && !/^\[(?:vvar|vsyscall)/.test(match[3] ?? ''))
      .map((match) => ({
        start: Number.parseInt(match?.[1] ?? '', 16),
        end: Number.parseInt(match?.[2] ?? '', 16),
        place: match?.[3] || 'anonymous',
      }))
  );
}

/**
 * Hands on the memory from `start` to `end` in parts that overlap, so that nothing is cut in two. What the process gives
 * back meanwhile is left out; throws when something that is still there cannot be read.
 *
 * @returns how many bytes were read
 */
function readAll(
  pid: number,
  { start, end }: Mapping,
  buffer: Buffer,
  overlap: number,
  handOn: (part: Buffer) => void,
): number {
  const memory = openIfThere(`/proc/${pid}/mem`);
  if (memory === null) return 0;
  let bytes = 0;
  let kept = 0;
  try {
    for (let at = start; at < end; ) {
      const got = readPart(memory, buffer, kept, Math.min(CHUNK_BYTES, end - at), at);
      if (got === 0) {
        const next = readableMappings(pid).find((one) => one.end > at);
        if (next !== undefined && next.start <= at) throw new Error(`The memory of ${pid} at ${at} cannot be read.`);
        at = next?.start ?? end;
        kept = 0;
        continue;
      }
      at += got;
      bytes += got;
      handOn(buffer.subarray(0, kept + got));
      const rest = Math.min(overlap, kept + got);
      buffer.copyWithin(0, kept + got - rest, kept + got);
      kept = rest;
    }
  } finally {
    closeSync(memory);
  }
  return bytes;
}

function openIfThere(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/** Reads a part of a process's memory; 0 bytes where there is none (any more). */
function readPart(memory: number, buffer: Buffer, offset: number, length: number, at: number): number {
  try {
    return readSync(memory, buffer, offset, length, at);
  } catch (error) {
    if (isGone(error) || ['EIO', 'EFAULT'].includes(codeOf(error))) return 0;
    throw error;
  }
}

type Form = { readonly secret: string; readonly form: string; readonly bytes: Buffer };

function formsOf({ name, bytes }: Secret): readonly Form[] {
  const text = bytes.toString('latin1');
  const forms: Form[] = [
    { secret: name, form: 'utf8', bytes },
    { secret: name, form: 'utf16', bytes: Buffer.from(text, 'utf16le') },
    { secret: name, form: 'hex', bytes: Buffer.from(bytes.toString('hex')) },
    { secret: name, form: 'hex', bytes: Buffer.from(bytes.toString('hex').toUpperCase()) },
    { secret: name, form: 'utf16 hex', bytes: Buffer.from(bytes.toString('hex'), 'utf16le') },
  ];
  // Base64 depends on how many bytes stand before: without its edges it is the same in any text.
  for (const before of [0, 1, 2]) {
    const middle = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(4, -4)
      .replace(/=+$/, '');
    for (const encoded of new Set([middle, middle.replaceAll('+', '-').replaceAll('/', '_')])) {
      forms.push({ secret: name, form: 'base64', bytes: Buffer.from(encoded) });
    }
  }
  return forms.filter((form) => {
    if (form.bytes.length < MIN_BYTES) throw new Error(`${name} is too short to be looked for as ${form.form}.`);
    return true;
  });
}

/** Wu and Manber's search for many texts at once: skips as far as the last two bytes allow. */
function createSearch(forms: readonly Form[]) {
  const shortest = Math.min(...forms.map(({ bytes }) => bytes.length));
  const pair = (bytes: Buffer, at: number): number => ((bytes[at - 1] ?? 0) << 8) | (bytes[at] ?? 0);
  const skip = new Uint8Array(65_536).fill(Math.min(255, shortest - 1));
  const ending = new Map<number, Form[]>();
  for (const form of forms) {
    for (let at = 1; at < shortest; at += 1) {
      const block = pair(form.bytes, at);
      skip[block] = Math.min(skip[block] ?? 0, shortest - 1 - at);
    }
    const last = pair(form.bytes, shortest - 1);
    ending.set(last, [...(ending.get(last) ?? []), form]);
  }
  return {
    overlap: Math.max(...forms.map(({ bytes }) => bytes.length)) - 1,
    find: (part: Buffer): ReadonlySet<Form> => {
      const found = new Set<Form>();
      for (let at = shortest - 1; at < part.length; ) {
        const block = ((part[at - 1] as number) << 8) | (part[at] as number);
        const far = skip[block] as number;
        if (far > 0) {
          at += far;
          continue;
        }
        const from = at - shortest + 1;
        for (const form of ending.get(block) ?? []) {
          if (
            part.compare(form.bytes, 0, form.bytes.length, from, Math.min(part.length, from + form.bytes.length)) === 0
          )
            found.add(form);
        }
        at += 1;
      }
      return found;
    },
  };
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
const isGone = (error: unknown): boolean => ['ENOENT', 'ESRCH'].includes(codeOf(error));
