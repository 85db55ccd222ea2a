import type { Database } from '../../src-main/engine/store/database.ts';
import { type CatalogStore, createCatalogStore } from '../../src-main/engine/store/catalog/index.ts';
import { openStore } from './network.ts';

/** An empty catalog with the connection `c`, whose key is 1. */
export function openCatalogStore(createdAt: string): { readonly db: Database; readonly catalog: CatalogStore } {
  const db = openStore();
  db.prepare(
    `INSERT INTO connection (key, id, name, group_name, colour, notes, type, instance_url, created_at)
     VALUES (1, 'c', 'Org', '', '', '', 'production', 'https://acme.my.salesforce.com', ?)`,
  ).run(createdAt);
  return { db, catalog: createCatalogStore(db) };
}
