import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { SecretPurpose } from '../../../src-preload/contract/vault.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { useAppState } from '../../api/state.ts';
import { t } from '../../i18n/t.ts';
import { showFailure } from '../../ui/toasts.tsx';
import { Row } from './preference-row.tsx';

/** The secrets that open the vault. Each is asked for and shown in the secret page, never here. */
export function VaultSecrets() {
  const ask = useAction('app.askSecret');
  const open = (purpose: SecretPurpose) => (): void =>
    ask.mutate({ purpose, connectionId: null }, { onError: showFailure });
  // A kit may have been made or renewed since this was asked last.
  const secretOpen = useAppState()?.secretOpen ?? null;
  const { data, refetch } = useCall('vault.status', {});
  useEffect(() => {
    if (secretOpen === null) void refetch();
  }, [secretOpen, refetch]);
  const kit = data?.recoveryKit;
  return (
    <>
      <Row name={t('preferences.password')} text={t('preferences.password.text')}>
        <Button variant="default" onClick={open('change-password')}>
          {t('preferences.password.button')}
        </Button>
      </Row>
      <Row
        name={t('preferences.kit')}
        text={t(`preferences.kit.${kit === true ? 'there' : kit === false ? 'none' : 'unknown'}`)}
      >
        <Button variant="default" onClick={open('renew-kit')}>
          {t(kit === false ? 'preferences.kit.make' : 'preferences.kit.renew')}
        </Button>
      </Row>
      <Row name={t('preferences.renew')} text={t('preferences.renew.text')}>
        <Button variant="default" onClick={open('renew-keys')}>
          {t('preferences.renew.button')}
        </Button>
      </Row>
    </>
  );
}
