import type { Clock, SecretSealer } from '../../../ports.ts';
import type { Store } from '../../../store/store.ts';
import type { BackupSection } from '../backup-section.ts';
import { accountsSection } from './accounts-section.ts';
import { chosenObjectsSection } from './chosen-objects-section.ts';
import { connectionsSection } from './connections-section.ts';
import { exportHistorySection } from './export-history-section.ts';
import { exportPresetsSection } from './export-presets-section.ts';
import { preferencesSection } from './preferences-section.ts';

/**
 * Every kind of record that a person makes, in the order in which they are restored: what others need comes first. A
 * feature that adds a kind adds its section here, and nothing else.
 */
export function backupSections(
  store: Pick<Store, 'settings' | 'connections' | 'accounts' | 'backup'>,
  sealer: SecretSealer,
  now: Clock,
): readonly BackupSection[] {
  const { settings, connections, accounts, backup } = store;
  return [
    preferencesSection(settings),
    accountsSection({ backup, accounts, sealer }),
    connectionsSection({ backup, connections, sealer, now }),
    chosenObjectsSection({ backup, connections }),
    exportPresetsSection(backup),
    exportHistorySection(backup),
  ];
}
