import { Button } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useCall } from '../../api/queries.ts';
import { useConnections } from '../../api/state.ts';
import { useOpenOrg } from '../../app/use-open-org.ts';
import { formatDate } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { Banner } from '../../ui/banner.tsx';

/** Orgs whose metadata will be removed because nobody opens them; opening one keeps it. */
export function AnnouncedRemovals() {
  const { data } = useCall('retention.overview', {});
  const connections = useConnections() ?? [];
  const openOrg = useOpenOrg();
  const announced = (data?.parts ?? []).flatMap(({ name, id, removedAt }) => {
    const org = connections.find((one) => one.id === id);
    return name === 'metadata' && removedAt !== null && org !== undefined ? [{ org, removedAt }] : [];
  });
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
