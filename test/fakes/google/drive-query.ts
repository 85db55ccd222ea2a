import type { DriveFile } from './types.ts';

/*
 * The `q` of files.list. Source: https://developers.google.com/workspace/drive/api/guides/search-files and
 * …/ref-search-terms. Quotes and backslashes inside of a text are escaped with a backslash.
 */

export type Test = (file: DriveFile) => boolean;

type Token = { readonly kind: 'word' | 'text' | 'sign'; readonly text: string };

/** Null when the query is none. */
export function parseQuery(query: string): Test | null {
  const tokens = tokensOf(query);
  if (tokens === null) return null;
  let position = 0;
  const peek = (text: string): boolean => tokens[position]?.kind !== 'text' && tokens[position]?.text === text;
  const take = (text: string): boolean => {
    if (!peek(text)) return false;
    position += 1;
    return true;
  };

  function any(): Test | null {
    let left = all();
    while (left !== null && take('or')) {
      const [first, second] = [left, all()];
      left = second === null ? null : (file) => first(file) || second(file);
    }
    return left;
  }

  function all(): Test | null {
    let left = one();
    while (left !== null && take('and')) {
      const [first, second] = [left, one()];
      left = second === null ? null : (file) => first(file) && second(file);
    }
    return left;
  }

  function one(): Test | null {
    if (take('not')) {
      const inner = one();
      return inner === null ? null : (file) => !inner(file);
    }
    if (take('(')) {
      const inner = any();
      return inner !== null && take(')') ? inner : null;
    }
    const subject = tokens?.[position];
    const operator = tokens?.[position + 1];
    if (subject?.kind === 'text' && operator?.text === 'in' && tokens?.[position + 2]?.text === 'parents') {
      position += 3;
      return (file) => file.parents.includes(subject.text);
    }
    if (subject?.kind !== 'word' || operator === undefined) return null;
    position += 2;
    if (subject.text === 'appProperties' && operator.text === 'has') return properties();
    const value = tokens?.[position];
    position += 1;
    return value === undefined ? null : compare(subject.text, operator.text, value);
  }

  /** `{ key='k' and value='v' }` */
  function properties(): Test | null {
    const start = tokens?.slice(position, position + 9) ?? [];
    const shape = start.map((token) => (token.kind === 'text' ? '?' : token.text)).join(' ');
    if (shape !== '{ key = ? and value = ? }') return null;
    position += 9;
    const [key, value] = [start[3]?.text ?? '', start[7]?.text ?? ''];
    return (file) => file.appProperties[key] === value;
  }

  const test = any();
  return position === tokens.length ? test : null;
}

function compare(field: string, operator: string, value: Token): Test | null {
  if (field === 'trashed') {
    if (operator !== '=' && operator !== '!=') return null;
    if (value.kind !== 'word' || !['true', 'false'].includes(value.text)) return null;
    const wanted = (value.text === 'true') === (operator === '=');
    return (file) => file.trashed === wanted;
  }
  if (value.kind !== 'text') return null;
  const wanted = value.text;
  if (field === 'name') {
    // Contains matches from the beginning of words only; comparing names does not mind case.
    const has = (file: DriveFile): boolean =>
      file.name
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .some((word) => word.startsWith(wanted.toLowerCase())) ||
      file.name.toLowerCase().startsWith(wanted.toLowerCase());
    if (operator === 'contains') return has;
    if (operator === '=') return (file) => file.name === wanted;
    return operator === '!=' ? (file) => file.name !== wanted : null;
  }
  if (field === 'mimeType') {
    if (operator === 'contains') return (file) => file.mimeType.includes(wanted);
    if (operator === '=') return (file) => file.mimeType === wanted;
    return operator === '!=' ? (file) => file.mimeType !== wanted : null;
  }
  if (field === 'modifiedTime' || field === 'createdTime') {
    const at = Date.parse(wanted);
    if (Number.isNaN(at)) return null;
    const tests: Readonly<Record<string, Test>> = {
      '<': (file) => file[field] < at,
      '<=': (file) => file[field] <= at,
      '=': (file) => file[field] === at,
      '!=': (file) => file[field] !== at,
      '>': (file) => file[field] > at,
      '>=': (file) => file[field] >= at,
    };
    return tests[operator] ?? null;
  }
  return null;
}

function tokensOf(query: string): readonly Token[] | null {
  const tokens: Token[] = [];
  let rest = query.trim();
  while (rest !== '') {
    const text = /^'((?:[^'\\]|\\.)*)'/s.exec(rest);
    const word = /^[A-Za-z]+/.exec(rest);
    const sign = /^(?:!=|<=|>=|[=<>(){}])/.exec(rest);
    const found = text ?? word ?? sign;
    if (found === null) return null;
    if (text !== null) tokens.push({ kind: 'text', text: (text[1] ?? '').replace(/\\(.)/gs, '$1') });
    else tokens.push({ kind: word === null ? 'sign' : 'word', text: found[0] });
    rest = rest.slice(found[0].length).trimStart();
  }
  return tokens;
}
