/** One step through a document: an element that opens (and perhaps closes at once), one that closes, or text. */
export type XmlStep =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string; readonly empty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/** Whether no character stands there that XML 1.0, 2.2 forbids even as a reference: such a document cannot be read. */
export function isXml(source: string): boolean {
  for (let at = 0; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code >= 0xfffe) return false;
  }
  return !/&#(?:x0*(?:[0-8bcBCeEfF]|1[0-9a-fA-F]|fff[efEF])|0*(?:[0-8]|1[124-9]|2\d|3[01]));/i.test(source);
}

/** Walks through a document without building a tree: sheets of a million cells pass through here. Prefixes are dropped. */
export function* walkXml(given: string): Generator<XmlStep> {
  // XML 1.0, 2.11: line ends are read as one character; a carriage return has to be written as a reference.
  const source = given.includes('\r') ? given.replace(/\r\n?/g, '\n') : given;
  let position = 0;
  while (position < source.length) {
    const start = source.indexOf('<', position);
    if (start < 0) return;
    if (start > position) yield { kind: 'text', text: unescapeXml(source.slice(position, start)) };
    if (source.startsWith('<![CDATA[', start)) {
      const end = source.indexOf(']]>', start);
      if (end < 0) return;
      yield { kind: 'text', text: source.slice(start + 9, end) };
      position = end + 3;
      continue;
    }
    if (source.startsWith('<!--', start)) {
      const end = source.indexOf('-->', start);
      if (end < 0) return;
      position = end + 3;
      continue;
    }
    const end = endOfTag(source, start);
    if (end < 0) return;
    position = end + 1;
    const tag = source.slice(start + 1, end);
    if (tag.startsWith('?') || tag.startsWith('!')) continue;
    if (tag.startsWith('/')) {
      yield { kind: 'close', name: localName(tag.slice(1).trim()) };
      continue;
    }
    const empty = tag.endsWith('/');
    const split = tag.search(/[\s/]/);
    const name = split < 0 ? tag : tag.slice(0, split);
    yield { kind: 'open', name: localName(name), attributes: split < 0 ? '' : tag.slice(split), empty };
  }
}

/** A `>` inside of an attribute does not end the tag. */
function endOfTag(source: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < source.length; at += 1) {
    const letter = source[at];
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '>') return at;
  }
  return -1;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const PATTERNS = new Map<string, RegExp>();

/** By its name as it is written, prefix included; null when it is not there. */
export function attribute(attributes: string, name: string): string | null {
  let pattern = PATTERNS.get(name);
  if (pattern === undefined) {
    pattern = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    PATTERNS.set(name, pattern);
  }
  const match = pattern.exec(attributes);
  const value = match?.[1] ?? match?.[2];
  return value === undefined ? null : unescapeXml(value);
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (all, hex?: string, digits?: string, name?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return digits === undefined ? (NAMED[name ?? ''] ?? all) : String.fromCodePoint(Number(digits));
  });
}
