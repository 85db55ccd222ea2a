import type { Migration } from '../migrate.ts';
import { foundation } from './0001-foundation.ts';
import { catalog } from './0002-catalog.ts';
import { browserSignIn } from './0003-browser-sign-in.ts';
import { exportsAndAccounts } from './0004-exports-and-accounts.ts';
import { dataClassification } from './0005-data-classification.ts';
import { analytics } from './0006-analytics.ts';
import { errorLogAndJobs } from './0007-error-log-and-jobs.ts';
import { retention } from './0008-retention.ts';
import { readingMode } from './0009-reading-mode.ts';
import { ledgerFilter } from './0010-ledger-filter.ts';
import { preflight } from './0011-preflight.ts';
import { components } from './0012-components.ts';

/** Every migration in order. A landed one is never edited: a change of mind is a new one. */
export const migrations: readonly Migration[] = [
  foundation,
  catalog,
  browserSignIn,
  exportsAndAccounts,
  dataClassification,
  analytics,
  errorLogAndJobs,
  retention,
  readingMode,
  ledgerFilter,
  preflight,
  components,
];
