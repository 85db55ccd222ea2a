import { Button } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Finding } from '../../../src-preload/contract/report-analysis.ts';
import { formatDate } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { ComponentLink } from '../components/component-link.tsx';
import { DrawerFrame } from '../drawer/drawer-frame.tsx';
import { DrawerHead } from '../drawer/drawer-head.tsx';
import { SetupLink } from '../drawer/setup-link.tsx';
import { findingId } from './finding-columns.ts';
import { kindName } from './tiles.ts';
import classes from './report-analysis.module.css';

type Props = {
  readonly connectionId: string;
  readonly finding: Finding;
  /** Everything that was found, to name what else is found of the same thing. */
  readonly findings: readonly Finding[];
  readonly onOpen: (finding: Finding) => void;
  readonly onClose: (inside: boolean) => void;
};

/** One finding: why, how sure it is, what would make it certain, and the way to the thing itself. */
export function FindingPanel({ connectionId, finding, findings, onOpen, onClose }: Props) {
  const { kind, type, name, label, folder, why, sure, doubt, lastRunDate, lastModifiedDate } = finding;
  const others = findings.filter((one) => one.name === name && one.type === type && one.kind !== kind);
  return (
    <DrawerFrame
      label={t('analysis.panel', { name: label })}
      subject={findingId(finding)}
      onClose={onClose}
      head={<DrawerHead crumb={t(`analysis.type.${type}`)} label={label} name={name} />}
    >
      <div className={classes.panelBody}>
        <div className={classes.buttons}>
          <Button
            component={Link}
            {...detailsAddress(connectionId, finding)}
            leftSection={<IconListDetails size={14} stroke={1.6} aria-hidden="true" />}
          >
            {t('analysis.panel.details')}
          </Button>
          {type === 'CustomField' ? (
            <SetupLink
              connectionId={connectionId}
              object={name.slice(0, name.indexOf('.'))}
              field={name.slice(name.indexOf('.') + 1)}
            />
          ) : (
            <ComponentLink connectionId={connectionId} type={type} name={name} />
          )}
        </div>
        <Part title={kindName(kind)}>
          <p className={classes.words}>{why}</p>
        </Part>
        <Part title={t('analysis.panel.sure')}>
          <p className={classes.words}>
            <span className={classes.sure} data-sure={sure}>
              {t(`analysis.sure.${sure}`)}
            </span>
          </p>
          {doubt === null ? null : <p className={classes.words}>{doubt}</p>}
        </Part>
        {type === 'CustomField' ? null : (
          <dl className={classes.facts}>
            <dt>{t('analysis.panel.folder')}</dt>
            <dd dir="auto">{folder ?? t('common.unknown')}</dd>
            {type === 'Report' ? (
              <>
                <dt>{t('analysis.panel.lastRun')}</dt>
                <dd>{lastRunDate === null ? t('analysis.panel.neverRun') : formatDate(lastRunDate)}</dd>
              </>
            ) : null}
            <dt>{t('analysis.panel.modified')}</dt>
            <dd>{lastModifiedDate === null ? t('common.unknown') : formatDate(lastModifiedDate)}</dd>
          </dl>
        )}
        {others.length === 0 ? null : (
          <Part title={t('analysis.panel.others')}>
            <ul className={classes.others}>
              {others.map((one) => (
                <li key={one.kind}>
                  <Button variant="subtle" size="compact-sm" onClick={() => onOpen(one)}>
                    {kindName(one.kind)}
                  </Button>
                </li>
              ))}
            </ul>
          </Part>
        )}
      </div>
    </DrawerFrame>
  );
}

/** Where its list shows everything that is known of it. */
function detailsAddress(connectionId: string, { type, name }: Finding) {
  if (type === 'CustomField') {
    return {
      to: '/org/$connectionId/fields' as const,
      params: { connectionId } as never,
      search: { objects: name.slice(0, name.indexOf('.')), field: name } as never,
    };
  }
  return {
    to: '/org/$connectionId/catalog/$group' as const,
    params: { connectionId, group: 'reports' } as never,
    search: { type, open: name } as never,
  };
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className={classes.partTitle}>{title}</h3>
      {children}
    </section>
  );
}
