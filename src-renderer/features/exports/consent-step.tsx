import { Button, Loader } from '@mantine/core';
import { IconAlertTriangle, IconShieldQuestion } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Account } from '../../../src-preload/contract/accounts.ts';
import type { ExportConsent, ExportSpec } from '../../../src-preload/contract/exports.ts';
import { type OrgType, orgType } from '../../../src-preload/contract/connections.ts';
import { call, failureOf } from '../../api/client.ts';
import { useNow } from '../../api/state.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { OrgBadge } from '../../ui/org-badge.tsx';
import { ProviderMark } from '../../ui/provider-mark.tsx';
import { WorkButton } from '../../ui/work-button.tsx';
import classes from './consent.module.css';
import { ExportFailure } from './export-failure.tsx';
import { previewCounts } from './export-text.ts';
import { PreviewTable } from './preview-table.tsx';

type Props = {
  readonly spec: ExportSpec;
  /** It goes on with an export that stopped. */
  readonly resumes: boolean;
  readonly onBack: () => void;
  /** Another account than the one of the settings was signed in for it. */
  readonly onAccount: (account: Account) => void;
  /** Leads to where another account can be chosen. */
  readonly onOther: () => void;
  readonly onCancel: () => void;
  /** Resolves when the export has started. */
  readonly onSend: (consentId: string) => Promise<void>;
};

const EXPIRY_LOOK_MS = 1000;
/** Longer than a double click: whoever opened this step by one has not seen it yet. */
const LOOK_FIRST_MS = 800;

type Step =
  | { readonly kind: 'reading' }
  | { readonly kind: 'shown'; readonly consent: ExportConsent }
  | { readonly kind: 'failed'; readonly error: unknown };

/**
 * What is about to leave the machine, to whom and as whom: the person sees it before each export, and nothing is
 * remembered. The heading has the focus, so that Enter sends nothing by accident.
 */
export function ConsentStep({ spec, resumes, onBack, onAccount, onOther, onCancel, onSend }: Props) {
  const [step, setStep] = useState<Step>({ kind: 'reading' });
  const [asked, setAsked] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const key = JSON.stringify(spec);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    call('exports.consent', { spec: JSON.parse(key) as ExportSpec }, signal).then(
      (consent) => {
        if (!signal.aborted) setStep({ kind: 'shown', consent });
      },
      (error: unknown) => {
        if (!signal.aborted && failureOf(error).code !== 'cancelled') setStep({ kind: 'failed', error });
      },
    );
    return () => controller.abort();
  }, [key, asked]);
  useEffect(() => heading.current?.focus(), [step.kind]);

  const again = (): void => {
    setStep({ kind: 'reading' });
    setAsked((before) => before + 1);
  };
  const signedIn = (account: Account): void => {
    const { destination } = spec;
    if (destination.kind === 'file' || destination.accountId === account.id) again();
    else onAccount(account);
  };
  const title = (
    <h3 ref={heading} className={classes.title} tabIndex={-1}>
      <IconShieldQuestion size={20} stroke={1.6} className={classes.titleIcon} aria-hidden="true" />
      {t('consent.title')}
    </h3>
  );
  if (step.kind === 'shown') {
    return (
      <Shown
        title={title}
        consent={step.consent}
        spec={spec}
        resumes={resumes}
        onBack={onBack}
        onAgain={again}
        onSignedIn={signedIn}
        onOther={onOther}
        onSend={onSend}
      />
    );
  }
  return (
    <div className={classes.step}>
      <div className={classes.body}>
        {title}
        {step.kind === 'reading' ? (
          <div className={classes.reading} role="status">
            <Loader size="sm" aria-hidden="true" />
            <div>
              <p className={classes.strong}>{t('consent.reading')}</p>
              <p className={classes.dim}>{t('consent.reading.text')}</p>
            </div>
          </div>
        ) : (
          <ExportFailure error={step.error} spec={spec} onRetry={again} onSignedIn={signedIn} onOther={onOther} />
        )}
      </div>
      <div className={classes.foot}>
        <Button variant="default" onClick={onBack}>
          {t('consent.back')}
        </Button>
        <span className={classes.room} />
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  );
}

type ShownProps = Pick<Props, 'spec' | 'resumes' | 'onBack' | 'onOther' | 'onSend'> & {
  readonly title: ReactNode;
  readonly consent: ExportConsent;
  readonly onAgain: () => void;
  readonly onSignedIn: (account: Account) => void;
};

