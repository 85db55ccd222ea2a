import packageJson from '../../../../package.json' with { type: 'json' };
import type { PrivacyReport } from '../../../../src-preload/contract/privacy-report.ts';
import { cloudTables } from './cloud-tables.ts';
import { hostTables } from './host-tables.ts';
import { keptTables } from './kept-tables.ts';
import { permissionTables } from './permission-tables.ts';
import { protectionTables } from './protection-tables.ts';
import { salesforceTables } from './salesforce-tables.ts';
import { shellTables } from './shell-tables.ts';

/**
 * The report for security reviewers: every table is made from a list that the code itself uses, or is held equal to the
 * code by a test. It describes the program and holds nothing of this computer.
 */
export function privacyReport(): PrivacyReport {
  return {
    version: packageJson.version,
    tables: [
      ...salesforceTables(),
      ...cloudTables(),
      ...hostTables(),
      ...keptTables(),
      ...protectionTables(),
      ...permissionTables(),
      ...shellTables(),
    ],
  };
}
