import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useCopy } from '../../api/copy.ts';
import { usePreferences, useSetPreferences } from '../../api/state.ts';
import { t } from '../../i18n/t.ts';
import { StepsCard } from '../../ui/steps-card.tsx';
import { showFailure } from '../../ui/toasts.tsx';
import { ClientField } from './client-field.tsx';
import { looksLikeEntraId } from './client-id.ts';
import { OpenPage } from './open-page.tsx';

const TENANTS = ['common', 'organizations', 'consumers'] as const;
const OWN = '*own';
const REDIRECT = 'http://localhost';
const REGISTRATIONS = 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade';

/** What an app registration of Entra is known by, and who may sign in with it. */
export function MicrosoftClient() {
  const { microsoftTenant } = usePreferences();
  const write = useSetPreferences();
  const shared = TENANTS.find((one) => one === microsoftTenant);
  const [own, setOwn] = useState(false);
  const one = own || shared === undefined;
  return (
    <>
      <ClientField
        name="microsoftClientId"
        label={t('setup.microsoft.id')}
        hint={t('setup.microsoft.id.hint')}
        bad={t('setup.microsoft.id.bad')}
        fits={looksLikeEntraId}
        maxLength={100}
      />
      <Select
        label={t('setup.microsoft.tenant')}
        value={one ? OWN : shared}
        data={[
          ...TENANTS.map((value) => ({ value, label: t(`setup.microsoft.tenant.${value}`) })),
          { value: OWN, label: t('setup.microsoft.tenant.own') },
        ]}
        onChange={(value) => {
          const chosen = TENANTS.find((tenant) => tenant === value);
          setOwn(chosen === undefined);
          if (chosen !== undefined) void write({ microsoftTenant: chosen }).catch(showFailure);
        }}
      />
      {one ? (
        <ClientField
          name="microsoftTenant"
          label={t('setup.microsoft.tenant.name')}
          bad={t('setup.microsoft.tenant.bad')}
          maxLength={255}
        />
      ) : null}
    </>
  );
}

const STEPS = ['register', 'platform', 'public', 'permissions', 'copy'] as const;

/** How an app is registered in the Entra admin center. */
export function MicrosoftSteps({ open }: { readonly open: boolean }) {
  const clipboard = useCopy();
  const help = {
    register: <OpenPage url={REGISTRATIONS} place={t('setup.microsoft.register.link')} />,
    platform: (
      <>
        <pre className="ob-mono">{REDIRECT}</pre>
        <Button variant="default" size="compact-sm" onClick={() => clipboard.copy(REDIRECT)}>
          {clipboard.copied ? t('common.copied') : t('setup.microsoft.platform.copy')}
        </Button>
      </>
    ),
  };
  return (
    <StepsCard
      title={t('setup.microsoft.title')}
      text={t('setup.text.microsoft')}
      open={open}
      steps={STEPS.map((step) => ({
        title: t(`setup.microsoft.${step}`),
        text: t(`setup.microsoft.${step}.text`),
        ...(step === 'register' || step === 'platform' ? { help: help[step] } : {}),
      }))}
    />
  );
}
