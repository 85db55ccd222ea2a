import { Button } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { call } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { useConnections } from '../../api/state.ts';
import { useOpenOrg } from '../../app/use-open-org.ts';
import { formatDate } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { Banner } from '../../ui/banner.tsx';

/** Removals are announced and withdrawn by the day. */
const LOOK_EVERY_MS = 3_600_000;

/** Orgs whose metadata will be removed because nobody opens them; opening one keeps it. */
export function AnnouncedRemovals() {
  const client = useQueryClient();
  const { data } = useCall('retention.overview', {}, { refetchIntervalMs: LOOK_EVERY_MS });
  const connections = useConnections() ?? [];
  const openOrg = useOpenOrg();
  const opened = useParams({ strict: false }).connectionId;
  const announced = (data?.parts ?? []).flatMap(({ name, id, removedAt }) => {
    const org = connections.find((one) => one.id === id);
    return name === 'metadata' && removedAt !== null && org !== undefined ? [{ org, removedAt }] : [];
  });
  const isOpen = announced.some(({ org }) => org.id === opened);
  useEffect(() => {
    if (!isOpen || opened === undefined) return;
    // Any look into an org opens it; once that is noted its removal is withdrawn.
    void call('catalog.overview', { connectionId: opened })
      .then(() => client.invalidateQueries({ queryKey: ['retention.overview'] }))
      .catch(() => undefined);
  }, [isOpen, opened, client]);
  return announced.map(({ org, removedAt }) => (
    <Banner
      key={org.id}
      tone="warn"
      icon={<IconClock size={17} stroke={1.6} aria-hidden="true" />}
      title={t('kept.announced.title', { org: org.name, when: formatDate(removedAt) })}
      text={t('kept.announced.text')}
    >
      <Button variant="default" onClick={() => openOrg(org.id)}>
        {t('kept.announced.open')}
      </Button>
      <Button variant="default" component={Link} to="/privacy/kept">
        {t('kept.announced.look')}
      </Button>
    </Banner>
  ));
}
