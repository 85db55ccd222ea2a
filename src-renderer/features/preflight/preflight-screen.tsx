import { Button, Loader } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { Preflight, PreflightArea } from '../../../src-preload/contract/preflight.ts';
import { useCopy } from '../../api/copy.ts';
import { useConnections, useNow } from '../../api/state.ts';
import { formatAgo } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page } from '../../ui/page.tsx';
import { useKeepFocus } from '../../ui/use-keep-focus.ts';
import { AreaState } from './area-state.tsx';
import { adminText, missingText, workingOf, worksText } from './preflight-text.ts';
import classes from './preflight.module.css';
import { usePreflight } from './use-preflight.ts';

/** What the signed-in user may read in an org, area by area, and which permission would help. */
export function PreflightScreen() {
  const { connectionId } = useParams({ from: '/org/$connectionId/permissions' });
  const connection = useConnections()?.find(({ id }) => id === connectionId);
  return connection === undefined ? null : <PreflightPage key={connectionId} connection={connection} />;
}

function PreflightPage({ connection }: { readonly connection: Connection }) {
  const { found, running, error, run, cancel } = usePreflight(connection.id);
  const { atWork, atRest } = useKeepFocus(running);
  const clipboard = useCopy();
  const org = connection.name;
  const user = found?.username ?? connection.user?.username ?? null;
  return (
    <Page
      width="text"
      title={t('preflight.title')}
      text={user === null ? t('preflight.text.unknownUser', { org }) : t('preflight.text', { user, org })}
      actions={
        <>
          <Button component={Link} to="/connections" variant="default">
            {t('preflight.back')}
          </Button>
          {found === null || found === undefined ? null : (
            <>
              <Button variant="default" onClick={() => clipboard.copy(adminText(found, connection))}>
                {clipboard.copied ? t('common.copied') : t('preflight.copy')}
              </Button>
              {running ? null : (
                <Button ref={atRest} disabled={!connection.signedIn} onClick={run}>
                  {t('preflight.again')}
                </Button>
              )}
            </>
          )}
        </>
      }
    >
      <div className={classes.stack}>
        <div role="status">
          {running ? (
            <div className={classes.running}>
              <Loader size="xs" />
              <span className={classes.room}>{t('preflight.running', { org })}</span>
              <Button ref={atWork} variant="default" onClick={cancel}>
                {t('common.cancel')}
              </Button>
            </div>
          ) : null}
        </div>
        {error === null || running ? null : (
          <FailureNotice error={error} {...(connection.signedIn ? { onRetry: run } : {})} />
        )}
        {connection.signedIn || running ? null : <p className={classes.quiet}>{t('preflight.signedOut')}</p>}
        {found === undefined ? null : found === null ? (
          running ? null : (
            <EmptyState
              icon={<IconChecklist size={28} stroke={1.4} aria-hidden="true" />}
              title={t('preflight.never.title')}
              text={t('preflight.never.text')}
            >
              <Button ref={atRest} disabled={!connection.signedIn} onClick={run}>
                {t('preflight.run')}
              </Button>
            </EmptyState>
          )
        ) : (
          <Findings found={found} />
        )}
      </div>
    </Page>
  );
}

function Findings({ found }: { readonly found: Preflight }) {
  const now = useNow();
  return (
    <>
      <section
        className={classes.summary}
        data-all={workingOf(found) === found.areas.length}
        aria-label={t('preflight.title')}
      >
        <h2 className={classes.result}>{worksText(found)}</h2>
        <p className={classes.line}>{missingText(found)}</p>
        <p className={classes.quiet}>
          {t('preflight.checked', { when: formatAgo(found.at, now), count: found.apiCalls })}{' '}
          {t('preflight.scopes', { asked: found.scopesAsked.join(', ') })}{' '}
          {found.scopes === null ? '' : t('preflight.scopes.granted', { granted: found.scopes.join(', ') })}{' '}
          <Link to="/ledger" search={{ text: 'preflight', connection: found.connectionId }} className={classes.link}>
            {t('preflight.ledger')}
          </Link>
        </p>
      </section>
      <ul className={classes.areas} aria-label={t('preflight.areas')}>
        {ordered(found.areas).map((area) => (
          <AreaLine key={area.id} area={area} />
        ))}
      </ul>
    </>
  );
}

/** What does not work comes first: it is what somebody looks for here. */
const ordered = (areas: readonly PreflightArea[]): readonly PreflightArea[] => [
  ...areas.filter(({ state }) => state !== 'works'),
  ...areas.filter(({ state }) => state === 'works'),
];

function AreaLine({ area }: { readonly area: PreflightArea }) {
  const { title, state, finding, missingPermission, consequence, reads } = area;
  // No answer takes nothing away: it asks for another try.
  const isUnanswered = state === 'failed' || state === 'not tried';
  return (
    <li className={classes.area}>
      <AreaState state={state} />
      <div className={classes.body}>
        <h3 className={classes.areaTitle}>{title}</h3>
        <p className={classes.line}>{finding}</p>
        {state === 'works' ? (
          <p className={classes.quiet}>{`${t('preflight.read')}: ${reads}`}</p>
        ) : (
          <dl className={classes.facts}>
            {missingPermission === null ? null : (
              <div>
                <dt>{t('preflight.permission')}</dt>
                <dd className={classes.permission}>{missingPermission}</dd>
              </div>
            )}
            {consequence === '' ? null : (
              <div>
                <dt>{t(isUnanswered ? 'preflight.next' : 'preflight.consequence')}</dt>
                <dd>{consequence}</dd>
              </div>
            )}
            <div className={classes.quiet}>
              <dt>{t('preflight.read')}</dt>
              <dd>{reads}</dd>
            </div>
          </dl>
        )}
      </div>
    </li>
  );
}
