import {
  IconActivity,
  IconAdjustmentsHorizontal,
  IconDatabase,
  IconDownload,
  IconListDetails,
  IconPlugConnected,
  IconShieldLock,
  IconWorldUpload,
} from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Connection } from '../../src-preload/contract/connections.ts';
import { useCall } from '../api/queries.ts';
import type { ComponentGroup } from '../features/components/component-groups.ts';
import { GROUP_ICONS } from '../features/components/group-icons.tsx';
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
  // One object is a page of its own, under the list.
  const inObject = useLocation({ select: ({ pathname }) => /^\/org\/[^/]+\/object\//.test(pathname) });
  return (
    <nav className={classes.rail} aria-label={t('nav.label')}>
      <OrgSwitcher current={current} />
      <div className={classes.links}>
        {current === null ? null : (
          <>
            <Link
              to="/org/$connectionId/objects"
              params={params}
              {...link}
              className={inObject ? `${classes.link} ${classes.active}` : classes.link}
            >
              <Item icon={<IconDatabase {...icon} />} text={t('nav.objects')} />
            </Link>
            <Link to="/org/$connectionId/fields" params={params} {...link}>
              <Item icon={<IconListDetails {...icon} />} text={t('nav.fields')} />
            </Link>
            <AreaLink current={current} group="reports" />
            <AreaLink current={current} group="automation" />
            <AreaLink current={current} group="access" />
            <AreaLink current={current} group="setup" />
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

/** Screens of a group that list no components have addresses of their own. */
const OWN_SCREENS: Readonly<Partial<Record<ComponentGroup, string>>> = {
  reports: '/report-analysis',
  access: '/access',
};

type AreaLinkProps = { readonly current: Connection; readonly group: ComponentGroup };

function AreaLink({ current, group }: AreaLinkProps) {
  const params = { connectionId: current.id };
  const item = <Item icon={GROUP_ICONS[group]} text={t(`nav.${group}`)} />;
  const isOpen = useLocation({
    select: ({ pathname }) =>
      [`/catalog/${group}`, OWN_SCREENS[group]].some((end) => end !== undefined && pathname.endsWith(end)),
  });
  const own = {
    className: isOpen ? `${classes.link} ${classes.active}` : classes.link,
    activeProps: {},
    'aria-current': isOpen ? 'page' : undefined,
  } as const;
  return group === 'access' ? (
    <Link to="/org/$connectionId/access" params={params} search={{}} {...own}>
      {item}
    </Link>
  ) : (
    <Link to="/org/$connectionId/catalog/$group" params={{ ...params, group }} search={{}} {...own}>
      {item}
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
