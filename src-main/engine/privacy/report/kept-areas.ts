import { app, type KeptTable, org, orgPerson, typed, VERSIONED, WITH_ORG } from './kept-column.ts';

const connectionKey = app('Number of the connection that it belongs to.');

const COMPONENT = {
  type: org('Its type in the Metadata API.'),
  name: org('Its developer name.'),
  label: org('Label.'),
  object: org('The object that it belongs to.'),
  namespace: org('Namespace prefix of the managed package.'),
  description: org('Description, as admins wrote it.'),
  created_date: org('When it was made.'),
  created_by: orgPerson('Who made it: a name.'),
  last_modified_date: org('When it was last changed.'),
  last_modified_by: orgPerson('Who changed it last: a name.'),
  facts: org('What its type has besides, as JSON: of a report its columns, of a user whether it is active.'),
  unknown: app('Which facts could not be read.'),
};

const PERMISSION = {
  id: app('Number of the row.'),
  holder_key: app('Number of the permission set.'),
  target_key: app('Number of the object or field.'),
  valid_from: app('The read that saw it first.'),
  valid_to: app('The read that no longer saw it so; empty: until now.'),
};

/** The tables of what was read of orgs besides objects and fields. */
export const KEPT_AREAS = {
  area_state: {
    row: 'An area of the catalog, such as reports or flows: whether it is read, and how far.',
    until: WITH_ORG,
    columns: {
      connection_key: connectionKey,
      area: app('Which area.'),
      chosen: typed('Whether the person chose it for reading.'),
      state: app('How far it is read.'),
      read_at: app('When it was last read to its end.'),
      read_in: app('Number of the read that read it last.'),
      watermark: org('Up to when changes are in the store, as JSON.'),
    },
  },
  component: {
    row: 'A report, dashboard, flow, user, permission set or other component as it was from one read to another.',
    until: WITH_ORG,
    columns: {
      ...VERSIONED,
      area: app('The area that it was read with.'),
      ...COMPONENT,
      org_id: org('Its id in the org.'),
      search_text: org('Texts of its definition once more, for search.'),
      read_at: app('When it was last read.'),
      read_in: app('Number of the read that confirmed it last.'),
    },
  },
  component_cell: {
    row: 'What tables show of a component, once more, so that they open quickly.',
    until: WITH_ORG,
    columns: {
      id: app('Number of the component.'),
      connection_key: connectionKey,
      ...COMPONENT,
      aside: org('Whether it is of a package or switched off: search shows it after others.'),
    },
  },
  component_names: {
    row: 'Full-text index of names; its four inner tables hold the same in pieces of three letters.',
    until: WITH_ORG,
    columns: { name: org('Names of components.'), label: org('Labels of components.') },
  },
  component_texts: {
    row: 'Full-text index of texts; its four inner tables hold the same in pieces of three letters.',
    until: WITH_ORG,
    columns: {
      description: org('Descriptions of components.'),
      search_text: org('Texts of definitions: formulas, messages, names of columns.'),
    },
  },
  permission_holder: {
    row: 'A number in place of the id of a permission set.',
    until: WITH_ORG,
    columns: { key: app('The number.'), connection_key: connectionKey, org_id: org('Id of the permission set.') },
  },
  permission_target: {
    row: 'A number in place of the name of an object or field.',
    until: WITH_ORG,
    columns: {
      key: app('The number.'),
      connection_key: connectionKey,
      object: org('API name of the object.'),
      field: org('API name of the field; empty: the object itself.'),
    },
  },
  object_permission: {
    row: 'What a permission set allows with an object, from one read to another.',
    until: WITH_ORG,
    columns: {
      ...PERMISSION,
      rights: org('Read, create, edit, delete, view all, modify all, view all fields, as bits.'),
    },
  },
  field_permission: {
    row: 'What a permission set allows with a field, from one read to another.',
    until: WITH_ORG,
    columns: { ...PERMISSION, rights: org('Read and edit, as bits.') },
  },
  permission_assignment: {
    row: 'That a user has a permission set or a group of them.',
    until: WITH_ORG,
    columns: {
      connection_key: connectionKey,
      org_id: org('Id of the assignment.'),
      user_id: orgPerson('Id of the user.'),
      set_id: org('Id of the permission set.'),
      group_id: org('Id of the group that it stands for.'),
      expires_at: org('When it ends.'),
      active: org('Whether the org counts it.'),
    },
  },
  custom_field_id: {
    row: 'Which custom field an id is of.',
    until: WITH_ORG,
    columns: {
      connection_key: connectionKey,
      org_id: org('Id of the custom field.'),
      object: org('API name of its object.'),
      field: org('API name of the field.'),
    },
  },
  usage: {
    row: 'That one component uses another.',
    until: WITH_ORG,
    columns: {
      connection_key: connectionKey,
      source: app('What was read to know it.'),
      from_type: org('Type of what uses.'),
      from_name: org('Name of what uses.'),
      to_type: org('Type of what is used.'),
      to_name: org('Name of what is used.'),
      via: org('How: as a column, a filter, in a formula, …'),
    },
  },
} as const satisfies Readonly<Record<string, KeptTable>>;
