import { KEPT_TABLES, TABLES_NOT_SHOWN } from '../../store/kept-tables.ts';

export type WrittenTable = {
  readonly table: string;
  readonly area: string;
  readonly rows: number;
  readonly columns: readonly string[];
};

/** README.md of an export of everything: what each file is, what its columns mean, and what is not in it. */
export function everythingReadme(
  tables: readonly WrittenTable[],
  made: { readonly at: string; readonly by: string },
): string {
  const files = tables.map(
    ({ table, area, rows }) =>
      `| csv/${table}.csv | json/${area}.json, "${table}" | ${rows} | ${KEPT_TABLES[table]?.what ?? ''} |`,
  );
  const columns = tables.map(({ table, columns: names }) => `- \`${table}\`: ${names.join(', ')}`);
  const leftOut = Object.entries(KEPT_TABLES).flatMap(([table, { leftOut: reasons = {} }]) =>
    Object.entries(reasons).map(([column, reason]) => `- \`${table}.${column}\`: ${reason}`),
  );
  const withheld = Object.entries(TABLES_NOT_SHOWN).map(([table, reason]) => `- \`${table}\`: ${reason}`);
  return `# Everything that Orgbench keeps about you and your orgs

Written ${made.at} by ${made.by}. These files are not encrypted: keep them where nobody else reads them, or delete them
when you are done.

Each table is there twice: as a CSV file (UTF-8 with byte order mark, comma, RFC 4180) for a spreadsheet, and in the JSON
file of its area (UTF-8), where lists and nested values are kept as they are. \`json/preferences.json\` also holds all
preferences as they are in effect, those that were never changed included.

## Files

| CSV file | JSON file and key | Rows | A row is |
| --- | --- | --- | --- |
${files.join('\n')}

## Columns

- Times are UTC, as ISO 8601; days are YYYY-MM-DD. Sizes are bytes; a column \`ms\` is milliseconds.
- \`connection_key\` is the \`key\` of a row of \`connection\`; \`connection_id\` is its \`id\`.
- \`valid_from\` and \`valid_to\` are ids of rows of \`snapshot\`: the reading that brought this version, and the one that
  ended it. Empty in \`valid_to\`: it is the version of now.
- \`flags\` names the yes/no facts that are true. \`unknown\` names facts that could not be read, which is not the same as
  empty.
- Names of objects, fields and their facts are those of Salesforce.

${columns.join('\n')}

## What is not in these files

${withheld.join('\n')}
${leftOut.join('\n')}
- \`setting\`, the row \`preference.googleClientSecret\`: its value
- the full-text index of \`field\`: it repeats words of that table
- the password, the recovery key and every other key: Orgbench does not keep them where it could write them out
`;
}
