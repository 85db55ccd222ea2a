import type { ReactNode } from 'react';
import { t } from '../../i18n/t.ts';
import { CopyButton } from './copy-button.tsx';
import classes from './drawer.module.css';

export type Property = {
  readonly name: string;
  /** Null while unknown; `''` when empty. */
  readonly text: string | null;
  readonly mono?: boolean;
  /** Several lines: drawn under its name instead of beside it. */
  readonly long?: boolean;
  /** What is copied when that differs from what is shown. */
  readonly copy?: string;
};

export const yesNo = (value: boolean | null): string | null =>
  value === null ? null : t(value ? 'grid.yes' : 'grid.no');

/** Properties under a heading, each with a button that copies it. Texts are shown as they are: markup stays text. */
export function PropertyGroup({ title, rows }: { readonly title: string; readonly rows: readonly Property[] }) {
  if (rows.length === 0) return null;
  return (
    <Section title={title}>
      <dl className={classes.properties}>
        {rows.map((row) => (
          <div
            key={row.name}
            className={classes.property}
            data-long={row.long === true && row.text !== null && row.text !== ''}
          >
            <dt className={classes.term}>{row.name}</dt>
            <dd className={classes.value}>
              <Value row={row} />
              {row.text === null || row.text === '' ? null : <CopyButton text={row.copy ?? row.text} what={row.name} />}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Value({ row }: { readonly row: Property }) {
  if (row.text === null) return <span className={classes.unknown}>{t('common.unknown')}</span>;
  if (row.text === '') return <span className={classes.quiet}>{t('drawer.empty')}</span>;
  return (
    <span
      className={row.mono === true ? `${classes.words} ob-mono` : classes.words}
      {...(row.mono === true ? {} : { dir: 'auto' })}
    >
      {row.text}
    </span>
  );
}

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h3 className={classes.sectionTitle}>{title}</h3>
      {children}
    </section>
  );
}
