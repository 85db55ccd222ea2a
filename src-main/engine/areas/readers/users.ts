import { shortId } from '../../../domain/metadata/api-names.ts';
import type { AreaReader } from '../area-run.ts';
import { readList } from '../read-list.ts';
import { booleanOf, dateOf, parentOf, textOf } from '../record-facts.ts';

/**
 * Users, inactive ones too: who they are in the org, and nothing more of the person. They are known by their id: a user
 * name has the form of an e-mail address and often is one, so that it is not asked for.
 */
export const readUsers: AreaReader = async (run) => {
  const since = run.watermark as { readonly users?: string } | null;
  const users = await readList(run, {
    type: 'User',
    sObject: 'User',
    api: 'data',
    purpose: 'reports',
    fields: 'Name, IsActive, UserType, ProfileId, Profile.Name',
    common: 'LastModifiedDate',
    since: since?.users ?? null,
    component: (record) => {
      const id = textOf(record.Id);
      if (id === null) return null;
      const name = shortId(id);
      return {
        type: 'User',
        name,
        label: textOf(record.Name) ?? name,
        object: null,
        namespace: null,
        orgId: name,
        description: null,
        createdDate: null,
        createdBy: null,
        lastModifiedDate: dateOf(record.LastModifiedDate),
        lastModifiedBy: null,
        facts: {
          active: booleanOf(record.IsActive),
          profile: textOf(parentOf(record, 'Profile', 'Name')),
          userType: textOf(record.UserType),
        },
        searchText: null,
        unknown: [],
      };
    },
  });
  return { users };
};
