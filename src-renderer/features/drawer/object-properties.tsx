import type { ObjectDetail } from '../../../src-preload/contract/catalog.ts';
import { formatDateTime, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import classes from './drawer.module.css';
import { PropertyGroup, Section, yesNo } from './property-list.tsx';

/** What is known of the object itself. */
export function ObjectProperties({ object }: { readonly object: ObjectDetail }) {
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
