import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../src-preload/contract/index.ts';
import { useCall } from '../../api/queries.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import classes from './drawer.module.css';
import { type Property, PropertyGroup, Section, yesNo } from './property-list.tsx';

const FIRST_ROWS = 100;

/** An object's name: a way to it when it was read, plain with a remark when not. */
function ObjectName({ connectionId, name }: { readonly connectionId: string; readonly name: string }) {
  const objects = useCall('catalog.objects', { connectionId }).data?.objects;
  const read = objects?.some((one) => one.name === name) ?? false;
  if (!read) {
    return (
      <span>
        <span className="ob-mono">{name}</span> <span className={classes.quiet}>{t('relations.notRead')}</span>
      </span>
    );
  }
  return (
    <Link
      className={`${classes.link} ob-mono`}
      to="/org/$connectionId/objects"
      params={{ connectionId }}
      search={{ object: name }}
    >
      {name}
    </Link>
  );
}

type FieldProps = { readonly connectionId: string; readonly field: Output<'catalog.field'> };

/** Which objects a field's values point to. */
export function FieldReferences({ connectionId, field }: FieldProps) {
  const rows: Property[] = [
    { name: t('relations.relationshipName'), text: field.relationshipName ?? '', mono: true },
    { name: t('relations.cascade'), text: yesNo(field.cascadeDelete) },
  ];
  return (
    <>
      <Section title={t('relations.references')}>
        <ul className={classes.list}>
          {field.referenceTo.map((name) => (
            <li key={name}>
              <ObjectName connectionId={connectionId} name={name} />
            </li>
          ))}
        </ul>
      </Section>
      <PropertyGroup title={t('drawer.group.rules')} rows={rows} />
    </>
  );
}

type ObjectProps = { readonly connectionId: string; readonly object: Output<'catalog.object'> };

/** Up: the object's own references. Down: the objects that reference it. */
export function ObjectRelations({ connectionId, object }: ObjectProps) {
  const children = [...object.childRelationships].sort(
    (a, b) => a.childObject.localeCompare(b.childObject) || a.field.localeCompare(b.field),
  );
  return (
    <>
      <Section title={`${t('relations.parents')} · ${formatNumber(object.parents.length)}`}>
        <Rows
          none={t('relations.parentsNone')}
          headers={[t('relations.field'), t('relations.to')]}
          rows={object.parents.map((one) => ({
            key: one.field,
            cells: [
              <Link
                key="field"
                className={`${classes.link} ob-mono`}
                to="/org/$connectionId/fields"
                params={{ connectionId }}
                search={{ objects: object.name, field: `${object.name}.${one.field}`, tab: 'relationships' }}
              >
                {one.field}
              </Link>,
              <span key="to" className={classes.stack}>
                {one.referenceTo.map((name) => (
                  <ObjectName key={name} connectionId={connectionId} name={name} />
                ))}
              </span>,
            ],
          }))}
        />
      </Section>
      <Section title={`${t('relations.children')} · ${formatNumber(children.length)}`}>
        <Rows
          none={t('relations.childrenNone')}
          headers={[t('relations.child'), t('relations.field')]}
          rows={children.map((one) => ({
            key: `${one.childObject}.${one.field}`,
            cells: [
              <ObjectName key="child" connectionId={connectionId} name={one.childObject} />,
              <span key="field" className={classes.stack}>
                <span className="ob-mono">{one.field}</span>
                <span className={classes.small}>
                  {[
                    ...(one.relationshipName === null ? [] : [t('relations.as', { name: one.relationshipName })]),
                    ...(one.cascadeDelete ? [t('relations.cascadeShort')] : []),
                  ].join(' · ')}
                </span>
              </span>,
            ],
          }))}
        />
      </Section>
    </>
  );
}

type RowsProps = {
  readonly none: string;
  readonly headers: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
};

/** A short table; a long one is drawn when asked for. */
function Rows({ none, headers, rows }: RowsProps) {
  const [all, setAll] = useState(false);
  if (rows.length === 0) return <p className={classes.none}>{none}</p>;
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            {headers.map((header) => (
              <th key={header} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(all ? rows : rows.slice(0, FIRST_ROWS)).map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, index) => (
                <td key={headers[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {all || rows.length <= FIRST_ROWS ? null : (
        <Button variant="subtle" color="gray" onClick={() => setAll(true)}>
          {t('relations.showAll', { count: formatNumber(rows.length) })}
        </Button>
      )}
    </>
  );
}
