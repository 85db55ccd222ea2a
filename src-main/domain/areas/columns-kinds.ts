/** `list` and `text` sort as text; `count` and `date` as what they are. */
export type ColumnKind = 'text' | 'count' | 'date' | 'boolean' | 'list';

export type Column = { readonly id: string; readonly title: string; readonly kind: ColumnKind };
