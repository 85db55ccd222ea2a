import {
  IconActivity,
  IconAdjustmentsHorizontal,
  IconBolt,
  IconDatabase,
  IconDownload,
  IconKey,
  IconListDetails,
  IconPlugConnected,
  IconReportAnalytics,
  IconSettings,
  IconShieldLock,
  IconWorldUpload,
} from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Connection } from '../../src-preload/contract/connections.ts';
import { useCall } from '../api/queries.ts';
import type { ComponentGroup } from '../features/components/component-groups.ts';
import { t } from '../i18n/t.ts';
import { OrgSwitcher } from './org-switcher.tsx';
import classes from './rail.module.css';

const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;
const link = { className: classes.link, activeProps: { className: classes.active } } as const;

/** The areas. Those about an org appear once there is one. */
export function Rail({ current }: { readonly current: Connection | null }) {
  const running =
    useCall('jobs.list', { limit: 100 }).data?.jobs.filter(({ state }) => state === 'running').length ?? 0;
  const params = { connectionId: current?.id ?? '' };
  // Accounts are a part of the preferences with a page of their own.
  const inAccounts = useLocation({ select: ({ pathname }) => pathname.startsWith('/accounts') });
  return (
    <nav className={classes.rail} aria-label={t('nav.label')}>
      <OrgSwitcher current={current} />
      <div className={classes.links}>
        {current === null ? null : (
          <>
            <Link to="/org/$connectionId/objects" params={params} {...link}>
              <Item icon={<IconDatabase {...icon} />} text={t('nav.objects')} />
            </Link>
            <Link to="/org/$connectionId/fields" params={params} {...link}>
              <Item icon={<IconListDetails {...icon} />} text={t('nav.fields')} />
            </Link>
            <AreaLink current={current} group="reports" icon={<IconReportAnalytics {...icon} />} />
            <AreaLink current={current} group="automation" icon={<IconBolt {...icon} />} />
            <AreaLink current={current} group="access" icon={<IconKey {...icon} />} />
            <AreaLink current={current} group="setup" icon={<IconSettings {...icon} />} />
            <Link to="/org/$connectionId/exports" params={params} search={{}} {...link}>
              <Item icon={<IconDownload {...icon} />} text={t('nav.exports')} />
            </Link>
          </>
        )}
        <Link to="/activity" {...link}>
          <Item icon={<IconActivity {...icon} />} text={t('nav.activity')} count={running} />
        </Link>
        <Link to="/ledger" {...link}>
          <Item icon={<IconWorldUpload {...icon} />} text={t('nav.ledger')} />
        </Link>
      </div>
      <div className={classes.foot}>
        <Link to="/connections" {...link}>
          <Item icon={<IconPlugConnected {...icon} />} text={t('nav.connections')} />
        </Link>
        <Link to="/privacy" {...link}>
          <Item icon={<IconShieldLock {...icon} />} text={t('nav.privacy')} />
        </Link>
        <Link to="/preferences" {...link} className={inAccounts ? `${classes.link} ${classes.active}` : classes.link}>
          <Item icon={<IconAdjustmentsHorizontal {...icon} />} text={t('nav.preferences')} />
        </Link>
      </div>
    </nav>
  );
}

type AreaLinkProps = { readonly current: Connection; readonly group: ComponentGroup; readonly icon: ReactNode };

function AreaLink({ current, group, icon: picture }: AreaLinkProps) {
  return (
    <Link to="/org/$connectionId/catalog/$group" params={{ connectionId: current.id, group }} {...link}>
      <Item icon={picture} text={t(`nav.${group}`)} />
    </Link>
  );
}

type ItemProps = { readonly icon: ReactNode; readonly text: string; readonly count?: number };

function Item({ icon: picture, text, count = 0 }: ItemProps) {
  return (
    <>
      <span className={classes.icon} title={text}>
        {picture}
      </span>
      <span className={classes.text}>{text}</span>
      {count === 0 ? null : <span className={classes.count}>{count}</span>}
    </>
  );
}
