import { failure, json, notFound } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import type { OrgRequest } from '../http/request.ts';
import type { OrgState } from '../org-state.ts';
import { isAbsent, rightsOf } from '../rights.ts';
import { valueOf } from './table.ts';
import { findRow, findTable } from './tables.ts';
import type { QueryApi } from './tables.ts';

/** `GET …/sobjects/{name}/{id}[?fields=A,B]`: one record, all of its fields or those asked for. */
export function answerRecord(
  state: OrgState,
  request: OrgRequest,
  version: string,
  api: QueryApi,
  name: string,
  id: string,
): Reply {
  const table = findTable(state.model, api, name);
  const rights = rightsOf(state, request);
  if (table === undefined || table.reified !== undefined || isAbsent(rights, table.name)) return notFound();
  const row = findRow(state.model, table, id);
  const view = { rights, scope: 'everything' };
  if (row === undefined || table.visible?.(state.model, row, view) === false)
    return json(404, [
      { errorCode: 'NOT_FOUND', message: 'Provided external ID field does not exist or is not accessible: ' + id },
    ]);
  const columns = table.columns.filter(({ name }) => rights.hiddenFields?.has(`${table.name}.${name}`) !== true);
  const asked = request.query.get('fields')?.split(',') ?? columns.map((column) => column.name);
  const base = `/services/data/${version}/${api === 'tooling' ? 'tooling/' : ''}sobjects`;
  const record: Record<string, unknown> = {
    attributes: { type: table.name, url: `${base}/${table.name}/${String(row[table.key])}` },
  };
  for (const field of asked) {
    const column = columns.find((candidate) => candidate.name.toLowerCase() === field.trim().toLowerCase());
    if (column === undefined)
      return failure(400, 'INVALID_FIELD', `No such column '${field.trim()}' on sobject of type ${table.name}`);
    record[column.name] = valueOf(row, column);
  }
  return json(200, record);
}
