import type { Migration } from '../migrate.ts';

/** What an org's data classification says of a field. */
export const dataClassification: Migration = {
  id: 5,
  name: 'data classification',
  sql: `
    ALTER TABLE field ADD COLUMN security_classification TEXT;
    ALTER TABLE field ADD COLUMN compliance_group TEXT;

    -- Nobody asked for it until now: that is unknown, not empty.
    UPDATE field SET unknown = json_insert(
      json_insert(coalesce(unknown, '[]'), '$[#]', 'securityClassification'), '$[#]', 'complianceGroup'
    ) WHERE valid_to IS NULL;

    -- The next read asks for all definitions again, not only for the changed ones.
    UPDATE org_object SET definitions_since = NULL;
  `,
};
