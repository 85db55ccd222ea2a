import { Button, Loader } from '@mantine/core';
import { useState } from 'react';
import { IconRefresh } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { Output } from '../../../src-preload/contract/index.ts';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import { callKey, useCall } from '../../api/queries.ts';
import { useConnections, useNow } from '../../api/state.ts';
import { formatAgo } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { ReadTabs } from '../areas/read-tabs.tsx';
import { Centred } from '../../ui/centred.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page } from '../../ui/page.tsx';
import { showFailure } from '../../ui/toasts.tsx';
import { ChoiceFilters } from './choice-filters.tsx';
import { ChoiceFoot } from './choice-foot.tsx';
import { ChoiceList } from './choice-list.tsx';
import classes from './choice-screen.module.css';
import { filterObjects, preselected } from './filter-objects.ts';

type Available = Output<'objects.available'>;

/** Where the person says which objects' metadata is kept, and sees what reading them costs. */
export function ChoiceScreen() {
  const { connectionId } = useParams({ from: '/org/$connectionId/choose' });
  const connection = useConnections()?.find(({ id }) => id === connectionId);
  const input = { connectionId, refresh: false };
  const { data, error, refetch } = useCall('objects.available', input);
  if (connection === undefined) return null;
  if (error !== null) {
    return (
      <Centred>
        <FailureNotice error={error} onRetry={() => void refetch()} />
      </Centred>
    );
  }
  if (data === undefined) {
    return (
      <Centred>
        <div className={classes.loading} role="status">
          <Loader size="sm" />
          {t('choice.loading', { org: connection.name })}
        </div>
      </Centred>
    );
  }
  return <Choice key={connectionId} connection={connection} available={data} />;
}

type ChoiceProps = { readonly connection: Connection; readonly available: Available };

function Choice({ connection, available }: ChoiceProps) {
  const { objects, everChosen } = available;
  // Null until touched: an untouched form follows what is stored.
  const [edited, setEdited] = useState<ReadonlySet<string> | null>(null);
  const chosen = edited ?? preselected(objects, everChosen);
  const search = useSearch({ from: '/org/$connectionId/choose' });
  const navigate = useNavigate({ from: '/org/$connectionId/choose' });
  const shown = filterObjects(objects, search, chosen);
  const stored = objects.filter((one) => one.chosen).map(({ name }) => name);

  const change = (names: readonly string[], add: boolean): void => {
    const next = new Set(chosen);
    for (const name of names) {
      if (add) next.add(name);
      else next.delete(name);
    }
    setEdited(next);
  };

  return (
    <Page
      title={t('choice.title')}
      text={t('choice.text')}
      actions={<Relist connection={connection} readAt={available.readAt} />}
    >
      <ReadTabs connectionId={connection.id} />
      <ChoiceFilters
        objects={objects}
        search={search}
        shown={shown.length}
        hiddenCompanions={available.hiddenCompanions}
        onSearch={(next) => void navigate({ search: next, replace: true })}
        onChooseShown={(add) =>
          change(
            shown.map(({ name }) => name),
            add,
          )
        }
        onSuggested={() => setEdited(preselected(objects, false))}
      />
      <ChoiceList
        objects={shown}
        anyListed={objects.length > 0}
        chosen={chosen}
        onToggle={(name) => change([name], !chosen.has(name))}
        onClearFilters={() => void navigate({ search: {}, replace: true })}
      />
      <ChoiceFoot connection={connection} chosen={chosen} stored={stored} />
    </Page>
  );
}

/** When the org listed its objects, and a button to ask again. */
function Relist({ connection, readAt }: { readonly connection: Connection; readonly readAt: string | null }) {
  const now = useNow();
  const client = useQueryClient();
  const [pending, setPending] = useState(false);
  const relist = async (): Promise<void> => {
    setPending(true);
    try {
      const value = await call('objects.available', { connectionId: connection.id, refresh: true });
      client.setQueryData(callKey('objects.available', { connectionId: connection.id, refresh: false }), value);
    } catch (error) {
      showFailure(error);
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      {readAt === null ? null : (
        <span className={classes.quiet}>{t('choice.listed', { when: formatAgo(readAt, now) })}</span>
      )}
      <Button
        variant="default"
        leftSection={<IconRefresh size={14} stroke={1.6} aria-hidden="true" />}
        loading={pending}
        disabled={!connection.signedIn}
        onClick={() => void relist()}
      >
        {t('choice.reload')}
      </Button>
    </>
  );
}
