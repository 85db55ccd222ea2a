/** Rows that one query of a catalog object (EntityDefinition, FieldDefinition) can give: it has no second page. */
export const CATALOG_ROWS = 2000;
/** Queries that a composite takes. */
export const QUERIES_PER_CALL = 5;
/** Questions about fields in a call: a query of FieldDefinition each, and one of CustomField with it. */
export const QUESTIONS_PER_CALL = Math.floor(QUERIES_PER_CALL / 2);
/** Room for fields that the describe hides. */
const HIDDEN_MARGIN = 1.1;
/** The names of one query: encoded in a composite's body, well below the 16,000 characters an address may have. */
const NAME_CHARS = 6000;

export type CountedObject = { readonly name: string; readonly fields: number };

/**
 * Groups objects so that the rows of one query stay below the 2,000 that a catalog object gives, and its text below
 * what an address may hold. An object that is larger alone gets a group of its own.
 */
export function definitionChunks(objects: readonly CountedObject[], rows: number = CATALOG_ROWS): CountedObject[][] {
  const chunks: CountedObject[][] = [];
  let chunk: CountedObject[] = [];
  let sum = 0;
  let chars = 0;
  for (const object of objects) {
    const expected = Math.ceil(object.fields * HIDDEN_MARGIN) + 1;
    if (chunk.length > 0 && (sum + expected > rows || chars + object.name.length > NAME_CHARS)) {
      chunks.push(chunk);
      chunk = [];
      sum = 0;
      chars = 0;
    }
    chunk.push(object);
    sum += expected;
    chars += object.name.length + 6;
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
}

/** A list of text literals for `IN (…)`. */
export function soqlList(values: readonly string[]): string {
  return values.map((value) => `'${value.replace(/[\\']/g, (char) => `\\${char}`)}'`).join(', ');
}
