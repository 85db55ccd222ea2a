import type { Migration } from '../migrate.ts';

/** What may be read through each connection: metadata only, until somebody allows records as well. */
export const readingMode: Migration = {
  id: 9,
  name: 'reading mode',
  sql: `
    ALTER TABLE connection ADD COLUMN reads TEXT NOT NULL DEFAULT 'metadata'
      CHECK (reads IN ('metadata', 'metadata and records'));
  `,
};
