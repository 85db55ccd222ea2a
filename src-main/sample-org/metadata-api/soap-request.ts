/** An element of a SOAP request: its name without prefix, its text and its children. */
export interface SoapElement {
  readonly name: string;
  text: string;
  readonly children: SoapElement[];
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replaceAll(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#')) {
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    }
    return entities[name] ?? whole;
  });
}

/** Reads a request into elements; undefined where the text is not well formed. Namespaces and attributes are left out. */
export function parseSoap(body: string): SoapElement | undefined {
  const root: SoapElement = { name: '', text: '', children: [] };
  const open: SoapElement[] = [root];
  const marks =
    /<(?:\?[\s\S]*?\?|!--[\s\S]*?--|!\[CDATA\[([\s\S]*?)\]\]|(\/)?(?:[\w.-]+:)?([\w.-]+)(?:\s[^<>]*?)?(\/)?)>|([^<]+)/g;
  for (const [, cdata, closing, name, isEmpty, text] of body.matchAll(marks)) {
    const at = open.at(-1);
    if (at === undefined) return undefined;
    if (cdata !== undefined || text !== undefined) at.text += cdata ?? decoded(text ?? '');
    if (name === undefined) continue;
    if (closing !== undefined) {
      if (at.name !== name) return undefined;
      open.pop();
      continue;
    }
    const element: SoapElement = { name, text: '', children: [] };
    at.children.push(element);
    if (isEmpty === undefined) open.push(element);
  }
  return open.length === 1 ? root.children[0] : undefined;
}

export function child(element: SoapElement | undefined, name: string): SoapElement | undefined {
  return element?.children.find((one) => one.name === name);
}

/** Texts of all children of that name. */
export function texts(element: SoapElement | undefined, name: string): readonly string[] {
  return (element?.children ?? []).filter((one) => one.name === name).map((one) => one.text.trim());
}
