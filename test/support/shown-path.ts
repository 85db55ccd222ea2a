/**
 * The pattern behind a path as the report shows it: `{name}` is anything within a part, `[x]` may be absent, `(a|b)` is
 * one of several, `…` anything. Read on its own, so that a test of the report does not use the code that made it.
 *
 * @param places what a word in braces stands for, in the same notation or in words
 */
export function shownPath(text: string, places: Readonly<Record<string, string>>): RegExp {
  let whole = text;
  for (let before = ''; before !== whole; ) {
    before = whole;
    whole = whole.replace(/\{[^}]+\}/g, (word) => {
      const place = places[word];
      return place === undefined || !/[/{]/.test(place) ? word : place;
    });
  }
  return new RegExp(`^${pattern(whole)}$`);
}

function pattern(text: string): string {
  let result = '';
  for (let at = 0; at < text.length; ) {
    const sign = text.charAt(at);
    if (sign === '(' || sign === '[') {
      const end = closing(text, at);
      const inner = text.slice(at + 1, end);
      const options = split(inner).map(pattern).join('|');
      if (sign === '[') result += `(?:${options})?`;
      else result += split(inner).length > 1 ? `(?:${options})` : `\\(${pattern(inner)}\\)`;
      at = end + 1;
    } else if (sign === '{') {
      const end = text.indexOf('}', at);
      // Names of folders have slashes between them.
      result += text.slice(at, end + 1) === '{path}' ? '[^?]+' : '[^/?]+';
      at = end + 1;
    } else {
      result += VARIABLE[sign] ?? sign.replace(/[.*+?^$()|\\]/, '\\$&');
      at += 1;
    }
  }
  return result.replace('XX\\.0', '[0-9]+\\.0');
}

const VARIABLE: Readonly<Record<string, string>> = { '…': '.*', "'": "(?:'|%27)" };

/** Where the bracket that opens at `at` is closed. */
function closing(text: string, at: number): number {
  let depth = 0;
  for (let index = at; index < text.length; index += 1) {
    if ('(['.includes(text.charAt(index))) depth += 1;
    if (')]'.includes(text.charAt(index))) depth -= 1;
    if (depth === 0) return index;
  }
  throw new Error(`a bracket of ${text} is not closed`);
}

/** At the bars that stand in no inner bracket. */
function split(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of text) {
    if ('(['.includes(sign)) depth += 1;
    if (')]'.includes(sign)) depth -= 1;
    if (sign === '|' && depth === 0) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${sign}`);
  }
  return parts;
}
