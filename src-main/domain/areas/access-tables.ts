import { RIGHTS, type Right } from './access-rights.ts';

/** A table as exports write it: names of columns, then rows of as many texts. */
export type AccessTable = { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

type NamedRights = Readonly<Record<Right, boolean>>;
type Named = { readonly kind: string; readonly label: string };
type Way = {
  readonly right: string;
  readonly through: readonly Named[];
  readonly by: string;
  readonly inSession: boolean;
};

const LETTERS: Readonly<Record<Right, string>> = {
  read: 'R',
  create: 'C',
  edit: 'E',
  delete: 'D',
  viewAll: 'VA',
  modifyAll: 'MA',
  viewAllFields: 'VAF',
};

/** Rights in short: `R C E D VA MA VAF`, in this order; `?` where they are not known. */
export function rightsText(rights: NamedRights | null): string {
  if (rights === null) return '?';
  return RIGHTS.flatMap((right) => (rights[right] ? [LETTERS[right]] : [])).join(' ');
}

/** Objects down, holders across. */
export function objectMatrixTable(matrix: {
  readonly holders: readonly Named[];
  readonly rows: readonly {
    readonly object: string;
    readonly label: string;
    readonly rights: readonly (NamedRights | null)[];
  }[];
}): AccessTable {
  return {
    columns: ['Object', 'Label', ...matrix.holders.map(holderText)],
    rows: matrix.rows.map(({ object, label, rights }) => [object, label, ...rights.map(rightsText)]),
  };
}

/** Fields down, holders across. */
export function fieldMatrixTable(matrix: {
  readonly holders: readonly Named[];
  readonly rows: readonly {
    readonly field: string;
    readonly label: string;
    readonly rights: readonly ('none' | 'read' | 'edit' | null)[];
  }[];
}): AccessTable {
  return {
    columns: ['Field', 'Label', ...matrix.holders.map(holderText)],
    rows: matrix.rows.map(({ field, label, rights }) => [
      field,
      label,
      ...rights.map((right) => (right === null ? 'follows the object' : right === 'none' ? '' : right)),
    ]),
  };
}

/** Who can see or edit a field: holders, then users, one way of access a row. */
export function ofFieldTable(answer: {
  readonly holders: readonly {
    readonly holder: Named & { readonly name: string };
    readonly read: boolean;
    readonly edit: boolean;
    readonly paths: readonly Way[];
  }[];
  readonly users: readonly {
    readonly id: string;
    readonly name: string;
    readonly read: boolean;
    readonly edit: boolean;
    readonly paths: readonly Way[];
  }[];
}): AccessTable {
  const subjects = [
    ...answer.holders.map((one) => ({ ...one, kind: one.holder.kind, name: one.holder.name, label: one.holder.label })),
    ...answer.users.map((one) => ({ ...one, kind: 'user', name: one.id, label: one.name })),
  ];
  return {
    columns: ['Kind', 'Name', 'Label', 'Read', 'Edit', ...WAY_COLUMNS],
    rows: subjects.flatMap(({ kind, name, label, read, edit, paths }) =>
      paths.map((way) => [kind, name, label, yesNo(read), yesNo(edit), ...wayCells(way)]),
    ),
  };
}

/** Effective access to objects, one way of access a row. */
export function effectiveObjectsTable(
  objects: readonly {
    readonly object: string;
    readonly label: string;
    readonly rights: NamedRights;
    readonly inSession: NamedRights;
    readonly paths: readonly Way[];
  }[],
): AccessTable {
  return {
    columns: ['Object', 'Label', 'Rights', 'Rights in a session', ...WAY_COLUMNS],
    rows: objects.flatMap(({ object, label, rights, inSession, paths }) =>
      paths.map((way) => [object, label, rightsText(rights), rightsText(inSession), ...wayCells(way)]),
    ),
  };
}

/** Effective access to the fields of an object, one way of access a row; a field without access has one row. */
export function effectiveFieldsTable(
  fields: readonly {
    readonly field: string;
    readonly label: string;
    readonly read: boolean;
    readonly edit: boolean;
    readonly paths: readonly Way[];
  }[],
): AccessTable {
  return {
    columns: ['Field', 'Label', 'Read', 'Edit', ...WAY_COLUMNS],
    rows: fields.flatMap(({ field, label, read, edit, paths }) => {
      const own = [field, label, yesNo(read), yesNo(edit)];
      return paths.length === 0
        ? [[...own, ...WAY_COLUMNS.map(() => '')]]
        : paths.map((way) => [...own, ...wayCells(way)]);
    }),
  };
}

const WAY_COLUMNS = ['Right', 'Through', 'By', 'Only in a session'];

function wayCells({ right, through, by, inSession }: Way): readonly string[] {
  return [right, through.map(holderText).join(' > '), by, yesNo(inSession)];
}

function holderText({ kind, label }: Named): string {
  return `${label} (${kind})`;
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
