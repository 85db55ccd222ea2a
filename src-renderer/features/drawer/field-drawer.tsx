import { Tabs } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Output } from '../../../src-preload/contract/index.ts';
import { useCall } from '../../api/queries.ts';
import { formatDateTime, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { paintBadges } from '../../ui/field-badges.ts';
import { FieldAccessPanel } from '../access/field-access-panel.tsx';
import { FieldUsagePanel } from '../usage/usage-panel.tsx';
import { DrawerFrame } from './drawer-frame.tsx';
import { DrawerHead } from './drawer-head.tsx';
import classes from './drawer.module.css';
import { type DrawerTab, drawerTab } from './drawer-tab.ts';
import { PicklistValues } from './picklist-values.tsx';
import { type Property, PropertyGroup, yesNo } from './property-list.tsx';
import { FieldReferences } from './relationships.tsx';
import { SetupLink } from './setup-link.tsx';

type Field = Output<'catalog.field'>;

type Props = {
  readonly connectionId: string;
  readonly object: string;
  readonly name: string;
  readonly tab: DrawerTab;
  readonly onTab: (tab: DrawerTab) => void;
  readonly onClose: (inside: boolean) => void;
};

/** Everything that is known about one field. */
export function FieldDrawer({ connectionId, object, name, tab, onTab, onClose }: Props) {
  const { data, error, refetch } = useCall('catalog.field', { connectionId, object, name }, { keepPrevious: true });
  const field = data?.object === object && data.name === name ? data : undefined;
  return (
    <DrawerFrame
      label={t('drawer.field', { name: `${object}.${name}` })}
      subject={`${object}.${name}`}
      onClose={onClose}
      head={
        <DrawerHead
          crumb={
            <Link
              className={classes.crumbLink}
              to="/org/$connectionId/objects"
              params={{ connectionId }}
              search={{ object }}
              dir="auto"
            >
              {field?.objectLabel ?? object}
            </Link>
          }
          label={field?.label}
          name={name}
        />
      }
    >
      {error === null ? null : (
        <div className={classes.body}>
          <FailureNotice error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {field === undefined ? null : <FieldBody connectionId={connectionId} field={field} tab={tab} onTab={onTab} />}
    </DrawerFrame>
  );
}

type BodyProps = Pick<Props, 'connectionId' | 'tab' | 'onTab'> & { readonly field: Field };

function FieldBody({ connectionId, field, tab, onTab }: BodyProps) {
  const hasValues = field.picklistCount !== null || field.picklistValues.length > 0;
  const hasReferences = field.referenceTo.length > 0;
  const shown = (tab === 'values' && !hasValues) || (tab === 'relationships' && !hasReferences) ? 'properties' : tab;
  const count = formatNumber(field.picklistValues.length);
  return (
    <>
      <div className={classes.sub}>
        <FieldBadges badges={field.badges} />
        <SetupLink connectionId={connectionId} object={field.object} field={field.name} />
      </div>
      <Tabs
        className={classes.tabs}
        value={shown}
        onChange={(value) => onTab(drawerTab.catch('properties').parse(value))}
        keepMounted={false}
      >
        <Tabs.List className={classes.tabList}>
          <Tabs.Tab value="properties">{t('drawer.tab.properties')}</Tabs.Tab>
          {hasValues ? (
            <Tabs.Tab value="values" rightSection={<span className={classes.quiet}>{count}</span>}>
              {t('drawer.tab.values')}
            </Tabs.Tab>
          ) : null}
          {hasReferences ? <Tabs.Tab value="relationships">{t('drawer.tab.relationships')}</Tabs.Tab> : null}
          <Tabs.Tab value="usage">{t('drawer.tab.usage')}</Tabs.Tab>
          <Tabs.Tab value="access">{t('drawer.tab.access')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="properties" className={classes.panel}>
          <FieldProperties field={field} />
        </Tabs.Panel>
        <Tabs.Panel value="values" className={classes.panel} data-fixed="true">
          <PicklistValues key={`${field.object}.${field.name}`} field={field} />
        </Tabs.Panel>
        <Tabs.Panel value="relationships" className={classes.panel}>
          <FieldReferences connectionId={connectionId} field={field} />
        </Tabs.Panel>
        <Tabs.Panel value="usage" className={classes.panel}>
          <FieldUsagePanel connectionId={connectionId} object={field.object} name={field.name} />
        </Tabs.Panel>
        <Tabs.Panel value="access" className={classes.panel}>
          <FieldAccessPanel connectionId={connectionId} object={field.object} name={field.name} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function FieldBadges({ badges }: { readonly badges: Field['badges'] }) {
  if (badges.length === 0) return null;
  return (
    <div
      className={classes.badges}
      ref={(element) => {
        element?.replaceChildren(paintBadges(badges));
      }}
    />
  );
}

function FieldProperties({ field }: { readonly field: Field }) {
  const unknown = new Set(field.unknown);
  const text = (column: string, value: string | null): string | null => (unknown.has(column) ? null : (value ?? ''));
  const size = (column: 'length' | 'precision' | 'scale'): Property[] => {
    const value = field[column];
    if (value === null && !unknown.has(column)) return [];
    return [{ name: t(`drawer.${column}`), text: value === null ? null : formatNumber(value) }];
  };
  const date = (column: 'createdDate' | 'lastModifiedDate'): string | null => {
    const value = field[column];
    if (unknown.has(column)) return null;
    return value === null ? '' : formatDateTime(value);
  };
  const isPicklist = field.picklistCount !== null;
  return (
    <>
      {field.badges.includes('noAccess') ? <p className={classes.notice}>{t('drawer.noAccess')}</p> : null}
      <PropertyGroup
        title={t('drawer.group.texts')}
        rows={[
          { name: t('drawer.helpText'), text: text('helpText', field.helpText), long: true },
          { name: t('drawer.description'), text: text('description', field.description), long: true },
        ]}
      />
      <PropertyGroup
        title={t('drawer.group.type')}
        rows={[
          { name: t('drawer.type'), text: field.type, mono: true },
          ...(field.dataType === null ? [] : [{ name: t('drawer.dataType'), text: field.dataType }]),
          ...size('length'),
          ...size('precision'),
          ...size('scale'),
          { name: t('drawer.custom'), text: yesNo(field.custom) },
        ]}
      />
      {field.formula === null && !unknown.has('formula') ? null : (
        <PropertyGroup
          title={t('drawer.group.formula')}
          rows={[{ name: t('drawer.group.formula'), text: text('formula', field.formula), mono: true, long: true }]}
        />
      )}
      <PropertyGroup
        title={t('drawer.group.rules')}
        rows={[
          { name: t('drawer.required'), text: yesNo(field.required) },
          { name: t('drawer.nillable'), text: yesNo(field.nillable) },
          { name: t('drawer.unique'), text: yesNo(field.unique) },
          { name: t('drawer.externalId'), text: yesNo(field.externalId) },
          { name: t('drawer.createable'), text: yesNo(field.createable) },
          { name: t('drawer.updateable'), text: yesNo(field.updateable) },
          { name: t('drawer.calculated'), text: yesNo(field.calculated) },
          { name: t('drawer.defaultValue'), text: text('defaultValue', field.defaultValue), mono: true },
          ...(isPicklist ? [{ name: t('drawer.restrictedPicklist'), text: yesNo(field.restrictedPicklist) }] : []),
          ...(field.controllerName === null
            ? []
            : [{ name: t('drawer.controllerName'), text: field.controllerName, mono: true }]),
        ]}
      />
      <PropertyGroup
        title={t('drawer.group.classification')}
        rows={[
          {
            name: t('fields.column.securityClassification'),
            text: text('securityClassification', field.securityClassification),
          },
          { name: t('fields.column.complianceGroup'), text: text('complianceGroup', field.complianceGroup) },
        ]}
      />
      <PropertyGroup
        title={t('drawer.group.names')}
        rows={[
          { name: t('drawer.label'), text: field.label },
          { name: t('drawer.name'), text: field.name, mono: true },
          { name: t('drawer.object.name'), text: field.object, mono: true },
          { name: t('drawer.namespace'), text: field.namespace ?? '', mono: true },
        ]}
      />
      <PropertyGroup
        title={t('drawer.group.dates')}
        rows={[
          { name: t('drawer.created'), text: date('createdDate') },
          { name: t('drawer.modified'), text: date('lastModifiedDate') },
          { name: t('drawer.read'), text: formatDateTime(field.readAt) },
        ]}
      />
    </>
  );
}
