import type { UsageFact } from './component.ts';
import { fieldsOfPath, type OrgSchema } from './formula-schema.ts';

/** What a formula names. */
export type NamedThing = Pick<UsageFact, 'toType' | 'toName'>;

// A string or comment without an end reaches to the end of the text; so every character is looked at once.
const TOKEN =
  /"(?:\\[\s\S]?|[^"\\])*(?:"|$)|'(?:\\[\s\S]?|[^'\\])*(?:'|$)|\/\*[\s\S]*?(?:\*\/|$)|(\$?[A-Za-z_]\w*(?:[.:][A-Za-z_]\w*)*)(\s*\()?|\d[\w.]*/g;

const WORDS = new Set(['null', 'true', 'false']);

/** Variables of the platform whose next name is a field of the object that they stand for. */
const RECORDS_OF: Readonly<Record<string, string>> = {
  $user: 'User',
  $profile: 'Profile',
  $userrole: 'UserRole',
  $organization: 'Organization',
};

/** The names in a formula's text, in its order and with repetitions: neither functions nor what stands in strings or comments. */
export function pathsOfFormula(formula: string): readonly string[] {
  return [...formula.matchAll(TOKEN)].flatMap(([, path, call]) =>
    path === undefined || call !== undefined || WORDS.has(path.toLowerCase()) ? [] : [path],
  );
}

/**
 * What a formula on an object uses: fields as `Object.Field`, those of lookups that it follows too, custom labels, custom
 * settings, custom metadata types and custom permissions; each once, in the order of the text.
 */
export function namesInFormula(formula: string, object: string, schema: OrgSchema): readonly NamedThing[] {
  const found = new Map<string, NamedThing>();
  for (const path of new Set(pathsOfFormula(formula))) {
    for (const one of thingsOf(path.split('.'), object, schema)) found.set(`${one.toType} ${one.toName}`, one);
  }
  return [...found.values()];
}

/**
 * What one path names, e.g. `['$Label', 'npsp', 'Greeting']` or `['Account', 'Industry']`.
 *
 * @param object that fields without an object before them are of; empty where there is none
 */
export function thingsOf(path: readonly string[], object: string, schema: OrgSchema): readonly NamedThing[] {
  const [head = '', ...rest] = path;
  if (!head.startsWith('$')) return fields(fieldsOfPath(schema, object, path));
  const [first = '', second = '', third = ''] = rest;
  if (first === '') return [];
  switch (head.toLowerCase()) {
    case '$label':
      return [{ toType: 'CustomLabel', toName: rest.join('__') }];
    case '$permission':
      return [{ toType: 'CustomPermission', toName: rest.join('__') }];
    case '$setup':
      return objectAndField(first, second, schema);
    case '$custommetadata':
      return objectAndField(first, third, schema);
    case '$objecttype':
      return second.toLowerCase() === 'fields' && third !== '' ? fields(fieldsOfPath(schema, first, [third])) : [];
    case '$recordtype':
      return object === '' ? [] : fields(fieldsOfPath(schema, object, ['RecordType', ...rest]));
    case '$record':
    case '$record__prior':
    case '$source':
      return object === '' ? [] : fields(fieldsOfPath(schema, object, rest));
    default:
      return ofRecord(RECORDS_OF[head.toLowerCase()], first, schema);
  }
}

/** Not every name after `$User` is a field: `$User.UIThemeDisplayed` is none. */
function ofRecord(object: string | undefined, name: string, schema: OrgSchema): readonly NamedThing[] {
  if (object === undefined || /^uitheme/i.test(name)) return [];
  return fields(fieldsOfPath(schema, object, [name]));
}

function objectAndField(object: string, field: string, schema: OrgSchema): readonly NamedThing[] {
  const used = { toType: 'CustomObject', toName: schema.object(object) ?? object };
  return field === '' ? [used] : [used, ...fields(fieldsOfPath(schema, object, [field]))];
}

function fields(names: readonly string[]): readonly NamedThing[] {
  return names.map((toName) => ({ toType: 'CustomField', toName }));
}
