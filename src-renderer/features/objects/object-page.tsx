import { Button, Tabs } from '@mantine/core';
import { IconDatabaseOff, IconListDetails, IconLock } from '@tabler/icons-react';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ObjectDetail } from '../../../src-preload/contract/catalog.ts';
import { failureOf } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page } from '../../ui/page.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { ObjectProperties } from '../drawer/object-properties.tsx';
import { ObjectRelations } from '../drawer/relationships.tsx';
import { LayoutTab } from './layout-tab.tsx';
import { LimitTab } from './limit-tab.tsx';
import { type ObjectPageSearch, type ObjectTab, OBJECT_TABS } from './object-page-search.ts';
import { ObjectPart, isPartKnown } from './object-part.tsx';
import { PicklistTab } from './picklist-tab.tsx';
import classes from './object-page.module.css';

const FROM = '/org/$connectionId/object/$name';
const icon = { size: 14, stroke: 1.6, 'aria-hidden': true } as const;
const isTab = (text: string | null): text is ObjectTab => OBJECT_TABS.some((tab) => tab === text);

/** One object: its properties, record types with picklist values, layouts, relationships and limits. */
export function ObjectPage() {
  const { connectionId, name } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const { data, error, refetch } = useCall('catalog.object', { connectionId, name });
  const tab = search.tab ?? 'overview';
  const go = (change: Partial<ObjectPageSearch>, replace = true): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace });
  return (
    <Page
      title={data?.label ?? name}
      count={name}
      {...(data === undefined
        ? {}
        : {
            actions: (
              <>
                <Button
                  variant="default"
                  component={Link}
                  to="/org/$connectionId/access"
                  params={{ connectionId } as never}
                  search={{ view: 'fields', object: name } as never}
                  leftSection={<IconLock {...icon} />}
                >
                  {t('object.access')}
                </Button>
                <Button
                  component={Link}
                  to="/org/$connectionId/fields"
                  params={{ connectionId } as never}
                  search={{ objects: name } as never}
                  leftSection={<IconListDetails {...icon} />}
                >
                  {t('drawer.showFields', { count: data.fieldCount, shown: formatNumber(data.fieldCount) })}
                </Button>
              </>
            ),
          })}
    >
      {error !== null ? (
        failureOf(error).code === 'not-found' ? (
          <EmptyState
            icon={<IconDatabaseOff size={28} stroke={1.4} aria-hidden="true" />}
            title={t('object.gone.title')}
            text={t('object.gone.text', { name })}
          >
            <Button component={Link} to="/org/$connectionId/choose" params={{ connectionId } as never}>
              {t('object.gone.action')}
            </Button>
          </EmptyState>
        ) : (
          <div className={classes.failure}>
            <FailureNotice error={error} onRetry={() => void refetch()} />
          </div>
        )
      ) : data === undefined ? null : (
        <>
          <Tabs
            className={classes.tabs}
            value={tab}
            onChange={(value) => {
              if (isTab(value))
                go({ tab: value === 'overview' ? undefined : value, q: undefined, field: undefined }, false);
            }}
          >
            <Tabs.List aria-label={t('object.tabs', { name: data.label })}>
              {OBJECT_TABS.map((one) => (
                <Tabs.Tab key={one} value={one} rightSection={<Count object={data} tab={one} />}>
                  {t(`object.tab.${one}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value={tab} className={classes.panel}>
              {tab === 'overview' || tab === 'relationships' ? (
                <h2 className="ob-hidden">{t(`object.tab.${tab}`)}</h2>
              ) : null}
              <Body connectionId={connectionId} object={data} tab={tab} search={search} go={go} />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </Page>
  );
}

/** How many there are of what a tab shows; nothing where that is not a number, or not known. */
function Count({ object, tab }: { readonly object: ObjectDetail; readonly tab: ObjectTab }) {
  const of = (part: Parameters<typeof isPartKnown>[0]): number | null => (isPartKnown(part) ? part.rows.length : null);
  const counts: Readonly<Record<ObjectTab, number | null>> = {
    overview: null,
    picklists: of(object.recordTypePicklists),
    layouts: of(object.layouts),
    relationships: object.parents.length + object.childRelationships.length,
    limits: of(object.limits),
  };
  const count = counts[tab];
  return count === null ? null : <span className={classes.count}>{formatNumber(count)}</span>;
}

type BodyProps = {
  readonly connectionId: string;
  readonly object: ObjectDetail;
  readonly tab: ObjectTab;
  readonly search: ObjectPageSearch;
  readonly go: (change: Partial<ObjectPageSearch>) => void;
};

function Body({ connectionId, object, tab, search, go }: BodyProps) {
  switch (tab) {
    case 'overview':
      return (
        <ScrollRegion className={classes.overview} label={t('object.tab.overview')}>
          <div className={classes.columns}>
            <ObjectProperties object={object} />
          </div>
          <section className={classes.population}>
            <h3 className={classes.smallTitle}>{t('object.population')}</h3>
            <p className={classes.text}>{object.population}</p>
          </section>
        </ScrollRegion>
      );
    case 'picklists':
      return (
        <ObjectPart connectionId={connectionId} area="picklists" part={object.recordTypePicklists}>
          <PicklistTab object={object} search={search} go={go} />
        </ObjectPart>
      );
    case 'layouts':
      return (
        <ObjectPart connectionId={connectionId} area="layouts" part={object.layouts}>
          <LayoutTab connectionId={connectionId} object={object} />
        </ObjectPart>
      );
    case 'relationships':
      return (
        <ScrollRegion className={classes.relations} label={t('object.tab.relationships')}>
          <ObjectRelations connectionId={connectionId} object={object} />
        </ScrollRegion>
      );
    case 'limits':
      return (
        <ObjectPart connectionId={connectionId} area="limits" part={object.limits}>
          <LimitTab object={object} />
        </ObjectPart>
      );
  }
}
