/**
 * A path of a route's table as a person reads it: `{name}` for what differs, `[x]` for what may be absent, `(a|b)` for
 * one of several.
 *
 * Made from the very pattern that the gateway tests, so that the report cannot say another path than the code. Throws
 * when something of the pattern has no words; a test looks at every route.
 *
 * @param words what a part of the pattern stands for; a part that holds another one comes first
 */
export function readablePath(pattern: RegExp, words: Readonly<Record<string, string>>): string {
  let text = pattern.source.replace(/^\^|\$$/g, '').replaceAll('\\/', '/');
  for (const [word, part] of Object.entries(words)) text = text.replaceAll(part.replaceAll('\\/', '/'), marked(word));
  text = text.replaceAll("(?:'|%27)", "'").replaceAll('.*', marked('…'));
  text = text.replaceAll(/\\([().$-])/g, (_whole, sign: string) => MARKS[sign] ?? sign);
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/\(\?:([^()]*)\)(\?)?/, (_whole, inner: string, optional: string | undefined) =>
      optional === undefined ? `‹${inner}›` : `«${inner}»`,
    );
  }
  text = text.replaceAll(/([:/])\?/g, '«$1»');
  if (/[\\?*+^$()[\]{}]/.test(text)) throw new Error(`The path ${pattern.source} has a part without words: ${text}`);
  for (const [sign, mark] of Object.entries(MARKS)) text = text.replaceAll(mark, sign);
  return text.replaceAll('‹', '(').replaceAll('›', ')').replaceAll('«', '[').replaceAll('»', ']');
}

/** Stand in for signs that mean something in a pattern until the pattern is read. */
const MARKS: Readonly<Record<string, string>> = {
  '(': '⦅',
  ')': '⦆',
  '{': '⦃',
  '}': '⦄',
  '.': '․',
  $: '＄',
  '-': '‐',
};

function marked(word: string): string {
  return Array.from(word, (sign) => MARKS[sign] ?? sign).join('');
}
