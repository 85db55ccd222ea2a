/** A value as XML: texts, numbers, flags, lists (one element each) and objects; null and undefined leave no element. */
export type XmlValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly XmlValue[]
  | { readonly [element: string]: XmlValue };

export function escapeXml(text: string): string {
  // Characters that XML 1.0 cannot hold become the replacement character, as a real answer has them.
  const legal = text.toWellFormed().replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
  return legal.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** An element with its content. A list gives one element for each of its values. */
export function element(name: string, value: XmlValue): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((one: XmlValue) => element(name, one)).join('');
  if (typeof value !== 'object') return `<${name}>${escapeXml(String(value))}</${name}>`;
  return `<${name}>${content(value as Readonly<Record<string, XmlValue>>)}</${name}>`;
}

/** The elements of an object, in the order of its keys. */
export function content(value: Readonly<Record<string, XmlValue>>): string {
  return Object.entries(value)
    .map(([name, inner]) => element(name, inner))
    .join('');
}