function Shown({ title, consent, spec, resumes, onBack, onAgain, onSignedIn, onOther, onSend }: ShownProps) {
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSeen(true), LOOK_FIRST_MS);
    return () => clearTimeout(timer);
  }, []);
  // A consent that no longer fits what would be sent is of no use: it has to be shown again.
  const stale = error !== null && failureOf(error).code === 'consent-needed';
  const { preview, accountName } = consent;
  const { rows } = preview;
  const place = spec.destination.kind;
  const expired = useNow(EXPIRY_LOOK_MS) >= Date.parse(consent.expiresAt);
  const send = (): void => {
    setSending(true);
    setError(null);
    onSend(consent.consentId)
      .catch(setError)
      .finally(() => setSending(false));
  };
  return (
    <div className={classes.step}>
      <div className={classes.body}>
        {title}
        {resumes ? <p className={classes.dim}>{t('consent.resume')}</p> : null}
        <Facts consent={consent} spec={spec} />
        <Sensitive consent={consent} />
        <section>
          <h4 className={classes.caption}>
            {t('consent.columns')} <span className={classes.dim}>{preview.headers.length}</span>
          </h4>
          <ul className={classes.columns}>
            {preview.headers.map((header, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- two columns may have the same header.
              <li key={index} dir="auto" title={header}>
                {header}
              </li>
            ))}
          </ul>
        </section>
        <section className={classes.sample}>
          <h4 className={classes.caption}>{t('consent.sample')}</h4>
          <PreviewTable label={t('consent.sample')} headers={preview.headers} rows={preview.sample} />
        </section>
        {preview.notes.length === 0 ? null : (
          <section>
            <h4 className={classes.caption}>{t('consent.notes')}</h4>
            <ul className={classes.list}>
              {preview.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <div className={classes.last}>
        <p className={classes.responsible}>
          <IconAlertTriangle size={16} stroke={1.7} aria-hidden="true" />
          <span>
            <strong>{t('consent.responsible')}</strong> {t('consent.once')}
          </span>
        </p>
        {error === null ? null : (
          <ExportFailure error={error} spec={spec} onRetry={onAgain} onSignedIn={onSignedIn} onOther={onOther} />
        )}
      </div>
      <div className={classes.foot}>
        <Button variant="default" onClick={onBack} disabled={sending}>
          {t('consent.back')}
        </Button>
        <span className={classes.room} role="status">
          {expired ? t('consent.expired') : ''}
        </span>
        {expired ? (
          <Button variant="default" onClick={onAgain}>
            {t('consent.again')}
          </Button>
        ) : place === 'file' ? null : (
          <WorkButton className={classes.send} loading={sending} disabled={!seen || stale} onClick={send}>
            {t(`consent.send.${place}`, { count: rows, shown: formatNumber(rows), account: accountName })}
          </WorkButton>
        )}
      </div>
    </div>
  );
}

function Facts({ consent, spec }: { readonly consent: ExportConsent; readonly spec: ExportSpec }) {
  const { org, preview } = consent;
  return (
    <dl className={classes.facts}>
      <dt>{t('consent.what')}</dt>
      <dd>
        <strong>{previewCounts(preview, false)}</strong>
        {' · '}
        {t('export.preview.columns', { count: preview.headers.length })}
        {' · '}
        {t('export.preview.cells', { count: preview.cells, shown: formatNumber(preview.cells) })}
      </dd>
      <dt>{t('consent.from')}</dt>
      <dd>
        {org === null ? (
          t('consent.from.none')
        ) : (
          <span className={classes.org}>
            <strong dir="auto">{org.connectionName}</strong>
            {org.name === org.connectionName ? null : (
              <span className={classes.dim} dir="auto">
                {org.name}
              </span>
            )}
            <OrgBadge type={typeOf(org.type)} />
            <span className={`${classes.dim} ob-mono`}>{org.host}</span>
          </span>
        )}
      </dd>
      <dt>{t('consent.to')}</dt>
      <dd className={classes.to}>
        <ProviderMark place={spec.destination.kind} size={14} />
        <strong dir="auto">{consent.destination}</strong>
      </dd>
      <dt>{t('consent.as')}</dt>
      <dd>
        <strong>{consent.accountName}</strong>
      </dd>
    </dl>
  );
}

const typeOf = (text: string): OrgType => orgType.safeParse(text).data ?? 'production';

function Sensitive({ consent }: { readonly consent: ExportConsent }) {
  return (
    <section>
      <h4 className={classes.caption}>{t('consent.sensitive')}</h4>
      {consent.sensitive.length === 0 ? (
        <p className={classes.text}>{t('consent.sensitive.none')}</p>
      ) : (
        <ul className={classes.sensitive}>
          {consent.sensitive.map(({ kind, text }) => (
            <li key={`${kind} ${text}`}>
              <IconAlertTriangle size={14} stroke={1.8} aria-hidden="true" />
              <span>{text}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
