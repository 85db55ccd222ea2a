const VALUE = /^[\x20-\x7e]{0,200}$/;

/**
 * What a caller may set. Authorization, host, encoding and length are the gateway's own; the two types are accepted, but
 * what is sent follows from the request itself.
 */
const REQUEST_HEADERS: Readonly<Record<string, RegExp>> = {
  accept: /^(?:application\/json|text\/csv|text\/xml)$/,
  'content-type': /^(?:application\/json|application\/x-www-form-urlencoded|text\/xml)$/,
  soapaction: /^(?:"")?$/,
  'if-modified-since': VALUE,
  'sforce-query-options': /^batchSize=[0-9]{3,4}$/,
};

const PART_HEADERS: Readonly<Record<string, RegExp>> = {
  'if-modified-since': VALUE,
  'sforce-query-options': /^batchSize=[0-9]{3,4}$/,
};

/**
 * Why the headers are refused, or null. A list of what is allowed also keeps out every way to change the method
 * (`X-HTTP-Method-Override` and its kin).
 */
export function checkHeaders(headers: Readonly<Record<string, string>>, where: 'request' | 'part'): string | null {
  const allowed = where === 'request' ? REQUEST_HEADERS : PART_HEADERS;
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    if (seen.has(key)) return `The header ${name} is given twice.`;
    seen.add(key);
    const pattern = Object.hasOwn(allowed, key) ? allowed[key] : undefined;
    if (pattern === undefined) return `The header ${name} is not allowed.`;
    if (!pattern.test(value)) return `The header ${name} has a value that is not allowed.`;
  }
  return null;
}
