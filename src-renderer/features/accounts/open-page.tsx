import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useAction } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { showFailure } from '../../ui/toasts.tsx';

/** Opens a page of the provider in the system's browser. */
export function OpenPage({ url, place }: { readonly url: string; readonly place: string }) {
  const open = useAction('app.openLink');
  return (
    <Button
      variant="default"
      size="compact-sm"
      rightSection={<IconExternalLink size={13} stroke={1.6} aria-hidden="true" />}
      onClick={() => open.mutate({ url }, { onError: showFailure })}
    >
      {t('setup.open', { place })}
    </Button>
  );
}
