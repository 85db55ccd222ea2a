/** A query that the service refuses, with its error code and its words. Always answered with status 400. */
export class SoqlError extends Error {
  readonly errorCode: string;
  constructor(errorCode: string, message: string) {
    super(message);
    this.errorCode = errorCode;
  }
}

/** Points at a word of the query as the service does: the line, a caret under the word, row and column. */
export function pointingAt(soql: string, word: string, explanation: string): string {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const at = Math.max(0, soql.search(new RegExp(String.raw`\b${escaped}\b`, 'i')));
  const before = soql.slice(0, at).split('\n');
  const column = (before.at(-1) ?? '').length;
  const line = soql.split('\n')[before.length - 1] ?? soql;
  return `\n${line}\n${' '.repeat(column)}^\nERROR at Row:${before.length}:Column:${column + 1}\n${explanation}`;
}

const seeDescribe = 'Please reference your WSDL or the describe call for the appropriate names.';

export function noSuchColumn(soql: string, column: string, entity: string): SoqlError {
  const explanation = `No such column '${column}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${seeDescribe}`;
  return new SoqlError('INVALID_FIELD', pointingAt(soql, column, explanation));
}

export function noSuchRelationship(soql: string, relationship: string): SoqlError {
  const explanation = `Didn't understand relationship '${relationship}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${seeDescribe}`;
  return new SoqlError('INVALID_FIELD', pointingAt(soql, relationship, explanation));
}

export function noSuchChildren(soql: string, relationship: string): SoqlError {
  const explanation = `Didn't understand relationship '${relationship}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${seeDescribe}`;
  return new SoqlError('INVALID_TYPE', pointingAt(soql, relationship, explanation));
}

/** An sObject that is kept from the user is one that does not exist; the Tooling API says so in fewer words. */
export function hiddenType(soql: string, name: string, api: 'data' | 'tooling'): SoqlError {
  if (api === 'data') return noSuchType(soql, name);
  const inner = name === 'CustomObject' ? 'CustomEntityDefinition' : name;
  return new SoqlError('INVALID_TYPE', `sObject type '${inner}' is not supported.`);
}

export function noSuchType(soql: string, name: string): SoqlError {
  const explanation = `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${seeDescribe}`;
  return new SoqlError('INVALID_TYPE', pointingAt(soql, name, explanation));
}
