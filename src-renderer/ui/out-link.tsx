import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useId } from 'react';
import { useAction } from '../api/queries.ts';
import classes from './out-link.module.css';
import { showFailure } from './toasts.tsx';

type Props = {
  readonly label: string;
  /** Undefined while it is asked for. */
  readonly link: { readonly url: string | null; readonly reason: string | null } | undefined;
};

/** Opens a page of the org in the browser; where there is none the reason stands beside the button. */
export function OutLink({ label, link }: Props) {
  const open = useAction('app.openLink');
  const reasonId = useId();
  const url = link?.url ?? null;
  const reason = link?.reason ?? null;
  return (
    <div className={classes.link}>
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
        {label}
      </Button>
      {reason === null ? null : (
        <span id={reasonId} className={classes.reason}>
          {reason}
        </span>
      )}
    </div>
  );
}
