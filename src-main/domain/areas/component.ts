/** What JSON can say. */
export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [name: string]: Fact };

/**
 * One component as it was read.
 *
 * `facts` are the type's own: a key that `columns.ts` lists for the type is shown in grids and exports, and the others in
 * the drawer. A fact that could not be read is absent from `facts` and named in `unknown`.
 */
export type Component = {
  /** Metadata API type name, as the contract's `COMPONENT_TYPES` lists it. */
  readonly type: string;
  /** As dependencies write it: `folder/name`, `Object.Rule`, otherwise the developer name. Unique among its type. */
  readonly name: string;
  readonly label: string;
  readonly object: string | null;
  readonly namespace: string | null;
  /** 15 characters where it is a Salesforce id. */
  readonly orgId: string | null;
  readonly description: string | null;
  /** ISO 8601, UTC. */
  readonly createdDate: string | null;
  /** A user's name as the org shows it. */
  readonly createdBy: string | null;
  readonly lastModifiedDate: string | null;
  readonly lastModifiedBy: string | null;
  readonly facts: { readonly [name: string]: Fact };
  /** What search looks through besides name and label and description: formulas, messages, names of columns. */
  readonly searchText: string | null;
  readonly unknown: readonly string[];
};

/** "A uses B", as one source says it. */
export type UsageFact = {
  readonly fromType: string;
  readonly fromName: string;
  /** `CustomField` for fields of any kind, standard ones too; `CustomObject` for objects. */
  readonly toType: string;
  readonly toName: string;
  readonly via: string;
};
