import { Button, Tabs } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Output } from '../../../src-preload/contract/index.ts';
import { useCall } from '../../api/queries.ts';
import { formatDateTime, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { CopyButton } from './copy-button.tsx';
import { DrawerFrame } from './drawer-frame.tsx';
import classes from './drawer.module.css';
import { type DrawerTab, drawerTab } from './drawer-tab.ts';
import { PropertyGroup, Section, yesNo } from './property-list.tsx';
import { ObjectRelations } from './relationships.tsx';
import { SetupLink } from './setup-link.tsx';

type ObjectDetail = Output<'catalog.object'>;

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
        <>
          <span className={classes.crumb}>{object === undefined ? '' : t(`kind.${object.kind}`)}</span>
          <h2 className={classes.title} dir="auto">
            {object?.label ?? name}
          </h2>
          <div className={classes.apiName}>
            <span className="ob-mono">{name}</span>
            <CopyButton text={name} what={t('drawer.name')} />
          </div>
        </>
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

function ObjectProperties({ object }: { readonly object: ObjectDetail }) {
  const unknown = new Set(object.unknown);
  const text = (column: string, value: string | null): string | null => (unknown.has(column) ? null : (value ?? ''));
  const date = (column: 'createdDate' | 'lastModifiedDate'): string | null => {
    const value = text(column, object[column]);
    return value === null || value === '' ? value : formatDateTime(value);
  };
  return (
    <>
      <PropertyGroup
        title={t('drawer.group.texts')}
        rows={[{ name: t('drawer.description'), text: text('description', object.description), long: true }]}
      />
      <PropertyGroup
        title={t('drawer.group.names')}
        rows={[
          { name: t('drawer.label'), text: object.label },
          { name: t('drawer.labelPlural'), text: text('labelPlural', object.labelPlural) },
          { name: t('drawer.name'), text: object.name, mono: true },
          { name: t('drawer.kind'), text: t(`kind.${object.kind}`) },
          { name: t('drawer.keyPrefix'), text: text('keyPrefix', object.keyPrefix), mono: true },
          { name: t('drawer.namespace'), text: object.namespace ?? '', mono: true },
        ]}
      />
      <PropertyGroup
        title={t('drawer.group.fields')}
        rows={[
          { name: t('drawer.fieldCount'), text: formatNumber(object.fieldCount) },
          { name: t('drawer.customFieldCount'), text: formatNumber(object.customFieldCount) },
        ]}
      />
      <RecordTypes object={object} />
      <PropertyGroup
        title={t('drawer.group.abilities')}
        rows={[
          { name: t('drawer.queryable'), text: yesNo(object.validity.queryable) },
          { name: t('drawer.create'), text: yesNo(object.validity.createable) },
          { name: t('drawer.update'), text: yesNo(object.validity.updateable) },
          { name: t('drawer.deletable'), text: yesNo(object.validity.deletable) },
          { name: t('drawer.searchable'), text: yesNo(object.validity.searchable) },
        ]}
      />
      <PropertyGroup
        title={t('drawer.group.dates')}
        rows={[
          { name: t('drawer.created'), text: date('createdDate') },
          { name: t('drawer.modified'), text: date('lastModifiedDate') },
          { name: t('drawer.read'), text: formatDateTime(object.readAt) },
        ]}
      />
    </>
  );
}

function RecordTypes({ object }: { readonly object: ObjectDetail }) {
  const types = object.recordTypes.filter(({ master }) => !master);
  return (
    <Section title={`${t('drawer.group.recordTypes')} · ${formatNumber(types.length)}`}>
      {types.length === 0 ? (
        <p className={classes.none}>{t('recordTypes.none')}</p>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('recordTypes.label')}</th>
              <th scope="col">{t('recordTypes.name')}</th>
              <th scope="col">{t('recordTypes.active')}</th>
            </tr>
          </thead>
          <tbody>
            {types.map((one) => (
              <tr key={one.name}>
                <td dir="auto">
                  {one.label} {one.isDefault ? <span className={classes.mark}>{t('recordTypes.default')}</span> : null}
                </td>
                <td className="ob-mono">{one.name}</td>
                <td>{t(one.active ? 'grid.yes' : 'grid.no')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
