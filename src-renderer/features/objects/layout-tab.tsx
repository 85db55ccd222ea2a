import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { ObjectDetail } from '../../../src-preload/contract/catalog.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { Matrix } from '../../ui/matrix.tsx';
import { MASTER, assignedTo, layoutMatrix } from './layout-matrix.ts';
import classes from './object-page.module.css';

type Props = { readonly connectionId: string; readonly object: ObjectDetail };

/** The page layouts, and which profile sees which of them with which record type. */
export function LayoutTab({ connectionId, object }: Props) {
  const [said, setSaid] = useState('');
  const { rows: layouts } = object.layouts;
  const matrix = useMemo(() => layoutMatrix(layouts), [layouts]);
  if (layouts.length === 0) return <p className={classes.none}>{t('object.layouts.none')}</p>;
  const labels = new Map(object.recordTypePicklists.rows.map(({ name, label }) => [name, label]));
  /** By its label where record types were read, as Setup shows it. */
  const nameOf = (recordType: string): string =>
    recordType === MASTER
      ? t('object.layouts.master')
      : (labels.get(`${object.name}.${recordType}`) ?? labels.get(recordType) ?? recordType);
  const layoutAt = (row: number, column: number): string => {
    const seen = matrix.layoutsOf(matrix.profiles[row] ?? '', matrix.recordTypes[column] ?? '');
    return seen.length === 0 ? t('common.unknown') : seen.map(({ label }) => label).join(', ');
  };
  return (
    <>
      <section className={classes.list}>
        <table className={classes.table} aria-label={t('object.layouts.list', { name: object.label })}>
          <thead>
            <tr>
              <th scope="col">{t('object.layouts.label')}</th>
              <th scope="col" className={classes.number}>
                {t('object.layouts.fields')}
              </th>
              <th scope="col">{t('object.layouts.assigned')}</th>
            </tr>
          </thead>
          <tbody>
            {layouts.map((layout) => {
              const assigned = assignedTo(layout);
              return (
                <tr key={layout.name}>
                  <th scope="row">
                    <Link
                      className={classes.link}
                      dir="auto"
                      to="/org/$connectionId/catalog/$group"
                      params={{ connectionId, group: 'setup' }}
                      search={{ type: 'Layout', open: layout.name }}
                    >
                      {layout.label}
                    </Link>
                  </th>
                  <td className={classes.number}>
                    {layout.fieldCount === null ? t('common.unknown') : formatNumber(layout.fieldCount)}
                  </td>
                  <td>
                    {assigned === null
                      ? t('common.unknown')
                      : assigned.profiles === 0
                        ? t('object.layouts.nobody')
                        : t('object.layouts.assignedTo', assigned)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <h2 className={classes.partTitle}>{t('object.layouts.assignment')}</h2>
      {matrix.profiles.length === 0 ? (
        <p className={classes.none}>{t('object.layouts.noAssignment')}</p>
      ) : (
        <>
          <Matrix
            label={t('object.layouts.assignment')}
            corner={t('object.layouts.profile')}
            rows={matrix.profiles.map((profile) => ({ key: profile, label: profile, note: '', title: profile }))}
            columns={matrix.recordTypes.map((recordType) => ({
              key: recordType,
              label: nameOf(recordType),
              note: recordType === MASTER || nameOf(recordType) === recordType ? '' : recordType,
              title: nameOf(recordType),
            }))}
            columnPx={264}
            cell={(row, column) => (
              <span className={classes.layout} dir="auto">
                {layoutAt(row, column)}
              </span>
            )}
            words={(row, column) =>
              t('object.layouts.cell', {
                profile: matrix.profiles[row] ?? '',
                recordType: nameOf(matrix.recordTypes[column] ?? ''),
                layout: layoutAt(row, column),
              })
            }
            onWords={setSaid}
            empty=""
          />
          <div className={classes.foot}>
            <span className={classes.said}>{said}</span>
          </div>
        </>
      )}
    </>
  );
}
