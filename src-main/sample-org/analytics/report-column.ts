import type { BundleField, BundleObject } from '../bundle.ts';
import type { OrgModel } from '../org-model.ts';
import type { Row, Table } from '../soql/table.ts';
import { findRow, findTable } from '../soql/tables.ts';

/** A column of a report: what it is called, what it holds and how it is read from a record of the base object. */
export interface ReportColumn {
  /** As reports name it: `AMOUNT`, `CUST_NAME`, `Account.Credit_Block__c`, `Site__c$Region__c`. */
  readonly code: string;
  readonly label: string;
  readonly dataType: string;
  /** Digits after the decimal point. */
  readonly scale: number;
  /** `Object.Field` that the column shows; null for one that no field stands behind. */
  readonly entityColumnName: string | null;
  readonly field: BundleField | null;
  /** The value of a record; null where it has none. */
  read(row: Row): unknown;
  /** The Id of the record that a name or a lookup leads to; null for any other column. */
  linkOf(row: Row): string | null;
}

/** Codes of standard report types that do not follow from a field's name. Paths are those of SOQL. */
const anyObject: Readonly<Record<string, string>> = {
  CUST_NAME: 'Name',
  CUST_ID: 'Id',
  CUST_OWNER_NAME: 'Owner.Name',
  CUST_CREATED_DATE: 'CreatedDate',
  CUST_CREATED_NAME: 'CreatedBy.Name',
  CUST_LAST_UPDATE: 'LastModifiedDate',
  CUST_LAST_UPDATE_NAME: 'LastModifiedBy.Name',
  CUST_RECORDTYPE: 'RecordType.Name',
  RECORDTYPE: 'RecordType.Name',
  CREATED: 'CreatedBy.Name',
  CREATED_DATEONLY: 'CreatedDate',
  LAST_UPDATE: 'LastModifiedDate',
  LAST_UPDATE_BY: 'LastModifiedBy.Name',
  UPDATED: 'LastModifiedBy.Name',
  FULL_NAME: 'Owner.Name',
  OWNER: 'Owner.Name',
  OWNER_FULL_NAME: 'Owner.Name',
  ASSIGNED: 'Owner.Name',
  'USERS.NAME': 'Owner.Name',
  'ACCOUNT.NAME': 'Account.Name',
  ACCOUNT_OWNER: 'Account.Owner.Name',
  ACCOUNT_RECORDTYPE: 'Account.RecordType.Name',
  CONTACT: 'Contact.Name',
  CONTACT_NAME: 'Contact.Name',
  LEAD_SOURCE: 'LeadSource',
  SALES: 'AnnualRevenue',
  EMPLOYEES: 'NumberOfEmployees',
  URL: 'Website',
  PHONE1: 'Phone',
  PHONE2: 'Fax',
  PHONE3: 'MobilePhone',
  EXP_AMOUNT: 'ExpectedRevenue',
  CLOSED: 'IsClosed',
  WON: 'IsWon',
  CLOSED_DATEONLY: 'ClosedDate',
};

const ofObject: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Account: {
    'ACCOUNT.NAME': 'Name',
    ACCOUNT_NAME: 'Name',
    ...address('ADDRESS1', 'Billing'),
    ...address('ADDRESS2', 'Shipping'),
  },
  Contact: { ...address('ADDRESS2', 'Mailing'), ...address('ADDRESS1', 'Other') },
  Lead: { COMPANY: 'Company', ...address('ADDRESS1', '') },
  Campaign: {
    AMOUNT_WON: 'AmountWonOpportunities',
    NUM_CONTACTS: 'NumberOfContacts',
    NUM_WON_OPPORTUNITIES: 'NumberOfWonOpportunities',
  },
  CampaignMember: { FIRST_NAME: 'Contact.FirstName', LAST_NAME: 'Contact.LastName' },
  OpportunityContactRole: {
    FIRST_NAME: 'Contact.FirstName',
    LAST_NAME: 'Contact.LastName',
    'CONTACT_ACCOUNT.NAME': 'Contact.Account.Name',
    CLOSE_DATE: 'Opportunity.CloseDate',
  },
  Task: { ACCOUNT: 'Account.Name', DUE_DATE: 'ActivityDate' },
};

