import type { ReactNode } from 'react';
import type { AccessPath } from '../../../src-preload/contract/access.ts';
import { t } from '../../i18n/t.ts';
import { DrawerFrame } from '../drawer/drawer-frame.tsx';
import { Paths } from './paths.tsx';
import classes from './access.module.css';

type Props = {
  readonly subject: string;
  readonly title: string;
  readonly note: string;
  readonly paths: readonly AccessPath[];
  readonly onClose: (inside: boolean) => void;
  /** Above the paths: what else can be done with it. */
  readonly children?: ReactNode;
};

/** Beside a list: every path by which the chosen row has its rights. */
export function PathsPanel({ subject, title, note, paths, onClose, children }: Props) {
  return (
    <DrawerFrame
      label={t('access.paths.of', { name: title })}
      subject={subject}
      onClose={onClose}
      head={
        <>
          <h2 className={classes.panelTitle} dir="auto">
            {title}
          </h2>
          <span className={classes.panelNote}>{note}</span>
        </>
      }
    >
      <div className={classes.panelBody}>
        {children}
        <section>
          <h3 className={classes.sectionTitle}>{t('access.paths.title')}</h3>
          <Paths paths={paths} />
        </section>
      </div>
    </DrawerFrame>
  );
}
