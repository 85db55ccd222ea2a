import type { Migration } from '../migrate.ts';

/** How a connection was signed in with the browser, and whether its sign-in outlives a lock. */
export const browserSignIn: Migration = {
  id: 3,
  name: 'browser sign-in',
  sql: `
    -- The sign-in page and the app that a refresh token belongs to; NULL for a pasted access token.
    ALTER TABLE connection ADD COLUMN login_url TEXT;
    ALTER TABLE connection ADD COLUMN client_id TEXT;
    ALTER TABLE connection ADD COLUMN forget_at_lock INTEGER NOT NULL DEFAULT 0;
  `,
};
