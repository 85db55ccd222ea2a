import { describe, expect, it } from 'vitest';
import { namedRights, RIGHT } from './access-rights.ts';
import {
  effectiveFieldsTable,
  effectiveObjectsTable,
  fieldMatrixTable,
  objectMatrixTable,
  ofFieldTable,
} from './access-tables.ts';

const SET = { kind: 'permission set', name: 'Quotes', label: 'Quote desk' };
const WAY = { right: 'read', through: [SET], by: 'object permission', inSession: false };
const READ = namedRights(RIGHT.read);

describe('access as tables', () => {
  it('has objects down and holders across', () => {
    const matrix = { holders: [SET], rows: [{ object: 'Account', label: 'Account', rights: [namedRights(5)] }] };
    expect(objectMatrixTable(matrix)).toEqual({
      columns: ['Object', 'Label', 'Quote desk (permission set)'],
      rows: [['Account', 'Account', 'R E']],
    });
  });

  it('does not show what is not known as nothing', () => {
    const matrix = { holders: [SET], rows: [{ object: 'Account', label: 'Account', rights: [null] }] };
    expect(objectMatrixTable(matrix).rows[0]?.[2]).toBe('?');
  });

  it('says of fields that take no permission that they follow their object', () => {
    const rows = [
      { field: 'Name', label: 'Account Name', rights: [null] },
      { field: 'Phone', label: 'Phone', rights: ['edit' as const] },
      { field: 'Fax', label: 'Fax', rights: ['none' as const] },
    ];
    expect(fieldMatrixTable({ holders: [SET], rows }).rows.map((row) => row[2])).toEqual([
      'follows the object',
      'edit',
      '',
    ]);
  });

  it('has a row for each way to a field', () => {
    const holders = [{ holder: SET, read: true, edit: false, paths: [WAY, { ...WAY, by: 'View All Data' }] }];
    const users = [{ id: '005000000000001', name: 'A', read: true, edit: false, paths: [WAY] }];
    const { columns, rows } = ofFieldTable({ holders, users });
    expect(rows.map((row) => [row[0], row[columns.indexOf('By')]])).toEqual([
      ['permission set', 'object permission'],
      ['permission set', 'View All Data'],
      ['user', 'object permission'],
    ]);
  });

  it('shows a field without access too', () => {
    const field = { field: 'Fax', label: 'Fax', read: false, edit: false, paths: [] };
    const { columns, rows } = effectiveFieldsTable([field]);
    expect(rows).toEqual([['Fax', 'Fax', 'no', 'no', ...columns.slice(4).map(() => '')]]);
    const objects = [{ object: 'Account', label: 'Account', rights: READ, inSession: READ, paths: [WAY] }];
    expect(effectiveObjectsTable(objects).rows[0]?.slice(0, 4)).toEqual(['Account', 'Account', 'R', 'R']);
  });
});
