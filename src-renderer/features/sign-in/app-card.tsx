import { Button } from '@mantine/core';
import { CALLBACK_PORTS, callbackUrl } from '../../../src-preload/contract/connections.ts';
import { useCopy } from '../../api/copy.ts';
import { type MessageId, t } from '../../i18n/t.ts';
import classes from './sign-in.module.css';

const CALLBACKS = CALLBACK_PORTS.map(callbackUrl);

/** The fields of Setup as they are named there, with what belongs in each. */
const STEPS: readonly { readonly title: MessageId; readonly text: MessageId; readonly callbacks?: true }[] = [
  { title: 'signIn.card.new', text: 'signIn.card.new.text' },
  { title: 'signIn.card.basic', text: 'signIn.card.basic.text' },
  { title: 'signIn.card.callback', text: 'signIn.card.callback.text', callbacks: true },
  { title: 'signIn.card.scopes', text: 'signIn.card.scopes.text' },
  { title: 'signIn.card.security', text: 'signIn.card.security.text' },
  { title: 'signIn.card.policies', text: 'signIn.card.policies.text' },
  { title: 'signIn.card.key', text: 'signIn.card.key.text' },
];

/** How an administrator registers an External Client App for Orgbench, field by field. */
export function AppCard({ open }: { readonly open: boolean }) {
  const clipboard = useCopy();
  return (
    <details className={classes.card} open={open}>
      <summary>{t('signIn.card.title')}</summary>
      <p className={classes.text}>{t('signIn.card.text')}</p>
      <ol className={classes.steps}>
        {STEPS.map(({ title, text, callbacks }) => (
          <li key={title}>
            <span className={classes.stepTitle}>{t(title)}</span>
            <span>{t(text)}</span>
            {callbacks === undefined ? null : (
              <div className={classes.callbacks}>
                <pre className="ob-mono">{CALLBACKS.join('\n')}</pre>
                <Button variant="default" onClick={() => clipboard.copy(CALLBACKS.join('\n'))}>
                  {clipboard.copied ? t('common.copied') : t('signIn.card.copy')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
