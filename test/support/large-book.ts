import type { Book, SheetColumn } from '../../src-main/domain/sheets/book.ts';
import { seededRandom } from './random.ts';

const WORDS =
  'account amount approval asset billing branch budget campaign case category channel city claim contact contract cost customer date delivery device discount document due email entry event external fee first group invoice item last lead level line loan location manager member month number offer order owner parent partner payment phone plan price primary priority product project quantity quote rate reason region request review route sales score serial service shipment site source stage start state status step street support target task team tenant term ticket total type unit user value vendor visit warehouse zone'.split(
    ' ',
  );
const TYPES = ['string', 'picklist', 'reference', 'double', 'currency', 'boolean', 'date', 'datetime', 'textarea'];
const HEADERS = [
  'Object',
  'ObjectLabel',
  'QualifiedApiName',
  'Label',
  'DataType',
  'Length',
  'Precision',
  'Scale',
  'ReferenceTo',
  'Required',
  'Unique',
  'ExternalId',
  'Custom',
  'Formula',
  'DefaultValue',
  'InlineHelpText',
  'Description',
  'NamespacePrefix',
  'CreatedDate',
  'LastModifiedDate',
] as const;

type PlainCell = string | number | boolean | null;

export const LARGE_COLUMNS: readonly SheetColumn[] = HEADERS.map((header) => ({ header, width: 20, wraps: false }));

/** A dictionary of `rows` × 20 cells: 40 % of the rows have help texts, 10 % long ones, 3 % beyond Latin, some begin with `=`. */
export function* largeRows(rows: number): Generator<readonly PlainCell[]> {
  const random = seededRandom(20_261_123);
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const words = (count: number): string => Array.from({ length: count }, () => pick(WORDS)).join(' ');
  for (let index = 0; index < rows; index += 1) {
    const object = `Object_${Math.floor(index / 50)}__c`;
    const label = `${words(2)} ${index}`;
    const type = pick(TYPES) ?? 'string';
    const helped = random() < 0.4;
    const long = random() < 0.1;
    const foreign = random() < 0.03 ? ' \u05e2\u05d1\u05e8\u05d9\u05ea \u4e2d\u6587 \u{1f600}' : '';
    yield [
      object,
      `Object ${Math.floor(index / 50)}`,
      `${label.replaceAll(' ', '_')}__c`,
      label + foreign,
      type,
      type === 'string' ? 80 : null,
      type === 'double' ? 18 : null,
      type === 'double' ? 2 : null,
      type === 'reference' ? `Object_${Math.floor(random() * 1000)}__c` : '',
      random() < 0.1,
      random() < 0.02,
      random() < 0.02,
      true,
      random() < 0.05 ? `=IF(ISBLANK(${words(1)}__c), 0, ${words(1)}__c * ${index})` : null,
      random() < 0.05 ? '=1+1' : null,
      helped ? `${words(8)} <b>&</b>${foreign}` : null,
      long ? words(120) : helped ? words(12) : null,
      null,
      `2024-0${1 + (index % 9)}-1${index % 9}T08:00:00.000Z`,
      `2026-0${1 + (index % 9)}-1${index % 9}T${10 + (index % 12)}:${10 + (index % 49)}:00.000Z`,
    ];
  }
}

/** The same as a book of one sheet. */
export function largeBook(rows: number): Book {
  const sheet = {
    id: 'fields',
    name: 'Fields',
    kind: 'data' as const,
    title: null,
    columns: LARGE_COLUMNS,
    hasHeader: true,
    rowCount: rows,
    rows: () => largeRows(rows),
  };
  return { title: 'Large dictionary', sheets: [sheet] };
}
