import type { BundleStamp } from '../bundle-parts.ts';
import { datesOf } from '../org-model.ts';
import type { OrgModel } from '../org-model.ts';
import { audit, columns, onceForModel } from './table.ts';
import type { Column, Relation, Row, Table } from './table.ts';

/*
 * What the tables of Setup have in common: who made a row and when, and the columns of things that packages can bring.
 */

interface Shape {
  readonly name: string;
  readonly label: string;
  readonly keyPrefix: string | null;
  readonly key?: string;
  readonly columns: readonly Column[];
  readonly relations?: readonly Relation[];
  readonly visible?: Table['visible'];
  readonly rows: (model: OrgModel) => readonly Row[];
}

/** A table whose rows are made once for a model and carry CreatedBy and LastModifiedBy. */
export function setupTable({ key = 'Id', relations = [], rows, columns: own, ...shape }: Shape): Table {
  return {
    ...shape,
    key,
    columns: [...own, ...audit.columns],
    relations: [...relations, ...audit.relations],
    isCatalog: false,
    rows: onceForModel(rows),
  };
}

/** Columns of what a managed package can bring. */
export const packaged = columns('NamespacePrefix', 'ManageableState:picklist');

/** Values of `packaged`. */
export function packagedValues(namespace: string | null): Row {
  return { NamespacePrefix: namespace, ManageableState: namespace === null ? 'unmanaged' : 'installed' };
}

/** The Id of a user by name; the running user where the bundle names nobody or somebody it does not have. */
export function userId(model: OrgModel, username: string | undefined): string {
  return model.users.find((user) => user.Username === username)?.Id ?? model.runningUser.Id;
}

/** Who made a thing and when; dates that the bundle lacks follow from the seed. */
export function stampOf(model: OrgModel, thing: BundleStamp, seed: string): Row {
  const dates = datesOf(thing, seed);
  const by = userId(model, thing.createdBy);
  return {
    CreatedDate: dates.createdDate,
    CreatedById: by,
    LastModifiedDate: dates.lastModifiedDate,
    LastModifiedById: by,
    SystemModstamp: dates.lastModifiedDate,
  };
}

/** Stamp of what has been there since the org was made. */
export function foundingStamp(model: OrgModel): Row {
  const at = model.organization.CreatedDate;
  const by = model.runningUser.Id;
  return { CreatedDate: at, CreatedById: by, LastModifiedDate: at, LastModifiedById: by, SystemModstamp: at };
}

/** Parts a name with a package's prefix: `fieldmile__Route_Check`, `fieldmile__Route__c`. `Site__c` has none. */
export function splitNamespace(name: string): { readonly namespace: string | null; readonly local: string } {
  const [, namespace, local] = /^([A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*)__([A-Za-z].*)$/.exec(name) ?? [];
  const isSuffix = /^(c|e|b|x|mdt|kav)$/.test(local ?? '');
  return namespace === undefined || local === undefined || isSuffix
    ? { namespace: null, local: name }
    : { namespace, local };
}
