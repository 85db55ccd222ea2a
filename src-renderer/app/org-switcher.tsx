import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconPlugConnected, IconSelector } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Connection } from '../../src-preload/contract/connections.ts';
import { useConnections } from '../api/state.ts';
import { t } from '../i18n/t.ts';
import { Logo } from '../ui/logo.tsx';
import { OrgBadge, OrgSwatch } from '../ui/org-badge.tsx';
import { byGroup } from '../ui/org-groups.ts';
import { useOpenOrg } from './use-open-org.ts';
import classes from './org-switcher.module.css';

/** Which org is on screen, and the way to another. */
export function OrgSwitcher({ current }: { readonly current: Connection | null }) {
  const connections = useConnections() ?? [];
  const navigate = useNavigate();
  const openOrg = useOpenOrg();
  if (current === null) {
    return (
      <div className={classes.none}>
        <Logo size={20} />
        <span>{t('switcher.none')}</span>
      </div>
    );
  }
  const groups = byGroup(connections);
  return (
    <Menu width={264} offset={4}>
      <Menu.Target>
        <UnstyledButton className={classes.button}>
          <span className="ob-hidden">{t('switcher.label')}</span>
          <OrgSwatch org={current} size={22} />
          <span className={classes.names}>
            <span className={classes.name}>{current.name}</span>
            <OrgBadge type={current.type} />
          </span>
          <IconSelector size={15} stroke={1.6} className={classes.arrow} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {groups.map(([group, members]) => (
          <div key={group} role="group" aria-label={group === '' ? t('switcher.ungrouped') : group}>
            {group === '' && groups.length === 1 ? null : (
              <Menu.Label className={classes.group}>{group === '' ? t('switcher.ungrouped') : group}</Menu.Label>
            )}
            {members.map((one) => (
              <Menu.Item
                key={one.id}
                leftSection={<OrgSwatch org={one} size={12} />}
                rightSection={
                  one.id === current.id ? <IconCheck size={14} aria-hidden="true" /> : <OrgBadge type={one.type} />
                }
                aria-current={one.id === current.id ? 'true' : undefined}
                onClick={() => openOrg(one.id)}
              >
                <span className={classes.org}>{one.name}</span>
                {one.signedIn ? null : <span className={classes.quiet}> · {t('switcher.signedOut')}</span>}
              </Menu.Item>
            ))}
          </div>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconPlugConnected size={14} stroke={1.6} aria-hidden="true" />}
          onClick={() => void navigate({ to: '/connections' })}
        >
          {t('switcher.manage')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
