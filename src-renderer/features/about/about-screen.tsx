import { Button } from '@mantine/core';
import { useCopy } from '../../api/copy.ts';
import { useCall } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Logo } from '../../ui/logo.tsx';
import { Page } from '../../ui/page.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { openSupport } from '../support/support-store.ts';
import classes from './about-screen.module.css';

/** What this is, on what it runs, and whose work is in it. */
export function AboutScreen() {
  const { data: info, error } = useCall('app.info', {});
  const clipboard = useCopy();
  if (error !== null) return <FailureNotice error={error} />;
  if (info === undefined) return null;
  const facts: readonly (readonly [string, string])[] = [
    ['Orgbench', info.version],
    ['Electron', info.electron],
    ['Chromium', info.chrome],
    ['Node.js', info.node],
    [t('about.platform'), `${info.platform} ${info.arch}`],
    [t('about.build'), t(info.packaged ? 'about.build.packaged' : 'about.build.checkout')],
  ];
  return (
    <Page
      width="narrow"
      title={t('about.title')}
      actions={
        <Button variant="default" onClick={() => openSupport('')}>
          {t('support.about')}
        </Button>
      }
    >
      <div className={classes.head}>
        <Logo size={44} />
        <div>
          <div className={classes.version}>{t('about.version', { version: info.version })}</div>
          <div className={classes.quiet}>{t('about.what')}</div>
        </div>
      </div>
      <section className={classes.section}>
        <div className={classes.sectionHead}>
          <h2 className={classes.title}>{t('about.versions')}</h2>
          <Button
            variant="subtle"
            color="gray"
            onClick={() => clipboard.copy(facts.map(([name, value]) => `${name}: ${value}`).join('\n'))}
          >
            {clipboard.copied ? t('common.copied') : t('about.copy')}
          </Button>
        </div>
        <dl className={classes.facts}>
          {facts.map(([name, value]) => (
            <div key={name} className={classes.fact}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <p className={classes.quiet}>{t('about.affiliation')}</p>
      <section className={classes.section}>
        <h2 className={classes.title}>{t('about.licence')}</h2>
        <div className={classes.licence}>{info.licence}</div>
      </section>
      <section className={classes.section}>
        <h2 className={classes.title}>{t('about.notices')}</h2>
        <ScrollRegion label={t('about.notices.label')} className={classes.notices}>
          {info.notices}
        </ScrollRegion>
      </section>
    </Page>
  );
}
