import { t } from '../../i18n/t.ts';
import { StepsCard } from '../../ui/steps-card.tsx';
import { ClientField } from './client-field.tsx';
import { looksLikeGoogleId } from './client-id.ts';
import { OpenPage } from './open-page.tsx';

/** What a desktop app of Google Cloud is known by. */
export function GoogleClient() {
  return (
    <>
      <ClientField
        name="googleClientId"
        label={t('setup.google.id')}
        hint={t('setup.google.id.hint')}
        bad={t('setup.google.id.bad')}
        odd={(id) => (looksLikeGoogleId(id) ? null : t('setup.google.id.odd'))}
        maxLength={300}
      />
      <ClientField
        name="googleClientSecret"
        label={t('setup.google.secret')}
        hint={t('setup.google.secret.hint')}
        bad={t('setup.google.secret.bad')}
        maxLength={200}
      />
    </>
  );
}

/** The pages of the console in the order they are needed; the last step has none. */
const STEPS = [
  { step: 'project', url: 'https://console.cloud.google.com/projectcreate' },
  { step: 'apis', url: 'https://console.cloud.google.com/apis/library' },
  { step: 'consent', url: 'https://console.cloud.google.com/auth/overview' },
  { step: 'credentials', url: 'https://console.cloud.google.com/apis/credentials' },
] as const;

/** How a client id is made in the Google Cloud console. */
export function GoogleSteps({ open }: { readonly open: boolean }) {
  return (
    <StepsCard
      title={t('setup.google.title')}
      text={t('setup.text.google')}
      open={open}
      steps={[
        ...STEPS.map(({ step, url }) => ({
          title: t(`setup.google.${step}`),
          text: t(`setup.google.${step}.text`),
          help: <OpenPage url={url} place={t(`setup.google.${step}.link`)} />,
        })),
        { title: t('setup.google.copy'), text: t('setup.google.copy.text') },
      ]}
    />
  );
}
