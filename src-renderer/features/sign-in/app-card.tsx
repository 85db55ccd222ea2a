import { Button } from '@mantine/core';
import { CALLBACK_PORTS, callbackUrl } from '../../../src-preload/contract/connections.ts';
import { useCopy } from '../../api/copy.ts';
import { t } from '../../i18n/t.ts';
import { StepsCard } from '../../ui/steps-card.tsx';

const CALLBACKS = CALLBACK_PORTS.map(callbackUrl).join('\n');

/** The fields of Setup as they are named there, in the order of the page. */
const STEPS = ['new', 'basic', 'callback', 'scopes', 'security', 'policies', 'key'] as const;

/** How an administrator registers an External Client App for Orgbench, field by field. */
export function AppCard({ open }: { readonly open: boolean }) {
  const clipboard = useCopy();
  const callbacks = (
    <>
      <pre className="ob-mono">{CALLBACKS}</pre>
      <Button variant="default" onClick={() => clipboard.copy(CALLBACKS)}>
        {clipboard.copied ? t('common.copied') : t('signIn.card.copy')}
      </Button>
    </>
  );
  return (
    <StepsCard
      title={t('signIn.card.title')}
      text={t('signIn.card.text')}
      open={open}
      steps={STEPS.map((step) => ({
        title: t(`signIn.card.${step}`),
        text: t(`signIn.card.${step}.text`),
        ...(step === 'callback' ? { help: callbacks } : {}),
      }))}
    />
  );
}
