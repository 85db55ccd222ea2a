import type { UsageFact } from './component.ts';

/** One end of a row of MetadataComponentDependency, as the org writes it. */
export type DependencyEnd = {
  /** 15 characters. */
  readonly id: string;
  readonly type: string;
  /** Without namespace, object or suffix. */
  readonly name: string;
  readonly namespace: string | null;
};

/** "`user` uses `used`". */
export type DependencyRow = { readonly user: DependencyEnd; readonly used: DependencyEnd };

export type Named = { readonly type: string; readonly name: string };

/** What the component with this id is called in the store; null: it is not there. */
export type NameOfId = (id: string) => Named | null;

/** The columns of a query for such rows. */
export const DEPENDENCY_COLUMNS =
  'MetadataComponentId, MetadataComponentName, MetadataComponentType, MetadataComponentNamespace, ' +
  'RefMetadataComponentId, RefMetadataComponentName, RefMetadataComponentType, RefMetadataComponentNamespace';

/** How a row says that it was read from dependencies, which do not tell how one component uses another. */
export const VIA_DEPENDENCY = 'dependency';

/** Null for a record that lacks an id or a type: then it says nothing. */
export function dependencyRow(record: Readonly<Record<string, unknown>>): DependencyRow | null {
  const user = end(record, 'MetadataComponent');
  const used = end(record, 'RefMetadataComponent');
  return user === null || used === null ? null : { user, used };
}

function end(record: Readonly<Record<string, unknown>>, prefix: string): DependencyEnd | null {
  const text = (column: string): string | null => {
    const value = record[prefix + column];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const [id, type] = [text('Id'), text('Type')];
  if (id === null || type === null) return null;
  return { id: id.slice(0, 15), type, name: text('Name') ?? id, namespace: text('Namespace') };
}

/**
 * The row as a statement in the names of the store. A component that is not there keeps the org's own name with its
 * namespace: it lacks the object or folder, which the row does not say.
 */
export function dependencyFact({ user, used }: DependencyRow, nameOf: NameOfId): UsageFact {
  const [from, to] = [named(user, nameOf), named(used, nameOf)];
  return { fromType: from.type, fromName: from.name, toType: to.type, toName: to.name, via: VIA_DEPENDENCY };
}

function named({ id, type, name, namespace }: DependencyEnd, nameOf: NameOfId): Named {
  return nameOf(id) ?? { type, name: namespace === null ? name : `${namespace}__${name}` };
}
