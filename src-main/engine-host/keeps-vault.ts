import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { VAULT_FILE } from '../engine/vault/vault-names.ts';

/**
 * Whether the data folder holds a vault that a fresh engine will call locked; known before an engine can answer. A folder
 * with less than that (a copy, a store without its vault) is left to the engine to judge.
 */
export const keepsVault = (dataDir: string): boolean => existsSync(join(dataDir, VAULT_FILE));
