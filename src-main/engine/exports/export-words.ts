import type { ExportDestination, ExportSource, ExportSpec } from '../../../src-preload/contract/exports.ts';

/** What is exported, in words: `Data dictionary of Acme`. `connectionName` is null for the ledger of all connections. */
export function exportTitle(source: ExportSource, connectionName: string | null): string {
  const name = connectionName ?? 'all connections';
  switch (source.kind) {
    case 'dictionary':
      return `Data dictionary of ${name}`;
    case 'fields':
      return `Fields of ${name}`;
    case 'objects':
      return `Objects of ${name}`;
    case 'ledger':
      return `Requests of ${name}`;
    case 'components':
      return `${source.query.type} list of ${name}`;
    case 'access':
      return `Access in ${name}`;
    case 'reportAnalysis':
      return `Report analysis of ${name}`;
    case 'whereUsed':
      return `Uses of ${source.object}.${source.name} in ${name}`;
    case 'fieldsUsed':
      return `Uses of ${fieldsWords(source.fields)} in ${name}`;
  }
}

/** `Account.Phone`, `12 fields` */
export function fieldsWords(fields: readonly { readonly object: string; readonly name: string }[]): string {
  const [first] = fields;
  return first !== undefined && fields.length === 1 ? `${first.object}.${first.name}` : `${fields.length} fields`;
}

const FORMATS = { xlsx: 'Excel', csv: 'CSV', md: 'Markdown', html: 'HTML', json: 'JSON' } as const;

/** Where to, in two words, for the title of the job. */
export function destinationKind(destination: ExportDestination): string {
  if (destination.kind === 'file') return FORMATS[destination.format];
  return destination.kind === 'google' ? 'Google Sheets' : 'Microsoft 365';
}

/** Where it goes, in words that leave no doubt about what happens there. */
export function destinationWords(destination: Exclude<ExportDestination, { readonly kind: 'file' }>): string {
  if (destination.kind === 'google') {
    const { target } = destination;
    if (target.kind === 'new') return `New spreadsheet "${target.title}" in Google Drive`;
    const file = `"${target.fileName}" in Google Drive`;
    return target.tabId === null
      ? `New tab "${target.tabName}" of the spreadsheet ${file}`
      : `Tab "${target.tabName}" of the spreadsheet ${file}, whose content is replaced`;
  }
  const { target } = destination;
  switch (target.kind) {
    case 'new': {
      const folder = target.folder === null ? "Orgbench's folder in OneDrive" : `the folder "${target.folder.name}"`;
      const meets = { rename: '', replace: '; one of that name is replaced', fail: '' }[target.ifExists];
      return `New workbook "${target.name}.xlsx" in ${folder}${meets}`;
    }
    case 'tab':
      return `Worksheet "${target.tabName}" of the workbook "${target.fileName}", whose content is replaced`;
    case 'table':
      return `Table "${target.tableName}" of the workbook "${target.fileName}", whose rows are replaced`;
  }
}

/** What the target is called, as far as it is known before it is made. */
export function targetName(destination: Exclude<ExportDestination, { readonly kind: 'file' }>): string {
  if (destination.kind === 'google') {
    return destination.target.kind === 'new' ? destination.target.title : destination.target.fileName;
  }
  return destination.target.kind === 'new' ? `${destination.target.name}.xlsx` : destination.target.fileName;
}

/** True where the target is one sheet of something that is there already: no cover and no index go there. */
export function takesOneSheet({ destination }: ExportSpec): boolean {
  return destination.kind !== 'file' && destination.target.kind !== 'new';
}

/** The settings as the book is made from: a cover only where it has a place. */
export function bookSpec(spec: ExportSpec): ExportSpec {
  const isCsv = spec.destination.kind === 'file' && spec.destination.format === 'csv';
  return spec.cover && (isCsv || takesOneSheet(spec)) ? { ...spec, cover: false } : spec;
}

/** The connection that the data come from; null for the ledger of all. */
export function connectionOf(source: ExportSource): string | null {
  return 'query' in source ? source.query.connectionId : source.connectionId;
}
