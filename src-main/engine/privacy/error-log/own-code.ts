import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The app's folder, without its end: what lies in front of the code that runs. */
const ROOT = /^(.*[\\/])(?:out[\\/]main|src-main)(?:[\\/]|$)/.exec(import.meta.dirname)?.[1] ?? null;

const OWN_FILE = /^(?:(?:out|src-main|src-preload)\/)[\w./-]+\.(?:ts|js|mjs)$/;
const FRAME =
  /^\s+at (?:(?:async |new )*([\w$.<>#]+)(?: \[as [\w$.<>#]+\])? \()?((?:file:|\/|[A-Za-z]:[\\/]).*?):(\d+):(\d+)\)?$/;
const MAX_FRAMES = 6;
const MAX_LINES_LOOKED_AT = 60;
/** As V8 writes a function without a name or a method of an unnamed object. */
const UNNAMED: ReadonlySet<string> = new Set(['<anonymous>', 'Object', 'Module', 'Function', 'Array', 'process']);

type Source = { readonly lines: readonly string[]; readonly words: ReadonlySet<string> };
const sources = new Map<string, Source | null>();

function sourceOf(root: string, file: string): Source | null {
  const known = sources.get(file);
  if (known !== undefined) return known;
  let source: Source | null = null;
  try {
    const text = readFileSync(join(root, file), 'utf8');
    source = { lines: text.split('\n'), words: new Set(text.match(/[A-Za-z_$][\w$]*/g)) };
  } catch {
    // Not a file of ours after all: its frame is left out.
  }
  sources.set(file, source);
  return source;
}

/**
 * Where in the code of Orgbench an error arose: `src-main/engine/door.ts:30 answer`, the innermost first, joined by
 * ` < `; empty when no line of its stack is in this code.
 *
 * A stack begins with the error's message, and a message can look like a stack. So nothing of it is believed: a line
 * counts only when it names a file of this app that exists, a position that is in it, and a function whose name is a
 * word of that file. Whatever comes out is therefore a text about this program's own code and about nothing else.
 */
export function placeOf(stack: unknown): string {
  if (typeof stack !== 'string' || ROOT === null) return '';
  const places: string[] = [];
  for (const line of stack.split('\n').slice(0, MAX_LINES_LOOKED_AT)) {
    const place = placeOfFrame(ROOT, line);
    if (place !== null) places.push(place);
    if (places.length === MAX_FRAMES) break;
  }
  return places.join(' < ');
}

function placeOfFrame(root: string, line: string): string | null {
  if (line.length > 1000) return null;
  const [, name = '', address = '', lineNumber = '', column = ''] = FRAME.exec(line) ?? [];
  const file = ownFile(root, address);
  if (file === null) return null;
  const source = sourceOf(root, file);
  const text = source?.lines[Number(lineNumber) - 1];
  if (source === null || text === undefined || Number(column) > text.length + 1) return null;
  const words = name.split(/[.#]/).filter((word) => word !== '' && !UNNAMED.has(word));
  const known = words.every((word) => source.words.has(word));
  return [`${file}:${Number(lineNumber)}`, known ? words.join('.') : ''].join(' ').trimEnd();
}

/** The file relative to the app's folder, with slashes; null when it is none of the app's own code. */
function ownFile(root: string, address: string): string | null {
  let path: string;
  try {
    path = address.startsWith('file:') ? fileURLToPath(address) : address;
  } catch {
    return null;
  }
  const inside = relative(root, path).split(sep).join('/');
  return OWN_FILE.test(inside) && !inside.includes('..') ? inside : null;
}

/** Whether a text is one that `placeOf` or `placeInPage` could have made of this program. */
export function isPlace(text: string): boolean {
  if (text === '') return true;
  return text.split(' < ').every((part) => {
    if (PAGE_PLACE.test(part)) return true;
    const [, file, line, name = ''] = /^([\w./-]+):(\d{1,7})(?: ([\w$.]+))?$/.exec(part) ?? [];
    if (file === undefined || ROOT === null || !OWN_FILE.test(file) || file.includes('..')) return false;
    const source = sourceOf(ROOT, file);
    if (source === null || source.lines[Number(line) - 1] === undefined) return false;
    return name.split('.').every((word) => word === '' || source.words.has(word));
  });
}

const PAGE_FRAME = /app:\/\/(page|secret)\/(?:[\w./-]+\.js):(\d{1,5}):(\d{1,7})\)?$/;
const PAGE_PLACE = /^(?:page|secret):\d{1,5}:\d{1,7}$/;

/**
 * Where in a page's code an error arose, of the stack that the page sent: `page:12:3456 < page:1:20`. Only the positions
 * are kept: the engine cannot look into the packaged page to know its names from others.
 */
export function placeInPage(stack: string): string {
  const places = stack.split('\n').flatMap((line) => {
    const [, page, row, column] = PAGE_FRAME.exec(line.slice(0, 1000)) ?? [];
    return page === undefined ? [] : [`${page}:${Number(row)}:${Number(column)}`];
  });
  return places.slice(0, MAX_FRAMES).join(' < ');
}
