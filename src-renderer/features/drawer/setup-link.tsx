import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useId } from 'react';
import { useAction, useCall } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { showFailure } from '../../ui/toasts.tsx';
import classes from './drawer.module.css';

type Props = { readonly connectionId: string; readonly object: string; readonly field: string | null };

/** Opens the thing's Setup page in the browser; where there is none the reason stands beside the button. */
export function SetupLink({ connectionId, object, field }: Props) {
  const { data } = useCall('catalog.setupLink', { connectionId, object, field });
  const open = useAction('app.openLink');
  const reasonId = useId();
  const url = data?.url ?? null;
  const reason = data?.reason ?? null;
  return (
    <div className={classes.setup}>
      <Button
        variant="default"
        leftSection={<IconExternalLink size={14} stroke={1.6} aria-hidden="true" />}
        // Stays reachable by keyboard, so that the reason is heard too.
        data-disabled={url === null ? true : undefined}
        aria-disabled={url === null}
        aria-describedby={reason === null ? undefined : reasonId}
        onClick={() => {
          if (url !== null) open.mutate({ url }, { onError: showFailure });
        }}
      >
        {t('drawer.setup')}
      </Button>
      {reason === null ? null : (
        <span id={reasonId} className={classes.quiet}>
          {reason}
        </span>
      )}
    </div>
  );
}
