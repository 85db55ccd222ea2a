import type { AccessPath, ObjectRights } from '../../../../src-preload/contract/access.ts';
import type { Output } from '../../../../src-preload/contract/index.ts';
import { type AnswerTable, answerParts, answerRows, column } from './answer-table.ts';
import { UNKNOWN } from './column-shape.ts';

const RIGHTS: readonly (readonly [keyof ObjectRights, string])[] = [
  ['read', 'Read'],
  ['create', 'Create'],
  ['edit', 'Edit'],
  ['delete', 'Delete'],
  ['viewAll', 'View all records'],
  ['modifyAll', 'Modify all records'],
  ['viewAllFields', 'View all fields'],
];
const FIELD_RIGHTS = { none: 'No access', read: 'Read', edit: 'Read, Edit' } as const;

function rightsText(rights: ObjectRights | null): string {
  if (rights === null) return UNKNOWN;
  const given = RIGHTS.filter(([right]) => rights[right]).map(([, name]) => name);
  return given.length === 0 ? 'No access' : given.join(', ');
}

/** `Group Sales → Permission set Quotes: object permission (Read)`. */
function pathText({ right, through, by, inSession }: AccessPath): string {
  const way = through.map(({ kind, label }) => `${kind} ${label}`).join(' → ');
  return `${way}: ${by} (${right}${inSession ? ', only in a session' : ''})`;
}

function pathsText(paths: readonly AccessPath[]): string {
  return [...new Set(paths.map(pathText))].join('\n');
}

const WAYS = column('Through', 70, true);

export function objectMatrixTable({ holders, rows }: Output<'access.objectMatrix'>): AnswerTable {
  return {
    columns: [
      column('Object API name', 36),
      column('Object', 30),
      ...holders.map(({ kind, label }) => column(`${label} (${kind})`, 22, true)),
    ],
    ...answerRows(rows, ({ object, label, rights }) => [object, label, ...rights.map(rightsText)]),
  };
}

export function fieldMatrixTable(object: string, { holders, rows }: Output<'access.fieldMatrix'>): AnswerTable {
  return {
    columns: [
      column('Object API name', 30),
      column('Field API name', 36),
      column('Field', 30),
      ...holders.map(({ kind, label }) => column(`${label} (${kind})`, 22, true)),
    ],
    ...answerRows(rows, ({ field, label, rights }) => [
      object,
      field,
      label,
      ...rights.map((right) => (right === null ? 'Not by field permissions' : FIELD_RIGHTS[right])),
    ]),
  };
}

/** Who can see or edit a field: holders first, then users. */
export function fieldAccessTable({ holders, users }: Output<'access.ofField'>): AnswerTable {
  return {
    columns: [
      column('Kind', 22),
      column('Name', 36),
      column('Label', 30),
      column('Read', 9),
      column('Edit', 9),
      column('Edit in a session', 16),
      WAYS,
    ],
    ...answerParts(
      answerRows(holders, ({ holder, read, edit, paths }) => [
        holder.kind,
        holder.name,
        holder.label,
        read,
        edit,
        edit,
        pathsText(paths),
      ]),
      answerRows(users, ({ id, name, read, edit, inSession, paths }) => [
        'user',
        id,
        name,
        read,
        edit,
        inSession.edit,
        pathsText(paths),
      ]),
    ),
  };
}

/** Effective access: objects, the fields of one, then system permissions. */
export function effectiveTable({ objects, fields, system }: Output<'access.effective'>): AnswerTable {
  return {
    columns: [
      column('Kind', 20),
      column('API name', 36),
      column('Label', 30),
      column('Access', 40, true),
      column('In a session', 40, true),
      WAYS,
    ],
    ...answerParts(
      answerRows(objects, ({ object, label, rights, inSession, paths }) => [
        'Object',
        object,
        label,
        rightsText(rights),
        rightsText(inSession),
        pathsText(paths),
      ]),
      answerRows(fields, ({ field, label, read, edit, inSession, paths }) => [
        'Field',
        field,
        label,
        fieldText({ read, edit }),
        fieldText(inSession),
        pathsText(paths),
      ]),
      answerRows(system, ({ name, inSession, paths }) => [
        'System permission',
        name,
        name,
        inSession ? 'No' : 'Yes',
        'Yes',
        pathsText(paths),
      ]),
    ),
  };
}

function fieldText({ read, edit }: { readonly read: boolean; readonly edit: boolean }): string {
  return FIELD_RIGHTS[edit ? 'edit' : read ? 'read' : 'none'];
}
