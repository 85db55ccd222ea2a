const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export const fromXml = (text: string): string =>
  text
    .replace(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, (whole, name: string) => {
      if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
      if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
      return ENTITIES[name] ?? whole;
    })
    .replaceAll('\r\n', '\n');

/** Text of a spreadsheet: `_xHHHH_` stands for a character that XML cannot hold (ECMA-376 Part 1, 22.9.2.19). */
export const fromCellText = (text: string): string =>
  fromXml(text).replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

export const toCellText = (text: string): string =>
  Array.from(text.replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x'))
    .map((letter) => {
      if (letter === '&') return '&amp;';
      if (letter === '<') return '&lt;';
      if (letter === '>') return '&gt;';
      if (letter === '"') return '&quot;';
      const code = letter.charCodeAt(0);
      const bad =
        (code < 32 && letter !== '\n' && letter !== '\t') ||
        code >= 0xfffe ||
        (letter.length === 1 && code >= 0xd800 && code <= 0xdfff);
      return bad ? `_x${code.toString(16).toUpperCase().padStart(4, '0')}_` : letter;
    })
    .join('');

export type Element = { readonly attributes: Readonly<Record<string, string>>; readonly inner: string };

export function readAttributes(text: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [, name = '', quoted = '', single = ''] of text.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    found[name] = fromXml(quoted === '' ? single : quoted);
  }
  return found;
}

/** Elements of a name that do not lie inside one of the same name. */
export function* elements(xml: string, name: string): Generator<Element> {
  const pattern = new RegExp(`<(?:\\w+:)?${name}(\\s[^>]*?)?(?:/>|>([\\s\\S]*?)</(?:\\w+:)?${name}>)`, 'g');
  for (const [, attributes = '', inner = ''] of xml.matchAll(pattern))
    yield { attributes: readAttributes(attributes), inner };
}
