import { Anchor, Button } from '@mantine/core';
import { call } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { showDone } from '../../ui/toasts.tsx';
import classes from './privacy.module.css';
import { Section } from './section.tsx';
import { useWork } from './use-work.ts';

const anchorOf = (id: string): string => `report-${id}`;

/** The report for security reviewers: every table that the program makes about itself. */
export function ReportScreen() {
  const { data, error, refetch } = useCall('privacy.report', {});
  const { failed, run } = useWork();
  if (error !== null) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  const save = async (format: 'xlsx' | 'md'): Promise<void> => {
    const suggestedName = t('report.fileName', { version: data.version });
    const chosen = await call('app.chooseSaveTarget', { suggestedName, format, folder: false, kind: 'report' });
    if (chosen.targetId === null) return;
    await call('privacy.exportReport', { format, targetId: chosen.targetId });
    showDone(t('report.saved', { name: chosen.name }));
  };
  return (
    <>
      <Section
        title={t('report.title')}
        text={t('report.text', { version: data.version })}
        actions={
          <>
            <Button variant="default" onClick={() => run(() => save('xlsx'))}>
              {t('report.xlsx')}
            </Button>
            <Button variant="default" onClick={() => run(() => save('md'))}>
              {t('report.md')}
            </Button>
          </>
        }
      >
        {failed === null ? null : <FailureNotice error={failed} />}
        <nav className={classes.box} aria-label={t('report.contents')}>
          <ol className={classes.toc}>
            {data.tables.map(({ id, title }) => (
              <li key={id}>
                <Anchor component="button" type="button" size="sm" onClick={() => goTo(id)}>
                  {title}
                </Anchor>
              </li>
            ))}
          </ol>
        </nav>
      </Section>
      {data.tables.map((table) => (
        <div key={table.id} id={anchorOf(table.id)} className={classes.section} tabIndex={-1}>
          <div>
            <div className={classes.titleLine}>
              <h2 className={classes.title}>{table.title}</h2>
              <span className={classes.text}>{t('report.rows', { count: table.rows.length })}</span>
            </div>
            <p className={classes.text}>{table.text}</p>
          </div>
          <ScrollRegion label={table.title} className={classes.scroll}>
            <table className={`${classes.table} ${classes.reportTable}`}>
              <thead>
                <tr>
                  {table.columns.map((column) => (
                    <th key={column}>{column}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {table.rows.map((row, index) => (
                  // Rows of a report have no key of their own and never change places.
                  // oxlint-disable-next-line react/no-array-index-key
                  <tr key={index}>
                    {table.columns.map((column, place) => (
                      <td key={column}>{row[place] ?? ''}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        </div>
      ))}
    </>
  );
}

/** Addresses live in the hash already, so a table is gone to by hand; the focus goes along. */
function goTo(id: string): void {
  const target = document.getElementById(anchorOf(id));
  target?.scrollIntoView({ block: 'start' });
  target?.focus({ preventScroll: true });
}
