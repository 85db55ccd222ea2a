import { Button } from '@mantine/core';
import { IconListDetails, IconSearchOff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useCall } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

const icon = { size: 28, stroke: 1.4, 'aria-hidden': true } as const;

/** Nothing has been read: the one action that changes it, or that it is changing already. */
export function EmptyFields({ connectionId }: { readonly connectionId: string }) {
  const navigate = useNavigate();
  const reading = useCall('sync.status', { connectionId }).data?.state === 'running';
  if (reading) {
    return (
      <EmptyState
        icon={<IconListDetails {...icon} />}
        title={t('fields.empty.title')}
        text={t('fields.empty.reading')}
      />
    );
  }
  return (
    <EmptyState icon={<IconListDetails {...icon} />} title={t('fields.empty.title')} text={t('fields.empty.text')}>
      <Button onClick={() => void navigate({ to: '/org/$connectionId/choose', params: { connectionId } })}>
        {t('fields.empty.action')}
      </Button>
    </EmptyState>
  );
}

/** The filters leave nothing. */
export function NoFieldMatches({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState icon={<IconSearchOff {...icon} />} title={t('fields.noMatch.title')} text={t('fields.noMatch.text')}>
      <Button variant="default" onClick={onClear}>
        {t('fields.noMatch.clear')}
      </Button>
    </EmptyState>
  );
}