function address(code: string, prefix: string): Readonly<Record<string, string>> {
  return {
    [`${code}_STREET`]: `${prefix}Street`,
    [`${code}_CITY`]: `${prefix}City`,
    [`${code}_STATE`]: `${prefix}State`,
    [`${code}_ZIP`]: `${prefix}PostalCode`,
    [`${code}_COUNTRY`]: `${prefix}Country`,
  };
}

/**
 * The column of that code, or undefined where the report type has none.
 * @param lookup the lookup over which the report type shows a parent; undefined: it shows none
 */
export function reportColumn(
  model: OrgModel,
  base: BundleObject,
  code: string,
  lookup?: string,
): ReportColumn | undefined {
  if (lookup !== undefined && code === 'FK_NAME') return columnAt(model, base, code, [lookup]);
  const target = base.fields.find(({ name }) => name === lookup)?.referenceTo?.[0];
  const parent = target === undefined ? undefined : model.object(target);
  const ofParent = lookup === undefined || parent === undefined ? [] : [...pathsOf(parent, ofParentAlone(code))];
  const paths = [...pathsOf(base, code), ...ofParent.map((path) => [lookup ?? '', ...path])];
  for (const path of code.startsWith('FK_') ? paths.toReversed() : paths) {
    const found = columnAt(model, base, code, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A parent's column without the mark that tells it from the child's: `FK_OPP_STAGE_NAME`, `FK_$Site__c.Region__c`. */
function ofParentAlone(code: string): string {
  return code.replace(/^FK_(\$|[A-Z]{3}_)/, '');
}

/** A column of a stored report that no field of the org stands behind: buckets, formulas, codes of other features. */
export function opaqueColumn(code: string): ReportColumn {
  return {
    code,
    label: code.replaceAll('_', ' '),
    dataType: 'string',
    scale: 0,
    entityColumnName: null,
    field: null,
    read: () => null,
    linkOf: () => null,
  };
}

/** Paths of fields that a code may mean, the likeliest first. */
function* pathsOf(base: BundleObject, code: string): Generator<readonly string[]> {
  const known = ofObject[base.name]?.[code] ?? anyObject[code];
  if (known !== undefined) yield known.split('.');
  const steps = code.split(/[.$]/);
  const [first = '', ...rest] = steps;
  // `Account.Credit_Block__c` on accounts is their own field; on another object it is that of its account.
  if (first === base.name && rest.length > 0) yield rest;
  yield steps;
  if (steps.length > 1 || !/^[A-Z][A-Z0-9_]*$/.test(code)) return;
  const words = code.split('_');
  yield [words.join('')];
  if (words[0] === base.name.toUpperCase()) yield [words.slice(1).join('')];
  for (let cut = 1; cut < words.length; cut += 1) yield [words.slice(0, cut).join(''), words.slice(cut).join('')];
}

interface Step {
  readonly table: Table;
  readonly via: string;
  /** The object that has the lookup. */
  readonly from: BundleObject;
}

function columnAt(
  model: OrgModel,
  base: BundleObject,
  code: string,
  path: readonly string[],
): ReportColumn | undefined {
  const table = findTable(model, 'data', base.name);
  if (table === undefined) return undefined;
  const steps: Step[] = [];
  let at = { table, object: base };
  for (const name of path.slice(0, -1)) {
    const step = parentOf(model, at.table, at.object, name);
    if (step === undefined) return undefined;
    steps.push({ table: step.table, via: step.via, from: at.object });
    at = step;
  }
  return lastColumn(model, at, steps, code, path.at(-1) ?? '');
}

/** The parent that a relationship, a lookup field or the parent's own name leads to. */
function parentOf(
  model: OrgModel,
  table: Table,
  object: BundleObject,
  name: string,
): { readonly table: Table; readonly object: BundleObject; readonly via: string } | undefined {
  const wanted = name.toLowerCase();
  const relation = table.relations.find(
    (candidate) =>
      [candidate.name, candidate.via].some((one) => one.toLowerCase() === wanted) ||
      candidate.target.toLowerCase() === wanted,
  );
  if (relation === undefined) return undefined;
  const parent = findTable(model, 'data', relation.target);
  const parentObject = model.object(relation.target) ?? object;
  return parent === undefined ? undefined : { table: parent, object: parentObject, via: relation.via };
}

function lastColumn(
  model: OrgModel,
  { table, object }: { readonly table: Table; readonly object: BundleObject },
  steps: readonly Step[],
  code: string,
  name: string,
): ReportColumn | undefined {
  const wanted = name.toLowerCase();
  const column = table.columns.find((candidate) => candidate.name.toLowerCase() === wanted);
  const rowOf = (row: Row): Row | undefined => {
    let at: Row | undefined = row;
    for (const { table: parent, via } of steps) {
      at = at === undefined ? undefined : findRow(model, parent, at[via]);
    }
    return at;
  };
  const lookup = table.relations.find(
    (relation) => relation.via.toLowerCase() === wanted || relation.name.toLowerCase() === wanted,
  );
  if (lookup !== undefined && column?.type !== 'id') {
    const parent = findTable(model, 'data', lookup.target);
    const nameColumn = parent === undefined ? undefined : nameColumnOf(model, parent.name);
    const field = object.fields.find((candidate) => candidate.name === lookup.via) ?? null;
    if (parent !== undefined && nameColumn !== undefined)
      return {
        code,
        label: field?.label ?? lookup.name,
        dataType: 'string',
        scale: 0,
        entityColumnName: `${table.name}.${lookup.via}`,
        field,
        read: (row) => findRow(model, parent, rowOf(row)?.[lookup.via])?.[nameColumn] ?? null,
        linkOf: (row) => textOrNull(rowOf(row)?.[lookup.via]),
      };
  }
  if (column === undefined) return undefined;
  const field = object.fields.find((candidate) => candidate.name.toLowerCase() === wanted) ?? null;
  const isName = nameColumnOf(model, table.name)?.toLowerCase() === wanted;
  return {
    code,
    label: isName ? nameLabel(object, field, steps.at(-1)) : (field?.label ?? name),
    dataType: dataTypeOf(column.type),
    scale: field?.scale ?? 0,
    entityColumnName: `${table.name}.${column.name}`,
    field,
    read: (row) => rowOf(row)?.[column.name] ?? null,
    linkOf: isName ? (row) => textOrNull(rowOf(row)?.[table.key]) : () => null,
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Columns of names say whose: `Opportunity Name`, `Account Owner`, `Created By`. */
function nameLabel(object: BundleObject, field: BundleField | null, step: Step | undefined): string {
  const own = field?.label ?? 'Name';
  if (step !== undefined && step.table.name === 'User') {
    if (step.via === 'OwnerId') return `${step.from.label} Owner`;
    const lookup = step.from.fields.find(({ name }) => name === step.via);
    return (lookup?.label ?? step.via).replace(/ ID$/, '');
  }
  return own === 'Name' ? `${object.label} Name` : own;
}

/** The field that names a record of the object. */
function nameColumnOf(model: OrgModel, object: string): string | undefined {
  if (object === 'User' || object === 'RecordType' || object === 'Profile') return 'Name';
  return model.object(object)?.fields.find((field) => field.nameField === true)?.name;
}

/** Types as the Analytics API names them. */
function dataTypeOf(type: string): string {
  if (type === 'reference') return 'id';
  if (type === 'combobox' || type === 'encryptedstring' || type === 'address') return 'string';
  return type === 'long' ? 'int' : type;
}
