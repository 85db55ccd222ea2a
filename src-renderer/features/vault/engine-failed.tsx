import { IconAlertTriangle } from '@tabler/icons-react';
import { t } from '../../i18n/t.ts';
import { Centred } from '../../ui/centred.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** The engine stopped too often to be started again. */
export function EngineFailed() {
  return (
    <Centred main>
      <EmptyState
        icon={<IconAlertTriangle size={28} stroke={1.5} aria-hidden="true" />}
        heading="h1"
        title={t('engine.failedTitle')}
        text={t('engine.failedText')}
      />
    </Centred>
  );
}
