import type { Migration } from '../migrate.ts';

/** Placeholder until the sync engineer's tables. */
export const catalog: Migration = { id: 2, name: 'catalog', sql: '' };
