import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { Link } from '@tanstack/react-router';
import { t } from '../i18n/t.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';

export function NotFound() {
  return (
    <EmptyState heading="h1" title={t('page.notFound')} text={t('page.notFoundText')}>
      <Button component={Link} to="/connections">
        {t('page.toConnections')}
      </Button>
    </EmptyState>
  );
}

/** Shown instead of a screen whose drawing failed; the rest of the app goes on. */
export function ScreenCrashed({ error, reset }: ErrorComponentProps) {
  return (
    <EmptyState heading="h1" title={t('page.crashed')} text="">
      <FailureNotice error={error} onRetry={reset} />
    </EmptyState>
  );
}
