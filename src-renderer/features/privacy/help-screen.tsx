import { Anchor } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { ADMIN_HELP } from '../../../src-preload/contract/admin-help.ts';
import { call } from '../../api/client.ts';
import { t } from '../../i18n/t.ts';
import { showFailure } from '../../ui/toasts.tsx';
import classes from './privacy.module.css';
import { Section } from './section.tsx';

/** What admins can do on the side of Salesforce, Google and Microsoft, with the vendors' names of their pages. */
export function HelpScreen() {
  return ADMIN_HELP.map(({ service, text, entries }) => (
    <Section key={service} title={service} text={text}>
      {entries.map((entry) => (
        <article key={entry.id} className={`${classes.box} ${classes.stack}`}>
          <h3 className={classes.subtitle}>{entry.title}</h3>
          <p className={classes.text}>
            {entry.needs === null ? t('help.needs.none') : t('help.needs', { needs: entry.needs })}
          </p>
          <ol className={classes.list}>
            {entry.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p className={classes.plain}>{t('help.effect', { effect: entry.effect })}</p>
          <div>
            <Anchor
              component="button"
              type="button"
              size="sm"
              title={entry.source.url}
              onClick={() => void call('app.openLink', { url: entry.source.url }).catch(showFailure)}
            >
              {t('help.source', { title: entry.source.title })}{' '}
              <IconExternalLink className={classes.external} size={13} stroke={1.7} aria-hidden="true" />
            </Anchor>
          </div>
        </article>
      ))}
    </Section>
  ));
}
