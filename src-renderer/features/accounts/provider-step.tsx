import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Provider } from '../../../src-preload/contract/accounts.ts';
import { usePreferences } from '../../api/state.ts';
import { t } from '../../i18n/t.ts';
import classes from './accounts.module.css';
import { hasClientId } from './client-id.ts';
import { ProviderSetup } from './provider-setup.tsx';

type Props = { readonly provider: Provider; readonly onBack: () => void };

/** The set-up of a provider as a step of a dialog. */
export function ProviderStep({ provider, onBack }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const ready = hasClientId(usePreferences(), provider);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <div className={classes.step}>
        <h3 ref={heading} className={classes.stepTitle} tabIndex={-1}>
          {t(`accounts.${provider}`)}
        </h3>
        <ProviderSetup provider={provider} inUse={false} />
      </div>
      <div className={classes.stepFoot}>
        <Button variant={ready ? 'filled' : 'default'} onClick={onBack}>
          {t('consent.back')}
        </Button>
      </div>
    </>
  );
}
