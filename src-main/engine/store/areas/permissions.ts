import type { Database } from '../database.ts';
import { createPermissionTable, type PermissionKeys } from './permission-table.ts';

/** That a user has a permission set; ids of 15 characters. */
export type Assignment = {
  readonly orgId: string;
  readonly userId: string;
  /** A profile's own set, a permission set, or the set that stands for a group. */
  readonly setId: string;
  readonly groupId: string | null;
  /** ISO 8601; null: it does not end. */
  readonly expiresAt: string | null;
  /** False: the org says that it does not count, e.g. since it ended. */
  readonly active: boolean;
};

const COLUMNS = `org_id AS orgId, user_id AS userId, set_id AS setId, group_id AS groupId, expires_at AS expiresAt, active`;

type AssignmentRow = Omit<Assignment, 'active'> & { readonly active: number };

/** What permission sets, profiles and muting sets allow, and who has them. Callers group writes in transactions. */
export function createPermissions(db: Database) {
  const addHolder = db.prepare(
    `INSERT INTO permission_holder (connection_key, org_id) VALUES (?, ?)
     ON CONFLICT (connection_key, org_id) DO UPDATE SET org_id = excluded.org_id RETURNING key`,
  );
  const addTarget = db.prepare(
    `INSERT INTO permission_target (connection_key, object, field) VALUES (?, ?, ?)
     ON CONFLICT (connection_key, object, field) DO UPDATE SET field = excluded.field RETURNING key`,
  );
  const objectNames = db
    .prepare(`SELECT object FROM permission_target WHERE connection_key = ? AND field = '' ORDER BY object`)
    .pluck();
  const fieldNames = db
    .prepare(
      `SELECT field FROM permission_target WHERE connection_key = ? AND object = ? AND field <> '' ORDER BY field`,
    )
    .pluck();
  const putAssignment = db.prepare(
    `INSERT OR REPLACE INTO permission_assignment (connection_key, org_id, user_id, set_id, group_id, expires_at, active)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const dropAssignment = db.prepare('DELETE FROM permission_assignment WHERE connection_key = ? AND org_id = ?');
  const assignments = db.prepare(`SELECT ${COLUMNS} FROM permission_assignment WHERE connection_key = ?`);
  const assignmentsOf = db.prepare(
    `SELECT ${COLUMNS} FROM permission_assignment WHERE connection_key = ? AND user_id = ?`,
  );
  const removals = ['permission_holder', 'permission_target', 'permission_assignment'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE connection_key = ?`),
  );

  return {
    objects: createPermissionTable(db, 'object_permission'),
    fields: createPermissionTable(db, 'field_permission'),
    /** Objects, and fields of an object, that permissions were ever read for. */
    objectNames: (key: number): string[] => objectNames.all(key) as string[],
    fieldNames: (key: number, object: string): string[] => fieldNames.all(key, object) as string[],
    /** For one read; only inside transactions, since it makes rows. */
    keysFor(connectionKey: number): PermissionKeys {
      const holders = new Map<string, number>();
      const targets = new Map<string, number>();
      return {
        holder(orgId) {
          const known = holders.get(orgId);
          if (known !== undefined) return known;
          const { key } = addHolder.get(connectionKey, orgId) as { readonly key: number };
          holders.set(orgId, key);
          return key;
        },
        target(object, field) {
          const name = `${object}.${field}`;
          const known = targets.get(name);
          if (known !== undefined) return known;
          const { key } = addTarget.get(connectionKey, object, field) as { readonly key: number };
          targets.set(name, key);
          return key;
        },
      };
    },
    putAssignment(key: number, one: Assignment): void {
      putAssignment.run(key, one.orgId, one.userId, one.setId, one.groupId, one.expiresAt, Number(one.active));
    },
    dropAssignment(key: number, orgId: string): void {
      dropAssignment.run(key, orgId);
    },
    assignments: (key: number): Assignment[] => (assignments.all(key) as AssignmentRow[]).map(assignmentOf),
    /** @param userId of 15 or 18 characters */
    assignmentsOf: (key: number, userId: string): Assignment[] =>
      (assignmentsOf.all(key, userId.slice(0, 15)) as AssignmentRow[]).map(assignmentOf),
    /** Everything of an org, with its history. */
    removeAll(key: number): void {
      for (const removal of removals) removal.run(key);
    },
  };
}

function assignmentOf(row: AssignmentRow): Assignment {
  return { ...row, active: row.active === 1 };
}
