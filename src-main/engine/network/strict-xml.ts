/** An element with its namespace resolved. It has children or text, never both. */
export type XmlElement = {
  readonly namespace: string;
  readonly name: string;
  readonly children: readonly XmlElement[];
  readonly text: string;
};

const MAX_DEPTH = 12;
const NAME = /(?:([A-Za-z_][A-Za-z0-9_-]{0,60}):)?([A-Za-z_][A-Za-z0-9_-]{0,100})/y;
const DECLARATION = /<\?xml version="1\.0"(?: encoding="[Uu][Tt][Ff]-8")?(?: standalone="(?:yes|no)")? ?\?>\s*/y;
const ATTRIBUTE = /\s+xmlns(?::([A-Za-z_][A-Za-z0-9_-]{0,60}))?\s*=\s*"([^"<&]{0,200})"/y;
const TEXT = /[^<]*/y;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Thrown inside, so that the reading stays flat; never leaves this file. */
class NotStrict extends Error {}

/**
 * Reads the small part of XML that a SOAP call needs, so that two readers cannot understand it differently. Null for
 * everything else: no document type, comment, CDATA, processing instruction, entity but the five, no attribute but
 * namespaces, no text beside elements.
 */
export function readStrictXml(source: string): XmlElement | null {
  // Control characters, and what XML 1.0 has no place for.
  if (/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(source)) return null;
  const reader = { source, at: 0 };
  try {
    take(reader, DECLARATION);
    const root = readElement(reader, new Map(), 1);
    return source.slice(reader.at).trim() === '' ? root : null;
  } catch (error) {
    if (error instanceof NotStrict) return null;
    throw error;
  }
}

/** The text as it stands between two tags. */
export function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

type Reader = { readonly source: string; at: number };
/** Namespaces by prefix; the default one has the empty prefix. */
type Scope = ReadonlyMap<string, string>;

function readElement(reader: Reader, outer: Scope, depth: number): XmlElement {
  if (depth > MAX_DEPTH) throw new NotStrict();
  expect(reader, '<');
  const [tag, prefix = '', name = ''] = take(reader, NAME) ?? fail();
  const scope = readScope(reader, outer);
  const namespace = scope.get(prefix) ?? fail();
  take(reader, /\s*/y);
  if (accept(reader, '/>')) return { namespace, name, children: [], text: '' };
  expect(reader, '>');
  const children: XmlElement[] = [];
  let text = '';
  for (;;) {
    text += decode(take(reader, TEXT)?.[0] ?? '');
    if (accept(reader, `</${tag}`)) break;
    children.push(readElement(reader, scope, depth + 1));
  }
  take(reader, /\s*/y);
  expect(reader, '>');
  if (children.length === 0) return { namespace, name, children, text };
  if (text.trim() !== '') throw new NotStrict();
  return { namespace, name, children, text: '' };
}

function readScope(reader: Reader, outer: Scope): Scope {
  const own = new Map<string, string>();
  for (let match = take(reader, ATTRIBUTE); match !== null; match = take(reader, ATTRIBUTE)) {
    const prefix = match[1] ?? '';
    if (own.has(prefix)) throw new NotStrict();
    own.set(prefix, match[2] ?? '');
  }
  return own.size === 0 ? outer : new Map([...outer, ...own]);
}

function decode(text: string): string {
  return text.replaceAll(/&([^;&]*;?)/g, (_whole, inner: string) => {
    const name = inner.slice(0, -1);
    return inner.endsWith(';') && Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? fail()) : fail();
  });
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.source);
  if (match !== null) reader.at += match[0].length;
  return match;
}

function accept(reader: Reader, text: string): boolean {
  if (!reader.source.startsWith(text, reader.at)) return false;
  reader.at += text.length;
  return true;
}

function expect(reader: Reader, text: string): void {
  if (!accept(reader, text)) throw new NotStrict();
}

function fail(): never {
  throw new NotStrict();
}
