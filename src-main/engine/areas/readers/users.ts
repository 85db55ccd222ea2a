import type { AreaReader } from '../area-run.ts';
import { readList } from '../read-list.ts';
import { booleanOf, dateOf, parentOf, textOf } from '../record-facts.ts';

/**
 * Users, inactive ones too: who they are in the org, and nothing more of the person. No e-mail address is asked for; the
 * user name often looks like one.
 */
export const readUsers: AreaReader = async (run) => {
  const since = run.watermark as { readonly users?: string } | null;
  const users = await readList(run, {
    type: 'User',
    sObject: 'User',
    api: 'data',
    purpose: 'reports',
    fields: 'Name, Username, IsActive, UserType, ProfileId, Profile.Name',
    common: 'LastModifiedDate',
    since: since?.users ?? null,
    component: (record) => {
      const name = textOf(record.Username);
      if (name === null) return null;
      return {
        type: 'User',
        name,
        label: textOf(record.Name) ?? name,
        object: null,
        namespace: null,
        orgId: textOf(record.Id),
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
