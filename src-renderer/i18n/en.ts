import { access } from './en/access.ts';
import { usage } from './en/usage.ts';
import { about } from './en/about.ts';
import { accounts } from './en/accounts.ts';
import { activity } from './en/activity.ts';
import { areas } from './en/areas.ts';
import { choice } from './en/choice.ts';
import { components } from './en/components.ts';
import { connections } from './en/connections.ts';
import { drawer } from './en/drawer.ts';
import { errors } from './en/errors.ts';
import { exportHistory } from './en/export-history.ts';
import { exportSteps } from './en/export-steps.ts';
import { exportsText } from './en/exports.ts';
import { fields } from './en/fields.ts';
import { grid } from './en/grid.ts';
import { ledger } from './en/ledger.ts';
import { objectPage } from './en/object-page.ts';
import { objects } from './en/objects.ts';
import { preferences } from './en/preferences.ts';
import { preflight } from './en/preflight.ts';
import { privacyBackup } from './en/privacy-backup.ts';
import { privacy } from './en/privacy.ts';
import { reads } from './en/reads.ts';
import { reportAnalysis } from './en/report-analysis.ts';
import { search } from './en/search.ts';
import { secretBackup } from './en/secret-backup.ts';
import { sfImport } from './en/sf-import.ts';
import { shell } from './en/shell.ts';
import { signIn } from './en/sign-in.ts';
import { support } from './en/support.ts';
import { sync } from './en/sync.ts';
import { vault } from './en/vault.ts';
import { welcome } from './en/welcome.ts';

/** The English catalog: message id → ICU text. One file per area. */
export const en = {
  ...shell,
  ...usage,
  ...access,
  ...reportAnalysis,
  ...welcome,
  ...vault,
  ...secretBackup,
  ...connections,
  ...reads,
  ...signIn,
  ...sfImport,
  ...choice,
  ...areas,
  ...components,
  ...sync,
  ...grid,
  ...drawer,
  ...objects,
  ...objectPage,
  ...fields,
  ...search,
  ...exportsText,
  ...exportSteps,
  ...exportHistory,
  ...accounts,
  ...activity,
  ...ledger,
  ...preflight,
  ...preferences,
  ...privacy,
  ...privacyBackup,
  ...support,
  ...about,
  ...errors,
} as const;
