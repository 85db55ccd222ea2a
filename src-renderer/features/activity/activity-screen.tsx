import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { Page } from '../../ui/page.tsx';
import { JobList } from './job-list.tsx';
import { Ledger } from './ledger.tsx';

/** What the app did: its jobs, and every request behind them. */
export function ActivityScreen() {
  const { show = 'jobs' } = useSearch({ from: '/activity' });
  const navigate = useNavigate({ from: '/activity' });
  return (
    <Page
      title={t('activity.title')}
      {...(show === 'requests' ? { text: t('ledger.intro') } : {})}
      actions={
        <SegmentedControl
          aria-label={t('activity.tabs')}
          value={show}
          data={[
            { value: 'jobs', label: t('activity.jobs') },
            { value: 'requests', label: t('activity.ledger') },
          ]}
          onChange={(value) => void navigate({ search: { show: value === 'requests' ? 'requests' : 'jobs' } })}
        />
      }
    >
      {show === 'jobs' ? <JobList /> : <Ledger />}
    </Page>
  );
}
