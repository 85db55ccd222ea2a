import type { CellValue, ComponentDetail } from '../../../src-preload/contract/components.ts';
import { listAt, objectAt, textAt } from '../../domain/areas/reports-json.ts';
import { wordOf } from '../../domain/areas/words.ts';
import type { Vocabulary } from '../../domain/areas/words-tables.ts';

export type Facts = Readonly<Record<string, unknown>>;
export type Section = ComponentDetail['sections'][number];
/** How a part of a definition becomes a section of the drawer. */
export type SectionSpec = {
  /** The facts that it shows. */
  readonly facts: readonly string[];
  /** Null when the component has nothing of it. */
  readonly build: (facts: Facts) => Section | null;
};

/** The words for values: by a table, or by a rule. */
type Words = Vocabulary | ((value: string) => string);
/** A column of a table, with the words for its values where it has some. */
type TableColumn = readonly [key: string, title: string, words?: Words];

/** A value as a drawer shows it; what is neither text, number nor yes or no is no cell. */
export function cellOf(value: unknown): CellValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  return null;
}

/** A text in its words, where there are some. */
export function inWords(words: Words | undefined, cell: CellValue): CellValue {
  if (words === undefined || typeof cell !== 'string') return cell;
  return typeof words === 'function' ? words(cell) : wordOf(words, cell);
}

export function tableSection(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly CellValue[])[],
  facts: Section['facts'] = [],
): Section | null {
  if (rows.length === 0 && facts.length === 0) return null;
  const table = rows.length === 0 ? null : { columns: [...columns], rows: rows.map((row) => [...row]) };
  return { title, facts, table, code: null };
}

/** Names with values; those that the definition does not have are left out. */
export function namedFacts(values: Readonly<Record<string, unknown>>): Section['facts'] {
  return Object.entries(values).flatMap(([name, value]) => {
    const cell = cellOf(value);
    return cell === null || cell === '' || (Array.isArray(cell) && cell.length === 0) ? [] : [{ name, value: cell }];
  });
}

/** A list of objects as a table, one column for each key. */
export function rowsOf(list: unknown, columns: readonly TableColumn[]): CellValue[][] {
  return listAt(list).map((one) => columns.map(([key, , words]) => inWords(words, cellOf(objectAt(one)[key]))));
}

/** A fact that is a list of objects. */
export function table(title: string, fact: string, columns: readonly TableColumn[]): SectionSpec {
  return {
    facts: [fact],
    build: (facts) =>
      tableSection(
        title,
        columns.map(([, name]) => name),
        rowsOf(facts[fact], columns),
      ),
  };
}

/** A fact that is a list of texts. */
export function list(title: string, fact: string, column: string): SectionSpec {
  return {
    facts: [fact],
    build: (facts) =>
      tableSection(
        title,
        [column],
        listAt(facts[fact]).map((one) => [cellOf(one)]),
      ),
  };
}

/** A fact that is a text in a language of its own, such as a formula. */
export function code(title: string, fact: string): SectionSpec {
  return {
    facts: [fact],
    build: (facts) => {
      const text = textAt(facts[fact]);
      return text === null ? null : { title, facts: [], table: null, code: text };
    },
  };
}
