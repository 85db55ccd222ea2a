import { z } from 'zod';
import { connectionId } from './connections.ts';

/** What gives access: a profile, a permission set, or a group of sets. */
export const HOLDER_KINDS = ['profile', 'permission set', 'permission set group'] as const;
export const holderKind = z.enum(HOLDER_KINDS);
export type HolderKind = z.infer<typeof holderKind>;

export const accessHolder = z.object({
  kind: holderKind,
  /** Developer name, or the profile's name: how components are named. */
  name: z.string(),
  label: z.string(),
  license: z.string().nullable(),
  /** Users that have it now, expired assignments left out; null when assignments could not be read. */
  assigned: z.number().nullable(),
  /** A set that is active only in a session that asked for it. */
  sessionBased: z.boolean(),
  /** A group whose calculated access is out of date in the org. */
  outdated: z.boolean(),
});
export type AccessHolder = z.infer<typeof accessHolder>;

/** Rights to an object; null is unknown. */
export const objectRights = z.object({
  read: z.boolean(),
  create: z.boolean(),
  edit: z.boolean(),
  delete: z.boolean(),
  viewAll: z.boolean(),
  modifyAll: z.boolean(),
  viewAllFields: z.boolean(),
});
export type ObjectRights = z.infer<typeof objectRights>;

/** One way by which a right comes, from the subject down to what grants it. */
export const accessPath = z.object({
  /** A right by its name in `objectRights`, or a system permission. Of a field also `object read`: that of its object. */
  right: z.string(),
  /** E.g. `Profile Standard User`, or `Group Sales` then `Permission set Quotes`. */
  through: z.array(z.object({ kind: z.string(), name: z.string(), label: z.string() })),
  /**
   * What grants it there: `object permission`, `field permission`, `View All Data`, `Modify All Data`, `View All Records`,
   * `Modify All Records`, `View All Fields`, `system permission`; for a field that takes no field permission, by what its
   * object is reached, and that it takes none.
   */
  by: z.string(),
  /** Only in a session that asked for it. */
  inSession: z.boolean(),
});
export type AccessPath = z.infer<typeof accessPath>;

const subject = z.discriminatedUnion('kind', [
  /** By id, of 15 or 18 characters. */
  z.strictObject({ kind: z.literal('user'), id: z.string().regex(/^005[A-Za-z0-9]{12}(?:[A-Z0-5]{3})?$/) }),
  z.strictObject({
    kind: z.literal('holders'),
    profile: z.string().max(200).nullable(),
    sets: z.array(z.string().max(200)).max(500),
    groups: z.array(z.string().max(200)).max(500),
  }),
]);
export type AccessSubject = z.infer<typeof subject>;

/** Why an answer may be incomplete; empty when everything that it needs was read. */
const gaps = z.array(z.string());
const MAX_HOLDERS = 2000;

export const accessMethods = {
  'access.subjects': {
    input: z.strictObject({ connectionId }),
    output: z.object({
      holders: z.array(accessHolder),
      users: z.array(
        /** `id`: 15 characters; two people may have the same name. */
        z.object({ id: z.string(), name: z.string(), active: z.boolean(), profile: z.string().nullable() }),
      ),
      gaps,
    }),
  },
  /** Rights of each holder to each object; `objects` null: those that some holder has a right to. */
  'access.objectMatrix': {
    input: z.strictObject({
      connectionId,
      objects: z.array(z.string().max(100)).max(5000).nullable(),
      holders: z
        .array(z.strictObject({ kind: holderKind, name: z.string().max(200) }))
        .max(MAX_HOLDERS)
        .nullable(),
    }),
    output: z.object({
      holders: z.array(accessHolder),
      rows: z.array(z.object({ object: z.string(), label: z.string(), rights: z.array(objectRights.nullable()) })),
      gaps,
    }),
  },
  /** Rights of each holder to each field of an object: `edit` implies `read`; null where field access does not apply. */
  'access.fieldMatrix': {
    input: z.strictObject({
      connectionId,
      object: z.string().max(100),
      holders: z
        .array(z.strictObject({ kind: holderKind, name: z.string().max(200) }))
        .max(MAX_HOLDERS)
        .nullable(),
    }),
    output: z.object({
      holders: z.array(accessHolder),
      rows: z.array(
        z.object({
          field: z.string(),
          label: z.string(),
          rights: z.array(z.enum(['none', 'read', 'edit']).nullable()),
        }),
      ),
      gaps,
    }),
  },
  /** Who can see or edit a field: each holder, and each active user, with the paths. */
  'access.ofField': {
    input: z.strictObject({ connectionId, object: z.string().max(100), field: z.string().max(100) }),
    output: z.object({
      holders: z.array(
        z.object({ holder: accessHolder, read: z.boolean(), edit: z.boolean(), paths: z.array(accessPath) }),
      ),
      users: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          active: z.boolean(),
          profile: z.string().nullable(),
          read: z.boolean(),
          edit: z.boolean(),
          /** Only in a session that asked for it. */
          inSession: z.object({ read: z.boolean(), edit: z.boolean() }),
          paths: z.array(accessPath),
        }),
      ),
      gaps,
    }),
  },
  /** Effective access of a user or of a set of holders, to all objects or to the fields of one. */
  'access.effective': {
    input: z.strictObject({ connectionId, subject, object: z.string().max(100).nullable() }),
    output: z.object({
      objects: z.array(
        z.object({
          object: z.string(),
          label: z.string(),
          rights: objectRights,
          inSession: objectRights,
          paths: z.array(accessPath),
        }),
      ),
      /** Of the one object; empty when none was named. */
      fields: z.array(
        z.object({
          field: z.string(),
          label: z.string(),
          read: z.boolean(),
          edit: z.boolean(),
          inSession: z.object({ read: z.boolean(), edit: z.boolean() }),
          paths: z.array(accessPath),
        }),
      ),
      /** System permissions by API name (`ViewAllData`, …), with the paths. */
      system: z.array(
        z.object({
          name: z.string(),
          /** As Setup shows it. */
          label: z.string(),
          inSession: z.boolean(),
          paths: z.array(accessPath),
        }),
      ),
      /** What the subject is made of, with what is left out and why (expired, session-based, outdated group). */
      parts: z.array(z.object({ holder: accessHolder, counts: z.boolean(), note: z.string().nullable() })),
      gaps,
    }),
  },
} as const;
