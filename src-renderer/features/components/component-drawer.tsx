import { Tabs } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ComponentDetail, ComponentType } from '../../../src-preload/contract/components.ts';
import { failureOf } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { DrawerFrame } from '../drawer/drawer-frame.tsx';
import { DrawerHead } from '../drawer/drawer-head.tsx';
import classes from '../drawer/drawer.module.css';
import { UsagePanel } from '../usage/usage-panel.tsx';
import own from './components.module.css';
import { ComponentLink } from './component-link.tsx';
import { ComponentFacts, ComponentTexts, DetailSection } from './component-sections.tsx';
import { type ComponentTab, componentTab } from './component-search.ts';

type Props = {
  readonly connectionId: string;
  readonly type: ComponentType;
  readonly name: string;
  readonly tab: ComponentTab;
  readonly onTab: (tab: ComponentTab) => void;
  readonly onClose: (inside: boolean) => void;
};

/** Everything that is known about one component. */
export function ComponentDrawer({ connectionId, type, name, tab, onTab, onClose }: Props) {
  const { data, error, refetch } = useCall('components.one', { connectionId, type, name }, { keepPrevious: true });
  const detail = data?.name === name && data.type === type ? data : undefined;
  const typeName = t(`type.${type}`);
  return (
    <DrawerFrame
      label={t('component.details', { type: typeName, name })}
      subject={name}
      onClose={onClose}
      head={
        <DrawerHead
          crumb={
            <>
              {typeName}
              {detail === undefined || detail.object === null ? null : (
                <>
                  {' · '}
                  <Link
                    className={own.objectLink}
                    to="/org/$connectionId/objects"
                    params={{ connectionId }}
                    search={{ object: detail.object }}
                  >
                    {detail.object}
                  </Link>
                </>
              )}
            </>
          }
          label={detail?.label ?? undefined}
          name={name}
        />
      }
    >
      {error === null ? null : failureOf(error).code === 'not-found' ? (
        <EmptyState title={t('component.gone')} text={t('component.gone.text')} />
      ) : (
        <div className={classes.body}>
          <FailureNotice error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {detail === undefined || error !== null ? null : (
        <Body connectionId={connectionId} detail={detail} tab={tab} onTab={onTab} />
      )}
    </DrawerFrame>
  );
}

type BodyProps = Pick<Props, 'connectionId' | 'tab' | 'onTab'> & { readonly detail: ComponentDetail };

function Body({ connectionId, detail, tab, onTab }: BodyProps) {
  return (
    <>
      <div className={classes.sub}>
        <ComponentLink connectionId={connectionId} type={detail.type} name={detail.name} />
      </div>
      <Tabs
        className={classes.tabs}
        value={tab}
        onChange={(value) => onTab(componentTab.catch('details').parse(value))}
        keepMounted={false}
      >
        <Tabs.List className={classes.tabList}>
          <Tabs.Tab value="details">{t('component.tab.details')}</Tabs.Tab>
          <Tabs.Tab value="usage">{t('component.tab.usage')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="details" className={classes.panel}>
          <ComponentTexts detail={detail} />
          {detail.sections.map((section, index) => (
            // Two parts of a definition may have one title; their order does not change.
            // oxlint-disable-next-line react/no-array-index-key
            <DetailSection key={`${detail.name} ${section.title} ${index}`} section={section} />
          ))}
          <ComponentFacts detail={detail} />
        </Tabs.Panel>
        <Tabs.Panel value="usage" className={classes.panel}>
          <UsagePanel connectionId={connectionId} type={detail.type} name={detail.name} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
