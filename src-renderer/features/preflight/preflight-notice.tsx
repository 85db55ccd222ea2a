import { Button } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { t } from '../../i18n/t.ts';
import { Banner } from '../../ui/banner.tsx';
import { missingOf, workingOf } from './preflight-text.ts';
import { usePreflight } from './use-preflight.ts';

const icon = <IconChecklist size={17} stroke={1.6} aria-hidden="true" />;

/** Where the next step after a sign-in is: says what the user may not read. Nothing when everything works. */
export function PreflightNotice({ connection }: { readonly connection: Connection }) {
  const { found } = usePreflight(connection.id);
  const navigate = useNavigate();
  const org = connection.name;
  if (found === undefined || found === null) return null;
  const missing = missingOf(found);
  const count = found.areas.length - workingOf(found);
  if (count === 0) return null;
  return (
    <Banner
      tone={missing.length === 0 ? 'plain' : 'warn'}
      icon={icon}
      title={
        missing.length === 0
          ? t('preflight.notice.other', { count, org })
          : t('preflight.notice.missing', { count: missing.length, org })
      }
      text={missing.join(', ')}
    >
      <Button
        variant="default"
        onClick={() => void navigate({ to: '/org/$connectionId/permissions', params: { connectionId: connection.id } })}
      >
        {t('preflight.notice.show')}
      </Button>
    </Banner>
  );
}
