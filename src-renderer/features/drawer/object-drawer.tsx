import { Button, Tabs } from '@mantine/core';
import { IconLayoutList, IconListDetails } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useCall } from '../../api/queries.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { DrawerFrame } from './drawer-frame.tsx';
import { DrawerHead } from './drawer-head.tsx';
import classes from './drawer.module.css';
import { type DrawerTab, drawerTab } from './drawer-tab.ts';
import { ObjectProperties } from './object-properties.tsx';
import { ObjectRelations } from './relationships.tsx';
import { SetupLink } from './setup-link.tsx';

type Props = {
  readonly connectionId: string;
  readonly name: string;
  readonly tab: DrawerTab;
  readonly onTab: (tab: DrawerTab) => void;
  readonly onClose: (inside: boolean) => void;
};

/** Everything that is known about one object. */
export function ObjectDrawer({ connectionId, name, tab, onTab, onClose }: Props) {
  const { data, error, refetch } = useCall('catalog.object', { connectionId, name }, { keepPrevious: true });
  const object = data?.name === name ? data : undefined;
  return (
    <DrawerFrame
      label={t('drawer.object', { name })}
      subject={name}
      onClose={onClose}
      head={
        <DrawerHead crumb={object === undefined ? '' : t(`kind.${object.kind}`)} label={object?.label} name={name} />
      }
    >
      {error === null ? null : (
        <div className={classes.body}>
          <FailureNotice error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {object === undefined ? null : (
        <>
          <div className={classes.sub}>
            {object.vanished ? <p className={classes.notice}>{t('drawer.vanished')}</p> : null}
            <div className={classes.buttons}>
              <Button
                component={Link}
                to="/org/$connectionId/fields"
                params={{ connectionId } as never}
                search={{ objects: object.name } as never}
                leftSection={<IconListDetails size={14} stroke={1.6} aria-hidden="true" />}
              >
                {t('drawer.showFields', { count: object.fieldCount, shown: formatNumber(object.fieldCount) })}
              </Button>
              <Button
                variant="default"
                component={Link}
                to="/org/$connectionId/object/$name"
                params={{ connectionId, name: object.name } as never}
                leftSection={<IconLayoutList size={14} stroke={1.6} aria-hidden="true" />}
              >
                {t('object.openPage')}
              </Button>
              <SetupLink connectionId={connectionId} object={object.name} field={null} />
            </div>
          </div>
          <Tabs
            className={classes.tabs}
            value={tab === 'relationships' ? tab : 'properties'}
            onChange={(value) => onTab(drawerTab.catch('properties').parse(value))}
            keepMounted={false}
          >
            <Tabs.List className={classes.tabList}>
              <Tabs.Tab value="properties">{t('drawer.tab.properties')}</Tabs.Tab>
              <Tabs.Tab value="relationships">{t('drawer.tab.relationships')}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="properties" className={classes.panel}>
              <ObjectProperties object={object} />
            </Tabs.Panel>
            <Tabs.Panel value="relationships" className={classes.panel}>
              <ObjectRelations connectionId={connectionId} object={object} />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </DrawerFrame>
  );
}
