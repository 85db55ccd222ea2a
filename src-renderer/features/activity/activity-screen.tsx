import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { Page } from '../../ui/page.tsx';
import { JobList } from './job-list.tsx';

/** What the app did: its jobs, with the way to every request behind them. */
export function ActivityScreen() {
  return (
    <Page
      title={t('activity.title')}
      actions={
        <Button component={Link} to="/ledger" variant="default">
          {t('activity.ledger')}
        </Button>
      }
    >
      <JobList />
    </Page>
  );
}
