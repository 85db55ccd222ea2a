/** Suffix of the parts of a custom address or geolocation field: `Site__Street__s` has three parts and no namespace. */
const COMPONENT_SUFFIX = 's';

/** The namespace prefix in an API name: `npsp` of `npsp__Level__c`, null for `Level__c` and `Name`. */
export function namespaceOf(apiName: string): string | null {
  const parts = apiName.split('__');
  const needed = parts.at(-1) === COMPONENT_SUFFIX ? 4 : 3;
  return parts.length >= needed ? (parts[0] ?? null) || null : null;
}

/** Whether a field's API name is one that an org or package gave, not Salesforce. */
export function isCustomFieldName(apiName: string): boolean {
  return /__(c|pc|s)$/.test(apiName);
}

/** The DeveloperName of a field: its API name without namespace and suffix. */
export function developerNameOf(apiName: string): string {
  return isCustomFieldName(apiName) ? (apiName.split('__').at(-2) ?? apiName) : apiName;
}

/**
 * Finds what an API name means among those known. Salesforce's API names ignore case.
 *
 * @returns a function that answers the name itself when it is known exactly, otherwise all that differ from it in case
 */
export function nameFinder(names: readonly string[]): (wanted: string) => readonly string[] {
  const byLowerCase = new Map<string, string[]>();
  for (const name of names) {
    const same = byLowerCase.get(name.toLowerCase());
    if (same === undefined) byLowerCase.set(name.toLowerCase(), [name]);
    else same.push(name);
  }
  return (wanted) => {
    const found = byLowerCase.get(wanted.toLowerCase()) ?? [];
    return found.includes(wanted) ? [wanted] : found;
  };
}

/** Salesforce ids come in 15 or 18 characters; the first 15 identify. */
export function shortId(id: string): string {
  return id.slice(0, 15);
}

/** The API name that a CustomField row stands for: its DeveloperName has neither namespace nor suffix. */
export function customFieldName(developerName: string, namespace: string | null): string {
  return `${namespace === null || namespace === '' ? '' : `${namespace}__`}${developerName}__c`;
}

/** The usual spelling, of a day that every month has: then the text is the answer, and a first read has 200,000 of them. */
const PLAIN_DATE =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3])(?::[0-5]\d){2}\.\d{3}(?:\+0000|Z)$/;

/**
 * A Salesforce date and time (`2018-12-11T20:08:58.000+0000`) as ISO 8601 in UTC, or null when it is none.
 *
 * The zone has no colon in Salesforce's answers, which not every parser accepts.
 */
export function toUtc(value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null;
  if (PLAIN_DATE.test(value)) return `${value.slice(0, 23)}Z`;
  const at = Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
