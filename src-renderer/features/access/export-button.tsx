import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { t } from '../../i18n/t.ts';
import { openExport, useExportStore } from '../exports/export-store.ts';

/** Exports the list on screen, whichever of them it is. */
export function ExportButton({ connectionId }: { readonly connectionId: string }) {
  const isShown = useExportStore(({ shown }) => shown?.kind === 'access');
  return (
    <Button
      leftSection={<IconDownload size={14} stroke={1.6} aria-hidden="true" />}
      disabled={!isShown}
      onClick={() => openExport(connectionId, { kind: 'new', grid: true })}
    >
      {t('access.export')}
    </Button>
  );
}
